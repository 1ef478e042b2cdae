"""Where the companies are: the places of the district on a plane, in kilometres.

Refuses to draw: a print template does.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal

from district.catalogue.telling import Data, Teller
from district.kinds.members import Member
from district.kinds.shared import Address
from district.reading import Entry

# Of the sphere that web maps project: https://epsg.io/3857
RADIUS = 6378.137
# Kilometres between the circles around the middle of a map; of them the fewest are drawn that reach across.
STEPS = (0.5, 1, 2, 5, 10, 25, 50, 100)
MOST_CIRCLES = 7

Point = tuple[float, float]


def located(teller: Teller, members: Iterable[Entry]) -> Data | None:
    """The places that have companies, the network's seat and circles around it; None where no place is known.

    Every point is in kilometres east and south of the north-western corner.
    """
    found: dict[str, tuple[Point, list[str]]] = {}
    for entry in members:
        assert isinstance(entry.facts, Member)
        address = entry.facts.address
        if address and (point := _point(teller, address)) and (label := teller.spot(address)):
            found.setdefault(label, (point, []))[1].append(entry.slug)
    if not found:
        return None
    seat = teller.district.site.seat
    middle = _point(teller, seat) if seat else None
    points = [point for point, _ in found.values()] + ([middle] if middle else [])
    scale = math.cos(math.radians(_latitude(points)))
    flat = [_projected(point, scale) for point in points]
    west, north = min(x for x, _ in flat), max(y for _, y in flat)
    wide, high = max(x for x, _ in flat) - west, north - min(y for _, y in flat)

    def at(point: Point) -> list[float]:
        x, y = _projected(point, scale)
        return [round(x - west, 3), round(north - y, 3)]

    places = sorted(found.items(), key=lambda item: item[0].casefold())
    return {
        "width": round(wide, 3),
        "height": round(high, 3),
        "seat": at(middle) if middle and seat else None,
        "seat_name": teller.spot(seat) if seat else "",
        "circles": _circles(max(wide, high)) if middle else [],
        "places": [{"label": label, "at": at(point), "companies": slugs} for label, (point, slugs) in places],
    }


def _point(teller: Teller, address: Address) -> Point | None:
    """The coordinates of a place's hamlet, which say as much as a map of a page can show, else its own."""
    term = teller.district.term(address.hamlet) if address.hamlet else None
    for one in (term, address):
        latitude: Decimal | None = getattr(one, "latitude", None)
        longitude: Decimal | None = getattr(one, "longitude", None)
        if latitude is not None and longitude is not None:
            return float(latitude), float(longitude)
    return None


def _latitude(points: Iterable[Point]) -> float:
    latitudes = [latitude for latitude, _ in points]
    return (min(latitudes) + max(latitudes)) / 2


def _projected(point: Point, scale: float) -> Point:
    """Mercator's projection, true to scale in the middle of the map."""
    latitude, longitude = math.radians(point[0]), math.radians(point[1])
    return RADIUS * longitude * scale, RADIUS * math.log(math.tan(math.pi / 4 + latitude / 2)) * scale


def _circles(across: float) -> list[float]:
    """The radii of the circles, in kilometres."""
    step = next((step for step in STEPS if step * MOST_CIRCLES >= across), STEPS[-1])
    return [step * number for number in range(1, MOST_CIRCLES + 1) if step * (number - 1) < across]
