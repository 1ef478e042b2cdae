"""The theme's typefaces as the press wants them: one file for each weight and slope, cut from the variable ones.

Refuses to cut twice: the files are kept by the hash of what they were made from. Type is set twice as fast from them.
"""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path

from district.cache import Cache, by, key_of, write_whole
from district.fonts import Cut, Faces, package

RECIPE = "1"
# Where the files lie for who takes only a folder of them.
FOLDER = "print"


def cuts(faces: Faces, cache: Path) -> Path:
    """A folder with the font files of all faces, and no others.

    Raises LookupError for a family whose package is not installed.
    """
    kept = Cache(cache, f"{RECIPE} {by('fonttools')}")
    files = []
    for family, cut in ((face.family, cut) for face in faces.faces.values() for cut in face.print):
        raw = package(family, italic=cut.italic).read_bytes()
        files.append(kept.made(key_of(cut.model_dump_json(), raw), partial(_cut, raw, cut)))
    folder = cache / FOLDER / key_of(*files)
    folder.mkdir(parents=True, exist_ok=True)
    for number, content in enumerate(files):
        path = folder / f"{number:02}.ttf"
        if not path.is_file() or path.read_bytes() != content:
            write_whole(path, content)
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
