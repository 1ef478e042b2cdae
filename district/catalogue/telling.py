"""What the print templates are told in one language: words, texts, strings, addresses.

Refuses links that lead nowhere on paper: every address is whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from district.catalogue.nodes import blocks
from district.district import FacetWord
from district.kinds.shared import Address
from district.kinds.values import Words
from district.languages.extract import printed_strings
from district.reading import Entry
from district.reading.links import read_link
from district.reading.markup import Target
from district.site import Site

Data = dict[str, Any]


class Teller:
    """A site, told in one language."""

    def __init__(self, site: Site, language: str) -> None:
        self.site = site
        self.district = site.district
        self.language = language
        self.voice = site.voices[language]
        self.formats = self.voice.formats

    def say(self, words: Words | Mapping[str, str]) -> str:
        """A short text in this language, else in the first that has it."""
        return next((words[code] for code in (self.language, *self.district.languages) if code in words), "")

    def name(self, entry: Entry) -> str:
        """The name or title of an entry."""
        if entry.facts.named:
            return str(getattr(entry.facts, "name"))
        text = self.district.text(entry, self.language)
        return (text.head.title if text else None) or entry.slug

    def address(self, key: str) -> str:
        """The whole address of a page by its key, or nothing."""
        page = self.site.plan.page(key, self.language)
        return self.site.absolute(page.address) if page else ""

    def text(self, entry: Entry | None, name: str = "text") -> Data | None:
        """A text of an entry as nodes, with the language that it is in."""
        found = self.district.text(entry, self.language, name) if entry else None
        if entry is None or found is None:
            return None
        html = found.markup.html(lambda target: self._resolved(entry, target))
        return {
            "title": found.head.title or "",
            "summary": found.head.summary or "",
            "blocks": blocks(html),
            "language": found.language,
            "borrowed": found.language != self.language,
        }

    def _resolved(self, entry: Entry, target: Target) -> str:
        """A target of a text with its host; pictures do not stand within texts on paper."""
        link = read_link(target)
        if target.attribute == "src":
            return ""
        if link.file:
            address = self.site.absolute(self.site.document_address(entry, link.file))
        else:
            address = self.address(str(link.reference) if link.reference else entry.key)
        anchor = f"#{link.anchor}" if link.anchor else ""
        return f'href="{escape(address + anchor)}"'

    def spot(self, place: Address) -> str:
        """The one name that says where a place is."""
        term = self.district.term(place.hamlet) if place.hamlet else None
        return self.say(term.label) if term else place.municipality or ""

    def lines(self, place: Address) -> list[str]:
        """A place as on an envelope."""
        named = [self.spot(place), place.municipality or ""]
        town = ", ".join(dict.fromkeys(part for part in named if part))
        town = " ".join(part for part in (place.postcode, town) if part)
        town += f" ({place.province})" if place.province else ""
        country = self.formats.country(place.country) if place.country else ""
        return [line for line in (self.say(place.name or {}), place.street, town, country) if line]

    def labels(self, words: tuple[FacetWord, ...]) -> list[str]:
        """The labels of a facet's words."""
        return [self.say(word.label) for word in words]

    def frame(self) -> Data:
        """What every print has: the language, the strings, the network, the colours."""
        site, now = self.district.site, self.district.now
        shapes = self.site.shapes
        language = next(one for one in site.languages if one.code == self.language)
        return {
            "language": self.language,
            "region": language.locale.partition("_")[2] or None,
            "direction": self.formats.direction,
            **self._strings(),
            "day": self.formats.day(now),
            "year": str(now.year),
            "preview": self.site.preview,
            "colours": {name: colour.light for name, colour in shapes.colours.items()} if shapes else {},
            "network": {
                "name": site.name,
                "claim": self.say(site.claim),
                "description": self.say(site.description),
                "address": self.address("sections/home"),
                "contacts": self.address("sections/contacts"),
                "seat": self.lines(site.seat) if site.seat else [],
                "email": site.contacts.email or "",
                "phone": site.contacts.phone.shown if site.contacts.phone else "",
            },
        }

    def _strings(self) -> Data:
        """The strings of the print templates; of those that count, the form for each number of companies."""
        strings = self.voice.strings
        single, counted = printed_strings(self.site.press.templates) if self.site.press else ((), ())
        most = len(self.district.members) + 1
        return {
            "strings": {text: strings.gettext(text) for text in single},
            "counted": {
                one: [
                    strings.ngettext(one, many, count).replace("%(num)s", self.formats.number(count))
                    for count in range(most + 1)
                ]
                for one, many in counted
            },
        }
