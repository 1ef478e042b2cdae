"""Every page and redirect of a site, rendered and put into the output, by as many processes as there are processors.

Refuses to let the number of processes show: pages, problems and what readers gather come out the same.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from jinja2 import TemplateError, TemplateNotFound
from selectolax.lexbor import LexborHTMLParser

from district.building.request import Prepared, Request
from district.cache import Pack, by, code_of
from district.forks import shared, workers
from district.output import Output, Part
from district.plan import Page, Redirect
from district.plan.planning import GUIDE
from district.press import ElsewhereError
from district.problems import Place, Problem
from district.rendering import Renderer
from district.site import Site
from district.stages import counted, stage

# After so many broken templates the rest says nothing new.
MOST_BROKEN = 20
# What a template may raise when it is wrong, or asks for what is not there.
TEMPLATE_ERRORS = (TemplateError, LookupError, TypeError, ValueError, AssertionError, AttributeError)
# With fewer pages than this for each process, sharing them out takes longer than it saves.
LEAST = 40
# The cache's folder of what readers have seen on pages.
LOOKS = "looks"

Target = Page | Redirect
# A target with its place among all of them.
Numbered = tuple[int, Target]


class Reader(Protocol):
    """Who looks at every page: the links' check, the index of the search."""

    def look(self, tree: LexborHTMLParser) -> Any:
        """What a page has of what the reader looks for, as plain values that depend on nothing else."""

    def gather(self, path: str, looked: Any) -> None:
        """Takes in what was seen on a page."""

    def anew(self) -> Reader:
        """The same for other pages."""

    def take(self, others: Any) -> None:
        """Takes in what another of the same sort gathered of other pages."""


@dataclass
class Rendered:
    """What became of some of the targets: what was put, what readers gathered, the first of each problem."""

    part: Part
    readers: tuple[Reader, ...]
    problems: dict[Place, tuple[int, Problem]]
    # What was seen on pages that nobody had looked at before, by their hashes.
    seen: dict[str, tuple[Any, ...]]
    # The numbers of those that show what only the press tells, where it does not stand.
    waiting: list[int]


