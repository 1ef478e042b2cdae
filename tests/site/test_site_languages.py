"""Every page in every language: counterparts, the switch between them, what search engines are told, borrowed texts."""

from __future__ import annotations

from collections import defaultdict

from selectolax.lexbor import LexborHTMLParser

from district.kinds.base import Facts
from district.plan import Page
from district.reading import Entry
from district.rendering.view import View
from tests.site.built import Built
from tests.site.sheets import Sheet


def test_every_page_of_the_plan_is_there_and_nothing_else(site: Built) -> None:
    redirects = {redirect.path for redirect in site.plan.redirects}
    assert {page.path for page in site.plan.pages} == set(site.sheets.pages)
    assert redirects == set(site.sheets.every) - set(site.sheets.pages)


def test_every_page_has_its_counterpart_in_each_language(site: Built) -> None:
    languages = defaultdict(list)
    for page in site.plan.pages:
        languages[page.key].append(page.language)
    assert {key: there for key, there in languages.items() if tuple(there) != site.plan.languages} == {}


def test_every_page_says_what_language_it_is_in(site: Built) -> None:
    wrong = [page.path for page in site.plan.pages if site.sheets[page.path].language != page.language]
    wrong += [old.path for old in site.plan.redirects if site.sheets[old.path].language != old.page.language]
    assert wrong == []


def test_other_languages_stand_under_their_code(site: Built) -> None:
    first = site.plan.languages[0]
    for page in site.plan.pages:
        step = page.address.partition("/")[0]
        assert (step if step in site.plan.languages else first) == page.language, page.address


def test_the_switch_leads_to_the_same_page_in_each_language_and_back(site: Built) -> None:
    sheets = site.sheets
    for page in site.plan.pages:
        led = {code: sheets.path(href, page.path) for code, href in sheets[page.path].switch.items()}
        assert tuple(led) == site.plan.languages, page.path
        assert led[page.language] == page.path
        for code, path in led.items():
            assert sheets[path].language == code
            assert {other: sheets.path(href, path) for other, href in sheets[path].switch.items()} == led, page.path


def test_the_switch_names_each_language_in_its_own_words_and_says_which_is_this(site: Built) -> None:
    names = {language.code: language.name for language in site.district.site.languages}
    for sheet in site.sheets.pages.values():
        links = {str(a.attributes["hreflang"]): a for a in sheet.all("header a[hreflang]")}
        assert {code: (a.text().strip(), a.attributes.get("lang")) for code, a in links.items()} == {
            code: (name, code) for code, name in names.items()
        }
        assert [code for code, a in links.items() if "aria-current" in a.attributes] == [sheet.language]


def test_search_engines_are_told_of_the_page_itself_of_each_translation_and_of_a_default(site: Built) -> None:
    for page in site.plan.pages:
        if not page.listed or page.borrowed:
            continue
        translations = [other for other in site.plan.counterparts(page) if not other.borrowed]
        told = site.sheets[page.path].alternates
        expected = {other.language: f"{site.base}/{other.address}" for other in translations}
        assert told == {**expected, "x-default": f"{site.base}/{translations[0].address}"}
        assert site.sheets[page.path].canonical == f"{site.base}/{page.address}"


def test_translations_name_each_other(site: Built) -> None:
    for sheet in site.sheets.pages.values():
        for url in sheet.alternates.values():
            assert site.sheets[site.sheets.path(url)].alternates == sheet.alternates, (sheet.path, url)


def test_a_page_with_a_borrowed_text_leads_search_engines_to_its_source_alone(site: Built) -> None:
    for page in borrowed(site):
        sheet, source = site.sheets[page.path], site.plan.page(page.key, page.text_language)
        assert source is not None
        assert not source.borrowed
        assert sheet.alternates == {}
        assert sheet.canonical == f"{site.base}/{source.address}"


def test_a_page_with_a_borrowed_text_says_so_and_no_other_does(site: Built) -> None:
    for page in site.plan.pages:
        notices = [notice.text() for notice in site.sheets[page.path].all("main > .notice")]
        name = site.district.formats[page.language].language(page.text_language) if page.borrowed else ""
        is_stale = isinstance(page.subject, Entry) and site.district.is_stale(page.subject, page.language)
        assert len(notices) == (page.borrowed or is_stale), page.path
        assert name in "".join(notices), page.path


def test_a_borrowed_text_says_what_language_it_is_in(site: Built) -> None:
    for page in borrowed(site):
        assert isinstance(page.subject, Entry)
        said = within(site.sheets[page.path], page.text_language)
        borrowed_text = View(site.renderer.site, page, f"{site.base}/").text(page.subject)
        assert borrowed_text
        for block in blocks(str(borrowed_text.html)):
            assert block in said, (page.path, block)


def test_a_borrowed_title_says_what_language_it_is_in_wherever_it_stands(site: Built) -> None:
    titled = {page.path: page for page in borrowed(site) if isinstance(page.subject, Entry) and not named(page.subject)}
    for sheet in site.sheets.pages.values():
        for link in sheet.all("body a[href]:not([hreflang])"):
            page = titled.get(site.sheets.path(str(link.attributes["href"]), sheet.path))
            if page and page.title in link.text():
                assert sheet.marks(link, page.title, page.text_language), (sheet.path, page.title)
    for page in titled.values():
        assert site.sheets[page.path].all(f'h1 [lang="{page.text_language}"], h1[lang="{page.text_language}"]'), (
            page.path
        )


def test_there_are_borrowed_texts_to_look_at(preview: Built, full: Built) -> None:
    assert borrowed(preview)
    assert borrowed(full)


def borrowed(site: Built) -> list[Page]:
    """The pages whose text stands in for a missing translation."""
    return [page for page in site.plan.pages if page.borrowed]


def named(entry: Entry) -> bool:
    """Whether an entry has a name that is in no language."""
    facts: Facts = entry.facts
    return facts.named


def within(sheet: Sheet, language: str) -> str:
    """Everything that a page marks as being in a language."""
    return " ".join(" ".join(node.text().split()) for node in sheet.all(f'main [lang="{language}"]'))


def blocks(html: str) -> list[str]:
    """The paragraphs, headings and items of a text."""
    return [" ".join(node.text().split()) for node in LexborHTMLParser(html).css("p, h2, h3, h4, li, td, th")]
