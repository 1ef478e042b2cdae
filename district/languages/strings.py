"""The theme's strings in one language: .po files, compiled in memory.

Refuses to fill in silently: what has no translation, or only a guessed (fuzzy) one, is told.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from district.cache import NOWHERE, Cache, key_of
from district.languages.extract import extracted
from district.problems import Place, Problem

# The language that the templates' own strings are written in; it needs no file.
SOURCE_LANGUAGE = "en"

Strings = gettext.NullTranslations


def read_strings(theme: Path, language: str, locale: str, kept: Cache = NOWHERE) -> Strings:
    """The strings of a language; those without a translation stay as they are in the templates."""
    path = theme / "translations" / f"{language}.po"
    if not path.is_file():
        return gettext.NullTranslations()
    compiled = kept.made(key_of("strings", locale, path.read_bytes()), lambda: _compiled(path, locale))
    return gettext.GNUTranslations(io.BytesIO(compiled))


def _compiled(path: Path, locale: str) -> bytes:
    compiled = io.BytesIO()
    write_mo(compiled, _catalogue(path, locale))
    return compiled.getvalue()


def _catalogue(path: Path, locale: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def untranslated(theme: Path, language: str, locale: str, kept: Cache = NOWHERE) -> Iterator[Problem]:
    """A notice for each string of the templates that a language lacks (N120) or only guesses (N121)."""
    if language == SOURCE_LANGUAGE:
        return
    path = theme / "translations" / f"{language}.po"
    shown = f"{theme.name}/translations/{language}.po"
    catalogue = _catalogue(path, locale) if path.is_file() else Catalog(locale)
    for message in extracted(theme, lenient=True, kept=kept):
        if not message.id:
            continue
        found = catalogue.get(message.id, context=message.context)
        said = message.id if isinstance(message.id, str) else message.id[0]
        where = message.locations[0][0] if message.locations else ""
        line = found.lineno or 0 if found else 0
        place = Place(shown, line, min(line, 1))
        details = {"value": said, "language": language, "template": where}
        if found is None or not _complete(found.string, catalogue.num_plurals):
            yield Problem("N120", place, details)
        elif found.fuzzy:
            yield Problem("N121", place, details)


def _complete(string: object, plurals: int) -> bool:
    if isinstance(string, tuple | list):
        return len(string) >= plurals and all(string)
    return bool(string)
