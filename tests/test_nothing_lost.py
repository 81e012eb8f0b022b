"""Every letter of a source stands in the workbook made from it: in its place, or on the sheet of source text.

The sources are read here by other means than the importer's: XML trees and plain decoding.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import factory
import openpyxl
import pytest
from documents import cell, docx, paragraph, table, tr

from ita_sheets.fiscal import FiscalYear
from ita_sheets.importer import import_report
from ita_sheets.importer.table import split_number
from ita_sheets.render.template import template

SOURCES = Path(__file__).parent / "data" / "sources"
SEED = Path(__file__).parents[2] / "shared/seed/000_9ed9cbf621fb5477.txt"
SPAN, RESTARTS, GOES_ON = '<w:gridSpan w:val="5"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
BOX = "<w:p><w:r><w:txbxContent><w:p><w:r><w:t>กรอบข้อความ</w:t></w:r></w:p></w:txbxContent></w:r></w:p>"
ALL_KINDS = (
    paragraph("บันทึกข้อความ")
    + BOX
    + paragraph("ที่ สม ๑/๒\tวันที่ ๓ ตุลาคม ๒๕๖๘")
    + table(["ตัวชี้วัด", "คะแนน ปี 2567"], ["การใช้อำนาจ", "81.5"], ["ของเรา", "ข้อมูลอื่น"])
    + paragraph("ปีงบประมาณ พ.ศ. ๒๕๖๗")
    + table(["มาตรการ", "ผลการดำเนินการ"], ["๑. ของปีก่อน", "ทำแล้ว <p>ปีก่อน</p>"])
    + paragraph("ปีงบประมาณ พ.ศ. ๒๕๖๘")
    + table(
        tr(cell("ตารางสรุป", SPAN)),
        ["ลำดับ", "มาตราการ/กิจกรรม", "ผลการดำเนินงาน", "ระยะเวลา", "พื้นที่เป้าหมาย"],
        ["(๑)", "(๒)", "(๓)", "(๔)", "(๕)"],
        tr(cell("ด้านที่ ๓ การใช้อำนาจ", SPAN)),
        tr(cell("1"), cell("ทำ\u200bคู่มือ  ใหม่"), cell("๑. ร่าง\n๒. แจก"), cell("ไตรมาส ๑ - ๒"),
           cell("หมู่ ๑", RESTARTS)),
        tr(cell("2"), cell("&nbsp; <br>ติดป้าย"), cell(""), cell("ไม่ระบุ"), cell("", GOES_ON)),
        ["", "", "ต่อจากหน้าก่อน", "", ""],
        tr(cell("ข้อสังเกตของกลุ่ม", SPAN)),
        ["3", "ซ่อมถนน", "ซ่อมแล้ว", "", "หมู่ ๒"],
        ["รวม", "", "", "", "๓ หมู่"],
        ["(ลงชื่อ)....", "", "", "ลงนาม", ""],
    )
    + paragraph("ท้ายรายงาน")
)  # fmt: skip
MADE = {
    "all_kinds.docx": docx(ALL_KINDS),
    "beside.txt": (
        "ปีงบประมาณ 2568\nมาตรการ\tผลลัพธ์\tพื้นที่\nก\tข\tค\tเกินมา\n\tต่อ\nคั่นกลาง\nง\tจ\t\n"
        "มาตรการ\tผลลัพธ์\tพื้นที่\nฉ\tช\tซ\n"
    ).encode("utf-16"),
    "quoted.csv": 'ปีงบประมาณ 2568;;\nมาตรการ;ผลลัพธ์;อื่น\n"ก\nสอง";"ข; ""ค""";ง\n'.encode("cp874"),
}


def texts(name: str, data: bytes) -> Iterator[str]:
    """The paragraphs of a file, or the cells of a text file's lines."""
    if name.endswith((".docx", ".ods")):
        part = "word/document.xml" if name.endswith(".docx") else "content.xml"
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            root = ET.fromstring(archive.read(part))
        for element in root.iter():
            if element.tag.endswith("}p"):
                yield from "".join(_said(element)).split("\t")
        return
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp874")
    if name.endswith(".csv"):
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=max(";,", key=text.count)):
            yield from row
    else:
        yield from text.replace("\t", "\n").splitlines()


def _said(element: ET.Element) -> Iterator[str]:
    """The text of a paragraph without that of paragraphs inside it."""
    yield element.text or ""
    for child in element:
        if child.tag.endswith("}tab"):
            yield "\t"
        if not child.tag.endswith(("}p", "}annotation")):
            yield from _said(child)
        yield child.tail or ""


def cells(data: bytes) -> Counter[str]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return Counter(
        str(item.value) for tab in book for row in tab.iter_rows() for item in row if item.value is not None
    )


def letters(parts: Iterator[str]) -> Counter[str]:
    """All that is visible, but for the stops and brackets of a measure's number."""
    return Counter(
        letter for part in parts for letter in part if not letter.isspace() and letter not in ".()\u200b"
    )


@pytest.mark.parametrize("name", [*MADE, *sorted(file.name for file in SOURCES.glob("*.[!p]*")), SEED.name])
def test_every_letter_stands_in_the_new_workbook(name: str, tmp_path: Path) -> None:
    path = SEED if name == SEED.name else SOURCES / name
    if name in MADE:
        path = tmp_path / name
        path.write_bytes(MADE[name])
    if not path.is_file():
        pytest.skip("the seed report is not beside this checkout")
    year = FiscalYear(2567 if path == SEED else 2568)
    made = cells(template(year, import_report(path, year).report, created=factory.CREATED))
    kept = made - cells(template(year, created=factory.CREATED))
    source = [text for text in texts(name, path.read_bytes()) if text.strip()]
    assert source
    assert letters(iter(source)) <= letters(kept.elements())
    for text in source:
        wording = split_number(text.strip())[1]
        assert any(wording in one for one in kept), text
