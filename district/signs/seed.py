"""Numbers that follow from a name: the same name gives the same ones on every machine, at every run.

Refuses to touch the global state of `random`, or to depend on hash seeds and versions of Python.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Seed:
    """A stream of numbers made from a name; each asking takes the next ones."""

    def __init__(self, name: str) -> None:
        self._bits = int.from_bytes(hashlib.blake2b(name.encode()).digest(), "big")

    def below(self, count: int) -> int:
        """A whole number from 0 to `count` - 1."""
        self._bits, found = divmod(self._bits, count)
        return found

    def one_of(self, choices: Sequence[T]) -> T:
        """One of the choices."""
        return choices[self.below(len(choices))]

    def between(self, low: float, high: float, steps: int = 32) -> float:
        """A number from `low` to `high`, both included, one of `steps` + 1."""
        return low + (high - low) * self.below(steps + 1) / steps
