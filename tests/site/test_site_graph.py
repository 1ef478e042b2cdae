"""Structured data: one linked graph on each page, sound, and saying nothing that the page does not show."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import extruct
import pytest
from hypothesis import given
from hypothesis import strategies as st

from district.graph import printed
from district.graph.whole import ESCAPES
from district.languages import Formats
from tests.site.built import Built
from tests.site.sheets import Sheet

SCRIPT = 'script[type="application/ld+json"]'
# What stands for something that the page says in words, or is the page's own: codes, units of time, positions.
CODES = {"@type", "@id", "@context", "addressCountry", "currency", "priceCurrency", "inLanguage", "propertyID"}
CODES |= {"knowsLanguage", "availableLanguage", "position", "numberOfItems", "eventStatus", "eventAttendanceMode"}
# Entities that the page writes with an address.
LINKED = {"url", "item", "sameAs", "contentUrl", "logo", "urlTemplate"}
DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T[\d:+]+)?)?)?")
Node = dict[str, Any]


def graph(sheet: Sheet) -> list[Node]:
    """The nodes of a page's graph, as an independent library finds them."""
    found = extruct.extract(sheet.html, syntaxes=["json-ld"])["json-ld"]
    assert len(found) == 1, sheet.path
    assert found[0]["@context"] == "https://schema.org"
    nodes: list[Node] = found[0]["@graph"]
    return nodes


def of_type(nodes: list[Node], kind: str) -> list[Node]:
    return [node for node in nodes if node["@type"] == kind]


