"""Words of the summary workbook, and what the gap list workbook shares with it."""

from __future__ import annotations

from ita_sheets.texts import Words, cli

# --- what several sheets say ------------------------------------------------------------------------------

NO_YEAR = Words("ไม่ระบุปี", "no year")
NO_AGENCY = Words("ไม่ระบุชื่อหน่วยงาน", "No agency name")
NO_UNIT = Words("ไม่ระบุหน่วยงาน", "No unit named")
NO_FILE = Words("ไม่มีไฟล์", "no file")
TO_MEND = Words("ต้องแก้", "To mend")
FINE = Words("ใช้ได้", "Fine")
YEARS = Words("ปีงบประมาณ {years}", "Fiscal year {years} (B.E.)")
ITEMS = Words("ข้อ {items}", "no. {items}")
ITEMS_OF = Words("ปี {year} ข้อ {items}", "{year}: no. {items}")
AND_MORE = Words("และอีก {count} ข้อ", "and {count} more")
CUT_SHORT = Words("… (ข้อความเต็มอยู่ในไฟล์ต้นทาง)", "… (the full text stands in the source file)")
SEVERITIES = cli.SEVERITIES  # by `model.Severity`

YEAR = Words("ปี", "Year")
ITEM = Words("ข้อ", "No.")
MEASURE = Words("มาตรการ/กิจกรรม", "Measure / activity")
UNIT = Words("หน่วยงาน", "Unit")
VERDICT = Words("ผลการตรวจ", "Verdict")
WHY = Words("เพราะอะไร", "Why")
INSTEAD = Words("ควรเขียนอย่างไร", "What to write instead")
STRONGER = Words("เพิ่มอะไรได้", "What would make it stronger")
NOW = Words("ข้อความในช่องผลลัพธ์ตอนนี้", "What the outcome says now")
PLACE = Words("ไฟล์ - แผ่นงาน!ช่อง", "File - sheet!cell")
FILE = Words("ไฟล์", "File")
CELL = Words("แผ่นงาน!ช่อง", "Sheet!cell")
WHOLE_FILE = Words("ทั้งไฟล์", "The whole file")

# --- overview ---------------------------------------------------------------------------------------------

OVERVIEW_TAB = Words("ภาพรวม", "Overview")
TITLE = Words(
    "สรุปผลตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส", "Summary of the measures for integrity and transparency"
)
ABOUT = Words(
    "สรุปจากไฟล์ของหน่วยงานตามรายชื่อด้านล่าง โดยไม่แก้ไขไฟล์เหล่านั้น กดตัวเลขที่ขีดเส้นใต้เพื่อดูรายการ",
    "Summed up from the agency's files listed below, which are left as they are. "
    "Click an underlined figure for its rows.",
)
HEADLINE = Words("ปีงบประมาณ {year}", "Fiscal year {year}")
FIGURE_MEASURES = Words("มาตรการทั้งหมด", "measures")
FIGURE_REAL = Words("มีผลลัพธ์จริง", "with a real outcome")
FIGURE_GAPS = Words("ต้องแก้ผลลัพธ์", "outcomes to mend")
FIGURE_SHARE = Words("ความครบถ้วน", "complete")
FIGURE_SCORE = Words("คะแนน ITA รวม", "ITA total")
NOTHING = Words("-", "-")

