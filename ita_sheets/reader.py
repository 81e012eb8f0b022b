"""A workbook's cells and the schema -> a `Reading`: what stands there, and what was odd. No judgement.

Real row and column numbers are kept, so every entry knows the cell in the sender's file. Nothing visible
is dropped without an oddity.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ita_sheets import gate, schema, thai
from ita_sheets.entries import blank, read_entry, shown
from ita_sheets.errors import NotOurTemplateError
from ita_sheets.grid import Cell, CellKind, open_book
from ita_sheets.headers import is_header_of
from ita_sheets.layout import (
    Located,
    Marks,
    cover_end,
    find_marks,
    is_result,
    is_stamp,
    known_words,
    locate,
    without_marks,
)
from ita_sheets.model import (
    Agency,
    Entry,
    Measure,
    Oddity,
    OddityKind,
    Place,
    Reading,
    Report,
    Score,
    SourceLine,
    Waiver,
    WeakPoint,
)
from ita_sheets.texts import Words, refusals
from ita_sheets.texts.template import TOTAL_LABEL

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ita_sheets.fiscal import FiscalYear
    from ita_sheets.grid import Book
    from ita_sheets.schema import Column

MAX_RECORDS = 300  # of one sheet; an office has 10-60 measures
MAX_SOURCE_LINES = 5_000  # of the text of an imported report, which is kept whole
MAX_COVERED = 10_000  # cells of one sheet that merges hide
MAX_OUTSIDE = 2_000  # texts of one sheet that belong to no column and no line
_LEAST_ROWS = 2  # that make a column
_LEAST_REPEATED = 2  # header texts that make a row a repeated header


def read_workbook(path: Path, name: str | None = None) -> Reading:
    """Read one filled template; `name` is what results call the file, its own name where not given.

    Raises `UnreadableError` for a file that cannot be read safely and `NotOurTemplateError` for a sound
    workbook that carries none of the template's marks, or that the toolkit itself wrote as a result.
    """
    return read_book(open_book(path, name))


def read_book(book: Book) -> Reading:
    """The reading of a workbook's cells; see `read_workbook`."""
    if is_result(book):
        raise NotOurTemplateError(refusals.OUR_OUTPUT.code, refusals.OUR_OUTPUT.words)
    book = without_marks(book)
    marks = find_marks(book)
    if marks.version is None:
        raise NotOurTemplateError(refusals.NOT_OUR_TEMPLATE.code, refusals.NOT_OUR_TEMPLATE.words)
    found = {sheet.key: located for sheet in schema.SHEETS if (located := locate(book, sheet))}
    agency_sheet = found.get(schema.AGENCY.key)
    form_year = _form_year(agency_sheet)
    year = form_year or marks.year
    oddities = _mark_oddities(book, marks, found, form_year)
    agency = _read_form(book, agency_sheet, year)
    rows = {sheet.key: read_table(found.get(sheet.key), year) for sheet in schema.TABLES}
    measures = _measures(rows[schema.MEASURES.key], year)
    report = Report(
        year,
        agency,
        tuple(measure for measure in measures if not _is_ended(measure)),
        tuple(WeakPoint(**row.entries) for row in rows[schema.WEAK_POINTS.key]),
        tuple(Score(**row.entries) for row in rows[schema.SCORES.key]),
        tuple(SourceLine(**row.entries) for row in rows[schema.SOURCE.key]),
        tuple(Waiver(**row.entries) for row in rows[schema.WAIVERS.key]),
        tuple(measure for measure in measures if _is_ended(measure)),
    )
    for located in found.values():
        oddities += located.oddities
    return Reading(book.file, marks.version, report, tuple(oddities))


# --- the book as a whole --------------------------------------------------------------------------


