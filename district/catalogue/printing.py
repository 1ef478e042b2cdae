"""A catalogue and a company's sheet, printed: the data, the codes for phones, the press.

Refuses the time of day: within a day the same content gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from datetime import datetime

from district.catalogue.selection import WHOLE, Selection
from district.catalogue.telling import Data
from district.catalogue.whole import SECTION, catalogue_data, codes, sheet_data
from district.codes import code
from district.press import More, Press, Printed
from district.progress import each
from district.reading import Entry
from district.site import Site

__all__ = ["SECTION", "catalogue", "catalogues", "sheets"]


def catalogue(site: Site, language: str, selection: Selection = WHOLE) -> Printed:
    """The catalogue in a language. Raises PrintError when the theme's template is broken.

    And ElsewhereError where the press does not stand.
    """

    def printed() -> Printed:
        _press(site).stand_here()
        data = catalogue_data(site, language, selection)
        prints = (_press(site).print(*_ordered(site, "catalogue", one)) for one in [data])
        return next(each("prints", prints, 1))

    # Several pages tell the size of the whole one, and to ask the press by all that it holds takes long.
    return site.once(_name(language), printed) if selection is WHOLE else printed()


def catalogues(site: Site, languages: Sequence[str], threads: Executor) -> Iterator[Printed]:
    """The whole catalogue in each of the languages, begun at once.

    Raises PrintError, when they are taken, if the theme's template is broken.
    """
    data = (catalogue_data(site, language, WHOLE) for language in languages)
    every = [_press(site).begin(threads, *_ordered(site, "catalogue", one)) for one in data]
    return (site.once(_name(language), begun.result) for language, begun in zip(languages, every, strict=True))


def sheets(site: Site, wanted: Iterable[tuple[str, Entry]], threads: Executor) -> Iterator[Printed]:
    """The sheets of companies, each in a language, begun at once.

    Raises PrintError, when they are taken, if the theme's template is broken.
    """
    data = (sheet_data(site, language, member) for language, member in wanted)
    every = [_press(site).begin(threads, *_ordered(site, "sheet", one)) for one in data]
    return (begun.result() for begun in every)


def _press(site: Site) -> Press:
    """The press of a site where something is printed."""
    assert site.press is not None
    return site.press


def _name(language: str) -> str:
    """As what the whole catalogue is remembered."""
    return f"catalogue {language}"


def _ordered(site: Site, template: str, data: Data) -> tuple[str, Data, datetime, More]:
    """What the press is asked for: template, data and day, with the codes where it is set anew."""
    return template, data, _day(site), lambda: {"codes": _codes(data)}


def _codes(data: Data) -> dict[str, str]:
    """The codes for phones, by address: the theme leaves an edge around them, and paper is light."""
    return {address: code(address, border=0, light=None) for address in codes(data)}


def _day(site: Site) -> datetime:
    return site.district.now.replace(hour=0, minute=0, second=0, microsecond=0)
