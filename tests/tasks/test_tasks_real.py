"""The set-up done for real, in a copy of the project: it installs packages, so it belongs to the long tests."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.long


def start(project: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Start a task from another folder, as a user in Italy."""
    own = {**os.environ, "DISTRICT_LANG": "it", "PYTHONIOENCODING": "utf-8", **variables}
    # The environment of these tests must not be taken for the one to make.
    base = getattr(sys, "_base_executable", sys.executable)
    command = [base, str(project / "tasks.py"), *arguments]
    return subprocess.run(command, cwd=project.parent, env=own, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A fresh clone, in a folder whose name has spaces."""
    folder = tmp_path / "il mio sito"
    ignore = shutil.ignore_patterns("__pycache__")
    for name in ("district", "requirements"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignore)
    shutil.copy(ROOT / "tasks.py", folder)
    return folder


def test_from_nothing_to_a_task_and_at_once_the_second_time(project: Path) -> None:
    (project / ".venv" / "bin").mkdir(parents=True)  # what an interrupted set-up leaves
    first = start(project, "clean", PIP_TARGET=str(project / "elsewhere"), PIP_USER="1")
    assert (first.returncode, first.stderr) == (0, "")
    assert "Preparo l'ambiente" in first.stdout
    assert "Ambiente pronto." in first.stdout
    assert not (project / "elsewhere").exists()
    second = start(project, "clean")
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")

    listed = start(project, "build", "--help")
    assert "--siteurl" in listed.stdout

    kept = list((project / "district").rglob("__pycache__/*.pyc"))
    assert any("site." in path.name for path in kept), "invoke alone would keep nothing that Python has compiled"

    moved = project.rename(project.with_name("altrove"))
    third = start(moved, "clean")
    assert (third.returncode, third.stderr) == (0, "")
    assert "Preparo l'ambiente" in third.stdout


def test_no_network_is_one_line(project: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # bound, and nobody listens
        nowhere = f"http://127.0.0.1:{closed.getsockname()[1]}/simple"
        only = {"PIP_INDEX_URL": nowhere, "PIP_EXTRA_INDEX_URL": "", "PIP_FIND_LINKS": "", "PIP_NO_CACHE_DIR": "1"}
        ended = start(project, "clean", **only, PIP_RETRIES="0", PIP_CONFIG_FILE=os.devnull)
    assert ended.returncode == 2
    assert len(ended.stderr.splitlines()) == 1
    assert "controllate la rete" in ended.stderr
    assert ".venv-setup.log" in ended.stderr
    assert "annotated-types" in (project / ".venv-setup.log").read_text(encoding="utf-8")
    assert not (project / ".venv" / "state.json").exists()
