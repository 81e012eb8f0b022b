"""One sheet's cells as they stand in its XML, and what is merged or hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Never

from ita_sheets import gate
from ita_sheets.texts import refusals
from ita_sheets.xlsx.references import address, position
from ita_sheets.xlsx.strings import RichTextStream, decoded

if TYPE_CHECKING:
    from ita_sheets.gate import Archive

MAX_CELLS = 40_000  # filled ones of all sheets; a report of 60 measures has some 2,000
MAX_MERGED_CELLS = 200_000  # of one sheet; a merge over a whole row has 16,384
_ALL_ROWS = 1_048_576  # of a sheet in Excel


class RawCell(NamedTuple):
    """A cell that holds something: its type, format and text as the XML has them."""

    row: int
    column: int
    type: str
    format: int
    text: str
    formula: bool
    saved: bool  # a value stands there; a formula's result may never have been saved


class RawSheet(NamedTuple):
    """What the stream saw of one sheet. A merge is top, left, bottom and right."""

    cells: dict[tuple[int, int], RawCell]
    merges: list[tuple[int, int, int, int]]
    hidden_rows: set[int]


def read(archive: Archive, part: str, name: str) -> RawSheet:
    """The filled cells of a sheet; refuses one that is far too large or reaches far beyond any form."""
    stream = _SheetStream(part, name, MAX_CELLS - archive.cells)
    stream.run(archive)
    archive.cells += len(stream.cells)
    archive.elements += stream.passed // 4
    return RawSheet(stream.cells, stream.merges, stream.hidden_rows)


class _SheetStream(RichTextStream):
    def __init__(self, part: str, sheet: str, room: int) -> None:
        super().__init__(part)
        self.room = room  # for filled cells
        self.sheet = sheet
        self.cells: dict[tuple[int, int], RawCell] = {}
        self.merges: list[tuple[int, int, int, int]] = []
        self.hidden_rows: set[int] = set()
        self.passed = 0  # rows that were only counted
        self._merged = 0
        self._row = self._column = 0
        self._passed = ""  # the reference of a blank cell: where it stands matters to one without a reference
        self._cell: dict[str, str] = {}  # its attributes
        self._value = ""
        self._in_cell = self._formula = self._saved = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._cell = attributes
            self._in_cell, self._formula, self._saved = True, False, False
        elif name == "row":
            self._start_row(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif self._in_cell:
            self._start_content(name)

    def _start_content(self, name: str) -> None:
        if name == "f":
            self._formula = True
        elif name == "v":
            # A text formula's saved result may be empty; an empty <v/> of any other kind was never saved.
            self._saved = self._cell.get("t") == "str"
            self.gather()
        elif name == "is":
            self._saved = True
        else:
            self.start_run(name)

    def end(self, name: str) -> None:
        if name == "c" and self._in_cell:
            self._end_cell()
        elif name == "v":
            self._value = decoded(self.gathered())
        elif self._in_cell:
            self.end_run(name)

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        known = number.isascii() and number.isdecimal() and len(number) <= 7
        self._row = int(number) if known else self._row + 1
        self._column, self._passed = 0, ""
        if self._row > gate.MAX_ROW:
            self.parser.StartElementHandler, self.parser.EndElementHandler = self._start_beyond, None
        elif gate.is_true(attributes.get("hidden")):
            self.hidden_rows.add(self._row)

    def _start_beyond(self, name: str, attributes: dict[str, str]) -> None:
        """Below the last row that may be filled rows are only counted, up to the next cell.

        Formats on whole columns leave a million blank rows, which should cost next to nothing.
        """
        if name.endswith("row") and self.passed < _ALL_ROWS:
            self.passed += 1
            return
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self._start(name, attributes)

    def _end_cell(self) -> None:
        self._in_cell = False
        reference = self._cell.get("r", "")
        text = self._value + self.runs()
        self._value = ""
        saved = self._saved or text != ""
        if reference and not saved and not self._formula:
            self._passed = reference  # sheets may hold a million of these: no more is made of them
            return
        self._move_to(self._passed)
        self._move_to(reference or None)
        if saved or self._formula:
            self._keep(text, saved=saved)

    def _move_to(self, reference: str | None) -> None:
        """Go to a cell; None for the one behind the last, "" to stay."""
        self._passed = ""
        if reference != "":
            at = position(reference) if reference else None
            self._row, self._column = at or (self._row, self._column + 1)

    def _keep(self, text: str, *, saved: bool) -> None:
        at = max(self._row, 1), self._column
        if at[0] > gate.MAX_ROW or at[1] > gate.MAX_COLUMN:
            self._far_away(address(*at))
        if len(self.cells) >= self.room:
            gate.refuse(refusals.TOO_LARGE, what=self.part, limit=f"{MAX_CELLS:,}")
        number = self._cell.get("s", "")
        format_ = int(number) if number.isascii() and number.isdecimal() and len(number) <= 9 else 0
        self.cells[at] = RawCell(*at, self._cell.get("t", "n"), format_, text, self._formula, saved)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = position(first), position(last or first)
        if start is None or end is None or end[0] < start[0] or end[1] < start[1]:
            return
        self._merged += (end[0] - start[0] + 1) * (end[1] - start[1] + 1)
        if self._merged > MAX_MERGED_CELLS:
            self._far_away(reference)
        self.merges.append((*start, *end))

    def _far_away(self, cell: str) -> Never:
        gate.refuse(refusals.FAR_AWAY, sheet=self.sheet, cell=cell)
