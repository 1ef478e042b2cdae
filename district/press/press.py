"""The press: data and the theme's print templates to a PDF, by Typst, cached by the hash of both.

Refuses fonts of the machine, packages of the network and the machine's clock: the same data make the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from district.cache import Cache, by
from district.fonts import Faces
from district.press.cuts import cuts
from district.stages import stage

if TYPE_CHECKING:
    import typst

FOLDER = "print"
DATA = "data.json"
# Part of every cache key.
RECIPE = "1"
# Tagged for who listens instead of looking: ISO 14289-1.
STANDARD: Final = "ua-1"
# The root of the tree of pages names them all; the branches below it name fewer.
COUNT = re.compile(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)|/Count\s+(\d+)[^>]*?/Type\s*/Pages\b")
# What no typeface of the theme has: pictograms are dropped, of letters it is shown that one is missing.
DROPPED = frozenset({"So", "Sk", "Cf", "Mn", "Me", "Co", "Cn", "Cs"})
MISSING = "?"

More = Callable[[], Mapping[str, object]]


class PrintError(Exception):
    """A print template that Typst refuses: `template`, and what Typst says of it."""

    def __init__(self, template: str, said: str) -> None:
        super().__init__(said)
        self.template = template


class ElsewhereError(Exception):
    """The press stands in the process that this one is a copy of: its threads have not come along."""


@dataclass(frozen=True)
class Printed:
    """A PDF and how many pages it has."""

    content: bytes
    pages: int


@dataclass(frozen=True)
class Order:
    """What is to be printed: the key that it is kept by, the template, the data as JSON, the moment, what is added."""

    key: str
    template: str
    said: str
    moment: datetime
    more: More


class Press:
    """Prints with a theme's templates. `cache` is the folder that outlives outputs; data may name files below it."""

    def __init__(self, theme: Path, cache: Path, faces: Faces) -> None:
        self.templates = theme / FOLDER
        self.root = cache
        self.cache = cache / FOLDER
        self.faces = faces
        # What Typst remarked in this run; a theme that is whole gives no cause.
        self.warnings: list[str] = []
        self._home = os.getpid()
        self._kept = Cache(self.cache, RECIPE)
        self._printed: dict[str, Printed] = {}

    def can(self, template: str) -> bool:
        """Whether the theme has a print template of this name."""
        return (self.templates / f"{template}.typ").is_file()

    def stand_here(self) -> None:
        """ElsewhereError in a copy of the process that has the press, before it makes data to print for nothing."""
        if os.getpid() != self._home:
            raise ElsewhereError

    def print(self, template: str, data: Mapping[str, object], moment: datetime, more: More = dict) -> Printed:
        """The PDF that a template makes of the data; PrintError when it cannot.

        `moment` is written into the PDF. `more` gives data that follow from the others and take time to
        make: it is asked only when the PDF is not in the cache.
        """
        order = self._order(template, data, moment, more)
        return self._known(order.key) or self._set(order)

    def begin(
        self, threads: Executor, template: str, data: Mapping[str, object], moment: datetime, more: More = dict
    ) -> Future[Printed]:
        """As `print`, by one of the threads, while this one goes on; what is in the cache is there at once."""
        order = self._order(template, data, moment, more)
        if found := self._known(order.key):
            there: Future[Printed] = Future()
            there.set_result(found)
            return there
        return threads.submit(self._set, order)

    def _order(self, template: str, data: Mapping[str, object], moment: datetime, more: More) -> Order:
        said = json.dumps({**data, "faces": self._families}, ensure_ascii=False, sort_keys=True)
        every = hashlib.sha256(self._base + f"{template} {moment.isoformat()} {said}".encode())
        return Order(f"{template}-{every.hexdigest()[:24]}", template, said, moment, more)

    def _known(self, key: str) -> Printed | None:
        """What was printed before, in this run or another."""
        if key not in self._printed and (content := self._kept.get(key)) is not None:
            self._printed[key] = Printed(content, _pages(content))
        return self._printed.get(key)

    def _set(self, order: Order) -> Printed:
        """What is printed anew."""
        with stage("prints"):
            said = json.dumps({**json.loads(order.said), **order.more()}, ensure_ascii=False, sort_keys=True)
            content = self._compiled(order.template, self._legible(said), order.moment)
        self._kept.put(order.key, content)
        printed = self._printed[order.key] = Printed(content, _pages(content))
        return printed

    @cached_property
    def _families(self) -> dict[str, str]:
        return {name: face.family for name, face in self.faces.faces.items()}

    @cached_property
    def _fonts(self) -> Path:
        """The folder with the font files of all faces, in all their weights."""
        with stage("prints"):
            return cuts(self.faces, self.root / "fonts")

    @cached_property
    def _typst_fonts(self) -> typst.Fonts:
        import typst

        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[self._fonts])

    @cached_property
    def _base(self) -> bytes:
        """The hash of all that does not change from one PDF to the next."""
        every = hashlib.sha256(by("typst").encode())
        for path in (*_sorted(self.templates, ".typ"), *_sorted(self._fonts, ".ttf")):
            every.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
        return every.digest()

    @cached_property
    def _characters(self) -> frozenset[int]:
        """The characters that every face has."""
        from fontTools.ttLib import TTFont

        sets = [frozenset(TTFont(io.BytesIO(file.read_bytes())).getBestCmap()) for file in _sorted(self._fonts, ".ttf")]
        return frozenset.intersection(*sets) if sets else frozenset()

    def _legible(self, said: str) -> str:
        """The text with no character that the faces lack: a PDF for all readers may not have any."""
        said = unicodedata.normalize("NFC", said)
        lacking = {ord(sign) for sign in set(said)} - self._characters
        return said.translate({code: _instead(chr(code)) for code in lacking if code > ord(" ")})

    def _compiled(self, template: str, said: str, moment: datetime) -> bytes:
        import typst

        self.cache.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(dir=self.cache))
        try:
            for path in _sorted(self.templates, ".typ"):
                shutil.copyfile(path, work / path.name)
            (work / DATA).write_text(said, encoding="utf-8")
            content, warnings = typst.compile_with_warnings(
                work / f"{template}.typ",
                root=self.root,
                font_paths=self._typst_fonts,
                ignore_system_fonts=True,
                pdf_standards=[STANDARD],
                timestamp=int(moment.timestamp()),
            )
        except typst.TypstError as error:
            raise PrintError(template, _told(error)) from error
        finally:
            shutil.rmtree(work, ignore_errors=True)
        self.warnings += [warning.message for warning in warnings]
        return content


def _sorted(folder: Path, ending: str) -> list[Path]:
    """The files of a folder with an ending, in order."""
    return sorted(folder.glob(f"*{ending}"))


def _instead(sign: str) -> str:
    bare = unicodedata.normalize("NFKD", sign)
    if bare != sign and bare.isascii():
        return json.dumps(bare)[1:-1]
    return "" if unicodedata.category(sign) in DROPPED else MISSING


def _told(error: typst.TypstError) -> str:
    """What Typst says of an error, in one line."""
    return "; ".join([error.message, *error.hints])


def _pages(content: bytes) -> int:
    return max((int(first or second) for first, second in COUNT.findall(content)), default=0)
