"""The output is made aside and moved in whole; what is not the build's is not touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from district.output import MANIFEST, ForeignFolderError, Output


def build(folder: Path, **files: str) -> tuple[Output, list[str]]:
    output = Output(folder)
    for path, content in files.items():
        output.put(path.replace("__", "/"), content.encode())
    return output, output.finish()


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "output"


def test_all_files_are_there_after_the_last_step(folder: Path) -> None:
    output, gone = build(folder, **{"index.html": "a", "en__index.html": "b"})
    assert tree(folder) == {"index.html": "a", "en/index.html": "b"}
    assert (output.changed, gone) == (["en/index.html", "index.html"], [])
    assert sorted(json.loads((folder / MANIFEST).read_text())) == ["en/index.html", "index.html"]
    assert not output.waiting.exists()


def test_a_build_that_breaks_off_leaves_the_folder_as_it_was(folder: Path) -> None:
    build(folder, **{"index.html": "a", "old.html": "o"})
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    output = Output(folder)
    output.put("index.html", b"changed")
    output.put("new.html", b"new")
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    build(folder, **{"index.html": "a"})
    assert tree(folder) == {"index.html": "a"}


def test_what_did_not_change_is_not_written(folder: Path) -> None:
    build(folder, **{"index.html": "a", "b.html": "b"})
    before = (folder / "index.html").stat().st_mtime_ns
    manifest = (folder / MANIFEST).stat().st_mtime_ns
    output, _ = build(folder, **{"index.html": "a", "b.html": "c"})
    assert output.changed == ["b.html"]
    assert (folder / "index.html").stat().st_mtime_ns == before
    output, _ = build(folder, **{"index.html": "a", "b.html": "c"})
    assert output.changed == []
    assert (folder / MANIFEST).stat().st_mtime_ns >= manifest


def test_what_is_gone_is_removed_with_its_empty_folders(folder: Path) -> None:
    build(folder, **{"index.html": "a", "x__y__index.html": "b", "x__index.html": "c"})
    _, gone = build(folder, **{"index.html": "a", "x__index.html": "c"})
    assert gone == ["x/y/index.html"]
    assert not (folder / "x" / "y").exists()
    assert (folder / "x").is_dir()


def test_what_somebody_else_put_there_stays(folder: Path) -> None:
    build(folder, **{"index.html": "a", "x__index.html": "b"})
    (folder / "x" / "note.txt").write_text("mine")
    build(folder, **{"index.html": "a"})
    assert tree(folder) == {"index.html": "a", "x/note.txt": "mine"}


def test_a_folder_that_no_build_made_is_refused_and_stays(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "thesis.txt").write_text("years")
    with pytest.raises(ForeignFolderError):
        Output(folder)
    assert tree(folder) == {"thesis.txt": "years"}


def test_an_empty_folder_is_as_good_as_none(folder: Path) -> None:
    folder.mkdir(parents=True)
    build(folder, **{"index.html": "a"})
    assert tree(folder) == {"index.html": "a"}


@pytest.mark.parametrize("damage", ["", "{", "5", "[1, 2]", "null", '{"../outside.txt": "x", "/etc/passwd": "y"}'])
def test_a_damaged_list_of_files_deletes_nothing(folder: Path, damage: str) -> None:
    build(folder, **{"index.html": "a", "old.html": "o"})
    outside = folder.parent / "outside.txt"
    outside.write_text("mine")
    (folder / MANIFEST).write_text(damage)
    build(folder, **{"index.html": "b"})
    assert tree(folder) == {"index.html": "b", "old.html": "o"}
    assert outside.read_text() == "mine"


def test_a_page_may_become_a_folder_and_a_folder_a_page(folder: Path) -> None:
    build(folder, **{"a": "page", "b__index.html": "folder", "b__c__index.html": "deeper"})
    build(folder, **{"a__index.html": "folder", "b": "page"})
    assert tree(folder) == {"a/index.html": "folder", "b": "page"}
    build(folder, **{"a": "page", "b__index.html": "folder"})
    assert tree(folder) == {"a": "page", "b/index.html": "folder"}


def test_what_waited_from_a_broken_build_is_not_taken_for_new(folder: Path) -> None:
    broken = Output(folder)
    broken.put("never.html", b"x")
    build(folder, **{"index.html": "a"})
    assert tree(folder) == {"index.html": "a"}


def test_what_was_made_before_can_stay_as_it_is(folder: Path) -> None:
    build(folder, **{"index.html": "a", "kept__one": "1", "kept__two": "22"})
    output = Output(folder)
    output.put("index.html", b"b")
    assert output.keep("kept/")
    assert output.finish() == []
    assert tree(folder) == {"index.html": "b", "kept/one": "1", "kept/two": "22"}
    assert output.sizes == {"index.html": 1, "kept/one": 1, "kept/two": 2}
    assert sorted(json.loads((folder / MANIFEST).read_text())) == ["index.html", "kept/one", "kept/two"]


def test_what_is_not_there_as_it_was_made_cannot_stay(folder: Path) -> None:
    build(folder, **{"index.html": "a", "kept__one": "1", "kept__two": "22"})
    assert not Output(folder).keep("other/")
    (folder / "kept" / "one").unlink()
    assert not Output(folder).keep("kept/")
