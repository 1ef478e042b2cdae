"""How problems are printed, and in which language."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district.problems import FORMATS, Place, Problem, in_order, nearest, print_problems, summary, user_language
from district.problems.messages import messages
from tests.problems.test_every_problem import PLACEHOLDER, said_codes

MODEL = Problem(
    "W101",
    Place("content/members/aurora/facts.yaml", 12, 14, 7, "  prodotti: [zoccolo, sandali]"),
    {"value": "zoccolo", "vocabulary": "prodotti", "nearest": "zoccoli"},
)


def test_a_problem_is_told_as_the_model_message() -> None:
    assert print_problems([MODEL], "text", "en") == (
        "content/members/aurora/facts.yaml:12:14: W101 “zoccolo” is not in the vocabulary “prodotti”\n"
        "    12 |   prodotti: [zoccolo, sandali]\n"
        "       |              ^^^^^^^\n"
        "  why:  the directory could not offer it as a filter\n"
        "  mend: did you mean “zoccoli”? the words are in content/vocabularies/prodotti.yaml\n"
    )


def test_a_place_without_line_shows_none() -> None:
    shown = print_problems([Problem("A107", Place("content/sections/home"))], "text", "it")
    assert shown.startswith("content/sections/home: A107 ")
    assert "|" not in shown


def test_a_long_line_is_cut_around_the_place() -> None:
    snippet = "x" * 300 + "zoccolo" + "y" * 300
    shown = print_problems(
        [Problem("F130", Place("a", 1, 301, 7, snippet), {"value": "zoccolo"})], "text", "it"
    ).splitlines()
    assert len(shown[1]) < 120
    assert shown[1][shown[2].index("^") :].startswith("zoccolo")
    assert shown[2].count("^") == 7


def test_a_terminal_obeys_nothing_that_is_found() -> None:
    evil = "\x1b[2J\x07\u202e\r\nrm"
    shown = print_problems([Problem("F130", Place("a", 1, 1, 1, evil), {"value": evil})], "text", "it")
    assert not set(shown) & {"\x1b", "\x07", "\u202e", "\r"}
    assert len(shown.splitlines()) == 5


def test_a_very_long_value_is_cut() -> None:
    shown = print_problems([Problem("F130", Place("a"), {"value": "x" * 5000})], "text", "it")
    assert len(shown) < 600


def test_annotations_escape_what_github_would_read() -> None:
    problem = Problem("N103", Place("content/a,b:c/50%.jpg"), {"value": "50%.jpg"})
    (line,) = print_problems([problem], "github", "en").splitlines()
    assert line.startswith("::warning file=content/a%2Cb%3Ac/50%25.jpg,title=N103::“50%25.jpg” is used nowhere%0A")


def test_gitlab_gets_a_report_whose_finds_stay_known_when_lines_move() -> None:
    moved = replace(MODEL, place=replace(MODEL.place, line=40))
    first, again, other = json.loads(
        print_problems([MODEL, moved, Problem("N103", Place("x"), {"value": "x"})], "gitlab", "it")
    )
    assert set(first) == {"description", "check_name", "fingerprint", "severity", "location"}
    assert first["description"].startswith("W101: «zoccolo» non è nel vocabolario")
    assert first["location"] == {"path": "content/members/aurora/facts.yaml", "lines": {"begin": 12}}
    assert (first["severity"], other["severity"]) == ("major", "minor")
    assert first["fingerprint"] == again["fingerprint"] != other["fingerprint"]
    assert other["location"]["lines"]["begin"] == 1, "of a whole file"


def test_the_summary_is_a_table_that_shows_names_as_they_are_errors_first() -> None:
    notice = Problem("N103", Place("content/a|b/<i>.jpg"), {"value": "<i>|[x](y).jpg"})
    said = print_problems([notice, MODEL], "markdown", "it").splitlines()
    assert said[0] == "### 1 errore e 1 avviso"
    assert said[2] == "| | dove | che cosa | rimedio |"
    assert said[4].startswith("| W101 | `content/members/aurora/facts.yaml:12:14` | «zoccolo»")
    assert "&lt;i>\\|\\[x](y).jpg" in said[5]
    assert print_problems([], "markdown", "en") == "### No problems.\n\n"


def test_machines_get_all_of_it() -> None:
    (one,) = json.loads(print_problems([MODEL], "json", "it"))
    assert one == {
        "code": "W101",
        "severity": "error",
        "path": "content/members/aurora/facts.yaml",
        "line": 12,
        "column": 14,
        "value": "zoccolo",
        "snippet": "  prodotti: [zoccolo, sandali]",
        "what": "«zoccolo» non è nel vocabolario «prodotti»",
        "why": "l'elenco delle imprese non potrebbe offrirlo come filtro",
        "mend": "forse si intendeva «zoccoli»? le parole sono in content/vocabularies/prodotti.yaml",
    }


def test_terms_in_details_are_told_in_the_readers_language() -> None:
    problem = Problem("N111", Place("a"), {"value": "@never", "name": "Aurora"})
    assert [json.loads(print_problems([problem], "json", language))[0]["value"] for language in ("it", "en")] == [
        "mai",
        "never",
    ]


def test_nothing_to_say_prints_nothing() -> None:
    assert print_problems([], "text", "it") == ""
    assert json.loads(print_problems([], "json", "it")) == []
    assert summary([], "it") == "Nessun problema."


@pytest.mark.parametrize(
    ("errors", "notices", "it", "en"),
    [
        (1, 0, "1 errore", "1 error"),
        (0, 2, "2 avvisi", "2 notices"),
        (2, 1, "2 errori e 1 avviso", "2 errors and 1 notice"),
    ],
)
def test_the_summary_counts_errors_and_notices(errors: int, notices: int, it: str, en: str) -> None:
    problems = [Problem("A107", Place("a"))] * errors + [Problem("N103", Place("a"))] * notices
    assert [summary(problems, language) for language in ("it", "en")] == [it, en]


def test_problems_are_in_the_order_of_their_places_and_each_once() -> None:
    spots = [("b", 1, 1), ("a", 10, 1), ("a", 2, 9), ("a", 2, 1), ("a", 2, 9)]
    problems = [Problem("F130", Place(path, line, column), {"value": "x"}) for path, line, column in spots]
    ordered = in_order(problems)
    assert [(p.place.path, p.place.line, p.place.column) for p in ordered] == [
        ("a", 2, 1),
        ("a", 2, 9),
        ("a", 10, 1),
        ("b", 1, 1),
    ]
    assert in_order(reversed(problems)) == ordered


def test_a_notice_made_strict_is_an_error() -> None:
    notice = Problem("N101", Place("a"))
    assert not notice.is_error
    assert notice.made_strict(["N101"]).is_error
    assert not notice.made_strict(["N102"]).is_error


def test_the_nearest_word_is_found_whatever_its_case() -> None:
    assert nearest("Zoccolo", ["zoccoli", "sandali"]) == "zoccoli"
    assert nearest("stivale", ["zoccoli", "sandali"]) == ""
    assert nearest("", []) == ""


@pytest.mark.parametrize(
    ("environment", "wanted", "language"),
    [
        ({}, "", "it"),
        ({"LANG": "C.UTF-8"}, "", "it"),
        ({"LANG": "en_US.UTF-8"}, "", "en"),
        ({"LANG": "de_DE.UTF-8"}, "", "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "it_IT.UTF-8"}, "", "it"),
        ({"LC_ALL": "it_IT", "DISTRICT_LANG": "en"}, "", "en"),
        ({"DISTRICT_LANG": "en"}, "it", "it"),
        ({}, "en-GB", "en"),
    ],
)
def test_the_readers_language_is_asked_in_turn(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], wanted: str, language: str
) -> None:
    for name in ("DISTRICT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", "linux")
    assert user_language(wanted) == language


@given(
    code=st.sampled_from(sorted(said_codes("it"))),
    texts=st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=6),
    line=st.integers(0, 5),
    column=st.integers(0, 200),
    length=st.integers(1, 200),
    snippet=st.text(st.characters(exclude_categories=["Cs"]), max_size=250),
)
def test_printing_never_raises(code: str, texts: list[str], line: int, column: int, length: int, snippet: str) -> None:
    gaps = {gap for part in messages("it")[code].values() for gap in PLACEHOLDER.findall(part)} | {"value", "nearest"}
    details = {gap: texts[number % len(texts)] for number, gap in enumerate(sorted(gaps))}
    problem = Problem(code, Place("content/a,b: 50%/à", line, column, length, snippet), details)
    for language in ("it", "en"):
        for form in FORMATS:
            assert print_problems([problem], form, language).encode().endswith(b"\n")
        assert len(print_problems([problem], "github", language).splitlines()) == 1
