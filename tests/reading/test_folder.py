"""A content folder is read whole, whatever is in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from district.kinds.values import Reference
from district.reading import read
from tests.content import CLOCK, SITES, codes, lines, page, surveyed

Folder = Callable[..., Path]
FACTS = "pages/chi-siamo/facts.yaml"
PICTURE = (SITES / "full" / "events" / "assemblea-2026" / "sala.jpg").read_bytes()


def test_byte_order_marks_and_windows_line_ends_are_fine(site_folder: Folder) -> None:
    text = b"---\r\ntitle: Chi siamo\r\nsummary: Due\r\n---\r\nRiga.\r\n\r\n## I primi anni\r\n"
    folder = site_folder(
        files={FACTS: b"\xef\xbb\xbforder: 4\r\n", "pages/chi-siamo/text.it.md": b"\xef\xbb\xbf" + text}
    )
    survey = surveyed(folder)
    entry = survey.content.entries[Reference("pages", "chi-siamo")]
    assert survey.problems == ()
    assert getattr(entry.facts, "order") == 4
    assert entry.texts["text", "it"].head.title == "Chi siamo"
    assert entry.texts["text", "it"].markup.anchors == {"i-primi-anni"}


def test_lines_are_counted_the_same_with_windows_line_ends(site_folder: Folder) -> None:
    folder = site_folder(files={FACTS: b"order: 1\r\nsources: []\r\nordre: 2\r\n"})
    assert lines(surveyed(folder).problems) == [("F102", f"content/{FACTS}", 3, 1)]


def test_facts_with_problems_are_still_looked_at(site_folder: Folder) -> None:
    folder = site_folder(
        files={FACTS: "order: uno\naims: [nessuno]\nordre: 3\nsources: [{publisher: A, date: ieri}]\n"}
    )
    assert codes(surveyed(folder).problems) == ["F103", "R101", "F102", "F106"]


def test_what_cannot_be_read_is_not_called_missing(site_folder: Folder) -> None:
    broken = "{"
    files = {
        "sections/news/facts.yaml": broken,
        "sections/news/text.it.md": page("Notizie"),
        "sections/news/text.en.md": page("News"),
        "news/una/facts.yaml": "date: 2026\nabout: [pages/chi-siamo]\n",
        "news/una/text.it.md": page(body="Si veda [qui]({filename}/pages/chi-siamo)."),
        "news/una/text.en.md": page(),
        FACTS: broken,
        "vocabularies/hamlets.yaml": broken,
    }
    folder = site_folder(files=files)
    site = folder / "site.yaml"
    site.write_text(
        site.read_text(encoding="utf-8") + "seat: {hamlet: pianello}\nfacets: [{field: hamlet}]\n", encoding="utf-8"
    )
    assert codes(surveyed(folder).problems) == ["Y102", "Y102", "Y102"]


def test_a_text_that_cannot_be_read_is_not_called_missing(site_folder: Folder) -> None:
    assert codes(surveyed(site_folder(files={"pages/chi-siamo/text.en.md": "no head"})).problems) == ["T101"]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ("pictures: [{file: a.jpg, credit: X}]", "F101"),
        ("pictures: [{file: a.jpg, credit: X, alt: {it: '', en: A}}]", "F117"),
        ("pictures: [{file: a.jpg, credit: X, alt: {it: ''}}]", "F117"),
        ("pictures: [{file: a.jpg, credit: X, alt: {it: A, en: A}, people: yes, consent: ' '}]", "F117"),
    ],
)
def test_what_a_refused_value_causes_is_not_told_as_well(site_folder: Folder, facts: str, code: str) -> None:
    folder = site_folder(files={FACTS: facts, "pages/chi-siamo/a.jpg": PICTURE})
    assert codes(surveyed(folder).problems) == [code]


def test_refused_settings_do_not_make_everything_else_wrong(site_folder: Folder) -> None:
    folder = site_folder()
    site = folder / "site.yaml"
    text = site.read_text(encoding="utf-8")
    for old, new, code in (
        ("locale: en_GB", "locale: xx_XX", "F134"),
        ("languages:\n", "languages: []\nlingue:\n", "F103"),
        ('vat_number: "99999010467"', "vat_number: no", "F112"),
        ("email: posta@distretto.example", "email: posta", "F110"),
    ):
        site.write_text(text.replace(old, new), encoding="utf-8")
        assert set(codes(surveyed(folder).problems)) - {"F102"} == {code}


@pytest.mark.parametrize("said", ["true", "yes", "sì", "on", " si "])
def test_a_sample_may_say_so_in_any_of_the_ways_to_say_yes(site_folder: Folder, said: str) -> None:
    folder = site_folder(files={FACTS: f'sample: "{said}"\nsources: [{{publisher: A, date: +3d}}]\n'})
    content, problems = read(folder, CLOCK)
    assert not problems
    assert content.entries[Reference("pages", "chi-siamo")].facts.sample


def test_the_zone_of_the_site_holds_for_all_its_moments(site_folder: Folder) -> None:
    folder = site_folder(files={FACTS: "sources: [{publisher: A, date: 2026-09-14}]\n"})
    site = folder / "site.yaml"
    site.write_text(site.read_text(encoding="utf-8") + "timezone: Asia/Tokyo\n", encoding="utf-8")
    content, _ = read(folder, CLOCK)
    source = getattr(content.entries[Reference("pages", "chi-siamo")].facts, "sources")[0]
    assert source.date.start.isoformat() == "2026-09-14T00:00:00+09:00"


@pytest.mark.parametrize("zone", ["Europe/Nowhere", "[a]", "{a: b}", "../../etc/passwd", "Europe", '"\\0"'])
def test_any_zone_is_read_or_told(site_folder: Folder, zone: str) -> None:
    folder = site_folder()
    site = folder / "site.yaml"
    site.write_text(site.read_text(encoding="utf-8") + f"timezone: {zone}\n", encoding="utf-8")
    assert len(surveyed(folder).problems) == 1


def test_pictures_belong_to_their_entry(site_folder: Folder) -> None:
    folder = site_folder(files={"pages/chi-siamo/a.jpg": b"x", "pages/chi-siamo/b.pdf": b"y"})
    content, _ = read(folder, CLOCK)
    assert sorted(content.entries[Reference("pages", "chi-siamo")].files) == ["a.jpg", "b.pdf"]


def test_a_folder_within_an_entry_is_told(site_folder: Folder) -> None:
    folder = site_folder(files={"pages/chi-siamo/foto/a.jpg": b"x"})
    assert lines(surveyed(folder).problems) == [("Y108", "content/pages/chi-siamo/foto", 0, 0)]
