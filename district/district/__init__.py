"""All entries with their references resolved: who is where, what cites what, what is next.

Refuses to read files, to build addresses and to report problems: the checks do that.
"""

from district.district.choices import choices, orders, plain, spot
from district.district.facets import Facet, FacetWord
from district.district.whole import District, build_district

__all__ = ["District", "Facet", "FacetWord", "build_district", "choices", "orders", "plain", "spot"]
