"""Rules about pictures and documents: what facts name is there and can be opened, by its content.

Refuses to change or copy a file, and to decode more of a picture than its header.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from district.kinds.values import FileName
from district.problems import Place, Problem, nearest
from district.reading import Content, Entry
from district.reading.links import read_link

MOST_BYTES = 30 * 1024 * 1024


def named_files_are_there(content: Content) -> Iterator[Problem]:
    """A picture or document that facts name lies in the folder (P101) and is sound (P102 to P111)."""
    for entry in content.entries.values():
        for path, value in entry.document.leaves:
            if not isinstance(value, FileName) or not entry.document.stands(path):
                continue
            place = entry.document.place(path)
            if value not in entry.files:
                near = nearest(value, entry.files)
                yield Problem("P101", place, {"value": value, "nearest": near})
            else:
                yield from _about_file(entry.files[value], place)


def files_are_used(content: Content) -> Iterator[Problem]:
    """A file in an entry's folder is named by its facts or linked by its texts (notice N103)."""
    for entry in content.entries.values():
        if entry.document.broken:
            continue  # a picture may have been named where something was refused
        used = used_files(entry) if entry.files else set()
        # A name written with a slip means a file that is there: the slip is told, and once is enough.
        used |= {nearest(name, entry.files) for name in used - set(entry.files)}
        for name in entry.files:
            if name not in used:
                folder = entry.document.source.path.rpartition("/")[0]
                yield Problem("N103", Place(f"{folder}/{name}"), {"value": name})


def used_files(entry: Entry) -> set[str]:
    """The names of the files that an entry's facts name or its texts link."""
    named = {str(value) for _, value in entry.document.leaves if isinstance(value, FileName)}
    for text in entry.texts.values():
        named |= {read_link(target).file for target in text.targets}
    return named


def _about_file(path: Path, place: Place) -> Iterator[Problem]:
    """What keeps a picture or a document from being published; P104 before it is opened, Y112 if it cannot be."""
    from district.pictures.documents import inspect  # slow to import, and not every site has pictures
    from district.pictures.opening import UnfitError, examine

    try:
        size = path.stat().st_size
        details = {"value": path.name, "size": str(size // 1024**2), "most": str(MOST_BYTES // 1024**2)}
        if size > MOST_BYTES:
            yield Problem("P104", place, details)
        elif is_document(path.name):
            inspect(path.read_bytes())
        else:
            examine(path)
    except UnfitError as error:
        yield Problem(error.code, place, {"value": path.name, **error.details})
    except OSError as error:
        yield Problem("Y112", place, {"value": error.strerror or str(error)})


def is_document(name: str) -> bool:
    """Whether a file is offered for reading rather than shown."""
    return name.lower().endswith(".pdf")
