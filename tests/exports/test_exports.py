"""The files that exports add to the plan."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from district.exports import EXPORTS, planned
from district.kinds.base import PAGE_ENDINGS
from district.plan import Plan
from tests.content import site

NAMES = ("minimal", "full", "other")


def plan(name: str) -> Plan:
    found = site(name)
    assert found.district is not None
    assert found.plan is not None
    return planned(found.district, found.plan)


@pytest.mark.parametrize("name", NAMES)
def test_no_file_meets_a_page_or_another_file(name: str) -> None:
    made = plan(name)
    paths = [one.path.casefold() for one in (*made.pages, *made.redirects)]
    paths += [file.address.casefold() for file in made.files]
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize("name", NAMES)
def test_no_old_address_can_ever_meet_a_file(name: str) -> None:
    endings = {PurePosixPath(file.address).suffix for file in plan(name).files}
    assert "" not in endings
    assert not endings & set(PAGE_ENDINGS)


def test_each_export_has_files_in_the_full_site_and_its_name_to_itself() -> None:
    names = [export.name for export in EXPORTS]
    assert len(names) == len(set(names))
    assert {file.key.partition("/")[0] for file in plan("full").files} == set(names)


def test_there_are_feeds_in_each_language_of_news_events_and_calls() -> None:
    addresses = {file.address for file in plan("full").files if file.key.startswith("feeds/")}
    folders = ("notizie", "eventi", "bandi", "en/news", "en/events", "en/calls")
    assert addresses == {f"{folder}/{name}" for folder in folders for name in ("atom.xml", "feed.json")}
