"""Pictures from others, opened with care: what they are, how large, whether they are whole.

Refuses to decode more than a header, and what no picture of a site should be: another format than
the name says, too many pixels, several frames.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO

# Each format is registered by its import; all others that Pillow reads stay away.
from PIL import (
    Image,
    ImageFile,
    JpegImagePlugin,  # noqa: F401
    PngImagePlugin,  # noqa: F401
    UnidentifiedImageError,
    WebPImagePlugin,  # noqa: F401
)
from pillow_heif import register_heif_opener

from district.pictures.vector import SUFFIX, UnfitError, cleaned

register_heif_opener()

# A JPEG can be opened at a fraction of its size, a HEIC comes from a phone; the others are decoded whole, each pixel
# of theirs in four bytes.
MOST_PIXELS = 80_000_000
MOST_OF_HEIF, MOST_WHOLE = 50_000_000, 25_000_000
# Pillow's own bound, a warning, lies higher.
assert Image.MAX_IMAGE_PIXELS
assert MOST_PIXELS < Image.MAX_IMAGE_PIXELS
JPEG, PNG, WEBP, HEIF = "JPEG", "PNG", "WEBP", "HEIF"
MOST = {JPEG: MOST_PIXELS, HEIF: MOST_OF_HEIF}
# What phones call their pictures is more than one name for one thing.
ENDINGS = {JPEG: ("jpg", "jpeg"), PNG: ("png",), WEBP: ("webp",), HEIF: ("heic", "heif")}
SHOWN = "JPEG, PNG, WebP, HEIC"
# What a decoder says of a file that breaks off or is spoilt.
BROKEN = (OSError, SyntaxError, ValueError, EOFError, RuntimeError)
SIZE_OF_HEADER = 8
END_OF_JPEG = b"\xff\xd9"

__all__ = ["BROKEN", "UnfitError", "examine", "opened"]


def examine(path: Path) -> None:
    """Nothing, if a picture can be made of a file, as far as its header and its end tell; else UnfitError."""
    raw = path.read_bytes()
    if path.suffix.lower() == SUFFIX:
        cleaned(raw)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with opened(raw, path.suffix) as image:
            _is_whole(image, raw)


@contextmanager
def opened(raw: bytes, suffix: str) -> Iterator[ImageFile.ImageFile]:
    """The picture in some bytes, not yet decoded. UnfitError: P102, P103, P105, P106 or P107."""
    try:
        with Image.open(BytesIO(raw), formats=tuple(ENDINGS)) as image:
            _is_fit(image, suffix.lower().lstrip("."))
            yield image
    except UnidentifiedImageError:
        raise UnfitError("P103", choices=SHOWN) from None
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise UnfitError("P105", most=str(MOST_PIXELS // 10**6)) from None
    except BROKEN:
        raise UnfitError("P102") from None


def _is_fit(image: ImageFile.ImageFile, ending: str) -> None:
    # Cameras put a second, small picture behind the first and Pillow calls that MPO: readers see the first.
    name = JPEG if image.format == "MPO" else str(image.format)
    if ending not in ENDINGS[name]:
        raise UnfitError("P107", found=name, ending=ENDINGS[name][0])
    most = MOST.get(name, MOST_WHOLE)
    if image.width * image.height > most:
        raise UnfitError("P105", most=str(most // 10**6))
    if name in {PNG, WEBP} and getattr(image, "is_animated", False):
        raise UnfitError("P106")


def _is_whole(image: ImageFile.ImageFile, raw: bytes) -> None:
    """P102 if a file breaks off; without decoding it, since checks look at every picture each time."""
    whole = True
    if image.format == PNG:
        image.verify()  # its check sums tell
    elif image.format == HEIF:
        whole = _length_of_boxes(BytesIO(raw)) <= len(raw)
    elif image.format != WEBP:  # WebP is only opened when it is whole
        assert image.fp
        whole = raw.rfind(END_OF_JPEG) >= image.fp.tell()  # its header ends where the first scan begins
    if not whole:
        raise UnfitError("P102")


def _length_of_boxes(file: IO[bytes]) -> int:
    """How long a HEIF file says it is: the sum of its outermost boxes (ISO/IEC 14496-12, 4.2)."""
    end = 0
    while header := file.read(16):
        size = int.from_bytes(header[:4], "big")
        if size == 1:  # too large for four bytes
            size = int.from_bytes(header[8:], "big")
        if size < SIZE_OF_HEADER:
            break  # the last box goes to the end
        end = file.seek(end + size)
    return end
