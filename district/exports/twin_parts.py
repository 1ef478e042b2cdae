"""What a twin says besides the columns of open data: what the page of a company or an event shows in lists.

Refuses persons, and pictures in which they can be recognised: their consent is for the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from district.exports.markdown import escaped, joined, link, linked, part
from district.kinds.events import Event, Participant
from district.kinds.members import Certification, Member, Notice
from district.kinds.moments import Moment
from district.kinds.shared import Address, Figure, NamedParty, Source
from district.languages.strings import Strings
from district.reading import Entry
from district.rendering.view import View

# The kinds whose entries a page lists when they name its own; people are not told.
RELATED = {"members": ("events", "news", "projects", "courses"), "events": ("news", "projects")}


def facts(view: View, entry: Entry) -> Iterator[str]:
    """The facts that have no column, or more to say than it, each as a label and a value."""
    if isinstance(entry.facts, Member):
        yield from _of_member(view, entry.facts)
    if isinstance(entry.facts, Event):
        yield from _position(view, entry.facts.place)
        for label, parties in (("Organised by", entry.facts.organisers), ("With", entry.facts.partners)):
            if parties:
                yield f"{_said(view, label)}: {view.formats.listed([_party(view, one) for one in parties])}"
        for figure in entry.facts.figures:
            yield f"{escaped(view.say_text(figure.label))}: {_figure(view, figure)}"


def parts(view: View, entry: Entry) -> Iterator[str]:
    """The lists of a page, each below its heading; an empty part where there is nothing to list."""
    if isinstance(entry.facts, Member):
        yield from _lists_of_member(view, entry, entry.facts)
    if isinstance(entry.facts, Event):
        yield from _lists_of_event(view, entry.facts)
    # Another sign than the lists around it, which would take it for more of the same.
    yield "\n".join(f"* {one}" for one in _pictures(view, entry))
    yield part(_said(view, "Documents"), _documents(view, entry))
    for kind in RELATED[entry.kind]:
        if section := view.site.district.section(kind):
            found = view.site.district.citing(entry, kind)
            yield part(view.title_text(section), (linked(view, one) for one in found))
    if view.site.district.section("aims"):
        aims = entry.facts.aims
        heading = _strings(view).ngettext("The aim it serves", "The aims it serves", len(aims))
        yield part(heading, (linked(view, one) for one in aims))


def _strings(view: View) -> Strings:
    return view.site.voices[view.language].strings


def _said(view: View, string: str, **named: str) -> str:
    """One of the theme's strings, its gaps filled."""
    said = view.in_language(view.language, string)
    return said % named if named else said


def _dated(view: View, string: str, moment: Moment | None) -> str:
    return _said(view, string, date=view.formats.date(moment)) if moment else ""


def _position(view: View, place: Address | None) -> Iterator[str]:
    """Where it is for a map, if that is known of the place itself. Source: RFC 5870."""
    if place and place.at:
        yield f"{_said(view, 'Position')}: <geo:{place.at[0]},{place.at[1]}>"


# -- companies


def _of_member(view: View, found: Member) -> Iterator[str]:
    if found.address and found.address.name:
        yield f"{_said(view, 'Where')}: {escaped(view.say_text(found.address.name))}"
    yield from _position(view, found.address)
    if found.whatsapp:
        yield f"WhatsApp: {escaped(found.whatsapp.shown)}"
    for url in found.social:
        yield f"{_said(view, 'Social')}: <{url}>"
    if found.employees and found.employees.source:
        yield f"{_said(view, 'Workforce')} ({_said(view, 'Source')}): {escaped(found.employees.source)}"
    if found.member_until:
        until = view.formats.date(found.member_until)
        yield f"{_said(view, 'In the network')}: {_said(view, 'until %(date)s', date=until)}"


def _lists_of_member(view: View, entry: Entry, found: Member) -> Iterator[str]:
    now = view.site.district.now
    yield part(_said(view, "Certificates"), (_certificate(view, one) for one in found.certifications))
    coming = view.site.district.fairs_of(entry)
    yield part(_said(view, "Where to meet it"), (_fair(view, event, there) for event, there in coming))
    current = (one for one in found.notices if one.is_current(now))
    yield part(_said(view, "It offers and seeks"), (_notice(view, one) for one in current))


def _certificate(view: View, item: Certification) -> str:
    valid = item.is_valid(view.site.district.now)
    number = _said(view, "no. %(number)s", number=item.number) if item.number else ""
    until = _dated(view, "until %(date)s", item.valid_until) if valid else ""
    over = "" if valid or not item.valid_until else f"{_said(view, 'Expired')} {view.formats.date(item.valid_until)}"
    name = view.say_text(view.term(item.certification).label)
    return escaped(joined(name, item.issuer, number, until, over))


