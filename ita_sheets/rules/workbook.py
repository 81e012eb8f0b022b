"""Family 1: the file as a workbook of the template. What the reader saw, said in words."""

from __future__ import annotations

from collections.abc import Iterator

from ita_sheets import schema
from ita_sheets.model import OddityKind, Place, Severity
from ita_sheets.rules.catalogue import Case, Edit, Hit, Verb, put, rule, seen
from ita_sheets.texts import Words
from ita_sheets.thai import Tidying

NOTHING = Words("ไม่ต้องทำอะไร", "Nothing needs doing.")
READ_ALL_THE_SAME = Words(
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
    fix=NOTHING,
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
        "ช่องนี้แสดง {error} ซึ่งเป็นข้อผิดพลาดของ Excel ไม่ใช่ข้อมูล",
        "This cell shows {error}, an error of Excel and no value.",
    ),
    why=Words("ไม่มีค่าให้อ่าน", "There is no value to read."),
    fix=Words("พิมพ์ค่าที่ถูกต้องแทน", "Type the right value in its place."),
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
    why=READ_ALL_THE_SAME,
    fix=NOTHING,
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
    why=READ_ALL_THE_SAME,
    fix=Words("ถ้าวันที่อ่านผิด พิมพ์ใหม่ เช่น 1 ต.ค. 2566", "If it was misread, type it as 1 ต.ค. 2566."),
    bad=(put(schema.START, "16 มกราคม 2024"),),
)
def date_notes(case: Case) -> Iterator[Hit]:
    """Dates whose year or form was converted; a year that was only short or left out is no news."""
    for oddity in case.oddities(OddityKind.DATE_NOTE):
        note = _DATE_NOTES.get(oddity.facts["note"])
        if note:
            yield Hit(oddity.at, facts={"note": note, "read_as": oddity.facts["read_as"]})
