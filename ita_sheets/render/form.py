"""The form sheet (the agency and its memo) and the table of scores of the standard workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ita_sheets import schema
from ita_sheets.fiscal import thai_date
from ita_sheets.render import positions, tables
from ita_sheets.render.book import area
from ita_sheets.render.cells import FIELDS, entry_number, write_entry
from ita_sheets.render.positions import FIRST_ROW, HEADER_ROW, LIVE_ROW, TITLE_ROW, table_column
from ita_sheets.render.style import Role
from ita_sheets.schema import Instrument
from ita_sheets.scores import total
from ita_sheets.texts import template as texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ita_sheets.fiscal import FiscalYear
    from ita_sheets.model import Agency, Score
    from ita_sheets.render.book import Book, Tab
    from ita_sheets.schema import Column

LABEL_WIDTH, NEED_WIDTH, PROMPT_WIDTH = 37.0, 15.0, 54.0  # characters


def agency(book: Book, year: FiscalYear, record: Agency | None, name: str | None) -> None:
    """The agency's form, with what the year says where there is no record to fill it from."""
    sheet = schema.AGENCY
    tab = book.tab(sheet.tab.th, page_title=texts.PAGE_TITLE.fill(year=year).th)
    widths = (10.0, LABEL_WIDTH, sheet.columns[0].width, NEED_WIDTH, PROMPT_WIDTH)
    for number, width in enumerate(widths, 1):
        tab.column(number, width, hidden=number == positions.FORM_KEY_COLUMN)
    tab.text((TITLE_ROW, positions.FORM_LABEL_COLUMN), sheet.title.th, Role.TITLE)
    tab.text((positions.FORM_HINT_ROW, positions.FORM_LABEL_COLUMN), sheet.hint.th, Role.HINT)
    given = {schema.AGENCY_NAME.key: name or ""} | ({} if record else _of_year(year))
    for row, column in enumerate(sheet.columns, positions.FORM_FIRST_ROW):
        _line(tab, row, column)
        at = (row, positions.FORM_VALUE_COLUMN)
        role = FIELDS.get(column.kind, Role.FIELD)
        if record is not None and not record.entry(column).blank:
            write_entry(tab, at, column, record.entry(column), role)
        elif text := given.get(column.key):
            tab.text(at, text, role)
        else:
            tab.blank(at, role)
    last = positions.FORM_FIRST_ROW + len(sheet.columns) - 1
    value_column = positions.FORM_VALUE_COLUMN
    tab.allow_digits_as_text(area((positions.FORM_FIRST_ROW, value_column), (last, value_column)))
    tab.freeze(positions.FORM_HINT_ROW)


def _line(tab: Tab, row: int, column: Column) -> None:
    """A line of the form but for its value."""
    tab.text((row, positions.FORM_KEY_COLUMN), schema.AGENCY.stamp(column), Role.KEY)
    tab.text((row, positions.FORM_LABEL_COLUMN), column.title.th, Role.LABEL)
    need = texts.NEED_WORDS[column.need].th
    tab.text((row, positions.FORM_NEED_COLUMN), need, tables.BANDS[column.need])
    tab.text((row, positions.FORM_PROMPT_COLUMN), column.prompt.th if column.prompt else "", Role.BODY)
    if column.choices is not None:
        at = (row, positions.FORM_VALUE_COLUMN)
        tables.offer_choices(tab, area(at, at), column, column.choices)


def _of_year(year: FiscalYear) -> dict[str, str]:
    """What is known of the form from the year alone."""
    return {
        schema.FISCAL_YEAR.key: str(year),
        schema.BASIS_YEAR.key: str(year.be - 1),
        schema.PERIOD_START.key: thai_date(year.start, thai_digits=False),
        schema.PERIOD_END.key: thai_date(year.end, thai_digits=False),
    }


def scores(book: Book, year: FiscalYear, records: Sequence[Score]) -> None:
    """The table of scores: a row for each indicator, and the totals below."""
    sheet = schema.SCORES
    tab = tables.start_table(book, sheet, year)
    tab.text((LIVE_ROW, 1), sheet.hint.th, Role.HINT)
    rows, left = _in_order(records)
    for row, number in enumerate(rows, FIRST_ROW):
        label_at = (row, table_column(sheet, schema.SCORE_INDICATOR))
        tab.text(label_at, schema.indicator(number).label.th, Role.GIVEN)
        _write_scores(tab, row, rows[number])
    for row, record in enumerate(left, FIRST_ROW + len(rows)):
        write_entry(tab, (row, 1), schema.SCORE_INDICATOR, record.indicator, Role.GIVEN)
        _write_scores(tab, row, record)
    last = FIRST_ROW + len(rows) + len(left) - 1
    tab.text((last + 1, 1), texts.TOTAL_LABEL.th, Role.LABEL)
    for column in (schema.SCORE, schema.PREVIOUS_SCORE):
        _total(tab, last + 1, column, {number: record for number, record in rows.items() if record})
        position = table_column(sheet, column)
        tab.say(area((FIRST_ROW, position), (last, position)), tables.prompt(column))
    tab.freeze(HEADER_ROW)
    tables.frame_rows(tab, sheet, last)


def _in_order(records: Sequence[Score]) -> tuple[dict[int, Score | None], list[Score]]:
    """The first record of each indicator, and the records that are left over."""
    rows: dict[int, Score | None] = {item.number: None for item in schema.INDICATORS}
    left = []
    for record in records:
        number = record.indicator.value
        if number in rows and rows[number] is None:
            rows[number] = record
        else:
            left.append(record)
    return rows, left


def _write_scores(tab: Tab, row: int, record: Score | None) -> None:
    for column in (schema.SCORE, schema.PREVIOUS_SCORE):
        if record is not None:
            at = (row, table_column(schema.SCORES, column))
            write_entry(tab, at, column, record.entry(column), Role.INPUT_SCORE)


def _total(tab: Tab, row: int, column: Column, rows: Mapping[int, Any]) -> None:
    """The ITA total below the column, by a formula with its value."""
    position = table_column(schema.SCORES, column)
    numbers = {number: entry_number(column, record.entry(column)) for number, record in rows.items()}
    value = total({number: score for number, score in numbers.items() if score is not None})
    missing = texts.TOTAL_MISSING.th
    tab.formula((row, position), total_formula(position), missing if value is None else value, Role.TOTAL)


def total_formula(position: int) -> str:
    """The weighted mean of the instruments, or a word where one of the ten scores is missing."""

    def cells(instrument: Instrument | None = None) -> str:
        numbers = [item.number for item in schema.INDICATORS if instrument in (None, item.instrument)]
        first, last = numbers[0] + FIRST_ROW - 1, numbers[-1] + FIRST_ROW - 1
        return area((first, position), (last, position))

    parts = "+".join(f"{item.weight}*AVERAGE({cells(item)})" for item in Instrument)
    return f'=IF(COUNT({cells()})<{len(schema.INDICATORS)},"{texts.TOTAL_MISSING.th}",ROUND({parts},2))'
