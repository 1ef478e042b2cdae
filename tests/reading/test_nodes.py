"""YAML as nodes: all scalars text, each with its place, and nothing clever taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district.problems import Problem
from district.reading.nodes import MOST_DEPTH, Node, parse
from district.reading.source import Source


def parsed(text: str) -> tuple[Node | None, list[Problem]]:
    return parse(Source("content/facts.yaml", text))


def plain(text: str) -> object:
    node, problems = parsed(text)
    assert node is not None
    assert not problems
    return node.plain()


def broken(text: str) -> list[tuple[str, int, int, str]]:
    _, problems = parsed(text)
    return [(p.code, p.place.line, p.place.column, p.details.get("reason", "")) for p in problems]


def test_every_scalar_is_text() -> None:
    text = "no: no\nnumber: 05\ndate: 2026-09-14\nfloat: 1.0\nempty: ''\nnull: ~\n"
    assert plain(text) == {"no": "no", "number": "05", "date": "2026-09-14", "float": "1.0", "empty": "", "null": "~"}


def test_a_key_with_nothing_behind_it_is_as_if_it_were_not_there() -> None:
    assert plain("order:\naims: []\n") == {"aims": []}


def test_an_empty_file_holds_no_fields() -> None:
    assert plain("") == {}
    assert plain("# only a word\n") == {}


def test_each_node_knows_its_place() -> None:
    node, _ = parsed("name: Aurora\nlist:\n  - one\n  - {two: 2}\n")
    assert node is not None
    spots = {path: node.at(path) for path in (("name",), ("list", 0), ("list", 1, "two"))}
    assert {path: (n.line, n.column, n.length) for path, n in spots.items() if n} == {
        ("name",): (1, 7, 6),
        ("list", 0): (3, 5, 3),
        ("list", 1, "two"): (4, 11, 1),
    }
    assert node.at(("list", 7)) is None
    assert node.at(("name", "x")) is None


def test_the_place_of_a_part_counts_from_the_whole_file() -> None:
    source = Source("text.md", "---\ntitle: A\ntitle: B\n---\n")
    _, problems = parse(source, "title: A\ntitle: B\n", first_line=1)
    assert [(p.code, p.place.line, p.place.snippet) for p in problems] == [("Y104", 3, "title: B")]


@pytest.mark.parametrize(
    ("text", "line", "column", "reason"),
    [
        ("order: 1\naims: [a, b\n", 2, 7, "@open-list"),
        ("order: 1\nseat: {a: b\n", 2, 7, "@open-map"),
        ('name: "Aurora\n', 1, 7, "@open-quote"),
        ("order: 1\naims\n", 2, 1, "@no-colon"),
        ("list:\n- a: b\n c\n - d\n", 3, 2, "@other-indent"),
        ("list:\n  - a\n  b: c\n", 3, 3, "@no-dash"),
        ("name: @aurora\n", 1, 7, "@needs-quotes"),
        ('name: "a\\q"\n', 1, 9, "@unknown-escape"),
        ("a: b\n---\nc: d\n", 2, 1, "@second-document"),
        ("%a\nb: c\n", 1, 3, "@percent"),
        ("a: b\nname: Au\x07rora\n", 2, 9, "@hidden-sign"),
        ("[a]: b\n", 1, 1, "@no-name"),
    ],
)
def test_what_is_no_yaml_is_told_where_it_begins_to_go_wrong(text: str, line: int, column: int, reason: str) -> None:
    assert broken(text) == [("Y102", line, column, reason)]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\n\tb: 2\n", "Y103", 2, 1),
        ("a:\n  - b\n\t- c\n", "Y103", 3, 1),
        ("a: b: c\n", "Y115", 1, 5),
        ("a: 1\nb: 2\na: 3\n", "Y104", 3, 1),
        ("a: !!python/object:os.system x\n", "Y105", 1, 4),
        ("a: !include x\n", "Y105", 1, 4),
        ("a: &x 1\n", "Y105", 1, 4),
        ("- a\n", "Y113", 1, 1),
        ("just words\n", "Y113", 1, 1),
        ("a: " + "[" * 40 + "]" * 40, "Y114", 1, 3 + MOST_DEPTH),
    ],
)
def test_what_no_facts_need_is_refused(text: str, code: str, line: int, column: int) -> None:
    assert [(c, a, b) for c, a, b, _ in broken(text)] == [(code, line, column)]


def test_aliases_cannot_grow_without_end() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    assert {code for code, *_ in broken(bomb)} == {"Y105"}


def test_deep_nesting_by_indentation_is_refused_before_it_is_built() -> None:
    deep = "".join("  " * n + "a:\n" for n in range(2000))
    assert {code for code, *_ in broken(deep)} == {"Y114"}
    assert {code for code, *_ in broken("- " * 5000 + "a")} == {"Y114"}


@given(st.text())
def test_any_text_is_read_or_told(text: str) -> None:
    node, problems = parsed(text)
    assert node is not None or problems


YAML_SIGNS = st.text(alphabet="ab:-[]{}\"'#&*!|>%@`,? \n\t\\~\x85\u2028é", max_size=60)


@given(YAML_SIGNS)
def test_any_yaml_is_read_or_told_at_a_place_that_exists(text: str) -> None:
    node, problems = parsed(text)
    assert node is not None or problems
    for problem in problems:
        assert problem.place.line >= 1
        assert problem.place.column >= 1
