"""The rooms of the house: a module imports only from its own row's own room and from the rows above."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import district

PACKAGE = Path(district.__file__).parent
# From the top down; rooms in one row stand side by side and do not know each other.
ROWS = (
    ("problems", "supply"),
    ("clock", "cache", "stages", "locking", "forks", "progress", "pagefind"),
    ("kinds",),
    ("languages",),
    ("reading",),
    ("district",),
    ("plan", "pictures"),
    ("data",),
    ("checks",),
    ("desk", "signs", "fonts", "output", "policy", "charts", "codes", "map", "search"),
    ("admin", "assets", "press", "social", "guide"),
    ("site",),
    ("catalogue",),
    ("rendering",),
    ("exports", "graph", "hosting"),
    ("building",),
    ("newsletter",),
    ("plugin",),
    ("preview",),
    ("publishing",),
    ("commands",),
)
ROW = {room: number for number, row in enumerate(ROWS) for room in row}
APART = "bootstrap"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path) -> set[str]:
    """The full names of all that a module imports, anywhere in it: at its top, in functions, for types alone."""
    found = set()
    package = name_of(path).split(".") if path.name == "__init__.py" else name_of(path).split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) + "." if node.level else ""
            found |= {f"{base}{node.module or ''}.{alias.name}".strip(".") for alias in node.names}
    return found


def rooms(path: Path) -> set[str]:
    """The rooms that a module imports from."""
    return {name.split(".")[1] for name in imported(path) if name.startswith("district.")}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_from_rows_above(path: Path) -> None:
    room = name_of(path).split(".")[1]
    others = rooms(path) - {room}
    if room == APART:
        assert not others
    else:
        assert {other for other in others if ROW.get(other, len(ROWS)) >= ROW[room]} == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_glue_knows_pelican(path: Path) -> None:
    knows = any(name.split(".")[0] == "pelican" for name in imported(path))
    assert not knows or name_of(path).split(".")[1] == "plugin"


def test_every_room_stands_in_a_row() -> None:
    assert {name_of(path).split(".")[1] for path in MODULES} == set(ROW) | {APART}


def test_no_module_of_the_house_knows_shoes_or_how_many_languages_there_are() -> None:
    """The engine knows nothing of the trade: its words are content's."""
    words = ("scarp", "calzatur", "zoccol", "shoe", "tomai", "orlatura")
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        spoken = {
            node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        docs = {ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, DOCUMENTED)}
        spoken -= docs | EXAMPLES
        found = {text for text in spoken for word in words if word in text.lower()}
        assert not found, path


# What stands in for a missing name, and shows editors what one looks like; and Python-Markdown's name for <a@b.it>.
EXAMPLES = {"Tuscany 4 Shoes", "Calzaturificio Aurora", "automail"}
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def test_nothing_but_the_clock_asks_what_time_it_is() -> None:
    asks = {"now", "today", "utcnow", "time", "time_ns", "localtime"}
    for path in MODULES:
        if name_of(path).split(".")[1] in {"clock", "preview", "commands", APART}:
            continue  # who watches files and servers may count seconds
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in asks:
                owner = node.func.value
                assert not (isinstance(owner, ast.Name) and owner.id in {"datetime", "date", "time"}), path
