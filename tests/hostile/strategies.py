"""Facts that hypothesis makes up, from the models themselves: every kind, each field sometimes right, sometimes not.

It refuses to know any field by name: what a field takes is asked of its type.
"""

from __future__ import annotations

import typing
from typing import Any

from hypothesis import strategies as st
from pydantic import BaseModel

from district.kinds.values import Parsed, Words
from tests.hostile.payloads import EMAILS, FILE_NAMES, OLD_ADDRESSES, PHONES, SCHEMES, SLUGS, VALUES

# What some types take; most of the rest is text.
RIGHT = (
    *(
        "2027-01-01",
        "2027-03",
        "1999",
        "2027-01-01 18:30",
        "+30d",
        "09:30",
        "true",
        "no",
        "0",
        "12",
        "12.5",
        "99999999",
    ),
    *("IT", "it", "EUR", "it_IT", "Europe/Rome", "info@rete.example", "https://rete.example/a?b=c", "+39 0583 123456"),
    *("aurora", "members/calzaturificio-aurora", "network", "fair", "foto.jpg", "scheda.pdf", "/vecchio/", "lasting"),
)
WRONG = (*VALUES, *EMAILS, *FILE_NAMES, *OLD_ADDRESSES, *PHONES, *SCHEMES, *SLUGS)
TEXTS = st.sampled_from(RIGHT) | st.sampled_from(WRONG) | st.text(max_size=40)
DEPTH = 4


def facts(model: type[BaseModel], depth: int = DEPTH) -> st.SearchStrategy[dict[str, Any]]:
    """A map of a model's fields; those that it needs are mostly there."""
    needed, others = {}, {}
    for name, field in model.model_fields.items():
        place = needed if field.is_required() else others
        place[field.alias or name] = _value(field.annotation, tuple(field.metadata), depth, field.examples)
    return st.fixed_dictionaries(needed, optional=others)


def _value(kind: Any, metadata: tuple[Any, ...], depth: int, examples: Any = None) -> st.SearchStrategy[Any]:
    made = _made(kind, metadata, depth)
    return made | st.sampled_from([_plain(one) for one in examples]) if examples else made


def _made(kind: Any, metadata: tuple[Any, ...], depth: int) -> st.SearchStrategy[Any]:  # noqa: PLR0911 - one for each sort
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        return _made(inner[0], (*metadata, *kind.__metadata__), depth)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return facts(kind, depth - 1) if depth else TEXTS
    if any(isinstance(one, Parsed) for one in metadata):
        return TEXTS
    if isinstance(kind, type) and issubclass(kind, Words):
        return st.fixed_dictionaries({"it": TEXTS}, optional={"en": TEXTS, "xx": TEXTS})
    if origin is typing.Literal:
        return st.sampled_from(inner)
    if origin is tuple:
        return st.lists(_made(inner[0], (), depth), max_size=3)
    if origin is dict:
        return st.dictionaries(TEXTS, _made(inner[1], (), depth), max_size=3)
    if inner:
        return st.one_of(*(_made(one, (), depth) for one in inner if one is not type(None)))
    return TEXTS


def _plain(example: Any) -> Any:
    if isinstance(example, dict):
        return {key: _plain(item) for key, item in example.items()}
    return [_plain(item) for item in example] if isinstance(example, tuple | list) else str(example)
