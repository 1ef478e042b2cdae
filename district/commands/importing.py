"""The commands that ask members and take in what they have sent; they refuse to take what was not shown first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.context import Context
from invoke.tasks import task

from district.commands.options import ROOT, choice, folder, leave, refuse, unforeseen
from district.commands.options import clock as asked_clock
from district.commands.options import language as user_language
from district.commands.texts import message

if TYPE_CHECKING:
    from district.desk.importing import Result
    from district.reading import Content

YES = frozenset({"s", "sì", "si", "y", "yes"})


@task(name="import", auto_shortflags=False)
def import_updates(
    context: Context,
    file: str,
    *,
    template: bool = False,
    yes: bool = False,
    content: str = "",
    now: str = "",
    lang: str = "",
) -> None:
    """Show what a file of updates would change, and take it in."""
    told_in = user_language(context, lang)
    path = folder(file, "")
    with unforeseen():
        from district.desk.importing import take, tried
        from district.desk.updates import read_updates
        from district.reading import read

        clock = asked_clock(now, told_in)
        found, _problems = read(folder(content, "content"), clock)
        if found.site is None:
            refuse("no_site", told_in)
        if template:
            _write_template(found, path, told_in)
            return
        clock = clock.moved_to(found.site.facts.timezone)
        try:
            updates = read_updates(path, clock)
        except OSError:
            refuse("no_file", told_in, given=path)
        results = tried(found, updates, clock, told_in)
        _tell(results, told_in)
        if any(one.files for one in results) and (yes or _agreed(told_in)):
            for written in take(results):
                shown = written.relative_to(ROOT) if written.is_relative_to(ROOT) else written
                print(message("written", told_in, path=shown))
        else:
            print(message("import_left", told_in))
        leave(1 if any(one.problems for one in results) else 0)


def _tell(results: Iterable[Result], told_in: str) -> None:
    """Says what would come of each update, and how many there are of each sort."""
    from district.problems import print_problems

    counts = Counter({"new": 0, "changed": 0, "same": 0, "refused": 0})
    for one in results:
        counts[one.state] += 1
        place = one.update.place
        row = f"{place.path}:{place.line}" if place.line else place.path
        print(message(f"row_{one.state}", told_in, row=row, slug=one.update.slug or "?"))
        print(one.difference, end="")
        print(print_problems(one.problems, "text", told_in), end="")
    print(message("import_summary", told_in, **counts))


def _agreed(told_in: str) -> bool:
    try:
        return input(message("import_ask", told_in)).strip().lower() in YES
    except (EOFError, KeyboardInterrupt):
        print()
        return False


def _write_template(content: Content, path: Path, told_in: str) -> None:
    """Writes an empty table that has every column."""
    from district.desk.known import known_of
    from district.desk.tables import template
    from district.desk.updates import columns_of

    if path.exists():
        refuse("file_exists", told_in, given=path)
    known = known_of(content, told_in)
    template(path, columns_of(known.languages, known.facets, known.measures))
    print(message("written", told_in, path=path))


@task(auto_shortflags=False)
def forms(
    context: Context,
    *,
    member: str = "",
    language: str = "",
    content: str = "",
    now: str = "",
    output: str = "",
    lang: str = "",
) -> None:
    """Write a fillable page for each company, or for one."""
    told_in = user_language(context, lang)
    with unforeseen():
        from district.desk.forms import form
        from district.desk.known import known_of
        from district.district import build_district
        from district.reading import read

        clock = asked_clock(now, told_in)
        found, _problems = read(folder(content, "content"), clock)
        district = build_district(found, clock, publish=False)
        if district is None:
            refuse("no_site", told_in)
        spoken = choice(context, "language", language, district.languages) if language else district.languages[0]
        chosen = [one for one in district.members if member in {"", one.slug, one.key}]
        if member and not chosen:
            refuse("no_member", told_in, given=member)
        known, into = known_of(found, spoken), folder(output, "forms")
        for entry in chosen:
            into.mkdir(parents=True, exist_ok=True)
            path = into / f"{entry.slug}.html"
            path.write_text(form(district, entry, known, spoken), encoding="utf-8", newline="\n")
            print(message("written", told_in, path=path.relative_to(ROOT) if path.is_relative_to(ROOT) else path))
