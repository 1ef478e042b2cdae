"""The line of a terminal that says how far a build is; it refuses to write where nobody looks, as in a log."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from district.commands.texts import message
from district.progress import followed

CLEAR = "\r\033[K"


@contextmanager
def told(language: str) -> Iterator[None]:
    """Shows, in one line that changes and goes away, the long step that runs within and what is left of it."""
    out = sys.stderr
    if not out.isatty():
        yield
        return

    def tell(name: str, done: int, total: int) -> None:
        line = message("progress", language, step=message(f"stage_{name}", language), done=done, total=total)
        out.write(CLEAR + (line if done < total else ""))
        out.flush()

    with followed(tell):
        try:
            yield
        finally:
            out.write(CLEAR)
            out.flush()
