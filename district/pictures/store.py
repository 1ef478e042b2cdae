"""The derivatives of all pictures of a build, kept from build to build by what they were made from.

Refuses to trust its cache: what is cut off, changed or not its own is made again. The cache may be
deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from typing import Any

from district.cache import touch, write_whole
from district.pictures.deriving import RECIPE, Derivative, Derived, derive
from district.pictures.vector import SUFFIX, UnfitError, cleaned
from district.progress import each
from district.stages import counted

# Of pictures with more pixels one is decoded at a time: several could take all of the machine's memory.
LARGE = 10_000_000


class Pictures:
    """Derives pictures, once for each content and recipe; `cache` is a folder that outlives outputs."""

    def __init__(self, cache: Path) -> None:
        self.cache = cache
        self._derived: dict[Path, Derived] = {}
        self._large = Lock()
        # Those that no former build had derived.
        self._made: list[Path] = []

    def derive(self, paths: Iterable[Path]) -> dict[Path, UnfitError]:
        """Makes the derivatives of all pictures, some at a time; gives those of which none could be made."""
        todo = [path for path in dict.fromkeys(paths) if path not in self._derived]
        if not todo:
            return {}
        self.cache.mkdir(parents=True, exist_ok=True)
        unfit = {}
        with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
            every = each("pictures", pool.map(self._attempt, todo), len(todo))
            for path, made in zip(todo, every, strict=True):
                if isinstance(made, UnfitError):
                    unfit[path] = made
                else:
                    self._derived[path] = made
        counted("pictures_made", len(self._made))
        counted("pictures_kept", len(todo) - len(unfit) - len(self._made))
        self._made.clear()
        return unfit

    def of(self, path: Path) -> Derived:
        """The derivatives of a picture; UnfitError when there can be none."""
        for error in self.derive([path]).values():
            raise error
        return self._derived[path]

    def files(self) -> dict[str, Path]:
        """Every derivative of this build, by its address in the site."""
        every = (file for derived in self._derived.values() for file in derived.every)
        return {file.address: self.cache / file.name for file in every}

    def _attempt(self, path: Path) -> Derived | UnfitError:
        try:
            return self._derive(path)
        except UnfitError as error:
            return error

    def _derive(self, path: Path) -> Derived:
        raw = path.read_bytes()
        stem = "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in path.stem.lower()).strip("-")
        # The name counts too: else two pictures of the same content would go by the name of whichever came first.
        key = hashlib.sha256(RECIPE.encode() + path.suffix.lower().encode() + stem.encode() + b"\0" + raw)
        stem = f"{stem or 'picture'}-{key.hexdigest()[:16]}"
        record = self.cache / f"{stem}.json"
        if known := self._known(record, stem):
            return known
        if path.suffix.lower() == SUFFIX:
            drawing, width, height = cleaned(raw)
            derived = Derived((Derivative(f"{stem}{SUFFIX}", width, height),))
            contents = {derived.largest.name: drawing}
        else:
            from district.pictures.opening import opened  # slow to import, and most pictures have been derived

            with opened(raw, path.suffix) as image, self._turn(image.width * image.height):
                derived, contents = derive(image, stem)
        for name, content in contents.items():
            write_whole(self.cache / name, content)
        marks = {name: _mark(content) for name, content in contents.items()}
        self._made.append(path)
        write_whole(record, json.dumps({"derived": asdict(derived), "marks": marks}).encode())
        return derived

    def _turn(self, pixels: int) -> AbstractContextManager[object]:
        """What a picture waits for before it is decoded."""
        return self._large if pixels > LARGE else nullcontext()

    def _known(self, record: Path, stem: str) -> Derived | None:
        """What a former build derived, if all of it is still there and as it was."""
        try:
            said: dict[str, Any] = json.loads(record.read_bytes())
            made, marks = said["derived"], said["marks"]
            files, avif = (tuple(Derivative(**file) for file in made[name]) for name in ("files", "avif"))
            derived = Derived(files, avif, str(made["placeholder"]))
            own = all(file.name.startswith(stem) and Path(file.name).name == file.name for file in derived.every)
            whole = all(marks[file.name] == _mark((self.cache / file.name).read_bytes()) for file in derived.every)
        except (OSError, ValueError, TypeError, LookupError, AttributeError):
            return None
        if not (files and own and whole):
            return None
        for name in (record.name, *(file.name for file in derived.every)):
            touch(self.cache / name)
        return derived


def _mark(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
