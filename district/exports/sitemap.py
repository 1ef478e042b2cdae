"""sitemap.xml with the translations of each page, and robots.txt.

Refuses pages that are not to be indexed. Sources: https://www.sitemaps.org/protocol.html and
https://developers.google.com/search/docs/specialty/international/localized-versions
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from district.plan import Page, Plan

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


def sitemap(plan: Plan, base: str) -> bytes:
    """The sitemap of a plan; `base` is the site's address, without a slash at its end."""
    register_namespace("", SITEMAP)
    register_namespace("xhtml", XHTML)
    root = Element(f"{{{SITEMAP}}}urlset")
    for page in plan.pages:
        if page.listed and not page.borrowed:
            _url(root, plan, page, base)
    indent(root)
    xml: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def _url(root: Element, plan: Plan, page: Page, base: str) -> None:
    url = SubElement(root, f"{{{SITEMAP}}}url")
    SubElement(url, f"{{{SITEMAP}}}loc").text = f"{base}/{page.address}"
    if page.updated:
        SubElement(url, f"{{{SITEMAP}}}lastmod").text = page.updated.isoformat()
    for code, other in hreflang(plan, page):
        attributes = {"rel": "alternate", "hreflang": code, "href": f"{base}/{other.address}"}
        SubElement(url, f"{{{XHTML}}}link", attributes)


def hreflang(plan: Plan, page: Page) -> list[tuple[str, Page]]:
    """The translations of a page by language, itself among them, and x-default, the first of them."""
    alternates = plan.alternates(page)
    named = [(other.language, other) for other in alternates]
    return [*named, ("x-default", alternates[0])] if alternates else []


def robots(base: str) -> bytes:
    """robots.txt: everything may be read, and where the sitemap is."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {base}/sitemap.xml\n".encode()
