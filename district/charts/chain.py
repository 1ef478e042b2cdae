"""The chain: the words of an ordered facet in their order, with who does each.

Refuses facets without an order, and to know what the steps are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from district.charts.counting import Bar, share, verified
from district.district import Facet
from district.kinds.moments import Moment
from district.reading import Entry

# So many of the steps that most companies do are named as the strongest, where at least two do them.
STRONGEST = 3


@dataclass(frozen=True)
class Chain:
    """The steps of a facet in their order, and the companies that do any of them, out of `asked`.

    Their profiles were verified between `since` and `until`.
    """

    facet: Facet
    steps: tuple[Bar, ...]
    companies: tuple[Entry, ...]
    asked: int
    since: Moment | None
    until: Moment | None

    @property
    def strong(self) -> tuple[Bar, ...]:
        """The steps that most companies do, the most first; of equals the earlier one."""
        found = sorted((step for step in self.steps if step.count > 1), key=lambda step: -step.count)
        return tuple(found[:STRONGEST])

    @property
    def single(self) -> tuple[Bar, ...]:
        """The steps that rest with one company."""
        return tuple(step for step in self.steps if step.count == 1)

    @property
    def missing(self) -> tuple[Bar, ...]:
        """The steps that no company does."""
        return tuple(step for step in self.steps if step.count == 0)

    @property
    def rows(self) -> tuple[tuple[Entry, tuple[bool, ...]], ...]:
        """The matrix: each company, and for each step whether it does it."""
        doing = [{entry.slug for entry in step.members} for step in self.steps]
        return tuple((entry, tuple(entry.slug in done for done in doing)) for entry in self.companies)


def chain_of(facet: Facet, members: Sequence[Entry]) -> Chain:
    """The chain of an ordered facet; it has steps even while no company does any."""
    assert facet.ordered, facet.name
    companies = tuple(member for member in members if facet.of(member))
    most = max((len(word.members) for word in facet.words), default=0)
    steps = tuple(Bar(word.members, share(len(word.members), most), word) for word in facet.words)
    return Chain(facet, steps, companies, len(members), *verified(companies))
