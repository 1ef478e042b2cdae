"""What the operating system refuses to a build, told to its editor.

Refuses to guess a remedy from the number of an error: room and permissions are what there is to look at.
"""

from __future__ import annotations

from pathlib import Path

from district.building.request import Request
from district.problems import Place, Problem


def unwritten(request: Request, error: OSError) -> Problem:
    """B142: the file that could not be written or read, and why."""
    named = error.filename2 or error.filename
    path = Path(str(named)) if named else request.output
    return Problem("B142", Place(path.name), {"value": str(path), "reason": error.strerror or str(error)})
