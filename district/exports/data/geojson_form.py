"""A table as GeoJSON: each thing that has a place, as a point.

Refuses things without coordinates. Source: RFC 7946 (longitude first, WGS 84).
"""

from __future__ import annotations

from typing import Any

from district.data import Dataset
from district.exports.data.json_form import head, record, written
from district.site import Site


def collection(site: Site, dataset: Dataset) -> bytes:
    """The things of a table that have coordinates; the rest of each record are its properties."""
    features = [made for one in dataset.things if (made := _feature(record(site, dataset, one)))]
    about = head(site, dataset)
    # The schema is that of the records, not of a GeoJSON document.
    about.pop("$schema", None)
    return written({"type": "FeatureCollection", **about, "features": features})


def _feature(one: dict[str, Any]) -> dict[str, Any] | None:
    if "latitude" not in one:
        return None
    point = {"type": "Point", "coordinates": [one.pop("longitude"), one.pop("latitude")]}
    return {"type": "Feature", "id": one["id"], "geometry": point, "properties": one}
