"""Contacts as an address book reads them: a strict reader of vCard 3.0.

It refuses what RFC 2426 does not allow: long lines, bare line ends, unescaped signs, properties that have to be there
and are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

LINE = re.compile(
    r"(?:(?P<group>[\w-]+)\.)?(?P<name>[\w-]+)(?P<parameters>(?:;[\w-]+=[^:;\"]+)*):(?P<value>.*)", re.DOTALL
)
LONGEST = 75
# What a program looks for in each card.
NEEDED = {"FN", "N", "UID", "VERSION"}
STRUCTURED = {"N", "ADR", "ORG"}
LISTS = {"CATEGORIES"}
# Values that are no text: a stroke before a comma would be part of them.
WHOLE = {"URL", "UID", "REV", "GEO", "TEL", "EMAIL", "VERSION"}


@dataclass(frozen=True)
class Property:
    """One line: its group, its name, its parameters, the parts of its value."""

    group: str
    name: str
    parameters: str
    parts: tuple[str, ...]


@dataclass
class Card:
    """One contact."""

    properties: list[Property] = field(default_factory=list)

    def all(self, name: str) -> list[str]:
        """The values of a property, each as one text."""
        return [";".join(one.parts) for one in self.properties if one.name == name]

    def one(self, name: str) -> str:
        """The only value of a property, or nothing."""
        found = self.all(name)
        assert len(found) <= 1, (name, found)
        return found[0] if found else ""

    def parts(self, name: str) -> tuple[str, ...]:
        """The parts of the only property of a name."""
        (found,) = [one for one in self.properties if one.name == name]
        return found.parts


def read_cards(content: bytes) -> list[Card]:
    """All cards of a file."""
    cards: list[Card] = []
    begun = False
    for name, line in _properties(content):
        if name == "BEGIN":
            assert not begun
            assert line.value == "VCARD"
            begun = True
            cards.append(Card())
        elif name == "END":
            assert begun
            assert line.value == "VCARD"
            begun = False
            assert {one.name for one in cards[-1].properties} >= NEEDED
            assert cards[-1].one("VERSION") == "3.0"
        else:
            assert begun
            cards[-1].properties.append(Property(line.group, name, line.parameters, tuple(_parts(name, line.value))))
    assert not begun
    return cards


@dataclass(frozen=True)
class _Line:
    group: str
    parameters: str
    value: str


def _properties(content: bytes) -> Iterator[tuple[str, _Line]]:
    assert content.endswith(b"\r\n")
    lines = content[:-2].split(b"\r\n")
    for line in lines:
        assert b"\n" not in line
        assert b"\r" not in line
        assert len(line) <= LONGEST, line
        line.decode()  # a line never ends within a character
    unfolded = re.sub(rb"\r\n[ \t]", b"", content[:-2]).decode()
    for line in unfolded.split("\r\n"):
        found = LINE.fullmatch(line)
        assert found, line
        yield found["name"].upper(), _Line(found["group"] or "", found["parameters"], found["value"])


def _parts(name: str, value: str) -> Iterator[str]:
    if name in WHOLE:
        assert "\\" not in value, value
        yield value
        return
    separator = ";" if name in STRUCTURED else "," if name in LISTS else ""
    part, escaped = "", False
    for sign in value:
        if escaped:
            assert sign in "nN,;\\", (name, value)
            part += "\n" if sign in "nN" else sign
            escaped = False
        elif sign == "\\":
            escaped = True
        elif separator and sign == separator:
            yield part
            part = ""
        else:
            assert sign not in ",;", (name, value)
            part += sign
    assert not escaped
    yield part
