"""Sheets that are well-formed and wrong: merges, numbers, order, kinds, and what programs link to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

import hostile
from hostile import ANY, MEASURES, READ, STRINGS, STYLES, WORKBOOK, Bad, with_row

DAMAGED = "ITA108"
MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml."
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
NUMBERS = {
    "NaN": "NaN",
    "infinity": "1e309",
    "minus infinity": "-1e309",
    "minus one": "-1",
    "a date beyond every calendar": "99999999",
    "a number of a thousand digits": "9" * 1000,
    "an exponent of a thousand digits": "1e" + "9" * 1000,
    "a number of 5,000 digits": "7" * 5_000,
    "Thai digits": "๒๕๖๗",
    "full-width digits": "２５６７",
    "a hexadecimal number": "0x1F",
    "underscores": "1_000",
    "spaces": " 12 ",
    "nothing": "",
    "a text": "ไม่มี",
}
DATES = ("2567-10-05", "2024-13-45", "0000-00-00", "2024-10-05T25:61:61", "PT99999999H", "-1", "x", "")
KINDS = ("s", "b", "e", "d", "n", "str", "inlineStr", "x", "")
ROWS = ("0", "-1", "99999999", "1048577", "1e3", "๑", "900.5", "", "NaN", "9" * 40)
ADDRESSES = (
    "A0",
    "A-1",
    "XFE1",
    "ZZZZ1",
    "A1048577",
    "A99999999999",
    "1A",
    "A",
    "1",
    "$A$900",
    "a900",
    "ก1",
    "",
)
MERGES = (
    "A1", "A1:", ":A1", "B2:A1", "A1:XFD1", "A1:A1048576", "A0:B1", "A1:B2:C3", "$A$1:$B$2", "x", "",
    "Sheet!A1:B2", "A1:ZZZ99999999",
)  # fmt: skip


def _cell(inside: str, attributes: str = "", row: str = 'r="900"', address: str = 'r="A900"') -> bytes:
    return with_row(f"<row {row}><c {address} {attributes}>{inside}</c></row>".encode())


def _dated(value: str) -> bytes:
    """A value in a cell with a date's format, else with the first of all formats."""
    styles = hostile.sound_parts()[STYLES].decode()
    formats = re.search(r"<cellXfs.*?</cellXfs>", styles, re.DOTALL)
    ids = re.findall(r'<xf numFmtId="(\d+)"', formats[0]) if formats else []
    date = next((index for index, number in enumerate(ids) if number in ("14", "22")), 0)
    return _cell(f"<v>{value}</v>", f's="{date}"')


def _merged(*refs: str) -> bytes:
    cells = "".join(f'<mergeCell ref="{ref}"/>' for ref in refs)
    return hostile.patched(
        MEASURES, b"</sheetData>", f"</sheetData><mergeCells>{cells}</mergeCells>".encode()
    )


def joined(parts: Mapping[str, tuple[str, bytes]], relations: str = "", types: str = "") -> bytes:
    """The sound workbook with parts of these content types, and relations of the workbook to them."""
    said = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, (kind, _) in parts.items()
    )
    changed = {name: data for name, (_, data) in parts.items()}
    for name, end, more in (
        ("[Content_Types].xml", b"</Types>", said + types),
        (hostile.RELATIONS, b"</Relationships>", relations),
    ):
        changed[name] = hostile.sound_parts()[name].replace(end, more.encode() + end)
    return hostile.with_parts(**changed)


def _linked(target: str) -> bytes:
    """A link to another workbook, or a server, with a formula that uses it."""
    link = '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    link += f' xmlns:r="{RELATION[:-1]}">'
    link += '<externalBook r:id="rId1"><sheetNames><sheetName val="x"/></sheetNames></externalBook>'
    link += "</externalLink>"
    outside = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    outside += (
        f'<Relationship Id="rId1" Type="{RELATION}externalLinkPath" Target="{target}" TargetMode="External"/>'
    )
    return joined(
        {
            "xl/externalLinks/externalLink1.xml": (MAIN + "externalLink+xml", link.encode()),
            "xl/externalLinks/_rels/externalLink1.xml.rels": (
                "application/vnd.openxmlformats-package.relationships+xml",
                (outside + "</Relationships>").encode(),
            ),
        },
        f'<Relationship Id="rId99" Type="{RELATION}externalLink" Target="externalLinks/externalLink1.xml"/>',
    )


def _macro() -> bytes:
    """A workbook that says it has macros; the part is none."""
    parts = {"xl/vbaProject.bin": ("application/vnd.ms-office.vbaProject", hostile.OLE)}
    relation = (
        '<Relationship Id="rId98" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"'
    )
    return joined(parts, relation + ' Target="vbaProject.bin"/>')


def _formula(text: str, value: str = "1") -> bytes:
    return _cell(f"<f>{text}</f><v>{value}</v>")


def _replaced(part: str, old: bytes, new: bytes) -> bytes:
    """The sound workbook with every occurrence in a part replaced."""
    return hostile.with_parts(**{part: hostile.sound_parts()[part].replace(old, new)})


def _shared_index(index: str) -> bytes:
    return _cell(f"<v>{index}</v>", 't="s"')


def _loop() -> bytes:
    """A sheet's relations that lead back to the sheet, and to themselves."""
    name = "xl/worksheets/_rels/sheet3.xml.rels"
    text = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    for number, target in enumerate(
        ("sheet3.xml", "_rels/sheet3.xml.rels", "../workbook.xml", "../../..", "")
    ):
        text += f'<Relationship Id="rId{number}" Type="{RELATION}comments" Target="{target}"/>'
    return hostile.with_parts(**{name: (text + "</Relationships>").encode()})


