"""Python-Markdown's search for emphasis, links, quotes and dashes, spared where there is nothing to be found.

The library asks forty patterns of each paragraph. Nearly all of them need a sign that the paragraph does not have, and
to look for a sign is a thousandth of the work of a pattern: texts take half the time. It refuses to match anything
itself, and to pass over a pattern that it does not know.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

# What each pattern, by the library's name for it, needs to match at all.
NEEDED = {
    "backtick": "`",
    "escape": "\\",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "linebreak": "  \n",
    "html": "<",
    "entity": "&",
    "smarty-em-dashes": "---",
    "smarty-en-dashes": "--",
    "smarty-ellipses": "...",
    "smarty-left-angle-quotes": "<<",
    "smarty-right-angle-quotes": ">>",
    **{
        f"smarty-quotes-{number}": quotes
        for number, quotes in enumerate(("'", '"', "\"'", "'\"", "'\"", "\"'", *"'''''", *'""""'))
    },
}
# The library's two, for a text's own signs and for its quotes and dashes, with the turn that each has.
PLACES = {"inline": 20, "smarty": 6}


class Inline(InlineProcessor):
    """Does what another does, pattern by pattern, but asks only those that may find something."""

    def __init__(self, markdown: Markdown, other: InlineProcessor) -> None:
        super().__init__(markdown)
        self.inlinePatterns = other.inlinePatterns
        # Of the text that it goes through: the patterns that may match, with their turn and what they need.
        self.asked: list[tuple[int, Any, str]] = []

    @cached_property
    def steps(self) -> tuple[tuple[Any, str], ...]:
        """Every pattern in its turn, and what it needs; nothing where we do not know."""
        known = (name for name in NEEDED if name in self.inlinePatterns)
        needed = {self.inlinePatterns.get_index_for_name(name): NEEDED[name] for name in known}
        return tuple((pattern, needed.get(index, "")) for index, pattern in enumerate(self.inlinePatterns))

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Goes through a text, for what it has signs of; what takes the place of a match brings no signs along."""
        said = "".join(tree.itertext())
        self.asked = [(index, *step) for index, step in enumerate(self.steps) if step[1] in said]
        return super().run(tree, ancestors) if self.asked else tree

    # In the place of the library's own, which it keeps to itself: tests/reading/test_reading_inline.py compares them.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString):
            return data
        for index, pattern, needed in self.asked:
            matched, start = index >= patternIndex, 0
            while matched and needed in data:
                data, matched, start = self._InlineProcessor__applyPattern(  # type: ignore[attr-defined]
                    pattern, data, index, start
                )
        return data


def spare(markdown: Markdown) -> None:
    """Puts ours in the place of the library's two, once both are there."""
    for name, priority in PLACES.items():
        theirs = markdown.treeprocessors[name]
        assert isinstance(theirs, InlineProcessor)
        markdown.treeprocessors.register(Inline(markdown, theirs), name, priority)
