"""Markdown to safe HTML, with the links to entries left open until the page is known.

Refuses everything that is not on the allow-list: scripts, styles, forms, frames, event handlers,
other schemes than http, https, mailto and tel.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass
from functools import cached_property
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import slugify_unicode
from markdown.treeprocessors import Treeprocessor

from district.cache import Pack, by, code_of, key_of
from district.forks import spread
from district.reading import addresses, inline
from district.reading.addresses import SCHEMES, is_outside, is_refused, writes_elsewhere
from district.stages import counted

TAGS = frozenset(
    """p br hr h2 h3 h4 ul ol li dl dt dd blockquote cite em strong sup sub abbr del ins code pre kbd a img
    table caption thead tbody tr th td time span q""".split()  # noqa: SIM905 - read as a list of words
)
ATTRIBUTES = {
    "a": {"href", "title", "hreflang"},
    "img": {"src", "alt", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "th": {"scope"},
    "time": {"datetime"},
    "*": {"lang", "id"},
}
# What word processors leave in texts: it goes without a word, and what it holds stays.
PASSED_OVER = frozenset(
    """b i u s big small tt font center div section article header footer figure figcaption main
    h1 h5 h6 mark col colgroup tfoot wbr address""".split()  # noqa: SIM905 - read as a list of words
)
PASSED_OVER_ATTRIBUTES = frozenset(
    "class align valign width height border color face size dir role rel target cellpadding cellspacing".split()  # noqa: SIM905
)
# Within a tag only: a text may speak of href="…" too.
OPEN_LINK = re.compile(r'(<a\b(?:[^<>"]|"[^"]*")*?\s)href="([^"]*)"|<img\b((?:[^<>"]|"[^"]*")*)>')
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
HEADING = re.compile(r'<h[2-4][^>]* id="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Target:
    """An address as the editor wrote it, in a link (`href`) or a picture (`src`).

    `others` are a picture's other attributes, its alternative text before all.
    """

    attribute: str
    address: str
    others: tuple[tuple[str, str], ...] = ()


# What stands for a target, already escaped: for a link its attribute, for a picture the whole element.
Resolver = Callable[[Target], str]


@dataclass(frozen=True, slots=True)
class Markup:
    """Safe HTML in pieces: text, and targets between them that a page has still to resolve.

    `refused` are links and pictures that were left out, since no reader could safely open them, `left_out`
    the elements (`<script>`) and attributes (`onclick`) that the editor wrote and no page shows.
    """

    pieces: tuple[str | Target, ...] = ()
    refused: tuple[Target, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def targets(self) -> list[Target]:
        """The targets, in the order they stand."""
        return [piece for piece in self.pieces if isinstance(piece, Target)]

    @property
    def anchors(self) -> frozenset[str]:
        """The ids of its headings."""
        return frozenset(HEADING.findall("".join(p for p in self.pieces if isinstance(p, str))))

    def __bool__(self) -> bool:
        return bool(self.pieces)

    def html(self, resolve: Resolver) -> str:
        """The HTML, each target replaced by what `resolve` makes of it."""
        return "".join(piece if isinstance(piece, str) else resolve(piece) for piece in self.pieces)


class _Levels(Treeprocessor):
    """Headings of a text begin below the page's title, whatever the editor wrote."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "h1":
                element.tag = "h2"
            elif element.tag in {"h5", "h6"}:
                element.tag = "h4"


class _Schemes(Treeprocessor):
    """Notes the links that cleaning takes out, so that the editor can be told."""

    refused: list[Target]

    def run(self, root: Element) -> None:
        self.refused = []
        for element in root.iter():
            for name in ("href", "src"):
                if is_refused(element.get(name, "")):
                    self.refused.append(Target(name, element.get(name, "")))


class _Raw(HTMLParser):
    """Finds, in the HTML that an editor wrote, what no page shows. Deciding what stays is the cleaner's work."""

    def __init__(self) -> None:
        super().__init__()
        self.left_out: list[str] = []
        self.refused: list[Target] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS | PASSED_OVER:
            self.left_out.append(f"<{tag}>")
            return
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()) | PASSED_OVER_ATTRIBUTES
        for name, value in attrs:
            if name not in allowed:
                self.left_out.append(name)
            elif name in {"href", "src"} and is_refused(value or ""):
                self.refused.append(Target(name, value or ""))

    def handle_comment(self, data: str) -> None:
        self.left_out.append("<!--")

    def handle_decl(self, decl: str) -> None:
        self.left_out.append("<!")

    def unknown_decl(self, data: str) -> None:
        self.left_out.append("<!")

    def handle_pi(self, data: str) -> None:
        self.left_out.append("<?")


