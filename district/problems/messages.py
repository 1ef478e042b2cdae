"""The words of problems in each interface language, and which of these the user reads.

Refuses to know how many languages there are: a file in messages/ is a language.
"""

from __future__ import annotations

import locale
import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

import yaml

if TYPE_CHECKING:
    from district.problems.problem import Problem

HERE = Path(__file__).parent / "messages"
# The editors of the first network are Italian: who says nothing of a language reads Italian.
UNSAID = "it"
# Who says another language than those at hand is likelier to read English than Italian.
OTHERWISE = "en"
# So many signs of a value found are enough to know it by.
MOST_SIGNS = 120

Wording = dict[str, str]


def interface_languages() -> list[str]:
    """The codes of the languages that problems can be told in, sorted."""
    return sorted(path.stem for path in HERE.glob("*.yaml"))


@cache
def messages(language: str) -> dict[str, Wording]:
    """Each code's `what`, `why`, `mend` and perhaps `near`; also `terms`, words used in details."""
    text = (HERE / f"{language}.yaml").read_text(encoding="utf-8")
    return cast("dict[str, Wording]", yaml.load(text, Loader=yaml.CSafeLoader))


def term(key: str, language: str) -> str:
    """A word of the printer's own (`problems`, `why`…) or of a detail, in `language`."""
    return messages(language)["terms"][key]


def worded(problem: Problem, language: str) -> Wording:
    """`value`, `what`, `why` and `mend` of a problem; a detail that begins with @ is a term."""
    terms = messages(language)["terms"]
    details = {name: _shown(name, value, terms) for name, value in problem.details.items()}
    wording = messages(language)[problem.code]
    mend = wording["mend"].format_map(details)
    if details.get("nearest"):
        mend = wording.get("near", terms["near"]).format_map(details) + " " + mend
    return {
        "value": details.get("value", ""),
        "what": wording["what"].format_map(details),
        "why": wording["why"].format_map(details),
        "mend": mend.strip(),
    }


def _shown(name: str, value: str, terms: Wording) -> str:
    """A detail on one line, without signs that a terminal would obey, and not endlessly long."""
    if value.startswith("@") and value[1:] in terms:
        return terms[value[1:]]
    line = visible(" ".join(value.split()))
    return line[:MOST_SIGNS] + "…" if name == "value" and len(line) > MOST_SIGNS else line


def visible(text: str) -> str:
    """The text with a mark for each sign that cannot be seen."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def user_language(wanted: str = "") -> str:
    """The interface language: `wanted`, else the user's, else Italian.

    Asks DISTRICT_LANG, LC_ALL, LC_MESSAGES and LANG, on Windows the system.
    """
    said = wanted or _said_by_environment()
    code = said.replace("-", "_").split("_")[0].split(".")[0].lower()
    if code in {"", "c", "posix"}:
        return UNSAID
    return code if code in interface_languages() else OTHERWISE


def _said_by_environment() -> str:
    for name in ("DISTRICT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name]
    if sys.platform == "win32":
        return locale.getlocale()[0] or ""
    return ""
