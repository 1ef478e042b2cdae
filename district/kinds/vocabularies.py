"""Vocabularies: controlled words with a label in every language.

Refuses to know which vocabularies there are, beyond those that typed facts name.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, model_validator

from district.kinds.values import Flag, Line, Model, Number, Slug, Words, refuse


class Term(Model):
    """A word: its label, what it means for who is not of the trade, other words for it.

    One that names a place says where it is, in WGS 84 degrees, both or none.
    """

    label: Words
    explanation: Words | None = None
    synonyms: dict[Slug, tuple[Line, ...]] = {}
    latitude: Annotated[Decimal, Number(-90, 90, whole=False)] | None = None
    longitude: Annotated[Decimal, Number(-180, 180, whole=False)] | None = None

    @model_validator(mode="after")
    def _both_or_none(self) -> Self:
        if (self.latitude is None) != (self.longitude is None):
            at = "latitude" if self.longitude is None else "longitude"
            raise refuse("F114", getattr(self, at), at=at)
        return self


class Vocabulary(Model):
    """Words in the order they are shown, keyed by the word that editors write."""

    label: Words = Field(examples=[{"it": "Prodotti"}])
    # The label for one word of it, where the page's title needs it: "Fase", "Phase".
    singular: Words | None = None
    explanation: Words | None = None
    # Whether the words follow an order of their own (the phases of the work), which lists then number.
    ordered: Flag = False
    words: dict[Slug, Term] = Field(examples=[{}])
