"""The marked copy: the sender's own workbook with the findings marked in its cells.

Only what carries marks is changed, inside the package: some sheets, their notes, the styles, the workbook's
list of sheets. Every other part keeps its bytes; a library that loads and saves a workbook would lose
drop-downs, rich text, pictures and saved results. Marks of an earlier copy are taken out first, so that they
never stack. Where a condition of the template colours a cell already (a blank outcome, say), that colour is
seen in place of the mark's, until the cell is filled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ita_sheets import gate, grid, schema
from ita_sheets.annotate import marks
from ita_sheets.annotate.first_page import FirstPage, Witness, free_tab
from ita_sheets.annotate.notes import Notes
from ita_sheets.annotate.package import Package
from ita_sheets.annotate.removal import remove_marks
from ita_sheets.annotate.sheets import SheetPart, shared_texts
from ita_sheets.annotate.splice import cannot
from ita_sheets.annotate.styles import Styles
from ita_sheets.errors import UnreadableError
from ita_sheets.grid import Book, Cell, Grid
from ita_sheets.layout import locate
from ita_sheets.render.heights import column_points, row_height
from ita_sheets.render.style import LOOKS, Role
from ita_sheets.texts import Words
from ita_sheets.texts import annotate as texts
from ita_sheets.xlsx.references import address

if TYPE_CHECKING:
    from ita_sheets.layout import Located
    from ita_sheets.model import Checked
    from ita_sheets.texts import Lang

COLUMN_WIDTH = 56.0  # characters


@dataclass(frozen=True, slots=True)
class Annotated:
    """A marked copy, and what could not be marked or kept in it."""

    data: bytes
    not_marked: tuple[Words, ...]


def annotate(data: bytes, checked: Checked, lang: Lang) -> Annotated:
    """The workbook's bytes with the findings marked; without findings, with earlier marks taken out.

    `checked` must come from the same bytes. The same input gives the same bytes. Raises `UnreadableError` for
    bytes that the gate refuses and `CannotAnnotateError` for a package that cannot be patched.
    """
    grid.read(data, checked.reading.file.name)
    try:
        marked, not_marked = _marked(data, checked, lang)
    except (ValueError, LookupError) as error:  # what the reader passes over, such as a row numbered "x"
        raise cannot(texts.STRANGE_PART.fill(cause=error)) from error
    try:
        grid.read(marked, checked.reading.file.name)
    except UnreadableError as error:
        raise cannot(texts.NO_LONGER_READ.fill(why=error.words)) from error
    return Annotated(marked, tuple(not_marked))


def _marked(data: bytes, checked: Checked, lang: Lang) -> tuple[bytes, list[Words]]:
    package = Package(data)
    not_marked = [texts.SIGNATURE_DROPPED] if package.drop_signature() else []
    remove_marks(package)
    if checked.findings:
        not_marked += _Marking(package, checked, lang).mark()
    return package.packed(), not_marked


class _Marking:
    """One workbook being marked."""

    def __init__(self, package: Package, checked: Checked, lang: Lang) -> None:
        self._package = package
        self._source = checked.reading.file
        self._findings = marks.in_order(checked.findings)
        self._lang = lang
        shared = shared_texts(package)
        self._sheets = {name: SheetPart(package, part, shared) for name, part in package.sheets()}
        self._tab = free_tab(list(self._sheets), lang)
        self._styles = Styles(package)
        self._witnesses: list[Witness] = []
        self._not_marked: list[Words] = []

    def mark(self) -> list[Words]:
        """Mark everything; what could not be marked."""
        sheets = marks.Sheets(self._source.name, self._sheets)
        found = marks.by_cell(self._findings, sheets)
        self._add_column(found)
        for name, sheet in self._sheets.items():
            sheet.deselect()
            self._mark_cells(name, sheet, found.get(name, {}))
        page = FirstPage(self._styles, self._lang)
        page.head(self._source.name, self._findings, self._not_marked)
        page.list(self._findings, sheets)
        for sheet in self._sheets.values():
            sheet.done()
        page.put(self._package, self._tab, self._witnesses)
        self._styles.done()
        return self._not_marked

    def _mark_cells(self, name: str, sheet: SheetPart, found: marks.Found) -> None:
        if not found:
            return
        notes = Notes(self._package, sheet)
        for at, findings in sorted(found.items()):
            style = sheet.style(at)
            self._witnesses.append(Witness(name, at, style))
            sheet.restyle(at, self._styles.filled(style, findings[0].severity))
            if notes.in_conversation(at):
                words = texts.IN_CONVERSATION.fill(sheet=name, cell=address(*at))
                self._not_marked.append(words)
                continue
            said = marks.note(findings, self._tab, self._lang)
            notes.put(at, said, texts.NOTE_END[self._lang], texts.NOTE_END_ABOVE_OWN[self._lang])
        notes.done()

    # --- the column beside the measures

    def _add_column(self, found: dict[str, marks.Found]) -> None:
        table = self._measures_table()
        if table is None:
            return
        name, sheet = table.grid.name, self._sheets[table.grid.name]
        rows = marks.by_row(found.get(name, {}), table.header_row, self._lang)
        if not rows:
            return
        column = sheet.last_column() + 1
        stamp_row = table.key_row or table.header_row - 1
        if column > gate.MAX_COLUMN or stamp_row < 1:
            self._not_marked.append(texts.NO_COLUMN.fill(sheet=name))
            return
        sheet.widen(column, COLUMN_WIDTH)
        sheet.write((stamp_row, column), schema.MARKS_COLUMN, self._styles.look(Role.KEY))
        title = texts.COLUMN_TITLE[self._lang]
        for row, text, role in (
            (table.header_row, title, Role.HEAD),
            *((*r, Role.TEXT) for r in rows.items()),
        ):
            sheet.write((row, column), text[: schema.MAX_CELL_TEXT], self._styles.look(role))
            sheet.raise_row(row, row_height([(text, column_points(COLUMN_WIDTH), LOOKS[role])]))

    def _measures_table(self) -> Located | None:
        """Where the measures stand, as the reader finds them."""
        grids = []
        for name, sheet in self._sheets.items():
            cells = {at: Cell(*at, text) for at, text in sheet.texts.items()}
            last = max((row for row, _ in cells), default=0)
            grids.append(Grid(self._source.name, name, False, cells, (), frozenset(), last))
        return locate(Book(self._source, {}, tuple(grids)), schema.MEASURES)
