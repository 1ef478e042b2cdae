"""A site that is switched at once: releases beside it, and a symbolic link that leads to one of them.

Refuses to send a file twice: what has not changed is the same file on the disk (a hard link). Refuses a real folder in
the place of the link, since nobody has asked to take it away.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from district.output import MANIFEST
from district.publishing.delta import Delta
from district.publishing.host import Folder, HostError
from district.publishing.lock import Lock
from district.publishing.manifest import OWN, STATE, Known, digest, read_known
from district.publishing.record import Record, write_state
from district.publishing.sending import Build, look
from district.publishing.ways import InTheWayError, Means, NoWayBackError, finished, unknown_to

# The link to the release that was there before, among the releases.
FORMER = "former"
MAKING = ".making"


class Switched:
    """A link that leads to a release; the releases stand in a folder beside it."""

    def __init__(self, link: Path, means: Means) -> None:
        self.link, self.means = link, means
        self.releases = link.with_name(f"{link.name}.releases")

    def state(self) -> Mapping[str, Any]:
        """What the release of the moment keeps of its publishing."""
        return finished(self._known())

    def would(self, build: Build) -> Delta:
        """What the next release would have that this one has not."""
        self._refuse_folder()
        _known, delta = look(self._current(), build, self._kept(), self.means.tell, everything=True)
        return unknown_to(delta, self.means)

    def publish(self, build: Build, record: Record) -> Delta:
        """Makes a release aside, then lets the link lead to it."""
        self._refuse_folder()
        try:
            with Lock(Folder(self.releases), self.means.moment, self.means.tell):
                known = self._known()
                delta = self.would(build)
                release = self._make(build, delta, write_state(record, digest(build.manifest), delta.former, known))
                old = self._leads_to(self.link)
                if old:
                    _lead(self.releases / FORMER, Path(old.name))
                _lead(self.link, release)
                self._clear({release, old})
        except OSError as error:
            raise HostError(f"{error.filename or ''}: {error.strerror or error}") from error
        return delta

    def roll_back(self) -> None:
        """Lets the link lead to the release before, and keeps this one as the former."""
        with Lock(Folder(self.releases), self.means.moment, self.means.tell):
            now, former = self._leads_to(self.link), self._leads_to(self.releases / FORMER)
            if not now or not former or now == former:
                raise NoWayBackError("nothing_former")
            _lead(self.link, former)
            _lead(self.releases / FORMER, Path(now.name))

    def _refuse_folder(self) -> None:
        if self.link.exists() and not self.link.is_symlink():
            raise InTheWayError("real_folder")

    def _current(self) -> Folder:
        return Folder(self._leads_to(self.link) or self.releases / "none")

    def _kept(self) -> dict[str, bytes]:
        return self._current().read(sorted(OWN))

    def _known(self) -> Known:
        return read_known(self._kept())

    def _leads_to(self, link: Path) -> Path | None:
        """The release that a link leads to; None when it leads nowhere."""
        return link.resolve() if link.is_symlink() and link.is_dir() else None

    def _make(self, build: Build, delta: Delta, state: bytes) -> Path:
        """A whole release in a new folder: what changed copied, all else linked from the release of the moment."""
        current = self._current().root
        name = f"{self.means.moment():%Y%m%dT%H%M%S}"
        taken = {path.name.removesuffix(MAKING) for path in self.releases.iterdir()}
        name = next(one for one in _names(name) if one not in taken)
        making = self.releases / f"{name}{MAKING}"
        sent = set(delta.sent)
        for path in sorted(build.hashes.keys() | delta.former.keys() | set(delta.unknown)):
            (making / path).parent.mkdir(parents=True, exist_ok=True)
            if path in sent:
                shutil.copyfile(build.folder / path, making / path)
            elif (current / path).is_file():
                _same(current / path, making / path)
        (making / STATE).write_bytes(state)
        (making / MANIFEST).write_bytes(build.manifest)
        return making.rename(self.releases / name)

    def _clear(self, kept: set[Path | None]) -> None:
        """Removes releases older than the former one, and what an interrupted publishing has left."""
        for path in sorted(self.releases.iterdir()):
            if (
                path.is_dir()
                and not path.is_symlink()
                and path.resolve() not in {one and one.resolve() for one in kept}
            ):
                shutil.rmtree(path)


def _names(first: str) -> Iterable[str]:
    yield first
    yield from (f"{first}-{number}" for number in range(2, 1000))


def _same(source: Path, target: Path) -> None:
    """The same file under another name; a copy where the file system has no such links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _lead(link: Path, target: Path) -> None:
    """Lets a link lead elsewhere at once.

    Source: https://pubs.opengroup.org/onlinepubs/9799919799/functions/rename.html
    """
    aside = link.with_name(f".{link.name}.next")
    aside.unlink(missing_ok=True)
    shown = os.path.relpath(target, link.parent) if target.is_absolute() else target
    aside.symlink_to(shown, target_is_directory=True)
    aside.replace(link)
