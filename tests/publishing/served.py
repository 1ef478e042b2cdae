"""Hosts of each protocol on free ports of this machine, as rclone serves them; what they hold lies in a folder.

It refuses to outlive a test: each server ends with its block.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from district.publishing.rclone import program

USER, PASSWORD = "editor", "parola-segreta-17"
KEY, SECRET = "publisher", "publishersecret"
PROTOCOLS = ("ftp", "sftp", "s3", "webdav")
# What the environment of a publishing holds for these hosts.
SECRETS = {"PUBLISH_PASSWORD": PASSWORD, "AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET}


@dataclass
class Served:
    """A running host: the address to publish to, the folder where that arrives."""

    protocol: str
    folder: Path
    port: int
    known_hosts: Path
    process: subprocess.Popen[bytes]

    @property
    def root(self) -> Path:
        """Where the site arrives on the host's disk."""
        return self.folder / "bucket" / "www"

    @property
    def address(self) -> str:
        """The address of the site's place on the host."""
        there = f"127.0.0.1:{self.port}"
        return {
            "ftp": f"ftp://{USER}@{there}/bucket/www",
            "sftp": f"sftp://{USER}@{there}/bucket/www?known_hosts_file={self.known_hosts}",
            "s3": f"s3://bucket/www?endpoint=http://{there}&provider=Rclone",
            "webdav": f"webdav://{USER}@{there}/bucket/www",
        }[self.protocol]

    def stop(self) -> None:
        """Ends the host as a machine ends that loses its current."""
        self.process.kill()
        self.process.wait()

    def start(self) -> None:
        """Starts it again at the same place."""
        self.process = _started(self.protocol, self.folder, self.port, self.known_hosts.parent)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _started(protocol: str, folder: Path, port: int, cache: Path) -> subprocess.Popen[bytes]:
    login = ("--auth-key", f"{KEY},{SECRET}") if protocol == "s3" else ("--user", USER, "--pass", PASSWORD)
    address = (
        "--addr",
        f"127.0.0.1:{port}",
        "--config",
        "/notfound",
        "--cache-dir",
        str(cache),
    )
    process = subprocess.Popen(
        [program(), "serve", protocol, str(folder), *address, *login],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return process
    raise AssertionError(f"{protocol} does not answer")


@contextmanager
def served(protocol: str, folder: Path) -> Iterator[Served]:
    """A host of a protocol until the block ends."""
    cache = folder.parent / f"{folder.name}-{protocol}-cache"
    (folder / "bucket").mkdir(parents=True)
    cache.mkdir()
    port = _free_port()
    host = Served(protocol, folder, port, cache / "known_hosts", _started(protocol, folder, port, cache))
    try:
        for key in sorted((cache / "serve-sftp").glob("*.pub")):
            said = " ".join(key.read_text().split()[:2])
            with host.known_hosts.open("a") as known:
                known.write(f"[127.0.0.1]:{port} {said}\n")
        yield host
    finally:
        host.stop()


def end_group(process: subprocess.Popen[str]) -> None:
    """Kills a process and all that it started, at once."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
