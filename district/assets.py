"""The theme's style sheet and scripts, bundled, minified, and named by what they hold.

Refuses to fetch anything: imports outside the theme's folder fail.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import lightningcss

from district.problems import Place, Problem

FOLDER = "assets"
# What readers' browsers are expected to understand; older ones get plainer, whole pages.
BROWSERS = ["defaults and supports es6-module"]


@dataclass(frozen=True)
class Assets:
    """Files of the theme: the name that templates use to the address and the content."""

    addresses: Mapping[str, str]
    contents: Mapping[str, bytes]

    def address(self, name: str) -> str:
        """Where a file stands in the site; KeyError when the theme has no such file."""
        return self.addresses[name]


def build_assets(theme: Path) -> tuple[Assets, list[Problem]]:
    """The style sheet `static/css/site.css` with its imports, and `static/js/*.js` (B104)."""
    problems: list[Problem] = []
    found: dict[str, bytes] = {}
    style = theme / "static" / "css" / "site.css"
    try:
        found["site.css"] = lightningcss.bundle_css(str(style), minify=True).encode()
    except (OSError, ValueError, RuntimeError) as error:
        shown = f"{theme.name}/static/css/site.css"
        problems.append(Problem("B104", Place(shown), {"value": " ".join(str(error).split())}))
    for script in sorted((theme / "static" / "js").glob("*.js")):
        found[script.name] = script.read_bytes()
    addresses, contents = {}, {}
    for name, content in found.items():
        stem, _, ending = name.rpartition(".")
        address = f"{FOLDER}/{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{ending}"
        addresses[name] = address
        contents[address] = content
    return Assets(addresses, contents), problems
