"""The supply chain, its charts, the map and the ways to a place, as they stand on the built pages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from district.charts import chain_of, charts_of
from district.district import Facet
from district.plan import Page as Planned
from tests.site.built import Built
from tests.site.sheets import Sheet

if TYPE_CHECKING:
    from playwright.sync_api import Page

MAPPED = ("sections/network", "sections/contacts")
# Pairs of names on a map that cover each other as the browser sets them, and names that leave the sheet.
COVERED = """() => [...document.querySelectorAll(".map-sheet")].filter(map => map.getClientRects().length).map(map => {
  const sheet = map.getBoundingClientRect();
  const texts = [...map.querySelectorAll("text:not(.map-note)")];
  const names = texts.map(one => [one.textContent, one.getBoundingClientRect()]);
  const bad = [];
  names.forEach(([name, box], index) => {
    if (box.left < sheet.left || box.right > sheet.right || box.top < sheet.top) bad.push(name);
    for (const [other, its] of names.slice(index + 1))
      if (box.left < its.right && its.left < box.right && box.top + 3 < its.bottom && its.top + 3 < box.bottom)
        bad.push(`${name} / ${other}`);
  });
  return [names.length, bad];
})"""


def pages(site: Built, key: str) -> list[tuple[Planned, Sheet]]:
    found = [page for code in site.plan.languages if (page := site.plan.page(key, code))]
    return [(page, site.sheets[page.path]) for page in found]


def placed(site: Built) -> Facet:
    return next(facet for facet in site.district.facets if facet.placed)


def path(site: Built, page: Planned, link: str) -> str:
    """The file that a link on a page means."""
    found = site.sheets.path(link, page.path)
    assert not found.startswith("?"), (page.path, found)
    return found


def test_a_step_leads_to_its_page_and_names_its_companies(site: Built) -> None:
    facet = next(facet for facet in site.district.facets if facet.ordered)
    chain = chain_of(facet, site.district.members)
    for page, sheet in pages(site, "sections/supply-chain"):
        steps = sheet.all(".chain-step")
        assert len(steps) == len(chain.steps)
        for element, step in zip(steps, chain.steps, strict=True):
            assert step.word is not None
            word = site.plan.page(f"facets/{facet.name}/{step.word.key}", page.language)
            assert word is not None
            name = element.css_first(".chain-name a")
            assert name is not None
            assert path(site, page, name.attributes["href"] or "") == word.path
            assert [link.text() for link in element.css(".chain-list a, .chain-few a")] == [
                getattr(member.facts, "name") for member in step.members
            ]


def test_the_matrix_has_a_row_for_each_company_and_the_sums_of_the_facets_pages(site: Built) -> None:
    facet = next(facet for facet in site.district.facets if facet.ordered)
    chain = chain_of(facet, site.district.members)
    for page, sheet in pages(site, "sections/supply-chain"):
        rows = sheet.all(".chain-table tbody tr")
        assert len(rows) == len(chain.companies)
        for row, (_, does) in zip(rows, chain.rows, strict=True):
            assert [bool(cell.css(".chain-dot")) for cell in row.css("td")] == list(does)
        totals = [int(cell.text()) for cell in sheet.all(".chain-total")]
        listed = []
        for word in facet.words:
            found = site.plan.page(f"facets/{facet.name}/{word.key}", page.language)
            assert found is not None
            listed.append(len(site.sheets[found.path].all(".listing-members > li")))
        assert totals == (listed if chain.companies else [])


def test_each_chart_draws_the_numbers_of_the_table_behind_it(site: Built) -> None:
    charts = charts_of(site.district)
    for _, sheet in pages(site, "sections/supply-chain"):
        drawn = sheet.all(".chart")
        assert len(drawn) == len(charts)
        for figure, chart in zip(drawn, charts, strict=True):
            table = [int(cell.text()) for cell in figure.css("tbody td")]
            bars = [int(text.text()) for text in figure.css(".chart-count")]
            widths = [float((bar.attributes["width"] or "").rstrip("%")) for bar in figure.css("rect")]
            assert table == [bar.count for bar in chart.bars]
            assert bars == table[: len(bars)]
            assert widths == [pytest.approx(88 * count / max(table), abs=0.2) for count in bars]
            said = figure.css_first("figcaption")
            assert said is not None
            assert str(chart.said) in said.text()
            assert str(chart.asked) in said.text()


def test_a_site_without_companies_draws_no_empty_chart_and_no_empty_table(bare: Built) -> None:
    if bare.district.members:
        pytest.skip("the network's members have come")
    for _, sheet in pages(bare, "sections/supply-chain"):
        assert sheet.all(".chain-step")
        assert not sheet.all(".charts, .chain-table, .chain-sum, .chain-bar")
        assert sheet.all(".join")


def test_the_map_shows_each_place_with_as_many_companies_as_its_page(site: Built) -> None:
    facet = placed(site)
    for key in (f"facets/{facet.name}", *MAPPED):
        for page, sheet in pages(site, key):
            drawings = sheet.all(".map-sheet")
            assert len(drawings) == 2
            for drawing in drawings:
                shown = {
                    path(site, page, link.attributes["href"] or ""): sum(
                        int(one.text()) for one in link.css(".map-count")
                    )
                    for link in drawing.css("a[href]")
                }
                assert shown == counted(site, facet, page.language)
                assert all(link.css("text") for link in drawing.css("a"))


def counted(site: Built, facet: Facet, language: str) -> dict[str, int]:
    """The page of each place, with how many companies it lists."""
    words = [site.plan.page(f"facets/{facet.name}/{word.key}", language) for word in facet.placed]
    return {page.path: len(site.sheets[page.path].all(".listing-members > li")) for page in words if page}


def test_the_list_beside_the_map_says_the_same(site: Built) -> None:
    facet = placed(site)
    for key in MAPPED:
        for page, sheet in pages(site, key):
            listed = {}
            for item in sheet.all(".map-list > li"):
                link, count = item.css_first("a"), item.css_first(".map-list-count")
                assert link is not None
                digits = "".join(sign for sign in count.text() if sign.isdigit()) if count else "0"
                listed[path(site, page, link.attributes["href"] or "")] = int(digits)
            expected = counted(site, facet, page.language)
            assert listed == ({where: many for where, many in expected.items() if many} or expected)


def test_the_seat_stands_on_the_map(site: Built) -> None:
    for key in MAPPED:
        for _, sheet in pages(site, key):
            assert len(sheet.all(".map-sheet image")) == 2


def test_a_company_is_found_in_the_readers_own_maps(full: Built) -> None:
    for page, sheet in pages(full, "members/calzaturificio-aurora"):
        links = sheet.values(".sheet-aside .directions a", "href")
        assert links == [
            "geo:43.9021,10.6099?q=43.9021,10.6099",
            "https://www.openstreetmap.org/?mlat=43.9021&mlon=10.6099#map=17/43.9021/10.6099",
            "https://www.google.com/maps/search/?api=1&query=43.9021,10.6099",
            "https://maps.apple.com/?ll=43.9021,10.6099&q=43.9021,10.6099",
        ], page.path


def test_without_coordinates_it_is_found_by_its_address(full: Built) -> None:
    for page, sheet in pages(full, "members/orlatura-borea"):
        links = sheet.values(".sheet-aside .directions a", "href")
        country = {"it": "Italia", "en": "Italy"}[page.language]
        assert unquote(links[0]) == f"geo:0,0?q=Serrafonda, Formapoli, LU, {country}"
        queries = [parse_qs(urlsplit(link).query) for link in links[1:]]
        assert {value for query in queries for key, (value,) in query.items() if key in {"query", "q"}} == {
            f"Serrafonda, Formapoli, LU, {country}"
        }


def test_ways_out_to_maps_tell_nobody_where_the_reader_came_from(site: Built) -> None:
    for sheet in site.sheets.every.values():
        for link in sheet.all('.directions a[href^="http"]'):
            assert "noopener" in (link.attributes.get("rel") or ""), sheet.path


@pytest.mark.browser
@pytest.mark.parametrize(("width", "class_"), [(320, "map-narrow"), (360, "map-narrow"), (1280, "map-wide")])
def test_on_the_screen_no_name_covers_another_nor_leaves_the_map(
    width: int, class_: str, preview: Built, root_address: str, page: Page
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    facet = placed(preview)
    for key in (f"facets/{facet.name}", "sections/contacts"):
        for planned, _ in pages(preview, key):
            page.goto(f"{root_address}/{planned.address}")
            page.evaluate("document.fonts.ready")
            assert page.evaluate(COVERED) == [[len(facet.placed), []]], planned.path
            assert page.locator(f".{class_}").is_visible()


@pytest.mark.browser
def test_who_does_a_step_opens_by_keyboard(preview: Built, root_address: str, page: Page) -> None:
    planned, _ = pages(preview, "sections/supply-chain")[0]
    page.goto(f"{root_address}/{planned.address}")
    first = page.locator(".chain-who").first
    assert not first.locator(".chain-list").is_visible()
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    assert first.locator(".chain-list").is_visible()
