"""One build, from a request to a written folder; what the generator does, without Pelican.

Refuses to touch the output before everything is rendered.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, TemplateError, TemplateNotFound

from district.assets import Assets, build_assets
from district.checks.files import used_files
from district.checks.languages import documents
from district.checks.output import Links
from district.checks.run import Survey, survey
from district.clock import Clock
from district.exports.feeds import atom
from district.exports.sitemap import robots, sitemap
from district.fonts import cut, read_faces
from district.kinds.values import FileName, leaves
from district.languages import Voice, read_strings
from district.languages.strings import untranslated
from district.output import ForeignFolderError, Output
from district.pictures import Pictures
from district.plan import Page, Redirect
from district.problems import Place, Problem, in_order
from district.reading import Content
from district.rendering import Renderer, equip
from district.rendering.view import Site

# The address of a site that nobody has given one, as a preview on this machine would have.
NOWHERE = "http://localhost:8000"


@dataclass(frozen=True)
class Request:
    """What is to be built, from what, where to, at what time."""

    content: Path
    theme: Path
    output: Path
    cache: Path
    clock: Clock
    publish: bool
    siteurl: str
    strict: tuple[str, ...] = ()


@dataclass(frozen=True)
class Prepared:
    """All that rendering needs; no site when there are errors."""

    site: Site | None
    renderer: Renderer | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Report:
    """What a build made."""

    pages: int
    languages: int
    changed: int
    removed: int
    left_out: Mapping[str, int]


def prepare(request: Request, environment: Environment) -> Prepared:
    """Surveys content and theme; pictures are not touched yet."""
    missing = [path for path in (request.content, request.theme) if not path.is_dir()]
    if missing:
        problems = tuple(Problem("B106", Place(path.name), {"value": str(path)}) for path in missing)
        return Prepared(None, None, problems)
    found = survey(request.content, request.clock, publish=request.publish)
    problems_found = list(found.problems)
    district, plan = found.district, found.plan
    assets, more = _assets(request, found.content)
    problems_found += more
    base = request.siteurl or (district.site.url or "" if district else "")
    if request.publish and not base and district:
        problems_found.append(Problem("B107", Place(f"{request.content.name}/site.yaml"), {}))
    voices = {}
    for language in district.site.languages if district else ():
        code, locale = language.code, language.locale
        problems_found += untranslated(request.theme, code, locale)
        strings = read_strings(request.theme, code, locale)
        assert district is not None
        voices[code] = Voice(code, district.formats[code], strings)
    if request.publish:
        problems_found = [problem.made_strict(request.strict) for problem in problems_found]
    every = tuple(in_order(problems_found))
    if district is None or plan is None or any(problem.is_error for problem in every):
        return Prepared(None, None, every)
    site = Site(
        district,
        plan,
        assets,
        Pictures(request.cache / "pictures"),
        voices,
        (base or NOWHERE).rstrip("/"),
        preview=not request.publish,
    )
    return Prepared(site, Renderer(equip(environment, request.theme), site), every)


def _assets(request: Request, content: Content) -> tuple[Assets, list[Problem]]:
    """Style, scripts and fonts of the theme; fonts with every character that content and theme hold."""
    faces, problems = read_faces(request.theme, request.clock)
    texts = {sign for document in documents(content) for sign in document.source.text}
    texts |= {sign for entry in content.entries.values() for text in entry.texts.values() for sign in text.source.text}
    for path in (request.theme / "translations").glob("*.po"):
        texts |= set(path.read_text(encoding="utf-8"))
    fonts, more = cut(faces, (sign for sign in texts if sign.isprintable()), request.cache / "fonts")
    assets, unread = build_assets(request.theme, fonts)
    return assets, [*problems, *more, *unread]


def build_site(request: Request, prepared: Prepared) -> tuple[Report | None, tuple[Problem, ...]]:
    """Renders and writes what was prepared; no report, and an untouched folder, when that fails."""
    site, renderer = prepared.site, prepared.renderer
    assert site is not None
    assert renderer is not None
    try:
        output = Output(request.output)
    except ForeignFolderError:
        return None, (Problem("B108", Place(request.output.name), {"value": str(request.output)}),)
    problems: list[Problem] = []
    links = Links(site.path)
    site.pictures.derive(_pictures(site))
    targets: tuple[Page | Redirect, ...] = (*site.plan.pages, *site.plan.redirects)
    for target in targets:
        try:
            html = _rendered(renderer, target)
            links.gather(target.path, html)
            output.put(target.path, html.encode())
        except (TemplateError, LookupError, TypeError, ValueError, AssertionError, AttributeError) as error:
            problems.append(_template_problem(request, target, error))
            if len({problem.place for problem in problems}) > MOST_BROKEN:
                break
    if problems:
        return None, tuple(in_order({problem.place: problem for problem in problems}.values()))
    for path, content in _files(renderer, site):
        output.put(path, content)
    left_out = {why: len(entries) for why, entries in site.district.left_out.items()}
    output.put("build.json", _build_json(request, site, left_out))
    if broken := tuple(in_order(links.broken(output.hashes))):
        return None, broken
    gone = output.finish()
    pages = len(site.plan.pages)
    return Report(pages, len(site.plan.languages), len(output.changed), len(gone), left_out), ()


# After so many broken templates the rest says nothing new.
MOST_BROKEN = 20


def _rendered(renderer: Renderer, target: Page | Redirect) -> str:
    return renderer.redirect(target) if isinstance(target, Redirect) else renderer.page(target)


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


def _pictures(site: Site) -> Iterator[Path]:
    """Every picture that a page may show."""
    for entry in site.district.entries.values():
        for _path, value in leaves(entry.facts):
            if isinstance(value, FileName) and not value.lower().endswith(".pdf"):
                yield entry.files[value]


def _files(renderer: Renderer, site: Site) -> Iterator[tuple[str, bytes]]:
    """Everything that is no page: style, scripts, pictures, documents, feeds, sitemap, robots.txt."""
    yield from site.assets.contents.items()
    for address, path in sorted(site.pictures.files().items()):
        yield address, path.read_bytes()
    for entry in site.district.entries.values():
        for name in sorted(used_files(entry)):
            if name.lower().endswith(".pdf"):
                yield site.document_address(entry, name), entry.files[name].read_bytes()
    for file in site.plan.files:
        if file.key.startswith("feeds/"):
            yield file.address, atom(site.district, site.plan, file, site.base, renderer.body)
    yield "sitemap.xml", sitemap(site.plan, site.base)
    yield "robots.txt", robots(site.base)


def _build_json(request: Request, site: Site, left_out: Mapping[str, int]) -> bytes:
    """When and from what the site was built, and when it next changes by itself."""
    change = site.district.next_change()
    record = {
        "built": site.district.now.isoformat(timespec="seconds"),
        "commit": _commit(request.content),
        "pages": len(site.plan.pages),
        "languages": list(site.plan.languages),
        "left_out": dict(sorted(left_out.items())),
        "next_change": change.isoformat(timespec="seconds") if change else None,
    }
    return (json.dumps(record, indent=2) + "\n").encode()


def _commit(folder: Path) -> str | None:
    """The commit that the content's working tree stands at, or None outside of git."""
    command = ["git", "-C", str(folder), "rev-parse", "HEAD"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return said.stdout.strip() or None


__all__ = ["Prepared", "Report", "Request", "Survey", "build_site", "prepare"]
