"""One broken content folder for each problem, asserted against all that is said of it, in each language."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import district
from district.problems import interface_languages, print_problems
from district.problems.messages import messages
from tests.content import SITES, codes, lay, overlay, surveyed

FOLDERS = sorted(path for path in (SITES / "problems").iterdir() if path.is_dir())
PACKAGE = Path(district.__file__).parent
# Not content's problems, or what no checkout can hold: the reason, and where they are tested instead.
ELSEWHERE = {
    "Y106": "a file of 256 kB: test_problems_without_folder.py makes it",
    "Y110": "names that differ only by case: test_problems_without_folder.py makes them where the file system can",
    "Y111": "a symbolic link: test_problems_without_folder.py makes it",
    "Y112": "a file that cannot be opened: test_problems_without_folder.py makes it",
    "Y117": "a file of 10,000 values: test_problems_without_folder.py makes it",
    "P104": "a file of 30 MB: test_problems_without_folder.py makes it",
    **{f"I{number}": "of members' updates, not of content: tests/desk" for number in range(101, 105)},
    **{f"N{number}": "no problem, but work to be done: tests/desk" for number in range(201, 210)},
    "N115": "comes with N101 or N112: tests/checks/test_translations_limit.py",
    "N120": "the theme's: tests/languages",
    "N121": "the theme's: tests/languages",
}
# Said, and not yet found by anything: the check of a built site's own links.
PLACEHOLDER = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")


def code_of(folder: Path) -> str:
    return folder.name.partition("-")[0]


def said_codes(language: str) -> set[str]:
    return set(messages(language)) - {"terms"}


@pytest.mark.golden
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_each_problem_is_told_as_expected(folder: Path, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    content = lay(tmp_path)
    overlay(content, folder)
    problems = surveyed(content).problems
    assert set(codes(problems)) == {code_of(folder)}, "what else is said follows from it, and is noise"
    for language in interface_languages():
        golden(folder / f"expected.{language}.txt", print_problems(problems, "text", language))


def test_each_code_has_its_folder_or_a_reason() -> None:
    builds = {code for code in said_codes("it") if code.startswith("B")}
    assert {code_of(folder) for folder in FOLDERS} == said_codes("it") - set(ELSEWHERE) - builds
    assert set(ELSEWHERE) <= said_codes("it")


def test_all_languages_say_the_same_codes_and_terms() -> None:
    assert len(interface_languages()) > 1
    for language in interface_languages():
        assert said_codes(language) == said_codes("it")
        assert set(messages(language)["terms"]) == set(messages("it")["terms"])


@pytest.mark.parametrize("code", sorted(said_codes("it")))
def test_all_languages_fill_the_same_gaps(code: str) -> None:
    for part in ("what", "why", "mend"):
        gaps = {language: sorted(PLACEHOLDER.findall(messages(language)[code][part])) for language in ("it", "en")}
        assert gaps["it"] == gaps["en"], part


def test_terms_fill_the_same_gaps() -> None:
    for name, term in messages("it")["terms"].items():
        assert sorted(PLACEHOLDER.findall(term)) == sorted(PLACEHOLDER.findall(messages("en")["terms"][name])), name


def test_no_code_is_unused_and_none_unsaid() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    used = set(re.findall(r'"([YFRWLTPABNI]\d{3})"', sources))
    assert used == said_codes("it")


def test_no_term_is_unused() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    named = set(re.findall(r"""["']@?([a-z-]+)["']""", sources))
    assert set(messages("it")["terms"]) <= named


@pytest.mark.parametrize("language", interface_languages())
def test_every_problem_says_what_why_and_how_to_mend_it_as_a_sentence_goes_on(language: str) -> None:
    """Each in words of its own, to stand behind a place or a label: no capital, no full stop, no blanks at the ends."""
    for code in said_codes(language):
        words = messages(language)[code]
        parts = [words[part] for part in ("what", "why", "mend")]
        assert len(set(parts)) == len(parts), code
        for part in parts:
            assert len(part) > 8, code
            assert part == part.strip(), code
            assert not re.search(r"[^.]\.$", part), (code, part)
            assert not re.match(r"[A-ZÀÈ][a-zàèéìòù]", part.lstrip("“«")), (code, part)
