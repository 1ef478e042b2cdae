from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from statistics import mean
from xml.etree import ElementTree as ET

import pytest

from district.district import District
from district.signs import Shapes, Sign, draw, sprite
from district.signs.body import BENDS, TILTS, frame_of
from district.signs.drawing import Wording, drawn
from district.signs.geometry import Lie
from district.signs.pen import Pen
from district.signs.seed import Seed
from district.signs.shapes import MOTIF_PITCH
from district.signs.tread import lay, levels, row_at

ROOT = Path(__file__).resolve().parents[2]
MANY = 10_000
# What a symbol may weigh in bytes, at most and on average.
MOST, USUAL = 1600, 1200
# The same for the busiest outline with every phase there is, which no real company has.
WORST = 2300
SVG = "{http://www.w3.org/2000/svg}"


def facts(**words: tuple[str, ...]) -> Wording:
    return lambda facet: words.get(facet, ())


def phases(shapes: Shapes) -> tuple[str, ...]:
    return tuple(motif.for_[0] for motif in shapes.motifs.values() if motif.for_)


def test_the_same_company_gets_the_same_sign(district: District, shapes: Shapes, signs: dict[str, Sign]) -> None:
    assert {member.slug: draw(member, shapes) for member in district.members} == signs


def test_another_process_with_another_hash_seed_draws_the_same_bytes(signs: dict[str, Sign]) -> None:
    code = (
        "import sys; from pathlib import Path; from district.signs import *;"
        "from district.checks.run import survey; from district.clock import read_clock;"
        "shapes = read_shapes(Path('theme'))[0];"
        "members = survey(Path('content'), read_clock('2027-01-01')).district.members;"
        "sys.stdout.buffer.write(sprite({m.slug: draw(m, shapes) for m in members}))"
    )
    command = [sys.executable, "-c", code]
    env = {**os.environ, "PYTHONHASHSEED": "4"}
    assert subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=True).stdout == sprite(signs)


def test_ten_thousand_companies_without_any_word_have_ten_thousand_signs(shapes: Shapes) -> None:
    assert len({drawn(f"company-{number}", facts(), shapes).body for number in range(MANY)}) == MANY


@pytest.mark.long
@pytest.mark.parametrize("large", [False, True])
def test_ten_thousand_companies_of_equal_facts_have_ten_thousand_signs(shapes: Shapes, large: bool) -> None:
    for outline in shapes.outlines.values():
        words = facts(
            **outline.for_, **({} if shapes.tread_by in outline.for_ else {shapes.tread_by: phases(shapes)[:1]})
        )
        count = MANY if outline.seal is None and not large else MANY // 10
        bodies = {drawn(f"company-{number}", words, shapes, large=large).body for number in range(count)}
        assert len(bodies) == count


def test_words_of_other_facets_do_not_count(shapes: Shapes) -> None:
    other = drawn("aurora", facts(products=("sandali",), phases=("taglio",), materials=("vitello",)), shapes)
    assert other == drawn("aurora", facts(products=("sandali",), phases=("taglio",)), shapes)


def test_signs_are_light(signs: dict[str, Sign]) -> None:
    sizes = [len(sign.symbol(f"s-{slug}")) for slug, sign in signs.items()]
    assert mean(sizes) <= USUAL
    assert max(sizes) <= MOST


def test_every_outline_is_light_also_with_one_phase_and_with_all(shapes: Shapes) -> None:
    for outline in shapes.outlines.values():
        words = {facet: found[:1] for facet, found in outline.for_.items() if facet != shapes.tread_by}
        for having in ((), *((phase,) for phase in phases(shapes)), phases(shapes)):
            sign = drawn("a", facts(**words, phases=having), shapes)
            assert len(sign.symbol("s-a")) <= WORST


def test_the_sprite_is_well_formed_and_no_ids_collide(signs: dict[str, Sign]) -> None:
    root = ET.fromstring(sprite(signs))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert sorted(ids) == sorted(f"s-{slug}" for slug in signs)
    assert all(symbol.get("viewBox") for symbol in root.iter(f"{SVG}symbol"))


def test_drawings_refer_to_nothing_and_run_nothing(district: District, shapes: Shapes, signs: dict[str, Sign]) -> None:
    drawings = [sprite(signs).decode(), *(draw(member, shapes, large=True).symbol("a") for member in district.members)]
    for drawing in drawings:
        assert not re.search(r"url\(|style|<script|href|\son\w+=|<use|<!", drawing)
        assert set(re.findall(r"<(\w+)", drawing)) <= {"svg", "symbol", "g", "path"}


def test_a_standalone_sign_tells_its_colour_itself(signs: dict[str, Sign]) -> None:
    for sign in signs.values():
        drawing = sign.standalone("#123456")
        assert "currentColor" not in drawing
        assert 'stroke="#123456"' in drawing
        assert ET.fromstring(drawing).tag == f"{SVG}svg"


def test_paths_hold_whole_numbers_and_stay_in_the_box(district: District, shapes: Shapes) -> None:
    for member in district.members:
        for path in re.findall(r' d="([^"]*)"', draw(member, shapes).body):
            assert re.fullmatch(r"M[MmLlHhVvCcSsQqTtAaZz0-9 -]+", path)


def test_the_first_product_gives_the_outline_and_else_the_first_component(shapes: Shapes) -> None:
    assert drawn("a", facts(products=("zoccoli", "sandali"), components=("tacchi",)), shapes).outline == "clog"
    assert drawn("a", facts(components=("tacchi", "suole"), phases=("taglio",)), shapes).outline == "heel"
    assert drawn("a", facts(phases=("taglio",)), shapes).outline == "hide"
    assert drawn("a", facts(), shapes).outline == shapes.otherwise.outline


def test_phases_are_laid_from_the_heel_up_in_the_order_of_the_work(shapes: Shapes) -> None:
    sign = drawn("a", facts(phases=("finissaggio", "taglio")), shapes)
    assert sign.motifs == ("slash", "dot")
    # The levels of the two paths' first rows, both of which begin with the lowest.
    lower, upper = (int(level) for level in re.findall(r'd="M-?\d+[ -](\d+)', sign.body)[-2:])
    assert lower > upper


def test_every_phase_has_a_row_with_marks_on_every_outline(shapes: Shapes) -> None:
    for outline in shapes.outlines.values():
        for slug in ("aurora", "belvento", "fibralta"):
            seed, cut = Seed(slug), shapes.small
            lie = Lie(seed.one_of(BENDS), seed.one_of(TILTS))
            ground = frame_of(outline, cut).ground
            found, pitch = levels(ground, lie, float(cut.pitch), len(shapes.motifs))
            assert len(found) >= len(shapes.motifs)
            for motif in shapes.motifs.values():
                for level in found:
                    pen = Pen(cut.scale)
                    lay(pen, row_at(ground, lie, level), motif, pitch / MOTIF_PITCH, odd=True)
                    assert pen.text, (motif.for_, level)


def test_unknown_words_get_the_plain_motif_beside_the_known_ones(shapes: Shapes) -> None:
    assert drawn("a", facts(phases=("taglio", "filatura")), shapes).motifs == ("slash", shapes.otherwise.motif)
