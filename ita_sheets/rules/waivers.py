"""What the office waives: a finding with a reason becomes a note, and a wrong waiver is a finding itself.

A waiver names a code and, if it likes, a cell ("F7"), a sheet and cell ("มาตรการ!F7") or a measure (by id,
or by number: "ข้อ 3"). It takes a reason and the position of who decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ita_sheets import schema, thai
from ita_sheets.entries import measures_called
from ita_sheets.model import Finding, Severity
from ita_sheets.rules.catalogue import CATALOGUE, Case, Edit, Hit, put, rule
from ita_sheets.texts import Words

if TYPE_CHECKING:
    from ita_sheets.model import Report, Waiver

_CELL = re.compile(r"(?:(.+?)[!\s]\s*)?\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_WAIVE = Words("แก้แถวนี้ หรือลบออกถ้าไม่ต้องการแล้ว", "Correct the row, or delete it if it is not needed.")
_REASON = "เป็นชื่อเฉพาะของโครงการตามหนังสือสั่งการ"
_WHO = "หัวหน้าสำนักปลัด"


def _waive(code: str, place: str, reason: str = _REASON, who: str = _WHO) -> tuple[Edit, ...]:
    values = (code, place, reason, who)
    return tuple(
        put(column, value, 1, schema.WAIVERS)
        for column, value in zip(schema.WAIVERS.columns, values, strict=True)
        if value
    )


@rule(
    "ITA151",
    Severity.WARNING,
    title=Words("ข้อยกเว้นไม่มีรหัสที่รู้จัก", "A waiver without a known code"),
    message=Words("“{value}” ไม่ใช่รหัสที่เครื่องมือแจ้ง จึงไม่ได้ยกเว้นอะไร", "“{value}” is no code; nothing is waived."),
    why=Words("ข้อยกเว้นต้องบอกว่ายกเว้นข้อที่แจ้งข้อใด", "A waiver must say what it waives."),
    fix=Words("คัดลอกรหัสในวงเล็บท้ายข้อที่แจ้ง เช่น ITA310", "Copy the code behind what was said, such as ITA310."),
    bad=_waive("ITA999", ""),
)
def unknown_code(case: Case) -> Iterator[Hit]:
    """A waiver whose code is blank or no rule's."""
    for waiver in case.reading.report.waivers:
        if _code(waiver) not in CATALOGUE:
            yield Hit(waiver.code.at, (), schema.WAIVED_CODE, waiver.code.text)


@rule(
    "ITA152",
    Severity.WARNING,
    title=Words("ข้อยกเว้นขาดเหตุผลหรือผู้ยกเว้น", "A waiver without a reason or who decided"),
    message=Words(
        "ข้อยกเว้นของ {code} ยังไม่มี “{header}” จึงยังไม่ยกเว้นให้",
        "The waiver of {code} lacks “{header}” and is not obeyed.",
    ),
    why=Words("ผู้ตรวจต้องเห็นเหตุผลและผู้ตัดสินใจ", "An assessor must see why, and who decided."),
    fix=Words("กรอกช่องนี้ในแผ่น “ข้อยกเว้น”", "Fill the cell on the sheet of waivers."),
    bad=_waive("ITA310", "D6", "", ""),
)
def unexplained(case: Case) -> Iterator[Hit]:
    """A waiver that lacks its reason or who decided."""
    for waiver in case.reading.report.waivers:
        for column in (schema.WAIVED_REASON, schema.WAIVED_BY):
            entry = waiver.entry(column)
            if entry.blank and _code(waiver) in CATALOGUE:
                yield Hit(entry.at, (), column, facts={"code": _code(waiver)})


@rule(
    "ITA153",
    Severity.WARNING,
    title=Words("ข้อยกเว้นที่ไม่ได้ใช้", "A waiver that waives nothing"),
    message=Words(
        "ไม่พบ {code} ที่ “{where_waived}” จึงไม่มีอะไรให้ยกเว้น", "There is no {code} at “{where_waived}” to waive."
    ),
    why=Words(
        "อาจแก้แล้ว หรือพิมพ์ช่องผิด ข้อยกเว้นที่ค้างไว้อาจซ่อนข้อผิดพลาดใหม่",
        "It may be mended, or the cell mistyped; a waiver left behind could hide a new fault.",
    ),
    fix=_WAIVE,
    bad=_waive("ITA310", "D6"),
)
def unused(case: Case) -> Iterator[Hit]:
    """A complete waiver that matches none of the findings."""
    report = case.reading.report
    for waiver in report.waivers:
        if _code(waiver) in case.ignored:
            continue
        if _is_complete(waiver) and not any(_matches(waiver, found, report) for found in case.findings):
            place = waiver.place.text or schema.WAIVERS.tab.th
            facts = {"code": _code(waiver), "where_waived": place}
            yield Hit(waiver.code.at, (), schema.WAIVED_CODE, waiver.code.text, facts)


FAMILY = "ITA15"  # these look at the other findings, and cannot be waived


def waived(findings: tuple[Finding, ...], report: Report) -> tuple[Finding, ...]:
    """The findings, those that a complete waiver matches as notes that carry it."""
    waivers = [waiver for waiver in report.waivers if _is_complete(waiver)]
    return tuple(_waived(found, waivers, report) for found in findings)


def _waived(found: Finding, waivers: list[Waiver], report: Report) -> Finding:
    match = next((waiver for waiver in waivers if _matches(waiver, found, report)), None)
    return replace(found, severity=Severity.NOTE, waiver=match) if match else found


def _code(waiver: Waiver) -> str:
    return waiver.code.text.strip("[]() ").upper()


def _is_complete(waiver: Waiver) -> bool:
    return _code(waiver) in CATALOGUE and not waiver.reason.blank and not waiver.who.blank


def _matches(waiver: Waiver, found: Finding, report: Report) -> bool:
    if found.code != _code(waiver):
        return False
    place = thai.arabic_digits(waiver.place.text)
    if not place:
        return True
    if match := _CELL.fullmatch(place):
        sheet, cell = match[1], f"{match[2]}{match[3]}".upper()
        same_sheet = not sheet or thai.fold(sheet) == thai.fold(found.at.sheet or "")
        return same_sheet and cell == found.at.cell
    if thai.fold(place) == thai.fold(found.at.sheet or ""):
        return True
    return any(
        found.at in {measure.where(column) for column in schema.MEASURES.columns}
        for measure in measures_called(report.measures, place)
    )
