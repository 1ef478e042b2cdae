"""robots.txt: everything may be read, and where the sitemap is.

Refuses to keep anybody out: what must not be public is not in content/. Source: RFC 9309.
"""

from __future__ import annotations

from collections.abc import Iterator

from district.district import District
from district.exports.export import Export
from district.plan import File, Plan
from district.site import Site


def files(_district: District, _plan: Plan) -> Iterator[File]:
    """The one file, where the standard wants it."""
    yield File("robots", "", "robots.txt", "text/plain")


def robots(site: Site, _file: File) -> bytes:
    """What robots.txt says."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site.absolute('sitemap.xml')}\n".encode()


EXPORT = Export("robots", files, robots)
