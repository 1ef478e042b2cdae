"""Calendars: each event, all events, the deadlines of calls and courses; in each language.

Refuses what is not exact to the day, and the machine's clock. Sources: RFC 5545, RFC 7986.

A subscribed calendar follows a change by its SEQUENCE and LAST-MODIFIED. SEQUENCE is the number of days from a fixed
day to `updated_on`: it rises with each day on which editors say that something has changed, needs no counter that they
would have to keep, and is the same in every build. DTSTAMP is that day too, and never the build's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from district.district import District
from district.exports.export import Export
from district.exports.identity import identity
from district.exports.naming import beside, page_behind, pages_of
from district.kinds.calls import Call
from district.kinds.courses import Course
from district.kinds.events import Event
from district.kinds.moments import Moment, Precision
from district.kinds.shared import Address, is_open
from district.kinds.values import Reference
from district.plan import File, Plan
from district.reading import Entry
from district.rendering.plain import cleaned, line, place_lines
from district.rendering.view import View
from district.site import Site

if TYPE_CHECKING:
    from icalendar import Calendar, Timezone
    from icalendar import Event as CalendarEvent

MEDIA = "text/calendar"
# Nothing on the site is older than this: sequences begin here, and so does what was never updated.
EPOCH = date(2020, 1, 1)
STATUS = {"confirmed": "CONFIRMED", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}
# As the page says it; programs that pass over STATUS show the title all the same.
SAID = {"postponed": "Postponed", "cancelled": "Cancelled"}
# For so many years the rule by which clocks change is looked for.
AHEAD = 10
# How often a program may ask again.
REFRESH = timedelta(hours=12)
# Kinds whose deadlines go out, and the theme's word for them.
DEADLINES = {"calls": "Deadline", "courses": "Apply by"}


@dataclass(frozen=True)
class Date:
    """What a calendar shows: an entry, at a time, perhaps to a time, with words before its title."""

    entry: Entry
    start: Moment
    end: Moment | None = None
    before: str = ""


def files(district: District, plan: Plan) -> Iterator[File]:
    """A calendar of all events and one of each to come; one of each kind's deadlines."""
    for kind in ("events", *DEADLINES):
        for page in pages_of(plan, kind):
            yield File(f"calendar/{kind}", page.language, beside(page, "ics"), MEDIA, page.title)
    for entry in district.upcoming:
        if _event(entry):
            for language in plan.languages:
                if own := plan.page(entry.key, language):
                    yield File(f"calendar/{entry.key}", language, beside(own, "ics"), MEDIA, own.title)


def calendars(site: Site, wanted: Sequence[File]) -> Iterator[bytes]:
    """The calendars that files of the plan name; the zone's rules, which each of them holds, are found once."""
    zone = _zone(site.district)
    return (_calendar(site, file, zone) for file in wanted)


def _calendar(site: Site, file: File, zone: Timezone) -> bytes:
    kind, _, slug = file.key.removeprefix("calendar/").partition("/")
    page = page_behind(site, file, f"{kind}/{slug}" if slug else f"sections/{kind}")
    view = View(site, page, f"{site.base}/")
    if slug:
        entry = site.district.entries[Reference(kind, slug)]
        dates = [one] if (one := _event(entry)) else []
    else:
        dates = list(_dates(site.district, kind))
    made = _headed(view, file)
    made.add_component(zone)
    for one in dates:
        made.add_component(_shown(view, one))
    return bytes(made.to_ical())


def _dates(district: District, kind: str) -> Iterator[Date]:
    """All dates of a kind, the first one first."""
    make = _event if kind == "events" else _deadline(district.now)
    found = [one for entry in district.of(kind) if (one := make(entry))]
    return iter(sorted(found, key=lambda one: (one.start.start, one.entry.slug)))


def _event(entry: Entry) -> Date | None:
    """When an event is, if that is known to the day."""
    facts = entry.facts
    assert isinstance(facts, Event)
    if not facts.start.exact_to_day or (facts.end and not facts.end.exact_to_day):
        return None
    return Date(entry, facts.start, facts.end, SAID.get(facts.state, ""))


def _deadline(now: datetime) -> Callable[[Entry], Date | None]:
    """When a call or the applications for a course close, as long as they have not."""

    def of(entry: Entry) -> Date | None:
        facts = entry.facts
        assert isinstance(facts, Call | Course)
        moment = facts.deadline if isinstance(facts, Call) else facts.apply_by
        if moment is None or not moment.exact_to_day or not is_open(now, None, moment):
            return None
        return Date(entry, moment, before=DEADLINES[entry.kind])

    return of


