"""How long it takes from saving a text of the network's own site until a browser shows it."""

from __future__ import annotations

import re
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
# What watching, telling the page and loading it again may add to a build.
ADDED_SECONDS = 0.6


def test_the_preview_adds_little_to_the_time_of_a_build(
    tmp_path: Path, page: Page, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(tmp_path, ROOT / "content")
    try:
        text = desk.preview.content / "pages" / "il-distretto" / "text.it.md"
        written = text.read_text(encoding="utf-8")
        page.goto(f"{desk.address}/il-distretto/")
        whole, built = [], []
        for number in range(SAVES):
            begun = time.monotonic()
            text.write_text(f"{written}\nRiga nuova {number}.\n", encoding="utf-8")
            page.get_by_text(f"Riga nuova {number}.").wait_for(timeout=60_000)
            whole.append(time.monotonic() - begun)
            said = re.search(r"([0-9.]+) s", desk.said[-1])
            assert said
            built.append(float(said[1]))
        page.goto("about:blank")
    finally:
        desk.stop()
    seen, build = statistics.median(whole), statistics.median(built)
    with capsys.disabled():
        print(f"\nsaved to seen: {seen:.2f} s, of which the build {build:.1f} s (medians of {SAVES})")
    assert seen - build < ADDED_SECONDS
