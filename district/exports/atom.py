"""A feed as Atom.

Refuses to decide what a feed tells. Sources: RFC 4287; RFC 5005 is not needed for so few entries.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from district.exports.feed import Feed, Item

ATOM = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MEDIA = "application/atom+xml"


def atom(feed: Feed) -> bytes:
    """The feed, in its language, with the ways to its counterparts."""
    register_namespace("", ATOM)
    root = Element(f"{{{ATOM}}}feed", {XML_LANG: feed.language})
    _text(root, "title", feed.title)
    _text(root, "id", feed.identity)
    _link(root, "self", feed.own, MEDIA)
    _link(root, "alternate", feed.home, "text/html", feed.language)
    for language, address in feed.feeds.items():
        _link(root, "alternate", address, MEDIA, language)
    _text(root, "updated", feed.updated.isoformat())
    _text(SubElement(root, f"{{{ATOM}}}author"), "name", feed.author)
    for item in feed.items:
        _entry(root, feed, item)
    indent(root)
    xml: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def _entry(root: Element, feed: Feed, item: Item) -> None:
    element = SubElement(root, f"{{{ATOM}}}entry")
    _text(element, "title", item.title)
    _text(element, "id", item.identity)
    _link(element, "alternate", item.address, "text/html", feed.language)
    for language, address in item.counterparts.items():
        _link(element, "alternate", address, "text/html", language)
    if item.image:
        _link(element, "enclosure", item.image.address, item.image.media)
    _text(element, "updated", item.updated.isoformat())
    if item.summary:
        _text(element, "summary", item.summary)
    if item.html:
        SubElement(element, f"{{{ATOM}}}content", {"type": "html"}).text = item.html


def _text(parent: Element, name: str, value: str) -> None:
    SubElement(parent, f"{{{ATOM}}}{name}").text = value


def _link(parent: Element, rel: str, href: str, media: str, language: str = "") -> None:
    named = {"hreflang": language} if language else {}
    SubElement(parent, f"{{{ATOM}}}link", {"rel": rel, "type": media, **named, "href": href})
