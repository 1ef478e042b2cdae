"""Faults at any write of a build: the n-th file opened for writing, renamed, made, linked or removed below a folder.

It refuses to patch the code under test: Python itself tells of each such act before it does it
(https://docs.python.org/3/library/audit_events.html), and whoever is told may refuse it.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ACTS = frozenset({"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.truncate"})
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
Fault = Callable[[str], BaseException]


class Faults:
    """Counts the writes below a folder, and fails one of them; `acts` names each in turn."""

    def __init__(self) -> None:
        self.root: Path | None = None
        self.at = -1
        self.fault: Fault | None = None
        self.acts: list[str] = []
        sys.addaudithook(self._told)

    def _told(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.root is None or (event != "open" and event not in ACTS):
            return
        if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & WRITING):
            return
        named = arguments[0]
        if not isinstance(named, str | bytes | os.PathLike) or self.root not in Path(os.fsdecode(named)).parents:
            return
        self.acts.append(f"{event} {os.fsdecode(named)}")
        if len(self.acts) - 1 == self.at and self.fault:
            raise self.fault(os.fsdecode(named))

    @contextmanager
    def below(self, root: Path, at: int = -1, fault: Fault | None = None) -> Iterator[list[str]]:
        """Counts while the block runs, and fails the act of that number."""
        self.root, self.at, self.fault, self.acts = root, at, fault, []
        try:
            yield self.acts
        finally:
            self.root = None


def refusal(number: int) -> Fault:
    """What the operating system says: no room, a disk that is only read, no permission."""
    return lambda path: OSError(number, os.strerror(number), path)


def killed(_path: str) -> BaseException:
    """Ends the process at once, with no word."""
    os.kill(os.getpid(), signal.SIGKILL)
    return SystemExit(1)
