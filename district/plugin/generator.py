"""Pelican's generator: surveys the content when Pelican gathers, writes the site when it writes.

Refuses to write anything while there is an error: the last good output stays.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican.generators import Generator

from district.building import Prepared, Request, build_site, prepare
from district.clock import read_clock
from district.plugin.telling import tell
from district.problems import Place, Problem, user_language

PROBLEMS = 1


@dataclass(frozen=True)
class Outcome:
    """How a build went: exit status (0 clean, 1 problems), every problem, and what a good build was made from."""

    status: int
    problems: tuple[Problem, ...]
    prepared: Prepared | None = None


class StoppedError(SystemExit):
    """Ends Pelican with the status of a build that has errors; Pelican itself would end with 0."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.status)
        self.outcome = outcome


class DistrictGenerator(Generator):
    """All pages of all kinds, in all languages, in one pass."""

    # The outcome of the last build in this process, for who started Pelican from Python.
    outcome: Outcome | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call]
        settings = self.settings
        self.language = user_language(settings["DISTRICT_LANGUAGE"])
        try:
            clock = read_clock(settings["DISTRICT_NOW"])
        except ValueError:
            self.stop((Problem("B103", Place("--now"), {"value": settings["DISTRICT_NOW"]}),))
        self.request = Request(
            content=Path(self.path),
            theme=Path(self.theme),
            output=Path(self.output_path),
            cache=Path(settings["DISTRICT_CACHE"]).absolute(),
            clock=clock,
            publish=settings["DISTRICT_PUBLISH"],
            siteurl=settings["SITEURL"],
            prints=settings["DISTRICT_PRINTS"],
            strict=tuple(settings["DISTRICT_STRICT"]),
            quick=settings["DISTRICT_QUICK"],
            desk=settings["DISTRICT_DESK"],
            guide=Path(settings["DISTRICT_GUIDE"]) if settings["DISTRICT_GUIDE"] else None,
            exports=settings["DISTRICT_EXPORTS"],
            looked_at=settings["DISTRICT_LOOKED_AT"],
            show=settings["DISTRICT_SHOW"],
        )

    def generate_context(self) -> None:
        """Reads, plans and checks everything; stops at errors."""
        self.prepared = prepare(self.request, self.env)
        if self.prepared.site is None:
            self.stop(self.prepared.problems)

    def generate_output(self, _writer: object) -> None:
        """Renders and writes everything; stops at errors, before anything is written."""
        report, problems = build_site(self.request, self.prepared)
        every = (*self.prepared.problems, *problems)
        if report is None:
            self.stop(every)
            return
        type(self).outcome = Outcome(0, every, self.prepared)
        sys.stdout.write(tell(self.request, report, every, self.language))

    def stop(self, problems: tuple[Problem, ...]) -> None:
        """Tells all problems and ends the build."""
        outcome = Outcome(PROBLEMS, problems)
        type(self).outcome = outcome
        sys.stdout.write(tell(self.request if hasattr(self, "request") else None, None, problems, self.language))
        sys.stdout.flush()
        raise StoppedError(outcome)
