"""Family 1: the sheets, columns and rows of a workbook. What the reader saw, said in words."""

from __future__ import annotations

from collections.abc import Iterator

from ita_sheets import schema, thai
from ita_sheets.model import Oddity, OddityKind, Severity
from ita_sheets.rules.catalogue import Case, Edit, Hit, Verb, rule, seen
from ita_sheets.rules.workbook import NOTHING, READ_ALL_THE_SAME
from ita_sheets.texts import Words

rule(
    "ITA123",
    Severity.ERROR,
    title=Words("ไม่มีแผ่นที่จำเป็น", "A needed sheet is missing"),
    message=Words("ไม่พบแผ่น “{sheet}” ในไฟล์นี้", "The sheet “{sheet}” is not in this file."),
    why=Words("ข้อมูลของแผ่นนี้จำเป็นต่อรายงาน", "The report needs what stands on it."),
    fix=Words(
        "นำแผ่นนี้กลับมาจากแบบต้นฉบับ แล้วกรอกให้ครบ", "Bring the sheet back from the original template and fill it."
    ),
    bad=(Edit(Verb.DROP_SHEET, sheet=schema.AGENCY),),
    blocks=True,
)(seen(OddityKind.SHEET_MISSING))

rule(
    "ITA124",
    Severity.NOTE,
    title=Words("เปลี่ยนชื่อแผ่น", "A sheet was renamed"),
    message=Words(
        "แผ่นนี้เดิมชื่อ “{sheet}” ยังอ่านได้ตามปกติ", "This sheet was called “{sheet}”; it was read all the same."
    ),
    why=READ_ALL_THE_SAME,
    fix=NOTHING,
    bad=(Edit(Verb.RENAME_SHEET, value="มาตรการปีนี้"),),
)(seen(OddityKind.SHEET_RENAMED))

rule(
    "ITA125",
    Severity.WARNING,
    title=Words("แผ่นถูกซ่อน", "A hidden sheet"),
    message=Words(
        "แผ่นนี้ถูกซ่อนไว้ เครื่องมืออ่านข้อมูลในแผ่นด้วย", "This sheet is hidden; what stands on it was read too."
    ),
    why=Words("ผู้อ่านอาจไม่เห็นข้อมูลที่นับอยู่ในรายงาน", "Readers may not see what is counted in the report."),
    fix=Words("คลิกขวาที่แถบชื่อแผ่น เลือก ยกเลิกการซ่อน", "Right-click a sheet tab and choose Unhide."),
    bad=(Edit(Verb.HIDE_SHEET, sheet=schema.WEAK_POINTS),),
)(seen(OddityKind.SHEET_HIDDEN))

rule(
    "ITA126",
    Severity.WARNING,
    title=Words("มีแผ่นเดียวกันสองแผ่น", "The same sheet twice"),
    message=Words(
        "แผ่นนี้เป็นสำเนาของแผ่น “{other}” เครื่องมืออ่านเฉพาะแผ่น “{other}”",
        "This sheet is a copy of “{other}”; only “{other}” was read.",
    ),
    why=Words("ข้อมูลในสำเนาจะไม่อยู่ในรายงาน", "What stands on the copy is not in the report."),
    fix=Words(
        "ย้ายข้อมูลมารวมในแผ่น “{other}” แล้วลบสำเนา หรือใส่ # หน้าชื่อแผ่นถ้าเป็นแผ่นทดเลข",
        "Move its data to “{other}” and delete the copy, or put # before its name if it is scratch.",
    ),
    bad=(Edit(Verb.COPY_SHEET),),
)(seen(OddityKind.SHEET_TWICE))

MEANT = 0.65  # least resemblance of a name that was mistyped; offices' own headers stay below
_TABS = {sheet.tab.th: sheet for sheet in schema.SHEETS}
_TITLES = {
    name: column.title
    for sheet in schema.TABLES
    for column in sheet.columns
    for name in (column.title.th, *column.aliases)
}


@rule(
    "ITA127",
    Severity.NOTE,
    title=Words("มีแผ่นอื่นที่ไม่ใช่ของแบบ", "A sheet that is not the template's"),
    message=Words(
        "แผ่นนี้ไม่ใช่ของแบบ จึงไม่ได้อ่าน ({cells} ช่องมีข้อความ)",
        "This sheet is not part of the template and was not read ({cells} filled cells).",
    ),
    why=Words("เพื่อให้รู้ว่าข้อมูลส่วนใดไม่อยู่ในรายงาน", "So that you know what is not in the report."),
    fix=Words(
        "ถ้าเป็นแผ่นทดของท่าน ใส่ # หน้าชื่อแผ่นได้ เครื่องมือจะไม่แจ้งอีก",
        "If it is scratch, put # before its name and it will not be mentioned again.",
    ),
    bad=(Edit(Verb.ADD_SHEET, value="บันทึกของกองช่าง"),),
    good=(Edit(Verb.ADD_SHEET, value="#ทด"),),
)
def unknown_sheet(case: Case) -> Iterator[Hit]:
    """Sheets of the staff's own."""
    for oddity, meant in _unknown_sheets(case):
        if meant is None:
            yield Hit(oddity.at, facts=oddity.facts)


