"""Contacts as vCards: of each company and of who holds an office, of all companies, and of those at an event.

Refuses people whose consent is not recorded, photographs, and what the page does not show. Version 3.0, since every
address book reads it, and some do not read 4.0. Sources: RFC 2426; the labels and X-ABSHOWAS are Apple's, which others
read too or pass over.
"""

from __future__ import annotations

from collections.abc import Iterator

from district.district import District
from district.exports.export import Export
from district.exports.identity import identity
from district.exports.naming import beside, page_behind, pages_of
from district.exports.vcard_form import Card
from district.kinds.events import Event, Participant
from district.kinds.members import Member
from district.kinds.moments import Moment
from district.kinds.people import Person
from district.kinds.shared import Address
from district.kinds.values import Reference
from district.plan import File, Page, Plan
from district.reading import Entry
from district.rendering.plain import cleaned, line, locality
from district.rendering.view import View
from district.site import Site

MEDIA = "text/vcard"
WORK = ["WORK"]


def files(district: District, plan: Plan) -> Iterator[File]:
    """A card for each company and each person with consent, one file for all companies, one for each event's."""
    for page in plan.pages:
        entry = page.subject
        if isinstance(entry, Entry) and _has_card(district, plan, entry):
            yield File(f"vcard/{entry.key}", page.language, beside(page, "vcf"), MEDIA, page.title)
    if district.members:
        for page in pages_of(plan, "members"):
            yield File("vcard/members", page.language, beside(page, "vcf"), MEDIA, page.title)
    for page in pages_of(plan, "people"):
        for entry in district.of("people"):
            # Who has no page of their own is told of in the list.
            if _may_be_kept(entry) and plan.page(entry.key, page.language) is None:
                yield File(f"vcard/{entry.key}", page.language, f"{page.address}{entry.slug}.vcf", MEDIA)


def _has_card(district: District, plan: Plan, entry: Entry) -> bool:
    facts = entry.facts
    if isinstance(facts, Event):
        return any(_taking_part(district, plan, facts))
    return isinstance(facts, Member) or _may_be_kept(entry)


def _may_be_kept(entry: Entry) -> bool:
    facts = entry.facts
    return isinstance(facts, Person) and bool(facts.consent and (facts.email or facts.phone))


def _taking_part(district: District, plan: Plan, event: Event) -> Iterator[tuple[Entry, Participant]]:
    """The companies at an event that have a page."""
    for one in event.participants:
        member = district.entry(one.member)
        if member and plan.page(member.key, plan.languages[0]):
            yield member, one


def vcards(site: Site, file: File) -> bytes:
    """The cards that a file of the plan names."""
    return b"".join(site.kept.made(card.key(), card.written) for card in _cards(site, file))


def _cards(site: Site, file: File) -> Iterator[Card]:
    key = file.key.removeprefix("vcard/")
    if key == "members":
        for member in site.district.members:
            yield _company(_view(site, page_behind(site, file, member.key)), member)
        return
    page = site.plan.page(key, file.language) or page_behind(site, file, "sections/people")
    view = _view(site, page)
    kind, _, slug = key.partition("/")
    entry = site.district.entries[Reference(kind, slug)]
    if isinstance(entry.facts, Event):
        for member, part in _taking_part(site.district, site.plan, entry.facts):
            yield _company(_view(site, page_behind(site, file, member.key)), member, _stand(view, entry, part))
    elif isinstance(entry.facts, Member):
        yield _company(view, entry)
    else:
        yield _person(view, entry)


def _view(site: Site, page: Page) -> View:
    """A page as it looks at the site from an address book: every way is a whole address."""
    return View(site, page, f"{site.base}/")


def _stand(view: View, event: Entry, part: Participant) -> str:
    """Where a company stands at an event: `Fiera di Monaco, 13–16 febbraio 2027: Padiglione 3, Stand A12`."""
    facts = event.facts
    assert isinstance(facts, Event)
    known = (("Hall", part.hall), ("Stand", part.stand))
    where = ", ".join(f"{view.in_language(view.language, word)} {value}" for word, value in known if value)
    told = f"{view.title_text(event)}, {view.formats.span(facts.start, facts.end)}"
    return f"{told}: {where}" if where else told


