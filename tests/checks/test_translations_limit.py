"""How far translations may fall behind is a setting, and publishing holds to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from district.plugin.settings import STRICT_WHEN_PUBLISHING
from tests.content import SITES, codes, page, surveyed, write

SITE = (SITES / "minimal" / "site.yaml").read_text(encoding="utf-8")
Folder = Callable[..., Path]


@pytest.fixture
def behind(site_folder: Folder) -> Path:
    """A site of four texts in English, of which one is missing and one is stale."""
    folder = site_folder("minimal")
    write(folder, {f"pages/p{number}/facts.yaml": "" for number in (1, 2)})
    write(folder, {f"pages/p{number}/text.it.md": page() for number in (1, 2)})
    stale = "---\ntitle: One\ntranslated_from: [00000000]\n---\nA text.\n"
    write(folder, {"pages/p1/text.en.md": stale})
    return folder


@pytest.mark.parametrize(("most", "told"), [("49.9", True), ("50", False), ("100", False), ("0", True)])
def test_more_behind_than_the_setting_allows_is_told(behind: Path, most: str, *, told: bool) -> None:
    write(behind, {"site.yaml": f"{SITE}behind_at_most: {most}\n"})
    found = [one for one in surveyed(behind).problems if one.code == "N115"]
    assert bool(found) is told
    for one in found:
        assert (one.details["language"], one.details["count"], one.details["total"]) == ("en", "2", "4")
        assert one.place.snippet == f"behind_at_most: {most}"
        assert one.made_strict(STRICT_WHEN_PUBLISHING).is_error


def test_without_the_setting_any_number_will_do(behind: Path) -> None:
    assert "N115" not in codes(surveyed(behind).problems)


def test_what_is_not_published_does_not_count(behind: Path) -> None:
    write(behind, {"site.yaml": f"{SITE}behind_at_most: 0\n"})
    write(behind, {f"pages/p{number}/facts.yaml": "draft: true\n" for number in (1, 2)})
    assert "N115" not in codes(surveyed(behind).problems)
