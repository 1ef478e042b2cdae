"""The search page in a browser: finds in the page's language, under a path, by keyboard, and keeps the question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from district.policy import header_policy
from tests.site.built import Built

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}
COUNTED = """() => {
  const chosen = document.querySelector(".search-kinds :checked + span b");
  return document.querySelector("[data-count]").textContent === chosen.textContent;
}"""
TITLES = "() => [...document.querySelectorAll('#search ol h3')].map((one) => one.textContent)"


def under_policy(context: BrowserContext) -> None:
    """Let every page of a context be as a host with a strict policy sends it."""

    def add(route: object) -> None:
        response = route.fetch()  # type: ignore[attr-defined]
        headers = {**response.headers, "content-security-policy": header_policy(search=True, https=False)}
        route.fulfill(response=response, headers=headers)  # type: ignore[attr-defined]

    context.route("**/*", lambda route: add(route) if route.request.resource_type == "document" else route.continue_())


def search_page(site: Built, code: str) -> str:
    page = site.plan.page("sections/search", code)
    assert page is not None
    return page.address


def found(page: Page) -> list[str]:
    page.locator("[data-said]:visible").wait_for()
    titles: list[str] = page.evaluate(TITLES)
    return titles


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize(("code", "word", "first"), [("it", "orlatura", "Orlatura"), ("en", "closing", "Closing")])
def test_a_word_finds_its_page_in_the_language_of_the_page_under_a_path_and_a_strict_policy(
    size: ViewportSize, code: str, word: str, first: str, full: Built, path_address: str, context: BrowserContext
) -> None:
    under_policy(context)
    page, wrong = context.new_page(), list[str]()
    page.on("console", lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.set_viewport_size(size)
    page.goto(f"{path_address}/{search_page(full, code)}")
    page.keyboard.type(word)
    assert first in found(page)
    assert page.url.endswith(f"?q={word}")
    assert wrong == []
    page.locator("#search ol").get_by_role("link", name=first, exact=True).click()
    page.wait_for_url(lambda url: "?q=" not in url)
    assert page.locator("html").get_attribute("lang") == code
    assert page.locator("h1").inner_text() == first


@pytest.mark.parametrize("asked", ["l'orlatura", "orlature", "ORLATURÀ", "orlat"])
def test_italian_is_found_with_its_articles_in_the_plural_without_accents_and_by_half(
    asked: str, full: Built, path_address: str, page: Page
) -> None:
    page.goto(f"{path_address}/{search_page(full, 'it')}?q={asked}")
    assert "Orlatura" in found(page)


def test_the_address_keeps_the_question_and_back_leads_to_the_one_before(
    preview: Built, root_address: str, page: Page
) -> None:
    page.goto(f"{root_address}/{search_page(preview, 'it')}")
    page.locator("#q").fill("vitello")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cerca/?q=vitello")
    first = found(page)
    page.locator("#q").fill("zoccoli")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cerca/?q=zoccoli")
    page.wait_for_function(f"before => ({TITLES})().join() !== before.join()", arg=first)
    page.go_back()
    page.wait_for_function(f"before => ({TITLES})().join() === before.join()", arg=first)
    assert page.locator("#q").input_value() == "vitello"
    page.locator("#search ol h3 a").first.click()
    page.wait_for_load_state()
    page.go_back()
    assert found(page) == first


def test_a_kind_narrows_what_is_found_by_keyboard_and_stays_in_the_address(
    preview: Built, root_address: str, page: Page
) -> None:
    page.goto(f"{root_address}/{search_page(preview, 'it')}?q=orlatura")
    found(page)
    counts = page.locator(".search-kinds label").evaluate_all(
        "all => all.filter((one) => !one.hidden).map((one) => parseInt(one.innerText.match(/\\d+$/)))"
    )
    assert counts[0] == sum(counts[1:])
    page.locator(".search-kinds input:checked").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => new URLSearchParams(location.search).has('kind')")
    chosen = page.locator(".search-kinds :checked + span").inner_text().rsplit(maxsplit=1)[0]
    page.wait_for_function(COUNTED)
    kinds = page.locator("#search ol .row-margin").all_inner_texts()
    assert set(kinds) == {chosen}
    assert page.evaluate("() => document.activeElement.checked")
    shown = len(kinds)
    if page.locator("#more").is_visible():
        page.locator("#more").press("Enter")
        page.wait_for_function(f"() => document.querySelectorAll('#search ol li').length > {shown}")
        assert page.evaluate("() => document.activeElement.closest('ol') !== null")


def test_what_is_nowhere_is_said_and_all_pages_stay_in_sight(preview: Built, root_address: str, page: Page) -> None:
    page.goto(f"{root_address}/{search_page(preview, 'en')}?q=xylophonist")
    assert found(page) == []
    assert "Nothing found" in page.locator("[role=status]").inner_text()
    assert page.locator(".index").is_visible()


def test_the_slash_key_leads_to_the_search_from_anywhere_until_it_is_switched_off(
    preview: Built, root_address: str, page: Page
) -> None:
    member = preview.plan.page(preview.district.members[0].key, "it")
    assert member is not None
    page.goto(f"{root_address}/{member.address}")
    page.keyboard.press("/")
    page.wait_for_url(f"{root_address}/{search_page(preview, 'it')}")
    page.wait_for_function("() => document.activeElement.id === 'q'")
    page.keyboard.type("a/b")
    assert page.locator("#q").input_value() == "a/b"
    page.locator("#slash").uncheck()
    page.goto(f"{root_address}/{member.address}")
    page.keyboard.press("/")
    assert page.url == f"{root_address}/{member.address}"
    page.goto(f"{root_address}/{search_page(preview, 'it')}")
    page.locator("#slash").check()
    assert page.evaluate("() => localStorage.length") == 0


def test_without_script_the_page_is_the_index_of_all_pages(preview: Built, root_address: str, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as plain:
        page = plain.new_page()
        for code in preview.plan.languages:
            page.goto(f"{root_address}/{search_page(preview, code)}")
            assert not page.locator("#q").is_visible()
            ways = page.locator(".index-pages a").evaluate_all("all => all.map((one) => one.href)")
            pages = [one for one in preview.plan.pages if one.language == code and one.listed]
            wanted = {f"{root_address}/{one.address}" for one in pages} - {page.url}
            assert set(ways) == wanted
            assert len(ways) == len(wanted)
            letters = page.locator(".index-letter h3").all_inner_texts()
            assert letters == sorted(letters)
            page.locator(".alphabet a").last.click()
            assert page.locator(".index-letter").last.is_visible()
