"""The network's own content: honest, in both languages alike, and as varied as a district while it is invented.

Nothing here counts entries: editors add and remove them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from district.kinds.calls import Call
from district.kinds.courses import Course
from district.kinds.events import Event
from district.kinds.members import Member
from district.reading import Entry
from district.reading.translation import STALE, translations
from tests.content import CLOCK, surveyed
from tests.site.built import Built

CONTENT = Path(__file__).parents[2] / "content"
# Kinds whose real entries tell what happened, and so say who says so.
TOLD = ("events", "news", "projects", "courses")


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    return [*surveyed(CONTENT).content.entries.values()]


def of(entries: list[Entry], kind: str, *, sample: bool) -> list[Entry]:
    return [entry for entry in entries if entry.kind == kind and entry.facts.sample == sample]


def test_what_really_happened_says_who_says_so(entries: list[Entry]) -> None:
    assert [e.key for kind in TOLD for e in of(entries, kind, sample=False) if not getattr(e.facts, "sources")] == []


def test_no_sentence_stands_in_two_profiles(entries: list[Entry]) -> None:
    seen: dict[str, set[str]] = defaultdict(set)
    for entry in of(entries, "members", sample=True):
        for text in entry.texts.values():
            for sentence in re.split(r"(?<=[.!?])\s+", f"{text.head.summary}\n\n{text.body}"):
                seen[sentence.strip()].add(entry.key)
    assert {sentence: keys for sentence, keys in seen.items() if sentence and len(keys) > 1} == {}


def test_no_two_profiles_of_a_language_open_alike(entries: list[Entry]) -> None:
    openings = Counter(
        (text.language, tuple(text.body.split()[:3]))
        for entry in of(entries, "members", sample=True)
        for text in entry.texts.values()
    )
    assert [opening for opening, count in openings.items() if count > 1] == []


def test_profiles_have_sixty_to_two_hundred_words_in_each_language(entries: list[Entry]) -> None:
    for entry in of(entries, "members", sample=True):
        for text in entry.texts.values():
            body = len(text.body.split())
            assert body + len((text.head.summary or "").split()) >= 60, text.source.path
            assert body <= 200, text.source.path


def test_each_kind_says_as_much_in_one_language_as_in_the_other(entries: list[Entry]) -> None:
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        for text in entry.texts.values():
            words[entry.kind][text.language] += len(f"{text.head.summary} {text.body}".split())
    assert {kind: count for kind, count in words.items() if not 0.8 <= count["en"] / count["it"] <= 1.25} == {}


def test_every_state_is_to_be_seen_as_long_as_there_are_samples(entries: list[Entry]) -> None:
    now = CLOCK.now
    if not of(entries, "members", sample=True):
        return  # the members' own profiles have taken their place
    events = [e.facts for e in of(entries, "events", sample=True) if isinstance(e.facts, Event)]
    calls = [e.facts for e in of(entries, "calls", sample=True) if isinstance(e.facts, Call)]
    courses = [e.facts for e in of(entries, "courses", sample=True) if isinstance(e.facts, Course)]
    members = [e.facts for e in of(entries, "members", sample=True) if isinstance(e.facts, Member)]
    assert {event.state for event in events} == {"confirmed", "postponed", "cancelled"}
    assert any(len(event.participants) == 20 and not event.is_past(now) for event in events)
    assert {call.state(now) for call in calls} == {"announced", "open", "closed"}
    assert any(call.state(now) == "open" and call.days_left(now) <= 7 for call in calls)
    assert any(course.is_open(now) and course.places for course in courses)
    assert {notice.is_current(now) for member in members for notice in member.notices} == {True, False}
    assert {notice.type for member in members for notice in member.notices} == {"offers", "seeks"}
    assert sum(not member.is_current(now) for member in members) == 1
    stale = [one.entry for e in entries for one in translations(e, ("it", "en")) if one.state == STALE]
    assert [(entry.kind, entry.facts.sample) for entry in stale] == [("members", True)]


def test_nobody_can_be_reached_by_an_invented_profile(entries: list[Entry]) -> None:
    for entry in (e for e in entries if e.facts.sample):
        said = entry.document.source.text
        hosts = re.findall(r"https?://([^/\s\"']+)", said)
        assert all(host.endswith(".example") for host in hosts)
        assert all(address.endswith(".example") for address in re.findall(r"[\w.-]+@[\w.-]+\w", said))
        assert set(re.findall(r"\+39[\d ]+\d", said)) <= {"+39 000 123456"}
        assert "vat_number" not in said


def test_a_preview_badges_every_invented_entry(preview: Built, entries: list[Entry]) -> None:
    for entry in (e for e in entries if e.facts.sample):
        for language in preview.plan.languages:
            page = preview.plan.page(entry.key, language)
            assert page is not None
            assert 'class="badge' in (preview.folder / page.path).read_text(encoding="utf-8"), page.path