def inside(value: Any) -> Iterator[Node]:
    """Every node in a graph, at any depth."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from inside(one)


def literals(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every value in a graph that is no node, with the name of its field."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from literals(one, key)
    elif isinstance(value, list):
        for one in value:
            yield from literals(one, name)
    else:
        yield name, value


def about(site: Built, key: str, kind: str, language: str = "it") -> Node:
    """What the page of a key is about."""
    page = site.plan.page(key, language)
    assert page is not None, key
    (found,) = of_type(graph(site.sheets[page.path]), kind)
    return found


def test_each_page_to_be_indexed_has_one_graph_and_no_other_page_has_any(site: Built) -> None:
    for path, sheet in site.sheets.every.items():
        wanted = not sheet.leads_on and not sheet.all('meta[name="robots"][content*="noindex"]')
        assert len(sheet.all(SCRIPT)) == wanted, path


def test_every_word_number_and_date_of_the_graph_stands_on_its_page(site: Built) -> None:
    for sheet in site.sheets.pages.values():
        if not sheet.all(SCRIPT):
            continue
        shown = Shown(sheet, site)
        untold = [(name, value) for name, value in literals(graph(sheet)) if not shown.tells(name, value)]
        assert untold == [], sheet.path


class Shown:
    """What a page shows, in the forms that a graph may take it up in."""

    def __init__(self, sheet: Sheet, site: Built) -> None:
        self.site = site
        self.formats: Formats = site.district.formats[sheet.language]
        texts = [*sheet.texts(), *sheet.values("meta[content]", "content")]
        self.text = squeezed(" ".join(texts)) + squeezed(sheet.one("body").text())
        ways = [*sheet.links]
        self.links = {link.value for link in ways}
        self.links |= {absolute(sheet, site, link.value) for link in ways if site.sheets.is_inside(link.value)}
        self.links |= {site.sheets.address(sheet.path)}
        self.times = sheet.values("time[datetime]", "datetime")
        self.dates = " ".join(node.text() for node in sheet.all("time, [data-ends]"))
        self.sizes = {value for name in ("width", "height") for value in sheet.values(f"img[{name}]", name)}
        self.maps = " ".join(value for value in self.links if "openstreetmap" in value)

    def tells(self, name: str, value: Any) -> bool:
        """Whether the page shows a value of the graph."""
        if name in LINKED:
            return value in self.links
        if isinstance(value, int | float):
            return name in CODES or self.tells_number(name, value)
        if name == "courseWorkload":
            return self.tells_number(name, int(value[2:-1]))
        if DATE.fullmatch(value):
            # A span gives its start in numbers, and both ends in words.
            return any(value in time for time in self.times) or self.in_words(value)
        return name in CODES or f"tel:{value}" in self.links or squeezed(value) in self.text

    def tells_number(self, name: str, value: float) -> bool:
        """Whether the page shows a number: in its own way of writing, as money, as a size or on a map."""
        if name in {"width", "height"}:
            return str(value) in self.sizes
        if name in {"latitude", "longitude"}:
            return str(value) in self.maps
        plain = Decimal(str(value))
        forms = {self.formats.number(plain), self.formats.money(plain, "EUR")}
        return value == 0 or any(squeezed(form) in self.text for form in forms)

    def in_words(self, day: str) -> bool:
        wanted = [str(int(part)) for part in (day[:4], day[8:10]) if part]
        return set(wanted) <= set(re.findall(r"\d+", self.dates))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def absolute(sheet: Sheet, site: Built, link: str) -> str:
    found = site.sheets.path(link, sheet.path)
    return "" if found.startswith("?") else site.sheets.address(found)


def test_addresses_in_a_graph_lead_to_something_that_is_there(site: Built) -> None:
    for sheet in site.sheets.pages.values():
        if sheet.all(SCRIPT):
            values = [str(value) for name, value in literals(graph(sheet)) if name in {"@id", *LINKED}]
            broken = [one for one in values if site.sheets.is_inside(one) and site.sheets.path(one).startswith("?")]
            assert broken == [], sheet.path


def test_a_graph_is_linked_nothing_in_it_stands_alone(site: Built) -> None:
    for sheet in site.sheets.pages.values():
        if not sheet.all(SCRIPT):
            continue
        nodes = graph(sheet)
        ids = [node["@id"] for node in nodes]
        assert len(ids) == len(set(ids)), sheet.path
        named = [one["@id"] for node in nodes for one in inside(list(node.values())) if "@id" in one]
        roots = [node for node in nodes if node["@id"] not in named]
        assert len(roots) <= 1, (sheet.path, [node["@id"] for node in roots])
        assert f"{site.base}/#network" in ids
        assert f"{site.base}/#website" in ids


def test_what_a_page_is_about_has_one_id_in_every_language(full: Built) -> None:
    for key, kind in (("members/calzaturificio-aurora", "LocalBusiness"), ("events/fiera-di-monaco", "Event")):
        first, second = (about(full, key, kind, language) for language in ("it", "en"))
        assert first["@id"] == second["@id"]
        assert first["url"] != second["url"]


def test_every_page_but_the_home_page_says_the_way_to_it(site: Built) -> None:
    for page in site.plan.pages:
        if not page.listed:
            continue
        found = of_type(graph(site.sheets[page.path]), "BreadcrumbList")
        if page.key == "sections/home":
            assert found == []
            continue
        steps = found[0]["itemListElement"]
        trail = [*site.plan.trail(page), page]
        assert [step["position"] for step in steps] == list(range(1, len(trail) + 1))
        assert [step["item"] for step in steps] == [f"{site.base}/{one.address}" for one in trail]


def test_lists_name_all_that_they_show_in_order(full: Built) -> None:
    for key, count in (("sections/members", 5), ("sections/events", 5), ("facets/phases/orlatura", 2)):
        page = full.plan.page(key, "en")
        assert page is not None
        (found,) = of_type(graph(full.sheets[page.path]), "ItemList")
        assert found["numberOfItems"] == len(found["itemListElement"]) == count


def test_a_company_says_what_it_knows_offers_and_is_certified_for(full: Built) -> None:
    aurora = about(full, "members/calzaturificio-aurora", "LocalBusiness")
    assert [one["name"] for one in aurora["knowsAbout"]] == ["Zoccoli", "Sandali", "Taglio", "Orlatura", "Montaggio"]
    offers = [one["itemOffered"] for one in aurora["makesOffer"] if "itemOffered" in one]
    assert [(one["@type"], one["name"]) for one in offers][:3] == [
        ("Product", "Zoccoli"),
        ("Product", "Sandali"),
        ("Service", "Taglio"),
    ]
    # The other certificate has run out.
    (certificate,) = aurora["hasCertification"]
    assert certificate["name"] == "ISO 9001"
    assert certificate["expires"] == "2027-06-30"
    (demand,) = aurora["seeks"]
    assert demand["validThrough"] == "2026-12-31"
    (contact,) = aurora["contactPoint"]
    assert contact["name"] == "Rosa Bianchi"
    assert aurora["geo"]["latitude"] == 43.9021
    assert aurora["address"]["addressLocality"] == "Pianello, Formapoli"
    assert aurora["memberOf"] == {"@id": f"{full.base}/#network"}


def test_a_company_that_left_is_no_member_and_one_without_a_street_no_local_business(full: Built) -> None:
    page = full.plan.page("members/forme-estro", "it")
    assert page is not None
    (estro,) = [one for one in graph(full.sheets[page.path]) if one["@id"].endswith("forme-estro/#this")]
    assert estro["@type"] == "Organization"
    assert "memberOf" not in estro


@pytest.mark.parametrize(
    ("slug", "status", "start"),
    [
        ("assemblea-2026", "EventScheduled", "2026-05-15T17:30+02:00"),
        ("fiera-di-monaco", "EventRescheduled", "2027-02-13"),
        ("incontro-rinviato", "EventPostponed", "2026-12-10T14:30+01:00"),
        ("incontro-annullato", "EventCancelled", "2026-12-20"),
        ("fiera-autunno-2027", "EventScheduled", "2027-09"),
    ],
)
def test_an_event_says_how_it_stands_and_when_as_exactly_as_is_known(
    full: Built, slug: str, status: str, start: str
) -> None:
    event = about(full, f"events/{slug}", "Event")
    assert event["eventStatus"] == f"https://schema.org/{status}"
    assert event["startDate"] == start
    assert (event.get("previousStartDate") == "2027-01-30") == (status == "EventRescheduled")


def test_an_event_says_where_it_is_and_whether_one_can_take_part_from_afar(full: Built) -> None:
    fair = about(full, "events/fiera-di-monaco", "Event")
    assert [place["@type"] for place in fair["location"]] == ["Place", "VirtualLocation"]
    assert fair["eventAttendanceMode"].endswith("/MixedEventAttendanceMode")
    assert [one["name"] for one in fair["organizer"]] == ["Ente Fiera Inventato"]
    assert len(fair["attendee"]) == 2
    past = about(full, "events/assemblea-2026", "Event")
    assert past["eventAttendanceMode"].endswith("/OfflineEventAttendanceMode")
    assert past["organizer"][0]["@id"] == f"{full.base}/#network"


def test_courses_news_projects_and_calls_say_what_search_engines_ask_for(full: Built) -> None:
    course = about(full, "courses/orlatura", "Course")
    assert course["hasCourseInstance"]["courseWorkload"] == "PT800H"
    assert course["offers"]["price"] == 0
    news = about(full, "news/due-apprendiste", "NewsArticle")
    assert news["datePublished"] == "2026-11-05"
    assert news["headline"] == news["name"]
    project = about(full, "projects/suole-leggere", "ResearchProject")
    assert project["funding"]["amount"] == {"@type": "MonetaryAmount", "value": 100000, "currency": "EUR"}
    assert [one["name"] for one in project["funding"]["funder"]] == ["Comune di Formapoli", "Unione europea"]
    call = about(full, "calls/macchine-nuove", "MonetaryGrant")
    assert call["potentialAction"]["endTime"] == "2026-12-15T12:00+01:00"
    assert call["amount"]["maxValue"] == 8000


def test_the_network_s_pages_say_who_belongs_to_it_who_leads_it_and_who_pays(full: Built) -> None:
    def network(key: str) -> Node:
        page = full.plan.page(key, "it")
        assert page is not None
        (found,) = [one for one in graph(full.sheets[page.path]) if one["@id"] == f"{full.base}/#network"]
        return found

    home = network("sections/home")
    assert home["address"]["streetAddress"] == "via Inventata 1"
    assert home["vatID"]
    assert "member" not in home
    assert "location" not in home
    assert network("sections/contacts")["location"]["geo"]["latitude"] == 43.9012
    assert len(network("sections/members")["member"]) == len(full.district.members)
    assert network("sections/network")["foundingDate"] == "2019-05-06"
    (office,) = network("sections/network")["member"]
    assert (office["roleName"], office["member"]["name"]) == ("Presidente", "Rosa Bianchi")
    assert [one["name"] for one in network("sections/transparency")["funder"]] == ["Regione Inventata"]


@given(st.text(max_size=200))
def test_no_text_can_leave_the_script_it_stands_in(text: str) -> None:
    shown = json.dumps({"name": text}, ensure_ascii=False).translate(ESCAPES)
    assert json.loads(shown) == {"name": text}
    assert not set("<>&\u2028\u2029") & set(shown)


def test_a_text_that_looks_like_markup_comes_out_as_it_went_in(full: Built) -> None:
    page = full.plan.page("members/calzaturificio-aurora", "it")
    site = full.renderer.site
    assert page is not None
    assert "</" not in printed(site, page)
