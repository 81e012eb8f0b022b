"""The standard workbook of a fiscal year: blank, or filled from a report. All of it follows from `schema`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_sheets import schema
from ita_sheets.render import cover, form, tables
from ita_sheets.render.book import Book
from ita_sheets.render.measures import measures
from ita_sheets.render.positions import LISTS_FIRST_ROW, LISTS_HEADER_ROW, list_column
from ita_sheets.render.style import Role
from ita_sheets.texts import template as texts

if TYPE_CHECKING:
    from datetime import datetime

    from ita_sheets.fiscal import FiscalYear
    from ita_sheets.model import Report

KIND = "template"
LISTS_WIDTH, NOTE_WIDTH = 36.0, 74.0  # characters
LISTS_TAB_COLOUR = "B8C0C8"


def template(
    year: FiscalYear, report: Report | None = None, agency: str | None = None, *, created: datetime
) -> bytes:
    """The workbook's bytes. A report's entries go in letter for letter; `agency` fills in a missing name.

    Raises `CannotWriteError` for a text longer than a cell holds.
    """
    properties: dict[str, str | int] = {
        schema.PROPERTY_KIND: KIND,
        schema.PROPERTY_VERSION: schema.TEMPLATE_VERSION,
        schema.PROPERTY_YEAR: year.be,
    }
    book = Book(created, title=texts.PAGE_TITLE.fill(year=year).th, properties=properties)
    name = report.agency.name.text if report and not report.agency.name.blank else agency
    has_source = report is not None and bool(report.source)
    records = (*report.measures, *report.ended) if report else ()
    is_rolled = not tables.unused(records, *schema.ROLLED_COLUMNS)
    cover.cover(book, year, name, has_source=has_source, rolled_forward=is_rolled)
    form.agency(book, year, report.agency if report else None, agency)
    measures(book, year, records)
    weak_points = report.weak_points if report else ()
    tables.table(book, schema.WEAK_POINTS, year, weak_points, when_used=[schema.WEAK_SUGGESTION])
    form.scores(book, year, report.scores if report else ())
    tables.table(book, schema.WAIVERS, year, report.waivers if report else ())
    if report is not None and has_source:
        tables.source(book, year, report.source)
    _lists(book)
    return book.finished()


def _lists(book: Book) -> None:
    """The items of the drop-downs, one column a list."""
    tab = book.tab(schema.LISTS_TAB.th, colour=LISTS_TAB_COLOUR)
    for choices in schema.LISTS:
        column = list_column(choices)
        tab.column(column, LISTS_WIDTH)
        tab.text((LISTS_HEADER_ROW, column), choices.title.th, Role.HEAD)
        for row, item in enumerate(choices.items, LISTS_FIRST_ROW):
            tab.text((row, column), item.words.th, Role.GIVEN)
    note = len(schema.LISTS) + 1
    tab.column(note, NOTE_WIDTH)
    tab.text((LISTS_HEADER_ROW, note), texts.LISTS_TITLE.th, Role.SECTION)
    for row, words in enumerate((texts.LISTS_HINT, texts.LISTS_OWN), LISTS_FIRST_ROW):
        tab.text((row, note), words.th, Role.HINT)
    tab.freeze(LISTS_HEADER_ROW)
    tab.repeat(LISTS_HEADER_ROW, LISTS_HEADER_ROW)
