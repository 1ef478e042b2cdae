"""A company as the print templates are told of it.

Refuses what paper cannot take back: persons, and pictures in which persons can be recognised, stay on the site.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from district.catalogue.telling import Data, Teller
from district.district import Facet
from district.kinds.members import Certification, Member
from district.kinds.shared import Dated
from district.pictures import Derived
from district.reading import Entry

# Pixels that a picture needs across to be sharp on paper: 80 mm at 300 to the inch.
WIDE_ENOUGH = 945
# Facets that a company's print shows in another form: with its number, as its place.
SHOWN_ELSEWHERE = frozenset({"certifications", "hamlet"})
MOST_IN_KICKER = 4


def company(teller: Teller, entry: Entry) -> Data:
    """All that a company's page may show."""
    facts = entry.facts
    assert isinstance(facts, Member)
    signs = teller.site.signs.get(entry.slug)
    shapes = teller.site.shapes
    written = teller.district.text(entry, teller.language)
    colour = shapes.colours[signs.large.colour].light if signs and shapes else ""
    return {
        "slug": entry.slug,
        "name": facts.name,
        "sample": facts.sample,
        "draft": facts.draft,
        "kicker": _kicker(teller, entry),
        "sign": signs.large.standalone(colour) if signs else "",
        "small": signs.small.standalone(colour) if signs else "",
        "colour": colour,
        "address": teller.address(entry.key),
        "text": (text := teller.text(entry)),
        "length": len(text["summary"]) + len(written.body) if text and written else 0,
        "measures": list(_measures(teller, facts)),
        "facets": [_facet(teller, facet, entry) for facet in _facets(teller, entry)],
        "certifications": list(_certifications(teller, facts)),
        "facts": _facts(teller, facts),
        "place": teller.lines(facts.address) if facts.address else [],
        "phone": facts.phone.shown if facts.phone else "",
        "email": facts.email or "",
        "website": facts.website or "",
        "pictures": list(_pictures(teller, entry)),
        "logo": _file(teller.site.pictures.of(entry.files[facts.logo.file])) if facts.logo else None,
        "chains": {facet.name: [word.position for word in facet.of(entry)] for facet in chains(teller)},
    }


def chains(teller: Teller) -> list[Facet]:
    """The facets whose words follow an order: the steps of the work."""
    return [facet for facet in teller.district.facets if facet.ordered]


def _kicker(teller: Teller, entry: Entry) -> str:
    """What it makes and where, in a line."""
    facts = entry.facts
    assert isinstance(facts, Member)
    first = (facet.of(entry) for facet in teller.district.facets if facet.first)
    words = next((words for words in first if words), ())
    made = ", ".join(teller.labels(words[:MOST_IN_KICKER]))
    where = teller.spot(facts.address) if facts.address else ""
    return " · ".join(part for part in (made, where) if part)


def _facets(teller: Teller, entry: Entry) -> list[Facet]:
    """The facets that the company has words of, those that come first before the others."""
    having = [facet for facet in teller.district.facets if facet.name not in SHOWN_ELSEWHERE and facet.of(entry)]
    return sorted(having, key=lambda facet: not facet.first)


def _facet(teller: Teller, facet: Facet, entry: Entry) -> Data:
    return {"label": teller.say(facet.label), "first": facet.first, "words": teller.labels(facet.of(entry))}


def _measures(teller: Teller, facts: Member) -> Iterator[Data]:
    """The numbers that it gives of itself, with their dates."""
    formats = teller.formats
    for kind in teller.district.site.measures:
        if one := facts.measures.get(kind.name):
            yield {
                "label": teller.say(kind.label),
                "unit": teller.say(kind.unit_of(formats.plural(one.value))),
                "value": formats.number(one.value),
                "from": formats.date(one.from_) if one.from_ else "",
                "as_of": formats.date(one.as_of) if one.as_of else "",
            }


def _certifications(teller: Teller, facts: Member) -> Iterator[Data]:
    """Its certificates, without those that have run out."""
    for item in facts.certifications:
        if item.is_valid(teller.district.now):
            term = teller.district.term(item.certification)
            yield {
                "label": teller.say(term.label) if term else item.certification.key,
                "number": item.number or "",
                "issuer": item.issuer or "",
                "until": _until(teller, item),
            }


def _until(teller: Teller, item: Certification) -> str:
    return teller.formats.date(item.valid_until) if item.valid_until else ""


def _facts(teller: Teller, facts: Member) -> Data:
    """The rest, by names that the templates label; what is not known is empty."""
    formats = teller.formats
    return {
        "legal_name": facts.legal_name or "",
        "vat_number": facts.vat_number or "",
        "founded": formats.date(facts.founded) if facts.founded else "",
        "workforce": _workforce(teller, facts.employees) if facts.employees else None,
        "brands": formats.listed(facts.brands),
        "exports_to": _codes(teller, "exports_to", map(formats.country, facts.exports_to)),
        "languages": _codes(teller, "languages", map(formats.language, facts.languages)),
        "member_since": formats.date(facts.member_since) if facts.member_since else "",
        "verified_on": formats.date(facts.verified_on) if facts.verified_on else "",
    }


def _codes(teller: Teller, field: str, names: Iterable[str]) -> str:
    """Names of countries or languages; nothing where they are told as a facet."""
    return "" if teller.district.facet(field) else teller.formats.listed(list(names))


def _workforce(teller: Teller, number: Dated) -> Data:
    return {"value": teller.formats.number(number.value), "as_of": teller.formats.date(number.as_of)}


def _pictures(teller: Teller, entry: Entry) -> Iterator[Data]:
    """Its pictures, as large as paper needs them."""
    for item in entry.facts.pictures:
        if not item.people:
            yield {
                "file": _file(teller.site.pictures.of(entry.files[item.file])),
                "alt": teller.say(item.alt),
                "caption": teller.say(item.caption or {}),
                "credit": item.credit,
            }


def _file(derived: Derived) -> Data:
    """The narrowest derivative that is sharp on paper, in a format that a PDF takes."""
    files = [file for file in derived.files if file.name.endswith((".jpg", ".png", ".svg"))]
    chosen = next((file for file in files if file.width >= WIDE_ENOUGH), files[-1])
    return {"path": f"/pictures/{chosen.name}", "width": chosen.width, "height": chosen.height}
