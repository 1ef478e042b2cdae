"""A company: what it is, where, what it knows and offers, with what certificates.

Refuses certificates and notices that have run out, and people whose consent is not recorded.
"""

from __future__ import annotations

from collections.abc import Iterator

from district.district import FacetWord
from district.graph.nodes import (
    Node,
    address,
    coordinates,
    images,
    named,
    network_id,
    node,
    said,
    subject,
    summary,
    thing_id,
    when,
)
from district.kinds.members import Certification, Member
from district.kinds.shared import ContactPerson
from district.reading import Entry
from district.rendering.view import View

# schema.org's word for what a facet's words are, when companies offer them.
OFFERED = {"product": "Product", "service": "Service"}


def company(view: View) -> Node:
    """A member of the network, from its own page."""
    entry, facts = subject(view, Member)
    now = view.site.district.now
    # Only a place that can be gone to is a local business.
    kind = "LocalBusiness" if facts.address and facts.address.street else "Organization"
    geo = coordinates(facts.address)
    workforce = facts.employees
    return named(view, entry, kind) | node(
        kind,
        legalName=facts.legal_name,
        description=summary(view, entry),
        vatID=facts.vat_number,
        foundingDate=when(facts.founded),
        numberOfEmployees=node("QuantitativeValue", value=workforce.value) if workforce else None,
        address=address(view, facts.address),
        geo=geo if kind == "LocalBusiness" else None,
        location=node("Place", geo=geo) if geo and kind == "Organization" else None,
        email=facts.email,
        telephone=facts.phone,
        sameAs=[url for url in (facts.website, *facts.social) if url],
        logo=view.picture(entry, facts.logo).src if facts.logo else None,
        image=images(view, entry),
        brand=[node("Brand", name=name) for name in facts.brands],
        knowsLanguage=list(facts.languages),
        knowsAbout=list(_knows(view, entry)),
        makesOffer=[*_offers(view, entry), *_notices(view, facts, "offers", "Offer")],
        seeks=list(_notices(view, facts, "seeks", "Demand")),
        hasCertification=[_certificate(view, item) for item in facts.certifications if item.is_valid(now)],
        contactPoint=[_contact(view, person) for person in facts.contacts if person.consent],
        memberOf={"@id": network_id(view)} if facts.is_current(now) else None,
    )


def _knows(view: View, entry: Entry) -> Iterator[Node]:
    """The words of a company's vocabularies, each with the page that explains it."""
    for facet in view.site.district.site.facets:
        if facet.vocabulary:
            for word in _words(view, entry, facet.name):
                yield node("DefinedTerm", thing_id(view, word), name=view.title_text(word))


def _offers(view: View, entry: Entry) -> Iterator[Node]:
    """The words of facets that site.yaml calls products or services."""
    for facet in view.site.district.site.facets:
        if facet.offered:
            for word in _words(view, entry, facet.name):
                offered = node(OFFERED[facet.offered], name=view.title_text(word), url=view.link(word))
                yield node("Offer", itemOffered=offered)


def _words(view: View, entry: Entry, name: str) -> tuple[FacetWord, ...]:
    facet = view.site.district.facet(name)
    return facet.of(entry) if facet else ()


def _notices(view: View, facts: Member, wanted: str, kind: str) -> Iterator[Node]:
    """What a company offers or seeks at this moment."""
    for notice in facts.notices:
        if notice.type == wanted and notice.is_current(view.site.district.now):
            yield node(kind, description=said(view, notice.text), validThrough=when(notice.expires_on))


def _certificate(view: View, item: Certification) -> Node:
    return node(
        "Certification",
        name=said(view, view.term(item.certification).label),
        certificationIdentification=item.number,
        issuedBy=node("Organization", name=item.issuer) if item.issuer else None,
        expires=when(item.valid_until),
    )


def _contact(view: View, person: ContactPerson) -> Node:
    return node(
        "ContactPoint",
        name=person.name,
        contactType=said(view, person.role),
        email=person.email,
        telephone=person.phone,
        availableLanguage=list(person.languages),
    )
