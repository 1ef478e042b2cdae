"""One making of the newsletter: content and theme to files in a folder.

Refuses to write anything as long as the content has errors or there is nothing to tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from district.building import Request, prepare
from district.newsletter.edition import edition
from district.newsletter.mail import mail
from district.newsletter.press import press_pack
from district.problems import Problem
from district.rendering import make_environment


@dataclass(frozen=True)
class Made:
    """What was written, or the problems that kept it from being written."""

    files: tuple[Path, ...]
    problems: tuple[Problem, ...] = ()


def make(request: Request, since: date) -> Made:
    """Writes the newsletter and the press packs into the request's output folder."""
    ready = prepare(request, make_environment(request.theme))
    if ready.site is None or ready.renderer is None:
        return Made((), tuple(problem for problem in ready.problems if problem.is_error))
    told = edition(ready.site.district, since)
    if not told:
        return Made(())
    letter = mail(ready.renderer, told)
    files = {
        "newsletter.eml": letter.draft,
        "newsletter.html": letter.html.encode(),
        "newsletter.txt": letter.text.encode(),
        **{f"press-{event.slug}.zip": press_pack(ready.site, event) for event in told.held},
    }
    request.output.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (request.output / name).write_bytes(content)
    return Made(tuple(request.output / name for name in files))
