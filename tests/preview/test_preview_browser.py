"""The preview in a browser: reload in place, the overlay and its going away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.preview import project
from tests.preview.project import wait_until
from tests.preview.running import Running

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    one = Running(project.make(tmp_path))
    one.built(1)
    yield one
    one.stop()


def test_saving_reloads_the_page_at_the_same_place(running: Running, page: Page) -> None:
    page.goto(running.session.server.address)
    page.evaluate("scrollTo(0, 1234)")
    running.write("good two")
    page.get_by_text("good two").wait_for()
    wait_until(lambda: page.evaluate("scrollY") == 1234)


def test_problems_lie_over_the_page_until_mended(running: Running, page: Page) -> None:
    page.goto(running.session.server.address)
    running.write("error <b>zoccolo</b>")
    dialog = page.get_by_role("alertdialog", name="Un errore: il sito resta com'era")
    dialog.wait_for()
    told = dialog.inner_text()
    for words in ("F203", "<b>zoccolo</b>", "content/page.txt:1:7", "Perché: because", "Rimedio: mend it"):
        assert words in told
    assert dialog.evaluate("element => element.getRootNode().host.lang") == "it"
    assert page.locator("#text").inner_text().startswith("good one")
    running.write("good again")
    page.get_by_text("good again").wait_for()
    assert dialog.count() == 0


def test_the_overlay_can_be_put_away_and_fetched_again(running: Running, page: Page) -> None:
    page.goto(running.session.server.address)
    running.write("error here")
    dialog = page.get_by_role("alertdialog")
    dialog.wait_for()
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    page.get_by_role("button", name="Un errore").click()
    dialog.wait_for()
    dialog.get_by_role("button", name="Chiudi").click()
    dialog.wait_for(state="detached")


def test_notices_wait_behind_a_button(running: Running, page: Page) -> None:
    page.goto(running.session.server.address)
    running.write("notice small")
    page.get_by_role("button", name="Un avviso").click()
    assert "notice small it" in page.get_by_role("dialog").inner_text()


def test_the_waiting_page_opens_files_and_the_site_by_itself(
    tmp_path: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISTRICT_EDITOR", "no-such-program")
    one = Running(project.make(tmp_path, "broken"))
    try:
        page.goto(one.session.server.address)
        page.get_by_text("the template is broken").first.wait_for()
        one.write("error here")
        page.get_by_role("button", name="Apri content/page.txt nell'editor").first.click()
        page.get_by_role("status").filter(has_text="DISTRICT_EDITOR").wait_for()
        one.write("good at last")
        page.get_by_text("good at last").wait_for()
    finally:
        one.stop()
