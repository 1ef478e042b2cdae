"""A spreadsheet as rows of texts: CSV as any program saves it, or XLSX.

Refuses formulas (their last results are taken) and more than one sheet (the first is).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

ENDINGS = (".csv", ".xlsx")
# What Excel writes on Windows in Italy, where it is not asked for UTF-8.
OTHERWISE = "cp1252"


def rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """Each row that is not empty, by its number in the sheet (the first holds the names of the columns).

    ValueError when the file is not what its name says.
    """
    raw = path.read_bytes()
    found = list(_xlsx(raw) if path.suffix.lower() == ".xlsx" else _csv(raw))
    if not found:
        return []
    names = [name.strip() for name in found[0]]
    listed = []
    for number, cells in enumerate(found[1:], 2):
        row = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name and cell.strip()}
        if row:
            listed.append((number, row))
    return listed


def columns(path: Path) -> list[str]:
    """The names of the columns, in their order."""
    raw = path.read_bytes()
    first = next(iter(_xlsx(raw) if path.suffix.lower() == ".xlsx" else _csv(raw)), [])
    return [name.strip() for name in first if name.strip()]


def template(path: Path, names: Iterable[str]) -> None:
    """Writes a sheet with the names of the columns and no row."""
    if path.suffix.lower() == ".xlsx":
        from openpyxl import Workbook  # slow to import

        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(list(names))
        book.save(path)
        return
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerow(names)


def _csv(raw: bytes) -> Iterator[list[str]]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode(OTHERWISE, "replace")
    first = text.partition("\n")[0]
    # Where commas are decimal signs, programs part cells by semicolons.
    sign = max(";,\t", key=first.count)
    yield from csv.reader(text.splitlines(keepends=True), delimiter=sign)


def _xlsx(raw: bytes) -> Iterator[list[str]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(BytesIO(raw), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError) as error:
        raise ValueError(str(error)) from None
    sheet = book.worksheets[0]
    for cells in sheet.iter_rows(values_only=True):
        yield [_text(cell) for cell in cells]
    book.close()


def _text(cell: Any) -> str:
    """A cell as a person would have typed it into facts."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if (cell.hour, cell.minute) == (0, 0) else f"{cell:%Y-%m-%d %H:%M}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)
