"""The tasks as a command line calls them, and modules that stand in for those that they call."""

from __future__ import annotations

import gc
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from invoke.program import Program

ROOT = Path(__file__).resolve().parents[2]


def load_tasks() -> ModuleType:
    """Return tasks.py as invoke loads it."""
    spec = importlib.util.spec_from_file_location("tasks_under_test", ROOT / "tasks.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def call(*arguments: str) -> int:
    """Run a task as the command line does; return its exit status."""
    program = Program(namespace=load_tasks().namespace)
    try:
        program.run(["invoke", *arguments])
    except SystemExit as left:
        return int(left.code or 0)
    finally:
        gc.enable()  # some leave it off, since their process ends with them
        gc.unfreeze()
    return 0


def stub(monkeypatch: pytest.MonkeyPatch, name: str, **contents: object) -> None:
    """Put a module of the given contents in a module's place."""
    module = ModuleType(name)
    module.__dict__.update(contents)
    monkeypatch.setitem(sys.modules, name, module)
