"""One page of every sort as assistive technology finds it: axe's rules on phone and desk, by day and by night."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.site.built import Built
from tests.site.kinds import IN_PREVIEWS_ALONE, KINDS_OF_PAGES, example

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

pytestmark = pytest.mark.browser

AXE = Axe()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
BRIEFLY = {"resultTypes": ["violations"], "preload": False}
EVERY_RULE = {"runOnly": {"type": "tag", "values": TAGS}, **BRIEFLY}
# What may differ by day and by night.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, **BRIEFLY}
PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}


@pytest.mark.parametrize("kind", KINDS_OF_PAGES)
def test_a_page_keeps_to_wcag_2_2_and_to_good_practice(
    kind: str, preview: Built, root_address: str, page: Page
) -> None:
    address = f"{root_address}/{example(preview, kind).address}"
    # Those for editors are long, and are looked at in all sizes and lights by the long test below.
    seen = on_a_phone if kind in IN_PREVIEWS_ALONE else by_size_and_light
    assert seen(page, address) == {}


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS_OF_PAGES)
def test_it_does_so_in_every_language_published_too(
    kind: str, preview: Built, root_address: str, full: Built, path_address: str, page: Page
) -> None:
    found = {}
    for site, address in ((preview, root_address), (full, path_address)):
        for language in site.plan.languages if site is preview or kind not in IN_PREVIEWS_ALONE else ():
            shown = f"{address}/{example(site, kind, language).address}"
            found[shown] = by_size_and_light(page, shown)
    assert {shown: rules for shown, rules in found.items() if rules} == {}


def on_a_phone(page: Page, address: str) -> dict[str, list[str]]:
    """What a page breaks on a phone by day."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size(PHONE)
    page.goto(address)
    # What stays in sight while one reads covers something wherever the page stands, but for its end.
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.evaluate(AXE.axe_script)
    found = violations(page, EVERY_RULE)
    return {"phone, light": found} if found else {}


def by_size_and_light(page: Page, address: str) -> dict[str, list[str]]:
    """What a page breaks on phone and desk, by day and by night; empty where it breaks nothing."""
    found = on_a_phone(page, address)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found["phone, dark"] = violations(page, COLOURS)
    page.set_viewport_size(DESK)
    found["desk, dark"] = violations(page, EVERY_RULE)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found["desk, light"] = violations(page, COLOURS)
    return {where: rules for where, rules in found.items() if rules}


@pytest.mark.parametrize(
    ("key", "query", "press", "seen"),
    [
        ("sections/search", "?q=orlatura", "", "#search ol li"),
        ("sections/search", "?q=orlatura&kind=members", "", "#search ol li"),
        ("events/esempio-salone-duepassi", "", "[data-do=ask], .table-sort", "[data-do=leave]"),
    ],
    ids=["found", "one kind", "asked and sorted"],
)
def test_what_scripts_show_keeps_to_them_too(
    key: str, query: str, press: str, seen: str, preview: Built, root_address: str, page: Page
) -> None:
    shown = preview.plan.page(key, "it")
    assert shown is not None
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size(PHONE)
    page.goto(f"{root_address}/{shown.address}{query}")
    for button in page.locator(press).all() if press else ():
        button.click()
    page.locator(seen).first.wait_for()
    page.evaluate(AXE.axe_script)
    found = violations(page, EVERY_RULE)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert found + violations(page, COLOURS) == []


def violations(page: Page, options: dict[str, Any]) -> list[str]:
    """The rules that a page breaks, each with the first places where."""
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [f"{one['id']} ({one['help']}): {[node['html'][:160] for node in one['nodes'][:3]]}" for one in found]
