"""One picture to its derivatives: turned upright, in sRGB, in a few widths, in AVIF and in what all browsers read.

Refuses to keep anything of a file but its pixels.
"""

from __future__ import annotations

import io
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageCms, ImageOps

# Part of every cache key: a change of recipe makes all derivatives anew.
RECIPE = "3: AVIF 55 and JPEG 82 progressive or PNG, 480 960 1600; WebP of 16; SVG drawn anew"
FOLDER = "assets/pictures"
WIDTHS = (480, 960, 1600)
# A width that adds less than this to the one below it is not worth a file.
STEP = 1.15
# One thread: the bytes of AVIF depend on how many threads make them.
AVIF: dict[str, Any] = {"quality": 55, "speed": 8, "max_threads": 1}
JPEG = {"quality": 82, "progressive": True, "optimize": True}
PNG = {"optimize": True}
PLACEHOLDER = {"quality": 20, "method": 6}
PLACEHOLDER_SIDE = 16
# The modes that a colour profile may speak of.
PROFILED = frozenset({"RGB", "RGBA", "CMYK", "L"})


@dataclass(frozen=True, slots=True)
class Derivative:
    """One file made from a picture: its name, its width and height in pixels."""

    name: str
    width: int
    height: int

    @property
    def address(self) -> str:
        """Where it stands in the site."""
        return f"{FOLDER}/{self.name}"


@dataclass(frozen=True, slots=True)
class Derived:
    """All derivatives of one picture, the narrowest first.

    `files` any browser reads (JPEG, PNG with transparency, SVG); `avif` is empty where it would be
    no smaller; `placeholder` is a data: URI, empty where something shows through.
    """

    files: tuple[Derivative, ...]
    avif: tuple[Derivative, ...] = ()
    placeholder: str = ""

    @property
    def largest(self) -> Derivative:
        """The widest one that any browser reads."""
        return self.files[-1]

    @property
    def every(self) -> tuple[Derivative, ...]:
        """All of them."""
        return (*self.files, *self.avif)


def derive(opened: Image.Image, stem: str) -> tuple[Derived, dict[str, bytes]]:
    """The derivatives of a picture just opened, and what each holds by its name. Raises what decoders raise."""
    opened.draft(opened.mode, (WIDTHS[-1], WIDTHS[-1]))
    image = upright(opened)
    ending, options = ("png", PNG) if image.mode == "RGBA" else ("jpg", JPEG)
    fine = {"subsampling": "4:4:4"} if image.mode == "RGBA" else {}
    made: dict[str, list[tuple[Derivative, bytes]]] = {ending: [], "avif": []}
    for width in reversed(widths(image.width)):
        image = _narrowed(image, width)
        for kind, how in ((ending, options), ("avif", AVIF | fine)):
            content = _encoded(image, "JPEG" if kind == "jpg" else kind.upper(), how)
            file = Derivative(f"{stem}-{width}.{kind}", image.width, image.height)
            made[kind].insert(0, (file, content))
    if _weight(made["avif"]) >= _weight(made[ending]):
        made["avif"] = []
    files, avif = (tuple(file for file, _ in made[kind]) for kind in (ending, "avif"))
    derived = Derived(files, avif, "" if image.mode == "RGBA" else _placeholder(image))
    return derived, {file.name: content for kind in made.values() for file, content in kind}


def widths(width: int) -> list[int]:
    """The widths that a picture is made in: never wider than it is."""
    most = min(width, WIDTHS[-1])
    return [*(one for one in WIDTHS if one * STEP <= most), most]


def upright(opened: Image.Image) -> Image.Image:
    """The picture as it is meant to be seen: turned as its camera says, in sRGB, nothing else kept."""
    profile = opened.info.get("icc_profile")
    ImageOps.exif_transpose(opened, in_place=True)  # a large picture is not to be there twice
    image = opened
    if image.mode.startswith("I"):  # 16 bits for each sample: the upper eight
        image = image.point(lambda value: value / 256).convert("L")
    seen_through = image.has_transparency_data
    if image.mode not in PROFILED or seen_through or not profile:
        image = _in_mode(image, "RGBA" if seen_through else "RGB")
    if image.width > WIDTHS[-1]:
        image = _narrowed(image, WIDTHS[-1])
    if profile:
        image = _in_srgb(image, profile)
    if image.mode == "RGBA" and image.getchannel("A").getextrema()[0] == 255:  # noqa: PLR2004 - nothing shows through
        image = image.convert("RGB")
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    return bare


def _in_mode(image: Image.Image, mode: str) -> Image.Image:
    return image if image.mode == mode else image.convert(mode)


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        made = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError):
        return image.convert(mode)  # an unreadable profile says nothing: the values stand as sRGB
    return made or image.convert(mode)


def _narrowed(image: Image.Image, width: int) -> Image.Image:
    if width == image.width:
        return image
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _placeholder(image: Image.Image) -> str:
    tiny = image.copy()
    tiny.thumbnail((PLACEHOLDER_SIDE, PLACEHOLDER_SIDE))
    return "data:image/webp;base64," + b64encode(_encoded(tiny, "WEBP", PLACEHOLDER)).decode()


def _encoded(image: Image.Image, form: str, options: Mapping[str, Any]) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def _weight(made: list[tuple[Derivative, bytes]]) -> int:
    return sum(len(content) for _, content in made)
