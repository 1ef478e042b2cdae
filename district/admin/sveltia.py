"""Sveltia CMS and what it stands on, as files of the site, with the addresses of other hosts taken out.

Refuses a version whose addresses are not where they are expected: what is not replaced would call other hosts.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from district import supply
from district.admin.packages import Package, PackageError, contents

# Looked up by `npm view NAME version dist.integrity`. The YAML package is Sveltia's own, which it does not hand on.
SVELTIA = Package(
    "@sveltia/cms",
    "0.221.1",
    "sha512-J+Qoik9kGMk2L7vNpOQrnDmFRi+NB6vwJ0f657YtsxWH0P8WYSYRRSRC2pQ/jGGbVlM//Pg/WIgmkpswqoo3gQ==",
    re.compile(
        r"dist/sveltia-cms\.js|dist/chunks/react-dom\.js|locales/(it|en-GB)\.json|package\.json|LICENSE\.txt"
        r"|npm/assets/(source-sans-3|noto-mono|material-symbols-outlined)[^/]*\.(woff2|LICENSE\.txt)"
    ),
    "MIT",
)
YAML = Package(
    "yaml",
    "2.9.1",
    "sha512-3NxN8+78OdzbT7C/WjGsyfPAtJaN3FNDsWxv7Y7mcDsT/oOmgW8BpyQQFFBnvZE3j9Y2Sdz1ULFLezL7Eb2yFw==",
    re.compile(r"browser/index\.js|browser/dist/.*\.js|LICENSE"),
    "ISC",
)
SCRIPT = "dist/sveltia-cms.js"
# From here Sveltia takes its words in other languages, its parts and the number of its newest version.
ELSEWHERE = "https://unpkg.com/@sveltia/cms"
FONTS = re.compile(r"url\((https://cdn\.jsdelivr\.net/fontsource/fonts/([a-z0-9-]+)[^)]*)\)")
FONT_NAMES = ("source-sans-3", "noto-mono", "material-symbols-outlined")


def supplied() -> tuple[supply.Package, ...]:
    """What the desk is made with, for the lists of all that is used."""
    return tuple(
        supply.Package(one.name, one.version, one.version, one.licence, "", 1, (), registry="npm")
        for one in (SVELTIA, YAML)
    )


def folder() -> str:
    """The folder that Sveltia asks for its parts in: it adds its version to the address that stands in for the CDN."""
    return f"sveltia@{SVELTIA.version}"


def files(cache: Path) -> dict[str, bytes]:
    """Sveltia's and the YAML package's files, by their paths in the desk; PackageError."""
    cms = contents(SVELTIA, cache)
    made = {f"{folder()}/{path}": content for path, content in cms.items()}
    made[f"{folder()}/{SCRIPT}"] = _at_home(cms[SCRIPT].decode(), sorted(cms)).encode()
    # What Sveltia takes for its newest version: the one that is here.
    made["sveltia/package.json"] = json.dumps({"version": SVELTIA.version}).encode()
    return made | {f"yaml/{path}": content for path, content in contents(YAML, cache).items()}


def _at_home(script: str, paths: list[str]) -> str:
    """The script with the addresses of its own parts and of its typefaces leading into the desk."""
    if f"`{ELSEWHERE}`" not in script:
        raise PackageError("B153", value=str(SVELTIA), missing=ELSEWHERE)
    script = script.replace(f"`{ELSEWHERE}`", "`sveltia`")
    for name in FONT_NAMES:
        found = [address for address, font in FONTS.findall(script) if font == name]
        local = [path for path in paths if path.startswith(f"npm/assets/{name}") and path.endswith(".woff2")]
        if len(found) != 1 or len(local) != 1:
            raise PackageError("B153", value=str(SVELTIA), missing=name)
        script = script.replace(found[0], f"{folder()}/{local[0]}")
    return script
