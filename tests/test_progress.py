"""Long steps say how far they are: at a terminal, in one line that goes away; in a log nothing stands."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from district.commands.progress import CLEAR, told
from district.progress import each, followed
from tests.site import built


class Terminal(io.StringIO):
    """What a terminal is written."""

    def isatty(self) -> bool:
        return True


def test_each_thing_is_told_when_it_is_there() -> None:
    heard: list[tuple[str, int, int]] = []
    with followed(lambda *one: heard.append(one)):
        assert list(each("pictures", "ab", 2)) == ["a", "b"]
        assert list(each("cards", [], 0)) == []
    assert list(each("pictures", "c", 1)) == ["c"], "where nobody follows, nothing is told"
    assert heard == [("pictures", 0, 2), ("pictures", 1, 2), ("pictures", 2, 2)]


@pytest.mark.parametrize(("language", "line"), [("it", "  immagini: 1 di 2…"), ("en", "  pictures: 1 of 2…")])
def test_a_terminal_shows_one_line_that_goes_away(monkeypatch: pytest.MonkeyPatch, language: str, line: str) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with told(language):
        list(each("pictures", "ab", 2))
    shown = terminal.getvalue().split(CLEAR)
    assert line in shown
    assert shown[-1] == ""
    assert "\n" not in terminal.getvalue()


def test_a_log_holds_no_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    log = io.StringIO()
    monkeypatch.setattr(sys, "stderr", log)
    with told("it"):
        list(each("pictures", "ab", 2))
    assert log.getvalue() == ""


def test_a_build_tells_of_its_pictures_and_cards(tmp_path: Path) -> None:
    heard = set()
    wanted = built.request(built.SITES / "minimal", tmp_path / "site", tmp_path / "cache")
    with followed(lambda name, _done, _total: heard.add(name)):
        built.build(wanted)
    assert heard == {"cards", "search"}, "there are neither pictures nor prints"
