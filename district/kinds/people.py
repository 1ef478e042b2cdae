"""People: the board and who runs the network, with their terms.

Refuses contact data without recorded consent.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, model_validator

from district.kinds.base import Facts
from district.kinds.contacts import Email, PhoneText
from district.kinds.moments import Moment
from district.kinds.shared import Source, TimeInOffice
from district.kinds.values import Count, Line, Reference, RefersTo, refuse


class Person(Facts):
    """Somebody who holds or held an office of the network."""

    kind: ClassVar[str] = "people"
    named: ClassVar[bool] = True
    text_required: ClassVar[bool] = False
    asked: ClassVar[tuple[str, ...]] = ("organisation",)

    name: Line = Field(examples=["Maria Rossi"])
    order: Count = 100
    terms: tuple[TimeInOffice, ...] = ()
    member: Annotated[Reference, RefersTo("members")] | None = None
    organisation: Line | None = None
    email: Email | None = None
    phone: PhoneText | None = None
    consent: Line | None = None
    sources: tuple[Source, ...] = ()

    @model_validator(mode="after")
    def _consent_to_contacts(self) -> Self:
        for way in ("email", "phone"):
            if getattr(self, way) and not self.consent:
                raise refuse("F126", self.name, at=way)
        return self

    def is_current(self, moment: datetime) -> bool:
        """Whether an office is held at `moment`, as far as is known."""
        return any(term.is_current(moment) for term in self.terms)

    def sort_key(self) -> tuple[Any, ...]:
        """By the order written, then by name."""
        return (self.order, self.name.casefold())

    def moments_of_change(self) -> tuple[Moment | None, ...]:
        """When a term begins, when it ends."""
        begins = tuple(term.start.beginning for term in self.terms if term.start)
        return (*begins, *(term.end for term in self.terms))
