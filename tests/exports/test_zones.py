"""Time zones in calendars: read back by another library, they keep the time of the tz database."""

from __future__ import annotations

import io
from datetime import date, datetime
from zoneinfo import ZoneInfo

import dateutil.tz
import pytest

from district.exports.zones import zone_rules

FIRST, LAST = date(2020, 1, 1), date(2030, 12, 31)


# Summer time by rule in the north and in the south, and none at all.
@pytest.mark.parametrize("name", ["Europe/Rome", "America/New_York", "Australia/Sydney", "Asia/Tokyo"])
def test_every_month_has_the_time_that_the_zone_has_also_after_the_last_year(name: str) -> None:
    zone = ZoneInfo(name)
    rules = zone_rules(zone, FIRST, LAST).to_ical().decode()
    read = dateutil.tz.tzical(io.StringIO(rules)).get(name)
    for year in range(2020, 2041):
        for month in range(1, 13):
            for day in (1, 15, 28):
                noon = datetime(year, month, day, 12)  # noqa: DTZ001 - two zones are put on it
                assert noon.replace(tzinfo=read).utcoffset() == noon.replace(tzinfo=zone).utcoffset(), noon


def test_days_that_follow_no_rule_stay_listed() -> None:
    rules = zone_rules(ZoneInfo("Africa/Casablanca"), FIRST, LAST).to_ical()
    assert b"RDATE:" in rules
    assert b"RRULE:" not in rules
