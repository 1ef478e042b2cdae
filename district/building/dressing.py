"""What a theme gives to a site: style, scripts, fonts, signs, and the voices of its languages.

Refuses templates: rendering has these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from district.assets import Assets, build_assets
from district.building.request import Request
from district.cache import Cache, by
from district.checks.languages import documents
from district.district import District
from district.fonts import Faces, cut, read_faces
from district.languages import Voice, read_strings
from district.languages.strings import untranslated
from district.problems import Problem
from district.reading import Content
from district.site import SPRITE
from district.social import Look, read_look

if TYPE_CHECKING:
    from district.signs import Shapes, Signs

# Pixels of the icon that a phone keeps: https://developer.apple.com/design/human-interface-guidelines/app-icons
TOUCH_ICON = 180


@dataclass(frozen=True)
class Dress:
    """A district's site as its theme dresses it; no shapes where the theme's do not suit the district.

    `look` is how social cards look, or None.
    """

    assets: Assets
    voices: Mapping[str, Voice]
    signs: Mapping[str, Signs]
    shapes: Shapes | None
    look: Look | None
    faces: Faces


def dress(request: Request, content: Content, district: District) -> tuple[Dress, list[Problem]]:
    """All that a theme gives, and what is wrong with it."""
    shapes, problems = _shapes(request, district)
    signs = _signs(request, district, shapes) if shapes else {}
    faces, unread = read_faces(request.theme, request.clock)
    assets, more = _assets(request, content, faces, _drawn(signs, shapes) if shapes else {})
    voices, untold = _voices(request, district)
    dressed = Dress(assets, voices, signs, shapes, read_look(request.theme, faces), faces)
    return dressed, [*problems, *unread, *more, *untold]


def _shapes(request: Request, district: District) -> tuple[Shapes | None, list[Problem]]:
    """The shapes of the signs; none where the theme has none, and where they do not suit the district."""
    if not (request.theme / "soles").is_dir():
        return None, []
    from district.signs import read_shapes, suits

    shapes, problems = read_shapes(request.theme)
    if shapes and not suits(shapes, (facet.name for facet in district.facets)):
        shapes = None
    return shapes, problems


def _signs(request: Request, district: District, shapes: Shapes) -> dict[str, Signs]:
    from district.signs import draw_all, kept_drawings

    return draw_all(district.of("members"), shapes, kept_drawings(request.theme, request.cache / "signs"))


def _drawn(signs: Mapping[str, Signs], shapes: Shapes) -> dict[str, bytes]:
    """The files that are drawn from the theme's shapes: the site's own mark, all signs if there are any."""
    from district.signs import mark, sprite

    own = mark(shapes)
    drawn = {"mark.svg": own.svg().encode(), "mark.png": own.png(TOUCH_ICON)}
    if signs:
        drawn[SPRITE] = sprite({slug: both.small for slug, both in signs.items()})
    return drawn


def _assets(
    request: Request, content: Content, faces: Faces, drawn: Mapping[str, bytes]
) -> tuple[Assets, list[Problem]]:
    """Style, scripts and fonts of the theme; fonts with every character that content and theme hold."""
    said = [document.source.signs for document in documents(content)]
    said += [text.source.signs for entry in content.entries.values() for text in entry.texts.values()]
    said += [frozenset(path.read_text(encoding="utf-8")) for path in (request.theme / "translations").glob("*.po")]
    characters = {sign for sign in set[str]().union(*said) if sign.isprintable()}
    fonts, problems = cut(faces, characters, request.cache / "fonts")
    assets, unread = build_assets(request.theme, fonts, drawn, publish=request.publish, kept=request.cache / "bundles")
    return assets, [*problems, *unread]


def _voices(request: Request, district: District) -> tuple[dict[str, Voice], list[Problem]]:
    """The voice of each language, and the strings that it lacks."""
    voices: dict[str, Voice] = {}
    problems: list[Problem] = []
    kept = Cache(request.cache / "strings", by("babel", "jinja2"))
    for language in district.site.languages:
        code, locale = language.code, language.locale
        problems += untranslated(request.theme, code, locale, kept)
        voices[code] = Voice(code, district.formats[code], read_strings(request.theme, code, locale, kept))
    return voices, problems
