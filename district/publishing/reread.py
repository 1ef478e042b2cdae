"""Reads a published site again over HTTP, as its readers get it, and compares it with what was sent.

Refuses compressed answers and old copies, as far as caches listen. https://www.rfc-editor.org/rfc/rfc9110
"""

from __future__ import annotations

import hashlib
import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

# Services for pages take a while after a push: so long is waited for, asking so often.
PATIENCE, PAUSE = 180.0, 5.0
# So many files that did not change are read again all the same, spread over the site.
SAMPLE = 12
SECONDS = 20
# Files that hosts read for themselves and do not hand out.
NOT_SERVED = frozenset({"_headers", "_redirects"})
INDEX = "index.html"


class UnreachableError(Exception):
    """Nothing answers at the site's address."""


def chosen(hashes: Mapping[str, str], changed: Iterable[str]) -> list[str]:
    """Which files to read again: every changed one, and a sample of the pages, the same for the same site."""
    served = [path for path in sorted(hashes) if not _is_hidden(path)]
    pages = [path for path in served if path.endswith(".html")]
    step = max(1, len(pages) // SAMPLE)
    return sorted(set(pages[::step][:SAMPLE]) | (set(changed) & set(served)))


def read_again(address: str, hashes: Mapping[str, str], paths: Sequence[str]) -> dict[str, str]:
    """Those files that are not as they were sent, with their HTTP status, or nothing for another content.

    UnreachableError when no connection can be made at all.
    """
    with ThreadPoolExecutor(max_workers=6) as pool:
        found = pool.map(lambda path: _look(f"{address.rstrip('/')}/", path, hashes[path]), paths)
        return {path: wrong for path, wrong in zip(paths, found, strict=True) if wrong is not None}


def wait_for(address: str, hashes: Mapping[str, str], path: str) -> None:
    """Waits until a file that changes each time has come to the site's address, or patience ends."""
    until = time.monotonic() + PATIENCE
    while _look(f"{address.rstrip('/')}/", path, hashes[path]) is not None and time.monotonic() < until:
        time.sleep(PAUSE)


def _look(base: str, path: str, expected: str) -> str | None:
    """None when the file is there as it was sent; else an HTTP status, or nothing for another content."""
    shown = path.removesuffix(INDEX) if path == INDEX or path.endswith(f"/{INDEX}") else path
    # A question that nobody has asked before is in no cache.
    request = urllib.request.Request(  # noqa: S310 - the site's own address
        f"{base}{quote(shown)}?{expected[:8]}",
        headers={"Accept-Encoding": "identity", "Cache-Control": "no-cache", "User-Agent": "publish"},
    )
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            content = answer.read()
    except urllib.error.HTTPError as error:
        error.close()
        return str(error.code)
    except (OSError, http.client.HTTPException) as error:
        raise UnreachableError(str(getattr(error, "reason", error))) from error
    return None if hashlib.sha256(content).hexdigest() == expected else ""


def _is_hidden(path: str) -> bool:
    return path in NOT_SERVED or any(step.startswith(".") for step in path.split("/"))
