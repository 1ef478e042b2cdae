"""From saving a text to the browser's order to load the page again that it is looking at, in a running preview.

It refuses to reach into the preview: it listens as a page does.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from queue import SimpleQueue

from district.preview.run import Preview, Session
from tests.bench.district import NOW

# Longer than any build that is measured.
PATIENCE = 600
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Plain(Preview):
    """A preview that makes only what the others make too."""

    exports: tuple[str, ...] = ()

    def request(self) -> dict[str, object]:  # type: ignore[override]
        """What the builder is asked for."""
        return {**super().request(), "exports": self.exports}


def saved_to_reload(
    folder: Path, exports: tuple[str, ...], page: str, edit: Callable[[int], None], runs: int
) -> list[float]:
    """The seconds of each of some edits, one after the other, of the site in a folder, seen from a page's address."""
    os.environ["PYTHONPATH"] = str(ROOT)
    preview = Plain(folder, folder / "content", folder / "theme", folder / "output", now=NOW, exports=exports)
    session = Session(preview, "0", lambda _: None)
    server = threading.Thread(target=session.run, daemon=True)
    server.start()
    try:
        while session.news.state.number < 1:  # the first build
            time.sleep(0.05)
        events: SimpleQueue[str] = SimpleQueue()
        asked = (session.server.server_port, page, events)
        threading.Thread(target=_listen, args=asked, daemon=True).start()
        found = []
        for number in range(runs):
            time.sleep(2)  # an editor looks up
            done, before = session.news.state.number, session.news.state.stamp
            begun = time.perf_counter()
            edit(number)
            while events.get(timeout=PATIENCE) == before:
                continue
            found.append(time.perf_counter() - begun)
            while session.news.state.number == done:  # the rest of the site
                time.sleep(0.05)
        return found
    finally:
        session.server.shutdown()
        server.join()
        session.close()


def _listen(port: int, page: str, events: SimpleQueue[str]) -> None:
    """Hands on the version of the site that each order to load the page again is about."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", f"/_preview/events?stamp=none&page={page}")
    name = ""
    for raw in connection.getresponse():
        line = raw.decode().strip()
        if line.startswith("event:"):
            name = line.partition(":")[2].strip()
        elif line.startswith("data:") and name == "reload":
            events.put(json.loads(line.partition(":")[2]))
