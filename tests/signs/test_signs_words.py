from __future__ import annotations

from xml.etree import ElementTree as ET

from district.district import District
from district.signs import Shapes, legend

# These words have no outline of their own: who does only these is drawn on a plain sole.
PLAIN = {"phases": {"finissaggio", "controllo-qualita"}}


def test_every_word_that_gives_an_outline_has_one_or_falls_back_on_purpose(district: District, shapes: Shapes) -> None:
    for facet in shapes.outline_by:
        mapped = {word for outline in shapes.outlines.values() for word in outline.for_.get(facet, ())}
        assert set(district.vocabularies[facet].words) - mapped == PLAIN.get(facet, set())


def test_every_phase_has_a_motif_of_its_own_in_the_order_of_the_work(district: District, shapes: Shapes) -> None:
    mapped = [word for motif in shapes.motifs.values() for word in motif.for_]
    assert mapped == list(district.vocabularies[shapes.tread_by].words)
    assert all(len(motif.for_) <= 1 for motif in shapes.motifs.values())


def test_every_product_has_a_colour_and_parts_and_phases_are_printed_in_ink(district: District, shapes: Shapes) -> None:
    mapped = {word for colour in shapes.colours.values() for word in colour.for_.get("products", ())}
    assert mapped == set(district.vocabularies["products"].words)
    assert shapes.otherwise.colour == "ink"


def test_no_shape_stands_for_a_word_that_the_vocabularies_lack(district: District, shapes: Shapes) -> None:
    for shape in (*shapes.outlines.values(), *shapes.colours.values()):
        for facet, words in shape.for_.items():
            assert set(words) <= set(district.vocabularies[facet].words)


def test_the_legend_shows_the_letters_in_use_with_their_words(district: District, shapes: Shapes) -> None:
    found = legend(shapes, district)
    by_name = {letter.name: letter for letter in found.outlines}
    assert [word.label["it"] for word in by_name["clog"].words] == ["Zoccoli"]
    assert by_name["plain"].fallback
    assert [letter.words[0].position for letter in found.motifs if letter.words] == sorted(
        letter.words[0].position for letter in found.motifs if letter.words
    )
    assert {letter.name for letter in found.colours} <= set(shapes.colours)


def test_the_whole_alphabet_is_at_hand_and_well_formed(district: District, shapes: Shapes) -> None:
    found = legend(shapes, district, everything=True)
    assert [letter.name for letter in found.outlines] == list(shapes.outlines)
    assert [letter.name for letter in found.motifs] == list(shapes.motifs)
    for letter in (*found.outlines, *found.motifs):
        ET.fromstring(letter.standalone("#1b1714"))
        ET.fromstring(letter.symbol(f"l-{letter.name}"))
