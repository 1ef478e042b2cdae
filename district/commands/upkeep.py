"""The commands that keep the project itself in order: clean, lock, strings; they refuse to touch content/."""

import shutil

from invoke.context import Context
from invoke.tasks import task

from district.commands.code import run
from district.commands.options import ROOT, folder, language, leave
from district.commands.texts import message

REMADE = ("output", "output-pseudo", ".cache", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis")
# Hashes for every platform, and no word of where this machine gets its packages from.
COMPILE = (
    *(
        "uv",
        "pip",
        "compile",
        "--quiet",
        "--generate-hashes",
        "--universal",
        "--python-version",
        "3.11",
    ),
    *("--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate"),
)


@task(auto_shortflags=False)
def clean(_context: Context) -> None:
    """Delete what the next command makes again; the environment stays."""
    for name in REMADE:
        shutil.rmtree(ROOT / name, ignore_errors=True)


@task(auto_shortflags=False)
def lock(context: Context, *, upgrade: bool = False) -> None:
    """Write the lists of exact versions; the others keep to the site's versions."""
    newest = ("--upgrade",) if upgrade else ()
    site = "requirements/site"
    run(
        context,
        "lock",
        (*COMPILE, *newest, f"{site}.in", "--output-file", f"{site}.txt"),
        *(
            (*COMPILE, *newest, f"{name}.in", "--constraints", f"{site}.txt", "--output-file", f"{name}.txt")
            for name in ("requirements/test", "requirements/bench")
        ),
        stop=True,
    )


@task(auto_shortflags=False)
def audit(context: Context) -> None:
    """List what the site is made with; 1 when a package is not the pinned one or may be any file."""
    from district.admin import supplied
    from district.supply import packages

    found, spoken = (*packages(), *supplied()), language(context)
    width = max(len(f"{one.name} {one.version}") for one in found)
    for one in found:
        licence = one.licence or message("no_licence", spoken)
        print(f"{one.name} {one.version}".ljust(width), f" {licence}")
    print(message("audited", spoken, count=len(found)))
    wrong = [one for one in found if not (one.hashes and one.is_pinned)]
    for one in wrong:
        code = "other_version" if one.hashes else "no_hash"
        print(message(code, spoken, name=one.name, version=one.version, installed=one.installed))
    leave(bool(wrong))


@task(auto_shortflags=False)
def strings(_context: Context) -> None:
    """Gather the theme's words and bring each language's list in step."""
    from district.languages.extract import update

    for name in update(folder("", "theme")):
        print(name)
