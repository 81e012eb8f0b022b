"""An existing report (memo, cover and three-column table) -> a `Report`, with nothing of the source lost.

Cells keep their wording letter for letter; every paragraph outside the table becomes a source line that
says what it was used for. What was recognised, what found no place and what was proposed is handed back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ita_sheets import schema, thai
from ita_sheets.entries import RawValue, blank, read_record, shown
from ita_sheets.errors import NotOurTemplateError
from ita_sheets.fiscal import parse_span, parse_year
from ita_sheets.importer.choice import Choice, Wishes, choose
from ita_sheets.importer.cues import propose_indicator
from ita_sheets.importer.lines import Piece
from ita_sheets.importer.memo import read_memo
from ita_sheets.importer.named_scores import column_of, read_scores
from ita_sheets.importer.source import read_source
from ita_sheets.importer.table import Row, Table, Unplaced, Why, split_number
from ita_sheets.model import (
    Agency,
    Entry,
    Measure,
    Oddity,
    OddityKind,
    Place,
    Report,
    Score,
    SourceLine,
    WeakPoint,
)
from ita_sheets.texts import refusals

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ita_sheets.fiscal import FiscalYear
    from ita_sheets.importer.lines import Line, Sheet
    from ita_sheets.model import SourceFile

__all__ = ["Imported", "Unplaced", "Why", "Wishes", "import_report"]


_MARKS = ("x", "v", "p", "ü")  # letters that stand for a tick, the last two in symbol fonts
_OWN_ID = re.compile(
    r"\s*25[0-9]{2}-[0-9]{2}\S{0,10}\s*"
)  # as a template gives it; others' ids would collide


@dataclass(frozen=True, slots=True)
class Imported:
    """A report read from a foreign file.

    `columns` pairs each header with the key of the column it was taken for, or None; `unplaced` lists what
    went to no column of its own; `joined` the rows that went on with the row above. The year that was
    asked for wins over the one the source names.
    """

    file: SourceFile
    report: Report
    columns: tuple[tuple[str, str | None], ...]
    unplaced: tuple[Unplaced, ...]
    joined: tuple[Place, ...]
    oddities: tuple[Oddity, ...]


def import_report(path: Path, year: FiscalYear | None, wishes: Wishes | None = None) -> Imported:
    """Read a report of any agency: a Word document, a spreadsheet or a text file.

    Raises `UnreadableError` for a file that cannot be read, `NotOurTemplateError` when no header row of a
    table of measures stands in it, no measure below that, or what was wished for is not there.
    """
    source = read_source(path)
    choice = choose(source, year, wishes or Wishes())
    table, main = choice.table, choice.sheet
    oddities, unplaced = list(table.oddities), list(table.unplaced)
    builder = _Builder(Place(source.file.name, main.name or None, None), choice, year)
    if not builder.rows:
        head = table.heads[0].at
        raise NotOurTemplateError(
            refusals.NO_ROWS.code,
            refusals.NO_ROWS.words.fill(at=" ".join(filter(None, (head.sheet, head.cell)))),
        )
    for sheet, other, why in choice.others:
        at = other.place or Place(source.file.name, sheet.name or None, None)
        unplaced.append(Unplaced(_table_name(sheet, other, table), at, why))
    unplaced += [
        Unplaced(line.text, line.at, Why.OTHER_YEAR) for row in builder.of_other_years for line in row.lines
    ]
    for sheet in (main, *choice.without):
        oddities += sheet.oddities
    report = builder.report()
    return Imported(
        source.file,
        report,
        tuple((heading.header, heading.key) for heading in table.headings),
        tuple(unplaced),
        tuple(table.joined),
        (*oddities, *builder.oddities),
    )


def _table_name(sheet: Sheet, table: Table, taken: Table) -> str:
    """A table that was not taken, as a person would call it: by its sheet, its year or its headers."""
    of_year = str(table.year) if table.year and table.year != taken.year else ""
    return sheet.name or of_year or " | ".join(shown(cell.raw) for cell in table.heads[0].filled.values())


class _Builder:
    """Makes the report's records; collects oddities on the way."""

    def __init__(self, nowhere: Place, choice: Choice, asked: FiscalYear | None) -> None:
        self.nowhere = nowhere
        self.table = choice.table
        self.outside = choice.around
        self.memo = read_memo(self.outside)
        self.asked = asked
        named = self.memo.year.year if self.memo.year else None
        self.year = asked or choice.table.only_year or named
        self.rows = [row for row in self.table.rows if row.year in (None, self.year)]
        self.of_other_years = [row for row in self.table.rows if row.year not in (None, self.year)]
        self.kept = _lines_not_taken(choice, self.of_other_years)
        self.oddities: list[Oddity] = []

    def report(self) -> Report:
        return Report(
            self.year,
            self._agency(),
            tuple(self._measure(index, row) for index, row in enumerate(self.rows, 1)),
            tuple(self._weak_points()),
            tuple(self._scores()),
            tuple(self._source()),
        )

    def _agency(self) -> Agency:
        values: dict[str, RawValue] = {key: piece.raw for key, piece in self.memo.values.items()}
        places = {key: piece.at for key, piece in self.memo.values.items()}
        named = self.memo.year
        if named is not None:
            values[schema.FISCAL_YEAR.key] = str(named.year)
            places[schema.FISCAL_YEAR.key] = named.wording.at
            if self.asked not in (None, named.year):
                facts = {"asked": str(self.asked), "found": str(named.year)}
                self.oddities.append(Oddity(OddityKind.YEAR_DIFFERS, named.wording.at, facts))
        if self.asked is not None:
            values[schema.FISCAL_YEAR.key] = str(self.asked)
        record, oddities = read_record(
            Agency, schema.AGENCY, values, lambda column: places.get(column.key, self.nowhere), self.year
        )
        self.oddities += oddities
        return record

    def _measure(self, index: int, row: Row) -> Measure:
        values: dict[str, RawValue] = {key: piece.raw for key, piece in row.cells.items()}
        places = {key: piece.at for key, piece in row.cells.items()}
        at = next(iter(places.values()), self.nowhere)
        ref = f"{self.year or 0}-{index:02d}"
        own = values.get(schema.MEASURE_ID.key)
        if not _OWN_ID.fullmatch(shown(own)):
            values[schema.MEASURE_ID.key] = ref  # what next year's template will know the measure by
            if shown(own).strip():
                row.extra.append((schema.MEASURE_ID.title.th, Piece(own, places[schema.MEASURE_ID.key])))
        _part_number(values)
        _share_period(values, places, row, self.year)
        _note_extra(values, row)
        measure, oddities = read_record(
            Measure,
            schema.MEASURES,
            values,
            lambda column: places.get(column.key, at),
            self.year,
            row=index,
            ref=ref,
        )
        self.oddities += oddities
        return self._with_indicator(measure)

    def _with_indicator(self, measure: Measure) -> Measure:
        """The measure with an indicator proposed from its wording, where the source names none."""
        proposal = propose_indicator(measure.measure.text) if measure.indicator.blank else None
        if proposal is None:
            return measure
        at = measure.measure.at
        facts = {"indicator": proposal.indicator, "cue": proposal.cue}
        self.oddities.append(Oddity(OddityKind.INDICATOR_PROPOSED, at, facts))
        return replace(measure, indicator=_indicator_entry(proposal.indicator, at))

    def _weak_points(self) -> list[WeakPoint]:
        points = []
        for piece, named in self.memo.weak_points:
            number = named.indicator
            indicator = blank(piece.at) if number is None else _indicator_entry(number, piece.at)
            points.append(WeakPoint(_text(named.wording, piece.at), indicator, blank(piece.at)))
        return points

    def _scores(self) -> list[Score]:
        """One record for each indicator, with the scores that the text tells."""
        basis = self.memo.values.get(schema.BASIS_YEAR.key)
        told: dict[int, dict[str, Piece]] = {}
        for score in read_scores(self.outside, parse_year(basis.raw) if basis else None):
            column = column_of(score, self.year)
            if column is not None:
                told.setdefault(score.indicator, {})[column.key] = score.piece
                self.memo.uses.setdefault(score.line, []).append(column)
        return [self._score(item.number, told.get(item.number, {})) for item in schema.INDICATORS]

    def _score(self, indicator: int, told: Mapping[str, Piece]) -> Score:
        record, oddities = read_record(
            Score,
            schema.SCORES,
            {key: piece.raw for key, piece in told.items()},
            lambda column: told[column.key].at if column.key in told else self.nowhere,
            self.year,
        )
        self.oddities += oddities
        return replace(record, indicator=_indicator_entry(indicator, self.nowhere))

    def _source(self) -> list[SourceLine]:
        """What stands outside the table, its headers, and all that was not taken, letter for letter."""
        uses = [(line, self._use(i, line)) for i, line in enumerate(self.outside)]
        heads = [(line, schema.HEADER_USE.th) for line in self.table.heads]
        kept = [(line, "") for line in self.kept]
        return [
            SourceLine(_text(_line_name(line), line.at), _text(line.text, line.at), _text(use, line.at))
            for line, use in (*uses, *heads, *kept)
        ]

    def _use(self, i: int, line: Line) -> str:
        """What the line outside the table was used for, by the titles of the columns."""
        columns = [*self.memo.uses.get(i, ()), *([schema.INDICATOR] if line in self.table.sections else [])]
        return ", ".join(dict.fromkeys(column.title.th for column in columns))


