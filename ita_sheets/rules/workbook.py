"""Family 1: the file as a workbook of the template. What the reader saw, said in words."""

from __future__ import annotations

from collections.abc import Iterator

from ita_sheets import schema
from ita_sheets.model import OddityKind, Place, Severity
from ita_sheets.rules.catalogue import Case, Edit, Hit, Verb, put, rule, seen
from ita_sheets.texts import Words
from ita_sheets.thai import Tidying

_NOTHING = Words("ไม่ต้องทำอะไร", "Nothing needs doing.")
_READ_ALL_THE_SAME = Words(
    "ข้อมูลอ่านได้ครบ แจ้งไว้เพื่อให้ทราบว่าอ่านจากที่ใด", "All was read; this only says where from."
)

rule(
    "ITA120",
    Severity.NOTE,
    title=Words("เครื่องหมายของแบบหายไปบางส่วน", "A mark of the template is gone"),
    message=Words(
        "เครื่องหมายของแบบหายไปหนึ่งแห่ง ({mark}) อาจเพราะบันทึกด้วยโปรแกรมอื่น แต่ยังอ่านได้ครบ",
        "One of the template's marks is gone ({mark}), perhaps saved by another program; all was still read.",
    ),
    why=Words(
        "แบบมีเครื่องหมายสามแห่ง หายหนึ่งแห่งยังรู้จักแบบได้",
        "The template has three marks; with one gone it is still known.",
    ),
    fix=_NOTHING,
    bad=(Edit(Verb.DROP_PROPERTY),),
)(seen(OddityKind.MARK_MISSING))

rule(
    "ITA121",
    Severity.WARNING,
    title=Words("รุ่นของแบบไม่รู้จัก", "Unknown template version"),
    message=Words(
        "แบบนี้เป็นรุ่น {found} แต่เครื่องมือรู้จักรุ่น {known} บางช่องอาจอ่านไม่ครบ",
        "The template is version {found}, the toolkit knows {known}; some cells may not have been read.",
    ),
    why=Words("แบบต่างรุ่นอาจมีช่องต่างกัน", "Versions may differ in their columns."),
    fix=Words(
        "ปรับปรุงเครื่องมือให้เป็นรุ่นล่าสุด หรือสร้างแบบใหม่แล้วคัดลอกข้อความมา",
        "Get the newest toolkit, or make a new template and copy the texts over.",
    ),
    bad=(Edit(Verb.SET_VERSION, value="9"),),
)(seen(OddityKind.VERSION_UNKNOWN))

rule(
    "ITA122",
    Severity.WARNING,
    title=Words("ปีในแบบไม่ตรงกับปีที่กรอก", "The form's year is not the template's"),
    message=Words(
        "กรอกปีงบประมาณ {form} แต่แบบนี้สร้างสำหรับปี {mark}",
        "The fiscal year given is {form}, but the template was made for {mark}.",
    ),
    why=Words(
        "อาจใช้แบบของปีก่อนแล้วลืมแก้ หรือพิมพ์ปีผิด", "Last year's template may have been reused, or the year mistyped."
    ),
    fix=Words(
        "ตรวจช่อง “ปีงบประมาณ” ถ้าปีที่กรอกถูกแล้ว ให้ใช้แบบของปีนั้นในครั้งต่อไป",
        "Check the fiscal year; if it is right, use that year's template next time.",
    ),
    bad=(Edit(Verb.SET_YEAR, value="2565"),),
)(seen(OddityKind.YEAR_MARKS_DIFFER))

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
    why=_READ_ALL_THE_SAME,
    fix=_NOTHING,
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

rule(
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
)(seen(OddityKind.SHEET_UNKNOWN))

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

rule(
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
)(seen(OddityKind.COLUMN_UNKNOWN))

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
    why=_READ_ALL_THE_SAME,
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
    why=_READ_ALL_THE_SAME,
    fix=_NOTHING,
    bad=(Edit(Verb.RENAME_HEADER, schema.UNIT, "เจ้าของงาน"),),
)(seen(OddityKind.HEADER_CHANGED))

rule(
    "ITA133",
    Severity.NOTE,
    title=Words("หัวตารางซ้ำกลางตาราง", "The header stands again in the table"),
    message=Words("แถวนี้เป็นหัวตารางซ้ำ จึงข้ามไป", "This row repeats the header and was skipped."),
    why=_READ_ALL_THE_SAME,
    fix=_NOTHING,
    bad=(Edit(Verb.REPEAT_HEADER),),
)(seen(OddityKind.HEADER_REPEATED))

