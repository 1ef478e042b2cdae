"""A person who does what the guide says gets what the guide shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from district.kinds import KINDS
from district.kinds.members import Member
from district.reading.nodes import parse
from district.reading.source import Source
from district.reading.typing import typed
from tests.content import CLOCK, surveyed
from tests.guide import story
from tests.guide.following import Followed
from tests.site import built

Follow = Callable[[str], Followed]
AURORA = "members/calzaturificio-aurora"


# One is followed at each run: the other differs from it in words alone, which another claim holds.
FOLLOWED = [pytest.param(one, marks=[] if one == "it" else pytest.mark.long) for one in story.LANGUAGES]


@pytest.fixture(scope="module", params=FOLLOWED)
def done(request: pytest.FixtureRequest, followed: Follow) -> Followed:
    return followed(request.param)


def test_each_command_says_what_the_guide_shows(done: Followed) -> None:
    assert len(done.said) >= 15
    for chapter, command, status, said in done.said:
        assert story.missing(command, said) == "", (chapter, command.typed, said)
        # What is wrong on purpose ends with 1, and shows its code.
        wrong = any(re.search(r": [A-MO-Z]\d{3} ", line) for line in command.shown)
        assert status == int(wrong), (chapter, command.typed, said)


def test_nothing_is_wrong_in_the_end(done: Followed) -> None:
    problems = surveyed(done.project / "content").problems
    assert [problem for problem in problems if problem.is_error] == []


def test_both_languages_tell_the_same_story() -> None:
    """The same files and values in each chapter, and the same commands but for their words."""
    told = [
        [
            [(one.sort, one.file, one.code) for one in story.blocks(path) if one.sort != "text"]
            for path in story.chapters(language)
        ]
        for language in story.LANGUAGES
    ]
    assert all(one == told[0] for one in told)


@pytest.mark.parametrize("language", story.LANGUAGES)
def test_each_piece_of_yaml_is_what_the_guide_says_it_is(language: str) -> None:
    for chapter in story.chapters(language):
        for block in story.blocks(chapter):
            if block.sort == "yaml" and not (block.file and "content" not in block.file):
                assert codes(block) == ({block.code} if block.code else set()), (block.chapter, block.text)


def codes(block: story.Block) -> set[str]:
    """What the reader says of a piece of facts, but for what it leaves out."""
    kind = next((kind for kind in KINDS if f"/{kind}/" in block.file), "")
    if block.file and not kind:
        return set()  # of a vocabulary: the whole of it is looked at in the end
    source = Source("facts.yaml", block.text)
    node, problems = parse(source)
    if node:
        text = block.text if "sample" in block.text else f"{block.text}sample: true\n"
        node, problems = parse(Source("facts.yaml", text))
        assert node
        problems = [*problems, *typed(KINDS.get(kind, Member), node, source, CLOCK)[1]]
    return {problem.code for problem in problems} - {"F101"}


def test_the_new_company_is_seen_in_each_language_with_its_picture(seen: built.Built) -> None:
    pages = [page for page in seen.plan.pages if page.key == AURORA]
    assert [page.language for page in pages] == list(seen.plan.languages)
    alts = {"it": "Due file di sandali pronti per il montaggio", "en": "Two rows of sandals ready for lasting"}
    words = {"it": "cinque giorni", "en": "five days"}
    for page in pages:
        sheet = seen.sheets[page.path]
        assert sheet.all(f'main img[alt="{alts[page.language]}"]'), page.path
        assert words[page.language] in sheet.html
        # The guide names the addresses.
        assert f"/{page.address}" in (story.GUIDE / "it" / "impresa.md").read_text(encoding="utf-8")
        assert (seen.folder / Path(page.path)).is_file()


@pytest.mark.parametrize("key", ["events/porte-aperte-d-autunno", "aims/una-scuola-per-orlatrici"])
def test_the_event_is_seen_with_its_report_and_under_its_aim(seen: built.Built, key: str) -> None:
    for page in (page for page in seen.plan.pages if page.key == key):
        html = seen.sheets[page.path].html
        assert {"it": "Una scuola per orlatrici", "en": "A school for stitchers"}[page.language] in html
        assert {"it": "Porte aperte d’autunno", "en": "Autumn open day"}[page.language] in html.replace("&#39;", "’")
