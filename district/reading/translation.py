"""Whether a translation still says what its source says, by content and not by date.

A translated text records, in its head, a mark of each paragraph of the source that it was made from.
Refuses to judge words: a paragraph that changed makes the translation stale, a changed space does not.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from district.reading.entry import Entry, Text

CURRENT, STALE, UNRECORDED = "current", "stale", "unrecorded"
FIELD = "translated_from"
# Hexadecimal digits of a mark: enough that two paragraphs of one text never share theirs.
LENGTH = 8
BLANK_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Translation:
    """A text beside the source it was made from; `state` is current, stale or unrecorded."""

    entry: Entry
    source: Text
    text: Text
    state: str
    # The paragraphs of the source that the translation has not seen.
    changed: tuple[str, ...]


def paragraphs(text: Text) -> list[str]:
    """Title, summary and paragraphs, each with its spaces folded; empty ones are left out."""
    parts = [text.head.title or "", text.head.summary or "", *BLANK_LINES.split(text.body)]
    folded = (" ".join(part.split()) for part in parts)
    return [part for part in folded if part]


def mark(paragraph: str) -> str:
    """A short mark of a paragraph: the first hexadecimal digits of its SHA-256."""
    return hashlib.sha256(paragraph.encode()).hexdigest()[:LENGTH]


def translation(entry: Entry, name: str, language: str, source_language: str) -> Translation | None:
    """How an entry's text in a language stands to its source; None when one of the two is missing."""
    source, text = entry.texts.get((name, source_language)), entry.texts.get((name, language))
    if source is None or text is None or source is text:
        return None
    recorded = text.head.translated_from
    if not recorded:
        return Translation(entry, source, text, UNRECORDED, ())
    now = paragraphs(source)
    new = tuple(part for part in now if mark(part) not in recorded)
    gone = {mark(part) for part in now} < set(recorded)
    return Translation(entry, source, text, STALE if new or gone else CURRENT, new)


def translations(entry: Entry, languages: Sequence[str]) -> Iterator[Translation]:
    """Every translation of an entry's texts; the source is the first of the languages that has the text."""
    for name in entry.facts.texts:
        there = [code for code in languages if (name, code) in entry.texts]
        for code in there[1:]:
            if found := translation(entry, name, code, there[0]):
                yield found


def beside(one: Translation) -> list[tuple[str, str]]:
    """What changed in the source, each paragraph beside what stands in its place in the translation.

    One that is new has nothing beside it, and what was taken out of the source stands alone on the other side.
    """
    seen = list(one.text.head.translated_from)
    pairs, heads = [], 0
    for name in ("title", "summary"):
        part = " ".join((getattr(one.source.head, name) or "").split())
        heads += bool(part)
        if part and mark(part) not in seen:
            pairs.append((part, getattr(one.text.head, name) or ""))
    now, made = _bodies(one.source), _bodies(one.text)
    # Marks of title and summary come first; a title that came or went since is taken for one that changed.
    before = seen[heads:]
    matcher = SequenceMatcher(None, before, [mark(part) for part in now], autojunk=False)
    for change, first, last, start, end in matcher.get_opcodes():
        if change != "equal":
            pairs += zip_longest(now[start:end], made[first:last], fillvalue="")
    return pairs


def _bodies(text: Text) -> list[str]:
    """The paragraphs below the head."""
    folded = (" ".join(part.split()) for part in BLANK_LINES.split(text.body))
    return [part for part in folded if part]


def recorded(source: Text, text: Text) -> str:
    """The whole file of a translation, its head saying that it was made from the source as it is now."""
    line = f"{FIELD}: [{', '.join(mark(part) for part in paragraphs(source))}]\n"
    lines = text.source.text.splitlines(keepends=True)
    end = next(number for number, said in enumerate(lines[1:], 1) if said.rstrip() == "---")
    head = [said for said in lines[1:end] if not said.startswith(f"{FIELD}:")]
    return "".join([lines[0], *head, line, *lines[end:]])
