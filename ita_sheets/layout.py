"""Where the template's sheets, columns and lines stand in a workbook that people have worked in.

Sheets are found by the stamps of their hidden key row, then by tab name, then by their headers; columns by
stamp, then by header or alias; never by position.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from ita_sheets import schema, thai
from ita_sheets.fiscal import FiscalYear, parse_year
from ita_sheets.headers import is_header_of, match_headers
from ita_sheets.model import Oddity, OddityKind, Place
from ita_sheets.texts.template import NEED_WORDS, TOTAL_LABEL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ita_sheets.grid import Book, Grid
    from ita_sheets.schema import Column, Sheet

OUTPUT_KINDS = ("summary", "gaps", "comparison")  # values of `schema.PROPERTY_KIND` in the toolkit's results
_STAMP = re.compile(schema.STAMP_PATTERN)
_COVER_MARK = re.compile(schema.COVER_MARK_PATTERN)
_LONGEST_LABEL = 200  # letters; the longest of the template has some 60
_LEAST_HEADERS = 2  # of a row that counts as the table's header


@dataclass(frozen=True, slots=True)
class Marks:
    """The template's three marks; None for one that is gone.

    The document property and the cover carry (version, year), the key rows the version.
    """

    document: tuple[int, FiscalYear | None] | None
    cover: tuple[int, FiscalYear | None] | None
    stamps: int | None

    @property
    def versions(self) -> list[int]:
        """The template versions that the marks name, the most trusted first."""
        named = (self.document and self.document[0], self.stamps, self.cover and self.cover[0])
        return [version for version in named if version]

    @property
    def version(self) -> int | None:
        """The template version the marks name, None where no mark is left."""
        return next(iter(self.versions), None)

    @property
    def year(self) -> FiscalYear | None:
        """The fiscal year the template was made for."""
        years = (mark[1] for mark in (self.document, self.cover) if mark)
        return next((year for year in years if year), None)


def find_marks(book: Book) -> Marks:
    """The marks that are left in a workbook."""
    version = book.properties.get(schema.PROPERTY_VERSION, "").removesuffix(".0")
    year = parse_year(book.properties.get(schema.PROPERTY_YEAR, ""))
    cover, stamps = None, set()
    for text in _texts(book.grids):
        if match := _STAMP.fullmatch(text.strip()):
            stamps.add(int(match.group(1)))
        elif match := _COVER_MARK.search(thai.arabic_digits(text)):
            cover = int(match.group(1)), parse_year(match.group(2))
    document = (int(version), year) if version.isdecimal() else None
    return Marks(document, cover, max(stamps, default=None))  # a sheet may come from another workbook


def is_result(book: Book) -> bool:
    """Whether the toolkit wrote the workbook as a result: by its property, else by whose stamps stand in it.

    Programs that keep no custom properties leave the stamps.
    """
    kind = book.properties.get(schema.PROPERTY_KIND)
    if kind is not None:
        return kind in OUTPUT_KINDS
    stamps = filter(None, (_STAMP.fullmatch(text.strip()) for text in _texts(book.grids)))
    stamped = {match.group(2) for match in stamps}
    return bool(stamped) and stamped.isdisjoint(sheet.key for sheet in schema.SHEETS)


def is_stamp(text: str) -> bool:
    """Whether a text is a cell of a key row."""
    return _STAMP.fullmatch(text.strip()) is not None


def cover_end(grid: Grid) -> int | None:
    """The row of the template's mark on its cover, None for a sheet that is no cover."""
    for cell in grid.cells.values():
        if isinstance(cell.value, str) and _COVER_MARK.search(thai.arabic_digits(cell.value)):
            return cell.row
    return None


@cache
def known_words() -> frozenset[str]:
    """The template's own words on its tables and forms, folded; all else was put there by people."""
    words = [schema_words for sheet in schema.SHEETS for schema_words in (sheet.tab, sheet.title, sheet.hint)]
    for sheet in schema.SHEETS:
        for column in sheet.columns:
            words += [column.title, *([column.prompt] if column.prompt else [])]
    words += [*NEED_WORDS.values(), TOTAL_LABEL]
    return frozenset(thai.fold(word.th) for word in words)


def without_marks(book: Book) -> Book:
    """The book without what a marked copy adds: the sheet of its list, the column beside the measures."""
    grids = [grid for grid in book.grids if schema.MARKS_LIST not in _texts([grid])]
    return replace(book, grids=tuple(_without_column(grid) for grid in grids))


