"""The same content at the same moment is the same site, byte for byte, whoever builds it and wherever."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.site import project
from tests.site.built import CONTENT, SITES, contents
from tests.site.project import Project

# Two machines that have nothing in common.
HERE = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C", "LANG": "C"}
ELSEWHERE = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "LANG": "tr_TR.UTF-8"}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The full site, built in its project's folder."""
    made = project.make(tmp_path_factory.mktemp("here") / "site", SITES / "full")
    ended = made.pelican(variables=HERE)
    assert (ended.returncode, ended.stderr) == (0, ""), ended.stdout
    return made


def test_another_seed_zone_locale_place_and_other_names_of_folders_make_the_same_bytes(
    here: Project, tmp_path: Path
) -> None:
    there = project.make(tmp_path / "perché no" / "Übung", SITES / "full", "parole")
    backwards(there.content)
    output = tmp_path / "elsewhere" / "www"
    settings = str(there.root / "pelicanconf.py")
    arguments = (str(there.content), "-o", str(output), "-t", str(there.theme))
    ended = there.pelican(*arguments, settings=settings, cwd=tmp_path, variables=ELSEWHERE)
    assert (ended.returncode, ended.stderr) == (0, ""), ended.stdout
    assert any(name.startswith("assets/pictures/") for name in contents(output))
    assert differences(here.output, output) == []


def test_building_over_an_older_site_makes_the_same_bytes_as_from_nothing(here: Project, tmp_path: Path) -> None:
    older = project.make(tmp_path / "site", SITES / "minimal", cache=here.root / ".cache")
    assert older.pelican().returncode == 0
    shutil.rmtree(older.content)
    shutil.copytree(SITES / "full", older.content)
    assert older.pelican().returncode == 0
    assert differences(here.output, older.output) == []


def test_the_moment_of_a_build_stands_in_no_page(here: Project, tmp_path: Path) -> None:
    later = project.make(tmp_path / "site", SITES / "full", cache=here.root / ".cache")
    assert later.pelican(variables={"SOURCE_DATE_EPOCH": str(int(project.EPOCH) + 60)}).returncode == 0
    assert differences(here.output, later.output) == [".manifest.json", "build.json"]


@pytest.mark.long
def test_the_network_s_own_site_is_the_same_bytes_everywhere(tmp_path: Path) -> None:
    here = project.make(tmp_path / "here", CONTENT)
    there = project.make(tmp_path / "perché no", CONTENT, "parole")
    backwards(there.content)
    assert here.pelican(variables=HERE).returncode == 0
    ended = there.pelican(
        str(there.content), settings=str(there.root / "pelicanconf.py"), cwd=tmp_path, variables=ELSEWHERE
    )
    assert ended.returncode == 0
    assert differences(here.output, there.output) == []


def backwards(folder: Path) -> None:
    """Writes the files of a folder anew, the last one first, so that the disk lists them otherwise."""
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    shutil.rmtree(folder)
    for path in sorted(files, reverse=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files[path])


def differences(one: Path, other: Path) -> list[str]:
    """The files that are not the same in two folders."""
    left, right = contents(one), contents(other)
    return sorted(name for name in left.keys() | right.keys() if left.get(name) != right.get(name))
