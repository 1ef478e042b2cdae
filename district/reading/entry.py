"""What reading gives: entries with typed facts, texts and files, not yet tied to one another.

Refuses to resolve references: that takes all entries.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar

from pydantic_core import core_schema

from district.kinds import Facts
from district.kinds.grants import Grants
from district.kinds.site import Site
from district.kinds.values import Line, Model, Parsed, Reference, leaves, refuse, text_of
from district.kinds.values import Path as FactPath
from district.kinds.vocabularies import Vocabulary
from district.problems import Place
from district.reading.markup import Markup, Target, Writer
from district.reading.nodes import Node
from district.reading.source import Source
from district.reading.typing import place_at

M_co = TypeVar("M_co", bound=Model, covariant=True)


class ParagraphMark(Parsed):
    """The mark of a paragraph that a translation was made from (`reading/translation.py` writes it)."""

    form = re.compile(r"[0-9a-f]{8}")

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> str:
        """The mark itself, or F137."""
        text = text_of(raw)
        if not self.form.fullmatch(text):
            raise refuse("F137", text)
        return text


class Head(Model):
    """What stands between the --- lines of a text."""

    title: Line | None = None
    summary: Line | None = None
    translated_from: tuple[Annotated[str, ParagraphMark()], ...] = ()


@dataclass(frozen=True)
class Document(Generic[M_co]):
    """A YAML file with its typed facts, able to say where each stands.

    `broken` facts had problems: stand-ins fill what was refused, and nothing may render them.
    `refused` are the fields that had them, such as `address.latitude`.
    """

    facts: M_co
    node: Node
    source: Source
    broken: bool = False
    refused: frozenset[str] = frozenset()

    @cached_property
    def leaves(self) -> tuple[tuple[FactPath, Any], ...]:
        """Every value of the facts with its path; walked once, since most rules ask for it."""
        return tuple(leaves(self.facts))

    def place(self, path: FactPath = (), *, key: bool = False) -> Place:
        """Where the value (or the key) at a path stands."""
        return place_at(self.node, self.source, path, key=key)

    def stands(self, path: FactPath) -> bool:
        """Whether the value at a path was written, rather than standing in."""
        found = self.node.at(path)
        if found is None and path:
            group = self.node.at(path[:-1])  # `partners/lucense` may stand for `who: partners/lucense`
            found = group if group is not None and isinstance(group.value, str) else None
        return found is not None and found.line > 0

    def is_doubtful(self, field: str) -> bool:
        """Whether a field, or part of it, was refused: what is missing there is not the editor's omission."""
        return any(one == field or one.startswith(f"{field}.") for one in self.refused)


@dataclass
class Said:
    """What the body of a text has become, and by which key it is kept: once for all readings of the same text."""

    key: str
    markup: Markup | None = None


@dataclass(frozen=True)
class Text:
    """One text of an entry in one language: its head, and its body, which becomes HTML when asked for."""

    name: str
    language: str
    head: Head
    body: str
    source: Source
    body_line: int
    writer: Writer
    said: Said = field(compare=False)

    @property
    def markup(self) -> Markup:
        """The body as safe HTML with open links."""
        if self.said.markup is None:
            self.said.markup = self.writer.write(self.body, self.said.key)
        return self.said.markup

    @property
    def targets(self) -> list[Target]:
        """The links and pictures of the body, refused ones too; cheap for a body that cannot have any."""
        if "[" in self.body or "<" in self.body:
            return [*self.markup.targets, *self.markup.refused]
        return []


@dataclass(frozen=True, eq=False)
class Entry:
    """A thing with a folder: its facts, its texts by name and language, its files by name.

    Two entries are the same only if they are one: comparing all that they hold would be slow.
    """

    kind: str
    slug: str
    document: Document[Facts]
    texts: Mapping[tuple[str, str], Text] = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)
    # Texts that are there but could not be read, by name and language.
    unread: frozenset[tuple[str, str]] = frozenset()

    @property
    def facts(self) -> Facts:
        """The typed facts."""
        return self.document.facts

    @cached_property
    def reference(self) -> Reference:
        """How other entries name this one."""
        return Reference(self.kind, self.slug)

    @cached_property
    def key(self) -> str:
        """`members/aurora`."""
        return f"{self.kind}/{self.slug}"


@dataclass(frozen=True)
class Content:
    """All of a content folder, as far as it could be read. `site` is None when it could not."""

    root: Path
    site: Document[Site] | None
    grants: Document[Grants] | None
    vocabularies: Mapping[str, Document[Vocabulary]]
    entries: Mapping[Reference, Entry]
    # Entries and vocabularies that could not be read at all: references to them are not called dangling.
    unreadable: frozenset[Reference] = frozenset()