def _without_column(grid: Grid) -> Grid:
    columns = {cell.column for cell in grid.cells.values() if cell.value == schema.MARKS_COLUMN}
    if not columns:
        return grid
    cells = {at: cell for at, cell in grid.cells.items() if cell.column not in columns}
    return replace(grid, cells=cells, last_row=max((row for row, _ in cells), default=0))


def _texts(grids: Iterable[Grid]) -> Iterable[str]:
    for grid in grids:
        for cell in grid.cells.values():
            if isinstance(cell.value, str):
                yield cell.value


@dataclass(slots=True)
class Located:
    """A sheet of ours in the book.

    `columns` maps a table's column keys to columns, `lines` a form's keys to (row, value column); `extra` are
    columns of the staff's own: column -> header.
    """

    sheet: Sheet
    grid: Grid
    key_row: int | None = None
    header_row: int = 0
    columns: dict[str, int] = field(default_factory=dict)
    extra: dict[int, str] = field(default_factory=dict)
    lines: dict[str, tuple[int, int]] = field(default_factory=dict)
    oddities: list[Oddity] = field(default_factory=list)

    def note(self, kind: OddityKind, at: Place, **facts: object) -> None:
        """Record something odd."""
        self.oddities.append(Oddity(kind, at, facts))

    def place(self, row: int, column: int) -> Place:
        """The place of a cell of this sheet."""
        return self.grid.place(row, column)


def locate(book: Book, sheet: Sheet) -> Located | None:
    """Where that sheet stands in the book, None where it does not."""
    stamped = [grid for grid in book.grids if _stamps(grid, sheet)]
    named = [grid for grid in book.grids if thai.fold(grid.name) == thai.fold(sheet.tab.th)]
    candidates = stamped or named or [grid for grid in book.grids if _looks_like(grid, sheet)]
    if not candidates:
        return None
    # Of several copies the one with the template's own tab name is read, else the first.
    grid = next((grid for grid in candidates if grid in named), candidates[0])
    found = Located(sheet, grid)
    for other in candidates:
        if other is not grid and stamped:
            found.note(OddityKind.SHEET_TWICE, Place(other.file, other.name, None), other=grid.name)
    if grid not in named:
        found.note(OddityKind.SHEET_RENAMED, Place(grid.file, grid.name, None), sheet=sheet.tab.th)
    if grid.hidden:
        found.note(OddityKind.SHEET_HIDDEN, Place(grid.file, grid.name, None))
    if sheet.is_form:
        _locate_lines(found)
    else:
        _locate_columns(found)
    return found


def _stamps(grid: Grid, sheet: Sheet) -> dict[str, list[tuple[int, int]]]:
    """Column key -> cells that carry its stamp, left to right."""
    found: dict[str, list[tuple[int, int]]] = {}
    for at in sorted(grid.cells):
        value = grid.cells[at].value
        if not isinstance(value, str) or not value.lstrip().startswith(schema.STAMP[:3]):
            continue
        match = _STAMP.fullmatch(value.strip())
        if match and match.group(2) == sheet.key:
            found.setdefault(match.group(3), []).append(at)
    return found


def _looks_like(grid: Grid, sheet: Sheet) -> bool:
    """Whether the sheet holds the header of the table, or most labels of the form."""
    if not sheet.is_form:
        return sheet.core == schema.OFFICIAL_COLUMNS and _find_header(grid, sheet.core, 1) > 0
    labels = {thai.fold(text) for text in _texts([grid])}
    return sum(thai.fold(column.title.th) in labels for column in sheet.columns) > len(sheet.columns) // 2


def _find_header(grid: Grid, columns: tuple[Column, ...], first: int) -> int:
    """The first row from `first` on that holds at least two of the columns' headers, 0 for none."""
    for row, cells in grid.rows():
        if row < first:
            continue
        if row > first + schema.HEADER_SEARCH_ROWS:
            break
        texts = {cell.column: str(cell.value) for cell in cells if cell.value is not None}
        if len(match_headers(columns, texts)) >= _LEAST_HEADERS:
            return row
    return 0


# --- tables ---------------------------------------------------------------------------------------


