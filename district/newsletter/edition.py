"""What a newsletter tells: news, events with a report, events to come.

Refuses the machine's clock, and an event without a report among those that were held.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from district.district import District
from district.kinds.events import Event
from district.kinds.news import NewsItem
from district.reading import Entry

MOST_COMING = 10


@dataclass(frozen=True)
class Edition:
    """The entries of a newsletter: `news` and `held` the latest first, `coming` the next first."""

    since: date
    news: tuple[Entry, ...]
    held: tuple[Entry, ...]
    coming: tuple[Entry, ...]

    def __bool__(self) -> bool:
        return bool(self.news or self.held or self.coming)


def edition(district: District, since: date) -> Edition:
    """What there is to tell since a day."""

    def recent(entry: Entry) -> bool:
        facts = entry.facts
        moment = facts.date if isinstance(facts, NewsItem) else facts.finish if isinstance(facts, Event) else None
        return moment is not None and moment.end.date() > since and moment.start <= district.now

    def reported(entry: Entry) -> bool:
        return any(name == "report" for name, _language in entry.texts)

    coming = [one for one in district.upcoming if getattr(one.facts, "state") != "cancelled"]
    return Edition(
        since,
        tuple(one for one in district.of("news") if recent(one)),
        tuple(one for one in district.past if recent(one) and reported(one)),
        tuple(coming[:MOST_COMING]),
    )
