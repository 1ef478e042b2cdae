"""Which companies a catalogue is of: all of them, those at an event, those with a word of a facet.

Refuses to guess: who mistypes is told the nearest name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from district.district import District, FacetWord
from district.kinds.events import Event, Participant
from district.problems import nearest
from district.reading import Entry


class UnknownError(LookupError):
    """Something that was asked for and is not there: `what` it should be, the nearest name, all names."""

    def __init__(self, what: str, given: str, names: Iterable[str]) -> None:
        super().__init__(given)
        self.what = what
        self.given = given
        self.names = sorted(names)
        self.near = nearest(given, self.names)


@dataclass(frozen=True)
class Selection:
    """An event, a word of a facet, both or none; with both the companies that answer to both."""

    event: Entry | None = None
    word: FacetWord | None = None

    def members(self, district: District) -> tuple[Entry, ...]:
        """The companies, in the order of the directory."""
        members = district.members
        if self.event:
            there = {participant.member.slug for participant in _participants(self.event)}
            members = tuple(member for member in members if member.slug in there)
        if self.word:
            members = tuple(member for member in members if member in self.word.members)
        return members

    def stand(self, member: Entry) -> Participant | None:
        """Where a company stands at the event."""
        found = _participants(self.event) if self.event else ()
        return next((one for one in found if one.member == member.reference), None)

    @property
    def name(self) -> str:
        """A name for a file: the event and the word."""
        return "-".join([*([self.event.slug] if self.event else []), *([self.word.key] if self.word else [])])


WHOLE = Selection()


def _participants(event: Entry) -> tuple[Participant, ...]:
    assert isinstance(event.facts, Event)
    return event.facts.participants


def select(district: District, event: str = "", facet: str = "") -> Selection:
    """The selection that an event's slug and `facet=word` name; UnknownError for what is not there.

    A facet and its words may be named by their keys or as they stand in addresses of any language.
    """
    return Selection(_event(district, event) if event else None, _word(district, facet) if facet else None)


def _event(district: District, slug: str) -> Entry:
    events = {entry.slug: entry for entry in district.of("events")}
    attended = [name for name, entry in events.items() if _participants(entry)]
    found = events.get(slug.removeprefix("events/"))
    if found is None:
        raise UnknownError("event", slug, attended)
    if not _participants(found):
        raise UnknownError("participants", slug, attended)
    return found


def _word(district: District, said: str) -> FacetWord:
    name, _, key = said.partition("=")
    facets = {other: facet for facet in district.facets for other in (*facet.slugs.values(), facet.name)}
    if name not in facets:
        raise UnknownError("facet", name, facets)
    words = {other: word for word in facets[name].used for other in (*word.slugs.values(), word.key)}
    if key not in words:
        raise UnknownError("word", key, words)
    return words[key]
