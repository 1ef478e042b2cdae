"""Points in time as exactly as they are known: a year, a month, a day or a minute with its zone.

Refuses to make them more exact than they were written, and to read the machine's clock:
`+30d` counts from the clock that the caller gives, and only sample entries may write it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum
from typing import Annotated, Any

from pydantic_core import core_schema

from district.clock import Clock
from district.kinds.values import Parsed, refuse, text_of


class Precision(IntEnum):
    """How exactly a moment is known."""

    YEAR = 1
    MONTH = 2
    DAY = 3
    MINUTE = 4


@dataclass(frozen=True, slots=True)
class Moment:
    """A time from `start` (its first instant) to `end` (the first instant after it), both aware.

    2021-06 lasts the whole month; a moment exact to the minute lasts none: start equals end.
    """

    start: datetime
    end: datetime
    precision: Precision

    @property
    def year(self) -> int:
        """The year it begins in."""
        return self.start.year

    @property
    def day(self) -> date:
        """The first day of it, in its own zone."""
        return self.start.date()

    @property
    def exact_to_day(self) -> bool:
        """Whether it may stand in a calendar."""
        return self.precision >= Precision.DAY

    @property
    def iso(self) -> str:
        """As written in HTML's `time` element: 2021, 2021-06, 2021-06-22, 2021-06-22T18:30+02:00."""
        if self.precision is Precision.MINUTE:
            return self.start.isoformat(timespec="minutes")
        return self.day.isoformat()[: {1: 4, 2: 7, 3: 10}[self.precision]]

    @property
    def beginning(self) -> Moment:
        """Its first instant, as a moment of its own."""
        return Moment(self.start, self.start, Precision.MINUTE)

    def __str__(self) -> str:
        return self.iso


ABSOLUTE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})"
    r"(?:[ T](?P<hour>\d{2}):(?P<minute>\d{2})(?P<zone>Z|[+-]\d{2}:\d{2})?)?)?)?",
    re.ASCII,
)
RELATIVE = re.compile(
    r"(?P<sign>[+-])(?P<count>\d{1,4})(?P<unit>[dwmy])(?:[ T](?P<hour>\d{2}):(?P<minute>\d{2}))?", re.ASCII
)
ITALIAN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)


class MomentFrom(Parsed):
    """A moment from text like 2021, 2021-06, 2021-06-22, 2021-06-22 18:30 or, in samples, +30d."""

    def __init__(self, precision: Precision = Precision.YEAR) -> None:
        self.precision = precision
        # A bare year is a number to an editor's program. Groups have no names there: not every engine takes Python's.
        day = r"\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})?)?"
        absolute = day if precision is Precision.DAY else re.sub(r"\?P<\w+>", "", ABSOLUTE.pattern)
        types = "string" if precision is Precision.DAY else ("string", "integer")
        self.json_schema = {"type": types, "pattern": rf"^({absolute}|[+-]\d{{1,4}}[dwmy].*)$"}

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> Moment:
        """A Moment at least as exact as asked for; F106, F107, F109 or F131.

        `info.context` holds `clock` (a Clock) and `sample` (whether relative times are allowed).
        """
        text = text_of(raw)
        context = info.context or {}
        clock: Clock = context["clock"]
        if relative := RELATIVE.fullmatch(text):
            if not context.get("sample"):
                raise refuse("F109", text)
            make, found = _relative, relative
        elif absolute := ABSOLUTE.fullmatch(text):
            make, found = _absolute, absolute
        else:
            raise refuse("F106", text, nearest=_likely(text))
        try:
            moment = make(found, clock)
        except (ValueError, OverflowError):
            raise refuse("F107", text) from None
        if moment.precision < self.precision:
            raise refuse("F131", text)
        return moment


def _likely(text: str) -> str:
    """The same date as it should be written, when it was written the Italian way."""
    if found := ITALIAN.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        return f"{year:04}-{month:02}-{day:02}"
    return ""


def _absolute(found: re.Match[str], clock: Clock) -> Moment:
    parts = {name: int(part) for name, part in found.groupdict().items() if part and name != "zone"}
    start = datetime(
        parts["year"],
        parts.get("month", 1),
        parts.get("day", 1),
        parts.get("hour", 0),
        parts.get("minute", 0),
        tzinfo=clock.zone,
    )
    if found["zone"]:
        zone = datetime.fromisoformat(f"2000-01-01T00:00{found['zone']}").tzinfo
        start = start.replace(tzinfo=zone)
    precision = Precision(min(len(parts), Precision.MINUTE))
    return Moment(start, _end(start, precision), precision)


def _end(start: datetime, precision: Precision) -> datetime:
    if precision is Precision.MINUTE:
        return start
    if precision is Precision.DAY:
        return start + timedelta(days=1)
    if precision is Precision.MONTH:
        return _months_later(start, 1)
    return start.replace(year=start.year + 1)


def _months_later(start: datetime, months: int) -> datetime:
    """The same day so many months later, or the last day of that month when it is shorter."""
    total = start.year * 12 + start.month - 1 + months
    first = start.replace(year=total // 12, month=total % 12 + 1, day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    return first.replace(day=min(start.day, (after - timedelta(days=1)).day))


def _relative(found: re.Match[str], clock: Clock) -> Moment:
    count = int(found["sign"] + found["count"])
    day = clock.now.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    if found["unit"] in "dw":
        start = day + timedelta(days=count * {"d": 1, "w": 7}[found["unit"]])
    else:
        start = _months_later(day, count * {"m": 1, "y": 12}[found["unit"]])
    if found["hour"]:
        start = start.replace(hour=int(found["hour"]), minute=int(found["minute"]))
        return Moment(start, start, Precision.MINUTE)
    return Moment(start, start + timedelta(days=1), Precision.DAY)


When = Annotated[Moment, MomentFrom()]
Day = Annotated[Moment, MomentFrom(Precision.DAY)]


class TimeOfDay(Parsed):
    """A time of day, 09:30."""

    json_schema: Mapping[str, Any] = {"type": "string", "pattern": r"^\d{2}:\d{2}$"}

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> str:
        """The text itself, or F132."""
        text = text_of(raw)
        if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", text):
            raise refuse("F132", text)
        return text


Time = Annotated[str, TimeOfDay()]
