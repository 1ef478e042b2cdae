"""A command as a whole process: its seconds on the wall and on all processors, and the most memory it held at once.

It refuses to guess: where the system does not tell what processes share, memory is that of the largest of them.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# So often memory is looked at, in seconds: to look takes some of what is measured.
EVERY = 0.25
# Where it is set, each start compiles anew what is not installed; on an editor's machine it is not.
UNKEPT = "PYTHONDONTWRITEBYTECODE"
KILOBYTE, MEGABYTE = 1024, 1024 * 1024


@dataclass(frozen=True)
class Run:
    """What one run took: seconds, seconds of all processors, megabytes."""

    seconds: float
    cpu: float
    peak: float


class FailedError(Exception):
    """A command that was measured did not come out."""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Runs a command in a folder to its end. FailedError, with what it said, when it fails."""
    with (folder / "said.txt").open("w+", encoding="utf-8") as said:
        begun = time.perf_counter()
        around = {name: value for name, value in os.environ.items() if name != UNKEPT}
        process = subprocess.Popen(
            command, cwd=folder, stdout=said, stderr=subprocess.STDOUT, env={**around, **(environment or {})}
        )
        watch = Memory(process.pid)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = max(watch.end(), used.ru_maxrss * KILOBYTE)
        if process.returncode:
            said.seek(0)
            raise FailedError(f"{' '.join(command)}\n{said.read()[-4000:]}")
    return Run(seconds, used.ru_utime + used.ru_stime, peak / MEGABYTE)


class Memory:
    """Looks, while a process runs, at what it and its children hold together, shared pages counted once."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.peak = 0
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)
        self.thread.start()

    def end(self) -> int:
        """The most bytes that were seen."""
        self.ended.set()
        self.thread.join()
        return self.peak

    def _watch(self) -> None:
        while not self.ended.wait(EVERY):
            self.peak = max(self.peak, sum(map(_held, _family(self.pid))))


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _held(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * KILOBYTE for line in lines if line.startswith("Pss:"))
