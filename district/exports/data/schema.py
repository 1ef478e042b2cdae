"""The JSON Schema of a table, with titles and descriptions in one language.

Refuses what the table does not hold: no other key is allowed. Source: https://json-schema.org/draft/2020-12/schema
"""

from __future__ import annotations

from typing import Any

from district.data import Column, Dataset, Kind
from district.data.said import Said
from district.exports.data.json_form import written
from district.languages import Voice
from district.plan import File
from district.site import Site

DRAFT = "https://json-schema.org/draft/2020-12/schema"
MOMENT = r"^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}([+-]\d{2}:\d{2}|Z))?)?)?$"
TYPES: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.NUMBER: {"type": "number"},
    Kind.YEAR: {"type": "integer"},
    Kind.MOMENT: {"type": "string", "pattern": MOMENT},
    Kind.FLAG: {"type": "boolean"},
    Kind.URL: {"type": "string", "format": "uri"},
    Kind.PHONE: {"type": "string", "pattern": r"^\+[0-9 ()-]+$"},
}


def schema(site: Site, dataset: Dataset, file: File) -> bytes:
    """The schema that a file of the plan names."""
    voice = site.voices[file.language]
    text = {"type": "string"}
    licence = {"type": "object", "properties": {"name": text, "url": text}, "required": ["name", "url"]}
    return written(
        {
            "$schema": DRAFT,
            "$id": site.absolute(file.address),
            "title": _said(dataset.label, voice),
            "type": "object",
            "properties": {
                "$schema": text,
                "title": _in_languages(site),
                "publisher": text,
                "licence": licence,
                "page": _in_languages(site),
                "records": {"type": "array", "items": {"$ref": "#/$defs/record"}},
            },
            "required": ["title", "publisher", "records"],
            "additionalProperties": False,
            "$defs": {"record": _record(site, dataset, voice)},
        }
    )


def _said(said: Said, voice: Voice) -> str:
    return said.by(voice.strings.gettext, voice.language)


def _in_languages(site: Site) -> dict[str, Any]:
    languages = {language: {"type": "string"} for language in site.plan.languages}
    return {"type": "object", "properties": languages, "additionalProperties": False}


def _record(site: Site, dataset: Dataset, voice: Voice) -> dict[str, Any]:
    columns = dataset.columns_shown(preview=site.preview)
    record: dict[str, Any] = {"type": "object", "properties": {}, "additionalProperties": False}
    for column in columns:
        *groups, name = column.name.split(".")
        inner = record
        for group in groups:
            inner = inner["properties"].setdefault(
                group, {"type": "object", "properties": {}, "additionalProperties": False}
            )
        inner["properties"][name] = _property(site, column, voice)
    record["required"] = [column.name for column in columns if column.required]
    return record


def _property(site: Site, column: Column, voice: Voice) -> dict[str, Any]:
    value = _in_languages(site) if column.kind in {Kind.WORDS, Kind.PAGE} else dict(TYPES.get(column.kind, {}))
    about = _said(column.about, voice)
    if column.choices:
        value["enum"] = list(column.choices)
        about += " " + "; ".join(f"{key}: {_said(said, voice)}" for key, said in column.choices.items())
    if column.many:
        value = {"type": "array", "items": value}
    return {"title": _said(column.label, voice), "description": about, **value}
