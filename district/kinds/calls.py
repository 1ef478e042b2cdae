"""Calls: funding that members can apply for.

Refuses to tell whether a firm may apply: it says what the call says and leads to it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from pydantic import Field, model_validator

from district.kinds.base import Facts
from district.kinds.contacts import Url
from district.kinds.moments import Day, Moment, When
from district.kinds.shared import Money, Party, in_turn, last
from district.kinds.values import Percent, Words


class Call(Facts):
    """A funding call with a deadline."""

    kind: ClassVar[str] = "calls"
    asked: ClassVar[tuple[str, ...]] = ("opens", "link")

    funder: Party = Field(examples=["partners/camera-di-commercio"])
    opens: When | None = None
    deadline: Day = Field(examples=["2026-12-31"])
    applicants: Words | None = None
    budget: Money | None = None
    aid_rate: Percent | None = None
    most_aid: Money | None = None
    link: Url | None = None

    @model_validator(mode="after")
    def _in_turn(self) -> Self:
        in_turn(self.opens, self.deadline, at="deadline")
        return self

    def state(self, moment: datetime) -> str:
        """`announced`, `open` or `closed` at `moment`."""
        if last(self.deadline) <= moment:
            return "closed"
        return "announced" if self.opens and self.opens.start > moment else "open"

    def days_left(self, moment: datetime) -> int:
        """Whole days from the day of `moment` to the last day one can apply; negative when over."""
        return (self.deadline.day - moment.astimezone(self.deadline.start.tzinfo).date()).days

    def sort_key(self) -> tuple[Any, ...]:
        """The next deadline first."""
        return (self.deadline.start.timestamp(),)

    def moments_of_change(self) -> tuple[Moment | None, ...]:
        """When it opens, when it closes."""
        return (self.opens.beginning if self.opens else None, self.deadline)
