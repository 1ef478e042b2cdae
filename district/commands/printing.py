"""The command that prints the catalogue: the whole of it, or the companies at an event or with a word.

It refuses to print content that has errors, and to guess what a mistyped name meant.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.context import Context
from invoke.tasks import task

from district.commands.options import choice, folder, leave, refuse, request, unforeseen
from district.commands.options import language as user_language
from district.commands.texts import message

if TYPE_CHECKING:
    from district.building import Request
    from district.catalogue import Selection, UnknownError
    from district.site import Site

USUAL = "print"
SHOWN_CHOICES = 12


@task(auto_shortflags=False)
def catalogue(  # noqa: PLR0913 - one parameter per option
    context: Context,
    *,
    event: str = "",
    facet: str = "",
    language: str = "",
    publish: bool = False,
    siteurl: str = "",
    now: str = "",
    content: str = "",
    theme: str = "",
    output: str = "",
    lang: str = "",
) -> None:
    """Print the catalogue as PDF, in all languages or in one."""
    told_in = user_language(context, lang)
    with unforeseen():
        into = folder(output, USUAL)
        site = _site(
            request(told_in, content=content, theme=theme, output=into, now=now, publish=publish, siteurl=siteurl),
            told_in,
        )
        languages = (choice(context, "language", language, tuple(site.voices)),) if language else tuple(site.voices)
        selection = _selection(site, event, facet, told_in)
        for path, pages, size in _written(site, selection, languages, into):
            sys.stdout.write(message("printed", told_in, path=path, pages=pages, size=size) + "\n")


def _site(wanted: Request, told_in: str) -> Site:
    """The site that the content makes; ends with 1 and all problems where it makes none."""
    from district.building import prepare
    from district.problems import print_problems
    from district.rendering import make_environment

    prepared = prepare(wanted, make_environment(wanted.theme))
    if prepared.site is None:
        sys.stdout.write(print_problems([one for one in prepared.problems if one.is_error], "text", told_in))
        leave(1)
    assert prepared.site is not None
    if prepared.site.press is None or not prepared.site.press.can("catalogue"):
        refuse("no_catalogue", told_in)
    return prepared.site


def _selection(site: Site, event: str, facet: str, told_in: str) -> Selection:
    """What was asked for, if there is such a thing and a company to it."""
    from district.catalogue import UnknownError, select

    try:
        selection = select(site.district, event, facet)
    except UnknownError as error:
        _refuse(error, told_in)
        raise
    if not selection.members(site.district):
        refuse("no_companies", told_in)
    return selection


def _refuse(error: UnknownError, told_in: str) -> None:
    near = message("near", told_in, near=error.near) if error.near else ""
    more = ", …" if len(error.names) > SHOWN_CHOICES else ""
    choices = ", ".join(error.names[:SHOWN_CHOICES]) + more
    refuse(f"unknown_{error.what}", told_in, given=error.given, near=near, choices=choices)


def _written(
    site: Site, selection: Selection, languages: tuple[str, ...], output: Path
) -> Iterator[tuple[Path, int, str]]:
    """Writes a PDF for each language; yields where, how many pages, how many MB."""
    from district.catalogue import SECTION
    from district.catalogue import catalogue as print_catalogue

    for code in languages:
        printed = print_catalogue(site, code, selection)
        page = site.plan.page(f"sections/{SECTION}", code)
        name = Path(page.address).name if page else SECTION
        path = output / "-".join(part for part in (name, selection.name, code) if part)
        path = path.with_name(f"{path.name}.pdf")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(printed.content)
        yield path, printed.pages, f"{len(printed.content) / 1_000_000:.1f}"
