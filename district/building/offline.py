"""The list of what a reader may keep for when there is no network: addresses with what they hold, in short, and sizes.

Refuses pictures and documents: what is kept should fit a fair's network and a phone. The theme's service worker
(`static/root/sw.js`) keeps what stands here, and fetches anew only what a later list says has changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from district.plan import Page
from district.site import Site

LIST = "offline.json"
# What is kept with any page: where one begins, who there is, each of them, those put aside and what is said of them.
SECTIONS, KIND, FILE = ("sections/home", "sections/members", "sections/shortlist"), "members", "shortlist/companies"
# What may be kept besides: pages that are wanted where the network is poor.
MORE_KIND = "events"
# So many letters of a hash tell one content from another.
SHORT = 12


def offline(site: Site, hashes: Mapping[str, str], sizes: Mapping[str, int]) -> bytes:
    """The list, as JSON: `pages` of each language, what they `share`, and of all `files` the hash and the bytes."""
    shared = [address for address in site.assets.contents if "/" in address]
    pages = {code: [page for page in site.plan.pages if page.language == code] for code in site.plan.languages}
    companies = {code: [file.address] for code in pages if (file := site.plan.file(FILE, code))}
    plain = [*shared, *(address for found in companies.values() for address in found)]
    files = {address: (hashes[address][:SHORT], sizes[address]) for address in plain}
    for page in (page for found in pages.values() for page in found if _is_kept(page) or _is_offered(page)):
        files[page.address] = (hashes[page.path][:SHORT], sizes[page.path])
    record = {
        "shared": sorted(shared),
        "pages": {
            code: [*(page.address for page in found if _is_kept(page)), *companies.get(code, [])]
            for code, found in pages.items()
        },
        "files": dict(sorted(files.items())),
    }
    return json.dumps(record, separators=(",", ":")).encode()


def _is_kept(page: Page) -> bool:
    return page.key in SECTIONS or page.key.startswith(f"{KIND}/")


def _is_offered(page: Page) -> bool:
    return page.key.startswith(f"{MORE_KIND}/")
