"""The commands for the site itself: build, check, serve; they refuse to do any of it themselves."""

import gc

from invoke.context import Context
from invoke.tasks import task

from district.commands.options import ROOT, choice, folder, language, leave, unforeseen


@task(auto_shortflags=False)
def build(  # noqa: PLR0913 - one parameter per option
    context: Context,
    *,
    publish: bool = False,
    siteurl: str = "",
    now: str = "",
    content: str = "",
    theme: str = "",
    output: str = "",
    lang: str = "",
) -> None:
    """Build the site; the exit status is the build's."""
    told_in = language(context, lang)
    with unforeseen():
        from district.plugin.run import Options
        from district.plugin.run import build as build_site

        options = Options(
            content=folder(content, "content"),
            theme=folder(theme, "theme"),
            output=folder(output, "output"),
            publish=publish,
            siteurl=siteurl,
            now=now,
            language=told_in,
        )
        leave(build_site(options).status)


@task(auto_shortflags=False)
def check(
    context: Context,
    *,
    content: str = "",
    now: str = "",
    format: str = "text",  # noqa: A002 - the option is called so
    lang: str = "",
) -> None:
    """Check the content; the exit status is the checker's."""
    form = choice(context, "format", format, ("text", "json", "github"))
    told_in = language(context, lang)
    with unforeseen():
        from district.checks.run import main

        gc.disable()  # the process ends with this: collecting costs a tenth of its time and frees nothing
        leave(main(folder(content, "content"), now, form, told_in))


@task(auto_shortflags=False)
def serve(context: Context, *, port: str = "", content: str = "", theme: str = "", now: str = "") -> None:
    """Build a preview, serve it on this machine and follow each change until Ctrl-C."""
    from district.preview.run import Preview
    from district.preview.run import serve as serve_preview

    preview = Preview(
        root=ROOT,
        content=folder(content, "content"),
        theme=folder(theme, "theme"),
        output=folder("", "output"),
        now=now,
        language=language(context),
    )
    leave(serve_preview(preview, port))
