"""The body of a sign: contour, inner lines, maker's mark and tread, as SVG paths.

Refuses ids, styles, scripts and references to anything outside itself, so that it may stand anywhere.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from district.signs.geometry import HEIGHT, MIDDLE, WIDTH, Curve, Lie
from district.signs.pen import Pen
from district.signs.seal import seal
from district.signs.seed import Seed
from district.signs.shapes import MOTIF_PITCH, Cut, Motif, Outline, Shapes
from district.signs.tread import Ground, Row, lay, levels, row_at

# What stays free around the sheet, in units, so that a turned sign stays inside.
EDGE = 4
# How wide the sample of a motif is, in units.
SWATCH = 72.0
# Degrees; each outline is turned as far among these as it fits.
# How far marks stand out of their row, as a part of the distance between rows.
REACH = 0.3
TURNS = tuple(step / 10 for step in range(-35, 36))
BENDS = (0.0015, 0.0035, 0.0055)
TILTS = (0.02, 0.09, 0.16)
# Parts of the usual distance between rows.
PITCHES = (0.95, 0.98, 1.02, 1.05)


@dataclass(frozen=True, eq=False)
class Frame:
    """All of an outline that does not depend on the company."""

    ground: Ground
    # The path data of the contour and of inner lines, as drawn and mirrored.
    contour: tuple[str, str]
    lines: tuple[str, str]
    turns: tuple[float, ...]


def box(cut: Cut) -> str:
    """The `viewBox` of every sign of a cut."""
    low, wide, high = -EDGE * cut.scale, (WIDTH + 2 * EDGE) * cut.scale, (HEIGHT + 2 * EDGE) * cut.scale
    return f"{low} {low} {wide:g} {high:g}"


def body(seed: Seed, shapes: Shapes, cut: Cut, outline: str, motifs: tuple[str, ...]) -> str:
    """What stands inside the symbol of a sign; `motifs` from the heel up."""
    form = shapes.outlines[outline]
    frame = frame_of(form, cut)
    side, turn = seed.below(2), seed.one_of(frame.turns)
    paths = [_path(frame.contour[side], cut.contour, cut, form.style(cut.scale))]
    paths.append(_path(frame.lines[side], cut.line, cut))
    if form.seal:
        pen = Pen(cut.scale, mirrored=bool(side))
        seal(pen, seed, form.seal)
        paths.append(f'<path fill="currentColor" fill-rule="evenodd" stroke="none" d="{pen.text}"/>')
    paths += _tread(seed, shapes, cut, frame.ground, motifs, mirrored=bool(side))
    drawing = "".join(paths)
    centre = f"{MIDDLE * cut.scale:g} {HEIGHT / 2 * cut.scale:g}"
    return f'<g transform="rotate({turn:g} {centre})">{drawing}</g>' if turn else drawing


def _tread(
    seed: Seed, shapes: Shapes, cut: Cut, ground: Ground, motifs: tuple[str, ...], *, mirrored: bool
) -> list[str]:
    """The rows as paths; the motifs are shared out among them from the heel up."""
    lie = Lie(seed.one_of(BENDS), seed.one_of(TILTS))
    found, pitch = levels(ground, lie, float(cut.pitch) * seed.one_of(PITCHES), len(motifs))
    size = pitch / MOTIF_PITCH
    pens: dict[str, Pen] = {}
    for number, level in enumerate(found):
        motif = shapes.motifs[motifs[number * len(motifs) // len(found)]]
        # Motifs that are drawn alike share a path.
        pen = pens.setdefault(_dressed(float(motif.width) * size, cut, motif.style), Pen(cut.scale, mirrored=mirrored))
        # Each row stands a little out of line, as if cut by hand.
        row = row_at(ground, lie, level + seed.between(-0.4, 0.4, 4), seed.between(-0.8, 0.8, 4))
        lay(pen, row, motif, size, odd=bool(number % 2))
    return [f'<path {dress} d="{pen.text}"/>' for dress, pen in pens.items() if pen.text]


def alone(form: Outline, cut: Cut) -> str:
    """An outline without tread and maker's mark, upright, as drawn."""
    contour, lines = (_drawn(curves, Pen(cut.scale)) for curves in ((*form.parts, *form.holes), form.lines))
    return _path(contour, cut.contour, cut, form.style(cut.scale)) + _path(lines, cut.line, cut)


def swatch(motif: Motif, cut: Cut) -> tuple[str, str]:
    """A `viewBox` and, to fill it, a motif in three straight rows."""
    pen = Pen(cut.scale)
    for number in range(3):
        row = Row(MOTIF_PITCH * (number + 0.5), 0.0, 0.0, ((3.0, SWATCH - 3.0),))
        lay(pen, row, motif, 1.0, odd=bool(number % 2))
    view = f"0 0 {SWATCH * cut.scale:g} {3 * MOTIF_PITCH * cut.scale:g}"
    return view, _path(pen.text, motif.width, cut, motif.style)


def frame_of(form: Outline, cut: Cut) -> Frame:
    """The frame of an outline, made once."""
    margin = float(cut.margin) + float(cut.contour) / 2
    reach = float(cut.pitch) * REACH + margin * 0.5
    return _frame(form.parts, form.holes, form.lines, form.seal, (margin, reach, cut.scale))


@lru_cache(maxsize=256)
def _frame(
    parts: tuple[Curve, ...],
    holes: tuple[Curve, ...],
    lines: tuple[Curve, ...],
    spot: tuple[float, float, float] | None,
    measures: tuple[float, float, int],
) -> Frame:
    margin, reach, scale = measures
    ground = Ground(parts, holes, lines, spot, margin, reach)
    turns = tuple(turn for turn in TURNS if _fits((*parts, *holes), turn)) or (0.0,)
    return Frame(ground, _both_sides((*parts, *holes), scale), _both_sides(lines, scale), turns)


def _both_sides(curves: tuple[Curve, ...], scale: int) -> tuple[str, str]:
    return _drawn(curves, Pen(scale)), _drawn(curves, Pen(scale, mirrored=True))


def _drawn(curves: tuple[Curve, ...], pen: Pen) -> str:
    for curve in curves:
        pen.curve(curve)
    return pen.text


def _fits(curves: tuple[Curve, ...], turn: float) -> bool:
    """Whether an outline, turned by so many degrees either way, stays in the box with its stroke."""
    sine, cosine = math.sin(math.radians(turn)), math.cos(math.radians(turn))
    for curve in curves:
        for x, y in curve.flat:
            across, along = x - MIDDLE, y - HEIGHT / 2
            if abs(across) * cosine + abs(along * sine) > WIDTH / 2 + EDGE / 2 and across * along * turn < 0:
                return False
    return True


def _path(data: str, width: Decimal, cut: Cut, style: str = "") -> str:
    """A path element, or nothing where there is nothing to draw; `width` in units."""
    return f'<path {_dressed(float(width), cut, style)} d="{data}"/>' if data else ""


def _dressed(width: float, cut: Cut, style: str) -> str:
    return f'stroke-width="{round(width * cut.scale)}"{style}'
