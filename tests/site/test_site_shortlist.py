"""The shortlist in a browser: nothing kept before the reader acts, everything the reader may want after."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

import pypdf
import pytest
import vobject
from axe_playwright_python.sync_playwright import Axe

from tests.site.built import Built

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Download, Page, ViewportSize

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 360, "height": 740}
SMALL: ViewportSize = {"width": 320, "height": 640}
DESK: ViewportSize = {"width": 1280, "height": 900}
SIZES = {"phone": PHONE, "desk": DESK}
# A stitcher, a factory that speaks German, one without WhatsApp.
THREE = ["orlatura-puntolento", "calzaturificio-ventidogana", "calzaturificio-tresalti"]
STORED = "() => Object.entries(localStorage)"
REFUSE = (
    """Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });"""
)


def address(site: Built, root: str, key: str = "sections/shortlist", language: str = "it", end: str = "") -> str:
    """Where a page is."""
    found = site.plan.page(key, language)
    assert found is not None
    return f"{root}/{found.address}{end}"


def brought(site: Built, root: str, slugs: list[str], language: str = "it") -> str:
    """The link that brings a list."""
    return address(site, root, language=language, end=f"#list={','.join(slugs)}")


def names(page: Page) -> list[str]:
    """The companies side by side."""
    page.wait_for_function("() => !document.querySelector('[data-comparison]').hidden")
    return page.locator(".comparison-name").all_text_contents()


def named(site: Built, slugs: list[str]) -> list[str]:
    """The names of companies."""
    found = {member.slug: str(getattr(member.facts, "name")) for member in site.district.members}
    return [found[slug] for slug in slugs]


def open_list(page: Page, where: str, many: int) -> None:
    """Goes to a list and waits until it is there."""
    page.goto(where)
    page.wait_for_function(f"() => document.querySelectorAll('.comparison-name').length === {many}")


def saved(page: Page, part: str) -> bytes:
    """What the reader gets by a button."""
    with page.expect_download() as waiting:
        page.locator(f'[data-part="{part}"]').click()
    download: Download = waiting.value
    return Path(download.path()).read_bytes()


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_companies_are_put_aside_on_cards_and_pages_and_found_again(
    size: str, language: str, preview: Built, root_address: str, page: Page
) -> None:
    page.set_viewport_size(SIZES[size])
    page.goto(address(preview, root_address, "sections/members", language))
    assert page.evaluate(STORED) == []
    way = page.locator("[data-shortlist]")
    assert not way.is_visible()
    button = page.locator(f'[data-company="{THREE[0]}"] .shortlist-toggle')
    assert button.get_attribute("aria-pressed") == "false"
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-pressed") == "true"
    assert page.evaluate("() => document.activeElement.className") == "shortlist-toggle"
    assert page.evaluate(STORED) == [["shortlist /", f'["{THREE[0]}"]']]
    page.goto(address(preview, root_address, f"members/{THREE[1]}", language))
    page.locator(".shortlist-toggle").click()
    box = page.locator(".shortlist-toggle").bounding_box()
    assert box
    assert box["height"] >= 44
    way.click()
    page.wait_for_function("() => document.querySelectorAll('.comparison-name').length === 2")
    assert page.url == address(preview, root_address, language=language)
    assert names(page) == named(preview, THREE[:2])
    page.go_back()
    assert page.locator(".shortlist-toggle").get_attribute("aria-pressed") == "true"


def test_what_is_taken_away_or_emptied_leaves_nothing_behind(preview: Built, root_address: str, page: Page) -> None:
    page.goto(address(preview, root_address, f"members/{THREE[0]}"))
    page.evaluate("slugs => localStorage.setItem('shortlist /', JSON.stringify(slugs))", THREE)
    open_list(page, address(preview, root_address), 3)
    page.locator(".comparison-away").nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelectorAll('.comparison-name').length === 2")
    assert names(page) == named(preview, [THREE[0], THREE[2]])
    assert page.evaluate("() => document.activeElement.className") == "comparison-away"
    page.wait_for_function("() => document.querySelector('[role=status]').textContent.startsWith('2 ')")
    page.locator('[data-part="empty"]').click()
    assert page.evaluate(STORED) == []
    assert page.locator('[data-part="whole"]').is_hidden()
    assert page.evaluate("() => document.activeElement.dataset.part") == "count"
    assert page.locator('[data-part="none"] a').is_visible()


def test_a_sent_list_is_shown_kept_only_when_asked_and_reads_in_every_language(
    preview: Built, root_address: str, page: Page
) -> None:
    for language in preview.plan.languages:
        open_list(page, brought(preview, root_address, THREE, language), 3)
        assert names(page) == named(preview, THREE)
        assert page.evaluate(STORED) == []
        assert page.locator('[data-part="sent"]').is_visible()
        page.reload()
    page.locator(".skip").focus()
    page.keyboard.press("Enter")  # a place in the page is no list
    assert len(names(page)) == 3
    page.locator('[data-part="keep"]').click()
    page.wait_for_function("() => document.querySelector('[data-part=sent]').hidden")
    assert json.loads(page.evaluate(STORED)[0][1]) == THREE
    assert page.url == address(preview, root_address, language=preview.plan.languages[-1])
    link = page.locator('[data-part="link"]').input_value()
    assert link == brought(preview, root_address, THREE, preview.plan.languages[-1])


def test_a_link_with_what_is_not_there_says_so_and_does_no_harm(preview: Built, root_address: str, page: Page) -> None:
    wrong = [THREE[0], "gone-long-ago", "<img src=x>", "__proto__", "constructor"]
    open_list(page, brought(preview, root_address, wrong), 1)
    assert page.locator('[data-part="gone"]').is_visible()
    page.goto("about:blank")
    page.goto(brought(preview, root_address, ["gone-long-ago"]))
    page.wait_for_function("() => !document.querySelector('[data-part=none]').hidden")
    assert page.locator('[data-part="whole"]').is_hidden()


def test_where_the_browser_refuses_storage_the_list_travels_in_the_links(
    preview: Built, root_address: str, context: BrowserContext
) -> None:
    context.add_init_script(REFUSE)
    page, wrong = context.new_page(), list[str]()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(address(preview, root_address, "sections/members"))
    for slug in THREE[:2]:
        page.locator(f'[data-company="{slug}"] .shortlist-toggle').click()
    page.locator("[data-shortlist]").click()
    page.wait_for_function("() => document.querySelectorAll('.comparison-name').length === 2")
    assert page.locator('[data-part="refused"]').is_visible()
    page.locator(".comparison-away").first.click()
    page.wait_for_function("() => document.querySelectorAll('.comparison-name').length === 1")
    assert page.url == brought(preview, root_address, [THREE[1]])
    assert wrong == []


def test_the_table_says_what_the_pages_say_facets_first(preview: Built, root_address: str, page: Page) -> None:
    open_list(page, brought(preview, root_address, THREE, "en"), 3)
    rows = page.locator(".comparison-table tbody tr")
    said = {row.locator("th").inner_text(): row.locator("td").all_text_contents() for row in rows.all()}
    facet = preview.district.facet("phases")
    assert facet is not None
    members = {member.slug: member for member in preview.district.members}
    assert said[facet.label["en"]] == [
        ", ".join(word.label["en"] for word in facet.of(members[slug])) for slug in THREE
    ]
    labels = list(said)
    measures = [kind.label["en"] for kind in preview.district.site.measures]
    assert max(labels.index(one.label["en"]) for one in preview.district.facets if one.label["en"] in said) < min(
        labels.index(label) for label in measures
    )
    for kind in preview.district.site.measures:
        for slug, text in zip(THREE, said[kind.label["en"]], strict=True):
            value = getattr(members[slug].facts, "measures")[kind.name].value
            assert text.startswith(f"{value} {kind.unit['en']}")
    assert page.locator(".comparison-table thead .badge").count() == 3


@pytest.mark.parametrize("size", [SMALL, PHONE, DESK], ids=["small", "phone", "desk"])
def test_the_table_scrolls_in_its_own_box_by_keyboard_too(
    size: ViewportSize, preview: Built, root_address: str, page: Page
) -> None:
    page.set_viewport_size(size)
    every = [member.slug for member in preview.district.members][:9]
    open_list(page, brought(preview, root_address, every), 9)
    assert page.evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    box = page.locator(".comparison-scroll")
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.comparison-scroll').scrollLeft > 0")


def test_the_contacts_are_saved_as_one_file_that_address_books_read(
    preview: Built, root_address: str, page: Page
) -> None:
    open_list(page, brought(preview, root_address, THREE), 3)
    cards = list(vobject.readComponents(saved(page, "cards").decode()))
    assert [card.fn.value for card in cards] == named(preview, THREE)
    assert cards[0].email.value == "lavorazioni@orlatura-puntolento.example"
    assert {telephone.value.replace(" ", "") for telephone in cards[0].tel_list} == {"+39000123456"}


@pytest.mark.parametrize(("language", "between"), [("it", ";"), ("en", ",")])
def test_the_table_is_saved_as_spreadsheets_of_the_language_read_it_and_as_no_formula(
    language: str, between: str, preview: Built, root_address: str, page: Page
) -> None:
    open_list(page, brought(preview, root_address, THREE, language), 3)
    raw = saved(page, "csv")
    assert raw.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=between))
    assert [row[0] for row in table[1:]] == named(preview, THREE)
    assert len({len(row) for row in table}) == 1
    fields = [field for row in table for field in row]
    assert [field for field in fields if field[:1] in {"=", "+", "-", "@", "\t"}] == []
    assert "'+39 000 123456" in fields


def ask(page: Page, language: str) -> str:
    """Fills the request; what the message then says."""
    page.locator('.ask input[name="phases"][value="orlatura"]').check()
    page.locator('.ask input[name="materials"][value="vitello"]').check()
    page.locator("#request-quantity").fill("1300")
    page.locator("#request-day").fill("2027-03-31")
    page.locator("#request-who").fill("Ada & Söhne")
    page.locator(f'input[name="request-language"][value="{language}"]').check()
    page.wait_for_function("code => document.querySelector('[data-body]').lang === code", arg=language)
    return page.locator("[data-body]").input_value()


@pytest.mark.parametrize("reader", ["it", "en"])
def test_a_request_is_written_in_the_readers_language_or_the_companies(
    reader: str, preview: Built, root_address: str, page: Page
) -> None:
    open_list(page, brought(preview, root_address, THREE, reader), 3)
    italian = ask(page, "it")
    for words in (
        "Fasi: Orlatura",
        "Materiali: Vitello",
        "Quantità (paia): 1300",
        "Entro il: 31 marzo 2027",
        "Buongiorno",
    ):
        assert words in italian.replace("1.300", "1300")
    english = ask(page, "en")
    for words in ("Phases: Closing", "Materials: Calf", "Quantity (pairs): 1,300", "Needed by: 31 March 2027"):
        assert words in english


def test_a_request_goes_to_each_company_by_what_it_has_or_to_all_unseen_by_one_another(
    preview: Built, root_address: str, page: Page
) -> None:
    open_list(page, brought(preview, root_address, THREE, "en"), 3)
    text = ask(page, "it")
    ways = page.locator(".ask-way")
    assert ways.locator("b").all_inner_texts() == named(preview, THREE)
    for slug, way in zip(THREE, ways.all(), strict=True):
        facts: Any = next(member.facts for member in preview.district.members if member.slug == slug)
        mail, chat = way.locator("a").all()
        link = urlsplit(mail.get_attribute("href") or "")
        assert (link.scheme, unquote(link.path)) == ("mailto", facts.email)
        assert parse_qs(link.query) == {"subject": ["Richiesta di offerta"], "body": [text.replace("\n", "\r\n")]}
        assert chat.is_visible() == bool(facts.whatsapp)
        if facts.whatsapp:
            url = urlsplit(chat.get_attribute("href") or "")
            assert (url.netloc, url.path) == ("wa.me", f"/{facts.whatsapp[1:]}")
            assert parse_qs(url.query)["text"] == [text]
    link = urlsplit(page.locator("a[data-all]").get_attribute("href") or "")
    assert link.path == ""
    assert len(parse_qs(link.query)["bcc"][0].split(",")) == 3


def test_a_message_changed_by_hand_stays_until_it_is_asked_for_anew(
    preview: Built, root_address: str, page: Page
) -> None:
    open_list(page, brought(preview, root_address, THREE), 3)
    page.locator("[data-body]").fill("Solo questo.")
    page.locator("#request-quantity").fill("300")
    assert page.locator("[data-body]").input_value() == "Solo questo."
    assert "Solo%20questo." in (page.locator(".ask-way a").first.get_attribute("href") or "")
    page.locator("[data-anew]").click()
    page.wait_for_function("() => document.querySelector('[data-body]').value.includes('(paia): 300')")


def test_a_list_is_printed_across_a_sheet_without_what_is_for_the_screen(
    preview: Built, root_address: str, page: Page
) -> None:
    open_list(page, brought(preview, root_address, THREE), 3)
    pdf = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    box = pdf.pages[0].mediabox
    assert box.width > box.height
    text = "\n".join(one.extract_text() for one in pdf.pages)
    assert "Puntolento" in text
    assert "Chiedi un’offerta" not in text
    assert len(pdf.pages) <= 2


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_filled_list_keeps_to_wcag_2_2(size: str, scheme: Any, preview: Built, root_address: str, page: Page) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size(SIZES[size])
    open_list(page, brought(preview, root_address, THREE), 3)
    page.evaluate(Axe().axe_script)
    found = page.evaluate("() => axe.run({ resultTypes: ['violations'] })")["violations"]
    assert [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found] == []


def test_without_script_the_page_says_what_it_is_for_and_leads_to_the_companies(
    preview: Built, root_address: str, browser: Browser
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address(preview, root_address))
        assert page.locator("main :is(button, input, textarea)").locator("visible=true").count() == 0
        page.locator("[data-plain] a").click()
        assert page.url == address(preview, root_address, "sections/members")
        assert page.locator(".shortlist-toggle").count() == 0


def test_it_works_below_a_path_and_keeps_a_list_of_its_own_there(full: Built, path_address: str, page: Page) -> None:
    slug = full.district.members[0].slug
    page.goto(address(full, path_address, f"members/{slug}", "en"))
    page.locator(".shortlist-toggle").click()
    assert page.evaluate(STORED) == [["shortlist /sub/path/", f'["{slug}"]']]
    page.locator("[data-shortlist]").click()
    page.wait_for_function("() => document.querySelectorAll('.comparison-name').length === 1")
    page.locator(".comparison-name").click()
    assert page.url == address(full, path_address, f"members/{slug}", "en")


def test_what_cannot_be_fetched_is_told(preview: Built, root_address: str, page: Page) -> None:
    page.route("**/companies.json", lambda route: route.abort())
    page.goto(brought(preview, root_address, THREE))
    page.wait_for_function("() => !document.querySelector('[data-part=failed]').hidden")


def test_the_data_are_whole_small_and_hold_what_the_public_may_see(preview: Built, bare: Built, full: Built) -> None:
    for site in (preview, bare, full):
        for language in site.plan.languages:
            file = site.plan.file("shortlist/companies", language)
            assert file is not None
            raw = (site.folder / file.address).read_bytes()
            data = json.loads(raw)
            assert set(data["companies"]) == {member.slug for member in site.district.members}
            assert len(gzip.compress(raw, 9)) <= 4096 + 250 * len(site.district.members)
            page = site.plan.page("sections/shortlist", language)
            assert page is not None
            for company in data["companies"].values():
                assert not site.sheets.broken(company["page"], page.path)
                assert not company.get("card") or not site.sheets.broken(company["card"], page.path)
    assert "sample" not in json.dumps([*data["companies"].values()])


def test_a_companys_page_has_little_script(preview: Built) -> None:
    page = preview.plan.page(f"members/{THREE[0]}", "it")
    assert page is not None
    sheet = preview.sheets[page.path]
    scripts = [preview.sheets.path(way, page.path) for way in sheet.values("script[src]", "src")]
    for script in scripts:
        text = (preview.folder / script).read_text(encoding="utf-8")
        scripts += [
            f"assets/{name}" for name in re.findall(r'from "\./([^"]+)"', text) if f"assets/{name}" not in scripts
        ]
    assert sum(len(gzip.compress((preview.folder / path).read_bytes(), 9)) for path in scripts) < 3 * 1024
