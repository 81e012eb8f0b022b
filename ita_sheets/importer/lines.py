"""A foreign report as lines of cells, letter for letter, whatever kind of file it came in.

Nothing is tidied or judged here. A line of a text file has the place "L12", a row of a workbook the places of
its cells, a paragraph of a Word document "P12", a cell of its second table "T2R3C1".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ita_sheets import thai
from ita_sheets.entries import RawValue, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ita_sheets.model import Oddity, Place, SourceFile


@dataclass(frozen=True, slots=True)
class Piece:
    """One cell of a line: its value letter for letter, and its place."""

    raw: RawValue
    at: Place

    @property
    def blank(self) -> bool:
        """Whether nothing visible stands there."""
        text = shown(self.raw).strip()  # most blanks are plain, and `is_blank` is thorough
        return not text or thai.is_blank(text)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text, a row of a sheet, or a paragraph or table row of a document.

    A paragraph is a line of text that no delimiter cuts; a row of a sheet with one filled cell is neither a
    paragraph nor, by itself, a row of a table.
    """

    number: int
    text: str
    cells: dict[int, Piece]  # by position from 0; a workbook's blank cells are left out
    filled: dict[int, Piece]  # those in which something visible stands
    is_row: bool
    is_paragraph: bool
    table: int = 0  # which of a document's tables the row stands in, from 1; 0 elsewhere
    # Cells merged down from a row above, with its text.
    spanned: dict[int, Piece] = field(default_factory=dict)
    is_wide: bool = False  # its one filled cell goes over several columns

    @property
    def at(self) -> Place:
        """The place of its first filled cell."""
        return next(iter((self.filled or self.cells).values())).at


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, or all of a text or document; `name` is "" there."""

    name: str
    lines: tuple[Line, ...]
    oddities: tuple[Oddity, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A file's sheets in order; there is at least one."""

    file: SourceFile
    sheets: tuple[Sheet, ...]


def row(
    number: int,
    cells: dict[int, Piece],
    *,
    table: int = 0,
    spanned: dict[int, Piece] | None = None,
    wide: Iterable[int] = (),
) -> Line:
    """A line that is cells throughout: a row of a table when more than one of them is filled.

    `wide` are the positions of cells that go over several columns.
    """
    filled = filled_of(cells)
    text = "\t".join(shown(cell.raw) for cell in filled.values())
    is_row = len(filled) > 1
    is_wide = len(filled) == 1 and not filled.keys().isdisjoint(wide)
    return Line(number, text, cells, filled, is_row, False, table, spanned or {}, is_wide)


def filled_of(cells: dict[int, Piece]) -> dict[int, Piece]:
    """The cells in which something visible stands."""
    return {position: cell for position, cell in cells.items() if not cell.blank}
