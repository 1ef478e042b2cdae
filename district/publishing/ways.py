"""The ways a build gets to a target: file by file, or the whole at once.

Each way can say what a target holds, what would change, and change it; some can go back. They refuse to build, and to
delete what is not known to be ours unless asked to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from district.output import MANIFEST
from district.publishing.archive import Archive
from district.publishing.delta import Delta, find_delta
from district.publishing.host import Host
from district.publishing.lock import Lock, Moment
from district.publishing.manifest import OWN, STATE, Known, digest, read_known
from district.publishing.record import Record, write_state
from district.publishing.sending import Build, look, send
from district.publishing.texts import Tell


class NoWayBackError(Exception):
    """There is no former version to go back to; `code` is a text of this room."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class InTheWayError(Exception):
    """What is not ours would vanish, or stands where the site should; `code` is a text of this room."""

    def __init__(self, code: str, names: tuple[str, ...] = ()) -> None:
        super().__init__(code, names)
        self.code, self.names = code, names


@dataclass(frozen=True)
class Means:
    """What every way works with: a clock for locks, a voice, and whether unknown files may be deleted."""

    moment: Moment
    tell: Tell
    delete_unknown: bool = False


class Way(Protocol):
    """One way to publish."""

    def state(self) -> Mapping[str, Any]:
        """What the target keeps of its last publishing; empty when that did not end, or is not to be trusted."""

    def would(self, build: Build) -> Delta:
        """What a publishing would change, without changing anything."""

    def publish(self, build: Build, record: Record) -> Delta:
        """Publishes a build; what was changed."""

    def roll_back(self) -> None:
        """Brings back the former version; NoWayBackError where there is none."""


def finished(known: Known) -> Mapping[str, Any]:
    """The state of a target, when its last publishing came to its end."""
    return known.state if known.trusted and not known.unfinished else {}


def unknown_to(delta: Delta, means: Means) -> Delta:
    """The delta with the files that are not ours among those to be deleted, if that was asked for; else says so."""
    if not delta.unknown:
        return delta
    if means.delete_unknown:
        return replace(delta, last=tuple(sorted({*delta.last, *delta.unknown})), unknown=())
    means.tell("unknown_kept", count=len(delta.unknown), names=some(delta.unknown))
    return delta


def some(names: tuple[str, ...]) -> str:
    """The first few of many names."""
    return ", ".join(names[:3]) + (", …" if len(names) > 3 else "")  # noqa: PLR2004 - a few


class FileByFile:
    """Any host whose files are replaced one by one, in the safe order."""

    def __init__(self, host: Host, means: Means) -> None:
        self.host, self.means = host, means

    def state(self) -> Mapping[str, Any]:
        """What the host keeps of its last publishing."""
        return finished(read_known(self.host.read(sorted(OWN))))

    def would(self, build: Build) -> Delta:
        """What a publishing would change."""
        return self._look(build, self.host.read(sorted(OWN)))[1]

    def publish(self, build: Build, record: Record) -> Delta:
        """Publishes under a lock, in the safe order."""
        with Lock(self.host, self.means.moment, self.means.tell) as lock:
            known, delta = self._look(build, lock.settle())
            send(self.host, build, known, delta, record, lock)
        return delta

    def roll_back(self) -> None:
        """Refused: the former files are not there any more."""
        raise NoWayBackError("no_rollback")

    def _look(self, build: Build, kept: Mapping[str, bytes]) -> tuple[Known, Delta]:
        known, delta = look(self.host, build, kept, self.means.tell, everything=self.means.delete_unknown)
        return known, unknown_to(delta, self.means)


class Zipped:
    """A zip file: always the whole site, and nothing else."""

    def __init__(self, archive: Archive, means: Means) -> None:
        self.archive, self.means = archive, means

    def state(self) -> Mapping[str, Any]:
        """What the zip file keeps of its last publishing."""
        return finished(self._known())

    def would(self, build: Build) -> Delta:
        """What the file would hold that it does not hold now."""
        return find_delta(build.hashes, self._known())

    def publish(self, build: Build, record: Record) -> Delta:
        """Writes the file anew."""
        delta = self.would(build)
        state = write_state(record, digest(build.manifest), {}, self._known())
        self.archive.replace(build.folder, build.hashes, {MANIFEST: build.manifest, STATE: state})
        return delta

    def roll_back(self) -> None:
        """Refused: the former file is not there any more."""
        raise NoWayBackError("no_rollback")

    def _known(self) -> Known:
        return read_known(self.archive.read(sorted(OWN)))
