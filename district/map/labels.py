"""Names beside their circles: each takes the nearest free spot, and a line leads to those further off.

Refuses to let a name cover a circle or another name: one that finds no room is left out, and the list
beside the map has it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from district.map.projection import Point

# A sign's mean width and a line's height, in sizes of the letters; rather too much than too little.
WIDE, HIGH = 0.57, 1.2
# How far below the middle of its box a name's baseline lies, in sizes of the letters.
BASELINE = 0.35
# Sides are tried in this order, in degrees from the right, the same at every distance.
SIDES = (0, 180, 320, 220, 40, 140, 270, 90, 340, 200, 20, 160, 300, 240, 60, 120)
# The distances that are tried, and the gap to the circle, in sizes of the letters.
DISTANCES, GAP = tuple(step * 0.4 for step in range(16)), 0.3
# A name further off than this gets a line.
LED = 0.9
# What stays free between a name and what is not its own, in sizes of the letters.
CLEAR = 0.15
# Within so many sizes of the letters others crowd a circle.
CROWD = 10
# How often the names that found no room are tried first.
ROUNDS = 8
# The points of a line that are looked at.
POINTS = 12


@dataclass(frozen=True)
class Box:
    """A box on the sheet, by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two boxes overlap."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def touches(self, other: Box) -> bool:
        """Whether two boxes overlap or have a point of their edges in common."""
        across = self.left <= other.right and other.left <= self.right
        return across and self.top <= other.bottom and other.top <= self.bottom

    def holds(self, other: Box) -> bool:
        """Whether another box lies inside."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom

    def distance(self, point: Point) -> float:
        """How far a point is from the box; 0 inside of it."""
        across = max(self.left - point[0], 0, point[0] - self.right)
        return math.hypot(across, max(self.top - point[1], 0, point[1] - self.bottom))

    def nearest(self, point: Point) -> Point:
        """The point of the box that is nearest to another."""
        return min(max(point[0], self.left), self.right), min(max(point[1], self.top), self.bottom)


@dataclass(frozen=True)
class Circle:
    """A circle with the name that belongs to it, which may be empty."""

    x: float
    y: float
    radius: float
    text: str = ""


@dataclass(frozen=True)
class Label:
    """A name on the sheet: where its baseline begins, is centred or ends (`anchor` is SVG's word for which).

    `line` leads from its circle to it, if it stands off.
    """

    x: float
    y: float
    anchor: str
    box: Box
    line: tuple[Point, Point] | None


def place_labels(circles: Sequence[Circle], letters: float, sheet: Box) -> list[Label | None]:
    """A label for each circle with a name, None where there is no room.

    Those in the thick of it choose first. Where one is left without, it goes before all others in
    another round; of all rounds the one that leaves out fewest is taken, then the one that goes least far.
    """
    crowd = [sum(math.hypot(a.x - b.x, a.y - b.y) < CROWD * letters for b in circles) for a in circles]
    order = sorted((n for n, circle in enumerate(circles) if circle.text), key=lambda n: (-crowd[n], n))
    rounds: list[dict[int, Label]] = []
    for _ in range(ROUNDS):
        rounds.append(_round(order, circles, letters, sheet))
        left = [n for n in order if n not in rounds[-1]]
        if not left:
            break
        order = [*left, *(n for n in order if n in rounds[-1])]
    best = min(rounds, key=lambda found: (-len(found), sum(label.line is not None for label in found.values())))
    return [best.get(n) for n in range(len(circles))]


def _round(order: Sequence[int], circles: Sequence[Circle], letters: float, sheet: Box) -> dict[int, Label]:
    """One label after the other, each at its first free spot."""
    found: dict[int, Label] = {}
    for number in order:
        others = [circle for n, circle in enumerate(circles) if n != number]
        taken = list(found.values())
        free = (one for one in _choices(circles[number], letters) if sheet.holds(one.box))
        label = next((one for one in free if _is_free(one, circles[number], others, taken, letters)), None)
        if label:
            found[number] = label
    return found


def _is_free(label: Label, circle: Circle, others: Sequence[Circle], taken: Sequence[Label], letters: float) -> bool:
    """Whether a label covers nothing, crosses nothing, and is nearer to its own circle than to any other."""
    if any(label.box.meets(other.box) or _is_crossed(label, other) or _is_crossed(other, label) for other in taken):
        return False
    own = label.box.distance((circle.x, circle.y)) - circle.radius
    if own < 0:
        return False
    # With a line it is clear whose it is; without one its own circle is clearly the nearest.
    least = CLEAR * letters + (0 if label.line else own)
    if any(label.box.distance((one.x, one.y)) - one.radius < least for one in others):
        return False
    return label.line is None or not any(_meets(label.line, one) for one in others)


def _choices(circle: Circle, letters: float) -> Iterator[Label]:
    """Every spot that a name may take, the best first."""
    wide, high = len(circle.text) * WIDE * letters, HIGH * letters
    for distance in DISTANCES:
        for side in SIDES:
            right, down = math.cos(math.radians(side)), -math.sin(math.radians(side))
            away = circle.radius + (GAP + distance) * letters
            x, y = circle.x + right * away, circle.y + down * away + down * high / 2
            anchor = "middle" if abs(right) < 0.3 else "start" if right > 0 else "end"  # noqa: PLR2004
            left = x - {"start": 0, "middle": 0.5, "end": 1}[anchor] * wide
            box = Box(left, y - high / 2, left + wide, y + high / 2)
            line = _line(circle, box) if distance > LED else None
            yield Label(x, y + BASELINE * letters, anchor, box, line)


def _line(circle: Circle, box: Box) -> tuple[Point, Point]:
    """The line from the edge of a circle to a name."""
    x, y = box.nearest((circle.x, circle.y))
    far = math.hypot(x - circle.x, y - circle.y)
    part = circle.radius / far
    return (circle.x + (x - circle.x) * part, circle.y + (y - circle.y) * part), (x, y)


def _around(line: tuple[Point, Point]) -> Box:
    (x, y), (a, b) = line
    return Box(min(x, a), min(y, b), max(x, a), max(y, b))


def _points(line: tuple[Point, Point]) -> Iterator[Point]:
    (x, y), (a, b) = line
    for step in range(POINTS + 1):
        yield x + (a - x) * step / POINTS, y + (b - y) * step / POINTS


def _is_crossed(label: Label, other: Label) -> bool:
    """Whether the line of one label runs through the name or over the line of another."""
    if other.line is None:
        return False
    if label.box.touches(_around(other.line)) and any(label.box.distance(point) == 0 for point in _points(other.line)):
        return True
    return label.line is not None and _cross(label.line, other.line)


def _cross(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    def side(line: tuple[Point, Point], point: Point) -> bool:
        (x, y), (a, b) = line
        return (a - x) * (point[1] - y) > (b - y) * (point[0] - x)

    return side(one, other[0]) != side(one, other[1]) and side(other, one[0]) != side(other, one[1])


def _meets(line: tuple[Point, Point], circle: Circle) -> bool:
    return any(math.hypot(x - circle.x, y - circle.y) < circle.radius for x, y in _points(line))
