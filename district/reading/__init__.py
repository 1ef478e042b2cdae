"""Folders to entries: YAML with positions, front matter, Markdown to safe HTML.

Refuses to leave content/, to follow links of the file system, and to stop at the first problem.
"""

from district.reading.entry import Content, Entry, Head, Text
from district.reading.folder import read

__all__ = ["Content", "Entry", "Head", "Text", "read"]
