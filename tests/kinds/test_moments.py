"""Moments are as exact as they were written, and last as long as their name says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district.clock import read_clock
from district.kinds.moments import Day, Moment, Precision, Time, When
from tests.content import CLOCK
from tests.values import parsed, refusals, refused


@pytest.mark.parametrize(
    ("written", "precision", "start", "end"),
    [
        ("2021", Precision.YEAR, "2021-01-01T00:00+01:00", "2022-01-01T00:00+01:00"),
        ("2021-06", Precision.MONTH, "2021-06-01T00:00+02:00", "2021-07-01T00:00+02:00"),
        ("2021-12", Precision.MONTH, "2021-12-01T00:00+01:00", "2022-01-01T00:00+01:00"),
        ("2021-06-22", Precision.DAY, "2021-06-22T00:00+02:00", "2021-06-23T00:00+02:00"),
        ("2021-06-22 18:30", Precision.MINUTE, "2021-06-22T18:30+02:00", "2021-06-22T18:30+02:00"),
        ("2021-06-22T18:30Z", Precision.MINUTE, "2021-06-22T18:30+00:00", "2021-06-22T18:30+00:00"),
        ("2021-06-22 18:30-05:00", Precision.MINUTE, "2021-06-22T18:30-05:00", "2021-06-22T18:30-05:00"),
    ],
)
def test_a_moment_is_as_exact_as_it_is_written(written: str, precision: Precision, start: str, end: str) -> None:
    moment = parsed(When, written)
    assert moment.precision is precision
    assert moment.start.isoformat(timespec="minutes") == start
    assert moment.end.isoformat(timespec="minutes") == end


def test_only_what_is_exact_to_the_day_may_stand_in_a_calendar() -> None:
    exact = [parsed(When, text).exact_to_day for text in ("2021", "2021-06", "2021-06-22", "2021-06-22 18:30")]
    assert exact == [False, False, True, True]


@pytest.mark.parametrize("written", ["2021", "2021-06"])
def test_where_a_day_is_asked_for_less_is_refused(written: str) -> None:
    assert refused(Day, written) == "F131"


def test_a_day_of_the_clocks_change_has_23_or_25_hours() -> None:
    def hours(written: str) -> float:
        moment = parsed(Day, written)
        return (moment.end.astimezone(UTC) - moment.start.astimezone(UTC)) / timedelta(hours=1)

    assert [hours("2026-03-28"), hours("2026-03-29"), hours("2026-10-25")] == [24, 23, 25]


def test_leap_days_exist_in_leap_years_alone() -> None:
    assert parsed(Day, "2028-02-29").end.date() == date(2028, 3, 1)
    assert refused(Day, "2027-02-29") == "F107"
    assert refused(Day, "2100-02-29") == "F107"


@pytest.mark.parametrize(
    "written",
    ["2026-13", "2026-00-10", "2026-09-31", "2026-09-14 24:00", "0000", "9999", "9999-12-31", "2026-01-01 10:00+99:00"],
)
def test_what_is_in_no_calendar_is_refused(written: str) -> None:
    assert refused(When, written) == "F107"


@pytest.mark.parametrize(
    "written", ["ieri", "26-09-14", "2026-9-14", "2026/09/14", "2026-09-14 9:30", "2026-", "٢٠٢٦", "+3"]
)
def test_what_is_no_date_is_refused(written: str) -> None:
    assert refused(When, written) == "F106"


def test_an_italian_date_is_turned_round_as_a_hint() -> None:
    assert refusals(When, "5/3/2026") == [("F106", "2026-03-05")]
    assert refusals(When, "14.09.2026") == [("F106", "2026-09-14")]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("+30d", "2026-12-23"),
        ("-1d", "2026-11-22"),
        ("+2w", "2026-12-07"),
        ("+3m", "2027-02-23"),
        ("-2y", "2024-11-23"),
        ("+1d 18:30", "2026-11-24T18:30+01:00"),
        ("-180d 09:00", "2026-05-27T09:00+02:00"),
    ],
)
def test_samples_count_from_the_clocks_day(written: str, iso: str) -> None:
    assert parsed(When, written, sample=True).iso == iso
    assert refused(When, written) == "F109"


def test_a_month_later_than_its_31st_is_its_last_day() -> None:
    clock = read_clock("2027-01-31T10:00")
    assert parsed(When, "+1m", sample=True, clock=clock).iso == "2027-02-28"
    assert parsed(When, "+13m", sample=True, clock=clock).iso == "2028-02-29"


@pytest.mark.parametrize("written", ["+9999y", "-9999y", "+1d 99:00"])
def test_what_counts_out_of_the_calendar_is_refused(written: str) -> None:
    assert refused(When, written, sample=True) == "F107"


def test_moments_stand_in_the_districts_zone() -> None:
    tokyo = CLOCK.moved_to("Asia/Tokyo")
    assert parsed(When, "2026-11-23", clock=tokyo).start.isoformat() == "2026-11-23T00:00:00+09:00"


@pytest.mark.parametrize("written", ["9:30", "24:00", "09:60", "09.30", "0٣:00", ""])
def test_what_is_no_time_of_day_is_refused(written: str) -> None:
    assert refused(Time, written) == ("F132" if written else "F117")


def test_the_beginning_of_a_moment_lasts_no_time() -> None:
    start = parsed(When, "2026-06").beginning
    assert start.start == start.end
    assert start.iso == "2026-06-01T00:00+02:00"


NEAR = st.datetimes(datetime(1, 1, 2), datetime(9998, 12, 30))  # noqa: DTZ001 - the zone is added by reading


@given(NEAR, st.sampled_from(["%04d", "%04d-%02d", "%04d-%02d-%02d", "%04d-%02d-%02dT%02d:%02d"]))
def test_moments_come_back_from_what_they_write(moment: datetime, form: str) -> None:
    parts = moment.timetuple()[:5]
    written = form % parts[: form.count("%")]
    read = parsed(When, written)
    assert isinstance(read, Moment)
    assert read.start <= read.end
    if read.precision is not Precision.MINUTE:
        assert read.iso == written
    elif read.start.utcoffset().total_seconds() % 60 == 0:  # before 1893 Rome was 49 minutes 56 seconds ahead
        assert parsed(When, read.iso).start == read.start