VALUES = (
    *(Bad(f"a number: {name}", ANY, partial(_cell, f"<v>{value}</v>")) for name, value in NUMBERS.items()),
    *(Bad(f"a date by its format: {name}", ANY, partial(_dated, value)) for name, value in NUMBERS.items()),
    *(
        Bad(f"an ISO date: {text or 'nothing'}", ANY, partial(_cell, f"<v>{text}</v>", 't="d"'))
        for text in DATES
    ),
    *(
        Bad(f"a cell's kind: {kind or 'nothing'}", ANY, partial(_cell, "<v>9</v>", f't="{kind}"'))
        for kind in KINDS
    ),
    *(
        Bad(f"a shared text's number: {index or 'nothing'}", ANY, partial(_shared_index, index))
        for index in ("-1", "99999999", "1.5", "x", "", "9" * 40)
    ),
    Bad("a format that is not there", ANY, lambda: _cell("<v>9</v>", 's="99999"')),
    Bad("a format below zero", ANY, lambda: _cell("<v>9</v>", 's="-1"')),
    Bad("a cell of two values", ANY, lambda: _cell("<v>1</v><v>2</v><is><t>x</t></is>")),
)
ORDER = (
    *(
        Bad(
            f"a row's number: {row or 'nothing'}",
            ANY,
            partial(_cell, "<v>1</v>", row=f'r="{row}"', address=""),
        )
        for row in ROWS
    ),
    *(
        Bad(f"a cell's address: {at or 'nothing'}", ANY, partial(_cell, "<v>1</v>", address=f'r="{at}"'))
        for at in ADDRESSES
    ),
    Bad("cells without addresses", ANY, lambda: _replaced(MEASURES, b'<c r="', b'<c x="')),
    Bad(
        "cells out of order",
        READ,
        lambda: with_row(
            b'<row r="901"><c r="C901"><v>3</v></c><c r="A901"><v>1</v></c></row>'
            b'<row r="900"><c r="A900"><v>1</v></c></row>'
        ),
    ),
    Bad(
        "the same cell twice",
        ANY,
        lambda: with_row(
            b'<row r="900"><c r="A900"><v>1</v></c><c r="A900"><v>2</v></c></row>'
            b'<row r="900"><c r="A900"><v>3</v></c></row>'
        ),
    ),
    Bad(
        "a row within a row",
        ANY,
        lambda: with_row(b'<row r="900"><row r="901"><c r="A901"><v>1</v></c></row></row>'),
    ),
    Bad("a cell outside its row", ANY, lambda: with_row(b'<c r="A900"><v>1</v></c>')),
    Bad(
        "the rows twice",
        ANY,
        lambda: hostile.patched(
            MEASURES,
            b"</sheetData>",
            b'</sheetData><sheetData><row r="900"><c r="A900"><v>1</v></c></row></sheetData>',
        ),
    ),
    Bad(
        "a sheet without rows", ANY, lambda: hostile.patched(MEASURES, rb"(?s)<sheetData>.*</sheetData>", b"")
    ),
    Bad("an empty sheet part", DAMAGED, lambda: hostile.with_parts(**{MEASURES: b""})),
    Bad("another root element", ANY, lambda: hostile.with_parts(**{MEASURES: b"<html/>"})),
    Bad(
        "another namespace",
        ANY,
        lambda: _replaced(MEASURES, b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"urn:x"),
    ),
)
MERGED = (
    *(Bad(f"a merge: {ref or 'nothing'}", ANY, partial(_merged, ref)) for ref in MERGES),
    Bad("a merge over the table", READ, lambda: _merged("A1:T400")),
    Bad("merges over one another", READ, lambda: _merged(*(f"A{n}:C{n + 40}" for n in range(1, 60)))),
    Bad("a thousand large merges", ANY, lambda: _merged(*(f"A{n}:Z{n + 3000}" for n in range(1, 1000)))),
)
LINKED = (
    Bad("a link to a server", READ, lambda: _linked("https://localhost:9/x.xlsx")),
    Bad("a link to a share", READ, lambda: _linked("\\\\localhost\\share\\x.xlsx")),
    Bad("a link to a file", READ, lambda: _linked("file:///etc/passwd")),
    Bad("a fake macro", READ, _macro),
    Bad("a DDE formula", READ, lambda: _formula("cmd|'/c calc'!A0", "0")),
    Bad("a formula that loads a web page", READ, lambda: _formula('WEBSERVICE("http://localhost:9/")', "0")),
    Bad("a formula of 100,000 letters", READ, lambda: _formula("1+" * 50_000 + "1")),
    Bad("a formula that asks for itself", READ, lambda: _formula("A900")),
    Bad("relations that run in circles", ANY, _loop),
    Bad(
        "a sheet's name of 10,000 letters",
        ANY,
        lambda: hostile.patched(WORKBOOK, rb'<sheet name="[^"]*"', b'<sheet name="%s"' % (b"x" * 10_000)),
    ),
    Bad(
        "a sheet's name of signs",
        ANY,
        lambda: hostile.patched(
            WORKBOOK, rb'<sheet name="[^"]*"', "<sheet name=\"'=1+1'!/\\*?:[]\u202e\"".encode()
        ),
    ),
    Bad("a sheet without a name", ANY, lambda: hostile.patched(WORKBOOK, rb'<sheet name="[^"]*"', b"<sheet")),
    Bad(
        "texts without end",
        ANY,
        lambda: hostile.patched(STRINGS, rb'uniqueCount="\d+"', b'uniqueCount="4294967295"'),
    ),
)
CELLS = (*VALUES, *ORDER, *MERGED, *LINKED)
