"""What the bar on each previewed page says: the files that the page is made from, and how they stand.

It works in the builder's process, on what a good build was made from, and words everything in the editor's language.
It refuses to judge: what is due or stale is what the rules and the translations' marks say.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from district.building import Prepared
from district.district import Facet, FacetWord
from district.district.facets import FIELD_VOCABULARIES
from district.kinds.members import Member
from district.languages import Formats
from district.plan import Page
from district.plan.planning import DESK
from district.preview.texts import text
from district.problems import Place
from district.reading import Content, Entry, Text
from district.reading.translation import STALE, translations

# The section that lists the register of public grants, which is a file of its own.
GRANTS = "sections/transparency"
# The rule that asks companies to confirm their profiles (checks/site.py).
TO_BE_CONFIRMED = "N111"

Told = dict[str, Any]


def bars_of(prepared: Prepared, theme: str, language: str, only: Container[str] | None = None) -> dict[str, Told]:
    """The bar of every page by the path of its file: `sources` (label, file, line) and `states` (name, words).

    Where the site has a desk, also `desk` (words, address): where in it the page's facts are to be changed.

    `theme` is the name of the theme's folder; nothing without a site. With `only`, the pages of these files.
    """
    if prepared.site is None or prepared.content is None:
        return {}
    confirm = frozenset(one.place.path for one in prepared.problems if one.code == TO_BE_CONFIRMED)
    district = prepared.site.district
    content, formats = prepared.content, Formats(language)
    desk = f"/{DESK}/" if prepared.desk else ""
    teller = _Teller(content, district.languages, district.now, theme, confirm, formats, language, desk)
    pages = (page for page in prepared.site.plan.pages if only is None or page.path in only)
    return {page.path: teller.bar(page) for page in pages}


@dataclass(frozen=True)
class _Teller:
    """Tells of one page after another."""

    content: Content
    languages: Sequence[str]
    now: datetime
    theme: str
    confirm: frozenset[str]
    formats: Formats
    language: str
    # The address of the desk, empty where there is none.
    desk: str

    def bar(self, page: Page) -> Told:
        """What is said of one page."""
        states = self._states(page, page.subject) if isinstance(page.subject, Entry) else ()
        desk = {"desk": {"words": self._say("desk"), "address": self._at_the_desk(page)}} if self.desk else {}
        return {
            "sources": [self._source(label, place) for label, place in self._places(page)],
            "states": [{"name": name, "words": words} for name, words in states],
            **desk,
        }

    def _at_the_desk(self, page: Page) -> str:
        """Where the desk shows a page's facts: Sveltia's way to an entry of a collection, which is a kind."""
        subject = page.subject
        return self.desk + (
            f"#/collections/{subject.kind}/entries/{subject.slug}/facts" if isinstance(subject, Entry) else ""
        )

    def _source(self, label: str, place: Place) -> Told:
        return {"label": text(f"bar_{label}", self.language), "file": place.path, "line": max(1, place.line)}

    def _places(self, page: Page) -> Iterator[tuple[str, Place]]:
        """The files that a page is made from, what is nearest to it first, each with what it is called."""
        subject = page.subject
        if isinstance(subject, Entry):
            yield "facts", subject.document.place()
            yield from self._texts(page, subject)
            if subject.kind == "sections":
                yield from self._shared(page)
        elif isinstance(subject, Facet | FacetWord):
            yield from self._described(subject)
        yield "template", Place(f"{self.theme}/templates/{page.template}.html")

    def _texts(self, page: Page, entry: Entry) -> Iterator[tuple[str, Place]]:
        """The texts shown in the page's language, and before a stale one the source that it is behind."""
        stale = {found.text.name: found.source for found in self._stale(entry) if found.text.language == page.language}
        for name in entry.facts.texts:
            if name in stale:
                yield "source", stale[name].source.place(1)
            if shown := self._shown(entry, name, page.language):
                yield "text" if shown.language == page.language else "borrowed", shown.source.place(1)

    def _shown(self, entry: Entry, name: str, language: str) -> Text | None:
        """A text in the page's language, else in the first that has it."""
        found = (entry.texts.get((name, code)) for code in (language, *self.languages))
        return next((one for one in found if one), None)

    def _shared(self, page: Page) -> Iterator[tuple[str, Place]]:
        """What a part of the site is made from besides its own folder."""
        if page.key == GRANTS and self.content.grants:
            yield "grants", self.content.grants.source.place(1)
        if self.content.site:
            yield "site", self.content.site.source.place(1)

    def _described(self, subject: Facet | FacetWord) -> Iterator[tuple[str, Place]]:
        """Where a facet is declared, and the vocabulary that its words, or this one, stand in."""
        facet = subject.name if isinstance(subject, Facet) else subject.facet
        path = () if isinstance(subject, Facet) else ("words", subject.key)
        if vocabulary := self.content.vocabularies.get(FIELD_VOCABULARIES.get(facet, facet)):
            yield "vocabulary", vocabulary.place(path, key=bool(path))
        if self.content.site:
            number = self._declared.get(facet)
            yield "site", self.content.site.place(() if number is None else ("facets", number))

    @cached_property
    def _declared(self) -> dict[str, int]:
        """The number of each facet in site.yaml."""
        site = self.content.site
        return {facet.name: number for number, facet in enumerate(site.facts.facets)} if site else {}

    def _states(self, page: Page, entry: Entry) -> Iterator[tuple[str, str]]:
        """How an entry stands: what keeps it from the public, its translations, its confirmation."""
        facts = entry.facts
        if facts.sample:
            yield "sample", self._say("sample")
        if facts.draft:
            yield "draft", self._say("draft")
        if facts.publish_on and facts.publish_on.start > self.now:
            yield "waiting", self._say("waiting", date=self.formats.date(facts.publish_on))
        yield from self._translated(page, entry)
        if entry.document.source.path in self.confirm and isinstance(facts, Member):
            day = facts.verified_on
            yield (
                ("due", self._say("due", date=self.formats.date(day)))
                if day
                else ("unverified", self._say("unverified"))
            )

    def _translated(self, page: Page, entry: Entry) -> Iterator[tuple[str, str]]:
        """What its texts lack in the page's language, then in the others."""
        stale = {found.text.language for found in self._stale(entry)}
        spoken = [page.language, *(code for code in self.languages if code != page.language)]
        for code in spoken:
            said = self.formats.language(code)
            lacking = [name for name in entry.facts.texts if self._lacks(entry, name, code)]
            if page.borrowed and code == page.language:
                yield (
                    "borrowed",
                    self._say("borrowed_from", named=said, other=self.formats.language(page.text_language)),
                )
            elif lacking:
                yield "missing", self._say("missing", named=said)
            if code in stale:
                yield "stale", self._say("stale", named=said)

    def _lacks(self, entry: Entry, name: str, code: str) -> bool:
        """Whether there is a text, but not in a language."""
        return (name, code) not in entry.texts and any((name, other) in entry.texts for other in self.languages)

    def _stale(self, entry: Entry) -> list[Any]:
        return [found for found in translations(entry, self.languages) if found.state == STALE]

    def _say(self, name: str, **values: str) -> str:
        return text(f"bar_{name}", self.language, **values)
