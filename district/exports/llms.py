"""llms.txt in each language: what the site holds and where, for programs that read texts.

Refuses pages that are not to be indexed or that borrow their text. Source: https://llmstxt.org/
"""

from __future__ import annotations

from collections.abc import Iterator

from district.district import District
from district.exports.export import Export
from district.exports.markdown import escaped
from district.exports.twins import NAME as TWINS
from district.plan import File, Page, Plan
from district.reading import Entry
from district.rendering.view import View
from district.site import Site

NAME = "llms"


def files(_district: District, plan: Plan) -> Iterator[File]:
    """One at the root, and one in the folder of each other language."""
    for language in plan.languages:
        if home := plan.page("sections/home", language):
            yield File(NAME, language, f"{home.address}llms.txt", "text/plain")


def content(site: Site, file: File) -> bytes:
    """The list of a language: the parts of the site, each with its pages; last the same in other languages."""
    return ("\n".join(_lines(site, file)) + "\n").encode()


def _lines(site: Site, file: File) -> Iterator[str]:
    district, language = site.district, file.language
    home = site.plan.page("sections/home", language)
    assert home is not None
    view = View(site, home, f"{site.base}/")
    yield f"# {escaped(district.site.name)}"
    yield ""
    yield f"> {escaped(view.say_text(district.site.description))}"
    pages = [page for page in site.plan.pages if page.language == language and page.listed and not page.borrowed]
    for page in (home, *(page for page in pages if page.key.startswith("sections/") and page is not home)):
        kind = page.key.removeprefix("sections/")
        entries = [one for one in pages if one.key.startswith(f"{kind}/")] if page is not home else []
        free = [one for one in pages if one.key.startswith("pages/")] if page is home else []
        yield from ("", f"## {escaped(page.title)}", "", _item(site, page))
        yield from (_item(site, one) for one in (*entries, *free))
    others = [one for one in site.plan.files if one.key == NAME and one.language != language]
    if others:
        yield from ("", "## Optional", "")
        yield from (f"- [{escaped(view.language_name(one.language))}]({site.absolute(one.address)})" for one in others)


def _item(site: Site, page: Page) -> str:
    """A page, or its twin, with its summary."""
    twin = site.plan.file(f"{TWINS}/{page.key}", page.language)
    address = site.absolute(twin.address if twin else page.address)
    text = site.district.text(page.subject, page.language) if isinstance(page.subject, Entry) else None
    summary = f": {escaped(text.head.summary)}" if text and text.head.summary else ""
    return f"- [{escaped(page.title)}]({address}){summary}"


EXPORT = Export(NAME, files, content)
