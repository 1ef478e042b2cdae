"""A catalogue and a company's sheet, printed: the data, the codes for phones, the press.

Refuses the time of day: within a day the same content gives the same bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from district.catalogue.selection import WHOLE, Selection
from district.catalogue.telling import Data
from district.catalogue.whole import SECTION, catalogue_data, codes, sheet_data
from district.codes import code
from district.press import Printed
from district.progress import each
from district.reading import Entry
from district.site import Site

__all__ = ["SECTION", "catalogue", "sheets"]


def catalogue(site: Site, language: str, selection: Selection = WHOLE) -> Printed:
    """The catalogue in a language. Raises PrintError when the theme's template is broken.

    And ElsewhereError where the press does not stand.
    """
    press = site.press
    assert press is not None

    def printed() -> Printed:
        press.stand_here()
        data = catalogue_data(site, language, selection)
        return next(each("prints", (_printed(site, "catalogue", one) for one in [data]), 1))

    # Several pages tell the size of the whole one, and to ask the press by all that it holds takes long.
    return site.once(f"catalogue {language}", printed) if selection is WHOLE else printed()


def sheets(site: Site, wanted: Iterable[tuple[str, Entry]]) -> Iterator[Printed]:
    """The sheets of companies, each in a language, several at a time: the press lets other threads work.

    Raises PrintError when the theme's template is broken.
    """
    every = [sheet_data(site, language, member) for language, member in wanted]
    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        yield from pool.map(lambda data: _printed(site, "sheet", data), every)


def _printed(site: Site, template: str, data: Data) -> Printed:
    assert site.press is not None
    return site.press.print(template, data, _day(site), lambda: {"codes": _codes(data)})


def _codes(data: Data) -> dict[str, str]:
    """The codes for phones, by address: the theme leaves an edge around them, and paper is light."""
    return {address: code(address, border=0, light=None) for address in codes(data)}


def _day(site: Site) -> datetime:
    return site.district.now.replace(hour=0, minute=0, second=0, microsecond=0)
