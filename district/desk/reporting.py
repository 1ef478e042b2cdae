"""What an event needs once it is over: a report in every language, and the fields that only then can be filled.

Refuses an event that is not over yet, and to change what is there: it adds files, and comments at the end of the facts.
"""

from __future__ import annotations

from pathlib import Path

from district.clock import Clock
from district.desk.known import known_of
from district.desk.making import Made, RefusedError, text_file
from district.desk.skeleton import field_lines
from district.desk.texts import said
from district.kinds.events import Event
from district.kinds.shape import shapes
from district.kinds.values import Reference
from district.problems import nearest
from district.reading import Content, Entry

REPORT = "report"
AFTERWARDS = ("figures", "press", "pictures", "documents")


def event_report(content: Content, slug: str, clock: Clock, language: str) -> Made:
    """Writes the missing reports of an event and adds what else it may now tell to its facts, as comments.

    Returns the files written; none where all was there already.
    """
    entry = content.entries.get(Reference("events", slug.removeprefix("events/")))
    if entry is None or not isinstance(entry.facts, Event):
        slugs = [one.slug for one in content.entries if one.kind == "events"]
        raise RefusedError("no_event", given=slug, near=nearest(slug, slugs))
    if not entry.facts.is_past(clock.now):
        raise RefusedError("event_not_over", given=entry.slug, day=str(entry.facts.finish))
    folder = content.root / "events" / entry.slug
    known = known_of(content, language)
    paths = []
    for code in known.languages:
        path = folder / f"{REPORT}.{code}.md"
        if not path.exists():
            path.write_text(text_file(REPORT, code, "", "", language), encoding="utf-8", newline="\n")
            paths.append(path)
    if added := _added(content, entry, folder / "facts.yaml", language):
        paths.append(added)
    return Made(tuple(paths))


def _added(content: Content, entry: Entry, path: Path, language: str) -> Path | None:
    """The facts with a comment for each field of afterwards that they do not speak of; None where they do of all."""
    raw = path.read_bytes()
    text = raw.decode("utf-8-sig")
    known = known_of(content, language)
    there = {line.lstrip("# ").partition(":")[0] for line in text.splitlines() if not line.startswith((" ", "-"))}
    wanted = [one for one in shapes(type(entry.facts)) if one.name in AFTERWARDS and one.name not in there]
    if not wanted:
        return None
    lines = ["", f"# {said('afterwards', language)}"]
    for one in sorted(wanted, key=lambda one: AFTERWARDS.index(one.name)):
        lines += ["", *field_lines(one, None, known, language)]
    ending = "\r\n" if b"\r\n" in raw else "\n"
    before = "" if text.endswith("\n") or not text else ending
    path.write_bytes(raw + (before + ending.join(lines) + ending).encode())
    return path
