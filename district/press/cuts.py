"""The theme's typefaces as the press wants them: one file for each weight and slope, cut from the variable ones.

Refuses to cut twice: the files are kept by the hash of what they were made from. Type is set twice as fast from them.
"""

from __future__ import annotations

import hashlib
import io
import shutil
import tempfile
from pathlib import Path

from district.fonts import Cut, Faces, package

RECIPE = "1"


def cuts(faces: Faces, cache: Path) -> Path:
    """A folder with the font files of all faces, and no others.

    Raises LookupError for a family whose package is not installed.
    """
    wanted = [(face.family, cut) for face in faces.faces.values() for cut in face.print]
    sources = [package(family, italic=cut.italic).read_bytes() for family, cut in wanted]
    every = hashlib.sha256(RECIPE.encode())
    for (family, cut), raw in zip(wanted, sources, strict=True):
        every.update(f"{family} {cut.model_dump_json()} ".encode() + hashlib.sha256(raw).digest())
    folder = cache / every.hexdigest()[:16]
    if not folder.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(dir=cache))
        for number, ((_, cut), raw) in enumerate(zip(wanted, sources, strict=True)):
            (part / f"{number:02}.ttf").write_bytes(_cut(raw, cut))
        try:
            part.replace(folder)
        except OSError:  # another build has just made the same
            shutil.rmtree(part)
    return folder


def _cut(raw: bytes, wanted: Cut) -> bytes:
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(io.BytesIO(raw), recalcTimestamp=False)
    axes = {"wght": wanted.weight, **wanted.axes}
    instancer.instantiateVariableFont(font, {axis: float(value) for axis, value in axes.items()}, inplace=True)
    font["OS/2"].usWeightClass = int(wanted.weight)  # by which the press tells the files of a family apart
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()
