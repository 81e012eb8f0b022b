"""Which of a file's tables is the report: what a person says, then the year asked for, else the first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Never

from ita_sheets import schema, thai
from ita_sheets.errors import NotOurTemplateError
from ita_sheets.importer.memo import year_in_name, year_named
from ita_sheets.importer.table import Table, Why, read_tables
from ita_sheets.texts import refusals

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ita_sheets.fiscal import FiscalYear
    from ita_sheets.importer.lines import Line, Sheet, Source


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person says about a file beyond its year: they know it, the program guesses.

    `columns` gives a column's key by header, `table` counts the tables of measures in the file from 1.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The table that was taken, where a memo may stand, and the tables not taken, each with the reason."""

    sheet: Sheet
    table: Table
    around: tuple[
        Line, ...
    ]  # lines above all tables of the sheet and around this one, and of sheets without one
    others: tuple[tuple[Sheet, Table, Why], ...]
    without: tuple[Sheet, ...]  # sheets without a table


def choose(source: Source, year: FiscalYear | None, wishes: Wishes) -> Choice:
    """Find the tables and take one.

    Raises `NotOurTemplateError` where there is none, where what was wished for is not there, or where tables
    of several years stand in the file and nothing says which.
    """
    told = {thai.fold(header): key for header, key in wishes.columns.items()}
    read = [
        (sheet, read_tables(sheet.lines, year=_year_of_sheet(sheet), told=told)) for sheet in source.sheets
    ]
    found = [(sheet, table) for sheet, tables in read for table in tables]
    if not found:
        _refuse_without_table()
    _check_sheet(source, wishes.sheet)
    held = [item for item in found if wishes.sheet is None or _same(item[0].name, wishes.sheet)]
    sheet, table = _taken(held, year, wishes.table)
    _check_headers(table, wishes.columns)
    around: list[Line] = []
    for one, tables in read:
        if one is sheet:
            around += [*(_above(tables[0], table) if tables[0] is not table else ()), *table.outside]
        elif not tables:
            around += [line for line in one.lines if line.filled]
    return Choice(
        sheet,
        table,
        tuple(around),
        tuple(
            (one, other, Why.OTHER_TABLE if one is sheet else Why.OTHER_SHEET)
            for one, other in found
            if other is not table
        ),
        tuple(one for one, tables in read if not tables),
    )


def _taken(
    held: Sequence[tuple[Sheet, Table]], year: FiscalYear | None, number: int | None
) -> tuple[Sheet, Table]:
    if number is not None or not held:
        if number is None or not 1 <= number <= len(held):
            _refuse(refusals.NO_SUCH_TABLE, count=len(held))
        return held[number - 1]
    named = [item for item in held if year is not None and year in _years(item[1])]
    years = sorted({year for _, table in held for year in _years(table)}, key=str)
    if year is None and len(years) > 1:
        _refuse(refusals.SEVERAL_YEARS, years=", ".join(map(str, years)))
    return max(named or held, key=lambda item: _official(item[1]))


def _official(table: Table) -> int:
    """How many of the report's own three columns a table has: a plan's has fewer than the report's."""
    return len({heading.column for heading in table.headings} & set(schema.OFFICIAL_COLUMNS))


def _years(table: Table) -> set[FiscalYear]:
    """The years a table is of: those of its rows, else the one above it."""
    return {row.year for row in table.rows if row.year} or ({table.year} if table.year else set())


def _year_of_sheet(sheet: Sheet) -> FiscalYear | None:
    return year_in_name(sheet.name)


def _above(first: Table, taken: Table) -> list[Line]:
    """The lines over a sheet's first table that hold for the one taken, too."""
    above = [line for line in first.outside if line.number < first.heads[0].number]
    return [line for line in above if year_named(line.text) in (None, taken.year)]


def _check_sheet(source: Source, name: str | None) -> None:
    names = [sheet.name for sheet in source.sheets]
    if name is not None and not any(_same(name, other) for other in names):
        _refuse(
            refusals.NO_SUCH_SHEET, name=name, names=", ".join(f"“{item}”" for item in names if item) or "-"
        )


def _check_headers(table: Table, columns: Mapping[str, str]) -> None:
    there = {thai.fold(heading.header) for heading in table.headings}
    for header in columns:
        if thai.fold(header) not in there:
            headers = ", ".join(f"“{thai.shortened(heading.header)}”" for heading in table.headings)
            _refuse(refusals.NO_SUCH_HEADER, name=header, names=headers)


def _same(one: str, other: str) -> bool:
    return thai.fold(one) == thai.fold(other)


def _refuse_without_table() -> Never:
    _refuse(
        refusals.NO_TABLE, headers=", ".join(f"“{column.title.th}”" for column in schema.OFFICIAL_COLUMNS)
    )


def _refuse(refusal: refusals.Refusal, **facts: object) -> Never:
    raise NotOurTemplateError(refusal.code, refusal.words.fill(**facts))
