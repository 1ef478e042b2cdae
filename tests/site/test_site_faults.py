"""Whatever fails while a site is built: the last good output stays, the message is clear, the next build is right."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from district.building import Request
from district.clock import read_clock
from district.output import Output, writing
from tests.hostile.faults import Faults, refusal
from tests.site import built
from tests.site.built import ROOT, SITES, codes, contents, written

NUMBERS = (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO)
# In the test command so many, spread over all.
SAMPLE = 8
KILLS = 2
CLEAR = {"B142", "B140", "B110", "B130"}


@pytest.fixture(scope="module")
def faults() -> Faults:
    return Faults()


class Bench:
    """A small site that was built, then changed: pages new, changed and gone; what it is before and after."""

    def __init__(self, root: Path, cache: Path) -> None:
        content = built.copied(SITES / "minimal", root / "content")
        self.request: Request = built.request(content, root / "site", root / "cache")
        if cache.is_dir():
            shutil.copytree(cache, root / "cache")
        written(content / "pages" / "via" / "facts.yaml", "")
        written(content / "pages" / "via" / "text.it.md", "---\ntitle: Via\n---\nVia.\n")
        built.build(self.request)
        shutil.rmtree(content / "pages" / "via")
        written(content / "pages" / "nuova" / "facts.yaml", "")
        written(content / "pages" / "nuova" / "text.it.md", "---\ntitle: Nuova\n---\nNuova.\n")
        written(content / "pages" / "chi-siamo" / "text.it.md", "---\ntitle: Noi\n---\nSiamo noi.\n")
        self.before = contents(self.request.output)
        self.good, self.site = root / "good", self.request.output
        shutil.copytree(self.site, self.good)
        # Twice: what caches get at the first time is not written at the second.
        built.build(replace(self.request, output=root / "other" / "site"))
        self.after = contents(root / "other" / "site")

    def reset(self) -> None:
        shutil.rmtree(self.site, ignore_errors=True)
        for name in (".site.next", ".site.last"):
            shutil.rmtree(self.site.parent / name, ignore_errors=True)
        shutil.copytree(self.good, self.site)

    def lost(self) -> str:
        """What is wrong with the site after a build that did not end well, and after the next one."""
        if contents(self.site) != self.before:
            return "the last good site has changed"
        return self.wrong_next()

    def wrong_next(self) -> str:
        report, problems = built.attempt(self.request)
        if report is None:
            return f"the next build fails: {codes(problems)}"
        if contents(self.site) != self.after:
            return "the next build is not right"
        beside = {path.name for path in self.site.parent.iterdir() if path.name.startswith(".site")}
        return f"left beside: {beside}" if beside else ""


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Bench:
    return Bench(tmp_path_factory.mktemp("faults"), cache)


def failed(bench: Bench, faults: Faults, at: int, number: int) -> str:
    """What is lost when a write fails with an error of the operating system."""
    bench.reset()
    with faults.below(bench.site.parent, at, refusal(number)) as acts:
        report, problems = built.attempt(bench.request)
    told = {problem.code for problem in problems if problem.is_error}
    if report is not None:  # it was not needed, tidying up after all was done
        return "" if contents(bench.site) == bench.after else f"{acts[at]}: built, and wrong"
    lost = "" if told & CLEAR else f"told {sorted(told)}"
    lost = lost or bench.lost()
    return f"{acts[at]}: {lost}" if lost else ""


def counted(bench: Bench, faults: Faults) -> list[str]:
    bench.reset()
    with faults.below(bench.site.parent) as acts:
        built.build(bench.request)
    return acts


def claim(bench: Bench, faults: Faults, chosen: Callable[[int], Iterator[int]]) -> None:
    total = len(counted(bench, faults))
    trials = list(chosen(total))
    lost = [said for at in trials if (said := failed(bench, faults, at, NUMBERS[at % len(NUMBERS)]))]
    print(f"faults: {len(trials)} injected at {total} writes, {len(lost)} losses")
    assert lost == []


def test_a_write_that_fails_loses_nothing(bench: Bench, faults: Faults) -> None:
    claim(bench, faults, lambda total: iter(range(0, total, max(1, total // SAMPLE))))


@pytest.mark.long
def test_no_write_that_fails_loses_anything(bench: Bench, faults: Faults) -> None:
    claim(bench, faults, lambda total: iter(range(total)))


def ended(bench: Bench, at: int) -> str:
    """What is lost when the process is killed at a write."""
    bench.reset()
    command = [sys.executable, "-m", "tests.hostile.built_and_killed", str(bench.request.content), str(bench.site)]
    run = subprocess.run([*command, str(bench.request.cache), str(at)], cwd=ROOT, check=False, capture_output=True)
    if run.returncode >= 0:
        return f"{at}: it was not killed: {run.stdout!r} {run.stderr[-300:]!r}"
    Output(bench.site)  # which the next build, or publishing, begins with
    lost = bench.lost()
    return f"{at}: {lost}" if lost else ""


def claim_kills(bench: Bench, faults: Faults, count: int) -> None:
    acts = counted(bench, faults)
    moves = [number for number, act in enumerate(acts) if act.startswith(("os.rename", "os.link", "os.remove"))]
    trials = moves[:: max(1, len(moves) // count)]
    lost = [said for at in trials if (said := ended(bench, at))]
    print(f"kills: {len(trials)}, {len(lost)} losses")
    assert lost == []


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such signal")
def test_a_build_that_is_killed_while_files_move_in_loses_nothing(bench: Bench, faults: Faults) -> None:
    claim_kills(bench, faults, KILLS)


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such signal")
def test_no_build_that_is_killed_loses_anything(bench: Bench, faults: Faults) -> None:
    claim_kills(bench, faults, 25)


def test_a_build_that_is_told_to_stop_puts_back_what_it_has_moved(bench: Bench, faults: Faults) -> None:
    moves = [at for at, act in enumerate(counted(bench, faults)) if act.startswith("os.rename")]
    bench.reset()
    with pytest.raises(SystemExit), faults.below(bench.site.parent, moves[len(moves) // 2], lambda _: SystemExit(1)):
        built.attempt(bench.request)
    assert bench.lost() == ""


def test_two_builds_of_one_site_do_not_mix(bench: Bench) -> None:
    bench.reset()
    with writing(bench.site, bench.request.cache):
        report, problems = built.attempt(bench.request)
    assert report is None
    assert "B141" in codes(problems)
    assert bench.lost() == ""


def test_a_file_that_goes_or_cannot_be_read_while_a_site_is_built_is_told(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.reset()
    ready = built.prepared(bench.request)
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if bench.request.cache in path.parents:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return read(path)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", refuse)
        report, problems = built.build_site(bench.request, ready)
    assert report is None
    assert codes(problems) == ["B142"]
    assert bench.lost() == ""


def test_times_that_jump_change_nothing(bench: Bench) -> None:
    bench.reset()
    for file in bench.site.rglob("*"):
        os.utime(file, (4_000_000_000, 4_000_000_000) if len(file.name) % 2 else (0, 0))
    assert bench.lost() == ""
    earlier = replace(bench.request, clock=read_clock("1999-12-31T23:59"))
    built.build(earlier)
    assert bench.wrong_next() == ""
