"""security.txt: where to tell of a weakness of the site, for as long as the network says that it holds.

Refuses to stand there once its day is past: a file that has expired is not to be trusted. Source: RFC 9116.
"""

from __future__ import annotations

from collections.abc import Iterator

from district.district import District
from district.exports.export import Export
from district.plan import File, Plan
from district.site import Site

ADDRESS = ".well-known/security.txt"


def files(district: District, _plan: Plan) -> Iterator[File]:
    """The one file, where the standard wants it, while it holds."""
    security = district.site.security
    if security and security.expires.end > district.now:
        yield File("security", "", ADDRESS, "text/plain")


def security(site: Site, _file: File) -> bytes:
    """What security.txt says; it holds to the last second of the day that the network gives."""
    facts = site.district.site.security
    assert facts is not None
    lines = (
        f"Contact: mailto:{facts.email}",
        f"Expires: {facts.expires.end.isoformat(timespec='seconds')}",
        f"Preferred-Languages: {', '.join(site.district.languages)}",
        f"Canonical: {site.absolute(ADDRESS)}",
    )
    return "".join(f"{line}\r\n" for line in lines).encode()


EXPORT = Export("security", files, security)
