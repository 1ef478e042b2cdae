"""What was published when, from which commit: the record that stays on the host, and when the site next changes.

Refuses to tell it from anything but the build's own build.json.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from district.publishing.manifest import Hashes, Known

BUILD = "build.json"
# So many earlier publishings stay in the record.
EARLIER = 20
_TOLD = ("built", "commit", "pages", "files", "bytes", "address", "next_change")


@dataclass(frozen=True)
class Record:
    """One publishing. `source` is the mark of all that the build was made from."""

    published: str
    built: str
    commit: str | None
    pages: int
    files: int
    bytes: int
    address: str
    next_change: str | None
    source: str


def read_record(folder: Path, published: datetime, source: str) -> Record:
    """The record of a build that is about to be published."""
    told = json.loads((folder / BUILD).read_text(encoding="utf-8"))
    return Record(
        published=published.isoformat(timespec="seconds"), source=source, **{name: told[name] for name in _TOLD}
    )


def write_state(record: Record, manifest: str, former: Hashes, known: Known) -> bytes:
    """What the host keeps of a publishing: its record, the manifest's hash, what is kept of the former one."""
    earlier = [one for one in known.state.get("earlier", ()) if isinstance(one, dict)]
    last = known.state.get("last")
    if isinstance(last, dict):
        earlier.insert(0, {name: last.get(name) for name in ("published", "commit", "pages", "bytes")})
    state = {
        "manifest": manifest,
        "before": known.state.get("manifest"),
        "last": asdict(record),
        "former": former,
        "earlier": earlier[:EARLIER],
    }
    return (json.dumps(state, indent=1) + "\n").encode()


def is_due(state: Mapping[str, Any], source: str, now: datetime) -> bool:
    """Whether a publishing would change something: another source, or a moment of change that has come."""
    last = state.get("last")
    if not isinstance(last, dict) or last.get("source") != source:
        return True
    if not last.get("next_change"):
        return False
    try:
        return datetime.fromisoformat(str(last["next_change"])) <= now
    except (ValueError, TypeError):
        return True


def source_mark(roots: Iterable[Path], address: str) -> str:
    """The SHA-256 of all that a build is made from: each file below the roots, and the site's address as asked for."""
    mark = hashlib.sha256(address.encode())
    for root in roots:
        paths = [root] if root.is_file() else sorted(root.rglob("*"))
        for path in paths:
            if path.is_file() and "__pycache__" not in path.parts:
                name = path.relative_to(root.parent).as_posix()
                mark.update(f"\0{name}\0".encode("utf-8", "surrogateescape"))
                mark.update(hashlib.sha256(path.read_bytes()).digest())
    return mark.hexdigest()
