"""A filled template as Excel may save it, with all that programs read and write differently.

It is made by patching the package of a sound one: no library writes results, escaped letters, runs
and formats just as they are wanted here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from typing import Any

import factory
import hostile
from exports import put

COMMENTS, VML = "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"
SHEET_RELATIONS = "xl/worksheets/_rels/sheet3.xml.rels"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

FORMATS = (
    "[$-107041E]d mmm yy",
    "[$-D07041E]d mmmm yyyy",
    "d mmmm bbbb",
    "d/m/yyyy",
    "h:mm",
    "0%",
    "0.00%",
)
THAI_SHORT, THAI_DIGITS, ERA, PLAIN, CLOCK, PERCENT, PERCENT_2 = range(len(FORMATS))
QUOTED = len(FORMATS)  # a text after a leading apostrophe
LINE = ("ผลการดำเนินงานตามมาตรการ " * 10).strip()
LONG = f"{LINE}\n" * 128  # 32,000 characters; in one line LibreOffice takes half a minute for its height


@dataclass(frozen=True)
class Content:
    """What is put into a cell: its type, the inner XML, and the place of its format in `FORMATS`."""

    kind: str
    inner: str
    look: int | None = None


def text(value: str, look: int | None = None) -> Content:
    """A shared string; `_xHHHH_` in it is an escape."""
    return Content("s", f'<t xml:space="preserve">{escape(value, quote=False)}</t>', look)


def runs(*values: str) -> Content:
    """Rich text, every second run bold."""
    bold = "<rPr><b/></rPr>"
    inner = (
        f'<r>{bold * (number % 2)}<t xml:space="preserve">{value}</t></r>'
        for number, value in enumerate(values)
    )
    return Content("s", "".join(inner))


def value(kind: str, shown: object, look: int | None = None, formula: str = "") -> Content:
    """A cell of that type ("n", "b", "e", "str"), the result of a formula where there is one."""
    before = f"<f>{escape(formula, quote=False)}</f>" if formula else ""
    return Content(kind, f"{before}<v>{shown}</v>", look)


def day(year: int, month: int, number: int, look: int) -> Content:
    """A day by its number since 1900, as Excel keeps it."""
    return value("n", (date(year, month, number) - date(1899, 12, 30)).days, look)


NEVER_SAVED = Content("n", "<f>LEN(D8)</f>")
CELLS: dict[str, Content] = {
    "D6": text("จัด\u200bทำ\u200bคู่มือ\ufeffการให้บริการ\u00a0ประชาชน"),
    "E6": text("ทํานํ้าประปา และน้ำประปา นํ้าดื่ม เเละป้ายประกาศ"),
    "F6": text("๑. ลดเวลาเหลือ 12 นาที\n๒. ผู้รับบริการ 318 ราย\n\n๓. ไม่มีเรื่องร้องเรียน\n"),
    "G6": text("  กองคลัง  "),
    "H6": runs("ขั้นตอน ", "รวบรวม", " และ ", " ติดประกาศ "),
    "I6": day(2023, 10, 1, THAI_SHORT),
    "J6": day(2024, 9, 30, ERA),
    "N6": value("n", "12500"),
    "O6": value("n", "11800.5", formula="12500-699.5"),
    "X5": text("ผู้ตรวจ"),
    "X6": text("หัวหน้าสำนักปลัด"),
    "B7": text("๒"),
    "C7": value("n", "7"),
    "I7": day(2566, 10, 1, PLAIN),
    "J7": text("๓๐ ก.ย. ๒๕๖๗"),
    "L7": value("n", "0.85", PERCENT),
    "M7": value("n", "0.9425", PERCENT_2),
    "N7": text("12,500.00"),
    "O7": text("ไม่ใช้งบประมาณ"),
    "L8": NEVER_SAVED,
    "M8": value("str", "ครบ 3 ข้อ", formula='"ครบ "&3&" ข้อ"'),
    "P8": value("b", "1"),
    "Q8": value("e", "#REF!"),
    "R8": value("e", "#N/A", formula="NA()"),
    "S8": value("n", "0.30000000000000004", formula="0.1+0.2"),
    "I8": day(2023, 10, 1, THAI_DIGITS),
    "F9": text(LONG),
    "E9": text("๑. <b>ไม่ใช่รหัส</b> & \"คำพูด\" 'เดี่ยว'"),
    "S9": text("😀 ครบถ้วน – ดี … •"),
    "F11": text("ผลของสองข้อรวมกัน 24 คน"),
    "E13": text("บรรทัดแรก_x000D_\nบรรทัดที่สอง"),
    "F13": text("พิมพ์เล่น _x005F_x000D_ ไว้ 5 ครั้ง"),
    "H13": text("ก\tข_x000B_ค"),
    "L13": text("001", QUOTED),
    "M13": text("=1+1", QUOTED),
    "P13": text("=SUM(A1)"),
    "Q13": text("'คำพูด"),
    "F14": text(""),
    "P14": value("str", "", formula='""'),
    "Q14": text("   "),
    "R14": text("\u200b"),
    "L15": value("n", "1234567890123"),
    "M15": value("n", "1.5E+17"),
    "P15": value("n", "45300", PLAIN),
    "Q15": value("n", "0.5", CLOCK),
    "S15": value("n", "-0.5"),
    "D20": text("หมายเหตุท้ายตาราง"),
}
MERGES = ("C11:C12", "F11:F12")
BLANK_RULE = (
    '<conditionalFormatting sqref="F6:F15"><cfRule type="containsBlanks" dxfId="0" priority="90">'
    "<formula>LEN(TRIM(F6))=0</formula></cfRule></conditionalFormatting>"
)
HIDDEN_ROW = 10


def _measure(number: int) -> dict[str, Any]:
    return {
        "id": f"2567-{number:02d}",
        "indicator": 1 + number % 10,
        "measure": f"มาตรการที่ {number} จัดทำคู่มือการให้บริการ",
        "action": f"ประชุมเจ้าหน้าที่และติดประกาศ ณ จุดบริการที่ {number}",
        "outcome": f"ผู้รับบริการ {number * 12} ราย พึงพอใจร้อยละ 90",
        "unit": "สำนักปลัด",
    }


@cache
def difficult(*, from_1904: bool = False) -> bytes:
    """The workbook; with `from_1904` its days count as on an old Mac, so each is four years later."""
    parts = hostile.parts_of(factory.written([_measure(number) for number in range(1, 11)]))
    parts[hostile.STYLES], first = _with_formats(parts[hostile.STYLES].decode())
    sheet, strings = _filled(parts[hostile.MEASURES].decode(), parts[hostile.STRINGS].decode(), first)
    parts[hostile.STRINGS] = strings.encode()
    parts[hostile.MEASURES] = _dressed(sheet).encode()
    parts |= _comments()
    types = (
        '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
    )
    types += (
        f'<Override PartName="/{COMMENTS}" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/>'
    )
    name = "[Content_Types].xml"
    parts[name] = parts[name].replace(b"</Types>", types.encode() + b"</Types>")
    workbook = parts[hostile.WORKBOOK].replace(b'sheetId="4"', b'sheetId="4" state="hidden"')
    if from_1904:
        workbook = workbook.replace(b"<workbookPr ", b'<workbookPr date1904="1" ')
    parts[hostile.WORKBOOK] = workbook
    return hostile.package(parts)


def _with_formats(styles: str) -> tuple[bytes, int]:
    """The styles with `FORMATS` and one for a leading apostrophe; and the number of the first of them."""
    numbered = list(enumerate(FORMATS, 500))
    declared = "".join(f'<numFmt numFmtId="{number}" formatCode="{code}"/>' for number, code in numbered)
    looks = "".join(
        f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        for number, _ in numbered
    )
    looks += '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/>'
    first = int(re.findall(r'<cellXfs count="(\d+)"', styles)[0])
    styles = re.sub(r'(<(?:numFmts|cellXfs)) count="\d+"', r"\1", styles)
    styles = styles.replace("</numFmts>", f"{declared}</numFmts>")
    return styles.replace("</cellXfs>", f"{looks}</cellXfs>").encode(), first


def _filled(sheet: str, strings: str, first_look: int) -> tuple[str, str]:
    """The sheet and the shared strings with `CELLS` put in."""
    count = strings.count("<si>")
    texts = []
    for address, content in CELLS.items():
        inner = content.inner
        if content.kind == "s":
            texts.append(f"<si>{inner}</si>")
            inner = f"<v>{count + len(texts) - 1}</v>"
        style = "" if content.look is None else f' s="{first_look + content.look}"'
        sheet = put(sheet, address, f'<c r="{address}"{style} t="{content.kind}">{inner}</c>')
    strings = re.sub(r' count="\d+" uniqueCount="\d+"', "", strings)
    return sheet, strings.replace("</sst>", "".join(texts) + "</sst>")


def _dressed(sheet: str) -> str:
    """The sheet with merges, a hidden row, a mark on blank outcomes, and its comment."""
    merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in MERGES)
    sheet = sheet.replace(f'<row r="{HIDDEN_ROW}"', f'<row r="{HIDDEN_ROW}" hidden="1"')
    for gone in ("C12", "F12"):
        sheet = put(sheet, gone, f'<c r="{gone}"/>')
    sheet = sheet.replace('ref="A1:W205"', 'ref="A1:X205"')
    before, rule, after = sheet.partition("<conditionalFormatting")
    assert rule
    merged = f'<mergeCells count="{len(MERGES)}">{merges}</mergeCells>'
    sheet = f"{before}{merged}{BLANK_RULE}{rule}{after}"
    return sheet.replace("</worksheet>", '<legacyDrawing r:id="rIdVml"/></worksheet>')


def _comments() -> Mapping[str, bytes]:
    relations = "".join(
        f'<Relationship Id="{ref}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for ref, kind, target in (
            ("rIdVml", "vmlDrawing", "../drawings/vmlDrawing1.vml"),
            ("rIdNote", "comments", "../comments1.xml"),
        )
    )
    note = "<r><t>ขอหลักฐาน</t></r>"
    return {
        COMMENTS: f'<comments xmlns="{_MAIN}"><authors><author>ผู้ตรวจ</author></authors><commentList>'
        f'<comment ref="F6" authorId="0"><text>{note}</text></comment></commentList></comments>'.encode(),
        VML: b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        b'<v:shape type="#_x0000_t202" style="visibility:hidden"><x:ClientData ObjectType="Note">'
        b"<x:Row>5</x:Row><x:Column>5</x:Column></x:ClientData></v:shape></xml>",
        SHEET_RELATIONS: '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{relations}</Relationships>".encode(),
    }
