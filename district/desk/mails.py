"""An e-mail to a member that shows what the site says of it and asks to confirm it, with its form, ready to be sent.

Refuses to send anything, and to differ from one making to the next. Sources: RFC 5322; X-Unsent is Outlook's mark of a
draft.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from pydantic import BaseModel

from district.desk.forms import form
from district.desk.known import Known
from district.desk.texts import said
from district.desk.todo import COMPANY
from district.district import District
from district.kinds import Facts
from district.kinds.contacts import CodeOf, Phone
from district.kinds.explained import label_of
from district.kinds.members import Member
from district.kinds.moments import Moment
from district.kinds.shape import Shape, shapes
from district.kinds.values import Word, Words
from district.languages import Formats
from district.reading import Entry

# What the network itself writes down about a member.
OWN = frozenset({"member_since", "member_until", "verified_on", "verified_by"})


# Always the same, so that the same content makes the same bytes; no text holds it.
BOUNDARY = "=_district-form-part_="


class Letter:
    """Writes such e-mails in one language of the site."""

    def __init__(self, district: District, known: Known, language: str) -> None:
        self.district = district
        self.known = known
        self.language = language
        self.formats: Formats = district.formats.get(language) or next(iter(district.formats.values()))

    def draft(self, entry: Entry) -> bytes:
        """The e-mail to a member, as a file that mail programs open as a draft."""
        assert isinstance(entry.facts, Member)
        message = EmailMessage(policy=SMTP)
        network = self.district.site
        message["Subject"] = said("mail-subject", self.language, network=network.name, name=entry.facts.name)
        if network.contacts.email:
            message["From"] = network.contacts.email
        if entry.facts.email:
            message["To"] = entry.facts.email
        message["X-Unsent"] = "1"
        message.set_content(self.body(entry), cte="quoted-printable")
        page = form(self.district, entry, self.known, self.language)
        message.add_attachment(page, subtype="html", cte="base64", filename=f"{entry.slug}.html")
        message.set_boundary(BOUNDARY)
        return message.as_bytes()

    def body(self, entry: Entry) -> str:
        """The text: what is asked, what the site says, what it does not say yet."""
        facts = entry.facts
        assert isinstance(facts, Member)
        ours = self.district.site.name
        parts = [said("mail-opening", self.language, network=ours, name=facts.name)]
        parts.append("\n".join(f"- {line}" for line in self.lines(facts)))
        missing = [
            label_of(one.model, one.name, self.language)
            for one in shapes(Member)
            if one.name in COMPANY and not getattr(facts, one.attribute)
        ]
        if missing:
            parts.append(said("mail-missing", self.language))
            parts.append("\n".join(f"- {label}" for label in missing))
        text = self.district.text(entry, self.language)
        if text:
            parts.append(said("mail-text", self.language))
            parts.append("\n\n".join(one.strip() for one in (text.head.summary or "", text.body) if one.strip()))
        parts.append(said("mail-close", self.language, network=ours))
        return "\n\n".join(parts) + "\n"

    def lines(self, facts: Member) -> Iterator[str]:
        """What the site says of a member, field by field."""
        for one in shapes(Member):
            value = getattr(facts, one.attribute)
            if one.attribute in Facts.model_fields or one.name in OWN or value in (None, (), {}):
                continue
            if one.name == "facets":
                for name, keys in facts.facets.items():
                    words = self.known.vocabularies.get(name, {})
                    yield f"{self.known.facets.get(name, name)}: {', '.join(words.get(key, key) for key in keys)}"
            elif one.name == "measures":
                for name, measure in facts.measures.items():
                    yield f"{self.known.measures.get(name, name)}: {self.text(measure, one)}"
            else:
                yield f"{label_of(one.model, one.name, self.language)}: {self.text(value, one)}"

    def text(self, value: Any, one: Shape) -> str:  # noqa: PLR0911 - one line for each type
        """A value as a person reads it."""
        if isinstance(value, tuple):
            return ("; " if one.group else ", ").join(self.text(item, one) for item in value)
        if isinstance(value, BaseModel):
            inner = ((each, getattr(value, each.attribute)) for each in shapes(type(value)))
            return ", ".join(self.text(found, each) for each, found in inner if found not in (None, (), False))
        if isinstance(value, Moment):
            return self.formats.date(value)
        if isinstance(value, Words):
            return value.get(self.language) or next(iter(value.values()))
        if isinstance(value, Word):
            return self.known.vocabularies.get(value.vocabulary, {}).get(value.key, value.key)
        if isinstance(value, Phone):
            return value.shown
        if isinstance(value, int | Decimal):
            return self.formats.number(value)
        if one.choices:
            return said(f"word-{value}", self.language)
        codes = next((marker.field for marker in one.markers if isinstance(marker, CodeOf)), "")
        names = {"territories": self.formats.country, "languages": self.formats.language}
        return names[codes](value) if codes in names else str(value)
