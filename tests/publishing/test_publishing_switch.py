"""Sites that are switched at once, and brought back: a link to releases, two renames over SFTP, a git branch."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from district.publishing import renamed
from district.publishing.branch import Branch, OutrunError
from district.publishing.host import HostError
from district.publishing.lock import LockedError
from district.publishing.manifest import LOCK, MANIFEST
from district.publishing.rclone import Remote, RemoteHost
from district.publishing.remotes import make_remote
from district.publishing.renamed import Renamed
from district.publishing.switch import Switched
from district.publishing.target import find_target
from district.publishing.ways import InTheWayError, NoWayBackError, Way
from tests.publishing.made import Generation, Said, broken, build_of, held, laid, record_of
from tests.publishing.served import SECRETS, served
from tests.site.built import contents


def publish(way: Way, generation: Generation, tmp_path: Path) -> Path:
    folder = laid(tmp_path / f"build-{generation.number}", generation.contents())
    way.publish(build_of(folder, tmp_path / "work"), record_of(folder))
    return folder


@pytest.fixture
def link(tmp_path: Path) -> Path:
    try:
        (tmp_path / "try").symlink_to(tmp_path)
    except OSError:
        pytest.skip("this system makes no symbolic links for this user")
    (tmp_path / "srv").mkdir()
    return tmp_path / "srv" / "www"


def test_a_link_is_switched_and_no_file_is_written_twice(link: Path, tmp_path: Path) -> None:
    way = Switched(link, Said().means())
    built = publish(way, Generation(0), tmp_path)
    assert link.is_symlink()
    assert held(link) == contents(built)
    (link / "CNAME").write_text("www.example.org", encoding="utf-8")
    first = link.resolve()
    same = Generation(0).contents() | {"news/index.html": b"new"}
    folder = laid(tmp_path / "build-more", same)
    way.publish(build_of(folder, tmp_path / "work"), record_of(folder))
    assert link.resolve() != first
    assert (link / "CNAME").exists(), "what is not ours stays"
    assert (first / "p3" / "index.html").samefile(link / "p3" / "index.html")
    assert not (first / MANIFEST).samefile(link / MANIFEST)
    assert {path: held(link).get(path) for path in contents(folder)} == contents(folder)


def test_a_rollback_brings_back_the_former_release_and_the_next_one_the_other(link: Path, tmp_path: Path) -> None:
    way = Switched(link, Said().means())
    publish(way, Generation(0), tmp_path)
    with pytest.raises(NoWayBackError, match="nothing_former"):
        way.roll_back()
    publish(way, Generation(1), tmp_path)
    way.roll_back()
    assert broken(link, [Generation(0)]) == []
    way.roll_back()
    assert broken(link, [Generation(1)]) == []
    publish(way, Generation(2), tmp_path)
    releases = [path for path in way.releases.iterdir() if path.is_dir() and not path.is_symlink()]
    assert len(releases) == 2, "the one online and the one before"


@pytest.mark.parametrize("step", ["copyfile", "rename", "symlink_to", "replace"])
def test_interrupted_anywhere_the_link_leads_to_a_whole_release(
    step: str, link: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = Switched(link, Said().means())
    publish(way, Generation(0), tmp_path)
    folder = laid(tmp_path / "build-1", Generation(1).contents())

    def fail(*_given: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        if step == "copyfile":
            patch.setattr("district.publishing.switch.shutil.copyfile", fail)
        else:
            patch.setattr(Path, step, fail)
        with pytest.raises(HostError, match="No space left"):
            way.publish(build_of(folder, tmp_path / "work"), record_of(folder))
    assert broken(link, [Generation(0)]) == []
    publish(way, Generation(1), tmp_path)
    assert broken(link, [Generation(1)]) == []
    assert not list(way.releases.glob("*.making"))
    way.roll_back()
    assert broken(link, [Generation(0)]) == []


def test_a_real_folder_is_not_taken_for_a_link(link: Path, tmp_path: Path) -> None:
    link.mkdir()
    (link / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(InTheWayError, match="real_folder"):
        publish(Switched(link, Said().means()), Generation(0), tmp_path)
    assert contents(link) == {"letter.txt": b"dear"}


def test_two_switch_one_after_the_other(link: Path, tmp_path: Path) -> None:
    way = Switched(link, Said().means())
    way.releases.mkdir()
    (way.releases / LOCK).write_text('{"machine": "another", "process": 7, "at": "2026-11-23T09:00:00+00:00"}')
    with pytest.raises(LockedError):
        publish(way, Generation(0), tmp_path)


@pytest.mark.long
def test_sftp_is_switched_by_two_renames_and_mended_when_interrupted_between_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(RemoteHost, "settles", 0.0)
    with served("sftp", tmp_path / "disk") as host:
        remote = make_remote(find_target(f"switch:{host.address}", tmp_path))
        way = Renamed(remote, Said().means())
        publish(way, Generation(0), tmp_path)
        built = publish(way, Generation(1), tmp_path)
        assert held(host.root) == contents(built)
        way.roll_back()
        assert broken(host.root, [Generation(0)]) == []
        # Cut off after each of the calls that rename, one after the other: the next run mends it.
        real, left = renamed.run, 0

        def cut(remote: Remote, command: str, *given: str, accept: tuple[int, ...] = ()) -> str:
            nonlocal left
            if command == "moveto":
                left -= 1
                if left < 0:
                    raise HostError("cut")
            return real(remote, command, *given, accept=accept)

        for left_then in (0, 1, 2):
            left = left_then
            monkeypatch.setattr(renamed, "run", cut)
            with pytest.raises(HostError, match="cut"):
                publish(way, Generation(2), tmp_path)
            monkeypatch.setattr(renamed, "run", real)
            if left_then < 2:
                assert broken(host.root, [Generation(0), Generation(2)]) == []
            way._mend()
            assert broken(host.root, [Generation(0), Generation(1), Generation(2)]) == []
        publish(way, Generation(2), tmp_path)
        assert broken(host.root, [Generation(2)]) == []
        assert sorted(path.name for path in host.root.parent.iterdir()) == ["www", "www.former"]
        mine = tmp_path / "mine"
        mine.mkdir()
        (mine / "letter.txt").write_text("dear", encoding="utf-8")
        way.host.send(mine, ["letter.txt"])
        with pytest.raises(InTheWayError, match="in_the_way"):
            publish(way, Generation(1), tmp_path)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A bare repository, as a service for pages keeps one."""
    subprocess.run(["git", "init", "--bare", "--quiet", str(tmp_path / "pages.git")], check=True)
    return tmp_path / "pages.git"


