"""QR codes: an address as a drawing that any phone reads, for what is printed.

Refuses Micro QR codes, which not every phone reads. Source: ISO/IEC 18004.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import segno

# So much of a code may be dirty or torn off: M, about 15 per cent.
ERROR = "m"
# One mask for all codes: the code itself names it, and readers read any. To weigh all eight takes six times as long.
MASK = 4
# The white edge that the standard asks for, in modules.
BORDER = 4


def code(address: str, *, border: int = BORDER, light: str | None = "#fff") -> str:
    """The QR code of an address as SVG, as large as it is asked for.

    Without a `border`, or without `light`, what prints it sees to an edge, or a ground, as light as paper.
    """
    out = io.BytesIO()
    _modules(address).save(
        out,
        kind="svg",
        border=border,
        dark="#000",
        light=light,
        omitsize=True,
        xmldecl=False,
        svgclass=None,
        lineclass=None,
    )
    return out.getvalue().decode()


# A company's page, its sheet and the catalogue show the same code.
@lru_cache(8192)
def _modules(address: str) -> segno.QRCode:
    import segno

    return segno.make_qr(address, error=ERROR, mask=MASK)
