"""sitemap.xml, with the translations of each page.

Refuses pages that are not to be indexed. Sources: https://www.sitemaps.org/protocol.html and
https://developers.google.com/search/docs/specialty/international/localized-versions
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from district.district import District
from district.exports.export import Export
from district.plan import File, Page, Plan
from district.site import Site

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


def files(_district: District, _plan: Plan) -> Iterator[File]:
    """The one file, at the root."""
    yield File("sitemap", "", "sitemap.xml", "application/xml")


def sitemap(site: Site, _file: File) -> bytes:
    """Every page that is to be indexed."""
    register_namespace("", SITEMAP)
    register_namespace("xhtml", XHTML)
    root = Element(f"{{{SITEMAP}}}urlset")
    for page in site.plan.pages:
        if page.listed and not page.borrowed:
            _url(root, site, page)
    indent(root)
    xml: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def _url(root: Element, site: Site, page: Page) -> None:
    url = SubElement(root, f"{{{SITEMAP}}}url")
    SubElement(url, f"{{{SITEMAP}}}loc").text = site.absolute(page.address)
    if page.updated:
        SubElement(url, f"{{{SITEMAP}}}lastmod").text = page.updated.isoformat()
    for code, other in site.plan.hreflang(page):
        attributes = {"rel": "alternate", "hreflang": code, "href": site.absolute(other.address)}
        SubElement(url, f"{{{XHTML}}}link", attributes)


EXPORT = Export("sitemap", files, sitemap)
