"""Invented agencies for the tests of what is written about them, judged by the program's own classifier."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from ita_sheets import schema
from ita_sheets.changes import AgencyYears
from ita_sheets.entries import read_record
from ita_sheets.fiscal import FiscalYear
from ita_sheets.model import (
    Agency,
    Checked,
    Finding,
    Measure,
    Place,
    Reading,
    Report,
    Score,
    Severity,
    SourceFile,
)
from ita_sheets.outcomes import judge_report

NAME = "องค์การบริหารส่วนตำบลหนองสมมติ"
REPEATED = "๑. ตรวจนับทรัพย์สินทุกไตรมาส ๒. ติดป้ายทะเบียนทรัพย์สินของทางราชการ ๓. รายงานผลต่อผู้บริหาร"
MEASURES_2566: tuple[dict[str, Any], ...] = (
    {
        "number": "1",
        "indicator": 1,
        "measure": "จัดทำคู่มือขั้นตอนการให้บริการ",
        "action": "๑. ร่างคู่มือ ๒. ติดประกาศที่จุดบริการ",
        "outcome": "เวลารอเฉลี่ยลดจาก 25 นาที เหลือ 12 นาที ผู้รับบริการ 318 ราย",
        "unit": "กองคลัง",
    },
    {"number": "2", "measure": "ปรับปรุงเว็บไซต์", "action": "ปรับหน้าเว็บ", "outcome": "", "unit": "สำนักปลัด"},
    {"number": "3", "measure": "คุมทรัพย์สิน", "action": REPEATED, "outcome": REPEATED, "unit": "กองช่าง"},
    {"number": "4", "measure": "อบรมบุคลากร", "action": "จัดอบรม", "outcome": "ตามเอกสารแนบ"},
)
MEASURES_2567: tuple[dict[str, Any], ...] = (
    {"number": "๑", "measure": "คุมทรัพย์สิน", "action": REPEATED, "outcome": REPEATED, "unit": "กองช่าง"},
    {"number": "๒", "measure": "ทะเบียนยืม", "action": REPEATED, "outcome": REPEATED, "unit": "กองช่าง"},
    {
        "number": "๓",
        "measure": "ประกาศ No Gift Policy =SUM(A1)",
        "action": "ประกาศเจตนารมณ์ต่อหน้าพนักงาน",
        "outcome": "ไม่มีเรื่องร้องเรียนการรับของขวัญในปีงบประมาณ 2567",
        "unit": "หน่วยตรวจสอบภายใน",
    },
    {
        "number": "๔",
        "measure": "รับฟังความคิดเห็น",
        "action": "เปิดช่องทางรับความคิดเห็น",
        "outcome": "ประชาชนเข้าใจงานของหน่วยงานมากขึ้นและให้ความร่วมมือดี",
        "unit": "งานประชาสัมพันธ์ <กลาง>",
    },
    {
        "measure": "แผนอบรมปีหน้า",
        "action": "ประชุมวางแผนอบรม",
        "outcome": "จะดำเนินการจัดอบรมในปีงบประมาณถัดไป",
        "unit": "สำนักปลัด",
    },
)
SCORES_2567 = (93.55, 87.72, 91.01, 87.93, 89.52, 90.55, 88.68, 88.58, 72.89, 65.56)
SCORES_2566 = (92.17, 85.44, 88.74, 84.05, 86.51, 84.62, 83.70, 81.88, 51.68, 29.82)


def checked(
    be: int | None,
    measures: Iterable[dict[str, Any]],
    *,
    file: str = "",
    agency: dict[str, Any] | None = None,
    now: Sequence[float | None] = (),
    before: Sequence[float | None] = (),
    findings: Sequence[Finding] = (),
) -> Checked:
    """A file of that fiscal year with those values by column key; `findings` are taken as they are."""
    name = file or f"ITA{be}.xlsx"
    year = FiscalYear(be) if be else None

    def record(kind: Any, sheet: schema.Sheet, values: dict[str, Any], number: int, **fields: Any) -> Any:
        def place(column: schema.Column) -> Place:
            return Place(
                name, sheet.tab.th, f"{get_column_letter(sheet.columns.index(column) + 1)}{number + 5}"
            )

        return read_record(kind, sheet, values, place, year, **fields)[0]

    form = {"name": NAME, "district": "เมือง", "province": "จังหวัดสมมติบุรี", "fiscal_year": be}
    scored = [
        {
            "indicator": number,
            "score": now[number - 1] if now else None,
            "previous_score": before[number - 1] if before else None,
        }
        for number in range(1, 11)
        if now or before
    ]
    report = Report(
        year,
        record(Agency, schema.AGENCY, form | (agency or {}), 1),
        tuple(
            record(Measure, schema.MEASURES, values, row, row=row, ref=values.get("id") or f"{be}-{row:02d}")
            for row, values in enumerate(measures, 1)
        ),
        (),
        tuple(record(Score, schema.SCORES, values, row) for row, values in enumerate(scored, 1)),
    )
    source = SourceFile(name, hashlib.sha256(name.encode()).hexdigest(), 1000)
    return Checked(Reading(source, 1, report, ()), judge_report(report), tuple(findings))


def two_years() -> AgencyYears:
    """One realistic agency: every verdict, an office's own unit, a missing one, findings of each severity."""
    form = {
        "period_start": "1 ตุลาคม 2566",
        "period_end": "30 กันยายน 2567",
        "reporter": "หัวหน้าสำนักปลัด",
        "executive": "นายกองค์การบริหารส่วนตำบลหนองสมมติ",
        "announced_total": 84.77,
        "announced_level": "ผ่านดี",
    }
    at = Place("ITA2567.xlsx", schema.WEAK_POINTS.tab.th, "A6")
    findings = (
        Finding(
            "ITA408", Severity.ERROR, Place("ITA2567.xlsx", schema.SCORES.tab.th, "B7"), (), "score", "877.2"
        ),
        Finding("ITA403", Severity.WARNING, at, (), "weak_point", "การป้องกันการทุจริต", {"indicator": 10}),
        Finding("ITA405", Severity.NOTE, Place("ITA2567.xlsx", "มาตรการ", "C6"), facts={"indicator": 4}),
    )
    old = checked(2566, MEASURES_2566, now=SCORES_2566)
    new = checked(2567, MEASURES_2567, agency=form, now=SCORES_2567, before=SCORES_2566, findings=findings)
    return AgencyYears(NAME, (old, new))


