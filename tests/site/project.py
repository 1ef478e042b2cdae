"""A copy of the project with a content of its own, and Pelican's own command in it.

It refuses to run in the tests' process: a command is what an editor or a host would start.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from district.clock import read_clock
from tests.site.built import NOW, ROOT, THEME, copied

# One moment for all, as the variable of reproducible builds gives it.
EPOCH = str(int(read_clock(NOW).now.timestamp()))


@dataclass(frozen=True)
class Project:
    """A project folder: content, theme, the engine, the two files of settings."""

    root: Path
    content: Path

    @property
    def theme(self) -> Path:
        """Its theme."""
        return self.root / "theme"

    @property
    def output(self) -> Path:
        """Where it is built."""
        return self.root / "output"

    def pelican(
        self,
        *arguments: str,
        settings: str = "pelicanconf.py",
        cwd: Path | None = None,
        variables: Mapping[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Runs `pelican -s pelicanconf.py` as it would be typed in the project's folder."""
        usual = {"SOURCE_DATE_EPOCH": EPOCH, "PYTHONIOENCODING": "utf-8", "DISTRICT_LANG": "en"}
        own = {**os.environ, **usual, **(variables or {})}
        command = [sys.executable, "-m", "pelican", "-s", settings, *arguments]
        return subprocess.run(
            command, cwd=cwd or self.root, env=own, capture_output=True, encoding="utf-8", check=False, timeout=300
        )


def make(root: Path, content: Path, name: str = "content", cache: Path | None = None) -> Project:
    """A project in a folder that is not there yet, its content under a name, perhaps with what another has cached."""
    root.mkdir(parents=True)
    for conf in ("pelicanconf.py", "publishconf.py"):
        (root / conf).write_bytes((ROOT / conf).read_bytes())
    copied(ROOT / "district", root / "district")
    copied(THEME, root / "theme")
    if cache:
        copied(cache, root / ".cache")
    return Project(root, copied(content, root / name))