class _House(Extension):
    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.schemes = _Schemes()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        # Before toc (priority 5), which gives the headings their ids.
        md.treeprocessors.register(_Levels(md), "levels", 8)
        md.treeprocessors.register(self.schemes, "schemes", 7)
        inline.spare(md)


class Writer:
    """Turns Markdown into Markup; one instance serves any number of texts.

    `extensions` are Python-Markdown's besides those that entries' texts may use. What it has made is kept in `kept`.
    """

    def __init__(self, extensions: Iterable[str] = (), kept: Pack | None = None) -> None:
        self._extensions = tuple(extensions)
        self.kept = kept
        self._cleaner = nh3.Cleaner(
            tags=set(TAGS),
            clean_content_tags={"script", "style"},
            attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
            url_schemes=set(SCHEMES),
            link_rel=None,
        )

    @cached_property
    def _house(self) -> _House:
        return _House()

    @cached_property
    def _markdown(self) -> Markdown:
        """Made for the first text: most builds have all of them already."""
        return Markdown(  # type: ignore[no-untyped-call]
            extensions=["tables", "sane_lists", "def_list", "smarty", "toc", "abbr", *self._extensions, self._house],
            extension_configs={
                "toc": {"slugify": slugify_unicode, "permalink": False},
                "smarty": {"smart_angled_quotes": True},
            },
            output_format="html",
        )

    def write_all(self, texts: Mapping[str, str], others: Iterable[str] = ()) -> None:
        """Makes now, by all the processors there are, what `write` will be asked for, and keeps it.

        Texts by their keys; `others` are the keys of those that have become HTML already.
        """
        if self.kept is None:
            return
        self.kept.asked(others)
        missing = {key: text for key, text in texts.items() if key not in self.kept}
        made = spread(lambda text: _plain(self._made(text)), list(missing.values()))
        for key, plain in zip(missing, made, strict=True):
            self.kept.put(key, plain)
        self.kept.save()
        counted("texts", len(missing))

    def write(self, text: str, key: str = "") -> Markup:
        """The safe HTML of a Markdown text, in pieces; one that is nested beyond reason stands as it was written."""
        if self.kept is None:
            return self._made(text)
        pieces, refused, left_out = self.kept.made(key or key_of(text), lambda: _plain(self._made(text)))
        return Markup(tuple(_read(one) for one in pieces), tuple(_read(one) for one in refused), left_out)

    def _made(self, text: str) -> Markup:
        self._markdown.reset()
        try:
            html = self._cleaner.clean(self._markdown.convert(text))
        except RecursionError:
            del self._markdown  # what it was in the midst of cannot be gone on with
            return Markup((f"<p>{escape(text)}</p>",))
        raw = _Raw()
        raw.feed("\n".join(str(one) for one in self._markdown.htmlStash.rawHtmlBlocks))
        pieces, mails = _pieces(html)
        refused = (*self._house.schemes.refused, *raw.refused, *mails) if html else ()
        return Markup(tuple(pieces), refused, tuple(dict.fromkeys(raw.left_out)))


def kept_markups(folder: Path) -> Pack:
    """What texts have become, by these libraries and this code."""
    code = code_of(*map(Path, (__file__, addresses.__file__, inline.__file__)))
    return Pack(folder, f"{code} {by('markdown', 'nh3')}")


def _plain(markup: Markup) -> tuple[object, ...]:
    """A markup as plain values."""
    return (
        tuple(piece if isinstance(piece, str) else astuple(piece) for piece in markup.pieces),
        tuple(astuple(one) for one in markup.refused),
        markup.left_out,
    )


def _read(piece: str | tuple[Any, ...]) -> Any:
    return piece if isinstance(piece, str) else Target(*piece)


def _pieces(html: str) -> tuple[list[str | Target], list[Target]]:
    """The pieces, and the links to e-mails that are left out."""
    pieces: list[str | Target] = []
    refused: list[Target] = []
    done = 0
    for found in OPEN_LINK.finditer(html):
        if found[1] is None:
            others = {name: unescape(value) for name, value in ATTRIBUTE.findall(found[3])}
            pieces.append(html[done : found.start()])
            if source := others.pop("src", ""):  # one that was refused has none, and is left out
                pieces.append(Target("src", source, tuple(others.items())))
        elif is_outside(found[2]):
            if not writes_elsewhere(unescape(found[2])):
                continue
            pieces.append(html[done : found.end(1)])
            refused.append(Target("href", unescape(found[2])))
        else:
            pieces += [html[done : found.end(1)], Target("href", unescape(found[2]))]
        done = found.end()
    if html[done:].strip():
        pieces.append(html[done:])
    return pieces, refused
