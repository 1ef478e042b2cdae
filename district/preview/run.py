"""Runs a preview: builder, watcher and server together, until Ctrl-C; it refuses to leave a process behind."""

import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import FrameType
from typing import Any

from district.preview.building import Builder, First
from district.preview.news import News
from district.preview.opening import found
from district.preview.preview import Preview
from district.preview.server import PortError, listen
from district.preview.texts import text
from district.preview.watching import batches

__all__ = ["Preview", "Session", "serve"]

NAMED_CHANGES = 3
# Ctrl-C, the end asked for by another program, the terminal closed.
ENDINGS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
Say = Callable[[str], None]


def serve(preview: Preview, port: str = "") -> int:
    """Serve a preview on this machine and follow each change until Ctrl-C; return 0.

    `port` is what the user asked for, "" for the usual one or the next free. Returns 2, with one line, where that
    cannot be had.
    """
    for number in ENDINGS:
        signal.signal(number, _interrupt)
    try:
        session = Session(preview, port, _print)
        try:
            session.run()
        finally:
            for number in ENDINGS:  # once is enough: the end must not be interrupted
                signal.signal(number, signal.SIG_IGN)
            session.close()
    except PortError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        pass
    return 0


class Session:
    """One running preview: the server answers in the caller's thread, watching and building have one each."""

    def __init__(self, preview: Preview, port: str, say: Say) -> None:
        """Take the port, start the builder; raises PortError. The builder starts before any thread."""
        self._preview = preview
        self._say = say
        self._stop = threading.Event()
        self._changes: queue.SimpleQueue[set[Path] | None] = queue.SimpleQueue()
        # What an earlier run left is the last good site, until there is a newer one.
        ready = (preview.output / "index.html").is_file()
        self.news = News(preview.language, ready=ready)
        self.server, note = listen(port, preview, self.news)
        warm = hasattr(os, "fork") and not os.environ.get("DISTRICT_NO_FORK")
        self._builder = Builder(preview, warm=warm)
        self._threads = [
            threading.Thread(target=self._watch, name="preview-watching", daemon=True),
            threading.Thread(target=self._build, name="preview-building", daemon=True),
        ]
        if note:
            say(note)
        say(text("serving", preview.language, address=self.server.address))
        if preview.desk:
            say(text("desk", preview.language, address=f"{self.server.address}admin/"))

    def run(self) -> None:
        """Serve until the server is shut down, or an interrupt."""
        for thread in self._threads:
            thread.start()
        self.server.serve_forever(poll_interval=0.2)

    def close(self) -> None:
        """End everything that was started, and wait for it."""
        self._stop.set()
        self._changes.put(None)
        self.news.close()
        self._builder.close()
        for thread in self._threads:
            if thread.ident:
                thread.join()
        self.server.server_close()

    def _watch(self) -> None:
        for changed in batches(self._preview, self._stop):
            self._changes.put(changed)

    def _build(self) -> None:
        for changed in iter(self._next_batch, None):
            if changed:
                self._say(self._told(changed))
            if any(self._preview.is_code(path) for path in changed):
                self._builder.restart()
            begun = time.monotonic()
            result = self._builder.build(self.news.looked_at, self._show)
            if self._stop.is_set():
                return
            seconds = f"{time.monotonic() - begun:.1f}"
            self._find(result.problems)
            code = "kept" if result.status else "built"
            self._say(text(code, self._preview.language, seconds=seconds))
            self.news.tell(result, again=self.server.has_changed_since())

    def _show(self, first: First) -> None:
        self._find(first.problems)
        self.news.tell_first(first)

    def _find(self, problems: Iterable[dict[str, Any]]) -> None:
        """Note of each problem whether the file can be opened that it is about."""
        for problem in problems:
            problem["opens"] = found(self._preview, problem["path"]) is not None

    def _next_batch(self) -> set[Path] | None:
        """Wait for a change; what has gathered meanwhile goes into the same build. None is the end."""
        changed = self._changes.get()
        while changed is not None and not self._changes.empty():
            more = self._changes.get()
            changed = None if more is None else changed | more
        return changed

    def _told(self, changed: set[Path]) -> str:
        root, language = self._preview.root, self._preview.language
        names = sorted(str(p.relative_to(root) if p.is_relative_to(root) else p) for p in changed)
        listed = ", ".join(names[:NAMED_CHANGES])
        if len(names) > NAMED_CHANGES:
            listed += text("and_more", language, count=len(names) - NAMED_CHANGES)
        return text("changed", language, names=listed)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _print(line: str) -> None:
    print(line, flush=True)
