"""What tests of the tasks share."""

from __future__ import annotations

from typing import Any

import pytest

from tests.tasks.calling import call


@pytest.fixture
def invoke(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a task in Italian, as the command line does; returns its exit status."""
    monkeypatch.setenv("DISTRICT_LANG", "it")
    return call
