"""The compressed twins of text files, `.br` and `.gz`, for servers that send what lies beside.

Refuses twins that would be no smaller by a tenth, and the time of day in them. Cached by the hash of each file:
Brotli is slow.
"""

from __future__ import annotations

import gzip
import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from district.cache import Cache
from district.output import Output

# Part of every cache key: another recipe makes all of them anew.
# Brotli 11 would take three times as long as 10, for one byte less in sixty.
RECIPE = f"brotli 10 {brotli.__version__}, gzip 9"
TEXTUAL = frozenset(
    {".html", ".css", ".js", ".mjs", ".svg", ".json", ".jsonld", ".geojson", ".xml", ".csv", ".ics", ".vcf", ".txt"}
)
# Below this a packet is a packet.
LEAST = 1024
# What a build changes each time is not worth it.
EXCEPT = frozenset({"build.json"})
BROTLI, GZIP = ".br", ".gz"


# So many bytes at the head of what is kept say how long the Brotli is that follows; the rest is gzip.
HEAD = 8


def twins(output: Output, cache: Path) -> Iterator[tuple[str, bytes]]:
    """The twins of those of a build's files that gain by it, by their paths; only what is new to the cache is read."""
    kept = Cache(cache, RECIPE)
    sizes = {
        path: size
        for path, size in sorted(output.sizes.items())
        if Path(path).suffix in TEXTUAL and size >= LEAST and path not in EXCEPT
    }

    def both(path: str) -> bytes:
        return kept.made(output.hashes[path], lambda: _both(output.read(path)))

    if new := [path for path in sizes if not kept.has(output.hashes[path])]:
        with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
            deque(pool.map(both, new), maxlen=0)  # they are kept: all at once would fill the memory
    for path, size in sizes.items():
        packed = both(path)
        middle = HEAD + int.from_bytes(packed[:HEAD], "big")
        for ending, twin in ((BROTLI, packed[HEAD:middle]), (GZIP, packed[middle:])):
            if len(twin) < size * 0.9:
                yield f"{path}{ending}", twin


def _both(content: bytes) -> bytes:
    """A content in Brotli and in gzip, one behind the other."""
    best = bytes(brotli.compress(content, quality=10))
    return len(best).to_bytes(HEAD, "big") + best + gzip.compress(content, 9, mtime=0)
