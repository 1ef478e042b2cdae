"""The process that builds previews: `python -m district.preview.builder [--once]`.

It reads one request per line (JSON) and answers each with one line (JSON). Warm, it has imported everything and forks a
child for each build, so that every build starts from the same clean memory; with `--once` it builds one by itself,
where there is no fork. It refuses to build in the warm process, and to start a thread there: forking beside threads is
unsafe (https://docs.python.org/3/library/os.html#os.fork).
"""

import gc
import importlib
import json
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import TextIO

# What a build imports, also late: imported here it is there at once in every child.
IMPORTS = (
    "pelican",
    "jinja2.ext",
    "markdown",
    "babel.dates",
    "babel.support",
    "PIL.ImageFont",
    "email_validator",
    "icalendar",
    "phonenumbers",
    "pydantic",
    "segno",
    "vobject",
    "yaml",
    "district.plugin.run",
    "district.checks.run",
    "district.catalogue",
    "district.charts",
    "district.graph",
    "district.map",
    "district.signs",
    "district.preview.bars",
)
TRACEBACK_LINES = 12


def import_everything() -> None:
    """Import what builds import. What fails here fails again in the child, which reports it."""
    for name in IMPORTS:
        try:
            importlib.import_module(name)
        except Exception:  # noqa: BLE001, S112 - any fault of a module under work; the child tells it
            continue


def answer(request: str) -> str:
    """Build once, here, and return the answer as one line: status, problems, crash, bars.

    `crash` holds the last lines of the traceback where the build broke off, else nothing.
    """
    try:
        asked = json.loads(request)
        from district.plugin.run import Options, build

        outcome = build(
            Options(
                content=Path(asked["content"]),
                theme=Path(asked["theme"]),
                output=Path(asked["output"]),
                now=asked["now"],
                language=asked["language"],
                prints=False,  # they would take longer than the rest
                quick=asked["quick"],
                desk=asked["desk"],
                **({"exports": asked["exports"]} if "exports" in asked else {}),
            )
        )
        problems = [problem.as_dict(asked["language"]) for problem in outcome.problems]
        bars = {}
        if outcome.prepared:
            from district.preview.bars import bars_of

            bars = bars_of(outcome.prepared, Path(asked["theme"]).name, asked["language"])
        return json.dumps({"status": outcome.status, "problems": problems, "crash": "", "bars": bars})
    except (Exception, SystemExit):  # noqa: BLE001 - nothing that a build does may stop the preview
        report = traceback.format_exc()
        print(report, file=sys.stderr, flush=True)
        return crashed("\n".join(report.rstrip().splitlines()[-TRACEBACK_LINES:]))


def crashed(reason: str) -> str:
    """Return the answer of a build that broke off."""
    return json.dumps({"status": 2, "problems": [], "crash": reason, "bars": {}})


def answer_from_child(request: str) -> str:
    """Build in a forked child and return its answer, also where the child dies without one."""
    if sys.platform == "win32":  # which has no fork
        return answer(request)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            # The requests are the warm process's alone, whatever a build starts.
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            with os.fdopen(writing, "w", encoding="utf-8") as pipe:
                pipe.write(answer(request))
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        line = pipe.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if line:
        return line
    return crashed(signal.Signals(-status).name if status < 0 else f"exit status {status}")


def take_output() -> TextIO:
    """Return the way to whoever asked, and let all that builds print go to the terminal instead."""
    own = os.fdopen(os.dup(1), "w", encoding="utf-8")
    sys.stdout.flush()
    os.dup2(2, 1)
    return own


def main(arguments: list[str]) -> int:
    """Answer requests until the asker closes its end; return 0."""
    with take_output() as out:
        if "--once" in arguments:
            print(answer(sys.stdin.readline()), file=out, flush=True)
            return 0
        import_everything()
        # What is here stays shared with the children: the collector must not touch its pages.
        gc.collect()
        gc.freeze()
        for request in iter(sys.stdin.readline, ""):
            print(answer_from_child(request), file=out, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
