"""The catalogue as a PDF in each language, and a sheet for each company.

Refuses a site whose content has no section `catalogue`, since the network has not asked for one, and a catalogue
of nobody: while no company is shown there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from typing import TYPE_CHECKING

from district.district import District
from district.exports.export import Export
from district.plan import File, Plan
from district.progress import each
from district.site import Site
from district.stages import stage

if TYPE_CHECKING:
    from district.press import Printed

PDF = "application/pdf"
SECTION = "catalogue"


def files(district: District, plan: Plan) -> Iterator[File]:
    """Beside the catalogue's page a file that is called as the page is."""
    for language in plan.languages if district.members else ():
        if page := plan.page(f"sections/{SECTION}", language):
            yield File("catalogue", language, f"{page.address.rstrip('/')}.pdf", PDF, page.title)


def print_catalogues(site: Site, wanted: Sequence[File], threads: Executor) -> Iterator[bytes]:
    """The PDFs, begun at once."""
    from district.catalogue import catalogues

    return _awaited(catalogues(site, [file.language for file in wanted], threads), len(wanted))


def sheet_files(district: District, plan: Plan) -> Iterator[File]:
    """Below each company's page a file that is called as the company is."""
    for language in plan.languages if district.section(SECTION) else ():
        for member in district.members:
            if page := plan.page(member.key, language):
                yield File(f"sheets/{member.slug}", language, f"{page.address}{member.slug}.pdf", PDF, page.title)


def print_sheets(site: Site, wanted: Sequence[File], threads: Executor) -> Iterator[bytes]:
    """The PDFs of companies, begun at once."""
    from district.catalogue import sheets

    members = {member.slug: member for member in site.district.members}
    of = [(file.language, members[file.key.partition("/")[2]]) for file in wanted]
    return _awaited(sheets(site, of, threads), len(of))


def _awaited(prints: Iterator[Printed], total: int) -> Iterator[bytes]:
    """What the prints hold, as they are ready."""
    every = each("prints", prints, total)
    for _ in range(total):
        with stage("prints"):
            printed = next(every)
        yield printed.content


# What is printed at a time holds memory of its own, a catalogue much.
EXPORT = Export("catalogue", files, press=print_catalogues, at_once=1)
SHEETS = Export("sheets", sheet_files, press=print_sheets, at_once=4)
