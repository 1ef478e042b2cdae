"""What the site is made with: every package of requirements/site.txt with version, licence and what it needs itself.

Refuses to ask the network, and to tell of what is merely installed: the list that is pinned is the list.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import quote

LISTED = Path(__file__).parents[1] / "requirements" / "site.txt"
# `name==1.2.3 ; marker \`, one to a package; the lines between hold the hashes.
_PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==(\S+)")
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
_NEEDED = re.compile(r"^[A-Za-z0-9][\w.-]*")
_APPROVED = "License :: "


@dataclass(frozen=True)
class Package:
    """A package that the site is made with.

    `version` is the pinned one and `installed` the one that is here, empty where there is none (packages for other
    systems); `licence` and `about` may be empty; `hashes` counts the files that may be installed; `needs` are names
    in this list. `registry` is where packages of this sort come from, as their own addresses name it.
    """

    name: str
    version: str
    installed: str
    licence: str
    about: str
    hashes: int
    needs: tuple[str, ...]
    registry: str = "pypi"

    @property
    def is_pinned(self) -> bool:
        """Whether what is installed, if anything, is what the list wants: 2.005 and 2.5 are one version (PEP 440)."""
        here, wanted = (
            [step.lstrip("0") or "0" for step in version.split(".")] for version in (self.installed, self.version)
        )
        return not self.installed or here == wanted


def packages(listed: Path = LISTED) -> tuple[Package, ...]:
    """Every pinned package, by name."""
    pinned: dict[str, tuple[str, int]] = {}
    name = ""
    for line in listed.read_text(encoding="utf-8").splitlines():
        if found := _PINNED.match(line):
            name = _plain(found[1])
            pinned[name] = (found[2], 0)
        version, hashes = pinned.get(name, ("", 0))
        if name:
            pinned[name] = (version, hashes + len(_HASH.findall(line)))
    return tuple(_package(name, version, hashes, pinned) for name, (version, hashes) in sorted(pinned.items()))


def bill(of: tuple[Package, ...], name: str) -> bytes:
    """The packages as a bill of materials for a site's name: CycloneDX 1.6 as JSON, the same bytes each time.

    https://cyclonedx.org/docs/1.6/json/
    """
    site = {"type": "application", "bom-ref": "site", "name": name}
    whole = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": site},
        "components": [_component(one) for one in of],
        "dependencies": [
            {"ref": "site", "dependsOn": [_ref(one) for one in of if not any(one.name in other.needs for other in of)]},
            *({"ref": _ref(one), "dependsOn": [_ref(two) for two in of if two.name in one.needs]} for one in of),
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


def _component(package: Package) -> dict[str, Any]:
    said = {
        "type": "library",
        "bom-ref": _ref(package),
        "name": package.name,
        "version": package.version,
        "description": package.about,
        "licenses": [{"license": {"name": package.licence}}] if package.licence else [],
        "purl": _ref(package),
    }
    return {key: value for key, value in said.items() if value}


def _ref(package: Package) -> str:
    """A package's own address (https://github.com/package-url/purl-spec)."""
    return f"pkg:{package.registry}/{quote(package.name)}@{package.version}"


def _plain(name: str) -> str:
    """A name as it is compared (https://packaging.python.org/en/latest/specifications/name-normalization/)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _package(name: str, version: str, hashes: int, pinned: dict[str, tuple[str, int]]) -> Package:
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return Package(name, version, "", "", "", hashes, ())
    # The head alone: behind it a package may tell all of its story.
    told = found.read_text("METADATA") or found.read_text("PKG-INFO") or ""
    said = HeaderParser().parsestr(told.partition("\n\n")[0])
    # What only an extra asks for is not needed; an extra that is used stands in the list by itself.
    lines = [line for line in said.get_all("Requires-Dist") or () if "extra ==" not in line]
    needed = {_plain(match[0]) for line in lines if (match := _NEEDED.match(line))}
    needs = tuple(sorted(needed & pinned.keys()))
    return Package(
        name, version, said["Version"] or "", _licence(said), " ".join((said["Summary"] or "").split()), hashes, needs
    )


def _licence(metadata: Message) -> str:
    """What a package says of its licence: as an expression, by its classifiers, or in a line of its own."""
    if "License-Expression" in metadata:
        return metadata["License-Expression"]
    classes = [one for one in metadata.get_all("Classifier") or () if one.startswith(_APPROVED)]
    if classes:
        return ", ".join(one.rpartition(" :: ")[2] for one in classes)
    lines = (metadata.get_all("License") or [""])[0].strip().splitlines()
    return lines[0] if lines else ""
