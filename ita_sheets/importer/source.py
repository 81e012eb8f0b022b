"""A foreign report file as lines of cells, letter for letter, whatever kind of file it is.

The only place of the importer that touches a file. Nothing is tidied or judged here; a line of a text file
has the place "L12", a row of a workbook the places of its cells.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from ita_sheets import gate, thai
from ita_sheets.entries import RawValue, shown
from ita_sheets.grid import CellKind, open_book
from ita_sheets.model import Oddity, OddityKind, Place, SourceFile
from ita_sheets.texts import refusals

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ita_sheets.grid import Grid

_LINE_END = re.compile(r"\r\n?|\n")  # str.splitlines would also cut at characters that stand inside a cell
_RULER = frozenset(" \t|:+-")  # what stands under the header of a table drawn with bars
_MAX_TEXT_BYTES = 2_000_000  # some forty times the longest report seen
_OTHER_KINDS = {".docx": refusals.WORD, ".pdf": refusals.PDF, ".rtf": refusals.RTF, ".ods": refusals.ODS}
_TEXT_KINDS = frozenset({".txt", ".tsv", ".tab", ".csv", ".md"})
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One cell of a line: its value letter for letter, and its place."""

    raw: RawValue
    at: Place

    @property
    def blank(self) -> bool:
        """Whether nothing visible stands there."""
        text = shown(self.raw).strip()  # most blanks are plain, and `is_blank` is thorough
        return not text or thai.is_blank(text)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text or a row of a sheet.

    A paragraph is a line of text that no delimiter cuts; a row of a sheet with one filled cell is neither a
    paragraph nor, by itself, a row of a table.
    """

    number: int
    text: str
    cells: dict[int, Piece]  # by position from 0; a workbook's blank cells are left out
    filled: dict[int, Piece]  # those in which something visible stands
    is_row: bool
    is_paragraph: bool

    @property
    def at(self) -> Place:
        """The place of its first filled cell."""
        return next(iter((self.filled or self.cells).values())).at


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, or all of a text file; `name` is "" there."""

    name: str
    lines: tuple[Line, ...]
    oddities: tuple[Oddity, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A file's sheets in order; there is at least one."""

    file: SourceFile
    sheets: tuple[Sheet, ...]


def read_source(path: Path) -> Source:
    """The lines of a text file or workbook.

    Raises `UnreadableError` for a file that is missing, damaged, too large or of another kind.
    """
    suffix = path.suffix.lower()
    if suffix in _OTHER_KINDS:
        gate.refuse(refusals.OLD_IMPORT, kind=_OTHER_KINDS[suffix])
    if suffix not in _TEXT_KINDS:
        book = open_book(path)
        return Source(book.file, tuple(_sheet(grid) for grid in book.grids))
    data = gate.read_bytes(path)
    if len(data) > _MAX_TEXT_BYTES:
        gate.refuse(refusals.TOO_LARGE, what=f"{len(data):,}", limit=f"{_MAX_TEXT_BYTES:,}")
    name = unicodedata.normalize("NFC", path.name)
    file = SourceFile(name, hashlib.sha256(data).hexdigest(), len(data))
    text = _decoded(data)
    lines = _csv_lines(text, name) if suffix == ".csv" else _text_lines(text, name)
    return Source(file, (Sheet("", tuple(lines)),))


def _decoded(data: bytes) -> str:
    """UTF-8 or UTF-16 by their marks, UTF-8 without one, else the Thai code page of Windows."""
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), None)
    for attempt in (encoding,) if encoding else ("utf-8", "cp874"):
        try:
            text = data.decode(attempt)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    return gate.refuse(refusals.OLD_IMPORT, kind=refusals.UNKNOWN)


def _text_lines(text: str, file: str) -> Iterator[Line]:
    """Lines cut at tabs; where no line has one, at bars."""
    has_bars = "\t" not in text
    for number, line in enumerate(_LINE_END.split(text), 1):
        is_row = ("|" if has_bars else "\t") in line
        parts = _at_bars(line) if is_row and has_bars else line.split("\t")
        if not (is_row and has_bars and _RULER.issuperset(line)):
            at = Place(file, None, f"L{number}")
            cells = {i: Piece(part, at) for i, part in enumerate(parts)}
            yield Line(number, line, cells, _filled(cells), is_row=is_row, is_paragraph=not is_row)


def _at_bars(line: str) -> list[str]:
    """The cells between bars; one at an end of the line bounds none, one blank beside a bar is its own."""
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [part.removeprefix(" ").removesuffix(" ") for part in inner.split("|")]


def _csv_lines(text: str, file: str) -> Iterator[Line]:
    delimiter = max(",;\t", key=text.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    number = 1
    try:
        for parts in reader:
            at = Place(file, None, f"L{number}")
            cells = {i: Piece(part, at) for i, part in enumerate(parts)}
            yield _row(number, cells)
            number = reader.line_num + 1
    except csv.Error:
        gate.refuse(refusals.DAMAGED, part=f"L{number}")


def _sheet(grid: Grid) -> Sheet:
    lines, oddities = [], []
    for number, cells in grid.rows():
        pieces = {cell.column - 1: Piece(cell.value, grid.place(number, cell.column)) for cell in cells}
        lines.append(_row(number, pieces))
        for cell in cells:
            at = grid.place(number, cell.column)
            if cell.kind is CellKind.ERROR:
                oddities.append(Oddity(OddityKind.CELL_ERROR, at, {"error": cell.value}))
            elif cell.kind is CellKind.FORMULA_EMPTY:
                oddities.append(Oddity(OddityKind.FORMULA_EMPTY, at))
        if number in grid.hidden_rows:
            oddities.append(Oddity(OddityKind.ROW_HIDDEN, grid.place(number, 1)))
    return Sheet(grid.name, tuple(lines), tuple(oddities))


def _row(number: int, cells: dict[int, Piece]) -> Line:
    """A line that is cells throughout: a row of a table when more than one of them is filled."""
    filled = _filled(cells)
    text = "\t".join(shown(cell.raw) for cell in filled.values())
    return Line(number, text, cells, filled, is_row=len(filled) > 1, is_paragraph=False)


def _filled(cells: dict[int, Piece]) -> dict[int, Piece]:
    return {position: cell for position, cell in cells.items() if not cell.blank}
