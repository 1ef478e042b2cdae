"""The guide as it stands in its folder: for each language an index, the chapters that it links to, their pictures.

The order of the index is the order of the chapters, and what makes two chapters of different languages counterparts.
Refuses to judge: a chapter that is not there is left out, and its links stay plain text. Tests want them all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from PIL import Image

from district.cache import Cache, code_of, key_of
from district.plan import Page, Plan
from district.plan.planning import GUIDE, HOME
from district.reading import markup
from district.reading.markup import Markup, Target, Writer

INDEX = "README.md"
PICTURES = "pictures"
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)#\s]+\.md)\)")
VIEW_BOX = re.compile(r'viewBox="0 0 (\d+) (\d+)"')
# Blocks of what is typed and of what is written, as the hosts of git show them.
EXTENSIONS = ("fenced_code",)


@dataclass(frozen=True)
class Chapter:
    """One chapter in one language; the index is the chapter number 0."""

    number: int
    language: str
    path: Path
    title: str
    markup: Markup

    @property
    def key(self) -> str:
        """The key of its page, the same in every language."""
        return f"{GUIDE}/{self.number}" if self.number else GUIDE

    @property
    def step(self) -> str:
        """What its address ends with, behind that of the index."""
        return f"{self.path.stem}/" if self.number else ""


@dataclass(frozen=True)
class Guide:
    """All chapters of all languages."""

    folder: Path
    chapters: Mapping[str, tuple[Chapter, ...]] = field(default_factory=dict)

    def chapter(self, page: Page) -> Chapter | None:
        """The chapter that a page shows."""
        return next((one for one in self.chapters.get(page.language, ()) if one.key == page.key), None)

    def chapter_at(self, chapter: Chapter, address: str) -> Chapter | None:
        """The chapter that a link of another leads to, by the way that its file is written as."""
        meant = (chapter.path.parent / unquote(address)).resolve()
        return next((one for one in self.chapters[chapter.language] if one.path == meant), None)

    @cached_property
    def pictures(self) -> Mapping[str, Path]:
        """The pictures by their addresses in the site."""
        found = sorted(self.folder.glob(f"{PICTURES}/*")) if self.chapters else ()
        return {f"{GUIDE}/{PICTURES}/{path.name}": path for path in found}

    @cached_property
    def sizes(self) -> Mapping[str, tuple[int, int]]:
        """The width and the height of each picture, by the name of its file."""
        return {path.name: _size(path) for path in self.pictures.values()}


NO_GUIDE = Guide(Path())


def read_guide(folder: Path | None, cache: Path) -> Guide:
    """The guide in a folder, as far as it is there; what is made of its Markdown is kept in a cache."""
    if folder is None or not folder.is_dir():
        return NO_GUIDE
    kept = Cache(cache / GUIDE, code_of(Path(__file__), Path(markup.__file__)))
    writer = Writer(EXTENSIONS)
    languages = sorted(path.parent.name for path in folder.resolve().glob(f"*/{INDEX}"))
    return Guide(
        folder.resolve(),
        {code: tuple(_chapters(folder.resolve() / code / INDEX, code, writer, kept)) for code in languages},
    )


def guide_pages(guide: Guide, plan: Plan) -> Iterator[Page]:
    """A page for each chapter, in the languages that both the site and the guide have."""
    for language in plan.languages:
        home = plan.page(f"sections/{HOME}", language)
        for one in guide.chapters.get(language, ()):
            address = f"{home.address if home else ''}{GUIDE}/{one.step}"
            parent = GUIDE if one.number else home.key if home else ""
            yield Page(one.key, language, address, GUIDE, one.title, parent=parent, listed=False)


def _chapters(index: Path, language: str, writer: Writer, kept: Cache) -> Iterator[Chapter]:
    """The index, then each chapter that it links to, once, in its order."""
    linked = (index.parent / unquote(found) for found in LINK.findall(index.read_text(encoding="utf-8")))
    paths = dict.fromkeys(path.resolve() for path in (index, *linked) if path.is_file())
    # An index also leads to those of other languages.
    own = [path for path in paths if path == index or path.name != INDEX]
    for number, path in enumerate(own):
        text = path.read_text(encoding="utf-8")
        title = TITLE.search(text)
        body = text[title.end() :] if title else text
        raw = kept.made(key_of(body), lambda body=body: _kept(writer.write(body)))  # type: ignore[misc]
        yield Chapter(number, language, path, title[1].replace("'", "’") if title else path.stem, _taken(raw))


def _kept(made: Markup) -> bytes:
    return json.dumps([one if isinstance(one, str) else astuple(one) for one in made.pieces]).encode()


def _taken(raw: bytes) -> Markup:
    pieces = (one if isinstance(one, str) else _target(*one) for one in json.loads(raw))
    return Markup(tuple(pieces))


def _target(attribute: str, address: str, others: list[list[str]]) -> Target:
    return Target(attribute, address, tuple((name, value) for name, value in others))


def _size(path: Path) -> tuple[int, int]:
    """The size of a picture in pixels; a drawing says it in its first line."""
    if path.suffix == ".svg":
        found = VIEW_BOX.search(path.read_text(encoding="utf-8"))
        assert found, path
        return int(found[1]), int(found[2])
    with Image.open(path) as opened:
        return opened.size
