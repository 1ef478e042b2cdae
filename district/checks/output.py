"""The rules about rendered pages: every link in them leads to something that is there, and no anchor is there twice.

Refuses to look at other hosts, and to parse more of a page than its links and ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from district.problems import Place, Problem

# A link that goes up some folders and then down, and needs no decoding.
NEAR = re.compile(r"(?!/|$)((?:\.\./)*)((?:[\w-][\w.-]*/)*(?:[\w-][\w.-]*)?)", re.ASCII)
SELECTOR = "[href], [src], [srcset], [id]"
# What a page has of links, ids, and ids that stand there twice.
Looked = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


@dataclass
class Links:
    """The links and ids of all pages of a build, gathered page by page; `root` is the site's path on its host."""

    root: str
    # Of each page, the file and the anchor that a link means, with the link as it is written.
    links: dict[str, dict[tuple[str, str], str]] = field(default_factory=dict)
    ids: dict[str, frozenset[str]] = field(default_factory=dict)
    # Of each page, the ids that it has more than once.
    doubled: dict[str, frozenset[str]] = field(default_factory=dict)
    # What links from the site's top mean, which is the same on all pages of folders as deep: nearly all are such.
    _from_top: dict[int, dict[str, tuple[str, str]]] = field(default_factory=dict)

    def look(self, tree: LexborHTMLParser) -> Looked:
        """The links of a page, its ids, and those of them that it has more than once."""
        links, ids, doubled = set[str](), set[str](), set[str]()
        for node in tree.css(SELECTOR):
            attributes = node.attributes
            if identity := attributes.get("id"):
                (doubled if identity in ids else ids).add(identity)
            links |= {value for name in ("href", "src") if (value := attributes.get(name))}
            sizes = (attributes.get("srcset") or "").split(",")
            links |= {size.split()[0] for size in sizes if size.strip()}
        # Sorted, so that of two ways to write a link the same is told at every run.
        return tuple(sorted(links, reverse=True)), tuple(ids), tuple(doubled)

    def gather(self, path: str, looked: Looked) -> None:
        """Takes in what a page that was rendered for a path has."""
        links, ids, doubled = looked
        self.ids[path] = frozenset(ids)
        if doubled:
            self.doubled[path] = frozenset(doubled)
        within = path.split("/")[:-1]
        top = "../" * len(within)
        known = self._from_top.setdefault(len(within), {})
        self.links[path] = meant = {}
        for link in links:
            place = known.get(link)
            if place is None:
                place = self._near(within, link) or self._meant(path, link)
                if place and top and link.startswith(top):
                    known[link] = place
            if place:
                meant[place] = link

    def anew(self) -> Links:
        """The same for other pages."""
        return Links(self.root)

    def take(self, others: Links) -> None:
        """Takes in what was gathered of other pages."""
        self.links |= others.links
        self.ids |= others.ids
        self.doubled |= others.doubled

    def broken(self, files: Mapping[str, object]) -> Iterator[Problem]:
        """A problem for each page's link to a file or an anchor that the site does not have (B105).

        And one for each anchor that a page has twice (B111): links and labels would lead to the first of them alone.
        """
        for path, links in self.links.items():
            wrong = (link for (target, anchor), link in links.items() if not self._is_there(target, anchor, files))
            yield from (Problem("B105", Place(path), {"value": link}) for link in sorted(wrong))
        for path, doubled in sorted(self.doubled.items()):
            yield from (Problem("B111", Place(path), {"value": identity}) for identity in sorted(doubled))

    def _is_there(self, target: str, anchor: str, files: Mapping[str, object]) -> bool:
        return target in files and (not anchor or target not in self.ids or anchor in self.ids[target])

    def _near(self, within: list[str], link: str) -> tuple[str, str] | None:
        """What `_meant` says of a plain link from a page in a folder, as nearly all are; None for any other."""
        found = NEAR.fullmatch(link)
        above = len(found[1]) // len("../") if found else 0
        if found is None or above > len(within):
            return None
        steps = [*within[: len(within) - above], found[2]]
        return "/".join(steps) + ("" if found[2] and not found[2].endswith("/") else "index.html"), ""

    def _meant(self, path: str, link: str) -> tuple[str, str] | None:
        """The file and the anchor that a link on a page means; None for one that leads elsewhere."""
        if link.startswith(("https://", "http://")):  # as some on every page do
            return None
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            return None
        return self._target(path, unquote(parts.path)), unquote(parts.fragment)

    def _target(self, path: str, address: str) -> str:
        """The file that an address on a page means."""
        if not address:
            return path
        if address.startswith("/"):
            inside = address.removeprefix(self.root) if address.startswith(self.root) else "../"
        else:
            inside = join(dirname(path), address)
        bare = normpath(inside)
        return normpath(join(bare, "index.html")) if address.endswith(("/", ".", "..")) else bare
