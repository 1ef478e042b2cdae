"""Which way leads to a target.

Refuses to go it.
"""

from __future__ import annotations

from pathlib import Path

from district.publishing.archive import Archive
from district.publishing.host import Folder
from district.publishing.rclone import RemoteHost
from district.publishing.remotes import make_remote
from district.publishing.target import Target
from district.publishing.ways import FileByFile, Means, Way, Zipped


def choose(target: Target, means: Means) -> Way:
    """The way to a target. TargetError when something is missing that only the user can give."""
    if target.kind == "zip":
        return Zipped(Archive(Path(target.place)), means)
    if target.kind == "folder":
        return FileByFile(Folder(Path(target.place)), means)
    return FileByFile(RemoteHost(make_remote(target)), means)
