"""What files of this process's earlier readings have become, for as long as nothing they depend on is another.

Refuses to believe a file's time, to keep anything beyond the process, and to be changed: what it hands out is shared.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Read = TypeVar("Read")


class Remembered(Generic[Read]):
    """What was made of things by their names: of each only the last, with all that it was made from."""

    # As many files as a district of ten thousand members has; beyond them it begins anew.
    MOST = 60_000

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[Hashable, Read]] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def made(self, name: Hashable, source: Hashable, make: Callable[[], Read]) -> Read:
        """What was made from this source before, or what is made from it now. Nobody may change it."""
        found = self._kept.get(name)
        if found is not None and found[0] == source:
            return found[1]
        made = make()
        if len(self._kept) >= self.MOST:
            self._kept.clear()
        self._kept[name] = source, made
        return made
