"""A site full of hostile values that break no rule, made and not stored.

It refuses chance: the same turn makes the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from district.kinds import KINDS
from district.kinds.grants import Grants
from district.kinds.site import Site
from district.kinds.values import Model, Words, leaves
from district.kinds.vocabularies import Vocabulary
from district.reading.entry import Head
from district.reading.markup import Writer
from district.reading.nodes import parse
from district.reading.source import Source
from district.reading.text import HEAD, HIDDEN, too_many
from district.reading.typing import typed
from tests.content import CLOCK, lay
from tests.hostile.payloads import HTML, LANGUAGES, LINES, SCHEMES, VALUES


@dataclass(frozen=True)
class Taken:
    """A content folder full of hostile values that break no rule: how many were tried, how many it holds."""

    folder: Path
    tried: int
    held: int


def hostile_site(to: Path, turn: int) -> Taken:
    """The full site with a hostile value in every text of every fact, head and body that takes one; `turn` chooses."""
    folder = lay(to, "full")
    tried = held = 0
    for number, path in enumerate(sorted([*folder.rglob("*.yaml"), *folder.rglob("*.md")])):
        if path.suffix == ".yaml":
            model = _model(folder, path)
            text, values, kept = _facts(model, path.read_text(encoding="utf-8"), number * 17 + turn)
        else:
            text, values, kept = _text(path.read_text(encoding="utf-8"), number * 13 + turn)
        path.write_text(text, encoding="utf-8", newline="\n")
        tried, held = tried + values, held + kept
    return Taken(folder, tried, held)


def _model(folder: Path, path: Path) -> type[Model]:
    first = path.relative_to(folder).parts[0]
    named: dict[str, type[Model]] = {"site.yaml": Site, "grants.yaml": Grants, "vocabularies": Vocabulary}
    return named.get(first) or KINDS[first]


def _facts(model: type[Model], text: str, turn: int) -> tuple[str, int, int]:
    """Facts in which each text is a hostile one, but those that are refused."""
    data = yaml.load(text, Loader=yaml.BaseLoader) or {}
    before = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10**9)
    facts, problems = _typed(model, text)
    assert not problems, problems
    paths = [(path, value) for path, value in leaves(facts) if type(value) in {str, Words}]
    changed = {}
    for path, value in paths:
        old = _get(data, path)
        if old is None or (
            path[-1] in {"code", "vocabulary", "name"} and path[0] in {"languages", "facets", "measures"}
        ):
            continue
        turn += 1
        new = f"{VALUES[turn % len(VALUES)]} {turn}"
        _set(data, path, dict.fromkeys(old, new) if isinstance(value, Words) and isinstance(old, dict) else new)
        changed[path] = old
    tried = len(changed)
    for _ in range(20):
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10**9)
        _, problems = _typed(model, text)
        fields = [one.details.get("field", "") for one in problems]
        if not problems:
            return text, tried, len(changed)
        back = [path for path in changed if any(field.startswith(".".join(map(str, path))) for field in fields)]
        for path in back or list(changed):
            _set(data, path, changed.pop(path))
    return before, tried, 0


def _typed(model: type[Model], text: str) -> tuple[Any, list[Any]]:
    source = Source("x", text)
    node, problems = parse(source)
    if node is None or problems:
        return None, problems
    return typed(model, node, source, CLOCK, sample=True)


def _get(data: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _set(data: Any, path: tuple[Any, ...], value: Any) -> None:
    _get(data, path[:-1])[path[-1]] = value


def _text(text: str, turn: int) -> tuple[str, int, int]:
    """A text with a hostile title and summary, and hostile pieces below it."""
    found = HEAD.match(text)
    assert found
    head, tried, held = _facts(Head, found[1], turn)
    pieces = [VALUES[(turn * 5 + step) % len(VALUES)] for step in range(6)]
    fit = [piece for piece in pieces if is_taken(piece)]
    body = text[found.end() :].rstrip() + "\n\n" + "\n\n".join(fit) + "\n"
    return f"---\n{head}---\n{body}", tried + len(pieces), held + len(fit)


def is_taken(piece: str) -> bool:
    """Whether a piece of a text breaks no rule."""
    markup = Writer().write(piece)
    return not (HIDDEN.search(piece) or markup.left_out or markup.refused or markup.targets or too_many(piece))


BODIES = (
    *HTML,
    *LANGUAGES,
    *LINES,
    *(f"[x](<{one}>)" for one in SCHEMES),
    *(f'<a href="{one}">x</a>' for one in SCHEMES),
)
