"""The site in a browser: nothing from elsewhere, nothing too wide, all of it by keyboard and without script."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from district.clock import read_clock
from tests.site.built import NOW, Built
from tests.site.kinds import IN_PREVIEWS_ALONE, KINDS_OF_PAGES, example

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}
# What a reader sees, without what the script counts anew each day or fills in from the build's record, what
# only a script can do, and what stands in for that where there is none.
TEXT = """() => {
  const others = "[data-days], [data-updated], [data-scripted], [data-plain]";
  for (const other of document.querySelectorAll(others)) other.remove();
  return document.body.innerText;
}"""
WIDER = """() => {
  const screen = document.documentElement.clientWidth;
  return [document.documentElement.scrollWidth - screen, document.body.scrollWidth - screen];
}"""
FOCUSED = """() => {
  const found = document.activeElement, style = getComputedStyle(found), box = found.getBoundingClientRect();
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return {
    name: found.tagName, text: found.innerText ?? "", menu: Boolean(found.closest("#menu")),
    seen: (outlined || style.boxShadow !== "none") && box.width > 0 && box.height > 0 && box.left >= 0,
  };
}"""


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Page]:
    """A page for all that only look, at the moment of the build; it keeps style and scripts from one to the next."""
    with browser.new_context() as context:
        page = context.new_page()
        page.clock.set_fixed_time(read_clock(NOW).now)
        yield page


@pytest.fixture(scope="module")
def scriptless(browser: Browser) -> Iterator[Page]:
    """The same with script switched off."""
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


@pytest.mark.parametrize("where", ["root", "path"])
def test_a_page_of_each_sort_asks_no_other_host_leaves_nothing_behind_and_meets_no_error(
    where: str, request: pytest.FixtureRequest, context: BrowserContext
) -> None:
    site: Built = request.getfixturevalue("preview" if where == "root" else "full")
    address: str = request.getfixturevalue(f"{where}_address")
    asked, wrong = set[str](), list[str]()
    context.on("request", lambda one: asked.add(urlsplit(one.url).netloc))
    context.on("console", lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None)
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    context.on("response", lambda one: wrong.append(f"{one.status} {one.url}") if one.status >= 400 else None)
    context.on("requestfailed", lambda one: wrong.append(f"failed {one.url}"))
    # Each sort once: half of them at the root, half under a path, where they are the same but for their addresses.
    every = sorted({one.template for one in site.plan.pages})
    shared = [kind for kind in every if kind not in IN_PREVIEWS_ALONE]
    kinds = [*shared[::2], *sorted(IN_PREVIEWS_ALONE)] if where == "root" else shared[1::2]
    shown = list(zip(kinds, cycle(site.plan.languages), strict=False))
    # Some side by side, since each is waited for until nothing more has come for half a second.
    for first in range(0, len(shown), 10):
        some = shown[first : first + 10]
        tabs = [context.new_page() for _ in some]
        for tab, (kind, code) in zip(tabs, some, strict=True):
            tab.goto(f"{address}/{example(site, kind, code).address}", wait_until="commit")
        for tab in tabs:
            tab.wait_for_load_state("networkidle")
        assert tabs[-1].evaluate("() => localStorage.length + sessionStorage.length") == 0
        for tab in tabs:
            tab.close()
    assert asked == {urlsplit(address).netloc}
    assert wrong == []
    assert context.cookies() == []


def test_the_full_site_has_a_page_of_each_sort_too(full: Built) -> None:
    assert set(KINDS_OF_PAGES) - IN_PREVIEWS_ALONE == {page.template for page in full.plan.pages}


def test_what_is_not_there_is_answered_with_a_whole_page_at_any_depth(path_address: str, page: Page) -> None:
    missing: list[str] = []
    page.on("response", lambda one: missing.append(one.url) if one.status >= 400 else None)
    page.goto(f"{path_address}/once/there/was/a/page/")
    assert missing == [page.url]
    assert page.locator("h1").inner_text()
    assert page.evaluate("() => getComputedStyle(document.body).margin") != "8px"
    page.locator("main a").first.click()
    assert page.url == f"{path_address}/"


def test_an_old_address_leads_to_its_page_in_a_browser(preview: Built, root_address: str, page: Page) -> None:
    for redirect in preview.plan.redirects:
        page.goto(f"{root_address}{redirect.address}")
        page.wait_for_url(f"{root_address}/{redirect.page.address}")


def test_the_switch_and_the_menu_work_under_a_path(full: Built, path_address: str, page: Page) -> None:
    page.set_viewport_size(DESK)
    start = full.plan.page("sections/members", full.plan.languages[0])
    assert start is not None
    page.goto(f"{path_address}/{start.address}")
    for code in reversed(full.plan.languages):
        page.locator(f'header a[hreflang="{code}"]').click()
        other = full.plan.page(start.key, code)
        assert other is not None
        assert page.url == f"{path_address}/{other.address}"
        assert page.locator("html").get_attribute("lang") == code


def test_the_head_of_a_page_stands_on_one_line(preview: Built, root_address: str, page: Page) -> None:
    for code in preview.plan.languages:
        page.goto(f"{root_address}/{example(preview, 'members/index', code).address}")
        for width in (320, 360, 768, 1180, 1240, 1280, 1440, 1920):
            page.set_viewport_size({"width": width, "height": 640})
            assert page.evaluate("() => document.querySelector('.masthead').offsetHeight") < 90, (code, width)


@pytest.mark.parametrize("kind", KINDS_OF_PAGES)
def test_no_page_is_wider_than_a_small_screen(kind: str, preview: Built, root_address: str, reader: Page) -> None:
    for code in preview.plan.languages:
        reader.goto(f"{root_address}/{example(preview, kind, code).address}")
        for width in (320, 360):
            reader.set_viewport_size({"width": width, "height": 640})
            assert max(reader.evaluate(WIDER)) <= 0, (reader.url, width)
        reader.evaluate("() => document.documentElement.style.fontSize = '200%'")
        assert max(reader.evaluate(WIDER)) <= 0, (reader.url, "text twice as large")


@pytest.mark.parametrize("kind", KINDS_OF_PAGES)
def test_a_page_says_the_same_without_script(
    kind: str, preview: Built, root_address: str, reader: Page, scriptless: Page
) -> None:
    for page in (reader, scriptless):
        page.set_viewport_size(DESK)
        page.goto(f"{root_address}/{example(preview, kind).address}")
    assert scriptless.evaluate(TEXT) == reader.evaluate(TEXT)
    assert len(scriptless.evaluate(TEXT)) > 100


def test_the_menu_opens_and_leads_on_with_script_switched_off(
    preview: Built, root_address: str, browser: Browser
) -> None:
    with browser.new_context(java_script_enabled=False, viewport=PHONE) as plain:
        page = plain.new_page()
        page.goto(f"{root_address}/")
        assert not page.locator("#menu a").first.is_visible()
        page.locator("button[popovertarget=menu]").click()
        first = page.locator("#menu a").first
        first.click()
        slug = preview.district.site.menu[0]
        target = preview.plan.page(f"sections/{slug}", preview.plan.languages[0])
        assert target is not None
        assert page.url == f"{root_address}/{target.address}"


@pytest.mark.parametrize("kind", ["home", "members/entry", "404"])
def test_the_keyboard_begins_with_a_way_past_the_menu(kind: str, preview: Built, root_address: str, page: Page) -> None:
    page.goto(f"{root_address}/{example(preview, kind).address}")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.getAttribute('href')") == "#content"
    assert page.evaluate(FOCUSED)["seen"]
    assert page.evaluate("() => document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert page.evaluate("() => Boolean(document.activeElement.closest('main, footer'))")


@pytest.mark.parametrize("size", ["phone", "desk"])
def test_the_keyboard_shows_where_it_is_all_the_way(size: str, preview: Built, root_address: str, page: Page) -> None:
    page.set_viewport_size(PHONE if size == "phone" else DESK)
    for kind in ("home", "events/entry", "contacts"):
        page.goto(f"{root_address}/{example(preview, kind).address}")
        for _step in range(25):
            page.keyboard.press("Tab")
            found = page.evaluate(FOCUSED)
            if found["name"] == "BODY":
                break
            assert found["seen"], (page.url, found)


def test_the_keyboard_reaches_the_menu_on_a_desk(preview: Built, root_address: str, page: Page) -> None:
    page.set_viewport_size(DESK)
    page.goto(f"{root_address}/")
    reached = []
    for _step in range(len(preview.district.site.menu) + 3):
        page.keyboard.press("Tab")
        reached += [page.evaluate(FOCUSED)["text"]] if page.evaluate(FOCUSED)["menu"] else []
    assert len(reached) == len(preview.district.site.menu)


def test_the_keyboard_opens_the_menu_on_a_phone_walks_through_it_and_closes_it(root_address: str, page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{root_address}/")
    for _step in range(4):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED)["name"] == "BUTTON":
            break
    page.keyboard.press("Enter")
    assert page.locator("#menu").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["menu"]
    page.keyboard.press("Escape")
    assert not page.locator("#menu").is_visible()
    assert page.evaluate(FOCUSED)["name"] == "BUTTON"


def test_the_footer_says_when_the_site_was_made_and_nothing_is_missing_without_script(
    reader: Page, scriptless: Page, path_address: str
) -> None:
    for page, said in (("", "Aggiornato il 23 novembre 2026"), ("en/", "Updated on 23 November 2026")):
        reader.goto(f"{path_address}/{page}")
        line = reader.locator("[data-updated]")
        line.wait_for(state="visible")
        assert said in line.inner_text()
    scriptless.goto(f"{path_address}/")
    assert not scriptless.locator("[data-updated]").is_visible()
