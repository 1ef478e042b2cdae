"""Prints problems for a terminal, as JSON, as annotations on the lines of a proposal, or as its summary.

Refuses to decide anything: it prints what it is given, in the order it is given.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from district.problems.messages import term, visible, worded
from district.problems.problem import Problem

FORMATS = ("text", "json", "github", "gitlab", "markdown")


def print_problems(problems: Sequence[Problem], form: str, language: str) -> str:
    """All problems in one of FORMATS, as text that ends with a line break (or is empty)."""
    if form == "json":
        listed = [problem.as_dict(language) for problem in problems]
        return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"
    if form == "gitlab":
        return json.dumps([_quality(problem, language) for problem in problems], ensure_ascii=False, indent=2) + "\n"
    if form == "markdown":
        return _table(problems, language)
    worder = _annotation if form == "github" else _paragraph
    return "".join(worder(problem, language) + "\n" for problem in problems)


def summary(problems: Sequence[Problem], language: str) -> str:
    """One line: how many errors, how many notices."""
    errors = sum(problem.is_error for problem in problems)
    notices = len(problems) - errors
    if not problems:
        return term("clean", language)
    parts = []
    for count, one, many in ((errors, "error", "errors"), (notices, "notice", "notices")):
        if count:
            parts.append(f"{count} {term(one if count == 1 else many, language)}")
    return f" {term('and', language)} ".join(parts)


def print_by_code(problems: Sequence[Problem], language: str) -> str:
    """Problems gathered by their code, a line for each, with why and mend once below: for lists of things to do."""
    codes = sorted({problem.code for problem in problems})
    return "\n".join(_group([one for one in problems if one.code == code], language) for code in codes)


def _group(problems: Sequence[Problem], language: str) -> str:
    """The problems of one code."""
    told = [worded(problem, language) for problem in problems]
    lines = [f"{problems[0].code} ({len(problems)})"]
    lines += [f"  {_where(problem)}  {words['what']}" for problem, words in zip(problems, told, strict=True)]
    for name in ("why", "mend"):
        # Of reasons that differ by a name, the first stands for all.
        lines.append(f"  {term(name, language)}: {told[0][name]}")
    return "\n".join(lines) + "\n"


def _where(problem: Problem) -> str:
    place = problem.place
    return f"{place.path}:{place.line}:{place.column}" if place.line else place.path


def _paragraph(problem: Problem, language: str) -> str:
    words = worded(problem, language)
    kind = "" if problem.is_error else f" ({term('notice', language)})"
    lines = [f"{_where(problem)}: {problem.code}{kind} {words['what']}"]
    place = problem.place
    if place.line and place.snippet.strip():
        lines += _pointed(place.snippet, place.line, place.column, place.length)
    why, mend = term("why", language), term("mend", language)
    width = max(len(why), len(mend)) + 1
    lines.append(f"  {why + ':':<{width}} {words['why']}")
    lines.append(f"  {mend + ':':<{width}} {words['mend']}")
    return "\n".join(lines)


def _pointed(snippet: str, line: int, column: int, length: int) -> list[str]:
    """The line of the file, cut around the place, with a mark under what is meant."""
    text = visible(snippet.replace("\t", " "))
    start = max(0, column - 60)
    text = text[start : start + 100]
    mark = " " * max(0, column - 1 - start) + "^" * max(1, min(length, len(text) - column + 1 + start))
    return [f"  {line:>4} | {text}", f"       | {mark}"]


def _annotation(problem: Problem, language: str) -> str:
    """A workflow command of GitHub Actions: its escapes are %25, %0D, %0A, in properties %3A, %2C too.

    Source: docs.github.com, "Workflow commands for GitHub Actions".
    """
    words = worded(problem, language)
    level = "error" if problem.is_error else "warning"
    place = problem.place
    spot = f",line={place.line},col={place.column}" if place.line else ""
    body = f"{words['what']}\n{words['why']}\n{words['mend']}"
    return f"::{level} file={_property(place.path)}{spot},title={problem.code}::{_data(body)}"


def _quality(problem: Problem, language: str) -> dict[str, object]:
    """A find of GitLab's Code Quality report; what it is known by stays when lines above it come and go.

    Source: docs.gitlab.com, "Code Quality report format".
    """
    words, place = worded(problem, language), problem.place
    known = "\n".join((problem.code, place.path, place.snippet.strip(), words["what"]))
    return {
        "description": f"{problem.code}: {words['what']}. {words['mend']}",
        "check_name": problem.code,
        "fingerprint": hashlib.sha256(known.encode("utf-8", "surrogatepass")).hexdigest(),
        "severity": "major" if problem.is_error else "minor",
        "location": {"path": place.path, "lines": {"begin": max(1, place.line)}},
    }


def _table(problems: Sequence[Problem], language: str) -> str:
    """What a proposal's page shows: how many there are, and a table of them, errors first."""
    lines = [f"### {summary(problems, language)}", ""]
    if problems:
        lines += [
            f"| | {term('where', language)} | {term('what', language)} | {term('mend', language)} |",
            "|---|---|---|---|",
        ]
    for problem in sorted(problems, key=lambda one: not one.is_error):
        words = worded(problem, language)
        cells = (problem.code, f"`{_where(problem)}`", words["what"], words["mend"])
        lines.append(f"| {' | '.join(_cell(cell) for cell in cells)} |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """A text as a cell of a Markdown table that shows it as it is."""
    plain = " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|")
    return plain.replace("<", "&lt;").replace("[", "\\[")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
