"""Twins of pages for programs that read texts: what the page says, with whole addresses."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from district.exports.twins import KINDS, escaped
from district.rendering.plain import line
from tests.site.built import Built

ADDRESS = re.compile(r"https?://[^\s)>\"]+")


def there(site: Built, address: str) -> bool:
    """Whether an address of the site leads to a file of it."""
    path = unquote(urlsplit(address).path).removeprefix(urlsplit(site.base).path).lstrip("/")
    return (site.folder / path / ("index.html" if not path or path.endswith("/") else "")).is_file()


def html(markdown: str) -> LexborHTMLParser:
    return LexborHTMLParser(Markdown(extensions=["tables"]).convert(markdown))


def test_each_page_of_a_company_or_event_offers_a_twin_unless_its_text_is_borrowed(full: Built) -> None:
    some = 0
    for page in full.plan.pages:
        links = full.sheets[page.path].all('link[type="text/markdown"]')
        wanted = page.key.partition("/")[0] in KINDS and not page.borrowed
        assert [link.attributes.get("href") for link in links] == (
            [f"{page.root}{page.address}index.md"] if wanted else []
        ), page.path
        some += wanted
    assert some > 10


def test_a_twin_says_what_its_page_says_and_leads_where_there_is_something(full: Built) -> None:
    for page in full.plan.pages:
        file = full.plan.file(f"twins/{page.key}", page.language)
        if file is None:
            continue
        twin = (full.folder / file.address).read_text(encoding="utf-8")
        tree = html(twin)
        sheet = full.sheets[page.path]
        heading = tree.css_first("h1")
        assert heading is not None
        assert " ".join(heading.text().split()) == " ".join(sheet.one("h1").text().split())
        shown = " ".join(sheet.one("main").text().split())
        for node in tree.css("body > p"):
            # The page sets quotation marks and apostrophes as a typesetter would.
            words = re.findall(r"\w{4,}", node.text())
            assert [word for word in words if word not in shown] == [], (page.path, words)
        for address in ADDRESS.findall(twin):
            if address.startswith(f"{full.base}/"):
                assert there(full, address), (page.path, address)
        assert "{filename}" not in twin
        assert [word for word in ("Rosa Bianchi", "tecnico@aurora.example") if word in twin] == []


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_name_comes_through_markdown_as_it_is(text: str) -> None:
    told = line(f"A{text}")
    # By CommonMark, which others read; the site's own reader knows fewer signs.
    (_open, inline, _close) = MarkdownIt("commonmark").parse(f"# {escaped(told)}")
    assert [child.content for child in inline.children or () if child.type != "text"] == []
    assert "".join(child.content for child in inline.children or ()) == told


def test_each_language_has_a_list_of_its_pages_that_lead_somewhere(full: Built) -> None:
    for language, path in (("it", "llms.txt"), ("en", "en/llms.txt")):
        text = (full.folder / path).read_text(encoding="utf-8")
        lines = text.splitlines()
        assert lines[0] == "# Distretto della Forma"
        assert lines[2].startswith("> ")
        # After the quotation only headings of the second rank and lists of links (llmstxt.org).
        rest = [one for one in lines[3:] if one]
        assert all(re.fullmatch(r"## .+|- \[.+\]\(https://\S+\)(: .+)?", one) for one in rest)
        addresses = [found[1] for one in rest if (found := re.search(r"\]\((\S+?)\)", one))]
        assert len(addresses) == len(set(addresses))
        assert all(there(full, address) for address in addresses)
        listed = [page for page in full.plan.pages if page.language == language and page.listed and not page.borrowed]
        told = [page for page in listed if page.key.partition("/")[0] != "facets"]
        assert len(addresses) == len(told) + 1, path
