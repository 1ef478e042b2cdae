"""The directory's filters in a browser: the same companies as the words' pages, one address for each choice."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from district.district import orders
from tests.site.built import Built

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, ViewportSize

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 900}
SIZES = {"phone": PHONE, "desk": DESK}
# The question that the directory is there to answer: who stitches uppers in calf, 300 pairs, free in March?
QUESTION = {"phases": "orlatura", "materials": "vitello"}
PAIRS, MONTH = 300, "2027-03"
SMALL = """() => [...document.querySelectorAll(`.choice, .filters summary, .filters select, .order,
    .filters input:not([type=checkbox]), .chosen button, .filters-show a`)]
  .filter(one => one.offsetParent).map(one => [one.textContent.trim(), one.getBoundingClientRect().height])
  .filter(([, height]) => height < 44)"""
SHOWN = """() => [...document.querySelectorAll(".listing-members > :not([hidden]) .card-title a")]
  .map(link => link.pathname.split("/").at(-2))"""
# Each word, alone: the companies it leaves, and the number that stood beside it.
EVERY_WORD = """() => {
  const slugs = () => [...document.querySelectorAll(".listing-members > :not([hidden]) .card-title a")]
    .map(link => link.pathname.split("/").at(-2)).sort();
  const found = {};
  for (const list of document.querySelectorAll("[data-facet]")) {
    for (const box of list.querySelectorAll("input")) {
      const count = Number(box.parentElement.querySelector(".count").textContent);
      box.click();
      found[`${list.dataset.facet} ${new URLSearchParams(location.search).get(list.dataset.facet)}`] = [slugs(), count];
      box.click();
    }
  }
  return found;
}"""


@pytest.fixture
def here(preview: Built, root_address: str, page: Page) -> Page:
    """The directory in the first language, on a desk, at the moment of the build."""
    page.clock.set_fixed_time(preview.district.now)
    page.set_viewport_size(DESK)
    page.goto(address(preview, root_address))
    return page


def address(site: Built, root: str, language: str = "", query: str = "") -> str:
    """Where the directory is."""
    found = site.plan.page("sections/members", language or site.plan.languages[0])
    assert found is not None
    return f"{root}/{found.address}{query}"


def shown(page: Page) -> set[str]:
    """The companies that are to be seen, by slug."""
    found: list[str] = page.evaluate(SHOWN)
    assert len(found) == len(set(found))
    return set(found)


def choice(page: Page, facet: str, word: str, site: Built, language: str = "") -> Locator:
    """The box of a word."""
    found = site.district.word(facet, word)
    assert found is not None
    label = found.label[language or site.plan.languages[0]]
    name = re.compile(rf"^{re.escape(label)} \d+$")
    return page.locator(f'[data-facet="{facet}"]').get_by_role("checkbox", name=name)


def asked(page: Page) -> list[tuple[str, str]]:
    """What stands in the address."""
    return parse_qsl(urlsplit(page.url).query)


def answering(site: Built) -> set[str]:
    """Who answers the question, reckoned from the facts."""
    found = set()
    for member in site.district.members:
        facts: Any = member.facts
        least, free = facts.measures.get("minimum-order"), facts.measures.get("free-capacity")
        does = all(word in facts.facets.get(facet, ()) for facet, word in QUESTION.items())
        takes = least is not None and least.value <= PAIRS
        is_free = free is not None and free.value and (free.from_ is None or free.from_.day.isoformat()[:7] <= MONTH)
        found |= {member.slug} if does and takes and is_free else set()
    return found


@pytest.mark.parametrize("language", ["it", "en"])
def test_each_word_leaves_the_companies_of_its_page_and_as_many_as_stood_beside_it(
    language: str, preview: Built, root_address: str, page: Page
) -> None:
    page.goto(address(preview, root_address, language))
    found = page.evaluate(EVERY_WORD)
    words = [word for facet in preview.district.facets for word in facet.used]
    assert set(found) == {f"{word.facet} {word.key}" for word in words}
    for word in words:
        of_word = preview.plan.page(f"facets/{word.facet}/{word.key}", language)
        assert of_word is not None
        listed = preview.sheets[of_word.path].values(".listing-members .card-title a", "href")
        slugs = sorted(way.split("/")[-2] for way in listed)
        assert found[f"{word.facet} {word.key}"] == [slugs, len(slugs)]


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_buyers_question_is_answered_in_six_taps_from_the_home_page(
    language: str, preview: Built, root_address: str, browser: Browser
) -> None:
    with browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        page.clock.set_fixed_time(preview.district.now)
        home = preview.plan.page("sections/home", language)
        phase = preview.district.word("phases", QUESTION["phases"])
        assert home is not None
        assert phase is not None
        page.goto(f"{root_address}/{home.address}")
        taps = 0

        def tap(place: Locator) -> None:
            nonlocal taps
            taps += 1
            place.tap()

        tap(page.locator(".finder a").filter(has_text=phase.label[language]).first)
        page.wait_for_url(re.compile(r"phases=orlatura"))
        tap(choice(page, "materials", QUESTION["materials"], preview, language))
        tap(page.locator("input[name=minimum-order]"))
        page.keyboard.type(str(PAIRS))
        tap(page.locator("select[name=free-capacity]"))
        taps += 1  # the month itself, in the list that the phone shows
        page.locator("select[name=free-capacity]").select_option(MONTH)
        assert shown(page) == answering(preview) != set()
        assert page.locator("[data-shown]").inner_text().startswith(f"{len(answering(preview))} ")
        tap(page.locator(".filters-show a"))
        assert taps <= 6
        assert page.evaluate("() => document.getElementById('results').getBoundingClientRect().top < 200")


def test_words_of_a_facet_add_and_facets_narrow(preview: Built, here: Page) -> None:
    def members(facet: str, key: str) -> set[str]:
        word = preview.district.word(facet, key)
        assert word is not None
        return {member.slug for member in word.members}

    choice(here, "phases", "orlatura", preview).check()
    choice(here, "phases", "taglio", preview).check()
    either = members("phases", "orlatura") | members("phases", "taglio")
    assert shown(here) == either
    choice(here, "materials", "vitello", preview).check()
    assert shown(here) == either & members("materials", "vitello")
    # Beside a word stands what it would leave: with the other facets, whatever is chosen in its own.
    there = choice(here, "phases", "montaggio", preview).locator("xpath=..").locator(".count").inner_text()
    assert int(there) == len(members("phases", "montaggio") & members("materials", "vitello"))


def test_free_text_finds_words_names_and_synonyms_without_their_accents(preview: Built, here: Page) -> None:
    field = here.get_by_role("searchbox")
    field.fill("DECOLLETE")
    word = preview.district.word("products", "decollete")
    assert word is not None
    assert {member.slug for member in word.members} <= shown(here)
    synonyms = preview.district.word("materials", "vitello")
    assert synonyms is not None
    assert synonyms.synonyms
    field.fill(synonyms.synonyms["it"][-1])
    assert {member.slug for member in synonyms.members} <= shown(here)
    field.fill("puntolento orla")
    assert shown(here) == {"orlatura-puntolento"}
    assert here.locator(".chosen-one").all_text_contents() == ["puntolento orla: togli"]


@pytest.mark.parametrize("name", ["capacity", "minimum-order", "delivery-days"])
def test_measures_are_compared_the_way_site_yaml_says(name: str, preview: Built, here: Page) -> None:
    kind = next(kind for kind in preview.district.site.measures if kind.name == name)
    here.locator(f"input[name={name}]").fill("60")
    given = {
        member.slug: float(measure.value)
        for member in preview.district.members
        if (measure := getattr(member.facts, "measures").get(name))
    }
    meets = {slug for slug, value in given.items() if (value >= 60 if kind.asked == "at-least" else value <= 60)}
    assert shown(here) == meets != set(given)


def test_an_address_can_be_sent_and_another_language_keeps_it(preview: Built, root_address: str, here: Page) -> None:
    query = f"?phases=orlatura&materials=vitello&minimum-order={PAIRS}&free-capacity.from={MONTH}"
    for language in preview.plan.languages:
        here.goto(address(preview, root_address, language, query))
        assert shown(here) == answering(preview)
        assert len(here.locator(".chosen-one").all()) == 4
        assert sorted(asked(here)) == sorted(parse_qsl(query[1:]))


def test_words_are_known_by_the_steps_of_their_pages_and_what_is_not_known_is_dropped(
    preview: Built, root_address: str, here: Page
) -> None:
    here.goto(address(preview, root_address, "en", "?phases=closing&phases=nobody&colour=red&minimum-order=many"))
    assert asked(here) == [("phases", "orlatura")]


def test_back_and_forward_go_through_the_choices(preview: Built, here: Page) -> None:
    everything = shown(here)
    choice(here, "phases", "orlatura", preview).check()
    one = shown(here)
    here.locator("input[name=minimum-order]").press_sequentially("300")
    two = shown(here)
    assert everything > one > two
    here.go_back()
    assert shown(here) == one
    assert here.locator("input[name=minimum-order]").input_value() == ""
    here.go_back()
    assert shown(here) == everything
    assert not choice(here, "phases", "orlatura", preview).is_checked()
    here.go_forward()
    here.go_forward()
    assert shown(here) == two
    here.locator(".card:not([hidden]) .card-title a").first.click()
    here.go_back()
    assert shown(here) == two


@pytest.mark.parametrize("size", SIZES)
def test_one_tap_clears_each_choice_and_one_clears_all(size: str, preview: Built, here: Page) -> None:
    here.set_viewport_size(SIZES[size])
    choice(here, "phases", "orlatura", preview).check()
    choice(here, "materials", "vitello", preview).check()
    here.locator("input[name=minimum-order]").fill("300")
    assert here.locator(".chosen-one").count() == 3
    here.locator(".chosen-one").first.click()
    assert not choice(here, "phases", "orlatura", preview).is_checked()
    assert here.evaluate("() => document.activeElement.className") == "chosen-one"
    here.locator(".chosen-all").click()
    assert len(shown(here)) == len(preview.district.members)
    assert asked(here) == []
    assert here.locator("input[name=minimum-order]").input_value() == ""
    assert not here.locator(".chosen").is_visible()
    assert here.evaluate("() => document.activeElement.matches('[data-counted]')")


@pytest.mark.parametrize(("language", "none"), [("it", "Nessuna impresa"), ("en", "No company")])
def test_the_number_of_companies_is_announced_once_it_changes(
    language: str, none: str, preview: Built, root_address: str, page: Page
) -> None:
    page.goto(address(preview, root_address, language))
    status = page.locator(".directory").get_by_role("status").first
    assert status.inner_text() == ""
    choice(page, "phases", "orlatura", preview, language).check()
    word = preview.district.word("phases", "orlatura")
    assert word is not None
    page.wait_for_function("() => document.querySelector('[role=status]').textContent")
    assert status.inner_text().startswith(f"{len(word.members)} ")
    page.get_by_role("searchbox").fill("xyzzy")
    page.wait_for_function("words => document.querySelector('[role=status]').textContent === words", arg=none)
    assert page.locator("[data-counted]").inner_text() == none


def test_the_keyboard_chooses_and_stays_where_it_is(preview: Built, here: Page) -> None:
    here.get_by_role("searchbox").focus()
    seen = []
    for _step in range(4):
        here.keyboard.press("Tab")
        seen.append(here.evaluate("() => document.activeElement.tagName + document.activeElement.type"))
    assert seen == ["SUMMARYundefined", *["INPUTcheckbox"] * 3]
    here.keyboard.press("Space")
    assert here.evaluate("() => document.activeElement.checked")
    word = preview.district.facets[0].used[2]
    assert shown(here) == {member.slug for member in word.members}


def test_what_stands_open_is_what_comes_first(preview: Built, here: Page) -> None:
    for facet in preview.district.facets:
        is_open = here.locator(f'[data-facet="{facet.name}"]').is_visible()
        assert is_open == facet.first, facet.name


def test_on_a_phone_all_that_is_tapped_is_as_large_as_a_thumb(preview: Built, here: Page) -> None:
    here.set_viewport_size(PHONE)
    choice(here, "phases", "orlatura", preview).check()
    assert here.evaluate(SMALL) == []


@pytest.mark.parametrize("scripted", [True, False])
def test_the_list_can_be_had_in_other_orders(
    scripted: bool, preview: Built, root_address: str, browser: Browser
) -> None:
    with browser.new_context(java_script_enabled=scripted, viewport=DESK) as context:
        page = context.new_page()
        page.goto(address(preview, root_address))
        for name, members in orders(preview.district, "it").items():
            if scripted:
                page.locator(f".order[value={name}]").click()
                assert ("by", name) in asked(page)
                assert page.locator(".order[aria-pressed=true]").get_attribute("value") == name
                found = page.evaluate(SHOWN)
            else:
                page.locator(f'.order[href="#by-{name}"]').click()
                assert page.locator(f"#by-{name}").is_visible()
                links = page.locator(f"#by-{name} a").evaluate_all("all => all.map(one => one.pathname)")
                found = [way.split("/")[-2] for way in links]
            assert found == [member.slug for member in members]


def test_without_script_nothing_is_there_that_needs_one_and_the_words_are_links(
    preview: Built, root_address: str, browser: Browser
) -> None:
    with browser.new_context(java_script_enabled=False, viewport=PHONE) as context:
        page = context.new_page()
        page.goto(address(preview, root_address))
        assert page.locator(".directory-frame :is(input, select, button)").locator("visible=true").count() == 0
        assert page.locator(".listing-members > .card").count() == len(preview.district.members)
        word = preview.district.facets[0].used[0]
        page.locator(f'[data-word="{word.key}"]').click()
        of_word = preview.plan.page(f"facets/{word.facet}/{word.key}", "it")
        assert of_word is not None
        assert page.url == f"{root_address}/{of_word.address}"


def test_a_words_page_leads_into_the_directory_with_its_choice_made(
    preview: Built, root_address: str, page: Page
) -> None:
    of_word = preview.plan.page("facets/phases/orlatura", "en")
    assert of_word is not None
    page.goto(f"{root_address}/{of_word.address}")
    page.locator("[data-choices] a").click()
    page.wait_for_url(re.compile(r"phases=orlatura"))
    word = preview.district.word("phases", "orlatura")
    assert word is not None
    assert shown(page) == {member.slug for member in word.members}


def test_nothing_moves_while_the_page_comes(here: Page) -> None:
    here.add_init_script("""
      window.moved = 0;
      new PerformanceObserver(list => { for (const one of list.getEntries()) window.moved += one.value; })
        .observe({ type: "layout-shift", buffered: true });
    """)
    for size in SIZES.values():
        here.set_viewport_size(size)
        here.reload(wait_until="networkidle")
        assert here.evaluate("() => window.moved") < 0.02


def test_the_directory_is_light(preview: Built) -> None:
    for language in preview.plan.languages:
        page = preview.plan.page("sections/members", language)
        assert page is not None
        assert len(gzip.compress((preview.folder / page.path).read_bytes(), 9)) <= 24 * 1024
        sheet = preview.sheets[page.path]
        first = [preview.sheets.path(way, page.path) for way in sheet.values("script[src]", "src")]
        scripts = set(first)
        while first:
            text = (preview.folder / first.pop()).read_text(encoding="utf-8")
            more = {f"assets/{name}" for name in re.findall(r'from "\./([^"]+)"', text)} - scripts
            scripts |= more
            first += more
        assert sum(len(gzip.compress((preview.folder / path).read_bytes(), 9)) for path in scripts) <= 12 * 1024
        json.loads(sheet.one("#choices").text())
