"""The parts of the guide that only list: commands, fields, problems, words, each from where the engine has it.

Refuses to word anything that the engine says elsewhere, and to leave anything out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pydantic import BaseModel

from district.desk.known import Known, known_of
from district.desk.schemas import SITES_OWN
from district.desk.skeleton import written
from district.desk.texts import said as desk_said
from district.guide.texts import said
from district.kinds import KINDS, Facts
from district.kinds.explained import EVERY_ENTRY, explanation, group_of
from district.kinds.grants import Grants
from district.kinds.shape import MAP, ONE, Shape, example, shapes
from district.kinds.site import Site
from district.kinds.vocabularies import Vocabulary
from district.problems.messages import messages
from district.reading import Content, Head

GAP = re.compile(r"(?<!\{)\{\w+\}(?!\})")


@dataclass(frozen=True)
class Command:
    """One command: its name, what it does, what it wants behind its name, its options; each with what it means."""

    name: str
    about: str
    wants: tuple[tuple[str, str], ...]
    options: tuple[tuple[str, str], ...]
    for_content: bool


def reference(content: Content, commands: Iterable[Command], language: str) -> dict[str, str]:
    """The text of each of these chapters in a language, by the name of its file; the same at every run."""
    known = known_of(content, language)
    parts = {
        "commands": _commands(commands, language),
        "fields": _fields(known, language),
        "problems": _problems(language),
        "words": _words(content, known, language),
    }
    return {said(f"{name}-file", language): _chapter(name, lines, language) for name, lines in parts.items()}


def write_reference(content: Content, commands: Iterable[Command], language: str, into: Path) -> list[Path]:
    """Writes these chapters into a language's folder, and returns those that have changed."""
    changed = []
    for name, text in reference(content, commands, language).items():
        path = into / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            changed.append(path)
    return changed


def _chapter(name: str, lines: Iterable[str], language: str) -> str:
    opening = [f"# {said(name, language)}", "", said(f"{name}-opening", language), "", said("made", language)]
    return "\n".join([*opening, *lines]) + "\n"


def _commands(commands: Iterable[Command], language: str) -> Iterator[str]:
    ordered = sorted(commands, key=lambda one: (not one.for_content, one.name))
    for for_content, group in groupby(ordered, key=lambda one: one.for_content):
        yield from ("", f"## {said('commands-content' if for_content else 'commands-code', language)}")
        for one in group:
            wanted = "".join(f" {name.upper()}" for name, _ in one.wants)
            yield from ("", f"### {one.name}", "", f"`python3 tasks.py {one.name}{wanted}`: {one.about}.", "")
            yield from (f"- **`{name.upper()}`**: {about}" for name, about in one.wants)
            yield from (f"- **`--{name}`**: {about}" for name, about in one.options)


def _fields(known: Known, language: str) -> Iterator[str]:
    groups: dict[str, type[BaseModel]] = {}
    for kind, model in sorted(KINDS.items(), key=lambda one: one[0] == "sections"):
        title = desk_said(f"kind-{kind}", language).capitalize()
        yield from _of_model(f"{title}: content/{kind}/", model, known, language, groups)
    own = ((said("head", language), Head), (f"{said('site', language)}: content/site.yaml", Site))
    more = ((f"{said('grants', language)}: content/grants.yaml", Grants),)
    last = ((f"{said('vocabulary', language)}: content/vocabularies/", Vocabulary),)
    yield from _of_model(said("every-entry", language), Facts, known, language, groups)
    for title, other in (*own, *more, *last):
        yield from _of_model(title, other, known, language, groups)
    done: set[str] = set()
    while rest := [name for name in sorted(groups) if name not in done]:
        for name in rest:
            done.add(name)
            yield from _of_model(f"{said('group-title', language)} {name}", groups[name], known, language, groups)


def _of_model(
    title: str, model: type[BaseModel], known: Known, language: str, groups: dict[str, type[BaseModel]]
) -> Iterator[str]:
    """The fields of a model, without those that every entry has; the groups in it are noted."""
    yield from ("", f"## {title}", "")
    for one in shapes(model):
        if model is not Facts and issubclass(model, Facts) and group_of(model, one.attribute) == EVERY_ENTRY:
            continue
        if one.group:
            groups[group_of(one.group, "")] = one.group
        about = explanation(model, one.name, language)
        yield f"- **`{one.name}`**{_marked(one, language)}. {about}{_shown(one, known, language)}"


def _marked(one: Shape, language: str) -> str:
    """In brackets: whether a field must be there, and what it is where that is no plain value."""
    found = [said("needed", language)] if one.required else []
    if one.group:
        name = group_of(one.group, "")
        anchor = f"{said('group-title', language)}-{name}".lower()
        word = said("group" if one.form is ONE else "list-of", language)
        found.append(f"{word} [{name}](#{anchor})")
        if one.may_be_bare:
            found.append(said("bare", language))
    if one.form is MAP and one.name in SITES_OWN:
        found.append(said("declared", language))
    if one.vocabulary:
        found.append(f"{said('one-of', language)} [{one.vocabulary}]({said('words-file', language)}#{one.vocabulary})")
    if one.choices:
        found.append(f"{said('choices', language)} " + ", ".join(f"`{choice}`" for choice in one.choices))
    return f" ({'; '.join(found)})" if found else ""


def _shown(one: Shape, known: Known, language: str) -> str:
    """A field as it could be written, where it is no group."""
    if one.group or one.form is MAP:
        return ""
    value = known.in_its_languages(example(one, known.first_words))
    return f" {said('example', language)} `{written(one.name, value)}`" if value is not None else ""


def _problems(language: str) -> Iterator[str]:
    told = {code: words for code, words in messages(language).items() if code != "terms"}
    for letter, codes in groupby(told, key=lambda code: code[0]):
        yield from ("", f"## {said(f'letter-{letter}', language)}")
        for code in sorted(codes):
            words = {part: _open(text) for part, text in told[code].items()}
            what = words["what"][:1].upper() + words["what"][1:]
            yield from ("", f"### {code}", "", what, "")
            yield f"- {said('why', language)}: {words['why']}"
            yield f"- {said('mend', language)}: {words['mend']}"


def _open(text: str) -> str:
    """The words of a problem as a sentence, with dots where it tells what it found, and without signs of Markdown."""
    dotted = GAP.sub("…", text).replace("{{", "{").replace("}}", "}")
    return re.sub(r"([*_\[\]#`\\])", r"\\\1", dotted).replace("<", "&lt;").rstrip(".") + "." * (not text.endswith("}"))


def _words(content: Content, known: Known, language: str) -> Iterator[str]:
    for name, words in known.vocabularies.items():
        facts = content.vocabularies[name].facts
        label = facts.label.get(language) or next(iter(facts.label.values()))
        yield from ("", f"## {name}", "", f"{label}: `content/vocabularies/{name}.yaml`", "")
        yield from (f"- **`{key}`**: {text}" for key, text in words.items())
    yield from ("", f"## {said('measures', language)}", "")
    yield from (f"- **`{name}`**: {text}" for name, text in known.measures.items())
