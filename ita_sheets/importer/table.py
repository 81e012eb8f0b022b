"""The table of measures inside a report's lines: its columns, its rows, and what stands around it.

A row whose measure and number are blank goes on with the row above (clauses split over rows, or a measure
merged down): its texts are joined to that row's with a line break.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from ita_sheets import schema, thai
from ita_sheets.entries import indicator_number, shown
from ita_sheets.fiscal import parse_year
from ita_sheets.importer.columns import Heading, counts_columns, read_headings, under_headings
from ita_sheets.importer.lines import Piece
from ita_sheets.importer.memo import year_above
from ita_sheets.model import Oddity, OddityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ita_sheets.fiscal import FiscalYear
    from ita_sheets.importer.lines import Line
    from ita_sheets.model import Place

_LOOSE_SEARCH_ROWS = 100  # rows above a table in which a mistyped header is looked for (it is slow)
_LOOK_AHEAD = 60  # lines below a header that show what a column holds
_TOTALS = frozenset(map(thai.fold, ("รวม", "รวมทั้งสิ้น", "รวมทั้งหมด", "รวมเป็นเงิน", "รวมงบประมาณ", "ยอดรวม")))
_SIGNATURE = re.compile(r"\(?\s*ลง(?:ชื่อ|นาม)\s*(?:[.…_()]|$)")  # to be signed; no word goes on
_DIGIT = "[0-9\u0e50-\u0e59]"
_NUMBERED = re.compile(
    rf"\s*\(?(?P<number>{_DIGIT}{{1,2}}(?:\.{_DIGIT}{{1,2}})+(?=[\s.)])|{_DIGIT}{{1,3}}(?=[.)](?!{_DIGIT})))[.)]{{1,2}}?\s*|"
    rf"\s*(?P<sub>{_DIGIT}{{1,2}}(?:\.{_DIGIT}{{1,2}})+)\s+"
)


_OWN_TO_A_ROW = (None, schema.MEASURE.key, schema.NUMBER.key)  # a merged cell of any other holds for each row


class Why(StrEnum):
    """Why something of the table has no column of its own."""

    HEADER_UNKNOWN = "header_unknown"
    BEYOND_COLUMNS = "beyond_columns"  # a cell right of the last header
    BETWEEN_ROWS = "between_rows"  # a line without cells between two rows
    OTHER_SHEET = "other_sheet"  # a second sheet with a table
    OTHER_TABLE = "other_table"  # a further table, such as another year's
    OTHER_YEAR = "other_year"  # a row of another year
    TOTAL = "total"  # a row that adds up those above it


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A text of the table that went to no column of its own; it is kept in the note or the source lines."""

    text: str
    at: Place
    why: Why


@dataclass(slots=True)
class Row:
    """One measure: its cells by column key, and the filled ones of unknown columns with their headers.

    `year` is that of a column of years, and `lines` are what the row was made of.
    """

    parts: dict[str, list[Piece]] = field(default_factory=dict)
    extra: list[tuple[str, Piece]] = field(default_factory=list)
    section: Piece | None = None  # the indicator named above the row
    year: FiscalYear | None = None
    lines: list[Line] = field(default_factory=list)

    @property
    def cells(self) -> dict[str, Piece]:
        """One cell a column: rows that go on with it are joined to it."""
        cells = {key: _joined(parts) for key, parts in self.parts.items()}
        own = cells.get(schema.INDICATOR.key)
        if self.section is not None and (own is None or own.blank):
            cells[schema.INDICATOR.key] = self.section
        return cells


