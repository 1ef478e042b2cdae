"""What a build says when it is done: problems, and what was made.

Refuses to say more than a screen can hold well when there is nothing wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from district.problems import Problem, print_problems, summary
from district.problems.messages import term

if TYPE_CHECKING:
    from district.building import Report, Request


def tell(request: Request | None, report: Report | None, problems: Sequence[Problem], language: str) -> str:
    """All errors; all notices of a publishing, the count of a preview's; what was written."""
    errors = [problem for problem in problems if problem.is_error]
    every = request is not None and request.publish
    shown = problems if every else errors
    lines = [print_problems(shown, "text", language), summary(problems, language)]
    if not every and len(errors) < len(problems):
        lines.append(f" ({term('notices-how', language)})")
    lines.append("\n")
    if report is None:
        lines.append(term("stopped", language) + "\n")
    else:
        lines.append(
            term("built", language).format(
                pages=report.pages, languages=report.languages, changed=report.changed, removed=report.removed
            )
            + "\n"
        )
        if report.left_out:
            parts = ", ".join(f"{count} {term(why, language)}" for why, count in report.left_out.items())
            lines.append(f"{term('left-out', language)}: {parts}\n")
    return "".join(lines)