def _mark_oddities(
    book: Book, marks: Marks, found: dict[str, Located], form_year: FiscalYear | None
) -> list[Oddity]:
    here = Place(book.file.name, None, None)
    named = {"property": marks.document, "key_row": marks.stamps, "cover": marks.cover}
    oddities = [
        Oddity(OddityKind.MARK_MISSING, here, {"mark": name}) for name, mark in named.items() if not mark
    ]
    facts: dict[str, object]
    unknown = [version for version in marks.versions if version not in schema.VERSIONS_READ]
    if unknown:
        facts = {"found": unknown[0], "known": schema.TEMPLATE_VERSION}
        oddities.append(Oddity(OddityKind.VERSION_UNKNOWN, here, facts))
    if marks.year and form_year and marks.year != form_year:
        at = _line_place(found[schema.AGENCY.key], schema.FISCAL_YEAR)
        facts = {"mark": str(marks.year), "form": str(form_year)}
        oddities.append(Oddity(OddityKind.YEAR_MARKS_DIFFER, at, facts))
    oddities += [
        Oddity(OddityKind.SHEET_MISSING, here, {"sheet": sheet.key})
        for sheet in (schema.AGENCY, schema.MEASURES)
        if sheet.key not in found
    ]
    return oddities + _unknown_sheets(book, found) + _cover_notes(book)


def _unknown_sheets(book: Book, found: dict[str, Located]) -> list[Oddity]:
    """Sheets that are neither ours nor the staff's scratch, and hold something."""
    known = {located.grid.name for located in found.values()}
    known |= {str(o.at.sheet) for located in found.values() for o in located.oddities}
    ours = {thai.fold(words.th) for words in (schema.COVER_TAB, schema.LISTS_TAB)}
    return [
        Oddity(OddityKind.SHEET_UNKNOWN, Place(grid.file, grid.name, None), {"cells": len(grid.cells)})
        for grid in book.grids
        if grid.name not in known
        and thai.fold(grid.name) not in ours
        and grid.cells
        and not grid.name.startswith(schema.SCRATCH_MARK)
        and cover_end(grid) is None
        and not _is_lists(grid.cells.values())
    ]


def _cover_notes(book: Book) -> list[Oddity]:
    """What people wrote on the cover, beside its own columns or below its mark."""
    return [
        Oddity(OddityKind.TEXT_OUTSIDE, grid.place(*at), {"text": thai.tidy(shown(cell.value))})
        for grid in book.grids
        if (end := cover_end(grid)) is not None
        for at, cell in sorted(grid.cells.items())
        if (cell.row > end or cell.column > schema.COVER_COLUMNS) and not thai.is_blank(shown(cell.value))
    ]


def _is_lists(cells: Iterable[Cell]) -> bool:
    """The lists under another tab name, by most of their titles: an older template has fewer lists."""
    texts = {thai.fold(str(cell.value)) for cell in cells}
    titles = {thai.fold(choices.title.th) for choices in schema.LISTS}
    return len(titles & texts) * 2 > len(titles)


# --- cells ----------------------------------------------------------------------------------------


def _read_cell(
    found: Located, column: Column, row: int, position: int, year: FiscalYear | None
) -> Entry[Any]:
    """The entry of one cell; what is odd about it is noted."""
    at = found.place(row, position)
    cell = found.grid.at(row, position)
    if cell is None:
        return blank(at)
    if cell.kind is CellKind.FORMULA_EMPTY:
        found.note(OddityKind.FORMULA_EMPTY, at)
        return blank(at)
    if cell.kind is CellKind.ERROR:
        found.note(OddityKind.CELL_ERROR, at, error=str(cell.value))
        return Entry(None, str(cell.value), str(cell.value), at)
    entry, oddities = read_entry(column, cell.value, at, year)
    found.oddities += oddities
    return entry


# --- the form -------------------------------------------------------------------------------------


def _line_place(found: Located, column: Column) -> Place:
    row, position = found.lines[column.key]
    return found.place(row, position)


def _form_year(found: Located | None) -> FiscalYear | None:
    """The fiscal year as the form gives it; read ahead of the rest, which needs it for its dates."""
    if found is None or schema.FISCAL_YEAR.key not in found.lines:
        return None
    row, position = found.lines[schema.FISCAL_YEAR.key]
    cell = found.grid.at(row, position)
    if cell is None or cell.kind is not CellKind.VALUE:
        return None
    value = read_entry(schema.FISCAL_YEAR, cell.value, found.place(row, position), None).entry.value
    year: FiscalYear | None = value
    return year


