"""Open data on the built site: read by other libraries, valid by their schemas, and saying what the pages say."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest

from district.data import Column, Dataset, Kind, datasets, grants
from district.exports.data.csv_form import BETWEEN
from district.kinds.values import Words
from tests.site.built import Built

TABLES = ("members", "events", "projects", "grants")


def read(site: Built, key: str, language: str = "") -> bytes:
    """A file of the plan, by its key."""
    file = site.plan.file(key, language)
    assert file is not None, key
    return (site.folder / file.address).read_bytes()


def parsed(site: Built, key: str, language: str = "") -> Any:
    return json.loads(read(site, key, language))


def rows(site: Built, key: str, language: str) -> list[dict[str, str]]:
    """The rows of a CSV file by their headings."""
    delimiter = {"it": ";", "en": ","}[language]
    text = read(site, key, language).decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    assert all(None not in row and None not in row.values() for row in found)
    return found


def table(site: Built, name: str) -> Dataset:
    return next(one for one in datasets(site.district) if one.name == name)


def shown(site: Built, dataset: Dataset) -> tuple[Column, ...]:
    return dataset.columns_shown(preview=site.renderer.site.preview)


def test_the_addresses_are_made_of_the_sections_names(full: Built) -> None:
    found = {file.address for file in full.plan.files if file.key.startswith("data/members/")}
    assert found == {
        "dati/imprese.json",
        "dati/imprese.geojson",
        "dati/imprese.csv",
        "dati/imprese.schema.json",
        "en/data/companies.csv",
        "en/data/companies.schema.json",
    }


@pytest.mark.parametrize("name", TABLES)
def test_each_table_is_valid_by_its_schema_in_each_language(site: Built, name: str) -> None:
    document = parsed(site, f"data/{name}/json")
    for language in site.plan.languages:
        schema = parsed(site, f"data/{name}/schema", language)
        jsonschema.Draft202012Validator.check_schema(schema)
        checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
        jsonschema.Draft202012Validator(schema, format_checker=checker).validate(document)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**document, "records": [{"unknown": 1}]}, schema)
    assert len(document["records"]) == len(table(site, name).things)


def test_a_schema_tells_in_its_language_what_each_field_means(full: Built) -> None:
    said = {language: parsed(full, "data/members/schema", language) for language in ("it", "en")}
    own = {language: one["$defs"]["record"]["properties"] for language, one in said.items()}
    assert own["it"]["vat_number"]["title"] == "Partita IVA"
    assert own["en"]["vat_number"]["title"] == "VAT number"
    capacity = {code: one["measures"]["properties"]["capacity"]["properties"]["value"] for code, one in own.items()}
    assert capacity["it"]["description"].startswith("Capacità, in paia al giorno")
    assert capacity["en"]["description"].startswith("Capacity, in pairs a day")


@pytest.mark.parametrize("name", ["members", "events"])
def test_a_map_has_points_of_longitude_and_latitude_and_ids_of_its_own(site: Built, name: str) -> None:
    collection = parsed(site, f"data/{name}/geojson")
    assert collection["type"] == "FeatureCollection"
    ids = [feature["id"] for feature in collection["features"]]
    assert len(ids) == len(set(ids))
    places = {one["id"]: (one["longitude"], one["latitude"]) for one in records(site, name) if "latitude" in one}
    assert set(places) == set(ids)
    for feature in collection["features"]:
        assert feature["type"] == "Feature"
        assert feature["geometry"]["type"] == "Point"
        longitude, latitude = feature["geometry"]["coordinates"]
        assert (longitude, latitude) == places[feature["id"]]
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90


def test_a_place_without_coordinates_of_its_own_stands_at_its_hamlet_and_says_so(full: Built) -> None:
    found = {one["id"]: one.get("position") for one in records(full, "members")}
    assert found["calzaturificio-aurora"] == "exact"
    assert "hamlet" in found.values()


def records(site: Built, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = parsed(site, f"data/{name}/json")["records"]
    return found


def flat(record: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """The values of a record by their columns' names."""
    for name, value in record.items():
        grouped = f"{before}{name}" in {"facets", "measures"} or before == "measures."
        if grouped:
            yield from flat(value, f"{before}{name}.")
            continue
        yield f"{before}{name}", value


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("name", TABLES)
def test_the_spreadsheet_says_what_the_other_file_says(site: Built, name: str, language: str) -> None:
    dataset, voice = table(site, name), site.renderer.site.voices[language]
    columns = shown(site, dataset)
    headings = [column.label.by(voice.strings.gettext, language) for column in columns]
    assert len(set(headings)) == len(headings)
    lines = rows(site, f"data/{name}/csv", language)
    assert len(lines) == len(dataset.things)
    for row, record in zip(lines, records(site, name), strict=True):
        values = dict(flat(record))
        assert set(values) <= {column.name for column in columns}
        for heading, column in zip(headings, columns, strict=True):
            said, value = row[heading], values.get(column.name)
            if value is None:
                assert said == ""
            elif column.kind is Kind.NUMBER:
                assert Decimal(said.replace(",", ".") if language == "it" else said) == Decimal(str(value))
                assert "." not in said or language == "en"
            elif column.kind in {Kind.TEXT, Kind.URL, Kind.PHONE, Kind.MOMENT, Kind.YEAR} and not column.many:
                assert said == " ".join(str(value).split())
            elif column.kind in {Kind.WORDS, Kind.PAGE} and not column.many and language in value:
                assert said == " ".join(value[language].split())
            elif column.many:
                assert len(said.split(BETWEEN)) == len(value)


