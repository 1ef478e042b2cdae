"""The pages that somebody looks at are made first, and shown with what is new of the files that they draw on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.site import built
from tests.site.built import SITES, THEME, Built, contents, replaced

LOOKED_AT = frozenset({"index.html", "imprese/tacchi-dalia/index.html", "nowhere/index.html"})
PICTURE = "\npictures: [{file: foto.png, alt: {it: Una, en: One}, credit: Archivio}]\n"


class Shown:
    """What a build shows before its end, and the site as it was then."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, bytes] = {}
        self.before: dict[str, bytes] = {}

    def __call__(self, _prepared: Any, files: Any) -> None:
        """Take in what is shown."""
        self.files = dict(files)
        self.before = contents(self.folder)


@pytest.fixture
def site(tmp_path: Path, cache: Path) -> Built:
    """A site with a file at its root, which a test may change."""
    content = built.copied(SITES / "full", tmp_path / "content")
    theme = built.copied(THEME, tmp_path / "theme")
    (theme / "static" / "root").mkdir(exist_ok=True)
    (theme / "static" / "root" / "same.txt").write_text("one", encoding="utf-8")
    return built.build(built.request(content, tmp_path / "site", cache, theme=theme))


def test_they_come_with_new_style_pictures_and_files_of_the_same_name_before_anything_is_written(site: Built) -> None:
    content, theme = site.request.content, site.request.theme
    for slug in ("tacchi-dalia", "suolificio-ceneri"):
        facts = content / "members" / slug / "facts.yaml"
        facts.write_text(facts.read_text(encoding="utf-8").rstrip() + PICTURE, encoding="utf-8")
        Image.new("RGB", (640, 480), (len(slug), 9, 9)).save(facts.with_name("foto.png"))
    replaced(theme / "static" / "css" / "components" / "row.css", ".row {", ".row-new { order: 3; }\n.row {")
    (theme / "static" / "root" / "same.txt").write_text("two", encoding="utf-8")
    shown, before = Shown(site.folder), contents(site.folder)
    built.build(replace(site.request, looked_at=LOOKED_AT, show=shown))
    after = contents(site.folder)
    assert shown.before == before
    assert shown.files.keys() >= LOOKED_AT - {"nowhere/index.html"}
    assert {path: after[path] for path in shown.files} == shown.files
    assert shown.files["same.txt"] == b"two"
    assert any(path.startswith("assets/site.") for path in shown.files)
    new = {path for path in after if path not in before and "/foto" in path}
    of_the_page = {path for path in new if path.rpartition("/")[2].encode() in after["imprese/tacchi-dalia/index.html"]}
    assert of_the_page < new
    assert {path for path in shown.files if "/foto" in path} == of_the_page


def test_a_first_build_shows_nothing_nor_does_one_whose_page_fails(site: Built, tmp_path: Path) -> None:
    shown = Shown(site.folder)
    built.build(replace(site.request, output=tmp_path / "other", looked_at=LOOKED_AT, show=shown))
    replaced(site.request.theme / "templates" / "home.html", "{% extends", "{{ missing() }}{% extends")
    report, problems = built.attempt(replace(site.request, looked_at=LOOKED_AT, show=shown))
    assert (report, shown.files) == (None, {})
    assert {problem.code for problem in problems if problem.is_error} == {"B101"}
