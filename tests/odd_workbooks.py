"""Cells, formats and packages as programs may write them, with what each holds: to hold readers against."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import Any

import factory
import hostile
import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from ita_sheets.grid import CellKind

# --- cells: the XML, and the value with its kind; None for a cell that shows nothing ---

VALUE, ERROR, UNSAVED = CellKind.VALUE, CellKind.ERROR, CellKind.FORMULA_EMPTY
CELLS = {
    "<c><v>12</v></c>": (12, VALUE),
    "<c t='n'><v> 012 </v></c>": (12, VALUE),
    "<c><v>12.50</v></c>": (12.5, VALUE),
    "<c><v>-1.5E-3</v></c>": (-0.0015, VALUE),
    "<c><v>.5</v></c>": (0.5, VALUE),
    "<c><v>NaN</v></c>": ("NaN", ERROR),
    "<c><v>1e309</v></c>": ("1e309", ERROR),
    "<c><v>๑๒</v></c>": ("๑๒", ERROR),
    "<c><v>1_000</v></c>": ("1_000", ERROR),
    f"<c><v>{'9' * 5000}</v></c>": ("9" * 5000, ERROR),
    "<c><v/></c>": None,
    "<c/>": None,
    "<c t='s'/>": None,
    "<c t='s'><v></v></c>": None,
    "<c t='b'><v>1</v></c>": (True, VALUE),
    "<c t='b'><v>0</v></c>": (False, VALUE),
    "<c t='e'><v>#DIV/0!</v></c>": ("#DIV/0!", ERROR),
    "<c t='str'><v> ผล </v></c>": (" ผล ", VALUE),
    "<c t='str'><f>A1</f><v></v></c>": None,
    "<c t='str'><f>A1</f></c>": (None, UNSAVED),
    "<c><f>1+1</f></c>": (None, UNSAVED),
    "<c><f>1+1</f><v/></c>": (None, UNSAVED),
    "<c><f>1+1</f><v>2</v></c>": (2, VALUE),
    "<c t='inlineStr'><is><t>ก_x000D_ข</t></is></c>": ("ก\rข", VALUE),
    "<c t='inlineStr'><is><r><t>_</t></r><r><t>x000D_</t></r></is></c>": ("_x000D_", VALUE),
    "<c t='str'><v>ก_x000D_ข</v></c>": ("ก\rข", VALUE),
    "<c t='inlineStr'><is><r><rPr><b/></rPr><t>หนา</t></r><r><t xml:space='preserve'> บาง</t></r></is></c>": (
        "หนา บาง",
        VALUE,
    ),
    "<c t='inlineStr'><is><t>漢字</t><rPh sb='0' eb='2'><t>かんじ</t></rPh></is></c>": ("漢字", VALUE),
    "<c t='inlineStr'><is/></c>": None,
    "<c t='d'><v>2024-02-29</v></c>": (datetime(2024, 2, 29), VALUE),
    "<c t='d'><v>2024-02-29T08:30:00</v></c>": (datetime(2024, 2, 29, 8, 30), VALUE),
    "<c t='d'><v>08:30:00</v></c>": (time(8, 30), VALUE),
    "<c t='d'><v>30 กุมภาพันธ์</v></c>": ("30 กุมภาพันธ์", ERROR),
    "<c s='999999'><v>45000</v></c>": (45000, VALUE),
    "<c s='-1'><v>45000</v></c>": (45000, VALUE),
    "<c t='ไม่รู้จัก'><v>7</v></c>": (7, VALUE),
    "<x:c xmlns:x='urn:any' t='str'><x:v>7</x:v></x:c>": ("7", VALUE),
}


def with_cell(xml: str) -> bytes:
    """The sound workbook with one cell more, in the first column of row 900 of the measures."""
    return hostile.with_row(f'<row r="900">{xml}</row>'.encode())


# --- formats: a number in each, and what it is ---

DAY, MOMENT = datetime(2024, 2, 29), datetime(2024, 2, 29, 12)
FORMATS: dict[str, tuple[float, Any]] = {
    "d/m/yyyy": (45351, DAY),
    "[$-107041E]d mmmm yyyy": (45351, DAY),
    "[$-D07041E]d mmm bb": (45351, DAY),
    '"วันที่" d/m/yyyy;@': (45351, DAY),
    "[Red]d/m/yyyy h:mm": (45351.5, MOMENT),
    "h:mm": (0.5, time(12)),
    "[h]:mm": (2.25, "54:00"),
    "bbbb": (45351, 45351),  # shows a year alone: the reader of dates says what it took it for
    "0.0%": (0.925, "92.5%"),
    "0%;[Red]-0%": (0.8405, "84.05%"),
    '0"%"': (45351, 45351),
    "General": (45351, 45351),
    '#,##0 "days"': (45351, 45351),
    "#,##0 \\d\\a\\y": (45351, 45351),
    "#,##0_d": (45351, 45351),
    "0.00E+00": (45351, 45351),
    '#,##0;"d"0': (45351, 45351),
    "[$฿-41E]#,##0.00": (45351, 45351),
    "@": (45351, 45351),
}


def with_format(code: str, value: float, *, from_1904: bool = False) -> bytes:
    """A workbook with one number in a format."""
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.active
    sheet["A1"].value = value
    sheet["A1"].number_format = code
    if from_1904:
        workbook.epoch = CALENDAR_MAC_1904
    return factory.saved(workbook)


NUMBERS: dict[int, tuple[float, Any]] = {
    9: (0.29, "29%"),
    14: (45351, DAY),
    46: (2.25, "54:00"),
    49: (45351, 45351),
    59: (45351, 45351),
    **dict.fromkeys((71, 72, 73, 74, 77, 81), (45351, DAY)),  # those of Thai Excel
}


def with_number(number: int) -> bytes:
    """A workbook with one number in a format that has a number and no code."""
    parts = hostile.parts_of(with_format("d/m/yyyy", NUMBERS[number][0]))
    styles = re.sub(rb"<numFmts.*?</numFmts>", b"", parts[hostile.STYLES])
    parts[hostile.STYLES] = re.sub(rb'numFmtId="1\d\d"', b'numFmtId="%d"' % number, styles)
    return hostile.package(parts)


# --- packages: the sound workbook, laid out in other ways ---


def repacked(*edits: tuple[str, bytes, bytes], **renamed: str) -> bytes:
    """The sound workbook with patterns replaced in parts, and parts under other names."""
    parts = dict(hostile.sound_parts())
    for part, pattern, new in edits:
        parts[part], count = re.subn(pattern, new, parts[part])
        assert count, pattern
    return hostile.package({renamed.get(name, name): data for name, data in parts.items()})


SOUND = hostile.sound_parts()
ELSEWHERE = {hostile.WORKBOOK: "xl/book1.xml", hostile.RELATIONS: "xl/_rels/book1.xml.rels"}
PACKAGES = {
    "absolute targets": repacked((hostile.RELATIONS, b'Target="', rb'Target="/xl/')),
    "targets through the folder above": repacked((hostile.RELATIONS, b'Target="', rb'Target="../xl/')),
    "names in capitals": hostile.package({name.upper(): data for name, data in SOUND.items()}),
    "backslashes": hostile.package({name.replace("/", "\\"): data for name, data in SOUND.items()}),
    "the workbook elsewhere": repacked(("_rels/.rels", b"xl/workbook.xml", b"xl/book1.xml"), **ELSEWHERE),
    "no package relations": hostile.without("_rels/.rels"),
    "no size of the sheet": repacked((hostile.MEASURES, b"<dimension[^>]*>", b"")),
    "no numbers of rows": repacked((hostile.MEASURES, b'(<row )r="[0-9]*" ', rb"\1")),
}
