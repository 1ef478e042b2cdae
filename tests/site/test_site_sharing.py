"""What stands for a page where it is shared: every listed page says it, in its language, with a card."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

from PIL import Image

from district.plan import Page
from tests.site import built
from tests.site.built import SITES, THEME, Built
from tests.site.sheets import Sheet

ALWAYS = {
    "og:type",
    "og:site_name",
    "og:title",
    "og:description",
    "og:url",
    "og:locale",
    "og:image",
    "og:image:type",
    "og:image:width",
    "og:image:height",
    "og:image:alt",
    "twitter:card",
    "twitter:image:alt",
}
SOMETIMES = {"og:locale:alternate", "article:published_time", "article:modified_time"}


def one(sheet: Sheet, name: str) -> str:
    """The only value of a tag."""
    (value,) = sheet.shared[name]
    return value


def listed(site: Built) -> list[tuple[Page, Sheet]]:
    """The pages that are to be found, with what was written for each."""
    return [(page, site.sheets[page.path]) for page in site.plan.pages if page.listed]


def test_every_listed_page_has_every_tag_once_and_none_is_empty(site: Built) -> None:
    for page, sheet in listed(site):
        found = sheet.shared
        assert ALWAYS <= set(found) <= ALWAYS | SOMETIMES, page.path
        assert [name for name, values in found.items() if not all(value.strip() for value in values)] == [], page.path
        assert [name for name, values in found.items() if len(values) > 1 and name != "og:locale:alternate"] == []
        ragged = [value for values in found.values() for value in values if re.search(r"^\s|\s$|\n|  ", value)]
        assert ragged == [], page.path


def test_pages_that_are_not_to_be_found_have_none(site: Built) -> None:
    rest = set(site.sheets.every) - {page.path for page, _ in listed(site)}
    assert rest
    assert [path for path in rest if site.sheets[path].shared] == []


def test_every_card_is_there_and_has_the_size_that_is_told(site: Built) -> None:
    told = {
        tuple(one(sheet, f"og:image{part}") for part in ("", ":width", ":height", ":type")) for _, sheet in listed(site)
    }
    for url, width, height, media in told:
        path = site.sheets.path(url)
        assert url.startswith(f"{site.base}/assets/social/"), url
        assert path in site.sheets.files, path
        with Image.open(site.folder / path) as image:
            assert (image.size, f"image/{(image.format or '').lower()}") == ((int(width), int(height)), media)
            assert image.size == (1200, 630)
    shown = {site.sheets.path(url) for url, *_ in told}
    assert shown == {path for path in site.sheets.files if path.startswith("assets/social/")}, "and no card is idle"


def test_the_page_that_is_told_of_is_the_one_to_be_indexed(site: Built) -> None:
    for page, sheet in listed(site):
        assert one(sheet, "og:url") == sheet.canonical
        other = site.sheets[site.sheets.path(sheet.canonical)]
        assert one(sheet, "og:image") == one(other, "og:image"), page.path
        assert one(sheet, "og:locale") == one(other, "og:locale"), page.path


def test_locales_are_those_of_the_page_and_of_its_translations(site: Built) -> None:
    locales = {language.code: language.locale for language in site.district.site.languages}
    for page, sheet in listed(site):
        others = {locales[code] for code in sheet.alternates if code not in {"x-default", page.language}}
        assert one(sheet, "og:locale") == locales[page.text_language or page.language]
        assert set(sheet.shared.get("og:locale:alternate", [])) == others, page.path


def test_the_words_for_a_card_say_what_stands_on_it_in_the_language_of_the_page(full: Built) -> None:
    both = {
        language: one(full.sheets[page.path], "og:image:alt")
        for language in full.plan.languages
        if (page := full.plan.page("members/calzaturificio-aurora", language))
    }
    entry = next(one for one in full.district.of("members") if one.slug == "calzaturificio-aurora")
    for language, words in both.items():
        section = full.plan.page("sections/members", language)
        assert section is not None
        assert words.startswith(f"{section.title}: {getattr(entry.facts, 'name')}; ")
        assert words.endswith(entry.facts.pictures[0].alt[language])
    assert "accanto" in both["it"]
    assert "beside" in both["en"]
    for _, sheet in listed(full):
        assert one(sheet, "twitter:image:alt") == one(sheet, "og:image:alt")


def test_only_news_are_articles_and_say_when_they_came_out_if_the_day_is_known(full: Built) -> None:
    for page, sheet in listed(full):
        found = sheet.shared
        is_news = page.key.startswith("news/")
        assert (one(sheet, "og:type") == "article") is is_news, page.path
        if not is_news:
            assert not {name for name in found if name.startswith("article:")}
            continue
        moment = getattr(getattr(page.subject, "facts"), "date")
        days = found.get("article:published_time", [])
        assert days == ([moment.iso] if moment.exact_to_day else []), page.path
        assert found.get("article:modified_time", []) == ([page.updated.isoformat()] if page.updated else [])
        assert all(date.fromisoformat(day[:10]) for day in days)
    every = [sheet.shared for page, sheet in listed(full) if page.key.startswith("news/")]
    assert any("article:published_time" in found for found in every)
    assert any("article:modified_time" in found for found in every)


def test_people_are_profiles_and_all_else_is_a_website(full: Built) -> None:
    types = {(page.key.partition("/")[0], one(sheet, "og:type")) for page, sheet in listed(full)}
    assert {kind for kind, said in types if said == "profile"} == {"people"}
    assert {said for _, said in types} == {"website", "article", "profile"}


def test_every_listed_page_has_a_description_of_its_own(site: Built) -> None:
    said: Counter[tuple[str, str]] = Counter()
    for page, sheet in listed(site):
        (description,) = sheet.values('head meta[name="description"]', "content")
        assert description == one(sheet, "og:description")
        if not page.borrowed:
            said[page.language, description] += 1
    assert [words for words, times in said.items() if times > 1] == []


def test_a_page_without_a_summary_is_described_by_its_title_and_the_site(full: Built) -> None:
    word = next(page for page in full.plan.pages if page.key.startswith("facets/languages/"))
    (description,) = full.sheets[word.path].values('head meta[name="description"]', "content")
    assert word.title in description
    assert description.endswith(full.district.site.description[word.language])


def test_a_theme_without_cards_has_all_other_tags(tmp_path: Path, cache: Path) -> None:
    theme = built.copied(THEME, tmp_path / "theme", ["print"])
    made = built.build(built.request(SITES / "minimal", tmp_path / "site", cache, theme=theme))
    for page, sheet in listed(made):
        found = set(sheet.shared)
        assert {name for name in ALWAYS if "image" not in name and "twitter" not in name} <= found, page.path
        assert not {name for name in found if "image" in name or "twitter" in name}
    assert not [path for path in made.sheets.files if path.startswith("assets/social/")]


def test_a_save_draws_only_the_cards_that_changed(tmp_path: Path, cache: Path) -> None:
    content = built.copied(SITES / "full", tmp_path / "content")
    first = built.build(built.request(content, tmp_path / "site", cache))
    before = {path for path in first.sheets.files if path.startswith("assets/social/")}
    text = min((content / "news").iterdir()) / "text.it.md"
    built.replaced(text, "title: ", "title: Ancora ")
    second = built.build(built.request(content, tmp_path / "site", cache))
    after = {path for path in second.sheets.files if path.startswith("assets/social/")}
    assert len(after - before) == len(before - after) == 1
