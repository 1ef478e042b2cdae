"""What the theme's soles.yaml holds: outlines, motifs, colours, and the words each stands for.

Refuses to know any of these words, and to draw.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic_core import core_schema

from district.kinds.values import Flag, Model, Number, Parsed, Slug, refuse, text_of
from district.signs.geometry import HEIGHT, WIDTH, Curve, Point

NUMBER = r"-?\d+(?:\.\d+)?"
SPOT = re.compile(rf"({NUMBER}) +({NUMBER})(!?)")
STEP = re.compile(r"([MLQOZ])((?: *-?\d+(?:\.\d+)?)*) *")
# How many numbers follow each letter of a motif: O, a ring, has its centre and its radius.
NUMBERS = {"M": 2, "L": 2, "Q": 4, "O": 3, "Z": 0}
HEX = re.compile(r"#[0-9a-f]{6}")

# Motifs are drawn for rows so many units apart, and scaled for others.
MOTIF_PITCH = 14.0
CUT = {"contour": "4", "line": "3", "margin": "4", "pitch": "14", "scale": "3"}

# A letter and its points; O has its radius as the x of its second point.
Stroke = tuple[str, tuple[Point, ...]]


class CurveText(Parsed):
    """Points like `42 4, 80 32, 93 72!`; a line is sharp where an exclamation mark stands."""

    def __init__(self, *, closed: bool) -> None:
        self.closed = closed

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> Curve:
        """The curve, or B121 for what are not at least three points (two, if open) on the sheet."""
        text = text_of(raw)
        found = [SPOT.fullmatch(spot.strip()) for spot in text.split(",")]
        matches = [match for match in found if match]
        points = tuple((float(match[1]), float(match[2])) for match in matches)
        inside = all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
        if len(matches) < len(found) or len(points) < (3 if self.closed else 2) or not inside:
            raise refuse("B121", text, least="3" if self.closed else "2")
        return Curve(points, frozenset(index for index, match in enumerate(matches) if match[3]), self.closed)


class StrokesText(Parsed):
    """A motif's own path, like `M0 0L5 -4`: M, L, Q, Z as in SVG, and `O x y radius` for a ring."""

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> tuple[Stroke, ...]:
        """The strokes, or B122."""
        text = text_of(raw)
        strokes: list[Stroke] = []
        at = 0
        while match := STEP.match(text, at):
            numbers = [float(number) for number in re.findall(NUMBER, match[2])]
            if len(numbers) != NUMBERS[match[1]]:
                raise refuse("B122", text)
            if match[1] == "O":
                numbers.append(0.0)
            strokes.append((match[1], tuple(zip(numbers[::2], numbers[1::2], strict=True))))
            at = match.end()
        if at < len(text) or not strokes or strokes[0][0] not in "MO":
            raise refuse("B122", text)
        return tuple(strokes)


class SpotText(Parsed):
    """A round place like `52 168 11`: x, y and radius."""

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> tuple[float, float, float]:
        """The three numbers, or B121."""
        text = text_of(raw)
        numbers = [float(number) for number in re.findall(NUMBER, text)]
        if len(numbers) != 3 or re.sub(NUMBER, "", text).strip():  # noqa: PLR2004 - x, y, radius
            raise refuse("B121", text, least="1")
        return numbers[0], numbers[1], numbers[2]


class HexText(Parsed):
    """A colour like `#9c4221`."""

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> str:
        """The colour in small letters, or B124."""
        text = text_of(raw).lower()
        if not HEX.fullmatch(text):
            raise refuse("B124", text)
        return text


Closed = Annotated[Curve, CurveText(closed=True)]
Open = Annotated[Curve, CurveText(closed=False)]
Strokes = Annotated[tuple[Stroke, ...], StrokesText()]
Hex = Annotated[str, HexText()]
Length = Annotated[Decimal, Number(0, 50, whole=False)]
# Vocabulary (or typed field) to the words of it that a shape stands for.
Standing = dict[Slug, tuple[Slug, ...]]


