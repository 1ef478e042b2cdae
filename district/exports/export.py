"""What an export is: which files it adds to the plan, and what each of them holds.

Refuses to know any format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
    # For files that are sooner made together than one by one: the contents in the files' order.
    together: Callable[[Site, Sequence[File]], Iterable[bytes]] | None = None
    # Whether the site's press makes it.
    printed: bool = False

    def contents(self, site: Site, files: Sequence[File]) -> Iterable[bytes]:
        """What each of its files holds."""
        return self.together(site, files) if self.together else (self.content(site, file) for file in files)
