"""What a content folder knows that no model does: its languages, words, facets and measures.

Refuses to judge the folder: what could not be read is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from district.reading import Content


@dataclass(frozen=True)
class Known:
    """The languages, the words of each vocabulary and the declared facets and measures, with a label each."""

    languages: tuple[str, ...]
    vocabularies: Mapping[str, Mapping[str, str]]
    facets: Mapping[str, str]
    measures: Mapping[str, str]
    # The facets that show at once.
    first: tuple[str, ...] = ()

    @property
    def first_words(self) -> dict[str, str]:
        """A word of each vocabulary, for examples."""
        return {name: next(iter(words)) for name, words in self.vocabularies.items() if words}

    def in_its_languages(self, shown: Any) -> Any:
        """An example in which words are in the languages that the site has."""
        if isinstance(shown, list):
            return [self.in_its_languages(one) for one in shown]
        if not isinstance(shown, dict):
            return shown
        if set(shown) <= EXAMPLES_IN:
            return {code: shown.get(code, shown["en"]) for code in self.languages}
        return {name: self.in_its_languages(value) for name, value in shown.items()}


# The languages that words are written in, in examples.
EXAMPLES_IN = frozenset({"it", "en"})


def known_of(content: Content, language: str) -> Known:
    """What a content folder knows, its labels in a language (or in the first they have)."""
    site = content.site.facts if content.site else None

    def label(words: Mapping[str, str] | None) -> str:
        return (words or {}).get(language) or next(iter((words or {}).values()), "")

    vocabularies = {
        name: {key: label(term.label) for key, term in document.facts.words.items()}
        for name, document in sorted(content.vocabularies.items())
    }
    labels = {name: label(document.facts.label) for name, document in content.vocabularies.items()}
    facets = [facet for facet in site.facets if facet.vocabulary] if site else []
    measures = site.measures if site else ()
    return Known(
        tuple(one.code for one in site.languages) if site else (),
        vocabularies,
        {facet.name: labels.get(facet.name, facet.name) for facet in facets},
        {one.name: f"{label(one.label)} ({label(one.unit)})" for one in measures},
        tuple(facet.name for facet in facets if facet.first),
    )
