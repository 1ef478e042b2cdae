"""Calendars: written by one library, read by another, and the same as the pages they stand beside."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import vobject

from district.clock import read_clock
from district.plan import File
from tests.site import built
from tests.site.built import SITES, Built

EVENT = "events/fiera-di-monaco"


def files(site: Built) -> list[File]:
    return [file for file in site.plan.files if file.key.startswith("calendar/")]


def read(site: Built, key: str, language: str = "it") -> Any:
    """A calendar as vobject reads it."""
    file = site.plan.file(f"calendar/{key}", language)
    assert file is not None, key
    return vobject.readOne((site.folder / file.address).read_text(encoding="utf-8"))


def dates(calendar: Any) -> dict[str, Any]:
    """The dates of a calendar by their title."""
    return {str(one.summary.value): one for one in calendar.contents.get("vevent", ())}


def told(one: Any) -> dict[str, list[str]]:
    """All that a date says, by the names of its properties."""
    return {name: [str(each.value) for each in found] for name, found in one.contents.items()}


def test_every_calendar_is_sound_for_two_readers(site: Built) -> None:
    for file in files(site):
        content = (site.folder / file.address).read_bytes()
        assert content.endswith(b"END:VCALENDAR\r\n")
        assert all(len(line) <= 75 for line in content.split(b"\r\n")), file.address
        assert not re.search(rb"(?<!\r)\n", content)
        found = icalendar.Calendar.from_ical(content)
        assert isinstance(found, icalendar.Calendar)
        assert found.errors == []
        assert all(not part.errors for part in found.walk())
        read = vobject.readOne(content.decode())
        titles = [str(one.summary.value) for one in read.contents.get("vevent", ())]
        assert titles == [str(one["SUMMARY"]) for one in found.walk("VEVENT")]
        assert len(found.walk("VTIMEZONE")) == 1


def test_all_events_that_are_known_to_the_day_stand_in_the_calendar_and_no_others(full: Built) -> None:
    assert list(dates(read(full, "events"))) == [
        "Assemblea 2026",
        "Rinviato: Incontro con le scuole",
        "Annullato: Cena di fine anno",
        "Fiera di Monaco",
    ]
    assert list(dates(read(full, "events", "en")))[-1] == "Munich fair"


def test_each_event_to_come_has_a_calendar_of_its_own_beside_its_page(full: Built) -> None:
    own = {file.key for file in files(full) if file.key.count("/") == 2}
    assert own == {f"calendar/events/{slug}" for slug in ("fiera-di-monaco", "incontro-annullato", "incontro-rinviato")}
    for file in files(full):
        if file.key in own:
            key = file.key.removeprefix("calendar/")
            page = full.plan.page(key, file.language)
            assert page is not None
            assert file.address == f"{page.address}{key.rpartition('/')[2]}.ics"
            (alone,) = dates(read(full, key, file.language)).values()
            within = dates(read(full, "events", file.language))[alone.summary.value]
            assert told(alone) == told(within)


def test_days_are_whole_days_and_minutes_stand_in_the_network_s_zone(full: Built) -> None:
    found = dates(read(full, "events"))
    fair = found["Fiera di Monaco"]
    assert (fair.dtstart.value, fair.dtend.value) == (date(2027, 2, 13), date(2027, 2, 17))
    assembly = found["Assemblea 2026"]
    assert assembly.dtstart.value == datetime.fromisoformat("2026-05-15T17:30+02:00")
    assert assembly.dtend.value - assembly.dtstart.value == timedelta(minutes=90)
    meeting = found["Rinviato: Incontro con le scuole"]
    assert meeting.dtstart.value == datetime.fromisoformat("2026-12-10T14:30+01:00")
    text = (full.folder / "eventi" / "eventi.ics").read_text(encoding="utf-8")
    assert "DTSTART;TZID=Europe/Rome:20260515T173000" in text


def test_the_zone_is_told_by_rules_that_every_program_reads(site: Built) -> None:
    rules = {
        (file.address, tuple(line for line in text.split("\r\n") if line.startswith(("RRULE", "RDATE"))))
        for file in files(site)
        for text in [(site.folder / file.address).read_bytes().decode()]
    }
    wanted = ("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10")
    assert {found for _address, found in rules} == {wanted}


def test_a_postponed_event_is_tentative_and_a_cancelled_one_says_so_twice(full: Built) -> None:
    stands = {title: one.status.value for title, one in dates(read(full, "events")).items()}
    assert stands == {
        "Assemblea 2026": "CONFIRMED",
        "Rinviato: Incontro con le scuole": "TENTATIVE",
        "Annullato: Cena di fine anno": "CANCELLED",
        "Fiera di Monaco": "CONFIRMED",
    }


def test_an_event_says_where_it_is_what_it_is_and_where_to_read_on(full: Built) -> None:
    fair = dates(read(full, EVENT, "en"))["Munich fair"]
    assert fair.location.value == "Munich fair, Monaco, Germany"
    assert fair.geo.value == "48.13;11.69"
    assert fair.url.value == f"{full.base}/en/events/fiera-di-monaco/"
    assert fair.description.value == f"Two companies of the network at the fair.\n\n{fair.url.value}"
    assert fair.categories.value == ["Fair"]


def test_what_a_calendar_says_stands_on_the_page(site: Built) -> None:
    for file in files(site):
        for one in dates(read(site, file.key.removeprefix("calendar/"), file.language)).values():
            path = site.sheets.path(one.url.value)
            body = re.sub(r"\s+", " ", site.sheets[path].one("body").text())
            words = [one.summary.value.rpartition(": ")[2], one.description.value.split("\n\n")[0]]
            words += one.location.value.split(", ") if "location" in one.contents else []
            for said in words:
                assert said in body or said == one.url.value, (file.address, said)


def test_a_change_raises_the_sequence_and_is_dated_by_what_editors_wrote(
    full: Built, tmp_path: Path, cache: Path
) -> None:
    folder = built.copied(SITES / "full", tmp_path / "content")
    facts = folder / EVENT / "facts.yaml"
    built.replaced(facts, "updated_on: 2026-11-01", "updated_on: 2026-11-20")
    built.replaced(facts, "state: confirmed", "state: cancelled")
    options: dict[str, Any] = {"publish": True, "siteurl": full.base}
    later = built.build(built.request(folder, tmp_path / "later", cache, **options))
    (before,), (after,) = (dates(read(site, EVENT)).values() for site in (full, later))
    assert after.uid.value == before.uid.value
    assert int(after.sequence.value) == int(before.sequence.value) + 19
    assert getattr(after, "last_modified").value.date() == date(2026, 11, 20)
    assert after.status.value == "CANCELLED"
    untouched = "Assemblea 2026"
    first, second = (told(dates(read(site, "events"))[untouched]) for site in (full, later))
    assert first == second


def test_ids_are_the_same_in_every_language_and_one_for_each_date(full: Built) -> None:
    first, second = ([one.uid.value for one in dates(read(full, "events", code)).values()] for code in ("it", "en"))
    assert first == second
    every = [one.uid.value for kind in ("events", "calls", "courses") for one in dates(read(full, kind)).values()]
    assert len(every) == len(set(every)) == 7


def test_deadlines_of_calls_and_courses_stand_in_calendars_until_they_have_passed(
    full: Built, tmp_path: Path, cache: Path
) -> None:
    calls, courses = dates(read(full, "calls")), dates(read(full, "courses", "en"))
    assert list(calls) == ["Scadenza: Macchine nuove", "Scadenza: Energia 2027"]
    assert calls["Scadenza: Macchine nuove"].dtstart.value == datetime.fromisoformat("2026-12-15T12:00+01:00")
    assert calls["Scadenza: Energia 2027"].dtstart.value == date(2027, 4, 30)
    assert [title.partition(": ")[0] for title in courses] == ["Apply by"]
    options: dict[str, Any] = {"publish": True, "siteurl": full.base, "clock": read_clock("2027-05-02T10:00")}
    then = built.build(built.request(SITES / "full", tmp_path / "then", cache, **options))
    # A calendar that somebody follows stays where it is when there is nothing left in it.
    assert dates(read(then, "calls")) == dates(read(then, "courses")) == {}


def test_pages_offer_to_follow_what_they_list(full: Built) -> None:
    for kind in ("events", "calls", "courses"):
        for language in full.plan.languages:
            page, file = full.plan.page(f"sections/{kind}", language), full.plan.file(f"calendar/{kind}", language)
            assert page is not None
            assert file is not None
            (way,) = [link.value for link in full.sheets[page.path].links if link.value.startswith("webcal://")]
            assert way.replace("webcal", "https") == f"{full.base}/{file.address}"