def _read_form(book: Book, found: Located | None, year: FiscalYear | None) -> Agency:
    if found is None:
        nowhere = Place(book.file.name, schema.AGENCY.tab.th, None)
        return Agency(**{column.key: blank(nowhere) for column in schema.AGENCY.columns})
    entries = {}
    for column in schema.AGENCY.columns:
        line = found.lines.get(column.key)
        nowhere = Place(found.grid.file, found.grid.name, None)
        entries[column.key] = _read_cell(found, column, *line, year) if line else blank(nowhere)
    values = set(found.lines.values())
    _note_outside(found, (at for at in found.grid.cells if at not in values))
    return Agency(**entries)


# --- tables ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a table: its row number, its entries by column key, and what stands in other columns."""

    number: int
    entries: dict[str, Entry[Any]]
    extra: tuple[tuple[str, Entry[str]], ...]


def read_table(found: Located | None, year: FiscalYear | None) -> list[Row]:
    """The records of a table as rows; what is odd about them is noted on `found`."""
    if found is None:
        return []
    filled_down = _merges(found)
    most = MAX_SOURCE_LINES if found.sheet is schema.SOURCE else MAX_RECORDS
    rows: list[Row] = []
    outside = [at for at in found.grid.cells if at[0] < found.header_row]
    for number, cells in found.grid.rows():
        if number <= found.header_row:
            continue
        if _is_header_again(found, cells):
            found.note(OddityKind.HEADER_REPEATED, found.place(number, cells[0].column))
            outside += [(cell.row, cell.column) for cell in cells if not _repeats_header(found, cell)]
        elif _is_own_line(cells):
            # A number in the line of the total is its computed result, saved as a value.
            total = thai.fold(str(cells[0].value)) == thai.fold(TOTAL_LABEL.th)
            outside += [(cell.row, cell.column) for cell in cells if isinstance(cell.value, str) or not total]
        elif _is_record(found, number, cells, filled_down):
            _limit(found, len(rows) + 1, most, refusals.RECORDS)
            rows.append(_read_row(found, number, year, filled_down))
        else:
            outside += [(cell.row, cell.column) for cell in cells]
    _note_blank_rows(found, rows)
    _note_blank_columns(found, rows)
    _note_outside(found, outside)
    return rows


def _is_header_again(found: Located, cells: list[Cell]) -> bool:
    by_position = {position: key for key, position in found.columns.items()}
    again = [
        cell
        for cell in cells
        if cell.column in by_position
        and is_header_of(found.sheet.column(by_position[cell.column]), str(cell.value))
    ]
    return len(again) >= min(_LEAST_REPEATED, len(found.columns))


def _repeats_header(found: Located, cell: Cell) -> bool:
    above = found.grid.at(found.header_row, cell.column)
    own = next((key for key, position in found.columns.items() if position == cell.column), None)
    same = above is not None and thai.fold(str(above.value)) == thai.fold(str(cell.value))
    return same or (own is not None and is_header_of(found.sheet.column(own), str(cell.value)))


def _is_record(found: Located, row: int, cells: list[Cell], filled_down: dict[tuple[int, int], int]) -> bool:
    """Whether something that people filled stands in one of the columns that make a record."""
    for column in found.sheet.core:
        position = found.columns.get(column.key)
        if position is None:
            continue
        cell = found.grid.at(row, position)
        if cell and (cell.kind is not CellKind.VALUE or not thai.is_blank(str(cell.value))):
            return True
    return any((row, cell.column) in filled_down for cell in cells)


def _is_own_line(cells: list[Cell]) -> bool:
    """A line of the template's own: the computed total, or a key row or band copied with the header."""
    text = str(cells[0].value)
    return is_stamp(text) or thai.fold(text) in known_words()


def _read_row(
    found: Located, number: int, year: FiscalYear | None, filled_down: dict[tuple[int, int], int]
) -> Row:
    entries = {}
    for column in found.sheet.columns:
        position = found.columns.get(column.key)
        if position is None:
            entries[column.key] = blank(found.place(number, 1))
            continue
        row = filled_down.get((number, position), number)
        entries[column.key] = _read_cell(found, column, row, position, year)
    extra = tuple(
        (header, _read_cell(found, schema.NOTE, number, position, year))
        for position, header in found.extra.items()
        if found.grid.at(number, position)
    )
    if number in found.grid.hidden_rows:
        found.note(OddityKind.ROW_HIDDEN, found.place(number, 1))
    return Row(number, entries, extra)


