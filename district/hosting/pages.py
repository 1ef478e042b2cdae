"""The rules as services for static pages read them: `_headers` and `_redirects`.

Refuses a header twice for one path: some services join the values.
https://docs.netlify.com/manage/routing/headers/ https://developers.cloudflare.com/pages/configuration/headers/
"""

from __future__ import annotations

from district.hosting.caching import IMMUTABLE
from district.hosting.rules import ATOM, OPEN, TYPES, Rules


def headers(rules: Rules) -> str:
    """The file `_headers`. These services let browsers ask again for pages by themselves."""
    blocks = [(f"{rules.root}*", dict(rules.headers)), (f"{rules.root}assets/*", {"Cache-Control": IMMUTABLE})]
    blocks += [(f"{rules.root}*.{ending}", {"Access-Control-Allow-Origin": "*"}) for ending in OPEN]
    blocks += [(f"{rules.root}*.{ending}", {"Content-Type": TYPES[ending]}) for ending in ("geojson", "jsonld", "vcf")]
    blocks.append((f"{rules.root}*/{ATOM[0]}", {"Content-Type": ATOM[1]}))
    lines = ["# Made by the build from the site's rules; not to be edited here."]
    for path, found in blocks:
        lines += [path, *(f"  {header}: {value}" for header, value in found.items())]
    return "\n".join(lines) + "\n"


def redirects(rules: Rules) -> str:
    """The file `_redirects`."""
    lines = ["# Made by the build from the site's rules; not to be edited here."]
    lines += [f"{old} {new} 301" for old, new in rules.redirects]
    return "\n".join(lines) + "\n"
