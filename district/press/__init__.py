"""The press: data and the theme's print templates to PDFs.

Refuses to know what is printed.
"""

from district.press.press import ElsewhereError, Press, Printed, PrintError

__all__ = ["ElsewhereError", "Press", "PrintError", "Printed"]
