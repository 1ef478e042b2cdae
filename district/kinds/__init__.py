"""The typed models of content, one file per kind of entry.

Refuses to read files or to look anything up. A new kind is one model here, one line below, and
its templates.
"""

from district.kinds.aims import AimFacts
from district.kinds.base import Facts
from district.kinds.calls import Call
from district.kinds.courses import Course
from district.kinds.events import Event
from district.kinds.members import Member
from district.kinds.news import NewsItem
from district.kinds.pages import FreePage
from district.kinds.partners import Partner
from district.kinds.people import Person
from district.kinds.projects import Project
from district.kinds.sections import Section

MODELS: tuple[type[Facts], ...] = (
    Section,
    Member,
    Event,
    NewsItem,
    Project,
    Course,
    Call,
    Partner,
    Person,
    AimFacts,
    FreePage,
)
KINDS: dict[str, type[Facts]] = {model.kind: model for model in MODELS}

__all__ = ["KINDS", "Facts"]
