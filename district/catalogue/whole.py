"""The whole catalogue as its print template is told of it: front, map, steps of the work, companies, indexes.

Refuses to lay anything out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from district.catalogue.companies import chains, company
from district.catalogue.places import located
from district.catalogue.selection import Selection
from district.catalogue.telling import Data, Teller
from district.district import Facet
from district.kinds.events import Event
from district.kinds.shared import Figure
from district.reading import Entry
from district.signs import Letter, legend, mark
from district.site import Site

SECTION = "catalogue"
# The typed field that says where a company is: with the facets that come first it has an index.
PLACE = "hamlet"


def catalogue_data(site: Site, language: str, selection: Selection) -> Data:
    """All that a catalogue in one language may show."""
    teller = Teller(site, language)
    members = selection.members(site.district)
    site.pictures.derive(entry.files[picture.file] for entry in members for picture in entry.facts.pictures)
    section = site.district.section(SECTION)
    places = located(teller, members)
    return {
        **_frame(teller),
        "title": (teller.text(section) or {}).get("title") or site.district.site.name,
        "foreword": teller.text(section),
        "event": _event(teller, selection.event) if selection.event else None,
        "word": teller.say(selection.word.label) if selection.word else "",
        "figures": [_figure(teller, figure) for figure in site.district.site.figures],
        "levers": [
            {"label": teller.say(lever.label), "text": teller.say(lever.text)} for lever in site.district.site.levers
        ],
        "legend": _legend(teller),
        "map": places,
        "chains": [_chain(teller, facet) for facet in chains(teller)],
        "companies": [{**_company(teller, entry), "stand": _stand(selection, entry)} for entry in members],
        "indexes": list(_indexes(teller, members, by_place=places is None)),
        "join": teller.address("sections/contacts"),
    }


def sheet_data(site: Site, language: str, member: Entry) -> Data:
    """All that the sheet of one company may show."""
    teller = Teller(site, language)
    return {**_frame(teller), "mark": _mark(site), "company": {**_company(teller, member), "stand": None}}


def _frame(teller: Teller) -> Data:
    """What the catalogue and all sheets have in common."""
    return teller.site.once(f"frame {teller.language}", teller.frame)


def _company(teller: Teller, member: Entry) -> Data:
    """What the catalogue and the company's own sheet both tell of it."""
    return teller.site.once(f"company {teller.language} {member.slug}", lambda: company(teller, member))


def codes(data: Data) -> list[str]:
    """The addresses that stand in a print as codes for phones."""
    companies = [*data.get("companies", ()), *([data["company"]] if "company" in data else [])]
    every = [one["address"] for one in companies] + [data["network"]["address"], data.get("join", "")]
    return [address for address in dict.fromkeys(every) if address]


def _event(teller: Teller, entry: Entry) -> Data:
    facts = entry.facts
    assert isinstance(facts, Event)
    type_of = teller.district.term(facts.type)
    return {
        "title": teller.name(entry),
        "type": teller.say(type_of.label) if type_of else "",
        "when": teller.formats.span(facts.start, facts.end),
        "place": teller.lines(facts.place)[:-1] if facts.place else [],
    }


def _stand(selection: Selection, member: Entry) -> Data | None:
    found = selection.stand(member)
    return {"hall": found.hall or "", "stand": found.stand or ""} if found and (found.hall or found.stand) else None


def _mark(site: Site) -> str:
    """The network's own mark."""
    shapes = site.shapes
    return site.once("plain mark", lambda: mark(shapes).plain()) if shapes else ""


def _figure(teller: Teller, figure: Figure) -> Data:
    formats = teller.formats
    money = figure.currency
    return {
        "value": formats.money(figure.value, money) if money else formats.number(figure.value),
        "label": teller.say(figure.label),
        "approximate": figure.approximate,
        "as_of": formats.date(figure.as_of),
        "source": figure.source,
    }


def _legend(teller: Teller) -> Data | None:
    """The alphabet of the signs, as far as the companies use it."""
    shapes, district = teller.site.shapes, teller.district
    if shapes is None:
        return None
    found = teller.site.once("legend in use", lambda: legend(shapes, district))
    section = district.section("signs")
    return {
        "text": teller.text(section),
        "outlines": [_letter(teller, letter) for letter in found.outlines],
        "motifs": [_letter(teller, letter) for letter in found.motifs],
        "colours": [
            {**_letter(teller, letter), "colour": shapes.colours[letter.name].light} for letter in found.colours
        ],
    }


def _letter(teller: Teller, letter: Letter) -> Data:
    return {
        "drawing": letter.standalone("#1b1714") if letter.body else "",
        "words": teller.labels(letter.words),
        "fallback": letter.fallback,
    }


def _chain(teller: Teller, facet: Facet) -> Data:
    """The steps of the work, with what each of them is."""
    words = [
        {
            "position": word.position,
            "label": teller.say(word.label),
            "explanation": teller.say(word.explanation or {}),
            "many": len(word.members),
        }
        for word in facet.words
    ]
    explanation = teller.say(facet.explanation or {})
    return {"name": facet.name, "label": teller.say(facet.label), "explanation": explanation, "words": words}


def _indexes(teller: Teller, members: Sequence[Entry], *, by_place: bool) -> Iterator[Data]:
    """An index by each facet that comes first, and by place where no map has one."""
    for facet in teller.district.facets:
        if not (facet.first or (by_place and facet.name == PLACE)):
            continue
        words = [
            {
                "label": teller.say(word.label),
                "companies": [entry.slug for entry in members if entry in word.members],
            }
            for word in facet.used
        ]
        words = [word for word in words if word["companies"]]
        if not facet.ordered:
            words.sort(key=lambda word: str(word["label"]).casefold())
        if words:
            yield {"label": teller.say(facet.label), "singular": teller.say(facet.singular), "words": words}
