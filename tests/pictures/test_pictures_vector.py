"""A firm's logo is drawn anew from shapes and colours; whatever acts, asks or multiplies does not come along."""

from __future__ import annotations

import re
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district.pictures import Pictures, UnfitError
from district.pictures.vector import DROPPED, HELPERS, SHAPES, cleaned

PATH = '<path d="M0 0h10v10z" fill="#1b1714"/>'
ON_LIST = SHAPES | HELPERS


def drawing(inner: str, attributes: str = 'viewBox="0 0 60 20"') -> bytes:
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {spaces} {attributes}>{inner}</svg>".encode()


def drawn(inner: str, attributes: str = 'viewBox="0 0 60 20"') -> str:
    return cleaned(drawing(inner, attributes))[0].decode()


def refused(raw: bytes) -> str:
    with pytest.raises(UnfitError) as caught:
        cleaned(raw)
    return caught.value.code


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<script href='https://x.example/a.js'/>",
        "<script xlink:href='data:text/javascript,alert(1)'/>",
        "<g onload='alert(1)' onclick='alert(1)'/>",
        "<a href='javascript:alert(1)'><rect width='9' height='9'/></a>",
        "<a xlink:href='https://x.example'><rect width='9' height='9'/></a>",
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><iframe src='https://x.example'/></body></foreignObject>",
        "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
        "<x:iframe xmlns:x='http://www.w3.org/1999/xhtml' src='https://x.example'/>",
        "<use href='https://x.example/a.svg#b'/>",
        "<use xlink:href='data:image/svg+xml;base64,PHN2Zy8+#x'/>",
        "<rect width='9' height='9' fill='url(https://x.example/a.svg#b)'/>",
        "<rect width='9' height='9' fill='URL(//x.example/a)'/>",
        r"<rect width='9' height='9' fill='u\72l(//x.example/a)'/>",
        "<rect width='9' height='9' style='fill: url(https://x.example/a)'/>",
        "<rect width='9' height='9' style='mask: image-set(\"https://x.example/a\" 1x)'/>",
        "<rect width='9' height='9' mask='url(https://x.example/a#b)'/>",
        "<rect width='9' height='9' style='background: url(https://x.example/a); behavior: url(#x)'/>",
        "<animate attributeName='href' values='javascript:alert(1)'/>",
        "<set attributeName='onload' to='alert(1)'/>",
        "<?xml-stylesheet href='https://x.example/a.css'?>",
        "<!-- https://x.example -->",
        "<metadata>https://x.example, Lucca 43.9 10.6</metadata>",
        "<g data-x='https://x.example' xml:base='https://x.example' class='https://x.example'/>",
    ],
)
def test_nothing_that_acts_or_asks_outside_comes_along(hostile: str) -> None:
    made = drawn(PATH + hostile)
    assert PATH.removesuffix("/>") in made, "the rest of the drawing stays"
    for word in ("x.example", "script", "alert", "onload", "onclick", "iframe", "data:", "foreign", "43.9", "style"):
        assert word not in made.lower(), word


@pytest.mark.parametrize("element", ["image", "filter", "pattern", "marker", "textPath", "feImage", "video"])
def test_what_would_be_missed_is_refused_rather_than_left_out(element: str) -> None:
    assert refused(drawing(f"{PATH}<{element}/>")) == "P109"


@pytest.mark.parametrize(
    "inner",
    [
        "<g id='a'>" + PATH + "</g><g id='b'><use href='#a'/><use href='#a'/></g><use href='#b'/>",
        "<g id='a'>" + PATH + "<use href='#a'/></g>",
        "<clipPath id='a'><path d='M0 0' clip-path='url(#a)'/></clipPath>" + PATH,
        "<mask id='a'><g mask='url(#b)'/></mask>" + PATH,
    ],
)
def test_what_multiplies_is_refused(inner: str) -> None:
    assert refused(drawing(inner)) == "P109"


BOMB = b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("head", [BOMB, OUTSIDE, b"<!DOCTYPE svg []>", b'<!DOCTYPE svg [<!ENTITY % a "b">]>'])
def test_entities_are_refused_before_they_are_read(head: bytes) -> None:
    assert refused(head + drawing("<text>&b;&a;</text>")) == "P108"


def test_the_plain_document_type_of_drawing_programs_is_nothing_to_fear() -> None:
    head = b'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/a.dtd">'
    assert b"DOCTYPE" not in cleaned(head + drawing(PATH))[0]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"Pippo",
        b"<svg/>",
        b"<html/>",
        b"\x89PNG\r\n\x1a\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'>",
        b"\xff\xfe",
    ],
)
def test_what_is_no_drawing_is_told(raw: bytes) -> None:
    assert refused(raw) == "P103"


