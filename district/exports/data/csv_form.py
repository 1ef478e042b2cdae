"""A table as CSV in one language, as the spreadsheet programs of its country open it.

Refuses formulas: a text that a spreadsheet would reckon with gets an apostrophe before it. Where the decimal sign is
a comma, semicolons stand between cells, as programs there expect; a byte order mark tells that the file is UTF-8.
Sources: RFC 4180; OWASP, "CSV Injection".

Phone numbers stay as they are: `+39 0583 000001`, in groups with spaces, has nothing that could be called or reckoned,
and no program reads it as a number and drops the plus. The exemption looks at the cell, not at the column.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from decimal import Decimal
from typing import Any

from district.data import Column, Dataset, Kind
from district.data.said import NO, YES
from district.kinds.contacts import Phone
from district.kinds.values import Words
from district.languages import Voice
from district.rendering.plain import line
from district.site import Site

MARK = "\ufeff"
# Between the values of one cell.
BETWEEN = " | "
RECKONED = ("=", "+", "-", "@", "\t", "\r", "\n")
# A plus and groups of digits with a space between two of them: no formula in any program.
PHONE = re.compile(r"\+[0-9]{1,3} [0-9]+(?:[ .-][0-9]+)*", re.ASCII)


def table(site: Site, dataset: Dataset, language: str) -> bytes:
    """All of a table: a row of headings, then one for each thing."""
    voice = site.voices[language]
    columns = dataset.columns_shown(preview=site.preview)
    rows = [[safe(column.label.by(voice.strings.gettext, language)) for column in columns]]
    rows += [[cell(site, voice, column, column.value(one)) for column in columns] for one in dataset.things]
    return written(rows, voice.formats.decimal)


def written(rows: list[list[str]], decimal: str) -> bytes:
    """Rows as a file."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";" if decimal == "," else ",", lineterminator="\r\n").writerows(rows)
    return (MARK + text.getvalue()).encode()


def cell(site: Site, voice: Voice, column: Column, value: Any) -> str:
    """What a cell says, safe to be opened."""
    if not column.many:
        return _one(site, voice, column, value)
    return safe(BETWEEN.join(_text(site, voice, column, one) for one in value))


def _one(site: Site, voice: Voice, column: Column, value: Any) -> str:
    # What is typed as a number may begin with a minus.
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return f"{value:f}".replace(".", voice.formats.decimal) if isinstance(value, Decimal) else str(value)
    return safe(_text(site, voice, column, value))


def _text(site: Site, voice: Voice, column: Column, value: Any) -> str:
    if value is None:
        return ""
    translate, language = voice.strings.gettext, voice.language
    if column.kind is Kind.PAGE:
        page = site.plan.page(value, language)
        return site.absolute(page.address) if page else ""
    if column.kind is Kind.CHOICE or isinstance(value, bool):
        said = column.choices[value] if column.choices else YES if value else NO
        return said.by(translate, language)
    if isinstance(value, Words):
        return line(value.get(language) or next(iter(value.values())))
    return line(value.shown if isinstance(value, Phone) else str(value))


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula; those that are harmless stay as they are.

    Programs look through blanks and wide forms (`＝`), and so does this.
    """
    looked = unicodedata.normalize("NFKC", text).lstrip(" \u200b\ufeff")
    if looked.startswith(RECKONED) and not PHONE.fullmatch(text):
        return f"'{text}"
    return text
