"""What graphs are made of: nodes without empty fields, ids that last, and who and where in them.

Refuses to know any kind of entry.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TypeVar

from district.district import FacetWord
from district.kinds import Facts
from district.kinds.moments import Moment
from district.kinds.shared import Address, NamedParty, Sum
from district.kinds.values import NETWORK, Reference, Words
from district.reading import Entry
from district.rendering.plain import locality
from district.rendering.view import View

Node = dict[str, Any]
F = TypeVar("F", bound=Facts)


def node(kind: str | list[str], identity: str = "", **fields: Any) -> Node:
    """A node with its type, its id if it has one, and the fields that say something."""
    told = {name: value for name, value in fields.items() if value not in (None, "", [], {}, ())}
    return {"@type": kind, **({"@id": identity} if identity else {}), **told}


def subject(view: View, kind: type[F]) -> tuple[Entry, F]:
    """The entry that a page is about, and its facts, of the kind that is expected."""
    entry = view.page.subject
    assert isinstance(entry, Entry)
    assert isinstance(entry.facts, kind)
    return entry, entry.facts


# -- ids: those of things are the same in every language, built on the address that their page has in the first one


def network_id(view: View) -> str:
    """The network."""
    return f"{view.site.base}/#network"


def website_id(view: View) -> str:
    """The site."""
    return f"{view.site.base}/#website"


def thing_id(view: View, thing: Entry | FacetWord) -> str:
    """What a page is about; empty for who has no page."""
    first = view.site.plan.languages[0]
    page = view.page_of(thing)
    page = view.site.plan.page(page.key, first) if page else None
    return f"{view.site.absolute(page.address)}#this" if page else ""


# -- values


def number(value: Decimal | int) -> int | float:
    """A number of JSON, whole if it is."""
    return int(value) if value == int(value) else float(value)


def when(moment: Moment | None) -> str:
    """A moment in ISO 8601, as exactly as it is known."""
    return moment.iso if moment else ""


def said(view: View, words: Words | None) -> str:
    """A short text in the page's language."""
    return view.say_text(words) if words else ""


def money(amount: Sum | None) -> Node | None:
    """An amount of money."""
    if amount is None:
        return None
    return node("MonetaryAmount", value=number(amount.amount), currency=amount.currency)


# -- who


def network(view: View, **fields: Any) -> Node:
    """The network by its name, with what else a page says of it."""
    name = view.site.district.site.name
    return node("Organization", network_id(view), name=name, url=view.link("sections/home"), **fields)


def named(view: View, entry: Entry, kind: str = "Organization") -> Node:
    """An entry as others speak of it: its type, its name, its page."""
    return node(kind, thing_id(view, entry), name=view.title_text(entry), url=view.link(entry))


def party(view: View, one: NamedParty) -> Node:
    """Who takes part: the network, an entry, or somebody by name."""
    return referred(view, one.who) if one.who else node("Organization", name=one.name)


def parties(view: View, found: Iterable[NamedParty]) -> list[Node]:
    """All who take part."""
    return [party(view, one) for one in found]


def referred(view: View, reference: Reference, kind: str = "Organization") -> Node:
    """What a reference names, if it is shown; nothing else but a name otherwise."""
    if reference.kind == NETWORK:
        return network(view)
    entry = view.entry_of(reference)
    return named(view, entry, kind) if entry else node(kind, name=view.title_text(reference))


# -- where


def address(view: View, place: Address | None) -> Node | None:
    """An address, as far as it is known."""
    if place is None:
        return None
    found = node(
        "PostalAddress",
        streetAddress=place.street,
        postalCode=place.postcode,
        addressLocality=locality(view, place),
        addressRegion=place.province,
        addressCountry=place.country,
    )
    return found if len(found) > 1 else None


def coordinates(place: Address | None) -> Node | None:
    """Where on earth a place is."""
    if place is None or place.at is None:
        return None
    latitude, longitude = place.at
    return node("GeoCoordinates", latitude=float(latitude), longitude=float(longitude))


def location(view: View, place: Address | None) -> Node | None:
    """A place with its name, address and coordinates."""
    if place is None:
        return None
    return node("Place", name=said(view, place.name), address=address(view, place), geo=coordinates(place))


# -- what is seen


def images(view: View, entry: Entry) -> list[Node]:
    """The pictures that an entry's page shows."""
    found = []
    for picture in entry.facts.pictures:
        shown = view.picture(entry, picture)
        found.append(
            node(
                "ImageObject",
                contentUrl=shown.src,
                width=shown.width,
                height=shown.height,
                caption=said(view, picture.caption or picture.alt),
                creditText=picture.credit,
            )
        )
    return found


def summary(view: View, entry: Entry) -> str:
    """The summary that stands below an entry's title."""
    text = view.site.district.text(entry, view.language)
    return (text.head.summary if text else "") or ""
