"""What a host is to do with a site, once, for every sort of server: redirects, headers, error pages, types.

Refuses to know how any server writes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from district.plan import Plan
from district.policy import SEARCH, header_policy

# Types that servers do not know by themselves, or not on every system: https://www.iana.org/assignments/media-types/
TYPES: Mapping[str, str] = {
    "avif": "image/avif",
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "ics": "text/calendar",
    "js": "text/javascript",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "mjs": "text/javascript",
    "svg": "image/svg+xml",
    "vcf": "text/vcard",
    "wasm": "application/wasm",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Read by other sites' pages and programs (https://fetch.spec.whatwg.org/#http-cors-protocol): the open data.
OPEN = ("csv", "geojson", "ics", "json", "jsonld", "vcf", "xlsx", "xml")
# Text, and so told to be in UTF-8.
TEXTS = ("csv", "css", "html", "ics", "js", "mjs", "txt", "vcf")
ATOM = ("atom.xml", "application/atom+xml")


@dataclass(frozen=True)
class Rules:
    """The rules of one site. Paths begin with `/`; `root` is the site's path on its host, `/` or `/sub/`."""

    root: str
    # Old path to new path; the new one stays what it is.
    redirects: tuple[tuple[str, str], ...]
    # Path that a language begins with, and its error page; the site's root comes last.
    errors: tuple[tuple[str, str], ...]
    # Headers of every answer.
    headers: Mapping[str, str]


def rules(plan: Plan, root: str, *, https: bool, desk: bool = False) -> Rules:
    """The rules of a planned site, perhaps with the desk in the browser, which signs in by a window of its own."""
    redirects = [(f"{root}{one.address.lstrip('/')}", f"{root}{one.page.address}") for one in plan.redirects]
    pages = [page for page in plan.pages if page.key == "404"]
    errors = [(f"{root}{page.path.removesuffix('404.html')}", f"{root}{page.path}") for page in pages]
    headers = {
        "Content-Security-Policy": header_policy(search=_has_search(plan), https=https, desk=desk),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin-allow-popups" if desk else "same-origin",
    }
    if https:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return Rules(root, tuple(sorted(redirects)), tuple(sorted(errors, key=lambda one: (-len(one[0]), one[0]))), headers)


def _has_search(plan: Plan) -> bool:
    """Whether a page searches the site: its index is read by WebAssembly."""
    return any(page.template == SEARCH for page in plan.pages)
