"""A workbook as plain tables that can be changed, and written with hardly more than the cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import hostile

from ita_sheets.grid import CellKind, open_book
from ita_sheets.xlsx.references import address

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PROPERTIES = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_VARIANTS = "http://schemas.openxmlformats.org/officeDocument/2006"
_HIDDEN_SHEET, _HIDDEN_ROW = ' state="hidden"', ' hidden="1"'
_EPOCH = datetime(1899, 12, 30)
_CONTROL = {number: f"_x{number:04X}_" for number in range(32) if chr(number) not in "\t\n"}


@dataclass(frozen=True)
class Error:
    """An error in a cell, such as "#REF!"."""

    text: str


@dataclass(frozen=True)
class Formula:
    """A formula with its saved result, None for one that was never computed."""

    text: str
    result: object = None


At = tuple[int, int]


@dataclass
class Table:
    """A sheet: values by (row, column) from 1, merged ranges by their corners, hidden rows."""

    name: str
    cells: dict[At, object]
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden: bool = False


@dataclass
class PlainWorkbook:
    """Sheets in tab order and custom properties."""

    tables: list[Table]
    properties: dict[str, str]

    def copy(self) -> PlainWorkbook:
        """One that may be changed."""
        tables = [
            Table(t.name, dict(t.cells), list(t.merges), set(t.hidden_rows), t.hidden) for t in self.tables
        ]
        return PlainWorkbook(tables, dict(self.properties))

    def written(self, *, inline: bool = True) -> bytes:
        """The bytes of a package; texts within their cells, or shared."""
        shared: dict[str, int] | None = None if inline else {}
        sheets = [_sheet(table, shared) for table in self.tables]
        parts = _skeleton(self, strings=shared is not None)
        for number, sheet in enumerate(sheets, 1):
            parts[f"xl/worksheets/sheet{number}.xml"] = sheet
        if shared is not None:
            texts = "".join(f"<si>{_text(text)}</si>" for text in shared)
            parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{texts}</sst>'
        return hostile.package({name: text.encode("utf-8", "replace") for name, text in parts.items()})


@cache
def plain(path: Path) -> PlainWorkbook:
    """A workbook's tables; take a copy before changing it."""
    book = open_book(path)
    tables = []
    for grid in book.grids:
        cells: dict[At, object] = {}
        for at, cell in grid.cells.items():
            value: object = Error(str(cell.value)) if cell.kind is CellKind.ERROR else cell.value
            cells[at] = Formula("1+1", value) if cell.is_formula else value
        merges = [(m.top, m.left, m.bottom, m.right) for m in grid.merges]
        tables.append(Table(grid.name, cells, merges, set(grid.hidden_rows), grid.hidden))
    return PlainWorkbook(tables, dict(book.properties))


# --- parts ------------------------------------------------------------------------------------------------


def _skeleton(book: PlainWorkbook, *, strings: bool) -> dict[str, str]:
    """The parts beside the sheets' own."""
    numbers = range(1, len(book.tables) + 1)
    sheets = "".join(
        f'<sheet name={quoteattr(t.name)} sheetId="{n}" r:id="rId{n}"{_HIDDEN_SHEET * t.hidden}/>'
        for n, t in zip(numbers, book.tables, strict=True)
    )
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{n}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for n, (name, value) in enumerate(book.properties.items(), 2)
    )
    workbook = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    workbook += [("rId900", "styles", "styles.xml")]
    workbook += [("rId901", "sharedStrings", "sharedStrings.xml")] if strings else []
    package = [("rId1", "officeDocument", "xl/workbook.xml")]
    package += [("rId2", "custom-properties", "docProps/custom.xml")]
    kinds = {f"xl/worksheets/sheet{n}.xml": f"{_KIND}.worksheet+xml" for n in numbers}
    kinds |= {"xl/workbook.xml": f"{_KIND}.sheet.main+xml", "xl/styles.xml": f"{_KIND}.styles+xml"}
    kinds |= {"docProps/custom.xml": _PROPERTIES}
    kinds |= {"xl/sharedStrings.xml": f"{_KIND}.sharedStrings+xml"} if strings else {}
    return {
        "[Content_Types].xml": _types(kinds),
        "_rels/.rels": _related(package),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _related(workbook),
        "xl/styles.xml": _STYLES,
        "docProps/custom.xml": f'<Properties xmlns="{_VARIANTS}/custom-properties"'
        f' xmlns:vt="{_VARIANTS}/docPropsVTypes">{properties}</Properties>',
    }


_STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill><patternFill/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" xfId="0"/>'
    '<xf numFmtId="14" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def _types(kinds: dict[str, str]) -> str:
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    said = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{said}</Types>'
    )


def _related(relations: list[tuple[str, str, str]]) -> str:
    said = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for name, kind, target in relations
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{said}</Relationships>'


def _sheet(table: Table, shared: dict[str, int] | None) -> str:
    rows: dict[int, list[str]] = {}
    for (row, column), value in sorted(table.cells.items()):
        rows.setdefault(row, []).append(_cell(address(row, column), value, shared))
    said = "".join(
        f'<row r="{row}"{_HIDDEN_ROW * (row in table.hidden_rows)}>{"".join(cells)}</row>'
        for row, cells in rows.items()
    )
    merges = "".join(
        f'<mergeCell ref="{address(top, left)}:{address(bottom, right)}"/>'
        for top, left, bottom, right in table.merges
    )
    merged = f"<mergeCells>{merges}</mergeCells>" if merges else ""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{said}</sheetData>{merged}</worksheet>'


def _cell(at: str, value: object, shared: dict[str, int] | None) -> str:
    if isinstance(value, Formula):
        result = value.result
        inside = f"<f>{escape(value.text)}</f>"
        if isinstance(result, str):
            return f'<c r="{at}" t="str">{inside}<v>{escape(result.translate(_CONTROL))}</v></c>'
        return (
            _cell(at, result, shared).replace("<v>", f"{inside}<v>", 1)
            if result is not None
            else (f'<c r="{at}">{inside}</c>')
        )
    if isinstance(value, Error):
        return f'<c r="{at}" t="e"><v>{escape(value.text)}</v></c>'
    if isinstance(value, bool):
        return f'<c r="{at}" t="b"><v>{value:d}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{at}"><v>{value!r}</v></c>'
    serial = _serial(value)
    if serial is not None:
        return f'<c r="{at}" s="1"><v>{serial!r}</v></c>'
    text = str(value)
    if shared is None:
        return f'<c r="{at}" t="inlineStr"><is>{_text(text)}</is></c>'
    return f'<c r="{at}" t="s"><v>{shared.setdefault(text, len(shared))}</v></c>'


def _serial(value: object) -> float | None:
    """The number under a date's or a time's format."""
    if isinstance(value, datetime):
        return (value - _EPOCH) / timedelta(days=1)
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86_400
    return value / timedelta(days=1) if isinstance(value, timedelta) else None


def _text(text: str) -> str:
    return f'<t xml:space="preserve">{escape(text.translate(_CONTROL))}</t>'
