"""What of the content is open data: which tables, which columns, and what each column says of a thing.

Refuses every format, and persons: whoever is named to be spoken to is left out altogether. A new table is a module
with a function that gives a Dataset, and its line here.
"""

from __future__ import annotations

from district.data import events, grants, members, projects
from district.data.said import Said, told
from district.data.tables import Column, Dataset, Kind
from district.district import District

__all__ = ["Column", "Dataset", "Kind", "Said", "datasets", "told"]

_MAKERS = (members.dataset, events.dataset, projects.dataset, grants.dataset)


def datasets(district: District) -> tuple[Dataset, ...]:
    """Every table of a district, with the columns that its facets and measures add."""
    return tuple(make(district) for make in _MAKERS)
