"""How programs that no test can run export a workbook: patches of a package that can be put together.

Each does one thing that is known of Google Sheets, WPS Office, office programs of phones or streaming
libraries, to a package as the template is written. `EXPORTS` puts them together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from io import BytesIO

import factory
import hostile
import openpyxl

from ita_sheets import schema
from ita_sheets.xlsx.references import address, column_number

Parts = dict[str, bytes]
Patch = Callable[[Parts], Parts]

SHEETS = "xl/worksheets/sheet"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ROW = re.compile(r"<row ([^>]*?)(?:/>|>(.*?)</row>)", re.DOTALL)
_CELL = re.compile(r'<c r="([A-Z]+)[0-9]+"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_TEXT = re.compile(rb'<c ([^>]*?)t="s"><v>([0-9]+)</v></c>')
_DAY_ZERO = {False: date(1899, 12, 30), True: date(1904, 1, 1)}  # with days counted from 1904


def exported(data: bytes, *patches: Patch) -> bytes:
    """The workbook after the patches, one after another."""
    parts = hostile.parts_of(data)
    for patch in patches:
        parts = patch(parts)
    return hostile.package(parts)


def typed(data: bytes, sheet: schema.Sheet, row: int, values: Mapping[schema.Column, str]) -> bytes:
    """A written workbook after a person typed texts into a row of a table, counted from 1."""
    workbook = openpyxl.load_workbook(BytesIO(data))
    spot = factory.Spot(workbook, sheet)
    number = spot.key_row + 1 + row
    part = f"xl/worksheets/sheet{workbook.sheetnames.index(spot.sheet.title) + 1}.xml"
    parts = hostile.parts_of(data)
    for column, value in values.items():
        at = address(number, spot.columns[column.key][1])
        cell = f'<c r="{at}" t="inlineStr"><is><t>{value}</t></is></c>'
        parts[part] = put(parts[part].decode(), at, cell).encode()
    return hostile.package(parts)


def put(sheet: str, address: str, cell: str) -> str:
    """The sheet's XML with the cell in its row, in place of the one that stands there."""
    letters = address.rstrip("0123456789")
    row = re.search(rf'(<row r="{address.removeprefix(letters)}"[^>]*?)(?:/>|>(.*?)</row>)', sheet, re.DOTALL)
    assert row is not None, address
    cells = {match[1]: match[0] for match in _CELL.finditer(row[2] or "")} | {letters: cell}
    ordered = "".join(cells[key] for key in sorted(cells, key=column_number))
    return f"{sheet[: row.start()]}{row[1]}>{ordered}</row>{sheet[row.end() :]}"


def _sheets(parts: Parts, change: Callable[[bytes], bytes]) -> Parts:
    """The parts with each sheet changed."""
    return {name: change(data) if name.startswith(SHEETS) else data for name, data in parts.items()}


def _everywhere(old: bytes, new: bytes, *, under: str = "") -> Patch:
    """Replace all that matches in the parts whose name begins so."""
    return lambda parts: {
        name: re.sub(old, new, data) if name.startswith(under) and data.startswith(b"<?xml") else data
        for name, data in parts.items()
    }


def _without(name: str) -> Patch:
    """Without a part, its relation and its content type."""

    def patch(parts: Parts) -> Parts:
        target = re.escape(name.rpartition("/")[2]).encode()
        left = {part: data for part, data in parts.items() if part != name}
        relation = rb'<Relationship [^>]*Target="[^"]*' + target + rb'"/>'
        kind = rb'<Override PartName="/[^"]*' + target + rb'"[^>]*/>'
        return {part: re.sub(relation, b"", re.sub(kind, b"", data)) for part, data in left.items()}

    return patch


# --- the package --------------------------------------------------------------------------------------------

