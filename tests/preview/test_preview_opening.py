"""Which program opens a source, and which files it may be asked to open."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from district.preview.opening import OpenError, editor_command, found, open_file
from district.preview.preview import Preview
from tests.preview.project import write

FILE = Path("/srv/content/site.yaml")


@pytest.fixture
def preview(tmp_path: Path) -> Preview:
    write(tmp_path / "content" / "site.yaml", "name: x")
    write(tmp_path / "content" / "foto 100%25.md", "x")
    write(tmp_path / "theme" / "templates" / "base.html", "x")
    write(tmp_path / "secret.txt", "x")
    return Preview(tmp_path, tmp_path / "content", tmp_path / "theme", tmp_path / "output")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds the only programs there are."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("DISTRICT_EDITOR", raising=False)
    return folder


def program(folder: Path, name: str) -> str:
    path = folder / name
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize("shown", ["content/site.yaml", "content/foto 100%25.md", "theme/templates/base.html"])
def test_sources_are_opened(shown: str, preview: Preview) -> None:
    assert found(preview, shown) == (preview.root / shown).resolve()


@pytest.mark.parametrize(
    "shown",
    [
        "",
        "content",
        "content/",
        "secret.txt",
        "content/../secret.txt",
        "content/link.txt",
        "content/..\\secret.txt",
        "/etc/passwd",
        "content//etc/passwd",
        "output/index.html",
        "content/nothing.md",
        "theme/templates",
    ],
)
def test_nothing_else_is(shown: str, preview: Preview) -> None:
    (preview.content / "link.txt").symlink_to(preview.root / "secret.txt")
    assert found(preview, shown) is None
    with pytest.raises(OpenError, match="non c'è"):
        open_file(preview, shown, 1)


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("mine", ["mine", str(FILE)]),
        ("mine --line {line} {file}", ["mine", "--line", "7", str(FILE)]),
        ('mine "a b" {file}:{line}', ["mine", "a b", f"{FILE}:7"]),
    ],
)
def test_the_setting_comes_first(
    setting: str, expected: list[str], programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(programs, "code")
    expected[0] = program(programs, "mine")
    monkeypatch.setenv("DISTRICT_EDITOR", setting)
    assert editor_command(FILE, 7) == expected


def test_then_the_first_editor_that_goes_to_lines(programs: Path) -> None:
    path = program(programs, "codium")
    assert editor_command(FILE, 7) == [path, "--goto", f"{FILE}:7"]
    path = program(programs, "code")
    assert editor_command(FILE, 7) == [path, "--goto", f"{FILE}:7"]


@pytest.mark.skipif(sys.platform != "linux", reason="another system has another program")
def test_then_the_program_of_the_system(programs: Path) -> None:
    path = program(programs, "xdg-open")
    assert editor_command(FILE, 7) == [path, str(FILE)]


def test_a_shell_of_windows_gets_no_name_that_it_would_obey(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = program(programs, "code.cmd")
    monkeypatch.setenv("DISTRICT_EDITOR", "code.cmd")
    assert editor_command(FILE, 1) == [path, str(FILE)]
    assert editor_command(Path("/srv/content/a&calc.yaml"), 1) == []


@pytest.mark.parametrize("setting", ["", "not-there", 'an "open quote'])
def test_without_a_program_the_message_says_where_to_name_one(
    setting: str, preview: Preview, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not list(programs.iterdir())
    monkeypatch.setenv("DISTRICT_EDITOR", setting)
    with pytest.raises(OpenError, match=r"content/site\.yaml.*DISTRICT_EDITOR"):
        open_file(preview, "content/site.yaml", 1)


@pytest.mark.skipif(os.name != "posix", reason="what cannot be run is another thing on Windows")
def test_a_program_that_does_not_start_is_named(preview: Preview, programs: Path) -> None:
    Path(program(programs, "code")).write_text("#!/no/such/shell\n", encoding="utf-8")
    with pytest.raises(OpenError, match=r"code.*content/site\.yaml"):
        open_file(preview, "content/site.yaml", 1)


def test_a_program_that_stays_open_keeps_nobody_waiting(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("district.preview.opening.FAILS_WITHIN_SECONDS", 0.01)
    monkeypatch.setenv("DISTRICT_EDITOR", f'"{sys.executable}" -c "import time; time.sleep(1)"')
    open_file(preview, "content/site.yaml", 1)
