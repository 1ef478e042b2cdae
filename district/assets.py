"""The theme's style sheet and scripts, bundled, minified, and named by what they hold.

Refuses to fetch anything: imports outside the theme's folder fail.

Scripts stay modules of their own, so that what two pages share is loaded once; `from "./name.js"` is
rewritten to the name that the file has in the site.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from district.cache import NOWHERE, Cache, by, key_of
from district.fonts import Font
from district.plan.planning import GUIDE, STYLEGUIDE
from district.problems import Place, Problem

FOLDER = "assets"
# Files that browsers want at the site's root, by their own names.
AT_ROOT = "root"
# The style sheet that every page has.
MAIN = "site.css"
# Lines of scripts that only say why.
COMMENT = re.compile(r"^[ \t]*//[^\n]*\n", re.MULTILINE)
# How one script imports another that stands beside it.
IMPORT = re.compile(r'(?<=from "\./)[\w-]+\.js(?=")')


@dataclass(frozen=True)
class Assets:
    """Files of the theme: the name that templates use to the address and the content."""

    addresses: Mapping[str, str]
    contents: Mapping[str, bytes]
    # The fonts that a page wants before its style sheet has been read.
    preloads: tuple[str, ...] = ()

    def address(self, name: str) -> str:
        """Where a file stands in the site; KeyError when the theme has no such file."""
        return self.addresses[name]


def build_assets(
    theme: Path,
    fonts: Iterable[Font] = (),
    drawn: Mapping[str, bytes] | None = None,
    *,
    publish: bool = False,
    kept: Path | None = None,
) -> tuple[Assets, list[Problem]]:
    """The style sheets of `static/css/` and `static/css/pages/` with what they import, and `static/js/*.js` (B104).

    What lies in `static/root/` stands at the site's root under its own name.

    The fonts' rules stand at the end of `site.css`, which every page has.

    `drawn` are files that the build made by itself, by the names that templates use; `kept` is where bundles are kept.
    """
    problems: list[Problem] = []
    fonts = tuple(fonts)
    found: dict[str, bytes] = dict(drawn or {})
    sheets = theme / "static" / "css"
    bundles = _bundles(sheets, kept)
    for sheet in sorted((*sheets.glob("*.css"), *sheets.glob("pages/*.css"))):
        if publish and sheet.stem in {GUIDE, STYLEGUIDE}:
            continue
        try:
            found[sheet.name] = bundles.made(sheet.name, partial(_bundle, sheet))
        except (OSError, ValueError, RuntimeError) as error:
            shown = f"{theme.name}/{sheet.relative_to(theme).as_posix()}"
            problems.append(Problem("B104", Place(shown), {"value": " ".join(str(error).split())}))
    if MAIN in found:
        found[MAIN] += "".join(font.css for font in fonts).encode()
    for script in sorted((theme / "static" / "js").glob("*.js")):
        try:
            found[script.name] = _script(script)
        except (OSError, RecursionError) as error:
            shown = f"{theme.name}/{script.relative_to(theme).as_posix()}"
            problems.append(Problem("B104", Place(shown), {"value": " ".join(str(error).split())}))
    addresses, contents = {}, {}
    for name, content in found.items():
        addresses[name] = f"{FOLDER}/{_hashed(name, content)}"
        contents[addresses[name]] = content
    for file in sorted((theme / "static" / AT_ROOT).glob("*")):
        addresses[file.name] = file.name
        contents[file.name] = file.read_bytes()
    # The style sheet names fonts by where they stand beside it.
    contents |= {f"{FOLDER}/{font.name}": font.content for font in fonts}
    preloads = tuple(f"{FOLDER}/{font.name}" for font in fonts if font.preload)
    return Assets(addresses, contents, preloads), problems


def _bundles(folder: Path, kept: Path | None) -> Cache:
    """The bundles that were made of a folder's style sheets as they all are now."""
    if kept is None:
        return NOWHERE
    sources = sorted(path for path in folder.rglob("*") if path.is_file())
    said = (part for path in sources for part in (path.relative_to(folder).as_posix(), path.read_bytes()))
    return Cache(kept, key_of(by("lightningcss"), *said))


def _bundle(sheet: Path) -> bytes:
    import lightningcss

    return lightningcss.bundle_css(str(sheet), minify=True).encode()


def _script(path: Path) -> bytes:
    """A script without lines of comment, whose imports name the files as the site calls them; these must be there."""

    def named(found: re.Match[str]) -> str:
        return _hashed(found[0], _script(path.with_name(found[0])))

    return IMPORT.sub(named, COMMENT.sub("", path.read_text(encoding="utf-8"))).encode()


def _hashed(name: str, content: bytes) -> str:
    """The name of a file with a mark of what it holds, so that it can be kept for ever."""
    stem, _, ending = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{ending}"
