"""Rules about languages: only those of the site, and every one of them.

Refuses to judge a translation: it only sees whether there is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from district.kinds.values import Words
from district.problems import Problem, nearest
from district.reading import Content, Entry
from district.reading.entry import Document
from district.reading.text import UNWRITTEN
from district.reading.translation import FIELD, STALE, translations


def words_in_known_languages(content: Content, languages: tuple[str, ...]) -> Iterator[Problem]:
    """Short texts are written in languages that site.yaml lists (L101)."""
    for document in documents(content):
        for path, value in document.leaves:
            for code in value if isinstance(value, Words) else ():
                if code not in languages and document.stands((*path, code)):
                    details = {"value": code, "choices": ", ".join(languages)}
                    place = document.place((*path, code), key=True)
                    yield Problem("L101", place, {**details, "nearest": nearest(code, languages)})


def texts_in_known_languages(content: Content, languages: tuple[str, ...]) -> Iterator[Problem]:
    """Texts are written in languages that site.yaml lists (L102)."""
    for entry in content.entries.values():
        for text in entry.texts.values():
            if text.language not in languages:
                details = {"value": text.language, "choices": ", ".join(languages)}
                yield Problem("L102", text.source.place(1), details)


def labels_in_every_language(content: Content, languages: tuple[str, ...]) -> Iterator[Problem]:
    """Labels of the site and its vocabularies are in every language (L103)."""
    shared: list[Document] = [*content.vocabularies.values()]  # type: ignore[type-arg]
    if content.site:
        shared.append(content.site)
    for document in shared:
        yield from _missing("L103", document, languages)
    for entry in content.entries.values():
        address = getattr(entry.facts, "address", None)
        if isinstance(address, Words):
            yield from _missing("L103", entry.document, languages)


def words_in_every_language(content: Content, languages: tuple[str, ...]) -> Iterator[Problem]:
    """Short texts of an entry and of the register of grants are in every language (notice N102)."""
    for entry in content.entries.values():
        if not isinstance(getattr(entry.facts, "address", None), Words):
            yield from _missing("N102", entry.document, languages)
    if content.grants:
        yield from _missing("N102", content.grants, languages)


def texts_in_every_language(content: Content, languages: tuple[str, ...]) -> Iterator[Problem]:
    """An entry has each of its texts in every language (notice N101), or no text at all (T106)."""
    for entry in content.entries.values():
        for name in entry.facts.texts:
            there = [code for code in languages if (name, code) in entry.texts]
            if any(unread == name for unread, _ in entry.unread):
                continue  # what is wrong with it has been said
            if not there and name == entry.facts.texts[0] and entry.facts.text_required:
                written = any(text.name == name for text in entry.texts.values())
                if not written:
                    details = {"value": f"{name}.{languages[0]}.md"}
                    yield Problem("T106", entry.document.place(), details)
            for code in languages:
                if there and code not in there:
                    details = {"value": f"{name}.{code}.md", "language": code, "entry": entry.key}
                    yield Problem("N101", entry.texts[name, there[0]].source.place(1), details)


def titles(content: Content) -> Iterator[Problem]:
    """The first text of an entry without a name has a title (T103)."""
    for entry in content.entries.values():
        for text in entry.texts.values():
            wants = text.name == entry.facts.texts[0] and not entry.facts.named
            if wants and text.head.title is None and not _title_was_refused(text.source.lines):
                yield Problem("T103", text.source.place(1, 1, 3), {"language": text.language})


def texts_are_written(content: Content) -> Iterator[Problem]:
    """A text holds no paragraph that is still to be written, unless its entry is a draft (notice N114)."""
    for entry in content.entries.values():
        for text in () if entry.facts.draft else entry.texts.values():
            if "[…" in text.body and (found := UNWRITTEN.search(text.body)):
                line = text.body_line + text.body.count("\n", 0, found.start()) + 1
                yield Problem("N114", text.source.place(line, 1, len(found[0])), {"value": found[0]})


def _title_was_refused(lines: list[str]) -> bool:
    """Whether a title is written, so that it was another problem that took it out."""
    return any(line.startswith("title:") and line[6:].strip() for line in lines[:12])


def documents(content: Content) -> Iterator[Document]:  # type: ignore[type-arg]
    """Every YAML file that could be read."""
    if content.site:
        yield content.site
    if content.grants:
        yield content.grants
    yield from content.vocabularies.values()
    for entry in content.entries.values():
        yield entry.document


def translations_keep_up(content: Content, languages: tuple[str, ...], now: datetime) -> Iterator[Problem]:
    """In no language more texts of what is published are missing or stale than site.yaml allows (notice N115)."""
    most = content.site.facts.behind_at_most if content.site else None
    if most is None or content.site is None:
        return
    published = [entry for entry in content.entries.values() if entry.facts.is_published(now)]
    for language in languages:
        wanted = [(entry, name) for entry in published for name in entry.facts.texts if _is_told(entry, name)]
        stale = {
            (found.entry.key, found.text.name)
            for entry in published
            for found in translations(entry, languages)
            if found.state == STALE and found.text.language == language
        }
        behind = sum((name, language) not in entry.texts or (entry.key, name) in stale for entry, name in wanted)
        if behind * 100 > most * len(wanted):
            details = {"language": language, "count": str(behind), "total": str(len(wanted)), "value": str(most)}
            share = str(round(behind * 100 / len(wanted)))
            yield Problem("N115", content.site.place(("behind_at_most",)), {**details, "share": share})


def _is_told(entry: Entry, name: str) -> bool:
    """Whether an entry has a text in any language."""
    return any(one == name for one, _ in entry.texts)


def _missing(code: str, document: Document, languages: tuple[str, ...]) -> Iterator[Problem]:  # type: ignore[type-arg]
    for path, value in document.leaves:
        if isinstance(value, Words) and document.stands(path):
            field = ".".join(map(str, path))
            for language in languages:
                if language not in value and not document.is_doubtful(f"{field}.{language}"):
                    details = {"value": language, "field": field}
                    yield Problem(code, document.place(path), details)


def translations_are_current(content: Content, languages: tuple[str, ...]) -> Iterator[Problem]:
    """A translation has seen every paragraph of its source as it now stands (notice N112)."""
    for entry in content.entries.values():
        for found in translations(entry, languages):
            if found.state == STALE:
                first = found.changed[0] if found.changed else ""
                details = {
                    "language": found.text.language,
                    "source": found.source.source.path,
                    "count": str(len(found.changed)),
                    "value": first[:60],
                    "entry": entry.key,
                }
                yield Problem("N112", found.text.source.place_of(f"{FIELD}:"), details)
