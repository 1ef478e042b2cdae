"""The press: data and the theme's print templates to PDFs.

Refuses to know what is printed.
"""

from district.press.press import Press, Printed, PrintError

__all__ = ["Press", "PrintError", "Printed"]
