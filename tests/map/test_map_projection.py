"""The projection: Mercator's, as web maps have it."""

from __future__ import annotations

import math

import pytest

from district.map.projection import EARTH, metres, project


def test_known_places_fall_where_web_mercator_puts_them() -> None:
    x, y = project(43.843, 10.502)
    # EPSG:3857 of Lucca's centre, by PROJ's formulas for the sphere.
    assert x * EARTH == pytest.approx(1_169_077.3, abs=1)
    assert -y * EARTH == pytest.approx(EARTH * math.asinh(math.tan(math.radians(43.843))), abs=1)
    assert project(0, 0) == pytest.approx((0, 0))


def test_east_is_right_and_south_is_down() -> None:
    x, y = project(43.9, 10.6)
    assert project(43.9, 10.7)[0] > x
    assert project(43.8, 10.6)[1] > y


def test_short_distances_come_out_in_metres() -> None:
    """A minute of latitude is about a nautical mile everywhere; of longitude less, the further north."""
    for latitude in (0.0, 43.85, 60.0):
        (x, y), unit = project(latitude, 10.0), metres(latitude)
        assert (y - project(latitude + 1 / 60, 10.0)[1]) * unit == pytest.approx(1852, rel=0.01)
        across = (project(latitude, 10 + 1 / 60)[0] - x) * unit
        assert across == pytest.approx(1855 * math.cos(math.radians(latitude)), rel=0.01)


def test_the_poles_are_not_asked_for_the_impossible() -> None:
    assert all(math.isfinite(value) for value in (*project(90, 0), *project(-90, 180)))
