"""A page itself, the way to it, and what it lists.

Refuses to list what the page does not link.
"""

from __future__ import annotations

from collections.abc import Iterable

from district.district import Facet, FacetWord
from district.graph.nodes import Node, node, summary, thing_id, website_id
from district.kinds import KINDS
from district.reading import Entry
from district.rendering.view import View

# schema.org's word for pages that are more than a text.
TYPES = {"sections/contacts": "ContactPage", "sections/network": "AboutPage"}


def page_id(view: View) -> str:
    """A page: its own address."""
    return view.way(view.page.address)


def webpage(view: View, about: Node | None) -> Node:
    """The page: what it is called, what it is about, where it stands."""
    page = view.page
    listing = listed(view)
    kind = TYPES.get(page.key, "CollectionPage" if listing is not None else "WebPage")
    # A page with a list is for the list, whatever word it explains.
    main = {"@id": list_id(view)} if listing else {"@id": about["@id"]} if about else None
    return node(
        kind,
        page_id(view),
        name=view.title_text(page),
        description=summary(view, page.subject) if isinstance(page.subject, Entry) and not about else None,
        inLanguage=page.language,
        isPartOf={"@id": website_id(view)},
        breadcrumb={"@id": trail_id(view)} if view.site.plan.trail(page) else None,
        about={"@id": about["@id"]} if about and listing else None,
        mainEntity=main,
    )


def trail_id(view: View) -> str:
    """The way from the home page down to a page."""
    return f"{page_id(view)}#trail"


def breadcrumb(view: View) -> Node | None:
    """The pages above a page and itself, as the page shows them."""
    above = view.site.plan.trail(view.page)
    if not above:
        return None
    site = view.site.district.site
    steps = []
    for position, page in enumerate((*above, view.page), 1):
        home = page.key == "sections/home"
        name = (site.short_name or site.name) if home else view.title_text(page)
        steps.append(node("ListItem", position=position, name=name, item=view.way(page.address)))
    return node("BreadcrumbList", trail_id(view), itemListElement=steps)


def list_id(view: View) -> str:
    """What a page lists."""
    return f"{page_id(view)}#list"


def listed(view: View) -> list[Entry] | None:
    """The entries that a page lists, or None for a page that is no list."""
    district, subject = view.site.district, view.page.subject
    if isinstance(subject, FacetWord):
        return list(subject.members)
    slug = view.page.key.removeprefix("sections/")
    if not isinstance(subject, Entry) or subject.kind != "sections" or slug not in KINDS:
        return None
    if slug == "members":
        return list(district.members)
    return [*district.upcoming, *district.past] if slug == "events" else list(district.of(slug))


def item_list(view: View) -> Node | None:
    """The list that a page shows."""
    found = listed(view)
    return _listing(view, found) if found else None


def _listing(view: View, entries: Iterable[Entry]) -> Node:
    items = [
        node("ListItem", position=position, name=view.title_text(entry), url=view.link(entry))
        for position, entry in enumerate(entries, 1)
    ]
    return node("ItemList", list_id(view), numberOfItems=len(items), itemListElement=items)


def facet(view: View) -> Node:
    """The words of a facet, from its page."""
    subject = view.page.subject
    assert isinstance(subject, Facet)
    words = [node("DefinedTerm", thing_id(view, word), name=view.title_text(word)) for word in subject.words]
    explained = view.say_text(subject.explanation) if subject.explanation else ""
    return node(
        "DefinedTermSet",
        f"{page_id(view)}#this",
        name=view.title_text(subject),
        description=explained,
        hasDefinedTerm=words,
    )


def word(view: View) -> Node:
    """A word of a facet, from its page."""
    subject = view.page.subject
    assert isinstance(subject, FacetWord)
    synonyms = (subject.synonyms or {}).get(view.language, ())
    explained = view.say_text(subject.explanation) if subject.explanation else ""
    name = view.title_text(subject)
    return node("DefinedTerm", thing_id(view, subject), name=name, alternateName=list(synonyms), description=explained)
