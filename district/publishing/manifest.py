"""What a build holds and what a host is known to hold, by the SHA-256 of each file.

Refuses to guess: a file whose content is not known for certain has the hash UNSURE, and is sent again.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from district.output import MANIFEST, is_inside

# Files of publishing itself on a host, beside the manifest.
STATE = ".publishing.json"
JOURNAL = ".publishing-journal.json"
LOCK = ".publishing-lock.json"
# What rclone calls a file while it is on its way, and where files wait on hosts that cannot rename one by one.
PARTIAL = ".publishing"
INCOMING = ".publishing-incoming"
OWN = frozenset({MANIFEST, STATE, JOURNAL, LOCK})
UNSURE = ""
_HASH = re.compile(r"[0-9a-f]{64}")

Hashes = Mapping[str, str]


@dataclass(frozen=True)
class Known:
    """What a host is known to hold.

    `live` are the files of the last publishing, with those that an unfinished one has touched; `former` the
    fingerprinted files kept for pages still open in browsers. `trusted` is false where the manifest was lost,
    damaged or not ours, so that the host has to be listed; `unfinished` where a publishing broke off.
    """

    live: Hashes = field(default_factory=dict)
    former: Hashes = field(default_factory=dict)
    state: Mapping[str, Any] = field(default_factory=dict)
    trusted: bool = False
    unfinished: bool = False
    # What an unfinished publishing has touched: the hash that it has sent, or UNSURE.
    touched: Hashes = field(default_factory=dict)

    @property
    def hashes(self) -> dict[str, str]:
        """Every file that is ours, with its hash or UNSURE."""
        return {**self.former, **self.live}


def read_built(folder: Path) -> tuple[dict[str, str], bytes]:
    """The manifest of a folder that a build has written, parsed and as it stands."""
    raw = (folder / MANIFEST).read_bytes()
    hashes = _hashes(raw)
    assert hashes is not None
    return hashes, raw


def read_known(files: Mapping[str, bytes]) -> Known:
    """What the manifest, the state and the journal of a host say, where these are whole and belong together."""
    state, journal = _mapping(files.get(STATE)), _mapping(files.get(JOURNAL))
    raw = files.get(MANIFEST)
    hashes = _hashes(raw) if raw is not None else None
    # The state is written before the manifest: in between it belongs to the one to come and to the one before.
    trusted = hashes is not None and raw is not None and digest(raw) in (state.get("manifest"), state.get("before"))
    touched = _listed(journal.get("touched"))
    live = {**(hashes or {}), **touched} if trusted else {**dict.fromkeys(hashes or {}, UNSURE), **touched}
    former = {path: sha for path, sha in _listed(state.get("former")).items() if path not in live}
    return Known(live, former, state, trusted, bool(touched), touched)


def write_journal(touched: Hashes) -> bytes:
    """What the journal holds while a publishing is under way."""
    return json.dumps({"touched": dict(sorted(touched.items()))}, indent=0).encode()


def digest(content: bytes) -> str:
    """The SHA-256 of a content, as manifests write it."""
    return hashlib.sha256(content).hexdigest()


def _mapping(raw: bytes | None) -> dict[str, Any]:
    try:
        found = json.loads(raw) if raw else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _hashes(raw: bytes) -> dict[str, str] | None:
    """A manifest's paths and hashes; None when it is damaged or something else."""
    found = _mapping(raw)
    listed = _listed(found)
    return listed if found and len(listed) == len(found) and UNSURE not in listed.values() else None


def _listed(found: Any) -> dict[str, str]:
    """The entries of a mapping that are paths inside the site with a hash, or UNSURE."""
    if not isinstance(found, dict):
        return {}
    return {
        path: sha
        for path, sha in found.items()
        if isinstance(sha, str) and (sha == UNSURE or _HASH.fullmatch(sha)) and path and is_inside(path)
    }
