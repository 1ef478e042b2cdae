"""The events as a table.

Refuses who speaks at them: persons are no open data.
"""

from __future__ import annotations

from collections.abc import Iterator

from district.data.said import told
from district.data.tables import (
    Column,
    Dataset,
    Kind,
    facts,
    identity,
    page,
    parties,
    placing,
    sample,
    summary,
    title,
    updated,
)
from district.district import District
from district.kinds.events import Event
from district.kinds.moments import Moment
from district.kinds.values import Words
from district.reading import Entry


def dataset(district: District) -> Dataset:
    """All events, the latest first."""
    return Dataset("events", "events", told("Events"), tuple(_columns(district)), district.of("events"))


def _event(entry: Entry) -> Event:
    assert isinstance(entry.facts, Event)
    return entry.facts


def _columns(district: District) -> Iterator[Column]:
    def type_of(entry: Entry) -> Words | None:
        term = district.term(_event(entry).type)
        return term.label if term else None

    def place_name(entry: Entry) -> Words | None:
        place = _event(entry).place
        return place.name if place else None

    def online(entry: Entry) -> str | None:
        # As the page: a door that has closed is not shown.
        return None if _event(entry).is_past(district.now) else _event(entry).online

    def deadline(entry: Entry) -> Moment | None:
        registration = _event(entry).registration
        return registration.deadline if registration else None

    def organisers(entry: Entry) -> list[str]:
        return parties(district, _event(entry).organisers)

    def partners(entry: Entry) -> list[str]:
        return parties(district, _event(entry).partners)

    def participants(entry: Entry) -> list[str]:
        found = (district.entry(one.member) for one in _event(entry).participants)
        return [str(getattr(one.facts, "name")) for one in found if one]

    yield identity()
    yield title()
    yield page()
    yield summary()
    yield Column("type", Kind.WORDS, told("Type"), told("Fair, meeting, assembly…"), type_of)
    about = told("As exactly as it is known: a year, a month, a day or a minute with its zone.")
    yield facts("start", Kind.MOMENT, told("Begins"), about, required=True)
    yield facts("end", Kind.MOMENT, told("Ends"), about)
    states = {"confirmed": told("Confirmed"), "postponed": told("Postponed"), "cancelled": told("Cancelled")}
    yield Column(
        "state",
        Kind.CHOICE,
        told("State"),
        told("Whether it takes place as planned."),
        lambda entry: _event(entry).state,
        choices=states,
        required=True,
    )
    about = told("The start that was announced first, of an event that has been moved.")
    yield facts("moved_from", Kind.MOMENT, told("Moved from"), about)
    yield Column("place", Kind.WORDS, told("Where"), told("What the place is called."), place_name)
    yield from placing(district, lambda entry: _event(entry).place)
    yield Column("online", Kind.URL, told("Online"), told("Where to take part from afar, until it is over."), online)
    yield facts("website", Kind.URL, told("Website"), told("The event’s own site."))
    yield Column("organisers", Kind.TEXT, told("Organised by"), told("Who holds the event."), organisers, many=True)
    yield Column("partners", Kind.TEXT, told("With"), told("Who else has a part in it."), partners, many=True)
    about = told("The companies of the network that take part.")
    yield Column("participants", Kind.TEXT, told("Companies taking part"), about, participants, many=True)
    about = told("Until when one can sign up.")
    yield Column("registration_deadline", Kind.MOMENT, told("Registration closes"), about, deadline)
    yield updated()
    yield sample(lambda entry: entry.facts.sample)
