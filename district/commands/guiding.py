"""The command that renews the editors' guide: what lists the engine's own words, and its pictures.

It refuses to write a chapter that is written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from invoke.context import Context
from invoke.tasks import Task, task

from district.commands.code import run
from district.commands.option_texts import OPTIONS
from district.commands.options import ROOT, folder, language, unforeseen
from district.commands.texts import message

if TYPE_CHECKING:
    from district.guide.reference import Command

FOLDER = "docs/guide"
# The modules whose commands are for the program, not for the content.
FOR_THE_CODE = ("code", "upkeep", "guiding")


@task(auto_shortflags=False)
def guide(context: Context, *, pictures: bool = False) -> None:
    """Write the chapters that are made from the code, in each language, and the pictures when asked."""
    from district.guide.reference import write_reference
    from district.problems import interface_languages
    from district.reading import read

    told_in = language(context)
    with unforeseen():
        from district.clock import read_clock

        found, _problems = read(folder("", "content"), read_clock(""))
        changed = [
            path
            for code in interface_languages()
            for path in write_reference(
                found, commands(context.config["descriptions"], code), code, ROOT / FOLDER / code
            )
        ]
        for path in changed:
            print(message("written", told_in, path=path.relative_to(ROOT)))
        if not changed:
            print(message("guide_current", told_in))
    if pictures:
        run(context, "guide", ("tests.guide.pictures",))


def commands(descriptions: dict[str, dict[str, str]], language: str) -> Iterator[Command]:
    """Every command, described in a language."""
    from district.commands import TASKS

    for one in TASKS:
        yield _command(one, descriptions[str(one.name)][language], language)


def _command(one: Task[Any], about: str, language: str) -> Command:
    from district.guide.reference import Command

    wants: list[tuple[str, str]] = []
    options: list[tuple[str, str]] = []
    for argument in one.get_arguments():
        told = OPTIONS[str(argument.name)][language]
        name = str(argument.name).replace("_", "-")
        (wants if argument.positional else options).append((name, told))
    module = one.body.__module__.rpartition(".")[2]
    return Command(str(one.name), about, tuple(wants), tuple(sorted(options)), module not in FOR_THE_CODE)
