"""The command that publishes the site; it refuses to know how."""

from invoke.context import Context
from invoke.tasks import task

from district.commands.options import ROOT, folder, language, leave, unforeseen


@task(auto_shortflags=False)
def publish(  # noqa: PLR0913 - one parameter per option
    context: Context,
    *,
    to: str = "",
    dry_run: bool = False,
    if_changed: bool = False,
    rollback: bool = False,
    delete_unknown: bool = False,
    siteurl: str = "",
    now: str = "",
    content: str = "",
    theme: str = "",
    lang: str = "",
) -> None:
    """Publish the site; the exit status is the publishing's."""
    told_in = language(context, lang)
    with unforeseen():
        from district.publishing import Wish
        from district.publishing import publish as publish_site

        wish = Wish(
            to=to,
            content=folder(content, "content"),
            theme=folder(theme, "theme"),
            cache=ROOT / ".cache",
            now=now,
            siteurl=siteurl,
            language=told_in,
            dry_run=dry_run,
            if_changed=if_changed,
            rollback=rollback,
            delete_unknown=delete_unknown,
        )
        leave(publish_site(wish))
