"""Signs: each company's sole print, drawn from its facts with the theme's shapes.

Refuses to know what the shapes show: outlines, motifs, colours and the words they stand for are in the
theme's soles/soles.yaml.
"""

from district.signs.drawing import Sign, Signs, draw, draw_all, sprite, suits
from district.signs.legend import Legend, Letter, legend
from district.signs.mark import Mark, mark
from district.signs.shapes import Shapes
from district.signs.source import kept_drawings, read_shapes

__all__ = [
    "Legend",
    "Letter",
    "Mark",
    "Shapes",
    "Sign",
    "Signs",
    "draw",
    "draw_all",
    "kept_drawings",
    "legend",
    "mark",
    "read_shapes",
    "sprite",
    "suits",
]
