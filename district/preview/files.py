"""Finds the file of the output that an address names; it refuses everything outside the output folder."""

import mimetypes
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

# Said here, since the system's own table differs from machine to machine (Windows serves scripts as plain text).
TYPES = {
    ".atom": "application/atom+xml; charset=utf-8",
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".geojson": "application/geo+json",
    ".gif": "image/gif",
    ".htm": "text/html; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".ics": "text/calendar; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".mjs": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".rss": "application/rss+xml; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".vcf": "text/vcard; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
}


@dataclass(frozen=True)
class Found:
    """A file to serve, or the address to go to instead, or neither."""

    path: Path | None = None
    moved_to: str = ""


def find(output: Path, target: str) -> Found:
    """Return what a request's target (path and query, encoded) names under `output`.

    A folder is its index.html, and its address ends with a slash. Links are followed only within the folder.
    """
    address, _, query = target.partition("#")[0].partition("?")
    path = within(output, address)
    if path is None:
        return Found()
    if not path.is_dir():
        return Found(path if path.is_file() and not address.endswith("/") else None)
    index = within(output, address + "/index.html")
    if not index or not index.is_file():
        return Found()
    if address.endswith("/"):
        return Found(index)
    # One slash at the beginning: with two, the browser would go to another host.
    return Found(moved_to="/" + address.strip("/") + "/" + (f"?{query}" if query else ""))


def name_of(address: str) -> str:
    """Return the path under the output of the file that a page's address (encoded) names, be it there or not."""
    path = unquote(address.partition("?")[0].partition("#")[0], errors="replace")
    steps = [step for step in path.split("/") if step]
    return "/".join([*steps, "index.html"] if path.endswith("/") or not steps else steps)


def within(folder: Path, address: str) -> Path | None:
    """Return the path that an address (encoded) names, links followed, if it is there and within a folder."""
    parts = [part for part in unquote(address, errors="replace").split("/") if part]
    if any(part in {".", ".."} or set(part) & set("\\:\0") for part in parts):
        return None
    try:
        root = folder.resolve()
        path = root.joinpath(*parts).resolve()
        return path if path.is_relative_to(root) and path.exists() else None
    except (OSError, ValueError):  # too long a name, among others
        return None


def content_type(path: Path) -> str:
    """Return the media type to serve a file with."""
    usual = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return TYPES.get(path.suffix.lower(), usual)
