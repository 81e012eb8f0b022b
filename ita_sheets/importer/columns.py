"""Which header of a foreign table means which of our columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ita_sheets import schema, thai
from ita_sheets.entries import shown
from ita_sheets.headers import match_headers
from ita_sheets.importer import meanings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ita_sheets.importer.lines import Line
    from ita_sheets.schema import Column

_CONTENT = (schema.ACTION, schema.OUTCOME, schema.STEPS)  # a table of measures has one of these
_STRICT_WAYS = (meanings.certain, meanings.doubtful)
_LOOSE_WAYS = (
    meanings.certain, meanings.opened, meanings.doubtful, meanings.opened_doubtfully, meanings.of_a_part,
)  # fmt: skip
_LONGEST_HEADER = 300  # characters; longer texts are rows
_LONGEST_NEAR = 120  # of a header held against ours for slips of typing, which is slow


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
        return self.column is None and meanings.is_year(self.header)


def read_headings(line: Line, told: Mapping[str, str], *, loose: bool) -> dict[int, Heading] | None:
    """The headings of a header row by position, or None when the line is no header row.

    A header row names the measure and at least one of the columns that say what was done; `loose` takes
    headers that only begin with a name we know, and mistyped ones. `told` gives columns' keys by folded
    header: what a person says comes first.
    """
    headers = {position: shown(cell.raw) for position, cell in line.filled.items()}
    if not line.is_row or len(headers) < 2 or max(map(len, headers.values())) > _LONGEST_HEADER:
        return None
    columns = _matched(headers, told, loose=loose)
    if schema.MEASURE not in columns.values() or not set(_CONTENT) & set(columns.values()):
        return None
    return {i: Heading(thai.tidy(text), columns.get(i)) for i, text in headers.items()}


def under_headings(
    above: Mapping[int, Heading], line: Line, told: Mapping[str, str]
) -> dict[int, Heading] | None:
    """The headings of a two-row header, or None when the line below is no second row of it.

    A second row names neither measure nor number, or nothing but columns we know. A header we know stands
    for the one above it; any other names a part of the text column it stands under.
    """
    headers = {position: shown(cell.raw) for position, cell in line.filled.items()}
    columns = _matched(headers, told, loose=False)
    own = {i for i, heading in above.items() if heading.column in (schema.MEASURE, schema.NUMBER)}
    if not headers or (len(columns) < len(headers) and (own & headers.keys() or not line.is_row)):
        return None
    below = {i: columns.get(i) or _part_of(above, i) for i in headers}
    return {**above, **{i: Heading(thai.tidy(text), below[i]) for i, text in headers.items()}}


def _part_of(above: Mapping[int, Heading], position: int) -> Column | None:
    """The text column whose header spans the position."""
    over = above.get(max((i for i in above if i <= position), default=-1))
    return over.column if over and over.column and over.column.kind is schema.Kind.TEXT else None


def counts_columns(line: Line) -> bool:
    """Whether the line numbers the columns of a header above it: (1) (2) (3)."""
    texts = [thai.fold(shown(cell.raw)) for cell in line.filled.values()]
    return len(texts) > 2 and texts == [str(n) for n in range(1, len(texts) + 1)]


def _matched(headers: Mapping[int, str], told: Mapping[str, str], *, loose: bool) -> dict[int, Column]:
    """Position -> column, each at most once but for what was told, which holds.

    A header that fits several columns leaves the one to which another header has a
    better right: first come the certain names, moved along until as many headers as possible have a column,
    then, where that may be, what only opens with a name, what is used in several senses, parts of a year
    (the last one), and near misses.
    """
    held = {position: told[thai.fold(text)] for position, text in headers.items() if thai.fold(text) in told}
    left = {i: text for i, text in headers.items() if i not in held and not meanings.is_year(text)}
    taken: dict[str, int] = {}
    fits: dict[int, list[str]] = {}
    for way in _LOOSE_WAYS if loose else _STRICT_WAYS:
        order = sorted(left.keys() - set(taken.values()), reverse=way is meanings.of_a_part)
        fits |= {i: [key for key in way(left[i]) if key not in held.values()] for i in order}
        for position in order:
            _place(position, fits, taken, set())
    rest = {i: text for i, text in left.items() if i not in taken.values() and len(text) <= _LONGEST_NEAR}
    free = [column for column in meanings.COLUMNS if column.key not in {*taken, *held.values()}]
    for key, positions in (match_headers(free, rest, near=True) if loose else {}).items():
        taken[key] = positions[0]
    found = held | {position: key for key, position in taken.items()}
    return {position: schema.MEASURES.column(key) for position, key in found.items()}


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
