"""The pages of companies and events as Markdown: `index.md` beside each, for programs that read texts.

Refuses pages whose text stands in for a missing translation (the page of its own language has the twin), and persons.
The facts are the columns of the open data, with what the page shows besides (`twin_parts`); the text is the editor's
own, with whole addresses in its links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from district.data import Column, Dataset, Kind, datasets
from district.data.said import NO, YES
from district.district import District
from district.exports import twin_parts
from district.exports.export import Export
from district.exports.markdown import escaped
from district.exports.naming import page_behind
from district.kinds.contacts import Phone
from district.kinds.events import Event
from district.kinds.moments import Moment
from district.kinds.values import Words
from district.plan import File, Page, Plan
from district.reading import Entry, Text
from district.reading.links import read_link
from district.reading.markup import TAGS, Target
from district.rendering.plain import cleaned
from district.rendering.view import View
from district.site import Site

NAME, MEDIA = "twins", "text/markdown"
KINDS = ("members", "events")
# What the heading and the quotation below it say already, and what is of no use to a reader.
LEFT_OUT = frozenset({"id", "name", "title", "summary", "latitude", "longitude", "position"})
# What has more to say than its column.
TOLD_BELOW = frozenset({"certifications", "organisers", "partners", "participants"})
# Where a text may name a target: after a link's words, in a list of links, in HTML.
TARGET = re.compile(r"(\]\(\s*<?|^ {0,3}\[[^\]\n]+\]:\s*<?|\b(?:href|src)=[\"'])([^\s)>\"']+)", re.MULTILINE)

# What a program that knows no other rules could take for an element; addresses in angle brackets are none.
ELEMENT = re.compile(r"<(?!https?:|mailto:|[\w.+-]+@)(?=[!?]|/?([A-Za-z][\w:-]*))")


def files(_district: District, plan: Plan) -> Iterator[File]:
    """A twin for each page of a company or an event."""
    for page in plan.pages:
        if has_twin(page):
            yield File(f"{NAME}/{page.key}", page.language, f"{page.address}index.md", MEDIA, page.title)


def has_twin(page: Page) -> bool:
    """Whether a page has one."""
    return isinstance(page.subject, Entry) and page.subject.kind in KINDS and not page.borrowed


def twins(site: Site, wanted: Sequence[File]) -> Iterator[bytes]:
    """The twins that files of the plan name; the tables whose columns they tell are laid out once."""
    tables = _tables(site)
    for file in wanted:
        yield told(site, page_behind(site, file, file.key.removeprefix(f"{NAME}/")), tables).encode()


def _tables(site: Site) -> dict[str, Dataset]:
    return {one.name: one for one in datasets(site.district)}


def told(site: Site, page: Page, tables: Mapping[str, Dataset] | None = None) -> str:
    """A page as Markdown; `tables` are the open data by their names, for who has them already."""
    tables = tables or _tables(site)
    entry = page.subject
    assert isinstance(entry, Entry)
    view = View(site, page, f"{site.base}/")
    return "\n\n".join(part for part in _parts(view, entry, tables[entry.kind]) if part) + "\n"


def _parts(view: View, entry: Entry, dataset: Dataset) -> Iterator[str]:
    yield f"# {escaped(view.title_text(entry))}"
    text = view.site.district.text(entry, view.language)
    if text and text.head.summary:
        yield f"> {escaped(text.head.summary)}"
    yield "\n".join([*_facts(view, entry, dataset), *(f"- {one}" for one in twin_parts.facts(view, entry))])
    facts = entry.facts
    over = isinstance(facts, Event) and facts.is_past(view.site.district.now)
    if over and (report := view.site.district.text(entry, view.language, "report")):
        yield f"## {view.in_language(view.language, 'How it went')}"
        yield body(view, entry, report)
        yield f"## {view.in_language(view.language, 'How it was announced')}"
    if text:
        yield body(view, entry, text)
    yield from twin_parts.parts(view, entry)


def _facts(view: View, entry: Entry, dataset: Dataset) -> Iterator[str]:
    for column in dataset.columns_shown(preview=view.site.preview):
        value = column.value(entry)
        if column.name in LEFT_OUT | TOLD_BELOW or value is None or (column.many and not value):
            continue
        said = [shown(view, column, one) for one in (value if column.many else [value])]
        yield f"- {escaped(view.said(column.label))}: {view.formats.listed(said) if column.many else said[0]}"


def shown(view: View, column: Column, value: Any) -> str:
    """A value as the page writes it."""
    if column.kind in {Kind.PAGE, Kind.URL}:
        return f"<{view.link(value) if column.kind is Kind.PAGE else value}>"
    if column.kind is Kind.CHOICE or isinstance(value, bool):
        return escaped(view.said(column.choices[value] if column.choices else YES if value else NO))
    if isinstance(value, Moment) or column.kind is Kind.NUMBER:
        return view.formats.date(value) if isinstance(value, Moment) else view.formats.number(value)
    if column.name == "country":
        return view.country(value)
    if isinstance(value, Words):
        return escaped(view.say_text(value))
    return escaped(value.shown if isinstance(value, Phone) else str(value))


def body(view: View, entry: Entry, text: Text) -> str:
    """A text as its editor wrote it, each link to an entry, a picture or a document made whole."""
    targets = {unquote(target.address) for target in text.markup.targets}

    def whole(found: re.Match[str]) -> str:
        address = found[2]
        return found[1] + (_address(view, entry, address) if unquote(address) in targets else address)

    return ELEMENT.sub(_kept, TARGET.sub(whole, cleaned(text.body).strip()))


def _kept(found: re.Match[str]) -> str:
    """The beginning of an element that pages show too, with a stroke before that of any other."""
    return found[0] if (found[1] or "").lower() in TAGS else f"\\{found[0]}"


def _address(view: View, entry: Entry, address: str) -> str:
    """The whole address of what a target means; the checks have seen that it is there."""
    link = read_link(Target("href", address))
    anchor = f"#{link.anchor}" if link.anchor else ""
    if picture := next((one for one in entry.facts.pictures if one.file == link.file), None):
        return view.picture(entry, picture).src
    if link.file:
        return view.way(view.site.document_address(entry, link.file))
    place = view.link(link.reference) if link.reference else view.way(view.page.address)
    return f"{place or view.way('')}{anchor}"


EXPORT = Export(NAME, files, together=twins)
