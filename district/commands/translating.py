"""The command that says how the translations stand, and records that one has been brought up to its source.

It refuses to translate, and to record anything but what it is told to.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.context import Context
from invoke.tasks import task

from district.commands.options import folder, language, refuse, unforeseen
from district.commands.texts import message

if TYPE_CHECKING:
    from district.reading import Content, Entry
    from district.reading.translation import Translation

EVERY = "all"


@task(auto_shortflags=False)
def translations(context: Context, *, content: str = "", accept: str = "", lang: str = "") -> None:
    """List the missing, stale and unrecorded translations, or record those of an entry."""
    told_in = language(context, lang)
    with unforeseen():
        from district.clock import read_clock
        from district.reading import read

        found, _problems = read(folder(content, "content"), read_clock())
        spoken = tuple(one.code for one in found.site.facts.languages) if found.site else ()
        if accept:
            chosen = [entry for entry in found.entries.values() if accept in {EVERY, entry.key, entry.slug}]
            if not chosen:
                refuse("no_entry", told_in, given=accept)
            sys.stdout.write("".join(_accepted(found, chosen, spoken, told_in)))
        else:
            sys.stdout.write("".join(_listed(found, spoken, told_in)))


def _accepted(content: Content, entries: Iterable[Entry], spoken: tuple[str, ...], told_in: str) -> Iterator[str]:
    """Records every translation of the entries as made from its source as it stands; says which."""
    from district.reading.translation import recorded, translations

    for entry in entries:
        for one in translations(entry, spoken):
            written = recorded(one.source, one.text)
            if written == one.text.source.text:
                continue
            path = content.root / Path(one.text.source.path).relative_to(content.root.name)
            path.write_text(written, encoding="utf-8", newline="\n")
            yield message("accepted", told_in, path=one.text.source.path) + "\n"


def _listed(content: Content, spoken: tuple[str, ...], told_in: str) -> Iterator[str]:
    """A block for each translation that wants a hand, and a last line that counts them all."""
    from district.reading.translation import STALE, translations

    counts = {"missing": 0, "stale": 0, "unrecorded": 0, "current": 0}
    for _reference, entry in sorted(content.entries.items()):
        for name, code in _missing(entry, spoken):
            counts["missing"] += 1
            words = sum(len(text.body.split()) for text in entry.texts.values() if text.name == name)
            yield message("missing_text", told_in, entry=entry.key, file=f"{name}.{code}.md", words=words) + "\n"
        for one in translations(entry, spoken):
            counts[one.state] += 1
            if one.state == STALE:
                yield from _stale(one, told_in)
    yield message("translations", told_in, **counts) + "\n"


def _missing(entry: Entry, spoken: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The texts that an entry has in one language and not in another."""
    for name in entry.facts.texts:
        there = [code for code in spoken if (name, code) in entry.texts]
        yield from ((name, code) for code in spoken if there and code not in there)


def _stale(one: Translation, told_in: str) -> Iterator[str]:
    """The changed paragraphs, each beside the paragraph of the translation that stands in its place."""
    from district.reading.translation import paragraphs

    words = sum(len(part.split()) for part in one.changed)
    yield message("stale_text", told_in, path=one.text.source.path, count=len(one.changed), words=words) + "\n"
    source, made = paragraphs(one.source), paragraphs(one.text)
    for part in one.changed:
        number = source.index(part)
        yield f"    {one.source.language} | {part}\n"
        yield f"    {one.text.language} | {made[number] if number < len(made) else '—'}\n"
