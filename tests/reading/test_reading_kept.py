"""What YAML held when another process read it is taken as it would be parsed, or is parsed anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from district.clock import read_clock
from district.problems import Problem
from district.reading import Content, folder, nodes, read
from district.reading.nodes import kept_nodes, parse
from district.reading.source import Source
from tests.content import NOW, SITES, lay, write

CONTENT = Path(__file__).resolve().parents[2] / "content"
EVERY = [CONTENT, *sorted(path.parent for path in SITES.glob("*/site.yaml"))]


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[Callable[[], None]]:
    """Forgets what this process remembers, as another one would not know it; before each test too."""

    def forget() -> None:
        folder._DOCUMENTS._kept.clear()
        folder._TEXTS._kept.clear()

    forget()
    yield forget
    forget()


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
def test_every_site_is_taken_as_it_would_be_parsed(
    site: Path, tmp_path: Path, forgetful: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read(site, read_clock(NOW), tmp_path)
    forgetful()
    anew: list[str] = []
    parsed = nodes._parsed

    def noted(source: Source, text: str, first_line: int) -> Any:
        anew.append(source.path)
        return parsed(source, text, first_line)

    monkeypatch.setattr(nodes, "_parsed", noted)
    again = read(site, read_clock(NOW), tmp_path)
    assert again[0].entries
    assert told(*again) == told(*first)
    assert not anew


def test_problems_are_told_each_time(tmp_path: Path, forgetful: Callable[[], None]) -> None:
    content = lay(tmp_path, "other")
    wrong = {"members/neu/facts.yaml": "name: A\nname: B\n", "members/neu/text.de.md": "---\ntitle: [\n---\nA.\n"}
    write(content, {**wrong, "members/alt/facts.yaml": "nome: A\n"})
    first = read(content, read_clock(NOW), tmp_path / "cache")[1]
    forgetful()
    assert read(content, read_clock(NOW), tmp_path / "cache")[1] == first
    assert {problem.code for problem in first} >= {"Y102", "Y104", "F102"}


def test_the_same_head_stands_elsewhere_in_another_file(tmp_path: Path) -> None:
    kept = kept_nodes(tmp_path)
    for first_line in (0, 1, 0):
        node, _ = parse(Source("a", ""), "title: A\n", first_line, kept)
        assert node
        found = node.at(("title",))
        assert found
        assert (found.line, found.column, found.value) == (first_line + 1, 8, "A")


def test_what_was_refused_and_taken_out_is_there_again(tmp_path: Path, forgetful: Callable[[], None]) -> None:
    """Typing takes out of nodes what it refuses: of those that it was given, not of those that are kept."""
    content = lay(tmp_path, "other")
    write(content, {"members/neu/facts.yaml": "name: Neu\nfounded: never\nsample: true\n"})
    first = [read(content, read_clock(NOW), tmp_path / "cache")[1] for _ in (1, 2) if forgetful() is None]
    assert first[0] == first[1]
    assert any(problem.details.get("field") == "founded" for problem in first[1])


def test_a_file_that_was_spoilt_is_dropped(tmp_path: Path, forgetful: Callable[[], None]) -> None:
    content, cache = lay(tmp_path, "other"), tmp_path / "cache"
    first = told(*read(content, read_clock(NOW), cache))
    for spoil in (lambda raw: raw[:-9], lambda _: b"", lambda raw: raw[:-1] + b"!"):
        (path,) = (cache / folder.NODES).iterdir()
        path.write_bytes(spoil(path.read_bytes()))
        forgetful()
        assert told(*read(content, read_clock(NOW), cache)) == first
