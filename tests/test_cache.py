"""What is kept is given back as it was kept, or not at all, and never without end."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

from district.cache import LATELY, MARK, NOWHERE, Cache, Pack, by, code_of, key_of, prune
from district.supply import packages


def test_what_was_kept_is_not_made_again(tmp_path: Path) -> None:
    cache, made = Cache(tmp_path / "kept", "1"), []
    for _ in range(3):
        assert cache.made("a", lambda: made.append(1) or b"content") == b"content"  # type: ignore[func-returns-value]
    assert made == [1]


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "cut off": lambda raw: raw[:-1],
    "empty": lambda _: b"",
    "changed": lambda raw: raw[:-1] + b"!",
    "longer": lambda raw: raw + b"!",
    "of another engine": lambda raw: raw.replace(MARK, b"district 0\n"),
    "foreign": lambda _: b"content",
}


@pytest.mark.parametrize("how", SPOILT)
def test_what_is_not_as_it_was_kept_is_dropped_and_made_anew(tmp_path: Path, how: str) -> None:
    cache = Cache(tmp_path, "1")
    cache.put("a", b"content")
    path = tmp_path / cache.name("a")
    path.write_bytes(SPOILT[how](path.read_bytes()))
    assert cache.get("a") is None
    assert not path.exists()
    assert cache.made("a", lambda: b"anew") == b"anew" == cache.get("a")


def test_a_whole_file_under_another_s_name_is_not_taken(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "1")
    cache.put("a", b"content")
    (tmp_path / cache.name("a")).rename(tmp_path / cache.name("b"))
    assert cache.get("b") is None


def test_another_recipe_makes_all_anew(tmp_path: Path) -> None:
    Cache(tmp_path, "1").put("a", b"content")
    assert Cache(tmp_path, "2").get("a") is None
    assert Cache(tmp_path, "1").get("a") == b"content"


def test_parts_of_a_key_are_told_apart() -> None:
    assert len({key_of("ab", "c"), key_of("a", "bc"), key_of("abc"), key_of("abc", "")}) == 4
    assert key_of("è") == key_of("è".encode())


def test_code_that_changes_is_another_recipe(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("A = 1\n")
    before = code_of(tmp_path)
    assert code_of(tmp_path / "one.py") == before == code_of(tmp_path)
    (tmp_path / "two.py").write_text("")
    assert code_of(tmp_path) != before


def test_a_recipe_names_packages_with_the_versions_that_are_installed() -> None:
    here = [one.name for one in packages() if one.installed]
    assert len(here) > 20
    assert by(*here) == " ".join(f"{name} {version(name)}" for name in here)
    with pytest.raises(PackageNotFoundError):
        by("not-here")


def test_many_that_keep_the_same_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "1")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: cache.put("a", b"x" * 100_000), range(40)))
    assert [path.name for path in tmp_path.iterdir()] == [cache.name("a")]
    assert cache.get("a") == b"x" * 100_000


def test_without_a_folder_nothing_is_kept() -> None:
    cache = Cache(None, "1")
    cache.put("a", b"content")
    assert cache.get("a") is None


def test_what_was_not_asked_for_the_longest_goes_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "1")
    for number in range(6):
        cache.put(str(number), b"x" * 1000)
        aged(tmp_path / cache.name(str(number)), 10 - number)
    assert cache.get("0") is not None  # asked for now
    prune(tmp_path, 4200)
    assert [number for number in range(6) if cache.get(str(number))] == [0, 3, 4, 5]


def test_what_a_build_may_still_ask_for_stays_however_much_it_is(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "1")
    for number in range(6):
        cache.put(str(number), b"x" * 1000)
    prune(tmp_path, 10)
    assert len(list(tmp_path.iterdir())) == 6
    prune(tmp_path / "not there", 10)


def aged(path: Path, hours: int) -> None:
    """Makes a file as if it had last been asked for so many hours ago."""
    moment = path.stat().st_mtime_ns - hours * LATELY * 2
    os.utime(path, ns=(moment, moment))


def test_a_pack_gives_back_what_it_was_saved_with(tmp_path: Path) -> None:
    values = {"a": ("x", ("y", 1), [2, {"z": None}]), "b": "", "c": 0}
    pack = Pack(tmp_path, "1")
    for key, value in values.items():
        assert pack.made(key, lambda value=value: value) == value  # type: ignore[misc]
    assert Pack(tmp_path, "1").get("a") is None, "nothing is kept before it is saved"
    pack.save()
    again = Pack(tmp_path, "1")
    assert {key: again.get(key) for key in values} == values
    assert Pack(tmp_path, "2").get("a") is None


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_pack_is_dropped(tmp_path: Path, how: str) -> None:
    pack = Pack(tmp_path, "1")
    pack.put("a", "content")
    pack.save()
    (path,) = tmp_path.iterdir()
    path.write_bytes(SPOILT[how](path.read_bytes()))
    assert Pack(tmp_path, "1").get("a") is None


def test_a_pack_does_not_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pack, "LEAST", 100)
    for number in range(100):
        pack = Pack(tmp_path, "1")
        pack.put(f"{number}", "x" * 40)
        pack.save()
    (path,) = tmp_path.iterdir()
    assert path.stat().st_size < 1_000
    assert Pack(tmp_path, "1").get("99")


def test_what_another_process_was_asked_for_stays_in_a_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Pack, "LEAST", 100)
    first = Pack(tmp_path, "1")
    for number in range(20):
        first.put(f"{number}", "x" * 40)
    first.save()
    for asked in (range(20), range(3)):
        second = Pack(tmp_path, "1")
        second.put("new", "y")
        second.asked([*(f"{number}" for number in asked), "what is not there"])
        second.save()
        assert sum(f"{number}" in Pack(tmp_path, "1") for number in range(20)) == len(asked)


def test_whether_something_lies_there_is_told_without_reading_it(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "1")
    assert not cache.has("a")
    cache.put("a", b"content")
    assert cache.has("a")
    assert not NOWHERE.has("a")
