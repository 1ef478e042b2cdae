"""What is measured of a district of one size, run by run: the engine after each sort of change, the others beside it.

It refuses averages: medians of runs that stand side by side, and ratios within each run.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.bench import content
from tests.bench.district import things
from tests.bench.engine import EXPORTS
from tests.bench.measuring import Run, run
from tests.bench.others import Other
from tests.bench.preview import saved_to_reload

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ENGINE = "engine"
COLD, WARM, TEXT, FACT, TEMPLATE, PREVIEW = "cold", "warm", "one text", "one fact", "one template", "preview"

# The company whose text is changed.
EDITED = "impresa-00000"
# Who redoes all after a change: up to so many members that is measured too.
REDONE = 540


@dataclass
class Size:
    """All runs of a district of so many members: by who built it, and after what."""

    members: int
    pages: int = 0
    runs: dict[tuple[str, str], list[Run]] = field(default_factory=lambda: defaultdict(list))
    # The seconds of each stage of the engine, by what was built after; the last run's.
    stages: dict[str, dict[str, float]] = field(default_factory=dict)

    def seconds(self, who: str, what: str) -> float:
        """The median on the wall."""
        return median(one.seconds for one in self.runs[who, what])

    def ratio(self, what: str, other: str, than: str) -> float | None:
        """The median of the engine's time to another's after `than`, within each run; None where one is lacking."""
        pairs = zip(self.runs.get((ENGINE, what), ()), self.runs.get((other, than), ()), strict=False)
        found = [mine.seconds / others.seconds for mine, others in pairs]
        return median(found) if found else None


def measure(folder: Path, members: int, runs: int, others: Sequence[Other], tell: Callable[[str], None]) -> Size:
    """Makes a district of so many members in a folder and measures all there is to be measured."""
    shutil.rmtree(folder, ignore_errors=True)
    size = Size(members)
    site = folder / ENGINE
    content.lay(site / "content", things(members))
    shutil.copytree(HERE / "theme", site / "theme")
    for other in others:
        (folder / other.name).mkdir()
        other.lay(folder / other.name, things(members))
    for number in range(runs):
        for other in others:
            shutil.rmtree(folder / other.name / "output", ignore_errors=True)
            _note(size, other.name, COLD, run(other.command(folder / other.name), folder / other.name), tell)
            if members <= REDONE or other.keeps:
                _append(folder / other.name / other.text, number)
                _note(size, other.name, TEXT, run(other.command(folder / other.name), folder / other.name), tell)
        for name in ("output", ".cache"):
            shutil.rmtree(site / name, ignore_errors=True)
        for what, edit in EDITS.items():
            edit(site, number)
            _note(size, ENGINE, what, _build(site), tell)
            size.stages[what] = json.loads((site / "stages.json").read_text(encoding="utf-8"))
    output = site / "output"
    page = min(output.rglob(f"{EDITED}/index.html"), key=lambda path: len(path.parts)).parent
    address = f"/{page.relative_to(output).as_posix()}/"
    previews = saved_to_reload(site, EXPORTS, address, lambda number: _text(site, runs + number), runs)
    for seconds in previews:
        _note(size, ENGINE, PREVIEW, Run(seconds, 0, 0), tell)
    size.pages = sum(1 for _ in output.rglob("*.html"))
    return size


def _note(size: Size, who: str, what: str, one: Run, tell: Callable[[str], None]) -> None:
    size.runs[who, what].append(one)
    figures = f"{one.seconds:7.2f} s  {one.cpu:7.2f} s of processors  {one.peak:5.0f} MB"
    tell(f"{size.members:>6} {who:<8} {what:<13} {figures}")


def _build(site: Path) -> Run:
    return run([sys.executable, "-m", "tests.bench.engine", str(site)], site, {"PYTHONPATH": str(ROOT)})


def _append(path: Path, number: int) -> None:
    path.write_text(f"{path.read_text(encoding='utf-8')}\nRiga {number}.\n", encoding="utf-8")


def _text(site: Path, number: int) -> None:
    _append(site / "content" / "members" / EDITED / "text.it.md", number)


def _fact(site: Path, number: int) -> None:
    path = site / "content" / "members" / "impresa-00001" / "facts.yaml"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("name:")]
    path.write_text("\n".join([f"name: Ditta {number}", *lines, ""]), encoding="utf-8")


def _template(site: Path, number: int) -> None:
    path = site / "theme" / "templates" / "base.html"
    text = (HERE / "theme" / "templates" / "base.html").read_text(encoding="utf-8")
    path.write_text(text.replace("</main>", f"<p>{number}</p>\n</main>"), encoding="utf-8")


def _nothing(_site: Path, _number: int) -> None:
    """Leaves all as it is."""


# What is done before each build, in this order.
EDITS: dict[str, Callable[[Path, int], None]] = {
    COLD: _nothing,
    WARM: _nothing,
    TEXT: _text,
    FACT: _fact,
    TEMPLATE: _template,
}
