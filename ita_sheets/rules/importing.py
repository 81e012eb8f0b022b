"""Family 6: what `import` took from where, what it proposed, and what found no place.

These look at an import's oddities, not at a workbook, so they run on their own (`check_import`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_sheets.model import Finding, Oddity, OddityKind, Reading, Severity
from ita_sheets.rules.catalogue import CATALOGUE, Case, rule, seen
from ita_sheets.texts import Words

if TYPE_CHECKING:
    from ita_sheets.importer import Imported

FAMILY = "ITA6"
_LEFT = ("other_sheet", "other_table", "other_year")  # why a whole table or row was not taken

rule(
    "ITA601",
    Severity.NOTE,
    title=Words("ตัวชี้วัดที่เสนอจากถ้อยคำ", "An indicator proposed from the wording"),
    message=Words(
        "เสนอตัวชี้วัด “{indicator}” จากคำว่า “{cue}” เพราะต้นฉบับไม่ได้ระบุ",
        "“{indicator}” is proposed from the words “{cue}”; the source names none.",
    ),
    why=Words("เครื่องมือเดาจากถ้อยคำ จึงต้องให้คนยืนยัน", "It is a guess that a person must confirm."),
    fix=Words("ตรวจคอลัมน์ “ตัวชี้วัด ITA” ในไฟล์ใหม่ แล้วแก้ถ้าไม่ตรง", "Check the indicator column of the new file."),
    bad=(),
)(seen(OddityKind.INDICATOR_PROPOSED))

rule(
    "ITA602",
    Severity.WARNING,
    title=Words("ปีในต้นฉบับไม่ตรงกับปีที่ระบุ", "The source names another year"),
    message=Words(
        "ระบุปี {asked} แต่ต้นฉบับเขียนปี {found} ใช้ปี {asked}",
        "The year asked for is {asked}, the source says {found}; {asked} was used.",
    ),
    why=Words("อาจเลือกไฟล์ผิดปี", "It may be another year's file."),
    fix=Words("ตรวจว่าเลือกไฟล์ถูกปี", "Check that this is the right file."),
    bad=(),
)(seen(OddityKind.YEAR_DIFFERS))

rule(
    "ITA603",
    Severity.WARNING,
    title=Words("ข้อความที่จัดเข้าช่องไม่ได้", "A text that found no column"),
    message=Words(
        "จัด “{text}” เข้าช่องใดไม่ได้ เก็บไว้ในหมายเหตุหรือแผ่น “ข้อความต้นฉบับ”",
        "“{text}” fits no column; it is kept in the note or on the sheet of source text.",
    ),
    why=Words("ไม่มีสิ่งใดหาย แต่ต้องให้คนย้ายเข้าที่", "Nothing is lost, but a person must place it."),
    fix=Words("ย้ายข้อความไปช่องที่ถูกในไฟล์ใหม่", "Move it to the right cell of the new file."),
    bad=(),
)(seen(OddityKind.UNPLACED))

rule(
    "ITA604",
    Severity.NOTE,
    title=Words("แถวที่ต่อเข้ากับแถวบน", "A row joined to the one above"),
    message=Words(
        "แถวนี้ไม่มีชื่อมาตรการ จึงต่อเข้ากับมาตรการแถวบน", "This row names no measure and was joined to the one above."
    ),
    why=Words("ตารางเดิมมักแบ่งข้อย่อยเป็นหลายแถว", "Old tables often split clauses over rows."),
    fix=Words("ตรวจว่าข้อความอยู่กับมาตรการที่ถูก", "Check that it belongs to that measure."),
    bad=(),
)(seen(OddityKind.ROW_JOINED))

rule(
    "ITA605",
    Severity.WARNING,
    title=Words("ตารางหรือแถวที่ไม่ได้นำมา", "A table or row that was not taken"),
    message=Words(
        "ไม่ได้นำตารางหรือแถว “{text}” มาใส่ในแบบ เก็บไว้ครบในแผ่น “ข้อความต้นฉบับ”",
        "The table or row “{text}” was not taken; all of it is kept on the sheet of source text.",
    ),
    why=Words(
        "แบบหนึ่งไฟล์เก็บรายงานของปีเดียวจากตารางเดียว", "A workbook holds one year's report out of one table."
    ),
    fix=Words(
        "ถ้าต้องการตารางหรือปีนี้ ให้สั่ง import อีกครั้งโดยระบุ --table --sheet หรือ --year",
        "If you want that table or year, import again with --table, --sheet or --year.",
    ),
    bad=(),
)(seen(OddityKind.TABLE_LEFT))


def check_import(imported: Imported) -> tuple[Finding, ...]:
    """What an import has to say, in the order of the source."""
    joined = tuple(Oddity(OddityKind.ROW_JOINED, at) for at in imported.joined)
    unplaced = tuple(
        Oddity(
            OddityKind.TABLE_LEFT if left.why in _LEFT else OddityKind.UNPLACED,
            left.at,
            {"text": left.text, "why": str(left.why)},
        )
        for left in imported.unplaced
    )
    reading = Reading(imported.file, None, imported.report, (*imported.oddities, *joined, *unplaced))
    case = Case(reading, ())
    rules = [item for code, item in sorted(CATALOGUE.items()) if code.startswith(FAMILY)]
    return tuple(found for item in rules for found in item.findings(case))
