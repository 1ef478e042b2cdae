"""Whether the profile is ready for the European platform: each criterion can be met and missed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from district.checks.eccp import readiness
from district.commands.texts import MESSAGES
from district.district import District
from district.plan import Plan
from tests.content import site


def found() -> tuple[District, Plan]:
    survey = site("full", publish=True)
    assert survey.district is not None
    assert survey.plan is not None
    return survey.district, survey.plan


def met(district: District, plan: Plan) -> dict[str, bool]:
    return {one.code: one.met for one in readiness(district, plan)}


def with_members(district: District, count: int) -> Any:
    changed = replace(district)
    changed.__dict__["members"] = (district.members * 20)[:count]
    return changed


def test_a_small_network_misses_its_members_alone() -> None:
    assert met(*found()) == {"page": True, "members": False, "types": True, "proofs": True}


def test_fifteen_members_are_enough_and_fourteen_are_not() -> None:
    district, plan = found()
    assert met(with_members(district, 15), plan)["members"]
    assert not met(with_members(district, 14), plan)["members"]


def test_members_alone_are_one_type_and_partners_alone_none() -> None:
    district, plan = found()
    alone = {reference: entry for reference, entry in district.entries.items() if entry.kind != "partners"}
    assert not met(replace(district, entries=alone), plan)["types"]
    assert not met(with_members(district, 0), plan)["types"]


def test_what_is_older_than_a_year_proves_nothing() -> None:
    district, plan = found()
    kept = {r: e for r, e in district.entries.items() if e.kind not in {"events", "news", "projects"}}
    assert not met(replace(district, entries=kept), plan)["proofs"]


def test_without_an_english_page_it_is_not_ready() -> None:
    district, plan = found()
    without = replace(plan, pages=tuple(one for one in plan.pages if one.language != "en"))
    assert not met(district, without)["page"]


def test_each_criterion_has_words_for_what_it_is_and_how_to_mend_it() -> None:
    for one in readiness(*found()):
        for name in (f"eccp_{one.code}", f"eccp_{one.code}_mend"):
            for text in MESSAGES[name].values():
                assert text.format(**one.values)
