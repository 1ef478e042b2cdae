"""The compressed twins of text files, `.br` and `.gz`, for servers that send what lies beside.

Refuses twins that would be no smaller by a tenth, and the time of day in them. Cached: Brotli at its best is slow.
"""

from __future__ import annotations

import gzip
import hashlib
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

# Part of every cache key: another recipe makes all of them anew.
RECIPE = f"brotli 11 {brotli.__version__}, gzip 9"
TEXTUAL = frozenset(
    {".html", ".css", ".js", ".mjs", ".svg", ".json", ".jsonld", ".geojson", ".xml", ".csv", ".ics", ".vcf", ".txt"}
)
# Below this a packet is a packet.
LEAST = 1024
# What a build changes each time is not worth it.
EXCEPT = frozenset({"build.json"})
BROTLI, GZIP = ".br", ".gz"


def twins(files: Mapping[str, bytes], cache: Path) -> Iterator[tuple[str, bytes]]:
    """The twins of those files that gain by it, by their paths."""
    chosen = {
        path: content
        for path, content in sorted(files.items())
        if Path(path).suffix in TEXTUAL and len(content) >= LEAST and path not in EXCEPT
    }
    cache.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        for path, both in zip(chosen, pool.map(lambda content: _both(content, cache), chosen.values()), strict=True):
            for ending, packed in zip((BROTLI, GZIP), both, strict=True):
                if len(packed) < len(chosen[path]) * 0.9:
                    yield f"{path}{ending}", packed


def _both(content: bytes, cache: Path) -> tuple[bytes, bytes]:
    """A content in Brotli and in gzip."""
    key = hashlib.sha256(RECIPE.encode() + b"\0" + content).hexdigest()
    kept = cache / f"{key}{BROTLI}"
    try:
        packed = kept.read_bytes()
    except OSError:
        packed = bytes(brotli.compress(content, quality=11))
        aside = kept.with_name(f"{kept.name}.{os.getpid()}")
        aside.write_bytes(packed)
        aside.replace(kept)
    return packed, gzip.compress(content, 9, mtime=0)
