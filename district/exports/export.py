"""What an export is: which files it adds to the plan, and what each of them holds.

Refuses to know any format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from district.district import District
from district.plan import File, Plan
from district.site import Site


@dataclass(frozen=True)
class Export:
    """One form that content goes out in.

    The keys of its files begin with its `name`; their addresses lie below a page's own, or are names
    with an ending, so that no page and no old address can meet them.
    """

    name: str
    files: Callable[[District, Plan], Iterable[File]]
    content: Callable[[Site, File], bytes]
