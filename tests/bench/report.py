"""What was measured as a table for the terminal, as a page of the documentation, and as a chart.

It refuses to judge by words: targets stand beside the figures.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from district.stages import REST, STAGES
from tests.bench.measures import COLD, ENGINE, FACT, PREVIEW, TEMPLATE, TEXT, WARM, Size
from tests.bench.others import BARE
from tests.bench.own import Own

# After these most is as it was.
KEEPING = frozenset({WARM, TEXT, FACT})
WHATS = (COLD, WARM, TEXT, FACT, TEMPLATE, PREVIEW)
# What is aimed at, by members: the most times Hugo's cold build, or the most seconds, or megabytes.
TIMES_HUGO = {(54, COLD): 3.0, (540, COLD): 1.5, (2_000, COLD): 1.5, (540, TEXT): 0.4, (2_000, TEXT): 0.2}
SECONDS = {(54, TEXT): 1.0, (54, WARM): 1.0, (54, PREVIEW): 0.4, (2_000, PREVIEW): 1.5}
MEGABYTES = {2_000: 400}
BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"
BEGIN_OWN, END_OWN = "<!-- own: begin -->\n", "<!-- own: end -->\n"


def machine() -> str:
    """What it was measured on."""
    names = (
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        )
        if Path("/proc/cpuinfo").is_file()
        else iter(())
    )
    model = next(names, platform.processor() or platform.machine())
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{model}, {os.cpu_count()} processors{load}, {platform.system()}, Python {platform.python_version()}"


def table(sizes: Sequence[Size], others: Sequence[str]) -> list[list[str]]:
    """The figures: a row for each size and change, with ratios to the others and the targets.

    To others' cold builds, as they redo all after a change; to bare Python's after one text, where most is as it was.
    """
    head = ["members", "pages", "after", "seconds", "of processors", "MB"]
    rows = [[*head, *(f"× {other}" for other in others), "target"]]
    for size in sizes:
        for what in WHATS:
            if runs := size.runs.get((ENGINE, what)):
                ratios = (size.ratio(what, other, _than(other, what)) if what != PREVIEW else None for other in others)
                rows.append(
                    [
                        f"{size.members:,}",
                        f"{size.pages:,}",
                        what,
                        f"{size.seconds(ENGINE, what):.2f}",
                        f"{median(one.cpu for one in runs):.2f}" if what != PREVIEW else "",
                        f"{max(one.peak for one in runs):.0f}" if what != PREVIEW else "",
                        *("" if ratio is None else f"{ratio:.2f}" for ratio in ratios),
                        _target(size.members, what),
                    ]
                )
        for other in others:
            for what in (COLD, TEXT):
                if runs := size.runs.get((other, what)):
                    figures = [f"{size.seconds(other, what):.2f}", f"{median(one.cpu for one in runs):.2f}"]
                    peak = f"{max(one.peak for one in runs):.0f}"
                    after = f"{other}, {what}"
                    rows.append([f"{size.members:,}", "", after, *figures, peak, *("" for _ in others), ""])
    return rows


def _than(other: str, what: str) -> str:
    """With which build of another the engine's is compared."""
    return TEXT if other == BARE and what in KEEPING else COLD


def _target(members: int, what: str) -> str:
    said = []
    if times := TIMES_HUGO.get((members, what)):
        said.append(f"{times:g} × Hugo")
    if seconds := SECONDS.get((members, what)):
        said.append(f"{seconds:g} s")
    if what == COLD and (most := MEGABYTES.get(members)):
        said.append(f"{most} MB")
    return ", ".join(said)


def stages(sizes: Sequence[Size]) -> list[list[str]]:
    """Where the engine's seconds went: a row for each stage, cold and after one text."""
    columns = [(size, what) for size in sizes for what in (COLD, TEXT)]
    rows = [["stage", *(f"{size.members:,} {what}" for size, what in columns)]]
    for name in (*STAGES, REST):
        found = [size.stages.get(what, {}).get(name, 0.0) for size, what in columns]
        if any(seconds >= 0.005 for seconds in found):
            rows.append([name, *(f"{seconds:.2f}" for seconds in found)])
    return rows


