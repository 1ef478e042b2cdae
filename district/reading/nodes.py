"""YAML as nodes with positions, all scalars as text.

Refuses aliases, anchors, tags, duplicate keys, and more nesting and more values than any facts need.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from district.cache import Pack, by, code_of
from district.problems import Problem
from district.reading.source import Source

MOST_DEPTH = 24
# So many anchors say enough.
MOST_TOLD = 20
# Ten times what the largest file of facts has.
MOST_NODES = 10_000
PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))
# What may begin a nested block on one line: spaces, dashes and question marks.
INDENT = re.compile(r"^[ \-?]*", re.MULTILINE)
Steps = tuple[str | int, ...]
# A node as plain values: what it holds, and where it stands.
Plain = tuple[Any, int, int, int, int, int]
# What PyYAML says, and the term that tells it in the editor's language.
SAID = {
    "did not find expected ',' or ']'": "@open-list",
    "did not find expected ',' or '}'": "@open-map",
    "found unexpected end of stream": "@open-quote",
    "found unexpected document indicator": "@open-quote",
    "could not find expected ':'": "@no-colon",
    "did not find expected key": "@other-indent",
    "did not find expected '-' indicator": "@no-dash",
    "found character that cannot start any token": "@needs-quotes",
    "found unknown escape character": "@unknown-escape",
    "but found another document": "@second-document",
    "found unknown directive name": "@percent",
    "found incompatible YAML document": "@percent",
}
# These are better shown where what is not closed begins.
FROM_ITS_START = frozenset({"@open-list", "@open-map", "@open-quote", "@no-colon"})


@dataclass(slots=True)
class Node:
    """A scalar (text, or None where nothing was written), a list or a map, and where it stands."""

    value: str | list[Node] | dict[str, Node] | None
    line: int = 0
    column: int = 0
    length: int = 1
    key_line: int = 0
    key_column: int = 0

    def plain(self) -> Any:
        """The same as text, lists and dicts; keys with nothing behind them are left out."""
        if isinstance(self.value, dict):
            items = self.value.items()
            return {key: node.plain() for key, node in items if node.value is not None}
        if isinstance(self.value, list):
            return [node.plain() if node.value is not None else "" for node in self.value]
        return self.value

    def at(self, path: Steps) -> Node | None:
        """The node at a path of keys and indexes, or None."""
        node: Node | None = self
        for step in path:
            if isinstance(node, Node) and isinstance(node.value, dict):
                node = node.value.get(str(step))
            elif isinstance(node, Node) and isinstance(node.value, list) and isinstance(step, int):
                node = node.value[step] if 0 <= step < len(node.value) else None
            else:
                return None
        return node

    def drop(self, path: Steps) -> None:
        """Removes the node at a path, so that the rest can still be looked at."""
        parent = self.at(path[:-1])
        if parent is None or not path:
            return
        if isinstance(parent.value, dict):
            parent.value.pop(str(path[-1]), None)
        elif isinstance(parent.value, list) and isinstance(path[-1], int):
            # A hole keeps the numbers of the items behind it; `close_holes` removes it later.
            parent.value[path[-1]] = HOLE

    def close_holes(self) -> None:
        """Removes what `drop` left in lists."""
        if isinstance(self.value, list):
            self.value = [node for node in self.value if node is not HOLE]
        children = self.value.values() if isinstance(self.value, dict) else self.value
        if isinstance(self.value, dict | list):
            for node in children or ():
                if isinstance(node, Node):
                    node.close_holes()


HOLE = Node(None)


def kept_nodes(folder: Path) -> Pack:
    """What YAML texts hold, by this code and this library."""
    return Pack(folder, f"{code_of(Path(__file__))} {by('pyyaml')}")


def parse(
    source: Source, text: str | None = None, first_line: int = 0, kept: Pack | None = None
) -> tuple[Node | None, list[Problem]]:
    """The map that a YAML text holds, with the problems of its form; None when it cannot be read.

    `text` is a part of the source that begins after `first_line` lines; without it, all of it. What has no problems is
    taken from `kept`, or laid there.
    """
    text = source.text if text is None else text
    if kept is None:
        return _parsed(source, text, first_line)
    key = sha256(f"{first_line} {text}".encode()).hexdigest()
    if plain := kept.get(key):
        return _read(plain), []
    node, problems = _parsed(source, text, first_line)
    if node and not problems:
        kept.put(key, _plain(node))
    return node, problems


def _plain(node: Node) -> Plain:
    """A node as plain values."""
    value: Any = node.value
    if isinstance(value, dict):
        value = {key: _plain(one) for key, one in value.items()}
    elif isinstance(value, list):
        value = [_plain(one) for one in value]
    return value, node.line, node.column, node.length, node.key_line, node.key_column


def _read(plain: Plain) -> Node:
    """The node that was made plain."""
    value, line, column, length, key_line, key_column = plain
    if isinstance(value, dict):
        value = {key: _read(one) for key, one in value.items()}
    elif isinstance(value, list):
        value = [_read(one) for one in value]
    return Node(value, line, column, length, key_line, key_column)


def _parsed(source: Source, text: str, first_line: int) -> tuple[Node | None, list[Problem]]:
    reader = _Reader(source, first_line)
    try:
        if _wants_a_look(text):
            reader.look_through(text)
        root = None if reader.problems else yaml.compose(text, Loader=yaml.CBaseLoader)
        node = reader.node(root) if root is not None else None
        if reader.nodes > MOST_NODES:
            place = source.place(first_line + 1)
            return None, [Problem("Y117", place, {"most": str(MOST_NODES)})]
    except yaml.MarkedYAMLError as error:
        return None, [*reader.problems, reader.broken(error)]
    except (yaml.YAMLError, RecursionError):
        hidden = yaml.reader.Reader.NON_PRINTABLE.search(text)
        before = text[: hidden.start()] if hidden else ""
        line, column = before.count("\n") + 1 + first_line, len(before) - before.rfind("\n")
        reader.report("Y102", line, column, reason="@hidden-sign")
        return None, reader.problems
    if node is not None and not isinstance(node.value, dict):
        reader.report("Y113", node.line, node.column)
        return None, reader.problems
    if reader.problems and node is None:
        return None, reader.problems
    return node or Node({}, first_line + 1, 1), reader.problems


def _wants_a_look(text: str) -> bool:
    """Whether the text may hold anchors or deep nesting, so that its events must be looked at."""
    flow = text.count("[") + text.count("{")
    if "&" in text or "*" in text or flow > MOST_DEPTH:
        return True
    return max(map(len, INDENT.findall(text)), default=0) > MOST_DEPTH * 2


class _Reader:
    """Turns PyYAML's nodes into ours and gathers problems."""

    def __init__(self, source: Source, first_line: int) -> None:
        self.source = source
        self.first_line = first_line
        self.problems: list[Problem] = []
        self.nodes = 0

    def report(self, code: str, line: int, column: int, length: int = 1, /, **details: str) -> None:
        place = self.source.place(line, column, length)
        self.problems.append(Problem(code, place, details))

    def spot(self, mark: Any) -> tuple[int, int]:
        return mark.line + 1 + self.first_line, mark.column + 1

    def look_through(self, text: str) -> None:
        """Reports anchors, aliases and too deep a nesting, without building anything."""
        depth = 0
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            line, column = self.spot(event.start_mark)
            if anchor := getattr(event, "anchor", None):
                value = ("*" if isinstance(event, yaml.AliasEvent) else "&") + str(anchor)
                self.report("Y105", line, column, len(value), value=value)
                if len(self.problems) >= MOST_TOLD:
                    return
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > MOST_DEPTH:
                self.report("Y114", line, column, value=str(MOST_DEPTH))
                return

    def node(self, raw: Any) -> Node:
        line, column = self.spot(raw.start_mark)
        same_line = raw.start_mark.line == raw.end_mark.line
        length = raw.end_mark.column - raw.start_mark.column if same_line else 1
        if raw.tag not in PLAIN_TAGS:
            self.report("Y105", line, column, length, value=raw.tag.replace("tag:yaml.org,2002:", "!!"))
        if isinstance(raw, yaml.MappingNode):
            return Node(self.items(raw), line, column, length)
        if isinstance(raw, yaml.SequenceNode):
            self.nodes += len(raw.value)
            items = raw.value if self.nodes <= MOST_NODES else ()
            return Node([self.node(item) for item in items], line, column, length)
        value = None if raw.value == "" and not raw.style else raw.value
        return Node(value, line, column, length)

    def items(self, raw: Any) -> dict[str, Node]:
        found: dict[str, Node] = {}
        self.nodes += len(raw.value)
        if self.nodes > MOST_NODES:
            return found
        for raw_key, raw_value in raw.value:
            line, column = self.spot(raw_key.start_mark)
            if not isinstance(raw_key, yaml.ScalarNode):
                self.report("Y102", line, column, reason="@no-name")
                continue
            key = raw_key.value
            if key in found:
                details = {"value": key, "line": str(found[key].key_line)}
                self.report("Y104", line, column, len(key), **details)
                continue
            node = self.node(raw_value)
            node.key_line, node.key_column = line, column
            found[key] = node
        return found

    def broken(self, error: yaml.MarkedYAMLError) -> Problem:
        """The problem that a YAML error tells, with a code of its own for tabs and colons."""
        said = SAID.get(str(error.problem), str(error.problem))
        mark = error.problem_mark or error.context_mark
        if error.context_mark and said in FROM_ITS_START:
            mark = error.context_mark
        line, column = self.spot(mark) if mark else (1 + self.first_line, 1)
        place = self.source.place(line, column)
        before = place.snippet[:column]
        if "\t" in before[len(before.rstrip("\t ")) :] or before.lstrip(" ").startswith("\t"):
            tab = before.index("\t") + 1
            return Problem("Y103", self.source.place(line, tab), {})
        if "mapping values are not allowed" in said:
            return Problem("Y115", place, {})
        return Problem("Y102", place, {"reason": said})
