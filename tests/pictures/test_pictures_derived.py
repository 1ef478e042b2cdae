"""Pictures go out smaller, upright and without a word of where they were taken."""

from __future__ import annotations

import io
import json
from base64 import b64decode
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from district.pictures import Derived, Pictures, UnfitError
from district.pictures.deriving import AVIF
from district.pictures.opening import examine
from tests.content import SITES
from tests.pictures.making import hollow_png

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
    assert derived.avif
    for file in derived.every:
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
    ("width", "widths"), [(300, [300]), (480, [480]), (500, [500]), (1000, [480, 1000]), (2400, [480, 960, 1600])]
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
    assert derived.placeholder == "", "it would be seen through the picture"
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


def test_a_wide_colour_space_becomes_the_narrow_one(pictures: Pictures, tmp_path: Path) -> None:
    """A profile that swaps red and green, which no browser would guess."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    path = saved(tmp_path / "a.png", Image.new("RGB", (30, 20), (250, 20, 20)), icc_profile=bytes(profile))
    red, green, _ = opened(pictures, pictures.of(path)).getpixel((5, 5))  # type: ignore[misc]
    assert (green > 200, red < 60) == (True, True)


def test_sixteen_bits_keep_their_greys(pictures: Pictures, tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", Image.new("I;16", (30, 20), 32768))
    assert opened(pictures, pictures.of(path)).getpixel((5, 5)) == (128, 128, 128)


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
    monkeypatch.setattr("district.pictures.deriving.upright", lambda _: pytest.fail("it was decoded again"))
    assert Pictures(pictures.cache).of(AURORA / "reparto.jpg") == first


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "[",
        "{}",
        "[]",
        '{"derived": {"files": [], "avif": [], "placeholder": ""}, "marks": {}}',
        '{"derived": {"files": [{"name": "../x.jpg", "width": 1, "height": 1}], "avif": [], "placeholder": ""}}',
        '{"derived": {"files": [{"name": "gone.jpg", "width": 1, "height": 1}], "avif": [], "placeholder": ""}}',
    ],
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


@pytest.mark.parametrize("damage", [b"", b"another picture", None])
def test_a_derivative_that_is_cut_off_or_not_its_own_is_made_again(pictures: Pictures, damage: bytes | None) -> None:
    first = pictures.of(AURORA / "reparto.jpg")
    for file in first.every:
        path = pictures.cache / file.name
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
        assert Pictures(pictures.cache).of(AURORA / "reparto.jpg") == first
        assert path.read_bytes() == whole


def test_another_content_or_recipe_is_another_file(
    pictures: Pictures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path / "a.jpg", Image.new("RGB", (20, 20), "brown"))
    names = {pictures.of(path).largest.name}
    saved(path, Image.new("RGB", (20, 20), "green"))
    names.add(Pictures(pictures.cache).of(path).largest.name)
    monkeypatch.setattr("district.pictures.store.RECIPE", "another")
    names.add(Pictures(pictures.cache).of(path).largest.name)
    assert len(names) == 3


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


def photo(width: int = 900, height: int = 600) -> Image.Image:
    """Something with soft and sharp parts, as photographs have."""
    soft = Image.radial_gradient("L").resize((width, height))
    sharp = Image.linear_gradient("L").resize((width, height)).point(lambda value: value // 40 * 40)
    return Image.merge("RGB", (soft, sharp, soft.rotate(180)))


def test_what_phones_write_is_taken(pictures: Pictures, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Macchina inventata"
    exif.get_ifd(0x8825)[1] = "N"
    derived = pictures.of(saved(tmp_path / "IMG_0001.HEIC", photo(), format="HEIF", exif=exif))
    assert (derived.largest.width, derived.largest.height) == (900, 600)
    for file in derived.every:
        raw = (pictures.cache / file.name).read_bytes()
        assert b"inventata" not in raw
        with Image.open(io.BytesIO(raw)) as image:
            assert not image.getexif()


def test_avif_is_beside_and_lighter(pictures: Pictures, tmp_path: Path) -> None:
    derived = pictures.of(saved(tmp_path / "a.jpg", photo(), quality=90))
    assert [(file.width, file.height) for file in derived.avif] == [(480, 320), (900, 600)]
    weights = [
        sum((pictures.cache / file.name).stat().st_size for file in files) for files in (derived.avif, derived.files)
    ]
    assert weights[0] < weights[1]
    with Image.open(pictures.cache / derived.avif[0].name) as image:
        assert image.format == "AVIF"


def test_avif_that_is_no_lighter_is_left_out(pictures: Pictures, tmp_path: Path) -> None:
    derived = pictures.of(saved(tmp_path / "a.png", Image.new("RGBA", (8, 8), (200, 10, 10, 0))))
    assert derived.avif == ()


def test_avif_is_made_by_one_thread_so_that_each_machine_gives_the_same_bytes() -> None:
    assert AVIF["max_threads"] == 1


def test_the_blur_that_stands_in_is_tiny(pictures: Pictures, tmp_path: Path) -> None:
    held = pictures.of(saved(tmp_path / "a.jpg", photo(), quality=90)).placeholder
    assert held.startswith("data:image/webp;base64,")
    assert len(held) <= 250
    with Image.open(io.BytesIO(b64decode(held.partition(",")[2]))) as image:
        assert max(image.size) == 16


def test_alpha_that_hides_nothing_is_no_transparency(pictures: Pictures, tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png", Image.new("RGBA", (30, 20), (200, 10, 10, 255)))
    assert pictures.of(path).largest.name.endswith(".jpg")


def test_what_only_a_decoder_finds_is_told_and_the_others_are_made(pictures: Pictures, tmp_path: Path) -> None:
    good = saved(tmp_path / "buona.jpg", photo(60, 40))
    bad = tmp_path / "rotta.png"
    bad.write_bytes(hollow_png(100, 100))
    examine(bad)
    unfit = pictures.derive([bad, good])
    assert {path: error.code for path, error in unfit.items()} == {bad: "P102"}
    assert pictures.of(good).largest.width == 60
    assert all("rotta" not in address for address in pictures.files())
    with pytest.raises(UnfitError):
        pictures.of(bad)


def test_a_full_cache_disk_is_not_called_a_damaged_picture(
    pictures: Pictures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("district.pictures.store.write_whole", full)
    with pytest.raises(OSError, match="No space"):
        pictures.of(saved(tmp_path / "a.jpg", photo(60, 40)))
