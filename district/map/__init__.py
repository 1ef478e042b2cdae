"""The map: places with their companies, laid on a sheet of any size, each name where it covers nothing.

Refuses to draw and to fetch: positions are all it gives, in the sheet's own unit, for the theme's
templates and for the catalogue alike.
"""

from district.map.labels import Box, Label
from district.map.sheet import Map, Place, Scale, Sheet, Spot, lay_out

__all__ = ["Box", "Label", "Map", "Place", "Scale", "Sheet", "Spot", "lay_out"]
