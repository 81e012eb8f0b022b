"""The tables of the standard workbook, from their declaration: heads, keys, drop-downs, prompts and rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_sheets import schema
from ita_sheets.render import positions, style
from ita_sheets.render.book import LOWEST_ROW, Say, a1, area, letter
from ita_sheets.render.cells import INPUTS, write_entry
from ita_sheets.render.heights import column_points, lines
from ita_sheets.render.long_texts import said_shortly
from ita_sheets.render.positions import FIRST_ROW, HEADER_ROW, KEY_ROW, LISTS_FIRST_ROW, LIVE_ROW, TITLE_ROW
from ita_sheets.render.style import Role
from ita_sheets.schema import Need
from ita_sheets.texts import template as texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ita_sheets.fiscal import FiscalYear
    from ita_sheets.model import Entry, Record
    from ita_sheets.render.book import Book, Tab
    from ita_sheets.schema import Choices, Column, Sheet

HEADS = {
    Need.REQUIRED: Role.HEAD_REQUIRED,
    Need.EXPECTED: Role.HEAD_EXPECTED,
    Need.OPTIONAL: Role.HEAD_OPTIONAL,
    Need.GIVEN: Role.HEAD_GIVEN,
}
BANDS = {
    Need.REQUIRED: Role.BAND_REQUIRED,
    Need.EXPECTED: Role.BAND_EXPECTED,
    Need.OPTIONAL: Role.BAND_OPTIONAL,
    Need.GIVEN: Role.BAND_GIVEN,
}
TITLE_LIMIT, TEXT_LIMIT = 32, 255  # Excel's, for what is said beside a cell
PRINT_SHARE = 92  # of 100; LibreOffice draws columns some 5 % wider than Excel
OWN_WIDTH = 24.0  # characters, of an office's own column

Extra = tuple[tuple[str, "Entry[str]"], ...]


def start_table(
    book: Book, sheet: Sheet, year: FiscalYear, title_column: int = 1, hidden: Sequence[Column] = ()
) -> Tab:
    """A table's sheet with its title, heads and keys, but no rows."""
    tab = book.tab(sheet.tab.th, page_title=texts.PAGE_TITLE.fill(year=year).th)
    tab.text((TITLE_ROW, title_column), sheet.title.th, Role.TITLE)
    for number, column in enumerate(sheet.columns, 1):
        look = INPUTS.get(column.kind, Role.INPUT)
        tab.column(number, width(column), look, hidden=column in hidden)
        tab.text((KEY_ROW, number), sheet.stamp(column), Role.KEY)
        tab.text((positions.BAND_ROW, number), texts.NEED_WORDS[column.need].th, BANDS[column.need])
        tab.text((HEADER_ROW, number), column.title.th, HEADS[column.need])
    tab.hide_row(KEY_ROW)
    tab.repeat(TITLE_ROW, HEADER_ROW)
    return tab


def fill_table(tab: Tab, sheet: Sheet, records: Sequence[Record], extras: Sequence[Extra] = ()) -> int:
    """The records as rows, and an office's own columns to the right; the last row of the table's room."""
    for row, record in enumerate(records, FIRST_ROW):
        for number, column in enumerate(sheet.columns, 1):
            write_entry(tab, (row, number), column, record.entry(column), INPUTS.get(column.kind, Role.INPUT))
    headers = list(dict.fromkeys(header for extra in extras for header, _ in extra))
    for number, header in enumerate(headers, len(sheet.columns) + 1):
        _own_column(tab, number, header, extras)
    last = max(positions.LAST_ROW, FIRST_ROW + len(records) - 1)
    for row in range(FIRST_ROW + len(records), last + 1):
        tab.height(row, LOWEST_ROW)
    tab.allow_digits_as_text(area((FIRST_ROW, 1), (last, len(sheet.columns) + len(headers))))
    return last


def _own_column(tab: Tab, number: int, header: str, extras: Sequence[Extra]) -> None:
    """A column that is not ours; without a key, so that it stays the office's own."""
    tab.column(number, OWN_WIDTH, Role.INPUT)
    tab.text((HEADER_ROW, number), header, Role.HEAD_GIVEN)
    for row, extra in enumerate(extras, FIRST_ROW):
        for name, entry in extra:
            if name == header and entry.raw:
                tab.text((row, number), entry.raw, Role.INPUT)


def unused(records: Sequence[Record], *columns: Column) -> tuple[Column, ...]:
    """The columns, where nothing stands in any of them: they have no business on the screen yet."""
    used = any(not record.entry(column).blank for record in records for column in columns)
    return () if used else columns


