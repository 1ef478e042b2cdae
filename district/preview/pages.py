"""Makes what the preview adds to or shows instead of a built page; it refuses to change a file."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from district.preview.news import State, summary
from district.preview.texts import text

# A page that says so is no part of the site, and must not be loaded again while somebody writes in it: the desk.
NO_SCRIPT = b" data-no-preview>"
SCRIPT = (
    '<script type="module" src="/_preview/client.js" data-stamp="{stamp}" data-token="{token}" data-bar="{bar}"{quiet}>'
    "</script>"
)
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


@dataclass(frozen=True)
class Added:
    """What a page is told besides its content: the version it is of, the key to open files, what its bar says.

    `quiet` pages show the problems themselves, so the script only loads them again.
    """

    stamp: str
    token: str
    bar: Mapping[str, Any] = field(default_factory=dict)
    quiet: bool = False

    def script(self) -> bytes:
        """The element that brings the preview's script, from the same host: a page's security policy lets it in."""
        return SCRIPT.format(
            stamp=escape(self.stamp),
            token=escape(self.token),
            bar=escape(json.dumps(self.bar, ensure_ascii=False)),
            quiet=" data-quiet" if self.quiet else "",
        ).encode()


def with_script(page: bytes, added: Added) -> bytes:
    """Return a page's bytes with the preview's script before the end of its body, or at its end."""
    if NO_SCRIPT in page:
        return page
    ends = list(re.finditer(rb"</body\s*>", page, re.IGNORECASE))
    at = ends[-1].start() if ends else len(page)
    return page[:at] + added.script() + page[at:]


def waiting(state: State, language: str, token: str) -> bytes:
    """Return the page for every address before the first good build: patience, or the problems."""
    told = summary(state, language)
    title = told["title"] or text("preparing", language)
    more = f"<p>{escape(text('preparing_more', language))}</p>"
    body = more + "".join(_problem(problem, told["labels"]) for problem in told["problems"])
    return _page(title, body, language, Added(state.stamp, token, quiet=True))


def missing(address: str, state: State, language: str, token: str) -> bytes:
    """Return the page for an address that the site has not, where the site has no 404 page either."""
    body = (
        f"<p>{escape(text('no_page_more', language, address=address))}</p>"
        f'<p><a href="/">{escape(text("home", language))}</a></p>'
    )
    return _page(text("no_page", language), body, language, Added(state.stamp, token))


def _page(title: str, body: str, language: str, added: Added) -> bytes:
    page = PAGE.format(language=language, title=escape(title), body=body)
    return with_script(page.encode(), added)


def _problem(problem: dict[str, Any], labels: dict[str, str]) -> str:
    place = ":".join(str(problem[part]) for part in ("path", "line", "column") if problem[part])
    snippet = f"<pre>{escape(problem['snippet'])}</pre>" if problem["snippet"] else ""
    return (
        f"<h2>{escape(labels[problem['severity']])}: {escape(problem['what'])}</h2>"
        f"<p><code>{escape(place)}</code> {escape(problem['code'])}</p>{snippet}"
        f"<p><strong>{escape(labels['why'])}</strong>: {escape(problem['why'])}</p>"
        f"<p><strong>{escape(labels['mend'])}</strong>: {escape(problem['mend'])}</p>{_opener(problem, labels)}"
    )


def _opener(problem: dict[str, Any], labels: dict[str, str]) -> str:
    """A button that the script makes work and shows; nothing for a problem without a file."""
    if not problem["opens"]:
        return ""
    label = labels["open_more"].replace("{file}", problem["path"])
    return (
        f'<p><button type="button" hidden data-file="{escape(problem["path"])}" data-line="{problem["line"]}">'
        f"{escape(label)}</button></p>"
    )
