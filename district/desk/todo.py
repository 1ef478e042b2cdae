"""What needs an editor's hand though nothing is wrong: each rule a generator whose docstring is the rule.

Samples are passed over: nobody will confirm them. Refuses to ask other hosts unless told to (`outside.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from district.checks import site
from district.checks.languages import documents
from district.clock import Clock
from district.desk.outside import links_answer
from district.kinds import Facts
from district.kinds.calls import Call
from district.kinds.events import Event
from district.kinds.grants import Grants
from district.kinds.members import Member
from district.kinds.moments import Moment
from district.kinds.people import Person
from district.kinds.projects import Project
from district.problems import Problem, in_order
from district.reading import Content, Entry

OLD = timedelta(days=2 * 365)
SOON = timedelta(days=60)
CLOSING_DAYS = 30
# Narrower pictures are blurred where they fill the page on a large screen.
FEWEST_PIXELS = 1200
DATED = frozenset({"as_of", "status_as_of"})
# What buyers look for in a company's profile; one of the last three is enough to reach it.
COMPANY = ("vat_number", "founded", "address", "employees", "facets", "measures", "logo")
WAYS = ("email", "phone", "website")
EMPTY_WORDS = frozenset({"foto", "fotografia", "immagine", "picture", "photo", "photograph", "image", "img"})


def todo(content: Content, clock: Clock, *, links: bool = False) -> list[Problem]:
    """All that is to be done, in order; with `links` also the outside links that lead nowhere."""
    now = clock.now
    return in_order(one for one in _rules(content, now, links=links) if not _is_of_a_sample(content, one))


def _rules(content: Content, now: datetime, *, links: bool) -> Iterator[Problem]:
    yield from site.profiles_are_verified(content, now)
    yield from site.legal_data_is_complete(content)
    yield from past_events_have_reports(content, now)
    yield from figures_are_fresh(content, now)
    yield from certificates_last(content, now)
    yield from notices_last(content, now)
    yield from calls_stay_open(content, now)
    yield from pictures_are_described(content)
    yield from pictures_are_large(content)
    yield from companies_are_whole(content, now)
    if links:
        yield from links_answer(content)


def past_events_have_reports(content: Content, now: datetime) -> Iterator[Problem]:
    """An event that has been held has a report (N201)."""
    for entry in content.entries.values():
        facts = entry.facts
        if not isinstance(facts, Event) or facts.state != "confirmed" or not facts.is_past(now):
            continue
        if not any(name == "report" for name, _ in (*entry.texts, *entry.unread)):
            yield Problem("N201", entry.document.place(("start",)), {"value": entry.slug, "date": str(facts.finish)})


def figures_are_fresh(content: Content, now: datetime) -> Iterator[Problem]:
    """A number that ages was heard less than two years ago (N202)."""
    for document in documents(content):
        facts = document.facts
        # Who held an office once, and what was once granted or finished, does not age.
        over = isinstance(facts, Person | Grants) or (isinstance(facts, Project) and facts.status == "finished")
        over = over or (isinstance(facts, Event) and facts.is_past(now))
        for path, value in () if over else document.leaves:
            if path[-1] in DATED and isinstance(value, Moment) and value.end < now - OLD:
                label = document.node.at((*path[:-1], "label"))
                words = list(label.plain().values()) if label and isinstance(label.value, dict) else []
                field = f"“{words[0]}”" if words else ".".join(map(str, path[:-1])) or str(path[-1])
                yield Problem("N202", document.place(path), {"value": str(value), "field": field})


def certificates_last(content: Content, now: datetime) -> Iterator[Problem]:
    """A company's certificate does not run out within two months, and has not (N203)."""
    for entry, facts in _members(content, now):
        for number, one in enumerate(facts.certifications):
            if one.valid_until and one.valid_until.end < now + SOON:
                place = entry.document.place(("certifications", number, "valid_until"))
                yield Problem("N203", place, {"value": str(one.certification), "date": str(one.valid_until)})


def notices_last(content: Content, now: datetime) -> Iterator[Problem]:
    """A notice on the board does not expire within two months, and has not (N204)."""
    for entry, facts in _members(content, now):
        for number, one in enumerate(facts.notices):
            if one.expires_on.end < now + SOON:
                place = entry.document.place(("notices", number, "expires_on"))
                yield Problem("N204", place, {"value": next(iter(one.text.values())), "date": str(one.expires_on)})


def calls_stay_open(content: Content, now: datetime) -> Iterator[Problem]:
    """A call that is open does not close within a month (N205)."""
    for entry in content.entries.values():
        facts = entry.facts
        if isinstance(facts, Call) and facts.state(now) == "open" and facts.days_left(now) <= CLOSING_DAYS:
            details = {"value": entry.slug, "date": str(facts.deadline), "days": str(facts.days_left(now))}
            yield Problem("N205", entry.document.place(("deadline",)), details)


def pictures_are_described(content: Content) -> Iterator[Problem]:
    """A picture says in every language what can be seen in it, and more than that it is one (N206)."""
    languages = [one.code for one in content.site.facts.languages] if content.site else []
    for entry in content.entries.values():
        for number, picture in enumerate(entry.facts.pictures):
            stem = Path(picture.file).stem.casefold()
            for code in languages:
                said = picture.alt.get(code, "").strip(" .").casefold()
                if not said or said == stem or said in EMPTY_WORDS:
                    place = entry.document.place(("pictures", number, "alt"))
                    yield Problem("N206", place, {"value": str(picture.file), "language": code})


def pictures_are_large(content: Content) -> Iterator[Problem]:
    """A photograph is wide enough for a large screen (N207); logos and drawings need not be."""
    for entry in content.entries.values():
        for number, picture in enumerate(entry.facts.pictures):
            path = entry.files.get(picture.file)
            width = _width(path) if path else 0
            if 0 < width < FEWEST_PIXELS:
                details = {"value": str(picture.file), "width": str(width), "fewest": str(FEWEST_PIXELS)}
                yield Problem("N207", entry.document.place(("pictures", number, "file")), details)


def _width(path: Path) -> int:
    """How wide a picture is as it is shown; 0 for one that cannot be opened, which `check` tells."""
    from district.pictures.opening import UnfitError, opened  # slow to import

    sideways = (5, 6, 7, 8)  # Exif's orientations that lie on their side
    try:
        with opened(path.read_bytes(), path.suffix) as image:
            turned = image.getexif().get(0x0112) in sideways
            return image.height if turned else image.width
    except UnfitError:
        return 0


def companies_are_whole(content: Content, now: datetime) -> Iterator[Problem]:
    """A company's profile has what buyers look for, and a way to reach it (N208)."""
    for entry, facts in _members(content, now):
        missing = [name for name in COMPANY if not getattr(facts, name) and not entry.document.is_doubtful(name)]
        if not any(getattr(facts, way) for way in WAYS) and not any(map(entry.document.is_doubtful, WAYS)):
            missing.append("email")
        if missing:
            yield Problem("N208", entry.document.place(), {"value": facts.name, "fields": ", ".join(missing)})


def _members(content: Content, now: datetime) -> Iterator[tuple[Entry, Member]]:
    """The companies that belong to the network."""
    for entry in content.entries.values():
        if isinstance(entry.facts, Member) and entry.facts.is_current(now):
            yield entry, entry.facts


def _is_of_a_sample(content: Content, problem: Problem) -> bool:
    path = problem.place.path
    for entry in content.entries.values():
        if isinstance(entry.facts, Facts) and entry.facts.sample:
            folder = entry.document.source.path.rpartition("/")[0]
            if path.startswith(f"{folder}/"):
                return True
    return False
