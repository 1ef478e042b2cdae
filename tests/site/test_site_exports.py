"""What is no page: the sitemap, the feeds, robots.txt, old addresses that lead on."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import feedparser
import pytest

from district.clock import read_clock
from district.plan import File
from tests.site import built
from tests.site.built import NOW, SITES, Built

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


def test_there_is_a_feed_of_news_and_one_of_events_in_each_language(site: Built) -> None:
    told = {(file.key, file.language) for file in feeds(site)}
    assert told == {(f"feeds/{kind}", code) for kind in ("news", "events") for code in site.plan.languages}


def test_feeds_are_sound_and_in_their_language(site: Built) -> None:
    for file in feeds(site):
        feed = parsed(site, file)
        assert not feed.bozo, (file.address, feed.get("bozo_exception"))
        assert feed.version == "atom10"
        assert feed.feed.language == file.language
        assert feed.feed.title
        assert feed.feed.id == f"{site.base}/{file.address}"
        assert feed.feed.updated == max((entry.updated for entry in feed.entries), default=feed.feed.updated)
        links = {link.rel: link.href for link in feed.feed.links}
        assert links["self"] == feed.feed.id
        assert site.sheets[site.sheets.path(links["alternate"])].language == file.language


def test_feeds_hold_what_their_pages_say_each_entry_once(site: Built) -> None:
    for file in feeds(site):
        entries = parsed(site, file).entries
        kind = file.key.removeprefix("feeds/")
        pages = {
            f"{site.base}/{page.address}": page
            for page in site.plan.pages
            if page.key.startswith(f"{kind}/") and page.language == file.language and not page.borrowed
        }
        assert {entry.id for entry in entries} == set(pages)
        assert len(entries) == len(pages)
        for entry in entries:
            assert entry.link == entry.id
            assert entry.title == pages[entry.id].title
            assert entry.content[0].value
        updated = [entry.updated_parsed for entry in entries]
        assert updated == sorted(updated, reverse=True)


def test_feeds_show_whole_addresses_to_readers_who_read_them_elsewhere(site: Built) -> None:
    for file in feeds(site):
        text = (site.folder / file.address).read_text(encoding="utf-8")
        for value in re.findall(r'(?:href|src)="([^"]*)"', text.replace("&lt;", "<").replace("&quot;", '"')):
            assert re.match(r"https?://|mailto:|tel:", value), (file.address, value)


def test_every_page_names_the_feeds_of_its_language(site: Built) -> None:
    for sheet in site.sheets.pages.values():
        named = {
            site.sheets.path(href, sheet.path) for href in sheet.values('link[type="application/atom+xml"]', "href")
        }
        assert named == {file.address for file in feeds(site) if file.language == sheet.language}
        assert all(sheet.values('link[type="application/atom+xml"]', "title"))


def test_an_entry_keeps_its_id_in_the_feed_while_time_passes(full: Built, tmp_path: Path, cache: Path) -> None:
    later = read_clock((read_clock(NOW).now + timedelta(days=40)).isoformat())
    options: dict[str, Any] = {"publish": True, "siteurl": full.base, "clock": later}
    then = built.build(built.request(SITES / "full", tmp_path / "later", cache, **options))
    for file in feeds(full):
        before, after = ({entry.title: entry.id for entry in parsed(one, file).entries} for one in (full, then))
        assert before.items() <= after.items()


def test_robots_may_read_everything_and_are_told_where_the_sitemap_is(site: Built) -> None:
    robots = RobotFileParser()
    robots.parse((site.folder / "robots.txt").read_text(encoding="utf-8").splitlines())
    assert robots.site_maps() == [f"{site.base}/sitemap.xml"]
    assert all(robots.can_fetch("*", site.sheets.address(path)) for path in site.sheets.files)


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


def feeds(site: Built) -> list[File]:
    """The feeds of a site's plan."""
    return [file for file in site.plan.files if file.key.startswith("feeds/")]


def parsed(site: Built, file: File) -> Any:
    """A feed as a reader of feeds sees it, its HTML as it was written."""
    content = (site.folder / file.address).read_bytes()
    return feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
