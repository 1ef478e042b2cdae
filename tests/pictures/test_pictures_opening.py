"""A file is what its content says, and what no site should show is told before anything is decoded."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from district.pictures import UnfitError
from district.pictures.opening import examine
from tests.pictures.making import hollow_png


def encoded(form: str, size: tuple[int, int] = (320, 200), **options: object) -> bytes:
    buffer = io.BytesIO()
    image = Image.effect_noise(size, 60).convert("RGB")
    image.save(buffer, form, **options)  # type: ignore[arg-type]
    return buffer.getvalue()


def said_of(folder: Path, name: str, raw: bytes) -> str:
    """The code of what is wrong with a file, empty for nothing."""
    path = folder / name
    path.write_bytes(raw)
    try:
        examine(path)
    except UnfitError as error:
        return error.code
    return ""


FORMS = [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("HEIF", "heic")]


@pytest.mark.parametrize(("form", "ending"), FORMS)
def test_a_whole_picture_is_fit(tmp_path: Path, form: str, ending: str) -> None:
    assert said_of(tmp_path, f"foto.{ending}", encoded(form)) == ""
    assert said_of(tmp_path, f"FOTO.{ending.upper()}", encoded(form)) == ""


@pytest.mark.parametrize(("form", "ending"), FORMS)
@pytest.mark.parametrize("part", [0.3, 0.9, 0.99])
def test_a_picture_that_breaks_off_is_damaged(tmp_path: Path, form: str, ending: str, part: float) -> None:
    raw = encoded(form)
    assert said_of(tmp_path, f"foto.{ending}", raw[: int(len(raw) * part)]) in {"P102", "P103"}


def test_a_small_picture_within_the_header_does_not_hide_that_the_large_one_breaks_off(tmp_path: Path) -> None:
    exif = b"Exif\0\0" + b"II*\0\x08\0\0\0\0\0\0\0\0\0" + encoded("JPEG", (32, 20))
    raw = encoded("JPEG", exif=exif)
    assert said_of(tmp_path, "foto.jpg", raw) == ""
    assert said_of(tmp_path, "foto.jpg", raw[: len(raw) // 2]) == "P102"


def test_what_a_phone_puts_behind_a_picture_does_no_harm(tmp_path: Path) -> None:
    assert said_of(tmp_path, "foto.jpg", encoded("JPEG") + b"SEFT and more" * 9) == ""
    both = encoded("MPO", save_all=True, append_images=[Image.new("RGB", (32, 20))])
    assert said_of(tmp_path, "foto.jpg", both) == ""


@pytest.mark.parametrize(("form", "ending"), FORMS)
@pytest.mark.parametrize(("other", "its"), FORMS)
def test_a_picture_goes_by_its_own_name(tmp_path: Path, form: str, ending: str, other: str, its: str) -> None:
    assert said_of(tmp_path, f"foto.{its}", encoded(form)) == ("" if form == other else "P107"), ending


@pytest.mark.parametrize(
    "raw", [b"", b"\0", b"Pippo", b"%PDF-1.7", b"<svg/>", b"GIF89a" + b"\0" * 90, b"\xff\xd8\xff", b"BM" + b"\0" * 90]
)
@pytest.mark.parametrize("ending", ["jpg", "png", "webp", "heic"])
def test_what_is_no_picture_is_told(tmp_path: Path, raw: bytes, ending: str) -> None:
    assert said_of(tmp_path, f"foto.{ending}", raw) in {"P102", "P103"}


@pytest.mark.parametrize(("form", "ending"), [("PNG", "png"), ("WEBP", "webp")])
def test_a_picture_that_moves_is_told(tmp_path: Path, form: str, ending: str) -> None:
    frames = [Image.new("RGB", (24, 16), colour) for colour in ("red", "blue")]
    buffer = io.BytesIO()
    frames[0].save(buffer, form, save_all=True, append_images=frames[1:], duration=300)
    assert said_of(tmp_path, f"foto.{ending}", buffer.getvalue()) == "P106"


@pytest.mark.parametrize("side", [9_000, 9_500, 14_000, 60_000, 2**31 - 1])
def test_a_bomb_is_not_opened(tmp_path: Path, side: int) -> None:
    assert said_of(tmp_path, "foto.png", hollow_png(side, side)) == "P105"


@pytest.mark.parametrize(("form", "ending"), FORMS)
def test_nothing_is_decoded_so_that_checks_stay_quick(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, ending: str
) -> None:
    raw = encoded(form)
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda _: pytest.fail("it was decoded"))
    assert said_of(tmp_path, f"foto.{ending}", raw) == ""