TODO_SECTION = Words("สิ่งที่ควรทำก่อน", "What to do first")
TODO_LINE = Words("{number}. {todo}", "{number}. {todo}")
TODO_GAPS = {
    "blank": Words("เขียนผลลัพธ์ที่ยังว่าง {count} ข้อ ({items})", "Write the {count} blank outcomes ({items})"),
    "placeholder": Words(
        "เขียนผลลัพธ์แทนข้อความที่ยังไม่บอกผล {count} ข้อ ({items})",
        "Write a result where the text tells none yet, {count} ({items})",
    ),
    "planned": Words(
        "เขียนผลที่เกิดขึ้นแล้วแทนแผนหรือการมอบหมาย {count} ข้อ ({items})",
        "Write what came of it in place of a plan or an assignment, {count} ({items})",
    ),
    "restated": Words(
        "แก้ผลลัพธ์ที่ซ้ำกับสิ่งที่ทำ {count} ข้อ ({items})",
        "Mend the outcomes that only repeat what was done, {count} ({items})",
    ),
    "carried_over": Words(
        "เขียนผลของปีนี้แทนผลลัพธ์ที่ซ้ำกับปีก่อน {count} ข้อ ({items})",
        "Write this year's result where last year's stands again, {count} ({items})",
    ),
}
TODO_INDICATOR = Words(
    "เพิ่มมาตรการสำหรับตัวชี้วัด {indicators} ซึ่งเป็นจุดอ่อนแต่ยังไม่มีมาตรการรองรับ",
    "Add a measure for indicator {indicators}: it is weak and no measure answers it",
)
TODO_ERRORS = Words(
    "แก้เรื่องที่ “ต้องแก้” อีก {count} เรื่อง ตามแผ่น “{tab}”",
    "Mend what is an error on the sheet “{tab}” ({count} more)",
)
TODO_WARNINGS = Words(
    "ตรวจเรื่องที่ “ควรแก้” {count} เรื่อง ตามแผ่น “{tab}”", "Look at the {count} warnings on the sheet “{tab}”"
)
TODO_STATED = Words(
    "เพิ่มตัวเลขหรือหลักฐานให้ผลลัพธ์ที่เป็นข้อความ {count} ข้อ ({items})",
    "Add a figure or evidence to the outcomes in words, {count} ({items})",
)
TODO_NO_MEASURES = Words(
    "กรอกมาตรการในแผ่น “มาตรการ” ยังไม่พบมาตรการใด", "Fill in the measures: none were found"
)
TODO_NOTHING = Words(
    "ไม่มีเรื่องที่ต้องแก้ ตรวจทานรายงานอีกครั้ง แล้วพิมพ์เสนอลงนาม",
    "Nothing to mend: read the report once more, then print it for signature",
)

VERDICT_HEAD = Words("ผลการตรวจ (ข้อ)", "Verdicts (measures)")
GUIDANCE = Words("ต้องทำอะไร", "What to do")
STRONGER_MARK = Words("เพิ่มหลักฐานได้", "Could be stronger")
ALL_MEASURES = Words("มาตรการทั้งหมด", "All measures")
ALL_GAPS = Words("รวมข้อที่ต้องแก้", "Outcomes to mend, in all")
COMPLETION = Words("ความครบถ้วน", "Complete")
NO_GAPS = Words("ไม่มีข้อที่ต้องแก้ จึงไม่มีแผ่น “{tab}”", "Nothing to mend, so there is no sheet “{tab}”.")
FINDINGS_ROW = Words("เรื่องที่พบ: {severity}", "Findings: {severity}")

SCORE_HEAD = Words("คะแนน ITA", "ITA scores")
SCORE_TOTAL = Words("คะแนนรวม (คำนวณใหม่)", "Total (computed anew)")
SCORE_LEVEL = Words("ระดับตามเกณฑ์ของปีนั้น", "Level by that year's bands")
SCORE_TYPED = Words("คะแนนรวมที่กรอกไว้ (ไม่ตรง)", "Total as typed (differs)")
LEVEL_TYPED = Words("ระดับที่กรอกไว้ (ไม่ตรง)", "Level as typed (differs)")
SCORE_BEFORE = Words("คะแนนรวมปีก่อน", "Total of the year before")

FILE_HEADS = (
    Words("ไฟล์ต้นทาง", "Source file"),
    Words("บันทึกล่าสุด", "Last saved"),
    Words("ปี", "Year"),
    Words("SHA-256", "SHA-256"),
)
SAVED = Words("{day} {time} น.", "{day} {time}")
NOT_SAVED = Words("ไม่ระบุ", "not stated")
REFUSED_SECTION = Words(
    "ไฟล์ที่อ่านไม่ได้ และไม่รวมในตัวเลขข้างต้น", "Files that were not read, and are not counted above"
)
HOW_LINE = Words("วิธีอ่านผลการตรวจและวิธีคิด ดูที่แผ่น “{tab}”", "How to read the verdicts: see the sheet “{tab}”")

