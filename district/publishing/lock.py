"""One publishing at a time: a file on the host says who is at work there.

Refuses to block for ever: a lock that nobody has renewed for a while, or whose process on this machine is gone, is
taken over, and that is said.
"""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any, Self

from district.publishing.host import Host, HostError
from district.publishing.manifest import LOCK, OWN
from district.publishing.texts import Tell

# A running publishing renews its lock with every batch of files; one that did not for so long is dead.
LIMIT = timedelta(minutes=15)
# Seconds for which a lock that was seen to be ours is taken to be.
CHECKED = 60.0

Moment = Callable[[], datetime]


class LockedError(Exception):
    """Somebody else is publishing there: on which machine, as which process, since when."""

    def __init__(self, machine: str, process: int, since: str) -> None:
        super().__init__(machine, process, since)
        self.machine, self.process, self.since = machine, process, since


class Lock:
    """The lock of one publishing on a host; a context that takes it and gives it back.

    Raises LockedError when another holds it: at the beginning or, where a host cannot decide between two that came in
    the same second, at `settle`.
    """

    def __init__(self, host: Host, moment: Moment, tell: Tell, name: str = LOCK) -> None:
        self.host, self.moment, self.tell, self.name = host, moment, tell, name
        self.token = token_hex(8)
        self._checked = time.monotonic()
        # Files that go with the lock at the end.
        self.along: list[str] = []

    def __enter__(self) -> Self:
        if not self.host.claim(self.name, self.content()):
            self._take_over(self._holder())
        self._checked = time.monotonic()
        return self

    def __exit__(self, raised: type[BaseException] | None, *_more: object) -> None:
        if raised and issubclass(raised, LockedError):
            return  # it is the other's
        try:
            if self._is_fresh() or self._holder().get("token") == self.token:
                self.host.remove([self.name, *self.along])
        except HostError as error:
            self.tell("lock_left", reason=error)

    def settle(self) -> dict[str, bytes]:
        """What the host keeps of publishings, read when it is certain who has the lock; LockedError if another has."""
        time.sleep(max(0.0, self.host.settles - (time.monotonic() - self._checked)))
        files = self.host.read(sorted({*OWN, self.name}))
        self._is_mine(_parsed(files.get(self.name, b"")))
        return files

    def check(self) -> None:
        """Makes sure from time to time that the lock is still ours; LockedError when it is another's."""
        if not self._is_fresh():
            self._is_mine(self._holder())

    def renewed(self) -> dict[str, bytes]:
        """The lock's file, saying that this publishing is alive now: to be written along with others."""
        return {self.name: self.content()}

    def _is_mine(self, holder: dict[str, Any]) -> None:
        if holder.get("token") != self.token:
            raise _locked(holder)
        self._checked = time.monotonic()

    def _is_fresh(self) -> bool:
        return time.monotonic() - self._checked < CHECKED

    def _take_over(self, holder: dict[str, Any]) -> None:
        if holder and not self._is_dead(holder):
            raise _locked(holder)
        if holder:
            locked = _locked(holder)
            self.tell("lock_stale", machine=locked.machine, since=locked.since)
        self.host.remove([self.name])
        if not self.host.claim(self.name, self.content()):
            raise _locked(self._holder())

    def _is_dead(self, holder: dict[str, Any]) -> bool:
        try:
            at = datetime.fromisoformat(str(holder.get("at")))
            if abs(self.moment() - at) > LIMIT:
                return True
        except (ValueError, TypeError):
            return True  # nobody who lives writes such a lock
        return holder.get("machine") == socket.gethostname() and not _runs(int(holder.get("process") or 0))

    def _holder(self) -> dict[str, Any]:
        return _parsed(self.host.read([self.name]).get(self.name, b""))

    def content(self) -> bytes:
        """What the lock's file says."""
        mine = {
            "machine": socket.gethostname(),
            "process": os.getpid(),
            "at": self.moment().isoformat(timespec="seconds"),
            "token": self.token,
        }
        return json.dumps(mine).encode()


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        found = json.loads(raw)
    except ValueError:
        found = {"at": ""} if raw else {}  # there, and not to be read
    return found if isinstance(found, dict) else {"at": ""}


def _locked(holder: dict[str, Any]) -> LockedError:
    return LockedError(str(holder.get("machine") or "?"), int(holder.get("process") or 0), str(holder.get("at") or "?"))


def _runs(process: int) -> bool:
    """Whether a process of this machine is alive; on Windows there is no harmless way to ask, so it counts as alive."""
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return process > 0
