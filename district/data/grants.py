"""The register of public grants as a table, whole or of one year.

Refuses what was announced and not collected. Source: Law 124/2017, art. 1, c. 125-129; the Ministry of Labour's
circular 2/2019 names the columns (who received, who gave, how much, when, why).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from district.data.said import told
from district.data.tables import Column, Dataset, Kind, name_of, sample
from district.district import District
from district.kinds.grants import Grant


def dataset(district: District) -> Dataset:
    """All grants, the latest first."""
    found = sorted(district.grants, key=lambda one: (one.date.start, one.grantor, one.amount.amount), reverse=True)
    return Dataset("grants", "transparency", told("Public grants"), tuple(_columns(district)), tuple(found))


def years(district: District) -> tuple[int, ...]:
    """The years in which something was collected, the latest first."""
    return tuple(sorted({grant.date.year for grant in district.grants}, reverse=True))


def of_year(district: District, year: int) -> Dataset:
    """The grants of a year."""
    whole = dataset(district)
    return replace(whole, things=tuple(grant for grant in whole.things if grant.date.year == year))


def _columns(district: District) -> Iterator[Column]:
    def recipient(grant: Grant) -> str:
        return name_of(district, grant.recipient)

    def code(grant: Grant) -> str | None:
        return recipient_code(district, grant)

    about = told("The year in which it was collected.")
    yield Column("year", Kind.YEAR, told("Year"), about, lambda one: one.date.year, required=True)
    about = told("The day the money came in.")
    yield Column("date", Kind.MOMENT, told("Collected on"), about, lambda one: one.date, required=True)
    yield Column("grantor", Kind.TEXT, told("Given by"), told("The public body that paid."), lambda one: one.grantor)
    about = told("The Italian tax code of the body that paid.")
    yield Column("grantor_tax_code", Kind.TEXT, told("Given by: tax code"), about, lambda one: one.grantor_tax_code)
    about = told("The network, or a company of it that has no site of its own.")
    yield Column("recipient", Kind.TEXT, told("Received by"), about, recipient)
    about = told("The tax code or VAT number of who received it.")
    yield Column("recipient_code", Kind.TEXT, told("Received by: tax code or VAT number"), about, code)
    yield Column("amount", Kind.NUMBER, told("Amount"), told("What was collected."), lambda one: one.amount.amount)
    about = told("The currency’s code by ISO 4217.")
    yield Column("currency", Kind.TEXT, told("Currency"), about, lambda one: one.amount.currency)
    yield Column("reason", Kind.WORDS, told("Reason"), told("What the money was given for."), lambda one: one.reason)
    about = told("How much of every hundred came from the European Union.")
    yield Column("eu_share", Kind.NUMBER, told("EU share"), about, lambda one: one.eu_share)
    yield sample(lambda one: one.sample)


def recipient_code(district: District, grant: Grant) -> str | None:
    """What identifies who received a grant: the network's tax code, or a company's VAT number."""
    entry = district.entry(grant.recipient)
    if entry is None:
        return district.site.legal.tax_code if not grant.recipient.slug else None
    number: str = getattr(entry.facts, "vat_number") or ""
    return number or None