# --- official report --------------------------------------------------------------------------------------

OFFICIAL_TAB = Words("รายงาน {year}", "Report {year}")
OFFICIAL_TITLE = Words(
    "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
    "Report on the measures for integrity and transparency",
)
# Each with the words that say it already.
DISTRICT = ("อำเภอ", ("อำเภอ", "อ.", "เขต"))
PROVINCE = ("จังหวัด", ("จังหวัด", "จ.", "กรุงเทพ"))
OFFICIAL_YEAR = Words("ประจำปีงบประมาณ พ.ศ. {year}", "Fiscal year {year} (B.E.)")
OFFICIAL_PERIOD = Words("(ตั้งแต่วันที่ {start} ถึงวันที่ {end})", "({start} to {end})")
SIGN_HERE = Words(
    "(ลงชื่อ) {dots}\n({dots})\n{position}\nวันที่ {date}", "(Signed) {dots}\n({dots})\n{position}\nDate {date}"
)
SIGNERS = (
    Words("ผู้รายงาน", "Reporter"),
    Words("ผู้ให้ความเห็น", "Reviewer"),
    Words("ผู้บริหารสูงสุด", "Chief executive"),
)
POSITION = Words("ตำแหน่ง {dots}", "Position {dots}")

# --- gaps and what could be stronger ----------------------------------------------------------------------

GAPS_TAB = Words("ข้อที่ต้องแก้", "To mend")
GAPS_TITLE = Words("ผลลัพธ์ที่ต้องแก้ {count} ข้อ", "Outcomes to mend: {count}")
GAPS_HINT = Words(
    "เรียงจากปีล่าสุด ตามหน่วยงาน และความเร่งด่วน กดปุ่มที่หัวคอลัมน์เพื่อกรอง",
    "Newest year first, then by unit and urgency. Filter with the buttons in the heads.",
)
STATED_TAB = Words("เพิ่มให้ชัดขึ้น", "Could be stronger")
STATED_TITLE = Words("ผลลัพธ์ที่ใช้ได้ แต่เพิ่มให้ชัดขึ้นได้ {count} ข้อ", "Fine, but could be stronger: {count}")
STATED_HINT = Words(
    "ไม่นับเป็นข้อที่ต้องแก้ ถ้ามีตัวเลขหรือหลักฐานอยู่แล้ว ควรเพิ่ม",
    "Not counted as to mend; add a figure or evidence if there is one.",
)

# --- findings ---------------------------------------------------------------------------------------------

FINDINGS_TAB = Words("เรื่องที่พบ", "Findings")
FINDINGS_TITLE = Words("เรื่องที่พบจากการตรวจ {count} เรื่อง", "Findings: {count}")
FINDINGS_HINT = Words(
    "“{error}” ทำให้รายงานไม่สมบูรณ์ “{warning}” ผู้ประเมินอาจทักท้วง “{note}” ไม่ต้องทำอะไรก็ได้",
    "“{error}”: the report is not complete. “{warning}”: an assessor may object. “{note}”: no need to act.",
)
SEVERITY = Words("ระดับ", "Severity")
MESSAGE = Words("เรื่องที่พบ", "What was found")
FIX = Words("วิธีแก้", "What to do")
VALUE = Words("ข้อความที่พบ", "What stands there")
CODE = Words("รหัส", "Code")

# --- how to read ------------------------------------------------------------------------------------------

