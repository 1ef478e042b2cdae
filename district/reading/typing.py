"""Nodes to typed facts: what the models refuse becomes problems with places, all at once.

Refuses to stop at the first wrong value: what is wrong is taken out, and the rest is looked at.
"""

from __future__ import annotations

import re
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from district.clock import Clock
from district.kinds.values import Path, Words
from district.problems import Place, Problem, nearest
from district.reading.nodes import Node
from district.reading.source import Source

M = TypeVar("M", bound=BaseModel)
MOST_ROUNDS = 12
# Pydantic's own kinds of error, and what was wanted in its place.
WANTED = {
    "tuple_type": "@a-list",
    "list_type": "@a-list",
    "dict_type": "@a-map",
    "model_type": "@a-map",
    "model_attributes_type": "@a-map",
    "too_short": "@a-list",
    "string_type": "@a-text",
}


def place_at(node: Node, source: Source, path: Path, *, key: bool = False) -> Place:
    """Where the value at a path stands (or its key), else the nearest group around it."""
    for end in range(len(path), -1, -1):
        found = node.at(path[:end])
        if found is None:
            continue
        short = isinstance(found.value, str)  # a bare value may stand for a whole group
        if found.key_line and (key or (end < len(path) and not short) or isinstance(found.value, dict | list)):
            return source.place(found.key_line, found.key_column, len(str(path[end - 1])))
        return source.place(found.line, found.column, found.length)
    return Place(source.path)


def typed(
    model: type[M], node: Node, source: Source, clock: Clock, *, sample: bool = False
) -> tuple[M | None, list[Problem]]:
    """The facts that a map of nodes holds, and every problem of them.

    Facts with problems are made of what is left, with the examples of required fields standing in,
    so that later rules can look at the rest; a stand-in has no place. None when that fails too.
    """
    context = {"clock": clock, "sample": sample}
    problems: list[Problem] = []
    taken: set[Path] = set()
    for _ in range(MOST_ROUNDS):
        try:
            return model.model_validate(node.plain(), context=context), problems
        except ValidationError as error:
            for found in error.errors(include_url=False):
                path = _path(found)
                if not _follows(found, path, taken):
                    problems.append(_problem(model, found, path, node, source))
                _take_out(model, node, path, found["type"], taken)
        node.close_holes()
    return None, problems


def _path(found: Any) -> Path:
    path = tuple(step for step in found["loc"] if step != "[key]")
    at = (found.get("ctx") or {}).get("details", {}).get("at")
    return (*path, at) if at else path


# Fields that groups ask for: when one was refused, it is not the editor who left it out.
ASKED_FOR = ("consent", "latitude", "longitude", "label", "who", "name", "vocabulary", "field")


def _follows(found: Any, path: Path, taken: set[Path]) -> bool:
    """Whether a problem is only there because of what an earlier one took out."""
    if found["type"] == "missing":
        return path in taken
    code = (found.get("ctx") or {}).get("code")
    group = tuple(step for step in found["loc"] if step != "[key]")
    if code == "F128":
        return any(one[:-1] == group for one in taken)
    if code in {"F101", "F114", "F123", "F126", "F127"}:
        return any((*group, name) in taken for name in ASKED_FOR)
    return False


def _problem(model: type[BaseModel], found: Any, path: Path, node: Node, source: Source) -> Problem:
    code, details, on_key = _meaning(model, found, path)
    details = {"field": ".".join(str(step) for step in path), **details}
    return Problem(code, place_at(node, source, path, key=on_key), details)


def _meaning(model: type[BaseModel], found: Any, path: Path) -> tuple[str, dict[str, str], bool]:
    """The code of an error, its details, and whether the key is meant rather than the value."""
    kind, context = found["type"], found.get("ctx") or {}
    name = str(path[-1]) if path else ""
    if kind == "problem":
        return context["code"], dict(context["details"]), False
    if kind == "missing":
        return "F101", {"value": name, "example": _example(model, path)}, False
    if kind == "extra_forbidden":
        names = _names(_model_at(model, path[:-1]))
        return "F102", {"value": name, "nearest": nearest(name, names), "choices": ", ".join(names)}, True
    value = "" if isinstance(found["input"], dict | list) else str(found["input"])
    if kind == "literal_error":
        choices = re.findall(r"'([^']*)'", context["expected"])
        return "F105", {"value": value, "nearest": nearest(value, choices), "choices": ", ".join(choices)}, False
    if kind in WANTED:
        return "F103", {"value": value or ("[]" if kind == "too_short" else "{…}"), "wanted": WANTED[kind]}, False
    return "F103", {"value": value or name, "wanted": found["msg"]}, False


def _take_out(model: type[BaseModel], node: Node, path: Path, kind: str, taken: set[Path]) -> None:
    """Removes what was refused; puts an example where the whole would miss it."""
    taken.add(path)
    if kind == "missing" and len(path) == 1:
        field = next(f for n, f in model.model_fields.items() if (f.alias or n) == path[0])
        if isinstance(node.value, dict):
            node.value[str(path[0])] = _stand_in((field.examples or [""])[0])
    elif kind == "missing" or node.at(path) is None:
        _take_group(node, path[:-1], taken)
    else:
        node.drop(path)


def _take_group(node: Node, path: Path, taken: set[Path]) -> None:
    if path:
        taken.add(path)
        node.drop(path)


def _stand_in(example: Any) -> Node:
    if isinstance(example, dict):
        return Node({key: _stand_in(item) for key, item in example.items()})
    if isinstance(example, tuple | list):
        return Node([_stand_in(item) for item in example])
    return Node(str(example))


def _names(model: type[BaseModel] | None) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()] if model else []


def _example(model: type[BaseModel], path: Path) -> str:
    """How the missing field could be written."""
    group = _model_at(model, path[:-1])
    for name, field in (group.model_fields if group else {}).items():
        if (field.alias or name) == path[-1]:
            otherwise = "{it: …}" if field.annotation is Words else "…"
            return f"{path[-1]}: {_written((field.examples or [otherwise])[0])}"
    return f"{path[-1]}: …"


def _written(example: Any) -> str:
    """An example as YAML on one line."""
    if isinstance(example, dict):
        return "{" + ", ".join(f"{key}: {_written(item)}" for key, item in example.items()) + "}"
    if isinstance(example, tuple | list):
        return "[" + ", ".join(map(_written, example)) + "]"
    return str(example)


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """The model of the group at a path, by the annotations of the fields on the way."""
    current: type[BaseModel] | None = model
    for step in path:
        if isinstance(step, int) or current is None:
            continue
        fields = {field.alias or name: field for name, field in current.model_fields.items()}
        current = _inner_model(fields[step].annotation) if step in fields else current
    return current


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        if found := _inner_model(inner):
            return found
    return None
