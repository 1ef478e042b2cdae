"""Courses: post-diploma ones for school leavers, others for members' staff.

Refuses to mix the two: a course says for whom it is.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from district.kinds.base import Facts, newest_first
from district.kinds.contacts import Email, Url
from district.kinds.moments import Moment, When
from district.kinds.shared import Address, Money, Party, Source, in_turn, is_open, last
from district.kinds.values import Count, Words


class Course(Facts):
    """A course, from the time one can apply to its end."""

    kind: ClassVar[str] = "courses"
    asked: ClassVar[tuple[str, ...]] = ("place.municipality", "apply_by", "apply_url")

    audience: Literal["school-leavers", "staff"] = Field(examples=["staff"])
    provider: Party | None = None
    partners: tuple[Party, ...] = ()
    credential: Words | None = None
    hours: Count | None = None
    places: Count | None = None
    fee: Money | None = None
    place: Address | None = None
    start: When = Field(examples=["2026-10"])
    end: When | None = None
    apply_by: When | None = None
    apply_url: Url | None = None
    apply_email: Email | None = None
    requirements: tuple[Words, ...] = ()
    programme: tuple[Words, ...] = ()
    sources: tuple[Source, ...] = ()

    @model_validator(mode="after")
    def _in_turn(self) -> Self:
        in_turn(self.start, self.end, at="end")
        return self

    def is_past(self, moment: datetime) -> bool:
        """Whether it is over at `moment`."""
        return last(self.end or self.start) <= moment

    def is_open(self, moment: datetime) -> bool:
        """Whether one can still apply at `moment`."""
        return is_open(moment, None, self.apply_by or self.start)

    def sort_key(self) -> tuple[Any, ...]:
        """Latest first."""
        return newest_first(self.start)

    def moments_of_change(self) -> tuple[Moment | None, ...]:
        """When applying ends, when the course ends."""
        return (self.apply_by or self.start, self.end or self.start)