def _notice(view: View, item: Notice) -> str:
    until, posted = _dated(view, "until %(date)s", item.expires_on), _dated(view, "posted on %(date)s", item.posted_on)
    type_of = _said(view, "Offers" if item.type == "offers" else "Seeks")
    return f"{type_of}: {escaped(view.say_text(item.text))} ({joined(until, posted)})"


def _fair(view: View, event: Entry, there: Participant) -> str:
    assert isinstance(event.facts, Event)
    when = view.formats.span(event.facts.start, event.facts.end)
    return joined(linked(view, event), _whereabouts(view, there), when)


# -- events


def _lists_of_event(view: View, found: Event) -> Iterator[str]:
    over = found.is_past(view.site.district.now)
    if found.state != "cancelled":
        yield part(_said(view, "Registration"), _registration(view, found, over=over))
    yield part(_said(view, "Programme"), _programme(view, found))
    yield part(
        _said(view, "Companies that took part" if over else "Companies taking part"),
        (joined(linked(view, one.member), _whereabouts(view, one)) for one in found.by_stand),
    )
    yield part(_said(view, "In the press"), _sources(view, found.press))
    heading = _strings(view).ngettext("Source", "Sources", len(found.sources))
    yield part(heading, _sources(view, found.sources))


def _registration(view: View, found: Event, *, over: bool) -> Iterator[str]:
    """How one signs up, as long as one can."""
    how = found.registration
    if how is None:
        return
    if over or not how.is_open(view.site.district.now):
        yield _said(view, "Registration is closed")
        return
    yield joined(_said(view, "Registration is open"), _dated(view, "until %(date)s", how.deadline), by=" ")
    yield escaped(view.say_text(how.note)) if how.note else ""
    yield f"{_said(view, 'Register')}: <{how.url}>" if how.url else ""
    yield f"{_said(view, 'Register by e-mail')}: <{how.email}>" if how.email else ""


def _programme(view: View, found: Event) -> Iterator[str]:
    """The points of the programme, without who speaks."""
    for item in found.programme:
        when = joined(view.formats.date(item.day) if item.day else "", item.time, by=" ")
        yield joined(when, escaped(view.say_text(item.title)), by=": ")


def _whereabouts(view: View, there: Participant) -> str:
    """Hall and stand, in words."""
    if there.hall and there.stand:
        return escaped(_said(view, "hall %(hall)s, stand %(stand)s", hall=there.hall, stand=there.stand))
    if there.hall:
        return escaped(_said(view, "hall %(hall)s", hall=there.hall))
    return escaped(_said(view, "stand %(stand)s", stand=there.stand)) if there.stand else ""


def _party(view: View, one: NamedParty) -> str:
    name = linked(view, one.who) if one.who else escaped(str(one.name))
    return f"{name} ({escaped(view.say_text(one.role))})" if one.role else name


def _figure(view: View, item: Figure) -> str:
    formats = view.formats
    value = formats.money(item.value, item.currency) if item.currency else formats.number(item.value)
    about = _strings(view).pgettext("before a number", "about") if item.approximate else ""
    source = link(item.source, item.url) if item.url else escaped(item.source)
    return f"{joined(about, value, by=' ')} ({joined(formats.date(item.as_of), source)})"


# -- both


def _sources(view: View, found: Iterable[Source]) -> Iterator[str]:
    for item in found:
        told = joined(escaped(item.publisher), view.formats.date(item.date) if item.date else "")
        title = link(item.title or item.url, item.url) if item.url else escaped(item.title or "")
        yield joined(told, title, by=": ")


def _pictures(view: View, entry: Entry) -> Iterator[str]:
    """Pictures with caption and credit; of those that stand in the text already only whose they are."""
    below = view.pictures(entry)
    for item in entry.facts.pictures:
        alt, src = escaped(view.say_text(item.alt)), view.picture(entry, item).src
        caption = escaped(view.say_text(item.caption)) if item.caption else ""
        if item not in below:
            yield joined(f"[{alt}]({src}):", caption, f"© {escaped(item.credit)}", by=" ")
        elif not item.people:
            yield joined(f"![{alt}]({src})", caption, f"© {escaped(item.credit)}", by=" ")


def _documents(view: View, entry: Entry) -> Iterator[str]:
    for item in entry.facts.documents:
        way = view.document(entry, item).href
        language = view.language_name(item.language) if item.language else ""
        yield joined(link(view.say_text(item.title), way), "PDF", language)
