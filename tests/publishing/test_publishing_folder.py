"""A folder, file by file: only what changed, in an order that never breaks a link, and nothing that is not ours."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from district.publishing import host as hosts
from district.publishing.archive import Archive
from district.publishing.delta import find_delta
from district.publishing.host import Folder, HostError
from district.publishing.lock import LIMIT, LockedError
from district.publishing.manifest import JOURNAL, LOCK, MANIFEST, STATE, Known
from district.publishing.record import is_due
from district.publishing.ways import FileByFile, NoWayBackError, Zipped
from tests.publishing.made import MOMENT, Generation, Said, broken, build_of, held, laid, record_of
from tests.site.built import contents, times


class Publisher:
    """Publishes generations of a small site to one folder."""

    def __init__(self, tmp_path: Path) -> None:
        self.tmp, self.root, self.said = tmp_path, tmp_path / "host", Said()

    def folder(self, generation: Generation) -> Path:
        return laid(self.tmp / f"build-{generation.number}", generation.contents())

    def publish(self, generation: Generation, **means: Any) -> Any:
        folder = self.folder(generation)
        way = FileByFile(Folder(self.root), self.said.means(**means))
        return way.publish(build_of(folder, self.tmp / "work"), record_of(folder))


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    return Publisher(tmp_path)


def test_the_published_tree_is_the_built_one_byte_for_byte(publisher: Publisher) -> None:
    publisher.publish(Generation(0))
    assert held(publisher.root) == contents(publisher.folder(Generation(0)))


def test_what_did_not_change_is_not_sent_and_keeps_its_time(publisher: Publisher) -> None:
    publisher.publish(Generation(0))
    before = times(publisher.root)
    delta = publisher.publish(Generation(0))
    assert (delta.sent, delta.last) == ((), ())
    after = times(publisher.root)
    assert {path for path in after if after[path] != before[path]} == {MANIFEST, STATE}


def test_new_files_come_before_changed_pages_and_deletions_last() -> None:
    old, new = Generation(0), Generation(1)
    hashes = [
        {path: f"{len(c):064x}" if path.startswith("assets/") else "a" * 64 for path, c in g.contents().items()}
        for g in (old, new)
    ]
    hashes[1]["index.html"] = "b" * 64
    delta = find_delta(hashes[1], Known(live=hashes[0], trusted=True))
    assert {path.partition("/")[0] for path in delta.first} == {"assets", "p12"}
    assert delta.then == ("index.html",)
    assert delta.last == ("p0/index.html",)


class Cut(Folder):
    """A folder whose disk is full after so many files."""

    def __init__(self, root: Path, room: int) -> None:
        super().__init__(root)
        self.room = room

    def send(self, folder: Path, paths: Any) -> None:
        for path in paths:
            self.room -= 1
            if self.room < 0:
                raise HostError("no space left on device")
            super().send(folder, [path])


@pytest.mark.parametrize("room", range(24))
def test_on_a_full_disk_the_site_stays_whole_and_the_next_run_goes_on(publisher: Publisher, room: int) -> None:
    old, new, newer = Generation(0), Generation(1), Generation(2)
    publisher.publish(old)
    folder = publisher.folder(new)
    way = FileByFile(Cut(publisher.root, room), publisher.said.means())
    try:
        way.publish(build_of(folder, publisher.tmp / "work"), record_of(folder))
    except HostError:
        assert room < 23
    assert broken(publisher.root, [old, new]) == []
    assert not (publisher.root / LOCK).exists()
    # What comes next may be the same build or another one.
    following = new if room % 2 else newer
    publisher.publish(following)
    assert broken(publisher.root, [following]) == []
    assert not (publisher.root / JOURNAL).exists()
    ours = set(contents(publisher.folder(following)))
    kept = {path for path in held(publisher.root) if path not in ours}
    assert {path.partition("/")[0] for path in kept} <= {"assets"}, "nothing is left but former style sheets"


def test_an_interrupted_publishing_goes_on_where_it_was(publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("district.publishing.sending.BATCH_FILES", 4)
    publisher.publish(Generation(0))
    folder = publisher.folder(Generation(1))
    cut = Cut(publisher.root, 12)
    with pytest.raises(HostError):
        FileByFile(cut, publisher.said.means()).publish(build_of(folder, publisher.tmp / "w"), record_of(folder))
    delta = publisher.publish(Generation(1))
    assert 0 < len(delta.sent) < 14
    assert "broke off" in publisher.said.text


def test_one_former_generation_of_fingerprinted_files_is_kept_for_pages_still_open(publisher: Publisher) -> None:
    sheets = [next(path for path in Generation(n).contents() if path.startswith("assets/")) for n in range(3)]
    there = []
    for number in range(3):
        publisher.publish(Generation(number))
        there.append([(publisher.root / sheet).exists() for sheet in sheets])
    publisher.publish(Generation(2))
    assert there == [[True, False, False], [True, True, False], [False, True, True]]
    assert (publisher.root / sheets[1]).exists(), "publishing the same again is no new generation"


def test_files_that_are_not_ours_stay_until_asked_for(publisher: Publisher) -> None:
    publisher.publish(Generation(0))
    (publisher.root / "letter.txt").write_text("dear", encoding="utf-8")
    publisher.publish(Generation(1))
    assert (publisher.root / "letter.txt").exists()
    delta = publisher.publish(Generation(1), delete_unknown=True)
    assert delta.last == ("letter.txt",)
    assert not (publisher.root / "letter.txt").exists()
    assert broken(publisher.root, [Generation(1)]) == []


DAMAGE: dict[str, Callable[[Path], object]] = {
    "lost": lambda root: (root / MANIFEST).unlink(),
    "cut short": lambda root: (root / MANIFEST).write_bytes((root / MANIFEST).read_bytes()[:50]),
    "of another site": lambda root: (root / MANIFEST).write_text(json.dumps({"index.html": "0" * 64})),
    "that leads out of the site": lambda root: (root / MANIFEST).write_text(json.dumps({"../../x": "0" * 64})),
    "no manifest at all": lambda root: (root / MANIFEST).write_text('[{"name": "app"}]'),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_manifest_that_is_no_help_is_noticed_and_made_anew_from_what_is_there(
    damage: str, publisher: Publisher
) -> None:
    publisher.publish(Generation(0))
    DAMAGE[damage](publisher.root)
    (publisher.root / "letter.txt").write_text("dear", encoding="utf-8")
    (publisher.root / "p3" / "index.html").write_text("changed by hand", encoding="utf-8")
    delta = publisher.publish(Generation(0))
    assert delta.sent == ("p3/index.html",), "all else is provably the same"
    assert "one by one" in publisher.said.text
    assert (publisher.root / "letter.txt").exists()
    assert held(publisher.root) == {**contents(publisher.folder(Generation(0))), "letter.txt": b"dear"}


def test_a_dry_run_touches_nothing(publisher: Publisher) -> None:
    publisher.publish(Generation(0))
    before = contents(publisher.root)
    folder = publisher.folder(Generation(1))
    delta = FileByFile(Folder(publisher.root), publisher.said.means()).would(build_of(folder, publisher.tmp / "w"))
    assert len(delta.sent) == 15
    assert contents(publisher.root) == before


def test_the_second_of_two_stops_and_says_who_is_at_work(publisher: Publisher) -> None:
    publisher.root.mkdir()
    other = {"machine": "another", "process": 7, "at": MOMENT.isoformat(), "token": "x"}
    (publisher.root / LOCK).write_text(json.dumps(other))
    with pytest.raises(LockedError, match="another"):
        publisher.publish(Generation(0))
    assert [path.name for path in publisher.root.iterdir()] == [LOCK]


@pytest.mark.parametrize(
    "held_by",
    [
        {"machine": "another", "process": 7, "at": (MOMENT - LIMIT - timedelta(seconds=1)).isoformat(), "token": "x"},
        {"machine": socket.gethostname(), "process": 2**22 + 1, "at": MOMENT.isoformat(), "token": "x"},
        "half a lo",
    ],
    ids=["too old", "of a dead process", "unreadable"],
)
def test_a_lock_left_by_a_dead_one_does_not_block_for_ever(publisher: Publisher, held_by: object) -> None:
    publisher.root.mkdir()
    (publisher.root / LOCK).write_text(held_by if isinstance(held_by, str) else json.dumps(held_by))
    publisher.publish(Generation(0))
    assert "taking its place" in publisher.said.text
    assert not (publisher.root / LOCK).exists()


def test_who_has_lost_the_lock_stops_before_the_next_batch(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("district.publishing.sending.BATCH_FILES", 4)
    monkeypatch.setattr("district.publishing.lock.CHECKED", -1.0)
    sent: list[str] = []

    class Taken(Folder):
        def send(self, folder: Path, paths: Any) -> None:
            sent.extend(paths)
            super().send(folder, paths)
            if len(sent) > 6:
                (self.root / LOCK).write_text(json.dumps({"machine": "another", "at": MOMENT.isoformat()}))

    folder = publisher.folder(Generation(0))
    with pytest.raises(LockedError):
        FileByFile(Taken(publisher.root), publisher.said.means()).publish(
            build_of(folder, publisher.tmp / "w"), record_of(folder)
        )
    assert len(sent) < 14
    assert "another" in (publisher.root / LOCK).read_text(), "the lock is the other's"


def test_a_file_by_file_host_has_no_way_back(publisher: Publisher) -> None:
    with pytest.raises(NoWayBackError, match="no_rollback"):
        FileByFile(Folder(publisher.root), publisher.said.means()).roll_back()


def test_the_state_tells_what_was_published_when_and_from_which_commit(publisher: Publisher) -> None:
    publisher.publish(Generation(0))
    publisher.publish(Generation(1))
    state = json.loads((publisher.root / STATE).read_text())
    assert state["last"]["published"] == MOMENT.isoformat()
    assert (state["last"]["commit"], state["last"]["pages"]) == ("abc", 13)
    assert [one["commit"] for one in state["earlier"]] == ["abc"]


def test_nothing_is_due_until_the_content_changes_or_the_site_does_by_itself(publisher: Publisher) -> None:
    publisher.publish(Generation(0))
    state = FileByFile(Folder(publisher.root), publisher.said.means()).state()
    later = MOMENT + timedelta(days=30)
    assert [is_due(state, "s", MOMENT), is_due(state, "another", MOMENT), is_due(state, "s", later)] == [
        False,
        True,
        True,
    ]
    assert is_due({}, "s", MOMENT)
    (publisher.root / JOURNAL).write_text('{"touched": {"index.html": ""}}')
    assert FileByFile(Folder(publisher.root), publisher.said.means()).state() == {}, "the last one did not end"


def test_a_file_is_never_seen_half(publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    publisher.publish(Generation(0))

    def break_off(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:10])
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(hosts.shutil, "copyfile", break_off)
    with pytest.raises(HostError, match="No space left"):
        publisher.publish(Generation(1))
    assert broken(publisher.root, [Generation(0)]) == []
    monkeypatch.undo()
    publisher.publish(Generation(1))
    assert not list(publisher.root.rglob("*.publishing"))


def test_a_zip_is_the_same_bytes_for_the_same_site_and_holds_the_built_tree(tmp_path: Path) -> None:
    import zipfile

    folder = laid(tmp_path / "build", Generation(0).contents())
    for name in ("a.zip", "b.zip"):
        Zipped(Archive(tmp_path / name), Said().means()).publish(build_of(folder, tmp_path), record_of(folder))
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        archive.extractall(tmp_path / "out")
    assert held(tmp_path / "out") == contents(folder)
    way = Zipped(Archive(tmp_path / "a.zip"), Said().means())
    assert way.would(build_of(folder, tmp_path)).sent == ()
    assert not is_due(way.state(), "s", MOMENT)
