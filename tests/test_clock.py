"""The one clock of a build."""

from __future__ import annotations

import pytest

from district.clock import read_clock


def test_a_time_without_zone_is_the_time_in_rome() -> None:
    assert read_clock("2026-07-01T10:00").now.isoformat() == "2026-07-01T10:00:00+02:00"
    assert read_clock("2026-11-23").now.isoformat() == "2026-11-23T00:00:00+01:00"


def test_a_time_with_a_zone_is_brought_to_rome() -> None:
    assert read_clock("2026-11-23T23:30:00Z").now.isoformat() == "2026-11-24T00:30:00+01:00"


def test_the_epoch_is_asked_when_no_time_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert read_clock().now.isoformat() == "1970-01-01T01:00:00+01:00"
    assert read_clock("2026-01-01").now.year == 2026


def test_the_day_is_that_of_the_districts_own_zone() -> None:
    clock = read_clock("2026-11-23T23:30")
    assert clock.today.isoformat() == "2026-11-23"
    assert clock.moved_to("Asia/Tokyo").today.isoformat() == "2026-11-24"
    assert clock.moved_to("Asia/Tokyo").now == clock.now


@pytest.mark.parametrize("said", ["ieri", "2026-13-01", "10:00"])
def test_what_is_no_time_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_clock(said)
