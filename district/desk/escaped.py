"""What in the pages of a pseudo-language build is written by neither the translations nor the content.

Refuses to look for words in code, scripts and style, and calls no name of a program a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel import Locale
from selectolax.lexbor import LexborHTMLParser, LexborNode

from district.desk.translating import CLOSE, OPEN
from district.kinds.site import Language

WORD = re.compile(r"[^\W\d_]{2,}")
UNREAD = frozenset({"script", "style", "code", "template"})
SPOKEN = ("alt", "title", "aria-label", "placeholder", "label")
# The same in every language: programs, formats and their endings, units.
NAMES = frozenset(
    {
        "whatsapp",
        "openstreetmap",
        "google",
        "apple",
        "maps",
        "atom",
        "json",
        "csv",
        "ics",
        "vcf",
        "pdf",
        "km",
        "styleguide",
    }
)
# Only previews have it, and nobody but who works on the theme reads it.
STYLEGUIDE = "styleguide"


def escaped(output: Path, content: Path, languages: Sequence[Language]) -> Iterator[tuple[str, str]]:
    """Each text that escaped the translations, with the first page it stands on."""
    known = frozenset(_content_words(content)) | frozenset(_words_of(languages)) | NAMES
    told: set[str] = set()
    for path in sorted(output.rglob("*.html")):
        page = path.relative_to(output)
        root = LexborHTMLParser(path.read_text(encoding="utf-8")).root
        for text in _outside(root) if root and STYLEGUIDE not in page.parts else ():
            strange = [word for word in WORD.findall(text) if word.casefold() not in known]
            folded = " ".join(text.split())
            if strange and folded not in told:
                told.add(folded)
                yield page.as_posix(), folded


def _outside(root: LexborNode) -> Iterator[str]:
    """The texts of a page, without what stands in the marks of translated strings; these may span elements."""
    depth = 0
    for node in root.traverse(include_text=True):
        if node.tag == "-text":
            if node.parent is None or node.parent.tag not in UNREAD:
                text, depth = _without_marked(node.text(deep=False) or "", depth)
                yield text
        else:
            for name in SPOKEN:
                yield _without_marked(node.attributes.get(name) or "", 0)[0]


def _without_marked(text: str, depth: int) -> tuple[str, int]:
    """What of a text is in no mark, when it begins so many marks deep; and how deep it ends."""
    kept = []
    for sign in text:
        depth += (sign == OPEN) - (sign == CLOSE)
        kept.append(" " if depth > 0 or sign == CLOSE else sign)
    return "".join(kept), max(depth, 0)


def _content_words(content: Path) -> Iterator[str]:
    """Every word that editors wrote, names of folders among them."""
    for path in sorted(content.rglob("*")):
        yield from (word.casefold() for word in WORD.findall(path.name))
        if path.suffix in {".yaml", ".md"}:
            said = path.read_text(encoding="utf-8", errors="replace")
            yield from (word.casefold() for word in WORD.findall(said))


def _words_of(languages: Sequence[Language]) -> Iterator[str]:
    """The words that Unicode's CLDR brings: months and days, countries, languages, currencies."""
    for one in languages:
        locale = Locale.parse(one.locale)
        calendar = (
            names for field in (locale.months, locale.days) for forms in field.values() for names in forms.values()
        )
        named = (locale.territories, locale.languages, locale.currencies)
        for names in (*calendar, *named):
            for name in names.values():
                yield from (word.casefold() for word in WORD.findall(str(name)))
