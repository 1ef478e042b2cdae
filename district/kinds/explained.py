"""What every field of content means and how it could be written, from one place for all who tell it.

The words are in words/<language>.yaml, the names that fields go by among people in words/labels/<language>.yaml and
the examples in words/examples.yaml, by the group and the name in YAML.
Refuses to word anything itself, and to go without: a field that has no words is a KeyError, which a test finds first.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml
from pydantic import BaseModel

from district.kinds.base import Facts

HERE = Path(__file__).parent / "words"
EXAMPLES = "examples"
LABELS = "labels"
# The groups of labels that are no fields': fixed words to choose from, and the kinds of entries.
CHOICE, KIND = "choice", "kind"
# The group of the fields that every kind of entry has.
EVERY_ENTRY = "entry"


def explained_languages() -> list[str]:
    """The codes of the languages that fields are explained in, sorted."""
    return sorted(path.stem for path in HERE.glob("*.yaml") if path.stem != EXAMPLES)


@cache
def told(file: str) -> dict[str, dict[str, Any]]:
    """What one of the files holds, by group and name; every scalar is text, as in content."""
    text = (HERE / f"{file}.yaml").read_text(encoding="utf-8")
    return cast("dict[str, dict[str, Any]]", yaml.load(text, Loader=yaml.CBaseLoader))  # noqa: S506 - it makes text alone


def group_of(model: type[BaseModel], field: str) -> str:
    """The group that a field's words stand under: a kind, `entry` for what all kinds have, else the model's name."""
    if issubclass(model, Facts):
        inherited = any(name == field for name in Facts.model_fields)
        return EVERY_ENTRY if inherited else model.kind
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", model.__name__).lower()


def explanation(model: type[BaseModel], field: str, language: str) -> str:
    """What a field (by its name in YAML) of a model is for, in a sentence; English where the language is not told."""
    return str(told(_known(language))[group_of(model, field)][field])


def label_of(model: type[BaseModel], field: str, language: str) -> str:
    """What a field (by its name in YAML) is called, in a few words."""
    return _labels(language)[group_of(model, field)][field]


def choice_label(word: str, language: str) -> str:
    """How one of the fixed words that a field offers reads."""
    return _labels(language)[CHOICE][word]


def kind_label(kind: str, language: str) -> str:
    """What the entries of a kind are called together."""
    return _labels(language)[KIND][kind]


def _labels(language: str) -> dict[str, dict[str, str]]:
    return told(f"{LABELS}/{_known(language)}")


def _known(language: str) -> str:
    return language if language in explained_languages() else "en"


def own_example(model: type[BaseModel], field: str) -> Any:
    """How a value of a field could be written, as text or a map of texts; None where it follows from its type."""
    return told(EXAMPLES).get(group_of(model, field), {}).get(field)