def _locate_columns(found: Located) -> None:
    sheet, grid = found.sheet, found.grid
    stamps = _stamps(grid, sheet)
    found.key_row = min((at[0] for cells in stamps.values() for at in cells), default=None)
    found.header_row = _find_header(grid, sheet.columns, (found.key_row or 0) + 1) or found.key_row or 0
    headers = {
        cell.column: thai.tidy(str(cell.value))
        for cell in grid.row(found.header_row)
        if cell.value is not None and not is_stamp(str(cell.value))
    }
    places = {key: [column for row, column in cells if row == found.key_row] for key, cells in stamps.items()}
    left = {c: text for c, text in headers.items() if not any(c in at for at in places.values())}
    unstamped = [column for column in sheet.columns if column.key not in places]
    for key, positions in match_headers(unstamped, left).items():
        places[key] = positions
        left = {c: text for c, text in left.items() if c not in positions}
    for column in sheet.columns:  # the title of a stamped column again: the same column twice
        again = [c for c, text in left.items() if thai.fold(text) == thai.fold(column.title.th)]
        places[column.key] = [*places.get(column.key, []), *again]
        left = {c: text for c, text in left.items() if c not in again}
    filled = _filled(found)
    for column in sheet.columns:
        _take_column(found, column, places.get(column.key, []), headers, filled)
    _take_extra(found, left, filled)


def _take_column(
    found: Located, column: Column, positions: list[int], headers: dict[int, str], filled: Counter[int]
) -> None:
    """Use one of the positions for the column; note a missing, doubled or renamed one."""
    if not positions:
        if column in found.sheet.core or column.key in (c.key for c in found.sheet.core):
            at = found.place(max(found.header_row, 1), 1)
            found.note(OddityKind.COLUMN_MISSING, at, column=column.key)
        return
    titled = [position for position in positions if is_header_of(column, headers.get(position, ""))]
    with_cells = [position for position in positions if filled[position]]
    used = next((p for p in with_cells if p in titled), None) or (with_cells or titled or positions)[0]
    found.columns[column.key] = used
    for position in positions:
        if position != used:
            at = found.place(found.header_row, position)
            both = position in with_cells
            found.note(OddityKind.COLUMN_TWICE, at, column=column.key, used=used, both_filled=both)
    header = headers.get(used, "")
    if header and used not in titled:
        at = found.place(found.header_row, used)
        found.note(OddityKind.HEADER_CHANGED, at, header=header, column=column.key)


def _filled(found: Located) -> Counter[int]:
    """How many cells of each column are filled below the header, the header itself again not counted."""
    headers = {cell.column: cell.value for cell in found.grid.row(found.header_row)}
    below = (cell for cell in found.grid.cells.values() if cell.row > found.header_row)
    return Counter(c.column for c in below if c.column not in headers or c.value != headers[c.column])


def _take_extra(found: Located, headers: dict[int, str], filled: Counter[int]) -> None:
    """Columns that are not ours: kept with the measure and said; scratch columns are left alone."""
    used = set(found.columns.values())
    body = {column for row, column in found.grid.cells if row > found.header_row} - used
    doubled = {o.at.cell for o in found.oddities if o.kind is OddityKind.COLUMN_TWICE}
    for column in sorted(body | set(headers)):
        header = headers.get(column, "")
        at = found.place(max(found.header_row, 1), column)
        if header.startswith(schema.SCRATCH_MARK) or at.cell in doubled:
            continue
        cells = filled[column]
        if cells:
            found.extra[column] = header
        if cells or header:
            found.note(OddityKind.COLUMN_UNKNOWN, at, header=header, cells=cells)


# --- forms ----------------------------------------------------------------------------------------


def _locate_lines(found: Located) -> None:
    """A form's line is known by the stamp in its row, else by its label; the value is right of the label."""
    stamps = _stamps(found.grid, found.sheet)
    texts = [(cell, cell.value) for cell in found.grid.cells.values() if isinstance(cell.value, str)]
    titled = [(cell, text) for cell, text in texts if len(text) <= _LONGEST_LABEL]
    titled = [item for item in titled if any(is_header_of(c, item[1]) for c in found.sheet.columns)]
    for column in found.sheet.columns:
        rows = [row for row, _ in stamps.get(column.key, [])]
        labels = [
            (cell.row, cell.column)
            for cell, text in titled
            if is_header_of(column, text) and (not rows or cell.row in rows)
        ]
        if labels:
            row, label = min(labels)
            found.lines[column.key] = (row, label + 1)
        elif rows:
            found.lines[column.key] = (rows[0], stamps[column.key][0][1] + 2)
        elif column.need is schema.Need.REQUIRED:
            at = Place(found.grid.file, found.grid.name, None)
            found.note(OddityKind.COLUMN_MISSING, at, column=column.key)
