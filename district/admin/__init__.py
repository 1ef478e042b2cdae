"""The desk in the browser: Sveltia CMS, told by the same models as everything else.

Refuses to be part of an ordinary published site, and to hold anybody's code: the packages come by npm when it is made.
"""

from district.admin.packages import PackageError
from district.admin.page import desk_files
from district.admin.sveltia import supplied

__all__ = ["PackageError", "desk_files", "supplied"]
