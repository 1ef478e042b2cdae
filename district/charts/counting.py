"""Companies counted: by the words of a facet, or by the size of a number that they give.

Refuses a chart of so few companies that it would say nothing of the district and all of one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from district.district import District, Facet, FacetWord
from district.kinds.members import Member
from district.kinds.moments import Moment
from district.kinds.site import MeasureKind
from district.reading import Entry

# A chart counts at least so many companies.
LEAST = 3
# Sizes fall into at most so many classes.
MOST_CLASSES = 8
# Where classes may begin, in each power of ten; the first series that gives few enough is taken.
SERIES = ((1, 2, 5), (1, 3), (1,))


@dataclass(frozen=True)
class Bar:
    """The companies that one word or one class of sizes counts.

    `share` is a percentage of the longest bar. A class goes from `low` to `high`, both included;
    a fraction belongs to the whole number below it.
    """

    members: tuple[Entry, ...]
    share: float
    word: FacetWord | None = None
    low: int = 0
    high: int = 0

    @property
    def count(self) -> int:
        """How many companies it counts."""
        return len(self.members)


@dataclass(frozen=True)
class Chart:
    """Counted companies: `said` of `asked` said it, between `since` and `until` as far as they date it.

    It counts the words of `facet`, or the sizes of `measure`, or the workforce where both are missing.
    """

    bars: tuple[Bar, ...]
    said: int
    asked: int
    since: Moment | None
    until: Moment | None
    facet: Facet | None = None
    measure: MeasureKind | None = None


Given = tuple[Entry, Decimal | int, Moment | None]


def charts_of(district: District) -> tuple[Chart, ...]:
    """The charts of a district: facets and measures that come first, and the workforce.

    Ordered facets are left to the chain, which shows more of them.
    """
    members = district.members
    unordered = (facet for facet in district.facets if facet.first and not facet.ordered)
    found = [by_word(facet, members) for facet in unordered]
    workforce = [
        (member, facts.employees.value, facts.employees.as_of) for member, facts in _facts(members) if facts.employees
    ]
    found.append(by_size(workforce, len(members)))
    for kind in district.site.measures:
        if kind.first:
            given = [
                (member, facts.measures[kind.name].value, facts.measures[kind.name].as_of)
                for member, facts in _facts(members)
                if kind.name in facts.measures
            ]
            found.append(by_size(given, len(members), kind))
    return tuple(chart for chart in found if chart)


def by_word(facet: Facet, members: Sequence[Entry]) -> Chart | None:
    """How many companies have each word that is in use, the most first; None where too few said so."""
    said = [member for member in members if facet.of(member)]
    if len(said) < LEAST:
        return None
    words = sorted(facet.used, key=lambda word: -len(word.members))
    most = len(words[0].members)
    bars = tuple(Bar(word.members, share(len(word.members), most), word) for word in words)
    return Chart(bars, len(said), len(members), *verified(said), facet=facet)


def by_size(given: Sequence[Given], asked: int, measure: MeasureKind | None = None) -> Chart | None:
    """How many companies gave a number in each class of sizes; None where too few gave one."""
    if len(given) < LEAST:
        return None
    parts = classes([int(value) for _, value, _ in given])
    sorted_in = [[entry for entry, value, _ in given if low <= int(value) <= high] for low, high in parts]
    most = max(len(entries) for entries in sorted_in)
    bars = tuple(
        Bar(tuple(entries), share(len(entries), most), low=low, high=high)
        for (low, high), entries in zip(parts, sorted_in, strict=True)
    )
    dates = [moment for _, _, moment in given if moment]
    return Chart(bars, len(given), asked, *span(dates), measure=measure)


def classes(values: Iterable[int]) -> list[tuple[int, int]]:
    """The classes that whole numbers fall into, each with its first and last: 1–4, 5–9, 10–19 and so on.

    Nought is a class of its own. The empty ones in between stay, those at the ends do not.
    """
    values = sorted(values)
    tens = range(len(str(values[-1])) + 1)
    for series in SERIES:
        starts = [0, *(one * 10**power for power in tens for one in series)]
        found = [(low, above - 1) for low, above in pairwise(starts) if above > values[0] and low <= values[-1]]
        if len(found) <= MOST_CLASSES:
            break
    return found


def share(count: int, most: int) -> float:
    """A count as a percentage of the greatest one, to a tenth."""
    return round(100 * count / most, 1) if most else 0


def span(moments: Iterable[Moment]) -> tuple[Moment | None, Moment | None]:
    """The first and the last of moments."""
    found = sorted(moments, key=lambda moment: (moment.start, moment.end))
    return (found[0], max(found, key=lambda moment: moment.end)) if found else (None, None)


def verified(members: Iterable[Entry]) -> tuple[Moment | None, Moment | None]:
    """Between when and when profiles were verified."""
    return span(facts.verified_on for _, facts in _facts(members) if facts.verified_on)


def _facts(members: Iterable[Entry]) -> list[tuple[Entry, Member]]:
    return [(member, member.facts) for member in members if isinstance(member.facts, Member)]
