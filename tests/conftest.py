"""What all tests share: the browser, the fixed clock, copies of the content folders, the renewal of golden files."""

from __future__ import annotations

import locale
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from district.clock import Clock
from tests.content import CLOCK, Files, lay

pytest_plugins = ["tests.fixtures_browser"]

# The same examples at every run; tests marked long ask for more. Hypothesis keeps no wall clock against us.
settings.register_profile(
    "house",
    derandomize=True,
    deadline=None,
    max_examples=60,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the expected files anew from what is made now")


@pytest.fixture(autouse=True)
def same_locale() -> Iterator[None]:
    """Give each test the locale that the run began with: Pelican sets the process's own."""
    before = locale.setlocale(locale.LC_ALL)
    yield
    if locale.setlocale(locale.LC_ALL) != before:
        locale.setlocale(locale.LC_ALL, before)


@pytest.fixture
def clock() -> Clock:
    """Monday 23 November 2026, ten in the morning, in Rome."""
    return CLOCK


@pytest.fixture
def site_folder(tmp_path: Path) -> Callable[..., Path]:
    """Make a copy of a content folder of tests/sites, with files written over it: `site_folder("full", {...})`."""

    def make(name: str = "minimal", files: Files | None = None) -> Path:
        return lay(tmp_path, name, files)

    return make


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a golden file, or write that file under --golden."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--golden"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return compare
