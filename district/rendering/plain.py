"""Words for where there is no markup: contacts, calendars, structured data.

Refuses markup, and to say anything that a page would not: it joins what the page shows in lines of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from district.kinds.shared import Address
from district.rendering.view import View

# What other programs take for the end of a line, and what no format can carry (RFC 5545, XML 1.0).
BREAKS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
UNSPEAKABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def cleaned(text: str) -> str:
    """A text as every format can carry it: lines end in one way, control characters are gone."""
    return UNSPEAKABLE.sub("", BREAKS.sub("\n", text).replace("\t", " "))


def line(text: str) -> str:
    """A text as one line."""
    return " ".join(cleaned(text).split())


def locality(view: View, place: Address) -> str:
    """The hamlet and the municipality of a place, the same name once."""
    hamlet = view.say_text(view.term(place.hamlet).label) if place.hamlet else ""
    return ", ".join(dict.fromkeys(part for part in (hamlet, place.municipality) if part))


def place_lines(view: View, place: Address) -> Iterator[str]:
    """The lines of an address, as `components/address.html` shows them."""
    if place.name:
        yield view.say_text(place.name)
    if place.street:
        yield place.street
    province = f"({place.province})" if place.province else ""
    if town := " ".join(part for part in (place.postcode, locality(view, place), province) if part):
        yield town
    if place.country:
        yield view.country(place.country)
