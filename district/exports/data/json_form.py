"""A table as JSON: one file for all languages, words as maps.

Refuses empty values: what is not known is not there.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from district.data import Column, Dataset, Kind
from district.kinds.contacts import Phone
from district.kinds.moments import Moment
from district.kinds.values import Words
from district.rendering.plain import cleaned
from district.site import Site


def document(site: Site, dataset: Dataset) -> bytes:
    """The table with what one must know to use it: its title, who gives it, under which licence, its schema."""
    return written({**head(site, dataset), "records": [record(site, dataset, one) for one in dataset.things]})


def head(site: Site, dataset: Dataset) -> dict[str, Any]:
    """What stands before the records."""
    plan, licence = site.plan, site.district.site.data_licence
    schema = plan.file(f"data/{dataset.name}/schema", plan.languages[0])
    told: dict[str, Any] = {
        "$schema": site.absolute(schema.address) if schema else None,
        "title": {code: dataset.label.by(voice.strings.gettext, code) for code, voice in site.voices.items()},
        "publisher": site.district.site.name,
        "licence": {"name": licence.name, "url": licence.url} if licence else None,
        "page": page_addresses(site, f"sections/{dataset.section}"),
    }
    return {name: value for name, value in told.items() if value}


def written(told: dict[str, Any]) -> bytes:
    """JSON for people to read too."""
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def record(site: Site, dataset: Dataset, thing: Any) -> dict[str, Any]:
    """One thing: its columns, in groups where their names have dots."""
    made: dict[str, Any] = {}
    for column in dataset.columns_shown(preview=site.preview):
        found = column.value(thing)
        if found is None or (column.many and not found):
            continue
        value = [plain(site, column, one) for one in found] if column.many else plain(site, column, found)
        *groups, name = column.name.split(".")
        inner = made
        for group in groups:
            inner = inner.setdefault(group, {})
        inner[name] = value
    return made


def plain(site: Site, column: Column, value: Any) -> Any:
    """A value as JSON has it."""
    if column.kind is Kind.PAGE:
        return page_addresses(site, value)
    if isinstance(value, Words):
        return {language: cleaned(text) for language, text in value.items()}
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Moment | Phone):
        return value.iso if isinstance(value, Moment) else value.shown
    return cleaned(value) if isinstance(value, str) else value


def page_addresses(site: Site, key: str) -> dict[str, str]:
    """The whole address of a page in each language."""
    found = ((language, site.plan.page(key, language)) for language in site.plan.languages)
    return {language: site.absolute(page.address) for language, page in found if page}
