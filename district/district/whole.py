"""The district: every entry that is shown, tied to the others.

Refuses to show a sample, a draft or what waits for its day when it is built for publishing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from district.clock import Clock
from district.district.facets import Facet, FacetWord, build_facet
from district.kinds.events import Event, Participant
from district.kinds.grants import Grant
from district.kinds.members import Member, Notice
from district.kinds.site import Site
from district.kinds.values import Reference, Word
from district.kinds.vocabularies import Term, Vocabulary
from district.languages import Formats
from district.reading import Content, Entry, Text
from district.reading.translation import STALE, translations


@dataclass(frozen=True)
class District:
    """What the site is made from, at one moment."""

    site: Site
    clock: Clock
    entries: Mapping[Reference, Entry]
    vocabularies: Mapping[str, Vocabulary]
    grants: tuple[Grant, ...]
    facets: tuple[Facet, ...]
    formats: Mapping[str, Formats]
    # What publishing left out, by kind: samples, drafts, entries that wait for their day.
    left_out: Mapping[str, tuple[Entry, ...]]

    @property
    def now(self) -> datetime:
        """The moment the site is built for."""
        return self.clock.now

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages, the first one being the site's own."""
        return tuple(language.code for language in self.site.languages)

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Entry, ...]]:
        kinds: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries.values():
            kinds[entry.kind].append(entry)
        for found in kinds.values():
            found.sort(key=lambda entry: (entry.facts.sort_key(), entry.slug))
        return {kind: tuple(found) for kind, found in kinds.items()}

    def of(self, kind: str) -> tuple[Entry, ...]:
        """The entries of a kind, in the kind's order."""
        return self._by_kind.get(kind, ())

    @cached_property
    def members(self) -> tuple[Entry, ...]:
        """The companies that belong to the network now."""
        return current_members(self.of("members"), self.now)

    def richest(self, kind: str, field: str = "") -> Entry | None:
        """The entry of a kind that says most, among those with a field filled; None when there is none."""
        found = [entry for entry in self.of(kind) if not field or getattr(entry.facts, field)]
        return max(found, key=lambda entry: (len(entry.document.leaves), entry.slug), default=None)

    def entry(self, reference: Reference) -> Entry | None:
        """The entry that a reference names; None for the network, and for what is left out."""
        return self.entries.get(reference)

    def section(self, slug: str) -> Entry | None:
        """A part of the site, if the site has it."""
        return self.entries.get(Reference("sections", slug))

    def term(self, word: Word) -> Term | None:
        """A word of a vocabulary with its labels."""
        vocabulary = self.vocabularies.get(word.vocabulary)
        return vocabulary.words.get(word.key) if vocabulary else None

    @property
    def seat(self) -> tuple[float, float] | None:
        """Where the network has its seat, in degrees: its own place, else that of its hamlet; None if unknown."""
        address = self.site.seat
        term = self.term(address.hamlet) if address and address.hamlet else None
        known = (one.at for one in (address, term) if one)
        return next(((float(at[0]), float(at[1])) for at in known if at), None)

    @cached_property
    def _citing(self) -> Mapping[Reference, tuple[Entry, ...]]:
        """Who names whom, in the order of the kinds' lists."""
        citing: dict[Reference, dict[Reference, Entry]] = defaultdict(dict)
        for kind in sorted(self._by_kind):
            for entry in self.of(kind):
                for _path, value in entry.document.leaves:
                    if isinstance(value, Reference):
                        citing[value][entry.reference] = entry
        return {named: tuple(found.values()) for named, found in citing.items()}

    def citing(self, entry: Entry, kind: str | None = None) -> tuple[Entry, ...]:
        """The entries (of a kind) whose facts name this one."""
        found = self._citing.get(entry.reference, ())
        return tuple(one for one in found if kind in (None, one.kind))

    @cached_property
    def upcoming(self) -> tuple[Entry, ...]:
        """Events that are not over, the next first."""
        return tuple(reversed([e for e in self.of("events") if not _event(e).is_past(self.now)]))

    @cached_property
    def past(self) -> tuple[Entry, ...]:
        """Events that are over, the latest first."""
        return tuple(e for e in self.of("events") if _event(e).is_past(self.now))

    def fairs_of(self, member: Entry) -> tuple[tuple[Entry, Participant], ...]:
        """The coming events at which a company takes part, the next first, each with where it stands."""
        return self._fairs.get(member.reference, ())

    @cached_property
    def _fairs(self) -> Mapping[Reference, tuple[tuple[Entry, Participant], ...]]:
        """Who takes part in which of the coming events."""
        found: dict[Reference, list[tuple[Entry, Participant]]] = defaultdict(list)
        for event in self.upcoming:
            if _event(event).state != "cancelled":
                for one in _event(event).participants:
                    found[one.member].append((event, one))
        return {member: tuple(fairs) for member, fairs in found.items()}

    @cached_property
    def notices(self) -> tuple[tuple[Entry, Notice], ...]:
        """What companies of the network offer and seek now, each with who; the latest first."""
        found = [(member, notice) for member in self.members for notice in _member(member).notices]
        current = [(member, notice) for member, notice in found if notice.is_current(self.now)]
        return tuple(sorted(current, key=lambda pair: pair[1].sort_key()))

    def facet(self, name: str) -> Facet | None:
        """A declared facet by its name."""
        return next((facet for facet in self.facets if facet.name == name), None)

    def word(self, facet: str, key: str) -> FacetWord | None:
        """A word of a facet."""
        found = self.facet(facet)
        return next((word for word in found.words if word.key == key), None) if found else None

    def text(self, entry: Entry, language: str, name: str = "text") -> Text | None:
        """An entry's text in a language, else in the first language that has it, else None."""
        for code in (language, *self.languages):
            if (name, code) in entry.texts:
                return entry.texts[name, code]
        return None

    def is_stale(self, entry: Entry, language: str) -> bool:
        """Whether an entry's text in a language has not seen all that its source now says."""
        found = translations(entry, self.languages)
        return any(one.state == STALE and one.text.language == language for one in found)

    def next_change(self) -> datetime | None:
        """The next moment at which the site looks different without an edit, or None."""
        moments = [m for e in self.entries.values() for m in e.facts.moments_of_change() if m]
        moments += [self.site.security.expires] if self.site.security else []
        waiting = [entry.facts.publish_on for entry in self.left_out.get("waiting", ())]
        future = [m.end for m in moments if m.end > self.now]
        future += [m.start for m in waiting if m and m.start > self.now]
        return min(future, default=None)


