"""What the preview serves for an address."""

from __future__ import annotations

from pathlib import Path

import pytest

from district.preview.files import Found, content_type, find
from tests.preview.project import write


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "output"
    write(folder / "index.html", "home")
    write(folder / "imprese" / "città nuova" / "index.html", "page")
    write(folder / "theme" / "main.css", "css")
    write(folder / "empty" / "file.txt", "text")
    write(tmp_path / "secret.txt", "secret")
    return folder


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/", "index.html"),
        ("/?q=1", "index.html"),
        ("/index.html", "index.html"),
        ("/theme/main.css?v=2", "theme/main.css"),
        ("/imprese/citt%C3%A0%20nuova/", "imprese/città nuova/index.html"),
    ],
)
def test_an_address_names_a_file(output: Path, target: str, expected: str) -> None:
    assert find(output, target) == Found(output.resolve() / expected)


@pytest.mark.parametrize(
    "target",
    [
        "/secret.txt",
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/theme/..%2f..%2fsecret.txt",
        "/theme/..%5c..%5csecret.txt",
        "/c:/secret.txt",
        "/theme/main.css%00.html",
        "/theme/main.css/",
        "/empty/",
        "/link.txt",
        "/folder/secret.txt",
        "/linked/",
        "/" + "a" * 5000,
        "http://elsewhere/",
    ],
)
def test_nothing_outside_the_output_is_served(output: Path, target: str) -> None:
    (output / "link.txt").symlink_to(output.parent / "secret.txt")
    (output / "folder").symlink_to(output.parent, target_is_directory=True)
    (output / "linked").mkdir()
    (output / "linked" / "index.html").symlink_to(output.parent / "secret.txt")
    assert find(output, target) == Found()


def test_a_folder_without_its_slash_moves_within_the_same_host(output: Path) -> None:
    assert find(output, "//theme/../imprese") == Found()
    moved = find(output, "//imprese/citt%C3%A0%20nuova?q=1")
    assert moved == Found(moved_to="/imprese/citt%C3%A0%20nuova/?q=1")


def test_types_do_not_depend_on_the_machine() -> None:
    assert content_type(Path("a.JS")) == "text/javascript; charset=utf-8"
    assert content_type(Path("a.html")) == "text/html; charset=utf-8"
    assert content_type(Path("a.ics")) == "text/calendar; charset=utf-8"
    assert content_type(Path("a.pf_meta")) == "application/octet-stream"
