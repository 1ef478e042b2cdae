"""Vocabularies: controlled words with a label in every language.

Refuses to know which vocabularies there are, beyond those that typed facts name.
"""

from __future__ import annotations

from pydantic import Field

from district.kinds.shared import Placed
from district.kinds.values import Flag, Line, Model, Slug, Words


class Term(Placed):
    """A word: its label, what it means for who is not of the trade, other words for it.

    One that names a place says where it is.
    """

    label: Words
    explanation: Words | None = None
    synonyms: dict[Slug, tuple[Line, ...]] = {}


class Vocabulary(Model):
    """Words in the order they are shown, keyed by the word that editors write."""

    label: Words = Field(examples=[{"it": "Prodotti"}])
    # The label for one word of it, where the page's title needs it: "Fase", "Phase".
    singular: Words | None = None
    explanation: Words | None = None
    # Whether the words follow an order of their own (the phases of the work), which lists then number.
    ordered: Flag = False
    words: dict[Slug, Term] = Field(examples=[{}])
