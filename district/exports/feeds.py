"""Atom feeds: one for each language of the kinds that make news.

Refuses the machine's clock: the same entries make the same feed. Source: RFC 4287.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from district.district import District
from district.kinds.moments import Moment
from district.plan import File, Page, Plan
from district.reading import Entry

ATOM = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MOST_ENTRIES = 50

BodyOf = Callable[[Entry, Page], str]


def atom(district: District, plan: Plan, file: File, base: str, body: BodyOf) -> bytes:
    """The feed that a file of the plan names, newest first.

    `body` gives an entry's text as HTML with absolute links, for a page.
    """
    register_namespace("", ATOM)
    kind = file.key.removeprefix("feeds/")
    section = plan.page(f"sections/{kind}", file.language)
    assert section is not None
    root = Element(f"{{{ATOM}}}feed", {XML_LANG: file.language})
    _text(root, "title", f"{district.site.name} – {section.title}")
    _text(root, "id", f"{base}/{file.address}")
    _link(root, "self", f"{base}/{file.address}", "application/atom+xml")
    _link(root, "alternate", f"{base}/{section.address}", "text/html")
    entries = [
        (entry, page)
        for entry in district.of(kind)
        if (page := plan.page(entry.key, file.language)) and not page.borrowed
    ]
    dated = [(when(entry, district.now), entry, page) for entry, page in entries]
    dated.sort(key=lambda item: (item[0], item[1].slug), reverse=True)
    newest = dated[0][0] if dated else datetime(2021, 1, 1, tzinfo=district.clock.zone)
    _text(root, "updated", newest.isoformat())
    author = SubElement(root, f"{{{ATOM}}}author")
    _text(author, "name", district.site.name)
    for moment, entry, page in dated[:MOST_ENTRIES]:
        _entry(root, district, moment, entry, page, base, body)
    indent(root)
    xml: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def when(entry: Entry, now: datetime) -> datetime:
    """When an entry last said something new: as written, else its own date, never later than now."""
    facts = entry.facts
    own: Moment | None = getattr(facts, "date", None) or getattr(facts, "start", None)
    moment = facts.updated_on or facts.publish_on or own
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return min(moment.start, today) if moment else today


def _entry(
    root: Element, district: District, moment: datetime, entry: Entry, page: Page, base: str, body: BodyOf
) -> None:
    element = SubElement(root, f"{{{ATOM}}}entry")
    _text(element, "title", page.title)
    _text(element, "id", f"{base}/{page.address}")
    _link(element, "alternate", f"{base}/{page.address}", "text/html")
    _text(element, "updated", moment.isoformat())
    text = district.text(entry, page.language)
    if text and text.head.summary:
        _text(element, "summary", text.head.summary)
    if text:
        SubElement(element, f"{{{ATOM}}}content", {"type": "html"}).text = body(entry, page)


def _text(parent: Element, name: str, value: str) -> None:
    SubElement(parent, f"{{{ATOM}}}{name}").text = value


def _link(parent: Element, rel: str, href: str, media: str) -> None:
    SubElement(parent, f"{{{ATOM}}}link", {"rel": rel, "href": href, "type": media})