@rule(
    "ITA154",
    Severity.WARNING,
    title=Words("แผ่นของแบบที่ชื่อเพี้ยน", "A sheet of the template under a mistyped name"),
    message=Words(
        "แผ่นนี้ไม่มีเครื่องหมายของแบบ จึงไม่ได้อ่าน ({cells} ช่องมีข้อความ)",
        "This sheet carries no mark of the template and was not read ({cells} filled cells).",
    ),
    why=Words("ข้อมูลในแผ่นนี้ยังไม่อยู่ในรายงาน", "What stands on it is not in the report yet."),
    fix=Words(
        "ถ้าใช่ เปลี่ยนชื่อแผ่นให้ตรงแล้วตรวจอีกครั้ง ถ้าเป็นแผ่นทดของท่าน ใส่ # หน้าชื่อแผ่น",
        "If so, give it that name and check again; if it is scratch, put # before its name.",
    ),
    bad=(
        Edit(Verb.DROP_SHEET, sheet=schema.WEAK_POINTS),
        Edit(Verb.ADD_SHEET, value="จุดออน"),
    ),
    good=(Edit(Verb.ADD_SHEET, value="#จุดออน"),),
)
def mistyped_sheet(case: Case) -> Iterator[Hit]:
    """Sheets whose name is near that of a sheet that was not found or holds nothing."""
    for oddity, meant in _unknown_sheets(case):
        if meant is not None:
            yield Hit(oddity.at, facts={**oddity.facts, "meant": meant})


def _unknown_sheets(case: Case) -> Iterator[tuple[Oddity, Words | None]]:
    """Sheets that are not the template's, each with the name of the one that it may be."""
    missing = {oddity.facts["sheet"] for oddity in case.oddities(OddityKind.SHEET_MISSING)}
    report = case.reading.report
    gone = [tab for tab, sheet in _TABS.items() if sheet.key in missing or not report.records(sheet)]
    for oddity in case.oddities(OddityKind.SHEET_UNKNOWN):
        nearest = thai.nearest(oddity.at.sheet or "", gone, MEANT)
        yield oddity, _TABS[nearest].tab if nearest else None


rule(
    "ITA128",
    Severity.ERROR,
    title=Words("คอลัมน์ที่จำเป็นหายไป", "A needed column is missing"),
    message=Words("ไม่พบคอลัมน์ “{column}” ในแผ่นนี้", "The column “{column}” is not on this sheet."),
    why=Words("เป็นหนึ่งในคอลัมน์ที่แบบรายงานต้องมี", "It is one of the columns the report must have."),
    fix=Words(
        "แทรกคอลัมน์กลับ แล้วพิมพ์หัวตารางว่า “{column}” ให้ตรงตัวอักษร",
        "Insert the column again with exactly “{column}” as its header.",
    ),
    bad=(Edit(Verb.DROP_COLUMN, schema.OUTCOME),),
)(seen(OddityKind.COLUMN_MISSING))


@rule(
    "ITA129",
    Severity.WARNING,
    title=Words("คอลัมน์ที่ไม่ใช่ของแบบ", "A column that is not the template's"),
    message=Words(
        "คอลัมน์ “{header}” ไม่ใช่ของแบบ เก็บข้อความไว้ให้ ({cells} ช่อง) แต่ไม่ได้นำไปประเมิน",
        "The column “{header}” is not the template's; its {cells} cells are kept but not judged.",
    ),
    why=Words("เพื่อให้รู้ว่าข้อมูลส่วนใดไม่ถูกนับ", "So that you know what is not counted."),
    fix=Words(
        "ถ้าเป็นข้อมูลของแบบ ย้ายไปคอลัมน์ที่ถูก ถ้าเป็นช่องทด ใส่ # หน้าหัวตาราง",
        "Move it to the column it belongs to, or put # before the header if it is scratch.",
    ),
    bad=(Edit(Verb.ADD_COLUMN, value="ผู้ตรวจ"),),
    good=(Edit(Verb.ADD_COLUMN, value="#ทด"),),
)
def unknown_column(case: Case) -> Iterator[Hit]:
    """Columns of the staff's own, also without a header; a header near one of ours is named."""
    for oddity in case.oddities(OddityKind.COLUMN_UNKNOWN):
        header = oddity.facts["header"]
        nearest = thai.nearest(header, _TITLES, MEANT)
        letters = (oddity.at.cell or "").rstrip("0123456789")
        meant = _TITLES[nearest] if nearest else None
        yield Hit(
            oddity.at, value=header, facts={**oddity.facts, "header": header or letters, "meant": meant}
        )


