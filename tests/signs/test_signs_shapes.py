from __future__ import annotations

from pathlib import Path

import pytest

from district.problems import Problem, print_problems
from district.signs import Shapes, mark, read_shapes
from district.signs.drawing import drawn
from district.signs.source import contrast

OTHER = """
outline_by: [wines]
tread_by: steps
colour_by: [wines]
small: {contour: 4, line: 3, margin: 4, pitch: 16, scale: 3}
large: {contour: 3, line: 2, margin: 3, pitch: 11, scale: 8}
paper: {light: "#ffffff", dark: "#000000"}
otherwise: {outline: cask, motif: line, colour: black}
outlines:
  bottle:
    for: {wines: [red]}
    parts: ["40 5!, 60 5!, 60 80, 90 120, 90 245!, 10 245!, 10 120, 40 80"]
  cask:
    parts: ["10 40!, 90 40!, 99 125, 90 210!, 10 210!, 1 125"]
    seal: 50 125 12
motifs:
  line: {strokes: "M0 0L9 0", advance: 9, joined: yes}
  grape: {for: [harvest], strokes: "O4 0 4", advance: 8, gap: 4}
colours:
  black: {light: "#111111", dark: "#eeeeee"}
  red: {for: {wines: [red]}, light: "#880022", dark: "#ff99aa"}
mark:
  parts: ["10 10!, 90 10!, 90 120!, 10 120!", "10 130!, 90 130!, 90 240!, 10 240!"]
  colours: [red, black]
"""


def read(folder: Path, text: str) -> tuple[Shapes | None, list[Problem]]:
    (folder / "soles").mkdir(exist_ok=True)
    (folder / "soles" / "soles.yaml").write_text(text, encoding="utf-8")
    return read_shapes(folder)


def test_another_district_brings_its_own_shapes_and_words(tmp_path: Path) -> None:
    shapes, problems = read(tmp_path, OTHER)
    assert problems == []
    assert shapes is not None
    bottle = drawn("fattoria", lambda facet: {"wines": ("red",), "steps": ("harvest",)}.get(facet, ()), shapes)
    cask = drawn("fattoria", lambda _: (), shapes)
    assert (bottle.outline, bottle.motifs, bottle.colour) == ("bottle", ("grape",), "red")
    assert (cask.outline, cask.motifs, cask.colour) == ("cask", ("line",), "black")
    assert bottle.body != cask.body


def test_a_theme_without_shapes_is_told_what_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "soles").mkdir()
    shapes, problems = read_shapes(tmp_path)
    assert shapes is None
    assert [problem.code for problem in problems] == ["B120"]


def test_a_theme_without_a_folder_for_shapes_draws_nothing_and_that_is_no_mistake(tmp_path: Path) -> None:
    assert read_shapes(tmp_path) == (None, [])


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("10 40!, 90 40!", "10 400!, 90 40!", "B121"),
        ("10 40!, 90 40!", "10 40!; 90 40!", "B121"),
        ("seal: 50 125 12", "seal: 50 125", "B121"),
        ("M0 0L9 0", "M0 0L9", "B122"),
        ("M0 0L9 0", "L9 0", "B122"),
        ("for: {wines: [red]}, light", "for: {wines: [red, white]}, light", None),
        ("black: {light", "black: {for: {wines: [red]}, light", "B123"),
        ('"#880022"', "crimson", "B124"),
        ("outline: cask", "outline: barrel", "B125"),
        ("colours: [red, black]", "colours: [rd, black]", "B125"),
        ('"#880022"', '"#ffdddd"', "B126"),
        ("for: {wines: [red]}\n", "for: {wine: [red]}\n", "B127"),
        ("pitch: 16", "pitch: wide", "F103"),
        ("tread_by: steps", "", "F101"),
        ("staggered", "staggered", None),
    ],
)
def test_each_mistake_has_its_problem_at_its_line(tmp_path: Path, right: str, wrong: str, code: str | None) -> None:
    shapes, problems = read(tmp_path, OTHER.replace(right, wrong))
    assert [problem.code for problem in problems] == ([code] if code else [])
    assert (shapes is None) == bool(code)
    for language in ("it", "en"):
        assert print_problems(problems, "text", language).count("\n") >= len(problems)
    assert all(problem.place.line or code == "F101" for problem in problems)


def test_all_mistakes_show_at_once(tmp_path: Path) -> None:
    text = OTHER.replace("M0 0L9 0", "M0").replace('"#880022"', "crimson").replace("10 40!, 90 40!", "10")
    text = text.replace("  cask:\n", "  cask:\n    for: {wines: [red]}\n").replace('"#111111"', '"#fafafa"')
    _, problems = read(tmp_path, text)
    assert {"B121", "B122", "B123", "B124", "B126"} <= {problem.code for problem in problems}


def test_every_colour_of_the_theme_is_seen_on_both_papers(shapes: Shapes) -> None:
    for colour in shapes.colours.values():
        assert contrast(colour.light, shapes.paper.light) >= 3
        assert contrast(colour.dark, shapes.paper.dark) >= 3


def test_the_mark_has_four_parts_follows_the_scheme_and_comes_as_png(shapes: Shapes) -> None:
    drawing = mark(shapes)
    assert len(drawing.paths) == 4
    assert "prefers-color-scheme:dark" in drawing.svg()
    assert "currentColor" in drawing.symbol("mark")
    assert drawing.png(180) == drawing.png(180)
    assert drawing.png(180).startswith(b"\x89PNG")
