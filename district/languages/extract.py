"""Finds the theme's strings in its templates, and the engine's in its tables; keeps the .po files in step with them.

Refuses to translate: what is new stands empty, what is gone is removed.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from district.cache import NOWHERE, Cache, key_of

Keywords = Mapping[str, tuple[int | tuple[int, str], ...] | None]
KEYWORDS: Keywords = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    # Asked in another language than the page's, which stands first.
    "in_language": (2,),
}
# In print templates strings stand in calls of the same names; Typst's own syntax needs no reader for that.
STRING = r'"((?:[^"\\]|\\.)*)"'
PRINTED = re.compile(rf"\b(n?)gettext\(\s*{STRING}(?:\s*,\s*{STRING})?")
PRINT = "print"
# As the templates' own environment reads them.
OPTIONS = {
    "extensions": "jinja2.ext.do,jinja2.ext.loopcontrols",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "newstyle_gettext": "true",
}
# Where the engine itself says something in the theme's words, and by which function.
TABLES = Path(__file__).resolve().parents[1] / "data"
TOLD: Keywords = {"told": None}
# Dates in the head of a catalogue would change it at every extraction.
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def extracted(theme: Path, *, lenient: bool = False, kept: Cache = NOWHERE) -> Catalog:
    """The strings of all templates below a theme, those for print too, with where they stand (and nothing of when).

    A broken template raises TemplateSyntaxError; `lenient` passes over it, for who only looks.
    """
    options = {**OPTIONS, "silent": str(lenient).lower()}
    catalogue = Catalog(creation_date=NEVER, revision_date=NEVER, charset="utf-8")
    for path in sorted((theme / "templates").rglob("*")):
        if path.suffix in {".html", ".xml", ".txt"}:
            for message, comments, context in _said(path, kept, "jinja2", KEYWORDS, ["translators:"], options):
                shown = path.relative_to(theme).as_posix()
                catalogue.add(message, None, [(shown, 0)], auto_comments=comments, context=context)
    for path, one, many in _printed(theme / PRINT):
        catalogue.add((one, many) if many else one, None, [(path.relative_to(theme).as_posix(), 0)])
    for path in sorted(TABLES.glob("*.py")):
        for message, comments, context in _said(path, kept, "python", TOLD, [], {}):
            shown = f"{TABLES.parent.name}/{TABLES.name}/{path.name}"
            catalogue.add(message, None, [(shown, 0)], auto_comments=comments, context=context)
    return catalogue


def _said(
    path: Path, kept: Cache, reader: str, keywords: Keywords, marks: Sequence[str], options: Mapping[str, str]
) -> Iterator[tuple[str | tuple[str, ...], list[str], str | None]]:
    """What a file says: each message, the translators' comments, the context."""
    raw = path.read_bytes()

    def found() -> bytes:
        every = extract(reader, io.BytesIO(raw), keywords, marks, options)
        return json.dumps([said for _line, *said in every]).encode()

    key = key_of(reader, json.dumps([keywords, marks, options], sort_keys=True), raw)
    for message, comments, context in json.loads(kept.made(key, found)):
        yield message if isinstance(message, str) else tuple(message), comments, context


def printed_strings(folder: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """The strings of the print templates in a folder: the plain ones, and those that count, in both forms."""
    found = list(_printed(folder))
    single = {one for _, one, many in found if not many}
    return sorted(single), sorted({(one, many) for _, one, many in found if many})


def _printed(folder: Path) -> Iterator[tuple[Path, str, str]]:
    """Each string of the print templates: where it stands, itself, and its form for many if it counts."""
    for path in sorted(folder.glob("*.typ")):
        for one, many in _calls(path.read_text(encoding="utf-8")):
            yield path, one, many


@lru_cache(maxsize=64)
def _calls(text: str) -> tuple[tuple[str, str], ...]:
    """The strings that a print template asks for; each page that is printed wants them."""
    return tuple((_plain(one), _plain(many) if counts else "") for counts, one, many in PRINTED.findall(text))


def _plain(written: str) -> str:
    return written.replace('\\"', '"').replace("\\\\", "\\")


def update(theme: Path) -> list[str]:
    """Brings messages.pot and every .po of a theme up to its templates; the names of what changed."""
    folder = theme / "translations"
    template = extracted(theme)
    changed = []
    if _write(folder / "messages.pot", template):
        changed.append("messages.pot")
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.stem)
        catalogue.update(template, no_fuzzy_matching=True, keep_user_comments=True)
        catalogue.obsolete.clear()
        catalogue.creation_date = catalogue.revision_date = NEVER
        if _write(path, catalogue):
            changed.append(path.name)
    return changed


def _write(path: Path, catalogue: Catalog) -> bool:
    written = io.BytesIO()
    write_po(written, catalogue, width=100, sort_output=True, include_lineno=False, omit_header=False)
    if path.is_file() and path.read_bytes() == written.getvalue():
        return False
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(written.getvalue())
    return True
