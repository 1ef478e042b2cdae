"""What the open pages have to know: which version is served and which problems there are.

It is shared by the building thread, which tells, and by the answers to the pages, which wait. It refuses to send.
"""

import json
import secrets
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from district.preview.building import First, Result
from district.preview.texts import counted, text

# The words that a page needs besides those of the problems; `{file}` in them is the page's to fill in.
LABELS = (
    *("why", "mend", "error", "notice", "close", "open", "open_more", "open_unreached"),
    *("bar", "preview", "states", "sources"),
)


# How the codes of problems begin that only the end of a build tells: a page that fails, a link that leads nowhere.
# What broke off has no code.
LATE = ("B", "")


@dataclass(frozen=True)
class State:
    """The state after `number` builds: `stamp` names the version that a page served now belongs to.

    `bars` is of that version too: what the bar of each page says, by the path of its file. `first` are files of the
    build that is going on, by their paths, to be served already: of the version `first_stamp`.
    """

    number: int
    ready: bool
    stamp: str
    problems: tuple[dict[str, Any], ...] = ()
    bars: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    first: Mapping[str, bytes] = field(default_factory=dict)
    first_stamp: str = ""

    def stamp_of(self, path: str) -> str:
        """The version that a page is served in, by the path of its file."""
        return self.first_stamp if path in self.first else self.stamp


class News:
    """The state, and the wait for the next one."""

    def __init__(self, language: str, *, ready: bool) -> None:
        """Begin before the first build; `ready` says that an earlier run left a site to serve."""
        self.language = language
        # Pages left open by an earlier run of the server must not take this run's first build for theirs.
        self._run = secrets.token_hex(4)
        # How many pages in browsers show each file.
        self._looking: Counter[str] = Counter()
        self._changed = threading.Condition()
        self._closed = False
        self._state = State(0, ready, self._stamp(0, ready=ready))
        # The bars of the last good build.
        self._bars: Mapping[str, dict[str, Any]] = {}

    @property
    def state(self) -> State:
        """The state now."""
        return self._state

    @property
    def closed(self) -> bool:
        """Whether the server is ending."""
        return self._closed

    @property
    def looked_at(self) -> frozenset[str]:
        """The files of the pages that somebody has open and in sight."""
        with self._changed:
            return frozenset(self._looking)

    @contextmanager
    def looking(self, path: str) -> Iterator[None]:
        """Know of a page that is in sight, by the path of its file, while the block runs."""
        with self._changed:
            self._looking[path] += 1
        try:
            yield
        finally:
            with self._changed:
                self._looking -= Counter([path])

    def tell_first(self, first: First) -> None:
        """Take in what a build shows before it ends, and wake who waits; how it ends decides whether it stays.

        Nothing is shown before there is a site. What only the end of a build can tell stays told until then.
        """
        with self._changed:
            state = self._state
            if not state.ready:
                return
            late = (one for one in state.problems if one["severity"] == "error" and one["code"][:1] in LATE)
            self._state = replace(
                state,
                problems=(*late, *first.problems),
                bars={**state.bars, **first.bars},
                first=first.files,
                first_stamp=self._stamp(state.number + 1, ready=True),
            )
            self._changed.notify_all()

    def tell(self, result: Result, *, again: bool = False) -> None:
        """Take in how a build ended and wake who waits.

        With `again`, pages that were shown first are to be loaded once more: they were given files that changed then.
        """
        with self._changed:
            number = self._state.number + 1
            good = result.status == 0
            ready = self._state.ready or good
            stamp = self._state.stamp if ready and not good else self._stamp(number, ready=ready)
            stamp += "-again" if again and good else ""
            bars = result.bars if good else self._bars
            self._bars = bars
            self._state = State(number, ready, stamp, tuple(result.problems), bars)
            self._changed.notify_all()

    def wait(self, seen: State | None, seconds: float) -> State:
        """Return the state as soon as it is another than the one that was seen, or after some seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._state is not seen, seconds)
            return self._state

    def close(self) -> None:
        """Let everybody who waits go."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _stamp(self, number: int, *, ready: bool) -> str:
        # Before the first good build, each build makes another waiting page, with that build's problems.
        return f"{self._run}-{number}" if ready else f"{self._run}-waiting-{number}"


def summary(state: State, language: str) -> dict[str, Any]:
    """Return what a page shows of the state, in words: the title, the labels, the problems, errors first."""
    errors = [problem for problem in state.problems if problem["severity"] == "error"]
    notices = [problem for problem in state.problems if problem["severity"] != "error"]
    title = counted(len(errors or notices), language, errors=bool(errors)) if state.problems else ""
    labels = {name: text(name, language, file="{file}") for name in LABELS}
    return {
        "language": language,
        "title": title,
        "notices": counted(len(notices), language, errors=False),
        "errors": len(errors),
        "labels": labels,
        "problems": errors + notices,
    }


def event(name: str, data: object) -> bytes:
    """Return one server-sent event (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()
