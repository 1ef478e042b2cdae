"""The shipped headers by the published rules of the scanner that most people know, Mozilla's HTTP Observatory.

https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring (as of 2026-11-23): 100 points, less what is
wrong; from 90 on with what is better than asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from tests.site.built import Built

PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}


def headers_of(site: Built) -> dict[str, str]:
    """What `_headers` says of every page."""
    block = (site.folder / "_headers").read_text(encoding="utf-8").split("\n/")[1]
    return dict(line.strip().split(": ", 1) for line in block.splitlines()[1:])


def directives(policy: str) -> dict[str, list[str]]:
    """What each directive of a policy names."""
    return {name: sources for name, *sources in (one.split() for one in policy.split(";"))}


def marks(headers: Mapping[str, str]) -> tuple[int, int]:
    """The points that are lost and those that are won."""
    policy = directives(headers["Content-Security-Policy"])
    scripts, styles = (policy.get(name, policy["default-src"]) for name in ("script-src", "style-src"))
    loose = {"'unsafe-inline'", "data:", "https:", "http:", "*", "blob:"}
    lost = 20 * bool(loose & set(scripts)) + 10 * ("'unsafe-eval'" in scripts)
    lost += 20 * ("max-age" not in headers.get("Strict-Transport-Security", ""))
    age = re.search(r"max-age=(\d+)", headers["Strict-Transport-Security"])
    lost += 10 * (age is None or int(age[1]) < 15_768_000)
    lost += 5 * (headers.get("X-Content-Type-Options") != "nosniff")
    lost += 20 * ("frame-ancestors" not in policy and "X-Frame-Options" not in headers)
    lost += 50 * ("Access-Control-Allow-Credentials" in headers)
    lost += 5 * (headers.get("Referrer-Policy") not in PRIVATE)
    safe = not lost and not loose & set(styles)
    won = 10 * (safe and policy["default-src"] == ["'none'"])
    won += 5 * ("frame-ancestors" in policy) + 5 * (headers["Referrer-Policy"] in PRIVATE)
    return lost, won


def test_the_headers_lose_no_point_and_win_all_that_a_site_can_win_by_itself(full: Built) -> None:
    # What is left to win is others' to give: a place in browsers' list of sites that are only ever asked by https.
    assert marks(headers_of(full)) == (0, 20)


def test_the_marks_know_a_bad_header_from_a_good_one(full: Built) -> None:
    good = headers_of(full)
    for name, value, loss in (
        ("Content-Security-Policy", "default-src 'self' 'unsafe-inline'; frame-ancestors 'none'", 20),
        ("Content-Security-Policy", "default-src 'none'", 20),
        ("Strict-Transport-Security", "max-age=60", 10),
        ("X-Content-Type-Options", "", 5),
        ("Referrer-Policy", "unsafe-url", 5),
    ):
        assert marks({**good, name: value})[0] == loss, name
