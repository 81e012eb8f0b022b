"""The cells of an untrusted .xlsx file, with values, kinds and places.

Knows nothing of ITA. `open_book` puts the file before the gate (`ita_sheets.gate`), takes the cells from
the same bounded stream (`ita_sheets.xlsx`) and gives each its value. What other readers hide is kept: error
cells, formulas without a saved value, merges, hidden rows and sheets. Only saved values count: nothing is
calculated.
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING

from ita_sheets import gate
from ita_sheets.model import Place, SourceFile
from ita_sheets.texts import refusals
from ita_sheets.xlsx import formats, parts, properties, sheet, strings
from ita_sheets.xlsx.references import address

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ita_sheets.entries import RawValue
    from ita_sheets.xlsx.formats import Formats
    from ita_sheets.xlsx.parts import SheetPart
    from ita_sheets.xlsx.sheet import RawCell, RawSheet

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_WHOLE = re.compile(r"[+-]?[0-9]{1,300}")
_NO_MOMENT = "########"  # what Excel shows for a date that no calendar has


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
    program: str | None  # that saved it, as it calls itself


def peek(path: Path) -> Peek:
    """A workbook's properties and sheet names; raises `UnreadableError` as `open_book` does."""
    with gate.open_archive(gate.read_bytes(path)) as archive:
        found = parts.find(archive)
        told = properties.read(archive, found)
    names = tuple(item.name for item in found.sheets)
    return Peek(told.custom, names, told.created, told.saved, told.program)


def open_book(path: Path, name: str | None = None) -> Book:
    """Read a workbook that anyone may have sent; `name` is what its places call the file.

    Raises `UnreadableError` with one sentence that names what is wrong and what to do.
    """
    return read(gate.read_bytes(path), name or path.name)


def read(data: bytes, name: str) -> Book:
    """The same for the bytes of a workbook."""
    name = unicodedata.normalize("NFC", name)
    with gate.open_archive(data) as archive:
        found = parts.find(archive)
        told = properties.read(archive, found)
        shared = strings.shared(archive, found.strings)
        shown = formats.read(archive, found.styles, from_1904=found.from_1904)
        grids = tuple(
            _grid(name, item, sheet.read(archive, item.part, item.name), _Values(shared, shown, item.part))
            for item in found.sheets
        )
        gate.check_rest(archive)
    source = SourceFile(name, hashlib.sha256(data).hexdigest(), len(data), told.saved)
    return Book(source, told.custom, grids)


def _grid(file: str, item: SheetPart, raw: RawSheet, values: _Values) -> Grid:
    merges = tuple(sorted((Merge(*merge) for merge in raw.merges), key=lambda merge: (merge.top, merge.left)))
    seen = dict(raw.cells)
    last = max((row for row, _ in seen), default=0)
    for merge in merges:  # a merged range shows its first cell only
        for row in range(merge.top, min(merge.bottom, last) + 1):
            for column in range(merge.left, min(merge.right, gate.MAX_COLUMN) + 1):
                if (row, column) != (merge.top, merge.left):
                    seen.pop((row, column), None)
    cells = {at: cell for at in sorted(seen) if (cell := values.cell(seen[at])) is not None}
    last = max((row for row, _ in cells), default=0)
    return Grid(file, item.name, item.hidden, cells, merges, frozenset(raw.hidden_rows), last)


@dataclass(frozen=True, slots=True)
class _Values:
    """What cells of one sheet's part hold, by the texts and formats that they name."""

    shared: list[str]
    formats: Formats
    part: str

    def cell(self, raw: RawCell) -> Cell | None:
        """The cell, None where it shows nothing."""
        if not raw.saved:
            return Cell(raw.row, raw.column, None, CellKind.FORMULA_EMPTY, raw.formula)
        value, kind = self._value(raw)
        return None if value is None or value == "" else Cell(raw.row, raw.column, value, kind, raw.formula)

    def _value(self, raw: RawCell) -> tuple[RawValue, CellKind]:
        text = raw.text.strip() if raw.type not in ("str", "inlineStr") else raw.text
        if raw.type == "s":
            return self._shared(text), CellKind.VALUE
        if raw.type in ("str", "inlineStr"):
            return text, CellKind.VALUE
        if not text:
            return None, CellKind.VALUE
        if raw.type == "e":
            return text, CellKind.ERROR
        if raw.type == "b":
            return gate.is_true(text.lower()), CellKind.VALUE
        value = _iso(text) if raw.type == "d" else _number(text)
        if value is None:
            return text, CellKind.ERROR
        seen = self.formats.seen(value, raw.format) if isinstance(value, int | float) else value
        return (_NO_MOMENT, CellKind.ERROR) if seen is None else (seen, CellKind.VALUE)

    def _shared(self, text: str) -> str | None:
        """A shared text by its number; None for a cell that names none, which is blank."""
        if not text:
            return None
        if not _WHOLE.fullmatch(text) or not 0 <= (number := int(text)) < len(self.shared):
            gate.refuse(refusals.DAMAGED, part=self.part)
        return self.shared[number]


def _number(text: str) -> int | float | None:
    """A number as XML Schema writes it; None for a text that is none, or that is beyond any number."""
    if not _NUMBER.fullmatch(text):
        return None
    number = int(text) if _WHOLE.fullmatch(text) else float(text)
    return None if math.isinf(number) else number


def _iso(text: str) -> datetime | time | None:
    """A moment as ISO 8601 writes it, which few programs do in cells."""
    for kind in (datetime, time):
        try:
            return kind.fromisoformat(text).replace(tzinfo=None)
        except ValueError:
            continue
    return None
