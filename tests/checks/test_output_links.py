"""A plain link is understood at once as it is understood step by step."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis.strategies import from_regex, sampled_from
from selectolax.lexbor import LexborHTMLParser

from district.checks.output import NEAR, Links

PATHS = ["index.html", "a/index.html", "a/b/index.html", "a/b.html", "404.html"]


def gathered(html: str) -> list[tuple[str, object]]:
    links = Links("/")
    links.gather("index.html", links.look(LexborHTMLParser(html)))
    others = Links("/")
    others.take(links)
    return [(problem.code, problem.details["value"]) for problem in others.broken({"index.html": ""})]


def test_a_link_to_nothing_and_an_anchor_that_is_there_twice_are_told() -> None:
    assert gathered('<a href="#a">x</a><p id="a">') == []
    assert gathered('<a href="#b">x</a><a href="c/">x</a><p id="a">') == [("B105", "#b"), ("B105", "c/")]
    assert gathered('<h2 id="a">x</h2><h2 id="b">x</h2><p id="a">') == [("B111", "a")]


@given(sampled_from(PATHS), from_regex(NEAR, fullmatch=True))
def test_plain_links_mean_the_same_both_ways(path: str, link: str) -> None:
    links = Links("/sub/")
    near = links._near(path.split("/")[:-1], link)
    assert near is None or near == links._meant(path, link)


@pytest.mark.parametrize(
    ("link", "target"),
    [("../b/", "b/index.html"), ("x.css", "a/x.css"), ("../", "index.html"), ("c/d", "a/c/d"), ("../../x", None)],
)
def test_a_plain_link_leads_up_and_down(link: str, target: str | None) -> None:
    near = Links("/")._near(["a"], link)
    assert (near and near[0]) == target


@pytest.mark.parametrize("link", ["", "#a", "/x", "a?b", "a%20b", "mailto:a@b.example", "./", "a//b", "a/../b", "é"])
def test_any_other_link_is_looked_at_closely(link: str) -> None:
    assert Links("/")._near(["a"], link) is None
