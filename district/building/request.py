"""What a build is asked for, what it has prepared, what it made.

Refuses to do anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from district.clock import Clock
from district.problems import Problem
from district.reading import Content
from district.rendering import Renderer
from district.site import Site


@dataclass(frozen=True)
class Request:
    """What is to be built, from what, where to, at what time."""

    content: Path
    theme: Path
    output: Path
    cache: Path
    clock: Clock
    publish: bool
    siteurl: str
    strict: tuple[str, ...] = ()
    # Whether catalogues and sheets are printed too; a preview that follows each change does without.
    prints: bool = True
    # Whether what takes long and is seldom looked at may stay as the build before left it.
    quick: bool = False
    # Whether the desk in the browser is part of it, also where site.yaml does not publish it.
    desk: bool = False
    # Where the editors' guide stands, which previews show.
    guide: Path | None = None
    # The names of the exports that there are to be; None stands for all.
    exports: tuple[str, ...] | None = None
    # The paths of the pages that somebody is looking at. They are made first and shown before all others are made,
    # with what is new of the files that pages draw on.
    looked_at: frozenset[str] = frozenset()
    show: Callable[[Prepared, Mapping[str, bytes]], None] | None = None


@dataclass(frozen=True)
class Prepared:
    """All that rendering needs; no site when there are errors."""

    site: Site | None
    renderer: Renderer | None
    problems: tuple[Problem, ...]
    # The files of the desk in the browser by their paths; none where it is left out.
    desk: Mapping[str, bytes] = field(default_factory=dict)
    # What the site was made from, with the place of everything in it; None where there is no site.
    content: Content | None = None


@dataclass(frozen=True)
class Report:
    """What a build made."""

    pages: int
    languages: int
    changed: int
    removed: int
    left_out: Mapping[str, int]
