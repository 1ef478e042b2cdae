"""rclone, which knows the protocols: started once for each step, told everything by its environment.

Refuses to show a secret: passwords go in by environment variables, never as arguments, and are taken out of all that
rclone says. https://rclone.org/docs/
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from secrets import token_hex

from district.hosting import is_fingerprinted
from district.publishing.host import HostError
from district.publishing.manifest import INCOMING, OWN, PARTIAL

# https://rclone.org/docs/#list-of-exit-codes
NO_DIRECTORY, NO_FILE = 3, 4
# How a login in an address looks.
_LOGIN = re.compile(r"(?<=://)[^/@\s]+@")
_STAMP = re.compile(r"^[\d/]+ [\d:]+ ", re.MULTILINE)
# So much of what rclone says is shown.
MOST_SIGNS = 300
# Up to so many folders are looked at one by one whether they are empty now, more by a walk over the whole site.
MOST_FOLDERS = 5
FLAGS = (
    *("--ask-password=false", "--contimeout=20s", "--timeout=60s"),
    *("--retries=2", "--low-level-retries=4", "--stats=0", "--transfers=4", "--checkers=8"),
    f"--partial-suffix={PARTIAL}",
)


@dataclass(frozen=True)
class Remote:
    """A place that rclone knows: its name (`:ftp:www`), the environment that says the rest, and how it writes.

    `staged`: whether files are sent beside the site and then moved in on the host, because this protocol would
    show half of one that is still being sent. `secrets` are kept out of all messages.
    """

    name: str
    label: str
    environment: Mapping[str, str] = field(default_factory=dict)
    secrets: tuple[str, ...] = ()
    staged: bool = False
    # Headers that a host keeps with fingerprinted files and with the others, where it keeps any (S3).
    immutable: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()
    own_config: bool = False

    def below(self, path: str) -> str:
        """A folder or file below this place, as rclone names it."""
        return f"{self.name}{'' if self.name.endswith((':', '/')) or not path else '/'}{path}"


@cache
def program() -> str:
    """Where rclone is: beside this Python, as its package puts it there, else on the path."""
    name = "rclone.exe" if os.name == "nt" else "rclone"
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.is_file() else shutil.which(name)
    if not found:
        raise HostError("rclone: requirements/site.txt")
    return found


def obscured(password: str) -> str:
    """A password as rclone wants it in its settings; this is no encryption, and it is kept as secret as the other."""
    ended = subprocess.run(
        [program(), "obscure", "-"], input=password, capture_output=True, encoding="utf-8", check=False
    )
    if ended.returncode:
        raise HostError("rclone obscure")
    return ended.stdout.strip()


def run(remote: Remote, *arguments: str, accept: Sequence[int] = ()) -> str:
    """What rclone prints; HostError, without secrets, when it ends otherwise than with 0 or a status in `accept`."""
    # A file of settings that is not there keeps rclone from looking for one: https://rclone.org/docs/#config-string
    config = () if remote.own_config else ("--config=/notfound",)
    command = [program(), *arguments, *FLAGS, *config]
    own = {**os.environ, **remote.environment}
    ended = subprocess.run(command, env=own, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if ended.returncode and ended.returncode not in accept:
        raise HostError(masked(_reason(ended.stderr) or f"rclone {ended.returncode}", remote.secrets))
    return "" if ended.returncode else ended.stdout


def _reason(said: str) -> str:
    """What says most: the last error that is not the summary of the others, with the lines that belong to it."""
    every = [" ".join(one.split()) for one in _STAMP.split(said)]
    errors = [one for one in every if re.match(r"(ERROR|CRITICAL|Failed|NOTICE: Failed)", one)]
    telling = [one for one in errors if "Attempt " not in one and not one.startswith("NOTICE")] or errors
    return (telling[-1] if telling else " ".join(said.split()))[-MOST_SIGNS:]


def masked(said: str, secrets: Iterable[str]) -> str:
    """What was said, without secrets and without logins in addresses."""
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        said = said.replace(secret, "***")
    return _LOGIN.sub("***@", said)


class RemoteHost:
    """A host behind rclone."""

    # Two that claim a lock in the same moment have both written theirs by then.
    settles = 1.5

    def __init__(self, remote: Remote) -> None:
        self.remote = remote
        # Two that publish at once do not wait in the same folder.
        self.incoming = f"{INCOMING}/{token_hex(4)}"

    def read(self, paths: Iterable[str]) -> dict[str, bytes]:
        """The content of those files that are there."""
        wanted = list(paths)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            listing = _list(folder, wanted)
            there = folder / "there"
            run(
                self.remote,
                *("copy", self.remote.name, str(there)),
                *("--files-from-raw", str(listing), "--no-traverse", "--no-check-dest"),
                accept=(NO_DIRECTORY, NO_FILE),
            )
            return {path: (there / path).read_bytes() for path in wanted if (there / path).is_file()}

    def send(self, folder: Path, paths: Iterable[str]) -> None:
        """Sends files; those with a fingerprint in their names apart, where the host keeps headers with files."""
        if not self.remote.immutable:
            self._send(folder, list(paths), ())
            return
        every = list(paths)
        self._send(folder, [path for path in every if is_fingerprinted(path)], self.remote.immutable)
        self._send(folder, [path for path in every if not is_fingerprinted(path)], self.remote.fresh)

    def _send(self, folder: Path, paths: list[str], headers: Sequence[str]) -> None:
        if not paths:
            return
        with tempfile.TemporaryDirectory() as name:
            chosen = ("--files-from-raw", str(_list(Path(name), paths)), "--no-traverse", "--no-check-dest")
            more = [f"--header-upload={header}" for header in headers]
            if not self.remote.staged:
                run(self.remote, "copy", str(folder), self.remote.name, *chosen, *more)
                return
            aside = self.remote.below(self.incoming)
            run(self.remote, "copy", str(folder), aside, *chosen, *more)
            run(self.remote, "move", aside, self.remote.name, *chosen)

    def claim(self, path: str, content: bytes) -> bool:
        """Writes a file that is not there yet.

        No protocol here can be asked to write only what is not there: both write, and the one whose file is found
        after `settles` seconds has it.
        """
        if self.read([path]):
            return False
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / path).write_bytes(content)
            self.send(folder, [path])
        return True

    def remove(self, paths: Iterable[str]) -> None:
        """Deletes those files that are there, and the folders that this empties."""
        gone = sorted(paths)
        if not gone:
            return
        with tempfile.TemporaryDirectory() as name:
            listing = _list(Path(name), gone)
            run(
                self.remote,
                *("delete", self.remote.name, "--files-from-raw", str(listing), "--no-traverse"),
                accept=(NO_DIRECTORY, NO_FILE),
            )
        emptied = sorted({path.rpartition("/")[0] for path in gone if "/" in path}, reverse=True)
        if self.remote.immutable:
            return  # object stores know no folders
        if len(emptied) > MOST_FOLDERS:
            run(self.remote, "rmdirs", self.remote.name, "--leave-root", accept=range(1, 10))
            return
        for emptied_folder in emptied:
            # Where it is not empty rclone says so, and leaves it.
            run(self.remote, "rmdir", self.remote.below(emptied_folder), "--retries=1", accept=range(1, 10))

    def files(self) -> dict[str, str]:
        """Every file below the place, with its MD5 where the host knows it without reading the file."""
        hashes = ("--hash", "--hash-type=md5") if self.remote.immutable else ()
        said = run(
            self.remote,
            *("lsjson", "-R", "--files-only", "--no-modtime", "--no-mimetype", *hashes, self.remote.name),
            accept=(NO_DIRECTORY,),
        )
        every = json.loads(said) if said.strip() else []
        return {
            one["Path"]: one.get("Hashes", {}).get("md5", "")
            for one in every
            if one["Path"] not in OWN
            and not one["Path"].endswith(PARTIAL)
            and not one["Path"].startswith(f"{INCOMING}/")
        }

    def close(self) -> None:
        """Takes away the folder where files wait."""
        if self.remote.staged:
            run(self.remote, "purge", self.remote.below(INCOMING), accept=(NO_DIRECTORY, NO_FILE))

    def tidy(self) -> None:
        """Takes away files that were still on their way when a publishing was interrupted."""
        self.close()
        if not self.remote.immutable and not self.remote.staged:
            run(
                self.remote,
                *("delete", self.remote.name, f"--include=*.????????{PARTIAL}"),
                accept=(NO_DIRECTORY, NO_FILE),
            )


def _list(folder: Path, paths: Iterable[str]) -> Path:
    listing = folder / "paths"
    listing.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8", newline="\n")
    return listing
