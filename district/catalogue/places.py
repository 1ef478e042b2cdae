"""Where the companies are: the places of the district on a plane, in kilometres.

Refuses to draw: a print template does.
"""

from __future__ import annotations

from collections.abc import Iterable

from district.catalogue.telling import Data, Teller
from district.kinds.members import Member
from district.kinds.shared import Address
from district.map.projection import Point, metres, project
from district.reading import Entry

# Kilometres between the circles around the middle of a map; of them the fewest are drawn that reach across.
STEPS = (0.5, 1, 2, 5, 10, 25, 50, 100)
MOST_CIRCLES = 7


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
    kilometres = metres(_latitude(points)) / 1000
    flat = [project(*point) for point in points]
    west, north = min(x for x, _ in flat), min(y for _, y in flat)

    def at(point: Point) -> list[float]:
        x, y = project(*point)
        return [round((x - west) * kilometres, 3), round((y - north) * kilometres, 3)]

    places = sorted(found.items(), key=lambda item: item[0].casefold())
    spots = [at(point) for point in points]
    wide, high = max(x for x, _ in spots), max(y for _, y in spots)
    return {
        "width": wide,
        "height": high,
        "seat": at(middle) if middle and seat else None,
        "seat_name": teller.spot(seat) if seat else "",
        "circles": _circles(max(wide, high)) if middle else [],
        "places": [{"label": label, "at": at(point), "companies": slugs} for label, (point, slugs) in places],
    }


def _point(teller: Teller, address: Address) -> Point | None:
    """The coordinates of a place's hamlet, which say as much as a map of a page can show, else its own."""
    term = teller.district.term(address.hamlet) if address.hamlet else None
    known = (one.at for one in (term, address) if one)
    return next(((float(at[0]), float(at[1])) for at in known if at), None)


def _latitude(points: Iterable[Point]) -> float:
    latitudes = [latitude for latitude, _ in points]
    return (min(latitudes) + max(latitudes)) / 2


def _circles(across: float) -> list[float]:
    """The radii of the circles, in kilometres."""
    step = next((step for step in STEPS if step * MOST_CIRCLES >= across), STEPS[-1])
    return [step * number for number in range(1, MOST_CIRCLES + 1) if step * (number - 1) < across]
