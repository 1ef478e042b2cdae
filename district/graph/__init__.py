"""Structured data: what a page shows, as one linked graph of schema.org for those who read with programs.

Refuses to say anything that the page does not show. A kind of entry is one function in a module here, and its line in
`whole.py`. Sources: https://schema.org and https://www.w3.org/TR/json-ld11/
"""

from district.graph.whole import graph_of, printed

__all__ = ["graph_of", "printed"]
