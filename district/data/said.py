"""Words that the engine says in every language of the theme: labels and explanations of columns.

Refuses to translate: the theme's translations do. `invoke strings` finds what stands in `told(…)`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from district.kinds.values import Words


@dataclass(frozen=True)
class Said:
    """A text of the theme's translations; `words` of the content fill its gaps."""

    message: str
    words: dict[str, Words] = field(default_factory=dict)

    def by(self, translate: Callable[[str], str], language: str) -> str:
        """The text in a language, by the function that translates into it."""
        text = translate(self.message)
        if not self.words:
            return text
        return text % {name: said.get(language) or next(iter(said.values())) for name, said in self.words.items()}


def told(message: str, **words: Words) -> Said:
    """A text to be translated, with gaps such as `%(measure)s` for words of the content."""
    return Said(message, words)


YES, NO = told("yes"), told("no")