def good(count: int) -> list[dict[str, Any]]:
    """Measures with nothing to mend."""
    return [{**MEASURES_2566[0], "number": str(number)} for number in range(1, count + 1)]


# --- reading back -----------------------------------------------------------------------------------------


def opened(data: bytes) -> Any:
    """The workbook as another program opens it."""
    return openpyxl.load_workbook(io.BytesIO(data))


def table_area(tab: Any) -> str:
    """The cells of the sheet's only table, heads included."""
    (table,) = tab.tables.values()
    assert table.autoFilter.ref == table.ref
    assert [column.name for column in table.tableColumns] == [cell.value for cell in tab[table.ref][0]]
    return str(table.ref)


def dump(data: bytes) -> str:
    """Every sheet's cells as text, one line a row."""
    lines = []
    for tab in opened(data):
        lines.append(f"== {tab.title}")
        for row in tab.iter_rows():
            cells = [f"{c.column_letter}={c.value!r}" for c in row if c.value is not None]
            if cells:
                lines.append(f"{row[0].row}: " + " | ".join(cells))
    return "\n".join(lines) + "\n"


def sheet_parts(data: bytes) -> list[str]:
    """The XML of the sheets."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)]
        return [package.read(name).decode() for name in names]


def typed_text(agency: AgencyYears) -> str:
    """All that the office typed, with what stands for itself: sheet names, file names, official headers."""
    found = [agency.name, *(column.title.th for column in schema.OFFICIAL_COLUMNS)]
    found += [sheet.tab.th for sheet in schema.SHEETS]
    for item in agency.years:
        report = item.reading.report
        found += [item.reading.file.name, *(finding.value or "" for finding in item.findings)]
        for sheet in schema.SHEETS:
            for record in report.records(sheet):
                found += [record.entry(column).text for column in sheet.columns]
    return "\n".join(found)
