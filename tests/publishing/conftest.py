"""The cache of pictures, fonts and compressed twins that all sites of a run share."""

from tests.site.conftest import cache

__all__ = ["cache"]
