"""The HTML of a built site, parsed once, and where its links lead.

It refuses to ask the plan: what it knows stands in the files, as a reader's browser would find it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

# Where HTML names other files.
LINKING = ("href", "src", "poster", "action", "data", "data-file")
# Schemes that lead to no page.
ELSEWHERE = ("mailto", "tel", "sms", "geo")


@dataclass(frozen=True)
class Link:
    """A place in a page that names another: the element, its attribute, and what stands there."""

    element: str
    attribute: str
    value: str


class Sheet:
    """One page of a built site."""

    def __init__(self, path: str, html: str) -> None:
        self.path = path
        self.html = html
        self.tree = LexborHTMLParser(html)

    @property
    def language(self) -> str:
        """The language that the page says it is in."""
        return self.one("html").attributes.get("lang") or ""

    def all(self, selector: str) -> list[LexborNode]:
        """The elements that a selector finds."""
        return self.tree.css(selector)

    def one(self, selector: str) -> LexborNode:
        """The only element that a selector finds."""
        found = self.all(selector)
        assert len(found) == 1, (self.path, selector, len(found))
        return found[0]

    def values(self, selector: str, attribute: str) -> list[str]:
        """An attribute of all elements that a selector finds; an attribute without a value is empty."""
        return [node.attributes.get(attribute) or "" for node in self.all(selector)]

    @cached_property
    def leads_on(self) -> bool:
        """Whether the page stands at an old address."""
        return bool(self.all('meta[http-equiv="refresh"]'))

    @cached_property
    def canonical(self) -> str:
        """The address of the page to be indexed, or nothing."""
        return "".join(self.values('link[rel="canonical"]', "href"))

    @cached_property
    def alternates(self) -> dict[str, str]:
        """The translations that search engines are told of."""
        links = self.all('link[rel="alternate"][hreflang]')
        assert len({link.attributes["hreflang"] for link in links}) == len(links), self.path
        return {str(link.attributes["hreflang"]): str(link.attributes["href"]) for link in links}

    @cached_property
    def switch(self) -> dict[str, str]:
        """The links to the same page in each language."""
        return {
            str(link.attributes["hreflang"]): str(link.attributes["href"]) for link in self.all("header a[hreflang]")
        }

    @cached_property
    def shared(self) -> dict[str, list[str]]:
        """What stands for the page where it is shared: the tags' names, each with all its values."""
        found: dict[str, list[str]] = {}
        for node in self.all('meta[property^="og:"], meta[property^="article:"], meta[name^="twitter:"]'):
            name = node.attributes.get("property") or node.attributes.get("name") or ""
            found.setdefault(name, []).append(node.attributes.get("content") or "")
        return found

    @cached_property
    def ids(self) -> list[str]:
        """Every id."""
        return self.values("[id]", "id")

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link of every sort."""
        return tuple(self._links())

    def _links(self) -> Iterator[Link]:
        for attribute in LINKING:
            for node in self.all(f"[{attribute}]"):
                yield Link(str(node.tag), attribute, node.attributes.get(attribute) or "")
        for node in self.all("[srcset]"):
            for part in (node.attributes.get("srcset") or "").split(","):
                yield Link(str(node.tag), "srcset", (part.split() or [""])[0])
        for value in self.values('meta[http-equiv="refresh"]', "content"):
            yield Link("meta", "refresh", value.partition("url=")[2])

    def texts(self, *, own: bool = False) -> Iterator[str]:
        """Every text that a reader may see or hear; with `own`, only those in the page's language."""
        for node in self.tree.root.traverse(include_text=True) if self.tree.root else ():
            if own and self.said_in(node) != self.language:
                continue
            if node.tag == "-text":
                if node.parent is None or node.parent.tag not in {"script", "style"}:
                    yield " ".join((node.text(deep=False) or "").split())
                continue
            for name in ("alt", "title", "aria-label", "placeholder", "data-over", "data-copy"):
                if value := node.attributes.get(name):
                    yield value

    def said_in(self, node: LexborNode | None) -> str:
        """The language that an element says its words are in."""
        while node is not None:
            language = node.attributes.get("lang") if node.tag != "-text" else None
            if language:
                return language
            node = node.parent
        return ""

    def marks(self, node: LexborNode, words: str, language: str) -> bool:
        """Whether an element's words, or those of them that are `words`, are said to be in a language."""
        return self.said_in(node) == language or any(words in one.text() for one in node.css(f'[lang="{language}"]'))


class Sheets:
    """All pages of a built site, and what its links lead to."""

    def __init__(self, folder: Path, base: str) -> None:
        self.folder = folder
        self.base = base
        self.files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    @cached_property
    def every(self) -> dict[str, Sheet]:
        """All HTML files by path, those at old addresses too."""
        html = (path for path in sorted(self.files) if path.endswith(".html"))
        return {path: Sheet(path, (self.folder / path).read_text(encoding="utf-8")) for path in html}

    @cached_property
    def pages(self) -> dict[str, Sheet]:
        """All pages by path."""
        return {path: sheet for path, sheet in self.every.items() if not sheet.leads_on}

    def __getitem__(self, path: str) -> Sheet:
        return self.every[path]

    def address(self, path: str) -> str:
        """The whole address of a file."""
        return f"{self.base}/{path.removesuffix('index.html') if posixpath.basename(path) == 'index.html' else path}"

    def is_inside(self, link: str) -> bool:
        """Whether a link names something of this site."""
        split = urlsplit(link)
        return split.scheme not in ELSEWHERE and (
            not (split.scheme or split.netloc) or f"{link}/".startswith(f"{self.base}/")
        )

    def path(self, link: str, at: str = "index.html") -> str:
        """The file that a link leads to from the page `at`; "?…" and why, where it leads to none."""
        bare = urldefrag(link)[0]
        split = urlsplit(bare)
        if not split.netloc and not split.path.startswith("/"):
            way = posixpath.normpath(posixpath.join(posixpath.dirname(at), split.path))
            if way == ".." or way.startswith("../"):
                return f"?leaves the site: {link}"
        whole = urljoin(f"{self.base}/{at}", bare)
        if not f"{whole}/".startswith(f"{self.base}/"):
            return f"?is elsewhere: {link}"
        path = unquote(urlsplit(whole).path)[len(urlsplit(self.base).path) :].lstrip("/")
        path = f"{path}index.html" if path.endswith("/") or not path else path
        return path if path in self.files else f"?is not there: {link}"

    def broken(self, link: str, at: str = "index.html") -> str:
        """Why a link of this site leads nowhere, or nothing."""
        path = self.path(link, at)
        anchor = unquote(urldefrag(link)[1])
        if path.startswith("?"):
            return path[1:]
        if anchor and anchor not in self._places(path):
            return f"has no such place: {link}"
        return ""

    def _places(self, path: str) -> list[str]:
        """The places in a page or a drawing that a link may lead to."""
        if path.endswith(".svg"):
            return re.findall(r"\bid=\"([^\"]+)\"", (self.folder / path).read_text(encoding="utf-8"))
        return self.every[path].ids if path in self.every else []

    @cached_property
    def styled(self) -> dict[str, str]:
        """What style sheets name, and from where."""
        sheets = {
            path: (self.folder / path).read_text(encoding="utf-8") for path in self.files if path.endswith(".css")
        }
        found = {name: path for path, css in sheets.items() for name in re.findall(r"url\(\s*[\"']?([^\"')]+)", css)}
        return {name: path for name, path in found.items() if not name.startswith("data:")}
