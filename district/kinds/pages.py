"""Pages: free texts such as privacy, press, history, how to join.

Refuses a layout of their own: content never chooses where or how it is written.
"""

from __future__ import annotations

from typing import Any, ClassVar

from district.kinds.base import Facts
from district.kinds.shared import Source
from district.kinds.values import Count


class FreePage(Facts):
    """A text at an address of its own."""

    kind: ClassVar[str] = "pages"

    order: Count = 100
    sources: tuple[Source, ...] = ()

    def sort_key(self) -> tuple[Any, ...]:
        """By the order written."""
        return (self.order,)
