"""What the shortlist's page needs of each company, in each language: fetched there, and only when needed.

Refuses what the companies' own pages do not say, and words that are the theme's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from district.district import District, plain, spot
from district.exports.export import Export
from district.kinds.contacts import Phone
from district.kinds.members import Certification, Member
from district.kinds.moments import Moment
from district.kinds.site import MeasureKind
from district.plan import File, Plan
from district.reading import Entry
from district.rendering.view import View
from district.site import Site

SECTION = "sections/shortlist"
KEY = "shortlist/companies"


def files(_district: District, plan: Plan) -> Iterator[File]:
    """One file beside the page of the shortlist in each language."""
    for page in plan.pages:
        if page.key == SECTION:
            yield File(KEY, page.language, f"{page.address}companies.json", "application/json")


def content(site: Site, file: File) -> bytes:
    """The labels of facets and measures, and each company by its slug; addresses count from the file itself."""
    page = site.plan.page(SECTION, file.language)
    assert page is not None
    view = View(site, page, page.root)
    district = site.district
    found = {
        "facets": [
            {
                "name": facet.name,
                "label": view.title_text(facet),
                "first": facet.first,
                "words": {word.key: view.title_text(word) for word in facet.used},
            }
            for facet in district.facets
            if facet.used
        ],
        "measures": [
            {"name": kind.name, "label": view.say_text(kind.label), "unit": _unit(view, kind)}
            for kind in district.site.measures
        ],
        "unit": view.say_text(district.site.order_unit) if district.site.order_unit else "",
        "companies": {entry.slug: _company(view, entry) for entry in district.members},
    }
    return (json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _unit(view: View, kind: MeasureKind) -> dict[str, str]:
    """A measure's unit for each plural category of the language, as scripts call these."""
    return {category: view.say_text(kind.unit_of(category)) for category in view.formats.plurals}


def _company(view: View, entry: Entry) -> dict[str, Any]:
    """A company, without what it has not said."""
    facts = entry.facts
    assert isinstance(facts, Member)
    sign = view.sign(entry)
    district = view.site.district
    words = {facet.name: [word.key for word in facet.of(entry)] for facet in district.facets}
    card = view.site.plan.file(f"vcard/{entry.key}", view.language)
    people = facts.contacts
    said: dict[str, Any] = {
        "name": facts.name,
        "page": view.link(entry),
        "sign": [sign.href, sign.colour] if sign else None,
        "sample": facts.sample and view.site.preview,
        "place": spot(district, entry, view.language),
        "words": {name: keys for name, keys in words.items() if keys},
        "measures": {
            name: [plain(one.value), _date(view, one.as_of), _date(view, one.from_)]
            for name, one in facts.measures.items()
        },
        "certificates": [_certificate(view, one) for one in facts.certifications],
        "email": facts.email or next((one.email for one in people if one.email), None),
        "phone": _phone(facts.phone or next((one.phone for one in people if one.phone), None)),
        "whatsapp": _phone(facts.whatsapp or next((one.whatsapp for one in people if one.whatsapp), None)),
        "website": facts.website,
        "speaks": list(facts.languages),
        "verified": _date(view, facts.verified_on),
        "card": view.way(card.address) if card else None,
    }
    return {name: value for name, value in said.items() if value}


def _certificate(view: View, held: Certification) -> list[Any]:
    """Its name, until when it is valid in words, and whether it still was when the site was built."""
    name = view.say_text(view.term(held.certification).label)
    return [name, _date(view, held.valid_until), held.is_valid(view.site.district.now)]


def _date(view: View, moment: Moment | None) -> str | None:
    return view.formats.date(moment) if moment else None


def _phone(number: Phone | None) -> list[str] | None:
    return [str(number), number.shown] if number else None


EXPORT = Export("shortlist", files, content)
