"""The rules as nginx reads them inside a `server` block: `include …/.hosting/nginx.conf;`.

Refuses modules that nginx may not have: Brotli is named in a comment. https://nginx.org/en/docs/
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from district.hosting.caching import FINGERPRINTED, FRESH, IMMUTABLE
from district.hosting.rules import ATOM, OPEN, TEXTS, TYPES, Rules


def nginx(rules: Rules) -> str:
    """The file to be included."""
    return "\n".join(_lines(rules)) + "\n"


def _lines(rules: Rules) -> Iterator[str]:
    root = re.escape(rules.root)
    yield "# Made by the build from the site's rules; not to be edited here."
    yield "# In a server block, after `root`: include /path/to/site/.hosting/nginx.conf;"
    yield "index index.html;"
    yield "charset utf-8;"
    texts = {TYPES[one] for one in TEXTS if one in TYPES} | {"text/css", "text/plain"}
    yield f"charset_types {' '.join(sorted(texts))};"
    yield "gzip_static on;"
    yield "gzip_vary on;"
    yield "# Where the module is installed (Debian: libnginx-mod-http-brotli-static): brotli_static on;"
    yield f'set $district_cache "{FRESH}";'
    yield f'if ($uri ~ "^{root}{FINGERPRINTED}$") {{ set $district_cache "{IMMUTABLE}"; }}'
    # What is not there yet may come: an answer of 404 is not to be kept.
    yield f'if (!-f $request_filename) {{ set $district_cache "{FRESH}"; }}'
    yield 'set $district_origin "";'
    yield f'if ($uri ~ "\\.({"|".join(OPEN)})$") {{ set $district_origin "*"; }}'
    yield "add_header Cache-Control $district_cache always;"
    yield "add_header Access-Control-Allow-Origin $district_origin;"
    for header, value in rules.headers.items():
        yield f'add_header {header} "{value}" always;'
    yield f"error_page 404 {rules.errors[-1][1]};"
    for begin, page in rules.errors[:-1]:
        yield f"location {begin} {{ error_page 404 {page}; }}"
    yield r"location ~ /\.(?!well-known/) { return 404; }"
    for old, new in rules.redirects:
        yield f'location = "{old}" {{ return 301 "{new}"; }}'
    yield f'location ~ "/{re.escape(ATOM[0])}$" {{ default_type {ATOM[1]}; types {{ }} }}'
    # `types` takes the place of nginx's own list: each is told where it applies.
    for ending, kind in TYPES.items():
        yield f'location ~ "\\.{ending}$" {{ default_type {kind}; types {{ }} }}'
