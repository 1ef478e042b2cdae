"""Members' own updates, tried on a copy of the content, shown as a difference, then taken in.

Refuses to touch content before `check` has found the result right, and to decide whether it is welcome.
"""

from __future__ import annotations

import difflib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from district.checks.run import survey
from district.clock import Clock
from district.desk.making import entry_texts, text_file
from district.desk.updates import SUMMARY, Update
from district.desk.updating import BOM, changed
from district.kinds.members import Member
from district.kinds.shape import shapes
from district.kinds.values import Reference, is_slug
from district.problems import Problem, nearest
from district.reading import Content
from district.reading.folder import FACTS
from district.reading.text import HEAD

MEMBERS = "members"
NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"


@dataclass(frozen=True)
class Result:
    """What came of an update: its state, the files it changes with their new bytes, what is wrong with it."""

    update: Update
    state: str
    files: Mapping[Path, bytes] = field(default_factory=dict)
    difference: str = ""
    problems: tuple[Problem, ...] = ()


def tried(content: Content, updates: Iterable[Update], clock: Clock, language: str) -> list[Result]:
    """What would come of each update, tried on a copy; what new members are told stands in a language."""
    results = [_applied(content, one, clock, language) for one in updates]
    if not any(one.files for one in results):
        return results
    before = {_identity(one) for one in survey(content.root, clock).problems}
    with TemporaryDirectory() as folder:
        root = Path(folder) / content.root.name
        shutil.copytree(content.root, root, copy_function=_copied)
        for one in results:
            for path, data in one.files.items():
                copy = root / path.relative_to(content.root)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(data)
        after = [one for one in survey(root, clock).problems if one.is_error and _identity(one) not in before]
    return [_judged(content, one, after) for one in results]


def take(results: Iterable[Result]) -> list[Path]:
    """Writes the files of the results that are right; returns them."""
    written = []
    for one in results:
        for path, data in one.files.items() if one.state in {NEW, CHANGED} else ():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            written.append(path)
    return written


def _identity(problem: Problem) -> tuple[str, str, str]:
    """What tells a problem from another though lines have moved."""
    return (problem.code, problem.place.path, problem.place.snippet)


def _copied(source: str, target: str) -> str:
    """Copies what may be changed; any other file is the same one under another name, where the disk can do that."""
    if not source.endswith((".md", ".yaml")):
        try:
            os.link(source, target)
        except OSError:
            return str(shutil.copy2(source, target))
        return target
    return str(shutil.copy2(source, target))


def _applied(content: Content, update: Update, clock: Clock, language: str) -> Result:
    """The files that an update changes, with what differs."""
    problems = (*update.problems, *_in_other_languages(content, update))
    if problems:
        return Result(update, REFUSED, problems=problems)
    folder = content.root / MEMBERS / update.slug
    entry = content.entries.get(Reference(MEMBERS, update.slug))
    if entry is None and (not is_slug(update.slug) or not update.values.get("name") or folder.exists()):
        slugs = [one.slug for one in content.entries if one.kind == MEMBERS]
        problem = Problem("I103", update.place, {"value": update.slug, "nearest": nearest(update.slug, slugs)})
        return Result(update, REFUSED, problems=(problem,))
    if entry is None:
        files = _new_files(content, update, clock, language)
    else:
        files = dict(_changed_files(folder, update, clock, getattr(entry.facts, "name", entry.slug)))
    state = NEW if entry is None else CHANGED if files else SAME
    difference = "".join(_difference(content, folder / name, text) for name, text in files.items())
    return Result(update, state, {folder / name: text.encode() for name, text in files.items()}, difference)


def _in_other_languages(content: Content, update: Update) -> Iterator[Problem]:
    """Texts come in the site's languages (L101): their codes become names of files."""
    spoken = [one.code for one in content.site.facts.languages] if content.site else []
    for code in dict.fromkeys([*update.texts, *update.summaries]):
        if code not in spoken:
            details = {"value": code, "choices": ", ".join(spoken), "nearest": nearest(code, spoken)}
            yield Problem("L101", update.place, details)


