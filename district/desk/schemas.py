"""JSON Schemas of every file that editors write, so that their programs complete and underline while they type.

What a schema cannot see (whether an entry is there, whether a number is anybody's) is left to `check`. Refuses to be
stricter than `check` is: what that takes, no schema may underline. Draft 2020-12; where `check` takes any scalar for
text, the types that YAML gives scalars are all allowed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from district.desk.known import Known, known_of
from district.kinds import KINDS
from district.kinds.explained import explanation
from district.kinds.grants import Grants
from district.kinds.shape import MAP, Shape, example, shapes
from district.kinds.site import Site
from district.kinds.values import TEXTUAL
from district.kinds.vocabularies import Vocabulary
from district.reading import Content

DRAFT = "https://json-schema.org/draft/2020-12/schema"
# A scalar that YAML takes for a number.
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", re.ASCII)
Schema = dict[str, Any]


def schemas(content: Content, language: str) -> dict[str, str]:
    """The text of each schema by the name of its file, with explanations in a language; the same at every run."""
    known = known_of(content, language)
    return {f"{name}.json": _text(_schema(model, known, language)) for name, model in _models()}


def places(folder: str = "content") -> dict[str, str]:
    """Which files each schema is for, by the name of its file: globs from the project's root."""
    files = {name: f"{folder}/{name}/*/facts.yaml" for name in KINDS}
    files |= {"site": f"{folder}/site.yaml", "grants": f"{folder}/grants.yaml"}
    files["vocabularies"] = f"{folder}/vocabularies/*.yaml"
    return {f"{name}.json": glob for name, glob in files.items()}


def write(content: Content, language: str, into: Path) -> list[Path]:
    """Writes every schema into a folder and returns those that have changed."""
    changed = []
    into.mkdir(parents=True, exist_ok=True)
    for name, text in schemas(content, language).items():
        path = into / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            changed.append(path)
    return changed


def _models() -> Iterator[tuple[str, type[BaseModel]]]:
    yield from KINDS.items()
    yield from (("site", Site), ("grants", Grants), ("vocabularies", Vocabulary))


def _text(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _schema(model: type[BaseModel], known: Known, language: str) -> Schema:
    made = model.model_json_schema(by_alias=True)
    groups = {"": model, **{inner.__name__: inner for inner in _inner(model)}}
    for name, group in groups.items():
        schema = made["$defs"][name] if name else made
        schema.pop("title", None)
        schema.pop("description", None)
        schema["properties"] = {one.name: _property(one, schema, known, language) for one in shapes(group)}
    filled: Schema = _filled(made, known)
    return {"$schema": DRAFT, **filled}


def _inner(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The models of all groups in a model, at any depth."""
    for one in shapes(model):
        if one.group:
            yield one.group
            yield from _inner(one.group)


def _property(one: Shape, schema: Schema, known: Known, language: str) -> Schema:
    said: Schema = {"description": explanation(one.model, one.name, language)}
    shown = example(one, known.first_words)
    if shown is not None:
        said["examples"] = [_as_typed(known.in_its_languages(shown))]
    made = SITES_OWN[one.name](known) if one.form is MAP and one.name in SITES_OWN else schema["properties"][one.name]
    made = {key: value for key, value in made.items() if key not in {"title", "examples", "default"}}
    if one.name in schema.get("required", ()):
        return {**said, **made}
    return {**said, "anyOf": [*made.pop("anyOf", [made]), {"type": "null"}]}


def _as_typed(shown: Any) -> Any:
    """An example whose numbers are numbers, as an editor's program reads them."""
    if isinstance(shown, dict):
        return {name: _as_typed(value) for name, value in shown.items()}
    if isinstance(shown, list):
        return [_as_typed(one) for one in shown]
    return json.loads(shown) if NUMBER.fullmatch(shown) else shown


def _facets(known: Known) -> Schema:
    words = {
        name: {"description": label, **_one_of(known.vocabularies.get(name, {}))}
        for name, label in known.facets.items()
    }
    listed = {name: {"type": ["array", "null"], "items": word} for name, word in words.items()}
    return {"type": "object", "properties": listed, "additionalProperties": False}


def _measures(known: Known) -> Schema:
    listed = {name: {"description": label, "$ref": "#/$defs/Measure"} for name, label in known.measures.items()}
    return {"type": "object", "properties": listed, "additionalProperties": False}


# Maps whose keys the site itself declares, by the name of their field; site.yaml's lists of the same names are no maps.
SITES_OWN: dict[str, Callable[[Known], Schema]] = {"facets": _facets, "measures": _measures}


def _one_of(words: Mapping[str, str]) -> Schema:
    return {"enum": list(words), "enumDescriptions": list(words.values())} if words else {"type": list(TEXTUAL)}


def _filled(made: Any, known: Known) -> Any:
    """The schema with what only the content folder knows in the place of its marks."""
    if isinstance(made, dict):
        rest = {key: _filled(value, known) for key, value in made.items() if not key.startswith("x-")}
        if "x-vocabulary" in made:
            return {**rest, **_one_of(known.vocabularies.get(made["x-vocabulary"], {}))}
        if "x-words" in made:
            text = {"type": list(TEXTUAL)}
            return {**rest, "properties": dict.fromkeys(known.languages, text), "additionalProperties": False}
        return rest
    if isinstance(made, list | tuple):
        return _nulls_once([_filled(one, known) for one in made])
    return made


def _nulls_once(listed: list[Any]) -> list[Any]:
    """A list of alternatives that allows nothing (`field:` with nothing behind it) no more than once."""
    nothing = {"type": "null"}
    return [one for one in listed if one != nothing] + [nothing] * (nothing in listed)
