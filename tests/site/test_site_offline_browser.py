"""Keeping pages for a fair without network: kept on demand, said to be a copy, brought up to date, removed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.site import built
from tests.site.built import SITES, Built, replaced
from tests.site.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser

PREFIX = "/sub/path"
KEPT = """async () => {
  const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  return (await Promise.all(caches_.map((cache) => cache.keys()))).flat().map((one) => one.url);
}"""
NOTHING = "async () => !(await caches.keys()).length && !(await navigator.serviceWorker.getRegistrations()).length"
WRITTEN = "async () => (await document.fonts.ready, [...document.fonts].some((one) => one.status === 'loaded'))"
STAMPS = """async () => {
  const cache = await caches.open((await caches.keys())[0]);
  const pairs = (await cache.keys()).map(async (one) => [one.url, (await cache.match(one))?.headers.get("x-kept")]);
  return Object.fromEntries(await Promise.all(pairs));
}"""


@pytest.fixture
def copy(full: Built, tmp_path: Path) -> Built:
    """The full site, which a test may build anew."""
    content = built.copied(SITES / "full", tmp_path / "content")
    shutil.copytree(full.folder, tmp_path / "site")
    return built.build(replace(full.request, content=content, output=tmp_path / "site"))


@pytest.fixture
def address(copy: Built) -> Iterator[list[object]]:
    """Where the site is served, and what ends the serving."""
    server = served(copy.folder, PREFIX)
    held: list[object] = [server.__enter__(), server]
    yield held
    if held[1] is not None:
        server.__exit__(None, None, None)


def end(address: list[object]) -> None:
    """Cut the network: nobody answers any more."""
    address[1].__exit__(None, None, None)  # type: ignore[attr-defined]
    address[1] = None


def way(site: Built, key: str, code: str) -> str:
    page = site.plan.page(key, code)
    assert page is not None
    return page.address


def keep(page: Page) -> None:
    """Press what a reader presses."""
    page.locator("[data-do=ask]").press("Enter")
    size = page.locator("[data-size]")
    size.wait_for()
    assert "MB" in size.inner_text()
    assert page.evaluate("() => document.activeElement.dataset.do") == "keep"
    page.keyboard.press("Enter")
    page.locator("[data-said=kept]").wait_for(timeout=30_000)


@pytest.mark.parametrize(("code", "copied"), [("it", "copia conservata il"), ("en", "copy kept on")])
def test_what_is_kept_opens_without_a_network_says_so_and_can_be_removed(
    code: str, copied: str, copy: Built, address: list[object], context: BrowserContext
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 360, "height": 740} if code == "it" else {"width": 1280, "height": 900})
    event = way(copy, "events/fiera-di-monaco", code)
    page.goto(f"{address[0]}/{event}")
    assert page.evaluate(NOTHING)
    keep(page)
    page.goto(f"{address[0]}/")
    assert page.locator(".kept").count() == 0
    end(address)
    for key in (
        "sections/home",
        "sections/members",
        "members/calzaturificio-aurora",
        "events/fiera-di-monaco",
        "sections/shortlist",
    ):
        page.goto(f"{address[0]}/{way(copy, key, code)}")
        assert copied in page.locator(".kept").inner_text()
        assert page.locator("h1").inner_text()
        assert page.evaluate("() => getComputedStyle(document.body).margin") != "8px"
        assert page.evaluate(WRITTEN)
    page.goto(f"{address[0]}/{way(copy, 'sections/members', code)}?q=x#content")
    assert page.locator(".kept").is_visible()
    page.locator("[data-do=remove]").press("Enter")
    page.locator("[data-said=free]").wait_for()
    assert page.evaluate(NOTHING)


def test_the_next_publishing_brings_anew_only_what_has_changed(
    copy: Built, address: list[object], context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(f"{address[0]}/{way(copy, 'sections/members', 'it')}")
    keep(page)
    before = page.evaluate(STAMPS)
    member = way(copy, "members/calzaturificio-aurora", "it")
    # Letters that the site has already, so that its fonts stay the same.
    text = copy.request.content / "members" / "calzaturificio-aurora" / "text.it.md"
    text.write_text(text.read_text(encoding="utf-8").rstrip() + "\n\nLa rete e le imprese.\n", encoding="utf-8")
    style = built.copied(copy.request.theme, copy.request.content.parent / "theme")
    replaced(style / "static" / "js" / "marks.js", "// Marks", "void 0;\n// Marks")
    built.build(replace(copy.request, theme=style))
    page.goto(f"{address[0]}/")
    page.wait_for_function(
        f"async (before) => JSON.stringify(await ({STAMPS})()) !== JSON.stringify(before)", arg=before
    )
    page.wait_for_function(f"async () => !(await ({KEPT})()).some((one) => one.includes('{Path(script(copy)).name}'))")
    after = page.evaluate(STAMPS)
    fresh = {url for url in after if after[url] != before.get(url) and not url.endswith("kept.json")}
    # A script's name stands in every page; style, fonts and signs are those that were there.
    assert {url for url in fresh if "/assets/" in url} == {url for url in after if "/marks." in url}
    assert f"{address[0]}/{member}" in fresh
    end(address)
    page.goto(f"{address[0]}/{member}")
    assert "La rete e le imprese." in page.locator("main").inner_text()


def script(site: Built) -> str:
    """Where the script that marks what has passed stood before."""
    return next(name for name in site.sheets.files if name.startswith("assets/marks."))


def test_a_network_that_answers_too_slowly_is_not_waited_for(
    copy: Built, address: list[object], context: BrowserContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = context.new_page()
    page.goto(f"{address[0]}/{way(copy, 'sections/members', 'en')}")
    keep(page)
    from tests.site.serving import Handler

    whole = Handler.do_GET

    def slow(self: Handler) -> None:
        import time

        time.sleep(4)
        whole(self)

    monkeypatch.setattr(Handler, "do_GET", slow)
    page.goto(f"{address[0]}/{way(copy, 'sections/home', 'en')}", wait_until="commit")
    page.locator(".kept").wait_for()
    monkeypatch.undo()


def test_a_list_that_does_not_come_is_said_and_nothing_is_kept(
    copy: Built, address: list[object], context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(f"{address[0]}/{way(copy, 'sections/members', 'it')}")
    end(address)
    page.locator("[data-do=ask]").click()
    page.locator("[data-said=failed]").wait_for()
    assert page.evaluate("async () => (await caches.keys()).length") == 0
