"""The guide as pages of a preview: every chapter, every link, every picture; and never of what is published."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from district.guide import NO_GUIDE, read_guide
from district.plan.planning import GUIDE
from tests.guide import story
from tests.site import built


def pages(site: built.Built) -> list[str]:
    return [page.path for page in site.plan.pages if page.key.partition("/")[0] == GUIDE]


def test_each_chapter_is_a_page_in_each_language_in_the_order_of_the_index(seen: built.Built) -> None:
    for language in seen.plan.languages:
        text = (story.GUIDE / language / "README.md").read_text(encoding="utf-8")
        home = seen.plan.page("sections/home", language)
        assert home
        steps = [f"{name}/" for name in re.findall(r"\]\((?:\.\./\.\./)?([\w-]+)\.md\)", text)]
        shown = [page.address for page in seen.plan.pages if page.template == GUIDE and page.language == language]
        assert shown == [f"{home.address}{GUIDE}/{step}" for step in ["", *steps]]
        # Every file of the folder is a chapter.
        assert {path.stem for path in (story.GUIDE / language).glob("*.md")} - {"README"} <= {s[:-1] for s in steps}


def test_chapters_of_all_languages_are_counterparts(seen: built.Built) -> None:
    counted = {
        language: sum(page.language == language for page in seen.plan.pages if page.template == GUIDE)
        for language in seen.plan.languages
    }
    assert set(counted) == set(story.LANGUAGES)
    assert len(set(counted.values())) == 1
    for language in story.LANGUAGES:
        names = [path.name for path in story.chapters(language)]
        assert len(names) == len(story.chapters(story.LANGUAGES[0]))


def test_every_chapter_says_where_one_is_and_leads_on(seen: built.Built) -> None:
    for path in pages(seen):
        sheet = seen.sheets[path]
        if not path.endswith(f"{GUIDE}/index.html"):
            assert len(sheet.all(".guide-chapters [aria-current]")) == 1
            assert sheet.all(".guide-turn [rel=prev]")
        assert sheet.all("main .prose")


def test_every_picture_is_shown_says_what_it_shows_and_is_light(seen: built.Built) -> None:
    shown = set()
    for path in pages(seen):
        for image in seen.sheets[path].all("main .prose img"):
            assert len(str(image.attributes["alt"])) > 10
            assert int(str(image.attributes["width"])) > 200
            shown.add(str(image.attributes["src"]).rpartition("/")[2])
    there = {path.name: path.stat().st_size for path in (story.GUIDE / "pictures").iterdir()}
    assert shown == set(there)
    assert {name: size for name, size in there.items() if size > 60_000} == {}


def test_each_anchor_that_the_guide_links_to_is_a_heading(seen: built.Built) -> None:
    for path in pages(seen):
        sheet = seen.sheets[path]
        for link in sheet.all("main .prose a[href*='#']"):
            way, _, anchor = str(link.attributes["href"]).partition("#")
            target = (Path(path).parent / way / "index.html") if way else Path(path)
            html = (seen.folder / target).resolve().read_text(encoding="utf-8")
            assert f"id={anchor}" in html.replace('"', ""), (path, anchor)


def test_the_foot_of_every_page_leads_to_the_guide(seen: built.Built) -> None:
    for language in seen.plan.languages:
        home = seen.plan.page("sections/home", language)
        assert home
        assert seen.sheets[home.path].all("footer a[href$='guide/']")


def test_it_is_never_published(tmp_path: Path) -> None:
    wanted = {"publish": True, "siteurl": built.ADDRESS, "guide": story.GUIDE}
    ready = built.prepared(built.request(built.SITES / "minimal", tmp_path / "site", tmp_path, **wanted))
    assert ready.site is not None
    assert ready.site.guide == NO_GUIDE
    assert not [page for page in ready.site.plan.pages if page.template == GUIDE]
    assert "guide.css" not in ready.site.assets.addresses


def test_a_language_without_a_guide_and_a_guide_without_its_folder_have_no_pages(tmp_path: Path) -> None:
    assert read_guide(tmp_path / "none", tmp_path) == NO_GUIDE
    assert read_guide(None, tmp_path) == NO_GUIDE
    (tmp_path / "guide" / "it").mkdir(parents=True)
    assert not read_guide(tmp_path / "guide", tmp_path).chapters
    (tmp_path / "guide" / "it" / "README.md").write_text("# Guida\n\n[Uno](uno.md)\n[Due](due.md)\n", encoding="utf-8")
    (tmp_path / "guide" / "it" / "uno.md").write_text("# Uno\n\nTesto.\n", encoding="utf-8")
    found = read_guide(tmp_path / "guide", tmp_path)
    assert [one.title for one in found.chapters["it"]] == ["Guida", "Uno"]


def test_what_was_made_of_a_chapter_is_kept_until_it_changes(tmp_path: Path) -> None:
    folder = tmp_path / "guide" / "it"
    folder.mkdir(parents=True)
    (folder / "README.md").write_text("# Guida\n\n**Uno** [due](#tre)\n", encoding="utf-8")
    first = read_guide(tmp_path / "guide", tmp_path).chapters["it"][0].markup
    assert read_guide(tmp_path / "guide", tmp_path).chapters["it"][0].markup == first
    (folder / "README.md").write_text("# Guida\n\nAltro\n", encoding="utf-8")
    assert read_guide(tmp_path / "guide", tmp_path).chapters["it"][0].markup != first


def test_a_quick_build_leaves_the_guide_as_it_is(tmp_path: Path) -> None:
    """A save in a preview renders what an editor writes, and not forty pages that stay the same."""
    index = tmp_path / "guide" / "it" / "README.md"
    index.parent.mkdir(parents=True)
    index.write_text("# Guida\n\nPrima.\n", encoding="utf-8")
    wanted = built.request(built.SITES / "minimal", tmp_path / "site", tmp_path / "cache", guide=tmp_path / "guide")
    built.build(wanted)
    index.write_text("# Guida\n\nPoi.\n", encoding="utf-8")
    for quick, word in ((True, "Prima."), (False, "Poi.")):
        built.build(replace(wanted, quick=quick))
        assert word in (tmp_path / "site" / "guide" / "index.html").read_text(encoding="utf-8")
