"""What projects with European money show: the emblem as the Union draws it, the statement, the programme."""

from __future__ import annotations

import math
import re

from tests.site.built import Built

FIELD = (810, 540)


def test_the_emblem_has_twelve_upright_stars_on_a_circle_as_the_guide_wants(full: Built) -> None:
    (svg,) = full.sheets["en/projects/suole-leggere/index.html"].all("svg.emblem")
    rects = [node.attributes for node in svg.css("rect")]
    field, colour = rects[-1], svg.css_first("path")
    assert colour is not None
    assert (float(field["width"] or 0), float(field["height"] or 0)) == FIELD
    assert field["fill"] == "#039"
    assert colour.attributes["fill"] == "#fc0"
    border = rects[0]
    assert float(border["width"] or 0) == FIELD[0] + 2 * FIELD[1] / 25
    assert float(border["height"] or 0) == FIELD[1] + 2 * FIELD[1] / 25
    stars = (colour.attributes["d"] or "").strip("Z").split("Z")
    assert len(stars) == 12
    for hour, star in enumerate(stars):
        points = [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", star)]
        assert len(points) == 10
        angle = math.radians(30 * hour)
        centre = (405 + 180 * math.sin(angle), 270 - 180 * math.cos(angle))
        outer, inner = points[::2], points[1::2]
        assert all(abs(math.dist(centre, point) - FIELD[1] / 18) < 0.02 for point in outer)
        # The inner corners are where lines between every second point cross.
        assert all(abs(math.dist(centre, point) - 30 * (3 - math.sqrt(5)) / 2) < 0.02 for point in inner)
        # One point upright.
        assert abs(outer[0][0] - centre[0]) < 0.01
        assert outer[0][1] < centre[1]


def test_each_supported_project_shows_emblem_statement_and_programme_and_no_other_does(full: Built) -> None:
    said = {
        ("eu", "it"): "Cofinanziato dall’Unione europea",
        ("eu", "en"): "Co-funded by the European Union",
        ("nextgenerationeu", "it"): "Finanziato dall’Unione europea – NextGenerationEU",
        ("nextgenerationeu", "en"): "Funded by the European Union – NextGenerationEU",
    }
    seen = set()
    for entry in full.district.of("projects"):
        for language in full.plan.languages:
            page = full.plan.page(entry.key, language)
            assert page is not None
            shown = full.sheets[page.path].all(".support")
            support = getattr(entry.facts, "support")
            assert len(shown) == (1 if support else 0), page.path
            if support:
                seen.add((support, language))
                text = " ".join(shown[0].text().split())
                assert said[support, language] in text.replace("'", "’")
                assert shown[0].css(".emblem")
                if programme := getattr(entry.facts, "programme"):
                    assert programme[language] in text
    assert seen == set(said)
