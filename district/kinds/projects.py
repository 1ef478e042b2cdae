"""Projects: research, development, European ones; with funding and what supporting it obliges to.

Refuses a CUP code of the wrong form (Italian public investments: 15 letters and digits).
"""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import core_schema

from district.kinds.base import Facts, newest_first
from district.kinds.contacts import Url
from district.kinds.moments import Moment, When
from district.kinds.shared import Money, Party, Source, in_turn
from district.kinds.values import Line, Parsed, Words, refuse, text_of


class CupText(Parsed):
    """A Codice Unico di Progetto: a letter, two digits, a letter, eleven digits (delibera CIPE 143/2002)."""

    form = re.compile(r"[A-Z]\d{2}[A-Z]\d{11}", re.ASCII)

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> str:
        """The code in capitals, or F120."""
        text = text_of(raw)
        code = text.replace(" ", "").upper()
        if not self.form.fullmatch(code):
            raise refuse("F120", text)
        return code


class Project(Facts):
    """A piece of work with a beginning, an end and somebody who pays."""

    kind: ClassVar[str] = "projects"
    texts: ClassVar[tuple[str, ...]] = ("text", "results")
    asked: ClassVar[tuple[str, ...]] = ("acronym", "start", "website")

    acronym: Line | None = None
    status: Literal["planned", "running", "finished"] = Field(examples=["running"])
    # When the status was last heard of: what runs today may have ended without a word.
    status_as_of: When | None = None
    start: When | None = None
    end: When | None = None
    programme: Words | None = None
    funders: tuple[Party, ...] = ()
    partners: tuple[Party, ...] = ()
    budget: Money | None = None
    grant: Money | None = None
    cup: Annotated[str, CupText()] | None = None
    # The statement and the emblem that a supported project must show are made from this.
    support: Literal["eu", "nextgenerationeu"] | None = None
    website: Url | None = None
    sources: tuple[Source, ...] = ()

    @model_validator(mode="after")
    def _in_turn(self) -> Self:
        in_turn(self.start, self.end, at="end")
        return self

    def sort_key(self) -> tuple[Any, ...]:
        """Running ones first, then the planned, then the finished, each latest first."""
        return (("running", "planned", "finished").index(self.status), *newest_first(self.start))

    def moments_of_change(self) -> tuple[Moment | None, ...]:
        """None: a project's status is written, not guessed from its dates."""
        return ()
