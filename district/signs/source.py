"""Reads the theme's soles/soles.yaml, and finds every mistake in it at once.

Refuses shapes that could not be drawn, words that two shapes claim, and colours that paper would swallow.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from district.cache import Cache, code_of, key_of
from district.clock import HOME_ZONE, Clock
from district.kinds.values import Path as FactPath
from district.problems import Place, Problem, nearest
from district.reading.nodes import Node, parse
from district.reading.source import Source, read_source
from district.reading.typing import place_at, typed
from district.signs.shapes import Shapes

FILE = "soles/soles.yaml"
# The least contrast that a drawing needs to be seen: WCAG 2.2, 1.4.11.
LEAST_CONTRAST = 3.0
# Typing wants a clock; shapes hold no moment that it could move.
NO_TIME = Clock(datetime(2000, 1, 1, tzinfo=ZoneInfo(HOME_ZONE)))

Found = tuple[str, FactPath, dict[str, str]]


def read_shapes(theme: Path) -> tuple[Shapes | None, list[Problem]]:
    """The shapes of a theme's folder, and all that is wrong with them; None when nothing may be drawn.

    A theme without a folder for them draws no signs, and that is no mistake.
    """
    shown = f"{theme.name}/{FILE}"
    if not (theme / FILE).parent.is_dir():
        return None, []
    if not (theme / FILE).is_file():
        return None, [Problem("B120", Place(shown), {"value": shown})]
    source, problems = read_source(theme / FILE, shown)
    node, more = parse(source) if source else (None, [])
    problems += more
    if source is None or node is None:
        return None, problems
    shapes, more = typed(Shapes, node, source, NO_TIME)
    problems += more
    if shapes is not None:
        problems += list(_rules(shapes, node, source, whole=not problems))
    return (None if problems else shapes), problems


def kept_drawings(theme: Path, cache: Path) -> Cache:
    """The drawings that a folder keeps of a theme's shapes, as they are now and as they are drawn now."""
    return Cache(cache, key_of(code_of(Path(__file__).parent), (theme / FILE).read_bytes()))


def _rules(shapes: Shapes, node: Node, source: Source, *, whole: bool) -> Iterator[Problem]:
    rules = [_words_have_one_shape(shapes), _facets_are_asked_for(shapes), _colours_are_seen(shapes)]
    if whole:
        rules.append(_names_are_there(shapes))
    for rule in rules:
        for code, path, details in rule:
            yield Problem(code, place_at(node, source, path), details)


def _words_have_one_shape(shapes: Shapes) -> Iterator[Found]:
    """No word stands for two outlines, two motifs or two colours (B123)."""
    for group in ("outlines", "motifs", "colours"):
        claimed: dict[tuple[str, str], str] = {}
        for name, path, facet, word in _standing(shapes, group):
            other = claimed.setdefault((facet, word), name)
            if other != name:
                yield "B123", path, {"value": word, "other": other}


def _facets_are_asked_for(shapes: Shapes) -> Iterator[Found]:
    """The facets under `for` are among those that outlines and colours go by (B127)."""
    for group, asked in (("outlines", shapes.outline_by), ("colours", shapes.colour_by)):
        for path, facet in sorted({(path[:-1], facet) for _, path, facet, _ in _standing(shapes, group)}):
            if facet not in asked:
                details = {"value": facet, "nearest": nearest(facet, asked), "choices": ", ".join(asked)}
                yield "B127", path, details


def _standing(shapes: Shapes, group: str) -> Iterator[tuple[str, FactPath, str, str]]:
    """Each shape's name, and each facet's word that it stands for with its place."""
    for name, shape in getattr(shapes, group).items():
        standing = {shapes.tread_by: shape.for_} if group == "motifs" else shape.for_
        for facet, words in standing.items():
            steps = (group, name, "for") if group == "motifs" else (group, name, "for", facet)
            for index, word in enumerate(words):
                yield name, (*steps, index), facet, word


def _colours_are_seen(shapes: Shapes) -> Iterator[Found]:
    """Every colour stands out from the paper of its scheme (B126)."""
    for name, colour in shapes.colours.items():
        for scheme in ("light", "dark"):
            value, paper = getattr(colour, scheme), getattr(shapes.paper, scheme)
            ratio = contrast(value, paper)
            if ratio < LEAST_CONTRAST:
                details = {"value": value, "other": paper, "ratio": f"{ratio:.1f}", "least": f"{LEAST_CONTRAST:.0f}"}
                yield "B126", ("colours", name, scheme), details


def _names_are_there(shapes: Shapes) -> Iterator[Found]:
    """Outlines, motifs and colours that are named exist (B125)."""
    colours = tuple(shapes.colours)
    named: list[tuple[FactPath, str, tuple[str, ...]]] = [
        (("otherwise", "outline"), shapes.otherwise.outline, tuple(shapes.outlines)),
        (("otherwise", "motif"), shapes.otherwise.motif, tuple(shapes.motifs)),
        (("otherwise", "colour"), shapes.otherwise.colour, colours),
    ]
    named += [(("mark", "colours", index), name, colours) for index, name in enumerate(shapes.mark.colours)]
    for path, name, group in named:
        if name not in group:
            details = {"value": name, "nearest": nearest(name, group), "choices": ", ".join(group)}
            yield "B125", path, details


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours like #9c4221, from 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)  # noqa: PLR2004
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
