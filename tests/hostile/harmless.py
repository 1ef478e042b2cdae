"""What a site made of hostile content may not hold, asked of its files with the readers of each format.

It refuses to ask the code that wrote them: the clean site, built from the same fixture, says what there may be.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import html5lib
import icalendar
import vobject
from selectolax.lexbor import LexborHTMLParser, LexborNode

# Elements that load, run or send something; a page may hold no more of each sort than the clean site's pages do.
SCHEMES = frozenset({"", "http", "https", "mailto", "tel", "webcal", "geo", "data"})
ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "xlink:href", "background", "ping")
LOADED = frozenset({"script", "img", "link", "iframe", "object", "embed", "source", "video", "audio", "form", "use"})
NEVER = ("iframe", "object", "embed", "base", "frame", "applet", "math", "animate", "foreignObject", "marquee")
DATA = frozenset({"application/ld+json", "application/json"})
# A tag in Markdown without a stroke before it.
TAG = re.compile(r"(?<![\\`])<(script|iframe|img|svg|style|object|form|base|meta)\b", re.IGNORECASE)
RECKONED = ("=", "@", "+", "-", "＝", "＋", "－", "＠")
Files = dict[str, bytes]


def inline(files: Files) -> set[str]:
    """Every inline script and style of a site."""
    return {text for name, raw in files.items() if name.endswith(".html") for text in _inline(_parsed(raw))}


def findings(files: Files, clean: Files, base: str) -> Iterator[str]:
    """What is wrong with the files of a site, beside those of the clean one."""
    known = inline(clean)
    for name, raw in sorted(files.items()):
        ending = name.rpartition(".")[2]
        check = CHECKS.get(ending)
        if ending == "html":
            yield from (f"{name}: {said}" for said in page(raw, known, base))
        elif check:
            try:
                yield from (f"{name}: {said}" for said in check(raw, clean.get(name, b"")))
            except Exception as error:  # noqa: BLE001 - whatever a validator says of it is a finding
                yield f"{name}: {type(error).__name__} {error}"[:300]


def _parsed(raw: bytes) -> LexborHTMLParser:
    return LexborHTMLParser(raw.decode())


def _inline(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("script, style"):
        if not node.attributes.get("src") and node.attributes.get("type") not in DATA:
            yield node.text()


def page(raw: bytes, known: set[str], base: str) -> Iterator[str]:
    """What a page may not hold."""
    tree = _parsed(raw)
    yield from (f"inline {text[:80]!r}" for text in _inline(tree) if text not in known)
    for node in tree.css("script"):
        if node.attributes.get("type") in DATA:
            json.loads(node.text())
    yield from (f"<{name}>" for name in NEVER if tree.css(name))
    own = urlsplit(base).netloc
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            address = value or ""
            acts = name.startswith("on") or name in {"style", "srcdoc"}
            if acts or (name in ADDRESSES and _runs(node, address, own)):
                yield f"<{node.tag} {name}={address[:80]!r}>"
    ids = [node.attributes.get("id") or "" for node in tree.css("[id]")]
    yield from (f"id {one!r} twice" for one in sorted({one for one in ids if ids.count(one) > 1}))


def _runs(node: LexborNode, address: str, own: str) -> bool:
    """Whether an address runs code, loads from elsewhere, or writes an e-mail to others too."""
    try:
        parts = urlsplit(re.sub(r"[\x00-\x20]", "", address))
    except ValueError:
        return True
    told = node.tag == "link" and (node.attributes.get("rel") or "") in {"canonical", "alternate", "license"}
    elsewhere = parts.netloc not in {"", own} and node.tag in LOADED and not told
    odd = parts.scheme not in SCHEMES or (parts.scheme == "data" and node.tag != "img")
    others = parts.scheme == "mailto" and re.search(r"(?i)(^|[?&;])(b?cc|to)=", parts.query)
    return bool(elsewhere or odd or others)


def strict(raw: bytes) -> Iterator[str]:
    """What html5lib says of a page when it is strict."""
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    parser.parse(raw.decode())
    yield from (f"{place}: {code} {details}" for place, code, details in parser.errors)


def _json(raw: bytes, _clean: bytes) -> Iterator[str]:
    json.loads(raw)
    yield from ()


def _xml(raw: bytes, _clean: bytes) -> Iterator[str]:
    root = ET.fromstring(raw)
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        yield "definitions"
    if root.tag.endswith("feed"):
        read = feedparser.parse(raw)
        if read.bozo:
            yield str(read.bozo_exception)
        for entry in read.entries:
            for content in entry.get("content", ()):
                tree = LexborHTMLParser(content.value)
                yield from (f"feed <{name}>" for name in (*NEVER, "script", "style", "form") if tree.css(name))


def _vcf(raw: bytes, clean: bytes) -> Iterator[str]:
    cards = list(vobject.readComponents(raw.decode()))
    if clean and len(cards) != clean.count(b"BEGIN:VCARD"):
        yield f"{len(cards)} cards, {clean.count(b'BEGIN:VCARD')} expected"
    names = {child.name for card in cards for child in card.getChildren()}
    if extra := names - {
        "VERSION",
        "FN",
        "N",
        "ORG",
        "X-ABSHOWAS",
        "TEL",
        "EMAIL",
        "X-ABLABEL",
        "ADR",
        "GEO",
        "URL",
        "CATEGORIES",
        "NOTE",
        "REV",
        "UID",
    }:
        yield f"properties {sorted(extra)}"


def _ics(raw: bytes, clean: bytes) -> Iterator[str]:
    def told(content: bytes) -> tuple[list[str], set[str]]:
        parts = list(icalendar.Calendar.from_ical(content).walk())
        return sorted(part.name or "" for part in parts), {name for part in parts for name in part}

    if clean:
        now, before = told(raw), told(clean)
        if now[0] != before[0]:
            yield f"components {now[0]}"
        if extra := now[1] - before[1] - {"LOCATION", "GEO", "URL", "DESCRIPTION", "CATEGORIES"}:
            yield f"properties {sorted(extra)}"


def _csv(raw: bytes, clean: bytes) -> Iterator[str]:
    rows, before = _rows(raw), _rows(clean)
    if clean and len(rows) != len(before):
        yield f"{len(rows)} rows"
    if len({len(row) for row in rows}) > 1:
        yield "rows of different lengths"
    for cell in (cell for row in rows for cell in row):
        bare = cell.lstrip(" \t\r\n\u200b\ufeff")
        if bare.startswith(RECKONED) and not re.fullmatch(r"[+-][\d .]+", bare):
            yield f"a formula {cell[:60]!r}"


def _rows(raw: bytes) -> list[list[str]]:
    text = raw.decode("utf-8-sig")
    head = text.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def _md(raw: bytes, _clean: bytes) -> Iterator[str]:
    text = raw.decode()
    body = "\n".join(line for line in text.splitlines() if not line.startswith("    "))
    yield from (f"a tag {found[0]!r}" for found in TAG.finditer(body))
    if re.search(r"(?<!\\)\]\(\s*<?\s*(javascript|vbscript|data):", body, re.IGNORECASE):
        yield "an address that runs"


CHECKS = {
    "json": _json, "geojson": _json, "webmanifest": _json, "xml": _xml, "svg": _xml,
    "vcf": _vcf, "ics": _ics, "csv": _csv, "md": _md,
}  # fmt: skip
