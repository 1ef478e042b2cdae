"""The one clock of a build: read once, handed to whoever asks what time it is.

Refuses to be read twice: nothing else in the package asks the machine for the time.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

HOME_ZONE = "Europe/Rome"


@dataclass(frozen=True, slots=True)
class Clock:
    """An aware moment, whose zone is the district's."""

    now: datetime

    @property
    def zone(self) -> ZoneInfo:
        """The district's time zone."""
        zone = self.now.tzinfo
        assert isinstance(zone, ZoneInfo)
        return zone

    @property
    def today(self) -> date:
        """The day it is in the district."""
        return self.now.date()

    def moved_to(self, zone: str) -> Clock:
        """The same moment on the wall of another time zone."""
        return Clock(self.now.astimezone(ZoneInfo(zone)))


def read_clock(now: str = "") -> Clock:
    """The moment `now` (ISO 8601), else SOURCE_DATE_EPOCH (seconds), else the machine's own.

    A `now` without a zone is the time in Rome; ValueError when it is no time. Source of the
    variable: https://reproducible-builds.org/specs/source-date-epoch/
    """
    zone = ZoneInfo(HOME_ZONE)
    if now:
        moment = datetime.fromisoformat(now)
        return Clock(moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone))
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return Clock(datetime.fromtimestamp(int(epoch), UTC).astimezone(zone))
    return Clock(datetime.now(UTC).astimezone(zone))


def machine_moment() -> datetime:
    """What the machine's clock says, in UTC, whatever the build's says: for locks and records, never for pages."""
    return datetime.now(UTC)
