"""Make the reports of this folder with other programs: python-docx, openpyxl, LibreOffice (Writer and Calc).

    python tests/data/sources/make_sources.py

The tests read the files and need none of these. Every file holds the same invented report.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from openpyxl import Workbook

HERE = Path(__file__).parent
BEFORE = (
    "บันทึกข้อความ",
    "ส่วนราชการ สำนักปลัด องค์การบริหารส่วนตำบลนาสมมุติ",
    "ที่ สม 71001/24\tวันที่ 9 ตุลาคม 2568",
    "เรื่อง รายงานผลตามมาตรการ รอบ 12 เดือน (1 ตุลาคม 2567 - 30 กันยายน 2568)",
    "เรียน นายกองค์การบริหารส่วนตำบลนาสมมุติ",
    "ตามที่ องค์การบริหารส่วนตำบลนาสมมุติ อำเภอเมืองสมมุติ จังหวัดสมมุติบุรี ได้วิเคราะห์ผลการประเมิน ITA ปีงบประมาณ "  # noqa: ISC004
    "พ.ศ. 2567 พบจุดอ่อน ได้แก่ ตัวชี้วัดที่ 8 การปรับปรุงระบบการทำงาน จึงกำหนดมาตรการดังนี้",
)
AFTER = ("จึงเรียนมาเพื่อโปรดทราบ", "( ........................ )", "ตำแหน่ง หัวหน้าสำนักปลัด")
HEADS = (
    "มาตรการ/กิจกรรม",
    "สรุปผลการดำเนินการตามมาตรการ/กิจกรรม",
    "ผลลัพธ์/ความสำเร็จของการดำเนินการ",
    "หน่วยงานที่รับผิดชอบ",
)
ROWS = (
    (
        "๑. จัดทำคู่มือการยืมทรัพย์สินของราชการ",
        "จัดทำคู่มือและแจ้งเวียนทุกกอง",
        "มีการยืม 18 ครั้ง คืนตรงเวลา 17 ครั้ง",
        "สำนักปลัด",
    ),
    (
        "๒. เปิดช่องทางแจ้งเรื่องน้ำประปาผ่านไลน์",
        "เปิดบัญชีไลน์เมื่อ 4 มกราคม 2568\nประชาสัมพันธ์ผ่านหอกระจายข่าว",
        "รับแจ้ง 42 เรื่อง แก้ไขแล้ว 40 เรื่อง ภายใน 2 วัน",
        "",
    ),
    ("๓. ประกาศนโยบาย No Gift Policy", "ประกาศต่อหน้าพนักงานทุกคน", "ประกาศต่อหน้าพนักงานทุกคน", "กองคลัง"),
    ("๔. อบรมพนักงานเรื่องผลประโยชน์ทับซ้อน", "", "อยู่ระหว่างดำเนินการ", "กองคลัง"),
)
MERGED = (1, 2)  # the rows that one cell names the unit of


def document() -> Any:
    """The report as python-docx writes it: the unit of two rows is one cell, the head is to repeat."""
    made = Document()
    for text in BEFORE:
        made.add_paragraph(text)
    table = made.add_table(rows=0, cols=len(HEADS), style="Table Grid")
    _add_row(table, HEADS)
    for row in ROWS:
        _add_row(table, row)
    first, last = MERGED
    table.cell(first, 3).merge(table.cell(last, 3)).text = ROWS[first - 1][3]
    mark = table.rows[0]._tr.get_or_add_trPr().makeelement(qn("w:tblHeader"), {})
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    for text in AFTER:
        made.add_paragraph(text)
    made.core_properties.author = ""
    return made


def _add_row(table: Any, texts: tuple[str, ...]) -> None:
    for cell, text in zip(table.add_row().cells, texts, strict=True):
        first, *more = text.split("\n")
        cell.paragraphs[0].text = first
        for line in more:
            cell.add_paragraph(line)


def workbook() -> Workbook:
    """The report as a sheet."""
    made = Workbook()
    sheet: Any = made.active
    for text in BEFORE:
        sheet.append([text])
    sheet.append(HEADS)
    for row in ROWS:
        sheet.append([text or None for text in row])
    top = len(BEFORE) + 1
    sheet.merge_cells(start_row=top + MERGED[0], end_row=top + MERGED[1], start_column=4, end_column=4)
    for text in AFTER:
        sheet.append([text])
    return made


def text() -> str:
    """The report as a text with tabs."""
    rows = ["\t".join(cell.replace("\n", " ") for cell in row) for row in (HEADS, *ROWS)]
    return "\r\n".join([*(line.replace("\t", "  ") for line in BEFORE), *rows, *AFTER, ""])


def by_office(source: Path, kind: str, target: Path) -> None:
    """What LibreOffice makes of a file."""
    command = ["soffice", "--headless", "--convert-to", kind, "--outdir", str(source.parent), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    source.with_suffix("." + kind.partition(":")[0]).replace(target)


def main() -> None:
    """Write all files."""
    with tempfile.TemporaryDirectory() as folder:
        word, sheet = Path(folder, "word.docx"), Path(folder, "sheet.xlsx")
        document().save(str(word))
        workbook().save(str(sheet))
        by_office(sheet, "ods", HERE / "libreoffice.ods")
        by_office(sheet, "csv:Text - txt - csv (StarCalc):44,34,76", HERE / "libreoffice.csv")
        by_office(sheet, "csv:Text - txt - csv (StarCalc):59,34,76", Path(folder, "semicolons.csv"))
        semicolons = Path(folder, "semicolons.csv").read_text("utf-8")
        (HERE / "semicolons_thai.csv").write_bytes(semicolons.encode("cp874"))
        by_office(word, "odt", Path(folder, "word.odt"))
        (HERE / "python-docx.docx").write_bytes(word.read_bytes())
        by_office(Path(folder, "word.odt"), "docx", HERE / "libreoffice.docx")
    (HERE / "tabs_thai.txt").write_bytes(text().encode("cp874"))
    (HERE / "tabs_utf16.txt").write_bytes(text().encode("utf-16"))


if __name__ == "__main__":
    main()
