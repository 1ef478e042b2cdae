"""How the translations stand: of every text, and of the theme's own strings; and a pseudo-language to see what escapes.

Refuses to translate, and to judge words.
"""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from district.cache import NOWHERE, Cache, by
from district.kinds.site import Language
from district.languages.extract import NEVER, extracted
from district.languages.strings import SOURCE_LANGUAGE, untranslated
from district.problems import Problem
from district.reading import Content, Entry
from district.reading.translation import STALE, Translation, translations

# What every string of the theme is set in, so that one without is seen at once.
OPEN, CLOSE = "⟦", "⟧"
ACCENTED = str.maketrans("aeiouyncAEIOUYNC", "àéîöúýñçÀÉÎÖÚÝÑÇ")
# Values, tags, entities, and what scripts put numbers in, stay as they are.
KEPT = re.compile(r"(%\(\w+\)[sd]|%%|<[^>]*>|&\w+;|\{[^}]*\})")


@dataclass(frozen=True)
class Missing:
    """A text that an entry has in another language, and how many words it takes to translate it."""

    entry: Entry
    name: str
    language: str
    words: int


@dataclass(frozen=True)
class Strings:
    """The theme's strings in a language: how many there are, and those that lack a translation or guess it."""

    language: str
    total: int
    problems: tuple[Problem, ...]


def missing(content: Content, spoken: Sequence[str]) -> Iterator[Missing]:
    """Every text that an entry has in one language and not in another; the words are the first text's."""
    for _reference, entry in sorted(content.entries.items()):
        for name in entry.facts.texts:
            there = [code for code in spoken if (name, code) in entry.texts]
            words = len(entry.texts[name, there[0]].body.split()) if there else 0
            yield from (Missing(entry, name, code, words) for code in spoken if there and code not in there)


def made(content: Content, spoken: Sequence[str]) -> Iterator[Translation]:
    """Every translation there is, in the order of the entries."""
    for _reference, entry in sorted(content.entries.items()):
        yield from translations(entry, spoken)


def words_to_translate(content: Content, spoken: Sequence[str]) -> dict[str, int]:
    """How many words each language lacks: of missing texts, and of paragraphs that changed."""
    words = dict.fromkeys(spoken, 0)
    for one in missing(content, spoken):
        words[one.language] += one.words
    for each in made(content, spoken):
        if each.state == STALE:
            words[each.text.language] += sum(len(part.split()) for part in each.changed)
    return words


def strings_of(theme: Path, languages: Sequence[Language], cache: Path | None = None) -> Iterator[Strings]:
    """How the theme's strings stand in each language but their own; found anew only where templates have changed."""
    # As building/dressing.py keeps them.
    recipe = by("babel", "jinja2")
    kept = Cache(cache / "strings", recipe) if cache else NOWHERE
    total = sum(bool(message.id) for message in extracted(theme, lenient=True, kept=kept))
    for one in languages:
        if one.code != SOURCE_LANGUAGE:
            yield Strings(one.code, total, tuple(untranslated(theme, one.code, one.locale, kept)))


def side_by_side(left: str, right: str, width: int) -> list[str]:
    """Two texts in two columns of a width together; a dash where there is none."""
    half = (width - 3) // 2
    columns = (textwrap.wrap(left or "—", half), textwrap.wrap(right or "—", half))
    return [f"{one:<{half}} | {two}".rstrip() for one, two in zip_longest(*columns, fillvalue="")]


def pseudo_theme(theme: Path, into: Path, languages: Sequence[Language]) -> Path:
    """A copy of a theme whose strings are all pseudo-translated in every language: what is not, has escaped."""
    shutil.rmtree(into, ignore_errors=True)
    shutil.copytree(theme, into)
    wanted = extracted(theme, lenient=True)
    for one in languages:
        catalogue = Catalog(one.locale, creation_date=NEVER, revision_date=NEVER, charset="utf-8")
        for message in wanted:
            if message.id:
                said = _pseudo_forms(message.id, catalogue.num_plurals)
                catalogue.add(message.id, said, context=message.context)
        with (into / "translations" / f"{one.code}.po").open("wb") as file:
            write_po(file, catalogue)
    return into


def _pseudo_forms(said: str | Sequence[str], plurals: int) -> str | tuple[str, ...]:
    if isinstance(said, str):
        return pseudo(said)
    one, many = said
    return tuple(pseudo(one if number == 0 else many) for number in range(plurals))


def pseudo(text: str) -> str:
    """A string that can be read and yet is no language: ⟦Séàrçh⟧; values and tags stay."""
    parts = KEPT.split(text)
    changed = "".join(part if number % 2 else part.translate(ACCENTED) for number, part in enumerate(parts))
    return f"{OPEN}{changed}{CLOSE}"
