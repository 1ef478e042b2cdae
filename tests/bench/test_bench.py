"""The benchmark measures what it says, on the same pages for all; how fast they are, no test asks."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

from district.checks.run import survey
from district.clock import read_clock
from district.stages import STAGES
from tests.bench import own, report
from tests.bench.district import EVENTS, LANGUAGES, NEWS, NOW, VOCABULARIES, WORDS, things
from tests.bench.measures import COLD, EDITS, ENGINE, PREVIEW, TEXT, Size, measure
from tests.bench.measuring import Run, run
from tests.bench.others import BARE, bare, lay_hugo, lay_pelican
from tests.bench.own import Own

MEMBERS = 3


def test_a_seed_makes_the_same_district_and_another_seed_another() -> None:
    assert list(things(MEMBERS, 1)) == list(things(MEMBERS, 1))
    assert list(things(MEMBERS, 1)) != list(things(MEMBERS, 2))


def test_a_district_has_so_many_companies_events_and_news() -> None:
    found = Counter(thing.kind for thing in things(100))
    assert found == {"members": 100, "events": 100 * EVENTS, "news": 100 * NEWS}


def test_the_engine_is_measured_after_each_sort_of_change(tmp_path: Path) -> None:
    said: list[str] = []
    size = measure(tmp_path, MEMBERS, 1, [], said.append)
    made = len(list(things(MEMBERS)))
    fixed = len(VOCABULARIES) * (1 + WORDS) + len(("home", "members", "events", "news", "404"))
    assert size.pages == len(LANGUAGES) * (made + fixed)
    assert {what for _, what in size.runs} == {*EDITS, PREVIEW}
    assert all(runs[0].seconds > 0 for runs in size.runs.values())
    assert all(size.runs[ENGINE, what][0].peak > 0 for what in EDITS)
    assert size.stages.keys() == EDITS.keys()
    assert {*size.stages[COLD]} >= {"starting", "reading", "rendering", "writing"} <= {*STAGES}
    assert len(said) == len(size.runs)


def test_bare_python_makes_as_many_pages_whose_links_lead_somewhere(tmp_path: Path) -> None:
    other = bare()
    other.lay(tmp_path, things(MEMBERS))
    run(other.command(tmp_path), tmp_path)
    output = tmp_path / "output"
    pages = sorted(output.rglob("*.html"))
    fixed = len(VOCABULARIES) * (1 + WORDS) + len(("home", "members", "events", "news", "404"))
    assert len(pages) == len(LANGUAGES) * (len(list(things(MEMBERS))) + fixed)
    for page in pages:
        for link in re.findall(r'href="([^":]+)"', page.read_text(encoding="utf-8")):
            there = page.parent / link
            assert (there / "index.html" if link.endswith("/") else there).is_file(), (page, link)
    before = {path: path.stat().st_mtime_ns for path in pages}
    text = tmp_path / other.text
    text.write_text(text.read_text(encoding="utf-8") + "\nRiga.\n", encoding="utf-8")
    run(other.command(tmp_path), tmp_path)
    changed = [path for path in pages if path.stat().st_mtime_ns != before[path]]
    assert [path.parent.name for path in changed] == [text.parent.name]


def measured() -> list[Size]:
    """Sizes as they might come out."""
    found = []
    for members in (54, 2_000):
        size = Size(members, members * 3)
        size.runs[ENGINE, COLD] = [Run(2.0, 3.0, 80), Run(4.0, 3.0, 90), Run(9.0, 3.0, 85)]
        size.runs["Hugo", COLD] = [Run(1.0, 1.5, 90), Run(1.0, 1.5, 90), Run(1.0, 1.5, 90)]
        size.stages[COLD] = {"reading": 1.0}
        found.append(size)
    return found


def test_figures_are_medians_and_ratios_within_a_run_beside_their_targets() -> None:
    rows = report.table(measured(), ["Hugo"])
    assert rows[1] == ["54", "162", "cold", "4.00", "3.00", "90", "4.00", "3 × Hugo"]
    assert rows[3][-1] == "1.5 × Hugo, 400 MB"
    assert report.plain(rows).count("\n") == len(rows)


def test_after_a_change_the_engine_is_compared_with_bare_python_after_a_change() -> None:
    size = measured()[0]
    size.runs[ENGINE, TEXT] = [Run(1.0, 1.0, 80)]
    size.runs[BARE, COLD], size.runs[BARE, TEXT] = [Run(1.0, 2.0, 50)] * 3, [Run(0.5, 0.5, 50)]
    rows = report.table([size], ["Hugo", BARE])
    assert [row[-3:-1] for row in rows[1:3]] == [["4.00", "4.00"], ["1.00", "2.00"]]
    assert [row[2] for row in rows[3:]] == ["Hugo, cold", f"{BARE}, cold", f"{BARE}, one text"]


def test_figures_are_written_between_their_marks_and_drawn_beside(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text(f"Before.\n{report.BEGIN}stale\n{report.END}After.\n", encoding="utf-8")
    report.written(page, measured(), ["Hugo"], "2026-11-23", 3)
    text = page.read_text(encoding="utf-8")
    assert text.startswith("Before.\n")
    assert text.endswith("After.\n")
    assert "| 54 | 162 | cold | 4.00 |" in text
    assert "stale" not in text
    drawn = ET.parse(tmp_path / "performance.svg").getroot()
    assert len(list(drawn.iter("{http://www.w3.org/2000/svg}polyline"))) == 2


def test_the_own_site_s_figures_stand_beside_their_targets(tmp_path: Path) -> None:
    ours = Own(pages=574, files=3_660, pictures=24)
    ours.runs[own.WARM] = [Run(1.5, 2.0, 90), Run(1.0, 2.5, 80), Run(3.0, 3.0, 85)]
    ours.runs[own.PICTURES] = [Run(1.25, 1.25, 0)]
    assert ours.table()[1:] == [
        ["nothing changed", "1.50", "2.50", "90", "2 s"],
        ["a picture on one processor", "1.25", "1.25", "", "1.5 s"],
    ]
    page = tmp_path / "performance.md"
    page.write_text(f"Before.\n{report.BEGIN_OWN}stale\n{report.END_OWN}After.\n", encoding="utf-8")
    report.written_own(page, ours, "2026-11-23", 3)
    text = page.read_text(encoding="utf-8")
    assert text.startswith("Before.\n")
    assert text.endswith("After.\n")
    assert "574 pages, 3,660 files, 24 pictures." in text
    assert "| nothing changed | 1.50 |" in text
    assert "stale" not in text


def test_what_is_measured_of_the_own_site_may_be_published(tmp_path: Path) -> None:
    own.lay(own.ROOT / "content", tmp_path / "content")
    found = survey(tmp_path / "content", read_clock(NOW), publish=True)
    assert not [problem for problem in found.problems if problem.is_error]
    assert found.district is not None
    assert len(found.district.of("members")) > 50


def test_the_others_get_a_page_for_each_text(tmp_path: Path) -> None:
    every = list(things(MEMBERS))
    for name, lay in (("pelican", lay_pelican), ("hugo", lay_hugo)):
        (tmp_path / name).mkdir()
        lay(tmp_path / name, every)
        told = [path for path in (tmp_path / name / "content").rglob("*.md") if not path.name.startswith("_")]
        assert len(told) == len(every) * len(LANGUAGES)
        assert not [path for path in told if "{link}" in path.read_text(encoding="utf-8")]
