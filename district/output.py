"""The folder that a build writes: made aside, then moved in; only what changed is touched.

Refuses a folder that is not empty and that no build has made, one that another build is writing to, and to delete
what it did not write. What breaks off while files move in is undone: at once when it fails, by the next build when it
was killed. Until then what stood in the folder waits beside it, with a list of what to undo.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from district.locking import BusyError, locked
from district.stages import stage

MANIFEST = ".manifest.json"
# A path of which nothing has to be thought about: relative, of names without signs that mean something to a system.
PLAIN = re.compile(r"[\w-][\w.-]*(?:/[\w.-]+)*", re.ASCII)
# The list of what to undo, while files move in.
UNDO = "undo.json"

__all__ = ["MANIFEST", "BusyError", "ForeignFolderError", "Output", "is_inside", "writing"]


class ForeignFolderError(Exception):
    """The output folder holds files, and no build made it."""


class Part:
    """Some of a build's files: each is compared with what lies in the folder, and laid aside if it differs.

    Several parts of one output may be filled at once, by several processes, as long as no two hold the same file.
    """

    def __init__(self, folder: Path, waiting: Path) -> None:
        self.folder = folder
        self.waiting = waiting
        self.hashes: dict[str, str] = {}
        self.changed: list[str] = []
        self.sizes: dict[str, int] = {}
        # The folders that are there for what waits.
        self._made: set[Path] = set()

    def put(self, path: str, content: bytes) -> str:
        """A file of the site, by its path from the root; its hash."""
        with stage("writing"):
            found = self.hashes[path] = hashlib.sha256(content).hexdigest()
            self.sizes[path] = len(content)
            if not self._holds(path, content):
                self._lay(path, content)
        return found

    def _holds(self, path: str, content: bytes) -> bool:
        """Whether a file is there already, as it is to be."""
        try:
            with open(f"{self.folder}/{path}", "rb", buffering=0) as there:  # noqa: PTH123 - for thousands of files
                return os.fstat(there.fileno()).st_size == len(content) and there.read() == content
        except OSError:  # not there yet, or not readable: written anew
            return False

    def _lay(self, path: str, content: bytes) -> None:
        aside = self.waiting / path
        if aside.parent not in self._made:
            aside.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(aside.parent)
        aside.write_bytes(content)
        self.changed.append(path)


class Output(Part):
    """One build's files. Nothing changes in the folder before `finish`.

    `put` compares each file with what lies in the folder; what differs waits beside it until all
    is there, so that a build that fails leaves the folder as it was.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, folder.with_name(f".{folder.name}.next"))
        self.undoing = folder.with_name(f".{folder.name}.last")
        self._undo()
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

    def part(self) -> Part:
        """A part of this output, for `take` when it is filled."""
        return Part(self.folder, self.waiting)

    def take(self, part: Part) -> None:
        """Takes in what was put into a part."""
        self.hashes |= part.hashes
        self.sizes |= part.sizes
        self.changed += part.changed

    def read(self, path: str) -> bytes:
        """A file that was put, read back from where it waits or already lies."""
        waits = self.waiting / path
        return (waits if waits.is_file() else self.folder / path).read_bytes()

    def drop(self) -> None:
        """Lets go of what waits: the build has failed."""
        shutil.rmtree(self.waiting, ignore_errors=True)

    def keep(self, start: str) -> bool:
        """Leaves what the last build wrote below a path as it is; False when there is nothing of it."""
        kept = {path: hash_ for path, hash_ in self.former.items() if path.startswith(start)}
        sizes = {path: (self.folder / path).stat().st_size for path in kept if (self.folder / path).is_file()}
        if not kept or sizes.keys() != kept.keys():
            return False
        self.hashes |= kept
        self.sizes |= sizes
        return True

    def finish(self) -> list[str]:
        """Moves what changed into the folder, removes what is gone; the paths removed. OSError: nothing has changed."""
        gone = [path for path in self.former if path not in self.hashes]
        changed = sorted(self.changed)
        listed = json.dumps(dict(sorted(self.hashes.items())), indent=0).encode()
        manifest = self.folder / MANIFEST
        if not manifest.is_file() or manifest.read_bytes() != listed:
            self._lay(MANIFEST, listed)
        if self._is_first():
            self.waiting.replace(self.folder)
            self.changed = changed
            return gone
        self._begin([*gone, *self.changed])
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for path in gone:
                self._remove(path)
            for path in self.changed:
                self._move(path)
            (self.undoing / UNDO).unlink()  # from here on it is done
        except BaseException:
            self._undo()
            raise
        self.changed = changed
        for aside in (self.undoing, self.waiting):
            shutil.rmtree(aside, ignore_errors=True)
        return gone

    def _is_first(self) -> bool:
        """Whether the folder is not there yet, so that all that waits becomes the folder in one step."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError):
            self.folder.rmdir()  # one that is empty is as good as none
        return not self.folder.exists() and not self.folder.is_symlink()

    def _begin(self, touched: list[str]) -> None:
        """Lists, whole or not at all, which of the files that are about to be touched are new."""
        shutil.rmtree(self.undoing, ignore_errors=True)
        self.undoing.mkdir(parents=True)
        new = sorted(path for path in touched if not (self.folder / path).is_file())
        part = self.undoing / f"{UNDO}.part"
        part.write_text(json.dumps({"new": new}), encoding="utf-8")
        part.replace(self.undoing / UNDO)

    def _undo(self) -> None:
        """Puts back what a build that broke off has moved; nothing where none did."""
        try:
            listed = json.loads((self.undoing / UNDO).read_text(encoding="utf-8"))
        except FileNotFoundError:
            shutil.rmtree(self.undoing, ignore_errors=True)
            return
        for path in filter(is_inside, listed["new"]):
            if (self.folder / path).is_file():
                (self.folder / path).unlink()
            self._prune((self.folder / path).parent)
        kept = self.undoing / "files"
        for file in sorted(path for path in kept.rglob("*") if path.is_file()):
            there = self.folder / file.relative_to(kept)
            there.parent.mkdir(parents=True, exist_ok=True)
            file.replace(there)
        (self.undoing / UNDO).unlink()
        shutil.rmtree(self.undoing, ignore_errors=True)

    def _keep_aside(self, path: str) -> None:
        """Lets a file of the folder wait beside it, with its times; it stays where it is too, as readers may look."""
        kept = self.undoing / "files" / path
        kept.parent.mkdir(parents=True, exist_ok=True)
        try:
            kept.hardlink_to(self.folder / path)
        except OSError:  # not every file system knows one file by two names
            part = self.undoing / "copy"
            shutil.copy2(self.folder / path, part)
            part.replace(kept)

    def _move(self, path: str) -> None:
        target = self.folder / path
        if target.is_dir():  # with files that are not ours: ours went before
            kept = self.undoing / "files" / path
            kept.parent.mkdir(parents=True, exist_ok=True)
            target.replace(kept)
        elif target.is_file():
            self._keep_aside(path)
        for above in target.relative_to(self.folder).parents:
            if (self.folder / above).is_file():  # a page has become a folder
                self._remove(above.as_posix())
        target.parent.mkdir(parents=True, exist_ok=True)
        (self.waiting / path).replace(target)

    def _remove(self, path: str) -> None:
        there = self.folder / path
        if there.is_file():  # else a folder has taken its place, or it has gone with its folder
            self._keep_aside(path)
            there.unlink()
        self._prune(there.parent)

    def _prune(self, folder: Path) -> None:
        """Removes a folder and those above it as far as they are empty."""
        while folder != self.folder and self.folder in folder.parents:
            if folder.is_dir() and any(folder.iterdir()):
                return
            if folder.is_dir():
                folder.rmdir()
            folder = folder.parent


@contextmanager
def writing(folder: Path, cache: Path) -> Iterator[None]:
    """Keeps other builds from writing to a folder while the block runs. BusyError when one is at work."""
    name = hashlib.sha256(str(folder.absolute()).encode()).hexdigest()[:16]
    with locked(cache / "locks" / name):
        yield


def is_inside(path: str) -> bool:
    """Whether a listed path stays below the folder, as everything that was put there does."""
    if PLAIN.fullmatch(path) and ".." not in path:
        return True
    return not Path(path).is_absolute() and ".." not in Path(path).parts
