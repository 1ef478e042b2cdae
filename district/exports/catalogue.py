"""The catalogue as a PDF in each language, and a sheet for each company.

Refuses a site whose content has no section `catalogue`, since the network has not asked for one, and a catalogue
of nobody: while no company is shown there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from district.district import District
from district.exports.export import Export
from district.plan import File, Plan
from district.progress import each
from district.site import Site

PDF = "application/pdf"
SECTION = "catalogue"


def files(district: District, plan: Plan) -> Iterator[File]:
    """Beside the catalogue's page a file that is called as the page is."""
    for language in plan.languages if district.members else ():
        if page := plan.page(f"sections/{SECTION}", language):
            yield File("catalogue", language, f"{page.address.rstrip('/')}.pdf", PDF, page.title)


def content(site: Site, file: File) -> bytes:
    """The PDF."""
    from district.catalogue import catalogue

    return catalogue(site, file.language).content


def sheets(district: District, plan: Plan) -> Iterator[File]:
    """Below each company's page a file that is called as the company is."""
    for language in plan.languages if district.section(SECTION) else ():
        for member in district.members:
            if page := plan.page(member.key, language):
                yield File(f"sheets/{member.slug}", language, f"{page.address}{member.slug}.pdf", PDF, page.title)


def sheet(site: Site, file: File) -> bytes:
    """The PDF of a company."""
    return next(all_sheets(site, [file]))


def all_sheets(site: Site, wanted: Sequence[File]) -> Iterator[bytes]:
    """The PDFs of companies, several at a time."""
    from district.catalogue import sheets as print_sheets

    members = {member.slug: member for member in site.district.members}
    of = [(file.language, members[file.key.partition("/")[2]]) for file in wanted]
    return (printed.content for printed in each("prints", print_sheets(site, of), len(of)))


EXPORT = Export("catalogue", files, content, printed=True)
SHEETS = Export("sheets", sheets, sheet, all_sheets, printed=True)
