"""Bad files: the sound workbook with its package patched, and files that are no workbook at all."""

from __future__ import annotations

import re
import struct
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import factory

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
MEASURES = "xl/worksheets/sheet3.xml"
READ = "read"  # in place of a refusal's code: the file is read
ANY = ""  # any refusal will do, and so will a reading
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
FIRST_LINE = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
BOMB = b'<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

MERGE = b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'


@dataclass(frozen=True)
class Bad:
    """A bad file: the code it is answered with, what the sentence must hold, and its bytes when asked for."""

    name: str
    code: str
    made: Callable[[], bytes]
    says: str = ""


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a package by name, in their order."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@cache
def sound_parts() -> Mapping[str, bytes]:
    """The parts of the sound workbook."""
    return parts_of(factory.sound())


def package(parts: Mapping[str, bytes] | Iterable[tuple[str, bytes]]) -> bytes:
    """A package of parts, the same bytes each time; the same name may stand twice."""
    stream = BytesIO()
    items = parts.items() if isinstance(parts, Mapping) else parts
    with warnings.catch_warnings(), ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # zipfile notices a second part of the same name
        for name, data in items:
            archive.writestr(ZipInfo(name), data, ZIP_DEFLATED)
    return stream.getvalue()


def with_parts(**parts: bytes) -> bytes:
    """The sound workbook with these parts put in."""
    return package({**sound_parts(), **parts})


def without(part: str) -> bytes:
    """The sound workbook without a part."""
    return package({name: data for name, data in sound_parts().items() if name != part})


def patched(part: str, pattern: bytes, new: bytes) -> bytes:
    """The sound workbook with the first match in one part replaced."""
    return package(patched_parts(part, pattern, new))


def patched_parts(part: str, pattern: bytes, new: bytes) -> dict[str, bytes]:
    data, count = re.subn(pattern, lambda _: new, sound_parts()[part], count=1)
    assert count == 1, f"{pattern!r} is not in {part}"
    return {**sound_parts(), part: data}


def with_row(row: bytes) -> bytes:
    """The sound workbook with something more at the end of the measures' rows."""
    return patched(MEASURES, b"</sheetData>", row + b"</sheetData>")


def cell(address: str, *, filled: bool) -> bytes:
    """A row of one cell with a text, or with a format only."""
    row = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    inside = (
        f'<c r="{address}" t="inlineStr"><is><t>x</t></is></c>' if filled else f'<c r="{address}" s="1"/>'
    )
    return f'<row r="{row}">{inside}</row>'.encode()


def forged_size(size: int) -> bytes:
    """The sound workbook whose directory states another unpacked size for the measures."""
    data = bytearray(factory.sound())
    name = MEASURES.encode()
    for signature, size_at, name_at in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        at = data.find(signature)
        while data[at + name_at : at + name_at + len(name)] != name:
            at = data.find(signature, at + 1)
        struct.pack_into("<I", data, at + size_at, size)
    return bytes(data)


def encrypted_zip() -> bytes:
    """The sound workbook whose directory says that its parts are encrypted."""
    data = bytearray(factory.sound())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def archive_of(*names: str) -> bytes:
    """A zip archive of parts with nothing in them."""
    return package(dict.fromkeys(names, b"<x/>"))


def blank_rows() -> bytes:
    """A million rows that hold nothing but a format."""
    return with_row(b"".join(b'<row r="%d" s="1"/>' % row for row in range(1000, 1_048_577)))


def damaged_dtd(part: str) -> bytes:
    """An entity bomb at the head of a part."""
    return patched(part, rb"(?s)^.*?(?=<[^?!])", FIRST_LINE + BOMB)


def sheet_under_another_name() -> bytes:
    """The measures in a part whose name does not end as XML does, with a cell far away."""
    parts = dict(sound_parts())
    sheet = parts.pop(MEASURES).replace(b"</sheetData>", cell("XFD1048576", filled=True) + b"</sheetData>")
    parts["xl/worksheets/sheet3.dat"] = sheet
    for name in (RELATIONS, "[Content_Types].xml"):
        parts[name] = parts[name].replace(b"worksheets/sheet3.xml", b"worksheets/sheet3.dat")
    return package(parts)


def same_part_twice() -> bytes:
    """Two sheets in one part."""
    return patched(RELATIONS, rb"worksheets/sheet4\.xml", b"worksheets/sheet3.xml")


def same_name_twice() -> bytes:
    """Two sheets of one name."""
    names = re.findall(rb'<sheet name="([^"]+)"', sound_parts()[WORKBOOK])
    return patched(WORKBOOK, b'<sheet name="%s"' % names[3], b'<sheet name="%s"' % names[2])


