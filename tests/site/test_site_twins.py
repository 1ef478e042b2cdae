"""Twins of pages for programs that read texts: what the page says, with whole addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown_it import MarkdownIt
from pydantic import BaseModel
from selectolax.lexbor import LexborHTMLParser, LexborNode

from district.exports.markdown import escaped
from district.exports.twin_parts import RELATED
from district.exports.twins import KINDS
from district.kinds.contacts import Phone
from district.kinds.moments import Moment
from district.kinds.values import Reference, Word, Words
from district.plan import Page
from district.reading import Entry
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


class Untold(NamedTuple):
    """Something that a page shows and its twin does not, and why."""

    path: str
    reason: str


UNTOLD = (
    Untold("members.contacts", "persons: their consent is for the page"),
    Untold("members.verified_by", "a person"),
    Untold("events.programme.speaker", "a person"),
    Untold("members.pictures.people", "persons can be recognised: their consent is for the page"),
    Untold("members.citing.people", "persons"),
)
# What steers the build, and keys that pages show as labels: these are compared by themselves.
UNSHOWN = {"publish_on", "aliases", "consent", "focus", "draft", "sample", "facets", "state"}


def forms(site: Built, language: str, value: Any) -> list[str]:
    """The ways in which a page may write a fact."""
    formats = site.renderer.site.voices[language].formats
    if isinstance(value, Words):
        return [value.get(language, "")]
    if isinstance(value, Moment):
        return [formats.date(value)]
    if isinstance(value, Phone):
        return [value.shown]
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return [formats.number(value)]
    return [str(value)]


def below(value: Any) -> Iterator[tuple[str, Any]]:
    """What a value is made of, by name; nothing below one that is whole."""
    if isinstance(value, BaseModel):
        if not getattr(value, "people", False):  # as UNTOLD says
            yield from ((f".{one}", getattr(value, one)) for one in type(value).model_fields if one not in UNSHOWN)
    elif isinstance(value, dict) and not isinstance(value, Words):
        yield from ((f".{name}", one) for name, one in value.items())
    elif isinstance(value, tuple):
        yield from (("", one) for one in value)


def leaves(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    """Every fact below a value, with the way of names to it."""
    if path in {one.path for one in UNTOLD}:
        return
    parts = list(below(value))
    for name, one in parts:
        yield from leaves(f"{path}{name}", one)
    # References and words show as links and as labels.
    if not parts and not isinstance(value, BaseModel | Reference | Word | bool | tuple | None):
        yield path, value


def words_of(tree: LexborHTMLParser | LexborNode) -> str:
    """All that can be read in a tree, and all that it leads to, in one line."""
    addresses = [node.attributes.get(name) or "" for name in ("href", "src") for node in tree.css(f"[{name}]")]
    alts = [node.attributes.get("alt") or "" for node in tree.css("img")]
    said = f"{(tree.body if isinstance(tree, LexborHTMLParser) else tree).text(separator=' ')} {' '.join(alts)}"  # type: ignore[union-attr]
    return " ".join(f"{said} {' '.join(addresses)}".replace("\u200b", "").replace("’", "'").split())


def has(said: str, form: str) -> bool:
    """Whether a text says something, not as a part of another word."""
    form = " ".join(form.replace("’", "'").split())
    return bool(form) and re.search(rf"(?<!\w){re.escape(form)}(?!\w)", said) is not None


def twins(site: Built) -> Iterator[tuple[Page, str]]:
    """Each page that has a twin, with it."""
    for page in site.plan.pages:
        if file := site.plan.file(f"twins/{page.key}", page.language):
            yield page, (site.folder / file.address).read_text(encoding="utf-8")


def test_each_fact_that_a_page_shows_is_in_its_twin(full: Built) -> None:
    seen, lacking = set(), []
    for page, twin in twins(full):
        entry = page.subject
        assert isinstance(entry, Entry)
        shown = words_of(full.sheets[page.path].one("main"))
        said = words_of(LexborHTMLParser(f"<main>{MarkdownIt('commonmark').render(twin)}</main>"))
        for path, value in leaves(entry.kind, entry.facts):
            for form in forms(full, page.language, value):
                if has(shown, form):
                    seen.add(path)
                    if not has(said, form):
                        lacking.append((page.path, path, form))
    assert sorted(set(lacking)) == []
    # The walk goes into every corner: lists in lists, words, moments, numbers, telephones.
    wanted = {"members.certifications.issuer", "members.notices.text", "members.documents.title", "members.whatsapp"}
    wanted |= {"members.social", "members.measures.capacity.value", "members.pictures.credit", "events.figures.label"}
    wanted |= {"events.registration.url", "events.participants.hall", "events.partners.role", "events.press.title"}
    assert wanted <= seen


def test_a_twin_leads_to_each_thing_that_its_page_leads_to(full: Built) -> None:
    entries = {page.address: page for page in full.plan.pages if isinstance(page.subject, Entry)}
    told_of = {"members": {*RELATED["members"], "aims"}, "events": {*RELATED["events"], "members", "partners", "aims"}}
    for page, twin in twins(full):
        sheet = full.sheets[page.path]
        hrefs = (node.attributes.get("href") or "" for node in sheet.one("main").css("a[href]"))
        led = {urljoin(f"/{page.path}", href).partition("#")[0].lstrip("/") for href in hrefs} & set(entries)
        for address in sorted(led):
            kind, _, slug = entries[address].key.partition("/")
            # Not what the cards of a list lead to besides.
            if kind in told_of[page.key.partition("/")[0]] and not page.key.endswith(f"/{slug}"):
                assert f"{full.base}/{address}" in twin, (page.path, address)


def test_what_a_twin_leaves_out_is_on_the_page_and_not_in_the_twin(full: Built) -> None:
    """An exception that nothing needs any more is taken off the list."""
    for page, twin in twins(full):
        shown = full.sheets[page.path].one("main").text()
        for secret in ("Rosa Bianchi", "tecnico@aurora.example"):
            assert secret not in twin
        if page.key == "members/calzaturificio-aurora":
            assert "Rosa Bianchi" in shown
            assert "tecnico@" in shown


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
