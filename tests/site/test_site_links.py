"""Where links lead: every one of the site to something that is there, and none of what is loaded to another host."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from district.hosting import rule_files, rules
from tests.site.built import ADDRESS, THEME, Built

# What a browser loads by itself, by element; a plain link is the reader's choice.
LOADED = {"script", "img", "source", "iframe", "video", "audio", "embed", "object", "track", "input"}
LOADED_RELATIONS = {
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "manifest",
}


def test_every_link_leads_to_something_that_is_there(site: Built) -> None:
    broken = {
        f"{sheet.path}: {why}"
        for sheet in site.sheets.every.values()
        for link in sheet.links
        if site.sheets.is_inside(link.value) and (why := site.sheets.broken(link.value, sheet.path))
    }
    assert broken == set()


def test_no_link_is_empty(site: Built) -> None:
    empty = {
        f"{sheet.path}: {link.element} {link.attribute}"
        for sheet in site.sheets.every.values()
        for link in sheet.links
        if link.value.strip() in {"", "#"}
    }
    assert empty == set()


def test_links_between_pages_are_relative_so_that_the_files_work_at_a_root_and_under_a_path(site: Built) -> None:
    absolute = {
        f"{sheet.path}: {link.value}"
        for sheet in site.sheets.every.values()
        for link in sheet.links
        if link.element != "link" and not sheet.path.endswith("404.html")
        if link.value.startswith(("/", site.base))
    }
    assert absolute == set()


def test_a_missing_page_may_be_shown_at_any_address_so_its_links_begin_at_the_root(site: Built) -> None:
    path = site.base.partition("://")[2].partition("/")[2]
    root = f"/{path}/" if path else "/"
    missing = [sheet for sheet in site.sheets.pages.values() if sheet.path.endswith("404.html")]
    assert len(missing) == len(site.plan.languages)
    for sheet in missing:
        relative = [
            link.value
            for link in sheet.links
            if site.sheets.is_inside(link.value) and not link.value.startswith("#")
            if not link.value.startswith(root) or link.value.startswith("//")
        ]
        assert relative == [], sheet.path


def test_nothing_is_loaded_from_another_host(site: Built) -> None:
    for sheet in site.sheets.every.values():
        loaded = [link.value for link in sheet.links if link.element in LOADED]
        loaded += [
            str(link.attributes["href"])
            for link in sheet.all("link[href]")
            if LOADED_RELATIONS & set((link.attributes.get("rel") or "").split())
        ]
        elsewhere = [value for value in loaded if re.match(r"(?:[a-z]+:)?//", value)]
        assert elsewhere == [], sheet.path


def test_style_and_scripts_name_no_other_host(site: Built) -> None:
    named = {
        found
        for path in site.sheets.files
        if path.endswith((".css", ".js")) and not path.startswith("pagefind/")  # whose script takes addresses apart
        for found in re.findall(
            r"(?:https?:)?//[\w.-]+\.\w+[^\s\"')]*", (site.folder / path).read_text(encoding="utf-8")
        )
        if "www.w3.org/" not in found  # the names of SVG and the like, which nobody asks for
    }
    assert {name for name in named if not name.startswith("// ")} == set()


def test_every_address_in_a_style_sheet_is_there(site: Built) -> None:
    assert [why for name, path in site.sheets.styled.items() if (why := site.sheets.broken(name, path))] == []


def test_every_address_in_feeds_and_the_sitemap_leads_to_something_that_is_there(site: Built) -> None:
    for path in sorted(site.sheets.files):
        if path.endswith(".xml"):
            root = ET.parse(site.folder / path).getroot()
            whole = [value for element in root.iter() for name, value in element.items() if name == "href"]
            whole += [str(element.text) for element in root.iter() if element.tag.endswith("}loc")]
            texts = [element.text or "" for element in root.iter() if element.tag.endswith("}content")]
            whole += [found for text in texts for found in re.findall(r'(?:href|src)="([^"]*)"', text)]
            whole += [
                found.split()[0]
                for text in texts
                for one in re.findall(r'srcset="([^"]*)"', text)
                for found in one.split(",")
            ]
            assert whole, path
            for value in whole:
                assert re.match(r"https?://|mailto:|tel:", value), (path, value)
                if site.sheets.is_inside(value):
                    assert not site.sheets.broken(value), (path, value)


def test_every_file_of_the_site_is_named_somewhere(site: Built) -> None:
    named = {site.sheets.path(link.value, sheet.path) for sheet in site.sheets.every.values() for link in sheet.links}
    named |= {site.sheets.path(name, path) for name, path in site.sheets.styled.items()}
    named |= {site.sheets.path(url) for sheet in site.sheets.every.values() for url in sheet.shared.get("og:image", [])}
    # Scripts for what a site may lack: a template asks for them where there is something for them to do.
    theme = [path.read_text(encoding="utf-8") for path in sorted(THEME.rglob("*.*")) if path.suffix in {".html", ".js"}]
    asked = {name for text in theme for name in re.findall(r"(?:asset\('|from \"\./)([\w-]+\.js)", text)}
    named |= {site.renderer.site.assets.address(name) for name in asked}
    known = {
        "sitemap.xml",
        "robots.txt",
        ".well-known/security.txt",
        "llms.txt",
        "en/llms.txt",
        "build.json",
        ".manifest.json",
        "offline.json",
        "sw.js",
    }
    known |= {path for path in site.sheets.files if path.startswith("pagefind/")}  # which its own script names
    # What servers look for by themselves: their rules, and the compressed twin of what they are asked for.
    known |= {path for path, _content in rule_files(rules(site.plan, "/", https=True))}
    known |= {path for path in site.sheets.files if path.endswith((".br", ".gz")) and path[:-3] in site.sheets.files}
    redirects = {redirect.path for redirect in site.plan.redirects}
    missing = {path for path in site.sheets.files if path.endswith("404.html")}
    assert site.sheets.files - named - known - redirects - missing == set()


def test_every_page_can_be_reached_from_the_home_page(site: Built) -> None:
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        at = waiting.pop()
        for link in site.sheets[at].links:
            path = site.sheets.path(link.value, at)
            if link.element == "a" and path in site.sheets.pages and path not in reached:
                reached.add(path)
                waiting.append(path)
    assert {path for path in site.sheets.pages if not path.endswith("404.html")} - reached == set()


def test_whole_addresses_are_those_of_the_site_that_was_named(full: Built) -> None:
    assert full.base == ADDRESS
    for path, sheet in full.sheets.every.items():
        assert sheet.canonical.startswith(f"{ADDRESS}/") or path.endswith("404.html"), path
        assert "localhost" not in sheet.html, path
