"""The rules as Apache reads them in a folder: `.htaccess`, which most cheap hosts take.

Refuses directives that hosts forbid more often than not (Options): one of these and Apache answers 500 to everything.
https://httpd.apache.org/docs/2.4/
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from district.hosting.caching import FINGERPRINTED, FRESH, IMMUTABLE
from district.hosting.rules import ATOM, OPEN, TEXTS, TYPES, Rules


def htaccess(rules: Rules) -> str:
    """The file `.htaccess`."""
    return "\n".join(_lines(rules)) + "\n"


def _lines(rules: Rules) -> Iterator[str]:
    root = re.escape(rules.root)
    yield "# Made by the build from the site's rules; not to be edited here."
    yield "DirectoryIndex index.html"
    yield "AddDefaultCharset utf-8"
    yield f"ErrorDocument 404 {rules.errors[-1][1]}"
    for begin, page in rules.errors[:-1]:
        yield f'<If "%{{REQUEST_URI}} =~ m#^{re.escape(begin)}#">'
        yield f"  ErrorDocument 404 {page}"
        yield "</If>"
    yield "<IfModule mod_mime.c>"
    for ending, kind in TYPES.items():
        yield f"  AddType {kind} .{ending}"
    yield f"  AddCharset utf-8 {' '.join(f'.{ending}' for ending in TEXTS)}"
    # A twin is what it is a twin of, packed.
    yield "  RemoveType .gz"
    yield "  RemoveLanguage .br"
    yield "  AddEncoding br .br"
    yield "  AddEncoding gzip .gz"
    yield "</IfModule>"
    yield f'<FilesMatch "{re.escape(ATOM[0])}(\\.(br|gz))?$">'
    yield f"  ForceType {ATOM[1]}"
    yield "</FilesMatch>"
    yield "<IfModule mod_rewrite.c>"
    yield "  RewriteEngine On"
    # What only publishing reads; .well-known is for others.
    yield r'  RewriteRule "(^|/)\.(?!well-known/)" - [R=404,L]'
    for old, new in rules.redirects:
        inside = old.removeprefix(rules.root)
        yield f'  RewriteRule "^{re.escape(inside)}$" "{new}" [R=301,L,NE]'
    for ending, name in ((".br", "br"), (".gz", "gzip")):
        yield f'  RewriteCond "%{{HTTP:Accept-Encoding}}" "\\b{name}\\b"'
        yield f'  RewriteCond "%{{REQUEST_FILENAME}}{ending}" -f'
        yield f'  RewriteRule "^(.+)$" "$1{ending}" [L]'
    yield "</IfModule>"
    yield "<IfModule mod_headers.c>"
    for header, value in rules.headers.items():
        yield f'  Header always set {header} "{value}"'
    yield f'  Header always set Cache-Control "{FRESH}"'
    yield f'  <If "%{{REQUEST_URI}} =~ m#^{root}{FINGERPRINTED}$#">'
    yield f'    Header set Cache-Control "{IMMUTABLE}" "expr=%{{REQUEST_STATUS}} < 400"'
    yield '    Header always unset Cache-Control "expr=%{REQUEST_STATUS} < 400"'
    yield "  </If>"
    yield "  Header merge Vary Accept-Encoding"
    yield f'  <FilesMatch "\\.({"|".join(OPEN)})(\\.(br|gz))?$">'
    yield '    Header set Access-Control-Allow-Origin "*"'
    yield "  </FilesMatch>"
    yield "</IfModule>"
