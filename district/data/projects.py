"""The projects as a table: who pays, how much, what for.

Refuses texts longer than a summary: these are on the pages.
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
    money,
    page,
    parties,
    sample,
    summary,
    title,
    updated,
)
from district.district import District
from district.kinds.projects import Project
from district.reading import Entry


def dataset(district: District) -> Dataset:
    """All projects, those that run first."""
    return Dataset("projects", "projects", told("Projects"), tuple(_columns(district)), district.of("projects"))


def _project(entry: Entry) -> Project:
    assert isinstance(entry.facts, Project)
    return entry.facts


def _columns(district: District) -> Iterator[Column]:
    def funders(entry: Entry) -> list[str]:
        return parties(district, _project(entry).funders)

    def partners(entry: Entry) -> list[str]:
        return parties(district, _project(entry).partners)

    yield identity()
    yield title()
    yield facts("acronym", Kind.TEXT, told("Acronym"), told("The project’s short name."))
    yield page()
    yield summary()
    stages = {"planned": told("Planned"), "running": told("Running"), "finished": told("Finished")}
    about = told("Whether it is to come, under way or done.")
    yield Column(
        "status", Kind.CHOICE, told("State"), about, lambda entry: _project(entry).status, choices=stages, required=True
    )
    about = told("When the state was last heard of.")
    yield facts("status_as_of", Kind.MOMENT, told("State: as of"), about)
    yield facts("start", Kind.MOMENT, told("Begins"), told("As exactly as it is known: a year, a month or a day."))
    yield facts("end", Kind.MOMENT, told("Ends"), told("As exactly as it is known: a year, a month or a day."))
    about = told("The programme that the money comes from.")
    yield facts("programme", Kind.WORDS, told("Funding programme"), about)
    yield Column("funders", Kind.TEXT, told("Funded by"), told("Who pays."), funders, many=True)
    yield Column("partners", Kind.TEXT, told("Partners"), told("Who works on it."), partners, many=True)
    about = told("What the whole project costs.")
    yield from money("budget", told("Budget"), about, lambda entry: _project(entry).budget)
    about = told("What the funders give.")
    yield from money("grant", told("Grant"), about, lambda entry: _project(entry).grant)
    about = told("The code of an Italian public investment (Codice Unico di Progetto).")
    yield facts("cup", Kind.TEXT, told("CUP code"), about)
    support = {
        "eu": told("Co-funded by the European Union"),
        "nextgenerationeu": told("Funded by the European Union – NextGenerationEU"),
    }
    about = told("Whether the European Union pays a part, and from which funds.")
    yield Column(
        "support", Kind.CHOICE, told("European support"), about, lambda entry: _project(entry).support, choices=support
    )
    yield facts("website", Kind.URL, told("Website"), told("The project’s own site."))
    yield updated()
    yield sample(lambda entry: entry.facts.sample)
