"""What has to be sent to a host and what may be deleted there, so that it holds a build.

Refuses to touch the host; and to delete what is not known to be ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from district.hosting import is_fingerprinted
from district.publishing.manifest import OWN, Hashes, Known


@dataclass(frozen=True)
class Delta:
    """The way from what a host holds to what it shall hold; all paths sorted.

    `first` are files that nothing visible names yet, or whose name says what they hold: they may come at any time.
    `then` are pages and files that take the place of others. `last` are to be deleted, `unknown` are not ours.
    """

    first: tuple[str, ...]
    then: tuple[str, ...]
    last: tuple[str, ...]
    former: Hashes
    unknown: tuple[str, ...] = ()

    @property
    def sent(self) -> tuple[str, ...]:
        """Everything to be sent, in the safe order."""
        return self.first + self.then


def find_delta(wanted: Hashes, known: Known, listed: Mapping[str, object] | None = None) -> Delta:
    """Compares a build with what a host is known to hold, and with what was `listed` there if that was asked for.

    Fingerprinted files that the site names no more are kept for one generation; those kept before go, unless no
    fingerprinted file has changed since.
    """
    there = known.hashes
    sent = {path for path, sha in wanted.items() if there.get(path) != sha}
    if listed is not None:
        sent |= wanted.keys() - set(listed)
    taken = known.live.keys() | set(listed or ())
    then = {path for path in sent & taken if not is_fingerprinted(path)}
    leaving = {path: sha for path, sha in known.live.items() if path not in wanted}
    former = {path: sha for path, sha in leaving.items() if is_fingerprinted(path)}
    if not former:
        former = {path: sha for path, sha in known.former.items() if path not in wanted}
    last = there.keys() - wanted.keys() - former.keys()
    unknown: set[str] = set()
    if listed is not None:
        unknown = set(listed) - there.keys() - wanted.keys() - OWN
        last &= set(listed)
    return Delta(
        tuple(sorted(sent - then)),
        tuple(sorted(then)),
        tuple(sorted(last)),
        dict(sorted(former.items())),
        tuple(sorted(unknown)),
    )