def put_pages(
    request: Request, prepared: Prepared, output: Output, readers: Sequence[Reader], meanwhile: Callable[[], None]
) -> list[Problem]:
    """Renders every page and redirect for the readers; a problem for each place in the templates that fails.

    Pages that somebody is looking at come first, and are shown at once. `meanwhile` is what else there is to be made:
    this process does it first, while others render.
    """
    site, renderer = prepared.site, prepared.renderer
    assert site is not None
    assert renderer is not None
    stay = _staying(request, site, output)
    every: tuple[Target, ...] = (*site.plan.pages, *site.plan.redirects)
    targets = list(enumerate(target for target in every if target.path not in stay))
    with stage("rendering"):
        counted("pages", len(targets))
        kept = kept_looks(request.cache, readers)
        count = max(1, min(workers(), len(targets) // LEAST))

        def rendered(part: Iterable[Numbered]) -> Rendered:
            return _rendered(request, renderer, output.part(), part, tuple(reader.anew() for reader in readers), kept)

        gc.freeze()  # what was read stays: to look through it again and again is for nothing
        try:
            first, targets = _looked_at_first(request, output, targets)
            found = [rendered(first)] if first else []
            if found and not found[0].problems:
                _show(request, prepared, output, found[0].part)
            found += shared(rendered, targets, count, meanwhile)
            if waiting := sorted(number for one in found for number in one.waiting):
                numbered = dict(targets)
                found.append(rendered([(number, numbered[number]) for number in waiting]))
        finally:
            gc.unfreeze()  # a process that builds once more lets go of what it has built before
        for one in found:
            output.take(one.part)
            for reader, gathered in zip(readers, one.readers, strict=True):
                reader.take(gathered)
            for key, looked in one.seen.items():
                kept.put(key, looked)
            kept.asked(one.part.hashes.values())
        kept.save()
    return _in_turn(found)


def _looked_at_first(
    request: Request, output: Output, targets: list[Numbered]
) -> tuple[list[Numbered], list[Numbered]]:
    """The pages to show before the others, and the others. A folder's first build shows nothing before its end."""
    ahead = request.looked_at if request.show and output.former else frozenset()
    first = [one for one in targets if one[1].path in ahead]
    return first, [one for one in targets if one[1].path not in ahead] if first else targets


def _show(request: Request, prepared: Prepared, output: Output, part: Part) -> None:
    """Hands over the pages of a part, with the files that pages draw on and that the folder does not have yet."""
    assert request.show is not None
    assert prepared.site is not None
    site = prepared.site
    made = {path: output.read(path) for path in part.hashes}
    written = b"".join(made.values()).decode()
    # Of pictures each version has a name of its own, which the pages that show it write.
    pictures = {path: file for path, file in site.pictures.files().items() if path.rpartition("/")[2] in written}
    new = {
        **{
            path: raw
            for path, raw in site.assets.contents.items()
            if output.former.get(path) != sha256(raw).hexdigest()
        },
        **{path: file.read_bytes() for path, file in pictures.items() if path not in output.former},
    }
    request.show(prepared, {**new, **made})


def _staying(request: Request, site: Site, output: Output) -> set[str]:
    """The guide's pages, which a quick build leaves as the one before made them if they find their style there."""
    if not request.quick or any(address not in output.former for address in site.assets.addresses.values()):
        return set()
    guide = (page.path for page in site.plan.pages if page.template == GUIDE)
    return {path for path in guide if output.keep(path)}


def _rendered(
    request: Request,
    renderer: Renderer,
    output: Part,
    targets: Iterable[Numbered],
    readers: tuple[Reader, ...],
    kept: Pack,
) -> Rendered:
    problems: dict[Place, tuple[int, Problem]] = {}
    seen: dict[str, tuple[Any, ...]] = {}
    waiting: list[int] = []
    for number, target in targets:
        try:
            html = renderer.redirect(target) if isinstance(target, Redirect) else renderer.page(target)
        except ElsewhereError:
            waiting.append(number)
            continue
        except TEMPLATE_ERRORS as error:
            problem = _template_problem(request, target, error)
            problems.setdefault(problem.place, (number, problem))
            if len(problems) > MOST_BROKEN:
                break
            continue
        key = output.put(target.path, html.encode())
        looked = kept.get(key)
        if looked is None:
            tree = LexborHTMLParser(html)
            looked = seen[key] = tuple(reader.look(tree) for reader in readers)
        for reader, one in zip(readers, looked, strict=True):
            reader.gather(target.path, one)
    return Rendered(output, readers, problems, seen, waiting)


def kept_looks(cache: Path, readers: Sequence[Reader]) -> Pack:
    """What readers have seen on pages, by the pages' hashes; by this code of theirs, and this parser."""
    codes = (code_of(Path(sys.modules[type(reader).__module__].__file__ or "")) for reader in readers)
    return Pack(cache / LOOKS, " ".join((*codes, by("selectolax"))))


def _in_turn(found: Sequence[Rendered]) -> list[Problem]:
    """The problems that one process alone would have met before it had enough of them."""
    every = sorted((one for part in found for one in part.problems.values()), key=lambda one: one[0])
    problems: dict[Place, Problem] = {}
    for _, problem in every:
        problems.setdefault(problem.place, problem)
    return list(problems.values())[: MOST_BROKEN + 1]


def _template_problem(request: Request, target: Page | Redirect, error: Exception) -> Problem:
    """Where in the theme a page could not be rendered, by the innermost template of the traceback."""
    template = target.page.template if isinstance(target, Redirect) else target.template
    details = {"value": f"{error}", "page": target.path}
    if isinstance(error, TemplateNotFound):
        return Problem(
            "B102", Place(f"{request.theme.name}/templates/{error.name}"), {**details, "value": str(error.name)}
        )
    name, line = f"{template}.html", getattr(error, "lineno", 0) or 0
    if getattr(error, "filename", None):
        name = Path(str(getattr(error, "filename"))).name if not line else str(getattr(error, "name", None) or name)
    trace = error.__traceback__
    while trace:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.suffix in {".html", ".xml"} and file.is_absolute():
            name, line = file.relative_to(request.theme / "templates").as_posix(), trace.tb_lineno
        trace = trace.tb_next
    return Problem("B101", Place(f"{request.theme.name}/templates/{name}", line, 1), details)
