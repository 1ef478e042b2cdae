"""At a fair: who stands where, on the event's page and on each company's; the board of notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from district.kinds.events import Participant
from district.kinds.values import Reference
from tests.site.built import Built

if TYPE_CHECKING:
    from playwright.sync_api import Page

STANDS = """() => {
  const rows = document.querySelectorAll("table[data-sortable] tbody tr");
  return [...rows].map((row) => row.cells[2].textContent.trim());
}"""
FAIR = "events/esempio-salone-duepassi"


def test_participants_stand_in_the_order_of_halls_and_stands_and_two_before_ten() -> None:
    places = [("10", "A1"), ("2", "B10"), (None, None), ("2", "B9"), ("2", None), ("2", "10"), (None, "1")]
    found = [
        Participant(member=f"m-{number}", hall=hall, stand=stand)  # type: ignore[arg-type]
        for number, (hall, stand) in enumerate(places)
    ]
    ordered = [(one.hall, one.stand) for one in sorted(found, key=Participant.place_key)]
    assert ordered == [("2", "10"), ("2", "B9"), ("2", "B10"), ("2", None), ("10", "A1"), (None, "1"), (None, None)]


def test_a_company_s_page_tells_at_which_coming_fair_it_stands_and_where(full: Built) -> None:
    for code, words in (("it", "padiglione 3, stand A12"), ("en", "hall 3, stand A12")):
        page = full.plan.page("members/calzaturificio-aurora", code)
        assert page is not None
        fair = full.sheets[page.path].one(".fairs")
        assert words in fair.text()
        ways = [full.sheets.path(one.attributes.get("href") or "", page.path) for one in fair.css("a")]
        event = full.plan.page("events/fiera-di-monaco", code)
        assert event is not None
        assert ways == [event.path]


def test_events_that_are_over_or_cancelled_are_no_place_to_meet(full: Built) -> None:
    for member in full.district.members:
        for event, participant in full.district.fairs_of(member):
            assert event in full.district.upcoming
            assert getattr(event.facts, "state") != "cancelled"
            assert participant.member == Reference("members", member.slug)


def test_the_board_shows_what_stands_the_latest_first_and_nothing_that_has_run_out(full: Built, preview: Built) -> None:
    for site in (full, preview):
        posted = [notice.posted_on.day for _, notice in site.district.notices if notice.posted_on]
        assert posted == sorted(posted, reverse=True)
        for code in site.plan.languages:
            page = site.plan.page("sections/notices", code)
            assert page is not None
            said = site.sheets[page.path].one("main").text()
            for member in site.district.members:
                for notice in getattr(member.facts, "notices"):
                    assert (notice.text[code] in said) == notice.is_current(site.district.now)
    assert any(
        not notice.is_current(full.district.now)
        for one in full.district.members
        for notice in getattr(one.facts, "notices")
    )


@pytest.mark.browser
def test_the_reader_sorts_by_stand_both_ways_by_keyboard(preview: Built, root_address: str, page: Page) -> None:
    event = preview.plan.page(FAIR, "it")
    assert event is not None
    page.goto(f"{root_address}/{event.address}")
    before = page.evaluate(STANDS)
    button = page.locator(".table-sort").nth(2)
    button.press("Enter")
    up = page.evaluate(STANDS)
    assert page.locator("th").nth(2).get_attribute("aria-sort") == "ascending"
    button.press("Enter")
    assert page.evaluate(STANDS) == list(reversed(up))
    assert page.locator("th[aria-sort]").count() == 1
    assert sorted(up) == sorted(before)


@pytest.mark.browser
def test_a_notice_that_runs_out_after_the_build_is_marked(preview: Built, root_address: str, page: Page) -> None:
    board = preview.plan.page("sections/notices", "it")
    assert board is not None
    soonest = min((notice for _, notice in preview.district.notices), key=lambda one: one.expires_on.end)
    page.clock.set_fixed_time(soonest.expires_on.end)
    page.goto(f"{root_address}/{board.address}")
    row = page.locator(".notice-item", has_text=soonest.text["it"])
    assert row.locator(".over").inner_text() == "Non più attuale"