def _company(view: View, member: Entry, note: str = "") -> Card:
    facts = member.facts
    assert isinstance(facts, Member)
    card = _begun(view, member, facts.name)
    card.add("n", {"family": line(facts.name), "given": ""})
    card.add("org", [line(facts.name)])
    card.add("x-abshowas", "COMPANY")
    _reach(card, facts.phone, facts.whatsapp, facts.email)
    _add_contacts(card, view, facts)
    if facts.address:
        _place(card, view, facts.address)
    for url in (facts.website, view.link(member)):
        if url:
            card.add("url", _uri(url))
    made = list(_words(view, member))
    if made:
        card.add("categories", made)
    text = view.site.district.text(member, view.language)
    parts = (note, (text and text.head.summary) or "")
    card.add("note", "\n".join(cleaned(part) for part in parts if part))
    card.add("rev", _revised(facts.updated_on, facts.verified_on))
    return card


def _person(view: View, entry: Entry) -> Card:
    facts = entry.facts
    assert isinstance(facts, Person)
    district = view.site.district
    card = _begun(view, entry, facts.name)
    card.add("n", {"family": "", "given": line(facts.name)})
    member = district.entry(facts.member) if facts.member else None
    firm = view.title_text(member) if member else facts.organisation
    roles = [view.say_text(term.role) for term in facts.terms if term.is_current(district.now)]
    if firm:
        card.add("org", [line(firm)])
    # The office is the network's, not the firm's: with both in a line of its own nobody mistakes one for the other.
    if roles:
        card.add("note", f"{view.formats.listed([line(role) for role in roles])}, {line(district.site.name)}")
    _reach(card, facts.phone, None, facts.email)
    if address := view.link(entry):
        card.add("url", _uri(address))
    card.add("rev", _revised(facts.updated_on))
    return card


# -- parts of a card


def _begun(view: View, entry: Entry, name: str) -> Card:
    card = Card()
    card.add("fn", line(name))
    card.add("uid", identity(view.site, entry.key).urn)
    return card


def _reach(card: Card, phone: str | None, mobile: str | None, email: str | None) -> None:
    for number, kinds in ((phone, ["WORK", "VOICE"]), (mobile, ["CELL"])):
        card.add("tel", number, kinds)
    card.add("email", email, ["INTERNET", "WORK"])


def _add_contacts(card: Card, view: View, facts: Member) -> None:
    """The numbers and addresses of the people to speak to, each in a group with a label that says whose it is."""
    group = 0
    for person in (one for one in facts.contacts if one.consent):
        label = f"{person.name}, {view.say_text(person.role)}" if person.role else person.name
        for name, value in (("tel", person.phone), ("tel", person.whatsapp), ("email", person.email)):
            if value:
                group += 1
                card.add(name, value, group=f"item{group}")
                card.add("x-ablabel", line(label), group=f"item{group}")


def _place(card: Card, view: View, place: Address) -> None:
    parts = {
        "extended": line(view.say_text(place.name)) if place.name else "",
        "street": place.street or "",
        "city": line(locality(view, place)),
        "code": place.postcode or "",
        "region": place.province or "",
        "country": view.country(place.country) if place.country else "",
    }
    card.add("adr", parts, WORK)
    if place.at:
        card.add("geo", "{};{}".format(*place.at))


def _words(view: View, member: Entry) -> Iterator[str]:
    """The words that describe a company first."""
    for facet in view.site.district.facets:
        if facet.first:
            for word in facet.of(member):
                yield line(view.title_text(word))


def _revised(*moments: Moment | None) -> str:
    """When somebody last looked at what a card says, or nothing."""
    days = [moment.day for moment in moments if moment]
    return max(days).isoformat() if days else ""


def _uri(address: str) -> str:
    """An address without the signs that a vCard would put a stroke before, which readers would keep."""
    return address.replace(",", "%2C").replace(";", "%3B")


EXPORT = Export("vcard", files, vcards)
