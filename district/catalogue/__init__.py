"""The catalogue: the network's companies on paper, a PDF in each language, and a sheet for each company.

Refuses to design: theme/print has the templates; and to print what the pages do not say.
"""

from district.catalogue.printing import SECTION, catalogue, catalogues, sheets
from district.catalogue.selection import WHOLE, Selection, UnknownError, select

__all__ = ["SECTION", "WHOLE", "Selection", "UnknownError", "catalogue", "catalogues", "select", "sheets"]
