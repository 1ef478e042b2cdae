"""What every entry's facts have, and what a kind of entry says about itself.

Refuses to know any kind in particular.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, ClassVar

from pydantic_core import core_schema

from district.kinds.moments import Day, Moment
from district.kinds.shared import Aim, Document, Picture
from district.kinds.values import DEVICES, Flag, Model, Parsed, refuse, text_of

# What an old page's file could be called. Other files, feeds and pictures say, are no pages to lead on from.
PAGE_ENDINGS = (".html", ".htm", ".php", ".asp", ".aspx", ".jsp")


class OldAddressText(Parsed):
    """An address that this site or an older one once had: a path from the root, `/blog/2021/x/`."""

    def parse(self, raw: Any, info: core_schema.ValidationInfo) -> str:
        """The path with a slash at both ends (or the name of a file), or F133."""
        text = text_of(raw)
        steps = text.strip("/").split("/")
        safe = all(_may_be_a_folder(step) and all(s.isalnum() or s in "-_.~" for s in step) for step in steps)
        is_file = "." in steps[-1]
        if not text.startswith("/") or not safe or (is_file and not steps[-1].lower().endswith(PAGE_ENDINGS)):
            raise refuse("F133", text)
        return "/" + "/".join(steps) + ("" if is_file else "/")


def _may_be_a_folder(step: str) -> bool:
    """Whether every machine can make a folder or a file of a name: nothing hidden, no dot at its end, no device."""
    return bool(step) and "." not in {step[0], step[-1]} and not DEVICES.fullmatch(step.partition(".")[0].lower())


OldAddress = Annotated[str, OldAddressText()]


class Facts(Model):
    """What is the same in every language about one entry.

    A kind is a subclass with `kind` (its folder), `texts` (the texts an entry may have, the first
    of which every language should have) and `named` (whether `name` stands in for a title).
    """

    kind: ClassVar[str]
    texts: ClassVar[tuple[str, ...]] = ("text",)
    named: ClassVar[bool] = False
    text_required: ClassVar[bool] = True
    # What `invoke new` asks for besides what is required, in this order: `address.hamlet`.
    asked: ClassVar[tuple[str, ...]] = ()

    sample: Flag = False
    draft: Flag = False
    publish_on: Day | None = None
    updated_on: Day | None = None
    aims: tuple[Aim, ...] = ()
    aliases: tuple[OldAddress, ...] = ()
    pictures: tuple[Picture, ...] = ()
    documents: tuple[Document, ...] = ()

    def is_published(self, moment: datetime) -> bool:
        """Whether the entry may be shown to the public at `moment` (a sample never is)."""
        waiting = self.publish_on is not None and self.publish_on.start > moment
        return not (self.sample or self.draft or waiting)

    def sort_key(self) -> tuple[Any, ...]:
        """The order of the kind's lists, before the slug; smaller comes first."""
        return ()

    def moments_of_change(self) -> tuple[Moment | None, ...]:
        """The moments after whose end pages of this entry look different, without an edit."""
        return ()


def newest_first(moment: Moment | None) -> tuple[float]:
    """A sort key that puts later moments first and unknown ones last."""
    return (-moment.start.timestamp() if moment else float("inf"),)
