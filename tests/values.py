"""Single values as the models read them; it refuses to know any file."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from district.clock import Clock
from tests.content import CLOCK


def parsed(kind: Any, raw: Any, *, sample: bool = False, clock: Clock = CLOCK) -> Any:
    """Return the typed value of `raw`."""
    return TypeAdapter(kind).validate_python(raw, context={"clock": clock, "sample": sample})


def refusals(kind: Any, raw: Any, *, sample: bool = False) -> list[tuple[str, str]]:
    """Return the code and the likely value of each refusal of `raw`, which must be refused."""
    with pytest.raises(ValidationError) as caught:
        parsed(kind, raw, sample=sample)
    found = []
    for error in caught.value.errors():
        context = error.get("ctx") or {}
        found.append((context.get("code", error["type"]), context.get("details", {}).get("nearest", "")))
    return found


def refused(kind: Any, raw: Any, *, sample: bool = False) -> str:
    """Return the code of the one refusal of `raw`."""
    ((code, _),) = refusals(kind, raw, sample=sample)
    return code
