"""Documents from others (PDF), looked through for what acts by itself when they are opened.

Refuses PDFs with scripts, with programs to start, forms to send and files within, and what it cannot look into:
protected ones, and lists of objects packed in unusual ways. Pages, pictures and fonts are not looked at: nothing in
them can act. Source: ISO 32000-1, 7.5.7 (object streams), 12.6.4 (types of action).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from district.pictures.vector import UnfitError

MOST_UNPACKED = 64 * 1024 * 1024
START = b"%PDF-"
# An object's dictionary and what follows it up to the end of its stream.
STREAM = re.compile(rb"\bstream\r?\n")
END = b"endstream"
PACKED = re.compile(rb"/Type\s*/ObjStm\b")
# As PDF writes a letter of a name that it need not write so: /J#61vaScript.
CODE = re.compile(rb"#([0-9A-Fa-f]{2})")
NAME_ENDS = rb"(?=[\s/<>\[\](){}%]|$)"
ACTS = re.compile(
    rb"/(JavaScript|JS|Launch|SubmitForm|ImportData|GoToE|RichMedia|RichMediaExecute|Rendition|Movie|Sound|XFA|"
    rb"EmbeddedFiles?|AA)" + NAME_ENDS
)
SHUT = re.compile(rb"/Encrypt" + NAME_ENDS)
FLATE = re.compile(rb"/Filter\s*\[?\s*/(FlateDecode|Fl)\s*\]?\s*(?:/|>>)")


def inspect(raw: bytes) -> None:
    """Nothing, if nothing in a PDF acts; else UnfitError: P103 no PDF, P102 broken, P110 acts, P111 cannot be seen."""
    if not raw.startswith(START):
        raise UnfitError("P103", choices="PDF")
    left = MOST_UNPACKED
    for told, packed in _parts(raw):
        content = told
        if packed is not None and PACKED.search(_plain(told)):
            content += _unpacked(told, packed, left)
            left -= len(content)
        content = _plain(content)
        if SHUT.search(content):
            raise UnfitError("P111")
        if found := ACTS.search(content):
            raise UnfitError("P110", found=found[1].decode())


def _parts(raw: bytes) -> Iterator[tuple[bytes, bytes | None]]:
    """What stands between streams, each time with the stream that follows."""
    done = 0
    for found in STREAM.finditer(raw):
        if found.start() < done:
            continue  # within the stream before
        end = raw.find(END, found.end())
        if end < 0:
            raise UnfitError("P102")
        yield raw[done : found.start()], raw[found.end() : end]
        done = end
    yield raw[done:], None


def _plain(content: bytes) -> bytes:
    return CODE.sub(lambda found: bytes([int(found[1], 16)]), content)


def _unpacked(told: bytes, packed: bytes, most: int) -> bytes:
    """The objects that stand packed in a stream."""
    own = _plain(told[told.rfind(b" obj") :])
    if b"/Filter" not in own:
        return packed
    if not FLATE.search(own) or b"/DecodeParms" in own:
        raise UnfitError("P111")
    worker = zlib.decompressobj()
    try:
        content = worker.decompress(packed, most)
    except zlib.error:
        raise UnfitError("P102") from None
    if worker.unconsumed_tail:
        raise UnfitError("P111")
    return content
