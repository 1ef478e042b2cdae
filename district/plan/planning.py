"""The district to its plan: which pages there are, in which languages, at which addresses.

Refuses to write and to check words: it only names, and says what cannot stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from district.district import District, Facet, FacetWord
from district.kinds import KINDS
from district.kinds.values import Reference
from district.plan.page import File, Page, Redirect
from district.problems import Place, Problem
from district.reading import Entry

HOME, MEMBERS, NETWORK, SIGNS = "home", "members", "network", "signs"
# The sections that are more than the list of a kind; each has a template of its name.
SPECIAL = (
    HOME,
    "supply-chain",
    NETWORK,
    "contacts",
    "transparency",
    "data",
    SIGNS,
    "shortlist",
    "catalogue",
    "search",
    "notices",
)
SECTIONS = (*SPECIAL, *(kind for kind in KINDS if kind not in {"sections", "pages"}))
# First steps of addresses that belong to the engine.
STYLEGUIDE, GUIDE = "styleguide", "guide"
# Where the desk in the browser stands, in builds that have it.
DESK = "admin"
RESERVED = frozenset({"assets", "documents", "pagefind", DESK, STYLEGUIDE, GUIDE})


@dataclass(frozen=True)
class Plan:
    """All pages and redirects of the site, and the files that exports add to them."""

    pages: tuple[Page, ...]
    files: tuple[File, ...]
    redirects: tuple[Redirect, ...]
    languages: tuple[str, ...]

    @cached_property
    def _pages(self) -> Mapping[tuple[str, str], Page]:
        return {(page.key, page.language): page for page in self.pages}

    @cached_property
    def _files(self) -> Mapping[tuple[str, str], File]:
        return {(file.key, file.language): file for file in self.files}

    def page(self, key: str, language: str) -> Page | None:
        """A page by its key, in a language."""
        return self._pages.get((key, language))

    def file(self, key: str, language: str = "") -> File | None:
        """A file by its key, in a language or for all of them."""
        return self._files.get((key, language))

    def counterparts(self, page: Page) -> list[Page]:
        """The page in every language, itself among them, in the order of the languages."""
        found = (self.page(page.key, language) for language in self.languages)
        return [one for one in found if one]

    def alternates(self, page: Page) -> list[Page]:
        """The translations that search engines are told of; none for a page with a borrowed text."""
        if page.borrowed or not page.listed:
            return []
        return [one for one in self.counterparts(page) if not one.borrowed]

    def hreflang(self, page: Page) -> list[tuple[str, Page]]:
        """The translations of a page by language, itself among them, and x-default, the first of them.

        Source: https://developers.google.com/search/docs/specialty/international/localized-versions
        """
        alternates = self.alternates(page)
        named = [(other.language, other) for other in alternates]
        return [*named, ("x-default", alternates[0])] if alternates else []

    def canonical(self, page: Page) -> Page:
        """The page to be indexed: itself, or the one whose text it borrows."""
        return (self.page(page.key, page.text_language) or page) if page.borrowed else page

    def with_files(self, files: Iterable[File]) -> Plan:
        """The same plan with these files besides."""
        return replace(self, files=(*self.files, *files))

    def with_pages(self, pages: Iterable[Page]) -> Plan:
        """The same plan with these pages besides."""
        return replace(self, pages=(*self.pages, *pages))

    def with_styleguide(self) -> Plan:
        """The same plan with the page, in each language, that shows every component of the theme."""
        found = []
        for language in self.languages:
            home = self.page(f"sections/{HOME}", language)
            address = f"{home.address if home else ''}{STYLEGUIDE}/"
            parent = home.key if home else ""
            found.append(Page(STYLEGUIDE, language, address, STYLEGUIDE, "Styleguide", parent=parent, listed=False))
        return self.with_pages(found)

    def trail(self, page: Page) -> list[Page]:
        """The pages above a page, from the home page down, without itself."""
        above: list[Page] = []
        parent = self.page(page.parent, page.language) if page.parent else None
        while parent:
            above.insert(0, parent)
            parent = self.page(parent.parent, page.language) if parent.parent else None
        return above


def build_plan(district: District) -> tuple[Plan, list[Problem]]:
    """The plan of a district, and what it could not place (A101 to A105)."""
    problems: list[Problem] = []
    pages = [
        page
        for number, language in enumerate(district.languages)
        for page in _Planner(district, language, prefix=f"{language}/" if number else "").pages()
    ]
    taken: dict[str, Page] = {}
    kept: list[Page] = []
    for page in pages:
        first = page.address.split("/")[0]
        # What stands at the root may not begin as the addresses of another language do.
        reserved = RESERVED | (set(district.languages[1:]) if page.language == district.languages[0] else set())
        if (other := taken.get(page.path.casefold())) or first in reserved:
            mine, where = _places(page, other)
            problems.append(Problem("A101", mine, {"value": f"/{page.address}", "other": where or first}))
            continue
        taken[page.path.casefold()] = page
        kept.append(page)
    plan = Plan(tuple(kept), (), (), district.languages)
    redirects = []
    for redirect, place in _redirects(district, plan):
        if other := taken.get(redirect.path.casefold()):
            details = {"value": redirect.address, "other": other.key}
            problems.append(Problem("A102", place, details))
            continue
        taken[redirect.path.casefold()] = redirect.page
        redirects.append(redirect)
    return replace(plan, redirects=tuple(redirects)), problems


def _places(page: Page, other: Page | None) -> tuple[Place, str]:
    """Where a page that has no place is told of, and what it is in the way of.

    A facet has no file of its own: the entry that meets it is the one to be renamed.
    """
    for one, against in ((page, other), (other, page)):
        if isinstance(one, Page) and isinstance(one.subject, Entry):
            return one.subject.document.place(), against.key if against else ""
    return Place(page.key), other.key if other else ""


def _redirects(district: District, plan: Plan) -> Iterator[tuple[Redirect, Place]]:
    """Each old address, leading to the page in the language it begins with, else in the first."""
    for entry in district.entries.values():
        for number, alias in enumerate(entry.facts.aliases):
            step = alias.split("/")[1]
            language = step if step in district.languages else district.languages[0]
            if page := plan.page(entry.key, language):
                yield Redirect(alias, page), entry.document.place(("aliases", number))


class _Planner:
    """The pages of one language."""

    def __init__(self, district: District, language: str, prefix: str) -> None:
        self.district = district
        self.language = language
        self.prefix = prefix
        self._above: dict[str, str] = {}

    def pages(self) -> Iterator[Page]:
        for section in self.district.of("sections"):
            if section.slug in SECTIONS:
                yield self.section(section)
        for kind in KINDS:
            if kind != "sections":
                yield from (self.entry(e) for e in self.district.of(kind) if self.has_page(e))
        if self.district.section(MEMBERS):
            for facet in self.district.facets:
                yield from self.facet(facet)
        yield Page("404", self.language, f"{self.prefix}404.html", "404", "404", parent=self.home, listed=False)

    @property
    def home(self) -> str:
        return f"sections/{HOME}"

    def has_page(self, entry: Entry) -> bool:
        """Kinds with a section have pages, free pages too; people and partners if they say something."""
        if entry.kind != "pages" and not self.district.section(entry.kind):
            return False
        return entry.facts.text_required or any(name == "text" for name, _ in entry.texts)

    def above(self, kind: str) -> str:
        """The address of a kind's section, found once for all its entries."""
        if kind not in self._above:
            self._above[kind] = self.section_address(kind)
        return self._above[kind]

    def section_address(self, slug: str, seen: frozenset[str] = frozenset()) -> str:
        """The address of a section: its own step behind that of the section it stands under."""
        section = self.district.section(slug)
        if section is None or slug in seen:
            return self.prefix
        facts = section.facts
        assert facts.kind == "sections"
        address, under = getattr(facts, "address"), getattr(facts, "under")
        if slug == HOME:
            return self.prefix
        above = self.section_address(under, seen | {slug}) if under else self.prefix
        step = (address or {}).get(self.language) or (address or {}).get(self.district.languages[0]) or slug
        return f"{above}{step}/"

    def section(self, section: Entry) -> Page:
        slug = section.slug
        template = slug if slug in SPECIAL else f"{slug}/index"
        under = getattr(section.facts, "under")
        parent = "" if slug == HOME else f"sections/{under}" if under else self.home
        return self.made(section, self.section_address(slug), template, slug, parent)

    def entry(self, entry: Entry) -> Page:
        if entry.kind == "pages":
            address, parent = f"{self.prefix}{entry.slug}/", self.home
        else:
            address = f"{self.above(entry.kind)}{entry.slug}/"
            parent = f"sections/{entry.kind}"
        return self.made(entry, address, f"{entry.kind}/entry", entry.kind, parent)

    def made(self, entry: Entry, address: str, template: str, section: str, parent: str) -> Page:
        """A page that an entry has, in its text's language or a borrowed one."""
        text = self.district.text(entry, self.language)
        title = getattr(entry.facts, "name") if entry.facts.named else text and text.head.title
        updated = entry.facts.updated_on
        return Page(
            key=entry.key,
            language=self.language,
            address=address,
            template=template,
            title=title or entry.slug,
            subject=entry,
            section=section,
            parent=parent,
            text_language=text.language if text else self.language,
            updated=updated.day if updated else None,
        )

    def facet(self, facet: Facet) -> Iterator[Page]:
        """A page for a facet, and one for each of its words."""
        above = self.section_address(MEMBERS)
        address = f"{above}{facet.slugs[self.language]}/"
        key = f"facets/{facet.name}"
        title = self.said(facet.label, facet.name)
        yield self.of_facet(key, address, "members/facet", title, facet, f"sections/{MEMBERS}")
        for word in facet.words:
            title = self.said(word.label, word.key)
            place = f"{address}{word.slugs[self.language]}/"
            yield self.of_facet(f"{key}/{word.key}", place, "members/word", title, word, key)

    def of_facet(
        self, key: str, address: str, template: str, title: str, subject: Facet | FacetWord, parent: str
    ) -> Page:
        return Page(key, self.language, address, template, title, subject, MEMBERS, parent)

    def said(self, label: Mapping[str, str], otherwise: str) -> str:
        return label.get(self.language) or next(iter(label.values()), otherwise)


def key_of(subject: Entry | Facet | FacetWord | Reference) -> str:
    """The key of the pages that something has."""
    if isinstance(subject, Facet):
        return f"facets/{subject.name}"
    if isinstance(subject, FacetWord):
        return f"facets/{subject.facet}/{subject.key}"
    if isinstance(subject, Reference):
        return str(subject) if subject.slug else f"sections/{NETWORK}"
    return subject.key
