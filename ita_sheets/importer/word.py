"""A Word document (.docx) as lines: its paragraphs, the rows of its tables, then notes, headers and footers.

Read as a bounded stream behind the gate, so that nothing in it is run, followed or believed. What a reader of
the printed page sees is what counts: numbers that Word writes by itself stand before their paragraphs,
deleted text is left out and inserted text taken, a text box is said once, not again for old versions.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ita_sheets import gate
from ita_sheets.entries import shown
from ita_sheets.gate import Stream
from ita_sheets.importer.lines import Line, Piece, Sheet, row
from ita_sheets.importer.numbering import Numbering, NumberingStream, StylesStream, attribute, number
from ita_sheets.model import Place
from ita_sheets.texts import refusals

if TYPE_CHECKING:
    from ita_sheets.gate import Archive

_MAX_LETTERS = 2_000_000  # of the whole document: some forty times the longest report seen
_MAX_LINES = 20_000  # paragraphs and rows; a report has some hundred
_MAX_PARAGRAPHS = 60_000  # those in cells counted; measured: 2 s
_MAX_COLUMNS = 64  # one more than Word allows in a table
_UNSEEN = frozenset(
    {"del", "moveFrom", "Fallback", "instrText", "rt", "sectPrChange", "pPrChange", "rPrChange"}
)
_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_BESIDE = re.compile(r"word/(?:footnotes|endnotes|header[0-9]*|footer[0-9]*)\.xml")
_NOTES_OF_WORD = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_LETTER_CODE = re.compile("[0-9A-Fa-f]{2,5}")


def is_document(archive: Archive) -> bool:
    """Whether the archive is a Word document."""
    return _main_part(archive) is not None


def read_document(archive: Archive, file: str) -> Sheet:
    """All of a Word document as one sheet; `file` is what its places call it.

    Raises `UnreadableError` where a part is damaged, unsafe or too large.
    """
    main = _main_part(archive)
    if main is None:
        gate.refuse(refusals.DAMAGED, part="word/document.xml")
    folder = posixpath.dirname(main)
    parts = set(archive.namelist())
    lists, styles = NumberingStream(f"{folder}/numbering.xml"), StylesStream(f"{folder}/styles.xml")
    for stream in (lists, styles):
        if stream.part in parts:
            stream.run(archive)
    lines: list[Line] = []
    seen: set[str] = set()
    for part in (main, *sorted(filter(_BESIDE.fullmatch, parts))):
        body = _Body(part, file, lists.found, styles, len(lines))
        body.run(archive)
        # The same header stands in a file for each section.
        lines += body.lines if part == main else [line for line in body.lines if line.text not in seen]
        seen |= {line.text for line in body.lines} if part != main else set()
    return Sheet("", tuple(lines))


def _main_part(archive: Archive) -> str | None:
    parts = set(archive.namelist())
    if "word/document.xml" in parts:
        return "word/document.xml"
    relations = _Relations("_rels/.rels")
    if relations.part in parts:
        relations.run(archive)
    target = posixpath.normpath(relations.target.removeprefix("/"))
    return target if target in parts and target.startswith("word/") else None


class _Relations(Stream):
    """Finds the part that a package names as its document."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.target = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            self.target = attributes.get("Target", "")


@dataclass(slots=True)
class _Paragraph:
    """A paragraph as far as it was read."""

    text: list[str] = field(default_factory=list)
    style: str = ""
    list: str | None = None
    depth: int | None = None


@dataclass(slots=True)
class _Cell:
    """A table's cell as far as it was read."""

    paragraphs: list[str] = field(default_factory=list)
    span: int = 1
    goes_on: bool = False  # merged with the cell above
    number: str = ""  # what Word writes before its first paragraph, where nothing else stands in that

    @property
    def text(self) -> str:
        """Its paragraphs, one a line; a number alone counts where it is all that a reader sees."""
        return "\n".join(self.paragraphs).strip("\n") or self.number


