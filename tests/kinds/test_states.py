"""What is past, open and current at a moment, for each kind that has such states."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from district.kinds import KINDS
from tests.content import CLOCK

ROME = ZoneInfo("Europe/Rome")


def made(kind: str, **facts: Any) -> Any:
    return KINDS[kind].model_validate(facts, context={"clock": CLOCK, "sample": False})


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=ROME)


def test_a_call_is_announced_then_open_then_closed() -> None:
    call = made("calls", funder="network", opens="2026-10-01", deadline="2026-12-15 12:00")
    states = [
        call.state(at(moment)) for moment in ("2026-09-30T23:59", "2026-10-01", "2026-12-15T11:59", "2026-12-15T12:00")
    ]
    assert states == ["announced", "open", "open", "closed"]


def test_a_call_until_a_day_is_open_all_that_day() -> None:
    call = made("calls", funder="network", deadline="2026-12-15")
    assert [call.state(at("2026-12-15T23:59")), call.state(at("2026-12-16"))] == ["open", "closed"]
    assert [call.days_left(at(f"2026-12-1{day}T12:00")) for day in (4, 5, 6)] == [1, 0, -1]


def test_a_call_changes_when_it_opens_and_when_it_closes() -> None:
    call = made("calls", funder="network", opens="2026-10", deadline="2026-12-15")
    assert [moment.end.date().isoformat() for moment in call.moments_of_change()] == ["2026-10-01", "2026-12-16"]


def test_an_event_is_past_when_its_last_moment_is_over() -> None:
    by_day = made("events", type="fiera", start="2026-11-20", end="2026-11-23")
    by_minute = made("events", type="fiera", start="2026-11-23 09:00", end="2026-11-23 10:00")
    by_month = made("events", type="fiera", start="2026-11")
    assert [event.is_past(CLOCK.now) for event in (by_day, by_minute, by_month)] == [False, True, False]
    assert by_day.is_past(at("2026-11-24"))


@pytest.mark.parametrize(
    ("start", "end", "fits"),
    [
        ("2026-09-15", "2026-09-14", False),
        ("2026-09-15", "2026-09-15", True),
        ("2026-10", "2026-09", False),
        ("2027", "2026", False),
        ("2026-09-15 18:30", "2026-09-15 18:29", False),
        ("2026-09-15 18:30", "2026-09-15 18:30", True),
        ("2026-09-15 18:30", "2026-09-15", True),
        ("2026-09-15", "2026", True),
        ("2026", "2026-03", True),
    ],
)
def test_nothing_ends_before_it_begins(start: str, end: str, *, fits: bool) -> None:
    if fits:
        assert made("events", type="fiera", start=start, end=end)
    else:
        with pytest.raises(ValidationError, match="F108"):
            made("events", type="fiera", start=start, end=end)


def test_a_course_can_be_applied_for_until_its_deadline_or_its_start() -> None:
    course = made("courses", audience="staff", start="2026-11-23", apply_by="2026-11-10")
    late = made("courses", audience="staff", start="2026-11-23")
    assert [course.is_open(CLOCK.now), late.is_open(CLOCK.now)] == [False, True]
    assert not course.is_past(CLOCK.now)
    assert course.is_past(CLOCK.now + timedelta(days=1))


def test_an_office_seen_only_once_is_not_held_now() -> None:
    role = {"it": "Consigliere"}
    seen = made("people", name="A", terms=[{"role": role, "as_of": "2021-07"}])
    held = made("people", name="B", terms=[{"role": role, "start": "2025"}])
    to_come = made("people", name="C", terms=[{"role": role, "start": "2027-01"}])
    assert [person.is_current(CLOCK.now) for person in (seen, held, to_come)] == [False, True, False]
    assert [moment.iso for moment in to_come.moments_of_change() if moment] == ["2027-01-01T00:00+01:00"]


def test_a_member_belongs_until_the_end_of_its_last_day() -> None:
    member = made("members", name="A", member_until="2026-11-23")
    assert member.is_current(CLOCK.now)
    assert not member.is_current(CLOCK.now + timedelta(days=1))


def test_a_notice_stands_until_the_end_of_its_day() -> None:
    member = made("members", name="A", notices=[{"type": "offers", "text": {"it": "X"}, "expires_on": "2026-11-23"}])
    assert member.notices[0].is_current(CLOCK.now)
    assert not member.notices[0].is_current(CLOCK.now + timedelta(days=1))


def test_samples_drafts_and_what_waits_are_not_public() -> None:
    facts = [{}, {"sample": "yes"}, {"draft": "true"}, {"publish_on": "2026-11-24"}, {"publish_on": "2026-11-23"}]
    assert [made("pages", **one).is_published(CLOCK.now) for one in facts] == [True, False, False, False, True]


def test_projects_run_first_then_the_planned_then_the_finished() -> None:
    facts = [("finished", "2026"), ("running", "2020"), ("planned", None), ("running", "2024")]
    projects = [made("projects", status=status, **({"start": start} if start else {})) for status, start in facts]
    assert [facts[projects.index(one)] for one in sorted(projects, key=lambda p: p.sort_key())] == [
        ("running", "2024"),
        ("running", "2020"),
        ("planned", None),
        ("finished", "2026"),
    ]


def test_a_bare_sum_and_a_bare_party_are_groups_too() -> None:
    call = made("calls", funder="partners/comune", deadline="2026-12-15", budget="5000")
    assert str(call.funder.who) == "partners/comune"
    assert (call.budget.amount, call.budget.currency) == (5000, "EUR")
