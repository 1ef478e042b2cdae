"""Aims: what the network is for. Each has a page that gathers what serves it.

Refuses to list what serves it: entries name the aims they serve.
"""

from __future__ import annotations

from typing import Any, ClassVar

from district.kinds.base import Facts
from district.kinds.values import Count


class AimFacts(Facts):
    """One of the network's aims."""

    kind: ClassVar[str] = "aims"

    order: Count = 100

    def sort_key(self) -> tuple[Any, ...]:
        """By the order written."""
        return (self.order,)
