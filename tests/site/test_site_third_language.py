"""A third language, by files alone: labels, addresses, texts, and the theme's strings; no line of code, no template."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from district.languages.extract import extracted
from district.plan import Page
from district.plan.planning import GUIDE
from district.reading import Entry
from tests.site import built
from tests.site.built import CONTENT, THEME, Built, codes
from tests.site.translating import BRACKETED, add_language, add_strings, add_text

CODE = "de"
TRANSLATED = {
    "sections/home": "Startseite",
    "sections/members": "Betriebe",
    "news/shoes-id-si-presenta": "SHOES-ID stellt sich vor",
    "events/green-day-2025": "Der grüne Tag",
    "members/zoccolificio-ponteverde": "Holzschuhe",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Built:
    """The network's own site with German added to copies of its content and theme."""
    folder = tmp_path_factory.mktemp("third")
    content, theme = built.copied(CONTENT, folder / "content"), built.copied(THEME, folder / "theme")
    add_language(content, CODE, "de_DE", "Deutsch")
    add_strings(theme, CODE, "de_DE")
    for entry, words in TRANSLATED.items():
        add_text(content, entry, CODE, words)
    return built.build(built.request(content, folder / "site", cache, theme=theme))


def test_only_files_of_content_and_one_of_translations_were_written(site: Built) -> None:
    there, before = built.contents(site.request.theme), built.contents(THEME)
    assert {name for name in there if there[name] != before.get(name)} == {f"translations/{CODE}.po"}
    there, before = built.contents(site.request.content), built.contents(CONTENT)
    changed = {name for name in there if there[name] != before.get(name)}
    texts = {f"{entry}/text.{CODE}.md" for entry in TRANSLATED}
    assert all(name in texts or name.startswith(("site.yaml", "vocabularies/", "sections/")) for name in changed)


def of_readers(site: Built) -> list[Page]:
    """The pages of a site without the editors' guide, which is written in the languages of its authors."""
    return [page for page in site.plan.pages if page.template != GUIDE]


def test_every_page_is_there_in_three_languages(site: Built, preview: Built) -> None:
    assert site.plan.languages == ("it", "en", CODE)
    assert {page.key for page in site.plan.pages} == {page.key for page in of_readers(preview)}
    for page in site.plan.pages:
        assert len(site.plan.counterparts(page)) == 3, page.key
        assert site.sheets[page.path].language == page.language


def test_addresses_are_in_the_third_language_too(site: Built) -> None:
    assert (
        site.sheets.path(f"{CODE}/{CODE}-imprese/fasi/orlatura/") == f"{CODE}/{CODE}-imprese/fasi/orlatura/index.html"
    )


def test_the_first_two_languages_keep_their_addresses(site: Built, preview: Built) -> None:
    before = {page.path for page in of_readers(preview)}
    assert before == {page.path for page in site.plan.pages if page.language != CODE}


def test_every_page_offers_the_same_page_in_three_languages(site: Built) -> None:
    for path, sheet in site.sheets.pages.items():
        led = {code: site.sheets.path(href, path) for code, href in sheet.switch.items()}
        assert tuple(led) == site.plan.languages
        assert led[sheet.language] == path
        assert [site.sheets[other].language for other in led.values()] == list(led)


def test_search_engines_are_told_of_the_translations_that_there_are(site: Built) -> None:
    for page in site.plan.pages:
        told = set(site.sheets[page.path].alternates)
        if page.borrowed or not page.listed:
            assert told == set(), page.path
        else:
            languages = {other.language for other in site.plan.counterparts(page) if not other.borrowed}
            assert told == {*languages, "x-default"}, page.path
            for url in site.sheets[page.path].alternates.values():
                assert set(site.sheets[site.sheets.path(url)].alternates) == told


def test_what_is_not_translated_is_borrowed_with_a_word_of_apology(site: Built) -> None:
    pages = [page for page in site.plan.pages if page.language == CODE and isinstance(page.subject, Entry)]
    borrowed = [page for page in pages if page.borrowed]
    assert {page.key for page in pages if not page.borrowed} == set(TRANSLATED)
    assert len(borrowed) > 50
    for page in borrowed:
        sheet = site.sheets[page.path]
        assert [
            site.district.formats[CODE].language(page.text_language) in one.text()
            for one in sheet.all("main > .notice")
        ] == [True]
        assert sheet.canonical == f"{site.base}/{site.plan.canonical(page).address}"
        assert site.plan.canonical(page).language == page.text_language == "it"


