"""What templates get of texts, pictures and documents: plain values, ready to stand on a page.

Refuses to hold anything that still has to be looked up.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text; `html` is safe, `language` is the one it is really in."""

    title: str | None
    summary: str | None
    html: Markup
    language: str
    borrowed: bool


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture: `src` is the widest derivative, width and height are its own, in pixels."""

    src: str
    srcset: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ShownSign:
    """A sign: the way to its symbol, its colour's token, and the whole drawing for where it stands large."""

    href: str
    colour: str
    drawing: Markup


@dataclass(frozen=True, slots=True)
class ShownSocial:
    """The social card of a page: its whole address, its size in pixels, and what there is to see on it.

    `shows` is what stands beside the words: `picture` (`seen` says of what), `sign`, `signs`, `mark`, or nothing.
    """

    url: str
    width: int
    height: int
    media: str
    section: str
    title: str
    when: str
    shows: str
    seen: str


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document: the way to it, and its size in bytes."""

    href: str
    bytes: int