@dataclass(slots=True)
class Table:
    """What was found: headings in the order met, rows, the lines around, and what was odd.

    `year` is the one named above the table, or by its sheet.
    """

    year: FiscalYear | None = None
    headings: list[Heading] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    outside: list[Line] = field(default_factory=list)
    heads: list[Line] = field(default_factory=list)  # its header rows
    sections: list[Line] = field(default_factory=list)  # lines of `outside` that name the rows' indicator
    joined: list[Place] = field(default_factory=list)  # rows that went on with the row above
    unplaced: list[Unplaced] = field(default_factory=list)
    oddities: list[Oddity] = field(default_factory=list)

    @property
    def place(self) -> Place | None:
        """Where its first header stands."""
        return self.heads[0].at if self.heads else None

    @property
    def only_year(self) -> FiscalYear | None:
        """The year of all its rows, else the one named above it; None where rows are of several."""
        years = {row.year for row in self.rows if row.year}
        return self.year if not years else years.pop() if len(years) == 1 else None


def read_tables(
    lines: Iterable[Line], *, year: FiscalYear | None = None, told: Mapping[str, str] | None = None
) -> list[Table]:
    """The tables of these lines: one for each year that stands above a header, however often the header does.

    `year` is the one the sheet is named after; `told` gives columns' keys by folded header. Nothing where
    there is no header row.
    """
    reader = _TableReader(year, told or {})
    filled = [line for line in lines if line.filled]
    for i, line in enumerate(filled, 1):
        reader.take(line, filled[i : i + _LOOK_AHEAD])
    reader.note_unknown_columns()
    return [table for table in reader.tables if table.headings]


def split_number(measure: str) -> tuple[str, str]:
    """The clause number before a measure's text, and all that follows; no number gives ""."""
    match = _NUMBERED.match(measure)
    if match is None:
        return "", measure
    return match.group("number") or match.group("sub"), measure[match.end() :]


def _indicators_below(headings: Mapping[int, Heading], below: Sequence[Line]) -> dict[str, str]:
    """The header of a column that holds nothing but names of indicators, folded, told to be that."""
    if any(heading.column is schema.INDICATOR for heading in headings.values()):
        return {}
    for position, heading in headings.items():
        texts = [
            shown(line.filled[position].raw) for line in below if line.is_row and position in line.filled
        ]
        if heading.column is not schema.MEASURE and texts and all(map(_names_indicator, texts)):
            return {thai.fold(heading.header): schema.INDICATOR.key}
    return {}


def _unnamed_numbers(headings: Mapping[int, Heading], below: Sequence[Line]) -> dict[int, Heading]:
    """A column of numbers without a header, left of the measures, is that of the measures' numbers."""
    columns = {heading.column: position for position, heading in headings.items()}
    position = columns[schema.MEASURE] - 1
    texts = [shown(line.filled[position].raw) for line in below if line.is_row and position in line.filled]
    if schema.NUMBER in columns or position in headings or not texts:
        return {}
    is_counted = all(thai.fold(text).isdecimal() for text in texts)
    return {position: Heading("", schema.NUMBER)} if is_counted else {}


def _names_indicator(text: str) -> bool:
    return indicator_number(text) is not None and not thai.fold(text).isdecimal()


def _folded(line: Line) -> dict[int, str]:
    return {position: thai.fold(shown(cell.raw)) for position, cell in line.filled.items()}


def _joined(parts: list[Piece]) -> Piece:
    filled = [part for part in parts if not part.blank] or parts[:1]
    if len(filled) == 1:
        return filled[0]
    return Piece("\n".join(shown(part.raw) for part in filled), filled[0].at)


