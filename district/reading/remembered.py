"""What files of this process's earlier readings have become, for as long as their text stays the same.

Refuses to believe a file's time, to keep anything beyond the process, and to be changed: what it hands out is shared.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Read = TypeVar("Read")


class Remembered(Generic[Read]):
    """What was made of texts, by a key that names all else that counts; of each key only the last."""

    # As many files as a district of ten thousand members has; beyond them it begins anew.
    MOST = 60_000

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[str, Read]] = {}

    def made(self, key: Hashable, text: str, make: Callable[[], Read]) -> Read:
        """What was made of this text before, or what is made of it now. Nobody may change it."""
        found = self._kept.get(key)
        if found is not None and found[0] == text:
            return found[1]
        made = make()
        if len(self._kept) >= self.MOST:
            self._kept.clear()
        self._kept[key] = text, made
        return made
