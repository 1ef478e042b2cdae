"""Pictures to derivatives: smaller, upright, in sRGB, without any data about where they were taken.

Refuses to blow a picture up, to publish an original, and to trust a name: what a file is, its content says.
"""

from district.pictures.deriving import Derivative, Derived, upright
from district.pictures.store import Pictures
from district.pictures.vector import UnfitError

__all__ = ["Derivative", "Derived", "Pictures", "UnfitError", "upright"]