_XL = "[Content_Types].xml"
KINDS = (
    Bad("an empty file", "ITA103", bytes, "0"),
    Bad("old Excel under the new name", "ITA105", lambda: OLE + "Workbook".encode("utf-16-le"), ".xls"),
    Bad("an opening password", "ITA106", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    Bad("an encrypted archive", "ITA106", encrypted_zip, "password"),
    Bad("CSV", "ITA107", "มาตรการ,ผลลัพธ์\r\n1,2\r\n".encode, "CSV"),
    Bad("CSV that begins with PK", "ITA108", lambda: b"PK,1\r\n2,3\r\n"),
    Bad("CSV of old Thai Windows", "ITA107", lambda: "มาตรการ,ผลลัพธ์\r\n".encode("cp874"), "CSV"),
    Bad("a web page", "ITA107", lambda: b"\xef\xbb\xbf\r\n<HTML><table></table></HTML>", "HTML"),
    Bad("XML of Excel 2003", "ITA107", lambda: FIRST_LINE + b"<Workbook/>", "Save As"),
    Bad("PDF", "ITA107", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
    Bad("RTF", "ITA107", lambda: b"{\\rtf1\\ansi}", "RTF"),
    Bad("a picture", "ITA107", lambda: b"\x89PNG\r\n\x1a\n" + bytes(60), "picture"),
    Bad("bytes of no known kind", "ITA107", lambda: b"\x00\x01\x02\x03" * 40, "unknown"),
    Bad("Word", "ITA107", lambda: archive_of(_XL, "word/document.xml"), "Word"),
    Bad("OpenDocument", "ITA107", lambda: archive_of("mimetype", "content.xml"), ".ods"),
    Bad("binary Excel", "ITA107", lambda: archive_of(_XL, "xl/workbook.bin"), ".xlsb"),
    Bad("a zip archive", "ITA107", lambda: archive_of("รายงาน.xlsx"), "zip"),
    Bad("PowerPoint", "ITA108", lambda: archive_of(_XL, "ppt/presentation.xml")),
    Bad(
        "Strict Open XML",
        "ITA109",
        lambda: patched(
            WORKBOOK, rb"http://schemas[^\"]+/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
        ),
        "Strict",
    ),
)
PACKAGES = (
    Bad("cut off in the middle", "ITA108", lambda: factory.sound()[:9000]),
    Bad("cut off at the end", "ITA108", lambda: factory.sound()[:-1]),
    Bad("without the parts' relations", "ITA108", lambda: without(RELATIONS), RELATIONS),
    Bad("without a sheet's part", "ITA108", lambda: without(MEASURES), MEASURES),
    Bad("without the texts", "ITA108", lambda: without(STRINGS)),
    Bad("two sheets in one part", "ITA108", same_part_twice, MEASURES),
    Bad("two sheets of one name", "ITA108", same_name_twice, WORKBOOK),
    Bad("XML that does not close", "ITA108", lambda: patched(MEASURES, b"</worksheet>", b""), MEASURES),
    Bad("an unknown encoding", "ITA108", lambda: patched(STRINGS, b"UTF-8", b"TIS-9999")),
    Bad("styles without their fill", READ, lambda: patched(STYLES, b"<fill>.*?</fill>", b"<fill/>")),
    Bad("a number that is none", READ, lambda: with_row(b'<row r="900"><c r="A900"><v>NaN</v></c></row>')),
    Bad("a small size forged", "ITA108", lambda: forged_size(400)),
    Bad("a bomb by its stated size", "ITA104", lambda: forged_size(2_000_000_000), "2,000 MB"),
    Bad("too many parts", "ITA104", lambda: with_parts(**{f"xl/media/{n}.png": b"" for n in range(2001)})),
    Bad(
        "too many sheets",
        "ITA104",
        lambda: patched(
            WORKBOOK, b"</sheets>", b'<sheet name="x" sheetId="9" r:id="rId1"/>' * 101 + b"</sheets>"
        ),
    ),
    Bad("a part twice", "ITA110", lambda: package([*sound_parts().items(), (MEASURES, b"<worksheet/>")])),
    Bad("entities in the texts", "ITA110", lambda: damaged_dtd(STRINGS), "DTD"),
    Bad("entities in a sheet", "ITA110", lambda: damaged_dtd(MEASURES), "DTD"),
    Bad("entities in the workbook", "ITA110", lambda: damaged_dtd(WORKBOOK), "DTD"),
    Bad("entities in a part of no use", "ITA110", lambda: with_parts(**{"xl/x.XML": BOMB + b"<x/>"}), "DTD"),
    Bad("deep nesting", "ITA110", lambda: with_parts(**{"xl/x.xml": b"<a>" * 100_000 + b"</a>" * 100_000})),
)
EXTENTS = (
    Bad(
        "a text in the last cell of all",
        "ITA111",
        lambda: with_row(cell("XFD1048576", filled=True)),
        "XFD1048576",
    ),
    Bad("a text far below", "ITA111", lambda: with_row(cell("A20001", filled=True)), "A20001"),
    Bad("a text far to the right", "ITA111", lambda: with_row(cell("SG900", filled=True)), "SG900"),
    Bad("a far cell in a part of another name", "ITA111", sheet_under_another_name, "XFD1048576"),
    Bad("a million formatted rows", READ, blank_rows),
    Bad(
        "a merge of the whole sheet",
        "ITA111",
        lambda: patched(MEASURES, b"</sheetData>", b"</sheetData>" + MERGE),
        "A1:XFD1048576",
    ),
    Bad("a format in the last cell of all", READ, lambda: with_row(cell("XFD1048576", filled=False))),
    Bad("two texts as far apart as may be", READ, lambda: with_row(cell("SF20000", filled=True))),
    Bad(
        "an extent that is too small",
        READ,
        lambda: patched(MEASURES, b"<dimension [^>]*>", b'<dimension ref="A1"/>'),
    ),
    Bad(
        "an extent that is too large",
        READ,
        lambda: patched(MEASURES, b"<dimension [^>]*>", b'<dimension ref="A1:XFD1048576"/>'),
    ),
    Bad(
        "a link to another workbook",
        READ,
        lambda: with_parts(**{"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}),
    ),
)
BAD_FILES = (*KINDS, *PACKAGES, *EXTENTS)
