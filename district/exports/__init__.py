"""Other forms of the same content: feeds, contacts, calendars, open data, the catalogue, sitemap and so on.

Refuses to say anything that the pages do not say. A new form is a module with an EXPORT, and its line here.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import chain, groupby
from pathlib import Path

import district.codes
from district.cache import Pack, by, code_of
from district.district import District
from district.exports import (
    calendars,
    catalogue,
    codes,
    data,
    feeds,
    llms,
    robots,
    security,
    shortlist,
    sitemap,
    twins,
    vcard_form,
    vcards,
)
from district.plan import Plan
from district.site import Site

EXPORTS = (
    feeds.EXPORT,
    vcards.EXPORT,
    calendars.EXPORT,
    codes.EXPORT,
    data.EXPORT,
    twins.EXPORT,
    llms.EXPORT,
    catalogue.EXPORT,
    catalogue.SHEETS,
    sitemap.EXPORT,
    robots.EXPORT,
    security.EXPORT,
    shortlist.EXPORT,
)
_BY_NAME = {export.name: export for export in EXPORTS}


def planned(known: District, plan: Plan, *, printed: bool = True, only: Collection[str] | None = None) -> Plan:
    """The plan with the files of every export; where nothing is `printed`, without those of the press.

    `only` are the names of the exports that there are to be, None stands for all.
    """
    exports = [one for one in EXPORTS if (printed or not one.printed) and (only is None or one.name in only)]
    return plan.with_files(file for export in exports for file in export.files(known, plan))


def kept_exports(cache: Path) -> Pack:
    """What exports have made before, by these libraries and this code."""
    code = code_of(Path(vcard_form.__file__), Path(district.codes.__file__))
    return Pack(cache / "exports", f"{code} {by('icalendar', 'vobject', 'segno')}")


def contents(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every exported file of a site: its address and what it holds."""
    groups = groupby(site.plan.files, key=lambda file: file.key.partition("/")[0])
    every = [(_BY_NAME[name], list(files)) for name, files in groups]
    with ExitStack() as pools:
        # The press is at work while all the rest is made.
        printed = [
            (files, export.press(site, files, pools.enter_context(_threads(export.at_once))))
            for export, files in every
            if export.press
        ]
        others = ((files, export.contents(site, files)) for export, files in every if not export.press)
        for files, made in chain(others, printed):
            yield from zip((file.address for file in files), made, strict=True)


@contextmanager
def _threads(most: int) -> Iterator[Executor]:
    """So many threads, or as many as there are processors; what is not begun when they are let go is never begun."""
    threads = ThreadPoolExecutor(max_workers=min(most, os.cpu_count() or 1))
    try:
        yield threads
    finally:
        threads.shutdown(cancel_futures=True)
