"""How long it takes from saving a text of the network's own site until a browser shows it."""

from __future__ import annotations

import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.preview.desk import ROOT, Desk

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.long]

SAVES = 7


def test_a_saved_text_is_seen_long_before_the_whole_site_is_built(
    tmp_path: Path, page: Page, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(tmp_path, ROOT / "content")
    try:
        text = desk.preview.content / "pages" / "il-distretto" / "text.it.md"
        written = text.read_text(encoding="utf-8")
        page.goto(f"{desk.address}/il-distretto/")
        page.wait_for_timeout(500)
        seen, built = [], []
        for number in range(SAVES):
            before = desk.session.news.state.number
            begun = time.monotonic()
            text.write_text(f"{written}\nRiga nuova {number}.\n", encoding="utf-8")
            page.get_by_text(f"Riga nuova {number}.").wait_for(timeout=60_000)
            seen.append(time.monotonic() - begun)
            desk.built(before + 1)
            built.append(time.monotonic() - begun)
        page.goto("about:blank")
    finally:
        desk.stop()
    shown, whole = statistics.median(seen), statistics.median(built)
    with capsys.disabled():
        print(f"\nsaved to seen: {shown:.2f} s; to the whole site: {whole:.2f} s (medians of {SAVES})")
    assert shown < whole / 2
