"""Small sites as a build would leave them, in generations that differ, and what must hold of them on a host.

It refuses to build: that is what the tests of whole publishings do.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from district.output import MANIFEST
from district.publishing.manifest import INCOMING, OWN, PARTIAL, read_built
from district.publishing.record import Record, read_record
from district.publishing.sending import Build
from district.publishing.texts import Tell
from district.publishing.ways import Means

MOMENT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
_LINK = re.compile(rb'(?:href|src)="([^"]+)"')


@dataclass
class Generation:
    """One state of a small site: its number decides which pages there are and what they say."""

    number: int
    pages: int = 12
    # Signs that fill each page, so that sending takes a while.
    filling: int = 400

    def contents(self) -> dict[str, bytes]:
        """Every file: a style sheet named by its content, pages that link to each other, and a home page."""
        style = f"/* {self.number} */".encode().ljust(self.filling, b" ")
        sheet = f"assets/site.{hashlib.sha256(style).hexdigest()[:12]}.css"
        found = {sheet: style}
        # Each generation drops the first page of the one before, keeps most of the others, and adds one.
        numbers = range(self.number, self.number + self.pages)
        for number in numbers:
            near = numbers[(number - self.number + 1) % self.pages]
            said = f'<link href="../{sheet}"><a href="../p{near}/index.html">{self.number}</a>'
            found[f"p{number}/index.html"] = said.encode().ljust(self.filling, b" ")
        links = "".join(f'<a href="p{number}/index.html">p</a>' for number in numbers)
        found["index.html"] = f'<link href="{sheet}">{links}{self.number}'.encode()
        return found


def laid(folder: Path, contents: Mapping[str, bytes]) -> Path:
    """A folder as a build leaves it: the contents, build.json, the manifest."""
    told = {
        "built": MOMENT.isoformat(),
        "commit": "abc",
        "pages": sum(path.endswith(".html") for path in contents),
        "files": len(contents),
        "bytes": sum(map(len, contents.values())),
        "address": "https://www.example.org",
        "next_change": "2026-12-01T00:00:00+01:00",
    }
    every = {**contents, "build.json": json.dumps(told).encode()}
    for path, content in every.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    hashes = {path: hashlib.sha256(content).hexdigest() for path, content in sorted(every.items())}
    (folder / MANIFEST).write_text(json.dumps(hashes, indent=0), encoding="utf-8")
    return folder


def build_of(folder: Path, work: Path) -> Build:
    """A laid folder as something to be published."""
    return Build(folder, *read_built(folder), work)


def record_of(folder: Path, moment: datetime = MOMENT, source: str = "s") -> Record:
    """The record of a laid folder."""
    return read_record(folder, moment, source)


class Said(list[str]):
    """What was said, line by line."""

    def means(self, moment: datetime = MOMENT, *, delete_unknown: bool = False) -> Means:
        """The means of a way that says what it says here."""
        return Means(lambda: moment, Tell(self.append, "en", "there"), delete_unknown)

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(self)


def held(root: Path) -> dict[str, bytes]:
    """Every file of the site on a host, without publishing's own."""
    found = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    return {
        name: path.read_bytes()
        for name, path in sorted(found.items())
        if name not in OWN - {MANIFEST} and not name.endswith(PARTIAL) and not name.startswith(INCOMING)
    }


def broken(root: Path, generations: Iterable[Generation]) -> list[str]:
    """What a visitor would find wrong at this moment: pages that are not there, or neither old nor new."""
    whole: dict[str, set[bytes]] = {}
    for generation in generations:
        for path, content in generation.contents().items():
            whole.setdefault(path, set()).add(content)
    wrong, todo, seen = [], ["index.html"], set()
    while todo:
        path = todo.pop()
        if path in seen:
            continue
        seen.add(path)
        file = root / path
        if not file.is_file():
            wrong.append(f"{path} is not there")
            continue
        content = file.read_bytes()
        if content not in whole.get(path, set()):
            wrong.append(f"{path} is neither old nor new ({len(content)} bytes)")
        for link in _LINK.findall(content):
            target = (Path(path).parent / link.decode()).as_posix()
            todo.append(re.sub(r"[^/]+/\.\./", "", target))
    return wrong
