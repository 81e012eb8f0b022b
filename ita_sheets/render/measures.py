"""The table of measures, and the line above it that counts while a clerk types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ita_sheets import schema
from ita_sheets.render import tables
from ita_sheets.render.book import Say, a1, area
from ita_sheets.render.cells import entry_text
from ita_sheets.render.positions import FIRST_ROW, HEADER_ROW, LIVE_ROW, TITLE_ROW, table_column
from ita_sheets.render.style import Role
from ita_sheets.texts import template as texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ita_sheets.fiscal import FiscalYear
    from ita_sheets.model import Measure
    from ita_sheets.render.book import Book, Tab
    from ita_sheets.schema import Column, Sheet

# Where a printed page ends; with last year's columns between, the report's own three fill the first.
STRIP_ENDS = (schema.UNIT, schema.EVIDENCE)
ROLLED_STRIP_ENDS = (schema.OUTCOME, schema.STATUS)
_DONE = schema.DONE.words.th
_ENDED = schema.ENDED.words.th


@dataclass(frozen=True, slots=True)
class Counts:
    """What the line above the measures says."""

    measures: int
    without_outcome: int
    said_done: int  # of those without an outcome
    copied: int

    def said(self, year: FiscalYear) -> str:
        """The line in words, as the formula gives it."""
        if not self.measures:
            return texts.NO_MEASURES.fill(year=year).th
        numbers = (self.measures, self.without_outcome, self.said_done, self.copied)
        parts = [part.fill(year=year).th for part in texts.LIVE_PARTS]
        return parts[0] + "".join(f"{number}{part}" for number, part in zip(numbers, parts[1:], strict=True))


def measures(book: Book, year: FiscalYear, records: Sequence[Measure]) -> None:
    """The sheet of measures; where they were rolled forward, last year's outcome stands beside each."""
    unused = tables.unused(records, *schema.ROLLED_COLUMNS)
    sheet = schema.MEASURES if unused else schema.ROLLED_MEASURES
    # A title over the column that is repeated on every printed strip would be repeated in pieces.
    title_column = table_column(sheet, schema.NUMBER) + 1
    tab = tables.start_table(book, sheet, year, title_column, unused)
    tab.text((TITLE_ROW, table_column(sheet, schema.OUTCOME)), sheet.hint.th, Role.HINT)
    last = tables.fill_table(tab, sheet, records, [record.extra for record in records])
    tab.formula(
        (LIVE_ROW, title_column), live_formula(year, sheet, last), count(records).said(year), Role.LIVE
    )
    tab.freeze(HEADER_ROW, table_column(sheet, schema.MEASURE))
    tables.help_columns(tab, sheet, last, but=[schema.OUTCOME])
    _remark_on_copies(tab, sheet, last)
    _mark_outcomes(tab, sheet, last)
    tables.mark_missing(tab, sheet, last, _goes_on(sheet))
    tables.frame_rows(tab, sheet, last)
    strip_ends = STRIP_ENDS if unused else ROLLED_STRIP_ENDS
    ends, percent = tables.strips(sheet, strip_ends, schema.NUMBER, unused)
    tab.print_in_strips(ends, percent, table_column(sheet, schema.NUMBER))


def count(records: Sequence[Measure]) -> Counts:
    """The counts of the line above the table, as the formula makes them of the same cells."""
    rows = [
        tuple(
            trimmed(entry_text(column, record.entry(column)))
            for column in (schema.MEASURE, schema.ACTION, schema.OUTCOME, schema.STATUS)
        )
        for record in records
        if trimmed(entry_text(schema.RELATION, record.relation)).casefold() != _ENDED.casefold()
    ]
    titled = [row for row in rows if row[0]]
    blank = [row for row in titled if not row[2]]
    done = [row for row in blank if row[3].casefold() == _DONE.casefold()]
    copied = [row for row in titled if row[2] and row[2].casefold() == row[1].casefold()]
    return Counts(len(titled), len(blank), len(done), len(copied))


def trimmed(text: str) -> str:
    """What Excel's TRIM gives."""
    return " ".join(part for part in text.split(" ") if part)


def live_formula(year: FiscalYear, sheet: Sheet, last: int) -> str:
    """The formula behind `Counts.said`, for rows down to `last`; a measure that has ended does not count."""
    measure, action, outcome, status, relation = (
        f"TRIM({_cells(sheet, column, last)})"
        for column in (schema.MEASURE, schema.ACTION, schema.OUTCOME, schema.STATUS, schema.RELATION)
    )
    titled = f'(LEN({measure})>0)*({relation}<>"{_ENDED}")'
    blank = f"{titled}*(LEN({outcome})=0)"
    copied = f"{titled}*(LEN({outcome})>0)*({outcome}={action})"
    sums = [f"SUMPRODUCT({term})" for term in (f"{titled}*1", blank, f'{blank}*({status}="{_DONE}")', copied)]
    words = [f'"{part.fill(year=year).th}"' for part in texts.LIVE_PARTS]
    said = words[0] + "".join(f"&{number}&{part}" for number, part in zip(sums, words[1:], strict=True))
    return f'=IF({sums[0]}=0,"{texts.NO_MEASURES.fill(year=year).th}",{said})'


def _cells(sheet: Sheet, column: Column, last: int) -> str:
    number = table_column(sheet, column)
    return area((FIRST_ROW, number), (last, number), absolute=True)


def _first(sheet: Sheet, column: Column) -> str:
    """The column's first cell, its column fixed: as a condition or a remark on a row wants it."""
    return "$" + a1((FIRST_ROW, table_column(sheet, column)))


def _goes_on(sheet: Sheet) -> str:
    """The condition that the row's measure has not ended: nothing is asked of one that has."""
    return f'TRIM({_first(sheet, schema.RELATION)})<>"{_ENDED}"'


def _remark_on_copies(tab: Tab, sheet: Sheet, last: int) -> None:
    """The outcome's prompt, and a remark when it is typed just like the action."""
    formula = f"TRIM({_first(sheet, schema.OUTCOME)})<>TRIM({_first(sheet, schema.ACTION)})"
    remark = Say(texts.COPIED_TITLE.th, texts.COPIED_REMARK.th)
    cells = _cells(sheet, schema.OUTCOME, last).replace("$", "")
    tab.remark(cells, formula, tables.prompt(schema.OUTCOME), remark)


def _mark_outcomes(tab: Tab, sheet: Sheet, last: int) -> None:
    """Looks for an outcome that is blank though the status says done, and for one that is a copy."""
    outcome, action = (f"TRIM({_first(sheet, column)})" for column in (schema.OUTCOME, schema.ACTION))
    cells = _cells(sheet, schema.OUTCOME, last).replace("$", "")
    done = f'TRIM({_first(sheet, schema.STATUS)})="{_DONE}"'
    tab.when(cells, f"AND(LEN({outcome})=0,{done},{_goes_on(sheet)})", Role.MISSING_NOW)
    tab.when(cells, f"AND(LEN({outcome})>0,{outcome}={action})", Role.COPIED)
