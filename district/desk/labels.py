"""What a field is, in a few words, for who fills in a form or reads a letter.

Refuses words of its own: the explanation's first ones will do.
"""

from __future__ import annotations

import re

from district.kinds.explained import explanation
from district.kinds.shape import Shape

# An explanation says first what a field is, then more.
FIRST_WORDS = re.compile(r"[^;:,.(]+")


def label_of(one: Shape, language: str) -> str:
    """What a field is, in a few words."""
    about = explanation(one.model, one.name, language)
    found = FIRST_WORDS.match(about)
    return found[0].strip() if found else about
