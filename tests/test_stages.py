"""Where a build's seconds go: every second belongs to one stage, and all of them are told."""

from __future__ import annotations

from itertools import count

import pytest

from district.commands.profile import profiled
from district.commands.texts import MESSAGES
from district.stages import COUNTS, REST, STAGES, counted, measured, stage


def test_a_stage_within_another_is_counted_for_itself() -> None:
    ticks = count()
    with measured(lambda: float(next(ticks))) as stages:
        with stage("rendering"):
            with stage("prints"):
                pass
            with stage("prints"):
                pass
        with pytest.raises(KeyError), stage("search"):
            raise KeyError
    assert stages.seconds == {REST: 3, "rendering": 3, "prints": 2, "search": 1}


def test_where_nobody_measures_a_stage_does_nothing() -> None:
    with measured() as stages:
        pass
    with stage("rendering"):
        pass
    assert set(stages.seconds) == {REST}


@pytest.mark.parametrize(("language", "reading", "whole"), [("it", "lettura", "in tutto"), ("en", "reading", "all")])
def test_the_stages_are_told_in_their_order_with_the_whole(language: str, reading: str, whole: str) -> None:
    lines = profiled({"writing": 1.5, "reading": 4.5, REST: 0.0}, {}, language).splitlines()
    assert [line.split("  ")[1] for line in lines[1:]] == [
        reading,
        MESSAGES["stage_writing"][language],
        MESSAGES["stage_rest"][language],
        whole,
    ]
    assert [line.split()[-1] for line in lines[1:]] == ["75%", "25%", "0%", "100%"]
    assert lines[-1].split()[-3] == "6.00"


def test_a_stage_tells_how_many_things_it_did() -> None:
    with measured() as stages:
        counted("written", 2)
        counted("unchanged", 0)
        counted("written")
        with stage("reading"), stage("writing"):
            pass
    counted("written", 5)
    lines = profiled(stages.seconds, stages.counts, "en").splitlines()
    assert [line.rpartition("%")[2].strip() for line in lines[1:3]] == ["", "written 3, unchanged 0"]


def test_whatever_is_counted_belongs_to_a_stage_and_has_a_name() -> None:
    assert {*COUNTS} <= {*STAGES}
    named = {name.removeprefix("count_") for name in MESSAGES if name.startswith("count_")}
    assert named == {one for names in COUNTS.values() for one in names}


def test_every_stage_has_a_name_in_every_language() -> None:
    told = {name.removeprefix("stage_") for name in MESSAGES if name.startswith("stage_")}
    assert told == {*STAGES, REST, "all"}
