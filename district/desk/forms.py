"""A fillable page for one member: one file that works by itself, with what the site says already filled in.

It makes a YAML file that `invoke import` takes, or an e-mail with the same in it. Refuses to send anything anywhere by
itself, to load anything, and to ask for what only the network writes. Groups that repeat (contacts, certificates,
notices) and files are asked for in words, since a page is a poor place to lay them out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from district.desk.known import Known
from district.desk.texts import TEXTS, said
from district.desk.updates import NETWORKS, SUMMARY, TEXT
from district.district import District
from district.kinds.contacts import EmailAddress, PhoneNumber, WebAddress
from district.kinds.explained import explanation, label_of
from district.kinds.members import Member
from district.kinds.shape import LIST, MAP, Shape, shapes
from district.kinds.values import FileOf
from district.reading import Entry

HERE = Path(__file__).parent
# What the form has a place of its own for, or the import writes by itself.
ELSEWHERE = frozenset({"verified_on", "verified_by", "as_of", "source"})
LINE, LINES, CHECKS, CHOICE, PROSE = "line", "lines", "checks", "choice", "prose"
INPUTS = {EmailAddress: "email", PhoneNumber: "tel", WebAddress: "url"}


@dataclass(frozen=True)
class Field:
    """One thing to fill in: its dotted name, what it is, how it is asked, and what is there."""

    path: str
    label: str
    about: str
    form: str
    value: str = ""
    values: tuple[str, ...] = ()
    input: str = "text"
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Part:
    """Fields that belong together."""

    label: str
    fields: tuple[Field, ...] = field(default=())


def form(district: District, entry: Entry, known: Known, language: str) -> str:
    """The page for a member, as HTML in a language."""
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    words = {code: said(code, language) for code in TEXTS if code.startswith("form-")}
    return environment.get_template("form.html").render(
        language=language,
        network=district.site.name,
        to=district.site.contacts.email or "",
        name=getattr(entry.facts, "name", entry.slug),
        slug=entry.slug,
        parts=list(_Asked(entry, known, language).parts()),
        words=words,
    )


class _Asked:
    """What is asked of one member."""

    def __init__(self, entry: Entry, known: Known, language: str) -> None:
        self.entry = entry
        self.plain: Any = entry.document.node.plain()
        self.known = known
        self.language = language

    def parts(self) -> Iterator[Part]:
        """All parts of the form: single fields first, then each group."""
        asked = [one for one in shapes(Member) if one.name not in NETWORKS | ELSEWHERE and not _is_file(one)]
        single = [one for one in asked if not one.group and one.form != MAP]
        yield Part(said("form-company", self.language), tuple(self.field(one, one.name) for one in single))
        for one in asked:
            if one.form == MAP:
                yield Part(label_of(one.model, one.name, self.language), tuple(self.declared(one)))
            elif one.group and one.form != LIST:
                inner = (each for each in shapes(one.group) if each.name not in ELSEWHERE and not each.is_flag)
                yield Part(
                    label_of(one.model, one.name, self.language),
                    tuple(f for each in inner for f in self.fields(each, one.name)),
                )
        yield Part(said("form-page", self.language), tuple(self.texts()))

    def fields(self, one: Shape, group: str) -> Iterator[Field]:
        """The fields for one of a group: of words one for each language."""
        if one.is_words:
            for code in self.known.languages:
                yield self.field(one, f"{group}.{one.name}.{code}", code)
        else:
            yield self.field(one, f"{group}.{one.name}")

    def field(self, one: Shape, path: str, code: str = "") -> Field:
        """The field for a value, with what stands at its path."""
        label = label_of(one.model, one.name, self.language) + (f" [{code}]" if code else "")
        about = explanation(one.model, one.name, self.language)
        found = self.at(path)
        if one.form == LIST:
            return Field(path, label, about, LINES, "\n".join(found) if isinstance(found, list) else "")
        words = self.known.vocabularies.get(one.vocabulary, {})
        kind = next((INPUTS[type(marker)] for marker in one.markers if type(marker) in INPUTS), "text")
        return Field(path, label, about, CHOICE if words else LINE, str(found or ""), (), kind, tuple(words.items()))

    def declared(self, one: Shape) -> Iterator[Field]:
        """A field for each key that the site declares: words to tick, or a number."""
        if one.group:
            for name, label in self.known.measures.items():
                value = self.at(f"{one.name}.{name}.value")
                yield Field(f"{one.name}.{name}.value", label, "", LINE, str(value or ""))
        else:
            for name, label in self.known.facets.items():
                found = self.at(f"{one.name}.{name}")
                ticked = tuple(found) if isinstance(found, list) else ()
                words = tuple(self.known.vocabularies.get(name, {}).items())
                yield Field(f"{one.name}.{name}", label, "", CHECKS, "", ticked, choices=words)

    def texts(self) -> Iterator[Field]:
        """Summary and text in each language."""
        for code in self.known.languages:
            text = self.entry.texts.get(("text", code))
            summary = text.head.summary if text else ""
            yield Field(f"{SUMMARY}.{code}", f"{said('form-summary', self.language)} [{code}]", "", LINE, summary or "")
            body = text.body.strip() if text else ""
            yield Field(f"{TEXT}.{code}", f"{said('form-text', self.language)} [{code}]", "", PROSE, body)

    def at(self, path: str) -> Any:
        """What the facts hold at a dotted name, or None."""
        found = self.plain
        for step in path.split("."):
            found = found.get(step) if isinstance(found, dict) else None
        return found


def _is_file(one: Shape) -> bool:
    """Whether a field, or the group it is, is about a file."""
    return bool(one.group) and any(
        isinstance(marker, FileOf) for each in shapes(one.group or Member) for marker in each.markers
    )
