"""What the open pages have to know: which version is served and which problems there are.

It is shared by the building thread, which tells, and by the answers to the pages, which wait. It refuses to send.
"""

import json
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from district.preview.building import Result
from district.preview.texts import counted, text

# The words that a page needs besides those of the problems; `{file}` in them is the page's to fill in.
LABELS = (
    *("why", "mend", "error", "notice", "close", "open", "open_more", "open_unreached"),
    *("bar", "preview", "states", "sources"),
)


@dataclass(frozen=True)
class State:
    """The state after `number` builds: `stamp` names the version that a page served now belongs to.

    `bars` is of that version too: what the bar of each page says, by the path of its file.
    """

    number: int
    ready: bool
    stamp: str
    problems: tuple[dict[str, Any], ...] = ()
    bars: Mapping[str, dict[str, Any]] = field(default_factory=dict)


class News:
    """The state, and the wait for the next one."""

    def __init__(self, language: str, *, ready: bool) -> None:
        """Begin before the first build; `ready` says that an earlier run left a site to serve."""
        self.language = language
        # Pages left open by an earlier run of the server must not take this run's first build for theirs.
        self._run = secrets.token_hex(4)
        self._good = 0
        self._changed = threading.Condition()
        self._closed = False
        self._state = State(0, ready, self._stamp(0, ready=ready))

    @property
    def state(self) -> State:
        """The state now."""
        return self._state

    @property
    def closed(self) -> bool:
        """Whether the server is ending."""
        return self._closed

    def tell(self, result: Result) -> None:
        """Take in how a build ended and wake who waits."""
        with self._changed:
            number = self._state.number + 1
            good = result.status == 0
            self._good += good
            ready = self._state.ready or good
            stamp = self._stamp(number, ready=ready)
            bars = result.bars if good else self._state.bars
            self._state = State(number, ready, stamp, tuple(result.problems), bars)
            self._changed.notify_all()

    def wait(self, seen: int, seconds: float) -> State:
        """Return the state as soon as it is another than number `seen`, or after some seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._state.number != seen, seconds)
            return self._state

    def close(self) -> None:
        """Let everybody who waits go."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _stamp(self, number: int, *, ready: bool) -> str:
        # Before the first good build, each build makes another waiting page, with that build's problems.
        return f"{self._run}-{self._good}" if ready else f"{self._run}-waiting-{number}"


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
