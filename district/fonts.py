"""The theme's typefaces: taken from packages, cut down to the characters of the site, cached by hash.

Refuses to fetch a font and to shift a page: each face gets a fallback of the same measures, made from
a font that readers' systems have. What faces there are stands in theme/fonts.yaml.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from district.cache import Cache, by, key_of
from district.clock import Clock
from district.forks import spread
from district.kinds.values import Amount, Flag, Line, Model, Slug
from district.problems import Place, Problem
from district.reading.nodes import parse
from district.reading.source import read_source
from district.reading.typing import typed

RECIPE = "2"
# Letters of western European languages and the marks of typography: they may come with the next
# edit, and a file that stays the same stays in readers' caches.
ALWAYS = frozenset(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100)])) | frozenset("‘’“”„–—…€·→←↗•′″‹›œŒ\u2009\u202f")
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "lnum", "tnum", "case"]
# How often letters stand in Italian and English running text, per thousand: what an average width is of.
LETTERS = {
    "e": 100,
    "a": 85,
    "i": 80,
    "o": 75,
    "t": 65,
    "n": 62,
    "r": 58,
    "s": 55,
    "l": 48,
    "c": 36,
    "d": 35,
    "u": 28,
    "m": 25,
    "p": 25,
    "h": 20,
    "g": 15,
    "v": 15,
    "f": 14,
    "b": 10,
    "z": 5,
    "y": 7,
    "w": 8,
    " ": 170,
}


class Fallback(Model):
    """A font of readers' systems: by how much its running text is as wide as the em is high, on average."""

    local: tuple[Line, ...]
    average: Amount


class Cut(Model):
    """A weight in which a face is printed, upright or slanted, and where on its other axes it is cut."""

    weight: Amount
    italic: Flag = False
    axes: dict[Slug, Amount] = {}


class Face(Model):
    """A face: the family of a package, where on its axes it is cut (`[low, high]` keeps a range)."""

    family: Line
    weight: tuple[Amount, ...] = Field(min_length=1, max_length=2)
    axes: dict[Slug, tuple[Amount, ...]] = {}
    preload: Annotated[bool, Field()] = True
    fallback: Fallback
    print: tuple[Cut, ...] = ()


class Faces(Model):
    """theme/fonts.yaml: the faces by the name that the style sheet calls them by."""

    faces: dict[Slug, Face] = Field(examples=[{}])


@dataclass(frozen=True)
class Font:
    """A font file of the site, and its rules for the style sheet."""

    name: str
    content: bytes
    css: str
    preload: bool


def read_faces(theme: Path, clock: Clock) -> tuple[Faces, list[Problem]]:
    """The faces that a theme wants; a theme without fonts.yaml wants none."""
    path = theme / "fonts.yaml"
    if not path.is_file():
        return Faces(faces={}), []
    source, problems = read_source(path, f"{theme.name}/fonts.yaml")
    node, more = parse(source) if source else (None, [])
    problems += more
    if source is None or node is None:
        return Faces(faces={}), problems
    faces, more = typed(Faces, node, source, clock)
    return faces or Faces(faces={}), [*problems, *more]


def cut(faces: Faces, characters: Iterable[str], cache: Path) -> tuple[tuple[Font, ...], list[Problem]]:
    """The font files of all faces, with the characters that are needed (B109: no such package)."""
    needed = "".join(sorted(ALWAYS | set(characters)))
    wanted: list[_Wanted] = []
    problems = []
    for name, face in faces.faces.items():
        try:
            source = package(face.family)
        except LookupError:
            place = Place("theme/fonts.yaml")
            problems.append(Problem("B109", place, {"value": face.family}))
            continue
        raw = source.read_bytes()
        wanted.append(_Wanted(name, face, raw, key_of(face.model_dump_json(exclude={"print"}), needed, raw)))
    kept = Cache(cache, f"{RECIPE} {by('fonttools')}")

    def lay(one: _Wanted) -> None:
        one.cut(needed, kept)

    # Each takes a second: they are cut side by side, and found here afterwards.
    spread(lay, [one for one in wanted if not kept.has(one.key)], least=2)
    return tuple(_font(one, one.cut(needed, kept), kept) for one in wanted), problems


def package(family: str, *, italic: bool = False) -> Path:
    """The variable font of an installed package; LookupError when there is none."""
    import fontpkg

    try:
        return Path(fontpkg.path(family, style="italic" if italic else "normal"))
    except fontpkg.FontpkgError as error:
        raise LookupError(family) from error


@dataclass(frozen=True)
class _Wanted:
    """A face to be cut from a font, and the key of what comes out."""

    name: str
    face: Face
    raw: bytes
    key: str

    def cut(self, characters: str, kept: Cache) -> bytes:
        """The font's file."""
        return kept.made(self.key, lambda: _cut(self.raw, self.face, characters))


def _font(wanted: _Wanted, content: bytes, kept: Cache) -> Font:
    told = kept.made(key_of(wanted.key, "measures"), lambda: json.dumps(asdict(_measures(content))).encode())
    file = f"{wanted.name}.{hashlib.sha256(content).hexdigest()[:12]}.woff2"
    rules = _rules(wanted.name, wanted.face, file, _Measures(**json.loads(told)))
    return Font(file, content, rules, wanted.face.preload)


def _cut(raw: bytes, face: Face, characters: str) -> bytes:
    """The font with these characters alone, at these places of its axes. Subset first: it is quicker."""
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(io.BytesIO(raw), recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = [1, 2]
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    places = {"wght": face.weight, **face.axes}
    instancer.instantiateVariableFont(font, {axis: _place(values) for axis, values in places.items()}, inplace=True)
    font.flavor = "woff2"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def _place(values: tuple[Decimal, ...]) -> Any:
    numbers = tuple(float(value) for value in values)
    return numbers[0] if len(numbers) == 1 else numbers


@dataclass(frozen=True)
class _Measures:
    """Ascent, descent and average width of running text, in parts of the em."""

    ascent: float
    descent: float
    average: float


def _measures(content: bytes) -> _Measures:
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(content), lazy=True)
    units = font["head"].unitsPerEm
    widths, names = font["hmtx"], font.getBestCmap()
    total = sum(LETTERS.values())
    average = sum(widths[names[ord(letter)]][0] * share for letter, share in LETTERS.items()) / total
    line = font["hhea"]
    return _Measures(line.ascent / units, -line.descent / units, average / units)


def _rules(name: str, face: Face, file: str, own: _Measures) -> str:
    """The @font-face of a face and of its fallback, which takes as much room.

    Source of the arithmetic: CSS Fonts 5, size-adjust and the metric overrides.
    """
    other = face.fallback
    weight = " ".join(f"{value:g}" for value in face.weight)
    size = own.average / float(other.average)
    local = ",".join(f'local("{font}")' for font in other.local)
    fallback: Mapping[str, float] = {
        "size-adjust": size,
        "ascent-override": own.ascent / size,
        "descent-override": own.descent / size,
        "line-gap-override": 0,
    }
    overrides = ";".join(f"{key}:{value * 100:.2f}%" for key, value in fallback.items())
    return (
        f'@font-face{{font-family:"{name}";src:url("{file}") format("woff2");font-weight:{weight};font-display:swap}}'
        f'@font-face{{font-family:"{name} fallback";src:{local};{overrides}}}'
    )
