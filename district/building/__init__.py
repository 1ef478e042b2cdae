"""One build: from a request to a prepared site, and from there to a written folder.

Refuses Pelican, and to touch the output before everything is rendered.
"""

from district.building.preparing import not_there, prepare
from district.building.request import Prepared, Report, Request
from district.building.writing import build_site

__all__ = ["Prepared", "Report", "Request", "build_site", "not_there", "prepare"]
