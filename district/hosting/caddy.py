"""The rules as Caddy reads them inside a site block: `import …/.hosting/Caddyfile`.

Refuses to say where the site's files lie: that is the site block's `root`. https://caddyserver.com/docs/caddyfile
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from district.hosting.caching import FINGERPRINTED, FRESH, IMMUTABLE
from district.hosting.rules import ATOM, OPEN, TEXTS, TYPES, Rules


def caddyfile(rules: Rules) -> str:
    """The file to be imported."""
    return "\n".join(_lines(rules)) + "\n"


def _lines(rules: Rules) -> Iterator[str]:
    root = re.escape(rules.root)
    yield "# Made by the build from the site's rules; not to be edited here."
    yield "# In a site block, after `root`: import /path/to/site/.hosting/Caddyfile"
    yield "header {"
    for header, value in rules.headers.items():
        yield f'\t{header} "{value}"'
    yield f'\t?Cache-Control "{FRESH}"'
    yield "}"
    yield f"@fingerprinted path_regexp ^{root}{FINGERPRINTED}$"
    yield f'header @fingerprinted Cache-Control "{IMMUTABLE}"'
    yield f"@open path {' '.join(f'*.{ending}' for ending in OPEN)}"
    yield 'header @open Access-Control-Allow-Origin "*"'
    for ending, kind in TYPES.items():
        charset = "; charset=utf-8" if ending in TEXTS else ""
        yield f"@type_{ending} path *.{ending}"
        yield f'header @type_{ending} Content-Type "{kind}{charset}"'
    yield f"@type_atom path */{ATOM[0]}"
    yield f'header @type_atom Content-Type "{ATOM[1]}"'
    yield r"@hidden path_regexp /\.[^/]*"
    yield "@known path /.well-known/*"
    yield "handle @known {"
    yield "\tfile_server"
    yield "}"
    yield "handle @hidden {"
    yield "\terror 404"
    yield "}"
    for old, new in rules.redirects:
        yield f'redir "{old}" "{new}" permanent'
    yield "handle {"
    yield "\tfile_server {"
    yield "\t\tprecompressed br gzip"
    yield "\t}"
    yield "}"
    yield "handle_errors {"
    yield f'\theader Cache-Control "{FRESH}"'
    yield "\t@missing expression {http.error.status_code} == 404"
    yield "\thandle @missing {"
    for begin, page in rules.errors[:-1]:
        yield f"\t\thandle {begin}* {{"
        yield f"\t\t\trewrite * {page}"
        yield "\t\t\tfile_server"
        yield "\t\t}"
    yield "\t\thandle {"
    yield f"\t\t\trewrite * {rules.errors[-1][1]}"
    yield "\t\t\tfile_server"
    yield "\t\t}"
    yield "\t}"
    yield "}"
