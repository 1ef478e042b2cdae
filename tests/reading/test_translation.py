"""A translation knows which paragraphs of its source it was made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from district.kinds.values import Reference
from district.reading import Entry, read
from district.reading.translation import CURRENT, STALE, UNRECORDED, Translation, beside, recorded, translations
from tests.content import CLOCK, lay

LANGUAGES = ("it", "en")
SOURCE = "---\ntitle: Chi siamo\nsummary: In breve.\n---\nSiamo pochi.\n\nE siamo vecchi.\n"
MADE = "---\ntitle: About us\n---\nWe are few.\n\nAnd we are old.\n"


def write(to: Path, source: str, made: str) -> Entry:
    folder = to / "content"
    if not folder.exists():
        lay(to)
    (folder / "pages/chi-siamo/text.it.md").write_text(source, encoding="utf-8")
    (folder / "pages/chi-siamo/text.en.md").write_text(made, encoding="utf-8")
    content, _problems = read(folder, CLOCK)
    return content.entries[Reference("pages", "chi-siamo")]


def only(entry: Entry) -> Translation:
    (one,) = translations(entry, LANGUAGES)
    return one


def test_a_translation_without_marks_is_unrecorded_and_no_problem(tmp_path: Path) -> None:
    assert only(write(tmp_path, SOURCE, MADE)).state == UNRECORDED


def test_recording_makes_it_current(tmp_path: Path) -> None:
    one = only(write(tmp_path, SOURCE, MADE))
    assert only(write(tmp_path, SOURCE, recorded(one.source, one.text))).state == CURRENT


def test_recording_twice_changes_nothing(tmp_path: Path) -> None:
    one = only(write(tmp_path, SOURCE, MADE))
    made = recorded(one.source, one.text)
    again = only(write(tmp_path, SOURCE, made))
    assert recorded(again.source, again.text) == made


def test_recording_keeps_the_text_and_the_rest_of_the_head(tmp_path: Path) -> None:
    one = only(write(tmp_path, SOURCE, MADE))
    made = recorded(one.source, one.text)
    assert made.endswith(MADE.partition("---\nWe")[2])
    assert "title: About us\n" in made


@pytest.mark.parametrize(
    ("changed", "seen"),
    [
        (SOURCE.replace("Siamo pochi.", "Siamo tanti."), ("Siamo tanti.",)),
        (SOURCE.replace("In breve.", "In due parole."), ("In due parole.",)),
        (SOURCE.replace("Chi siamo", "Noi"), ("Noi",)),
        (SOURCE + "\nUn capoverso nuovo.\n", ("Un capoverso nuovo.",)),
        (SOURCE.replace("\n\nE siamo vecchi.", ""), ()),
    ],
    ids=["paragraph", "summary", "title", "added", "removed"],
)
def test_what_the_source_says_anew_makes_it_stale(tmp_path: Path, changed: str, seen: tuple[str, ...]) -> None:
    one = only(write(tmp_path, SOURCE, MADE))
    one = only(write(tmp_path, changed, recorded(one.source, one.text)))
    assert (one.state, one.changed) == (STALE, seen)


@pytest.mark.parametrize(
    "spaced", [SOURCE.replace("Siamo pochi", "Siamo  pochi"), SOURCE.replace("\n\nE", "\n\n\n\nE")]
)
def test_a_change_of_spacing_does_not(tmp_path: Path, spaced: str) -> None:
    one = only(write(tmp_path, SOURCE, MADE))
    assert only(write(tmp_path, spaced, recorded(one.source, one.text))).state == CURRENT


LONG = "---\ntitle: Uno\nsummary: Breve.\n---\nA.\n\nB.\n\nC.\n\nD.\n"
LONG_MADE = "---\ntitle: One\nsummary: Short.\n---\na.\n\nb.\n\nc.\n\nd.\n"


@pytest.mark.parametrize(
    ("source", "pairs"),
    [
        (LONG.replace("B.", "Bi."), [("Bi.", "b.")]),
        (LONG.replace("B.", "B.\n\nNuovo."), [("Nuovo.", "")]),
        (LONG.replace("B.\n\n", "").replace("D.", "Di."), [("", "b."), ("Di.", "d.")]),
        (LONG.replace("Breve.", "Lungo."), [("Lungo.", "Short.")]),
        (LONG.replace("A.\n\nB.", "Uno.\n\nDue."), [("Uno.", "a."), ("Due.", "b.")]),
    ],
)
def test_what_changed_stands_beside_what_was_made_of_it(
    tmp_path: Path, source: str, pairs: list[tuple[str, str]]
) -> None:
    one = only(write(tmp_path, LONG, LONG_MADE))
    made = recorded(one.source, one.text)
    assert beside(only(write(tmp_path, source, made))) == pairs
