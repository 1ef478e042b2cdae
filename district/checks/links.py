"""Rules about what texts hold: links that lead to what is there, and no code.

Refuses to ask other hosts whether theirs are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from district.checks.references import about_reference
from district.district import District
from district.kinds.values import Reference
from district.plan import Plan
from district.problems import Place, Problem, nearest
from district.reading import Content, Entry, Text
from district.reading.links import Link, read_link
from district.reading.markup import Target


def links_lead_somewhere(content: Content, district: District, plan: Plan, now: datetime) -> Iterator[Problem]:
    """A link in a text leads to something that is there and has a page (T104, T105, T107 to T109)."""
    for entry in content.entries.values():
        for text in entry.texts.values():
            met: Counter[str] = Counter()
            for target in text.targets:
                met[target.address] += 1
                for code, details in _about(district, plan, entry, text, target):
                    place = _place(text, target, met[target.address])
                    yield Problem(code, place, {"value": target.address, **details})
                link = read_link(target)
                if link.reference:
                    for problem in about_reference(content, link.reference, entry.facts, now):
                        yield replace(problem, place=_place(text, target, met[target.address]))


def texts_hold_no_code(content: Content) -> Iterator[Problem]:
    """A text holds no HTML that no page would show: scripts, styles, forms, frames, event handlers (T110)."""
    for entry in content.entries.values():
        for text in entry.texts.values():
            for found in text.markup.left_out if "<" in text.body else ():
                written = found.rstrip(">")
                yield Problem("T110", text.source.place_of(written, after_line=text.body_line), {"value": found})


def _place(text: Text, target: Target, time: int) -> Place:
    """Where a target is written for the first, second… time in a text, else the text's first line."""
    written = target.address.replace("%7B", "{").replace("%7D", "}")
    # Not within a longer address, nor among the words of the text.
    whole = re.compile(r"(?<=[(<\"' ])" + re.escape(written) + r"(?=[)>\"'\s]|$)")
    for number, line in enumerate(text.source.lines[text.body_line :], text.body_line + 1):
        for found in whole.finditer(line):
            time -= 1
            if not time:
                return text.source.place(number, found.start() + 1, len(written))
    return text.source.place_of(written, after_line=text.body_line)


Finding = tuple[str, dict[str, str]]


def _about(district: District, plan: Plan, entry: Entry, text: Text, target: Target) -> Iterator[Finding]:
    link = read_link(target)
    if link.refused:
        yield link.refused, {}
    elif link.file:
        yield from _about_file(entry, target, link)
    elif link.reference:
        yield from _about_entry(district, plan, text.language, link.reference, link.anchor)
    elif link.anchor not in text.markup.anchors:
        yield "T108", {"anchor": link.anchor, "nearest": nearest(link.anchor, text.markup.anchors)}


def _about_file(entry: Entry, target: Target, link: Link) -> Iterator[Finding]:
    """Pictures in a text are among the entry's pictures (alternative text, credit), documents among its documents."""
    field = "pictures" if target.attribute == "src" else "documents"
    named = [item.file for item in getattr(entry.facts, field)]
    if link.file not in named and not entry.document.is_doubtful(field):
        yield "T107", {"nearest": nearest(link.file, named), "choices": ", ".join(named)}


def _about_entry(
    district: District,
    plan: Plan,
    language: str,
    named: Reference,
    anchor: str,
) -> Iterator[Finding]:
    target = district.entry(named)
    if target is None:
        return  # whether it may be named at all is asked elsewhere
    if plan.page(target.key, language) is None and language in district.languages:
        yield "T109", {}
    elif anchor:
        text = district.text(target, language)
        anchors = text.markup.anchors if text else frozenset()
        if anchor not in anchors:
            yield "T108", {"anchor": anchor, "nearest": nearest(anchor, anchors)}
