"""The network's own mark: a sole in parts, as SVG for pages and browsers' tabs, as PNG for phones.

Refuses any detail that sixteen pixels could not show: it is made of filled parts and nothing else.
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass

from PIL import Image, ImageDraw

from district.signs.geometry import Point
from district.signs.pen import Pen
from district.signs.shapes import Shapes

NAMESPACE = "http://www.w3.org/2000/svg"
# Steps of the drawing in a unit; the mark stands in a square of so many units, which its parts fill.
SCALE = 4
SIDE = 256.0
# How much larger PNGs are drawn before they are made small, so that edges are smooth.
FINER = 4


@dataclass(frozen=True)
class Mark:
    """The drawn mark: its parts turned and fitted into a square, and the colour of each in both schemes."""

    paths: tuple[str, ...]
    polygons: tuple[tuple[Point, ...], ...]
    light: tuple[str, ...]
    dark: tuple[str, ...]
    paper: str

    @property
    def _box(self) -> str:
        return f"0 0 {SIDE * SCALE:g} {SIDE * SCALE:g}"

    def symbol(self, name: str) -> str:
        """The mark as a symbol with the id `name`, all of it in the colour of the text around it."""
        data = "".join(self.paths)
        return f'<symbol id="{name}" viewBox="{self._box}"><path fill="currentColor" d="{data}"/></symbol>'

    def svg(self) -> str:
        """The mark as `mark.svg`, for tabs too: its colours follow the reader's scheme."""
        order: list[tuple[str, str]] = list(dict.fromkeys(zip(self.light, self.dark, strict=True)))
        by_day = "".join(f".m{index}{{fill:{light}}}" for index, (light, _) in enumerate(order))
        by_night = "".join(f".m{index}{{fill:{dark}}}" for index, (_, dark) in enumerate(order))
        style = f"<style>{by_day}@media(prefers-color-scheme:dark){{{by_night}}}</style>"
        data = dict.fromkeys(order, "")
        for path, colours in zip(self.paths, zip(self.light, self.dark, strict=True), strict=True):
            data[colours] += path
        paths = "".join(f'<path class="m{index}" d="{data[pair]}"/>' for index, pair in enumerate(order))
        return f'<svg xmlns="{NAMESPACE}" viewBox="{self._box}">{style}{paths}</svg>\n'

    def plain(self) -> str:
        """The mark as SVG in the colours of the light scheme, as paper shows it."""
        paths = "".join(
            f'<path fill="{colour}" d="{path}"/>' for path, colour in zip(self.paths, self.light, strict=True)
        )
        return f'<svg xmlns="{NAMESPACE}" viewBox="{self._box}">{paths}</svg>\n'

    def png(self, side: int, *, border: float = 0.12) -> bytes:
        """The mark on its paper as a square PNG of `side` pixels, `border` of which stay free at each edge.

        The same bytes at every run with the same version of Pillow.
        """
        whole = side * FINER
        image = Image.new("RGB", (whole, whole), self.paper)
        pencil = ImageDraw.Draw(image)
        scale, edge = whole * (1 - 2 * border) / SIDE, whole * border
        for polygon, colour in zip(self.polygons, self.light, strict=True):
            pencil.polygon([(edge + x * scale, edge + y * scale) for x, y in polygon], fill=colour)
        small = image.resize((side, side), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        small.save(out, "PNG", optimize=True)
        return out.getvalue()


def mark(shapes: Shapes) -> Mark:
    """The network's mark from the theme's shapes; colours are dealt out to its parts in turn."""
    turned = _fitted([part.flat for part in shapes.mark.parts], math.radians(float(shapes.mark.turn)))
    names = shapes.mark.colours or (shapes.otherwise.colour,)
    colours = [shapes.colours[names[index % len(names)]] for index in range(len(turned))]
    light, dark = tuple(colour.light for colour in colours), tuple(colour.dark for colour in colours)
    return Mark(tuple(map(_path, turned)), tuple(turned), light, dark, shapes.paper.light)


def _path(polygon: tuple[Point, ...]) -> str:
    pen = Pen(SCALE)
    pen.move(polygon[0])
    for point in polygon[1:-1]:
        pen.line(point)
    pen.close()
    return pen.text


def _fitted(polygons: list[tuple[Point, ...]], turn: float) -> list[tuple[Point, ...]]:
    """The polygons turned, then made as large as the square allows, and centred in it."""
    sine, cosine = math.sin(turn), math.cos(turn)
    turned = [[(x * cosine - y * sine, x * sine + y * cosine) for x, y in polygon] for polygon in polygons]
    across = [x for polygon in turned for x, _ in polygon] or [0.0, 1.0]
    along = [y for polygon in turned for _, y in polygon] or [0.0, 1.0]
    scale = SIDE / max(max(across) - min(across), max(along) - min(along))
    left = (SIDE - (max(across) + min(across)) * scale) / 2
    top = (SIDE - (max(along) + min(along)) * scale) / 2
    return [tuple((left + x * scale, top + y * scale) for x, y in polygon) for polygon in turned]
