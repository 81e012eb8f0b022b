"""The list of what to mend: a sheet of its own, put in front of the others.

Its last column is hidden. It holds the stamp by which the sheet is known again, and a witness for each cell
that was filled: a cell that says which one it was and still wears the style that one had. Whatever program
saves the file renumbers styles as it likes, and both alike.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import quoteattr

from ita_sheets import rules, schema
from ita_sheets.annotate.marks import counts
from ita_sheets.annotate.package import WORKBOOK
from ita_sheets.annotate.sheets import inline
from ita_sheets.annotate.tabs import enter
from ita_sheets.model import Severity
from ita_sheets.render.heights import column_points, row_height
from ita_sheets.render.style import LOOKS, MARGIN_BOTTOM, MARGIN_SIDE, MARGIN_TOP, Role
from ita_sheets.texts import annotate as texts
from ita_sheets.xlsx.references import address, position

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ita_sheets.annotate.marks import Sheets
    from ita_sheets.annotate.package import Package
    from ita_sheets.annotate.sheets import At, SheetPart
    from ita_sheets.annotate.styles import Styles
    from ita_sheets.model import Finding
    from ita_sheets.texts import Lang, Words

WIDTHS = (14.0, 18.0, 11.0, 62.0, 62.0, 11.0)  # characters
KEY_COLUMN = len(WIDTHS) + 1
_HEADS = (texts.SEVERITY, texts.SHEET, texts.CELL, texts.MESSAGE, texts.FIX, texts.CODE)
_LINK_COLUMN = 3
_MARKS = {Severity.ERROR: Role.ERROR, Severity.WARNING: Role.WARNING, Severity.NOTE: Role.NOTE}
_LOWEST_ROW = 24.0  # points; one line of 16 pt
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_TAB_LENGTH = 31  # characters; Excel's limit
_WITNESS = re.compile(r"'((?:[^']|'')*)'!([A-Z]{1,3}[0-9]{1,7})")


class Witness(NamedTuple):
    """A cell that was filled, and the style it had."""

    sheet: str
    at: At
    style: int


class _Cell(NamedTuple):
    text: str
    role: Role
    target: str | None = None  # the place in the workbook that a click leads to


def free_tab(names: Sequence[str], lang: Lang) -> str:
    """The list's tab name; numbered where a sheet of the staff's own has it."""
    taken = {name.casefold() for name in names}
    tab, number = texts.LIST_TAB[lang], 2
    while tab.casefold() in taken:
        tab, number = f"{texts.LIST_TAB[lang][: _TAB_LENGTH - 4]} {number}", number + 1
    return tab


def quoted(sheet: str, at: At) -> str:
    """A cell of a sheet as links want it."""
    return "'" + sheet.replace("'", "''") + "'!" + address(*at)


def read_witnesses(sheet: SheetPart) -> list[Witness]:
    """The witnesses on a list; none on a sheet that is no list."""
    columns = sheet.columns_saying(schema.MARKS_LIST)
    found = []
    for at, cell in sheet.cells():
        match = _WITNESS.fullmatch(sheet.text(cell)) if at[1] in columns else None
        if match:
            marked = position(match.group(2))
            name = match.group(1).replace("''", "'")
            found += [Witness(name, marked, int(cell.get("s") or 0))] if marked else []
    return found


class FirstPage:
    """The list in the making; `put` adds it to the package."""

    def __init__(self, styles: Styles, lang: Lang) -> None:
        self._styles = styles
        self._lang = lang
        self._rows: list[list[_Cell]] = []

    def head(self, file: str, findings: Sequence[Finding], not_marked: Sequence[Words]) -> None:
        """Title, counts, what to do, and what could not be marked."""
        lines = [
            (texts.LIST_TITLE.fill(file=file), Role.TITLE),
            (texts.LIST_COUNTS.fill(**counts(findings)), Role.SUBTITLE),
            (texts.LIST_HINT, Role.HINT),
            *((words, Role.HINT) for words in not_marked),
        ]
        self._rows = [[_Cell(words[self._lang], role)] for words, role in lines]
        self._rows += [[], [_Cell(words[self._lang], Role.HEAD) for words in _HEADS]]

    def list(self, findings: Sequence[Finding], sheets: Sheets) -> None:
        """A row for each finding."""
        for finding in findings:
            place, at = finding.at, sheets.cell(finding.at) or (1, 1)
            target = quoted(str(place.sheet), at) if sheets.holds(place) else None
            where = place.cell or (texts.WHOLE_SHEET[self._lang] if target else "")
            self._rows.append(
                [
                    _Cell(texts.SEVERITIES[finding.severity][self._lang], _MARKS[finding.severity]),
                    _Cell(place.sheet or "", Role.TEXT),
                    _Cell(where, Role.CELL_LINK if target else Role.TEXT, target),
                    _Cell(rules.message(finding)[self._lang], Role.TEXT),
                    _Cell(rules.fix(finding)[self._lang], Role.TEXT),
                    _Cell(finding.code, Role.TEXT),
                ]
            )

    def put(self, package: Package, tab: str, witnesses: Sequence[Witness]) -> None:
        """Add the sheet to the package, first in order and in front."""
        part = package.free_name("xl/worksheets/sheet{}.xml")
        package.add(part, self._xml(witnesses).encode(), _CONTENT)
        enter(package, tab, package.relate(WORKBOOK, "worksheet", part))

    def _xml(self, witnesses: Sequence[Witness]) -> str:
        head = next(number for number, row in enumerate(self._rows, 1) if len(row) > 1)
        count = max(len(self._rows), len(witnesses) + 1)
        rows = "".join(self._row(number, witnesses) for number in range(1, count + 1))
        columns = "".join(
            f'<col min="{n}" max="{n}" width="{width:g}" customWidth="1"/>'
            for n, width in enumerate(WIDTHS, 1)
        )
        below = f'<pane ySplit="{head}" topLeftCell="A{head + 1}" activePane="bottomLeft" state="frozen"/>'
        links = "".join(
            f'<hyperlink ref="{address(number, _LINK_COLUMN)}" location={quoteattr(target)}/>'
            for number, row in enumerate(self._rows, 1)
            for target in [cell.target for cell in row]
            if target
        )
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            '<sheetPr><tabColor rgb="FF8C1D18"/><pageSetUpPr fitToPage="1"/></sheetPr>'
            f'<dimension ref="A1:{address(count, KEY_COLUMN)}"/>'
            f'<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">{below}'
            '<selection pane="bottomLeft"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
            f'<cols>{columns}<col min="{KEY_COLUMN}" max="{KEY_COLUMN}" width="20" hidden="1" '
            f'customWidth="1"/></cols><sheetData>{rows}</sheetData>'
            + (f"<hyperlinks>{links}</hyperlinks>" if links else "")
            + f'<pageMargins left="{MARGIN_SIDE}" right="{MARGIN_SIDE}" top="{MARGIN_TOP}" '
            f'bottom="{MARGIN_BOTTOM}" header="0.3" footer="0.3"/>'
            '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
        )

    def _row(self, number: int, witnesses: Sequence[Witness]) -> str:
        row = self._rows[number - 1] if number <= len(self._rows) else []
        cells = [
            f'<c r="{address(number, column)}" s="{self._styles.look(cell.role)}" t="inlineStr">'
            f"{inline(cell.text[: schema.MAX_CELL_TEXT])}</c>"
            for column, cell in enumerate(row, 1)
        ]
        if number == 1:
            cells.append(self._key(number, schema.MARKS_LIST, self._styles.look(Role.KEY)))
        elif number - 2 < len(witnesses):
            witness = witnesses[number - 2]
            cells.append(self._key(number, quoted(witness.sheet, witness.at), witness.style))
        said = (
            (cell.text, column_points(width), LOOKS[cell.role])
            for cell, width in zip(row, WIDTHS, strict=False)
        )
        height = max(_LOWEST_ROW, row_height(said))
        return f'<row r="{number}" ht="{height:g}" customHeight="1">{"".join(cells)}</row>'

    @staticmethod
    def _key(row: int, text: str, style: int) -> str:
        return f'<c r="{address(row, KEY_COLUMN)}" s="{style}" t="inlineStr">{inline(text)}</c>'
