"""QR codes of the companies' pages, for what is printed.

Refuses addresses other than the page's own: who scans the sheet gets what it was printed from. Source: ISO/IEC 18004.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache

import segno

from district.district import District
from district.exports.export import Export
from district.exports.naming import page_behind
from district.plan import File, Plan
from district.site import Site

# So much of a code may be dirty or torn off: M, about 15 per cent.
ERROR = "m"
# The white edge that the standard asks for, in modules.
BORDER = 4


def files(_district: District, plan: Plan) -> Iterator[File]:
    """A code for each company's page, in each language."""
    for page in plan.pages:
        if page.key.startswith("members/"):
            yield File(f"qr/{page.key}", page.language, f"{page.address}qr.svg", "image/svg+xml")


def code(site: Site, file: File) -> bytes:
    """The drawing of the code that a file of the plan names."""
    return drawn(site.absolute(page_behind(site, file, file.key.removeprefix("qr/")).address))


@lru_cache(4096)
def drawn(address: str) -> bytes:
    """The QR code of an address as SVG: black on white on paper of any colour, as large as it is asked for."""
    out = io.BytesIO()
    segno.make_qr(address, error=ERROR).save(
        out,
        kind="svg",
        border=BORDER,
        dark="#000",
        light="#fff",
        omitsize=True,
        xmldecl=False,
        svgclass=None,
        lineclass=None,
    )
    return out.getvalue()


EXPORT = Export("qr", files, code)
