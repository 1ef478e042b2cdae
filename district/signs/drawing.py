"""From a company's facts to its sign, and from signs to the files that pages use.

Refuses to use anything but the facts, the slug and the theme's shapes: no clock, no chance, no other company.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from district.cache import NOWHERE, Cache, key_of
from district.district.facets import words_of
from district.reading import Entry
from district.signs.body import body, box
from district.signs.seed import Seed
from district.signs.shapes import Colour, Cut, Outline, Shapes

NAMESPACE = "http://www.w3.org/2000/svg"

# The words of one company in a facet, in the order in which they were written.
Wording = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True)
class Choice:
    """The letters of the alphabet that stand for a company, by their names."""

    outline: str
    # From the heel up.
    motifs: tuple[str, ...]
    # The token of the palette.
    colour: str


@dataclass(frozen=True)
class Sign(Choice):
    """A drawn sign: what was chosen for it, and its drawing."""

    slug: str
    cut: Cut
    body: str

    def symbol(self, name: str) -> str:
        """The drawing as a symbol with the id `name`, in the colour of the text around it."""
        return f'<symbol id="{name}" viewBox="{box(self.cut)}" {dress("currentColor")}>{self.body}</symbol>'

    def standalone(self, colour: str) -> str:
        """The drawing as a file of its own, in the given colour (as SVG writes colours)."""
        drawing = self.body.replace("currentColor", colour)
        return f'<svg xmlns="{NAMESPACE}" viewBox="{box(self.cut)}" {dress(colour)}>{drawing}</svg>\n'

    def inline(self) -> str:
        """The drawing as an element of a page, in the colour of the text around it; decorative."""
        named = f'class="sign sign-{self.colour}" aria-hidden="true" focusable="false"'
        return f'<svg {named} viewBox="{box(self.cut)}" {dress("currentColor")}>{self.body}</svg>'


@dataclass(frozen=True)
class Signs:
    """A company's sign in both cuts: bold for fields and cards, fine for where it stands large."""

    small: Sign
    large: Sign


def suits(shapes: Shapes, facets: Iterable[str]) -> bool:
    """Whether a district with these facets can be told by the shapes: another trade's soles would be a lie."""
    return bool({*shapes.outline_by, shapes.tread_by} & set(facets))


def draw_all(members: Iterable[Entry], shapes: Shapes, kept: Cache = NOWHERE) -> dict[str, Signs]:
    """The signs of companies, by their slugs, as drawn before with the same shapes: the cache is of these alone."""
    return {one.slug: Signs(draw(one, shapes, kept=kept), draw(one, shapes, large=True, kept=kept)) for one in members}


def dress(colour: str) -> str:
    """The attributes that every drawing of lines has."""
    return f'fill="none" stroke="{colour}" stroke-linecap="round" stroke-linejoin="round"'


def draw(member: Entry, shapes: Shapes, *, large: bool = False, kept: Cache = NOWHERE) -> Sign:
    """The sign of a company: the same bytes for the same slug, facts and shapes, always.

    With `large` it is cut finely, for pages and print; else boldly, for fields and cards.
    """
    return drawn(member.slug, _wording(member), shapes, large=large, kept=kept)


def drawn(slug: str, words: Wording, shapes: Shapes, *, large: bool = False, kept: Cache = NOWHERE) -> Sign:
    """The sign of whatever has a slug and words."""
    chosen = _chosen(words, shapes)
    cut = shapes.large if large else shapes.small
    drawing = kept.made(
        key_of(slug, "large" if large else "small", chosen.outline, *chosen.motifs),
        lambda: body(Seed(slug), shapes, cut, chosen.outline, chosen.motifs).encode(),
    )
    return Sign(chosen.outline, chosen.motifs, chosen.colour, slug, cut, drawing.decode())


def choose(member: Entry, shapes: Shapes) -> Choice:
    """What stands for a company, without drawing it."""
    return _chosen(_wording(member), shapes)


def _wording(member: Entry) -> Wording:
    return lambda facet: words_of(member, facet)


def _chosen(words: Wording, shapes: Shapes) -> Choice:
    outline = next(_by_words(words, shapes.outline_by, shapes.outlines), shapes.otherwise.outline)
    colour = next(_by_words(words, shapes.colour_by, shapes.colours), shapes.otherwise.colour)
    having = frozenset(words(shapes.tread_by))
    motifs = tuple(name for name, motif in shapes.motifs.items() if having & set(motif.for_))
    known = {word for motif in shapes.motifs.values() for word in motif.for_}
    if having - known or not motifs:
        motifs = (*motifs, shapes.otherwise.motif)
    return Choice(outline, motifs, colour)


def _by_words(words: Wording, facets: tuple[str, ...], shapes: Mapping[str, Outline | Colour]) -> Iterator[str]:
    """The shapes for a company's words: the first facet's first word first."""
    for facet in facets:
        for word in words(facet):
            for name, shape in shapes.items():
                if word in shape.for_.get(facet, ()):
                    yield name


def sprite(signs: Mapping[str, Sign]) -> bytes:
    """One SVG file with a symbol for each sign, its id being `s-` and the key; pages name it in `use`."""
    symbols = "\n".join(sign.symbol(f"s-{key}") for key, sign in sorted(signs.items()))
    return f'<svg xmlns="{NAMESPACE}">\n{symbols}\n</svg>\n'.encode()