rule(
    "ITA134",
    Severity.NOTE,
    title=Words("มีแถวว่างคั่น", "A blank row between measures"),
    message=Words("แถวนี้ว่าง จึงข้ามไป", "This row is blank and was skipped."),
    why=_READ_ALL_THE_SAME,
    fix=_NOTHING,
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

rule(
    "ITA137",
    Severity.WARNING,
    title=Words("ช่องผสานที่ใช้ค่าร่วมกัน", "Merged cells read for every row"),
    message=Words(
        "ช่อง {range} ผสานกัน ใช้ค่านี้กับทุกแถวในช่วง",
        "The cells {range} are merged; the value was read for every row.",
    ),
    why=Words("ช่องผสานทำให้เรียงหรือกรองตารางไม่ได้", "Merged cells break sorting and filtering."),
    fix=Words(
        "เลือกช่องนี้ กด ผสานและจัดกึ่งกลาง เพื่อยกเลิก แล้วพิมพ์ค่าลงทุกแถว",
        "Select it, click Merge & Centre to undo, and write the value in every row.",
    ),
    bad=(Edit(Verb.MERGE, schema.UNIT),),
)(seen(OddityKind.MERGED, lambda oddity: bool(oddity.facts["filled_down"])))

rule(
    "ITA138",
    Severity.ERROR,
    title=Words("ช่องผสานบังข้อมูล", "Merged cells hide data"),
    message=Words(
        "ช่อง {range} ผสานกัน ทำให้ไม่รู้ว่าข้อความเป็นของแถวใด",
        "The cells {range} are merged, so there is no telling which row the text belongs to.",
    ),
    why=Words("แต่ละมาตรการต้องมีข้อความของตนเอง", "Each measure needs a text of its own."),
    fix=Words(
        "เลือกช่องนี้ กด ผสานและจัดกึ่งกลาง เพื่อยกเลิก แล้วกรอกทีละแถว",
        "Select it, click Merge & Centre to undo, and fill row by row.",
    ),
    bad=(Edit(Verb.MERGE, schema.OUTCOME),),
    blocks=True,
)(seen(OddityKind.MERGED, lambda oddity: not oddity.facts["filled_down"]))

rule(
    "ITA139",
    Severity.ERROR,
    title=Words("สูตรที่ยังไม่มีผลลัพธ์", "A formula without a saved result"),
    message=Words(
        "ช่องนี้เป็นสูตรที่ยังไม่ได้คำนวณ จึงอ่านค่าไม่ได้", "This cell holds a formula whose result was never saved."
    ),
    why=Words("เครื่องมืออ่านได้เฉพาะค่าที่บันทึกไว้", "Only saved values can be read."),
    fix=Words(
        "เปิดด้วย Excel แล้วบันทึกหนึ่งครั้ง หรือพิมพ์ค่าแทนสูตร",
        "Open it in Excel and save once, or type the value instead.",
    ),
    bad=(Edit(Verb.FORMULA, schema.ACHIEVED, "=1+2"),),
    blocks=True,
)(seen(OddityKind.FORMULA_EMPTY))

rule(
    "ITA140",
    Severity.ERROR,
    title=Words("ช่องแสดงข้อผิดพลาด", "An error cell"),
    message=Words(
        "ช่องนี้แสดง {error} เพราะสูตรอ้างถึงข้อมูลที่ไม่มี", "This cell shows {error}: its formula refers to nothing."
    ),
    why=Words("ไม่มีค่าให้อ่าน", "There is no value to read."),
    fix=Words("พิมพ์ค่าที่ถูกต้องแทนสูตร", "Type the right value instead of the formula."),
    bad=(put(schema.ACHIEVED, "#REF!"),),
    blocks=True,
)(seen(OddityKind.CELL_ERROR))


@rule(
    "ITA141",
    Severity.ERROR,
    title=Words("ยังไม่มีมาตรการ", "No measures"),
    message=Words("ตารางมาตรการยังว่าง", "The table of measures is empty."),
    why=Words("รายงานที่ไม่มีมาตรการได้ 0 คะแนน", "A report without measures scores 0."),
    fix=Words("กรอกอย่างน้อยหนึ่งมาตรการในแผ่น “มาตรการ”", "Fill at least one measure on the measures sheet."),
    bad=(
        Edit(Verb.DROP_ROWS),
        Edit(Verb.DROP_ROWS, sheet=schema.WEAK_POINTS),
        Edit(Verb.DROP_ROWS, sheet=schema.SCORES),
    ),
)
def no_measures(case: Case) -> Iterator[Hit]:
    """A template whose table holds no measure; a missing table has its own finding."""
    missing = {oddity.facts["sheet"] for oddity in case.oddities(OddityKind.SHEET_MISSING)}
    if not case.reading.report.measures and schema.MEASURES.key not in missing:
        yield Hit(Place(case.reading.file.name, schema.MEASURES.tab.th, None))


_INVISIBLE = {
    Tidying.INVISIBLE: "อักขระที่มองไม่เห็น",
    Tidying.SARA_AM: "สระอำที่พิมพ์แยก",
    Tidying.SARA_AE: "สระแอที่พิมพ์เป็นเอสองตัว",
    Tidying.OLD_FONT: "เครื่องหมายของฟอนต์ไทยรุ่นเก่า",
}
_INVISIBLE_EN = {
    Tidying.INVISIBLE: "invisible characters",
    Tidying.SARA_AM: "sara am typed in two",
    Tidying.SARA_AE: "sara ae typed as two sara e",
    Tidying.OLD_FONT: "marks of an old Thai font",
}


@rule(
    "ITA143",
    Severity.NOTE,
    title=Words("อักขระที่มองไม่เห็นหรือพิมพ์แยก", "Invisible or split characters"),
    message=Words("มี{what}ในช่องนี้ อ่านให้ถูกต้องแล้ว", "The cell holds {what}; it was read rightly."),
    why=_READ_ALL_THE_SAME,
    fix=_NOTHING,
    bad=(put(schema.MEASURE, "จัดทำคู่มือการให้บริการ\u200bประชาชนฉบับใหม่"),),
)
def tidied(case: Case) -> Iterator[Hit]:
    """Characters that were tidied without loss; mark-up has a rule of its own."""
    for oddity in case.oddities(OddityKind.TIDIED):
        kinds = [Tidying(what) for what in oddity.facts["what"] if what != Tidying.MARKUP]
        if kinds:
            said = Words(" ".join(_INVISIBLE[k] for k in kinds), ", ".join(_INVISIBLE_EN[k] for k in kinds))
            yield Hit(oddity.at, facts={"what": said})


rule(
    "ITA144",
    Severity.WARNING,
    title=Words("ข้อความกลายเป็นวันที่", "A text became a date"),
    message=Words(
        "ช่องข้อความนี้กลายเป็นวันที่ “{value}” ซึ่งอาจไม่ใช่ที่พิมพ์ไว้",
        "This text cell became the date “{value}”, perhaps not what was typed.",
    ),
    why=Words("Excel เปลี่ยนตัวเลขเช่น 9/1 เป็นวันที่เอง", "Excel turns entries such as 9/1 into dates."),
    fix=Words("จัดรูปแบบช่องเป็น ข้อความ แล้วพิมพ์ใหม่", "Format the cell as Text and type it again."),
    bad=(Edit(Verb.PUT, schema.TARGET, "DATE:2024-01-09"),),
)(seen(OddityKind.NUMBER_AS_DATE))

_DATE_NOTES = {
    "be_as_gregorian": Words("ปีพุทธศักราชที่ Excel เก็บเป็นคริสต์ศักราช", "a B.E. year that Excel keeps as C.E."),
    "ce_year": Words("ปีคริสต์ศักราช", "a C.E. year"),
    "serial": Words("เลขลำดับวันของ Excel", "an Excel day number"),
    "mixed_digits": Words("เลขไทยปนเลขอารบิก", "Thai and Arabic digits mixed"),
}


@rule(
    "ITA145",
    Severity.NOTE,
    title=Words("วันที่ที่ต้องแปลงก่อนอ่าน", "A date that had to be converted"),
    message=Words("ช่องวันที่นี้มี{note} อ่านเป็น {read_as}", "This date holds {note}; it was read as {read_as}."),
    why=_READ_ALL_THE_SAME,
    fix=Words("ถ้าวันที่อ่านผิด พิมพ์ใหม่ เช่น 1 ต.ค. 2566", "If it was misread, type it as 1 ต.ค. 2566."),
    bad=(put(schema.START, "16 มกราคม 2024"),),
)
def date_notes(case: Case) -> Iterator[Hit]:
    """Dates whose year or form was converted; a year that was only short or left out is no news."""
    for oddity in case.oddities(OddityKind.DATE_NOTE):
        note = _DATE_NOTES.get(oddity.facts["note"])
        if note:
            yield Hit(oddity.at, facts={"note": note, "read_as": oddity.facts["read_as"]})
