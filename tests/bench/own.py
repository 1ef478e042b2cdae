"""The network's own site with everything on, as if its samples were published: pictures, search, cards, prints, all.

It refuses to measure a part: each figure is the command that an editor types, but for the one of pictures on one core.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from statistics import median

from district.stages import measured
from tests.bench.district import NOW, TODAY
from tests.bench.measuring import Run, run

ROOT = Path(__file__).parents[2]
ADDRESS = "https://bench.example"
FIRST, COLD, WARM, NEWS, COMPANY, PICTURES = (
    "nothing kept at all",
    "cold, pictures and cards kept",
    "nothing changed",
    "a text of a piece of news",
    "a text of a company",
    "a picture on one processor",
)
KEPT = frozenset({"pictures", "social"})
# What is aimed at, in seconds.
SECONDS = {COLD: 20.0, WARM: 2.0, NEWS: 2.0, COMPANY: 2.0, PICTURES: 1.5}
DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
RELATIVE = re.compile(r"(?<![\w.])([+-]\d+)([dwmy])\b")
SAMPLE = re.compile(r"^sample: true\n", re.MULTILINE)
# What only samples may have, and what stands for it.
NO_PHONE, PHONE = "+39 000 123456", "+39 0583 123456"


@dataclass
class Own:
    """The runs by what came before, and how many pages, files and pictures there are."""

    runs: dict[str, list[Run]] = field(default_factory=lambda: defaultdict(list))
    pages: int = 0
    files: int = 0
    pictures: int = 0

    def table(self) -> list[list[str]]:
        """A row for each sort of change, beside what is aimed at."""
        rows = [["after", "seconds", "of processors", "MB", "target"]]
        for what, runs in self.runs.items():
            figures = (median(one.seconds for one in runs), median(one.cpu for one in runs))
            peak = f"{max(one.peak for one in runs):.0f}" if what != PICTURES else ""
            target = f"{SECONDS[what]:g} s" if what in SECONDS else ""
            rows.append([what, *(f"{figure:.2f}" for figure in figures), peak, target])
        return rows


def lay(content: Path, folder: Path) -> None:
    """A copy of the content that can be published: samples are no longer called so."""
    shutil.copytree(content, folder)
    for path in (*folder.rglob("*.yaml"), *folder.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if SAMPLE.search(text):
            path.write_text(RELATIVE.sub(_day, SAMPLE.sub("", text)).replace(NO_PHONE, PHONE), encoding="utf-8")


def _day(found: re.Match[str]) -> str:
    return f"{TODAY + timedelta(days=int(found[1]) * DAYS[found[2]])}"


def measure(folder: Path, runs: int, tell: Callable[[str], None]) -> Own:
    """Measures builds of a copy of the content in a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    lay(ROOT / "content", folder / "content")
    own = Own()

    def note(what: str, one: Run) -> None:
        own.runs[what].append(one)
        tell(f"   own {what:<30} {one.seconds:7.2f} s  {one.cpu:7.2f} s of processors  {one.peak:5.0f} MB")

    note(FIRST, _build(folder))
    for number in range(runs):
        for path in (folder / "output", *(one for one in (folder / ".cache").iterdir() if one.name not in KEPT)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        note(COLD, _build(folder))
        note(WARM, _build(folder))
        for what, kind in ((NEWS, "news"), (COMPANY, "members")):
            text = min((folder / "content" / kind).glob("*/text.it.md"))
            text.write_text(f"{text.read_text(encoding='utf-8')}\nRiga {number}.\n", encoding="utf-8")
            note(what, _build(folder))
    shutil.rmtree(folder / ".cache")
    run([sys.executable, "-m", "tests.bench.own", str(folder)], folder, {"PYTHONPATH": str(ROOT)})
    alone = json.loads((folder / "pictures.json").read_text(encoding="utf-8"))
    own.pictures = alone["pictures"]
    note(PICTURES, Run(alone["seconds"] / own.pictures, alone["seconds"] / own.pictures, 0))
    told = json.loads((folder / "output" / "build.json").read_text(encoding="utf-8"))
    own.pages, own.files = told["pages"], told["files"]
    return own


def _build(folder: Path) -> Run:
    asked = ["--publish", "--siteurl", ADDRESS, "--now", NOW, "--content", "content", "--output", "output"]
    return run([sys.executable, "-P", "-m", "invoke", "--search-root", str(ROOT), "build", *asked], folder)


def main(folder: Path) -> int:
    """Builds the site of a folder by one processor, and writes how long its pictures and cards took altogether."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    from district.plugin.run import Options, build

    with measured() as stages:
        paths = (folder / "content", ROOT / "theme", folder / "output")
        status = build(Options(*paths, publish=True, siteurl=ADDRESS, now=NOW)).status
    spent = {
        "seconds": stages.seconds["pictures"] + stages.seconds["cards"],
        "pictures": stages.counts["pictures_made"],
        "cards": stages.counts["cards_made"],
    }
    (folder / "pictures.json").write_text(json.dumps(spent), encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
