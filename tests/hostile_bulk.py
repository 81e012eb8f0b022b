"""Small files that unpack to much: as much as the gate lets through, and more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from random import Random
from zipfile import ZipFile

import hostile
import raw_zip
from hostile import ANY, MEASURES, STRINGS, STYLES, WORKBOOK, Bad
from hostile_archives import sound_entries, with_entries
from hostile_cells import MAIN, joined

LARGE, FAR = "ITA104", "ITA111"
MILLION = 1_000_000
AGENCY, LISTS = "xl/worksheets/sheet2.xml", "xl/worksheets/sheet7.xml"
LETTERS = b"a" * 65_536


def within(part: str, before_end: bytes, pieces: bytes | Iterator[bytes], count: int = 1) -> bytes:
    """The sound workbook with pieces put before an end tag of a part."""
    head, found, tail = hostile.sound_parts()[part].partition(before_end)
    assert found, before_end
    piece = pieces if isinstance(pieces, bytes) else b"".join(pieces)
    return with_entries(raw_zip.repeated(part, head, piece, count, found + tail))


def numbered(piece: bytes, first: int, count: int) -> Iterator[bytes]:
    """The piece with a number in it, counting up."""
    return (piece % number for number in range(first, first + count))


def _rows(count: int, columns: int, cell: bytes = b'<c r="%s%d"><v>1</v></c>') -> Iterator[bytes]:
    """Rows from 900 on whose cells hold something."""
    letters = [_letters(column) for column in range(1, columns + 1)]
    for row in range(900, 900 + count):
        yield b'<row r="%d">' % row + b"".join(cell % (letter, row) for letter in letters) + b"</row>"


def _letters(column: int) -> bytes:
    first, second = divmod(column - 1, 26)
    return (chr(64 + first) if first else "").encode() + chr(65 + second).encode()


def table_rows(count: int) -> bytes:
    """The measures' table with the same measure again and again, each in a row of its own."""
    sheet = hostile.sound_parts()[MEASURES]
    last = sheet.rfind(b"<row ", 0, sheet.index(b"</sheetData>"))
    filled = [row for row in sheet[:last].split(b"<row ") if b"<v>" in row]
    body = b"<row " + filled[-1].partition(b"</row>")[0] + b"</row>"
    number = body.partition(b'r="')[2].partition(b'"')[0]

    def renumbered(row: int) -> bytes:
        return body.replace(b'r="%s"' % number, b'r="%d"' % row).replace(b'%s" ' % number, b'%d" ' % row)

    return within(MEASURES, b"</sheetData>", map(renumbered, range(900, 900 + count)))


def different(rows: int, columns: int, first: int = 900) -> Iterator[bytes]:
    """Rows of texts of which no two are alike."""
    cell = '<c r="{}{}" t="inlineStr"><is><t>คำ{}</t></is></c>'
    letters = [_letters(column).decode() for column in range(1, columns + 1)]
    for row in range(first, first + rows):
        cells = "".join(cell.format(letter, row, row * columns + n) for n, letter in enumerate(letters))
        yield f'<row r="{row}">{cells}</row>'.encode()


def different_texts(part: str, rows: int, columns: int, first: int = 900) -> bytes:
    """The sound workbook with such rows on one sheet, behind what stands there."""
    sheet = hostile.sound_parts()[part]
    last = max(map(int, re.findall(rb'<row r="(\d+)"', sheet)), default=0)
    return within(part, b"</sheetData>", different(rows, columns, max(first, last + 1)))


def _bomb(part: str, before_end: bytes, before: bytes, megabytes: int, after: bytes) -> bytes:
    """One text of so many megabytes in a part."""
    head, found, tail = hostile.sound_parts()[part].partition(before_end)
    count = megabytes * MILLION // len(LETTERS)
    return with_entries(raw_zip.repeated(part, head + before, LETTERS, count, after + found + tail))


def _many_parts(count: int) -> bytes:
    """Parts with nothing in them, shortest names, as many as stated."""
    return raw_zip.archive(
        [*sound_entries(), *(raw_zip.Entry(b"%x" % n, b"", 0, 0, 0) for n in range(count))]
    )


def _directory_only(count: int) -> bytes:
    """A directory of parts that all stand at one place."""
    first = raw_zip.Entry(b"0", b"", 0, 0, 0)
    others = (raw_zip.Entry(b"%x" % n, b"", 0, 0, 0, at=0) for n in range(1, count))
    return raw_zip.archive([first, *others])


