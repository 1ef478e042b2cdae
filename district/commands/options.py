"""What several commands do with their options; it refuses to know any command."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from invoke.context import Context
from invoke.exceptions import Exit

from district.commands.texts import message

if TYPE_CHECKING:
    from district.building import Request
    from district.clock import Clock

ROOT = Path(__file__).resolve().parents[2]


def folder(given: str, usual: str) -> Path:
    """Return the absolute folder the user gave (as seen from where they stand), or the project's `usual` one."""
    return Path(given).expanduser().resolve() if given else ROOT / usual


def language(context: Context, given: str = "") -> str:
    """Return the language of the messages: the one given (it or en), else the user's."""
    return choice(context, "lang", given, ("it", "en")) if given else str(context.config["language"])


def choice(context: Context, option: str, given: str, choices: tuple[str, ...]) -> str:
    """Return `given` where it is one of the choices; leave with status 2 and one line where it is not."""
    if given not in choices:
        refuse("choice", language(context), option=option, given=given, choices=", ".join(choices))
    return given


def clock(now: str, language: str) -> Clock:
    """Return the moment that `now` names, else the usual one; leave with status 2 and one line where it is no time."""
    from district.clock import read_clock

    try:
        return read_clock(now)
    except ValueError:
        if not now:  # then it is the environment's fault, not the user's
            raise
        refuse("now", language, given=now)


def request(language: str, *, content: str, theme: str, output: Path, now: str, publish: bool, siteurl: str) -> Request:
    """Return what a command that writes asks of a build; `output` is a whole path, the rest as the user gave it."""
    from district.building import Request

    return Request(
        content=folder(content, "content"),
        theme=folder(theme, "theme"),
        output=output,
        cache=ROOT / ".cache",
        clock=clock(now, language),
        publish=publish,
        siteurl=siteurl,
    )


@contextmanager
def unforeseen() -> Iterator[None]:
    """End with 2 where what runs within breaks off: 1 says that problems were found, nothing else."""
    try:
        yield
    except Exit:
        raise
    except Exception as error:
        traceback.print_exc()
        raise Exit(code=2) from error


def leave(status: int) -> None:
    """End the task with `status`, as its process's exit status; 0 goes on."""
    if status:
        raise Exit(code=status)


def refuse(code: str, language: str, **values: object) -> NoReturn:
    """End the task with one line and status 2."""
    raise Exit(message(code, language, **values), code=2)
