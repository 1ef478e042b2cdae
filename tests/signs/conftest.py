from __future__ import annotations

from pathlib import Path

import pytest

from district.checks.run import survey
from district.clock import read_clock
from district.district import District
from district.signs import Shapes, Sign, draw, read_shapes

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def shapes() -> Shapes:
    found, problems = read_shapes(ROOT / "theme")
    assert problems == []
    assert found is not None
    return found


@pytest.fixture(scope="session")
def district() -> District:
    found = survey(ROOT / "content", read_clock("2026-11-23")).district
    assert found is not None
    return found


@pytest.fixture(scope="session")
def signs(district: District, shapes: Shapes) -> dict[str, Sign]:
    return {member.slug: draw(member, shapes) for member in district.members}
