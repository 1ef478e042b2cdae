"""A site that is built again after an edit is, byte for byte, the site that is built from nothing.

Every edit is followed by a build with all that the builds before have kept; after every few of them another process,
which has built nothing before, builds the same content with an empty cache.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from district.reading import folder
from district.stages import REST, STAGES, measured
from tests.site import built, editing
from tests.site.built import ROOT, SITES, THEME, Built
from tests.site.editing import EDITS, Editor
from tests.site.test_site_same_bytes import differences

SEED = 9
# What others refer to may not be deleted: then something else is.
TRIES = 5
SOURCES = ("content", "theme")


class FromNothing:
    """A build of what a site's sources are now, by a process of its own and without a cache."""

    def __init__(self, site: Path, folder: Path, edits: Sequence[str], *, publish: bool) -> None:
        self.folder, self.edits = folder, edits
        for name in (*SOURCES, "output"):
            shutil.copytree(site / name, folder / ("incremental" if name == "output" else name))
        command = [sys.executable, "-m", "tests.site.editing", str(folder), "publish" if publish else "preview"]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def differing(self) -> list[str]:
        """The files in which the two builds differ, each with the edits that came before."""
        said, _ = self.process.communicate(timeout=300)
        assert self.process.returncode == 0, f"{self.edits}\n{said[-2000:]}"
        paths = differences(self.folder / "incremental", self.folder / "output")
        shutil.rmtree(self.folder)
        return [f"{path} after {', '.join(self.edits)}" for path in paths]


def edited(site: Path, editor: Editor, kind: str, *, publish: bool) -> str:
    """Makes an edit and builds the site anew; what the edit was, or nothing where it was refused and taken back."""
    before = site.with_name("before")
    for name in SOURCES:
        shutil.copytree(site / name, before / name)
    said = editor.edit(kind)
    report, problems = built.attempt(editing.request(site, publish=publish))
    if report is None:
        assert any(problem.is_error for problem in problems)
        for name in SOURCES:
            shutil.rmtree(site / name)
            shutil.move(before / name, site / name)
    shutil.rmtree(before)
    return said if report else ""


def compared(
    root: Path, cache: Path, kinds: Sequence[str], seed: int, *, apart: int, publish: bool
) -> tuple[list[str], list[str]]:
    """The edits of these kinds that were built, and the files that differ, compared each time so many are made."""
    site = laid(root, cache)
    built.build(editing.request(site, publish=publish))
    editor, wrong = Editor(site, seed), list[str]()
    made: list[str] = []
    checks: list[FromNothing] = []
    for number, kind in enumerate(kinds, 1):
        if number % 2:  # as another process, which remembers nothing
            folder._DOCUMENTS._kept.clear()
            folder._TEXTS._kept.clear()
        tries = (edited(site, editor, kind, publish=publish) for _ in range(TRIES))
        made.append(next(filter(None, tries), ""))
        if number % apart == 0 or number == len(kinds):
            wrong += [path for check in checks for path in check.differing()]
            checks = [FromNothing(site, root / f"nothing-{number}", made[-apart:], publish=publish)]
    wrong += [path for check in checks for path in check.differing()]
    return made, wrong


def laid(root: Path, cache: Path) -> Path:
    """The full site's sources in a folder, with what other builds have kept."""
    built.copied(SITES / "full", root / "site" / "content")
    built.copied(THEME, root / "site" / "theme")
    if cache.is_dir():
        built.copied(cache, root / "site" / "cache", without=["*.part"])
    return root / "site"


def test_an_edit_of_every_kind_gives_the_bytes_of_a_build_from_nothing(tmp_path: Path, cache: Path) -> None:
    kinds = sorted(EDITS.keys() - {"language"})
    random.Random(SEED).shuffle(kinds)
    # A further language last: it makes every other build longer.
    made, wrong = compared(tmp_path, cache, [*kinds, "language"], SEED, apart=15, publish=False)
    assert not wrong
    assert [said.split()[1].rstrip(":") for said in made] == [*kinds, "language"]


@pytest.mark.long
@pytest.mark.parametrize("seed", range(5))
def test_three_hundred_edits_give_the_bytes_of_builds_from_nothing(tmp_path: Path, cache: Path, seed: int) -> None:
    chance = random.Random(seed)
    made, wrong = compared(tmp_path, cache, chance.choices(sorted(EDITS), k=60), seed, apart=5, publish=True)
    assert not wrong
    assert all(made)


def test_a_cache_that_was_spoilt_gives_the_same_bytes(full: Built, tmp_path: Path, cache: Path) -> None:
    site = laid(tmp_path, cache)
    files = sorted(path for path in (site / "cache").rglob("*") if path.is_file())
    for number, path in enumerate(files):
        raw = path.read_bytes()
        path.write_bytes((raw[: len(raw) // 2], b"", b"{}", files[number - 1].read_bytes())[number % 4])
    with measured() as stages:
        built.build(editing.request(site, publish=True))
    assert {*stages.seconds} == {*STAGES, REST} - {"starting", "desk"}
    # The commit of a copy outside of git is not the same.
    assert set(differences(full.folder, site / "output")) <= {".manifest.json", "build.json"}
