"""Which files carry a mark of their content in their names, and how long browsers may keep what.

Refuses to call a file immutable for its folder alone.
"""

from __future__ import annotations

import re

# RFC 9111 and RFC 8246: a fingerprinted file never changes; everything else is asked for again, and a host answers
# 304 when it is still the same.
IMMUTABLE = "public, max-age=31536000, immutable"
FRESH = "no-cache"
# From the site's root: a hash of 12 signs or more between dots or hyphens below assets/; the parts of a search index.
# Written so that Python, Apache, nginx and Caddy read it alike.
FINGERPRINTED = r"(?:assets/(?:[^/]+/)*[^/]*[.-][0-9a-f]{12,}[.-][^/]+|(?:[^/]+/)*[^/]+_[0-9a-f]{7,}\.pf_[a-z]+)"
_FINGERPRINTED = re.compile(FINGERPRINTED)


def is_fingerprinted(path: str) -> bool:
    """Whether a file's name says what it holds, so that it can only be there or not, and never be an old one."""
    return _FINGERPRINTED.fullmatch(path) is not None
