"""Logos as SVG, drawn anew from what is on the list: shapes, colours, gradients, and nothing that acts.

Refuses what it cannot carry over: definitions of entities, pictures inside, filters, rules of style
that are more than colours of classes. Source: https://www.w3.org/TR/SVG2/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError, SubElement, fromstring, tostring
from xml.parsers import expat

SUFFIX = ".svg"
SVG = "http://www.w3.org/2000/svg"
HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
MOST_BYTES = 512 * 1024
MOST_DEPTH = 60
# The longer side of the size that a browser is told; a logo is drawn at any.
SIDE = 480
LONGEST = 1e6

SHAPES = frozenset("path rect circle ellipse line polyline polygon text".split())  # noqa: SIM905 - read as words
HELPERS = frozenset("svg g defs symbol use tspan linearGradient radialGradient stop clipPath mask".split())  # noqa: SIM905
AS_GROUPS = frozenset({"a", "switch"})
# What draws nothing, or must not: it goes without a word.
DROPPED = frozenset(
    """script style metadata title desc foreignObject animate animateMotion animateTransform animateColor set
    cursor view""".split()  # noqa: SIM905
)
GEOMETRY = frozenset(
    """id d points x y x1 y1 x2 y2 cx cy r rx ry fx fy fr width height dx dy transform viewBox preserveAspectRatio
    offset gradientUnits gradientTransform spreadMethod clipPathUnits maskUnits maskContentUnits
    pathLength""".split()  # noqa: SIM905
)
# https://www.w3.org/TR/SVG2/styling.html#PresentationAttributes, those of shapes and letters
PROPERTIES = frozenset(
    """fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin
    stroke-miterlimit stroke-dasharray stroke-dashoffset opacity color display visibility overflow clip-path
    clip-rule mask mask-type stop-color stop-opacity paint-order vector-effect font-family font-size font-style
    font-weight letter-spacing word-spacing text-anchor dominant-baseline""".split()  # noqa: SIM905
)
FUNCTIONS = frozenset("rgb rgba hsl hsla matrix translate scale rotate skewx skewy".split())  # noqa: SIM905
FUNCTION = re.compile(r"([\w-]*)\s*\(")
OWN = re.compile(r"""url\(\s*["']?#[\w.:-]+["']?\s*\)""")
RULE = re.compile(r"\s*([^{}@]+)\{([^{}]*)\}")
SELECTOR = re.compile(r"[.#]?[A-Za-z_][\w-]*")
COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
LENGTH = re.compile(r"\s*([0-9.]+(?:e-?[0-9]+)?)\s*(?:px|pt|mm|cm|in|pc)?\s*", re.IGNORECASE)
Styles = Mapping[str, Mapping[str, str]]


class UnfitError(Exception):
    """A file that no picture can be made of: the code of the problem and what its message names."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


def cleaned(raw: bytes) -> tuple[bytes, int, int]:
    """A drawing with nothing in it but what is on the lists, its width and its height. UnfitError: P103, P108, P109."""
    if len(raw) > MOST_BYTES:
        raise _refused("@svg-too-large")
    _refuse_definitions(raw)
    try:
        read = fromstring(raw)  # noqa: S314 - entities have just been refused
    except (ParseError, ValueError, RecursionError):
        raise UnfitError("P103", choices="SVG") from None
    if read.tag != f"{{{SVG}}}svg":
        raise UnfitError("P103", choices="SVG")
    left, top, width, height = _box(read)
    scale = SIDE / max(width, height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    drawn = Element("svg")
    _carry(read, drawn, _styles(read))
    _refuse_multiplying(drawn)
    if not any(element.tag in SHAPES for element in drawn.iter()):
        raise _refused("@svg-empty")
    drawn.attrib |= {
        "xmlns": SVG,
        "viewBox": " ".join(f"{number:g}" for number in (left, top, width, height)),
        "width": str(size[0]),
        "height": str(size[1]),
    }
    return tostring(drawn), *size


def _refused(found: str) -> UnfitError:
    return UnfitError("P108", found=found)


def _refuse_definitions(raw: bytes) -> None:
    """No entity is ever expanded: a document that defines any is refused before it is read."""

    def refuse(*_: object) -> None:
        raise _refused("@svg-definitions")

    def refuse_inner(_name: str, _system: str | None, _public: str | None, has_inner: int) -> None:
        if has_inner:
            refuse()

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse_inner
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(raw, True)
    except expat.ExpatError:
        raise UnfitError("P103", choices="SVG") from None


def _box(root: Element) -> tuple[float, float, float, float]:
    """The part of the plane that is seen: the view box, else as wide and high as the drawing says it is."""
    try:
        left, top, width, height = (float(number) for number in re.split(r"[\s,]+", root.get("viewBox", "").strip()))
    except ValueError:
        sides = [LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
        try:
            left, top, width, height = 0, 0, *(float(side[1]) if side else 0 for side in sides)
        except ValueError:
            raise _refused("@svg-no-size") from None
    if not (0 < width < LONGEST and 0 < height < LONGEST):
        raise _refused("@svg-no-size")
    return left, top, width, height


def _styles(root: Element) -> Styles:
    """The declarations of a drawing's style elements by selector: an element's name, `.class` or `#id`."""
    text = COMMENT.sub("", "".join(found.text or "" for found in root.iter(f"{{{SVG}}}style")))
    styles: dict[str, dict[str, str]] = {}
    for names, declarations in RULE.findall(text):
        for name in names.split(","):
            if not SELECTOR.fullmatch(name.strip()):
                raise _refused("@svg-style")
            styles.setdefault(name.strip(), {}).update(_declared(declarations))
    if RULE.sub("", text).strip():
        raise _refused("@svg-style")
    return styles


def _declared(declarations: str) -> Iterator[tuple[str, str]]:
    for declaration in declarations.split(";"):
        name, colon, value = declaration.partition(":")
        if colon and name.strip().lower() in PROPERTIES:
            yield name.strip().lower(), value.replace("!important", "").strip()


def _carry(read: Element, drawn: Element, styles: Styles, depth: int = 0) -> None:
    """Carries over, from one element to its copy, what is on the lists."""
    if depth > MOST_DEPTH:
        raise _refused("@svg-too-large")
    drawn.attrib |= {name: value for name, value in _attributes(read, styles).items() if _is_harmless(value)}
    drawn.text = read.text if drawn.tag in {"text", "tspan"} else None
    for child in read:
        space, _, name = str(child.tag).rpartition("}")
        if space != f"{{{SVG}" or name in DROPPED:
            continue
        if name not in SHAPES | HELPERS | AS_GROUPS:
            raise UnfitError("P109", found=f"<{name}>")
        copy = SubElement(drawn, "g" if name in AS_GROUPS else name)
        _carry(child, copy, styles, depth + 1)
        copy.tail = child.tail if drawn.tag in {"text", "tspan"} else None


def _attributes(read: Element, styles: Styles) -> dict[str, str]:
    """The attributes of an element; what its style says becomes attributes too, in the order of the cascade."""
    found = {name: value for name, value in read.attrib.items() if name in GEOMETRY | PROPERTIES}
    tag = str(read.tag).rpartition("}")[2]
    classes = (f".{name}" for name in read.get("class", "").split())
    for selector in (tag, *classes, f"#{read.get('id', '')}"):
        found |= styles.get(selector, {})
    found |= dict(_declared(read.get("style", "")))
    for name in HREFS:
        if read.get(name, "").startswith("#"):
            found["href"] = read.get(name, "")
    return found


def _is_harmless(value: str) -> bool:
    """Whether a value names nothing outside of the drawing: no function but of colours, places and its own ids."""
    rest = OWN.sub("", value)
    return "\\" not in rest and all(name.lower() in FUNCTIONS for name in FUNCTION.findall(rest))


def _refuse_multiplying(drawn: Element) -> None:
    """A part that is used within a used part, or a mask within a mask, could grow beyond all measure."""
    known = {element.get("id"): element for element in drawn.iter() if element.get("id")}
    for element in drawn.iter():
        if element.tag == "use":
            target = known.get(element.get("href", "#")[1:])
            if target is not None and any(inner.tag == "use" for inner in target.iter()):
                raise UnfitError("P109", found="<use>")
        if element.tag in {"mask", "clipPath"} and any(
            inner.get("mask") or inner.get("clip-path") for inner in element.iter()
        ):
            raise UnfitError("P109", found=f"<{element.tag}>")
