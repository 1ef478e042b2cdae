"""Whether the network's profile is ready for the European Cluster Collaboration Platform.

Refuses samples and drafts: only what is published counts; and to promise that the platform, whose own people look at
each profile, will say the same. Source: "Validation criteria for Register as a cluster organisation", on the platform's
page /register-your-profile, read on 23 November 2026 in a stored copy (eccp.hosted-temp.com) that breaks off within the
fourth criterion. It asks for

- a management team of at least 0.5 FTE: no content shows that, so the command says it besides;
- a website in English, and proof on it that the organisation is at work ("activities, services provided to members,
  common projects, recent newsletters, etc."): how many and how recent it does not say, these numbers are ours;
- at least 15 clearly committed members;
- at least two types of members (industry, research, civil society, public bodies…); without public bodies among them, a
  visible collaboration with such bodies: what a partner is stands in the content's own words, so the command says it
  besides.

The criteria can be waived for clusters that a regional or national programme recognises.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from district.district import District
from district.kinds.events import Event
from district.kinds.moments import Moment
from district.kinds.news import NewsItem
from district.kinds.partners import Partner
from district.kinds.projects import Project
from district.plan import Plan

ENGLISH = "en"
FEWEST_MEMBERS, FEWEST_TYPES = 15, 2
# Ours: the source wants proofs and gives no number.
FEWEST_PROOFS = 3
RECENT = timedelta(days=365)


@dataclass(frozen=True)
class Criterion:
    """One criterion: its code, whether it is met, and the numbers to tell."""

    code: str
    met: bool
    values: Mapping[str, object] = field(default_factory=dict)


def readiness(district: District, plan: Plan) -> tuple[Criterion, ...]:
    """Every criterion, as a district to be published meets it."""
    page = plan.page("sections/network", ENGLISH)
    text = district.text(page.subject, ENGLISH) if page and page.subject in district.of("sections") else None
    members = len(district.members)
    roles = {one.facts.role.key for one in district.of("partners") if isinstance(one.facts, Partner)}
    # Partners alone make no network.
    types = 1 + len(roles) if members else 0
    proofs = list(_proofs(district))
    return (
        Criterion("page", bool(page and not page.borrowed and text and text.body.strip())),
        Criterion("members", members >= FEWEST_MEMBERS, {"count": members, "fewest": FEWEST_MEMBERS}),
        Criterion("types", types >= FEWEST_TYPES, {"count": types, "fewest": FEWEST_TYPES}),
        Criterion("proofs", len(proofs) >= FEWEST_PROOFS, {"count": len(proofs), "fewest": FEWEST_PROOFS}),
    )


def _proofs(district: District) -> Iterator[str]:
    """The keys of what shows that the network was active in the last year."""
    now = district.now
    for entry in (*district.of("events"), *district.of("news"), *district.of("projects")):
        facts = entry.facts
        held = isinstance(facts, Event) and facts.state != "cancelled" and _recent(facts.finish, now)
        told = isinstance(facts, NewsItem) and _recent(facts.date, now)
        running = isinstance(facts, Project) and facts.status == "running"
        if held or told or running:
            yield entry.key


def _recent(moment: Moment, now: datetime) -> bool:
    return now - RECENT <= moment.end and moment.start <= now
