"""A new entry: its folder with every text, written only if `check` finds nothing wrong with it.

A new entry is a draft, so that what is still to be written is never published. Refuses to write over anything.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from district.checks.run import survey
from district.clock import Clock
from district.desk.known import known_of
from district.desk.skeleton import skeleton, written
from district.desk.texts import said
from district.kinds import KINDS, Facts
from district.kinds.explained import explained_languages, explanation
from district.kinds.shape import LIST, MAP, ONE, Shape, shapes
from district.kinds.values import is_slug
from district.problems import Problem
from district.reading import Content, Head
from district.reading.folder import FACTS
from district.reading.text import unwritten

# What parts the items of a list that is written as one text.
PARTS = re.compile(r"[,;]")


class RefusedError(Exception):
    """What cannot be made; `code` is a message of the commands, `values` what it needs to say."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True)
class Wish:
    """What a new entry is to hold: values by their dotted names, heads by their language, further texts by name."""

    kind: str
    slug: str
    values: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    summaries: Mapping[str, str] = field(default_factory=dict)
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Made:
    """The files that were written; none when there were problems, which are then said."""

    paths: tuple[Path, ...] = ()
    problems: tuple[Problem, ...] = ()


def kind_of(given: str) -> str:
    """The kind that a user means by its folder or its name in any interface language; RefusedError otherwise."""
    names = {said(f"kind-{kind}", language): kind for kind in KINDS for language in explained_languages()}
    found = {**names, **{kind: kind for kind in KINDS}}.get(given.strip().lower())
    if found is None:
        raise RefusedError("unknown_kind", given=given, choices=", ".join(KINDS))
    return found


def make(content: Content, wish: Wish, clock: Clock, language: str) -> Made:
    """Writes the folder of a new entry, its comments in a language, and keeps it if `check` takes it."""
    folder = content.root / wish.kind / wish.slug
    if not is_slug(wish.slug):
        raise RefusedError("no_slug", given=wish.slug)
    if folder.exists():
        raise RefusedError("entry_exists", given=f"{wish.kind}/{wish.slug}")
    files = entry_files(content, wish, language)
    kind_is_new = not folder.parent.exists()
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    shown = f"{content.root.name}/{wish.kind}/{wish.slug}/"
    found = survey(content.root, clock).problems
    problems = tuple(one for one in found if one.is_error and one.place.path.startswith(shown))
    if problems:
        shutil.rmtree(folder)
        if kind_is_new:
            folder.parent.rmdir()
        return Made(problems=problems)
    return Made(tuple(folder / name for name in files))


def entry_files(content: Content, wish: Wish, language: str) -> dict[str, str]:
    """The text of each file of a new entry, by its name; it is a draft."""
    answers = nested(KINDS[wish.kind], {"draft": "true", **wish.values})
    return entry_texts(content, wish.kind, answers, wish.titles, wish.summaries, wish.texts, language)


def entry_texts(
    content: Content,
    kind: str,
    answers: Mapping[str, Any],
    titles: Mapping[str, str],
    summaries: Mapping[str, str],
    texts: tuple[str, ...],
    language: str,
) -> dict[str, str]:
    """The text of each file of an entry with these facts, by its name."""
    model = KINDS[kind]
    known = known_of(content, language)
    files = {FACTS: skeleton(model, answers, known, language)}
    for name in (model.texts[0], *(one for one in model.texts[1:] if one in texts)):
        for code in known.languages:
            title = titles.get(code) or ("" if model.named else next(iter(titles.values()), ""))
            files[f"{name}.{code}.md"] = text_file(name, code, title, summaries.get(code, ""), language)
    return files


def text_file(name: str, written_in: str, title: str, summary: str, language: str) -> str:
    """A text with its head explained in a language, and a paragraph that says what is to be written, in its own."""
    lines = ["---"]
    for key, value in (("title", title), ("summary", summary)):
        lines.append(f"# {explanation(Head, key, language)}")
        lines.append(written(key, value) if value else f"# {key}: …")
    return "\n".join([*lines, "---", unwritten(said(name, written_in)), ""])


def nested(model: type[Facts], values: Mapping[str, str]) -> dict[str, Any]:
    """Values by dotted names as groups, with lists where the model has lists (parted by commas or semicolons)."""
    found: dict[str, Any] = {}
    for path, value in values.items():
        steps = path.split(".")
        one = _field(model, steps)
        group = found
        for step in steps[:-1]:
            inner = group.setdefault(step, {})
            if not isinstance(inner, dict):
                raise RefusedError("no_field", given=path, choices=", ".join(names(model)))
            group = inner
        group[steps[-1]] = _as_written(one, value)
    return found


def _field(model: type[BaseModel], steps: Iterable[str]) -> Shape:
    """The field at a path of names: of a list what it holds, of a map what stands under a key."""
    first, *rest = steps
    found = next((one for one in shapes(model) if one.name == first), None)
    if found and found.form is MAP and rest:
        found, rest = replace(found, form=LIST if found.listed else ONE), rest[1:]
    if found and found.group and rest:
        return _field(found.group, rest)
    if found and (found.is_words or not rest):
        return replace(found, form=ONE) if rest else found
    raise RefusedError("no_field", given=first, choices=", ".join(names(model)))


def _as_written(one: Shape, value: str) -> Any:
    """A text as the value of a field: a list of what it holds, or a group with the one field that it must have."""
    if one.form is LIST and not one.group:
        return [part.strip() for part in PARTS.split(value) if part.strip()]
    wanted = [each.name for each in shapes(one.group) if each.required] if one.group and one.form is ONE else []
    return {wanted[0]: value} if len(wanted) == 1 and not one.may_be_bare else value


def names(model: type[BaseModel]) -> list[str]:
    """The names of a kind's fields, its own first."""
    return [one.name for one in shapes(model)]
