"""The content security policy: nothing from elsewhere, nothing written into pages that their hashes do not name.

Refuses 'unsafe-inline' and 'unsafe-eval'. https://www.w3.org/TR/CSP3/
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

# Scripts and styles that stand in a page. Data blocks (JSON-LD) are not run, and need no leave:
# https://html.spec.whatwg.org/multipage/scripting.html#data-block
_INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_SOURCE = re.compile(r"\bsrc\s*=", re.IGNORECASE)
_TYPE = re.compile(r"""\btype\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_RUN = frozenset({"module", "text/javascript", "application/javascript", "importmap", "speculationrules"})


def inline_hashes(html: str) -> Iterator[str]:
    """The sources, `script-src 'sha256-…'` and the like, of what a page holds inline and a browser would run."""
    for name, attributes, content in _INLINE.findall(html):
        kind = _TYPE.search(attributes)
        if name.lower() == "script" and (_SOURCE.search(attributes) or (kind and kind[1].lower() not in _RUN)):
            continue
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        yield f"{name.lower()}-src 'sha256-{digest}'"


@dataclass
class InlineHashes:
    """What all pages of a build hold inline and a browser would run, gathered page by page."""

    found: set[str] = field(default_factory=set)

    def gather(self, _path: str, html: str) -> None:
        """Takes in a page that was rendered."""
        self.found |= set(inline_hashes(html))


def content_security_policy(inline: Iterable[str] = (), *, search: bool = False) -> str:
    """The policy of every page; with a search, whose WebAssembly must be compiled, by the leave that says only that."""
    scripts, styles = ["'self'"], ["'self'"]
    if search:
        scripts.append("'wasm-unsafe-eval'")
    for source in sorted(set(inline)):
        directive, _, value = source.partition(" ")
        (scripts if directive == "script-src" else styles).append(value)
    directives = (
        "default-src 'none'",
        f"script-src {' '.join(scripts)}",
        f"style-src {' '.join(styles)}",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "media-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
    return "; ".join(directives)
