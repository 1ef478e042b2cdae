"""Does what the guide tells, in a copy of the content: types its commands, answers them, writes its files.

It refuses to touch the project's own content: every command is told where to work.
"""

from __future__ import annotations

import builtins
import contextlib
import io
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from invoke.program import Program

from tests.content import NOW
from tests.guide import story
from tests.tasks.test_tasks_commands import load_tasks

# Options that keep a command within the copy.
WITHIN = {
    **dict.fromkeys(("new", "event-report", "check", "todo", "translations", "import", "forms"), ("content", "now")),
    "schemas": ("content",),
}
INTO = {"forms": "forms", "todo": "mails"}


@dataclass
class Followed:
    """What came of following the guide: the project's folder, what each command said, the codes of check in between."""

    project: Path
    language: str
    said: list[tuple[str, story.Command, int, str]] = field(default_factory=list)


def run(project: Path, command: story.Command) -> tuple[int, str]:
    """Run a command as it is typed, on a copy; its exit status and all that it said, prompts and answers too."""
    name, *rest = command.words
    values = {"content": str(project / "content"), "now": NOW}
    given = [part for option in WITHIN[name] for part in (f"--{option}", values[option])]
    if name in INTO:
        given += ["--output", str(project / INTO[name])]
    said = io.StringIO()
    answer = story.answers(command)

    def ask(prompt: str) -> str:
        given = answer(prompt)
        said.write(f"{prompt}{given}\n")
        return given

    patch = pytest.MonkeyPatch()
    patch.setattr(builtins, "input", ask)
    status = 0
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            Program(namespace=load_tasks().namespace).run(["invoke", name, *rest, *given])
    except SystemExit as left:
        status = int(left.code or 0)
    finally:
        patch.undo()
    return status, said.getvalue().replace(f"{project}/", "")


def follow(project: Path, language: str) -> Followed:
    """Type and write all that the guide tells, from its first chapter to its last."""
    done = Followed(project, language)
    for chapter in story.chapters(language):
        for block in story.blocks(chapter):
            if block.sort == "console":
                for command in story.commands(block):
                    done.said.append((block.chapter, command, *run(project, command)))
            elif block.file:
                assert (project / block.file).parent.is_dir(), (block.chapter, block.file, done.said[-1])
                story.write(project, block)
    return done


def without_samples(content: Path) -> None:
    """Takes the samples away, as from a network that has none: what is left is read and built sooner."""
    for facts in content.glob("*/*/facts.yaml"):
        if "sample: true" in facts.read_text(encoding="utf-8"):
            shutil.rmtree(facts.parent)
