"""The content folders of the tests are what they promise to be."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from district.kinds import KINDS
from district.kinds.grants import Grants
from district.kinds.site import Site
from district.kinds.vocabularies import Vocabulary
from district.reading import Head
from tests.content import codes, site

Field = tuple[str, str]


def declared(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[Field]:
    """Every field of a model and of the models in its fields."""
    if model in seen:
        return
    seen.add(model)
    for name, field in model.model_fields.items():
        yield model.__name__, name
        for inner in models_in(field.annotation):
            yield from declared(inner, seen)


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from models_in(inner)


def written(value: Any) -> Iterator[Field]:
    """Every field that was written, in facts and all they hold."""
    if isinstance(value, BaseModel):
        for name in value.model_fields_set:
            yield type(value).__name__, name
            yield from written(getattr(value, name))
    elif isinstance(value, dict):
        for item in value.values():
            yield from written(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from written(item)


def test_the_full_site_uses_every_field_of_every_model() -> None:
    content = site("full").content
    assert content.site is not None
    assert content.grants is not None
    facts: list[BaseModel] = [content.site.facts, content.grants.facts]
    facts += [document.facts for document in content.vocabularies.values()]
    for entry in content.entries.values():
        facts += [entry.facts, *(text.head for text in entry.texts.values())]
    found = {field for one in facts for field in written(one)}
    seen: set[type[BaseModel]] = set()
    models: list[type[BaseModel]] = [*KINDS.values(), Site, Grants, Vocabulary, Head]
    wanted = {field for model in models for field in declared(model, seen)}
    # What all kinds share need be written once, in whichever kind.
    shared = {name for name in KINDS["pages"].model_fields if name in KINDS["news"].model_fields}
    used = {name for _, name in found}
    missing = {(model, name) for model, name in wanted - found if name not in shared or name not in used}
    assert not missing


def test_the_full_site_has_every_kind_and_every_text() -> None:
    entries = site("full").content.entries.values()
    assert {entry.kind for entry in entries} == set(KINDS)
    for kind, model in KINDS.items():
        assert {text.name for entry in entries if entry.kind == kind for text in entry.texts.values()} == set(
            model.texts
        )


def test_the_full_site_lacks_one_translation_and_nothing_else() -> None:
    (problem,) = site("full").problems
    assert (problem.code, problem.details["entry"]) == ("N101", "members/zoccoli-fanale")


def test_the_smallest_site_says_nothing() -> None:
    assert site("minimal").problems == ()


def test_another_district_in_other_languages_lacks_only_legal_data() -> None:
    other = site("other")
    assert set(codes(other.problems)) == {"N110"}
    assert other.is_sound
    assert other.district is not None
    assert other.district.languages == ("de", "en")


@pytest.mark.parametrize("name", ["minimal", "full", "other"])
def test_each_site_can_be_published(name: str) -> None:
    published = site(name, publish=True)
    assert published.is_sound
    assert published.plan is not None
    assert published.plan.page("sections/home", published.plan.languages[0])
