"""What hosts are to do with a published site: caching, compression, redirects, headers, in the words of each server.

Refuses to be needed: on a host that takes no rules the site works all the same. Only what is published gets these
files; a preview is served by the preview.
"""

from __future__ import annotations

from collections.abc import Iterator

from district.hosting.apache import htaccess
from district.hosting.caching import FRESH, IMMUTABLE, is_fingerprinted
from district.hosting.caddy import caddyfile
from district.hosting.compression import twins
from district.hosting.nginx import nginx
from district.hosting.pages import headers, redirects
from district.hosting.rules import Rules, rules

__all__ = ["FRESH", "IMMUTABLE", "Rules", "is_fingerprinted", "rule_files", "rules", "twins"]


def rule_files(rules_: Rules) -> Iterator[tuple[str, bytes]]:
    """The files that tell hosts the rules of a site."""
    yield ".htaccess", htaccess(rules_).encode()
    yield ".hosting/nginx.conf", nginx(rules_).encode()
    yield ".hosting/Caddyfile", caddyfile(rules_).encode()
    yield "_headers", headers(rules_).encode()
    yield "_redirects", redirects(rules_).encode()
