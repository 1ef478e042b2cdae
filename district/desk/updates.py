"""What members say of themselves, read: one as YAML, many as the rows of a spreadsheet.

Refuses what is the network's to write: whether a company belongs to it, what is a sample, what is published when.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from slugify import slugify

from district.clock import Clock
from district.desk.making import RefusedError, names, nested
from district.desk.tables import ENDINGS, rows
from district.kinds import Facts
from district.kinds.members import Member
from district.kinds.shape import ONE, shapes
from district.problems import Place, Problem, nearest
from district.reading.nodes import Node, parse
from district.reading.source import Source, read_source
from district.reading.typing import typed

# What a file of updates may say besides facts.
WHO, REMOVE, TEXT, SUMMARY, SLUG = "member", "remove", "text", "summary", "slug"
# What the network alone writes of a member.
NETWORKS = frozenset({*Facts.model_fields, "member_since", "member_until"})
OWN = tuple(name for name in names(Member) if name not in NETWORKS)


@dataclass(frozen=True)
class Update:
    """What a member says of itself: who it is, values as facts have them, texts by language.

    `confirms` says that it comes from the member, who thereby confirms the whole profile.
    """

    slug: str
    values: Mapping[str, Any]
    remove: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    summaries: Mapping[str, str] = field(default_factory=dict)
    place: Place = field(default_factory=lambda: Place(""))
    problems: tuple[Problem, ...] = ()
    confirms: bool = False


def read_updates(path: Path, clock: Clock) -> list[Update]:
    """The updates that a file holds, each with what is wrong with it as it stands there.

    OSError where it cannot be opened.
    """
    if path.suffix.lower() in ENDINGS:
        try:
            return [_of_row(path, number, row) for number, row in rows(path)]
        except ValueError:
            problem = Problem("I104", Place(path.name), {"value": path.name})
            return [Update("", {}, place=problem.place, problems=(problem,))]
    source, problems = read_source(path, path.name)
    node, more = parse(source) if source else (None, [])
    problems += more
    if source is None or node is None:
        return [Update("", {}, place=Place(path.name), problems=tuple(problems))]
    update = _of_facts(node.plain(), source)
    problems += [*_unwelcome(node, source), *_wrong(node, source, clock)]
    return [replace(update, problems=tuple(problems), confirms=True)]


def columns_of(languages: Iterable[str], facets: Iterable[str], measures: Iterable[str]) -> list[str]:
    """The columns that a sheet of members can have, for a template."""
    columns = [SLUG]
    for one in shapes(Member):
        if one.name in NETWORKS:
            continue
        if one.name == "facets":
            columns += [f"facets.{name}" for name in facets]
        elif one.name == "measures":
            columns += [f"measures.{name}" for name in measures]
        elif one.group and one.form == ONE:
            columns += [f"{one.name}.{each.name}" for each in shapes(one.group) if not (each.is_words or each.is_flag)]
        elif not one.group:
            columns.append(one.name)
    return [*columns, *(f"{part}.{code}" for code in languages for part in (SUMMARY, TEXT))]


def _of_facts(plain: Any, source: Source) -> Update:
    rest = dict(plain)
    slug = str(rest.pop(WHO, "")) or slugify(str(rest.get("name", "")))
    remove, texts, summaries = rest.pop(REMOVE, []), rest.pop(TEXT, {}), rest.pop(SUMMARY, {})
    return Update(
        slug.removeprefix("members/"),
        {name: value for name, value in rest.items() if name not in NETWORKS},
        tuple(remove) if isinstance(remove, list) else (),
        texts if isinstance(texts, dict) else {},
        summaries if isinstance(summaries, dict) else {},
        source.place(1),
    )


def _unwelcome(node: Node, source: Source) -> Iterator[Problem]:
    """A file of updates says what is the member's to say (I101), in fields that there are (I102)."""
    assert isinstance(node.value, dict)
    known = [*OWN, WHO, REMOVE, TEXT, SUMMARY]
    for name, found in node.value.items():
        place = source.place(found.key_line, found.key_column, len(name))
        if name in NETWORKS:
            yield Problem("I101", place, {"value": name})
        elif name not in known:
            yield Problem("I102", place, {"value": name, "nearest": nearest(name, known), "choices": ", ".join(known)})
    removed = node.at((REMOVE,))
    for one in removed.value if removed and isinstance(removed.value, list) else ():
        if str(one.value).partition(".")[0] not in OWN or one.value == "name":
            yield Problem("I101", source.place(one.line, one.column, one.length), {"value": str(one.value)})


def _wrong(node: Node, source: Source, clock: Clock) -> Iterator[Problem]:
    """What the model refuses of the values given; what is not given is in the facts already."""
    assert isinstance(node.value, dict)
    facts = Node({name: found for name, found in node.value.items() if name in OWN}, node.line, node.column)
    for problem in typed(Member, facts, source, clock)[1]:
        if problem.code != "F101":
            yield problem


def _of_row(path: Path, number: int, row: Mapping[str, str]) -> Update:
    """The update that a row holds."""
    place = Place(path.name, number, 1)
    parts: dict[str, dict[str, str]] = {TEXT: {}, SUMMARY: {}, "": {}}
    problems = []
    for name, value in row.items():
        head, _, rest = name.partition(".")
        if head in NETWORKS:
            problems.append(Problem("I101", place, {"value": name}))
        elif head in {TEXT, SUMMARY}:
            parts[head][rest] = value
        elif head in OWN:
            parts[""][name] = value
        elif head != SLUG:
            problems.append(_no_column(place, name, (*OWN, SLUG, TEXT, SUMMARY)))
    try:
        values = nested(Member, parts[""])
    except RefusedError as error:
        values = {}
        problems.append(_no_column(place, error.values["given"], OWN))
    slug = row.get(SLUG) or slugify(row.get("name", "").replace("'", "-"), max_length=60, word_boundary=True)
    return Update(slug, values, (), parts[TEXT], parts[SUMMARY], place, tuple(problems))


def _no_column(place: Place, name: str, known: tuple[str, ...]) -> Problem:
    return Problem("I102", place, {"value": name, "nearest": nearest(name, known), "choices": ", ".join(known)})
