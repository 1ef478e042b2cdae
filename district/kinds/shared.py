"""Groups of facts that several kinds use: places, money, figures, sources, parties, pictures.

Refuses to know any kind of entry.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from district.kinds.contacts import Country, Currency, Email, LanguageCode, PhoneText, Url
from district.kinds.moments import Day, Moment, Time, When
from district.kinds.values import (
    TEXTUAL,
    Amount,
    DocumentName,
    Flag,
    Line,
    LogoName,
    Model,
    Number,
    Percent,
    PictureName,
    Reference,
    RefersTo,
    Word,
    WordOf,
    Words,
    refuse,
)


def in_turn(start: Moment | None, end: Moment | None, *, at: str) -> None:
    """Refuses, at the field `at`, an end that lies before its start (F108)."""
    if start and end and end.start < start.start and end.end <= start.start:
        raise refuse("F108", end.iso, at=at, start=start.iso)


def is_open(moment: datetime, start: Moment | None, end: Moment | None) -> bool:
    """Whether `moment` lies between a start and an end of which each may be missing."""
    return (start is None or start.start <= moment) and (end is None or moment < last(end))


def last(moment: Moment) -> datetime:
    """The instant from which a moment is past: a day when it is over, a minute when it comes."""
    return moment.end


class Placed(Model):
    """What may be somewhere: its coordinates in WGS 84 degrees, both or none."""

    latitude: Annotated[Decimal, Number(-90, 90, whole=False)] | None = None
    longitude: Annotated[Decimal, Number(-180, 180, whole=False)] | None = None

    @model_validator(mode="after")
    def _both_or_none(self) -> Self:
        if (self.latitude is None) != (self.longitude is None):
            at = "latitude" if self.longitude is None else "longitude"
            raise refuse("F114", getattr(self, at), at=at)
        return self

    @property
    def at(self) -> tuple[Decimal, Decimal] | None:
        """Latitude and longitude; None where they are not known."""
        return (self.latitude, self.longitude) if self.latitude is not None and self.longitude is not None else None


class Address(Placed):
    """A place: what is known of it."""

    name: Words | None = None
    street: Line | None = None
    postcode: Line | None = None
    hamlet: Annotated[Word, WordOf("hamlets")] | None = None
    municipality: Line | None = None
    province: Line | None = None
    country: Country | None = None


class Bare(BeforeValidator):
    """A marker for Annotated: a single text may stand for the group, and fills its field of this name."""

    name: str

    def __init__(self, name: str) -> None:
        super().__init__(lambda raw: {name: raw} if isinstance(raw, str) else raw)
        object.__setattr__(self, "name", name)

    def __get_pydantic_json_schema__(self, inner: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [handler(inner), {"type": TEXTUAL}]}


class Sum(Model):
    """An amount of money; one that can age says of when it is and who says so."""

    amount: Amount
    currency: Currency = "EUR"
    approximate: Flag = False
    as_of: When | None = None
    source: Line | None = None


Money = Annotated[Sum, Bare("amount")]


class Figure(Model):
    """A number worth showing, with what it counts, of when it is and who says so."""

    value: Amount
    label: Words
    as_of: When
    source: Line
    url: Url | None = None
    currency: Currency | None = None
    approximate: Flag = False


class Dated(Model):
    """A bare number that can age: employees and the like."""

    value: Annotated[int, Number(0, 10_000_000)]
    as_of: When
    source: Line | None = None


class Source(Model):
    """Who published something, when, and where it can be read."""

    publisher: Line
    date: When | None = None
    title: Line | None = None
    url: Url | None = None


class NamedParty(Model):
    """Who takes part: an entry or the network (`who`), or somebody by `name`; perhaps with a role."""

    who: Annotated[Reference, RefersTo("partners", "members", network=True)] | None = None
    name: Line | None = None
    role: Words | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.who is None) == (self.name is None):
            raise refuse("F123", "", first="who", second="name")
        return self


Party = Annotated[NamedParty, Bare("who")]


class Focus(Model):
    """The point of a picture that stays in sight where it is cropped: percents from its left and its top."""

    x: Percent
    y: Percent


class Picture(Model):
    """A picture in the entry's folder. Where people can be recognised, their consent is recorded."""

    file: PictureName
    alt: Words
    credit: Line
    caption: Words | None = None
    focus: Focus | None = None
    people: Flag = False
    consent: Line | None = None

    @model_validator(mode="after")
    def _consent_of_people(self) -> Self:
        if self.people and not self.consent:
            raise refuse("F127", self.file)
        return self


class Logo(Model):
    """A firm's own sign, also as a drawing (SVG); its alternative text is the firm's name."""

    file: LogoName


class Document(Model):
    """A document in the entry's folder, offered for reading in the language it is written in."""

    file: DocumentName
    title: Words
    language: LanguageCode | None = None


class ContactPerson(Model):
    """Somebody to speak to, named only with their recorded consent."""

    name: Line
    role: Words | None = None
    email: Email | None = None
    phone: PhoneText | None = None
    whatsapp: PhoneText | None = None
    languages: tuple[LanguageCode, ...] = ()
    consent: Line | None = None

    @model_validator(mode="after")
    def _consent_given(self) -> Self:
        if not self.consent:
            raise refuse("F126", self.name)
        return self


class ProgrammeItem(Model):
    """A point of a programme: on which day and at what time something happens."""

    title: Words
    day: Day | None = None
    time: Time | None = None
    speaker: Line | None = None


class Registration(Model):
    """How and until when one signs up."""

    deadline: When | None = None
    url: Url | None = None
    email: Email | None = None
    note: Words | None = None

    def is_open(self, moment: datetime) -> bool:
        """Whether one can still sign up at `moment`."""
        return is_open(moment, None, self.deadline)


class TimeInOffice(Model):
    """A time in office; of one whose end is not known, `as_of` says when it was last seen."""

    role: Words
    start: When | None = None
    end: When | None = None
    as_of: When | None = None
    source: Line | None = None

    @model_validator(mode="after")
    def _in_turn(self) -> Self:
        in_turn(self.start, self.end, at="end")
        return self

    def is_current(self, moment: datetime) -> bool:
        """Whether the office is held at `moment`, as far as is known; one only seen once never is."""
        return self.as_of is None and is_open(moment, self.start, self.end)


Aim = Annotated[Reference, RefersTo("aims")]
