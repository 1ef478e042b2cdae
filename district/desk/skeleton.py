"""The text of a new facts.yaml: what is known, and every other field as a comment that explains it and shows how.

What is commented once can be uncommented as it stands; what is commented twice is rarely wanted, or excludes the field
before it. Refuses to know any field by name, but for the two maps whose keys site.yaml declares.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from district.desk.known import Known
from district.desk.texts import said
from district.kinds import Facts
from district.kinds.explained import explanation
from district.kinds.shape import LIST, MAP, Shape, example, is_rare, shapes

WIDTH = 110
COMMENT = "# "
Answers = Mapping[str, Any]


class _Plain(yaml.SafeDumper):
    """Writes every text as it stands where YAML allows: content takes all scalars for text."""

    yaml_implicit_resolvers: dict[str, Any] = {}


def written(name: str, value: Any) -> str:
    """`name: value` on one line, with quotes only where YAML wants them."""
    if isinstance(value, str):
        block = yaml.dump({name: value}, Dumper=_Plain, default_flow_style=False, allow_unicode=True, width=10**9)
        return block.rstrip("\n")
    flow = yaml.dump([value], Dumper=_Plain, default_flow_style=True, allow_unicode=True, width=10**9, sort_keys=False)
    return f"{name}: {flow.strip()[1:-1]}"


def skeleton(model: type[Facts], answers: Answers, known: Known, language: str) -> str:
    """The whole file: the kind's own fields first, then those that every entry has, explained in a language."""
    writer = _Writer(known, language)
    lines = [*_commented(_wrapped(said("skeleton", language))), ""]
    for one in shapes(model):
        lines += [*writer.field(one, answers.get(one.name)), ""]
    return "\n".join(line.rstrip() for line in lines).rstrip("\n") + "\n"


def field_lines(one: Shape, answer: Any, known: Known, language: str) -> list[str]:
    """One field with what explains it: as answered, or as a comment."""
    return _Writer(known, language).field(one, answer)


def _wrapped(text: str, width: int = WIDTH) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False)


def _commented(lines: list[str]) -> list[str]:
    return [COMMENT + line for line in lines]


class _Writer:
    """Writes fields in one language, for one content folder."""

    def __init__(self, known: Known, language: str) -> None:
        self.known = known
        self.language = language

    def field(self, one: Shape, answer: Any) -> list[str]:
        """A field with what explains it above: as answered, or as a comment."""
        about = _wrapped(explanation(one.model, one.name, self.language))
        about += self.words(one.vocabulary)
        if one.choices:
            about += _wrapped(said("choices", self.language, words=", ".join(one.choices)))
        if answer is None:
            return _commented([*about, *self.shown(one)])
        if one.group and one.form not in {LIST, MAP} and isinstance(answer, Mapping):
            return [*_commented(about), f"{one.name}:", *self.inside(one, answer)]
        if one.form is MAP:
            return [*_commented(about), f"{one.name}:", *self.declared(one, answer)]
        return [*_commented(about), written(one.name, answer)]

    def words(self, vocabulary: str) -> list[str]:
        """The words of a vocabulary, in lines."""
        words = ", ".join(self.known.vocabularies.get(vocabulary, {}))
        return _wrapped(said("choices", self.language, words=words)) if words else []

    def shown(self, one: Shape) -> list[str]:
        """How a field could be written, over as many lines as it takes."""
        if one.form is MAP:
            return [f"{one.name}:", *self.declared(one, {})]
        if one.group:
            lines = self.inside(one, None)
            if one.form is LIST:
                marked = next(n for n, line in enumerate(lines) if not line.lstrip().startswith("#"))
                lines = ["  " + line for line in lines]
                # What is commented out must not stand before the dash.
                first = "  - " + lines[marked].lstrip()
                lines = [first, *lines[:marked], *lines[marked + 1 :]]
            return [f"{one.name}:", *lines]
        value = self.known.in_its_languages(example(one, self.known.first_words))
        return [written(one.name, value)] if value is not None else []

    def inside(self, one: Shape, answers: Answers | None) -> list[str]:
        """The fields of a group, each with what it means behind it; with answers, the others are comments."""
        lines: list[str] = []
        assert one.group
        for inner in shapes(one.group):
            answer = (answers or {}).get(inner.name)
            rare = answers is None and is_rare(inner)
            value = self.known.in_its_languages(example(inner, self.known.first_words)) if answer is None else answer
            if value is None:
                continue
            mark = COMMENT if rare or (answers is not None and answer is None) else ""
            lines += self.line(
                f"  {mark}{written(inner.name, value)}", explanation(inner.model, inner.name, self.language)
            )
        return lines

    def declared(self, one: Shape, answers: Answers) -> list[str]:
        """The entries of a map whose keys site.yaml declares."""
        lines: list[str] = []
        for name, label, offered, value in self.entries(one):
            mark = COMMENT if answers and name not in answers else ""
            lines += [
                f"  {COMMENT}{label}{': ' if offered else ''}{part}" if number == 0 else f"  {COMMENT}  {part}"
                for number, part in enumerate(_wrapped(offered, WIDTH - 4) or [""])
            ]
            lines.append(f"  {mark}{written(name, answers.get(name, value))}")
        return lines

    def entries(self, one: Shape) -> Iterator[tuple[str, str, str, Any]]:
        """Name, label, offered words and example of each key of such a map."""
        if one.group:
            value = example(Shape(one.model, one.name, one.attribute, True, "one", one.group), self.known.first_words)
            for name, label in self.known.measures.items():
                yield name, label, "", {key: value[key] for key in ("value", "as_of") if key in value}
        else:
            for name, label in self.known.facets.items():
                words = self.known.vocabularies.get(name, {})
                yield name, label, ", ".join(words), list(words)[:1]

    def line(self, text: str, about: str) -> list[str]:
        """A line with what explains it behind it, or above it where that would be too long."""
        behind = f"{text}  # {about}"
        if len(behind) <= WIDTH:
            return [behind]
        return [f"{text[: len(text) - len(text.lstrip())]}# {about}", text]
