"""Asks the builder's process for builds, one at a time, and starts it again when it has to be.

It refuses to import what builds: the server's own process stays small and never breaks with it.
"""

import base64
import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from district.preview.preview import Preview
from district.preview.texts import text


@dataclass(frozen=True)
class Result:
    """How one build ended: 0 good, 1 errors, 2 broke off; problems as `Problem.as_dict` gives them.

    `bars` is what `bars.py` says of each page, by the path of its file; nothing where no page was built.
    """

    status: int
    problems: list[dict[str, Any]] = field(default_factory=list)
    bars: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class First:
    """What is to be shown while a build goes on: files by their paths, the problems so far, the bars of its pages."""

    files: dict[str, bytes]
    problems: list[dict[str, Any]]
    bars: dict[str, dict[str, Any]]


class Builder:
    """The asking end of the builder's process.

    `warm` keeps one process that forks a child per build (POSIX); otherwise each build has a fresh process.
    """

    def __init__(self, preview: Preview, *, warm: bool) -> None:
        """Start the warm process, if there is to be one."""
        self._preview = preview
        self._warm = warm
        self._lock = threading.Lock()
        self._closed = False
        # Only the first build of a preview makes the index of the search page.
        self._has_built = False
        self._process = self._start() if warm else None

    def build(self, looked_at: Iterable[str] = (), show: Callable[[First], None] = lambda _: None) -> Result:
        """Build once and return how it ended; never raises for what a build does.

        `looked_at` are the paths of the pages that `show` is to have first, before the build ends; it may end badly.
        """
        with self._lock:
            if self._closed:
                return Result(2)
            if self._process and self._process.poll() is not None:
                _end(self._process)
                self._process = None
            self._process = self._process or self._start()
            process = self._process
        request = {**self._preview.request(), "quick": self._has_built, "looked_at": sorted(looked_at)}
        answer = _ask(process, json.dumps(request), show)
        if not self._warm or not answer:
            _end(process)
        answer = answer or {"status": 2, "problems": [], "crash": "", "bars": {}}
        self._has_built = self._has_built or answer["status"] == 0
        problems = list(answer["problems"])
        if answer["status"] and not any(problem["severity"] == "error" for problem in problems):
            problems.insert(0, crash_problem(answer["crash"], self._preview.language))
        return Result(answer["status"], problems, answer["bars"])

    def restart(self) -> None:
        """Start the warm process anew, since the code that it had imported has changed."""
        with self._lock:
            if self._process and not self._closed:
                _end(self._process)
                self._process = self._start()

    def close(self) -> None:
        """End the process and whatever it started, a running build too; build() returns at once."""
        with self._lock:
            self._closed = True
            if self._process:
                _end(self._process)

    def _start(self) -> "subprocess.Popen[str]":
        once = () if self._warm else ("--once",)
        return subprocess.Popen(
            [sys.executable, "-m", "district.preview.builder", *once],
            cwd=self._preview.root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            # A group of its own: Ctrl-C in the terminal reaches the server alone, which then ends this in order.
            start_new_session=sys.platform != "win32",
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )


def crash_problem(reason: str, language: str) -> dict[str, Any]:
    """Return a build that broke off as a problem in the shape of `Problem.as_dict`, with no code of its own."""
    last = reason.strip().splitlines()[-1:] or [text("crash_unsaid", language)]
    return {
        "code": "",
        "severity": "error",
        "path": "",
        "line": 0,
        "column": 0,
        "value": "",
        "snippet": reason,
        "what": text("crash_what", language),
        "why": text("crash_why", language, reason=last[0]),
        "mend": text("crash_mend", language),
    }


def _ask(process: "subprocess.Popen[str]", request: str, show: Callable[[First], None]) -> dict[str, Any]:
    """Return the process's answer to one request, nothing where it died; what comes before the answer is shown."""
    if process.stdin is None or process.stdout is None:
        return {}
    try:
        process.stdin.write(request + "\n")
        process.stdin.flush()
        for line in iter(process.stdout.readline, ""):
            said: dict[str, Any] = json.loads(line)
            if "files" not in said:
                return said
            files = {path: base64.b64decode(content) for path, content in said["files"].items()}
            show(First(files, said["problems"], said["bars"]))
    except (OSError, ValueError):
        pass
    return {}


def _end(process: "subprocess.Popen[str]") -> None:
    """End a process with all that it started, and wait until it is gone."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            if sys.platform == "win32":
                process.terminate()
            else:
                os.killpg(process.pid, signal.SIGTERM)
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with contextlib.suppress(OSError):
                pipe.close()
