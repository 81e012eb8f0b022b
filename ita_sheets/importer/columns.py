"""Which header of a foreign table means which of our columns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ita_sheets import schema, thai
from ita_sheets.entries import shown
from ita_sheets.headers import match_headers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ita_sheets.importer.lines import Line
    from ita_sheets.schema import Column

_CONTENT = (schema.ACTION, schema.OUTCOME, schema.STEPS)  # a table of measures has one of these
_GIVEN = (schema.MEASURE_ID, *schema.ROLLED_COLUMNS)  # the toolkit's own, in no foreign table
_LONGEST_HEADER = 120  # characters; longer texts are rows, and comparing them for near misses is slow
COLUMNS = tuple(column for column in schema.MEASURES.columns if column not in _GIVEN)
# The year that a row of a table of several years is of.
_YEAR_HEADERS = frozenset(
    map(thai.fold, ("ปี", "ปี พ.ศ.", "พ.ศ.", "ปีงบประมาณ", "ปีงบประมาณ พ.ศ.", "Year", "Fiscal year"))
)
# Headers that mean a further column when their own is already taken.
_SECOND_MEANINGS = {
    schema.ACTION.key: ("ผลการดำเนินการ", "ผลการดำเนินงาน", "การดำเนินงาน"),
    schema.OUTCOME.key: ("ผลการดำเนินงาน", "ความสำเร็จของการดำเนินการ"),
    schema.UNIT.key: ("หน่วยงาน", "กอง/สำนัก"),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A header of the table and the column it was taken for, if any."""

    header: str
    column: Column | None

    @property
    def key(self) -> str | None:
        """The key of the column; None for a header that is none of ours."""
        return schema.FISCAL_YEAR.key if self.is_year else self.column.key if self.column else None

    @property
    def is_year(self) -> bool:
        """Whether the column says which year a row is of."""
        return self.column is None and thai.fold(self.header) in _YEAR_HEADERS


def read_headings(line: Line, told: Mapping[str, str], *, near: bool) -> dict[int, Heading] | None:
    """The headings of a header row by position, or None when the line is no header row.

    A header row names the measure and at least one of the columns that say what was done; `near` takes
    mistyped headers as well. `told` gives columns' keys by folded header: what a person says comes first.
    """
    headers = {position: shown(cell.raw) for position, cell in line.filled.items()}
    if not line.is_row or len(headers) < 2 or max(map(len, headers.values())) > _LONGEST_HEADER:
        return None
    columns = _matched(headers, told, near=near)
    if schema.MEASURE not in columns.values() or not set(_CONTENT) & set(columns.values()):
        return None
    return {i: Heading(thai.tidy(text), columns.get(i)) for i, text in headers.items()}


def under_headings(
    above: Mapping[int, Heading], line: Line, told: Mapping[str, str]
) -> dict[int, Heading] | None:
    """The headings of a two-row header, or None when the line below is no second row of it.

    Every filled cell of a second row is a header we know; it stands for the one above it.
    """
    headers = {position: shown(cell.raw) for position, cell in line.filled.items()}
    columns = _matched(headers, told, near=False)
    if not headers or len(columns) < len(headers):
        return None
    return {**above, **{i: Heading(thai.tidy(text), columns[i]) for i, text in headers.items()}}


def _matched(headers: Mapping[int, str], told: Mapping[str, str], *, near: bool) -> dict[int, Column]:
    """Position -> column, each column at most once.

    What was told holds. A header that fits several columns leaves the one to which another header has a
    better right: first come the certain fits, moved along until as many headers as possible have a column,
    then near misses.
    """
    taken: dict[str, int] = {}
    for position, text in headers.items():
        if thai.fold(text) in told:
            taken.setdefault(told[thai.fold(text)], position)
    held = set(taken)
    open_headers = {i: text for i, text in headers.items() if thai.fold(text) not in {*told, *_YEAR_HEADERS}}
    fits = {
        position: [key for key in _meanings().get(thai.fold(text), []) if key not in held]
        for position, text in open_headers.items()
    }
    for position in sorted(open_headers):
        _place(position, fits, taken, set())
    rest = {position: text for position, text in open_headers.items() if position not in taken.values()}
    free = [column for column in COLUMNS if column.key not in taken]
    for key, positions in (match_headers(free, rest, near=True) if near else {}).items():
        taken[key] = positions[0]
    return {position: schema.MEASURES.column(key) for key, position in taken.items()}


@cache
def _meanings() -> dict[str, list[str]]:
    """Folded header -> the keys of the columns it may mean: by title, by alias, by second meaning."""
    ranks = (
        ((column.key, (column.title.th, column.title.en)) for column in COLUMNS),
        ((column.key, column.aliases) for column in COLUMNS),
        _SECOND_MEANINGS.items(),
    )
    meanings: dict[str, list[str]] = {}
    for rank in ranks:
        for key, names in rank:
            for name in names:
                meanings.setdefault(thai.fold(name), []).append(key)
    return meanings


def _place(position: int, fits: Mapping[int, list[str]], taken: dict[str, int], tried: set[str]) -> bool:
    """Give the header a column, moving others on where they have a further choice (augmenting paths)."""
    for key in fits[position]:
        if key in tried:
            continue
        tried.add(key)
        if key not in taken or _place(taken[key], fits, taken, tried):
            taken[key] = position
            return True
    return False