READING_TAB = Words("วิธีอ่าน", "How to read")
READING_TITLE = Words("วิธีอ่านสมุดงานนี้", "How to read this workbook")
VERDICTS_SECTION = Words("ผลการตรวจผลลัพธ์แต่ละข้อ", "The verdicts on an outcome")
MEANING = Words("ความหมาย", "Meaning")
GAP_SECTION = Words("ข้อที่ต้องแก้คืออะไร", "What is counted as to mend")
GAP_MEANING = Words(
    "ข้อที่ช่องผลลัพธ์ยังว่าง ยังไม่บอกผล ซ้ำกับช่องก่อนหน้าหรือผลของปีก่อน หรือเป็นเพียงแผน ผู้ประเมินไม่เห็นว่าเกิดอะไรขึ้น "
    "และข้อเดียวที่ไม่มีผลลัพธ์อาจทำให้ตัวชี้วัดย่อยนั้นไม่ได้คะแนน",
    "A measure whose outcome is blank, tells no result, repeats another column or last year's, or is only a "
    "plan. An assessor cannot see what came of it, and a single one may cost the whole item.",
)
SHARE_MEANING = Words(
    "ความครบถ้วน = จำนวนข้อที่ไม่ต้องแก้ หารด้วยจำนวนมาตรการทั้งหมด ปัดเศษลง",
    "Complete = measures with nothing to mend divided by all measures, rounded down.",
)
METHOD_SECTION = Words("ตรวจอย่างไร", "How it was checked")
METHODS = (
    Words(
        "เทียบข้อความในช่องผลลัพธ์กับช่องสรุปผลการดำเนินการและชื่อมาตรการ โดยไม่นับช่องว่าง เลขข้อ และเลขไทยหรืออารบิก",
        "The outcome is compared with the action and the measure; spaces, clause numbers and kinds of digits "
        "do not count.",
    ),
    Words(
        "หาตัวเลข วันที่ สถานที่ เอกสารอ้างอิง และลิงก์ที่ไม่มีอยู่ในช่องอื่น",
        "Numbers, dates, places, documents and links are looked for that stand in no other column.",
    ),
    Words(
        "เครื่องมืออ่านข้อความเท่านั้น ไม่รู้ว่าผลนั้นจริงหรือไม่ และไม่ใช่ผลการประเมินของ ป.ป.ช. ผู้ตรวจทานเป็นผู้ตัดสิน",
        "Only the text is read: whether a result is true is not known, and this is not the commission's "
        "assessment. The reviewer decides.",
    ),
    Words(
        "คะแนนรวม ITA และระดับคำนวณใหม่จากคะแนนรายตัวชี้วัดด้วยเกณฑ์ของปีนั้น ไม่ใช้ค่าที่พิมพ์ไว้",
        "The ITA total and level are computed anew from the indicators by that year's bands, "
        "not taken as typed.",
    ),
)
STATUS_SECTION = Words("สถานะการดำเนินงานในแบบรายงาน", "The status column of the report")
STATUS_MEANINGS = {
    "not_started": Words("ยังไม่ได้เริ่มในปีงบประมาณนี้", "Not begun in this fiscal year."),
    "in_progress": Words("เริ่มแล้ว ยังไม่เสร็จ", "Begun, not finished."),
    "done": Words("ทำครบตามมาตรการแล้ว ควรมีผลลัพธ์ให้เห็น", "All was done; an outcome is expected."),
    "cancelled": Words("ไม่ทำต่อ ควรบอกเหตุผล", "Given up; the reason should be told."),
}
STATUS_NOTE = Words(
    "สถานะเป็นสิ่งที่หน่วยงานเลือกเอง ไม่มีผลต่อผลการตรวจผลลัพธ์",
    "The status is the office's own choice and does not change the verdict.",
)
SEVERITY_SECTION = Words("ระดับของเรื่องที่พบ", "The severities of findings")
SEVERITY_MEANINGS = {
    "error": Words("ขาดสิ่งที่ต้องมี หรือข้อมูลขัดกัน", "A required part is missing, or facts contradict each other."),
    "warning": Words("ผู้ประเมินอาจทักท้วง โปรดตรวจอีกครั้ง", "An assessor may object; please look again."),
    "note": Words("อ่านได้ตามปกติ แจ้งไว้เพื่อทราบ", "Read without loss; for your information."),
}
