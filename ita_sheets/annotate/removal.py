"""Takes the marks of an earlier marked copy out again, also after Excel or LibreOffice saved it.

The list is known by its stamp, the column by its own, our text in a note by the line that ends it, a filled
cell by its colour. Such a cell gets back the style that its witness on the list wears. Where the list was
deleted, or the cell was moved since, only the fill is taken away; a fill of the person's own under it is then
lost. A row that was raised for the column stays as high, and blank cells that were put in stay blank.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_sheets import schema
from ita_sheets.annotate.first_page import Witness, read_witnesses
from ita_sheets.annotate.notes import Notes
from ita_sheets.annotate.sheets import SheetPart, shared_texts
from ita_sheets.annotate.styles import Styles
from ita_sheets.annotate.tabs import leave

if TYPE_CHECKING:
    from ita_sheets.annotate.package import Package


def remove_marks(package: Package) -> None:
    """The package as it was before it was marked; one without marks stays as it is."""
    shared = shared_texts(package)
    styles = Styles(package)
    sheets = {name: SheetPart(package, part, shared) for name, part in package.sheets()}
    lists = [name for name, sheet in sheets.items() if sheet.columns_saying(schema.MARKS_LIST)]
    witnesses = [witness for name in lists for witness in read_witnesses(sheets[name])]
    for name, sheet in sheets.items():
        if name not in lists:
            _clear(package, sheet, styles, [witness for witness in witnesses if witness.sheet == name])
    styles.done()
    if len(lists) < len(sheets):  # a workbook of nothing but our list would be left without a sheet
        for name in lists:
            leave(package, sheets[name].part)


def _clear(package: Package, sheet: SheetPart, styles: Styles, witnesses: list[Witness]) -> None:
    for column in sheet.columns_saying(schema.MARKS_COLUMN):
        sheet.drop_column(column)
    own = {witness.at: witness.style for witness in witnesses}
    for at, cell in sheet.cells():
        style = int(cell.get("s") or 0)
        if style in styles.marked:
            sheet.restyle(at, own[at] if at in own else styles.plain(style))
    notes = Notes(package, sheet)
    notes.remove_marks()
    notes.done()
    sheet.done()
