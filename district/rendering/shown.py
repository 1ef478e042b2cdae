"""What templates get of texts, pictures and documents: plain values, ready to stand on a page.

Refuses to hold anything that still has to be looked up, but for the HTML of texts.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from markupsafe import Markup

from district.plan import Page

# In steps, since no style may stand in a page; `pictures.css` has a class for each.
SHAPES = (60, 75, 100, 133, 150, 178, 240, 300)
SMALL = 320


@dataclass(frozen=True)
class ShownText:
    """A text; `language` is the one it is really in. Lists show the summary alone: the rest is made when asked for."""

    title: str | None
    summary: str | None
    make: Callable[[], Markup]
    language: str
    borrowed: bool

    @cached_property
    def html(self) -> Markup:
        """The text as safe HTML."""
        return self.make()


@dataclass(frozen=True, slots=True)
class ShownChapter:
    """A chapter of the guide: its safe HTML, the pages of all chapters, and of the ones before and after it."""

    html: Markup
    chapters: tuple[Page, ...]
    before: Page | None
    after: Page | None


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture: `src` is the widest derivative, width and height are its own, in pixels.

    `avif` is the same as `srcset` in the finer format, `placeholder` a data: URI; both may be empty.
    """

    src: str
    srcset: str
    avif: str
    width: int
    height: int
    placeholder: str
    # Names of the classes that keep the point of interest in sight where a picture is cropped.
    focus: str = ""
    caption: Markup | None = None
    credit: str = ""

    @property
    def shape(self) -> int:
        """Its width in percent of its height, as near as the style sheet has a class for it."""
        return min(SHAPES, key=lambda shape: abs(math.log(shape * self.height / (100 * self.width))))

    @property
    def small(self) -> bool:
        """Whether it is too small to fill a place among others without being blown up."""
        return self.width < SMALL or self.height < SMALL


def focus_of(x: Decimal, y: Decimal) -> str:
    """The classes for a point of interest, to the nearest tenth."""
    return f"focus-x-{round(x / 10)} focus-y-{round(y / 10)}"


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


@dataclass(frozen=True, slots=True)
class ShownPrint:
    """A print: the way to its PDF, its size in bytes, how many pages it has."""

    href: str
    bytes: int
    pages: int
