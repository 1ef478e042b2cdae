"""The network and its site, told as far as the page in hand tells of them.

Refuses to repeat on every page what stands in every footer: the home page and the network's own pages say it.
"""

from __future__ import annotations

from district.graph.nodes import (
    Node,
    address,
    coordinates,
    images,
    money,
    named,
    network,
    network_id,
    node,
    referred,
    said,
    subject,
    thing_id,
    website_id,
    when,
)
from district.kinds.grants import Grant
from district.kinds.partners import Partner
from district.kinds.people import Person
from district.kinds.values import NETWORK
from district.rendering.view import View

# Where the way to its seat is shown, and so the seat's coordinates.
PLACED_ON = ("network", "contacts")
# On which pages the network is told in full; on the others by its name.
TOLD_ON = ("home", "network", "contacts", "transparency", "members")


def website(view: View) -> Node:
    """The site, in all its languages."""
    site = view.site.district.site
    return node(
        "WebSite",
        website_id(view),
        name=site.name,
        url=view.link("sections/home"),
        inLanguage=list(view.site.plan.languages),
        publisher={"@id": network_id(view)},
    )


def organization(view: View) -> Node:
    """The network: what the footer of each page says, and what the page in hand adds."""
    site = view.site.district.site
    slug = view.page.key.removeprefix("sections/")
    if slug not in TOLD_ON:
        return network(view)
    place = node("Place", address=address(view, site.seat), geo=coordinates(site.seat))
    return network(
        view,
        slogan=said(view, site.claim),
        legalName=site.legal.legal_name,
        vatID=site.legal.vat_number,
        taxID=site.legal.tax_code,
        address=address(view, site.seat),
        location=place if "geo" in place and slug in PLACED_ON else None,
        email=site.contacts.email,
        telephone=site.contacts.phone,
        sameAs=list(site.contacts.social),
        **_added(view, slug),
    )


def _added(view: View, slug: str) -> dict[str, object]:
    district = view.site.district
    if slug == "members":
        return {"member": [{"@id": thing_id(view, member)} for member in district.members]}
    if slug == "network":
        people = board(view) if district.section("people") else []
        return {"foundingDate": when(district.site.founded), "member": people}
    if slug == "transparency":
        received = [grant for grant in district.grants if grant.recipient.kind == NETWORK]
        return {"funding": [_grant(view, grant) for grant in received], "funder": _funders(received)}
    return {}


def board(view: View) -> list[Node]:
    """Who holds office now, and which."""
    found = []
    for entry in view.site.district.of("people"):
        facts = entry.facts
        assert isinstance(facts, Person)
        for term in facts.terms:
            if term.is_current(view.site.district.now):
                person = named(view, entry, "Person")
                times = {"startDate": when(term.start), "endDate": when(term.end)}
                found.append(node("OrganizationRole", roleName=said(view, term.role), member=person, **times))
    return found


def _grant(view: View, grant: Grant) -> Node:
    """A public grant that was collected, as the register shows it."""
    funder = node("Organization", name=grant.grantor, taxID=grant.grantor_tax_code)
    return node("MonetaryGrant", description=said(view, grant.reason), funder=funder, amount=money(grant.amount))


def _funders(grants: list[Grant]) -> list[Node]:
    return [node("Organization", name=name) for name in sorted({grant.grantor for grant in grants})]


def partner(view: View) -> Node:
    """A partner, from its own page."""
    entry, facts = subject(view, Partner)
    return named(view, entry) | node(
        "Organization",
        address=address(view, facts.address),
        sameAs=facts.website,
        image=images(view, entry),
    )


def person(view: View) -> Node:
    """A person who holds or held an office, from the person's own page."""
    entry, facts = subject(view, Person)
    now = view.site.district.now
    roles = [said(view, term.role) for term in facts.terms if term.is_current(now)]
    firm = node("Organization", name=facts.organisation) if facts.organisation else None
    return named(view, entry, "Person") | node(
        "Person",
        jobTitle=roles,
        worksFor=referred(view, facts.member) if facts.member else firm,
        memberOf={"@id": network_id(view)} if roles else None,
        email=facts.email,
        telephone=facts.phone,
        image=images(view, entry),
    )
