"""Hosts behind FTP, SFTP, S3 and WebDAV: the same bytes, the same order, the same promises when something breaks."""

from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from district.publishing.choosing import choose
from district.publishing.host import HostError
from district.publishing.lock import Lock, LockedError
from district.publishing.manifest import LOCK, MANIFEST
from district.publishing.rclone import RemoteHost
from district.publishing.target import find_target
from district.publishing.ways import FileByFile
from tests.publishing.made import Generation, Said, broken, build_of, held, laid, record_of
from tests.publishing.served import PROTOCOLS, SECRETS, Served, end_group, served
from tests.site.built import ROOT, contents, times

# Breaking off and looking through a whole host take their time: one protocol in the test command, the others when all
# is asked for.
SOME = [pytest.param(name, marks=() if name == "ftp" else pytest.mark.long) for name in PROTOCOLS]


SOME_HOSTS = pytest.mark.parametrize("host", SOME, indirect=True)


@pytest.fixture(scope="module", params=PROTOCOLS)
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One running host of each protocol for all claims here."""
    with served(request.param, tmp_path_factory.mktemp(request.param) / "disk") as running:
        yield running


@pytest.fixture(autouse=True)
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(RemoteHost, "settles", 0.0)


@pytest.fixture
def place(host: Served, request: pytest.FixtureRequest) -> tuple[str, Path]:
    """A place of its own on the host for each test: its address, and the folder where it arrives."""
    name = f"t{abs(hash(request.node.name)) % 10**8}"
    return host.address.replace("/www", f"/{name}"), host.root.with_name(name)


def put(address: str, folder: Path, name: str, content: str) -> None:
    """Put a file on the host as somebody with another program would: the server notices only what comes through it."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(content, encoding="utf-8")
    way_to(address, Said()).host.send(folder, [name])


def way_to(address: str, said: Said, **means: bool) -> FileByFile:
    way = choose(find_target(address, Path("/nowhere")), Path("/nowhere"), said.means(**means))
    assert isinstance(way, FileByFile)
    return way


def publish(address: str, generation: Generation, tmp_path: Path, said: Said | None = None, **means: bool) -> object:
    folder = laid(tmp_path / f"build-{generation.number}", generation.contents())
    way = way_to(address, said if said is not None else Said(), **means)
    return way.publish(build_of(folder, tmp_path / "work"), record_of(folder))


def test_three_publishings_in_a_row(place: tuple[str, Path], tmp_path: Path) -> None:
    address, root = place
    publish(address, Generation(0), tmp_path)
    assert held(root) == contents(tmp_path / "build-0"), "byte for byte"
    put(address, tmp_path / "mine", "letter.txt", "dear")
    before = times(root)
    delta = publish(address, Generation(0), tmp_path)
    assert delta.sent == ()  # type: ignore[attr-defined]
    after = times(root)
    assert all(after[path] == before[path] for path in held(root) if path != MANIFEST)
    publish(address, Generation(1), tmp_path)
    there, built = held(root), contents(tmp_path / "build-1")
    assert {path: there[path] for path in built} == built
    sheet = next(path for path in Generation(0).contents() if path.startswith("assets/"))
    assert there.keys() - built.keys() == {sheet, "letter.txt"}
    assert not (root / "p0").exists() or not list((root / "p0").iterdir())
    assert not (root / LOCK).exists()


@SOME_HOSTS
def test_a_lost_manifest_is_made_anew_by_listing(place: tuple[str, Path], tmp_path: Path) -> None:
    address, root = place
    publish(address, Generation(0), tmp_path)
    way_to(address, Said()).host.remove([MANIFEST])
    put(address, tmp_path / "mine", "letter.txt", "dear")
    said = Said()
    publish(address, Generation(1), tmp_path, said)
    assert "one by one" in said.text
    assert "letter.txt" in said.text
    assert broken(root, [Generation(1)]) == []
    publish(address, Generation(1), tmp_path, delete_unknown=True)
    built = contents(tmp_path / "build-1")
    assert held(root) == built, "what only the lost manifest knew counts as unknown, and goes when asked"


@SOME_HOSTS
def test_of_two_at_once_one_publishes_and_the_other_stops(place: tuple[str, Path], tmp_path: Path) -> None:
    address, _root = place
    way, other = way_to(address, Said()), way_to(address, Said())
    first, second = (Lock(one.host, one.means.moment, one.means.tell) for one in (way, other))
    assert way.host.claim(LOCK, first.content())
    # The other had looked before that file was there, and writes its own.
    (tmp_path / LOCK).write_bytes(second.content())
    other.host.send(tmp_path, [LOCK])
    with pytest.raises(LockedError):
        first.settle()
    second.settle()
    with pytest.raises(LockedError, match=socket.gethostname()):
        publish(address, Generation(0), tmp_path)