rule(
    "ITA130",
    Severity.ERROR,
    title=Words("คอลัมน์เดียวกันสองคอลัมน์", "The same column twice, both filled"),
    message=Words(
        "คอลัมน์ “{column}” มีสองที่และมีข้อมูลทั้งคู่ คอลัมน์นี้ไม่ได้อ่าน",
        "The column “{column}” stands twice and both are filled; this one was not read.",
    ),
    why=Words("ไม่รู้ว่าข้อมูลใดเป็นของจริง", "There is no telling which of the two is meant."),
    fix=Words("รวมข้อมูลให้เหลือคอลัมน์เดียว", "Merge the two into one column."),
    bad=(Edit(Verb.REPEAT_COLUMN, schema.UNIT),),
)(seen(OddityKind.COLUMN_TWICE, lambda oddity: bool(oddity.facts["both_filled"])))

rule(
    "ITA131",
    Severity.NOTE,
    title=Words("หัวตารางซ้ำที่ไม่มีข้อมูล", "An empty column of the same name"),
    message=Words(
        "คอลัมน์ “{column}” มีสองที่ คอลัมน์นี้ว่าง จึงอ่านอีกคอลัมน์หนึ่ง",
        "The column “{column}” stands twice; this one is empty and the other was read.",
    ),
    why=READ_ALL_THE_SAME,
    fix=Words("ลบคอลัมน์ที่ว่างได้", "You may delete the empty one."),
    bad=(Edit(Verb.REPEAT_EMPTY, schema.UNIT),),
)(seen(OddityKind.COLUMN_TWICE, lambda oddity: not oddity.facts["both_filled"]))

rule(
    "ITA132",
    Severity.NOTE,
    title=Words("แก้ข้อความหัวตาราง", "A header was reworded"),
    message=Words(
        "หัวตาราง “{value}” เดิมคือ “{column}” ยังอ่านเป็นคอลัมน์เดิม",
        "The header “{value}” was “{column}”; it was read as that column.",
    ),
    why=READ_ALL_THE_SAME,
    fix=NOTHING,
    bad=(Edit(Verb.RENAME_HEADER, schema.UNIT, "เจ้าของงาน"),),
)(seen(OddityKind.HEADER_CHANGED))

rule(
    "ITA133",
    Severity.NOTE,
    title=Words("หัวตารางซ้ำกลางตาราง", "The header stands again in the table"),
    message=Words("แถวนี้เป็นหัวตารางซ้ำ จึงข้ามไป", "This row repeats the header and was skipped."),
    why=READ_ALL_THE_SAME,
    fix=NOTHING,
    bad=(Edit(Verb.REPEAT_HEADER),),
)(seen(OddityKind.HEADER_REPEATED))

rule(
    "ITA134",
    Severity.NOTE,
    title=Words("มีแถวว่างคั่น", "A blank row between measures"),
    message=Words("ว่าง {rows} แถวนับจากแถวนี้ จึงข้ามไป", "From here {rows} blank row(s) were skipped."),
    why=READ_ALL_THE_SAME,
    fix=NOTHING,
    bad=(Edit(Verb.BLANK_ROW),),
)(seen(OddityKind.ROW_BLANK))

rule(
    "ITA135",
    Severity.WARNING,
    title=Words("แถวถูกซ่อน", "A hidden row"),
    message=Words(
        "แถวนี้ถูกซ่อนไว้ (หรือถูกกรองออก) เครื่องมืออ่านด้วย", "This row is hidden or filtered out; it was read too."
    ),
    why=Words("ผู้อ่านอาจไม่เห็นมาตรการที่นับอยู่ในรายงาน", "Readers may not see a measure that is counted."),
    fix=Words(
        "เลือกแถวรอบ ๆ คลิกขวา แล้วเลือก ยกเลิกการซ่อน หรือล้างตัวกรอง",
        "Select the rows around it, right-click and choose Unhide, or clear the filter.",
    ),
    bad=(Edit(Verb.HIDE_ROW),),
)(seen(OddityKind.ROW_HIDDEN))

rule(
    "ITA136",
    Severity.WARNING,
    title=Words("มีข้อความนอกตาราง", "Text outside the table"),
    message=Words(
        "“{value}” อยู่นอกช่องของแบบ จึงไม่ได้อ่าน", "“{value}” stands outside the form and was not read."
    ),
    why=Words("ข้อความนี้จะไม่อยู่ในรายงาน", "It will not be in the report."),
    fix=Words(
        "ถ้าเป็นข้อมูลของรายงาน ย้ายเข้าช่องที่ถูก ถ้าเป็นบันทึกของท่าน ปล่อยไว้ได้",
        "Move it into its cell if it belongs to the report; leave it if it is your own note.",
    ),
    bad=(Edit(Verb.TEXT_BELOW, schema.NOTE, "ข้อมูล ณ วันที่ 30 กันยายน 2567"),),
)(seen(OddityKind.TEXT_OUTSIDE))