without_properties = _without("docProps/custom.xml")
without_names = _everywhere(b"<definedNames>.*?</definedNames>", b"", under=hostile.WORKBOOK)
without_counts = _everywhere(b' (?:uniqueCount|count)="[0-9]+"', b"", under=hostile.STRINGS)
without_space = _everywhere(b' xml:space="preserve"', b"", under=hostile.STRINGS)
one_cell_extent = _everywhere(b"<dimension [^>]*/>", b'<dimension ref="A1"/>', under=SHEETS)
no_extent = _everywhere(b"<dimension [^>]*/>", b"", under=SHEETS)
absolute_targets = _everywhere(
    b'Target="(worksheets|sharedS|styles|theme)', rb'Target="/xl/\1', under="xl/_rels"
)
shown_rows = _everywhere(b'(<row [^>]*) hidden="1"', rb"\1", under=SHEETS)
with_alternatives = _everywhere(
    b"(<sheetViews>|<bookViews>)",
    b'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    b'<mc:Choice Requires="x15"><x15ac:absPath xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/'
    rb'2010/11/ac" url="D:\\"/></mc:Choice><mc:Fallback/></mc:AlternateContent>\1',
    under="xl/wor",
)


def saved_by(program: str) -> Patch:
    """Another program in the name of the one that saved it."""
    name = f"<Application>{program}</Application>".encode()
    return _everywhere(b"<Application>.*?</Application>", name, under="docProps/app.xml")


def without_dates(parts: Parts) -> Parts:
    """No document properties of any kind."""
    return _without("docProps/core.xml")(_without("docProps/app.xml")(without_properties(parts)))


def prefixed(parts: Parts) -> Parts:
    """Every element with the prefix x."""
    return {
        name: re.sub(rb"<(/?)(?=[a-zA-Z]+[ />])", rb"<\1x:", data).replace(b' xmlns="', b' xmlns:x="')
        if MAIN in data[:600]
        else data
        for name, data in parts.items()
    }


def other_order(parts: Parts) -> Parts:
    """The relations of the sheets numbered from the last."""
    count = sum(name.startswith(SHEETS) for name in parts)

    def other(number: bytes) -> bytes:
        return b"%d" % (count + 1 - int(number))

    def relation(match: re.Match[bytes]) -> bytes:
        return b'Id="rId%s"%ssheet%s.xml"' % (other(match[1]), match[2], match[3])

    def sheet(match: re.Match[bytes]) -> bytes:
        return b'%s r:id="rId%s"' % (match[1], other(match[2]))

    changed = re.sub(rb'Id="rId([0-9]+)"([^>]*)sheet([0-9]+)\.xml"', relation, parts[hostile.RELATIONS])
    workbook = re.sub(rb'(<sheet [^>]*) r:id="rId([0-9]+)"', sheet, parts[hostile.WORKBOOK])
    return {**parts, hostile.RELATIONS: changed, hostile.WORKBOOK: workbook}


# --- the cells ----------------------------------------------------------------------------------------------


def _texts(parts: Parts, cell: Callable[[bytes, bytes], bytes]) -> Parts:
    """Every text in its cell, as made from the cell's attributes and the content of its shared string."""
    strings = re.findall(rb"<si>(.*?)</si>|<si/>", parts[hostile.STRINGS], re.DOTALL)
    changed = _sheets(parts, lambda data: _TEXT.sub(lambda m: cell(m[1], strings[int(m[2])]), data))
    return _without(hostile.STRINGS)(changed)


def inline_texts(parts: Parts) -> Parts:
    """No shared strings."""
    return _texts(
        parts, lambda attributes, inner: b'<c %st="inlineStr"><is>%s</is></c>' % (attributes, inner)
    )


def plain_texts(parts: Parts) -> Parts:
    """Each text as if it were the result of a formula; runs are joined."""

    def cell(attributes: bytes, inner: bytes) -> bytes:
        text = b"".join(re.findall(rb"<t(?: [^>]*)?>(.*?)</t>", inner, re.DOTALL))
        return b'<c %st="str"><v>%s</v></c>' % (attributes, text)

    return _texts(parts, cell)


def without_addresses(parts: Parts) -> Parts:
    """Neither rows nor cells say where they stand: gaps are filled with empty ones."""

    def cells(inner: str) -> str:
        filled = {column_number(match[1]): (match[2], match[3] or "") for match in _CELL.finditer(inner)}
        columns = range(1, max(filled, default=0) + 1)
        return "".join("<c{}>{}</c>".format(*filled.get(column, ("", ""))) for column in columns)

    def row(match: re.Match[str] | None) -> str:
        attributes, inner = (match[1], match[2] or "") if match else ("", "")
        attributes = re.sub(' ?(?:r|spans)="[^"]*"', "", attributes)
        return f"<row {attributes}>{cells(inner)}</row>"

    def change(data: bytes) -> bytes:
        before, rows, after = re.split(
            "(<sheetData/>|<sheetData>.*</sheetData>)", data.decode(), flags=re.DOTALL
        )
        found = {int(re.findall('r="([0-9]+)"', match[1])[0]): match for match in _ROW.finditer(rows)}
        made = "".join(row(found.get(number)) for number in range(1, max(found, default=0) + 1))
        return f"{before}<sheetData>{made}</sheetData>{after}".encode()

    return _sheets(parts, change)


