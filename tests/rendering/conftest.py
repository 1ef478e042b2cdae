"""The site that these claims look at, as the tests of whole sites build it."""

from tests.site.conftest import cache, full

__all__ = ["cache", "full"]
