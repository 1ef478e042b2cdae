"""What independent validators say of the built pages: the Nu HTML checker and Lighthouse."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import LAUNCH_ARGUMENTS, find
from tests.site import built
from tests.site.built import SITES, Built
from tests.site.kinds import example
from tests.site.serving import served
from tests.tools import package, program

pytestmark = pytest.mark.long

MEASURED = ("home", "members/index", "members/entry", "events/entry", "news/entry")
CATEGORIES = {"performance", "accessibility", "best-practices", "seo"}
# A machine that does other work at the same time is no fault of the page's.
TRIALS = 3


def test_the_nu_checker_finds_nothing_on_any_page(site: Built) -> None:
    jar = package("vnu-jar") / "build" / "dist" / "vnu.jar"
    # Of files it takes 'self' for nobody, and data for scripts; what the policy lets in is seen in a browser.
    less = ("--skip-non-html", "--filterpattern", ".*violates Content Security Policy.*")
    command = (program("java"), "-jar", str(jar), *less, "--format", "gnu", "--stdout", str(site.folder))
    said = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert said.stdout + said.stderr == ""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Iterator[Built]:
    """The full site, published where it is served, compressed and with lasting caches as a host would."""
    output = tmp_path_factory.mktemp("measured") / "site"
    output.mkdir()
    with served(output, compressed=True) as address:
        yield built.build(built.request(SITES / "full", output, cache, publish=True, siteurl=address))


@pytest.mark.parametrize("kind", MEASURED)
def test_lighthouse_gives_full_marks_on_a_phone(host: Built, kind: str, tmp_path: Path) -> None:
    for language in host.plan.languages:
        address = f"{host.base}/{example(host, kind, language).address}"
        reports = (measured(address, tmp_path / f"{trial}.json") for trial in range(TRIALS))
        marks = next((report for report in map(marks_of, reports) if is_full(report)), None)
        print(kind, language, marks)
        assert marks, address


def measured(address: str, report: Path) -> Any:
    """What Lighthouse reports of a page, as JSON."""
    cli = package("lighthouse") / "cli" / "index.js"
    flags = " ".join(("--headless=new", *LAUNCH_ARGUMENTS))
    command = (
        *(program("node"), str(cli), address, "--quiet", "--output=json", f"--output-path={report}"),
        *(f"--only-categories={','.join(sorted(CATEGORIES))}", f"--chrome-flags={flags}"),
    )
    chrome = {"CHROME_PATH": str(find())}
    subprocess.run(command, env={**os.environ, **chrome}, check=True, capture_output=True, timeout=240)
    return json.loads(report.read_text(encoding="utf-8"))


def marks_of(report: Any) -> dict[str, float]:
    """The marks of each category, how far things shifted, and for how many milliseconds the page was blocked."""
    marks = {name: found["score"] for name, found in report["categories"].items()}
    audits = report["audits"]
    marks["shift"] = audits["cumulative-layout-shift"]["numericValue"]
    marks["blocked"] = audits["total-blocking-time"]["numericValue"]
    return marks


def is_full(marks: dict[str, float]) -> bool:
    """Whether nothing could be better."""
    return all(marks[name] == 1 for name in CATEGORIES) and marks["shift"] == marks["blocked"] == 0
