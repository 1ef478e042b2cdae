"""Every field is explained in every language, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from district.kinds import KINDS, explained
from district.kinds.grants import Grants
from district.kinds.shape import MAP, example, shapes
from district.kinds.site import Site
from district.kinds.values import Parsed
from district.kinds.vocabularies import Vocabulary
from district.problems import interface_languages
from district.reading import Head
from district.reading.source import Source
from district.reading.typing import typed
from tests.content import CLOCK
from tests.desk.nodes import node

MODELS: tuple[type[BaseModel], ...] = (*KINDS.values(), Site, Grants, Vocabulary, Head)


def fields() -> Iterator[tuple[str, str]]:
    """The group and name of every field of every model, and of the groups in them."""
    todo, seen = list(MODELS), set()
    while todo:
        model = todo.pop()
        if model in seen:
            continue
        seen.add(model)
        for one in shapes(model):
            yield explained.group_of(model, one.attribute), one.name
            todo += [one.group] if one.group else []


@pytest.mark.parametrize("language", interface_languages())
def test_each_field_has_its_words_and_all_words_their_field(language: str) -> None:
    told = {(group, name) for group, lines in explained.told(language).items() for name in lines}
    assert told == set(fields())
    assert language in explained.explained_languages()


@pytest.mark.parametrize("language", interface_languages())
def test_each_field_and_each_kind_has_a_label_and_all_labels_theirs(language: str) -> None:
    told = {(group, name) for group, lines in explained.told(f"labels/{language}").items() for name in lines}
    choices = {choice for model in MODELS for choice in choices_of(model, set())}
    assert told == {*fields(), *(("kind", kind) for kind in KINDS), *(("choice", choice) for choice in choices)}


def choices_of(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[str]:
    """The fixed words that the fields of a model, and of the groups in it, offer."""
    seen.add(model)
    for one in shapes(model):
        yield from one.choices
        if one.group and one.group not in seen:
            yield from choices_of(one.group, seen)


def test_each_example_belongs_to_a_field() -> None:
    assert {(group, name) for group, lines in explained.told("examples").items() for name in lines} <= set(fields())


def test_a_value_that_follows_from_nothing_has_an_example() -> None:
    """What is no group, no yes or no, no choice and no word of a vocabulary needs one of its own."""
    words = {"event-types": "a", "hamlets": "a", "certifications": "a", "partner-roles": "a"}
    for model in MODELS:
        for one in shapes(model):
            assert one.form is MAP or example(one, words) is not None, (model, one.name)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_models_take_every_example(model: type[BaseModel]) -> None:
    words = {"event-types": "a", "hamlets": "a", "certifications": "a", "partner-roles": "a"}
    shown = {one.name: example(one, words) for one in shapes(model) if one.form is not MAP}
    if model is Vocabulary:
        shown["words"] = {
            "sandali": {one.name: example(one, words) for one in shapes(group_of_words()) if one.form != MAP}
        }
    facts, problems = typed(model, node(shown), Source("", ""), CLOCK)
    assert facts is not None
    assert problems == []


def group_of_words() -> type[BaseModel]:
    (words,) = (one for one in shapes(Vocabulary) if one.name == "words")
    assert words.group
    return words.group


def test_a_marker_says_what_an_editors_program_may_take() -> None:
    assert Parsed.json_schema["type"] == ("string", "number", "boolean")
