"""Work spread over the machine's processors, by processes that begin as copies of this one.

Refuses to let the number of processes change what comes out: results stand in the order of what they were made from,
and an error is raised here. Where there is no fork, where threads run beside (forking then is unsafe), or where there
is too little to do, all is done here. `DISTRICT_WORKERS` says how many there are to be.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# Fewer things than this are sooner done than shared out.
LEAST = 64
VARIABLE = "DISTRICT_WORKERS"


def workers() -> int:
    """How many processes work at once: as many as the environment says, else as this one may use processors."""
    if sys.platform == "win32" or threading.active_count() > 1:
        return 1
    if asked := os.environ.get(VARIABLE, ""):
        return max(1, int(asked)) if asked.isdecimal() else 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(make: Callable[[Item], Result], items: Sequence[Item], least: int = LEAST) -> list[Result]:
    """What `make` gives for each item, in their order; `make` changes nothing that is asked for afterwards."""
    count = min(workers(), len(items) // max(1, least // 2))
    if count <= 1:
        return [make(item) for item in items]
    parts = [list(items[number::count]) for number in range(count)]
    made = each_part(lambda part: [make(item) for item in part], parts)
    return [made[number % count][number // count] for number in range(len(items))]


def each_part(make: Callable[[list[Item]], Result], parts: Sequence[list[Item]]) -> list[Result]:
    """What `make` gives for each part: of the first here, of each of the others in a process of its own."""
    if len(parts) == 1 or sys.platform == "win32":
        return [make(part) for part in parts]
    return _beside([partial(make, part) for part in parts[1:]], lambda: make(parts[0]))


def shared(
    make: Callable[[Iterable[Item]], Result], items: Sequence[Item], count: int, meanwhile: Callable[[], None]
) -> list[Result]:
    """What `make` gives in each of so many processes for the items that it comes to take, in their order.

    `meanwhile` is done here first, by when the others are at work.
    """
    if count <= 1 or sys.platform == "win32":
        meanwhile()
        return [make(items)]
    queue = _Queue(len(items))
    try:

        def taken() -> Result:
            return make(items[number] for number in queue)

        def first() -> Result:
            meanwhile()
            return taken()

        return _beside([taken] * (count - 1), first)
    finally:
        queue.close()


def _beside(others: Sequence[Callable[[], Result]], here: Callable[[], Result]) -> list[Result]:
    """What one work gives here, and what each of the others gives in a process of its own."""
    children = [_Child(work) for work in others]
    try:
        first = here()
        return [first, *(child.result() for child in children)]
    except BaseException:
        for child in children:
            child.stop()
        raise


class _Queue:
    """The numbers below a count, each for one of the processes that ask, a few at a time."""

    NUMBER = 4
    # All of it must find room in a pipe at once: https://man7.org/linux/man-pages/man7/pipe.7.html
    MOST = 2_000
    LEAST = 4

    def __init__(self, count: int) -> None:
        self.count = count
        self.few = max(self.LEAST, -(-count // self.MOST))
        self.home = os.getpid()
        self.reading, writing = os.pipe()
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(b"".join(start.to_bytes(self.NUMBER, "big") for start in range(0, count, self.few)))

    def __iter__(self) -> Iterator[int]:
        while raw := os.read(self.reading, self.NUMBER):
            if self.home not in {os.getpid(), os.getppid()}:
                return  # who was to get what is made here is gone
            start = int.from_bytes(raw, "big")
            yield from range(start, min(start + self.few, self.count))

    def close(self) -> None:
        """Lets go of the pipe here; the other processes have ended."""
        os.close(self.reading)


class _Child(Generic[Result]):
    """A copy of this process that makes one thing and hands it over by a pipe."""

    def __init__(self, work: Callable[[], Result]) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        reading, writing = os.pipe()
        self.pid = os.fork()
        if self.pid:
            os.close(writing)
            self.pipe = os.fdopen(reading, "rb")
            return
        status = 1
        try:
            os.close(reading)
            gc.disable()  # it lives too shortly for that
            with os.fdopen(writing, "wb") as pipe:
                pipe.write(_told(work))
            status = 0
        finally:
            os._exit(status)

    def result(self) -> Result:
        """What the process made; what it raised is raised here."""
        raw = self.pipe.read()
        self.end()
        if not raw:
            raise RuntimeError("a worker ended without a word")
        good, value = pickle.loads(raw)  # noqa: S301 - from a copy of this process
        if not good:
            raise value
        found: Result = value
        return found

    def end(self) -> None:
        """Waits until the process is gone."""
        if not self.pipe.closed:
            self.pipe.close()
            os.waitpid(self.pid, 0)

    def stop(self) -> None:
        """Ends the process, whatever it is at: nobody will take what it makes."""
        if not self.pipe.closed:
            os.kill(self.pid, signal.SIGKILL)
            self.end()


def _told(work: Callable[[], object]) -> bytes:
    try:
        return pickle.dumps((True, work()), pickle.HIGHEST_PROTOCOL)
    except BaseException as error:  # noqa: BLE001 - it is raised again where the results are gathered
        try:
            told = pickle.dumps((False, error), pickle.HIGHEST_PROTOCOL)
            pickle.loads(told)  # noqa: S301 - not every error that can be written can be read
            return told  # noqa: TRY300
        except Exception:  # noqa: BLE001 - an error that cannot be carried over is told in words
            return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")))