def iso_dates(parts: Parts) -> Parts:
    """Days as ISO texts of the type d, in the cells that show one."""
    looks = _day_looks(parts[hostile.STYLES].decode())
    zero = _DAY_ZERO[b"date1904" in parts[hostile.WORKBOOK]]

    def cell(match: re.Match[bytes]) -> bytes:
        if int(match[2]) not in looks:
            return match[0]
        day = zero + timedelta(int(match[3]))
        return b'<c %ss="%s" t="d"><v>%s</v></c>' % (match[1], match[2], day.isoformat().encode())

    return _sheets(
        parts, lambda data: re.sub(rb'<c ([^>]*?)s="([0-9]+)" t="n"><v>([0-9]+)</v></c>', cell, data)
    )


def _day_looks(styles: str) -> set[int]:
    """The numbers of the cell formats that show a day."""
    codes = {
        number for number, code in re.findall(r'numFmtId="(\d+)" formatCode="([^"]*)"', styles) if "d" in code
    }
    formats = re.findall(r"<xf [^>]*>", styles.split("<cellXfs", 1)[1].split("</cellXfs>", 1)[0])
    return {
        number for number, look in enumerate(formats) if re.findall(r'numFmtId="(\d+)"', look)[0] in codes
    }


def blank_rows_below(parts: Parts) -> Parts:
    """A thousand formatted rows on each sheet, as Google Sheets gives to a sheet."""
    last = max(int(number) for data in parts.values() for number in re.findall(rb'<row r="([0-9]+)"', data))
    rows = b"".join(b'<row r="%d" ht="15.75" customHeight="1"/>' % row for row in range(last + 1, 1001))
    return _sheets(parts, lambda data: data.replace(b"</sheetData>", rows + b"</sheetData>"))


def with_own_property(parts: Parts) -> Parts:
    """A custom property of the program's own, before ours."""
    name = "docProps/custom.xml"
    if name not in parts:
        return parts
    own = b'<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="9" name="KSOProductBuildVer">'
    own += b"<vt:lpwstr>1054-12.2</vt:lpwstr></property><property "
    return {**parts, name: parts[name].replace(b"<property ", own, 1)}


def without_key_rows(parts: Parts) -> Parts:
    """The hidden key row of every table taken out by hand; the key column of the form stays."""
    keys = _numbers_of_keys(parts[hostile.STRINGS])

    def change(data: bytes) -> bytes:
        return _TEXT.sub(lambda m: b"" if m[2] in keys and b'r="A' not in m[0] else m[0], data)

    return _sheets(parts, change)


def _numbers_of_keys(strings: bytes) -> set[bytes]:
    texts = re.findall(rb"<si>(.*?)</si>|<si/>", strings, re.DOTALL)
    return {b"%d" % number for number, text in enumerate(texts) if re.search(rb">ita[0-9]+:", text)}


# What is known of each. Google Sheets: no document properties, a thousand rows. WPS: a property of its own,
# an extent of one cell. A phone's: texts without a table. A stream: no addresses, absolute targets.
EXPORTS: dict[str, tuple[Patch, ...]] = {
    "Google Sheets": (without_dates, without_counts, no_extent, blank_rows_below, absolute_targets),
    "WPS Office": (with_own_property, one_cell_extent, with_alternatives, other_order),
    "an office program of a phone": (without_properties, without_names, inline_texts, no_extent),
    "a streaming library": (without_properties, plain_texts, without_addresses, absolute_targets),
    "a library with prefixes": (other_order, without_counts, without_space, prefixed),
    "days as texts": (iso_dates,),
    "hidden rows shown": (shown_rows,),
    "key rows taken out": (without_key_rows,),
}
