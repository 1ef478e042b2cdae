"""The alphabet of signs: each outline, motif and colour with the words of the district that it stands for.

Refuses to show letters that no company uses, unless it is asked for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from district.district import District
from district.district.facets import FacetWord
from district.signs.body import alone, box, swatch
from district.signs.drawing import NAMESPACE, Choice, choose, dress
from district.signs.shapes import Shapes, Standing

T = TypeVar("T")


@dataclass(frozen=True)
class Letter:
    """A letter of the alphabet: its name in soles.yaml, its words, and its drawing (none for a colour).

    `fallback` says that it also stands for whatever has no letter of its own.
    """

    name: str
    words: tuple[FacetWord, ...]
    fallback: bool
    view: str = ""
    body: str = ""

    def symbol(self, name: str) -> str:
        """The drawing as a symbol with the id `name`, in the colour of the text around it."""
        return f'<symbol id="{name}" viewBox="{self.view}" {dress("currentColor")}>{self.body}</symbol>'

    def inline(self) -> str:
        """The drawing as an element of a page, in the colour of the text around it; decorative."""
        return (
            f'<svg class="letter" aria-hidden="true" focusable="false" viewBox="{self.view}" '
            f"{dress('currentColor')}>{self.body}</svg>"
        )

    def standalone(self, colour: str) -> str:
        """The drawing as a file of its own, in the given colour (as SVG writes colours)."""
        drawing = self.body.replace("currentColor", colour)
        return f'<svg xmlns="{NAMESPACE}" viewBox="{self.view}" {dress(colour)}>{drawing}</svg>\n'


@dataclass(frozen=True)
class Legend:
    """The letters in use, each group in the order of soles.yaml (motifs: of the work)."""

    outlines: tuple[Letter, ...]
    motifs: tuple[Letter, ...]
    colours: tuple[Letter, ...]


def legend(shapes: Shapes, district: District, *, everything: bool = False) -> Legend:
    """The alphabet as the district's companies use it; with `everything`, all of the theme's letters."""
    chosen = [choose(member, shapes) for member in district.members]
    outlines = [
        Letter(name, _words(district, shape.for_), name == shapes.otherwise.outline, box(shapes.large), drawing)
        for name, shape in _used(shapes.outlines.items(), (one.outline for one in chosen), everything=everything)
        if (drawing := alone(shape, shapes.large))
    ]
    motifs = []
    for name, motif in _used(shapes.motifs.items(), _motifs(chosen), everything=everything):
        view, drawing = swatch(motif, shapes.large)
        words = _words(district, {shapes.tread_by: motif.for_})
        motifs.append(Letter(name, words, name == shapes.otherwise.motif, view, drawing))
    colours = [
        Letter(name, _words(district, colour.for_), name == shapes.otherwise.colour)
        for name, colour in _used(shapes.colours.items(), (one.colour for one in chosen), everything=everything)
    ]
    return Legend(tuple(outlines), tuple(motifs), tuple(colours))


def _motifs(chosen: Iterable[Choice]) -> Iterator[str]:
    for one in chosen:
        yield from one.motifs


def _used(items: Iterable[tuple[str, T]], names: Iterable[str], *, everything: bool) -> Iterator[tuple[str, T]]:
    used = set(names)
    return ((name, shape) for name, shape in items if everything or name in used)


def _words(district: District, standing: Standing) -> tuple[FacetWord, ...]:
    """The district's words that a letter stands for; those that its vocabularies lack are passed over."""
    found = (district.word(facet, key) for facet, keys in standing.items() for key in keys)
    return tuple(word for word in found if word)
