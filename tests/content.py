"""Content folders for tests: copied, overlaid and surveyed; it refuses to read the machine's clock."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from district.checks.run import Survey, survey
from district.clock import Clock, read_clock
from district.problems import Problem

SITES = Path(__file__).parent / "sites"
NOW = "2026-11-23T10:00"
CLOCK: Clock = read_clock(NOW)
REMOVE = "REMOVE"
EXPECTED = ("expected.it.txt", "expected.en.txt")
Files = Mapping[str, str | bytes]


def lay(to: Path, name: str = "minimal", files: Files | None = None) -> Path:
    """Copy the content folder tests/sites/`name` to `to`/content, write `files` over it, and return the copy."""
    folder = to / "content"
    shutil.copytree(SITES / name, folder)
    write(folder, files or {})
    return folder


def write(folder: Path, files: Files) -> None:
    """Write texts or bytes into a folder, by their paths in it, with line ends as they are."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def overlay(folder: Path, over: Path) -> None:
    """Lay the files of `over` on a content folder; a file REMOVE names the paths to take away first."""
    remove = over / REMOVE
    for line in remove.read_text(encoding="utf-8").split() if remove.is_file() else ():
        path = folder / line
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    left_out = shutil.ignore_patterns(REMOVE, *EXPECTED)
    shutil.copytree(over, folder, ignore=left_out, dirs_exist_ok=True)


def surveyed(folder: Path, *, publish: bool = False, clock: Clock = CLOCK) -> Survey:
    """Survey a content folder at the tests' moment."""
    return survey(folder, clock, publish=publish)


@cache
def site(name: str, *, publish: bool = False) -> Survey:
    """Survey one of the folders in tests/sites, once for each process; nobody may change it."""
    return surveyed(SITES / name, publish=publish)


def codes(problems: Iterable[Problem]) -> list[str]:
    """Return the codes of problems, in their order."""
    return [problem.code for problem in problems]


def lines(problems: Iterable[Problem]) -> list[tuple[str, str, int, int]]:
    """Return code, path, line and column of problems, in their order."""
    return [(one.code, one.place.path, one.place.line, one.place.column) for one in problems]


def page(title: str = "Prova", body: str = "Un testo.") -> str:
    """Return a text with a head."""
    return f"---\ntitle: {title}\n---\n{body}\n"
