"""What the press needs of an event, as a zip: report, facts, pictures with their credits.

Refuses pictures in which people can be recognised: their consent is for the network's site. Refuses originals too: the
largest derivative has no data about where it was taken.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from district.exports.markdown import escaped
from district.exports.twins import body, told
from district.kinds.shared import Picture
from district.reading import Entry
from district.rendering.view import View
from district.site import Site


def press_pack(site: Site, event: Entry) -> bytes:
    """The zip of an event; the same content and clock make the same bytes."""
    made = io.BytesIO()
    now = site.district.now
    with ZipFile(made, "w", ZIP_DEFLATED) as pack:
        for name, content in _files(site, event):
            pack.writestr(ZipInfo(name, (now.year, now.month, now.day, 0, 0, 0)), content, ZIP_DEFLATED)
    return made.getvalue()


def _files(site: Site, event: Entry) -> Iterator[tuple[str, bytes]]:
    pictures = [one for one in event.facts.pictures if not one.people]
    for language in site.plan.languages:
        page = site.plan.page(event.key, language)
        if page is None:
            continue
        view = View(site, page, f"{site.base}/")
        yield f"facts.{language}.md", told(site, page).encode()
        report = event.texts.get(("report", language))
        if report:
            yield f"report.{language}.md", f"# {escaped(page.title)}\n\n{body(view, event, report)}\n".encode()
        told_of = [_credit(site, view, event, one) for one in pictures]
        if told_of:
            yield f"pictures.{language}.md", ("\n".join(told_of) + "\n").encode()
    for one in pictures:
        largest = site.pictures.of(event.files[one.file]).largest
        yield _name(site, event, one.file), (site.pictures.cache / largest.name).read_bytes()


def _credit(site: Site, view: View, event: Entry, picture: Picture) -> str:
    """What a picture shows, and whose it is."""
    shows = escaped(view.say_text(picture.caption or picture.alt))
    return f"- {_name(site, event, picture.file)}: {shows} © {escaped(picture.credit)}"


def _name(site: Site, event: Entry, file: str) -> str:
    """A picture's name in the zip: the editor's, with the ending of what was derived."""
    ending = site.pictures.of(event.files[file]).largest.name.rpartition(".")[2]
    return f"pictures/{file.rpartition('.')[0]}.{ending}"
