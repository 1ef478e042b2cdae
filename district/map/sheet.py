"""Places to a map: circles whose areas say how many companies are there, the seat, and the scale.

Refuses a map of nowhere, and places that have no coordinates.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from district.map.labels import Box, Circle, Label, place_labels
from district.map.projection import Point, metres, project

# A place without companies is a dot, so large in sizes of the letters.
DOT = 0.18
# The seat's mark, so wide in sizes of the letters.
MARK = 1.5
# What stays free around the places, in sizes of the letters, and for the scale below them.
ACROSS, ALONG, FOOT = 1, 2.8, 2.2
# The least extent in metres: a single place is not drawn as if it were a street.
LEAST = 3_000
# No map is taller than it is wide.
TALLEST = 1.0
# The scale takes at most so much of the width.
LONGEST = 0.25
NICE = (1, 2, 5)
# By how much circles are made smaller where names have no room.
SMALLER = (1, 0.85, 0.7, 0.55)


@dataclass(frozen=True)
class Place:
    """A place: what names it elsewhere, its name on the map, where it is in degrees, its companies."""

    key: str
    text: str
    latitude: float
    longitude: float
    count: int


@dataclass(frozen=True)
class Sheet:
    """What a map is laid on: its width, the size of its letters, the greatest circle's radius, in one unit."""

    width: float
    letters: float
    largest: float


@dataclass(frozen=True)
class Spot:
    """A place on the sheet; no label where there was no room for it."""

    place: Place
    x: float
    y: float
    radius: float
    label: Label | None


@dataclass(frozen=True)
class Scale:
    """A length on the ground, in metres, and on the sheet."""

    metres: int
    length: float


@dataclass(frozen=True)
class Map:
    """A map in the unit of its sheet, from its left upper corner; north is above.

    `rings` are the radii of circles around the seat, one for each length of the scale. `foot` is
    where the free strip for the scale begins.
    """

    sheet: Sheet
    height: float
    foot: float
    spots: tuple[Spot, ...]
    seat: Point | None
    mark: float
    rings: tuple[float, ...]
    scale: Scale


def lay_out(places: Sequence[Place], seat: Point | None, sheet: Sheet) -> Map | None:
    """A map of places and of the seat (latitude and longitude); None without a place.

    The circles are made smaller, all alike, until every name has room; where that does not help, the
    map that leaves out fewest names is taken.
    """
    return _laid_out(tuple(places), seat, sheet) if places else None


# Several pages show the same map.
@lru_cache(64)
def _laid_out(places: tuple[Place, ...], seat: Point | None, sheet: Sheet) -> Map:
    found: list[Map] = []
    for smaller in SMALLER:
        found.append(_laid(places, seat, replace(sheet, largest=sheet.largest * smaller)))
        if all(spot.label for spot in found[-1].spots):
            break
    return max(found, key=lambda one: sum(spot.label is not None for spot in one.spots))


def _laid(places: Sequence[Place], seat: Point | None, sheet: Sheet) -> Map:
    points = [project(place.latitude, place.longitude) for place in places]
    all_points = [*points, project(*seat)] if seat else points
    middle = sum(place.latitude for place in places) / len(places)
    frame = _Frame(all_points, sheet, metres(middle))
    most = max(place.count for place in places)
    laid = [(frame.at(point), _radius(place.count, most, sheet)) for place, point in zip(places, points, strict=True)]
    circles = [Circle(*at, radius, _name(place)) for place, (at, radius) in zip(places, laid, strict=True)]
    centre = frame.at(project(*seat)) if seat else None
    mark = MARK * sheet.letters
    labels = place_labels(_with_seat(circles, centre, mark / 2), sheet.letters, Box(0, 0, sheet.width, frame.foot))
    spots = tuple(
        Spot(place, *at, radius, label) for place, (at, radius), label in zip(places, laid, labels, strict=False)
    )
    scale = frame.scale
    furthest = math.hypot(sheet.width, frame.foot)
    rings = tuple(scale.length * step for step in range(1, int(furthest / scale.length) + 1)) if centre else ()
    return Map(sheet, frame.height, frame.foot, spots, centre, mark, rings, scale)


def _with_seat(circles: Sequence[Circle], seat: Point | None, radius: float) -> list[Circle]:
    """What names must not cover: a circle that the seat's mark touches is as large as both, else it is one besides."""
    if seat is None:
        return [*circles]
    away = [math.hypot(circle.x - seat[0], circle.y - seat[1]) for circle in circles]
    own = [far < max(circle.radius, radius) for far, circle in zip(away, circles, strict=True)]
    merged = [
        replace(circle, radius=max(circle.radius, far + radius)) if mine else circle
        for circle, far, mine in zip(circles, away, own, strict=True)
    ]
    return merged if any(own) else [*merged, Circle(*seat, radius)]


def _name(place: Place) -> str:
    return f"{place.text} {place.count}" if place.count else place.text


def _radius(count: int, most: int, sheet: Sheet) -> float:
    """The area is in proportion to the count; a dot is the least that can be seen."""
    dot = DOT * sheet.letters
    return max(dot, sheet.largest * math.sqrt(count / most)) if count else dot


class _Frame:
    """The plane fitted to the sheet, the places in its middle."""

    def __init__(self, points: Sequence[Point], sheet: Sheet, unit: float) -> None:
        across, along = [x for x, _ in points], [y for _, y in points]
        left = ACROSS * sheet.letters + sheet.largest
        top = ALONG * sheet.letters + sheet.largest
        wide = max(max(across) - min(across), LEAST / unit)
        high = max(max(along) - min(along), LEAST / 2 / unit)
        inside = sheet.width - 2 * left
        self.factor = min(inside / wide, (sheet.width * TALLEST - 2 * top) / high)
        self.centre = (max(across) + min(across)) / 2, (max(along) + min(along)) / 2
        self.foot = high * self.factor + 2 * top
        self.height = self.foot + FOOT * sheet.letters
        self.width = sheet.width
        self.scale = _scale(self.factor / unit, sheet.width * LONGEST)

    def at(self, point: Point) -> Point:
        """Where a point of the plane lies on the sheet."""
        x = self.width / 2 + (point[0] - self.centre[0]) * self.factor
        y = self.foot / 2 + (point[1] - self.centre[1]) * self.factor
        return x, y


def _scale(per_metre: float, longest: float) -> Scale:
    """The longest round length that has room."""
    lengths = (one * 10**power for power in range(8) for one in NICE)
    found = max(length for length in lengths if length * per_metre <= longest or length == 1)
    return Scale(found, found * per_metre)
