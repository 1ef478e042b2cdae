"""Passing over patterns that cannot match changes nothing of what Markdown becomes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from district.reading import inline
from district.reading.markup import Writer
from tests.hostile.taken import BODIES

CONTENT = Path(__file__).parents[2] / "content"
# What patterns look for, whole and in parts, between what they do not.
PARTS = [
    *"`\\[]()*_<>&-.'\"à0–|:#a \t\n\x02\x03",
    *("``", "\\*", "![", "[a](b)", "[a]: b", "**", "__", "<<", ">>", "<b>", "</b>", "<!--", "-->", "<a@b.it>"),
    *("<https://a.it>", "&amp;", "&#8211;", "--", "---", "..", "...", "\"'", "'\"", "'80s", "b's", "  \n", "\n\n"),
    *("    ", "- ", "1. ", "> ", "*[a]: b", "klzzwxh:0001", "\x02klzzwxh:0000\x03"),
]


def stock() -> Writer:
    """A writer with the library's own search, all patterns asked."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inline, "spare", lambda _markdown: None)
        writer = Writer()
        writer.write("")  # a writer begins with its first text
        return writer


OURS, THEIRS = Writer(), stock()


def test_the_site_s_texts_come_out_as_the_library_makes_them() -> None:
    texts = [path.read_text(encoding="utf-8") for path in CONTENT.rglob("*.md")]
    assert len(texts) > 100
    assert [OURS.write(text) for text in texts] == [THEIRS.write(text) for text in texts]


def test_hostile_texts_come_out_as_the_library_makes_them() -> None:
    assert [OURS.write(body) for body in BODIES] == [THEIRS.write(body) for body in BODIES]


@given(st.lists(st.sampled_from(PARTS), max_size=24).map("".join))
def test_any_text_comes_out_as_the_library_makes_it(text: str) -> None:
    assert OURS.write(text) == THEIRS.write(text)


def test_every_pattern_that_is_spared_is_one_of_the_library_s() -> None:
    markdown = Markdown(extensions=["smarty"], extension_configs={"smarty": {"smart_angled_quotes": True}})
    theirs = {
        name
        for place in inline.PLACES
        for name in inline.NEEDED
        if name in markdown.treeprocessors[place].inlinePatterns
    }
    assert theirs == set(inline.NEEDED)


@pytest.mark.parametrize("place", inline.PLACES)
def test_it_stands_in_the_library_s_place(place: str) -> None:
    def names(writer: Writer) -> list[tuple[str, float]]:
        return [(one.name, one.priority) for one in writer._markdown.treeprocessors._priority]

    assert isinstance(OURS._markdown.treeprocessors[place], inline.Inline)
    assert not isinstance(THEIRS._markdown.treeprocessors[place], inline.Inline)
    for writer in (OURS, THEIRS):
        list(writer._markdown.treeprocessors)  # puts them in their turn
    assert names(OURS) == names(THEIRS)


def test_plain_paragraphs_ask_no_pattern() -> None:
    asked = []
    writer = Writer()
    for place in inline.PLACES:
        processor = writer._markdown.treeprocessors[place]
        processor.steps = tuple((_Told(asked), needed) for _, needed in processor.steps if needed)
    writer.write("Una suola, una tomaia: **la** filiera.\n\nE basta")
    assert asked == []


class _Told:
    """A pattern that tells when it is asked."""

    ANCESTOR_EXCLUDES = ()

    def __init__(self, asked: list[object]) -> None:
        self.asked = asked

    def getCompiledRegExp(self) -> object:  # noqa: N802 - the library's name
        self.asked.append(self)
        raise AssertionError
