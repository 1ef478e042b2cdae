"""From a bare clone: what the guide says, typed into a terminal on a machine that has only Python and git."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guide import story

pytestmark = pytest.mark.long
# The chapters that lead from nothing to a company that can be seen.
FIRST = 4
PROMPT = re.compile(r"^(?:[\w.]+ \([^)]*\)|\w+/ \[[\w-]+\]):(.*)$")
PAGES = ("imprese/calzaturificio-aurora/index.html", "en/companies/calzaturificio-aurora/index.html")


def typed(project: Path, command: story.Command, language: str) -> tuple[int, str]:
    """Type a command as the guide has it, and its answers, in the project's folder; its status and what it said."""
    # The environment of these tests must not be taken for the one to make.
    base = getattr(sys, "_base_executable", sys.executable)
    answers = [found[1].strip() for line in command.shown if (found := PROMPT.match(line))]
    ran = subprocess.run(
        [base, "tasks.py", *command.words],
        cwd=project,
        env={**os.environ, "DISTRICT_LANG": language, "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"},
        input="".join(f"{answer}\n" for answer in answers),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return ran.returncode, ran.stdout + ran.stderr


@pytest.mark.parametrize("language", story.LANGUAGES)
def test_a_company_with_a_picture_is_added_and_seen_in_both_languages(language: str, tmp_path: Path) -> None:
    project = tmp_path / "il mio sito"
    subprocess.run(["git", "clone", "--quiet", str(story.ROOT), str(project)], check=True)
    for chapter in story.chapters(language)[:FIRST]:
        for block in story.blocks(chapter):
            if block.sort == "console":
                for command in story.commands(block):
                    status, said = typed(project, command, language)
                    assert status == 0, (command.typed, said)
            elif block.file:
                story.write(project, block)
    status, said = typed(project, story.Command("python3 tasks.py build", ()), language)
    assert status == 0, said
    for page in PAGES:
        html = (project / "output" / page).read_text(encoding="utf-8")
        assert re.search(r"<img[^>]* alt=\"?(Due file di sandali|Two rows of sandals)", html), page
    # And the clone has nothing to hand in but the new folder.
    changed = subprocess.run(
        ["git", "status", "--short"], cwd=project, capture_output=True, text=True, check=True
    ).stdout
    assert changed.split() == ["??", "content/members/calzaturificio-aurora/"]
