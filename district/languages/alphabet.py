"""The order of titles in an index from A to Z: as readers look for them, without case, accents and signs.

Refuses the rules of any one language: Babel has no collation, and what a letter is, Unicode tells.
"""

from __future__ import annotations

import unicodedata

# What begins with no letter stands before the letters, under this sign.
NO_LETTER = "#"


def folded(text: str) -> str:
    """A text without case, accents and signs, for comparing: «L’Ètere 2» is `letere 2`."""
    bare = (sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return " ".join("".join(sign for sign in bare if sign.isalnum() or sign.isspace()).split())


def initial(text: str) -> str:
    """The letter that a title stands under, or `#`."""
    first = folded(text)[:1]
    return first.upper() if first.isalpha() else NO_LETTER
