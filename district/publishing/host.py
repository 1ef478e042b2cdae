"""What every host must be able to do whose files are replaced one by one, and a folder of this machine as one.

Refuses half files: each is written beside its place and then renamed, so that a reader finds the old or the new.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from district.publishing.manifest import OWN, PARTIAL

Say = Callable[[str], None]


class HostError(Exception):
    """A host did not do what it was asked to; the message holds no secret. What it holds now is old or new."""


class Host(Protocol):
    """Somewhere that files can be sent to, one by one.

    Two that claim the same file at once know after `settles` seconds whose it is.
    """

    settles: float

    def read(self, paths: Iterable[str]) -> dict[str, bytes]:
        """The content of those files that are there."""

    def send(self, folder: Path, paths: Iterable[str]) -> None:
        """Sends files of a folder; whatever happens, each is there whole: as it was, or new."""

    def claim(self, path: str, content: bytes) -> bool:
        """Writes a file that is not there yet; False when another was quicker."""

    def remove(self, paths: Iterable[str]) -> None:
        """Deletes those files that are there, and the folders that this empties."""

    def files(self) -> dict[str, str]:
        """Every file but publishing's own: its path and, where the host tells it, the MD5 of what it holds."""

    def tidy(self) -> None:
        """Takes away what an interrupted sending has left of its own."""

    def close(self) -> None:
        """Takes away what this sending needed there besides."""


class Folder:
    """A folder of this machine (or one that looks like it: a mounted disk, a share)."""

    settles = 0.0

    def __init__(self, root: Path) -> None:
        self.root = root

    def read(self, paths: Iterable[str]) -> dict[str, bytes]:
        """The content of those files that are there."""
        with _told():
            return {path: (self.root / path).read_bytes() for path in paths if (self.root / path).is_file()}

    def send(self, folder: Path, paths: Iterable[str]) -> None:
        """Copies files beside their places and renames them."""
        with _told():
            for path in paths:
                place(folder / path, self.root / path)

    def claim(self, path: str, content: bytes) -> bool:
        """Writes a file that is not there yet; the file system lets only one do it."""
        with _told():
            self.root.mkdir(parents=True, exist_ok=True)
            try:
                with (self.root / path).open("xb") as file:
                    file.write(content)
            except FileExistsError:
                return False
        return True

    def remove(self, paths: Iterable[str]) -> None:
        """Deletes those files that are there, and the folders that this empties."""
        with _told():
            for path in paths:
                there = self.root / path
                there.unlink(missing_ok=True)
                for above in there.relative_to(self.root).parents[:-1]:
                    with contextlib.suppress(OSError):  # it holds something else
                        (self.root / above).rmdir()

    def files(self) -> dict[str, str]:
        """Every file below the folder, with its MD5."""
        with _told():
            found = (path for path in self.root.rglob("*") if path.is_file())
            return {
                path.relative_to(self.root).as_posix(): hashlib.md5(
                    path.read_bytes(), usedforsecurity=False
                ).hexdigest()
                for path in found
                if path.name not in OWN and not path.name.endswith(PARTIAL)
            }

    def close(self) -> None:
        """Nothing is needed besides."""

    def tidy(self) -> None:
        """Takes away the copies that were not renamed."""
        with _told():
            for path in list(self.root.rglob(f"*{PARTIAL}")):
                path.unlink()


def place(source: Path, target: Path) -> None:
    """Copies a file to its place at once: who looks finds the old content or the new."""
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f"{target.name}{PARTIAL}")
    shutil.copyfile(source, aside)
    aside.replace(target)


def write(host: Host, work: Path, files: Mapping[str, bytes]) -> None:
    """Sends contents instead of files: they are laid down in a folder of their own in `work`."""
    folder = work / "control"
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        (folder / path).write_bytes(content)
    host.send(folder, sorted(files))


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Tells what the system refused as every host does."""
    try:
        yield
    except OSError as error:
        raise HostError(f"{error.filename or ''}: {error.strerror or error}") from error


def size(folder: Path, paths: Iterable[str]) -> int:
    """How many bytes files of a folder have together."""
    return sum((folder / path).stat().st_size for path in paths)
