"""A catalogue and a company's sheet, printed: the data, the codes for phones, the press.

Refuses the time of day: within a day the same content gives the same bytes.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import lru_cache

from district.catalogue.selection import WHOLE, Selection
from district.catalogue.telling import Data
from district.catalogue.whole import SECTION, catalogue_data, codes, sheet_data
from district.press import Printed
from district.reading import Entry
from district.site import Site

__all__ = ["SECTION", "catalogue", "sheets"]


def catalogue(site: Site, language: str, selection: Selection = WHOLE) -> Printed:
    """The catalogue in a language. Raises PrintError when the theme's template is broken."""
    return _printed(site, "catalogue", catalogue_data(site, language, selection))


def sheets(site: Site, wanted: Iterable[tuple[str, Entry]]) -> Iterator[Printed]:
    """The sheets of companies, each in a language, several at a time: the press lets other threads work.

    Raises PrintError when the theme's template is broken.
    """
    every = [sheet_data(site, language, member) for language, member in wanted]
    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        yield from pool.map(lambda data: _printed(site, "sheet", data), every)


def _printed(site: Site, template: str, data: Data) -> Printed:
    assert site.press is not None
    return site.press.print(template, data, _day(site), lambda: {"codes": {one: code(one) for one in codes(data)}})


def _day(site: Site) -> datetime:
    return site.district.now.replace(hour=0, minute=0, second=0, microsecond=0)


@lru_cache(maxsize=4096)
def code(address: str) -> str:
    """An address as a QR code: SVG, of which some 15 % may be dirty (error correction M)."""
    import segno

    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=0, omitsize=True, xmldecl=False)
    return drawn.getvalue().decode()
