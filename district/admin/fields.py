"""A field of a model as a field of Sveltia CMS: with its label, its explanation, and what it takes.

Refuses to be stricter than `check`, and to know any field by name but the maps whose keys the site itself declares.
https://sveltiacms.app/en/docs/fields
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, get_args

from babel import Locale
from pydantic import BaseModel

from district.admin.texts import said
from district.desk.known import Known
from district.kinds import KINDS
from district.kinds.contacts import CodeOf, EmailAddress, WebAddress
from district.kinds.explained import choice_label, explanation, label_of, own_example
from district.kinds.shape import LIST, MAP, ONE, Shape, shape, shapes
from district.kinds.shared import Bare
from district.kinds.values import PICTURES, FileOf, Number, Parsed

Field = dict[str, Any]
# Of numbers that need not be whole: coordinates have no more than six places.
SMALLEST_STEP = 0.000001


@dataclass(frozen=True)
class Asked:
    """In what language fields are told, and what the content folder knows."""

    known: Known
    language: str


def field(one: Shape, asked: Asked) -> Field:
    """One field; lists, groups and maps with all that is in them."""
    made = _told(one, asked)
    if one.form is MAP:
        return {**made, "widget": "object", "collapsed": "auto", "fields": _keyed(one, asked)}
    if one.group:
        inner = {"fields": fields(one.group, asked)}
        if one.form is LIST:
            summary = {"summary": _summary(one.group, asked)}
            return {**made, "widget": "list", "collapsed": "auto", **summary, **inner}
        return {**made, "widget": "object", "collapsed": "auto", **inner}
    return {**made, **_value(one, asked)}


def fields(model: type[BaseModel], asked: Asked) -> list[Field]:
    """All fields of a model, its own first."""
    return [field(one, asked) for one in shapes(model)]


def bare(model: type[BaseModel], path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Where in a kind's facts a single text may stand for a group, and for which of its fields: `budget`, `amount`."""
    for one in shapes(model):
        if one.group:
            here = (*path, one.name)
            marker = next((marker for marker in one.markers if isinstance(marker, Bare)), None)
            if marker:
                yield ".".join(here), str(marker.name)
            yield from bare(one.group, here)


def _told(one: Shape, asked: Asked) -> Field:
    """What every field says of itself. What is not said is taken as left open."""
    label = label_of(one.model, one.name, asked.language)
    return {"name": one.name, "label": label, "required": one.required, **_hint(one, asked)}


def _hint(one: Shape, asked: Asked) -> Field:
    """What a field is for, and how it could be written; nothing where it is chosen: explanations tell how to write."""
    if one.choices or _only_kind(one) or any(isinstance(marker, CodeOf) for marker in one.markers):
        return {}
    about = explanation(one.model, one.name, asked.language)
    if one.is_flag:  # what is `true` in a file is a switch here
        about = re.sub(r"^true\b", said("yes", asked.language), about)
    shown = own_example(one.model, one.name)
    if isinstance(shown, str) and not one.is_words:
        about += " " + said("example", asked.language, shown=shown)
    return {"hint": about}


def _value(one: Shape, asked: Asked) -> Field:
    """The widget of a value, or of a list of such values."""
    if one.is_words:
        return {"widget": "object", "collapsed": False, "fields": _words(one, asked)}
    if chosen := _chosen(one, asked):
        return {**chosen, **({"multiple": True} if one.form is LIST else {})}
    if one.form is LIST:
        return {"widget": "list", **_pattern(one, asked)}
    if one.is_flag:
        return {"widget": "boolean", "default": False}
    for marker in one.markers:
        if isinstance(marker, Parsed) and (made := _by_marker(marker)):
            return made
    return {"widget": "string", **_pattern(one, asked)}


def _chosen(one: Shape, asked: Asked) -> Field:
    """The widget of what is chosen from what there is; empty for all else."""
    words: Mapping[str, str] = {value: choice_label(value, asked.language) for value in one.choices}
    if one.vocabulary:
        words = asked.known.vocabularies.get(one.vocabulary, {})
    for marker in one.markers:
        if isinstance(marker, CodeOf):
            words = _named_codes(marker, asked.language)
    if words:
        return {"widget": "select", "options": _options(words)}
    kind = _only_kind(one)
    return {"widget": "relation", **_relation(kind)} if kind else {}


