"""Events: fairs, meetings, assemblies; upcoming, then past with a report.

Refuses to guess a date: an event without an exact day is listed, but stands in no calendar.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from district.kinds.base import Facts, newest_first
from district.kinds.contacts import Url
from district.kinds.moments import Moment, When
from district.kinds.shared import (
    Address,
    Figure,
    Party,
    ProgrammeItem,
    Registration,
    Source,
    in_turn,
    last,
)
from district.kinds.values import Line, Model, Reference, RefersTo, Word, WordOf


class Participant(Model):
    """A member that takes part, and where it stands."""

    member: Annotated[Reference, RefersTo("members")]
    hall: Line | None = None
    stand: Line | None = None

    def place_key(self) -> tuple[Any, ...]:
        """By hall and stand as one walks past them, 2 before 10; who has neither comes last."""
        return (_natural(self.hall), _natural(self.stand), self.member.slug)


def _natural(text: str | None) -> tuple[Any, ...]:
    parts = re.split(r"([0-9]+)", (text or "").casefold())
    return (text is None, *((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part))


class Event(Facts):
    """Something that happens at a time and a place."""

    kind: ClassVar[str] = "events"
    texts: ClassVar[tuple[str, ...]] = ("text", "report")
    asked: ClassVar[tuple[str, ...]] = ("end", "place.municipality", "website")

    type: Annotated[Word, WordOf("event-types")] = Field(examples=["fiera"])
    start: When = Field(examples=["2026-09-14"])
    end: When | None = None
    # The start that was announced first, of an event that has been moved to another day.
    moved_from: When | None = None
    state: Literal["confirmed", "postponed", "cancelled"] = "confirmed"
    place: Address | None = None
    online: Url | None = None
    website: Url | None = None
    organisers: tuple[Party, ...] = ()
    partners: tuple[Party, ...] = ()
    participants: tuple[Participant, ...] = ()
    programme: tuple[ProgrammeItem, ...] = ()
    registration: Registration | None = None
    figures: tuple[Figure, ...] = ()
    press: tuple[Source, ...] = ()
    sources: tuple[Source, ...] = ()

    @model_validator(mode="after")
    def _in_turn(self) -> Self:
        in_turn(self.start, self.end, at="end")
        return self

    @property
    def finish(self) -> Moment:
        """The end, or the start of an event without one."""
        return self.end or self.start

    @property
    def by_stand(self) -> tuple[Participant, ...]:
        """The members that take part, in the order of halls and stands."""
        return tuple(sorted(self.participants, key=Participant.place_key))

    def is_past(self, moment: datetime) -> bool:
        """Whether it is over at `moment`; one that ends at a minute is over then."""
        return last(self.finish) <= moment

    def sort_key(self) -> tuple[Any, ...]:
        """Latest first."""
        return newest_first(self.start)

    def moments_of_change(self) -> tuple[Moment | None, ...]:
        """When it is over, when registration closes."""
        return (self.finish, self.registration.deadline if self.registration else None)
