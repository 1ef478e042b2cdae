"""What is read again in the same process is what would be read anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from district.clock import read_clock
from district.kinds.values import Reference
from district.reading import Content, read
from district.reading.entry import Text
from district.reading.remembered import Remembered
from tests.content import lay, write

FACTS = "members/neu/facts.yaml"
MEMBER = Reference("members", "neu")
WRITTEN = "name: {name}\naddress: {{municipality: Klangtal, country: DE}}\nsample: true\nverified_on: -1d\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    text = "---\n---\nA.\n"
    return lay(tmp_path, "other", {FACTS: WRITTEN.format(name="Neu"), "members/neu/text.de.md": text})


def found(content: Path, now: str = "2026-11-23T10:00") -> Content:
    return read(content, read_clock(now))[0]


def facts(content: Path, now: str = "2026-11-23T10:00") -> Any:
    return found(content, now).entries[MEMBER].facts


def test_what_stays_the_same_is_not_read_anew(content: Path) -> None:
    assert facts(content) is facts(content, "2026-11-23T18:00")


def test_what_a_text_has_become_stays_for_the_next_reading(content: Path, tmp_path: Path) -> None:
    def text(cache: Path | None) -> Text:
        return read(content, read_clock("2026-11-23"), cache)[0].entries[MEMBER].texts["text", "de"]

    first = text(None).markup
    assert text(None).markup is first
    assert text(tmp_path / "cache").markup is first
    (content / "members" / "neu" / "text.de.md").write_text("---\n---\n**B**.\n", encoding="utf-8")
    assert "<strong>B</strong>" in str(text(None).markup.pieces)


def test_another_text_another_day_and_another_zone_are_read_anew(content: Path) -> None:
    first = facts(content)
    assert facts(content, "2026-11-24T10:00").verified_on.start.day == first.verified_on.start.day + 1
    site = content / "site.yaml"
    site.write_text(site.read_text(encoding="utf-8").replace("Europe/Berlin", "Asia/Tokyo"), encoding="utf-8")
    assert str(facts(content).verified_on.start.tzinfo) == "Asia/Tokyo"
    write(content, {FACTS: WRITTEN.format(name="Anders")})
    assert facts(content).name == "Anders"


def test_problems_are_told_as_often_as_content_is_read(content: Path) -> None:
    write(content, {FACTS: "name: [", "members/neu/text.de.md": "no head"})
    first, again = (read(content, read_clock("2026-11-23"))[1] for _ in range(2))
    assert {problem.code for problem in first} >= {"Y102", "T101"}
    assert first == again


def test_the_same_path_of_another_site_is_another_file(content: Path, tmp_path: Path) -> None:
    other = lay(tmp_path / "second", "other", {FACTS: WRITTEN.format(name="Zweiter")})
    assert [facts(one).name for one in (content, other, content)] == ["Neu", "Zweiter", "Neu"]


def test_memory_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Remembered, "MOST", 2)
    memory: Remembered[str] = Remembered()
    made: list[str] = []
    for key in ("a", "b", "a", "c", "a"):
        memory.made(key, "text", lambda key=key: made.append(key) or key)  # type: ignore[misc, func-returns-value]
    assert made == ["a", "b", "c", "a"]
