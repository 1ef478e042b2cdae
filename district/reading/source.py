"""A file as text with lines, able to say where something stands in it.

Refuses files that are too large, that are not UTF-8, or that are no plain files.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from district.problems import Place, Problem

MOST_BYTES = 256 * 1024


@dataclass(frozen=True)
class Source:
    """A file's text, and its path as the editor knows it (`content/members/aurora/facts.yaml`)."""

    path: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return self.text.splitlines()

    @cached_property
    def signs(self) -> frozenset[str]:
        """Every sign that it holds."""
        return frozenset(self.text)

    def place(self, line: int, column: int = 1, length: int = 1) -> Place:
        """The place at a line and column, both from 1."""
        snippet = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Place(self.path, line, column, max(1, length), snippet)

    def place_of(self, words: str, *, after_line: int = 0) -> Place:
        """The first place below a line where `words` stand, or that line itself."""
        for number, line in enumerate(self.lines[after_line:], after_line + 1):
            if (column := line.find(words)) >= 0:
                return self.place(number, column + 1, len(words))
        return self.place(after_line or 1)


def read_source(path: Path | str, shown: str) -> tuple[Source | None, list[Problem]]:
    """The text of a file without byte order mark, or the problem that keeps it from being read."""
    here = Place(shown)
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - for thousands of files
            raw = file.read(MOST_BYTES + 1)
            if len(raw) > MOST_BYTES:
                size = str(os.fstat(file.fileno()).st_size // 1024)
                return None, [Problem("Y106", here, {"value": size, "most": str(MOST_BYTES // 1024)})]
    except OSError as error:
        return None, [Problem("Y112", here, {"value": error.strerror or str(error)})]
    try:
        return Source(shown, raw.decode("utf-8-sig").replace("\r\n", "\n")), []
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        start = raw.rfind(b"\n", 0, error.start) + 1
        snippet = raw[start:].split(b"\n")[0].decode("utf-8", "replace")
        column = len(raw[start : error.start].decode("utf-8", "replace")) + 1
        place = Place(shown, line, column, 1, snippet)
        return None, [Problem("Y101", place, {"value": f"0x{raw[error.start]:02X}"})]
