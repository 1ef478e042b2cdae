"""Content and theme to a site that can be rendered, with everything that is wrong with either.

Refuses to touch pictures and the output.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment

from district.building.dressing import dress
from district.building.request import Prepared, Request
from district.building.trouble import unwritten
from district.checks.run import survey
from district.district import District
from district.exports import planned
from district.graph import printed
from district.pictures import Pictures
from district.press import Press
from district.problems import Place, Problem, in_order
from district.rendering import Renderer, equip
from district.site import Site
from district.social import SocialCards, social_cards
from district.stages import stage

# The address of a site that nobody has given one, as a preview on this machine would have.
NOWHERE = "http://localhost:8000"


def prepare(request: Request, environment: Environment) -> Prepared:
    """Surveys content and theme, and says all that is wrong with both; without errors there is a site."""
    try:
        return _prepared(request, environment)
    except OSError as error:
        return _told(request, [unwritten(request, error)])


def not_there(*folders: Path) -> list[Problem]:
    """A problem for each folder that a build is made from and that is not there (B106)."""
    return [Problem("B106", Place(path.name), {"value": str(path)}) for path in folders if not path.is_dir()]


def _prepared(request: Request, environment: Environment) -> Prepared:
    if missing := not_there(request.content, request.theme):
        return _told(request, missing)
    found = survey(request.content, request.clock, publish=request.publish)
    district, plan = found.district, found.plan
    if district is None or plan is None:
        return _told(request, found.problems)
    with stage("dressing"):
        dressed, more = dress(request, found.content, district)
    base = _base(request, district)
    if request.publish and not base:
        more.append(Problem("B107", Place(f"{request.content.name}/site.yaml"), {}))
    told = _told(request, [*found.problems, *more])
    if any(problem.is_error for problem in told.problems):
        return told
    cards = social_cards(district, plan, dressed.signs, dressed.shapes)
    press = Press(request.theme, request.cache, dressed.faces) if request.prints else None
    plan = plan if request.publish else plan.with_styleguide()
    with stage("planning"):
        plan = planned(district, plan, printed=press is not None and press.can("catalogue"))
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
    )
    renderer = Renderer(_equipped(environment, request), site, printed)
    return Prepared(site, renderer, told.problems, found.content)


def _equipped(environment: Environment, request: Request) -> Environment:
    return equip(environment, request.theme, request.cache / "templates")


def _base(request: Request, district: District) -> str:
    """The site's address without a slash at its end: as asked for, else as site.yaml says, else empty."""
    return (request.siteurl or district.site.url or "").rstrip("/")


def _told(request: Request, problems: Iterable[Problem]) -> Prepared:
    """All problems in order, and no site; what settings make strict is an error when publishing."""
    strict = request.strict if request.publish else ()
    return Prepared(None, None, tuple(in_order(problem.made_strict(strict) for problem in problems)))