def frame_rows(tab: Tab, sheet: Sheet, last: int) -> None:
    """Frames down to the last row, and a shade over what the toolkit fills."""
    for number, column in enumerate(sheet.columns, 1):
        if column.need is Need.GIVEN:
            tab.when(area((FIRST_ROW, number), (last, number)), "TRUE", Role.SHADED)
    tab.when(area((FIRST_ROW, 1), (last, len(sheet.columns))), "TRUE", Role.GRID)


def mark_missing(tab: Tab, sheet: Sheet, last: int, *conditions: str) -> None:
    """A hatching over required cells that are blank in a row that has any text and meets the conditions."""
    row_cells = f"$A{FIRST_ROW}:${letter(len(sheet.columns))}{FIRST_ROW}"
    for number, column in enumerate(sheet.columns, 1):
        if column.need is Need.REQUIRED:
            cell = a1((FIRST_ROW, number))
            terms = (f"LEN(TRIM({cell}))=0", f"SUMPRODUCT(LEN(TRIM({row_cells})))>0", *conditions)
            tab.when(area((FIRST_ROW, number), (last, number)), f"AND({','.join(terms)})", Role.MISSING)


def help_columns(tab: Tab, sheet: Sheet, last: int, but: Sequence[Column] = ()) -> None:
    """A drop-down or a prompt for every column except those of `but`."""
    for number, column in enumerate(sheet.columns, 1):
        cells = area((FIRST_ROW, number), (last, number))
        if column in but or column.prompt is None:
            continue
        if column.choices is None:
            tab.say(cells, prompt(column))
        else:
            offer_choices(tab, cells, column, column.choices)


def width(column: Column) -> float:
    """The column's width in characters: as declared, or what the word above its header takes on one line."""
    word, look = texts.NEED_WORDS[column.need].th, style.LOOKS[BANDS[column.need]]
    found = column.width
    while lines(word, column_points(found), look) > 1:
        found += 1
    return found


def prompt(column: Column) -> Say:
    """What is said beside a cell of the column, within Excel's limits."""
    text = column.prompt.th if column.prompt else ""
    return Say(said_shortly(column.title.th, TITLE_LIMIT), said_shortly(text, TEXT_LIMIT))


def offer_choices(tab: Tab, cells: str, column: Column, choices: Choices) -> None:
    """The drop-down of a column; an open list lets other texts pass after a remark."""
    message = texts.CHOOSE_REMARK if choices.open else texts.CHOOSE_REFUSED
    refusal = Say(texts.CHOOSE_REFUSED_TITLE.th, message.th)
    tab.choose(cells, list_source(choices), prompt(column), refusal, strict=not choices.open)


def list_source(choices: Choices) -> str:
    """Where the items of a list stand: a plain absolute range, the one form that every program keeps.

    It ends with the last item: with blank lines below, Excel would open the list at its end.
    """
    column = positions.list_column(choices)
    first, last = (LISTS_FIRST_ROW, column), (LISTS_FIRST_ROW + len(choices.items) - 1, column)
    return area(first, last, absolute=True, tab=schema.LISTS_TAB.th)


def table(
    book: Book, sheet: Sheet, year: FiscalYear, records: Sequence[Record], *, when_used: Sequence[Column] = ()
) -> None:
    """A table that people fill; the columns of `when_used` show only where something stands in them."""
    tab = start_table(book, sheet, year, hidden=unused(records, *when_used) if when_used else ())
    tab.text((LIVE_ROW, 1), sheet.hint.th, Role.HINT)
    last = fill_table(tab, sheet, records)
    tab.freeze(HEADER_ROW)
    help_columns(tab, sheet, last)
    mark_missing(tab, sheet, last)
    frame_rows(tab, sheet, last)


def source(book: Book, year: FiscalYear, records: Sequence[Record]) -> None:
    """The text of an imported report that stands outside its table."""
    sheet = schema.SOURCE
    tab = start_table(book, sheet, year)
    tab.text((LIVE_ROW, 1), sheet.hint.th, Role.HINT)
    fill_table(tab, sheet, records)
    tab.freeze(HEADER_ROW)
    frame_rows(tab, sheet, FIRST_ROW + len(records) - 1)


def strips(
    sheet: Sheet, ends: Sequence[Column], repeated: Column, hidden: Sequence[Column] = ()
) -> tuple[list[int], int]:
    """Where pages end and the scale in percent, for a table printed in strips of A4 landscape."""
    edges = [positions.table_column(sheet, column) for column in ends]
    bounds = zip([0, *edges], [*edges, len(sheet.columns)], strict=True)
    strips = [sheet.columns[start:end] for start, end in bounds]
    widths = [sum(_points(column) for column in strip if column not in hidden) for strip in strips]
    widest = max(widths[0], *(width + _points(repeated) for width in widths[1:]))
    return edges, int(style.printable_width(landscape=True) / widest * PRINT_SHARE)


def _points(column: Column) -> float:
    """A column's whole width on paper at 100 %."""
    return (width(column) * 7 + 5) * 0.75
