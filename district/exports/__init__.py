"""Other forms of the same content: feeds, contacts, calendars, open data, the catalogue, sitemap and so on.

Refuses to say anything that the pages do not say. A new form is a module with an EXPORT, and its line here.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

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


def planned(district: District, plan: Plan, *, printed: bool = True) -> Plan:
    """The plan with the files of every export; where nothing is `printed`, without those of the press."""
    exports = [export for export in EXPORTS if printed or not export.printed]
    return plan.with_files(file for export in exports for file in export.files(district, plan))


def contents(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every exported file of a site: its address and what it holds."""
    for name, group in groupby(site.plan.files, key=lambda file: file.key.partition("/")[0]):
        files = list(group)
        yield from zip((file.address for file in files), _BY_NAME[name].contents(site, files), strict=True)