def plain(rows: Sequence[Sequence[str]]) -> str:
    """Rows for the terminal."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) + "\n" for row in rows)


def markdown(rows: Sequence[Sequence[str]]) -> str:
    """Rows for a page."""
    lines = [rows[0], ["---:"] * len(rows[0]), *rows[1:]]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def written(page: Path, sizes: Sequence[Size], others: Sequence[str], when: str, runs: int) -> None:
    """Puts the figures into the page, between its marks, and the chart beside it."""
    chart = page.with_suffix(".svg")
    chart.write_text(drawn(sizes, others), encoding="utf-8")
    said = (
        f"{BEGIN}{when}, {machine()}. Medians of {runs} runs; ratios within each run.\n\n"
        f"![Seconds by members, on logarithmic scales]({chart.name})\n\n{markdown(table(sizes, others))}\n"
        f"Where the engine’s seconds go (the last run):\n\n{markdown(stages(sizes))}{END}"
    )
    _put(page, said, BEGIN, END)


def written_own(page: Path, ours: Own, when: str, runs: int) -> None:
    """Puts the figures of the network's own site into the page, between marks of their own."""
    what = f"{ours.pages:,} pages, {ours.files:,} files, {ours.pictures} pictures"
    said = f"{when}, {machine()}. Medians of {runs} runs. {what}.\n\n{markdown(ours.table())}"
    _put(page, f"{BEGIN_OWN}{said}{END_OWN}", BEGIN_OWN, END_OWN)


def _put(page: Path, said: str, begin: str, end: str) -> None:
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(begin)
    page.write_text(before + said + rest.partition(end)[2], encoding="utf-8")


# -- the chart

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 640, 360, 52, 40, 16, 150
# So that a line behind a name does not cross it.
HALO = 'paint-order="stroke" stroke="#fff" stroke-width="4"'
COLOURS = ("#8a1538", "#b8763e", "#2f5d50", "#3b4a6b", "#777777")


def drawn(sizes: Sequence[Size], others: Sequence[str]) -> str:
    """Seconds by members as SVG: the engine cold and after one text, the others cold."""
    lines = [(ENGINE, COLD), (ENGINE, TEXT), *((other, COLD) for other in others)]
    points = {line: [(size.members, size.seconds(*line)) for size in sizes if size.runs.get(line)] for line in lines}
    every = [seconds for found in points.values() for _, seconds in found]
    most, least = max(every, default=1) * 1.2, min(every, default=0.1) / 1.2
    ways = [min(size.members for size in sizes), max(size.members for size in sizes)]

    def at(members: float, seconds: float) -> tuple[float, float]:
        across = _along(members, ways[0], ways[1]) * (WIDTH - LEFT - RIGHT)
        up = _along(seconds, least, most) * (HEIGHT - BOTTOM - TOP)
        return round(LEFT + across, 1), round(HEIGHT - BOTTOM - up, 1)

    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12"'
    said = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {box}><title>Seconds of a build by members</title>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    for seconds in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100):
        if least <= seconds <= most:
            _, height = at(ways[0], seconds)
            said.append(f'<path d="M{LEFT} {height}H{WIDTH - RIGHT}" stroke="#ddd"/>')
            said.append(f'<text x="{LEFT - 6}" y="{height + 4}" text-anchor="end">{seconds:g} s</text>')
    for size in sizes:
        across, _ = at(size.members, least)
        said.append(f'<text x="{across}" y="{HEIGHT - 14}" text-anchor="middle">{size.members:,}</text>')
    for colour, (line, found) in zip(COLOURS, points.items(), strict=False):
        said += _line(colour, f"{line[0]}, {line[1]}", [at(*point) for point in found])
    return "\n".join([*said, "</svg>", ""])


def _along(value: float, least: float, most: float) -> float:
    """How far along a logarithmic scale a value lies, from 0 to 1."""
    from math import log

    return log(value / least) / log(most / least) if most > least else 0.5


def _line(colour: str, name: str, points: Sequence[tuple[float, float]]) -> Iterator[str]:
    if points:
        way = " ".join(f"{across},{height}" for across, height in points)
        yield f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="2"/>'
        yield from (f'<circle cx="{across}" cy="{height}" r="3" fill="{colour}"/>' for across, height in points)
        across, height = points[-1]
        yield f'<text x="{across + 8}" y="{height + 4}" fill="{colour}" {HALO}>{name}</text>'
