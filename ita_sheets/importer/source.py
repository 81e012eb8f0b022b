"""A foreign report file as lines of cells: what kind of file it is, and who reads it.

The only place of the importer that touches a file. What a file is, its first bytes say; its name only tells
a table with commas from plain text.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from ita_sheets import gate, schema
from ita_sheets.entries import shown
from ita_sheets.grid import CellKind, open_book
from ita_sheets.importer import opendocument, plain, word
from ita_sheets.importer.lines import Piece, Sheet, Source, row
from ita_sheets.model import Oddity, OddityKind, SourceFile
from ita_sheets.texts import refusals

if TYPE_CHECKING:
    from pathlib import Path

    from ita_sheets.gate import Archive
    from ita_sheets.grid import Grid
    from ita_sheets.importer.lines import Line

_ARCHIVE, _OLD_OFFICE, _PDF = b"PK", b"\xd0\xcf\x11\xe0", b"%PDF"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:html|!doctype|\?xml)", re.IGNORECASE)
_MAX_SPANNED = 2_000_000  # letters, merged ones counted for each row
_PICTURE_NAMES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".webp"})


def read_source(path: Path) -> Source:
    """The lines of a text file, a workbook, an OpenDocument spreadsheet or a Word document.

    Raises `UnreadableError` for a file that is missing, damaged, too large or of another kind, or in which a
    text is longer than a cell of a workbook may be.
    """
    source = _read(path)
    for piece in (cell for sheet in source.sheets for line in sheet.lines for cell in line.filled.values()):
        length = len(shown(piece.raw))
        if length > schema.MAX_CELL_TEXT:
            what = f"{piece.at.sheet or ''} {piece.at.cell}: {length:,}".strip()
            gate.refuse(refusals.TOO_LARGE, what=what, limit=f"{schema.MAX_CELL_TEXT:,}")
    return source


def _read(path: Path) -> Source:
    data = gate.read_bytes(path)
    name = unicodedata.normalize("NFC", path.name)
    suffix = path.suffix.lower()
    _refuse_pages(data, suffix)
    if _MARKUP.match(data):
        kind = refusals.HTML if b"<html" in data[:1000].lower() else refusals.UNKNOWN
        gate.refuse(refusals.OLD_IMPORT, kind=kind)
    if suffix in plain.KINDS and not data.startswith(_ARCHIVE):
        return Source(_file(name, data), (plain.read_text(data, name, suffix),))
    if not data.startswith(_OLD_OFFICE):
        with gate.open_archive(data) as archive:
            sheets = _sheets_of_document(archive, name)
        if sheets:
            return Source(_file(name, data), sheets)
    elif suffix in (".doc", ".dot"):
        gate.refuse(refusals.OLD_WORD)
    book = open_book(path)
    return Source(book.file, tuple(_sheet(grid) for grid in book.grids))


def _file(name: str, data: bytes) -> SourceFile:
    return SourceFile(name, hashlib.sha256(data).hexdigest(), len(data))


def _refuse_pages(data: bytes, suffix: str) -> None:
    """Refuse what holds pictures of pages, or pages without cells."""
    if data.startswith(_PDF) or suffix == ".pdf":
        gate.refuse(refusals.PDF_IMPORT)
    if data.startswith(_PICTURES) or suffix in _PICTURE_NAMES:
        gate.refuse(refusals.PICTURE_IMPORT)
    if data.startswith(b"{\\rtf"):
        gate.refuse(refusals.OLD_WORD)


def _sheets_of_document(archive: Archive, name: str) -> tuple[Sheet, ...]:
    """What a Word document or an OpenDocument spreadsheet holds; nothing for a workbook of Excel."""
    if word.is_document(archive):
        sheet = word.read_document(archive, name)
        if not any(line.filled for line in sheet.lines):
            gate.refuse(refusals.PICTURE_IMPORT)
        return (sheet,)
    kind = opendocument.kind_of(archive)
    if kind is not None and kind != opendocument.SPREADSHEET:
        gate.refuse(refusals.OLD_IMPORT, kind=refusals.OPEN_DOCUMENT)
    return opendocument.read_spreadsheet(archive, name) if kind else ()


def _sheet(grid: Grid) -> Sheet:
    lines: list[Line] = []
    oddities: list[Oddity] = []
    spanned = _spanned(grid)
    wide = {(merge.top, merge.left - 1) for merge in grid.merges if merge.right > merge.left}
    for number, cells in grid.rows():
        pieces = {cell.column - 1: Piece(cell.value, grid.place(number, cell.column)) for cell in cells}
        across = [position for position in pieces if (number, position) in wide]
        lines.append(row(number, pieces, spanned=spanned.get(number), wide=across))
        for cell in cells:
            at = grid.place(number, cell.column)
            if cell.kind is CellKind.ERROR:
                oddities.append(Oddity(OddityKind.CELL_ERROR, at, {"error": cell.value}))
            elif cell.kind is CellKind.FORMULA_EMPTY:
                oddities.append(Oddity(OddityKind.FORMULA_EMPTY, at))
        if number in grid.hidden_rows:
            oddities.append(Oddity(OddityKind.ROW_HIDDEN, grid.place(number, 1)))
    return Sheet(grid.name, tuple(lines), tuple(oddities))


def _spanned(grid: Grid) -> dict[int, dict[int, Piece]]:
    """By row, the cells that are merged with one above, each with what that one says."""
    found: dict[int, dict[int, Piece]] = {}
    letters = 0
    for merge in grid.merges:
        cell = grid.at(merge.top, merge.left)
        if cell is None:
            continue
        piece = Piece(cell.value, grid.place(merge.top, merge.left))
        below = range(merge.top + 1, min(merge.bottom, grid.last_row) + 1)
        letters += len(below) * (len(shown(cell.value)) + 1)
        if letters > _MAX_SPANNED:
            gate.refuse(refusals.TOO_LARGE, what=f"{grid.name}: {merge.ref}", limit=f"{_MAX_SPANNED:,}")
        for number in below:
            found.setdefault(number, {})[merge.left - 1] = piece
    return found
