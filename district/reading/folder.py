"""The content folder to Content: which file is what, and what should not be there.

Refuses to follow symbolic links, to open what is no plain file, and to guess what a file means.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

from district.cache import Pack
from district.clock import HOME_ZONE, Clock
from district.kinds import KINDS
from district.kinds.grants import Grants
from district.kinds.site import Site, is_zone
from district.kinds.values import Model, Reference, YesNo, is_slug
from district.kinds.vocabularies import Vocabulary
from district.problems import Place, Problem, nearest
from district.reading.entry import Content, Document, Entry, Text
from district.reading.markup import Writer, kept_markups
from district.reading.nodes import kept_nodes, parse
from district.reading.remembered import Remembered
from district.reading.source import Source, read_source
from district.reading.text import read_text
from district.reading.typing import typed
from district.stages import counted

M = TypeVar("M", bound=Model)

# What desktops and editors leave behind: passed over in silence.
LEFT_BEHIND = frozenset({"thumbs.db", "desktop.ini", "icon\r"})
VOCABULARIES = "vocabularies"
SITE, GRANTS = "site.yaml", "grants.yaml"
FACTS = "facts.yaml"
# The cache's folders of what YAML holds, and of what texts have become.
NODES, TEXTS = "nodes", "texts"


def read(root: Path, clock: Clock, cache: Path | None = None) -> tuple[Content, list[Problem]]:
    """Everything below a content folder, and the problems of its form and its values.

    With a cache YAML is only parsed, and texts become HTML at once, where they have changed since. Never raises for
    anything that content/ may hold.
    """
    writer = Writer(kept=kept_markups(cache / TEXTS) if cache else None)
    # A process that has read before remembers more than that.
    nodes = kept_nodes(cache / NODES) if cache and not _DOCUMENTS else None
    reader = _Reader(root, clock, writer, nodes)
    content, problems = reader.read()
    if nodes:
        nodes.save()
    counted("files", reader.files)
    texts = [text for entry in content.entries.values() for text in entry.texts.values()]
    new = {text.said.key: text.body for text in texts if text.said.markup is None}
    writer.write_all(new, (text.said.key for text in texts))
    return content, problems


class _Reader:
    """One reading of one folder."""

    def __init__(self, root: Path, clock: Clock, writer: Writer, nodes: Pack | None) -> None:
        self.root = root
        self.above = len(os.fspath(root / "x")) - 1
        self.clock = clock
        self.writer = writer
        self.nodes = nodes
        self.problems: list[Problem] = []
        self.files = 0
        self.entries: dict[Reference, Entry] = {}
        self.unreadable: set[Reference] = set()
        self.vocabularies: dict[str, Document[Vocabulary]] = {}

    def read(self) -> tuple[Content, list[Problem]]:
        top = {item.name: item for item in self.items(self.root)}
        site = self.document(self.root / SITE, Site) if SITE in top else None
        if SITE not in top:
            self.report("Y107", self.shown(self.root / SITE), value=SITE)
        grants = self.document(self.root / GRANTS, Grants) if GRANTS in top else None
        for name, item in top.items():
            if name in {SITE, GRANTS}:
                continue
            if item.is_dir() and name in KINDS:
                self.read_kind(name, Path(item.path))
            elif item.is_dir() and name == VOCABULARIES:
                self.read_vocabularies(Path(item.path))
            else:
                known = [*KINDS, VOCABULARIES, SITE, GRANTS]
                self.report("Y108", self.shown(item.path), value=name, nearest=nearest(name, known))
        content = Content(self.root, site, grants, self.vocabularies, self.entries, frozenset(self.unreadable))
        return content, self.problems

    def report(self, code: str, shown: str, **details: str) -> None:
        self.problems.append(Problem(code, Place(shown), details))

    def shown(self, path: Path | str) -> str:
        """The path as the editor knows it: from the folder that holds content/."""
        return f"{self.root.name}/{os.fspath(path)[self.above :]}".replace(os.sep, "/").rstrip("/")

    def items(self, folder: Path) -> Iterator[os.DirEntry[str]]:
        """What is in a folder, by name; what may not be there is reported and left out."""
        try:
            with os.scandir(folder) as scan:
                found = sorted(scan, key=lambda item: item.name)
        except OSError as error:
            self.report("Y112", self.shown(folder), value=error.strerror or str(error))
            return
        seen: dict[str, str] = {}
        for item in found:
            name = item.name
            if name.startswith(".") or name.endswith("~") or name.lower() in LEFT_BEHIND:
                continue
            if not name.isprintable():
                self.report("Y109", self.shown(folder / repr(name)), value=repr(name))
            elif item.is_symlink() or not (item.is_file() or item.is_dir()):
                self.report("Y111", self.shown(item.path), value=name)
            elif name.casefold() in seen:
                self.report("Y110", self.shown(item.path), value=name, other=seen[name.casefold()])
            else:
                seen[name.casefold()] = name
                yield item

    def document(self, path: Path | str, model: type[M], *, may_be_sample: bool = False) -> Document[M] | None:
        """A YAML file as typed facts, or None when nothing can be made of it."""
        self.files += 1
        source, problems = read_source(path, self.shown(path))
        self.problems += problems
        if source is None:
            return None
        read: _Read[M] = _DOCUMENTS.made(
            (source.path, model, may_be_sample),
            (source.text, *self.day),
            lambda: _document(source, model, self.clock, self.nodes, may_be_sample=may_be_sample),
        )
        self.problems += read.problems
        if read.zone != self.clock.zone.key:
            self.clock = self.clock.moved_to(read.zone)
        return read.document

    @property
    def day(self) -> tuple[date, str]:
        """All of the clock that facts may depend on: relative times count from the day (kinds/moments.py)."""
        return self.clock.today, self.clock.zone.key

    def read_vocabularies(self, folder: Path) -> None:
        for item in self.items(folder):
            name, dot, ending = item.name.rpartition(".")
            if item.is_file() and dot and ending == "yaml" and is_slug(name):
                if document := self.document(Path(item.path), Vocabulary):
                    self.vocabularies[name] = document
                else:
                    self.unreadable.add(Reference(VOCABULARIES, name))
            else:
                self.report("Y108", self.shown(item.path), value=item.name, nearest="")

    def read_kind(self, kind: str, folder: Path) -> None:
        for item in self.items(folder):
            if not item.is_dir():
                self.report("Y108", self.shown(item.path), value=item.name, nearest="")
            elif not is_slug(item.name):
                self.report("Y109", self.shown(item.path), value=item.name)
            else:
                self.read_entry(kind, item.name, Path(item.path))

    def read_entry(self, kind: str, slug: str, folder: Path) -> None:
        model = KINDS[kind]
        document, texts, files, unread = None, {}, {}, set()
        has_facts = False
        for item in self.items(folder):
            path = item.path
            if item.name == FACTS and item.is_file():
                has_facts = True
                document = self.document(path, model, may_be_sample=True)
            elif item.is_dir():
                self.report("Y108", self.shown(path), value=item.name, nearest="")
            elif item.name.endswith(".md"):
                name, _, language = item.name.removesuffix(".md").rpartition(".")
                if name not in model.texts or not is_slug(language):
                    near = nearest(name or language, model.texts)
                    near = f"{near}.{language}.md" if near and name and is_slug(language) else near
                    choices = ", ".join(model.texts)
                    self.report("Y116", self.shown(path), value=item.name, nearest=near, choices=choices)
                elif text := self.read_text(path, name, language):
                    texts[name, language] = text
                else:
                    unread.add((name, language))
            elif item.name.lower().endswith((".yaml", ".yml", ".txt", ".markdown", ".docx")):
                names = [FACTS, *(f"{name}.it.md" for name in model.texts)]
                near = nearest(item.name, names)
                self.report("Y108", self.shown(path), value=item.name, nearest=near)
            else:
                files[item.name] = Path(path)
        if not has_facts:
            self.report("Y107", self.shown(folder / FACTS), value=FACTS)
        if document is None:
            self.unreadable.add(Reference(kind, slug))
            return
        self.entries[Reference(kind, slug)] = Entry(kind, slug, document, texts, files, frozenset(unread))

    def read_text(self, path: Path | str, name: str, language: str) -> Text | None:
        """A text such as text.it.md; whether the site has that language, the checks ask."""
        self.files += 1
        source, problems = read_source(path, self.shown(path))
        text = None
        if source is not None:
            text, problems = _TEXTS.made(
                source.path,
                (source.text, *self.day),
                lambda: read_text(source, name, language, self.clock, _WRITER, self.nodes),
            )
        self.problems += problems
        return replace(text, writer=self.writer) if text else None


@dataclass(frozen=True)
class _Read(Generic[M]):
    """A document, what is wrong with it, and the time zone from there on."""

    document: Document[M] | None
    problems: Sequence[Problem]
    zone: str


_DOCUMENTS: Remembered[_Read[Any]] = Remembered()
_TEXTS: Remembered[tuple[Text | None, list[Problem]]] = Remembered()
# Stands for each reading's own, which goes with it.
_WRITER = Writer()


def _document(
    source: Source, model: type[M], clock: Clock, kept: Pack | None = None, *, may_be_sample: bool
) -> _Read[M]:
    node, problems = parse(source, kept=kept)
    if node is None:
        return _Read(None, problems, clock.zone.key)
    assert isinstance(node.value, dict)
    if model is Site:
        clock = _in_zone(clock, node.value.get("timezone"))
    said = node.value.get("sample")
    sample = may_be_sample and said is not None and str(said.value).strip().lower() in YesNo.yes
    facts, more = typed(model, node, source, clock, sample=sample)
    broken = any(problem.is_error for problem in [*problems, *more])
    refused = frozenset(problem.details["field"] for problem in more)
    document = Document(facts, node, source, broken, refused) if facts is not None else None
    return _Read(document, [*problems, *more], clock.zone.key)


def _in_zone(clock: Clock, node: object) -> Clock:
    """The clock in the district's zone, before any moment is read."""
    name = getattr(node, "value", HOME_ZONE)
    if isinstance(name, str) and is_zone(name.strip()):  # else the model says what is wrong
        return clock.moved_to(name.strip())
    return clock
