"""What the guide names is there, and what there is, the guide names: commands, options, fields, codes, vocabularies."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache

import pytest

from district import commands
from district.commands.guiding import commands as told_commands
from district.desk.texts import TEXTS as DESK
from district.guide.reference import Command, reference
from district.guide.texts import said
from district.kinds import KINDS
from district.kinds.shape import shapes
from district.problems.messages import messages
from district.reading import read
from tests.content import CLOCK
from tests.guide import story
from tests.guide.drawings import drawings
from tests.kinds.test_explained import MODELS, fields
from tests.tasks.test_tasks_commands import load_tasks

SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
CODE = re.compile(r"\b[A-Z]\d{3}\b")
# What is typed, written or seen elsewhere than in the content, with what it is.
ELSEWHERE = {
    "keys": {"Ctrl-C", "Ctrl-Spazio", "Ctrl-Space"},
    "signs": {"$", "+", "#", "# ", "@", "*", "&", "[", "{", "\\", "[…", "…]", "<<<<<<<", ">>>>>>>", "{it: …, en: …}"},
    "dates": {"2026-09-14", "2026-09", "2026", "2026-09-14 18:30", "+30d", "-6w"},
    "plain words that YAML elsewhere takes for others": {"no", "05"},
    "programs": {"python3", "py", "sudo apt install python3-venv"},
    "addresses": {"http://127.0.0.1:8000/"},
    "what is written in texts": {"![Due file di sandali](reparto.jpg)", "![Two rows of sandals](reparto.jpg)"},
    "variables": {"DISTRICT_EDITOR"},
    "endings": {".jpg", ".xlsx"},
    "what the preview answers": {"Anteprima:", "Preview:"},
}
# Files and folders that stand in no content: of the project, of the guide's own story, made by commands.
FILES = re.compile(
    r"(facts\.yaml|(text|results)\.(it|en)\.md|reparto\.jpg(\.jpg)?|aurora\.yaml|rete\.csv|"
    r"(content|mails|newsletter|output|\.devcontainer|\.venv)/?)"
)


@cache
def hand_written(language: str) -> str:
    """All chapters that are written by hand, but for their blocks."""
    made = set(made_chapters(language))
    texts = (path.read_text(encoding="utf-8") for path in story.chapters(language) if path.name not in made)
    return "\n".join(story.FENCE.sub("", text) for text in texts)


def made_chapters(language: str) -> list[str]:
    return [said(f"{name}-file", language) for name in ("commands", "fields", "problems", "words")]


def all_commands(language: str) -> list[Command]:
    tasks = load_tasks()
    return list(told_commands({name: about for name, (_, about) in tasks.TASKS.items()}, language))


@pytest.mark.parametrize("language", story.LANGUAGES)
def test_the_chapters_that_list_are_what_the_code_says_now(language: str) -> None:
    """`invoke guide` writes them."""
    content, _ = read(story.ROOT / "content", CLOCK)
    for name, text in reference(content, all_commands(language), language).items():
        assert (story.GUIDE / language / name).read_text(encoding="utf-8") == text, "invoke guide"
    assert set(reference(content, [], language)) == set(made_chapters(language))


def test_the_drawings_are_what_the_engine_says_now() -> None:
    """`invoke guide --pictures` writes them."""
    for name, text in drawings().items():
        assert (story.GUIDE / "pictures" / name).read_text(encoding="utf-8") == text, name


@pytest.mark.parametrize("language", story.LANGUAGES)
def test_each_command_option_field_code_and_word_is_in_the_lists(language: str) -> None:
    told = {
        name: (story.GUIDE / language / said(f"{name}-file", language)).read_text(encoding="utf-8")
        for name in ("commands", "fields", "problems", "words")
    }
    for task in commands.TASKS:
        assert f"\n### {task.name}\n" in told["commands"]
    for _group, name in fields():
        assert f"- **`{name}`**" in told["fields"], name
    for code in set(messages(language)) - {"terms"}:
        assert f"\n### {code}\n" in told["problems"]
    content, _ = read(story.ROOT / "content", CLOCK)
    for vocabulary, document in content.vocabularies.items():
        assert f"\n## {vocabulary}\n" in told["words"]
        for word in document.facts.words:
            assert f"- **`{word}`**: " in told["words"]


@pytest.mark.parametrize("language", story.LANGUAGES)
def test_each_command_for_the_content_has_its_place_in_a_chapter(language: str) -> None:
    blocks = "\n".join(block.text for path in story.chapters(language) for block in story.blocks(path))
    for command in all_commands(language):
        if command.for_content:
            assert f"tasks.py {command.name}" in hand_written(language) + blocks, command.name


@pytest.mark.parametrize("language", story.LANGUAGES)
def test_each_code_in_the_chapters_is_a_problems(language: str) -> None:
    found = set(CODE.findall(hand_written(language)))
    assert len(found) > 25
    assert found <= set(messages(language))


@pytest.mark.parametrize("language", story.LANGUAGES)
def test_each_command_in_the_chapters_can_be_typed(language: str) -> None:
    known = {one.name: {f"--{name}" for name, _ in one.options} for one in all_commands(language)}
    kinds = {words[language] for name, words in DESK.items() if name.startswith("kind-")} | set(KINDS)
    typed = list(typed_in(language))
    assert len(typed) > 30
    for words in typed:
        name, *rest = words
        assert name in known, words
        options = {word.partition("=")[0] for word in rest if word.startswith("--")}
        assert options <= known[name], words
        if "--event" in rest:
            assert (story.ROOT / "content" / "events" / rest[rest.index("--event") + 1]).is_dir(), words
        if name == "new":
            assert rest[0] in kinds, words


def typed_in(language: str) -> Iterator[list[str]]:
    """Every command that the guide shows, in blocks and in lines, as a list of words."""
    for path in story.chapters(language):
        for block in story.blocks(path):
            for line in block.text.replace("\\\n", " ").replace("$ ", "").splitlines():
                if line.startswith(story.STARTS):
                    yield shlex.split(line)[2:]
    for span in SPAN.findall(hand_written(language)):
        if span.startswith(story.STARTS):
            yield shlex.split(span)[2:]
        elif span.startswith("new "):
            yield shlex.split(span)


@pytest.mark.parametrize("language", story.LANGUAGES)
def test_everything_that_the_chapters_set_as_code_is_there(language: str) -> None:
    content, _ = read(story.ROOT / "content", CLOCK)
    names = {name for _, name in fields()} | {one.name for model in MODELS for one in shapes(model)}
    choices = {choice for model in MODELS for one in shapes(model) for choice in one.choices}
    options = {f"--{name}" for one in all_commands(language) for name, _ in one.options}
    elsewhere = set().union(*ELSEWHERE.values())
    written = "".join(block.file + "\n" for path in story.chapters(language) for block in story.blocks(path))
    unknown = []
    for span in SPAN.findall(hand_written(language)):
        first = span.split()[0].strip(":")
        is_path = span.startswith("content/") and ((story.ROOT / span).exists() or span in written)
        is_address = span.startswith("/") and "calzaturificio-aurora" in span
        is_link = (
            "{filename}" in span and (story.ROOT / "content" / span.partition("{filename}/")[2].strip(")")).is_dir()
        )
        is_command = span.startswith((*story.STARTS, "new ", "git restore "))
        if not (
            first in names | choices | options | set(content.vocabularies) | {task.name for task in commands.TASKS}
            or (is_path or is_address or is_link or is_command or FILES.fullmatch(span) or span in elsewhere)
        ):
            unknown.append(span)
    assert unknown == []


def test_nothing_is_allowed_that_no_chapter_says() -> None:
    everywhere = "".join(hand_written(language) for language in story.LANGUAGES)
    assert [one for group in ELSEWHERE.values() for one in group if f"`{one}`" not in everywhere] == []
