"""What is no page: the sitemap, robots.txt, old addresses that lead on."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest

from district.clock import read_clock
from district.exports import security
from tests.content import SITES, surveyed
from tests.site.built import Built

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
BLOG = "/blog/2021"
OLD = {
    f"{BLOG}/06/24/la-rete-del-calzaturiero-conquista-il-polo-tecnologico/": "news/la-rete-al-polo-tecnologico",
    f"{BLOG}/03/18/lucca-con-tuscany-4-shoes-100-000-euro-a-sostegno-della-scarpa/": "news/centomila-euro-per-partire",
}


def test_the_sitemap_names_every_page_to_be_indexed_once(site: Built) -> None:
    indexed = {
        sheet.canonical
        for path, sheet in site.sheets.pages.items()
        if sheet.canonical == site.sheets.address(path) and not sheet.all('meta[name="robots"][content*="noindex"]')
    }
    named = Counter(str(element.text) for element in sitemap(site).iterfind("s:url/s:loc", NAMES))
    assert indexed == set(named)
    assert set(named.values()) == {1}


def test_the_sitemap_names_the_same_translations_as_the_pages(site: Built) -> None:
    for url in sitemap(site).iterfind("s:url", NAMES):
        links = url.findall("x:link", NAMES)
        assert {link.get("rel") for link in links} == {"alternate"}
        told = {str(link.get("hreflang")): str(link.get("href")) for link in links}
        assert told == site.sheets[site.sheets.path(url.findtext("s:loc", "", NAMES))].alternates


def test_the_sitemap_gives_days_that_editors_wrote_and_no_others(site: Built) -> None:
    written = {f"{site.base}/{page.address}": page.updated.isoformat() for page in site.plan.pages if page.updated}
    told = {
        url.findtext("s:loc", "", NAMES): url.findtext("s:lastmod", "", NAMES)
        for url in sitemap(site).iterfind("s:url", NAMES)
        if url.find("s:lastmod", NAMES) is not None
    }
    assert told.items() <= written.items()


def test_robots_may_read_everything_and_are_told_where_the_sitemap_is(site: Built) -> None:
    robots = RobotFileParser()
    robots.parse((site.folder / "robots.txt").read_text(encoding="utf-8").splitlines())
    assert robots.site_maps() == [f"{site.base}/sitemap.xml"]
    assert all(robots.can_fetch("*", site.sheets.address(path)) for path in site.sheets.files)


def test_who_finds_a_weakness_is_told_whom_to_write_to_while_that_holds(full: Built, bare: Built) -> None:
    said = (full.folder / security.ADDRESS).read_text(encoding="utf-8").splitlines()
    told = dict(line.split(": ", 1) for line in said)
    assert list(told) == ["Contact", "Expires", "Preferred-Languages", "Canonical"]
    assert told["Contact"] == "mailto:sicurezza@forma.example"
    assert datetime.fromisoformat(told["Expires"]) == datetime.fromisoformat("2027-07-01T00:00:00+02:00")
    assert told["Preferred-Languages"].split(", ") == list(full.plan.languages)
    assert told["Canonical"] == f"{full.base}/{security.ADDRESS}"
    assert not (bare.folder / security.ADDRESS).exists(), "the network has named nobody yet"


def test_a_contact_for_weaknesses_that_has_run_out_is_not_given(full: Built) -> None:
    for day, given in (("2027-06-30T23:59", 1), ("2027-07-01T00:00", 0)):
        found = surveyed(SITES / "full", clock=read_clock(day))
        assert found.district
        assert len(list(security.files(found.district, full.plan))) == given


def test_each_language_has_a_page_for_what_is_not_there(site: Built) -> None:
    for number, code in enumerate(site.plan.languages):
        sheet = site.sheets[f"{code}/404.html" if number else "404.html"]
        assert sheet.language == code
        assert sheet.values('meta[name="robots"]', "content") == ["noindex"]
        assert (sheet.canonical, sheet.alternates) == ("", {})
        ways = {site.sheets.path(link.value, sheet.path) for link in sheet.links if link.element == "a"}
        homes = {page.path for page in site.plan.pages if page.key == "sections/home"}
        assert homes <= ways


@pytest.mark.parametrize("address", OLD)
@pytest.mark.parametrize("which", ["preview", "bare"])
def test_the_old_site_s_addresses_lead_to_the_pages_that_took_their_place(
    address: str, which: str, request: pytest.FixtureRequest
) -> None:
    site: Built = request.getfixturevalue(which)
    path = f"{address[1:]}index.html"
    page = site.plan.page(OLD[address], "it")
    assert page is not None
    sheet = site.sheets[path]
    ways = [link.value for link in sheet.links if link.element in {"a", "meta"}]
    assert len(ways) == 2
    assert {site.sheets.path(way, path) for way in ways} == {page.path}
    assert sheet.canonical == f"{site.base}/{page.address}"
    assert sheet.values('meta[http-equiv="refresh"]', "content")[0].startswith("0; url=")
    assert sheet.values('meta[name="robots"]', "content") == ["noindex"]


def sitemap(site: Built) -> ET.Element:
    """The root of a site's sitemap."""
    return ET.parse(site.folder / "sitemap.xml").getroot()
