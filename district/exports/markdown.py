"""Markdown for programs that read texts: names, links, lists.

Refuses to let a name be taken for a sign of Markdown. Source: https://spec.commonmark.org/
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from district.rendering.plain import line
from district.rendering.view import Thing, View

# What Markdown would take for a sign of its own.
SIGNS = re.compile(r"([\\`*_\[\]<>#|~&])")


def escaped(text: str) -> str:
    """A text as one line that Markdown takes for nothing else."""
    return SIGNS.sub(r"\\\1", line(text))


def link(name: str, address: str) -> str:
    """A name that leads to an address."""
    return f"[{escaped(name)}]({address})"


def linked(view: View, thing: Thing) -> str:
    """The name of something, as a link where there is a page to go to."""
    name, way = view.title_text(thing), view.link(thing)
    return link(name, way) if way else escaped(name)


def part(heading: str, items: Iterable[str]) -> str:
    """A list below its heading; nothing where there is nothing to list."""
    points = "\n".join(f"- {item}" for item in items if item)
    return f"## {escaped(heading)}\n\n{points}" if points else ""


def joined(*parts: str | None, by: str = ", ") -> str:
    """What there is of some parts, in a line."""
    return by.join(one for one in parts if one)
