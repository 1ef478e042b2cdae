"""A text file to its head and body.

Refuses a text without a head, without a body, with a head that is not what a head may be, or with more in it
than a machine could make a page of in reasonable time.
"""

from __future__ import annotations

import re

from district.cache import Pack, key_of
from district.clock import Clock
from district.problems import Problem
from district.reading.entry import Head, Said, Text
from district.reading.markup import Writer
from district.reading.nodes import parse
from district.reading.source import Source
from district.reading.typing import typed

# A paragraph that stands for one still to be written: [… What to write …].
UNWRITTEN = re.compile(r"^\[… .* …\]$", re.MULTILINE)
# More than any honest text holds, and less than Python-Markdown, whose work grows with the square of some, would
# take a second for.
MOST = {
    "@text-lines": 1500,
    "@text-links": 400,
    "@text-tags": 400,
    "@text-terms": 150,
    "@text-steps": 20,
    "@text-signs": 20_000,
}
BLANK = re.compile(r"\n[ \t]*\n")
STEPS = re.compile(r"^[ >]*", re.MULTILINE)
TERM = re.compile(r"^[ >]*:[ \t]", re.MULTILINE)
# Control signs, those that turn the direction of what follows, and what Unicode has set aside as no signs.
HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]")
HEAD = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def unwritten(what: str) -> str:
    """The paragraph that stands for one that is still to be written."""
    return f"[… {what} …]"


def read_text(
    source: Source, name: str, language: str, clock: Clock, writer: Writer, kept: Pack | None = None
) -> tuple[Text | None, list[Problem]]:
    """The text of a source, or None, with its problems (T101 no head, T102 no body). `kept` is for `parse`."""
    found = HEAD.match(source.text)
    if found is None:
        return None, [Problem("T101", source.place(1, 1, 3), {"language": language})]
    node, problems = parse(source, found[1], first_line=1, kept=kept)
    if node is None:
        return None, problems
    head, more = typed(Head, node, source, clock)
    problems += more
    body = source.text[found.end() :]
    body_line = source.text.count("\n", 0, found.end())
    if hidden := None if _is_plain(body) else HIDDEN.search(body):
        line = body_line + 1 + body.count("\n", 0, hidden.start())
        column = hidden.start() - body.rfind("\n", 0, hidden.start())
        problems.append(Problem("F118", source.place(line, column), {"value": repr(hidden[0])}))
    if sort := too_many(body):
        details = {"found": sort, "most": str(MOST[sort])}
        return None, [*problems, Problem("T111", source.place(body_line + 1), details)]
    if not body.strip():
        problems.append(Problem("T102", source.place(body_line), {}))
    return Text(name, language, head or Head(), body, source, body_line, writer, Said(key_of(body))), problems


def too_many(body: str) -> str:
    """What a text has more of than MOST says, or nothing; counted, since to find out by trying could take hours."""
    if _has_few(body):
        return ""
    counts = {
        "@text-lines": sum(1 for one in body.splitlines() if one.strip()),
        "@text-links": body.count("["),
        "@text-tags": body.count("<"),
        "@text-terms": len(TERM.findall(body)),
        "@text-steps": max((one.count(">") for one in STEPS.findall(body)), default=0),
        "@text-signs": max(map(len, BLANK.split(body)), default=0),
    }
    return next((name for name, count in counts.items() if count > MOST[name]), "")


def _is_plain(body: str) -> bool:
    """Whether a text has only signs that can be seen, and ends of lines; one look for what patterns look for long."""
    return body.replace("\n", "").isprintable()


def _has_few(body: str) -> bool:
    """Whether a text has so few of the signs that make up what is counted that there is nothing to count."""
    few = MOST["@text-steps"]
    lines, signs = body.count("\n") + 1, len(body)
    short = _is_plain(body) and lines <= MOST["@text-lines"] and signs <= MOST["@text-signs"]
    return short and all(body.count(sign) <= few for sign in "[<:>")