@pytest.fixture
def branch(repository: Path, tmp_path: Path) -> Callable[..., Branch]:
    def make(work: str = "work", said: Said | None = None) -> Branch:
        target = find_target(f"git:{repository}#pages", tmp_path)
        return Branch(target, tmp_path / work, (said if said is not None else Said()).means())

    return make


def checked_out(repository: Path, to: Path) -> Path:
    subprocess.run(["git", "clone", "--quiet", "--branch", "pages", str(repository), str(to)], check=True)
    subprocess.run(["rm", "-r", str(to / ".git")], check=True)
    return to


def test_a_branch_holds_the_built_tree_and_keeps_what_is_not_ours(
    branch: Callable[..., Branch], repository: Path, tmp_path: Path
) -> None:
    publish(branch(), Generation(0), tmp_path)
    other = tmp_path / "other"
    subprocess.run(["git", "clone", "--quiet", "--branch", "pages", str(repository), str(other)], check=True)
    (other / "CNAME").write_text("www.example.org", encoding="utf-8")
    who = ("-c", "user.name=n", "-c", "user.email=e@example.org")
    for command in (("add", "CNAME"), (*who, "commit", "--quiet", "-m", "m"), ("push", "--quiet")):
        subprocess.run(["git", "-C", str(other), *command], check=True)
    built = publish(branch(), Generation(1), tmp_path)
    there = held(checked_out(repository, tmp_path / "look"))
    assert {path: there[path] for path in contents(built)} == contents(built)
    assert {path.partition("/")[0] for path in there.keys() - contents(built).keys()} == {
        ".nojekyll",
        "CNAME",
        "assets",
    }
    log = subprocess.run(["git", "-C", str(repository), "log", "--format=%s", "pages"], capture_output=True, check=True)
    assert log.stdout.decode().split("\n")[:3] == ["Publish abc", "m", "Publish abc"], "history is added to"


def test_a_branch_goes_back_and_forth(branch: Callable[..., Branch], repository: Path, tmp_path: Path) -> None:
    publish(branch(), Generation(0), tmp_path)
    with pytest.raises(NoWayBackError):
        branch().roll_back()
    publish(branch(), Generation(1), tmp_path)
    branch().roll_back()
    assert broken(checked_out(repository, tmp_path / "look"), [Generation(0)]) == []
    assert branch().state()["last"]["commit"] == "abc"
    branch().roll_back()
    assert broken(checked_out(repository, tmp_path / "again"), [Generation(1)]) == []


def test_of_two_at_once_git_turns_the_second_away(
    branch: Callable[..., Branch], repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(branch(), Generation(0), tmp_path)
    late = branch("late")
    push = late._push

    def first_the_other(what: str) -> None:
        publish(branch(), Generation(1), tmp_path)
        push(what)

    monkeypatch.setattr(late, "_push", first_the_other)
    with pytest.raises(OutrunError):
        publish(late, Generation(2), tmp_path)
    assert broken(checked_out(repository, tmp_path / "look"), [Generation(1)]) == []


def test_a_repository_that_is_not_there_is_told_without_the_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLISH_PASSWORD", "parola-segreta-17")
    target = find_target("git:https://127.0.0.1:9/nobody/pages.git#pages", tmp_path)
    with pytest.raises(HostError) as refused:
        publish(Branch(target, tmp_path / "work", Said().means()), Generation(0), tmp_path)
    assert "parola-segreta-17" not in str(refused.value)
