"""The sites that several claims look at, as the tests of whole sites build them."""

from tests.site.conftest import bare, cache, full, preview

__all__ = ["bare", "cache", "full", "preview"]
