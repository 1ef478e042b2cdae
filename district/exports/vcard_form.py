"""A vCard as plain values, and as it is written.

Refuses empty properties. The libraries that write one are only imported when a card has to be written anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from district.cache import key_of

Value = str | list[str] | Mapping[str, str]


class Card:
    """The properties of one card, in the order they were added."""

    def __init__(self) -> None:
        self.properties: list[tuple[str, Value, tuple[str, ...], str]] = []

    def add(self, name: str, value: Value | None, kinds: Sequence[str] = (), group: str = "") -> None:
        """A property that says something, perhaps of some kinds, perhaps in a group with others.

        `n` and `adr` take their parts by the names that vobject gives them.
        """
        if value:
            self.properties.append((name, str(value) if isinstance(value, str) else value, tuple(kinds), group))

    def key(self) -> str:
        """What the written card rests on."""
        return key_of("vcard", repr(self.properties))

    def written(self) -> bytes:
        """The card in lines of at most 75 octets; vobject by itself counts characters."""
        from icalendar.parser import Contentlines
        from vobject import vCard
        from vobject.vcard import Address, Name

        parts = {"n": Name, "adr": Address}
        card = vCard()
        for name, value, kinds, group in self.properties:
            added = card.add(name)
            added.value = parts[name](**value) if isinstance(value, Mapping) else value
            if kinds:
                added.type_param = list(kinds)
            if group:
                added.group = group
        lines = Contentlines.from_ical(card.serialize())  # type: ignore[no-untyped-call]
        return bytes(lines.to_ical())
