"""`invoke bench`: measures the engine on districts of several sizes, the others beside it, and writes what came out.

It refuses to fail for being slow: figures are read, not tested.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from tests.bench import own, report
from tests.bench.district import SIZES
from tests.bench.measures import measure
from tests.bench.others import bare, hugo, pelican, prepared

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "performance.md"
# Above so many members one run says enough, and those who take minutes stay away.
LARGE = 2_000


def main(arguments: list[str]) -> int:
    """Measures what is asked for and prints the tables; with `--write` they go into docs/performance.md."""
    asked = argparse.ArgumentParser(prog="invoke bench")
    asked.add_argument("--sizes", default=",".join(map(str, SIZES)))
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--hugo", action="store_true")
    asked.add_argument("--alone", action="store_true")
    asked.add_argument("--own", action="store_true")
    asked.add_argument("--write", action="store_true")
    asked.add_argument("--folder", default=str(ROOT / ".cache" / "bench"))
    wanted = asked.parse_args(arguments)
    folder = Path(wanted.folder).absolute()
    others = []
    if not wanted.alone:
        programs = prepared(folder / "environment")
        others = [*([hugo(programs)] if wanted.hugo else []), bare(), pelican(programs)]
    sizes = []
    for members in map(int, filter(None, wanted.sizes.split(","))):
        large = members > LARGE
        beside = [other for other in others if not large or other.name != "Pelican"]
        sizes.append(measure(folder / str(members), members, 1 if large else wanted.runs, beside, _tell))
    names = [other.name for other in others]
    for rows in (report.table(sizes, names), report.stages(sizes)) if sizes else ():
        print(report.plain(rows))
    ours = own.measure(folder / "own", wanted.runs, _tell) if wanted.own else None
    if ours:
        print(report.plain(ours.table()))
    if wanted.write:
        day = f"{date.today():%Y-%m-%d}"  # noqa: DTZ011 - the measurer's day
        if sizes:
            report.written(PAGE, sizes, names, day, wanted.runs)
        if ours:
            report.written_own(PAGE, ours, day, wanted.runs)
        print(PAGE)
    return 0


def _tell(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
