"""The safe HTML of a text to plain nodes, which a print template sets in type.

Refuses to pass on any markup: what an editor writes arrives as strings, never as code of the template.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

Node = dict[str, Any]
SPACE = re.compile(r"[ \t\n\r\f]+")
# Elements within a line and what they are called; others within a line are passed through.
INLINE = {
    "em": "emph",
    "cite": "emph",
    "strong": "strong",
    "sup": "sup",
    "sub": "sub",
    "code": "code",
    "kbd": "code",
    "del": "del",
}
HEADINGS = frozenset({"h2", "h3", "h4"})
LISTS = {"ul": "list", "ol": "enum"}
BLOCKS = HEADINGS | set(LISTS) | {"p", "blockquote", "dl", "table", "pre", "hr"}


def blocks(html: str) -> list[Node]:
    """The paragraphs, lists, tables… of a text, each as a node: `{kind, …}`."""
    body = LexborHTMLParser(html).body
    return list(_blocks(_children(body))) if body else []


def _children(element: LexborNode) -> list[LexborNode]:
    return list(element.iter(include_text=True))


def _blocks(children: Iterable[LexborNode]) -> Iterator[Node]:
    """What stands among blocks without being one makes a paragraph of its own."""
    loose: list[LexborNode] = []
    for child in children:
        if child.tag in BLOCKS:
            yield from _paragraph(loose)
            loose = []
            yield from _block(child)
        else:
            loose.append(child)
    yield from _paragraph(loose)


def _paragraph(children: list[LexborNode]) -> Iterator[Node]:
    if items := _line(children):
        yield {"kind": "p", "items": items}


def _block(element: LexborNode) -> Iterator[Node]:
    tag, children = str(element.tag), _children(element)
    if tag in HEADINGS:
        yield {"kind": "heading", "items": _line(children)}
    elif tag in LISTS:
        points = [list(_blocks(_children(child))) for child in children if child.tag == "li"]
        yield {"kind": LISTS[tag], "start": _start(element), "points": points}
    elif tag == "blockquote":
        yield {"kind": "quote", "blocks": list(_blocks(children))}
    elif tag == "dl":
        for child in children:
            if child.tag == "dt":
                yield {"kind": "term", "items": _line(_children(child))}
            elif child.tag == "dd":
                yield from _blocks(_children(child))
    elif tag == "table":
        yield {"kind": "table", "rows": [list(_cells(row)) for row in element.css("tr")]}
    elif tag == "hr":
        yield {"kind": "rule"}
    else:
        yield from _paragraph(children)


def _start(element: LexborNode) -> int:
    said = element.attributes.get("start") or ""
    return int(said) if said.isdecimal() else 1


def _cells(row: LexborNode) -> Iterator[Node]:
    for cell in _children(row):
        if cell.tag in {"td", "th"}:
            yield {"head": cell.tag == "th", "items": _line(_children(cell))}


def _line(children: Iterable[LexborNode]) -> list[Any]:
    """What stands within a line, without spaces at its ends."""
    items = list(_flow(children))
    if items and isinstance(items[0], str):
        items[0] = items[0].lstrip(" ")
    if items and isinstance(items[-1], str):
        items[-1] = items[-1].rstrip(" ")
    return [item for item in items if item != ""]


def _flow(children: Iterable[LexborNode]) -> Iterator[Any]:
    """Strings, and nodes for what is set apart; spaces as a browser shows them."""
    for child in children:
        if child.tag == "-text":
            yield SPACE.sub(" ", child.text(deep=False) or "")
        elif child.tag == "br":
            yield {"kind": "break"}
        elif child.tag == "a":
            yield {"kind": "link", "items": list(_flow(_children(child))), "to": child.attributes.get("href") or ""}
        elif child.tag in INLINE:
            yield {"kind": INLINE[str(child.tag)], "items": list(_flow(_children(child)))}
        else:
            yield from _flow(_children(child))
