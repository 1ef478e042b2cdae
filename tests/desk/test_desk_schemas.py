"""The schemas say while one types what `check` says afterwards, at the same places, and never more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from district.desk.schemas import places, schemas
from district.reading import Content, read
from district.reading.nodes import parse
from district.reading.source import Source
from district.reading.typing import place_at
from tests.content import CLOCK, SITES, lay, overlay, surveyed
from tests.desk.nodes import as_editors_see

ROOT = Path(__file__).parents[2]


@cache
def content_of(root: Path) -> Content:
    return read(root, CLOCK)[0]


@cache
def validators(root: Path) -> dict[str, Draft202012Validator]:
    return {name: Draft202012Validator(json.loads(text)) for name, text in schemas(content_of(root), "it").items()}


def files(root: Path) -> Iterator[tuple[str, Path]]:
    """Every file that a schema is for, with the schema's name."""
    for name, glob in places("").items():
        for path in sorted(root.glob(glob.lstrip("/"))):
            yield name, path


def test_the_committed_schemas_are_todays() -> None:
    """A word or a field was added: run `invoke schemas`, and commit what it writes."""
    made = schemas(content_of(ROOT / "content"), "it")
    assert {path.name for path in (ROOT / "schemas").iterdir()} == set(made)
    for name, text in made.items():
        assert (ROOT / "schemas" / name).read_text(encoding="utf-8") == text, "run `invoke schemas`"


@pytest.mark.parametrize(
    "root", [ROOT / "content", SITES / "full", SITES / "minimal", SITES / "other"], ids=lambda r: r.name
)
def test_what_check_takes_no_schema_underlines(root: Path) -> None:
    told = [
        (path.relative_to(root).as_posix(), error.json_path, error.message)
        for name, path in files(root)
        for error in validators(root)[name].iter_errors(as_editors_see(path.read_text(encoding="utf-8-sig")))
    ]
    assert told == []


# What a schema can see: one broken site for each.
SEEN = (
    *("F101-missing", "F102-unknown", "F103-wrong-type", "F104-out-of-bounds", "F105-not-possible", "F106-no-date"),
    *("F113-no-web-address", "F119-no-file-name", "F129-names-no-entry", "F130-no-address"),
    *("L101-unknown-language", "W101-not-in-vocabulary", "W102-no-facet", "W103-no-measure"),
)


def leaves(error: Any) -> Iterator[Any]:
    """The errors at the bottom of one: of alternatives those that come closest."""
    below = [one for one in error.context or () if one.validator != "type" or one.path]
    if not below:
        yield error
    for one in below:
        yield from leaves(one)


def lines_of(path: Path, validator: Draft202012Validator) -> set[int]:
    """The lines that a schema underlines in a file."""
    source = Source("", path.read_text(encoding="utf-8-sig"))
    node, _ = parse(source)
    assert node is not None
    found = set()
    for error in validator.iter_errors(as_editors_see(source.text)):
        for one in leaves(error):
            extra = (
                [key for key in one.instance if key not in one.schema.get("properties", {})]
                if one.validator == "additionalProperties"
                else []
            )
            for step in extra or [None]:
                at = (*one.absolute_path, *([step] if step else []))
                found.add(place_at(node, source, at, key=bool(step)).line)
    return found


@pytest.mark.parametrize("name", SEEN)
def test_a_mistake_is_underlined_where_check_tells_it(name: str, tmp_path: Path) -> None:
    content = lay(tmp_path)
    overlay(content, SITES / "problems" / name)
    told = {(one.place.path, one.place.line) for one in surveyed(content).problems}
    checks = validators(content)
    underlined = {
        (f"content/{path.relative_to(content).as_posix()}", line)
        for schema, path in files(content)
        for line in lines_of(path, checks[schema])
    }
    assert told <= underlined


def test_each_field_is_explained_and_shown_in_italian() -> None:
    members = json.loads((ROOT / "schemas" / "members.json").read_text(encoding="utf-8"))
    email = members["properties"]["email"]
    assert email["description"] == "L'indirizzo e-mail a cui scrive chi cerca un fornitore."
    assert email["examples"] == ["info@example.it"]
    hamlet = members["$defs"]["Address"]["properties"]["hamlet"]["anyOf"][0]
    assert "segromigno-in-monte" in hamlet["enum"]
    assert len(hamlet["enum"]) == len(hamlet["enumDescriptions"])