@dataclass(slots=True)
class _Table:
    """A table as far as it was read; one inside a cell has the number 0 and becomes lines of that cell."""

    number: int
    rows: int = 0
    column: int = 0  # of the next cell, by the table's grid
    cells: dict[int, _Cell] = field(default_factory=dict)
    above: dict[int, Piece] = field(default_factory=dict)  # what a cell merged downwards says
    places: int = 0  # cells of the row so far
    columns: int = 0  # of its grid

    @property
    def is_box(self) -> bool:
        """Whether it is a frame of one column around text and tables, which stand in it as on the page."""
        return self.columns == 1 and self.number > 0


class _Body(Stream):
    """Turns the elements of one part into lines."""

    def __init__(self, part: str, file: str, lists: Numbering, styles: StylesStream, before: int) -> None:
        super().__init__(part)
        self.file = file
        self.numbers = lists
        self.styles = styles
        self.before = before
        self.lines: list[Line] = []
        self.paragraphs: list[_Paragraph] = []
        self.tables: list[_Table] = []
        self.cells: list[_Cell] = []  # those that are open, a nested table's last
        self.count = self.met = self.letters = self.tables_met = 0  # `count`: paragraphs outside tables
        self.unseen = 0  # elements around that no reader of the page sees
        self.runs = 0  # a tab outside a run is a setting
        self.in_text = False
        self.parser.CharacterDataHandler = self._characters

    # --- elements -----------------------------------------------------------------------------------------

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.unseen or name in _UNSEEN:
            self.unseen += 1
        elif name == "p":
            self.paragraphs.append(_Paragraph())
        elif name in ("tbl", "tr", "tc"):
            self._start_table_part(name)
        elif name == "t":
            self.in_text = True
        elif name == "r":
            self.runs += 1
        elif name in ("footnote", "endnote") and attribute(attributes, "type") in _NOTES_OF_WORD:
            self.unseen = 1
        else:
            self._property(name, attributes)

    def end(self, name: str) -> None:
        if self.unseen:
            self.unseen -= 1
        elif name == "t":
            self.in_text = False
        elif name == "r":
            self.runs -= 1
        elif name == "p" and self.paragraphs:
            self._end_paragraph(self.paragraphs.pop())
        elif name == "tc" and self.cells and not self.tables[-1].is_box:
            self.cells.pop()
        elif name == "tr" and self.tables:
            self._end_row(self.tables[-1])
        elif name == "tbl" and self.tables:
            self.tables.pop()

    def _start_table_part(self, name: str) -> None:
        if name == "tbl":
            inside = bool(self.cells)
            self.tables_met += not inside
            self.tables.append(_Table(0 if inside else self.tables_met))
        elif name == "tr" and self.tables:
            table = self.tables[-1]
            self._limit(table.rows)
            table.rows, table.column, table.places, table.cells = table.rows + 1, 0, 0, {}
        elif name == "tc" and self.tables and not self.tables[-1].is_box:
            table, cell = self.tables[-1], _Cell()
            table.places += 1
            table.cells[table.places] = cell
            self.cells.append(cell)

    def _property(self, name: str, attributes: dict[str, str]) -> None:
        value = attribute(attributes, "val")
        if name in ("gridSpan", "gridBefore", "vMerge"):
            self._cell_property(name, value)
        elif name == "gridCol" and self.tables:
            self.tables[-1].columns += 1
        elif not self.paragraphs:
            return
        elif name in _SIGNS and self.runs:
            self._add(_SIGNS[name])
        elif name == "br" and attribute(attributes, "type") not in ("page", "column"):
            self._add("\n")
        elif name == "sym" and _LETTER_CODE.fullmatch(attribute(attributes, "char")):
            self._add(chr(int(attribute(attributes, "char"), 16)))
        elif name == "pStyle":
            self.paragraphs[-1].style = value
        elif name == "numId":
            self.paragraphs[-1].list = value
        elif name == "ilvl":
            self.paragraphs[-1].depth = number(value, 0)

    def _cell_property(self, name: str, value: str) -> None:
        if name == "gridBefore" and self.tables:
            self.tables[-1].column = min(number(value, 0), _MAX_COLUMNS)
        elif self.cells and not self.cells[-1].paragraphs:
            if name == "gridSpan":
                self.cells[-1].span = max(1, min(number(value, 1), _MAX_COLUMNS))
            elif name == "vMerge":
                self.cells[-1].goes_on = value != "restart"

    def _characters(self, text: str) -> None:
        if self.in_text and not self.unseen and self.paragraphs:
            self._add(text)

    def _add(self, text: str) -> None:
        self._count_letters(len(text))
        self.paragraphs[-1].text.append(text)

    def _count_letters(self, letters: int) -> None:
        """Count them; those of a merged cell count in each row that it spans."""
        self.letters += letters
        if self.letters > _MAX_LETTERS:
            gate.refuse(refusals.TOO_LARGE, what=self.part, limit=f"{_MAX_LETTERS:,}")

    # --- what has ended -----------------------------------------------------------------------------------

    def _end_paragraph(self, paragraph: _Paragraph) -> None:
        text = "".join(paragraph.text)
        number = self._number(paragraph)
        if text.strip():
            text = number + text
        self.met += 1
        self._limit(self.met, _MAX_PARAGRAPHS)
        if self.cells:
            cell = self.cells[-1]
            if not cell.paragraphs and any(map(str.isalnum, number)):
                cell.number = number.strip()
            cell.paragraphs.append(text)
            return
        self.count += 1
        self._limit(self.count)
        if text:
            self._take_line(text)

    def _limit(self, count: int, most: int = _MAX_LINES) -> None:
        if count > most:
            gate.refuse(refusals.TOO_LARGE, what=self.part, limit=f"{most:,}")

    def _number(self, paragraph: _Paragraph) -> str:
        name, depth = self.styles.numbering(paragraph.style)
        name = name if paragraph.list is None else paragraph.list
        return self.numbers.before(name, depth if paragraph.depth is None else paragraph.depth)

    def _take_line(self, text: str) -> None:
        mark = "P" if self.part.endswith("/document.xml") else posixpath.basename(self.part)[:-4] + " P"
        piece = Piece(text, Place(self.file, None, f"{mark}{self.count}"))
        cells = {} if piece.blank else {0: piece}
        self.lines.append(Line(self._line_number(), text, {0: piece}, cells, is_row=False, is_paragraph=True))

    def _line_number(self) -> int:
        return self.before + len(self.lines) + 1

    def _end_row(self, table: _Table) -> None:
        if not table.number:
            said = "\t".join(cell.text for cell in table.cells.values())
            if self.cells:
                self.cells[-1].paragraphs.append(said)
            return
        cells: dict[int, Piece] = {}
        spanned: dict[int, Piece] = {}
        wide: list[int] = []
        column = table.column
        for place, cell in table.cells.items():
            at = Place(self.file, None, f"T{table.number}R{table.rows}C{place}")
            piece = Piece(cell.text, at)
            if cell.goes_on and piece.blank and column in table.above:
                spanned[column] = table.above[column]
                self._count_letters(len(shown(table.above[column].raw)))
                piece = Piece("", at)
            else:
                table.above[column] = piece
            cells[column] = piece
            if cell.span > 1:
                wide.append(column)
            column += cell.span
            if column > _MAX_COLUMNS:
                gate.refuse(refusals.TOO_LARGE, what=f"{self.part}: {at.cell}", limit=f"{_MAX_COLUMNS}")
        if cells:
            at_line = self._line_number()
            self.lines.append(row(at_line, cells, table=table.number, spanned=spanned, wide=wide))
