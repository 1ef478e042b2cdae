"""What a model's fields look like: one value, a list or a map, of what, from which vocabulary.

Refuses to know any field by name.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator

from district.kinds.explained import own_example
from district.kinds.values import RefersTo, WordOf, Words, YesNo

ONE, LIST, MAP = "one", "list", "map"


@dataclass(frozen=True)
class Shape:
    """A field as it is written: its name in YAML, its form, and what each of its values is."""

    model: type[BaseModel]
    # The name in YAML, and in Python.
    name: str
    attribute: str
    required: bool
    form: str
    # What a value is: a type without its markers. Values of maps may be lists.
    value: Any
    markers: tuple[Any, ...] = ()
    listed: bool = False

    @property
    def group(self) -> type[BaseModel] | None:
        """The model of the values, where these are groups of fields."""
        return self.value if isinstance(self.value, type) and issubclass(self.value, BaseModel) else None

    @property
    def is_words(self) -> bool:
        """Whether a value is a short text in every language."""
        return self.value is Words

    @property
    def is_flag(self) -> bool:
        """Whether a value is yes or no."""
        return any(isinstance(marker, YesNo) for marker in self.markers)

    @property
    def may_be_bare(self) -> bool:
        """Whether a single text may stand for the group: `1500` for `{amount: 1500}`."""
        return self.group is not None and any(isinstance(marker, BeforeValidator) for marker in self.markers)

    @property
    def choices(self) -> tuple[str, ...]:
        """The texts that a value is one of; empty where any will do."""
        return tuple(get_args(self.value)) if get_origin(self.value) is Literal else ()

    @property
    def vocabulary(self) -> str:
        """The vocabulary that a value is a word of, or an empty text."""
        return next((marker.vocabulary for marker in self.markers if isinstance(marker, WordOf)), "")

    @property
    def kinds(self) -> tuple[str, ...] | None:
        """The kinds of entries that a value may name (none: any of them); None where it names no entry."""
        return next((marker.kinds for marker in self.markers if isinstance(marker, RefersTo)), None)


def shapes(model: type[BaseModel]) -> tuple[Shape, ...]:
    """The fields of a model: its own in their order, then those that it shares with other models."""
    shared = {name for base in model.__bases__ if issubclass(base, BaseModel) for name in base.model_fields}
    return tuple(shape(model, name) for name in sorted(model.model_fields, key=lambda name: name in shared))


def shape(model: type[BaseModel], attribute: str) -> Shape:
    """One field of a model, by its name in Python."""
    field = model.model_fields[attribute]
    plain = Shape(model, field.alias or attribute, attribute, field.is_required(), ONE, field.annotation)
    return _opened(replace(plain, markers=tuple(field.metadata)))


def _opened(found: Shape) -> Shape:
    """The shape with what wraps its type taken off, one layer after the other."""
    origin, arguments = get_origin(found.value), get_args(found.value)
    if origin is Annotated:
        return _opened(replace(found, value=arguments[0], markers=(*found.markers, *arguments[1:])))
    if origin in {Union, types.UnionType}:
        (inner,) = (one for one in arguments if one is not type(None))
        return _opened(replace(found, value=inner))
    if origin is tuple:
        form, listed = (found.form, True) if found.form is MAP else (LIST, False)
        return _opened(replace(found, form=form, value=arguments[0], listed=listed))
    if origin is dict:
        return _opened(replace(found, form=MAP, value=arguments[1]))
    return found


def example(one: Shape, words: Mapping[str, str]) -> Any:
    """How a field could be written: texts, lists and maps. `words` has a word of each vocabulary.

    None where a map's keys are the site's own: facets and measures.
    """
    value = _example_of_value(one, words)
    if value is None or one.form is MAP:
        return None
    return [value] if one.form is LIST else value


def _example_of_value(one: Shape, words: Mapping[str, str]) -> Any:
    if one.group:
        inner = {each.name: example(each, words) for each in shapes(one.group) if _is_telling(each)}
        return {name: value for name, value in inner.items() if value is not None}
    if one.is_flag:
        return "true"
    if one.choices:
        return one.choices[0]
    if one.vocabulary:
        return words.get(one.vocabulary)
    return own_example(one.model, one.name)


def _is_telling(one: Shape) -> bool:
    """Whether a group's example is the better for a field: what holds in some cases only would mislead."""
    return one.required or not is_rare(one)


def is_rare(one: Shape) -> bool:
    """Whether a group does without a field as a rule: who takes over an example must not give a consent unawares."""
    return (one.is_flag and not one.required) or is_alternative(one) or _follows(one)


def _follows(one: Shape) -> bool:
    """Whether a field says more of a yes-or-no one of its group."""
    return any(one.name == then and when in one.model.model_fields for when, then in FOLLOWING)


def is_alternative(one: Shape) -> bool:
    """Whether a field may not stand beside another of its group, which is the usual one."""
    return any(one.name == second and first in one.model.model_fields for first, second in ALTERNATIVES)


# Fields of which a group holds exactly one (its validator refuses both).
ALTERNATIVES = (("who", "name"), ("vocabulary", "field"))
# Fields that are written only where a yes-or-no one is true.
FOLLOWING = (("people", "consent"),)
