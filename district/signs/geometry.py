"""Plane geometry of signs: smooth curves through points, flattened outlines, and where a row crosses them.

Refuses to know what is drawn. Lengths are units of the sheet: 100 wide, 250 high, y downwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

WIDTH, HEIGHT = 100.0, 250.0
MIDDLE = WIDTH / 2
# Straight pieces that stand for one curved one.
FINENESS = 5

Point = tuple[float, float]
# From x to x, the first one smaller.
Span = tuple[float, float]
Cubic = tuple[Point, Point, Point]


@dataclass(frozen=True)
class Curve:
    """A smooth line led by points (a uniform cubic B-spline); at a corner it turns sharply, on the point itself.

    A closed one ends where it began; an open one begins and ends on its outer points.
    """

    points: tuple[Point, ...]
    corners: frozenset[int] = frozenset()
    closed: bool = True

    def is_sharp(self, index: int) -> bool:
        """Whether the line turns sharply, begins or ends at a point."""
        return index in self.corners or (not self.closed and index in {0, len(self.points) - 1})

    @cached_property
    def start(self) -> Point:
        """Where the line begins."""
        return _on_line(self._leading, 0, sharp=self.is_sharp(0))

    @cached_property
    def _leading(self) -> tuple[Point, ...]:
        """The points moved outwards, so that the line, which cuts corners, comes close to the given ones."""
        moved = []
        for index, (x, y) in enumerate(self.points):
            on_x, on_y = _on_line(self.points, index, sharp=self.is_sharp(index))
            moved.append((2 * x - on_x, 2 * y - on_y))
        return tuple(moved)

    @cached_property
    def cubics(self) -> tuple[Cubic, ...]:
        """Its pieces as cubic Béziers: two handles and the end of each."""
        leading = self._leading
        count = len(leading)
        pieces = []
        for index in range(count if self.closed else count - 1):
            after = (index + 1) % count
            (x0, y0), (x1, y1) = leading[index], leading[after]
            end = _on_line(leading, after, sharp=self.is_sharp(after))
            pieces.append((((2 * x0 + x1) / 3, (2 * y0 + y1) / 3), ((x0 + 2 * x1) / 3, (y0 + 2 * y1) / 3), end))
        return tuple(pieces)

    @cached_property
    def flat(self) -> tuple[Point, ...]:
        """The line as short straight pieces; a closed one ends with its first point."""
        found = [self.start]
        for first, second, end in self.cubics:
            start = found[-1]
            for step in range(1, FINENESS + 1):
                t = step / FINENESS
                a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
                x = a * start[0] + b * first[0] + c * second[0] + d * end[0]
                y = a * start[1] + b * first[1] + c * second[1] + d * end[1]
                found.append((x, y))
        return tuple(found)


def _on_line(points: Sequence[Point], index: int, *, sharp: bool) -> Point:
    """Where the line passes a leading point."""
    x, y = points[index]
    if sharp:
        return (x, y)
    (a, b), (c, d) = points[index - 1], points[(index + 1) % len(points)]
    return ((a + 4 * x + c) / 6, (b + 4 * y + d) / 6)


@dataclass(frozen=True)
class Lie:
    """How rows lie on the sheet: `bend` at the ends of the sheet, `tilt` at its top, both without unit.

    Rows follow the foot: they arch towards the toe above, towards the heel below, and lean in the forefoot.
    """

    bend: float
    tilt: float

    def at(self, level: float) -> tuple[float, float]:
        """Slope and curvature of the row that crosses the sheet's middle at `level`."""
        along = level / HEIGHT
        return self.tilt * (1 - along) ** 2, self.bend * (1 - 2 * along)


def crossings(flat: Sequence[Point], lie: Lie, level: float) -> list[float]:
    """Where a flattened line meets the row at `level`: x of each meeting, in the line's order."""
    found = []
    for x0, a0, x1, a1 in _above(flat, lie, level):
        if (a0 < 0) != (a1 < 0):
            found.append(x0 + (x1 - x0) * a0 / (a0 - a1))
    return found


def nearby(flat: Sequence[Point], lie: Lie, level: float, reach: float) -> list[Span]:
    """The stretches along which a flattened line is less than `reach` above or below the row at `level`."""
    found = []
    for x0, a0, x1, a1 in _above(flat, lie, level):
        if min(a0, a1) >= reach or max(a0, a1) <= -reach:
            continue
        ends = [x0 + (x1 - x0) * (min(reach, max(-reach, a)) - a0) / (a1 - a0) if a1 != a0 else x0 for a in (a0, a1)]
        if a1 == a0:
            ends = [x0, x1]
        found.append((min(ends), max(ends)))
    return found


def _above(flat: Sequence[Point], lie: Lie, level: float) -> Iterator[tuple[float, float, float, float]]:
    """Each straight piece of a line: x and height below the row, of its start and of its end."""
    slope, curve = lie.at(level)
    last: Point | None = None
    for x, y in flat:
        off = x - MIDDLE
        here = (x, y - level - off * (slope + curve * off))
        if last:
            yield (*last, *here)
        last = here


def spans(meetings: Iterable[float]) -> list[Span]:
    """The inside of closed lines along a row, from where the row meets them."""
    ordered = sorted(meetings)
    return list(zip(ordered[::2], ordered[1::2], strict=False))


def without(some: Iterable[Span], low: float, high: float) -> list[Span]:
    """Spans less the part from `low` to `high`."""
    found = []
    for a, b in some:
        if b <= low or a >= high:
            found.append((a, b))
            continue
        if a < low:
            found.append((a, low))
        if b > high:
            found.append((high, b))
    return found
