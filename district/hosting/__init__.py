"""What hosts are to do with a published site: caching, compression, redirects, headers, in the words of each server.

Refuses to be needed: on a host that takes no rules the site works all the same.
"""

from district.hosting.caching import FRESH, IMMUTABLE, is_fingerprinted

__all__ = ["FRESH", "IMMUTABLE", "is_fingerprinted"]
