"""The maker's mark: a small stamp that a seed chooses, for the waist of a sole.

Refuses to mean anything: it tells apart companies of the same facts.
"""

from __future__ import annotations

import math

from district.signs.pen import Pen
from district.signs.seed import Seed

FORMS = ("star", "petals", "dots", "sparks", "wheel", "flower")
COUNTS = (3, 4, 5, 6, 8)


def seal(pen: Pen, seed: Seed, spot: tuple[float, float, float]) -> None:
    """Draws a mark with the pen, to be filled even-odd; `spot` is the centre and the radius in units."""
    form, count, turn = seed.one_of(FORMS), seed.one_of(COUNTS), seed.between(0, 1, 15)
    x, y, radius = spot

    def at(step: float, away: float) -> tuple[float, float]:
        angle = 2 * math.pi * (step + turn) / count
        return x + radius * away * math.sin(angle), y - radius * away * math.cos(angle)

    if form not in {"sparks", "flower"}:
        pen.ring((x, y), radius)
    if form in {"star", "sparks"}:
        pen.move(at(0, 0.8 if form == "star" else 1.15))
        for step in range(1, 2 * count):
            away = 0.8 if form == "star" else 1.15
            pen.line(at(step / 2, 0.36 if step % 2 else away))
        pen.close()
    elif form in {"petals", "flower"}:
        size = 0.5 if form == "petals" else 0.75
        pen.move(at(0.5, size * 0.7))
        for step in range(count):
            pen.bow(at(step + 1, size * 2), at(step + 1.5, size * 0.7))
    else:
        for step in range(count):
            pen.ring(at(step, 0.56), radius * min(0.25, 1.2 / count))
    if form in {"wheel", "flower", "sparks"}:
        pen.ring((x, y), radius * 0.2)
