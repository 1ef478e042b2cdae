"""The folder that a build writes: made aside, then moved in; only what changed is touched.

Refuses a folder that is not empty and that no build has made, and to delete what it did not write.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

from district.stages import stage

MANIFEST = ".manifest.json"


class ForeignFolderError(Exception):
    """The output folder holds files, and no build made it."""


class Output:
    """One build's files. Nothing changes in the folder before `finish`.

    `put` compares each file with what lies in the folder; what differs waits beside it until all
    is there, so that a build that fails leaves the folder as it was.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.waiting = folder.with_name(f".{folder.name}.next")
        self.hashes: dict[str, str] = {}
        self.changed: list[str] = []
        self.sizes: dict[str, int] = {}
        self.former = self._former()
        shutil.rmtree(self.waiting, ignore_errors=True)

    def _former(self) -> dict[str, str]:
        """The files that the last build wrote, each with its hash."""
        manifest = self.folder / MANIFEST
        if not manifest.is_file():
            if self.folder.is_dir() and any(self.folder.iterdir()):
                raise ForeignFolderError(self.folder)
            return {}
        try:
            listed = json.loads(manifest.read_text(encoding="utf-8"))
        except (ValueError, OSError):
            return {}  # a damaged list: nothing is deleted, everything is compared
        return {path: hash_ for path, hash_ in listed.items() if is_inside(path)} if isinstance(listed, dict) else {}

    def put(self, path: str, content: bytes) -> None:
        """A file of the site, by its path from the root."""
        with stage("writing"):
            self.hashes[path] = hashlib.sha256(content).hexdigest()
            self.sizes[path] = len(content)
            if not self._holds(path, content):
                self._lay(path, content)

    def _holds(self, path: str, content: bytes) -> bool:
        """Whether a file is there already, as it is to be."""
        there = self.folder / path
        try:
            return there.stat().st_size == len(content) and there.read_bytes() == content
        except OSError:  # not there yet, or not readable: written anew
            return False

    def read(self, path: str) -> bytes:
        """A file that was put, read back from where it waits or already lies."""
        waits = self.waiting / path
        return (waits if waits.is_file() else self.folder / path).read_bytes()

    def keep(self, start: str) -> bool:
        """Leaves what the last build wrote below a path as it is; False when there is nothing of it."""
        kept = {path: hash_ for path, hash_ in self.former.items() if path.startswith(start)}
        sizes = {path: (self.folder / path).stat().st_size for path in kept if (self.folder / path).is_file()}
        if not kept or sizes.keys() != kept.keys():
            return False
        self.hashes |= kept
        self.sizes |= sizes
        return True

    def _lay(self, path: str, content: bytes) -> None:
        aside = self.waiting / path
        aside.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(content)
        self.changed.append(path)

    def finish(self) -> list[str]:
        """Moves what changed into the folder, removes what is gone; the paths removed."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for path in self.changed:
            self._move(path)
        gone = [path for path in self.former if path not in self.hashes]
        for path in gone:
            self._remove(path)
        self.changed.sort()
        listed = json.dumps(dict(sorted(self.hashes.items())), indent=0).encode()
        manifest = self.folder / MANIFEST
        if not manifest.is_file() or manifest.read_bytes() != listed:
            self._lay(MANIFEST, listed)
            self.changed.pop()
            self._move(MANIFEST)
        shutil.rmtree(self.waiting, ignore_errors=True)
        return gone

    def _move(self, path: str) -> None:
        target = self.folder / path
        if target.is_dir():
            shutil.rmtree(target)
        for above in target.relative_to(self.folder).parents:
            if (self.folder / above).is_file():  # a page has become a folder
                (self.folder / above).unlink()
        target.parent.mkdir(parents=True, exist_ok=True)
        (self.waiting / path).replace(target)

    def _remove(self, path: str) -> None:
        there = self.folder / path
        if there.is_file():  # else a folder has taken its place, or it has gone with its folder
            there.unlink()
        folder = there.parent
        while folder != self.folder and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


def is_inside(path: str) -> bool:
    """Whether a listed path stays below the folder, as everything that was put there does."""
    return not Path(path).is_absolute() and ".." not in Path(path).parts