def _merges(found: Located) -> dict[tuple[int, int], int]:
    """(row, column) -> the row whose value stands for it, for merges down a grouping column.

    Every merge in the body is noted with the cells it covers.
    """
    grouping = {
        position
        for key, position in found.columns.items()
        if any(key == column.key for column in schema.GROUPING_COLUMNS)
    }
    ours = set(found.columns.values())
    hidden = 0
    filled_down = {}
    for merge in found.grid.merges:
        columns = range(merge.left, min(merge.right, max(ours, default=0)) + 1)
        if merge.bottom <= found.header_row or not ours.intersection(columns):
            continue
        rows = range(max(merge.top, found.header_row + 1), min(merge.bottom, found.grid.last_row) + 1)
        covered = [
            (row, column)
            for row in rows
            for column in sorted(ours.intersection(columns))
            if (row, column) != (merge.top, merge.left)
        ]
        hidden += len(covered)
        _limit(found, hidden, MAX_COVERED, refusals.MERGED)
        down = merge.left == merge.right and merge.left in grouping and found.sheet is schema.MEASURES
        if down:
            filled_down.update(dict.fromkeys(covered, merge.top))
        found.note(
            OddityKind.MERGED,
            found.place(merge.top, merge.left),
            range=merge.ref,
            filled_down=down,
            covered=tuple(found.place(*at) for at in covered),
        )
    return filled_down


def _note_blank_rows(found: Located, rows: list[Row]) -> None:
    body = range(rows[0].number, rows[-1].number + 1) if rows else range(0)
    filled = sorted({row for row, _ in found.grid.cells if row in body})
    for before, after in pairwise(filled):
        if after - before > 1:
            found.note(OddityKind.ROW_BLANK, found.place(before + 1, 1), rows=after - before - 1)


def _note_blank_columns(found: Located, rows: list[Row]) -> None:
    """Expected columns of the measures in which no row has anything; one row alone is no column."""
    if found.sheet is not schema.MEASURES or len(rows) < _LEAST_ROWS:
        return
    for column in found.sheet.columns:
        position = found.columns.get(column.key)
        filled = position and any(found.grid.at(row.number, position) for row in rows)
        if column.need is schema.Need.EXPECTED and not filled:
            at = found.place(found.header_row, position or 1)
            found.note(OddityKind.COLUMN_BLANK, at, column=column.key, absent=position is None)


def _limit(found: Located, count: int, most: int, what: Words) -> None:
    """Refuse a sheet that holds more than any report: each record and text may give many findings."""
    if count > most:
        gate.refuse(
            refusals.TOO_LARGE, what=what.fill(count=f"{count:,}", sheet=found.grid.name), limit=f"{most:,}"
        )


def _note_outside(found: Located, candidates: Iterable[tuple[int, int]]) -> None:
    """Note the filled cells among the candidates that are not the template's own words."""
    known = known_words()
    outside = sorted(candidates)
    _limit(found, len(outside), MAX_OUTSIDE, refusals.TEXTS_OUTSIDE)
    for at in outside:
        cell = found.grid.cells[at]
        text = thai.tidy(shown(cell.value))
        if text and not (cell.is_formula or is_stamp(text) or thai.fold(text) in known):
            found.note(OddityKind.TEXT_OUTSIDE, found.place(*at), text=text)


# --- records --------------------------------------------------------------------------------------


def _is_ended(measure: Measure) -> bool:
    return measure.relation.value == schema.ENDED.key


def _measures(rows: list[Row], year: FiscalYear | None) -> tuple[Measure, ...]:
    ids = [row.entries[schema.MEASURE_ID.key].text for row in rows]
    used = Counter(ids)
    measures = []
    for index, row in enumerate(rows, start=1):
        own = ids[index - 1]
        ref = own if own and used[own] == 1 else f"{year or 0}-{index:02d}"
        measures.append(Measure(row=index, ref=ref, extra=row.extra, **row.entries))
    return tuple(measures)
