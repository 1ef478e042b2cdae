"""Another district, of another trade, whose first language is another: the same engine and theme, no word of shoes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site import built
from tests.site.built import ADDRESS, CONTENT, SITES, THEME, Built, codes
from tests.site.translating import add_strings, read

# The first district's trade, in the languages of either.
SHOES = re.compile(
    r"scarp|calzat|calzolai|ciabatt|zoccol|sandal|stival|tomai|orlatur|suola|suole|tacchi|pelletter|"
    r"\bshoe|\bboots?\b|\bclogs?\b|footwear|sneaker|insole|outsole|\bsoles?\b|\blasts\b|leather|"
    r"schuh|stiefel|sohle|leder\b",
    re.IGNORECASE,
)
NETWORK = re.compile(r"tuscany|segromigno|capannori|\bT4S\b|lucca|toscana", re.IGNORECASE)


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Built:
    """The other district, published with this theme and its strings in the other's language."""
    folder = tmp_path_factory.mktemp("other")
    theme = built.copied(THEME, folder / "theme")
    for language in read(SITES / "other" / "site.yaml")["languages"]:
        if not (theme / "translations" / f"{language['code']}.po").is_file() and language["code"] != "en":
            add_strings(theme, language["code"], language["locale"])
    options = {"theme": theme, "publish": True, "siteurl": ADDRESS}
    return built.build(built.request(SITES / "other", folder / "site", cache, **options))


def test_its_first_language_and_its_trade_are_others(other: Built) -> None:
    first = read(CONTENT / "site.yaml")["languages"][0]["code"]
    assert other.plan.languages[0] != first
    assert other.sheets["index.html"].language == other.plan.languages[0]
    ours = {path.stem for path in (CONTENT / "vocabularies").glob("*.yaml")}
    theirs = {facet.vocabulary for facet in other.district.site.facets if facet.vocabulary}
    assert theirs
    assert not theirs & ours


def test_it_is_published_whole(other: Built) -> None:
    assert [problem for problem in other.problems if problem.is_error] == []
    assert other.district.members
    assert {page.path for page in other.plan.pages} == set(other.sheets.pages)
    assert all(len(other.plan.counterparts(page)) == len(other.plan.languages) for page in other.plan.pages)


def test_no_word_of_shoes_nor_of_the_first_network_stands_anywhere_in_it(other: Built) -> None:
    """Names inside of style sheets are the theme's own, and no reader's: one of them may be called after leather."""
    for path in sorted(other.sheets.files):
        is_text = path.endswith((".html", ".xml", ".txt", ".json", ".js"))
        text = (other.folder / path).read_text(encoding="utf-8") if is_text else ""
        assert SHOES.findall(f"{path}\n{text}") == [], path
        assert NETWORK.findall(f"{path}\n{text}") == [], path


def test_its_pages_lead_somewhere_and_its_parts_are_those_it_has(other: Built) -> None:
    broken = {
        (sheet.path, why)
        for sheet in other.sheets.every.values()
        for link in sheet.links
        if other.sheets.is_inside(link.value) and (why := other.sheets.broken(link.value, sheet.path))
    }
    assert broken == set()
    sections = {path.name for path in (SITES / "other" / "sections").iterdir()}
    assert {
        page.key.removeprefix("sections/") for page in other.plan.pages if page.key.startswith("sections/")
    } == sections


def test_its_members_are_described_by_its_own_words_and_measures(other: Built) -> None:
    for facet in other.district.facets:
        for word in facet.used:
            for code in other.plan.languages:
                page = other.plan.page(f"facets/{facet.name}/{word.key}", code)
                assert page is not None
                text = other.sheets[page.path].one("main").text()
                assert all(getattr(member.facts, "name") in text for member in word.members)
    for measure in other.district.site.measures:
        for member in other.district.members:
            if measure.name in getattr(member.facts, "measures"):
                page = other.plan.page(member.key, other.plan.languages[0])
                assert page is not None
                assert measure.label[other.plan.languages[0]] in other.sheets[page.path].one("main").text()


def test_without_an_order_or_places_among_its_words_it_has_no_chain_and_no_map(other: Built) -> None:
    assert not any(facet.ordered or facet.placed for facet in other.district.facets)
    for sheet in other.sheets.every.values():
        assert not sheet.all('.map, .charts, .chain, link[href*="/chain."], link[href*="/map."]'), sheet.path
        assert not sheet.all("section.band:not(:has(.band-body > *))"), sheet.path


def test_a_preview_with_a_theme_that_does_not_speak_its_language_yet_is_built_with_notices(
    tmp_path: Path, cache: Path
) -> None:
    theme = built.copied(THEME, tmp_path / "theme")
    for code in (language["code"] for language in read(SITES / "other" / "site.yaml")["languages"]):
        (theme / "translations" / f"{code}.po").unlink(missing_ok=True)
    made = built.build(built.request(SITES / "other", tmp_path / "site", cache, theme=theme))
    assert "N120" in codes(made.problems)


def test_its_cards_are_of_words_and_nobody_is_told_of_signs_beside_them(other: Built) -> None:
    for page in other.plan.pages:
        shared = other.sheets[page.path].shared
        if page.listed:
            assert other.sheets.path(shared["og:image"][0]) in other.sheets.files
            assert "⟪" not in shared["og:image:alt"][0].replace(page.title, ""), "none of the theme's strings"
