"""Which files of open data there are, and where: below the page that explains them, called after the sections.

Refuses files without that page; the register of a year stands beside the register.
"""

from __future__ import annotations

from collections.abc import Iterator

from district.data import Dataset, datasets, grants
from district.district import District
from district.exports.data import csv_form, geojson_form, json_form, schema
from district.exports.export import Export
from district.exports.naming import step
from district.plan import File, Plan
from district.site import Site

DATA = "data"
PAGE = f"sections/{DATA}"
CSV, JSON, GEOJSON, SCHEMA = "text/csv", "application/json", "application/geo+json", "application/schema+json"


def files(district: District, plan: Plan) -> Iterator[File]:
    """Each table once for all languages as JSON (and GeoJSON), and in each language as CSV and with its schema."""
    if plan.page(PAGE, plan.languages[0]):
        for dataset in datasets(district):
            yield from _of(plan, dataset)
    for language in plan.languages:
        if register := plan.page("sections/transparency", language):
            for year in grants.years(district):
                place = f"{register.address}{step(register)}-{year}"
                yield File(f"{DATA}/year/{year}/csv", language, f"{place}.csv", CSV)
                if language == plan.languages[0]:
                    yield File(f"{DATA}/year/{year}/json", "", f"{place}.json", JSON)


def _of(plan: Plan, dataset: Dataset) -> Iterator[File]:
    for language in plan.languages:
        page, named = plan.page(PAGE, language), plan.page(f"sections/{dataset.section}", language)
        if page is None or named is None:
            continue
        place, key = f"{page.address}{step(named)}", f"{DATA}/{dataset.name}"
        yield File(f"{key}/csv", language, f"{place}.csv", CSV)
        yield File(f"{key}/schema", language, f"{place}.schema.json", SCHEMA)
        if language == plan.languages[0]:
            yield File(f"{key}/json", "", f"{place}.json", JSON)
            if dataset.placed:
                yield File(f"{key}/geojson", "", f"{place}.geojson", GEOJSON)


def content(site: Site, file: File) -> bytes:
    """The table that a file of the plan names, in its form."""
    _data, name, *rest = file.key.split("/")
    if name == "year":
        year, form = rest
        dataset = grants.of_year(site.district, int(year))
    else:
        (form,) = rest
        dataset = next(one for one in datasets(site.district) if one.name == name)
    if form == "csv":
        return csv_form.table(site, dataset, file.language)
    if form == "schema":
        return schema.schema(site, dataset, file)
    return geojson_form.collection(site, dataset) if form == "geojson" else json_form.document(site, dataset)


EXPORT = Export(DATA, files, content)
