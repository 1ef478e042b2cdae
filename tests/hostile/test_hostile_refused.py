"""What is refused: each with a message that says so, never followed, and soon."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from district.problems import interface_languages, print_problems
from tests.content import SITES, surveyed
from tests.hostile.refused import Case, refused

pytestmark = pytest.mark.skipif(os.name == "nt", reason="most of these names and files cannot be made on Windows")
CASES = list(refused())
SECONDS = 1.0


def tried(case: Case, to: Path) -> str:
    """What is wrong with how a case is answered, or nothing."""
    folder = to / "content"
    shutil.copytree(SITES / "minimal", folder)
    try:
        case.do(folder)
        start = time.process_time()
        problems = surveyed(folder).problems
        said = [print_problems(problems, "text", language) for language in interface_languages()]
        took = time.process_time() - start
    finally:
        shutil.rmtree(folder)
    found = {problem.code for problem in problems}
    wrong = []
    if not found & case.codes:
        wrong.append(f"told {sorted(found)}, not one of {sorted(case.codes)}")
    if not any(problem.is_error for problem in problems) and "N103" not in case.codes:
        wrong.append("nothing stops the build")
    if took > SECONDS:
        wrong.append(f"{took:.1f} s")
    if any("root:" in one or "Traceback" in one for one in said):
        wrong.append("it was followed")
    return f"{case.name}: {'; '.join(wrong)}" if wrong else ""


def claim(cases: list[Case], to: Path) -> None:
    findings = [finding for case in cases if (finding := tried(case, to))]
    print(f"refused: {len(cases)} inputs tried, {len(findings)} findings")
    assert findings == []


def test_what_is_hostile_is_refused_with_its_code_and_soon(tmp_path: Path) -> None:
    claim(CASES[::6], tmp_path)


@pytest.mark.long
def test_everything_hostile_is_refused_with_its_code_and_soon(tmp_path: Path) -> None:
    assert len(CASES) > 200
    claim(CASES, tmp_path)
