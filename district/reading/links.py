"""What a link in a text means: another entry, a place on the page, a document or a picture beside it.

Refuses to find the page: that takes the plan.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from district.kinds.values import Reference, is_slug
from district.reading.markup import Target

# An editor may name the text's file too, as Pelican's own links do.
ENTRY = re.compile(r"\{filename\}/([^/]+)/([^/]+)(?:/[^/]+\.md)?/?")


@dataclass(frozen=True, slots=True)
class Link:
    """One of: an entry (perhaps with an anchor), an anchor of the same page, a file beside the text.

    `refused` is the code of the problem when it is none of these: T104 not understood, T105 it
    leads out of content/, T112 an e-mail that would go to others too.
    """

    reference: Reference | None = None
    anchor: str = ""
    file: str = ""
    refused: str = ""


@lru_cache(65_536)  # rules and pages ask again for each, and texts link to the same
def read_link(target: Target) -> Link:
    """The meaning of a target as the editor wrote it."""
    address, _, anchor = unquote(target.address).partition("#")
    if ".." in address.replace("\\", "/").split("/"):
        return Link(refused="T105")
    if address.startswith("{filename}"):
        found = ENTRY.fullmatch(address)
        if found and is_slug(found[1]) and is_slug(found[2]):
            return Link(Reference(found[1], found[2]), anchor)
        return Link(refused="T104")
    if not address:
        return Link(anchor=anchor) if anchor else Link(refused="T104")
    if ("/" in address or "{" in address or ":" in address) and not _elsewhere(target):
        return Link(refused=_refusal(address))
    return Link(file=address)


def _refusal(address: str) -> str:
    if address.lower().startswith("mailto:"):
        return "T112"
    return "T105" if address.startswith(("/", "file:")) else "T104"


def _elsewhere(target: Target) -> bool:
    """Whether a picture is to come from another host: it is then taken for a file, which the entry has not."""
    return target.attribute == "src" and "://" in target.address
