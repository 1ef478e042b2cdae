"""The command that says what is left to do; it refuses to know why."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.context import Context
from invoke.tasks import task

from district.commands.options import ROOT, choice, folder, language, refuse, unforeseen
from district.commands.options import clock as asked_clock
from district.commands.texts import message

if TYPE_CHECKING:
    from district.clock import Clock
    from district.problems import Problem
    from district.reading import Content

# What a member is to be asked about.
ASKED = frozenset({"N111", "N203", "N204", "N208"})


@task(auto_shortflags=False)
def todo(  # noqa: PLR0913 - one parameter per option
    context: Context,
    *,
    links: bool = False,
    mails: bool = False,
    content: str = "",
    now: str = "",
    format: str = "text",  # noqa: A002 - the option is called so
    output: str = "",
    lang: str = "",
) -> None:
    """List what is left to do, and write the e-mails that ask members."""
    from district.problems import FORMATS

    form = choice(context, "format", format, FORMATS)
    told_in = language(context, lang)
    with unforeseen():
        from district.desk.todo import todo as things_to_do
        from district.problems import print_by_code, print_problems
        from district.reading import read

        clock = asked_clock(now, told_in)
        found, _problems = read(folder(content, "content"), clock)
        if found.site is None:
            refuse("no_site", told_in)
        clock = clock.moved_to(found.site.facts.timezone)
        things = things_to_do(found, clock, links=links)
        if form != "text":
            sys.stdout.write(print_problems(things, form, told_in))
        else:
            sys.stdout.write(print_by_code(things, told_in))
            print(message("todo_count" if things else "todo_none", told_in, count=len(things)))
        for path in _written(found, clock, things, folder(output, "mails")) if mails else ():
            # What a program reads is kept clean.
            shown = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
            print(message("written", told_in, path=shown), file=sys.stdout if form == "text" else sys.stderr)


def _written(content: Content, clock: Clock, things: Iterable[Problem], into: Path) -> list[Path]:
    """Writes an e-mail for each member that something is asked about, in the site's first language."""
    from district.desk.known import known_of
    from district.desk.mails import Letter
    from district.district import build_district

    district = build_district(content, clock, publish=False)
    assert district is not None
    spoken = district.languages[0]
    letter = Letter(district, known_of(content, spoken), spoken)
    asked = {one.place.path for one in things if one.code in ASKED}
    paths = []
    for entry in district.members:
        if entry.document.source.path in asked:
            into.mkdir(parents=True, exist_ok=True)
            paths.append(into / f"{entry.slug}.eml")
            paths[-1].write_bytes(letter.draft(entry))
    return paths
