"""How far the long steps of a build are, for who waits at a terminal.

Refuses to write: who follows decides where. Where nobody does, a step costs nothing more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Item = TypeVar("Item")
# The name of a stage, how many of its things are done, how many there are.
Tell = Callable[[str, int, int], None]

_telling: ContextVar[Tell | None] = ContextVar("telling", default=None)


@contextmanager
def followed(tell: Tell) -> Iterator[None]:
    """Tells how far the steps are that run within."""
    token = _telling.set(tell)
    try:
        yield
    finally:
        _telling.reset(token)


def each(name: str, items: Iterable[Item], total: int) -> Iterator[Item]:
    """The items of a long step, each told when it comes out; what makes them begins when the first is asked for."""
    tell = _telling.get()
    if tell is None or not total:
        yield from items
        return
    tell(name, 0, total)
    for number, item in enumerate(items, 1):
        tell(name, number, total)
        yield item
