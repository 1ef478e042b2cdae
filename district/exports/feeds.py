"""Atom feeds: one for each language of the kinds that make news.

Refuses the machine's clock: the same entries make the same feed. Source: RFC 4287.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from district.district import District
from district.exports.export import Export
from district.kinds.moments import Moment
from district.plan import File, Page, Plan
from district.reading import Entry
from district.rendering.view import View
from district.site import Site

ATOM = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MOST_ENTRIES = 50

# Kinds whose news goes out as a feed.
FED = ("news", "events")


def files(_district: District, plan: Plan) -> Iterator[File]:
    """A feed beside each list of a kind that makes news, in each language."""
    for page in plan.pages:
        kind = page.key.removeprefix("sections/")
        if page.key.startswith("sections/") and kind in FED:
            yield File(f"feeds/{kind}", page.language, f"{page.address}atom.xml", "application/atom+xml", page.title)


def atom(site: Site, file: File) -> bytes:
    """The feed that a file of the plan names, newest first."""
    district, plan = site.district, site.plan
    register_namespace("", ATOM)
    kind = file.key.removeprefix("feeds/")
    section = plan.page(f"sections/{kind}", file.language)
    assert section is not None
    root = Element(f"{{{ATOM}}}feed", {XML_LANG: file.language})
    _text(root, "title", f"{district.site.name} – {section.title}")
    _text(root, "id", site.absolute(file.address))
    _link(root, "self", site.absolute(file.address), "application/atom+xml")
    _link(root, "alternate", site.absolute(section.address), "text/html")
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
        _entry(root, site, moment, entry, page)
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


def _entry(root: Element, site: Site, moment: datetime, entry: Entry, page: Page) -> None:
    element = SubElement(root, f"{{{ATOM}}}entry")
    _text(element, "title", page.title)
    _text(element, "id", site.absolute(page.address))
    _link(element, "alternate", site.absolute(page.address), "text/html")
    _text(element, "updated", moment.isoformat())
    # The links of a feed's texts are absolute: the site's root is its address.
    text = View(site, page, f"{site.base}/").text(entry)
    if text and text.summary:
        _text(element, "summary", text.summary)
    if text:
        SubElement(element, f"{{{ATOM}}}content", {"type": "html"}).text = str(text.html)


def _text(parent: Element, name: str, value: str) -> None:
    SubElement(parent, f"{{{ATOM}}}{name}").text = value


def _link(parent: Element, rel: str, href: str, media: str) -> None:
    SubElement(parent, f"{{{ATOM}}}link", {"rel": rel, "href": href, "type": media})


EXPORT = Export("feeds", files, atom)
