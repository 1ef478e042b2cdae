"""SFTP, the whole site at once: sent beside the one that is there, then two renames.

Refuses to let files vanish that are not of this site. Between the two renames, for the blink of an eye, there is no
site; whoever is interrupted just there finds it mended at the next run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from district.output import MANIFEST
from district.publishing.delta import Delta
from district.publishing.host import write
from district.publishing.lock import Lock
from district.publishing.manifest import OWN, STATE, Known, digest, read_known
from district.publishing.rclone import NO_DIRECTORY, NO_FILE, Remote, RemoteHost, run
from district.publishing.record import Record, write_state
from district.publishing.sending import Build, batches, look
from district.publishing.ways import InTheWayError, Means, NoWayBackError, finished

NEXT, FORMER, ASIDE = ".next", ".former", ".aside"


class Renamed:
    """A folder on a host whose folders can be renamed."""

    def __init__(self, remote: Remote, means: Means) -> None:
        self.remote, self.means = remote, means
        self.host = RemoteHost(remote)
        _, backend, path = remote.name.split(":", 2)
        above, slash, self.name = path.rpartition("/")
        self.parent = replace(remote, name=f":{backend}:{above or slash}")
        self.lock = f".{self.name}-publishing-lock.json"

    def state(self) -> Mapping[str, Any]:
        """What the host keeps of its last publishing."""
        return finished(self._known())

    def would(self, build: Build) -> Delta:
        """What the next site would have that this one has not; all of it is sent."""
        _known, delta = look(self.host, build, self.host.read(sorted(OWN)), self.means.tell, everything=True)
        return delta

    def publish(self, build: Build, record: Record) -> Delta:
        """Sends the whole site aside, then renames."""
        with Lock(RemoteHost(self.parent), self.means.moment, self.means.tell, self.lock) as lock:
            lock.settle()
            self._mend()
            known, delta = self._known(), self.would(build)
            if delta.unknown and not self.means.delete_unknown:
                raise InTheWayError("in_the_way", delta.unknown)
            coming = RemoteHost(self._beside(NEXT))
            self._purge(NEXT)
            self.means.tell("first", count=len(build.hashes))
            for batch in batches(build.folder, sorted(build.hashes)):
                lock.check()
                coming.send(build.folder, batch)
                write(RemoteHost(self.parent), build.work, lock.renewed())
            state = write_state(record, digest(build.manifest), {}, known)
            write(coming, build.work, {STATE: state, MANIFEST: build.manifest})
            self._purge(ASIDE)
            self._rename(FORMER, ASIDE)
            self._rename("", FORMER)
            self._rename(NEXT, "")
            self._purge(ASIDE)
        return replace(delta, first=tuple(sorted(build.hashes.keys() - set(delta.then))))

    def roll_back(self) -> None:
        """Exchanges the site and the former one."""
        with Lock(RemoteHost(self.parent), self.means.moment, self.means.tell, self.lock) as lock:
            lock.settle()
            self._mend()
            if f"{self.name}{FORMER}" not in self._folders():
                raise NoWayBackError("nothing_former")
            self._purge(ASIDE)
            self._rename("", ASIDE)
            self._rename(FORMER, "")
            self._rename(ASIDE, FORMER)

    def _mend(self) -> None:
        """Puts a site back in its place where an interrupted publishing or rollback has left it between two renames."""
        there = self._folders()
        if self.name not in there:
            left = next((one for one in (FORMER, ASIDE) if f"{self.name}{one}" in there), None)
            if left is None:
                return  # the first publishing
            self.means.tell("going_on")
            self._rename(left, "")
            there = self._folders()
        if f"{self.name}{FORMER}" not in there:
            self._rename(ASIDE, FORMER)

    def _known(self) -> Known:
        return read_known(self.host.read(sorted(OWN)))

    def _beside(self, ending: str) -> Remote:
        return replace(self.remote, name=f"{self.remote.name}{ending}")

    def _folders(self) -> set[str]:
        said = run(self.parent, "lsjson", "--dirs-only", "--no-modtime", self.parent.name, accept=(NO_DIRECTORY,))
        return {one["Path"] for one in json.loads(said)} if said.strip() else set()

    def _rename(self, old: str, new: str) -> None:
        """Renames a folder on the host; one that is not there is left alone."""
        if f"{self.name}{old}" in self._folders():
            run(self.remote, "moveto", self._beside(old).name, self._beside(new).name)

    def _purge(self, ending: str) -> None:
        run(self.remote, "purge", self._beside(ending).name, accept=(NO_DIRECTORY, NO_FILE))
