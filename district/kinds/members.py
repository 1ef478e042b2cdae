"""Members: the companies of the network.

Refuses to know what they make: products, phases and the like are facets that site.yaml declares.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from district.kinds.base import Facts, newest_first
from district.kinds.contacts import Country, Email, LanguageCode, PhoneText, Url, Vat
from district.kinds.moments import Day, Moment, When
from district.kinds.shared import Address, ContactPerson, Dated, Logo, in_turn, is_open, last
from district.kinds.values import Amount, Line, Model, Slug, Word, WordOf, Words


class Measure(Model):
    """One of site.yaml's measures: its value, of when it is, and from when it holds."""

    value: Amount
    as_of: When | None = None
    from_: When | None = Field(default=None, alias="from")


class Certification(Model):
    """A certificate that a company holds."""

    certification: Annotated[Word, WordOf("certifications")]
    number: Line | None = None
    issuer: Line | None = None
    valid_until: When | None = None

    def is_valid(self, moment: datetime) -> bool:
        """Whether it has not run out at `moment`."""
        return is_open(moment, None, self.valid_until)


class Notice(Model):
    """Something that a company offers to or seeks from others, until a day."""

    type: Literal["offers", "seeks"]
    text: Words
    posted_on: Day | None = None
    expires_on: Day

    @model_validator(mode="after")
    def _in_turn(self) -> Self:
        in_turn(self.posted_on, self.expires_on, at="expires_on")
        return self

    def is_current(self, moment: datetime) -> bool:
        """Whether it still stands at `moment`."""
        return moment < last(self.expires_on)

    def sort_key(self) -> tuple[Any, ...]:
        """Latest first, by the day it was posted; those without one at the end, by the day they expire."""
        return (self.posted_on is None, *newest_first(self.posted_on or self.expires_on))


class Member(Facts):
    """A company of the network."""

    kind: ClassVar[str] = "members"
    named: ClassVar[bool] = True
    asked: ClassVar[tuple[str, ...]] = ("address.municipality", "address.hamlet", "email", "phone", "website", "facets")

    name: Line = Field(examples=["Calzaturificio Aurora"])
    legal_name: Line | None = None
    vat_number: Vat | None = None
    member_since: When | None = None
    member_until: When | None = None
    verified_on: Day | None = None
    verified_by: Line | None = None
    address: Address | None = None
    email: Email | None = None
    phone: PhoneText | None = None
    whatsapp: PhoneText | None = None
    website: Url | None = None
    social: tuple[Url, ...] = ()
    contacts: tuple[ContactPerson, ...] = ()
    founded: When | None = None
    employees: Dated | None = None
    brands: tuple[Line, ...] = ()
    facets: dict[Slug, tuple[Slug, ...]] = {}
    measures: dict[Slug, Measure] = {}
    certifications: tuple[Certification, ...] = ()
    exports_to: tuple[Country, ...] = ()
    languages: tuple[LanguageCode, ...] = ()
    notices: tuple[Notice, ...] = ()
    logo: Logo | None = None

    @model_validator(mode="after")
    def _in_turn(self) -> Self:
        in_turn(self.member_since, self.member_until, at="member_until")
        return self

    def is_current(self, moment: datetime) -> bool:
        """Whether the company belongs to the network at `moment`."""
        return is_open(moment, None, self.member_until)

    def sort_key(self) -> tuple[Any, ...]:
        """By name."""
        return (self.name.casefold(),)

    def moments_of_change(self) -> tuple[Moment | None, ...]:
        """When the membership, a certificate or a notice ends."""
        ends = [item.expires_on for item in self.notices]
        return (self.member_until, *(item.valid_until for item in self.certifications), *ends)
