"""How long each stage of a build takes, for who wants to know where the seconds go.

Refuses to change anything of a build: where nobody measures, a stage notes nothing. Threads that a stage starts count
for the stage that waits for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import perf_counter

# In the order in which they begin. A stage within another is counted for itself alone.
STAGES = (
    *("starting", "reading", "planning", "checking", "dressing", "desk", "pictures", "cards", "rendering"),
    *("exports", "prints", "search", "compressing", "writing"),
)
# What belongs to none of them.
REST = "rest"
# What of each stage is counted.
COUNTS = {
    "reading": ("files", "texts"),
    "pictures": ("pictures_made", "pictures_kept"),
    "cards": ("cards_made", "cards_kept"),
    "rendering": ("pages",),
    "exports": ("exports",),
    "writing": ("written", "unchanged"),
}


class Stages:
    """The seconds of each stage of what runs within `measured`, by their names; together they are all of it."""

    def __init__(self, tick: Callable[[], float] = perf_counter) -> None:
        self.seconds: dict[str, float] = {}
        # How many things were read, rendered, written…, by the names in COUNTS.
        self.counts: dict[str, int] = {}
        self._tick = tick
        self._within = [REST]
        self._since = tick()

    def turn(self) -> None:
        """Gives the time since the last turn to the stage that runs now."""
        now, name = self._tick(), self._within[-1]
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self._since
        self._since = now

    def enter(self, name: str) -> None:
        """Begins a stage, perhaps within another."""
        self.turn()
        self._within.append(name)

    def leave(self) -> None:
        """Ends the stage that runs now."""
        self.turn()
        self._within.pop()


_measuring: ContextVar[Stages | None] = ContextVar("measuring", default=None)


@contextmanager
def measured(tick: Callable[[], float] = perf_counter) -> Iterator[Stages]:
    """Measures the stages of what runs within."""
    stages = Stages(tick)
    before = _measuring.set(stages)
    try:
        yield stages
    finally:
        stages.turn()
        _measuring.reset(before)


class stage:  # noqa: N801 - written as what it is: with stage("reading")
    """A stage of STAGES. No generator: pages are written by thousands."""

    __slots__ = ("_name", "_stages")

    def __init__(self, name: str) -> None:
        self._name = name
        self._stages = _measuring.get()

    def __enter__(self) -> None:
        if self._stages is not None:
            self._stages.enter(self._name)

    def __exit__(self, *_error: object) -> None:
        if self._stages is not None:
            self._stages.leave()


def counted(name: str, number: int = 1) -> None:
    """Notes so many things of a sort of COUNTS; what other processes do is noted by the one that waits for them."""
    stages = _measuring.get()
    if stages is not None:
        stages.counts[name] = stages.counts.get(name, 0) + number