def test_what_is_translated_is_shown(site: Built) -> None:
    for key, words in TRANSLATED.items():
        page = site.plan.page(key, CODE)
        assert page is not None
        sheet = site.sheets[page.path]
        assert f"⟪{words}, gesagt in einem Satz.⟫" in sheet.one("main").text()
        assert sheet.all("main > .notice") == []


def test_a_borrowed_title_says_what_language_it_is_in_wherever_it_stands(site: Built) -> None:
    titles = {
        page.path: page
        for page in site.plan.pages
        if page.borrowed and isinstance(page.subject, Entry) and not page.subject.facts.named
    }
    for sheet in site.sheets.pages.values():
        for link in sheet.all("body a[href]:not([hreflang])"):
            page = titles.get(site.sheets.path(str(link.attributes["href"]), sheet.path))
            if page and page.title in link.text():
                assert sheet.marks(link, page.title, page.text_language), (sheet.path, page.title)


def test_every_link_leads_somewhere(site: Built) -> None:
    broken = {
        (sheet.path, why)
        for sheet in site.sheets.every.values()
        for link in sheet.links
        if site.sheets.is_inside(link.value) and (why := site.sheets.broken(link.value, sheet.path))
    }
    assert broken == set()


def test_feeds_and_sitemap_speak_the_third_language(site: Built) -> None:
    assert f'xml:lang="{CODE}"' in (site.folder / CODE / f"{CODE}-notizie" / "atom.xml").read_text(encoding="utf-8")
    assert f'hreflang="{CODE}"' in (site.folder / "sitemap.xml").read_text(encoding="utf-8")


def test_missing_texts_are_notices_and_missing_labels_are_none(site: Built) -> None:
    assert "N101" in codes(site.problems)
    assert [problem for problem in site.problems if problem.is_error] == []
    assert {"N120", "N121"} & set(codes(site.problems)) == set()


def test_no_string_of_the_theme_stays_in_english(site: Built) -> None:
    """Every text of a German page that is one of the theme's English strings stands in its brackets."""
    ids = [one for message in extracted(site.request.theme) if message.id for one in forms(message.id)]
    ids = [one for one in ids if re.search(r"[^\W\d_]", re.sub(r"%\(\w+\)[sd]", "", one))]  # a value alone is no word
    english = re.compile("|".join(re.sub(r"%\\?\(\w+\\?\)[sd]", ".+", re.escape(one)) for one in sorted(ids, key=len)))
    sheets = [sheet for sheet in site.sheets.pages.values() if sheet.language == CODE]
    told = {without_brackets(text): sheet.path for sheet in sheets for text in sheet.texts(own=True)}
    # A number with its unit is CLDR's, in the language's own way.
    shown = {text: path for text, path in told.items() if not re.fullmatch(r"[\d.,]+ k?m", text)}
    # A single letter is one of the index's, and no word.
    bare = {f"{path}: {text}" for text, path in shown.items() if len(text) > 1 and english.fullmatch(text)}
    assert bare == set()


def test_the_theme_s_strings_are_seen_in_brackets_on_every_page(site: Built) -> None:
    for sheet in site.sheets.pages.values():
        shown = any("⟦" in text for text in sheet.texts(own=True))
        assert shown == (sheet.language == CODE), sheet.path


def without_brackets(text: str) -> str:
    """A text without what stands in brackets, and without spaces and signs around the rest."""
    while BRACKETED.search(text):
        text = BRACKETED.sub("", text)
    return text.strip(" .,:;·–—()")


def forms(identifier: str | tuple[str, ...] | list[str]) -> list[str]:
    """A string, or both forms of one that has a plural."""
    return [identifier] if isinstance(identifier, str) else list(identifier)


def test_what_is_shared_is_in_the_third_language_card_and_all(site: Built) -> None:
    page = site.plan.page("events/green-day-2025", CODE)
    italian = site.plan.page("events/green-day-2025", "it")
    assert page
    assert italian
    shared, other = site.sheets[page.path].shared, site.sheets[italian.path].shared
    assert shared["og:locale"] == ["de_DE"]
    assert set(shared["og:locale:alternate"]) == {"it_IT", "en_GB"}
    assert shared["og:title"] == [page.title]
    assert page.title in shared["og:image:alt"][0]
    assert BRACKETED.search(shared["og:image:alt"][0])
    assert shared["og:image"] != other["og:image"]
    assert site.sheets.path(shared["og:image"][0]) in site.sheets.files
