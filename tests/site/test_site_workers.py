"""Any number of processes makes the same site, with parts shared by pages or not, and tells the same problems."""

from __future__ import annotations

from pathlib import Path

import pytest

from district.building import pages
from district.building.writing import _derive_pictures
from district.problems import Problem
from district.rendering.view import View
from tests.site import built
from tests.site.built import ADDRESS, SITES, THEME, Built
from tests.site.test_site_same_bytes import differences

COUNTS = [2, 3]
# The tests' own runner may have threads; the engine itself does not fork beside any.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")


@pytest.mark.parametrize(("count", "shares"), [(2, True), (3, False)])
def test_any_number_of_processes_makes_the_same_bytes_with_parts_shared_or_not(
    full: Built, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, count: int, *, shares: bool
) -> None:
    if not shares:
        monkeypatch.setattr(View, "shared", lambda _view, *_key, caller: caller())
    monkeypatch.setattr(pages, "workers", lambda: count)
    wanted = built.request(SITES / "full", tmp_path / "site", cache, publish=True, siteurl=ADDRESS, prints=True)
    assert built.build(wanted).report.pages == full.report.pages
    assert differences(full.folder, tmp_path / "site") == []


def test_parts_that_pages_share_are_the_same_in_a_preview_too(preview: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    ready = built.prepared(preview.request)
    assert ready.site is not None
    assert ready.renderer is not None
    _derive_pictures(ready.site)
    monkeypatch.setattr(View, "shared", lambda _view, *_key, caller: caller())
    for page in ready.site.plan.pages[::5]:
        assert ready.renderer.page(page) == (preview.folder / page.path).read_text(encoding="utf-8"), page.path


def test_any_number_of_processes_tells_the_same_broken_templates(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = built.copied(THEME, tmp_path / "theme")
    for path in (*theme.glob("templates/*/entry.html"), *theme.glob("templates/*/index.html")):
        path.write_text(f"{{% extends 'base.html' %}}\n{{% block content %}}{{{{ {path.stem}() }}}}{{% endblock %}}")
    told: list[tuple[Problem, ...]] = []
    for count in (1, *COUNTS):
        monkeypatch.setattr(pages, "workers", lambda count=count: count)
        site = tmp_path / f"site-{count}"
        report, problems = built.attempt(built.request(SITES / "full", site, cache, theme=theme))
        assert report is None
        assert not site.exists(), "nothing is written"
        told.append(problems)
    assert told[0]
    assert told[0] == told[1] == told[2]
