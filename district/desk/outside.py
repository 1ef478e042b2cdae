"""Links to other hosts that lead nowhere; asked for only when an editor wants to know.

Each address is asked for once, a few at a time, as a browser would. Refuses to call dead what only shuts machines out:
401, 403, 405, 429 and their like say nothing about readers.
"""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from http.client import HTTPException

from district.checks.languages import documents
from district.problems import Place, Problem
from district.reading import Content

ADDRESS = re.compile(r"https?://[^\s<>\"'\])]+")
# What may follow an address in a sentence without being part of it.
AFTER = ".,;:!?"
GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
AT_ONCE = 8
PATIENCE = 15.0
AGENT = "Mozilla/5.0 (compatible; link check by the editors of this site)"


def links_answer(content: Content) -> Iterator[Problem]:
    """An address of another host that facts or texts name answers (N209); the site's own is not yet there to ask."""
    own = content.site.facts.url if content.site else None
    found = [(address, place) for address, place in _addresses(content) if not (own and address.startswith(own))]
    unique = sorted({address for address, _ in found})
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = dict(zip(unique, pool.map(dead, unique), strict=True))
    for address, place in found:
        if answers[address]:
            yield Problem("N209", place, {"value": address, "reason": answers[address]})


def _addresses(content: Content) -> Iterator[tuple[str, Place]]:
    """Every outside address with where it stands; those of samples lead nowhere by intention."""
    for document in documents(content):
        if getattr(document.facts, "sample", False):
            continue
        for path, value in document.leaves:
            if isinstance(value, str) and ADDRESS.fullmatch(value) and document.stands(path):
                yield value, document.place(path)
    for entry in content.entries.values():
        for text in () if entry.facts.sample else entry.texts.values():
            for number, line in enumerate(text.source.lines[text.body_line :], text.body_line + 1):
                for one in ADDRESS.finditer(line):
                    address = one[0].rstrip(AFTER)
                    yield address, text.source.place(number, one.start() + 1, len(address))


def dead(address: str) -> str:
    """Why an address cannot be reached (a status, or what the network says); empty when it can."""
    request = urllib.request.Request(address, headers={"User-Agent": AGENT, "Accept": "*/*"})  # noqa: S310 - http(s) alone
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE):  # noqa: S310 - by its pattern
            return ""
    except urllib.error.HTTPError as error:
        with error:
            status = error.code
        return str(status) if status in GONE or status >= HTTPStatus.INTERNAL_SERVER_ERROR else ""
    except (urllib.error.URLError, OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        return str(reason) or type(error).__name__
