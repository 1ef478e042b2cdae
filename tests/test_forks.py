"""Work that is spread over processes gives what one process gives, or its error."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from district import forks
from district.forks import VARIABLE, each_part, shared, spread, workers

ROOT = Path(__file__).parents[1]
pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="there is no fork"),
    # The tests' own runner may have threads; `workers` says one then.
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]


@pytest.mark.parametrize("count", [1, 2, 3, 7])
@pytest.mark.parametrize("number", [0, 1, 5, 8])
def test_results_stand_in_the_order_of_what_they_were_made_from(
    monkeypatch: pytest.MonkeyPatch, count: int, number: int
) -> None:
    monkeypatch.setattr(forks, "workers", lambda: count)
    assert spread(lambda one: one * 2, range(number), least=2) == [one * 2 for one in range(number)]


def test_the_first_part_is_made_here_and_the_others_elsewhere() -> None:
    first, *others = each_part(lambda _: os.getpid(), [[1], [2], [3]])
    assert first == os.getpid()
    assert len({first, *others}) == 3


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("number", [0, 1, 30, 9_000])
def test_what_is_shared_out_is_made_once_whoever_comes_to_take_it(count: int, number: int) -> None:
    here = os.getpid()
    done: list[int] = []
    made = shared(
        lambda items: (os.getpid(), list(items)), range(100, 100 + number), count, lambda: done.append(os.getpid())
    )
    assert done == [here], "what is done meanwhile is done here, once"
    assert len({process for process, _ in made}) == count
    assert sorted(item for _, items in made for item in items) == list(range(100, 100 + number))
    assert all(items == sorted(items) for _, items in made)


def test_others_work_while_something_else_is_done_here() -> None:
    reading, writing = os.pipe()

    def made(items: Iterable[int]) -> list[int]:
        found = list(items)
        if found:
            os.write(writing, b"x")
        return found

    # Without the other process this would wait for ever.
    first, second = shared(made, range(8), 2, lambda: os.read(reading, 1) and None)
    assert (first, second) == ([], list(range(8)))


SLOW = """
import sys, time
from district.forks import shared

def made(items):
    for item in items:
        print(item, flush=True)
        time.sleep(0.02)

shared(made, range(3_000), 2, lambda: time.sleep(60))
"""


def test_who_works_for_a_process_that_is_gone_soon_ends() -> None:
    # Ends when nobody can write to it any more.
    with subprocess.Popen([sys.executable, "-c", SLOW], cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
        made = process.stdout.read().split()
    assert len(made) < 300


@pytest.mark.parametrize("where", ["here", "elsewhere", "meanwhile"])
def test_an_error_of_what_is_shared_out_is_raised_here(where: str) -> None:
    here = os.getpid()

    def made(items: Iterable[int]) -> list[int]:
        if where != "meanwhile" and (os.getpid() == here) == (where == "here"):
            raise KeyError(where)
        return list(items)

    def meanwhile() -> None:
        if where == "meanwhile":
            raise KeyError(where)

    with pytest.raises(KeyError, match=where):
        shared(made, range(8), 2, meanwhile)


class UnlikeError(Exception):
    """An error that cannot be carried from one process to another."""

    def __init__(self, one: int, other: int) -> None:
        super().__init__(f"{one} {other}")


@pytest.mark.parametrize("wrong", [1, 2])
def test_an_error_anywhere_is_raised_here_and_no_process_is_left(wrong: int, monkeypatch: pytest.MonkeyPatch) -> None:
    children: list[int] = []
    fork = os.fork

    def noted() -> int:
        children.append(fork())
        return children[-1]

    monkeypatch.setattr("os.fork", noted)

    def made(part: list[int]) -> None:
        if wrong in part:
            raise KeyError(wrong)

    with pytest.raises(KeyError):
        each_part(made, [[1], [2]])
    assert len(children) == 1
    with pytest.raises(ChildProcessError):
        os.waitpid(children[0], 0)  # this one, not the browser of other tests


def test_an_error_that_cannot_be_carried_over_is_told_in_words() -> None:
    def made(part: list[int]) -> None:
        if 2 in part:
            raise UnlikeError(1, 2)

    with pytest.raises((RuntimeError, UnlikeError), match="1 2"):
        each_part(made, [[1], [2]])


def test_a_process_that_dies_is_noticed() -> None:
    def made(part: list[int]) -> None:
        if 2 in part:
            os._exit(3)

    with pytest.raises(RuntimeError, match="without a word"):
        each_part(made, [[1], [2]])


def test_the_environment_may_say_how_many_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("threading.active_count", lambda: 1)
    monkeypatch.setenv(VARIABLE, "5")
    assert workers() == 5
    monkeypatch.setenv(VARIABLE, "many")
    assert workers() == 1
    monkeypatch.setattr("threading.active_count", lambda: 2)
    assert workers() == 1, "beside threads no process is forked"
