"""On paper: a company's page is one sheet, and no page prints what only a screen can use."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from district.plan import Page as Planned
from tests.site.built import Built
from tests.site.kinds import KINDS_OF_PAGES, example

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

HIDDEN = ".skip, .menu, .languages, .breadcrumb, .footer-menu, .actions"


def companies(site: Built) -> list[Planned]:
    """Every company's page, the longest first."""
    pages = [page for page in site.plan.pages if page.template == "members/entry"]
    return sorted(pages, key=lambda page: (-len(site.sheets[page.path].html), page.path))


def sheets(page: Page, address: str) -> int:
    """How many sheets of paper a page takes, with what the browser draws besides the text."""
    page.goto(address)
    return len(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=False))).pages)


def test_the_companies_with_most_to_say_print_on_one_sheet(page: Page, root_address: str, preview: Built) -> None:
    for company in companies(preview)[:8]:
        assert sheets(page, f"{root_address}/{company.address}") == 1, company.address


@pytest.mark.long
def test_every_company_prints_on_one_sheet(page: Page, root_address: str, preview: Built) -> None:
    for company in companies(preview):
        assert sheets(page, f"{root_address}/{company.address}") == 1, company.address


@pytest.mark.parametrize("kind", KINDS_OF_PAGES)
def test_paper_shows_nothing_that_only_a_screen_can_use(
    page: Page, root_address: str, preview: Built, kind: str
) -> None:
    page.emulate_media(media="print")
    page.goto(f"{root_address}/{example(preview, kind).path}")
    assert page.locator("main").is_visible()
    assert page.locator(HIDDEN).evaluate_all("found => found.every(one => one.checkVisibility() === false)")


def test_a_company_s_code_is_loaded_for_paper_alone(page: Page, root_address: str, preview: Built) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    address = companies(preview)[0].address
    page.goto(f"{root_address}/{address}", wait_until="networkidle")
    assert not page.locator(".code").is_visible()
    assert [url for url in asked if url.endswith("qr.svg")] == []
    page.pdf(prefer_css_page_size=True)
    assert [url for url in asked if url.endswith("qr.svg")] == [f"{root_address}/{address}qr.svg"]
