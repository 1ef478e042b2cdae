"""What goes out comes back: any text that content can hold, through every format and another library's reader."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import feedparser
import icalendar
import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar

from district.exports.atom import ATOM, atom
from district.exports.calendars import _event, _shown
from district.exports.feed import Feed, Item
from district.exports.json_feed import json_feed
from district.exports.vcards import _company
from district.kinds.members import Member
from district.languages import Formats, Voice, read_strings
from district.plan import Page
from district.reading import Entry
from district.rendering.plain import cleaned, line
from district.rendering.view import View
from district.site import Site
from tests.content import site as surveyed
from tests.site.built import THEME
from tests.site.contacts import read_cards

HARD = (
    "è ’ & \" < > 😀 , ; : \\ \\n \\, ' ]]> </script> -- =?utf-8?q?",
    "one\ntwo\r\nthree\rfour\u2028five\x85six\x0bseven",
    "bell\x07 null\x00 escape\x1b[0m delete\x7f",
    "à" * 300,
    "😀" * 100,
    "a" * 74 + "é" + "b" * 74 + "; " + "c" * 200,
    " spaces  before and after ",
    "BEGIN:VCARD\r\nEND:VCALENDAR",
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300)


def hard(test: Callable[..., None]) -> Callable[..., None]:
    """Tries a claim with every hard text, and with many that nobody has thought of."""
    for text in HARD:
        test = example(text=text)(test)
    return given(text=TEXTS)(test)


@cache
def site() -> Site:
    """The full site, ready to be asked, without style and pictures."""
    found = surveyed("full")
    assert found.district is not None
    assert found.plan is not None
    voices = {
        one.code: Voice(one.code, Formats(one.locale), read_strings(THEME, one.code, one.locale))
        for one in found.district.site.languages
    }
    nothing: Any = None
    return Site(
        district=found.district,
        plan=found.plan,
        assets=nothing,
        pictures=nothing,
        social=nothing,
        voices=voices,
        base="https://forma.example",
        preview=False,
    )


def entry(key: str) -> tuple[Entry, View]:
    """An entry, and its page in English as it looks at the site."""
    kind, _, slug = key.partition("/")
    page = site().plan.page(key, "en")
    assert isinstance(page, Page)
    found = next(one for one in site().district.of(kind) if one.slug == slug)
    return found, View(site(), page, "https://forma.example/")


@hard
def test_a_cleaned_text_has_no_signs_that_a_format_cannot_carry_and_keeps_all_others(text: str) -> None:
    kept = cleaned(text)
    assert cleaned(kept) == kept
    assert all(sign.isprintable() or sign == "\n" or ord(sign) > 0x9F for sign in kept)
    if text.isprintable():
        assert kept == text
    ET.fromstring(f"<a>{escape(kept)}</a>")


@hard
def test_a_contact_comes_back_as_it_went_out(text: str) -> None:
    # A name is never blank: its model sees to that.
    told = line(f"A{text}")
    company, view = entry("members/calzaturificio-aurora")
    facts = company.facts
    assert isinstance(facts, Member)
    assert facts.address is not None
    address = facts.address.model_copy(update={"street": told})
    person = facts.contacts[0].model_copy(update={"name": told})
    changed = facts.model_copy(update={"name": f"A{text}", "address": address, "contacts": (person,)})
    other = replace(company, document=replace(company.document, facts=changed))
    content = _company(view, other, text).written()
    (card,) = read_cards(content)
    assert card.one("FN") == told
    assert card.parts("ORG") == (told,)
    assert card.parts("N")[0] == told
    assert card.parts("ADR")[2] == told
    assert card.all("X-ABLABEL")[0] == f"{told}, Technical office"
    assert card.one("NOTE") == f"{cleaned(text)}\nClogs and sandals, from cutting to lasting."
    # And as the library that wrote it reads it.
    again = vobject.readOne(content.decode())
    assert again.org.value[0] == told
    assert again.note.value == card.one("NOTE")


@hard
def test_a_date_comes_back_as_it_went_out(text: str) -> None:
    event, view = entry("events/fiera-di-monaco")
    written = event.texts["text", "en"]
    head = written.head.model_copy(update={"title": text, "summary": text})
    other = replace(event, texts={("text", "en"): replace(written, head=head)})
    found = _event(other)
    assert found is not None
    made = Calendar()
    made.add_component(_shown(view, found))
    content = made.to_ical()
    assert all(len(one) <= 75 for one in content.split(b"\r\n"))
    address = "https://forma.example/en/events/fiera-di-monaco/"
    told = cleaned(text) + "\n\n" + address
    again = vobject.readOne(content.decode())
    title = line(text)
    if title:
        assert again.vevent.summary.value == title
    assert again.vevent.description.value == told
    (mine,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert str(mine["DESCRIPTION"]) == told


@hard
def test_an_entry_of_a_feed_comes_back_as_it_went_out(text: str) -> None:
    told, html = line(text), cleaned(text)
    moment = datetime(2026, 11, 23, tzinfo=UTC)
    where = "https://forma.example/"
    item = Item("urn:uuid:1", where, told, told, html, moment, {"it": where}, None)
    feed = Feed("urn:uuid:2", "en", told, told, where, where, moment, {"it": where}, (item,))
    root = ET.fromstring(atom(feed))
    assert (root.findtext(f"{{{ATOM}}}title") or "").strip() == told
    found = root.find(f"{{{ATOM}}}entry")
    assert found is not None
    assert (found.findtext(f"{{{ATOM}}}title") or "") == told
    assert (found.findtext(f"{{{ATOM}}}content") or "") == html
    assert not feedparser.parse(atom(feed)).bozo
    (same,) = json.loads(json_feed(feed))["items"]
    assert same.get("title", "") == told
    assert same["content_html"] == html


@pytest.mark.parametrize("address", ["https://a.example/?b=1;2,3", "https://a.example/d;e"])
def test_an_address_stands_in_a_contact_without_strokes_and_means_the_same(address: str) -> None:
    company, view = entry("members/calzaturificio-aurora")
    changed = company.facts.model_copy(update={"website": address})
    (card,) = read_cards(_company(view, replace(company, document=replace(company.document, facts=changed))).written())
    assert card.all("URL")[0] == address.replace(";", "%3B").replace(",", "%2C")
