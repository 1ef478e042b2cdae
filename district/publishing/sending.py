"""The safe way from what a host holds to a build, file by file.

First what is new and what carries its fingerprint in its name, then the pages that change, then the manifest, and
deletions last. A journal on the host says what an unfinished publishing has touched, so that the next goes on from
there. Refuses to delete what is not known to be ours, unless asked to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from district.output import MANIFEST
from district.publishing.delta import Delta, find_delta
from district.publishing.host import Host, write
from district.publishing.lock import Lock
from district.publishing.manifest import JOURNAL, STATE, UNSURE, Known, digest, read_known, write_journal
from district.publishing.record import Record, write_state
from district.publishing.texts import Tell

# A batch is sent at once; after each the journal is brought up to date and the lock renewed.
BATCH_FILES = 250
BATCH_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True)
class Build:
    """A build to be published: its folder, what it holds, its manifest as it stands, a folder to work in."""

    folder: Path
    hashes: Mapping[str, str]
    manifest: bytes
    work: Path


def look(
    host: Host, build: Build, kept: Mapping[str, bytes], tell: Tell, *, everything: bool = False
) -> tuple[Known, Delta]:
    """What the host holds and what it lacks, by what it has `kept` of publishings.

    Lists the host when its manifest is not to be trusted, or when asked for everything.
    """
    known = read_known(kept)
    if known.trusted and not everything:
        return known, find_delta(build.hashes, known)
    listed = host.files()
    if not known.trusted and listed:
        tell("no_manifest", count=len(listed))
    if not known.trusted:
        # What is provably the same stays; all else that bears a name of ours is sent again.
        same = {path: build.hashes[path] for path in _provably_same(build, listed)}
        ours = {path: sha for path, sha in known.live.items() if path in listed}
        known = replace(known, live={**ours, **same})
    return known, find_delta(build.hashes, known, listed)


def _provably_same(build: Build, listed: Mapping[str, str]) -> Iterator[str]:
    for path, told in listed.items():
        if told and path in build.hashes:
            content = (build.folder / path).read_bytes()
            if hashlib.md5(content, usedforsecurity=False).hexdigest() == told:
                yield path


def send(host: Host, build: Build, known: Known, delta: Delta, record: Record, lock: Lock) -> None:
    """Brings the host to what the build holds, in the safe order. Call it with the lock held."""
    going, tell = delta.last, lock.tell
    touched = {**known.touched, **dict.fromkeys((*delta.sent, *going), UNSURE)}
    if known.unfinished:
        tell("going_on")
        host.tidy()
    if touched:
        write(host, build.work, {JOURNAL: write_journal(touched)})
    waiting = False
    for phase, paths in (("first", delta.first), ("then", delta.then)):
        if paths:
            tell(phase, count=len(paths))
        for batch in batches(build.folder, paths):
            if waiting:
                write(host, build.work, {JOURNAL: write_journal(touched), **lock.renewed()})
            lock.check()
            host.send(build.folder, batch)
            touched |= {path: build.hashes[path] for path in batch}
            waiting = True
    lock.check()
    state = write_state(record, digest(build.manifest), delta.former, known)
    write(host, build.work, {STATE: state})
    write(host, build.work, {MANIFEST: build.manifest})
    if going:
        tell("last", count=len(going))
        host.remove(going)
    lock.along.append(JOURNAL)
    host.close()


def batches(folder: Path, paths: Sequence[str]) -> Iterator[list[str]]:
    """The files in their order, in portions that take a while but not too long."""
    batch: list[str] = []
    weight = 0
    for path in paths:
        bytes_ = (folder / path).stat().st_size
        if batch and (len(batch) >= BATCH_FILES or weight + bytes_ > BATCH_BYTES):
            yield batch
            batch, weight = [], 0
        batch.append(path)
        weight += bytes_
    if batch:
        yield batch
