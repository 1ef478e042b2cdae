"""Feeds: Atom as a reader of feeds sees it, JSON by its standard, both the same, and the same as the pages."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
import jsonschema

from district.clock import read_clock
from district.plan import File
from tests.site import built
from tests.site.built import NOW, SITES, Built

KINDS = ("news", "events", "calls")
TEXT = {"type": "string", "minLength": 1}
ADDRESS = {"type": "string", "format": "uri", "pattern": "^https?://"}
ADDRESSES = {"type": "object", "additionalProperties": ADDRESS}
# https://www.jsonfeed.org/version/1.1/: what has to be there, what may be, nothing else but extensions.
SCHEMA = {
    "type": "object",
    "required": ["version", "title", "home_page_url", "feed_url", "language", "authors", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "home_page_url": ADDRESS,
        "feed_url": ADDRESS,
        "language": TEXT,
        "authors": {"type": "array", "minItems": 1, "items": {"properties": {"name": TEXT}, "required": ["name"]}},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "url", "title", "content_html", "date_modified"],
                "properties": {
                    "id": {"type": "string", "pattern": "^urn:uuid:[0-9a-f-]{36}$"},
                    "url": ADDRESS,
                    "title": TEXT,
                    "summary": TEXT,
                    "content_html": {"type": "string"},
                    "date_modified": {"type": "string", "format": "date-time"},
                    "image": ADDRESS,
                },
                "patternProperties": {"^_": ADDRESSES},
                "additionalProperties": False,
            },
        },
    },
    "patternProperties": {"^_": ADDRESSES},
    "additionalProperties": False,
}


def feeds(site: Built, form: str = "atom") -> list[File]:
    """The feeds of a site's plan, in a form."""
    return [file for file in site.plan.files if file.key.startswith("feeds/") and file.key.endswith(f"/{form}")]


def parsed(site: Built, file: File) -> Any:
    """A feed as a reader of feeds sees it, its HTML as it was written."""
    content = (site.folder / file.address).read_bytes()
    return feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)


def in_json(site: Built, file: File) -> Any:
    """The same feed in its other form."""
    other = site.plan.file(file.key.replace("/atom", "/json"), file.language)
    assert other is not None
    return json.loads((site.folder / other.address).read_bytes())


def ways(links: Any, kind: str) -> dict[str, str]:
    """Where links of a media type lead, by the language of what is there."""
    return {str(one.get("hreflang")): str(one.href) for one in links if one.rel == "alternate" and one.type == kind}


def test_there_are_feeds_of_news_events_and_calls_in_each_language_as_far_as_the_site_has_them(site: Built) -> None:
    told = {(file.key, file.language) for file in feeds(site)}
    assert told == {(f"feeds/{kind}/atom", code) for kind in KINDS for code in site.plan.languages}


def test_feeds_are_sound_and_in_their_language(site: Built) -> None:
    for file in feeds(site):
        feed = parsed(site, file)
        assert not feed.bozo, (file.address, feed.get("bozo_exception"))
        assert feed.version == "atom10"
        assert feed.feed.language == file.language
        assert feed.feed.title
        assert feed.feed.updated == max((entry.updated for entry in feed.entries), default=feed.feed.updated)
        (own,) = [link.href for link in feed.feed.links if link.rel == "self"]
        assert own == f"{site.base}/{file.address}"
        pages = ways(feed.feed.links, "text/html")
        assert list(pages) == [file.language]
        assert site.sheets[site.sheets.path(pages[file.language])].language == file.language
        others = ways(feed.feed.links, "application/atom+xml")
        assert others == {
            one.language: f"{site.base}/{one.address}"
            for one in feeds(site)
            if one.key == file.key and one.language != file.language
        }


def test_feeds_in_json_keep_to_the_standard(site: Built) -> None:
    for file in feeds(site):
        found = in_json(site, file)
        jsonschema.Draft202012Validator(SCHEMA).validate(found)
        assert found["language"] == file.language
        for item in found["items"]:
            assert datetime.fromisoformat(item["date_modified"]).tzinfo is not None


