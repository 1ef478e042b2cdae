"""Rules about the site as a whole: its parts, its menu, its legal data, profiles to be confirmed.

Refuses to invent what is missing: it is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from district.kinds.events import Event
from district.kinds.members import Member
from district.kinds.sections import Section
from district.kinds.values import Reference
from district.plan import SECTIONS
from district.problems import Place, Problem, nearest
from district.reading import Content

# So long before its end a contact for weaknesses is asked to be confirmed.
NEARLY_OVER = timedelta(days=30)


def sections_are_known(content: Content) -> Iterator[Problem]:
    """A section is one that the plan knows (A103), and stands under one that is there (A106)."""
    slugs = {ref.slug for ref in (*content.entries, *content.unreadable) if ref.kind == "sections"}
    for entry in content.entries.values():
        facts = entry.facts
        if not isinstance(facts, Section):
            continue
        folder = entry.document.source.path.rpartition("/")[0]
        if entry.slug not in SECTIONS:
            details = {"value": entry.slug, "nearest": nearest(entry.slug, SECTIONS)}
            yield Problem("A103", Place(folder), {**details, "choices": ", ".join(SECTIONS)})
        elif facts.address is None and entry.slug != "home" and not entry.document.is_doubtful("address"):
            yield Problem(
                "F101", entry.document.place(), {"value": "address", "field": "address", "example": "address: {it: …}"}
            )
        if facts.under and (facts.under not in slugs or _is_under_itself(content, entry.slug)):
            near = "" if facts.under in slugs else nearest(facts.under, slugs)
            details = {"value": facts.under, "nearest": near}
            yield Problem("A106", entry.document.place(("under",)), details)


def _is_under_itself(content: Content, slug: str) -> bool:
    """Whether going up from a section leads back to it."""
    met: set[str] = set()
    step = slug
    while step not in met:
        met.add(step)
        above = content.entries.get(Reference("sections", step))
        step = getattr(above.facts, "under", None) or "" if above else ""
    return step == slug


def home_is_there(content: Content) -> Iterator[Problem]:
    """There is a home page (A107)."""
    home = Reference("sections", "home")
    if home not in content.entries and home not in content.unreadable:
        yield Problem("A107", Place(f"{content.root.name}/sections/home"), {})


def kinds_have_sections(content: Content) -> Iterator[Problem]:
    """A kind that has entries has a section to stand in (A105), named once for each kind."""
    told: set[str] = set()
    for entry in content.entries.values():
        section = Reference("sections", entry.kind)
        if entry.kind in {"sections", "pages", *told} or section in content.unreadable:
            continue
        if section not in content.entries:
            told.add(entry.kind)
            place = Place(f"{content.root.name}/{entry.kind}")
            yield Problem("A105", place, {"value": entry.kind})


def menus_name_what_is_there(content: Content) -> Iterator[Problem]:
    """Menu and footer name sections or pages that are there (R101)."""
    if content.site is None:
        return
    slugs = {ref.slug for ref in content.entries if ref.kind in {"sections", "pages"}}
    slugs |= {ref.slug for ref in content.unreadable if ref.kind in {"sections", "pages"}}
    for name in ("menu", "footer"):
        for number, slug in enumerate(getattr(content.site.facts, name)):
            if slug not in slugs:
                place = content.site.place((name, number))
                details = {"value": slug, "nearest": nearest(slug, slugs), "kind": "sections"}
                yield Problem("R101", place, details)


def legal_data_is_complete(content: Content) -> Iterator[Problem]:
    """The network's legal data and contacts are supplied (notice N110, one for each that is missing).

    Source: art. 35 DPR 633/1972 (VAT number on the home page), art. 2250 Civil Code, and D.Lgs.
    70/2003 art. 7 (a way to write to whoever runs the site).
    """
    if content.site is None:
        return
    facts = content.site.facts
    for name in facts.legal.missing():
        if not content.site.is_doubtful(f"legal.{name}"):
            yield Problem("N110", content.site.place(("legal",), key=True), {"value": f"legal.{name}"})
    if facts.contacts.email is None and not content.site.is_doubtful("contacts.email"):
        yield Problem("N110", content.site.place(("contacts",), key=True), {"value": "contacts.email"})


def security_contact_holds(content: Content, now: datetime) -> Iterator[Problem]:
    """Whom to tell of a weakness of the site holds for another month at least (notice N116).

    Source: RFC 9116, section 5.3: what has expired is to be taken for wrong.
    """
    security = content.site.facts.security if content.site else None
    if content.site and security and security.expires.end - now < NEARLY_OVER:
        yield Problem("N116", content.site.place(("security", "expires")), {"value": str(security.expires)})


def profiles_are_verified(content: Content, now: datetime) -> Iterator[Problem]:
    """A member's profile is confirmed by the member at least as often as site.yaml says (notice N111)."""
    months = content.site.facts.verify_after_months if content.site else 0
    for entry in content.entries.values():
        facts = entry.facts
        if not isinstance(facts, Member) or not months or not facts.is_current(now):
            continue
        if entry.document.is_doubtful("verified_on"):
            continue
        if facts.verified_on is None:
            yield Problem("N111", entry.document.place(), {"value": "@never", "name": facts.name})
        elif (now - facts.verified_on.start).days > months * 30.44:
            place = entry.document.place(("verified_on",))
            yield Problem("N111", place, {"value": str(facts.verified_on), "name": facts.name})


def changed_events_say_when(content: Content, now: datetime) -> Iterator[Problem]:
    """An event to come that was moved, postponed or cancelled says on which day, in updated_on (notice N113).

    Calendars that people follow take up a change only when it comes with a later day.
    """
    for entry in content.entries.values():
        facts = entry.facts
        if not isinstance(facts, Event) or facts.is_past(now) or facts.updated_on:
            continue
        field = "state" if facts.state != "confirmed" else "moved_from" if facts.moved_from else ""
        if field and not any(entry.document.is_doubtful(one) for one in (field, "updated_on")):
            yield Problem("N113", entry.document.place((field,)), {"value": field})
