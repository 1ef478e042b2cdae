"""A time zone's rules for calendars, as all programs read them: one rule a year instead of a list of days.

Refuses zones of its own: the days come from the tz database by way of the library, which lists each of them; some
programs read such a list only in part, or not at all. Source: RFC 5545, 3.6.5.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Component, Timezone
from icalendar.prop import vRecur

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# In a month's weeks, counted from its end and from its beginning.
WEEKS = (-1, 1, 2, 3, 4)


def zone_rules(zone: ZoneInfo, first: date, last: date) -> Timezone:
    """The rules of a zone, from a day to a later one."""
    made = Timezone.from_tzinfo(zone, first_date=first, last_date=last)
    # It says that the rules end with the last day that was asked for; with rules for each year they do not.
    made.pop("comment", None)
    for change in made.subcomponents:
        _shorten(change)
    return made


def _shorten(change: Component) -> None:
    """Turns the days on which clocks change, listed one by one, into a rule if they follow one."""
    listed = change.get("rdate")
    if listed is None:
        return
    lists = listed if isinstance(listed, list) else [listed]
    days = [change.decoded("dtstart"), *(one.dt for found in lists for one in found.dts)]
    if rule := _rule(days):
        del change["rdate"]
        change.add("rrule", vRecur(rule))


def _rule(days: Iterable[datetime]) -> dict[str, str | int] | None:
    """`the last Sunday of March`, if that is what all days are."""
    days = list(days)
    months, weekdays = {day.month for day in days}, {day.weekday() for day in days}
    if len(months) > 1 or len(weekdays) > 1:
        return None
    for week in WEEKS:
        if all(_is_in(week, day) for day in days):
            return {"FREQ": "YEARLY", "BYMONTH": days[0].month, "BYDAY": f"{week}{WEEKDAYS[days[0].weekday()]}"}
    return None


def _is_in(week: int, day: datetime) -> bool:
    if week < 0:
        return (day + timedelta(weeks=1)).month != day.month
    return (day.day - 1) // 7 + 1 == week