class Outline(Model):
    """What a sign has the form of: parts that the tread fills, holes and lines that it leaves free."""

    for_: Standing = Field(default={}, alias="for")
    parts: tuple[Closed, ...] = Field(examples=[("10 10, 90 10, 90 240, 10 240",)])
    holes: tuple[Closed, ...] = ()
    lines: tuple[Open, ...] = ()
    # The contour as a broken line: how long its pieces are, and how far apart.
    broken: tuple[Length, Length] | None = None
    # Where the maker's mark goes; without it there is none.
    seal: Annotated[tuple[float, float, float], SpotText()] | None = None

    def style(self, scale: int) -> str:
        """What the contour's path needs beyond a width, as attributes; `scale` is the drawing's steps in a unit."""
        if self.broken is None:
            return ""
        lengths = " ".join(str(round(length * scale)) for length in self.broken)
        return f' stroke-linecap="butt" stroke-dasharray="{lengths}"'


class Motif(Model):
    """The mark of one word of the tread: strokes `advance` wide around the row's line, repeated along it.

    Joined ones are stretched to make one line; others keep their form, `gap` apart. Staggered ones
    stand in every second row between those of the row before.
    """

    for_: tuple[Slug, ...] = Field(default=(), alias="for")
    strokes: Strokes = Field(examples=["M0 0L5 0"])
    advance: Length = Field(examples=["5"])
    gap: Length = Decimal(0)
    # Half of how high the strokes reach above and below the row's line.
    reach: Length = Decimal(0)
    width: Length = Decimal(4)
    joined: Flag = False
    staggered: Flag = False
    cap: Literal["round", "butt"] = "round"
    filled: Flag = False

    @property
    def style(self) -> str:
        """What its paths need beyond a width, as attributes."""
        fill = ' fill="currentColor"' if self.filled else ""
        return fill + (f' stroke-linecap="{self.cap}"' if self.cap != "round" else "")


class Colour(Model):
    """A token of the theme's palette: what it stands for, and its value in each scheme."""

    for_: Standing = Field(default={}, alias="for")
    light: Hex = Field(examples=["#000000"])
    dark: Hex = Field(examples=["#ffffff"])


class Paper(Model):
    """What signs are printed on in each scheme."""

    light: Hex = Field(examples=["#ffffff"])
    dark: Hex = Field(examples=["#000000"])


class Otherwise(Model):
    """What stands for words that no shape is for, and for companies without such words."""

    outline: Slug = Field(examples=["plain"])
    motif: Slug = Field(examples=["plain"])
    colour: Slug = Field(examples=["ink"])


class NetworkMark(Model):
    """The network's own sole in four parts; `turn` in degrees."""

    parts: tuple[Closed, ...] = Field(examples=[()])
    colours: tuple[Slug, ...] = ()
    turn: Annotated[Decimal, Number(-90, 90, whole=False)] = Decimal(0)


class Cut(Model):
    """How finely signs of a size are cut: widths of lines, what stays free at edges, and the distance of rows."""

    contour: Length = Field(examples=["4"])
    line: Length = Field(examples=["3"])
    margin: Length = Field(examples=["4"])
    pitch: Annotated[Decimal, Number(4, 50, whole=False)] = Field(examples=["14"])
    # How many steps of the drawing make a unit: coordinates are whole numbers of steps.
    scale: Annotated[int, Number(1, 20)] = Field(examples=["3"])


class Shapes(Model):
    """All of soles.yaml. Outlines and colours follow the first word of the first facet that has one."""

    outline_by: tuple[Slug, ...] = Field(examples=[("products",)])
    tread_by: Slug = Field(examples=["phases"])
    colour_by: tuple[Slug, ...] = Field(examples=[("products",)])
    # For fields and cards; for pages and print.
    small: Cut = Field(examples=[CUT])
    large: Cut = Field(examples=[CUT])
    paper: Paper = Field(examples=[{"light": "#ffffff", "dark": "#000000"}])
    outlines: dict[Slug, Outline] = Field(examples=[{}])
    motifs: dict[Slug, Motif] = Field(examples=[{}])
    colours: dict[Slug, Colour] = Field(examples=[{}])
    otherwise: Otherwise = Field(examples=[{"outline": "plain", "motif": "plain", "colour": "ink"}])
    mark: NetworkMark = Field(examples=[{"parts": ()}])
