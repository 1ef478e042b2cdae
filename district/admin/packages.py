"""What the browser's desk is made of, as npm packages: fetched by name, version and integrity, and kept.

npm knows from the machine's own settings where packages come from; nothing here does. Refuses what does not have the
content that is asked for by its hash (https://www.w3.org/TR/SRI/), to install anything, and to run a package's scripts.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import shutil
import subprocess
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from district.cache import Cache, key_of

# Part of every cache key: which files are kept, and how.
RECIPE = "1"
SECONDS = 300
# More than any file that is wanted has: what unpacks to more is no honest package.
MOST_BYTES = 16 * 1024 * 1024
# What npm says of itself before it says what is wrong.
NOISE = re.compile(r"^npm (warn|notice)\b.*$", re.MULTILINE | re.IGNORECASE)


class PackageError(Exception):
    """A package cannot be had; `code` is a problem's, `details` fill its words."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code, details)
        self.code, self.details = code, details


@dataclass(frozen=True)
class Package:
    """An npm package: its name and version, the hash of its archive, and which of its files are wanted."""

    name: str
    version: str
    # As `npm view NAME dist.integrity` says.
    integrity: str
    wanted: re.Pattern[str]
    licence: str

    def __str__(self) -> str:
        return f"{self.name}@{self.version}"


def contents(package: Package, cache: Path) -> dict[str, bytes]:
    """The wanted files of a package by their paths in it, as kept or as npm fetches them now; PackageError."""
    kept = Cache(cache, RECIPE)
    key = key_of(str(package), package.integrity, package.wanted.pattern)
    with zipfile.ZipFile(io.BytesIO(kept.made(key, lambda: _packed(unpacked(package, _fetched(package)))))) as files:
        return {name: files.read(name) for name in files.namelist()}


def unpacked(package: Package, archive: bytes) -> dict[str, bytes]:
    """The wanted files of a package's archive; PackageError where the archive is not the one that is asked for."""
    digest = base64.b64encode(hashlib.sha512(archive).digest()).decode()
    if f"sha512-{digest}" != package.integrity:
        raise PackageError("B152", value=str(package), found=f"sha512-{digest}", wanted=package.integrity)
    found = {}
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as members:
        for member in members:
            path = member.name.partition("/")[2]  # all stands in one folder, package/
            if member.isfile() and member.size <= MOST_BYTES and package.wanted.fullmatch(path):
                file = members.extractfile(member)
                assert file is not None
                found[path] = file.read()
    return found


def _fetched(package: Package) -> bytes:
    """The package's archive, as npm brings it; PackageError."""
    npm = shutil.which("npm")
    if npm is None:
        raise PackageError("B150", value=str(package))
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        command = [npm, "pack", str(package), "--ignore-scripts", "--pack-destination", folder]
        try:
            # npm keeps to the folder it is started in: a package.json of the project's must not speak for it.
            ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=SECONDS)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise PackageError("B151", value=str(package), reason=str(error)) from error
        made = sorted(Path(folder).glob("*.tgz"))
        if ran.returncode or len(made) != 1:
            reason = " ".join(NOISE.sub("", ran.stderr).split()) or str(ran.returncode)
            raise PackageError("B151", value=str(package), reason=reason)
        return made[0].read_bytes()


def _packed(files: dict[str, bytes]) -> bytes:
    """Files as one content to be kept."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as into:
        for path, content in sorted(files.items()):
            into.writestr(zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0)), content)
    return packed.getvalue()
