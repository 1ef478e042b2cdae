"""News: what happened, when, who says so, and what it is about.

Refuses to be without a date.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field

from district.kinds.base import Facts, newest_first
from district.kinds.moments import When
from district.kinds.shared import Source
from district.kinds.values import Reference, RefersTo


class NewsItem(Facts):
    """A piece of news."""

    kind: ClassVar[str] = "news"

    date: When = Field(examples=["2026-09-14"])
    sources: tuple[Source, ...] = ()
    about: tuple[Annotated[Reference, RefersTo()], ...] = ()

    def sort_key(self) -> tuple[Any, ...]:
        """Latest first."""
        return newest_first(self.date)
