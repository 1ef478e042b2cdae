"""The guide for editors: its chapters as pages of a preview, and those of them that are made from the code.

What is written by hand stands in docs/guide/<language>/. Refuses to be published: it is about the site, not of it.
"""

from district.guide.chapters import NO_GUIDE, Chapter, Guide, guide_pages, read_guide

__all__ = ["NO_GUIDE", "Chapter", "Guide", "guide_pages", "read_guide"]
