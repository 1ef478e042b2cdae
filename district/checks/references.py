"""Rules about who may name whom.

Refuses to look at texts: links in these have rules of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from district.checks.languages import documents
from district.kinds import KINDS, Facts
from district.kinds.grants import Grant, Grants
from district.kinds.values import NETWORK, Reference
from district.kinds.values import Path as FactPath
from district.problems import Place, Problem, nearest
from district.reading import Content
from district.reading.entry import Document

# Where something stands is only looked for when something is wrong with it: nearly all is right.
NOWHERE = Place("")


def named_entries_exist(content: Content, now: datetime) -> Iterator[Problem]:
    """What facts name exists (R101), and may be named from there (R102, R103, R104)."""
    for document in documents(content):
        for path, value in document.leaves:
            if isinstance(value, Reference) and document.stands(path):
                by: Facts | Grant | None = document.facts if isinstance(document.facts, Facts) else None
                if isinstance(document.facts, Grants) and isinstance(path[1], int):
                    by = document.facts.grants[path[1]]
                yield from placed(about_reference(content, value, by, now), document, path)


def placed(problems: Iterable[Problem], document: Document[Any], path: FactPath) -> Iterator[Problem]:
    """Problems of a value, with the place where a document says it."""
    return (replace(problem, place=document.place(path)) for problem in problems)


def about_reference(content: Content, named: Reference, by: Facts | Grant | None, now: datetime) -> Iterator[Problem]:
    """The problem of one reference, if any, without its place. `by` is who names it; None stands for the network."""
    if named.kind == NETWORK or named in content.unreadable:
        return
    details = {"value": str(named)}
    target = content.entries.get(named)
    if target is None:
        slugs = [reference.slug for reference in content.entries if reference.kind == named.kind]
        if named.kind in KINDS:
            yield Problem("R101", NOWHERE, {**details, "nearest": nearest(named.slug, slugs), "kind": named.kind})
        else:
            kind = nearest(named.kind, KINDS)
            near = f"{kind}/{named.slug}" if kind else ""
            yield Problem("R101", NOWHERE, {**details, "nearest": near, "kind": kind or "…"})
        return
    facts = target.facts
    if by is not None and by.sample:
        return
    if facts.sample:
        yield Problem("R102", NOWHERE, details)
    elif not isinstance(by, Facts) or by.is_published(now):
        if facts.draft:
            yield Problem("R103", NOWHERE, details)
        elif not facts.is_published(now):
            yield Problem("R104", NOWHERE, {**details, "date": str(facts.publish_on)})
