"""A tiny project whose build is a stub driven by one content file, for the tests of the preview.

The preview's own code is copied into it, so that the builder's process imports the stub as district.plugin.run.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from district.preview.preview import Preview

PACKAGE = Path(__file__).resolve().parents[2] / "district"
STUB = """
import os, signal, time
from dataclasses import dataclass
from pathlib import Path

@dataclass(frozen=True)
class Options:
    content: Path
    theme: Path
    output: Path
    publish: bool = False
    siteurl: str = ""
    now: str = ""
    language: str = ""
    quick: bool = False
    prints: bool = True
    desk: bool = False
    looked_at: frozenset = frozenset()
    show: object = None

@dataclass(frozen=True)
class Problem:
    severity: str
    what: str

    def as_dict(self, language):
        return {"code": "F203", "severity": self.severity, "path": "content/page.txt", "line": 1, "column": 7,
                "value": self.what, "snippet": "   1 | " + self.what, "what": self.what + " " + language,
                "why": "because", "mend": "mend it"}

@dataclass(frozen=True)
class Outcome:
    status: int
    problems: tuple = ()
    prepared: object = None

def build(options):
    print("building")
    counted = options.output.parent / "builds.txt"
    with counted.open("a") as file:
        file.write("%d\\n" % os.getpid())
    with (options.output.parent / "quick.txt").open("a") as file:
        file.write("%s\\n" % options.quick)
    text = (options.content / "page.txt").read_text()
    word = text.split()[0]
    page = "<!doctype html><html lang=it><title>t</title><body><p id=text>%s VERSION</p>" % text
    page += "<div style='height: 5000px'></div></body></html>"
    if word.startswith("first") and "index.html" in options.looked_at:
        options.show(None, {"index.html": page.encode(), "new.css": b"p {}"})
        word = word.removeprefix("first-")
        while not (options.content.parent / "go").exists():
            time.sleep(0.01)
    if word == "wait":
        while not (options.content.parent / "go").exists():
            time.sleep(0.01)
    if word == "broken":
        raise ValueError("the template is broken")
    if word == "exit":
        raise SystemExit(3)
    if word == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "error":
        return Outcome(1, (Problem("error", text), Problem("notice", "small")))
    options.output.mkdir(exist_ok=True)
    (options.output / "index.html").write_text(page)
    return Outcome(0, (Problem("notice", text),) if word == "notice" else ())
"""


def make(root: Path, text: str = "good one") -> Preview:
    """Write the project under `root` and return its preview; `text` is what the page says."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PACKAGE / "preview", root / "district" / "preview", ignore=ignore)
    write(root / "district" / "__init__.py", "")
    write(root / "district" / "plugin" / "__init__.py", "")
    write(root / "district" / "plugin" / "run.py", STUB)
    write(root / "content" / "page.txt", text)
    write(root / "theme" / "base.html", "")
    write(root / "pelicanconf.py", "")
    return Preview(root, root / "content", root / "theme", root / "output", language="it")


def write(path: Path, text: str) -> None:
    """Write a file and the folders it needs, in one step: else a watcher may see one writing as two."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as aside:
        part = Path(aside) / path.name
        part.write_text(text, encoding="utf-8")
        shutil.move(part, path)


def builds(preview: Preview) -> list[str]:
    """Return the process that made each build so far."""
    path = preview.root / "builds.txt"
    return path.read_text().split() if path.exists() else []


def wait_until(claim: Callable[[], bool], seconds: float = 30) -> None:
    """Wait for something outside of this process that announces itself to nobody; fail after a long while."""
    pause = threading.Event()
    for _ in range(int(seconds / 0.02)):
        if claim():
            return
        pause.wait(0.02)
    pytest.fail("it never came to pass")
