"""A YAML file with some values changed, and nothing else: comments, order, quotes and line ends stay.

Refuses to type anything: every scalar is text, as in content, so that 05 stays 05 and no stays no.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.resolver import VersionedResolver

from district.reading.nodes import parse
from district.reading.source import Source

BOM = "\ufeff"
# Where a map in braces begins, below comments.
BRACES = re.compile(r"(\s|#.*\n)*\{")
# A field whose value stands on the lines below it.
ALONE = re.compile(r"[^\s#].*:\s*(#.*)?$")
# How far lists may be set in below their field: the usual way here, and the other that there is.
INDENTS = ((4, 2), (2, 0), (6, 4))


class _Untyped(VersionedResolver):
    """Takes every scalar for a text."""

    def add_version_implicit_resolver(self, *_: Any) -> None:
        """Know no types."""

    @property
    def versioned_resolver(self) -> dict[str, Any]:
        """No types."""
        return {}


@dataclass
class _Block:
    """The lines of a top-level field; `after` are the comments and blank lines up to the next one."""

    name: str
    lines: list[str]
    after: list[str]


def changed(text: str, values: Mapping[str, Any], remove: Iterable[str], order: Iterable[str]) -> str:
    """The text of a YAML map with `values` in it and what `remove` names gone: `website`, `address.postcode`.

    A map is changed key by key, a list as a whole. A new key comes below the comment that shows how it would be
    written, else after the one that stands before it in `order`. The text itself where nothing differs.
    """
    bare = text.removeprefix(BOM).replace("\r\n", "\n")
    head, blocks = _parts(bare)
    for name, value in values.items():
        there = next((one for one in blocks if one.name == name), None)
        if there:
            there.lines = _with(there.lines, name, value)
        else:
            _insert(head, blocks, _Block(name, _lines_of(name, value), []), tuple(order))
    gone = set(remove)
    for one in blocks:
        below = {path.removeprefix(f"{one.name}.") for path in gone if path.startswith(f"{one.name}.")}
        one.lines = _without(one.lines, one.name, below)
    for one in [one for one in blocks if one.name in gone or not one.lines]:
        place = blocks.index(one)
        (blocks[place - 1].after if place else head).extend(one.after)
        blocks.remove(one)
    made = "\n".join([*head, *(line for one in blocks for line in (*one.lines, *one.after))])
    made += "\n" if made else ""
    if made == bare or (made.rstrip("\n") == bare.rstrip("\n")):
        return text
    made = made.replace("\n", "\r\n") if "\r\n" in text else made
    return BOM + made if text.startswith(BOM) else made


def _parts(text: str) -> tuple[list[str], list[_Block]]:
    """What stands before the first field, and the fields with their lines."""
    source = Source("", text)
    node, _ = parse(source)
    held = node.value if node and isinstance(node.value, dict) else {}
    lines = text.rstrip("\n").split("\n") if text.strip("\n") else []
    starts = [(found.key_line - 1, name) for name, found in held.items()]
    if BRACES.match(text):
        # In braces fields have no lines of their own: such a map becomes one that has.
        return _parts(_opened(text))
    head = lines[: starts[0][0]] if starts else lines
    blocks = []
    for number, (start, name) in enumerate(starts):
        end = starts[number + 1][0] if number + 1 < len(starts) else len(lines)
        last = end
        # Comments and blank lines at the margin belong to what follows.
        while last > start + 1 and (not lines[last - 1].strip() or lines[last - 1].startswith("#")):
            last -= 1
        blocks.append(_Block(name, lines[start:last], lines[last:end]))
    return head, blocks


def _opened(text: str) -> str:
    """A map in braces as one with a line for each field."""
    yaml = _as_it_is(text)
    held = yaml.load(text)
    held.fa.set_block_style()
    return _written(yaml, held)


def _with(lines: list[str], name: str, value: Any) -> list[str]:
    """The lines of a field with another value; the same lines where it does not differ."""
    inner = _inside(lines)
    if inner and isinstance(value, Mapping):
        return _around(lines, inner, changed(inner.text, value, (), ()))
    text = "\n".join(lines) + "\n"
    yaml = _as_it_is(text)
    held = yaml.load(text)
    if not _set(held, {name: value}):
        return lines
    return _written(yaml, held).rstrip("\n").split("\n")


def _without(lines: list[str], name: str, paths: Iterable[str]) -> list[str]:
    """The lines of a field without some of what it holds, by dotted names below it; none where nothing is left."""
    gone = sorted(paths)
    inner = _inside(lines)
    if inner or not gone:
        return _around(lines, inner, changed(inner.text, {}, gone, ())) if inner and gone else lines
    text = "\n".join(lines) + "\n"
    yaml = _as_it_is(text)
    held = yaml.load(text)
    for path in gone:
        *above, last = path.split(".")
        group = held[name]
        for step in above:
            group = group.get(step) if isinstance(group, CommentedMap) else None
        if isinstance(group, CommentedMap) and last in group:
            del group[last]
    if not held[name]:
        return []
    return _written(yaml, held).rstrip("\n").split("\n")


@dataclass(frozen=True)
class _Inner:
    """What a field holds over several lines, as a text of its own, and how far it is set in."""

    text: str
    indent: str


def _inside(lines: list[str]) -> _Inner | None:
    """The map that a field holds over several lines; None where it holds something else."""
    rest = [line for line in lines[1:] if line.strip()]
    if not rest or not ALONE.match(lines[0]):
        return None
    indent = " " * min(len(line) - len(line.lstrip(" ")) for line in rest)
    text = "".join(f"{line[len(indent) :]}\n" for line in lines[1:])
    first = next((line for line in rest if not line.lstrip().startswith("#")), "- ")
    return None if not indent or first.lstrip().startswith(("- ", "{", "[")) else _Inner(text, indent)


def _around(lines: list[str], inner: _Inner, text: str) -> list[str]:
    """The lines of a field that now holds another map; none where that is empty."""
    node, _ = parse(Source("", text))
    if text == inner.text:
        return lines
    if node is None or not node.value:
        return []
    return [lines[0], *(f"{inner.indent}{line}" if line else "" for line in text.rstrip("\n").split("\n"))]


def _lines_of(name: str, value: Any) -> list[str]:
    """The lines of a new field."""
    return _written(_maker(*INDENTS[0]), CommentedMap({name: _made(value, flow=False)})).rstrip("\n").split("\n")


def _insert(head: list[str], blocks: list[_Block], new: _Block, order: tuple[str, ...]) -> None:
    """Puts a new field where it belongs."""
    for place, lines in enumerate([head, *(one.after for one in blocks)]):
        for number, line in enumerate(lines):
            if re.match(rf"# {re.escape(new.name)}:(\s|$)", line):
                end = number + 1
                while end < len(lines) and lines[end].startswith("#  "):
                    end += 1
                new.after = lines[end:]
                del lines[end:]
                blocks.insert(place, new)
                return
    before = order[: order.index(new.name)] if new.name in order else ()
    places = [place for place, one in enumerate(blocks) if one.name in before]
    if places or blocks:
        above = blocks[places[-1] if places else -1]
        new.after, above.after = above.after, []
        blocks.insert(blocks.index(above) + 1, new)
    else:
        blocks.append(new)


def _as_it_is(text: str) -> YAML:
    """A reader and writer that gives this text back as it is, if there is one."""
    makers = [_maker(*indent) for indent in INDENTS]
    return next((one for one in makers if _written(one, one.load(text)) == text), makers[0])


def _maker(sequence: int, offset: int) -> YAML:
    yaml = YAML(typ="rt")
    yaml.Resolver = _Untyped
    yaml.preserve_quotes = True
    yaml.width = 10**9
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.indent(mapping=2, sequence=sequence, offset=offset)
    return yaml


def _written(yaml: YAML, held: Any) -> str:
    stream = StringIO()
    yaml.dump(held, stream)
    return stream.getvalue()


def _set(held: CommentedMap, values: Mapping[str, Any]) -> bool:
    """Sets what differs in a map; says whether anything did."""
    differs = False
    for name, value in values.items():
        there = held.get(name)
        if isinstance(there, CommentedMap) and isinstance(value, Mapping):
            differs |= _set(there, value)
        elif _plain(there) != _plain(value):
            held[name] = _made(value, flow=bool(held.fa.flow_style()))
            differs = True
    return differs


def _made(value: Any, *, flow: bool = True) -> Any:
    """A value as the writer wants it: lists, and what is in them, on one line; a map of its own over several."""
    if isinstance(value, Mapping):
        made = CommentedMap({name: _made(inner) for name, inner in value.items()})
        if flow:
            made.fa.set_flow_style()
        return made
    if isinstance(value, list | tuple):
        listed = CommentedSeq([_made(inner) for inner in value])
        listed.fa.set_flow_style()
        return listed
    return str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value if value is None else " ".join(str(value).split())
