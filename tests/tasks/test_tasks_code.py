"""The tasks for who works on the code: the gate, and what keeps it."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from district.commands import code, upkeep
from tests.tasks.calling import stub


class Steps:
    """Stands for subprocess.run: remembers the steps and lets the named ones fail."""

    def __init__(self, *failing: str) -> None:
        """Let the steps of these names fail."""
        self.failing = failing
        self.seen: list[tuple[str, ...]] = []

    def __call__(self, command: tuple[str, ...], **_: object) -> SimpleNamespace:
        assert command[:2] == (sys.executable, "-m")
        self.seen.append(command[2:])
        return SimpleNamespace(returncode=int(command[2] in self.failing))

    @property
    def names(self) -> list[str]:
        return [step[0] for step in self.seen]


def stub_steps(monkeypatch: pytest.MonkeyPatch, *failing: str) -> Steps:
    steps = Steps(*failing)
    monkeypatch.setattr(code, "subprocess", SimpleNamespace(run=steps))
    monkeypatch.setattr(code, "find_spec", lambda _name: object())
    return steps


def test_the_gate_runs_quick_checks_then_the_tests(invoke: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = stub_steps(monkeypatch)
    assert invoke("test") == 0
    assert steps.names == ["ruff", "ruff", "mypy", "tests.browser", "pytest"]
    assert steps.seen[-1][-2:] == ("-m", "not long")


def test_the_gate_takes_long_tests_and_a_pattern(invoke: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = stub_steps(monkeypatch)
    assert invoke("test", "--long", "-k", "preview") == 0
    assert "not long" not in steps.seen[-1]
    assert steps.seen[-1][-2:] == ("-k", "preview")


@pytest.mark.parametrize(
    ("failing", "last"), [("ruff", "mypy"), ("mypy", "mypy"), ("tests.browser", "tests.browser"), ("pytest", "pytest")]
)
def test_the_gate_fails_when_a_step_does(
    invoke: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], failing: str, last: str
) -> None:
    steps = stub_steps(monkeypatch, failing)
    assert invoke("test") == 1
    assert steps.names[-1] == last
    assert f"Non superato: {failing}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ("lint", [code.RUFF, code.FORMATTED, code.MYPY]),
        ("format", [("ruff", "check", ".", "--fix"), ("ruff", "format", ".")]),
        ("golden", [("pytest", "--golden", "-k", "golden")]),
    ],
)
def test_what_the_other_tasks_run(
    invoke: Any, monkeypatch: pytest.MonkeyPatch, task: str, expected: list[tuple[str, ...]]
) -> None:
    steps = stub_steps(monkeypatch)
    assert invoke(task) == 0
    assert steps.seen == expected


def test_a_tool_that_is_not_installed_is_told_with_the_mend(
    invoke: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(code, "find_spec", lambda _name: None)
    assert invoke("lint") == 2
    assert capsys.readouterr().err.strip() == 'Qui manca "ruff": usate python3 tasks.py lint, che lo installa'


@pytest.mark.parametrize("given", [(), ("--upgrade",)])
def test_lock_writes_both_lists_and_names_no_index(
    invoke: Any, monkeypatch: pytest.MonkeyPatch, given: tuple[str, ...]
) -> None:
    steps = stub_steps(monkeypatch)
    assert invoke("lock", *given) == 0
    assert [step[-1] for step in steps.seen] == [
        "requirements/site.txt",
        "requirements/test.txt",
        "requirements/bench.txt",
    ]
    for step in steps.seen:
        assert {"--generate-hashes", "--universal", "--no-emit-index-url", "--no-emit-find-links"} <= set(step)
        assert ("--upgrade" in step) == bool(given)


def test_clean_deletes_only_what_is_made_again(invoke: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(upkeep, "ROOT", tmp_path)
    for name in ("output", ".cache", "content", ".venv"):
        (tmp_path / name / "more").mkdir(parents=True)
    assert invoke("clean") == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [".venv", "content"]


def test_strings_brings_the_themes_words_in_step(
    invoke: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stub(monkeypatch, "district.languages.extract", update=lambda theme: [theme.name])
    assert invoke("strings") == 0
    assert capsys.readouterr().out == "theme\n"
