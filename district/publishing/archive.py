"""A site as one zip file, the same bytes for the same site.

Refuses the times of files: https://reproducible-builds.org/docs/archives/
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from district.publishing.host import HostError
from district.publishing.manifest import PARTIAL

# The earliest day that a zip file can tell.
DAY = (1980, 1, 1, 0, 0, 0)
PACKED = frozenset({".jpg", ".png", ".avif", ".webp", ".woff2", ".pdf", ".br", ".gz", ".zip", ".xlsx"})


class Archive:
    """A zip file; the one there is replaced only when the new one is whole."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self, names: Iterable[str]) -> dict[str, bytes]:
        """The content of those files that are in it; nothing when it is not there or damaged."""
        try:
            with zipfile.ZipFile(self.path) as archive:
                held = set(archive.namelist())
                return {name: archive.read(name) for name in names if name in held}
        except (OSError, zipfile.BadZipFile):
            return {}

    def replace(self, folder: Path, paths: Iterable[str], more: Mapping[str, bytes]) -> None:
        """Writes the files of a folder and some more contents, in the order of their names."""
        contents: dict[str, Path | bytes] = {**{path: folder / path for path in paths}, **more}
        aside = self.path.with_name(f"{self.path.name}{PARTIAL}")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with zipfile.ZipFile(aside, "w") as archive:
                for name, content in sorted(contents.items()):
                    entry = zipfile.ZipInfo(name, DAY)
                    entry.external_attr = 0o644 << 16
                    entry.create_system = 3
                    stored = Path(name).suffix in PACKED
                    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                    archive.writestr(entry, content.read_bytes() if isinstance(content, Path) else content)
            aside.replace(self.path)
        except OSError as error:
            aside.unlink(missing_ok=True)
            raise HostError(f"{error.filename or self.path}: {error.strerror or error}") from error
