"""QR codes of the companies' pages, for what is printed.

Refuses addresses other than the page's own: who scans the sheet gets what it was printed from.
"""

from __future__ import annotations

from collections.abc import Iterator

from district.cache import key_of
from district.codes import code as drawn
from district.district import District
from district.exports.export import Export
from district.exports.naming import page_behind
from district.plan import File, Plan
from district.site import Site


def files(_district: District, plan: Plan) -> Iterator[File]:
    """A code for each company's page, in each language."""
    for page in plan.pages:
        if page.key.startswith("members/"):
            yield File(f"qr/{page.key}", page.language, f"{page.address}qr.svg", "image/svg+xml")


def code(site: Site, file: File) -> bytes:
    """The drawing of the code that a file of the plan names."""
    address = site.absolute(page_behind(site, file, file.key.removeprefix("qr/")).address)
    made: str = site.kept.made(key_of("qr", address), lambda: drawn(address))
    return made.encode()


EXPORT = Export("qr", files, code)
