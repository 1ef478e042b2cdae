"""Which way leads to a target.

Refuses to go it.
"""

from __future__ import annotations

from pathlib import Path

from district.publishing.archive import Archive
from district.publishing.branch import Branch
from district.publishing.host import Folder
from district.publishing.rclone import RemoteHost
from district.publishing.remotes import make_remote
from district.publishing.renamed import Renamed
from district.publishing.switch import Switched
from district.publishing.target import Target
from district.publishing.ways import FileByFile, Means, Way, Zipped


def choose(target: Target, work: Path, means: Means) -> Way:
    """The way to a target; `work` is a folder to keep things in.

    TargetError when something is missing that only the user can give.
    """
    if target.kind == "zip":
        return Zipped(Archive(Path(target.place)), means)
    if target.kind == "git":
        return Branch(target, work, means)
    if target.kind == "folder":
        place = Path(target.place)
        return Switched(place, means) if target.switch else FileByFile(Folder(place), means)
    remote = make_remote(target)
    return Renamed(remote, means) if target.switch else FileByFile(RemoteHost(remote), means)
