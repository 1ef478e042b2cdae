"""What is wrong with the content, told so that an editor can mend it.

Refuses to find anything: the other rooms find, this one carries, sorts, words and prints.
"""

from district.problems.messages import interface_languages, user_language
from district.problems.printing import FORMATS, print_by_code, print_problems, summary
from district.problems.problem import Place, Problem, in_order, nearest

__all__ = [
    "FORMATS",
    "Place",
    "Problem",
    "in_order",
    "interface_languages",
    "nearest",
    "print_by_code",
    "print_problems",
    "summary",
    "user_language",
]
