"""Facets: the words that members are described by, and who answers to each.

Refuses to know which facets there are: site.yaml declares them, whether vocabularies or typed fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from slugify import slugify

from district.kinds.members import Member
from district.kinds.site import Facet as FacetFacts
from district.kinds.values import Words, is_slug
from district.kinds.vocabularies import Term, Vocabulary
from district.languages import Formats
from district.reading import Entry

# The vocabularies behind typed fields that are no list of codes.
FIELD_VOCABULARIES = {"certifications": "certifications", "hamlet": "hamlets"}


@dataclass(frozen=True)
class FacetWord:
    """One word of a facet: its label and address in each language, and the members that have it."""

    facet: str
    key: str
    label: Words
    slugs: Mapping[str, str]
    members: tuple[Entry, ...]
    explanation: Words | None = None
    synonyms: Mapping[str, tuple[str, ...]] | None = None
    # Its number in a vocabulary whose words follow an order, from 1; 0 in others.
    position: int = 0
    # Where it is, if it names a place, in degrees of WGS 84: latitude and longitude.
    at: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True)
class Facet:
    """A facet with all its words, in the vocabulary's order (codes by their label)."""

    name: str
    label: Words
    singular: Words
    slugs: Mapping[str, str]
    first: bool
    ordered: bool
    words: tuple[FacetWord, ...]
    explanation: Words | None = None

    @property
    def used(self) -> tuple[FacetWord, ...]:
        """The words that at least one member has."""
        return tuple(word for word in self.words if word.members)

    @property
    def placed(self) -> tuple[FacetWord, ...]:
        """The words that name a place on the map."""
        return tuple(word for word in self.words if word.at)

    def of(self, member: Entry) -> tuple[FacetWord, ...]:
        """The words of one member, in the facet's order."""
        keys = set(words_of(member, self.name))
        return tuple(word for word in self.words if word.key in keys)


@cache
def step(label: str, otherwise: str) -> str:
    """A label as a step of an address; `otherwise` when nothing of it can stand in one."""
    slug = slugify(label.replace("’", "-"), max_length=80)
    return slug if is_slug(slug) else otherwise


def words_of(member: Entry, facet: str) -> tuple[str, ...]:
    """The keys that a member has in a facet, whether a vocabulary or a typed field."""
    facts = member.facts
    assert isinstance(facts, Member)
    if facet == "certifications":
        return tuple(item.certification.key for item in facts.certifications)
    if facet == "hamlet":
        hamlet = facts.address.hamlet if facts.address else None
        return (hamlet.key,) if hamlet else ()
    if facet in {"languages", "exports_to"}:
        return tuple(getattr(facts, facet))
    return facts.facets.get(facet, ())


def build_facet(
    declared: FacetFacts,
    vocabularies: Mapping[str, Vocabulary],
    formats: Mapping[str, Formats],
    members: Iterable[Entry],
) -> Facet | None:
    """The facet that site.yaml declares, or None when its vocabulary is not there (a problem)."""
    having: dict[str, list[Entry]] = {}
    for member in members:
        for key in words_of(member, declared.name):
            having.setdefault(key, []).append(member)
    name = FIELD_VOCABULARIES.get(declared.name, declared.vocabulary or "")
    if name:
        vocabulary = vocabularies.get(name)
        return _from_vocabulary(declared, vocabulary, formats, having) if vocabulary else None
    return _from_codes(declared, formats, declared.label or Words(), having)


def _from_vocabulary(
    declared: FacetFacts,
    vocabulary: Vocabulary,
    languages: Iterable[str],
    having: Mapping[str, list[Entry]],
) -> Facet:
    languages = tuple(languages)

    def word(number: int, key: str, term: Term) -> FacetWord:
        position = number if vocabulary.ordered else 0
        members = tuple(having.get(key, ()))
        slugs = _slugs(term.label, key, languages)
        explained = (term.explanation, term.synonyms)
        return FacetWord(declared.name, key, term.label, slugs, members, *explained, position, term.at)

    words = (word(number, key, term) for number, (key, term) in enumerate(vocabulary.words.items(), 1))
    return Facet(
        declared.name,
        vocabulary.label,
        vocabulary.singular or vocabulary.label,
        _slugs(vocabulary.label, declared.name, languages),
        declared.first,
        vocabulary.ordered,
        tuple(words),
        vocabulary.explanation,
    )


def _from_codes(
    declared: FacetFacts,
    formats: Mapping[str, Formats],
    label: Words,
    having: Mapping[str, list[Entry]],
) -> Facet:
    """A facet of ISO codes: only those in use, since the standard's lists are long."""
    naming: Callable[[Formats, str], str] = Formats.country if declared.name == "exports_to" else Formats.language
    words = []
    for key, members in having.items():
        names = Words({code: _capital(naming(form, key)) for code, form in formats.items()})
        words.append(FacetWord(declared.name, key, names, _slugs(names, key, formats), tuple(members)))
    first = next(iter(formats), "")
    words.sort(key=lambda word: word.label.get(first, word.key).casefold())
    slugs = _slugs(label, declared.name, formats)
    return Facet(declared.name, label, label, slugs, declared.first, False, tuple(words))


def _capital(name: str) -> str:
    """A name as it stands alone, in a list or a title: many languages write theirs small in a sentence."""
    return name[:1].upper() + name[1:]


def _slugs(label: Words, key: str, languages: Iterable[str]) -> dict[str, str]:
    return {language: step(label.get(language, ""), key) for language in languages}
