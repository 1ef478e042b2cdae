"""The companies as a table.

Refuses the people to speak to, and who verified a profile: persons are no open data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from district.data.said import told
from district.data.tables import (
    Column,
    Dataset,
    Kind,
    facts,
    identity,
    page,
    placing,
    sample,
    summary,
    updated,
)
from district.district import District, Facet
from district.kinds.members import Member
from district.kinds.site import MeasureKind
from district.kinds.values import Words
from district.reading import Entry

# Facets that have columns of their own.
OWN = frozenset({"certifications", "hamlet", "languages", "exports_to"})


def dataset(district: District) -> Dataset:
    """The companies that belong to the network now."""
    return Dataset("members", "members", told("Companies"), tuple(_columns(district)), district.members)


def _columns(district: District) -> Iterator[Column]:
    yield identity()
    yield facts("name", Kind.TEXT, told("Name"), told("What the company is called."), required=True)
    yield facts("legal_name", Kind.TEXT, told("Legal name"), told("As it stands in the company register."))
    yield facts("vat_number", Kind.TEXT, told("VAT number"), told("With the letters of its country."))
    yield page()
    yield summary()
    yield from placing(district, lambda entry: _member(entry).address)
    yield facts("phone", Kind.PHONE, told("Telephone"), told("The company’s number, in international form."))
    yield facts("email", Kind.TEXT, told("E-mail"), told("The company’s general address."))
    yield facts("website", Kind.URL, told("Website"), told("The company’s own site."))
    yield facts("member_since", Kind.MOMENT, told("Member since"), told("When the company joined the network."))
    yield facts("founded", Kind.MOMENT, told("Founded"), told("When the company began."))
    yield from _dated("employees", lambda entry: _member(entry).employees)
    yield facts("brands", Kind.TEXT, told("Own brands"), told("The brands the company owns."), many=True)
    for facet in district.facets:
        if facet.name not in OWN:
            yield _facet(facet)
    for measure in district.site.measures:
        yield from _measure(measure)
    about = told("The certificates that are valid on the day the file was made.")
    yield Column("certifications", Kind.WORDS, told("Certificates"), about, _certificates(district), many=True)
    about = told("The countries the company exports to.")
    countries = _codes(district, "exports_to", "country")
    yield Column("exports_to", Kind.WORDS, told("Exports to"), about, countries, many=True)
    about = told("The languages spoken in the company.")
    yield Column(
        "languages", Kind.WORDS, told("Languages"), about, _codes(district, "languages", "language"), many=True
    )
    about = told("The day on which the company last confirmed its profile.")
    yield facts("verified_on", Kind.MOMENT, told("Verified on"), about)
    yield updated()
    yield sample(lambda entry: entry.facts.sample)


def _member(entry: Entry) -> Member:
    assert isinstance(entry.facts, Member)
    return entry.facts


def _dated(name: str, of: Callable[[Entry], Any]) -> Iterator[Column]:
    def part(field: str) -> Callable[[Entry], Any]:
        return lambda entry: getattr(of(entry), field, None)

    about = told("How many people work in the company.")
    yield Column(name, Kind.NUMBER, told("Workforce"), about, part("value"))
    about = told("When they were so many.")
    yield Column(f"{name}_as_of", Kind.MOMENT, told("Workforce: as of"), about, part("as_of"))


def _facet(facet: Facet) -> Column:
    about = told("Words of the directory, from “%(facet)s”.", facet=facet.label)

    def value(entry: Entry) -> list[Words]:
        return [word.label for word in facet.of(entry)]

    return Column(f"facets.{facet.name}", Kind.WORDS, told("%(facet)s", facet=facet.label), about, value, many=True)


def _measure(kind: MeasureKind) -> Iterator[Column]:
    def part(field: str) -> Callable[[Entry], Decimal | None]:
        return lambda entry: getattr(_member(entry).measures.get(kind.name), field, None)

    named = {"measure": kind.label, "unit": kind.unit}
    label = told("%(measure)s (%(unit)s)", **named)
    about = told("%(measure)s, in %(unit)s, as the company states it.", **named)
    yield Column(f"measures.{kind.name}.value", Kind.NUMBER, label, about, part("value"))
    about = told("When the company said so.")
    label = told("%(measure)s: as of", measure=kind.label)
    yield Column(f"measures.{kind.name}.as_of", Kind.MOMENT, label, about, part("as_of"))
    about = told("From when on it holds.")
    label = told("%(measure)s: from", measure=kind.label)
    yield Column(f"measures.{kind.name}.from", Kind.MOMENT, label, about, part("from_"))


def _certificates(district: District) -> Callable[[Entry], list[Words]]:
    def value(entry: Entry) -> list[Words]:
        valid = (item for item in _member(entry).certifications if item.is_valid(district.now))
        terms = (district.term(item.certification) for item in valid)
        return [term.label for term in terms if term]

    return value


def _codes(district: District, field: str, naming: str) -> Callable[[Entry], list[Words]]:
    """The names of countries or languages, from their codes."""

    def value(entry: Entry) -> list[Words]:
        return [
            Words({language: getattr(formats, naming)(code) for language, formats in district.formats.items()})
            for code in getattr(entry.facts, field)
        ]

    return value
