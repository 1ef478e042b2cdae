"""What another process has read before is taken as it would be read anew, or is read anew."""

from __future__ import annotations

import pickle
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from district.cache import Cache
from district.clock import read_clock
from district.kinds.moments import Precision
from district.kinds.values import Reference
from district.problems import Problem
from district.reading import Content, folder, read
from district.reading.kept import Kept, kept_files
from tests.content import NOW, SITES, lay, write

CONTENT = Path(__file__).resolve().parents[2] / "content"
EVERY = [CONTENT, *sorted(path.parent for path in SITES.glob("*/site.yaml"))]
FACTS, MEMBER = "members/neu/facts.yaml", Reference("members", "neu")
WRITTEN = "name: {name}\naddress: {{municipality: Klangtal, country: DE}}\nsample: true\nverified_on: -1d\n"


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[Callable[[], None]]:
    """Forgets what this process remembers, as another one would not know it; before each test too."""

    def forget() -> None:
        folder._DOCUMENTS._kept.clear()
        folder._TEXTS._kept.clear()

    forget()
    yield forget
    forget()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    text = "---\n---\nA.\n"
    return lay(tmp_path, "other", {FACTS: WRITTEN.format(name="Neu"), "members/neu/text.de.md": text})


def told(content: Content, problems: list[Problem]) -> tuple[Any, ...]:
    """All that a reading says, as values that can be compared."""
    documents = [content.site, content.grants, *content.vocabularies.values()]
    entries = [
        (
            *(entry.key, entry.document, dict(entry.files), entry.unread),
            {name: (text.head, text.body, text.body_line, text.said.key) for name, text in entry.texts.items()},
        )
        for entry in content.entries.values()
    ]
    return documents, entries, content.unreadable, problems


@pytest.mark.parametrize("site", EVERY, ids=lambda path: path.name)
def test_every_site_is_taken_as_it_would_be_read(
    site: Path, tmp_path: Path, forgetful: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read(site, read_clock(NOW), tmp_path)
    forgetful()
    anew: list[str] = []
    for name in ("_document", "read_text"):
        monkeypatch.setattr(folder, name, noting(getattr(folder, name), anew))
    again = read(site, read_clock(NOW), tmp_path)
    assert told(*again) == told(*first)
    assert set(anew) == {problem.place.path for problem in first[1] if problem.place.path in anew}
    assert again[0].entries.keys() == first[0].entries.keys()


def noting(make: Callable[..., Any], anew: list[str]) -> Callable[..., Any]:
    """The same, noting the path of each source that it is asked for."""

    def noted(source: Any, *more: Any, **others: Any) -> Any:
        anew.append(source.path)
        return make(source, *more, **others)

    return noted


def facts(content: Path, cache: Path, now: str = NOW) -> Any:
    return read(content, read_clock(now), cache)[0].entries[MEMBER].facts


def test_another_text_another_day_and_another_zone_are_read_anew(
    content: Path, tmp_path: Path, forgetful: Callable[[], None]
) -> None:
    first = facts(content, tmp_path)
    forgetful()
    assert facts(content, tmp_path, "2026-11-24T10:00").verified_on.start.day == first.verified_on.start.day + 1
    forgetful()
    site = content / "site.yaml"
    site.write_text(site.read_text(encoding="utf-8").replace("Europe/Berlin", "Asia/Tokyo"), encoding="utf-8")
    assert str(facts(content, tmp_path).verified_on.start.tzinfo) == "Asia/Tokyo"
    forgetful()
    write(content, {FACTS: WRITTEN.format(name="Anders")})
    assert facts(content, tmp_path).name == "Anders"


def test_problems_are_told_each_time(content: Path, tmp_path: Path, forgetful: Callable[[], None]) -> None:
    write(content, {FACTS: "name: [", "members/neu/text.de.md": "no head"})
    first = read(content, read_clock(NOW), tmp_path)[1]
    forgetful()
    assert read(content, read_clock(NOW), tmp_path)[1] == first
    assert {problem.code for problem in first} >= {"Y102", "T101"}


def cache_of(folder: Path) -> Path:
    """The one file in which all is kept."""
    (path,) = folder.iterdir()
    return path


def test_a_file_that_was_spoilt_is_dropped(content: Path, tmp_path: Path, forgetful: Callable[[], None]) -> None:
    cache = tmp_path / "cache"
    first = told(*read(content, read_clock(NOW), cache))
    for spoilt in (lambda raw: raw[:-9], lambda _: b"", lambda raw: raw.replace(b"Neu", b"Alt")):
        path = cache_of(cache / folder.FILES)
        path.write_bytes(spoilt(path.read_bytes()))
        forgetful()
        assert told(*read(content, read_clock(NOW), cache)) == first


class Evil:
    """Runs a program when it is read by a reader that trusts it."""

    def __init__(self, called: Callable[..., Any], *given: Any) -> None:
        self.called, self.given = called, given

    def __reduce__(self) -> Any:
        return self.called, self.given


def test_what_another_hand_has_laid_there_runs_no_code(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    for evil in (
        Evil(subprocess.check_call, ["touch", str(mark)]),
        Evil(eval, f"open({str(mark)!r}, 'w')"),
        Evil(getattr, Path(mark), "touch"),
        Evil(Path, str(mark)),
        Evil(getattr, Precision, "mro"),
        Evil(read_clock, NOW),
    ):
        place = Cache(tmp_path / "files", "1")
        place.put("files", pickle.dumps({"a": (b"", evil)}))
        assert Kept(place).get("a", b"") is None
    place.put("files", b"cnothing_there\nfound\n.")
    assert Kept(place).get("a", b"") is None
    place.put("files", pickle.dumps(["a"]))
    assert Kept(place).get("a", b"") is None
    assert not mark.exists()


def test_it_is_written_when_enough_is_new_and_forgets_what_is_gone(tmp_path: Path) -> None:
    def keeping(names: range, new: range) -> bytes:
        kept = kept_files(tmp_path)
        for number in names:
            if number in new:
                kept.put(str(number), b"", number)
            else:
                assert kept.get(str(number), b"") == number
        kept.save()
        return cache_of(tmp_path).read_bytes()

    many = Kept.SHARE * 2
    first = keeping(range(many), range(many))
    assert keeping(range(many + 1), range(many, many + 1)) == first
    second = keeping(range(10, many + 3), range(many, many + 3))
    assert second != first
    assert kept_files(tmp_path).get("1", b"") is None
    assert kept_files(tmp_path).get("11", b"") == 11
    assert kept_files(tmp_path).get("11", b"another mark") is None
