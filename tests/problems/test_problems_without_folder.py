"""Problems whose content no checkout can hold: too large, twice by case, no plain file, not to be opened."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from district.problems import interface_languages, print_problems
from district.reading import source
from tests.content import codes, lines, surveyed

Folder = Callable[..., Path]
PICTURE = "pictures: [{file: foto.png, alt: {it: Una scarpa, en: A shoe}, credit: Archivio}]\n"


def told(folder: Path) -> list[tuple[str, str, int, int]]:
    problems = surveyed(folder).problems
    for language in interface_languages():
        assert bool(print_problems(problems, "text", language)) == bool(problems)
    return lines(problems)


def test_a_file_of_facts_is_not_read_when_it_is_huge(site_folder: Folder) -> None:
    folder = site_folder(files={"pages/chi-siamo/facts.yaml": b"order: 1\n" + b"#" * 300_000})
    assert told(folder) == [("Y106", "content/pages/chi-siamo/facts.yaml", 0, 0)]


def test_a_file_of_ten_thousand_values_is_told_once(site_folder: Folder) -> None:
    aliases = ",".join(f"/{number}/" for number in range(10_001))
    folder = site_folder(files={"pages/chi-siamo/facts.yaml": f"aliases: [{aliases}]\n"})
    assert told(folder) == [("Y117", "content/pages/chi-siamo/facts.yaml", 1, 1)]


def test_a_huge_text_is_told_once(site_folder: Folder) -> None:
    folder = site_folder(files={"pages/chi-siamo/text.en.md": b"---\ntitle: About\n---\n" + b"#" * 300_000})
    assert told(folder) == [("Y106", "content/pages/chi-siamo/text.en.md", 0, 0)]


def test_two_names_that_differ_by_case_are_told(site_folder: Folder) -> None:
    folder = site_folder()
    (folder / "pages" / "Chi-Siamo").mkdir()
    if len(list((folder / "pages").iterdir())) < 2:
        pytest.xfail("this file system takes the two names for one")
    assert told(folder) == [
        ("Y109", "content/pages/Chi-Siamo", 0, 0),
        ("Y110", "content/pages/chi-siamo", 0, 0),
        ("R101", "content/site.yaml", 17, 8),
    ]


def test_a_symbolic_link_is_not_followed(site_folder: Folder, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("order: 7\n")
    folder = site_folder()
    try:
        (folder / "pages" / "chi-siamo" / "altro.yaml").symlink_to(secret)
        (folder / "pages" / "altrove").symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.xfail("this system makes no symbolic links for this user")
    assert told(folder) == [
        ("Y111", "content/pages/altrove", 0, 0),
        ("Y111", "content/pages/chi-siamo/altro.yaml", 0, 0),
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_not_opened(site_folder: Folder) -> None:
    folder = site_folder()
    os.mkfifo(folder / "pages" / "chi-siamo" / "foto.jpg")
    assert told(folder) == [("Y111", "content/pages/chi-siamo/foto.jpg", 0, 0)]


def test_a_file_that_cannot_be_opened_is_told(site_folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = site_folder()
    locked = folder / "pages" / "chi-siamo" / "text.it.md"

    def refuse(path: str | Path, mode: str) -> Any:
        if Path(path) == locked:
            raise PermissionError(13, "Permission denied")
        return Path(path).open(mode)

    monkeypatch.setattr(source, "open", refuse, raising=False)
    assert told(folder) == [("Y112", "content/pages/chi-siamo/text.it.md", 0, 0)]


def test_a_content_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert codes(surveyed(tmp_path / "content").problems) == ["Y112", "Y107"]


def test_a_picture_of_thirty_megabytes_is_not_opened(site_folder: Folder) -> None:
    folder = site_folder(files={"pages/chi-siamo/facts.yaml": PICTURE})
    with (folder / "pages" / "chi-siamo" / "foto.png").open("wb") as file:
        file.truncate(31 * 1024 * 1024)
    assert told(folder) == [("P104", "content/pages/chi-siamo/facts.yaml", 1, 19)]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_name_with_unseen_signs_is_shown_with_their_codes(site_folder: Folder) -> None:
    folder = site_folder()
    (folder / "pages" / "chi\u202esiamo").mkdir()
    (folder / os.fsdecode(b"pages/caf\xe9")).mkdir()
    (folder / os.fsdecode(b"pages/th\xe8")).symlink_to(folder)
    assert codes(surveyed(folder).problems) == ["Y109", "Y109", "Y109"]
    shown = print_problems(surveyed(folder).problems, "text", "it")
    assert r"chi\u202esiamo" in shown
    assert shown.encode(), "no half signs are left"


def test_what_desktops_leave_behind_is_passed_over(site_folder: Folder) -> None:
    names = [".DS_Store", "Thumbs.db", "desktop.ini", "pages/.gitkeep", "pages/chi-siamo/facts.yaml~"]
    assert told(site_folder(files=dict.fromkeys(names, "x"))) == []
