"""One problem: its place, its code and what the message needs to say.

Refuses to hold wording: the words are in messages/<language>.yaml, one entry a code.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

NOTICE = "notice"
ERROR = "error"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem stands: a path as the editor knows it, line and column from 1 (0: no line).

    `snippet` is the whole line of the file, `length` how many of its characters are meant.
    """

    path: str
    line: int = 0
    column: int = 0
    length: int = 1
    snippet: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A code, a place and the details that the code's message names.

    `strict` makes a notice count as an error (settings can ask for that when publishing).
    """

    code: str
    place: Place
    details: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False

    @property
    def severity(self) -> str:
        """`notice` for codes that begin with N (unless made strict), else `error`."""
        return NOTICE if self.code.startswith("N") and not self.strict else ERROR

    @property
    def is_error(self) -> bool:
        """Whether this problem stops a build."""
        return self.severity == ERROR

    def made_strict(self, codes: Iterable[str]) -> Problem:
        """The same problem, an error if its code is among `codes`."""
        return replace(self, strict=True) if self.code in codes else self

    def as_dict(self, language: str) -> dict[str, str | int]:
        """Everything a machine or an overlay shows, worded in `language`."""
        from district.problems.messages import worded  # words are read only when shown

        place = self.place
        return {
            "code": self.code,
            "severity": self.severity,
            "path": place.path,
            "line": place.line,
            "column": place.column,
            "snippet": place.snippet,
            **worded(self, language),
        }


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Errors and notices together, by place, then code; each once; the same at every run."""

    def key(problem: Problem) -> tuple[str, int, int, str, str]:
        place = problem.place
        details = "\n".join(f"{name}={problem.details[name]}" for name in sorted(problem.details))
        return (place.path, place.line, place.column, problem.code, details)

    return list({key(problem): problem for problem in sorted(problems, key=key)}.values())


def nearest(value: str, choices: Iterable[str]) -> str:
    """The one of `choices` that `value` most likely meant, or an empty string."""
    folded = {choice.casefold(): choice for choice in choices}
    close = difflib.get_close_matches(value.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else ""
