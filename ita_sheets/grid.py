"""The gate and the cells: an untrusted .xlsx file in, cells with values, kinds and places out.

Knows nothing of ITA. `open_book` first looks at bytes, sizes and extents without building anything
(`ita_sheets.gate`), and only then lets openpyxl read. What readers hide is kept: error cells, formulas
without a saved value, merges, hidden rows and sheets.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
import warnings
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter

from ita_sheets import gate
from ita_sheets.errors import UnreadableError
from ita_sheets.model import Place, SourceFile
from ita_sheets.texts import refusals

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from openpyxl.cell.cell import Cell as OpenpyxlCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from ita_sheets.entries import RawValue

# A character as Excel writes it into XML that cannot hold it; halves of a pair and non-characters stay text.
_ESCAPED = re.compile(r"_x(?![Dd][89A-Fa-f]|[Ff]{3}[EFef])([0-9A-Fa-f]{4})_")


class CellKind(StrEnum):
    """What a cell holds, whatever its value looks like."""

    VALUE = "value"
    ERROR = "error"  # #REF! and its like; the value is the error's text
    FORMULA_EMPTY = "formula_empty"  # a formula whose result was never saved


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that is not blank. `row` and `column` count from 1."""

    row: int
    column: int
    value: RawValue
    kind: CellKind = CellKind.VALUE
    is_formula: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, 1-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def ref(self) -> str:
        """As Excel writes it, such as "B4:B9"."""
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: its cells by (row, column), and what is hidden or merged."""

    file: str
    name: str
    hidden: bool
    cells: dict[tuple[int, int], Cell]
    merges: tuple[Merge, ...]
    hidden_rows: frozenset[int]
    last_row: int  # of the last cell that is not blank, 0 for an empty sheet

    def at(self, row: int, column: int) -> Cell | None:
        """The cell, None where it is blank."""
        return self.cells.get((row, column))

    def row(self, row: int) -> list[Cell]:
        """The filled cells of a row, left to right."""
        return sorted((c for (r, _), c in self.cells.items() if r == row), key=lambda cell: cell.column)

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """(row, its filled cells left to right) for each row that has any, top to bottom."""
        by_row: dict[int, list[Cell]] = {}
        for key in sorted(self.cells):
            by_row.setdefault(key[0], []).append(self.cells[key])
        yield from by_row.items()

    def place(self, row: int, column: int) -> Place:
        """The place of a cell of this sheet."""
        return Place(self.file, self.name, address(row, column))


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: where it came from, its custom properties, its sheets in tab order."""

    file: SourceFile
    properties: dict[str, str]
    grids: tuple[Grid, ...]


@dataclass(frozen=True, slots=True)
class Peek:
    """What a workbook says of itself, without its cells."""

    properties: dict[str, str]
    sheets: tuple[str, ...]
    created: datetime | None
    saved: datetime | None


def peek(path: Path) -> Peek:
    """A workbook's properties and sheet names; raises `UnreadableError` as `open_book` does."""
    data = gate.read_bytes(path)
    scan = gate.scan(data)
    try:
        reader: Any = ExcelReader(BytesIO(data))
        reader.read_manifest()
        reader.read_workbook()
        reader.read_properties()
        reader.read_custom()
    except Exception as error:  # as in `open_book`
        raise _damaged(error) from error
    core = reader.wb.properties
    return Peek(_custom(reader.wb), tuple(scan.sheets), core.created, core.modified)


def _custom(workbook: Any) -> dict[str, str]:
    """The custom document properties; the stubs do not know them."""
    return {prop.name: str(prop.value) for prop in workbook.custom_doc_props.props if prop.name}


def _damaged(error: Exception) -> UnreadableError:
    return UnreadableError(refusals.DAMAGED.code, refusals.DAMAGED.words.fill(part=type(error).__name__))


def address(row: int, column: int) -> str:
    """A1 form of a 1-based cell."""
    return f"{get_column_letter(column)}{row}"


def open_book(path: Path, name: str | None = None) -> Book:
    """Read a workbook that anyone may have sent; `name` is what its places call the file.

    Raises `UnreadableError` with one sentence that names what is wrong and what to do.
    """
    data = gate.read_bytes(path)
    scan = gate.scan(data)
    name = unicodedata.normalize("NFC", name or path.name)
    digest = hashlib.sha256(data).hexdigest()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that it does not keep; nothing is written here
            # keep_links=False: no external link is followed; data_only: saved results, never formulas.
            workbook = load_workbook(BytesIO(data), data_only=True, keep_links=False)
    except Exception as error:  # openpyxl raises ten kinds on damaged files; every one means the same
        raise _damaged(error) from error
    properties = _custom(workbook)
    if not all(sheet.title in scan.sheets for sheet in workbook.worksheets):
        gate.refuse(refusals.DAMAGED, part="xl/workbook.xml")  # such as two sheets of one name
    grids = tuple(_grid(name, sheet, scan.sheets[sheet.title]) for sheet in workbook.worksheets)
    source = SourceFile(name, digest, len(data), workbook.properties.modified)
    return Book(source, properties, grids)


def _grid(file: str, sheet: Worksheet, scan: gate.SheetScan) -> Grid:
    cells = {}
    for at in sorted(scan.filled):  # never by rows and columns: two cells far apart would make millions
        cell = _cell(sheet.cell(*at), scan)
        if cell is not None:
            cells[at] = cell
    merges = tuple(
        sorted(
            (Merge(m.min_row, m.min_col, m.max_row, m.max_col) for m in sheet.merged_cells.ranges),
            key=lambda merge: (merge.top, merge.left),
        )
    )
    last = max((row for row, _ in cells), default=0)
    return Grid(file, sheet.title, sheet.sheet_state != "visible", cells, merges, scan.hidden_rows, last)


def _cell(item: OpenpyxlCell | MergedCell, scan: gate.SheetScan) -> Cell | None:
    value: Any = item.value  # the stubs count what a cell may be given, too
    row, column = int(item.row or 0), int(item.column or 0)
    at = row, column
    is_formula = at in scan.formulas
    if at in scan.empty_formulas:
        return Cell(row, column, None, CellKind.FORMULA_EMPTY, is_formula)
    if isinstance(value, str):
        value = _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), value)
    if value is None or value == "":
        return None
    kind = CellKind.ERROR if item.data_type == "e" else CellKind.VALUE
    return Cell(row, column, value, kind, is_formula)
