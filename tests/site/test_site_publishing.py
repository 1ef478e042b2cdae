"""What goes out to the public: nothing invented, nothing unfinished, everything that the law asks for and is known."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache as once
from pathlib import Path

import pytest

from district.clock import read_clock
from district.kinds.members import Member
from district.pictures import Pictures
from district.plugin.telling import tell
from district.problems import print_problems
from district.reading import Entry, read
from tests.site import built
from tests.site.built import ADDRESS, CONTENT, NOW, ROOT, SITES, THEME, Built, codes

TEXTUAL = (".html", ".xml", ".txt", ".json", ".css", ".js")


@once
def everything(folder: Path) -> list[Entry]:
    """All entries of a content folder, published or not."""
    found, _problems = read(folder, read_clock(NOW))
    return list(found.entries.values())


def written(site: Built) -> str:
    """All that a site says anywhere."""
    texts = [path for path in sorted(site.sheets.files) if path.endswith(TEXTUAL) and not path.startswith(".")]
    return "\n".join((site.folder / path).read_text(encoding="utf-8") for path in texts)


def traces(site: Built, entries: list[Entry]) -> set[str]:
    """The slugs, names and titles of entries that stand anywhere in a site, in files or in their names."""
    words = {entry.slug for entry in entries}
    words |= {str(getattr(entry.facts, "name")) for entry in entries if entry.facts.named}
    words |= {text.head.title for entry in entries for text in entry.texts.values() if text.head.title}
    steps = {step for path in site.sheets.files for step in path.split("/")}
    any_of_them = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return (words & steps) | set(re.findall(rf"(?<![\w-])(?:{any_of_them})(?![\w-])", written(site)))


def test_no_site_holds_anything_of_the_live_previews_bar_and_overlay(site: Built) -> None:
    said = written(site)
    assert "/_preview" not in said
    assert "district-preview" not in said


def test_no_sample_is_published_not_even_its_name(bare: Built) -> None:
    samples = [entry for entry in everything(CONTENT) if entry.facts.sample]
    assert len(samples) > 50
    assert traces(bare, samples) == set()


def test_no_picture_and_no_document_of_a_sample_is_published(bare: Built, cache: Path) -> None:
    pictures = Pictures(cache / "pictures")
    shown = {path for entry in bare.district.entries.values() for path in entry.files.values()}
    kept_back = {
        path.read_bytes(): path for entry in everything(CONTENT) if entry.facts.sample for path in entry.files.values()
    }
    for path in shown:
        kept_back.pop(path.read_bytes(), None)
    images = [path for path in kept_back.values() if path.suffix.lower() in {".jpg", ".jpeg", ".png"}]
    assert images
    assert {file.address for path in images for file in pictures.of(path).files} & bare.sheets.files == set()
    assert not [path for path in bare.sheets.files if path.startswith("documents/members/")]


def test_previews_show_samples_with_a_badge(preview: Built) -> None:
    samples = [entry for entry in preview.district.entries.values() if entry.facts.sample]
    for page in preview.plan.pages:
        if page.subject in samples:
            assert preview.sheets[page.path].all("main .badge"), page.path
    assert not preview.sheets["il-distretto/index.html"].all(".badge")


def test_no_badge_is_published(bare: Built, full: Built) -> None:
    for site in (bare, full):
        assert [path for path, sheet in site.sheets.every.items() if sheet.all(".badge")] == []


def test_a_publishing_says_how_many_samples_it_left_out(bare: Built) -> None:
    samples = sum(entry.facts.sample for entry in everything(CONTENT))
    assert bare.report.left_out == {"sample": samples}
    assert re.search(rf"\b{samples}\b", tell(bare.request, bare.report, bare.problems, "en").splitlines()[-1])
    assert re.search(rf"\b{samples}\b", tell(bare.request, bare.report, bare.problems, "it").splitlines()[-1])


def test_a_publishing_names_the_legal_data_that_are_missing_and_none_is_made_up(bare: Built) -> None:
    missing = {f"legal.{name}" for name in bare.district.site.legal.missing()}
    assert "legal.vat_number" in missing
    told = {str(problem.details["value"]) for problem in bare.problems if problem.code == "N110"}
    assert missing <= told
    said = tell(bare.request, bare.report, bare.problems, "it")
    assert all(name in said for name in missing)
    assert not re.search(r"(?:VAT number|[Pp]artita IVA)\W+\d", written(bare))


def test_without_a_member_the_home_page_and_the_directory_invite_members(bare: Built) -> None:
    assert bare.district.members == ()
    for code in bare.plan.languages:
        contacts = bare.plan.page("sections/contacts", code)
        assert contacts is not None
        for key in ("sections/home", "sections/members"):
            page = bare.plan.page(key, code)
            assert page is not None
            sheet = bare.sheets[page.path]
            ways = sheet.values("main aside a[href]", "href")
            assert contacts.path in {bare.sheets.path(way, page.path) for way in ways}, page.path
            assert (
                bare.renderer.site.voices[code].strings.gettext(
                    "The first company to send its profile will stand here."
                )
                in sheet.one("main").text()
            )


def test_without_a_member_every_page_still_says_something(bare: Built) -> None:
    for page in bare.plan.pages:
        sheet = bare.sheets[page.path]
        heading = sheet.one("h1").text()
        rest = " ".join(sheet.one("main").text().split()).replace(" ".join(heading.split()), "", 1)
        assert len(rest.split()) > 3, (page.path, rest)


def test_what_is_real_is_published_also_without_members(bare: Built) -> None:
    for kind in ("events", "news", "projects", "courses", "partners", "people", "aims", "pages"):
        real = [entry for entry in everything(CONTENT) if entry.kind == kind and not entry.facts.sample]
        assert {entry.slug for entry in real} == {entry.slug for entry in bare.district.of(kind)}


def test_real_members_are_published(full: Built) -> None:
    members = [entry for entry in everything(SITES / "full") if isinstance(entry.facts, Member)]
    real = [entry for entry in members if entry.facts.is_published(full.district.now)]
    assert real
    for entry in real:
        for code in full.plan.languages:
            page = full.plan.page(entry.key, code)
            assert page is not None
            assert getattr(entry.facts, "name") in full.sheets[page.path].one("h1").text()
    assert len(full.district.of("members")) == len(real)


def test_drafts_samples_and_what_waits_for_its_day_are_left_out_and_counted(full: Built) -> None:
    kept_back = [entry for entry in everything(SITES / "full") if not entry.facts.is_published(full.district.now)]
    assert any(entry.facts.draft for entry in kept_back)
    assert any(entry.facts.publish_on for entry in kept_back)
    assert sum(full.report.left_out.values()) == len(kept_back)
    assert traces(full, kept_back) == set()


def test_the_vat_number_stands_on_the_home_page(full: Built) -> None:
    number = full.district.site.legal.vat_number
    assert number
    for code in full.plan.languages:
        home = full.plan.page("sections/home", code)
        assert home is not None
        assert str(number) in full.sheets[home.path].one("body").text()


def test_the_company_data_that_were_supplied_are_all_shown(full: Built) -> None:
    legal = full.district.site.legal
    text = written(full)
    for name in type(legal).model_fields:
        value = getattr(legal, name)
        shown = value.values() if isinstance(value, dict) else [value] if value else []
        assert all(str(one) in text for one in shown), name


def test_publishing_without_an_address_is_an_error(tmp_path: Path, cache: Path) -> None:
    report, problems = built.attempt(built.request(CONTENT, tmp_path / "site", cache, publish=True))
    assert report is None
    assert [problem.code for problem in problems if problem.is_error] == ["B107"]
    assert not (tmp_path / "site").exists()


def test_a_preview_needs_no_address(preview: Built) -> None:
    assert "B107" not in codes(preview.problems)


def test_the_address_may_stand_in_the_content(tmp_path: Path, cache: Path) -> None:
    content = built.copied(SITES / "minimal", tmp_path / "content")
    site = content / "site.yaml"
    lines = [line for line in site.read_text(encoding="utf-8").splitlines() if not line.startswith("url:")]
    site.write_text("\n".join(["url: https://www.example.net/", *lines, ""]), encoding="utf-8")
    made = built.build(built.request(content, tmp_path / "site", cache, publish=True))
    assert "https://www.example.net/sitemap.xml" in (made.folder / "robots.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("code", "change"), [("N120", "missing"), ("N121", "fuzzy")])
def test_a_string_without_a_sure_translation_stops_a_publishing_and_no_preview(
    code: str, change: str, tmp_path: Path, cache: Path
) -> None:
    theme = built.copied(THEME, tmp_path / "theme")
    path = theme / "translations" / "it.po"
    text = path.read_text(encoding="utf-8")
    if change == "fuzzy":
        text = text.replace('\nmsgid "Skip to the content"', '\n#, fuzzy\nmsgid "Skip to the content"')
    else:
        text = re.sub(r'(msgid "Skip to the content"\nmsgstr) ".*"', r'\1 ""', text)
    path.write_text(text, encoding="utf-8")
    options = {"theme": theme, "siteurl": ADDRESS}
    shown = built.prepared(built.request(CONTENT, tmp_path / "site", cache, publish=False, **options))
    assert shown.site is not None
    assert [p.details["value"] for p in shown.problems if p.code == code] == ["Skip to the content"]
    assert not any(problem.is_error for problem in shown.problems)
    stopped = built.prepared(built.request(CONTENT, tmp_path / "site", cache, publish=True, **options))
    assert stopped.site is None
    assert [(p.code, p.details["value"]) for p in stopped.problems if p.is_error] == [(code, "Skip to the content")]
    assert "it.po" in print_problems(stopped.problems, "text", "en")


def test_the_command_publishes_and_tells(tmp_path: Path) -> None:
    task = [sys.executable, "-m", "invoke", "build", "--publish", "--siteurl", ADDRESS, "--now", NOW, "--lang", "it"]
    ended = subprocess.run(
        [*task, "--output", str(tmp_path / "site")], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    samples = sum(entry.facts.sample for entry in everything(CONTENT))
    assert re.search(rf"\b{samples}\b", ended.stdout.splitlines()[-1])
    assert "legal.vat_number" in ended.stdout
    assert f"{ADDRESS}/sitemap.xml" in (tmp_path / "site" / "robots.txt").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "site.cdx.json").read_text(encoding="utf-8"))["bomFormat"] == "CycloneDX"
