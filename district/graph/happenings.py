"""What happens: events, courses, news.

Refuses dates that are more exact than they are known.
"""

from __future__ import annotations

from district.graph.nodes import (
    Node,
    images,
    location,
    money,
    named,
    network_id,
    node,
    parties,
    party,
    referred,
    said,
    subject,
    summary,
    when,
)
from district.kinds.courses import Course
from district.kinds.events import Event
from district.kinds.news import NewsItem
from district.kinds.shared import Source
from district.rendering.view import View

SCHEMA = "https://schema.org/"


def event(view: View) -> Node:
    """An event, from its own page; what is online shows as long as it is not over."""
    entry, facts = subject(view, Event)
    online = facts.online if not facts.is_past(view.site.district.now) else None
    return named(view, entry, "Event") | node(
        "Event",
        description=summary(view, entry),
        startDate=when(facts.start),
        endDate=when(facts.end),
        previousStartDate=when(facts.moved_from),
        eventStatus=SCHEMA + status(facts),
        eventAttendanceMode=_attendance(facts.place is not None, online is not None),
        location=[
            place
            for place in (location(view, facts.place), node("VirtualLocation", url=online) if online else None)
            if place
        ],
        organizer=parties(view, facts.organisers),
        contributor=parties(view, facts.partners),
        attendee=[referred(view, one.member) for one in facts.participants],
        sameAs=facts.website,
        image=images(view, entry),
        subjectOf=[_source(item) for item in (*facts.press, *facts.sources)],
    )


def status(facts: Event) -> str:
    """How an event stands, in schema.org's words; a moved one has a new date, a postponed one not yet.

    Source: https://schema.org/EventStatusType
    """
    if facts.state == "cancelled":
        return "EventCancelled"
    if facts.state == "postponed":
        return "EventPostponed"
    return "EventRescheduled" if facts.moved_from else "EventScheduled"


def _attendance(somewhere: bool, online: bool) -> str:
    if not (somewhere or online):
        return ""
    mode = "Mixed" if somewhere and online else "Online" if online else "Offline"
    return f"{SCHEMA}{mode}EventAttendanceMode"


def _source(item: Source) -> Node:
    """What was published elsewhere."""
    publisher = node("Organization", name=item.publisher)
    return node("CreativeWork", name=item.title, url=item.url, datePublished=when(item.date), publisher=publisher)


def course(view: View) -> Node:
    """A course and the one time it is held, from its own page."""
    entry, facts = subject(view, Course)
    place = location(view, facts.place)
    instance = node(
        "CourseInstance",
        startDate=when(facts.start),
        endDate=when(facts.end),
        location=place,
        # ISO 8601: so many hours.
        courseWorkload=f"PT{facts.hours}H" if facts.hours is not None else None,
        maximumAttendeeCapacity=facts.places,
    )
    return named(view, entry, "Course") | node(
        "Course",
        description=summary(view, entry),
        provider=party(view, facts.provider) if facts.provider else None,
        contributor=parties(view, facts.partners),
        educationalCredentialAwarded=said(view, facts.credential),
        coursePrerequisites=[said(view, words) for words in facts.requirements],
        syllabusSections=[node("Syllabus", name=said(view, words)) for words in facts.programme],
        hasCourseInstance=instance,
        offers=_fee(facts),
        image=images(view, entry),
        citation=[_source(item) for item in facts.sources],
    )


def _fee(facts: Course) -> Node | None:
    """What a course costs, and until when one applies for it."""
    if facts.fee is None and facts.apply_by is None:
        return None
    fee = money(facts.fee)
    price = {"price": fee["value"], "priceCurrency": fee["currency"]} if fee else {}
    return node("Offer", availabilityEnds=when(facts.apply_by)) | price


def news(view: View) -> Node:
    """A piece of news, from its own page."""
    entry, facts = subject(view, NewsItem)
    article = named(view, entry, "NewsArticle")
    return article | node(
        "NewsArticle",
        headline=article["name"],
        description=summary(view, entry),
        datePublished=when(facts.date),
        inLanguage=view.page.text_language or view.language,
        publisher={"@id": network_id(view)},
        about=[referred(view, one, "Thing") for one in facts.about if view.entry_of(one)],
        image=images(view, entry),
        citation=[_source(item) for item in facts.sources],
    )