class _TableReader:
    """Takes the filled lines of a report one by one."""

    def __init__(self, year: FiscalYear | None, told: Mapping[str, str]) -> None:
        self.table = Table(year=year)
        self.tables = [self.table]
        self.told = told
        self.current: dict[int, Heading] = {}
        self.header: dict[int, str] = {}  # its texts, folded, by position
        self.rows_before = 0
        self.below_header = False
        self.ended = False  # by signatures; all that follows is none of the table's
        self.last_number = 0  # the line of the last row
        self.of_table = 0  # the document's table that the rows come from
        self.waiting: list[Line] = []  # lines after the last row that may stand between two rows
        self.since: list[Line] = []  # all lines outside since the last row or header
        self.section: Piece | None = None
        self.unknown: dict[str, list[Piece]] = {}  # header -> its cell, then the filled cells under it

    def take(self, line: Line, below: Sequence[Line]) -> None:
        """Take the next filled line; `below` are some that follow it."""
        headings = self.current if self._is_repeated(line) else self._headings(line, below)
        if headings is not None:
            self._take_header(line, headings)
        elif not self.current or self.ended or self._is_another_table(line) or self._ends_table(line):
            self._leave_outside(line)
        elif self.below_header and self._take_further_header(line):
            self.table.heads.append(line)
        else:
            self.below_header = False
            self._take_body(line)

    def _headings(self, line: Line, below: Sequence[Line]) -> dict[int, Heading] | None:
        """The headings of a header row; loosely read only where no table is open that the line may be of."""
        self.rows_before += line.is_row
        is_open = bool(self.current) and line.table in (0, self.of_table)
        loose = not is_open and self.rows_before < _LOOSE_SEARCH_ROWS
        headings = read_headings(line, self.told, loose=loose)
        told = _indicators_below(headings, below) if headings else {}
        headings = read_headings(line, {**told, **self.told}, loose=loose) if told else headings
        return {**_unnamed_numbers(headings, below), **headings} if headings else None

    def _take_further_header(self, line: Line) -> bool:
        """Whether the line below a header is still of the header: its second row, or its columns' numbers."""
        if counts_columns(line):
            return True
        if self._is_section(line):
            return False
        both = under_headings(self.current, line, self.told)
        if both:
            self._use(line, both)
        return both is not None

    def _ends_table(self, line: Line) -> bool:
        """Whether the row is to be signed: it ends the table, for the names below are none of its rows."""
        self.ended = line.is_row and any(_SIGNATURE.match(shown(cell.raw)) for cell in line.filled.values())
        return self.ended

    def _leave_outside(self, line: Line) -> None:
        self.table.outside.append(line)
        self.since.append(line)

    def _is_repeated(self, line: Line) -> bool:
        """Whether the line says the very headers above, however they are spelled."""
        return bool(self.current) and _folded(line) == self.header

    def _is_another_table(self, line: Line) -> bool:
        """A document's next table without our headers goes on with the one above only if it is as wide."""
        if line.table in (0, self.of_table):
            return False
        if max(line.cells, default=0) == max(self.current):
            self.of_table = line.table
            return False
        return True

    def note_unknown_columns(self) -> None:
        for header, (at, *filled) in self.unknown.items():
            facts = {"header": header, "cells": len(filled)}
            self.table.oddities.append(Oddity(OddityKind.COLUMN_UNKNOWN, at.at, facts))
            self._unplaced(header, at.at, Why.HEADER_UNKNOWN)

    def _take_header(self, line: Line, headings: dict[int, Heading]) -> None:
        self._begin_table(headings)
        self._take_section_above()
        if self.table.headings:
            self.table.oddities.append(Oddity(OddityKind.HEADER_REPEATED, line.at))
        self._use(line, headings)
        self.table.heads.append(line)
        self.of_table = line.table
        self.below_header = True
        self.ended = False
        self.header = _folded(line)
        self.waiting, self.since = [], []

    def _begin_table(self, headings: Mapping[int, Heading]) -> None:
        """A header of another year or of other columns begins a table, with the lines after the last row."""
        above = self.since
        year = year_above(above) or self.table.year
        if self.table.headings and (year != self.table.year or self._are_others(headings)):
            self.note_unknown_columns()
            self.unknown, self.section = {}, None
            self.table.outside = [line for line in self.table.outside if line not in above]
            self.table = Table(outside=list(above))
            self.tables.append(self.table)
        self.table.year = year

    def _take_section_above(self) -> None:
        """The name of an indicator right above a header holds for the rows below; that of a list does not."""
        for last in self.since[-1:]:
            before = self.since[-2:-1]
            in_list = any(self._is_section(line) or split_number(line.text)[0] for line in before)
            if self._is_section(last) and not in_list and last not in self.table.sections:
                self._begin_section(last)

    def _begin_section(self, line: Line) -> None:
        self.section = next(iter(line.filled.values()))
        self.table.sections.append(line)

    def _are_others(self, headings: Mapping[int, Heading]) -> bool:
        """Whether the columns are another table's, such as the plan's: neither set holds all of the other."""
        keys = {heading.key for heading in headings.values()} - {None}
        before = {heading.key for heading in self.table.headings} - {None}
        return not (keys <= before or before <= keys)

    def _use(self, line: Line, headings: dict[int, Heading]) -> None:
        self.current = headings
        for position, heading in headings.items():
            if heading not in self.table.headings:
                self.table.headings.append(heading)
            if heading.column is None and not heading.is_year and position in line.cells:
                self.unknown.setdefault(heading.header, [line.cells[position]])

    def _take_body(self, line: Line) -> None:
        keys = {self._key(position) for position in line.filled}
        begins = bool(keys & {schema.MEASURE.key, schema.NUMBER.key})
        if self._is_section(line):
            self._begin_section(line)
            self._leave_outside(line)
        elif self._is_total(line):
            self._leave_outside(line)
            self._unplaced(line.text, line.at, Why.TOTAL)
        elif line.is_row or self._is_lone_cell_of_table(line, begins=begins):
            self._take_row(line, begins=begins)
        else:
            self._leave_outside(line)
            self.waiting.append(line)

    def _is_total(self, line: Line) -> bool:
        """Whether the row adds up those above it."""
        return thai.fold(shown(next(iter(line.filled.values())).raw)) in _TOTALS

    def _is_section(self, line: Line) -> bool:
        """A line that holds nothing but the name of an indicator stands over the measures against it."""
        if len(line.filled) != 1:
            return False
        return _names_indicator(shown(next(iter(line.filled.values())).raw))  # no page's number

    def _is_lone_cell_of_table(self, line: Line, *, begins: bool) -> bool:
        """A sheet's row with one filled cell: a numbered measure, or right below a row the rest of it."""
        if line.is_paragraph or line.is_wide:
            return False
        position, cell = next(iter(line.filled.items()))
        if begins:
            return self._key(position) == schema.MEASURE.key and bool(split_number(shown(cell.raw))[0])
        return self._key(position) is not None and line.number == self.last_number + 1

    def _take_row(self, line: Line, *, begins: bool) -> None:
        rows = self.table.rows
        for between in self.waiting:
            self._unplaced(between.text, between.at, Why.BETWEEN_ROWS)
        self.waiting, self.since = [], []
        if begins or not rows:
            rows.append(Row(section=self.section, year=rows[-1].year if rows else None))
        else:
            self.table.joined.append(line.at)
        rows[-1].lines.append(line)
        for position, cell in line.cells.items():
            self._take_cell(rows[-1], position, cell)
        for position, cell in line.spanned.items() if begins else ():
            if self._key(position) not in _OWN_TO_A_ROW:
                self._take_cell(rows[-1], position, cell)
        self.last_number = line.number

    def _take_cell(self, row: Row, position: int, cell: Piece) -> None:
        heading = self.current.get(position)
        if heading and heading.column:
            row.parts.setdefault(heading.column.key, []).append(cell)
            return
        if cell.blank:
            return
        if heading and heading.is_year and (year := parse_year(cell.raw)):
            row.year = year
            return
        row.extra.append((heading.header if heading else "", cell))
        if heading and not heading.is_year:
            self.unknown[heading.header].append(cell)
        else:
            self._unplaced(shown(cell.raw), cell.at, Why.BEYOND_COLUMNS)

    def _key(self, position: int) -> str | None:
        heading = self.current.get(position)
        return heading.column.key if heading and heading.column else None

    def _unplaced(self, text: str, at: Place, why: Why) -> None:
        self.table.unplaced.append(Unplaced(text, at, why))
