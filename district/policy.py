"""The content security policy: nothing from elsewhere, nothing run that stands in a page, no HTML made of text.

Refuses 'unsafe-inline' and 'unsafe-eval', and so every script and style that is not a file of the site's own; data
blocks (JSON-LD) are not run and need no leave. https://www.w3.org/TR/CSP3/ https://www.w3.org/TR/trusted-types/

Each page carries its own, so that hosts that send no headers keep it too. A header can say but one for all pages:
where both are, browsers keep to both.
"""

from __future__ import annotations

# The template whose page reads the search's index, which is WebAssembly and has to be compiled.
SEARCH = "search"
# The policies of scripts for Trusted Types: theme/static/js/offline.js.
TRUSTED_TYPES = ("offline",)


def page_policy(template: str) -> str:
    """The policy of a page made from a template: only the search page may compile WebAssembly."""
    scripts = "'self' 'wasm-unsafe-eval'" if template == SEARCH else "'self'"
    directives = (
        "default-src 'none'",
        f"script-src {scripts}",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "media-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        f"trusted-types {' '.join(TRUSTED_TYPES)}",
    )
    return "; ".join(directives)


def header_policy(*, search: bool, https: bool, desk: bool = False) -> str:
    """The policy that a host sends with every page: with a search, what its page needs; never in another's frame.

    Where the desk in the browser is published, what pages may load is left to the policy that each carries: the desk
    needs more than this one (`admin/policy.py`), and no other page should have it.
    """
    parts = [*([] if desk else [page_policy(SEARCH if search else "")]), "frame-ancestors 'none'"]
    return "; ".join([*parts, "upgrade-insecure-requests"] if https else parts)