def _event(entry: Entry) -> Event:
    assert isinstance(entry.facts, Event)
    return entry.facts


def _member(entry: Entry) -> Member:
    assert isinstance(entry.facts, Member)
    return entry.facts


def current_members(entries: Iterable[Entry], now: datetime) -> tuple[Entry, ...]:
    """The companies that belong to the network at a moment."""
    return tuple(e for e in entries if isinstance(e.facts, Member) and e.facts.is_current(now))


def build_district(content: Content, clock: Clock, *, publish: bool) -> District | None:
    """The district that a content folder tells of, or None without a readable site.yaml.

    With `publish` it holds only what the public may see.
    """
    if content.site is None:
        return None
    site = content.site.facts
    clock = clock.moved_to(site.timezone)
    entries, left_out = _shown(content, clock.now, publish=publish)
    vocabularies = {name: document.facts for name, document in content.vocabularies.items()}
    formats = {language.code: Formats(language.locale) for language in site.languages}
    members = current_members(entries.values(), clock.now)
    ordered = sorted(members, key=lambda entry: (entry.facts.sort_key(), entry.slug))
    declared = (build_facet(f, vocabularies, formats, ordered) for f in site.facets)
    grants = content.grants.facts.grants if content.grants else ()
    return District(
        site=site,
        clock=clock,
        entries=entries,
        vocabularies=vocabularies,
        grants=tuple(g for g in grants if not (publish and g.sample)),
        facets=tuple(facet for facet in declared if facet),
        formats=formats,
        left_out=left_out,
    )


def _shown(
    content: Content, now: datetime, *, publish: bool
) -> tuple[dict[Reference, Entry], dict[str, tuple[Entry, ...]]]:
    shown: dict[Reference, Entry] = {}
    left_out: dict[str, list[Entry]] = defaultdict(list)
    for reference, entry in sorted(content.entries.items(), key=lambda item: item[0]):
        facts = entry.facts
        if not publish or facts.is_published(now):
            shown[reference] = entry
        else:
            why = "sample" if facts.sample else "draft" if facts.draft else "waiting"
            left_out[why].append(entry)
    return shown, {why: tuple(found) for why, found in left_out.items()}