@pytest.mark.parametrize(
    ("inner", "attributes"),
    [
        ("", 'viewBox="0 0 60 20"'),
        ("<defs/>", 'viewBox="0 0 60 20"'),
        (PATH, ""),
        (PATH, 'viewBox="0 0 0 0"'),
        (PATH, 'viewBox="0 0 nan inf"'),
        (PATH, 'width="100%" height="100%"'),
        (PATH, 'width="1.2.3" height="4"'),
        ("<g>" * 80 + PATH + "</g>" * 80, 'viewBox="0 0 60 20"'),
        ("<g>" * 20_000 + PATH + "</g>" * 20_000, 'viewBox="0 0 60 20"'),
        (PATH * 20_000, 'viewBox="0 0 60 20"'),
        ("<style>@import 'https://x.example/a.css';</style>" + PATH, 'viewBox="0 0 60 20"'),
        ("<style>g > path {fill: red}</style>" + PATH, 'viewBox="0 0 60 20"'),
        ("<style>@font-face {src: url(https://x.example)}</style>" + PATH, 'viewBox="0 0 60 20"'),
    ],
)
def test_what_cannot_be_carried_over_is_told(inner: str, attributes: str) -> None:
    assert refused(drawing(inner, attributes)) == "P108"


def test_colours_of_classes_become_colours_of_shapes() -> None:
    style = "<style>/* a */ path{fill:red} .a,.b{fill:#9c4221;-x-y:z} #c{stroke:blue !important}</style>"
    made = drawn(style + '<path class="b" id="c" d="M0 0" fill="green" style="stroke-width:3"/>')
    (path,) = fromstring(made)
    assert path.attrib == {"id": "c", "d": "M0 0", "fill": "#9c4221", "stroke": "blue", "stroke-width": "3"}


def test_gradients_and_repeated_parts_stay() -> None:
    inner = (
        '<defs><linearGradient id="g"><stop offset="0" stop-color="rgb(1, 2, 3)"/></linearGradient>'
        '<linearGradient id="h" xlink:href="#g" gradientTransform="rotate(20)"/></defs>'
        '<rect id="r" width="9" height="9" fill="url(#h)"/><use xlink:href="#r" x="5"/>'
    )
    made = drawn(inner)
    for piece in ('href="#g"', 'href="#r"', 'fill="url(#h)"', "rgb(1, 2, 3)", "rotate(20)"):
        assert piece in made, piece


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 60 20"', (480, 160)),
        ('viewBox="-10,-10 2 4"', (240, 480)),
        ('width="30mm" height="10mm"', (480, 160)),
        ('viewBox="0 0 60 20" width="100%"', (480, 160)),
    ],
)
def test_a_drawing_says_its_size(attributes: str, size: tuple[int, int]) -> None:
    raw, *found = cleaned(drawing(PATH, attributes))
    assert tuple(found) == size
    assert fromstring(raw).get("width") == str(size[0])


def test_a_logo_is_kept_in_the_cache_like_any_picture(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("logo")
    path = folder / "logo.svg"
    path.write_bytes(drawing(PATH + "<script>alert(1)</script>"))
    first = Pictures(folder / "cache").of(path)
    assert (first.largest.width, first.largest.height, first.avif, first.placeholder) == (480, 160, (), "")
    held = folder / "cache" / first.largest.name
    made = held.read_bytes()
    assert made == cleaned(path.read_bytes())[0]
    held.write_bytes(b"<svg><script>alert(1)</script></svg>")
    assert Pictures(folder / "cache").of(path) == first
    assert held.read_bytes() == made


NAMES = st.sampled_from(sorted(ON_LIST | DROPPED | {"a", "switch"}))
VALUES = st.text(alphabet="url(#x)'\"\\ hsl:;/,.0", max_size=12)


@given(st.recursive(st.just(PATH), lambda inner: st.tuples(NAMES, VALUES, st.lists(inner, max_size=3)), max_leaves=8))
def test_only_what_is_on_the_lists_is_ever_drawn(tree: object) -> None:
    def written(node: object) -> str:
        if isinstance(node, str):
            return node
        assert isinstance(node, tuple)
        name, value, inner = node
        held = value.replace('"', "&quot;")
        return f'<{name} fill="{held}" onload="x" style="{held}" href="{held}">{"".join(map(written, inner))}</{name}>'

    try:
        made = drawn(PATH + written(tree))
    except UnfitError:
        return
    for element in fromstring(made).iter():
        assert element.tag.rpartition("}")[2] in ON_LIST
        assert not any(name.startswith("on") or name == "style" for name in element.attrib)
        for value in element.attrib.values():
            assert not re.search(r"url\(\s*['\"]?[^#'\"\s]", value)
