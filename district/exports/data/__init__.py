"""Open data: each table as JSON, GeoJSON and CSV, with a schema; the register of grants also year by year.

Refuses to choose what is told: `district/data` does.
"""

from district.exports.data.files import EXPORT

__all__ = ["EXPORT"]
