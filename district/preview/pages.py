"""Makes what the preview adds to or shows instead of a built page; it refuses to change a file."""

import re
from html import escape
from typing import Any

from district.preview.news import State, summary
from district.preview.texts import text

SCRIPT = '<script type="module" src="/_preview/client.js" data-stamp="{stamp}"{quiet}></script>'
# A page that says so is no part of the site, and must not be loaded again while somebody writes in it: the desk.
NO_SCRIPT = b" data-no-preview>"
PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }}
body {{ max-inline-size: 50rem; margin: 2rem auto; padding-inline: 1rem }}
pre {{ overflow-x: auto }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""


def with_script(page: bytes, stamp: str, *, quiet: bool = False) -> bytes:
    """Return a page's bytes with the preview's script before the end of its body, or at its end.

    `quiet` pages show the problems themselves, so the script only loads them again.
    """
    if NO_SCRIPT in page:
        return page
    script = SCRIPT.format(stamp=escape(stamp), quiet=" data-quiet" if quiet else "").encode()
    ends = list(re.finditer(rb"</body\s*>", page, re.IGNORECASE))
    at = ends[-1].start() if ends else len(page)
    return page[:at] + script + page[at:]


def waiting(state: State, language: str) -> bytes:
    """Return the page for every address before the first good build: patience, or the problems."""
    told = summary(state, language)
    title = told["title"] or text("preparing", language)
    more = f"<p>{escape(text('preparing_more', language))}</p>"
    body = more + "".join(_problem(problem, told["labels"]) for problem in told["problems"])
    return _page(title, body, state.stamp, language, quiet=True)


def missing(address: str, state: State, language: str) -> bytes:
    """Return the page for an address that the site has not, where the site has no 404 page either."""
    body = (
        f"<p>{escape(text('no_page_more', language, address=address))}</p>"
        f'<p><a href="/">{escape(text("home", language))}</a></p>'
    )
    return _page(text("no_page", language), body, state.stamp, language)


def _page(title: str, body: str, stamp: str, language: str, *, quiet: bool = False) -> bytes:
    page = PAGE.format(language=language, title=escape(title), body=body)
    return with_script(page.encode(), stamp, quiet=quiet)


def _problem(problem: dict[str, Any], labels: dict[str, str]) -> str:
    place = ":".join(str(problem[part]) for part in ("path", "line", "column") if problem[part])
    snippet = f"<pre>{escape(problem['snippet'])}</pre>" if problem["snippet"] else ""
    return (
        f"<h2>{escape(labels[problem['severity']])}: {escape(problem['what'])}</h2>"
        f"<p><code>{escape(place)}</code> {escape(problem['code'])}</p>{snippet}"
        f"<p><strong>{escape(labels['why'])}</strong>: {escape(problem['why'])}</p>"
        f"<p><strong>{escape(labels['mend'])}</strong>: {escape(problem['mend'])}</p>"
    )
