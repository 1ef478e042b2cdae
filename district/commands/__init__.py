"""The tasks that `invoke` (and `python3 tasks.py`) offers, one module per sort of work.

They read options, call one function of another room and pass its exit status on. They refuse to hold any rule of the
site, and import what they call only when they run, so that the quick ones start at once.
"""

from collections.abc import Mapping
from typing import Any

from invoke.collection import Collection
from invoke.tasks import Task

from district.commands import (
    code,
    editing,
    guiding,
    importing,
    printing,
    publishing,
    reminding,
    site,
    translating,
    upkeep,
)
from district.commands.option_texts import OPTIONS

TASKS: tuple[Task[Any], ...] = (
    site.build,
    printing.catalogue,
    site.check,
    site.newsletter,
    site.serve,
    publishing.publish,
    translating.translations,
    editing.new,
    editing.event_report,
    editing.schemas,
    reminding.todo,
    importing.import_updates,
    importing.forms,
    code.test,
    code.bench,
    code.lint,
    code.format_code,
    code.golden,
    guiding.guide,
    upkeep.audit,
    upkeep.clean,
    upkeep.lock,
    upkeep.strings,
)


def collection(descriptions: Mapping[str, Mapping[str, str]], language: str) -> Collection:
    """Return all tasks for invoke, described in the user's language ("it" or "en").

    `descriptions` has one line per task name and language; a task without one is a KeyError, so that none goes
    unlisted.
    """
    every = Collection()
    every.configure({"language": language, "descriptions": {name: dict(said) for name, said in descriptions.items()}})
    for task in TASKS:
        task.__doc__ = descriptions[task.name][language]
        names = [str(argument.name) for argument in task.get_arguments()]
        task.help = {name: OPTIONS[name][language] for name in names}
        every.add_task(task)
    return every
