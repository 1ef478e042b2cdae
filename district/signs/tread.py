"""The tread: rows between the edges of an outline, and motifs laid along them.

Refuses to cut a motif at an edge, or to leave a word of the company's without a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from district.signs.geometry import (
    HEIGHT,
    MIDDLE,
    Curve,
    Lie,
    Point,
    Span,
    crossings,
    nearby,
    spans,
    without,
)
from district.signs.pen import Pen
from district.signs.shapes import Motif

# Spans shorter than this many units stay empty, and rows without a longer one are no rows.
SHORTEST = 9.0
# A motif needs this part of its length.
LEAST_PART = 0.8
# Marks may come closer to one another or stand farther apart than their gap, within these parts of it.
LEAST_GAP, MOST_GAP = 0.8, 1.6
# A row's distance to the next is made smaller by this much until every word has a row.
TIGHTER = 0.93
LEAST_PITCH = 3.0
# Rows are looked for at every second unit.
STEP = 2


@dataclass(frozen=True, eq=False)
class Ground:
    """The area that a tread may fill: inside `parts`, outside `holes`, clear of `lines` and of a round place.

    `margin` is what stays free along every edge, `reach` how far marks stand out of their row, in units.
    """

    parts: tuple[Curve, ...]
    holes: tuple[Curve, ...]
    lines: tuple[Curve, ...]
    seal: tuple[float, float, float] | None
    margin: float
    reach: float


@dataclass(frozen=True)
class Row:
    """One row: its level in the sheet's middle, how it lies, and its free spans."""

    level: float
    slope: float
    curve: float
    spans: tuple[Span, ...]

    def y(self, x: float) -> float:
        """How high the row stands at x."""
        off = x - MIDDLE
        return self.level + self.slope * off + self.curve * off * off


@lru_cache(maxsize=8192)
def _free(ground: Ground, lie: Lie, level: int) -> tuple[Span, ...]:
    """The spans where a row at `level` may have marks."""
    found = spans(x for part in ground.parts for x in crossings(part.flat, lie, level))
    for hole in ground.holes:
        for low, high in spans(crossings(hole.flat, lie, level)):
            found = without(found, low, high)
    for curve in (*ground.parts, *ground.holes, *ground.lines):
        for low, high in nearby(curve.flat, lie, level, ground.reach):
            found = without(found, low - ground.margin, high + ground.margin)
    if ground.seal:
        x, y, radius = ground.seal
        if abs(level - y) < radius + ground.reach + 0.5:
            found = without(found, x - radius - ground.margin, x + radius + ground.margin)
    return tuple((low, high) for low, high in found if high - low >= SHORTEST)


@lru_cache(maxsize=1024)
def _runs(ground: Ground, lie: Lie) -> tuple[tuple[int, int], ...]:
    """The stretches of levels, from the toe down, that rows may stand on."""
    runs: list[tuple[int, int]] = []
    for level in range(0, int(HEIGHT) + 1, STEP):
        if not _free(ground, lie, level):
            continue
        if runs and runs[-1][1] == level - STEP:
            runs[-1] = (runs[-1][0], level)
        else:
            runs.append((level, level))
    return tuple(runs)


def levels(ground: Ground, lie: Lie, pitch: float, least: int) -> tuple[list[float], float]:
    """The levels of the rows from the heel up, at least `least` of them if there is room, and their pitch."""
    while True:
        found: list[float] = []
        for low, high in _runs(ground, lie):
            count = int((high - low) / pitch + 0.08)
            found += [low + (high - low) * (step / count if count else 0.5) for step in range(count + 1)]
        if len(found) >= least or pitch < LEAST_PITCH:
            return found[::-1], pitch
        pitch *= TIGHTER


def row_at(ground: Ground, lie: Lie, level: float, aside: float = 0.0) -> Row:
    """The row at a level, moved `aside` by less than the margin."""
    slope, curve = lie.at(level)
    free = _free(ground, lie, round(level / STEP) * STEP)
    return Row(level, slope, curve, tuple((low + aside, high + aside) for low, high in free))


def lay(pen: Pen, row: Row, motif: Motif, size: float, *, odd: bool) -> None:
    """Draws a motif along a row; `size` is its scale, `odd` says that it is a second row."""
    shortest = float(motif.advance) * size * LEAST_PART
    wide = [span for span in row.spans if span[1] - span[0] >= shortest]
    for low, high in wide or sorted(row.spans, key=lambda span: span[0] - span[1])[:1]:
        half = float(motif.width) * size / 2 if motif.cap == "round" else 0.0
        for start, stretch in _places(low + half, high - half, motif, size, odd=odd):
            for letter, points in motif.strokes:
                _stroke(pen, letter, points, row, start, (stretch, size))


def _places(low: float, high: float, motif: Motif, size: float, *, odd: bool) -> Iterator[tuple[float, float]]:
    """Where each repetition begins, and how far it is stretched."""
    advance, gap = float(motif.advance) * size, float(motif.gap) * size
    room = high - low
    if motif.joined:
        count = max(1, round(room / advance))
        for index in range(count):
            yield low + room * index / count, room / count / float(motif.advance)
        return
    least = gap * LEAST_GAP
    count = int((room + least) / (advance + least))
    if count <= 1:
        yield (low + high - advance) / 2, size
        return
    step = min((room - advance) / (count - 1), advance + gap * MOST_GAP)
    shifted = motif.staggered and odd
    first = (low + high - advance - step * (count - 1 - shifted)) / 2
    for index in range(count - shifted):
        yield first + step * index, size


def _stroke(pen: Pen, letter: str, points: tuple[Point, ...], row: Row, start: float, scale: Point) -> None:
    wide, high = scale
    placed = [(x := start + px * wide, row.y(x) + py * high) for px, py in points]
    if letter == "M":
        pen.move(placed[0])
    elif letter == "L":
        pen.line(placed[0])
    elif letter == "Q":
        pen.bow(placed[0], placed[1])
    elif letter == "O":
        pen.ring(placed[0], points[1][0] * high)
    else:
        pen.close()
