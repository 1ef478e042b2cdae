"""The map: areas tell counts, names cover nothing, nothing leaves the sheet; in any unit, of any district."""

from __future__ import annotations

import math
from functools import cache
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district.district import District
from district.map import Box, Map, Place, Sheet, labels, lay_out
from district.map.labels import Circle, Label, Point, place_labels
from tests.content import site, surveyed
from tests.site.built import CONTENT

# As the theme lays it, and as a printed page might, in millimetres.
SHEETS = {"wide": Sheet(760, 15, 26), "narrow": Sheet(324, 13, 12), "paper": Sheet(120, 3, 4)}


@cache
def own() -> District:
    """The network's own content."""
    district = surveyed(CONTENT).district
    assert district is not None
    return district


def places(language: str, counts: int | None = None) -> list[Place]:
    """Its places, with their companies or so many in each."""
    district = own()
    facet = next(facet for facet in district.facets if facet.placed)
    return [
        Place(
            word.key,
            word.label[language],
            float(word.at[0]),
            float(word.at[1]),
            len(word.members) if counts is None else counts,
        )
        for word in facet.placed
        if word.at
    ]


def holds_what_a_map_promises(found: Map) -> None:
    labels = [spot.label for spot in found.spots if spot.label]
    for one, other in combinations(labels, 2):
        assert not one.box.meets(other.box)
    for label in labels:
        assert label.box.left >= 0
        assert label.box.right <= found.sheet.width
        assert label.box.top >= 0
        assert label.box.bottom <= found.foot
        for spot in found.spots:
            assert label.box.distance((spot.x, spot.y)) >= spot.radius - 1e-9
    for spot in found.spots:
        assert spot.radius <= spot.x <= found.sheet.width - spot.radius
        assert spot.radius <= spot.y <= found.foot - spot.radius


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("counts", [None, 0, 1])
def test_every_place_of_the_content_has_its_name_and_no_name_covers_anything(
    sheet: Sheet, language: str, counts: int | None
) -> None:
    found = lay_out(places(language, counts), (43.889, 10.566), sheet)
    assert found is not None
    assert [spot.place.text for spot in found.spots if spot.label is None] == []
    holds_what_a_map_promises(found)


def test_a_name_without_a_line_stands_nearest_to_its_own_circle() -> None:
    for sheet in SHEETS.values():
        found = lay_out(places("it"), None, sheet)
        assert found is not None
        for spot in found.spots:
            assert spot.label is not None
            if spot.label.line is None:
                away = {one.place.key: spot.label.box.distance((one.x, one.y)) - one.radius for one in found.spots}
                assert min(away, key=lambda key: away[key]) == spot.place.key


def test_a_line_leads_from_the_edge_of_a_circle_to_its_name() -> None:
    found = lay_out(places("it"), (43.889, 10.566), SHEETS["narrow"])
    assert found is not None
    led = [(spot, spot.label) for spot in found.spots if spot.label and spot.label.line]
    assert led
    for spot, label in led:
        assert label.line is not None
        start, end = label.line
        assert math.dist(start, (spot.x, spot.y)) >= spot.radius - 1e-9
        assert label.box.distance(end) == 0


def test_areas_are_in_proportion_to_the_companies() -> None:
    found = lay_out([Place("a", "A", 43.8, 10.5, 16), Place("b", "B", 43.9, 10.6, 4)], None, SHEETS["wide"])
    assert found is not None
    assert found.spots[0].radius == SHEETS["wide"].largest  # there is room for it
    assert found.spots[1].radius == pytest.approx(found.spots[0].radius / 2)


def test_the_scale_and_the_rings_tell_the_truth() -> None:
    found = lay_out(places("it"), (43.889, 10.566), SHEETS["wide"])
    assert found is not None
    assert found.seat is not None
    spots = {spot.place.key: spot for spot in found.spots}
    one, other = spots["lucca"], spots["altopascio"]
    # 14.3 km by the great circle between the two.
    kilometres = math.dist((one.x, one.y), (other.x, other.y)) * found.scale.metres / found.scale.length / 1000
    assert kilometres == pytest.approx(14.3, rel=0.01)
    assert found.rings[0] == found.scale.length
    assert found.rings == tuple(pytest.approx(found.scale.length * (n + 1)) for n in range(len(found.rings)))


def test_the_unit_does_not_matter() -> None:
    small = lay_out(places("it"), (43.889, 10.566), Sheet(76, 1.5, 2.6))
    large = lay_out(places("it"), (43.889, 10.566), SHEETS["wide"])
    assert small is not None
    assert large is not None
    assert [(spot.x * 10, spot.y * 10, spot.radius * 10) for spot in small.spots] == [
        pytest.approx((spot.x, spot.y, spot.radius)) for spot in large.spots
    ]


def test_there_is_no_map_of_nowhere() -> None:
    assert lay_out([], (43.889, 10.566), SHEETS["wide"]) is None


def test_a_single_place_stands_in_the_middle() -> None:
    found = lay_out([Place("a", "Qui", 43.8, 10.5, 3)], None, SHEETS["wide"])
    assert found is not None
    assert (found.spots[0].x, found.spots[0].y) == pytest.approx((380, found.foot / 2))
    holds_what_a_map_promises(found)


def test_the_seats_mark_is_covered_by_no_name() -> None:
    seat = (43.889, 10.566)
    for counts in (0, 4):
        found = lay_out(places("it", counts), seat, SHEETS["wide"])
        assert found is not None
        assert found.seat is not None
        assert all(spot.label and spot.label.box.distance(found.seat) >= found.mark / 2 for spot in found.spots)


spot = st.tuples(st.text("abcde fghi", min_size=1, max_size=24), st.floats(-80, 80), st.floats(-179, 179))


@settings(max_examples=25)
@given(st.lists(st.tuples(spot, st.integers(0, 400)), min_size=1, max_size=10), st.booleans())
def test_of_any_places_the_map_keeps_its_promises(
    drawn: list[tuple[tuple[str, float, float], int]], seat: bool
) -> None:
    towns = [Place(str(number), *where, count) for number, (where, count) in enumerate(drawn)]
    found = lay_out(towns, (towns[0].latitude, towns[0].longitude) if seat else None, SHEETS["narrow"])
    assert found is not None
    holds_what_a_map_promises(found)
    assert found.height <= found.sheet.width * 1.5


corner = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda at: (float(at[0]), float(at[1])))


@given(corner, corner, corner, corner)
def test_a_line_that_runs_through_a_name_is_never_missed(one: Point, other: Point, start: Point, end: Point) -> None:
    box = Box(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
    name, led = Label(0, 0, "start", box, None), Label(0, 0, "start", Box(0, 0, 0, 0), (start, end))
    assert labels._is_crossed(name, led) == any(box.distance(point) == 0 for point in labels._points((start, end)))


def test_a_name_that_finds_no_room_is_left_out() -> None:
    crowd = [Circle(50 + n * 2, 50, 1, "Una località dal nome lungo") for n in range(30)]
    found = place_labels(crowd, 10, Box(0, 0, 200, 100))
    assert None in found
    assert any(found)


def test_the_seat_is_where_it_says_else_in_its_hamlet_else_nowhere() -> None:
    full, ours, other = site("full").district, own(), site("other").district
    assert full is not None
    assert other is not None
    assert full.seat == (43.9012, 10.6123)
    assert ours.site.seat is not None
    assert ours.site.seat.hamlet is not None
    term = ours.term(ours.site.seat.hamlet)
    assert term is not None
    assert ours.seat == (float(term.latitude or 0), float(term.longitude or 0))
    assert other.seat is None
