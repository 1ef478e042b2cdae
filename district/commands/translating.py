"""The command that says how the translations stand, and records that one has been brought up to its source.

It refuses to translate, and to record anything but what it is told to.
"""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.context import Context
from invoke.tasks import task

from district.commands.options import ROOT, folder, language, leave, refuse, unforeseen
from district.commands.options import clock as asked_clock
from district.commands.texts import message

if TYPE_CHECKING:
    from district.kinds.site import Language
    from district.reading import Content, Entry
    from district.reading.translation import Translation

EVERY = "all"
PSEUDO = "output-pseudo"
WIDEST = 160


@task(auto_shortflags=False)
def translations(  # noqa: PLR0913 - one parameter per option
    context: Context,
    *,
    content: str = "",
    theme: str = "",
    accept: str = "",
    pseudo: bool = False,
    output: str = "",
    now: str = "",
    lang: str = "",
) -> None:
    """List the missing, stale and unrecorded translations, record those of an entry, or show what escapes them."""
    told_in = language(context, lang)
    with unforeseen():
        from district.reading import read

        found, _problems = read(folder(content, "content"), asked_clock(now, told_in))
        if found.site is None:
            refuse("no_site", told_in)
        languages = found.site.facts.languages
        spoken = tuple(one.code for one in languages)
        if pseudo:
            leave(_build_pseudo(found, folder(theme, "theme"), folder(output, PSEUDO), now, told_in))
        elif accept:
            chosen = [entry for entry in found.entries.values() if accept in {EVERY, entry.key, entry.slug}]
            if not chosen:
                refuse("no_entry", told_in, given=accept)
            sys.stdout.write("".join(_accepted(found, chosen, spoken, told_in)))
        else:
            sys.stdout.write("".join(_listed(found, spoken, told_in)))
            sys.stdout.write("".join(_strings(folder(theme, "theme"), languages, told_in)))


def _build_pseudo(content: Content, theme: Path, output: Path, now: str, told_in: str) -> int:
    """Builds a preview in which every string of the theme is marked, and tells what escaped; 1 if something did."""
    from district.desk.escaped import escaped
    from district.desk.translating import pseudo_theme
    from district.plugin.run import Options, build

    assert content.site is not None
    languages = content.site.facts.languages
    made = pseudo_theme(theme, ROOT / ".cache" / "pseudo" / "theme", languages)
    options = Options(content.root, made, output, now=now, language=told_in, prints=False, guide=False)
    status = build(options).status
    if status:
        return status
    found = list(escaped(output, content.root, languages))
    for page, text in found:
        sys.stdout.write(f"{page}: {text}\n")
    sys.stdout.write(message("pseudo", told_in, path=output, count=len(found)) + "\n")
    return 1 if found else 0


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
    """A block for each translation that wants a hand, what there is to translate, and a line that counts them all."""
    from district.desk.translating import made, missing, words_to_translate
    from district.reading.translation import STALE

    counts = Counter({"missing": 0, "stale": 0, "unrecorded": 0, "current": 0})
    for lacking in missing(content, spoken):
        counts["missing"] += 1
        file = f"{lacking.name}.{lacking.language}.md"
        yield message("missing_text", told_in, entry=lacking.entry.key, file=file, words=lacking.words) + "\n"
    for one in made(content, spoken):
        counts[one.state] += 1
        if one.state == STALE:
            yield from _stale(one, told_in)
    words = {code: count for code, count in words_to_translate(content, spoken).items() if count}
    for code, count in words.items():
        yield message("words_to_translate", told_in, into=code, words=count) + "\n"
    yield message("translations", told_in, **counts) + "\n"


def _stale(one: Translation, told_in: str) -> Iterator[str]:
    """What changed in the source beside what stands in its place in the translation, in two columns."""
    from district.desk.translating import side_by_side
    from district.reading.translation import beside

    width = min(shutil.get_terminal_size((100, 24)).columns, WIDEST) - 4
    words = sum(len(part.split()) for part in one.changed)
    yield message("stale_text", told_in, path=one.text.source.path, count=len(one.changed), words=words) + "\n"
    for left, right in ((one.source.language, one.text.language), *beside(one)):
        yield "".join(f"    {line}\n" for line in side_by_side(left, right, width))


def _strings(theme: Path, languages: Sequence[Language], told_in: str) -> Iterator[str]:
    """A line for each language of the theme's strings, and one for each string that is not translated."""
    from district.desk.translating import strings_of

    for one in strings_of(theme, languages, ROOT / ".cache"):
        counts = Counter(problem.code for problem in one.problems)
        done = one.total - len(one.problems)
        values = {"into": one.language, "done": done, "total": one.total, "guessed": counts["N121"]}
        yield message("theme_strings", told_in, **values) + "\n"
        for problem in one.problems:
            yield f"    {problem.details['value']}  ({problem.details['template']})\n"
