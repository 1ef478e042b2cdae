"""A branch of a git repository, as pages services publish it: ghp-import makes the commit, git sends it.

The branch changes at once; who comes second is turned away by git. Refuses to force anything, and to drop files that
were on the branch and are not of this site (a CNAME, say) unless asked to.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from district.output import MANIFEST
from district.plugin.run import ROOT
from district.publishing.delta import Delta, find_delta
from district.publishing.host import HostError, place
from district.publishing.manifest import OWN, STATE, Known, digest, read_known
from district.publishing.rclone import masked
from district.publishing.record import Record, write_state
from district.publishing.sending import Build
from district.publishing.target import Target
from district.publishing.ways import Means, NoWayBackError, finished, unknown_to

HEAD = "refs/remotes/origin/{branch}"
# Who the commits are by, where git knows nobody.
AUTHOR = ("Publishing", "publishing@localhost")


class OutrunError(Exception):
    """Somebody else has published to the branch meanwhile."""


class Branch:
    """A branch that holds the site and nothing else of ours."""

    def __init__(self, target: Target, work: Path, means: Means) -> None:
        self.target, self.means = target, means
        self.repository, self.staged = work / "repository", work / "staged"
        self.head = HEAD.format(branch=target.branch)
        self.secrets = (target.secret("PASSWORD"),)

    def state(self) -> Mapping[str, Any]:
        """What the branch keeps of its last publishing."""
        self._fetch()
        return finished(self._known())

    def would(self, build: Build) -> Delta:
        """What the next commit would change."""
        self._fetch()
        return self._delta(build)[1]

    def publish(self, build: Build, record: Record) -> Delta:
        """Commits the build and pushes it."""
        self._fetch()
        known, delta = self._delta(build)
        state = write_state(record, digest(build.manifest), delta.former, known)
        self._stage(build, delta, state)
        message = f"Publish {record.commit or record.built}"
        self._program(
            *(sys.executable, "-m", "ghp_import", "--no-jekyll", "--remote=origin"),
            *(f"--branch={self.target.branch}", f"--message={message}", str(self.staged)),
        )
        self._push(f"refs/heads/{self.target.branch}")
        return delta

    def roll_back(self) -> None:
        """A new commit with what the one before the last held."""
        self._fetch()
        if not self._git("rev-parse", "--verify", "--quiet", f"{self.head}~1", accept=(1, 128)):
            raise NoWayBackError("nothing_former")
        message = ("-m", "Go back to the former version")
        commit = self._git("commit-tree", f"{self.head}~1^{{tree}}", "-p", self.head, *message).decode().strip()
        self._push(commit)

    def _delta(self, build: Build) -> tuple[Known, Delta]:
        listed = self._git("ls-tree", "-r", "-z", "--name-only", self.head, accept=(128,)).decode().split("\0")
        there = dict.fromkeys(filter(None, listed), "")
        there.pop(".nojekyll", None)  # ghp-import's own
        known = self._known()
        if not known.trusted and there:
            self.means.tell("no_manifest", count=len(there))
        return known, unknown_to(find_delta(build.hashes, known, there), self.means)

    def _known(self) -> Known:
        return read_known(self._read(sorted(OWN)))

    def _read(self, paths: Iterable[str]) -> dict[str, bytes]:
        found = {path: self._git("cat-file", "blob", f"{self.head}:{path}", accept=(128,)) for path in paths}
        return {path: content for path, content in found.items() if content}

    def _stage(self, build: Build, delta: Delta, state: bytes) -> None:
        """Lays down all that the commit shall hold."""
        shutil.rmtree(self.staged, ignore_errors=True)
        for path in build.hashes:
            place(build.folder / path, self.staged / path)
        for path, content in self._read([*delta.former, *delta.unknown]).items():
            (self.staged / path).parent.mkdir(parents=True, exist_ok=True)
            (self.staged / path).write_bytes(content)
        (self.staged / STATE).write_bytes(state)
        (self.staged / MANIFEST).write_bytes(build.manifest)

    def _fetch(self) -> None:
        """Brings the branch's last two commits into the repository that publishing works in."""
        if not (self.repository / "HEAD").is_file():
            self.repository.mkdir(parents=True, exist_ok=True)
            self._git("init", "--bare", "--quiet")
            self._git("remote", "add", "origin", "x")
        self._git("remote", "set-url", "origin", self._address())
        self._git("update-ref", "-d", self.head)
        found = self._git("ls-remote", "--heads", "origin", f"refs/heads/{self.target.branch}")
        if found.strip():
            self._git("fetch", "--quiet", "--depth=2", "origin", f"+refs/heads/{self.target.branch}:{self.head}")
        else:
            self._git("update-ref", "-d", f"refs/heads/{self.target.branch}")

    def _address(self) -> str:
        """The repository's address: as given, or what the project calls so (`origin`)."""
        given = self.target.place
        if "/" in given or ":" in given:
            return str(Path(given).resolve()) if Path(given).is_dir() else given
        command = ["git", "-C", str(ROOT), "remote", "get-url", given]
        said = subprocess.run(command, capture_output=True, text=True, check=False)
        return said.stdout.strip() or given

    def _push(self, what: str) -> None:
        try:
            self._git(
                "-c",
                "advice.pushUpdateRejected=false",
                "push",
                "--quiet",
                "origin",
                f"{what}:refs/heads/{self.target.branch}",
            )
        except HostError as error:
            if "rejected" in str(error) or "non-fast-forward" in str(error):
                raise OutrunError from error
            raise

    def _git(self, *arguments: str, accept: Iterable[int] = ()) -> bytes:
        return self._program("git", *arguments, accept=accept)

    def _program(self, *command: str, accept: Iterable[int] = ()) -> bytes:
        """What a program prints in the repository; HostError without secrets, nothing for a status in `accept`."""
        ended = subprocess.run(command, cwd=self.repository, env=self._environment(), capture_output=True, check=False)
        if ended.returncode and ended.returncode not in accept:
            said = ended.stderr.decode("utf-8", "replace").strip() or f"git {ended.returncode}"
            raise HostError(masked(" ".join(said.split())[-300:], self.secrets))
        return b"" if ended.returncode else ended.stdout

    def _environment(self) -> dict[str, str]:
        """No questions; who the commit is by; the password, where one is given for an address over HTTPS."""
        own = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_DIR": str(self.repository), "LC_ALL": "C"}
        for who in ("AUTHOR", "COMMITTER"):
            own.setdefault(f"GIT_{who}_NAME", AUTHOR[0])
            own.setdefault(f"GIT_{who}_EMAIL", AUTHOR[1])
        if self.secrets[0] and self.target.place.startswith("https://"):
            user = self.target.secret("USER") or "x-access-token"
            login = base64.b64encode(f"{user}:{self.secrets[0]}".encode()).decode()
            own |= {
                "GIT_CONFIG_COUNT": "1",
                "GIT_CONFIG_KEY_0": "http.extraHeader",
                "GIT_CONFIG_VALUE_0": f"Authorization: Basic {login}",
            }
        return own
