"""QR codes: the address of the page, in modules that any phone reads."""

from __future__ import annotations

import re

import segno

from district.exports.codes import BORDER, drawn

ADDRESS = "https://www.example.org/imprese/calzaturificio-aurora/"


def modules(svg: str) -> list[list[bool]]:
    """The dark modules of a drawing, from the strokes of its one path."""
    size = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])  # type: ignore[index]
    rows = [[False] * size for _ in range(size)]
    (path,) = re.findall(r'<path [^>]*stroke="#000"[^>]*d="([^"]+)"|<path d="([^"]+)"[^>]*stroke="#000"', svg) or [
        ("", "")
    ]
    x = y = 0.0
    for step, values in re.findall(r"([Mmh])([-\d. ]+)", "".join(path)):
        numbers = [float(one) for one in values.split()]
        if step == "M":
            x, y = numbers
        elif step == "m":
            x, y = x + numbers[0], y + numbers[1]
        else:
            for column in range(int(x), int(x + numbers[0])):
                rows[int(y)][column] = True
            x += numbers[0]
    return rows


def test_the_drawing_is_the_code_of_the_address_with_a_white_edge() -> None:
    svg = drawn(ADDRESS).decode()
    code = segno.make_qr(ADDRESS, error="m")
    wanted = [[bool(module) for module in row] for row in code.matrix_iter(border=BORDER)]
    assert modules(svg) == wanted


def test_the_drawing_is_small_whole_and_the_same_every_time() -> None:
    first = drawn(ADDRESS)
    drawn.cache_clear()
    assert drawn(ADDRESS) == first
    assert len(first) < 3000
    assert first.startswith(b"<svg ")
    assert b"<script" not in first
    assert b"style=" not in first


def test_other_addresses_have_other_codes() -> None:
    assert drawn(ADDRESS) != drawn(f"{ADDRESS}?")
