"""Sites as they are built for the tests: in this process, at one moment, with one cache of pictures.

It refuses the machine's clock, and to hand out a site that was not built.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from district.building import Prepared, Report, Request, build_site, prepare
from district.clock import read_clock
from district.district import District
from district.plan import Plan
from district.plugin.settings import STRICT_WHEN_PUBLISHING
from district.problems import Problem
from district.rendering import Renderer, make_environment
from tests.site.sheets import Sheets

ROOT = Path(__file__).resolve().parents[2]
CONTENT, THEME = ROOT / "content", ROOT / "theme"
SITES = ROOT / "tests" / "sites"
GUIDE = ROOT / "docs" / "guide"
NOW = "2026-11-23T10:00"
HERE = "http://localhost:8000"
ADDRESS = "https://www.example.org/sub/path"


def request(content: Path, output: Path, cache: Path, **options: object) -> Request:
    """What a build is asked for; `options` are fields of the request that are not as in a preview."""
    usual: dict[str, object] = {
        "theme": THEME,
        "clock": read_clock(NOW),
        "publish": False,
        "siteurl": "",
        "strict": STRICT_WHEN_PUBLISHING,
        "prints": False,
    }
    return Request(content=content, output=output, cache=cache, **{**usual, **options})  # type: ignore[arg-type]


def prepared(wanted: Request) -> Prepared:
    """What a build finds out before it writes."""
    return prepare(wanted, make_environment(wanted.theme))


def attempt(wanted: Request) -> tuple[Report | None, tuple[Problem, ...]]:
    """A build that may fail: its report, and every problem."""
    ready = prepared(wanted)
    if ready.site is None:
        return None, ready.problems
    report, problems = build_site(wanted, ready)
    return report, (*ready.problems, *problems)


@dataclass(frozen=True)
class Built:
    """A site that was built: what it was made from, its plan, its files."""

    request: Request
    district: District
    plan: Plan
    renderer: Renderer
    report: Report
    problems: tuple[Problem, ...]

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return self.request.output

    @property
    def base(self) -> str:
        """Its address, without a slash at the end."""
        return self.request.siteurl or HERE

    @cached_property
    def sheets(self) -> Sheets:
        """Its pages, parsed."""
        return Sheets(self.folder, self.base)


def build(wanted: Request) -> Built:
    """Builds a site that has to come out."""
    ready = prepared(wanted)
    errors = [problem for problem in ready.problems if problem.is_error]
    assert not errors, errors
    assert ready.site is not None
    assert ready.renderer is not None
    report, problems = build_site(wanted, ready)
    assert report is not None, problems
    return Built(wanted, ready.site.district, ready.site.plan, ready.renderer, report, ready.problems)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def times(folder: Path) -> dict[str, int]:
    """When every file below a folder was written, to the nanosecond."""
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()
    }


def copied(source: Path, target: Path, without: Iterable[str] = ()) -> Path:
    """A copy of a folder that a test may change."""
    return shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", *without))


def written(path: Path, text: str) -> Path:
    """A text file, with the folders it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def replaced(path: Path, old: str, new: str) -> None:
    """Changes a text file at the one place where `old` stands."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, (path, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def codes(problems: Iterable[Problem]) -> list[str]:
    """The codes of problems, each once, in order."""
    return sorted({problem.code for problem in problems})