def _headed(view: View, file: File) -> Calendar:
    from icalendar import Calendar
    from icalendar.prop import vDuration, vText

    site, name = view.site, view.site.district.site.name
    section = view.title_text(view.page)
    title = f"{line(name)} – {line(section)}"
    made = Calendar()
    made.add("prodid", f"-//{line(name)}//{view.language.upper()}")
    made.add("version", "2.0")
    made.add("uid", str(identity(site, file.key, file.language)))
    # The library knows these only as words of no type.
    made.add("name", vText(title))
    made.add("x-wr-calname", vText(title))
    made.add("x-wr-timezone", site.district.site.timezone)
    made.add("url", site.absolute(view.page.address))
    made.add("source", site.absolute(file.address), parameters={"VALUE": "URI"})
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(REFRESH))
    return made


def _shown(view: View, one: Date) -> CalendarEvent:
    from icalendar import Event as CalendarEvent

    entry, facts = one.entry, one.entry.facts
    made = CalendarEvent()
    made.add("uid", str(identity(view.site, entry.key, *(["deadline"] if entry.kind in DEADLINES else []))))
    changed = _changed(facts.updated_on)
    made.add("dtstamp", changed or _changed(facts.publish_on) or _midnight(EPOCH))
    made.add("sequence", max((changed.date() - EPOCH).days, 0) if changed else 0)
    if changed:
        made.add("last-modified", changed)
    for name, value in _times(one, view.site.district):
        made.add(name, value)
    title = line(view.title_text(entry))
    before = f"{view.in_language(view.language, one.before)}: " if one.before else ""
    made.add("summary", before + title, parameters={"LANGUAGE": view.language})
    address = view.link(entry) or view.site.absolute(view.page.address)
    made.add("description", "\n\n".join(_told(view, entry, address)))
    made.add("url", address)
    if isinstance(facts, Event):
        _add_event(made, view, facts)
    # A day or a deadline is no time that is taken.
    made.add("transp", "OPAQUE" if one.start.precision is Precision.MINUTE and not one.before else "TRANSPARENT")
    return made


def _add_event(made: CalendarEvent, view: View, facts: Event) -> None:
    made.add("status", STATUS[facts.state])
    made.add("categories", [line(view.say_text(view.term(facts.type).label))])
    if facts.place:
        _add_place(made, view, facts.place)
    elif facts.online:
        made.add("location", facts.online)


def _add_place(made: CalendarEvent, view: View, place: Address) -> None:
    if lines := [line(one) for one in place_lines(view, place)]:
        made.add("location", ", ".join(lines))
    if place.at:
        made.add("geo", tuple(map(float, place.at)))


def _told(view: View, entry: Entry, address: str) -> Iterator[str]:
    """The summary, then the page."""
    text = view.site.district.text(entry, view.language)
    if text and text.head.summary:
        yield cleaned(text.head.summary)
    yield address


def _times(one: Date, district: District) -> Iterator[tuple[str, date | datetime]]:
    """DTSTART, and DTEND where something lasts: whole days, or minutes in the network's zone."""
    start, end = one.start, one.end
    if start.precision is not Precision.MINUTE:
        yield "dtstart", start.day
        last = end.day if end else start.day
        yield "dtend", last + timedelta(days=1)
        return
    yield "dtstart", start.start.astimezone(district.clock.zone)
    # The end of a day is its midnight, that of a minute itself.
    if end and end.end > start.start:
        yield "dtend", end.end.astimezone(district.clock.zone)


def _changed(moment: Moment | None) -> datetime | None:
    return _midnight(moment.day) if moment else None


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _zone(district: District) -> Timezone:
    """The zone's rules for all years that any calendar of the site names: programs take them for one zone.

    A calendar has to have some component, and this one stays when the last date is taken out of it.
    """
    from district.exports.zones import zone_rules

    dates = [one for kind in ("events", *DEADLINES) for one in _dates(district, kind)]
    years = [EPOCH.year, district.now.year + AHEAD, *(one.start.year for one in dates)]
    return zone_rules(district.clock.zone, date(min(years), 1, 1), date(max(years) + 1, 12, 31))


EXPORT = Export("calendar", files, together=calendars)
