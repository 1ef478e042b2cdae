"""Degrees to a plane: the Mercator projection of the sphere, north above.

Refuses the poles, which it cannot show.
Source: https://epsg.io/3857 (Web Mercator), here with the earth's radius as the unit.
"""

from __future__ import annotations

import math

# Metres; the equatorial radius of WGS 84, which Web Mercator takes for the whole sphere.
EARTH = 6_378_137
# The furthest north and south that Web Mercator goes.
HIGHEST = 85.06

Point = tuple[float, float]


def project(latitude: float, longitude: float) -> Point:
    """Where a place lies on the plane; y grows to the south, as on a sheet."""
    bounded = math.radians(max(-HIGHEST, min(HIGHEST, latitude)))
    return math.radians(longitude), -math.log(math.tan(math.pi / 4 + bounded / 2))


def metres(latitude: float) -> float:
    """How many metres on the ground a unit of the plane is, at a latitude."""
    return EARTH * math.cos(math.radians(latitude))
