"""The rule about rendered pages: every link and anchor in them leads to something that is there.

Refuses to look at other hosts, and to parse more of a page than its links and ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from district.problems import Place, Problem

SELECTOR = "[href], [src], [srcset], [id]"


@dataclass
class Links:
    """The links and ids of all pages of a build, gathered page by page; `root` is the site's path on its host."""

    root: str
    links: dict[str, set[str]] = field(default_factory=dict)
    ids: dict[str, set[str]] = field(default_factory=dict)

    def gather(self, path: str, html: str) -> None:
        """Takes in a page that was rendered for a path."""
        links, ids = self.links.setdefault(path, set()), self.ids.setdefault(path, set())
        for node in LexborHTMLParser(html).css(SELECTOR):
            attributes = node.attributes
            if identity := attributes.get("id"):
                ids.add(identity)
            links |= {value for name in ("href", "src") if (value := attributes.get(name))}
            sizes = (attributes.get("srcset") or "").split(",")
            links |= {size.split()[0] for size in sizes if size.strip()}

    def anew(self) -> Links:
        """The same for other pages."""
        return Links(self.root)

    def take(self, others: Links) -> None:
        """Takes in what was gathered of other pages."""
        self.links |= others.links
        self.ids |= others.ids

    def broken(self, files: Mapping[str, object]) -> Iterator[Problem]:
        """A problem (B105) for each page's link to a file or an anchor that the site does not have."""
        for path, links in self.links.items():
            for link in sorted(links):
                if not self._leads(path, link, files):
                    yield Problem("B105", Place(path), {"value": link})

    def _leads(self, path: str, link: str, files: Mapping[str, object]) -> bool:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            return True
        target = self._target(path, unquote(parts.path))
        if target not in files:
            return False
        return not parts.fragment or target not in self.ids or unquote(parts.fragment) in self.ids[target]

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