def _lines_not_taken(choice: Choice, rows: list[Row]) -> list[Line]:
    """The lines of other tables and of other years' rows, in the order of the file."""
    around = set(map(id, choice.around))
    kept = [line for row in rows for line in row.lines]
    for _, table, _ in choice.others:
        lines = [*table.heads, *table.outside, *(line for row in table.rows for line in row.lines)]
        kept += sorted((line for line in lines if id(line) not in around), key=lambda line: line.number)
    return kept


def _part_number(values: dict[str, RawValue]) -> None:
    """Move the clause number before the measure's text to the number column, where that is blank."""
    measure = values.get(schema.MEASURE.key)
    if isinstance(measure, str) and not shown(values.get(schema.NUMBER.key)).strip():
        number, rest = split_number(measure)
        if number:
            values[schema.NUMBER.key], values[schema.MEASURE.key] = number, rest


def _share_period(
    values: dict[str, RawValue], places: dict[str, Place], row: Row, year: FiscalYear | None
) -> None:
    """A period in one column, or marks below quarters, give the start and, where no column does, the end."""
    start, end = schema.START.key, schema.END.key
    if shown(values.get(end)).strip():
        return
    period = values.get(start)
    if shown(period).strip():
        span = parse_span(period, year)
        if span is not None and span.start != span.end:
            values[end], places[end] = period, places[start]
        return
    marked = [(header, cell) for header, cell in row.extra if _is_marked(cell) and parse_span(header, year)]
    for key, (header, cell) in zip((start, end), marked[:1] + marked[-1:], strict=False):
        values[key], places[key] = header, cell.at


def _is_marked(cell: Piece) -> bool:
    """Whether a cell holds a mark, such as a tick or a stroke, and no words."""
    return thai.fold(shown(cell.raw)) in ("", *_MARKS)


def _note_extra(values: dict[str, RawValue], row: Row) -> None:
    """Keep the cells of columns that are not ours in the note, each behind its header."""
    extra = [f"{header}: {shown(cell.raw)}" if header else shown(cell.raw) for header, cell in row.extra]
    note = shown(values.get(schema.NOTE.key))
    if extra:
        values[schema.NOTE.key] = "\n".join([*([note] if note else []), *extra])


def _indicator_entry(number: int, at: Place) -> Entry[int]:
    label = schema.indicator(number).label.th
    return Entry(number, label, label, at)


def _text(raw: str, at: Place) -> Entry[str]:
    text = thai.tidy(raw)
    return Entry(text or None, text, raw, at)


def _line_name(line: Line) -> str:
    """The number of a text's line, a document's paragraph or table row; in a workbook the sheet and cell."""
    at = line.at
    return f"{at.sheet}!{at.cell}" if at.sheet else (at.cell or "").removeprefix("L")