def _elements_in_parts(parts: int, elements: int) -> bytes:
    """Parts that each hold fewer elements than one part may."""
    piece = b"<a/>" * 1000
    made = raw_zip.repeated("", b"<x>", piece, elements // 1000, b"</x>")
    return with_entries(*(replace(made, name=f"xl/x{n}.xml".encode()) for n in range(parts)))


def _many_sheets(count: int) -> bytes:
    """Sheets in parts of their own, empty."""
    names = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = b'<worksheet xmlns="%s"><sheetData/></worksheet>' % names
    kind = MAIN + "worksheet+xml"
    parts = {f"xl/worksheets/s{n}.xml": (kind, sheet) for n in range(count)}
    relation = (
        '<Relationship Id="x%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'worksheet" Target="worksheets/s%d.xml"/>'
    )
    joined_parts = joined(parts, "".join(relation % (n, n) for n in range(count)))
    sheets = b"".join(b'<sheet name="s%d" sheetId="%d" r:id="x%d"/>' % (n, 900 + n, n) for n in range(count))
    return _again(joined_parts, WORKBOOK, b"</sheets>", sheets)


def _again(data: bytes, part: str, before_end: bytes, more: bytes) -> bytes:
    """A package with something more put before an end tag of a part."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return hostile.package({**parts, part: parts[part].replace(before_end, more + before_end)})


def _notes(count: int) -> bytes:
    """Notes on the measures' cells."""
    names = "http://schemas.openxmlformats.org/"
    note = '<comment ref="A{}" authorId="0"><text><t>x</t></text></comment>'
    text = (
        f'<comments xmlns="{names}spreadsheetml/2006/main"><authors><author>x</author></authors><commentList>'
    )
    text += "".join(note.format(number) for number in range(1, count + 1)) + "</commentList></comments>"
    relations = f'<Relationships xmlns="{names}package/2006/relationships"><Relationship Id="rId1"'
    relations += f' Type="{names}officeDocument/2006/relationships/comments" Target="../comments9.xml"/>'
    relations += "</Relationships>"
    return joined(
        {
            "xl/comments9.xml": (MAIN + "comments+xml", text.encode()),
            "xl/worksheets/_rels/sheet3.xml.rels": (
                "application/vnd.openxmlformats-package.relationships+xml",
                relations.encode(),
            ),
        }
    )


def _merges(count: int, height: int) -> bytes:
    """Merges one below the other in the first columns."""
    piece = b'<mergeCell ref="A%d:C%d"/>'
    cells = (piece % (row, row + height - 1) for row in range(900, 900 + count * height, height))
    return within(MEASURES, b"</worksheet>", b"<mergeCells>" + b"".join(cells) + b"</mergeCells>")


def _validations(count: int) -> bytes:
    piece = b'<dataValidation type="list" sqref="A1"><formula1>x</formula1></dataValidation>'
    return within(MEASURES, b"</worksheet>", b"<dataValidations>" + piece * count + b"</dataValidations>")


def _conditions(count: int) -> bytes:
    piece = b'<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1">'
    piece += b"<formula>1</formula></cfRule>"
    return within(MEASURES, b"</worksheet>", (piece + b"</conditionalFormatting>") * count)


def _links(count: int) -> bytes:
    piece = b'<hyperlink ref="A1" location="x!A1"/>'
    return within(MEASURES, b"</worksheet>", b"<hyperlinks>" + piece * count + b"</hyperlinks>")


def _names(count: int) -> bytes:
    cells = b"".join(numbered(b'<definedName name="n%d">1</definedName>', 1, count))
    book = hostile.sound_parts()[WORKBOOK]
    if b"</definedNames>" in book:
        return within(WORKBOOK, b"</definedNames>", cells)
    return within(WORKBOOK, b"<calcPr", b"<definedNames>" + cells + b"</definedNames>")


def _styles(count: int) -> bytes:
    return within(
        STYLES, b"</cellXfs>", b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' * count
    )


def _texts(count: int) -> bytes:
    return within(STRINGS, b"</sst>", b"<si><t>x</t></si>" * 1000, count // 1000)


_FORMATTED = b'<row r="%d" s="1"/>'
PACKED = (
    Bad("a comment of 2 GB", LARGE, lambda: _bomb(STRINGS, b"</sst>", b"<!--", 2000, b"-->")),
    Bad("a text of 512 MB", LARGE, lambda: _bomb(STRINGS, b"</sst>", b"<si><t>", 512, b"</t></si>")),
    Bad("a text of 100 MB", ANY, lambda: _bomb(STRINGS, b"</sst>", b"<si><t>", 100, b"</t></si>")),
    Bad(
        "a text of 100 MB in a sheet",
        ANY,
        lambda: _bomb(
            MEASURES,
            b"</sheetData>",
            b'<row r="900"><c r="A900" t="inlineStr"><is><t>',
            100,
            b"</t></is></c></row>",
        ),
    ),
    Bad(
        "a formula of 100 MB",
        ANY,
        lambda: _bomb(
            MEASURES, b"</sheetData>", b'<row r="900"><c r="A900"><f>', 100, b"</f><v>1</v></c></row>"
        ),
    ),
    Bad("10 million texts", LARGE, lambda: _texts(10 * MILLION)),
    Bad("600,000 texts", ANY, lambda: _texts(600_000)),
    Bad("20 MB of nothing but parts", LARGE, lambda: _directory_only(360_000)),
    Bad("100,000 parts", LARGE, lambda: _many_parts(100_000)),
    Bad("2,000 parts", LARGE, lambda: _many_parts(2_000)),
    Bad("1,900 parts", ANY, lambda: _many_parts(1_900)),
    Bad("30 million elements in many parts", ANY, lambda: _elements_in_parts(15, 1_900_000)),
    Bad("10,000 sheets", LARGE, lambda: _many_sheets(10_000)),
    Bad("80 sheets", ANY, lambda: _many_sheets(80)),
    Bad(
        "19 MB that cannot be packed",
        ANY,
        lambda: with_entries(
            raw_zip.Entry(b"xl/media/x.bin", _noise(19 * MILLION), 19 * MILLION, 0, raw_zip.STORED)
        ),
    ),
)
SHEETS = (
    Bad(
        "4 million cells",
        ANY,
        lambda: within(MEASURES, b"</sheetData>", b"<row>" + b"<c><v>1</v></c>" * 400 + b"</row>", 10_000),
    ),
    Bad(
        "900,000 cells without addresses",
        ANY,
        lambda: within(MEASURES, b"</sheetData>", b"<row>" + b"<c><v>1</v></c>" * 450 + b"</row>", 2_000),
    ),
    Bad("600,000 cells", ANY, lambda: within(MEASURES, b"</sheetData>", _rows(6_000, 100))),
    Bad("100,000 cells", ANY, lambda: within(MEASURES, b"</sheetData>", _rows(1_000, 100))),
    Bad(
        "a million blank cells with a format",
        ANY,
        lambda: within(MEASURES, b"</sheetData>", _rows(10_000, 100, b'<c r="%s%d" s="1"/>')),
    ),
    Bad(
        "the last column in 2,000 rows",
        FAR,
        lambda: within(
            MEASURES, b"</sheetData>", numbered(b'<row r="%d"><c r="XFD900"><v>1</v></c></row>', 900, 2_000)
        ),
    ),
    Bad(
        "a million rows with a format",
        hostile.READ,
        lambda: within(MEASURES, b"</sheetData>", numbered(_FORMATTED, 900, MILLION)),
    ),
    Bad(
        "50,000 rows with a format",
        ANY,
        lambda: within(MEASURES, b"</sheetData>", numbered(_FORMATTED, 900, 50_000)),
    ),
    Bad("19,000 measures", ANY, lambda: table_rows(19_000)),
    Bad("2,000 measures", ANY, lambda: table_rows(2_000)),
    Bad("500 measures", ANY, lambda: table_rows(500)),
    Bad(
        "19,000 rows apart",
        ANY,
        lambda: within(
            MEASURES, b"</sheetData>", numbered(b'<row r="%d"><c><v>1</v></c></row>', 900, 19_000)
        ),
    ),
    Bad("400,000 different texts", ANY, lambda: within(MEASURES, b"</sheetData>", different(4_000, 100))),
    Bad("190,000 different texts below the table", ANY, lambda: different_texts(MEASURES, 1_900, 100)),
    Bad("48,000 different texts below the table", ANY, lambda: different_texts(MEASURES, 480, 100)),
    Bad("190,000 different texts on the form", ANY, lambda: different_texts(AGENCY, 1_900, 100)),
    Bad("48,000 different texts on the form", ANY, lambda: different_texts(AGENCY, 480, 100)),
    Bad("190,000 different texts on the lists", ANY, lambda: different_texts(LISTS, 1_900, 100)),
    Bad("48,000 different texts on the lists", ANY, lambda: different_texts(LISTS, 480, 100)),
    Bad("100,000 merges", ANY, lambda: _merges(100_000, 1)),
    Bad("6,000 merges", ANY, lambda: _merges(6_000, 3)),
    Bad("600,000 validations", ANY, lambda: _validations(600_000)),
    Bad("300,000 conditional formats", ANY, lambda: _conditions(300_000)),
    Bad("a million links", ANY, lambda: _links(MILLION)),
    Bad("100,000 notes", ANY, lambda: _notes(100_000)),
    Bad("200,000 names", ANY, lambda: _names(200_000)),
    Bad("64,000 formats", ANY, lambda: _styles(64_000)),
    Bad(
        "300,000 columns",
        ANY,
        lambda: hostile.patched(
            MEASURES,
            b"<sheetData>",
            b"<cols>" + b'<col min="1" max="16384" width="9"/>' * 300_000 + b"</cols><sheetData>",
        ),
    ),
)


def _noise(size: int) -> bytes:
    """Bytes that cannot be packed, the same ones each time."""
    return Random(1).randbytes(size)


BULK = (*PACKED, *SHEETS)
