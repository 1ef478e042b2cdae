"""A page, a file, an old address: what the plan lists.

Refuses absolute addresses: these are made, where a standard wants them, from the site's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from district.district import Facet, FacetWord
from district.reading import Entry

Subject = Entry | Facet | FacetWord | None


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language.

    `key` is the same for its counterparts; `address` is relative to the site's root and ends in a
    slash (empty for the home page) or names a file. `text_language` is the language that title and
    text are really in, another than `language` when a translation is missing.
    """

    key: str
    language: str
    address: str
    template: str
    title: str
    subject: Subject = None
    section: str = ""
    parent: str = ""
    text_language: str = ""
    updated: date | None = None
    listed: bool = True

    @property
    def borrowed(self) -> bool:
        """Whether its text stands in for a missing translation."""
        return self.text_language not in {"", self.language}

    @property
    def path(self) -> str:
        """The file that the page is written to."""
        return f"{self.address}index.html" if self.address.endswith("/") or not self.address else self.address

    @property
    def root(self) -> str:
        """The way from the page to the site's root: `../` for each step of its address."""
        return "../" * self.path.count("/")


@dataclass(frozen=True, slots=True)
class File:
    """Something that is no page: a feed, the sitemap.

    `key` begins with the name of the export that makes it; `language` is empty when the file is for
    all. `title` is what readers call it, where they are offered it.
    """

    key: str
    language: str
    address: str
    media: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old address, a path from the root, and the page that took its place."""

    address: str
    page: Page

    @property
    def path(self) -> str:
        """The file that leads on."""
        bare = self.address.lstrip("/")
        return f"{bare}index.html" if bare.endswith("/") else bare
