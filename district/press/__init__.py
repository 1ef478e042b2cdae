"""The press: data and the theme's print templates to PDFs.

Refuses to know what is printed.
"""

from district.press.press import ElsewhereError, More, Press, Printed, PrintError

__all__ = ["ElsewhereError", "More", "Press", "PrintError", "Printed"]
