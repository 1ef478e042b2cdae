"""How a build's seconds are told: a line for each stage with what it did, and for all; it refuses to measure."""

from collections.abc import Mapping

from district.commands.texts import message
from district.stages import COUNTS, REST, STAGES

WIDTH = 38


def profiled(seconds: Mapping[str, float], counts: Mapping[str, int], language: str) -> str:
    """A line for each stage that there was, in their order, with its part of the whole and how many things it did."""
    total = sum(seconds.values())
    lines = [
        _line(message(f"stage_{name}", language), seconds[name], seconds[name] / total)
        + _counted(name, counts, language)
        for name in (*STAGES, REST)
        if name in seconds
    ]
    return "\n".join([message("profile", language), *lines, _line(message("stage_all", language), total, 1.0)]) + "\n"


def _counted(name: str, counts: Mapping[str, int], language: str) -> str:
    found = [message(f"count_{one}", language, count=counts[one]) for one in COUNTS.get(name, ()) if one in counts]
    return f"  {', '.join(found)}" if found else ""


def _line(name: str, seconds: float, part: float) -> str:
    return f"  {name:<{WIDTH}}{seconds:8.2f} s {part:5.0%}"
