"""What readers choose companies by, as a browser reckons with it: who has which word, who gives which number.

Refuses labels and addresses: these stand on the page. A company is its place in the list of members.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from district.district.facets import FacetWord
from district.district.whole import District
from district.kinds.members import Measure, Member
from district.reading import Entry


def choices(district: District, language: str) -> dict[str, Any]:
    """All that filters and orders rest on, ready to be written as JSON; synonyms are in `language`.

    `words` are the facets' words in use with their members, `measures` those that can be asked for,
    `orders` the members' numbers as they stand when they are not in order of their names.
    """
    numbers = {entry.key: number for number, entry in enumerate(district.members)}
    return {
        "words": {
            facet.name: {word.key: _word(word, numbers, language) for word in facet.used} for facet in district.facets
        },
        "measures": {
            kind.name: _measure([_facts(entry).measures.get(kind.name) for entry in district.members])
            for kind in district.site.measures
            if kind.asked
        },
        "orders": {name: [numbers[entry.key] for entry in found] for name, found in orders(district, language).items()},
    }


def orders(district: District, language: str) -> dict[str, tuple[Entry, ...]]:
    """The members by where they are, and by when they were verified, the latest first."""

    def place(entry: Entry) -> tuple[bool, str]:
        named = spot(district, entry, language)
        return not named, folded(named)

    def verified(entry: Entry) -> float:
        day = _facts(entry).verified_on
        return -day.start.timestamp() if day else 0

    keys: Mapping[str, Callable[[Entry], Any]] = {"place": place, "verified": verified}
    return {name: tuple(sorted(district.members, key=key)) for name, key in keys.items()}


def spot(district: District, entry: Entry, language: str) -> str:
    """The one name that says where a company is, or nothing."""
    address = _facts(entry).address
    term = district.term(address.hamlet) if address and address.hamlet else None
    if term:
        return term.label.get(language) or next(iter(term.label.values()))
    return (address.municipality or "") if address else ""


def folded(text: str) -> str:
    """A text as it is compared: no accents, no capitals."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(sign))


def plain(value: Decimal) -> int | float:
    """A number as JSON has it."""
    return int(value) if value == value.to_integral_value() else float(value)


def _facts(entry: Entry) -> Member:
    assert isinstance(entry.facts, Member)
    return entry.facts


def _word(word: FacetWord, numbers: Mapping[str, int], language: str) -> dict[str, Any]:
    who: dict[str, Any] = {"who": [numbers[entry.key] for entry in word.members]}
    also = (word.synonyms or {}).get(language, ())
    return {**who, "also": " ".join(also)} if also else who


def _measure(given: list[Measure | None]) -> dict[str, Any]:
    """The values in the order of the members; and from when they hold, if any of them says so."""
    values: dict[str, Any] = {"values": [plain(one.value) if one else None for one in given]}
    if any(one and one.from_ for one in given):
        values["from"] = [one.from_.day.isoformat() if one and one.from_ else None for one in given]
    return values
