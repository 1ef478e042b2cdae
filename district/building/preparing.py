"""Content and theme to a site that can be rendered, with everything that is wrong with either.

Refuses to touch pictures and the output.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from district.building.dressing import dress
from district.building.request import Prepared, Request
from district.building.trouble import unwritten
from district.checks.run import survey
from district.district import District
from district.exports import kept_exports, planned
from district.guide import NO_GUIDE, guide_pages, read_guide
from district.pictures import Pictures
from district.plan import Page
from district.plan.planning import DESK, GUIDE, STYLEGUIDE
from district.press import Press
from district.problems import Place, Problem, in_order
from district.reading import Content
from district.rendering import Renderer, equip
from district.site import Site
from district.social import SocialCards, social_cards
from district.stages import stage

# The address of a site that nobody has given one, as a preview on this machine would have.
NOWHERE = "http://localhost:8000"


def prepare(request: Request, environment: Environment) -> Prepared:
    """Surveys content and theme, and says all that is wrong with both; without errors there is a site."""
    collects = gc.isenabled()
    gc.disable()  # what is read stays until the end: to look through ever more of it is for nothing
    try:
        return _prepared(request, environment)
    except OSError as error:
        return _told(request, [unwritten(request, error)])
    finally:
        if collects:
            gc.enable()


def not_there(*folders: Path) -> list[Problem]:
    """A problem for each folder that a build is made from and that is not there (B106)."""
    return [Problem("B106", Place(path.name), {"value": str(path)}) for path in folders if not path.is_dir()]


def _prepared(request: Request, environment: Environment) -> Prepared:
    if missing := not_there(request.content, request.theme):
        return _told(request, missing)
    found = survey(request.content, request.clock, publish=request.publish, cache=request.cache)
    district, plan = found.district, found.plan
    if district is None or plan is None:
        return _told(request, found.problems)
    with stage("dressing"):
        dressed, more = dress(request, found.content, district)
    base = _base(request, district)
    if request.publish and not base:
        more.append(Problem("B107", Place(f"{request.content.name}/site.yaml"), {}))
    desk, missing_packages = _desk(request, found.content)
    told = _told(request, [*found.problems, *more, *missing_packages])
    if any(problem.is_error for problem in told.problems):
        return told
    cards = social_cards(district, plan, dressed.signs, dressed.shapes) if dressed.look else {}
    press = Press(request.theme, request.cache, dressed.faces) if request.prints else None
    guide = read_guide(request.guide, request.cache) if _shows(request, GUIDE) else NO_GUIDE
    plan = plan.with_styleguide() if _shows(request, STYLEGUIDE) else plan
    plan = plan.with_pages(guide_pages(guide, plan))
    with stage("planning"):
        printed_too = press is not None and press.can("catalogue")
        plan = planned(district, plan, printed=printed_too, only=request.exports)
    site = Site(
        district,
        plan,
        dressed.assets,
        Pictures(request.cache / "pictures"),
        SocialCards(dressed.look, cards, request.cache / "social"),
        dressed.voices,
        base or NOWHERE,
        preview=not request.publish,
        signs=dressed.signs,
        shapes=dressed.shapes,
        press=press,
        guide=guide,
        kept=kept_exports(request.cache),
    )
    renderer = Renderer(_equipped(environment, request), site, _graph)
    return Prepared(site, renderer, told.problems, desk, found.content)


def _desk(request: Request, content: Content) -> tuple[Mapping[str, bytes], list[Problem]]:
    """The files of the desk in the browser where it is wanted: asked for, or published because site.yaml says so."""
    settings = content.site.facts.desk if content.site else None
    if not request.desk and not (request.publish and settings and settings.published):
        return {}, []
    from district.admin import PackageError, desk_files  # most builds do without

    with stage("desk"):
        try:
            return desk_files(content, request.cache / "npm"), []
        except PackageError as error:
            return {}, [Problem(error.code, Place(DESK), error.details)]


def _shows(request: Request, template: str) -> bool:
    """Whether a page for editors is part of the build: of a preview, if the theme has its template."""
    return not request.publish and (request.theme / "templates" / f"{template}.html").is_file()


def _graph(site: Site, page: Page) -> Markup:
    """What a page says for programs; imported for the first page that asks."""
    from district.graph import printed

    return printed(site, page)


def _equipped(environment: Environment, request: Request) -> Environment:
    return equip(environment, request.theme, request.cache / "templates")


def _base(request: Request, district: District) -> str:
    """The site's address without a slash at its end: as asked for, else as site.yaml says, else empty."""
    return (request.siteurl or district.site.url or "").rstrip("/")


def _told(request: Request, problems: Iterable[Problem]) -> Prepared:
    """All problems in order, and no site; what settings make strict is an error when publishing."""
    strict = request.strict if request.publish else ()
    return Prepared(None, None, tuple(in_order(problem.made_strict(strict) for problem in problems)))