@pytest.mark.parametrize("name", TABLES)
def test_every_address_of_the_site_in_the_data_is_there(site: Built, name: str) -> None:
    text = read(site, f"data/{name}/json").decode()
    addresses = {
        one for one in re.findall(r'"(https?://[^"]+)"', text) if one.startswith(f"{site.base}/") or one == site.base
    }
    assert addresses
    for address in addresses:
        path = unquote(urlsplit(address).path).removeprefix(urlsplit(site.base).path).lstrip("/")
        assert (site.folder / path / ("index.html" if not path or path.endswith("/") else "")).is_file(), address


def test_the_page_of_a_company_shows_what_the_data_say_of_it(full: Built) -> None:
    """Codes of countries and signs of numbers are written in another way there; words are the same."""
    dataset = table(full, "members")
    words = [
        one for one in shown(full, dataset) if one.kind in {Kind.TEXT, Kind.WORDS} and one.name not in {"id", "country"}
    ]
    for entry in dataset.things:
        for language in full.plan.languages:
            page = full.plan.page(entry.key, language)
            assert page is not None
            text = " ".join(full.sheets[page.path].one("body").text().split())
            for column in words:
                value = column.value(entry)
                for one in value if column.many else [value] if value else []:
                    said = one.get(language) or next(iter(one.values())) if isinstance(one, Words) else str(one)
                    assert " ".join(said.split()).casefold() in text.casefold(), (column.name, page.path)


def test_no_person_stands_in_the_data_but_where_a_title_or_summary_names_one(site: Built) -> None:
    people = {"Rosa Bianchi", *(str(getattr(one.facts, "name")) for one in site.district.of("people"))}
    people |= {one.name for entry in site.district.members for one in getattr(entry.facts, "contacts")}
    for name in TABLES:
        told = [{**one, "title": "", "summary": ""} for one in records(site, name)]
        assert [person for person in people if person in json.dumps(told, ensure_ascii=False)] == []


def test_previews_mark_samples_and_what_is_published_has_neither(preview: Built, bare: Built) -> None:
    found = {one["id"]: one.get("sample", False) for one in records(preview, "members")}
    assert found == {entry.slug: entry.facts.sample for entry in preview.district.members}
    assert any(found.values())
    assert all(row["Esempio"] in {"sì", ""} for row in rows(preview, "data/members/csv", "it"))
    for name in TABLES:
        assert '"sample"' not in read(bare, f"data/{name}/json").decode()
        assert '"sample"' not in read(bare, f"data/{name}/schema", "en").decode()
    assert records(bare, "members") == []
    assert rows(bare, "data/members/csv", "it") == []


def test_the_register_goes_out_year_by_year_with_all_that_its_page_shows(full: Built) -> None:
    assert grants.years(full.district) == (2026, 2025)
    for language, address in (("it", "trasparenza"), ("en", "en/transparency")):
        page = full.sheets[f"{address}/index.html"]
        text = " ".join(page.one("main").text().split())
        for year in grants.years(full.district):
            lines = rows(full, f"data/year/{year}/csv", language)
            assert len(lines) == len([one for one in full.district.grants if one.date.year == year])
            for row in lines:
                values = list(row.values())
                assert all(value in text for value in (values[2], values[4], values[5], values[8])), row
                assert values[5]
        hrefs = {(node.attributes.get("href") or "").rpartition("/")[2] for node in page.all("main .keep a")}
        assert {f"{address.rpartition('/')[2]}-{year}.csv" for year in (2025, 2026)} <= hrefs
    whole = records(full, "grants")
    years = [one for year in (2026, 2025) for one in parsed(full, f"data/year/{year}/json")["records"]]
    assert years == whole


def test_the_page_offers_every_table_in_every_form(site: Built) -> None:
    for language, address in (("it", "dati"), ("en", "en/data")):
        sheet = site.sheets[f"{address}/index.html"]
        hrefs = {node.attributes.get("href") or "" for node in sheet.all("main .keep a")}
        for name in TABLES:
            for form in ("csv", "schema", "json"):
                file = site.plan.file(f"data/{name}/{form}", language) or site.plan.file(f"data/{name}/{form}")
                assert file is not None
                assert any(
                    href.endswith("/" + file.address) or href == file.address.rpartition("/")[2] for href in hrefs
                )
        assert sheet.all('main a[href="https://creativecommons.org/licenses/by/4.0/"]')
