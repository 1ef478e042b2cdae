"""Filters of the templates: moments, numbers and names in the language that is being spoken.

Refuses to know the language: it asks the current voice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date as date_type
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from district.kinds.contacts import Phone
from district.kinds.moments import Moment
from district.kinds.shared import Figure, Sum
from district.languages import voice


def date(moment: Moment) -> str:
    """A moment as exactly as it is known."""
    return voice().formats.date(moment)


def span(start: Moment, end: Moment | None = None) -> str:
    """From a start to an end."""
    return voice().formats.span(start, end)


def time(moment: Moment) -> str:
    """The time of day of a moment."""
    return voice().formats.time(moment)


def day(value: date_type) -> str:
    """A calendar day in full."""
    return voice().formats.day(value)


def month(moment: Moment) -> str:
    """The short name of a moment's month."""
    return voice().formats.month(moment)


def number(value: int | Decimal) -> str:
    """A number with the language's signs."""
    return voice().formats.number(value)


def money(amount: Sum) -> str:
    """An amount of money."""
    return voice().formats.money(amount.amount, amount.currency)


def together(sums: Iterable[Sum]) -> str:
    """What amounts of one currency come to."""
    found = list(sums)
    return voice().formats.money(sum((one.amount for one in found), Decimal(0)), found[0].currency)


def figure(value: Figure) -> str:
    """A figure's value, as money where it has a currency."""
    formats = voice().formats
    return formats.money(value.value, value.currency) if value.currency else formats.number(value.value)


def percent(value: int | Decimal) -> str:
    """A percentage."""
    return voice().formats.percent(value)


def listed(words: Iterable[Any]) -> str:
    """Words as in a sentence."""
    return voice().formats.listed([str(word) for word in words])


def phone(value: Phone) -> str:
    """A phone number as people read it."""
    return value.shown


def host(url: str) -> str:
    """The host of an address, without `www.`."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def in_url(text: str) -> str:
    """A text as it may stand in an address: for the subject and body of an e-mail."""
    return quote(text.unescape() if isinstance(text, Markup) else str(text), safe="")


def distance(metres: int) -> str:
    """A distance on the ground."""
    return voice().formats.distance(metres)


def coordinate(value: float) -> str:
    """A length in a drawing, to a tenth of its unit."""
    return f"{value:.1f}".removesuffix(".0")


FILTERS: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        date,
        span,
        time,
        day,
        month,
        number,
        money,
        together,
        figure,
        percent,
        listed,
        phone,
        host,
        in_url,
        distance,
        coordinate,
    )
}
