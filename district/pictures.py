"""Pictures to derivatives: smaller, upright, in sRGB, without any data about where they were taken.

Refuses to blow a picture up, and to publish the original.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

# Part of every cache key: a change of recipe makes all derivatives anew.
RECIPE = "1: JPEG 82 progressive or PNG, 480 960 1600"
WIDTHS = (480, 960, 1600)
QUALITY = 82
FOLDER = "assets/pictures"


@dataclass(frozen=True, slots=True)
class Derivative:
    """One file made from a picture: its name in the site, its width and height in pixels."""

    name: str
    width: int
    height: int

    @property
    def address(self) -> str:
        """Where it stands in the site."""
        return f"{FOLDER}/{self.name}"


@dataclass(frozen=True, slots=True)
class Derived:
    """All derivatives of one picture, the narrowest first."""

    files: tuple[Derivative, ...]

    @property
    def largest(self) -> Derivative:
        """The widest one."""
        return self.files[-1]


class Pictures:
    """Derives pictures, once for each content and recipe; `cache` is a folder that outlives outputs."""

    def __init__(self, cache: Path) -> None:
        self.cache = cache
        self._derived: dict[Path, Derived] = {}

    def derive(self, paths: Iterable[Path]) -> None:
        """Makes the derivatives of all pictures, two at a time: encoders let other threads work."""
        todo = [path for path in dict.fromkeys(paths) if path not in self._derived]
        if not todo:
            return
        self.cache.mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
            for path, derived in zip(todo, pool.map(self._derive, todo), strict=True):
                self._derived[path] = derived

    def of(self, path: Path) -> Derived:
        """The derivatives of a picture."""
        self.derive([path])
        return self._derived[path]

    def files(self) -> dict[str, Path]:
        """Every derivative of this build, by its address in the site."""
        every = (file for derived in self._derived.values() for file in derived.files)
        return {file.address: self.cache / file.name for file in every}

    def _derive(self, path: Path) -> Derived:
        raw = path.read_bytes()
        stem = "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in path.stem.lower()).strip("-")
        # The name counts too: else two pictures of the same content would go by the name of whichever came first.
        key = hashlib.sha256(RECIPE.encode() + stem.encode() + raw).hexdigest()[:16]
        record = self.cache / f"{key}.json"
        if record.is_file() and (known := self._known(record)):
            return known
        files = []
        with Image.open(io.BytesIO(raw)) as opened:
            image = upright(opened)
        for width in sorted({min(width, image.width) for width in WIDTHS}):
            height = max(1, round(image.height * width / image.width))
            smaller = image if width == image.width else image.resize((width, height), Image.Resampling.LANCZOS)
            encoded, ending = _encoded(smaller)
            name = f"{stem or 'picture'}-{key}-{width}.{ending}"
            _write_whole(self.cache / name, encoded)
            files.append(Derivative(name, width, height))
        derived = Derived(tuple(files))
        _write_whole(record, json.dumps([asdict(file) for file in files]).encode())
        return derived

    def _known(self, record: Path) -> Derived | None:
        """What a former build derived, if all of it is still there."""
        try:
            files = tuple(Derivative(**file) for file in json.loads(record.read_text()))
        except (ValueError, TypeError):
            return None
        whole = files and all((self.cache / file.name).is_file() for file in files)
        return Derived(files) if whole else None


def upright(opened: Image.Image) -> Image.Image:
    """The picture as it is meant to be seen: turned as its camera says, in sRGB, nothing else kept."""
    profile = opened.info.get("icc_profile")
    image = ImageOps.exif_transpose(opened)
    image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            image = ImageCms.profileToProfile(image, source, target) or image
        except (ImageCms.PyCMSError, OSError):
            image.info.clear()  # an unreadable profile says nothing: the values stand as sRGB
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    return bare


def _encoded(image: Image.Image) -> tuple[bytes, str]:
    buffer = io.BytesIO()
    if image.mode == "RGBA":
        image.save(buffer, "PNG", optimize=True)
        return buffer.getvalue(), "png"
    image.save(buffer, "JPEG", quality=QUALITY, progressive=True, optimize=True)
    return buffer.getvalue(), "jpg"


def _write_whole(path: Path, content: bytes) -> None:
    """Writes so that a reader sees all of it or nothing."""
    # Two pictures of the same content share a key, and two threads may write it at once.
    part = path.with_name(f"{path.name}.{os.getpid()}-{id(content)}.part")
    part.write_bytes(content)
    part.replace(path)
