"""Other forms of the same content: feeds, contacts, calendars, QR codes, sitemap, robots.txt, the shortlist's data.

Refuses to say anything that the pages do not say. A new form is a module with an EXPORT, and its line here.
"""

from __future__ import annotations

from collections.abc import Iterator

from district.district import District
from district.exports import calendars, cards, codes, feeds, robots, shortlist, sitemap
from district.plan import Plan
from district.site import Site

EXPORTS = (feeds.EXPORT, cards.EXPORT, calendars.EXPORT, codes.EXPORT, sitemap.EXPORT, robots.EXPORT, shortlist.EXPORT)
_BY_NAME = {export.name: export for export in EXPORTS}


def planned(district: District, plan: Plan) -> Plan:
    """The plan with the files of every export."""
    return plan.with_files(file for export in EXPORTS for file in export.files(district, plan))


def contents(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every exported file of a site: its address and what it holds."""
    for file in site.plan.files:
        yield file.address, _BY_NAME[file.key.partition("/")[0]].content(site, file)
