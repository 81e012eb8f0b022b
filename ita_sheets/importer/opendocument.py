"""An OpenDocument spreadsheet (.ods) as lines, read as a bounded stream behind the gate.

Rows and cells that a file says are repeated are repeated only where something stands in them, and only as far
as a report could reach (OpenDocument 1.3, part 3, sections 9.1 and 19.675 f.).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from ita_sheets import gate
from ita_sheets.entries import shown
from ita_sheets.gate import Stream
from ita_sheets.importer.lines import Line, Piece, Sheet, row
from ita_sheets.importer.numbering import number
from ita_sheets.model import Oddity, OddityKind, Place
from ita_sheets.texts import refusals
from ita_sheets.xlsx.references import address

if TYPE_CHECKING:
    from ita_sheets.entries import RawValue
    from ita_sheets.gate import Archive

_CONTENT, _KIND, _MANIFEST = "content.xml", "mimetype", "META-INF/manifest.xml"
_PREFIX, SPREADSHEET = "application/vnd.oasis.opendocument.", "spreadsheet"
_MAX_LETTERS = 2_000_000  # some forty times the longest report seen
_CELL_COST = 20  # letters that a cell counts for
_CELLS = frozenset({"table-cell", "covered-table-cell"})
_UNSEEN = frozenset({"annotation", "tracked-changes", "shapes", "note"})


def kind_of(archive: Archive) -> str | None:
    """What kind of OpenDocument file the archive is, such as `SPREADSHEET`; None where it is none."""
    if _KIND not in archive.namelist():
        return None
    kind = next(archive.chunks(_KIND), b"")[:100].decode("ascii", "replace")
    return kind.removeprefix(_PREFIX).strip() if kind.startswith(_PREFIX) else None


def read_spreadsheet(archive: Archive, file: str) -> tuple[Sheet, ...]:
    """The sheets of an OpenDocument spreadsheet; `file` is what their places call it.

    Raises `UnreadableError` where it has a password, or is damaged, unsafe or too large.
    """
    parts = set(archive.namelist())
    if _MANIFEST in parts and b"encryption-data" in b"".join(archive.chunks(_MANIFEST)):
        gate.refuse(refusals.PASSWORD)
    if _CONTENT not in parts:
        gate.refuse(refusals.DAMAGED, part=_CONTENT)
    content = _Content(_CONTENT, file)
    content.run(archive)
    if not content.sheets:
        gate.refuse(refusals.DAMAGED, part=_CONTENT)
    return tuple(content.sheets)


@dataclass(slots=True)
class _Cell:
    """A cell as far as it was read."""

    attributes: dict[str, str]
    covered: bool = False
    paragraphs: list[str] = field(default_factory=list)

    @property
    def value(self) -> RawValue:
        """A number or date where the cell holds one, else what it shows."""
        kind, text = self.attributes.get("value-type", ""), "\n".join(self.paragraphs)
        try:
            if kind == "float":
                value = float(self.attributes.get("value", ""))
                return int(value) if value.is_integer() and abs(value) < 1e15 else value
            if kind == "date":
                return datetime.fromisoformat(self.attributes.get("date-value", ""))
        except ValueError:
            return text
        return text or self.attributes.get("string-value", "")


class _Content(Stream):
    """Turns the tables of `content.xml` into sheets."""

    def __init__(self, part: str, file: str) -> None:
        super().__init__(part)
        self.file = file
        self.sheets: list[Sheet] = []
        self.unseen = self.tables = self.letters = self.taken = 0
        self.cell: _Cell | None = None
        self.in_paragraph = False
        self.name = ""  # of the sheet
        self.lines: list[Line] = []
        self.oddities: list[Oddity] = []
        self.above: dict[int, tuple[int, Piece]] = {}  # column -> last row it is merged down to, what it says
        self.row = self.column = self.repeated = 1
        self.hidden = False
        self.values: dict[int, RawValue] = {}  # of the row, by column
        self.wide: list[int] = []  # positions of its cells that go over several columns
        self.parser.CharacterDataHandler = self._characters

    def start(self, name: str, attributes: dict[str, str]) -> None:
        own = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if self.unseen or name in _UNSEEN:
            self.unseen += 1
        elif name == "table":
            self.tables += 1
            if self.tables == 1:
                self._start_sheet(own.get("name", ""))
        elif self.tables != 1:
            return  # a table inside a cell's drawing
        elif name == "table-row":
            self.repeated, self.column = max(1, number(own.get("number-rows-repeated", ""), 1)), 1
            self.hidden = own.get("visibility", "visible") != "visible"
            self.values, self.wide = {}, []
        elif name in _CELLS:
            self.cell = _Cell(own, covered=name == "covered-table-cell")
        elif self.cell is not None:
            self._text_element(self.cell, name, own)

    def end(self, name: str) -> None:
        if self.unseen:
            self.unseen -= 1
        elif name == "table":
            self.tables -= 1
            if self.tables == 0:
                self.sheets.append(Sheet(self.name, tuple(self.lines), tuple(self.oddities)))
        elif self.tables != 1:
            return
        elif name == "table-row":
            self._end_row()
        elif name in _CELLS and self.cell is not None:
            self._end_cell(self.cell)
            self.cell = None
        elif name == "p":
            self.in_paragraph = False

    def _start_sheet(self, name: str) -> None:
        if len(self.sheets) == gate.MAX_SHEETS:
            gate.refuse(refusals.TOO_LARGE, what=f"{len(self.sheets) + 1:,}", limit=f"{gate.MAX_SHEETS}")
        self.name, self.lines, self.oddities, self.row, self.above = name, [], [], 1, {}

    def _text_element(self, cell: _Cell, name: str, own: dict[str, str]) -> None:
        if name == "p":
            cell.paragraphs.append("")
            self.in_paragraph = True
        elif self.in_paragraph and name in ("s", "tab", "line-break"):
            spaces = " " * min(number(own.get("c", ""), 1), 1000)
            self._characters({"s": spaces, "tab": "\t"}.get(name, "\n"))

    def _characters(self, text: str) -> None:
        if self.in_paragraph and self.cell is not None and not self.unseen:
            self.letters += len(text)
            if self.letters > _MAX_LETTERS:
                gate.refuse(refusals.TOO_LARGE, what=self.part, limit=f"{_MAX_LETTERS:,}")
            self.cell.paragraphs[-1] += text

    def _end_cell(self, cell: _Cell) -> None:
        repeated = max(1, number(cell.attributes.get("number-columns-repeated", ""), 1))
        value = "" if cell.covered else cell.value
        if value != "":
            if self.column + repeated - 1 > gate.MAX_COLUMN:
                gate.refuse(refusals.FAR_AWAY, sheet=self.name, cell=address(self.row, self.column))
            self.values |= dict.fromkeys(range(self.column, self.column + repeated), value)
            if number(cell.attributes.get("number-columns-spanned", ""), 1) > 1:
                self.wide.append(self.column - 1)
            down = number(cell.attributes.get("number-rows-spanned", ""), 1)
            if down > 1:
                piece = Piece(value, self._place(self.row, self.column))
                self.above[self.column] = (self.row + down - 1, piece)
        self.column += repeated

    def _end_row(self) -> None:
        if not self.values:
            self.row += self.repeated
            return
        if self.row + self.repeated - 1 > gate.MAX_ROW:
            gate.refuse(refusals.FAR_AWAY, sheet=self.name, cell=address(self.row, 1))
        for _ in range(self.repeated):
            self._take_row()
            self.row += 1

    def _take_row(self) -> None:
        # Repeated cells are counted as often as they are taken.
        self.taken += sum(len(shown(value)) + _CELL_COST for value in self.values.values())
        if self.taken > _MAX_LETTERS:
            gate.refuse(refusals.TOO_LARGE, what=self.part, limit=f"{_MAX_LETTERS:,}")
        cells = {
            column - 1: Piece(value, self._place(self.row, column)) for column, value in self.values.items()
        }
        spanned = {
            column - 1: piece
            for column, (last, piece) in self.above.items()
            if self.row <= last and column not in self.values
        }
        self.lines.append(row(self.row, cells, spanned=spanned, wide=self.wide))
        if self.hidden:
            self.oddities.append(Oddity(OddityKind.ROW_HIDDEN, self._place(self.row, 1)))

    def _place(self, row_number: int, column: int) -> Place:
        return Place(self.file, self.name, address(row_number, column))
