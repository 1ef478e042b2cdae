"""Which pages have a social card of their own, and what stands on it."""

from __future__ import annotations

import pytest

from district.checks.run import Survey
from district.plan import Page
from district.signs import draw_all, read_shapes, suits
from district.social import SocialCard, shared_by, social_cards
from tests.content import site
from tests.site.built import THEME


def cards_of(found: Survey) -> dict[tuple[str, str], SocialCard]:
    """The cards of a surveyed folder, with the signs of this theme where they suit it."""
    assert found.district is not None
    assert found.plan is not None
    shapes, _ = read_shapes(THEME)
    if shapes and not suits(shapes, (facet.name for facet in found.district.facets)):
        shapes = None
    signs = draw_all(found.district.of("members"), shapes) if shapes else {}
    return social_cards(found.district, found.plan, signs, shapes)


@pytest.fixture(scope="module")
def full() -> dict[tuple[str, str], SocialCard]:
    return cards_of(site("full"))


@pytest.mark.parametrize("name", ["full", "minimal", "other"])
def test_every_listed_page_has_a_card_or_shares_that_of_the_page_it_belongs_to(name: str) -> None:
    found = site(name)
    cards = cards_of(found)
    assert found.plan is not None
    shared = [(page, shared_by(found.plan, page)) for page in found.plan.pages]
    assert [page.path for page, of in shared if of is None] == [page.path for page, _ in shared if not page.listed]
    assert {(of.key, of.language) for _, of in shared if of} == set(cards)


def test_lists_of_a_facet_share_the_card_of_their_section() -> None:
    plan = site("full").plan
    assert plan is not None
    thin = [page for page in plan.pages if page.key.startswith("facets/")]
    assert thin
    assert {shared.key for page in thin if (shared := shared_by(plan, page))} == {"sections/members"}
    assert all(shared_by(plan, page) is plan.page("sections/members", page.language) for page in thin)


def test_a_borrowed_text_shares_the_card_of_the_page_it_is_borrowed_from() -> None:
    plan = site("full").plan
    assert plan is not None
    borrowed: list[Page] = [page for page in plan.pages if page.borrowed]
    assert borrowed
    for page in borrowed:
        shared = shared_by(plan, page)
        assert shared is plan.page(page.key, page.text_language)


def test_a_card_says_title_section_and_site_in_the_language_of_its_page(
    full: dict[tuple[str, str], SocialCard],
) -> None:
    found = site("full")
    assert found.district is not None
    assert found.plan is not None
    for (key, language), card in full.items():
        page = found.plan.page(key, language)
        assert page is not None
        assert (card.title, card.language, card.site) == (page.title, language, found.district.site.name)
    event = full["events/assemblea-2026", "en"]
    events = found.plan.page("sections/events", "en")
    assert events is not None
    assert event.section == events.title
    assert full["sections/events", "en"].section == full["sections/home", "en"].section == ""


def test_a_card_says_when_as_exactly_as_it_is_known(full: dict[tuple[str, str], SocialCard]) -> None:
    district = site("full").district
    assert district is not None
    for entry in (*district.of("events"), *district.of("news")):
        off = getattr(entry.facts, "state", "") in {"postponed", "cancelled"}
        start = getattr(entry.facts, "date", None) or getattr(entry.facts, "start")
        for language, formats in district.formats.items():
            if card := full.get((entry.key, language)):
                said = formats.span(start, getattr(entry.facts, "end", None))
                assert card.when == ("" if off else said), "what is put off has no day that one could come on"
    assert any(not card.when for (key, _), card in full.items() if key.startswith("events/"))


def test_a_company_shows_its_sign_and_before_it_the_picture_that_it_has_sent(
    full: dict[tuple[str, str], SocialCard],
) -> None:
    members = {key: card for (key, _), card in full.items() if key.startswith("members/")}
    assert {card.shows for card in members.values()} == {"picture", "sign"}
    assert all(len(card.signs) == 1 and card.mark for card in members.values())
    assert full["members/calzaturificio-aurora", "it"].picture is not None


def test_home_and_directory_show_the_signs_of_companies_and_other_pages_the_mark(
    full: dict[tuple[str, str], SocialCard],
) -> None:
    assert full["sections/home", "it"].shows == full["sections/members", "it"].shows == "signs"
    assert full["sections/news", "it"].shows == "mark"


def test_a_district_that_the_theme_has_no_shapes_for_shows_words_alone() -> None:
    cards = cards_of(site("other"))
    assert cards
    assert {(card.shows, card.mark) for card in cards.values()} == {("", "")}
