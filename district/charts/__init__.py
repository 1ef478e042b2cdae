"""Charts: what the companies say of themselves, counted; and who does which step of an ordered facet.

Refuses to draw: the theme's templates do, and the catalogue.
"""

from district.charts.chain import Chain, chain_of
from district.charts.counting import LEAST, Bar, Chart, by_size, by_word, charts_of

__all__ = ["LEAST", "Bar", "Chain", "Chart", "by_size", "by_word", "chain_of", "charts_of"]
