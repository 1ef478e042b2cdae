"""The commands that write for editors: new entries, an event's report, schemas; they refuse to know what is written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.context import Context
from invoke.tasks import task

from district.commands.options import ROOT, folder, language, leave, refuse, unforeseen
from district.commands.options import clock as asked_clock
from district.commands.texts import message

if TYPE_CHECKING:
    from district.clock import Clock
    from district.desk.making import Made, Wish
    from district.reading import Content

SCHEMAS = "schemas"


@task(auto_shortflags=False, iterable=["set", "texts"])
def new(  # noqa: PLR0913 - one parameter per option
    context: Context,
    kind: str,
    *,
    slug: str = "",
    set: list[str] | None = None,  # noqa: A002 - the option is called so
    texts: list[str] | None = None,
    content: str = "",
    now: str = "",
    lang: str = "",
) -> None:
    """Make the folder of a new entry: asked for what it needs, or by options."""
    told_in = language(context, lang)
    with unforeseen():
        from district.desk.making import RefusedError, kind_of, make

        found, clock = _read(content, now, told_in)
        try:
            meant = kind_of(kind)
            given = list(set or ())
            wish = (
                _wish(meant, slug, given, tuple(texts or ())) if given or slug else _asked(found, clock, meant, told_in)
            )
            made = make(found, wish, clock, told_in)
        except RefusedError as error:
            refuse(error.code, told_in, **error.values)
        except (EOFError, KeyboardInterrupt):
            print()
            refuse("given_up", told_in)
        _tell(made, told_in)
        print(message("made", told_in))


@task(name="event-report", auto_shortflags=False)
def event_report(context: Context, slug: str, *, content: str = "", now: str = "", lang: str = "") -> None:
    """Prepare what an event needs once it is over."""
    told_in = language(context, lang)
    with unforeseen():
        from district.desk.making import RefusedError
        from district.desk.reporting import event_report as prepare

        found, clock = _read(content, now, told_in)
        try:
            made = prepare(found, slug, clock, told_in)
        except RefusedError as error:
            near = message("near", told_in, near=error.values["near"]) if error.values.get("near") else ""
            refuse(error.code, told_in, **{**error.values, "near": near})
        _tell(made, told_in)
        print(message("report_made" if made.paths else "report_there", told_in))


@task(auto_shortflags=False)
def schemas(context: Context, *, content: str = "", output: str = "", lang: str = "") -> None:
    """Write the JSON Schemas by which editors' programs complete and underline."""
    told_in = language(context, lang)
    with unforeseen():
        from district.desk.schemas import write

        found, _ = _read(content, "", told_in)
        # Editors are Italian: what they read while they type is, unless another language is asked for.
        changed = write(found, lang or "it", folder(output, SCHEMAS))
        for path in changed:
            print(message("written", told_in, path=_shown(path)))
        if not changed:
            print(message("schemas_current", told_in))


def _read(content: str, now: str, told_in: str) -> tuple[Content, Clock]:
    from district.reading import read

    clock = asked_clock(now, told_in)
    found, _problems = read(folder(content, "content"), clock)
    return found, clock.moved_to(found.site.facts.timezone) if found.site else clock


def _wish(kind: str, slug: str, given: Iterable[str], texts: tuple[str, ...]) -> Wish:
    """What the options say: `--set name=…`, `--set address.hamlet=…`, `--set title.it=…`."""
    from slugify import slugify

    from district.desk.making import RefusedError, Wish

    parts: dict[str, dict[str, str]] = {"title": {}, "summary": {}, "": {}}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals:
            raise RefusedError("no_setting", given=one)
        head, _, code = name.partition(".")
        part = parts[head if head in {"title", "summary"} else ""]
        part[code if head in {"title", "summary"} else name] = value.strip()
    named = parts[""].get("name") or next(iter(parts["title"].values()), "")
    slug = slug or slugify(named.replace("'", "-"), max_length=60, word_boundary=True)
    return Wish(kind, slug, parts[""], parts["title"], parts["summary"], texts)


def _asked(content: Content, clock: Clock, kind: str, told_in: str) -> Wish:
    from district.desk.asking import Asker
    from district.desk.known import known_of

    return Asker(content, known_of(content, told_in), clock, told_in, ask=input, say=print).wish(kind)


def _tell(made: Made, told_in: str) -> None:
    """Says what was written, or what is wrong, which ends with 1."""
    from district.problems import print_problems

    if made.problems:
        print(print_problems(made.problems, "text", told_in), end="")
        print(message("not_made", told_in))
        leave(1)
    for path in made.paths:
        print(message("written", told_in, path=_shown(path)))


def _shown(path: Path) -> Path:
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
