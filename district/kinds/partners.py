"""Partners: bodies that work with the network.

Refuses members: these have a kind of their own.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field

from district.kinds.base import Facts
from district.kinds.contacts import Url
from district.kinds.shared import Address, Logo, Source
from district.kinds.values import Line, Word, WordOf


class Partner(Facts):
    """A partner of the network."""

    kind: ClassVar[str] = "partners"
    named: ClassVar[bool] = True
    text_required: ClassVar[bool] = False
    asked: ClassVar[tuple[str, ...]] = ("website",)

    name: Line = Field(examples=["Lucense"])
    role: Annotated[Word, WordOf("partner-roles")] = Field(examples=["ricerca"])
    website: Url | None = None
    address: Address | None = None
    logo: Logo | None = None
    sources: tuple[Source, ...] = ()

    def sort_key(self) -> tuple[Any, ...]:
        """By role, then by name."""
        return (self.role.key, self.name.casefold())
