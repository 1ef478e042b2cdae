"""What an export is: which files it adds to the plan, and what each of them holds.

Refuses to know any format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import repeat

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
    # One of these three: what one of its files holds; for files that are sooner made together than one by one, what
    # they hold, in their order; the same of those that the site's press makes, which this puts to work by threads
    # at once, and waits for when the contents are taken.
    content: Callable[[Site, File], bytes] | None = None
    together: Callable[[Site, Sequence[File]], Iterable[bytes]] | None = None
    press: Callable[[Site, Sequence[File], Executor], Iterable[bytes]] | None = None
    # How many threads the press may have.
    at_once: int = 0

    @property
    def printed(self) -> bool:
        """Whether the site's press makes it."""
        return self.press is not None

    def contents(self, site: Site, files: Sequence[File]) -> Iterable[bytes]:
        """What each of its files holds, where no press makes them."""
        if self.together:
            return self.together(site, files)
        assert self.content is not None
        return map(self.content, repeat(site), files)
