"""QR codes: the address of the page, in modules that any phone reads."""

from __future__ import annotations

import re

import pytest
import zxingcpp
from PIL import Image

from district.codes import BORDER, code

ADDRESS = "https://www.example.org/imprese/calzaturificio-aurora/"
ADDRESSES = (ADDRESS, f"{ADDRESS}?q=è&b=%22", "https://a.example/", f"https://www.example.org/{'lungo-' * 40}/")


def picture(svg: str, edge: int) -> Image.Image:
    """A drawing as a phone's camera sees it: each stroke of its path as dots, `edge` modules of paper around."""
    size = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])  # type: ignore[index]
    seen = Image.new("L", (size + 2 * edge,) * 2, 255)
    (path,) = re.findall(r'<path [^>]*?\bd="(M[^"]+m[^"]+)"', svg)
    x = y = 0.0
    for step, values in re.findall(r"([Mmh])([-\d. ]+)", path):
        numbers = [float(one) for one in values.split()]
        if step == "h":
            for column in range(int(x), int(x + numbers[0])):
                seen.putpixel((column + edge, int(y) + edge), 0)
            x += numbers[0]
        else:
            x, y = (numbers[0], numbers[1]) if step == "M" else (x + numbers[0], y + numbers[1])
    return seen.resize((seen.width * 4, seen.height * 4), Image.Resampling.NEAREST)


@pytest.mark.parametrize("address", ADDRESSES)
def test_another_program_reads_the_address_from_the_drawing(address: str) -> None:
    for svg, edge in ((code(address), 0), (code(address, border=0, light=None), BORDER)):
        (read,) = zxingcpp.read_barcodes(picture(svg, edge))
        assert (read.format, read.text) == (zxingcpp.BarcodeFormat.QRCode, address)
        assert read.ec_level in {"M", "Q", "H"}  # as much as its size has room for


def test_a_code_that_is_dirty_in_a_place_is_still_read() -> None:
    seen = picture(code(ADDRESS), 0)
    seen.paste(255, (seen.width // 2, seen.height // 2, seen.width // 2 + 24, seen.height // 2 + 24))
    assert [one.text for one in zxingcpp.read_barcodes(seen)] == [ADDRESS]


def test_the_drawing_is_small_whole_and_the_same_every_time() -> None:
    first = code(ADDRESS)
    assert code(ADDRESS) == first
    assert len(first) < 3000
    assert first.startswith("<svg ")
    assert "<script" not in first
    assert "style=" not in first


def test_other_addresses_have_other_codes() -> None:
    assert code(ADDRESS) != code(f"{ADDRESS}?")
