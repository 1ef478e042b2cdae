"""The process that builds previews: `python -m district.preview.builder [--once]`.

It reads one request per line (JSON) and answers each with one line (JSON), before which may come one with the pages
that somebody is looking at, while all others are still being made. Warm, it has imported everything and forks a
child for each build, so that every build starts from the same clean memory; with `--once` it builds one by itself,
where there is no fork. It refuses to build in the warm process, and to start a thread there: forking beside threads is
unsafe (https://docs.python.org/3/library/os.html#os.fork). Between builds it reads, and no more.
"""

import base64
import contextlib
import gc
import importlib
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Container, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from district.building import Prepared
    from district.problems import Problem

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
# How the line begins that ends a build; others come before it.
ANSWER = '{"status"'
# How much a build steps back once the page that somebody is looking at has been shown (nice(2), of 19).
CALM = 10


def import_everything() -> None:
    """Import what builds import. What fails here fails again in the child, which reports it."""
    for name in IMPORTS:
        try:
            importlib.import_module(name)
        except Exception:  # noqa: BLE001, S112 - any fault of a module under work; the child tells it
            continue


def remember(request: str) -> None:
    """Read the content here too, while nobody waits: children then find what has stayed the same read already."""
    with contextlib.suppress(Exception):  # what fails here fails again in the child, which reports it
        from district.checks.languages import documents
        from district.clock import read_clock
        from district.plugin.settings import settings
        from district.reading import read

        asked = json.loads(request)
        cache = Path(str(settings()["DISTRICT_CACHE"])).absolute()
        content, _ = read(Path(asked["content"]), read_clock(asked["now"]), cache)
        texts = [text for entry in content.entries.values() for text in entry.texts.values()]
        # Each keeps what it is asked for here.
        for document in documents(content):
            _ = document.leaves, document.source.signs
        for text in texts:
            _ = text.markup, text.source.signs
        gc.collect()  # what is frozen is never let go of
        gc.freeze()


def answer(request: str, say: Callable[[str], None]) -> None:
    """Build once, here, and say the answer as one line: status, problems, crash, bars.

    `crash` holds the last lines of the traceback where the build broke off, else nothing. Another line may come
    before: files (base64 by path) to show at once, the problems so far, the bars of the pages among the files.
    """
    try:
        asked = json.loads(request)
        from district.plugin.run import Options, build

        def show(prepared: "Prepared | None", files: Mapping[str, bytes]) -> None:
            encoded = {path: base64.b64encode(content).decode() for path, content in files.items()}
            problems = prepared.problems if prepared else ()
            say(json.dumps({"files": encoded, **_told(asked, problems, prepared, files)}))
            if hasattr(os, "nice"):
                os.nice(CALM)  # the browser comes first now

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
                looked_at=frozenset(asked["looked_at"]),
                show=show,
                **({"exports": asked["exports"]} if "exports" in asked else {}),
            )
        )
        told = _told(asked, outcome.problems, outcome.prepared)
        say(json.dumps({"status": outcome.status, "crash": "", **told}))
    except (Exception, SystemExit):  # noqa: BLE001 - nothing that a build does may stop the preview
        report = traceback.format_exc()
        print(report, file=sys.stderr, flush=True)
        say(crashed("\n".join(report.rstrip().splitlines()[-TRACEBACK_LINES:])))


def _told(
    asked: Mapping[str, Any],
    problems: "Sequence[Problem]",
    prepared: "Prepared | None",
    only: Container[str] | None = None,
) -> dict[str, Any]:
    """What is to be told of a build: its problems in words, and the bars of its pages or of some of them."""
    bars = {}
    if prepared is not None:
        from district.preview.bars import bars_of

        bars = bars_of(prepared, Path(asked["theme"]).name, asked["language"], only)
    return {"problems": [problem.as_dict(asked["language"]) for problem in problems], "bars": bars}


def crashed(reason: str) -> str:
    """Return the answer of a build that broke off."""
    return json.dumps({"status": 2, "crash": reason, "problems": [], "bars": {}})


def answer_from_child(request: str, say: Callable[[str], None]) -> None:
    """Build in a forked child and say its lines as they come; an answer also where the child dies without one."""
    if sys.platform == "win32":  # which has no fork
        answer(request, say)
        return
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            # The requests are the warm process's alone, whatever a build starts.
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            with os.fdopen(writing, "w", encoding="utf-8") as pipe:
                answer(request, partial(print, file=pipe, flush=True))
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(0)
    os.close(writing)
    answered = False
    with os.fdopen(reading, encoding="utf-8") as pipe:
        for line in pipe:
            answered = line.startswith(ANSWER)
            say(line.removesuffix("\n"))
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if not answered:
        say(crashed(signal.Signals(-status).name if status < 0 else f"exit status {status}"))


def take_output() -> TextIO:
    """Return the way to whoever asked, and let all that builds print go to the terminal instead."""
    own = os.fdopen(os.dup(1), "w", encoding="utf-8")
    sys.stdout.flush()
    os.dup2(2, 1)
    return own


def main(arguments: list[str]) -> int:
    """Answer requests until the asker closes its end; return 0."""
    with take_output() as out:
        say = partial(print, file=out, flush=True)
        if "--once" in arguments:
            answer(sys.stdin.readline(), say)
            return 0
        import_everything()
        # What is here stays shared with the children: the collector must not touch its pages.
        gc.collect()
        gc.freeze()
        for request in iter(sys.stdin.readline, ""):
            answer_from_child(request, say)
            remember(request)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
