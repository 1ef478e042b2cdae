"""Whatever is written, reading only reports."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district.problems import print_problems
from district.reading.markup import Writer
from district.reading.source import Source
from district.reading.text import read_text
from tests.content import CLOCK, SITES, surveyed

FULL = SITES / "full"
# The facts that hold most, to be cut, joined and stirred.
GOOD = [path.read_bytes() for path in sorted(FULL.rglob("*.yaml"))] + [
    path.read_bytes() for path in sorted(FULL.rglob("*.md"))
]
PIECES = sorted({line for text in GOOD for line in text.splitlines(keepends=True)})
ODD = [
    b"9999-12-31",
    b"0000",
    b"'",
    b'"',
    b"\xff",
    b"\xc3",
    b"\x00",
    b"\t",
    b"- - -",
    b"{",
    b"]",
    b"&a",
    b"*a",
    b"!!x",
    b"? ",
    b"\r",
    "\u2028".encode(),
]
STIRRED = st.lists(st.sampled_from([*PIECES, *ODD]) | st.binary(max_size=6), max_size=25).map(b"".join)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("any") / "content"
    shutil.copytree(SITES / "minimal", made)
    return made


def told(folder: Path, name: str, content: bytes) -> None:
    """Survey the folder with other content in one file, and print all that is said."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_bytes() if path.is_file() else None
    path.write_bytes(content)
    try:
        problems = surveyed(folder).problems
        for language in ("it", "en"):
            assert print_problems(problems, "text", language).encode()
            assert print_problems(problems, "github", language).encode()
            assert print_problems(problems, "json", language).encode()
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)


PLACES = [
    "site.yaml",
    "pages/chi-siamo/facts.yaml",
    "pages/chi-siamo/text.it.md",
    "grants.yaml",
    "vocabularies/hamlets.yaml",
]
KINDS = [
    "members/x/facts.yaml",
    "events/x/facts.yaml",
    "projects/x/facts.yaml",
    "people/x/facts.yaml",
    "courses/x/facts.yaml",
]


@given(content=STIRRED, name=st.sampled_from([*PLACES, *KINDS]))
def test_any_bytes_anywhere_are_read_or_told(folder: Path, content: bytes, name: str) -> None:
    told(folder, name, content)


@pytest.mark.long
@settings(max_examples=3000)
@given(content=STIRRED | st.binary(max_size=400), name=st.sampled_from([*PLACES, *KINDS]))
def test_any_bytes_anywhere_are_read_or_told_at_length(folder: Path, content: bytes, name: str) -> None:
    told(folder, name, content)


@given(st.text())
def test_any_text_has_a_head_and_a_body_or_is_told(text: str) -> None:
    found, problems = read_text(Source("text.it.md", text), "text", "it", CLOCK, Writer())
    assert found is not None or problems


@given(st.text())
def test_any_body_becomes_html(body: str) -> None:
    found, _ = read_text(Source("text.it.md", f"---\ntitle: A\n---\n{body}"), "text", "it", CLOCK, Writer())
    assert found is not None
    assert isinstance(found.markup.html(lambda target: target.address), str)
    assert isinstance(found.targets, list)