def _named_codes(marker: CodeOf, language: str) -> dict[str, str]:
    """The countries, languages or currencies by their codes, in the order of their names."""
    names = getattr(Locale.parse(language), marker.field)
    named = {code: str(names.get(code, names.get(code.upper(), code))) for code in marker.codes()}
    return dict(sorted(named.items(), key=lambda one: (one[1].casefold(), one[0])))


def _words(one: Shape, asked: Asked) -> list[Field]:
    """A short text in every language of the site, of which the first is needed where the words are."""
    names = Locale.parse(asked.language)
    return [
        {
            "name": code,
            "label": names.languages.get(code, code).capitalize(),
            "widget": "string",
            "required": one.required and not number,
        }
        for number, code in enumerate(asked.known.languages)
    ]


def _only_kind(one: Shape) -> str:
    """The kind that a value names entries of, where it is but one; other values take their kind with them, as text."""
    network = any(getattr(marker, "network", False) for marker in one.markers)
    return one.kinds[0] if one.kinds is not None and len(one.kinds) == 1 and not network else ""


def _relation(kind: str) -> Field:
    """Entries of a kind to choose from, by their names: in their facts, else in their texts."""
    named = KINDS[kind].named
    shown = ["name"] if named else ["title"]
    return {
        "collection": kind if named else f"{kind}-{KINDS[kind].texts[0]}",
        "value_field": "{{slug}}",
        "display_fields": shown,
        "search_fields": shown,
    }


def _by_marker(marker: Parsed) -> Field:
    """The widget for a type of value that has its own; empty for all that is written as text."""
    if isinstance(marker, Number):
        whole = marker.form is marker.whole
        return {
            "widget": "number",
            "value_type": "int" if whole else "float",
            "min": marker.low,
            "max": marker.high,
            "step": 1 if whole else SMALLEST_STEP,
        }
    if isinstance(marker, FileOf):
        ending = ",".join(f".{ending}" for ending in marker.endings)
        picture = set(PICTURES) <= set(marker.endings)
        return {"widget": "image" if picture else "file", "accept": ending, "choose_url": False}
    if isinstance(marker, EmailAddress | WebAddress):
        return {"widget": "string", "type": "email" if isinstance(marker, EmailAddress) else "url"}
    return {}


def _pattern(one: Shape, asked: Asked) -> Field:
    """What a text has to look like, as far as a pattern can say; what it means stands in the explanation."""
    for marker in one.markers:
        pattern = marker.json_schema.get("pattern") if isinstance(marker, Parsed) else None
        if pattern:
            return {"pattern": [str(pattern), said("wrong", asked.language, about=_hint(one, asked)["hint"])]}
    return {}


def _options(words: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"value": key, "label": said} for key, said in words.items()]


def _summary(group: type[BaseModel], asked: Asked) -> str:
    """What a closed item of a list shows: its first field that is a text."""
    for one in shapes(group):
        if one.is_words:
            return f"{{{{{one.name}.{asked.known.languages[0]}}}}}" if asked.known.languages else ""
        if not one.group and not one.is_flag:
            return f"{{{{{one.name}}}}}"
    return ""


def _keyed(one: Shape, asked: Asked) -> list[Field]:
    """The fields of a map: one for each key that the site declares, else for each that its type allows."""
    if one.name in MAPS:
        return MAPS[one.name](asked)
    keys = get_args(get_args(one.model.model_fields[one.attribute].annotation)[0])
    value = replace(one, form=ONE, required=False)
    return [{"name": key, "label": key, "required": False, **_value(value, asked)} for key in keys]


def _facets(asked: Asked) -> list[Field]:
    """The site's facets, each with the words of its vocabulary."""
    known = asked.known
    return [
        {
            "name": name,
            "label": said,
            "widget": "select",
            "multiple": True,
            "required": False,
            "options": _options(known.vocabularies.get(name, {})),
        }
        for name, said in known.facets.items()
    ]


def _measures(asked: Asked) -> list[Field]:
    """The site's measures, each with the fields that a measure has."""
    (group,) = (shape(model, "measures").group for model in KINDS.values() if "measures" in model.model_fields)
    assert group
    return [
        {
            "name": name,
            "label": said,
            "widget": "object",
            "required": False,
            "collapsed": "auto",
            "fields": fields(group, asked),
        }
        for name, said in asked.known.measures.items()
    ]


# Maps whose keys the site itself declares, by the name of their field.
MAPS: dict[str, Callable[[Asked], list[Field]]] = {"facets": _facets, "measures": _measures}
