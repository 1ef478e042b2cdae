"""The commands for the site itself: build, check, newsletter, serve; they refuse to do any of it themselves."""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.context import Context
from invoke.tasks import task

from district.commands.options import ROOT, choice, clock, folder, language, leave, refuse, request, unforeseen
from district.commands.profile import profiled
from district.commands.progress import told
from district.commands.texts import message
from district.stages import measured, stage

if TYPE_CHECKING:
    from district.clock import Clock


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
    profile: bool = False,
    desk: bool = False,
) -> None:
    """Build the site; the exit status is the build's. With `profile`, tell how long each stage took.

    With `desk`, the desk in the browser stands at /admin/.
    """
    told_in = language(context, lang)
    with unforeseen(), measured() as stages:
        with stage("starting"):
            gc.disable()  # mostly the process ends with this: collecting costs a tenth of its time, and frees little
            from district.plugin.run import Options, leave_standing
            from district.plugin.run import build as build_site

        options = Options(
            content=folder(content, "content"),
            theme=folder(theme, "theme"),
            output=folder(output, "output"),
            publish=publish,
            siteurl=siteurl,
            now=now,
            language=told_in,
            desk=desk,
        )
        with told(told_in):
            outcome = build_site(options)
    leave_standing(outcome)
    gc.enable()  # another task may follow
    if profile:
        print(profiled(stages.seconds, stages.counts, told_in), end="")
    leave(outcome.status)


@task(auto_shortflags=False)
def check(
    context: Context,
    *,
    content: str = "",
    now: str = "",
    format: str = "text",  # noqa: A002 - the option is called so
    lang: str = "",
    eccp: bool = False,
) -> None:
    """Check the content; the exit status is the checker's."""
    from district.problems import FORMATS

    form = choice(context, "format", format, FORMATS)
    told_in = language(context, lang)
    with unforeseen():
        moment = clock(now, told_in)
        gc.disable()  # mostly the process ends with this: collecting costs a tenth of its time and frees nothing
        if eccp:
            leave(_eccp(folder(content, "content"), moment, told_in))
            return
        from district.checks.run import main

        status = main(folder(content, "content"), now, form, told_in)
        gc.enable()
        leave(status)


def _eccp(content: Path, moment: Clock, told_in: str) -> int:
    """Tell what the European Cluster Collaboration Platform asks for and what of it is met; 1 when something is not."""
    from district.checks.eccp import readiness
    from district.checks.run import PROBLEMS, survey

    found = survey(content, moment, publish=True)
    if found.district is None or found.plan is None:
        print(message("eccp_unread", told_in))
        return PROBLEMS
    criteria = readiness(found.district, found.plan)
    for one in criteria:
        print(
            message("eccp_met" if one.met else "eccp_unmet", told_in),
            message(f"eccp_{one.code}", told_in, **one.values),
        )
        if not one.met:
            print("  " + message(f"eccp_{one.code}_mend", told_in, **one.values))
    unmet = sum(not one.met for one in criteria)
    print(message("eccp_unready" if unmet else "eccp_ready", told_in, unmet=unmet, count=len(criteria)))
    print(message("eccp_besides", told_in))
    return PROBLEMS if unmet else 0


@task(auto_shortflags=False)
def newsletter(  # noqa: PLR0913 - one parameter per option
    context: Context,
    *,
    since: str = "",
    siteurl: str = "",
    now: str = "",
    content: str = "",
    theme: str = "",
    output: str = "",
    lang: str = "",
) -> None:
    """Write the newsletter and the press packs of what happened since a day."""
    told_in = language(context, lang)
    try:
        day = date.fromisoformat(since)
    except ValueError:
        refuse("since", told_in, given=since)
    with unforeseen():
        from district.newsletter.run import make
        from district.problems import print_problems

        into = folder(output, "newsletter")
        made = make(
            request(told_in, content=content, theme=theme, output=into, now=now, publish=True, siteurl=siteurl), day
        )
        print(print_problems(made.problems, "text", told_in), end="")
        for path in made.files:
            print(message("written", told_in, path=path))
        if not made.files and not made.problems:
            print(message("nothing_to_tell", told_in, since=since))
        leave(1 if made.problems else 0)


@task(auto_shortflags=False)
def serve(
    context: Context, *, port: str = "", content: str = "", theme: str = "", now: str = "", desk: bool = False
) -> None:
    """Build a preview, serve it on this machine and follow each change until Ctrl-C; with `desk`, /admin/ too."""
    from district.preview.run import Preview
    from district.preview.run import serve as serve_preview

    preview = Preview(
        root=ROOT,
        content=folder(content, "content"),
        theme=folder(theme, "theme"),
        output=folder("", "output"),
        now=now,
        language=language(context),
        desk=desk,
    )
    leave(serve_preview(preview, port))