def _difference(content: Content, path: Path, text: str) -> str:
    """What changes in a file, line by line; of new facts what they say, without what explains them."""
    new = not path.exists()
    after = text.removeprefix(BOM).splitlines()
    if new and path.name == FACTS:
        after = [line for line in after if line.strip() and not line.lstrip().startswith("#")]
    before = [] if new else path.read_bytes().decode("utf-8-sig").splitlines()
    shown = f"{content.root.name}/{path.relative_to(content.root).as_posix()}"
    lines = difflib.unified_diff(before, after, shown, shown, n=1, lineterm="")
    return "".join(f"{line}\n" for line in lines)


def _changed_files(folder: Path, update: Update, clock: Clock, name: str) -> Iterator[tuple[str, str]]:
    """The files of a member that an update changes, by name."""
    order = [one.name for one in shapes(Member)]
    before = (folder / FACTS).read_bytes().decode()
    after = changed(before, _dated(update.values, clock), update.remove, order)
    if after != before:
        after = changed(after, {"updated_on": clock.today.isoformat()}, (), order)
    if update.confirms:
        confirmed = {"verified_on": clock.today.isoformat(), "verified_by": name}
        after = changed(after, {**confirmed, **_only(update.values, confirmed)}, (), order)
    if after != before:
        yield FACTS, after
    for code in dict.fromkeys([*update.texts, *update.summaries]):
        path = folder / f"text.{code}.md"
        old = path.read_bytes().decode() if path.exists() else ""
        new = _text(old, code, update)
        if new != old:
            yield path.name, new


def _only(values: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: values[name] for name in names if name in values}


def _dated(values: Mapping[str, Any], clock: Clock) -> dict[str, Any]:
    """The values, each number that ages with the day it was told where nothing else is said."""

    def with_day(value: Any) -> Any:
        bare = isinstance(value, Mapping) and "value" in value and "as_of" not in value
        return {**value, "as_of": clock.today.isoformat()} if bare else value

    dated = {name: with_day(value) for name, value in values.items()}
    if isinstance(dated.get("measures"), Mapping):
        dated["measures"] = {name: with_day(value) for name, value in dated["measures"].items()}
    return dated


def _text(old: str, code: str, update: Update) -> str:
    """A text with the body and the summary that an update gives it."""
    ending = "\r\n" if "\r\n" in old else "\n"
    text = (old or text_file("text", code, "", "", code)).removeprefix(BOM).replace("\r\n", "\n")
    found = HEAD.match(text)
    if found is None:
        return old  # check tells what is wrong with it
    head, body = found[1], text[found.end() :]
    if summary := update.summaries.get(code):
        head = changed(head, {SUMMARY: summary}, (), ("title", SUMMARY))
    if told := update.texts.get(code):
        body = told.strip() + "\n"
    made = f"---\n{head}---\n{body}"
    return old if made == text and old else made.replace("\n", ending)


def _new_files(content: Content, update: Update, clock: Clock, language: str) -> dict[str, str]:
    """The files of a new member: a draft until it has a text in the site's first language."""
    spoken = [one.code for one in content.site.facts.languages] if content.site else []
    answers = _dated(update.values, clock)
    if not (spoken and update.texts.get(spoken[0])):
        answers["draft"] = "true"
    if update.confirms:
        answers = {"verified_on": clock.today.isoformat(), "verified_by": answers["name"], **answers}
    files = entry_texts(content, MEMBERS, answers, {}, update.summaries, (), language)
    for code in update.texts:
        name = f"text.{code}.md"
        files[name] = _text(files.get(name, ""), code, update)
    if "draft" not in answers:  # what nobody has written in another language is missing, and no note stands for it
        files = {name: text for name, text in files.items() if name == FACTS or name.split(".")[1] in update.texts}
    return files


def _judged(content: Content, result: Result, wrong: Iterable[Problem]) -> Result:
    """A result with what `check` says of its folder; refused where that is an error."""
    shown = f"{content.root.name}/{MEMBERS}/{result.update.slug}/"
    found = tuple(one for one in wrong if one.place.path.startswith(shown))
    if not found or result.state == REFUSED:
        return result
    return replace(result, state=REFUSED, files={}, problems=found)
