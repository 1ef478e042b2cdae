"""Rules about controlled words: each stands in its vocabulary, each facet and measure is declared.

Refuses to know any vocabulary by name.
"""

from __future__ import annotations

from collections.abc import Iterator

from district.checks.languages import documents
from district.checks.references import NOWHERE, placed
from district.district.facets import FIELD_VOCABULARIES, step
from district.kinds.members import Member
from district.kinds.values import Reference, Word
from district.problems import Problem, nearest
from district.reading import Content
from district.reading.folder import VOCABULARIES


def words_stand_in_vocabularies(content: Content) -> Iterator[Problem]:
    """A word of a typed field stands in its vocabulary (W101), which exists (W104)."""
    for document in documents(content):
        for path, value in document.leaves:
            if isinstance(value, Word) and document.stands(path):
                yield from placed(_about(content, value), document, path)


def facets_and_measures_are_declared(content: Content) -> Iterator[Problem]:
    """Facets and measures of members are declared in site.yaml (W102, W103), their words known (W101)."""
    site = content.site
    if site is None:
        return
    facets = [f.vocabulary for f in site.facts.facets if f.vocabulary]
    measures = [measure.name for measure in site.facts.measures]
    for entry in content.entries.values():
        if not isinstance(entry.facts, Member):
            continue
        document = entry.document
        for name, keys in entry.facts.facets.items():
            if name not in facets and site.is_doubtful("facets"):
                continue
            if name not in facets:
                place = document.place(("facets", name), key=True)
                yield Problem("W102", place, _choice(name, facets))
                continue
            for number, key in enumerate(keys):
                yield from placed(_about(content, Word(name, key)), document, ("facets", name, number))
        for name in entry.facts.measures:
            if name not in measures and not site.is_doubtful("measures"):
                place = document.place(("measures", name), key=True)
                yield Problem("W103", place, _choice(name, measures))


def declared_vocabularies_exist(content: Content) -> Iterator[Problem]:
    """A facet's vocabulary is a file (W104)."""
    if content.site is None:
        return
    for number, facet in enumerate(content.site.facts.facets):
        name = facet.vocabulary or FIELD_VOCABULARIES.get(facet.name, "")
        if name and name not in content.vocabularies and not _is_unreadable(content, name):
            place = content.site.place(("facets", number, "vocabulary" if facet.vocabulary else "field"))
            yield Problem("W104", place, _choice(name, list(content.vocabularies)))


def labels_have_addresses_of_their_own(content: Content) -> Iterator[Problem]:
    """Two words of a vocabulary do not make the same address in a language (A104)."""
    for document in content.vocabularies.values():
        seen: dict[tuple[str, str], str] = {}
        for key, term in document.facts.words.items():
            for language, label in term.label.items():
                slug = step(label, key)
                other = seen.setdefault((language, slug), key)
                if other != key:
                    place = document.place(("words", key, "label", language))
                    yield Problem("A104", place, {"value": slug, "other": other, "language": language})


def _about(content: Content, word: Word) -> Iterator[Problem]:
    """The problem of one word, if any, without its place."""
    vocabulary = content.vocabularies.get(word.vocabulary)
    if vocabulary is None:
        if not _is_unreadable(content, word.vocabulary):
            yield Problem("W104", NOWHERE, _choice(word.vocabulary, list(content.vocabularies)))
    elif word.key not in vocabulary.facts.words and not vocabulary.is_doubtful(f"words.{word.key}"):
        details = {**_choice(word.key, list(vocabulary.facts.words)), "vocabulary": word.vocabulary}
        yield Problem("W101", NOWHERE, details)


def _is_unreadable(content: Content, vocabulary: str) -> bool:
    return Reference(VOCABULARIES, vocabulary) in content.unreadable


def _choice(value: str, choices: list[str]) -> dict[str, str]:
    return {"value": value, "nearest": nearest(value, choices), "choices": ", ".join(choices)}
