"""The commands for who works on the code: test, lint, format, golden; they refuse to know what is tested."""

import os
import subprocess
import sys
from importlib.util import find_spec

from invoke.context import Context
from invoke.tasks import task

from district.commands.options import ROOT, language, leave, refuse
from district.commands.texts import message

RUFF = ("ruff", "check", ".")
FORMATTED = ("ruff", "format", "--check", ".")
MYPY = ("mypy", "--strict", "district", "tasks.py")
# One worker more than there are processors: a good part of the time they wait for browsers and servers.
WORKERS = (os.cpu_count() or 1) + 1
# Whole modules to one worker: what a module builds for its tests is built once.
# In the order in which they stand, in which quick ones come last: then no worker ends long after the others.
PYTEST = ("pytest", "-n", str(WORKERS), "--dist", "loadscope", "--no-loadscope-reorder")


@task(auto_shortflags=False)
def test(context: Context, *, long: bool = False, k: str = "") -> None:  # noqa: PT028 - a task, no test
    """Run the whole gate: the quick checks, then the tests in a browser and out of it."""
    run(context, "test", RUFF, FORMATTED, MYPY)
    marked = () if long else ("-m", "not long")
    chosen = ("-k", k) if k else ()
    run(context, "test", ("tests.browser",), (*PYTEST, *marked, *chosen), stop=True)


@task(auto_shortflags=False)
def lint(context: Context) -> None:
    """Check the style and the types."""
    run(context, "lint", RUFF, FORMATTED, MYPY)


@task(name="format", auto_shortflags=False)
def format_code(context: Context) -> None:
    """Mend what can be mended by itself."""
    run(context, "format", (*RUFF, "--fix"), ("ruff", "format", "."))


@task(auto_shortflags=False)
def bench(
    context: Context,
    *,
    sizes: str = "",
    runs: int = 3,
    hugo: bool = False,
    alone: bool = False,
    own: bool = False,
    write: bool = False,
) -> None:
    """Measure the engine on districts of several sizes, and plain Pelican (and Hugo) beside it; the own site too."""
    chosen = (*(("--sizes", sizes) if sizes else ()), "--runs", str(runs))
    flags = (
        f"--{name}" for name, wanted in (("hugo", hugo), ("alone", alone), ("own", own), ("write", write)) if wanted
    )
    run(context, "bench", ("tests.bench", *chosen, *flags))


@task(auto_shortflags=False)
def golden(context: Context) -> None:
    """Write the expected files anew from what is made now; git shows what changed."""
    run(context, "golden", ("pytest", "--golden", "-k", "golden"))


def run(context: Context, task_name: str, *steps: tuple[str, ...], stop: bool = False) -> None:
    """Run Python modules one after the other at the project's root and leave with 1 if any failed.

    All of them run, so that everything wrong is seen at once, unless `stop` says that each needs the one before.
    """
    failed = []
    for step in steps:
        if find_spec(step[0].partition(".")[0]) is None:
            refuse("missing", language(context), module=step[0], task=task_name)
        print("$", *step, flush=True)
        command = (sys.executable, "-m", *step)
        if subprocess.run(command, cwd=ROOT, env=dict(os.environ), check=False).returncode:
            failed.append(step[0])
            if stop:
                break
    if failed:
        print(message("step_failed", language(context), steps=", ".join(failed)), file=sys.stderr)
        leave(1)
