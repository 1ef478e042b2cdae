"""All rules at once: a content folder to its district, its plan and every problem there is.

Refuses to stop at the first problem, and to be quiet about its own failure.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from district.checks import files, languages, links, references, site, vocabularies
from district.clock import Clock, read_clock
from district.district import District, build_district
from district.plan import Plan, build_plan
from district.problems import Problem, in_order, print_problems, summary, user_language
from district.reading import Content, read
from district.stages import stage

CLEAN, PROBLEMS, FAILED = 0, 1, 2


@dataclass(frozen=True)
class Survey:
    """What a content folder holds. Without errors, district and plan are whole and may be rendered."""

    content: Content
    district: District | None
    plan: Plan | None
    problems: tuple[Problem, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing stops a build."""
        return not any(problem.is_error for problem in self.problems)


def survey(folder: Path, clock: Clock, *, publish: bool = False, cache: Path | None = None) -> Survey:
    """Reads, plans and checks a content folder; the problems are in order, each once.

    All content is checked, also what publishing leaves out. `cache` is where what texts have become is kept.
    """
    with stage("reading"):
        content, problems = read(folder, clock, cache)
    with stage("planning"):
        everything = build_district(content, clock, publish=False)
    if everything is None:
        return Survey(content, None, None, tuple(in_order(problems)))
    with stage("planning"):
        plan, unplaced = build_plan(everything)
    problems += unplaced
    with stage("checking"):
        problems += [problem for problem in _rules(content, everything, plan) if _stands(content, problem)]
    district: District | None = everything
    if publish:
        with stage("planning"):
            district = build_district(content, clock, publish=True)
            plan = build_plan(district)[0] if district else plan
    return Survey(content, district, plan, tuple(in_order(problems)))


def _rules(content: Content, district: District, plan: Plan) -> Iterator[Problem]:
    """What every rule yields."""
    spoken, now = district.languages, district.now
    if content.site and not content.site.is_doubtful("languages"):
        yield from languages.words_in_known_languages(content, spoken)
        yield from languages.texts_in_known_languages(content, spoken)
        yield from languages.labels_in_every_language(content, spoken)
        yield from languages.words_in_every_language(content, spoken)
        yield from languages.texts_in_every_language(content, spoken)
    yield from languages.titles(content)
    yield from languages.texts_are_written(content)
    yield from languages.translations_are_current(content, spoken)
    yield from languages.translations_keep_up(content, spoken, now)
    yield from references.named_entries_exist(content, now)
    yield from vocabularies.words_stand_in_vocabularies(content)
    yield from vocabularies.facets_and_measures_are_declared(content)
    yield from vocabularies.declared_vocabularies_exist(content)
    yield from vocabularies.labels_have_addresses_of_their_own(content)
    yield from files.named_files_are_there(content)
    yield from files.files_are_used(content)
    yield from links.links_lead_somewhere(content, district, plan, now)
    yield from links.texts_hold_no_code(content)
    yield from site.home_is_there(content)
    yield from site.sections_are_known(content)
    yield from site.kinds_have_sections(content)
    yield from site.menus_name_what_is_there(content)
    yield from site.legal_data_is_complete(content)
    yield from site.profiles_are_verified(content, now)
    yield from site.changed_events_say_when(content, now)
    yield from site.security_contact_holds(content, now)


def _stands(content: Content, problem: Problem) -> bool:
    """Whether a problem is the editor's: what a stand-in for a refused value causes has no line."""
    place = problem.place
    if place.line:
        return True
    broken = {document.source.path for document in languages.documents(content) if document.broken}
    return place.path not in broken


def main(content: Path, now: str = "", form: str = "text", language: str = "") -> int:
    """Checks a content folder, prints every problem, and returns the exit status.

    0 without errors, 1 with; whoever calls turns an exception into 2. `now`, `form` (one of
    FORMATS) and `language` are as on the command line.
    """
    language = user_language(language)
    problems = survey(content, read_clock(now)).problems
    sys.stdout.write(print_problems(problems, form, language))
    if form == "text":
        sys.stdout.write(summary(problems, language) + "\n")
    return PROBLEMS if any(problem.is_error for problem in problems) else CLEAN