def test_both_forms_say_the_same(site: Built) -> None:
    for file in feeds(site):
        atom, other = parsed(site, file), in_json(site, file)
        assert atom.feed.title == other["title"]
        assert ways(atom.feed.links, "text/html")[file.language] == other["home_page_url"]
        assert len(atom.entries) == len(other["items"])
        for entry, item in zip(atom.entries, other["items"], strict=True):
            pages = ways(entry.links, "text/html")
            assert (entry.id, entry.title, entry.updated) == (item["id"], item["title"], item["date_modified"])
            assert pages.pop(file.language) == item["url"]
            assert pages == item.get("_counterparts", {})
            assert entry.get("content", [{"value": ""}])[0]["value"] == item["content_html"]
            assert entry.get("summary") == item.get("summary", entry.get("summary"))
            assert [link.href for link in entry.links if link.rel == "enclosure"] == (
                [item["image"]] if "image" in item else []
            )


def test_feeds_hold_what_their_pages_say_each_entry_once(site: Built) -> None:
    for file in feeds(site):
        items = in_json(site, file)["items"]
        kind = file.key.split("/")[1]
        pages = {
            f"{site.base}/{page.address}": page
            for page in site.plan.pages
            if page.key.startswith(f"{kind}/") and page.language == file.language and not page.borrowed
        }
        assert {item["url"] for item in items} == set(pages)
        assert len(items) == len(pages)
        for item in items:
            assert item["title"] == pages[item["url"]].title
            body = re.sub(r"\s+", " ", site.sheets[pages[item["url"]].path].one("body").text())
            assert item.get("summary", "") in body
        updated = [datetime.fromisoformat(item["date_modified"]) for item in items]
        assert updated == sorted(updated, reverse=True)


def test_an_entry_with_pictures_shows_the_first_one(full: Built) -> None:
    (file,) = [file for file in feeds(full) if file.address == "eventi/atom.xml"]
    (shown,) = [item for item in in_json(full, file)["items"] if "image" in item]
    assert shown["title"] == "Assemblea 2026"
    assert not full.sheets.path(shown["image"]).startswith("?")
    (entry,) = [one for one in parsed(full, file).entries if one.id == shown["id"]]
    (link,) = [link for link in entry.links if link.rel == "enclosure"]
    assert link.type.startswith("image/")


def test_feeds_show_whole_addresses_to_readers_who_read_them_elsewhere(site: Built) -> None:
    for file in feeds(site):
        for item in in_json(site, file)["items"]:
            found = re.findall(r'(?:href|src)="([^"]*)"', item["content_html"])
            for value in [*found, item["url"], item.get("image", item["url"])]:
                assert re.match(r"https?://|mailto:|tel:", value), (file.address, value)
                assert not site.sheets.is_inside(value) or not site.sheets.broken(value), (file.address, value)


def test_every_page_names_the_feeds_of_its_language(site: Built) -> None:
    for form, media in (("atom", "application/atom+xml"), ("json", "application/feed+json")):
        for sheet in site.sheets.pages.values():
            links = sheet.values(f'link[type="{media}"]', "href")
            named = {site.sheets.path(href, sheet.path) for href in links}
            assert named == {file.address for file in feeds(site, form) if file.language == sheet.language}
            assert all(sheet.values(f'link[type="{media}"]', "title"))


def test_an_entry_keeps_its_id_in_the_feed_while_time_passes_and_the_site_moves(
    full: Built, tmp_path: Path, cache: Path
) -> None:
    later = read_clock((read_clock(NOW).now + timedelta(days=40)).isoformat())
    options: dict[str, Any] = {"publish": True, "siteurl": "https://new.example", "clock": later}
    folder = built.copied(SITES / "full", tmp_path / "content")
    built.replaced(folder / "sections" / "news" / "facts.yaml", "notizie", "novita")
    then = built.build(built.request(folder, tmp_path / "later", cache, **options))
    every: list[str] = []
    for file in feeds(full):
        (same,) = [one for one in feeds(then) if (one.key, one.language) == (file.key, file.language)]
        before, after = parsed(full, file), parsed(then, same)
        assert before.feed.id == after.feed.id
        ids = [{entry.title: entry.id for entry in one.entries} for one in (before, after)]
        assert ids[0].items() <= ids[1].items()
        every += [before.feed.id, *ids[0].values()]
    assert len(every) == len(set(every))
