"""Builds in a child process, warm and fresh."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from district.clock import read_clock
from district.preview.builder import remember
from district.preview.building import Builder
from district.reading import folder
from district.reading.markup import Writer
from tests.content import lay
from tests.preview import project
from tests.preview.project import wait_until

WARM = pytest.param(True, id="warm", marks=pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system"))


@pytest.fixture(params=[WARM, pytest.param(False, id="fresh")])
def builder(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Builder]:
    made = Builder(project.make(tmp_path), warm=request.param)
    yield made
    made.close()


def write(tmp_path: Path, text: str) -> None:
    project.write(tmp_path / "content" / "page.txt", text)


def test_each_build_has_a_process_of_its_own(builder: Builder, tmp_path: Path) -> None:
    assert builder.build().status == 0
    assert builder.build().status == 0
    made = (tmp_path / "builds.txt").read_text().split()
    assert len(set(made)) == 2
    assert str(os.getpid()) not in made


def test_only_the_first_good_build_takes_its_time(builder: Builder, tmp_path: Path) -> None:
    write(tmp_path, "error")
    builder.build()
    write(tmp_path, "good")
    builder.build()
    builder.build()
    assert (tmp_path / "quick.txt").read_text().split() == ["False", "False", "True"]


def test_problems_come_in_the_language_of_the_editor(builder: Builder, tmp_path: Path) -> None:
    write(tmp_path, "error")
    result = builder.build()
    assert result.status == 1
    assert [(p["severity"], p["what"]) for p in result.problems] == [("error", "error it"), ("notice", "small it")]


@pytest.mark.parametrize(
    ("text", "reason"), [("broken", "the template is broken"), ("exit", "SystemExit: 3"), ("die", "")]
)
def test_a_build_that_breaks_off_is_a_problem_and_the_next_goes_on(
    builder: Builder, tmp_path: Path, text: str, reason: str
) -> None:
    write(tmp_path, text)
    result = builder.build()
    assert result.status == 2
    assert [p["severity"] for p in result.problems] == ["error"]
    assert reason in result.problems[0]["snippet"]
    assert "interrotta" in result.problems[0]["what"]
    write(tmp_path, "good again")
    assert builder.build().status == 0


def test_a_killed_child_is_named(tmp_path: Path) -> None:
    builder = Builder(project.make(tmp_path, "die"), warm=True)
    assert "SIGKILL" in builder.build().problems[0]["snippet"]
    builder.close()


def test_code_that_changed_is_imported_anew_after_a_restart(tmp_path: Path) -> None:
    builder = Builder(project.make(tmp_path), warm=True)
    builder.build()
    stub = tmp_path / "district" / "plugin" / "run.py"
    project.write(stub, project.STUB.replace("VERSION", "SECOND"))
    builder.restart()
    builder.build()
    assert "SECOND" in (tmp_path / "output" / "index.html").read_text()
    project.write(stub, "this is no Python")
    builder.restart()
    result = builder.build()
    builder.close()
    assert "SyntaxError" in result.problems[0]["why"]


def test_a_warm_process_that_died_is_replaced(tmp_path: Path) -> None:
    builder = Builder(project.make(tmp_path), warm=True)
    assert builder._process is not None
    builder._process.kill()
    builder._process.wait()
    assert builder.build().status == 0
    builder.close()


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="process groups are POSIX")
def test_closing_ends_a_running_build(tmp_path: Path) -> None:
    preview = project.make(tmp_path, "wait")
    builder = Builder(preview, warm=True)
    building = threading.Thread(target=builder.build)
    building.start()
    while not project.builds(preview):
        building.join(0.01)
    builder.close()
    building.join(30)
    assert not building.is_alive()
    child = int(project.builds(preview)[0])
    wait_until(lambda: is_gone(child))


def is_gone(process: int) -> bool:
    """Say whether a process has ended; where nobody buries the orphan, it stays as a zombie."""
    try:
        os.kill(process, 0)
        return "\nState:\tZ" in Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return True


def test_the_warm_process_ends_with_its_asker(tmp_path: Path) -> None:
    preview = project.make(tmp_path)
    command = [sys.executable, "-m", "district.preview.builder"]
    ended = subprocess.run(
        command, cwd=preview.root, input="", capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert (ended.returncode, ended.stdout) == (0, "")


def test_what_the_warm_process_has_read_its_children_do_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # its cache
    content = lay(tmp_path, "other")
    try:
        remember(json.dumps({"content": str(content), "now": "2026-11-23"}))
    finally:
        gc.unfreeze()
    monkeypatch.setattr(folder, "parse", lambda _source: pytest.fail("read again"))
    monkeypatch.setattr(Writer, "write", lambda *_: pytest.fail("made into HTML again"))
    found, problems = folder.read(content, read_clock("2026-11-23T18:00"))
    assert found.entries
    assert all(text.markup for entry in found.entries.values() for text in entry.texts.values())
    assert not any(problem.is_error for problem in problems)
    remember("no request")
