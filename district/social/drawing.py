"""Social cards to JPEGs, many in one run of Typst, each kept in the cache by the hash of all it is made from.

Refuses the system's fonts and packages from afar, and to read any text as markup: all of it goes in as data.
"""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from district.cache import Cache, by
from district.fonts import Faces, package
from district.pictures import upright
from district.problems import Place, Problem
from district.progress import each
from district.social.cards import HEIGHT, WIDTH, Named, SocialCard
from district.stages import counted

TEMPLATE = "print/social.typ"
FOLDER = "assets/social"
# Part of every cache key, as are the versions of what draws: they change the bytes.
RECIPE = "1: JPEG 78"
QUALITY = 78
# The place at the end of a card that a picture fills, as wide as this and as high as the card.
PICTURE_WIDTH = 500
# Cards in one run of Typst: enough to share its beginning, few enough to share the work between two threads.
TOGETHER = 24


@dataclass(frozen=True)
class Look:
    """How a theme's cards look: its template, and where the fonts are that it names."""

    theme: str
    template: Path
    families: Mapping[str, str]
    fonts: tuple[Path, ...]

    @property
    def digest(self) -> str:
        """A hash of the template and the fonts."""
        held = [path.read_bytes() for path in (self.template, *self.fonts)]
        return hashlib.sha256(b"".join(hashlib.sha256(one).digest() for one in held)).hexdigest()


def read_look(theme: Path, faces: Faces) -> Look | None:
    """How the cards of a theme look; None for a theme that draws none. Faces that no package has are left out."""
    template = theme / TEMPLATE
    if not template.is_file():
        return None
    families, fonts = {}, []
    for name, face in faces.faces.items():
        try:
            fonts.append(package(face.family))
        except LookupError:
            continue  # B109 says so
        families[name] = face.family
    return Look(theme.name, template, families, tuple(fonts))


class SocialCards:
    """The cards of a build; `cache` is a folder that outlives outputs. Nothing is drawn before `draw`."""

    def __init__(self, look: Look | None, cards: Mapping[Named, SocialCard], cache: Path) -> None:
        self.look = look
        self.cards = cards if look else {}
        self.cache = Cache(cache, RECIPE)

    @cached_property
    def _names(self) -> Mapping[Named, str]:
        return dict(_names(self.look, self.cards)) if self.look else {}

    @cached_property
    def _named(self) -> list[tuple[str, SocialCard]]:
        """The cards by the names of their files, in order, those that are the same once."""
        named = {self._names[which]: card for which, card in self.cards.items()}
        return [(name, named[name]) for name in sorted(named)]

    def card(self, key: str, language: str) -> SocialCard | None:
        """The card of a page by its key and language, if it has one of its own."""
        return self.cards.get((key, language))

    def address(self, key: str, language: str) -> str:
        """Where the card of a page stands in the site; KeyError when it has none."""
        return f"{FOLDER}/{self._names[key, language]}"

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every card with its address in the site, in order, once `draw` has found no problem."""
        for name, card in self._named:
            if (content := self.cache.get(name)) is None:  # the cache has been emptied since
                self._draw([(name, card)])
                content = self.cache.get(name)
            if content is None:  # the build tells B142
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)
            yield f"{FOLDER}/{name}", content

    def draw(self) -> list[Problem]:
        """Draws the cards that the cache has not; B130 when the template cannot be typeset."""
        todo = [(name, card) for name, card in self._named if self.cache.get(name) is None]
        counted("cards_made", len(todo))
        counted("cards_kept", len(self._named) - len(todo))
        if not todo:
            return []
        lots = [todo[start : start + TOGETHER] for start in range(0, len(todo), TOGETHER)]
        # Typst and the encoder both let other threads work.
        with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
            found = [problem for problem in each("cards", pool.map(self._draw, lots), len(lots)) if problem]
        return found[:1]

    def _draw(self, lot: Sequence[tuple[str, SocialCard]]) -> Problem | None:
        import typst

        assert self.look is not None
        try:
            pages = _typeset(self.look, [card for _, card in lot])
        except typst.TypstError as error:
            return _told(self.look, error)
        for (name, card), page in zip(lot, pages, strict=True):
            self.cache.put(name, _encoded(page, card))
        return None


def _names(look: Look, cards: Mapping[Named, SocialCard]) -> Iterable[tuple[Named, str]]:
    """The file of each card: what it is of, and a hash of all that it is made from."""
    common = json.dumps([RECIPE, by("typst"), by("pillow"), look.digest, look.families])
    hashed = lru_cache(None)(lambda picture: hashlib.sha256(picture.read_bytes()).hexdigest())
    for which, card in cards.items():
        said = json.dumps(_data(card)) + (f"{hashed(card.picture)} {card.focus}" if card.picture else "")
        yield which, f"{card.slug}-{hashlib.sha256((common + said).encode()).hexdigest()[:16]}.jpg"


def _data(card: SocialCard) -> dict[str, Any]:
    """What the template gets of a card."""
    return {
        "language": card.language,
        "title": card.title,
        "section": card.section,
        "when": card.when,
        "site": card.site,
        "mark": card.mark,
        "signs": card.signs,
        "picture": PICTURE_WIDTH if card.picture else 0,
    }


def _typeset(look: Look, cards: Sequence[SocialCard]) -> list[bytes]:
    """A PNG for each card, a pixel to a point. Raises TypstError."""
    import typst

    folders = sorted({str(font.parent) for font in look.fonts})
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)
    compiler = typst.Compiler(str(look.template), root=str(look.template.parent), font_paths=fonts)
    given = {"faces": look.families, "cards": [_data(card) for card in cards]}
    made = compiler.compile(format="png", ppi=72, sys_inputs={"cards": json.dumps(given)})
    return made if isinstance(made, list) else [made or b""]


def _encoded(page: bytes, told: SocialCard) -> bytes:
    """The card as JPEG, with its picture in the place that is left for it."""
    with Image.open(io.BytesIO(page)) as drawn:
        card = drawn.convert("RGB")
    if told.picture:
        from district.pictures.opening import opened  # slow to import, and most cards have been drawn

        with opened(told.picture.read_bytes(), told.picture.suffix) as sent:
            sent.draft("RGB", (2 * WIDTH, 2 * WIDTH))  # a camera's picture need not be read in full
            room = (PICTURE_WIDTH, HEIGHT)
            shown = ImageOps.fit(upright(sent), room, Image.Resampling.LANCZOS, centering=told.focus)
        card.paste(shown, (WIDTH - PICTURE_WIDTH, 0), shown if shown.mode == "RGBA" else None)
    buffer = io.BytesIO()
    card.save(buffer, "JPEG", quality=QUALITY, optimize=True)
    return buffer.getvalue()


def _told(look: Look, error: Any) -> Problem:
    """A mistake in the template, and where it is."""
    place = re.search(rf"{re.escape(look.template.name)}:(\d+):(\d+)", error.diagnostic)
    line, column = (int(place[1]), int(place[2]) + 1) if place else (0, 0)
    return Problem("B130", Place(f"{look.theme}/{TEMPLATE}", line, column), {"value": error.message})
