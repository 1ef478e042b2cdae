"""Ids by which address books, calendars and feed readers know a thing again.

Refuses addresses: an id made from one would change when the site moves to another host or a section is renamed, and
every subscriber would get all things twice. What an id is made from, the network's name and the entry's folder,
outlives both. Sources: RFC 9562 (UUID, version 5), RFC 7986 (UID), RFC 4287 (atom:id never changes).
"""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

from slugify import slugify

from district.site import Site


def identity(site: Site, *steps: str) -> UUID:
    """The id of what the steps name: an entry's key, and a language where each language has a thing of its own."""
    return uuid5(NAMESPACE_URL, "/".join((slugify(site.district.site.name), *steps)))
