"""The language that is being spoken: one pass renders all of them, one after the other.

Refuses module globals: the current voice is a context variable set around each rendering.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from district.languages.formats import Formats
from district.languages.strings import Strings


@dataclass(frozen=True, slots=True)
class Voice:
    """A language with its forms and its strings."""

    language: str
    formats: Formats
    strings: Strings


_current: ContextVar[Voice] = ContextVar("voice")


def voice() -> Voice:
    """The voice of the page that is being rendered; LookupError outside of one."""
    return _current.get()


@contextmanager
def speaking(which: Voice) -> Iterator[None]:
    """Speaks with one voice until the block ends."""
    token = _current.set(which)
    try:
        yield
    finally:
        _current.reset(token)
