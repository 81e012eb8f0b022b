"""An invented office's report for fiscal year 2567, sound and faulty rows mixed, as an importer gives it."""

from __future__ import annotations

from functools import partial
from typing import Any

from ita_sheets import schema
from ita_sheets.entries import read_record
from ita_sheets.fiscal import FiscalYear
from ita_sheets.model import Agency, Measure, Place, Record, Report, Score, SourceLine, WeakPoint

YEAR = FiscalYear(2567)
AGENCY = "องค์การบริหารส่วนตำบลบึงสว่าง"

GUIDE = (
    "๑. กองคลังจัดทำคู่มือการชำระภาษีและการขออนุญาต ๒. ติดประกาศระยะเวลาให้บริการที่เคาน์เตอร์และเว็บไซต์ "
    "๓. ซักซ้อมเจ้าหน้าที่ผู้ให้บริการเมื่อ ๑๒ ธันวาคม ๒๕๖๖"
)
ASSIGNED = "มอบหมายให้หัวหน้าส่วนราชการทุกกองควรกำกับดูแลการใช้ทรัพย์สินของราชการอย่างเคร่งครัด และรายงานผลทุกเดือน"

MEASURES: tuple[dict[str, Any], ...] = (
    {
        "id": "2567-01",
        "number": "๑",
        "indicator": "1 การปฏิบัติหน้าที่",
        "measure": "จัดทำคู่มือขั้นตอนการให้บริการและติดประกาศระยะเวลา",
        "action": GUIDE,
        "outcome": "เวลาชำระภาษีเฉลี่ยลดจาก 25 นาที เหลือ 12 นาทีต่อราย ผู้ใช้บริการ 318 รายพึงพอใจร้อยละ 94 "
        "(แบบสำรวจ ม.ค.-ก.ย. 2567) https://www.buengsawang.example/ita/2567/survey-report-final.pdf",
        "unit": "กองคลัง",
        "steps": "๑. ร่างคู่มือ\n๒. ติดประกาศ\n๓. ซักซ้อมเจ้าหน้าที่",
        "start": "๑ ตุลาคม ๒๕๖๖",
        "end": "30 ก.ย. 2567",
        "status": "แล้วเสร็จ",
        "target": "ร้อยละ 80",
        "achieved": "ร้อยละ 94",
        "budget": "12,500",
        "spent": 11800.5,
        "evidence": "หนังสือที่ บส ๗๑๐๐๒/๑๒๓ ลงวันที่ ๑๒ ธันวาคม ๒๕๖๖",
    },
    {
        "number": "2",
        "indicator": "ประสิทธิภาพการสื่อสาร",
        "measure": "ปรับปรุงเว็บไซต์และช่องทางถาม-ตอบ (Q&A) ของหน่วยงาน",
        "action": "ปรับปรุงหน้าเว็บไซต์ และมอบผู้ดูแลตอบคำถามภายใน 3 วันทำการ",
        "outcome": "",
        "unit": "สำนักปลัด",
        "start": "ไตรมาส 1",
        "end": "ไตรมาส 4",
        "status": "ดำเนินการแล้วเสร็จ",
        "budget": "ไม่ใช้งบประมาณ",
    },
    {
        "number": "3",
        "indicator": "4",
        "measure": "มาตรการกำกับการใช้ทรัพย์สินของราชการ",
        "action": ASSIGNED,
        "outcome": ASSIGNED,
        "unit": "งานพัสดุ กองคลัง",
        "status": "อยู่ระหว่างดำเนินการ",
        "problems": "=SUM(A1:A9) พิมพ์เล่น",
    },
    {
        "number": "4",
        "indicator": "ตัวชี้วัดที่ไม่รู้จัก",
        "measure": "ประกาศเจตนารมณ์นโยบาย No Gift Policy",
        "action": "ผู้บริหารและพนักงาน 46 คนร่วมประกาศเจตนารมณ์ เมื่อ 8 มกราคม 2567 ณ ห้องประชุมองค์การบริหารส่วนตำบล",
        "outcome": "ไม่มีเรื่องร้องเรียนการรับของขวัญในปีงบประมาณ 2567",
        "unit": "หน่วยตรวจสอบภายใน",
        "note": "ข้อความยาว " * 12,
    },
)
SCORES = (93.55, 87.72, 91.01, 87.93, 89.52, 90.55, 88.68, 88.58, 72.89, 65.56)


def _at(place: Place, _column: schema.Column) -> Place:
    return place


def records(kind: type[Record], sheet: schema.Sheet, rows: Any, **fields: Any) -> tuple[Any, ...]:
    """Records of a sheet from values by column key."""
    made: list[Any] = []
    for number, values in enumerate(rows, 1):
        numbered = {"row": number, "ref": f"2567-{number:02d}"} if kind is Measure else {}
        place = Place("รายงานเดิม.docx", None, f"L{number}")
        record, _ = read_record(kind, sheet, values, partial(_at, place), YEAR, **numbered, **fields)
        made.append(record)
    return tuple(made)


def report(measures: Any = MEASURES, **more: Any) -> Report:
    """The whole report."""
    agency = {
        "name": AGENCY,
        "district": "เมือง",
        "province": "นครสวรรค์",
        "fiscal_year": "๒๕๖๗",
        "period_start": "๑ ตุลาคม ๒๕๖๖",
        "report_date": "15 ตุลาคม 2567",
        "subject": "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน "
        "ประจำปีงบประมาณ พ.ศ. ๒๕๖๗",
        "announced_total": "81.45",
        "announced_level": "ต้องปรับปรุง",
    }
    scores: list[dict[str, Any]] = [
        {"indicator": n, "previous_score": score} for n, score in enumerate(SCORES, 1)
    ]
    scores[0]["score"] = "ยังไม่ประกาศ"
    return Report(
        YEAR,
        records(Agency, schema.AGENCY, [agency])[0],
        records(Measure, schema.MEASURES, measures, **more),
        records(
            WeakPoint, schema.WEAK_POINTS, [{"weak_point": "การเปิดเผยข้อมูลบนเว็บไซต์ยังไม่ครบ", "indicator": 9}]
        ),
        records(Score, schema.SCORES, scores),
        records(SourceLine, schema.SOURCE, [{"line": "1", "text": "บันทึกข้อความ", "use": "แผ่นงานหน่วยงาน"}]),
    )
