"""grants.yaml: public grants received, as Law 124/2017 (art. 1, c. 125-129) wants them published.

Refuses grants that were only announced: a row is money collected, on a day.
"""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import model_validator

from district.kinds.contacts import Tax
from district.kinds.moments import Day
from district.kinds.shared import Money
from district.kinds.values import Flag, Line, Model, Percent, Reference, RefersTo, Words, refuse


class Grant(Model):
    """One grant received by the network or by a member that has no site of its own."""

    grantor: Line
    grantor_tax_code: Tax | None = None
    recipient: Annotated[Reference, RefersTo("members", network=True)]
    amount: Money
    date: Day
    reason: Words
    eu_share: Percent | None = None
    sample: Flag = False

    @model_validator(mode="after")
    def _exact(self) -> Self:
        if self.amount.approximate:
            raise refuse("F136", self.amount.amount, at="amount")
        return self


class Grants(Model):
    """The register, by any order; pages show it by year."""

    grants: tuple[Grant, ...] = ()
