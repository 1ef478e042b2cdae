"""Plain values as nodes, and YAML as an editor's program types it; it refuses to know what they are for."""

from __future__ import annotations

import re
from typing import Any

import yaml

from district.reading.nodes import Node


def node(value: Any) -> Node:
    """Return a plain value as reading would have it."""
    if isinstance(value, dict):
        return Node({name: node(inner) for name, inner in value.items()}, 1, 1)
    if isinstance(value, list):
        return Node([node(inner) for inner in value], 1, 1)
    return Node(str(value), 1, 1)


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema, which editors' programs follow: dates are texts, `no` is a text, 1968 is a number."""

    yaml_implicit_resolvers: dict[str, Any] = {}


for tag, form, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", "~nN\0"),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{form})$"), [*first, ""])
Core.add_constructor("tag:yaml.org,2002:int", lambda _loader, one: int(one.value))


def as_editors_see(text: str) -> Any:
    """Return what a YAML text holds, typed as an editor's program types it."""
    return yaml.load(text, Loader=Core)
