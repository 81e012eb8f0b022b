"""The same workbook through other readers, as cells that can be held against our own."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.cell.cell import MergedCell
from python_calamine import CalamineWorkbook

from ita_sheets.grid import Book, CellKind

Cells = dict[tuple[str, int, int], Any]  # by sheet, row and column
ERROR, UNSAVED = "an error: ", "a formula without a result"


def ours(book: Book) -> Cells:
    """What our own reader found."""
    found: Cells = {}
    for grid in book.grids:
        for (row, column), cell in grid.cells.items():
            value = {CellKind.ERROR: f"{ERROR}{cell.value}", CellKind.FORMULA_EMPTY: UNSAVED}.get(cell.kind)
            found[grid.name, row, column] = cell.value if value is None else value
    return found


def by_openpyxl(data: bytes) -> Cells:
    """The same by openpyxl, read once for the values and once for the formulas."""
    found: Cells = {}
    values = openpyxl.load_workbook(BytesIO(data), data_only=True)
    formulas = openpyxl.load_workbook(BytesIO(data))
    for sheet in values.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                at = sheet.title, int(cell.row or 0), int(cell.column or 0)
                if isinstance(cell, MergedCell):
                    continue
                if cell.value is None and formulas[sheet.title].cell(*at[1:]).data_type == "f":
                    found[at] = UNSAVED
                elif cell.value not in (None, ""):
                    found[at] = f"{ERROR}{cell.value}" if cell.data_type == "e" else cell.value
    return found


def by_calamine(data: bytes) -> Cells:
    """The same by calamine, which has every number as a float and nothing for an error."""
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return {
        (name, row, column): value
        for name in book.sheet_names
        for row, values in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), 1)
        for column, value in enumerate(values, 1)
        if value != ""
    }


def as_calamine_has_it(cells: Cells) -> Cells:
    """Our cells as far as calamine tells them apart."""
    found: Cells = {}
    for at, value in cells.items():
        if isinstance(value, datetime) and value.time() != time():
            found[at] = value
        elif isinstance(value, datetime):
            found[at] = value.date()
        elif isinstance(value, str) and value.startswith((ERROR, UNSAVED)):
            continue
        else:
            found[at] = float(value) if type(value) is int else value
    return found


def plain(value: Any) -> Any:
    """A value of any reader without its type's ways: a day is a date, however it was written."""
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return value if isinstance(value, date | time | timedelta | str | bool) else float(value)
