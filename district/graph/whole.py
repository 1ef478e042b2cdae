"""The graph of one page, and how it stands in it.

Refuses pages that are not to be indexed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from markupsafe import Markup

from district.district import Facet, FacetWord
from district.graph import companies, funding, happenings, network, pages
from district.graph.nodes import Node
from district.plan import Page
from district.reading import Entry
from district.rendering.view import View
from district.site import Site

CONTEXT = "https://schema.org"
# What the page of an entry is about, by the entry's kind; the other kinds' pages are about themselves.
ABOUT: dict[str, Callable[[View], Node]] = {
    "members": companies.company,
    "events": happenings.event,
    "news": happenings.news,
    "courses": happenings.course,
    "projects": funding.project,
    "calls": funding.call,
    "partners": network.partner,
    "people": network.person,
}
# No text in here can end the element it stands in, nor the line of a script.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def graph_of(site: Site, page: Page) -> dict[str, Any] | None:
    """What a page says, as JSON-LD; None for a page that nobody should index."""
    if not page.listed:
        return None
    # Ids and links of a graph are whole addresses: the site's root is its own.
    return {"@context": CONTEXT, "@graph": list(_nodes(View(site, page, f"{site.base}/")))}


def _nodes(view: View) -> Iterator[Node]:
    about = _about(view)
    yield pages.webpage(view, about)
    if about:
        yield about
    for found in (pages.breadcrumb(view), pages.item_list(view)):
        if found:
            yield found
    yield network.website(view)
    yield network.organization(view)


def _about(view: View) -> Node | None:
    subject = view.page.subject
    if isinstance(subject, Facet):
        return pages.facet(view)
    if isinstance(subject, FacetWord):
        return pages.word(view)
    make = ABOUT.get(subject.kind) if isinstance(subject, Entry) else None
    return make(view) if make else None


def printed(site: Site, page: Page) -> Markup:
    """The graph as it stands in the page's HTML; nothing when there is none."""
    graph = graph_of(site, page)
    if graph is None:
        return Markup()
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return Markup(text)  # noqa: S704 - escaped for a script element
