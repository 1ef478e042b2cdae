"""Dates, ranges, numbers, money, lists and names of places and languages, as a locale writes them.

Refuses to abbreviate months and to show a moment more exactly than it is known. All forms come
from Unicode's CLDR by way of Babel; the process's own locale is never asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property, lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, get_datetime_format
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent, get_decimal_symbol
from babel.units import format_unit

from district.kinds.moments import Moment, Precision

# What differs between two moments, from the coarsest: the key of CLDR's interval patterns.
FIELDS = (("y", "%Y"), ("M", "%m"), ("d", "%d"))
KILOMETRE = 1000
INTERVALS = {Precision.YEAR: "y", Precision.MONTH: "yMMMM", Precision.DAY: "yMMMd"}


class Formats:
    """The forms of one locale."""

    def __init__(self, locale: str) -> None:
        self.locale = Locale.parse(locale)
        # Rendering asks for the same dates again and again; the key is all that the answer rests on.
        self.date = lru_cache(4096)(self._date)
        self.span = lru_cache(4096)(self._span)
        self._written = lru_cache(4096)(self._number)

    def _date(self, moment: Moment) -> str:
        """A moment as exactly as it is known: 2021, giugno 2021, 22 giugno 2021, … ore 18:30."""
        if moment.precision is Precision.YEAR:
            return format_skeleton("y", moment.start, locale=self.locale)
        if moment.precision is Precision.MONTH:
            return format_skeleton("yMMMM", moment.start, locale=self.locale)
        day = format_date(moment.start, "long", locale=self.locale)
        if moment.precision is Precision.DAY:
            return day
        return self._joined(day, self.time(moment))

    def time(self, moment: Moment) -> str:
        """The time of day: 18:30."""
        return format_time(moment.start.time(), "short", locale=self.locale)

    def _joined(self, day: str, time: str) -> str:
        """A day with a time, as CLDR joins them."""
        pattern = str(get_datetime_format("medium", locale=self.locale)).replace("'", "")
        return pattern.replace("{1}", day).replace("{0}", time)

    def _span(self, start: Moment, end: Moment | None = None) -> str:
        """From a start to an end: 14–16 settembre 2022; the start alone when there is no end."""
        if end is None or (end.start == start.start and end.precision is start.precision):
            return self._date(start)
        if end.precision is Precision.MINUTE and start.precision is Precision.MINUTE:
            if start.day == end.day:
                times = self._fallback(self.time(start), self.time(end), spaced=False)
                return self._joined(format_date(start.start, "long", locale=self.locale), times)
            return self._fallback(self._date(start), self._date(end))
        if start.precision is not end.precision:
            return self._fallback(self._date(start), self._date(end))
        first, last = start.start, end.start
        field = next(key for key, form in FIELDS if first.strftime(form) != last.strftime(form))
        pattern = self._interval(INTERVALS[start.precision], field)
        if pattern is None:
            return self._fallback(self._date(start), self._date(end))
        return "".join(
            format_date(day, _in_full(form), locale=self.locale)
            for form, day in zip(pattern, (first, last), strict=True)
        )

    def _interval(self, skeleton: str, field: str) -> Sequence[str] | None:
        found: Sequence[str] | None = self.locale.interval_formats.get(skeleton, {}).get(field)
        return found

    def _fallback(self, start: str, end: str, *, spaced: bool = True) -> str:
        pattern = str(self.locale.interval_formats[None])
        pattern = pattern if spaced else "".join(pattern.split())
        return pattern.replace("{0}", start).replace("{1}", end)

    def day(self, day: date | datetime) -> str:
        """A calendar day in full."""
        return format_date(day, "long", locale=self.locale)

    def month(self, moment: Moment) -> str:
        """The short name of a moment's month, for a calendar leaf: set."""
        return format_date(moment.start, "MMM", locale=self.locale)

    def number(self, value: int | Decimal) -> str:
        """A number with the locale's signs, as exact as it is."""
        # By how it is written: 1 and 1.0 are equal, and are not shown alike.
        return self._written(str(value))

    def _number(self, written: str) -> str:
        return format_decimal(Decimal(written), locale=self.locale, decimal_quantization=False)

    def percent(self, value: int | Decimal) -> str:
        """A percentage: 50 becomes 50%."""
        return format_percent(Decimal(value) / 100, locale=self.locale, decimal_quantization=False)

    def distance(self, metres: int) -> str:
        """A distance on the ground: 500 m, 2 km."""
        unit, value = ("kilometer", Decimal(metres) / 1000) if metres >= KILOMETRE else ("meter", Decimal(metres))
        return format_unit(value, f"length-{unit}", "short", locale=self.locale)

    def money(self, amount: int | Decimal, currency: str) -> str:
        """An amount of money, without decimals when it has none."""
        whole = Decimal(amount) == Decimal(amount).to_integral_value()
        pattern = self.locale.currency_formats["standard"].pattern
        form = pattern.replace(".00", "") if whole else pattern
        return format_currency(amount, currency, form, locale=self.locale, currency_digits=False)

    def listed(self, words: Sequence[str]) -> str:
        """Words joined as in a sentence: a, b e c."""
        return format_list(list(words), locale=self.locale)

    def country(self, code: str) -> str:
        """The name of a country by its ISO 3166 code."""
        return str(self.locale.territories.get(code, code))

    def language(self, code: str) -> str:
        """The name of a language by its ISO 639 code."""
        return str(self.locale.languages.get(code, code))

    @cached_property
    def plurals(self) -> dict[str, int]:
        """The language's plural categories, each with the first number that it is used for: one 1, other 0.

        Scripts know them by the same names: https://cldr.unicode.org/index/cldr-spec/plural-rules
        """
        found: dict[str, int] = {}
        for number in range(1_000):
            found.setdefault(self.locale.plural_form(number), number)
        return found

    def plural(self, number: int | Decimal) -> str:
        """The plural category of a number, as CLDR names them."""
        return str(self.locale.plural_form(number))

    @cached_property
    def decimal(self) -> str:
        """The sign before the decimals of a number: a comma or a point."""
        return str(get_decimal_symbol(self.locale))

    @cached_property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return str(self.locale.text_direction)


def _in_full(pattern: str) -> str:
    """CLDR's pattern with whole names of months and days without a leading zero."""
    return pattern.replace("MMMM", "MMM").replace("MMM", "MMMM").replace("dd", "d")
