"""Programs that the long tests need besides, fetched once, each of one version and content.

It refuses what is not the content it expects, and to fetch for a test that is not marked `long`.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / ".cache" / "tools"
# The version of each package, and the sha512 of its archive in base64.
PACKAGES = {
    "vnu-jar": ("26.9.27", "TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA=="),
    "lighthouse": (
        "13.5.0",
        "w/yYIwg7mP9pCwkcbAXRztnvKHua2dJnZaNptPLa1cEw+akr6lbsIDiUOLsQwvaiAUr0xvxdmwvAzl3pj3Np0A==",
    ),
}


def program(name: str) -> str:
    """The way to a program of this machine; the test fails where it is not there."""
    found = shutil.which(name)
    assert found, f"the long tests need {name}: install it and run them again"
    return found


def package(name: str) -> Path:
    """The folder of a Node package with what it depends on; fetched when it is not there yet."""
    version, digest = PACKAGES[name]
    folder = FOLDER / f"{name}-{version}"
    if not folder.is_dir():
        part = folder.with_name(f"{folder.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        _run("pack", f"{name}@{version}", folder=part)
        archive = part / f"{name}-{version}.tgz"
        assert base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode() == digest, archive
        _run("install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", f"./{archive.name}", folder=part)
        part.rename(folder)
    return folder / "node_modules" / name


def _run(*arguments: str, folder: Path) -> None:
    subprocess.run((program("npm"), *arguments, "--prefix", str(folder)), cwd=folder, check=True, capture_output=True)
