"""What was made before and takes long to make, kept by the hash of all that it was made from.

Refuses to trust what it finds: what is cut off, changed, of another engine or laid there by another hand is dropped
and made anew. A cache may be deleted at any time, and `prune` keeps it from growing for ever.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache, cached_property
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

# The first bytes of each file; another way of keeping gets another number.
MARK = b"district 1\n"
DIGEST = hashlib.sha256().digest_size
# Source: https://packaging.python.org/en/latest/specifications/core-metadata/#version
VERSION = re.compile(r"^Version:[ \t]*(\S+)", re.MULTILINE)
# What was asked for within so many nanoseconds of the last asking belongs to builds that run now.
LATELY = 3600 * 10**9


def key_of(*parts: str | bytes) -> str:
    """The key of what is made from these parts: of all of them, in this order, told apart."""
    found = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        found.update(len(raw).to_bytes(8, "big") + raw)
    return found.hexdigest()[:40]


def code_of(*places: Path) -> str:
    """A recipe that is the code itself: of modules, and of all those in folders. For what is soon made anew."""
    files = (file for place in places for file in (sorted(place.glob("*.py")) if place.is_dir() else [place]))
    return key_of(*(file.read_bytes() for file in files))


@cache
def by(*packages: str) -> str:
    """A recipe's part: packages with the versions that are installed. PackageNotFoundError where one is not.

    Only that line of what a package says of itself is read: `importlib.metadata.version` parses all of it.
    """
    installed = {name: distribution(name) for name in packages}
    found = {name: VERSION.search(one.read_text("METADATA") or "") for name, one in installed.items()}
    return " ".join(f"{name} {said[1] if said else installed[name].version}" for name, said in found.items())


class Cache:
    """A folder of contents by their keys; without a folder nothing is kept.

    The recipe is part of every key: another one makes all of them anew.
    """

    def __init__(self, folder: Path | None, recipe: str) -> None:
        self.folder = folder
        self.recipe = recipe

    def get(self, key: str) -> bytes | None:
        """What was kept by a key, or None; what is not as it was put there is removed."""
        if self.folder is None:
            return None
        path = self.folder / self.name(key)
        try:
            raw = path.read_bytes()
        except OSError:
            return None
        start = len(MARK) + DIGEST
        content = raw[start:]
        if raw[:start] != MARK + _digest(path.name, content):
            with suppress(OSError):
                path.unlink()
            return None
        touch(path)
        return content

    def has(self, key: str) -> bool:
        """Whether something lies there by a key; whether it is whole, only `get` finds out."""
        return self.folder is not None and (self.folder / self.name(key)).is_file()

    def put(self, key: str, content: bytes) -> None:
        """Keeps a content. Several may do so at once, and with the same key."""
        if self.folder is not None:
            name = self.name(key)
            write_whole(self.folder / name, MARK + _digest(name, content) + content)

    def made(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What was kept by a key, or else what is made now, and kept."""
        content = self.get(key)
        if content is None:
            content = make()
            self.put(key, content)
        return content

    def name(self, key: str) -> str:
        """What the file is called that keeps a key's content."""
        return key_of(self.recipe, key)


# Keeps nothing.
NOWHERE = Cache(None, "")


class Pack:
    """Many small things by their keys in one file: what is soon made, and what opening a file for each would slow down.

    It holds plain values (texts, numbers, tuples, lists, dicts). What builds of other content have kept stays, until
    there is `SPARE` times as much as the last build asked for.
    """

    SPARE = 4
    # So many bytes are never too many.
    LEAST = 8 * 1024 * 1024

    def __init__(self, folder: Path | None, recipe: str) -> None:
        # How plain values are written differs from one Python to the next.
        self._cache = Cache(folder, f"{recipe} {sys.implementation.cache_tag} {marshal.version}")
        self._used: set[str] = set()
        self._new = False

    @cached_property
    def _kept(self) -> dict[str, bytes]:
        raw = self._cache.get("pack")
        found: dict[str, bytes] = marshal.loads(raw) if raw else {}  # noqa: S302 - only what was laid there whole
        return found

    def __contains__(self, key: str) -> bool:
        return key in self._kept

    def made(self, key: str, make: Callable[[], Any]) -> Any:
        """What was kept by a key, or else what is made now, and kept from `save` on."""
        found = self.get(key)
        if found is None:
            found = make()
            self.put(key, found)
        return found

    def get(self, key: str) -> Any:
        """What was kept by a key, or None."""
        raw = self._kept.get(key)
        if raw is None:
            return None
        self._used.add(key)
        return marshal.loads(raw)  # noqa: S302 - see above

    def asked(self, keys: Iterable[str]) -> None:
        """Notes that these are in use: a copy of this one was asked for them in another process, or would have been."""
        self._used.update(keys)

    def put(self, key: str, value: Any) -> None:
        """Keeps a plain value from `save` on."""
        self._kept[key] = marshal.dumps(value)
        self._used.add(key)
        self._new = True

    def save(self) -> None:
        """Writes what there is, if there is anything new. Of several that save at once one prevails."""
        if not self._new or self._cache.folder is None:
            return
        used = sum(len(self._kept.get(key, b"")) for key in self._used)
        if sum(map(len, self._kept.values())) > max(self.LEAST, self.SPARE * used):
            self._kept = {key: self._kept[key] for key in self._kept if key in self._used}
        self._cache.put("pack", marshal.dumps(self._kept))
        self._new = False


def _digest(name: str, content: bytes) -> bytes:
    # The name too: a whole file under another's name is not what was asked for.
    return hashlib.sha256(name.encode() + b"\0" + content).digest()


def touch(path: Path) -> None:
    """Notes that a file was asked for."""
    with suppress(OSError):
        os.utime(path)


def write_whole(path: Path, content: bytes) -> None:
    """Writes so that a reader sees all of it or nothing, whoever else writes the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as part:
        part.write(content)
    Path(part.name).replace(path)


def prune(folder: Path, most: int) -> None:
    """Removes the files of a folder (not of those below it) that were touched the longest ago, until `most` bytes stay.

    What was touched as lately as the last hour of the folder's life stays.
    """
    found = []
    with suppress(OSError), os.scandir(folder) as scan:
        for item in scan:
            with suppress(OSError):
                if item.is_file(follow_symlinks=False):
                    told = item.stat(follow_symlinks=False)
                    found.append((told.st_mtime_ns, item.path, told.st_size))
    found.sort()
    excess = sum(size for _, _, size in found) - most
    for moment, path, size in found:
        if excess <= 0 or moment > found[-1][0] - LATELY:
            return
        with suppress(OSError):
            Path(path).unlink()
            excess -= size
