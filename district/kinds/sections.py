"""Sections: the parts of the site, each with its address, title and introduction.

Refuses to invent parts: a section's slug is one of those that the plan knows (`home`, `network`,
each kind with a list…); the folder gives it its place and its words, or leaves it out of the site.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from pydantic_core import core_schema

from district.kinds.base import Facts
from district.kinds.values import Count, Parsed, Slug, Words, is_slug, refuse


class AddressWords(Parsed):
    """One step of an address in each language: `{it: imprese, en: companies}`."""

    json_schema: Mapping[str, Any] = {"type": "object", "x-words": True}

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> Words:
        """Words that are slugs, or F130."""
        words = Words.parse(raw)
        for language, text in words.items():
            if not is_slug(text):
                raise refuse("F130", text, at=language)
        return words


class Section(Facts):
    """A part of the site. `under` is the section whose address it continues."""

    kind: ClassVar[str] = "sections"
    asked: ClassVar[tuple[str, ...]] = ("address",)

    address: Annotated[Words, AddressWords()] | None = None
    under: Slug | None = None
    order: Count = 100

    def sort_key(self) -> tuple[Any, ...]:
        """By the order written."""
        return (self.order,)
