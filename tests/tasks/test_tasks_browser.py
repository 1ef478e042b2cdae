"""How the tests come by a browser, and that CI skips none."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests import browser
from tests.fixtures_browser import refuse_skip

ROOT = Path(__file__).resolve().parents[2]


class Machine:
    """A pretended machine: what is found, what succeeds, and what was run."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, debian: bool, root: list[str] | None) -> None:
        """Begin with no browser."""
        self.ran: list[tuple[str, ...]] = []
        self.path: str | None = None
        self.works = True
        monkeypatch.setattr(browser, "find", self.find)
        self.find.__func__.cache_clear = lambda: None  # type: ignore[attr-defined]
        monkeypatch.setattr(browser, "is_debian", lambda: debian)
        monkeypatch.setattr(browser, "as_root", lambda: root)
        monkeypatch.setattr(browser, "succeeds", self.run)

    def find(self) -> str | None:
        """Stand for browser.find."""
        return self.path

    def run(self, *command: str) -> bool:
        """Stand for browser.succeeds: Debian's package brings the browser."""
        self.ran.append(command)
        if self.works and "install" in command and "apt-get" in command:
            self.path = "/usr/bin/chromium"
        return self.works


def test_the_systems_browser_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine(monkeypatch, debian=True, root=[])
    machine.path = "/usr/bin/chromium"
    assert browser.provide() == "/usr/bin/chromium"
    assert machine.ran == []


@pytest.mark.parametrize("root", [[], ["sudo", "-n"]])
def test_debians_package_comes_second(monkeypatch: pytest.MonkeyPatch, root: list[str]) -> None:
    machine = Machine(monkeypatch, debian=True, root=root)
    assert browser.provide() == "/usr/bin/chromium"
    assert [command[: len(root)] for command in machine.ran] == [tuple(root)] * 2
    assert machine.ran[-1][-1] == "chromium"


@pytest.mark.parametrize(("debian", "root"), [(False, []), (True, None), (False, None)])
def test_playwrights_own_comes_last(monkeypatch: pytest.MonkeyPatch, *, debian: bool, root: list[str] | None) -> None:
    machine = Machine(monkeypatch, debian=debian, root=root)
    assert browser.provide() == ""
    (command,) = machine.ran
    assert command[:4] == (sys.executable, "-m", "playwright", "install")
    assert ("--with-deps" in command) == (root is not None and sys.platform == "linux")


def test_no_browser_is_one_line_with_the_mend(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = Machine(monkeypatch, debian=True, root=[])
    machine.works = False
    monkeypatch.setenv("DISTRICT_LANG", "it")
    assert browser.main() == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "sudo apt install chromium" in line


@pytest.mark.skipif(os.name != "posix", reason="needs a script as program")
def test_a_program_that_is_only_a_hint_is_no_browser(tmp_path: Path) -> None:
    program = tmp_path / "chromium-browser"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    assert not browser.starts(str(program))
    program.write_text("#!/bin/sh\nexit 0\n")
    assert browser.starts(str(program))


@pytest.mark.parametrize(
    ("ci", "outcome", "expected"),
    [("true", "skipped", "failed"), ("", "skipped", "skipped"), ("true", "passed", "passed")],
)
def test_on_ci_a_skip_is_a_failure(monkeypatch: pytest.MonkeyPatch, ci: str, outcome: str, expected: str) -> None:
    monkeypatch.setenv("CI", ci)
    report = SimpleNamespace(outcome=outcome, longrepr="no reason")
    assert refuse_skip(report, "test_x").outcome == expected  # type: ignore[type-var]
    if expected == "failed":
        assert "test_x" in report.longrepr


def test_an_expected_failure_is_no_skip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    report = SimpleNamespace(outcome="skipped", longrepr="", wasxfail="a reason")
    assert refuse_skip(report, "test_x").outcome == "skipped"  # type: ignore[type-var]
