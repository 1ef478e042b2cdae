"""Pictures go out smaller, upright and without a word of where they were taken."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from district.pictures import Derived, Pictures
from tests.content import SITES

AURORA = SITES / "full" / "members" / "calzaturificio-aurora"


@pytest.fixture
def pictures(tmp_path: Path) -> Pictures:
    return Pictures(tmp_path / "cache")


def saved(path: Path, image: Image.Image, **options: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, **options)  # type: ignore[arg-type]
    return path


def opened(pictures: Pictures, derived: Derived, number: int = -1) -> Image.Image:
    with Image.open(pictures.cache / derived.files[number].name) as image:
        image.load()
        return image


def test_the_camera_and_the_place_are_gone(pictures: Pictures) -> None:
    with Image.open(AURORA / "reparto.jpg") as original:
        exif = original.getexif()
        assert exif.get_ifd(0x8825)
        assert exif[0x010F] == "Macchina inventata"
    derived = pictures.of(AURORA / "reparto.jpg")
    for file in derived.files:
        raw = (pictures.cache / file.name).read_bytes()
        with Image.open(io.BytesIO(raw)) as image:
            assert not image.getexif()
            assert not set(image.info) & {"exif", "xmp", "icc_profile", "comment", "photoshop"}
        assert b"inventata" not in raw
        assert b"Exif" not in raw


def test_a_picture_stands_as_its_camera_held_it(pictures: Pictures) -> None:
    with Image.open(AURORA / "reparto.jpg") as original:
        assert original.size == (640, 420)
    largest = pictures.of(AURORA / "reparto.jpg").largest
    assert (largest.width, largest.height) == (420, 640)


@pytest.mark.parametrize(
    ("width", "widths"), [(300, [300]), (480, [480]), (1000, [480, 960, 1000]), (2400, [480, 960, 1600])]
)
def test_pictures_become_smaller_and_never_larger(
    pictures: Pictures, tmp_path: Path, width: int, widths: list[int]
) -> None:
    derived = pictures.of(saved(tmp_path / "a.jpg", Image.new("RGB", (width, width // 2), "brown")))
    assert [(file.width, file.height) for file in derived.files] == [(w, w // 2) for w in widths]
    for number, file in enumerate(derived.files):
        assert opened(pictures, derived, number).size == (file.width, file.height)
        assert str(file.width) in file.name


def test_what_can_be_seen_through_stays_so(pictures: Pictures, tmp_path: Path) -> None:
    image = Image.new("RGBA", (40, 20), (200, 10, 10, 0))
    image.putpixel((3, 3), (1, 2, 3, 255))
    derived = pictures.of(saved(tmp_path / "a.png", image))
    assert derived.largest.name.endswith(".png")
    assert opened(pictures, derived).getpixel((0, 0))[3] == 0  # type: ignore[index]
    palette = saved(tmp_path / "b.png", image.convert("P"), transparency=0)
    assert pictures.of(palette).largest.name.endswith(".png")


@pytest.mark.parametrize("mode", ["L", "1", "P", "CMYK", "LA", "I;16"])
def test_every_mode_of_picture_is_made(pictures: Pictures, tmp_path: Path, mode: str) -> None:
    image = Image.new("L", (30, 20), 128)
    path = tmp_path / ("a.jpg" if mode == "CMYK" else "a.png")
    made = Image.new("I;16", (30, 20), 32768) if mode == "I;16" else image.convert(mode)
    assert pictures.of(saved(path, made)).largest.width == 30


def test_colours_are_brought_to_the_screens_own(pictures: Pictures, tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    derived = pictures.of(
        saved(tmp_path / "a.jpg", Image.new("RGB", (30, 20), (200, 100, 50)), icc_profile=profile, quality=95)
    )
    found = opened(pictures, derived)
    assert "icc_profile" not in found.info
    assert all(abs(a - b) < 6 for a, b in zip(found.getpixel((5, 5)), (200, 100, 50), strict=True))  # type: ignore[arg-type]


def test_a_profile_that_cannot_be_read_is_left_aside(pictures: Pictures, tmp_path: Path) -> None:
    path = saved(tmp_path / "a.jpg", Image.new("RGB", (30, 20), "brown"), icc_profile=b"no profile")
    assert opened(pictures, pictures.of(path)).size == (30, 20)


def test_transparency_survives_a_profile(pictures: Pictures, tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = Image.new("RGBA", (30, 20), (200, 100, 50, 0))
    image.paste((200, 100, 50, 255), (0, 0, 10, 10))
    found = opened(pictures, pictures.of(saved(tmp_path / "a.png", image, icc_profile=profile)))
    assert [found.getpixel(spot)[3] for spot in ((5, 5), (25, 15))] == [255, 0]  # type: ignore[index]


def test_what_was_made_once_is_not_made_again(pictures: Pictures, monkeypatch: pytest.MonkeyPatch) -> None:
    first = pictures.of(AURORA / "reparto.jpg")
    monkeypatch.setattr("district.pictures.upright", lambda _: pytest.fail("it was decoded again"))
    assert Pictures(pictures.cache).of(AURORA / "reparto.jpg") == first


@pytest.mark.parametrize(
    "damage", ["", "[", "{}", "[]", "[1]", '[{"name": "x"}]', '[{"name": "gone.jpg", "width": 1, "height": 1}]']
)
def test_a_cut_off_record_is_noticed(pictures: Pictures, damage: str) -> None:
    first = pictures.of(AURORA / "reparto.jpg")
    (record,) = pictures.cache.glob("*.json")
    whole = json.loads(record.read_text())
    record.write_text(damage)
    assert Pictures(pictures.cache).of(AURORA / "reparto.jpg") == first
    assert json.loads(record.read_text()) == whole


def test_a_derivative_that_is_gone_is_made_again(pictures: Pictures) -> None:
    first = pictures.of(AURORA / "reparto.jpg")
    (pictures.cache / first.largest.name).unlink()
    assert Pictures(pictures.cache).of(AURORA / "reparto.jpg") == first
    assert (pictures.cache / first.largest.name).is_file()


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        pictures = Pictures(tmp_path / name)
        pictures.derive(sorted(SITES.joinpath("full").rglob("*.jpg")))
        made.append({address: path.read_bytes() for address, path in sorted(pictures.files().items())})
    assert made[0] == made[1]
    assert all(address.startswith("assets/pictures/") for address in made[0])


def test_two_names_of_one_picture_do_not_depend_on_who_comes_first(tmp_path: Path) -> None:
    image = Image.new("RGB", (20, 20), "brown")
    one, two = saved(tmp_path / "a" / "uno.jpg", image), saved(tmp_path / "b" / "due.jpg", image)
    names = []
    for order in ((one, two), (two, one)):
        pictures = Pictures(tmp_path / f"cache-{order[0].stem}")
        pictures.derive(order)
        names.append((pictures.of(one).largest.name, pictures.of(two).largest.name))
    assert names[0] == names[1]
    assert names[0][0].startswith("uno-")


def test_names_are_safe_in_addresses(pictures: Pictures, tmp_path: Path) -> None:
    made = pictures.of(saved(tmp_path / "Città & “Scarpe” 1.jpg", Image.new("RGB", (20, 20)))).largest.name
    assert made.isascii()
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