def test_a_host_that_does_not_let_in_is_told_without_the_password(
    host: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = "not-the-password-99"
    monkeypatch.setenv("PUBLISH_PASSWORD", wrong)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", wrong)
    if host.protocol == "s3":
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
    with pytest.raises(HostError) as refused:
        publish(host.address, Generation(0), tmp_path)
    assert str(refused.value)
    assert wrong not in str(refused.value)


def test_no_secret_is_among_the_arguments_of_any_program(
    place: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    real = subprocess.run

    def watch(command: list[str], **more: object) -> object:
        seen.append(command)
        return real(command, **more)  # type: ignore[call-overload]

    monkeypatch.setattr("district.publishing.rclone.subprocess.run", watch)
    publish(place[0], Generation(0), tmp_path)
    assert seen
    for secret in SECRETS.values():
        assert not [word for command in seen for word in command if secret in word]


class Interrupted:
    """A host, two generations of a site in turn, and a publishing that is killed at some moment."""

    def __init__(self, host: Served, tmp_path: Path) -> None:
        self.host, self.tmp = host, tmp_path
        self.random = random.Random(20261123)
        self.generations = [Generation(number, pages=9, filling=20_000) for number in range(2)]
        self.folders = [laid(tmp_path / f"build-{one.number}", one.contents()) for one in self.generations]
        self.publish(0)
        begun = time.monotonic()
        self.publish(1)
        self.usual = time.monotonic() - begun

    def start(self, number: int) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.publishing.publisher"]
        process = subprocess.Popen(
            [*command, self.host.address, str(self.folders[number]), str(self.tmp / "work")],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            env={**os.environ, **SECRETS},
        )
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        return process

    def publish(self, number: int) -> str:
        process = self.start(number)
        said, _ = process.communicate(timeout=120)
        assert process.returncode == 0, said
        return said

    def kill_and_look(self, number: int) -> None:
        """Kill a publishing at a random moment; the visible site must be whole, and the next run must complete it."""
        process = self.start(number)
        time.sleep(self.random.uniform(0, self.usual))
        end_group(process)
        assert process.stdout
        process.stdout.close()
        time.sleep(0.05)  # what the host has already taken in
        assert broken(self.host.root, self.generations) == []
        self.publish(number)
        built, there = contents(self.folders[number]), held(self.host.root)
        assert {path: there.get(path) for path in built} == built
        assert not list(self.host.root.rglob("*.publishing")), "nothing half is left"

    def cut_and_look(self, number: int) -> None:
        """End the host itself at a random moment, as when the network is cut."""
        process = self.start(number)
        time.sleep(self.random.uniform(0, self.usual))
        self.host.stop()
        # rclone tries again for a while: that a host came back is as good as a new run.
        self.host.start()
        process.communicate(timeout=300)
        assert broken(self.host.root, self.generations) == []
        self.publish(number)
        built, there = contents(self.folders[number]), held(self.host.root)
        assert {path: there.get(path) for path in built} == built


def _interrupt(protocol: str, tmp_path: Path, times_: int) -> None:
    with served(protocol, tmp_path / "disk") as host:
        site = Interrupted(host, tmp_path)
        for count in range(times_):
            site.kill_and_look(count % 2)


@pytest.mark.parametrize("protocol", SOME)
def test_killed_anywhere_the_site_is_whole_and_the_next_run_completes_it(protocol: str, tmp_path: Path) -> None:
    _interrupt(protocol, tmp_path, 1)


@pytest.mark.long
@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_killed_anywhere_a_hundred_times(protocol: str, tmp_path: Path) -> None:
    _interrupt(protocol, tmp_path, 100)


@pytest.mark.parametrize("protocol", SOME)
def test_when_the_host_goes_away_the_site_is_whole_and_the_next_run_completes_it(protocol: str, tmp_path: Path) -> None:
    with served(protocol, tmp_path / "disk") as host:
        site = Interrupted(host, tmp_path)
        site.cut_and_look(0)


@SOME_HOSTS
def test_a_stale_lock_of_another_machine_is_taken_over_and_said(place: tuple[str, Path], tmp_path: Path) -> None:
    address, root = place
    publish(address, Generation(0), tmp_path)
    left = {"machine": "another", "process": 7, "at": "2020-01-01T00:00:00+00:00"}
    put(address, tmp_path / "mine", LOCK, json.dumps(left))
    said = Said()
    publish(address, Generation(1), tmp_path, said)
    assert "A publishing by another" in said.text
    assert broken(root, [Generation(1)]) == []
