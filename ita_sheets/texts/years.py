"""Words of the sheets that compare an agency's years, and of the comparison workbook.

`KINDS` and `KIND_MEANINGS` are keyed by `history.Kind`, `TURNS` by `history.Turn`, `BANDS` by `changes.Band`.
"""

from __future__ import annotations

from ita_sheets.texts import Words

# --- what several sheets say ------------------------------------------------------------------------------

KINDS: dict[str, Words] = {
    "same": Words("เหมือนเดิม", "Same"),
    "reworded": Words("แก้ถ้อยคำ", "Reworded"),
    "split": Words("แยกเป็นหลายข้อ", "Split"),
    "merged": Words("รวมหลายข้อ", "Merged"),
    "added": Words("เพิ่มใหม่", "New"),
    "dropped": Words("ไม่พบในปีนี้", "Not found this year"),
    "ended": Words("ยกเลิก ตามที่หน่วยงานระบุ", "Ended, as the office says"),
}
TURNS: dict[str, Words] = {
    "lost": Words("เคยมีผล แต่ปีนี้ไม่มี", "Had a result, has none now"),
    "said_again": Words("ซ้ำกับผลลัพธ์ปีก่อน", "Last year's result again"),
    "still_gap": Words("ยังไม่มีผล", "Still no result"),
    "won": Words("มีผลแล้วในปีนี้", "Has a result now"),
    "still_fine": Words("มีผลทั้งสองปี", "A result in both years"),
}
SINCE = Words("{turn} ตั้งแต่ปี {year}", "{turn}, since {year}")
LEFT = Words("เหลือให้ยืนยัน {count} ข้อ", "Left to confirm: {count}")
OPEN_SINCE = Words("ค้างตั้งแต่ปี", "Open since")
STEP = Words("{earlier}-{later}", "{earlier}-{later}")
NONE = Words("-", "-")

# --- year over year ---------------------------------------------------------------------------------------

YEARS_HINT = Words(
    "{hint} ข้อความที่ขีดฆ่าถูกตัดออก ที่ขีดเส้นใต้เพิ่มเข้ามา",
    "{hint} Text struck out was taken away, underlined text was added.",
)
COUNT = Words("ปี {year}  {count} ข้อ = {parts}", "{year}: {count} = {parts}")
PART = Words("{kind} {count}", "{kind} {count}")
GROUP = Words("กลุ่ม", "Group")
STATUS = Words("สถานะ", "Status")
ITEM_BEFORE = Words("ข้อ ปีก่อน", "No. before")
ITEM_NOW = Words("ข้อ ปีนี้", "No. now")
OUTCOME_BEFORE = Words("ผลลัพธ์ปีก่อน", "Outcome, year before")
OUTCOME_NOW = Words("ผลลัพธ์ปีนี้", "Outcome, this year")
OUTCOME = Words("[{verdict}] {text}", "[{verdict}] {text}")
TURN = Words("ผลเปลี่ยนอย่างไร", "How the outcome changed")
OTHER_CHANGES = Words("อย่างอื่นที่เปลี่ยน", "What else changed")
CHANGED = Words("{column}: {earlier} เป็น {later}", "{column}: {earlier} to {later}")
NOT_STATED = Words("ไม่ระบุ", "not stated")
HOW_SURE = Words("เทียบคู่จากอะไร", "Why they are a pair")
BANDS: dict[str, Words] = {
    "sure": Words("แน่ใจ: {reasons}", "Sure: {reasons}"),
    "confirm": Words("โปรดยืนยัน: {reasons}", "Please confirm: {reasons}"),
}
NEAREST = Words("ใกล้เคียงที่สุดในปี {year}", "Nearest in {year}")
NEAR = Words("ข้อ {item} คล้าย {percent}% {text}", "No. {item}, {percent}% alike: {text}")
NOTHING_NEAR = Words("ไม่มีข้อที่ใกล้เคียงในปี {year}", "Nothing like it in {year}")
TOLD_ENDED = Words("หน่วยงานระบุว่ายกเลิกในแบบรายงานปี {year}", "The office's report of {year} says so")

# --- history ----------------------------------------------------------------------------------------------

HISTORY_TAB = Words("ประวัติ", "Measure history")
HISTORY_TITLE = Words("ประวัติของแต่ละมาตรการ ปี {years}", "The history of each measure, {years}")
HISTORY_HINT = Words(
    "หนึ่งแถวต่อหนึ่งมาตรการ ใช้ถ้อยคำของปีล่าสุดที่พบ มาตรการที่ไม่พบในปีล่าสุดอยู่ท้ายตาราง",
    "One row a measure, in the words of the last year it stands in; those not found any more come last.",
)
HISTORY_ITEM = Words("ข้อ {item} {verdict}", "{item}. {verdict}")

# --- overview ---------------------------------------------------------------------------------------------

BLOCK = Words("เทียบกับปีก่อน (ข้อ)", "Against the year before")
MEASURES = Words("มาตรการ", "Measures")
ALL = Words("มาตรการทั้งหมด", "All measures")
LEFT_LINE = Words("เหลือให้ยืนยัน", "Left to confirm")
TODO_LOST = Words(
    "ดูข้อที่ปีก่อนมีผล แต่ปีนี้ไม่มี {count} ข้อ ({items})",
    "See what had a result last year and has none now, {count} ({items})",
)
TODO_CONFIRM = Words(
    "ยืนยันคู่มาตรการ {count} ข้อ ในแผ่น “{tab}”", "Confirm {count} pairs of measures on the sheet “{tab}”"
)

# --- how to read ------------------------------------------------------------------------------------------

KINDS_SECTION = Words("สถานะเมื่อเทียบกับปีก่อน", "The statuses against the year before")
KIND_MEANINGS: dict[str, Words] = {
    "same": Words(
        "ข้อความเดียวกัน เลขข้อ เลขไทยหรืออารบิก และช่องว่างต่างกันได้",
        "The same text; numbering, kinds of digits and spaces may differ.",
    ),
    "reworded": Words("มาตรการเดิมที่เขียนใหม่บางส่วน", "The same measure in other words."),
    "split": Words("ข้อเดียวของปีก่อนเป็นหลายข้อในปีนี้", "One measure of the year before became several."),
    "merged": Words("หลายข้อของปีก่อนเป็นข้อเดียวในปีนี้", "Several measures became one."),
    "added": Words("ไม่พบข้อที่ตรงกันในปีก่อน", "No match was found in the year before."),
    "dropped": Words(
        "ไม่พบข้อที่ตรงกันในปีนี้ ไม่ได้แปลว่ายกเลิก", "No match was found this year; that does not mean it was given up."
    ),
    "ended": Words("แบบรายงานเลือกไว้ว่ายกเลิก", "The report itself says that it was given up."),
}
ANSWER_SECTION = Words("ตอบว่าเป็นข้อเดียวกันหรือไม่", "Answering whether two are the same")
ANSWER_STEPS = (
    Words(
        "ในแผ่น “{tab}” แถวที่เขียนว่า “โปรดยืนยัน” มีช่องคำตอบสีเหลือง เลือก ใช่ หรือ ไม่ใช่",
        "On the sheet “{tab}” a row that says “Please confirm” has a yellow cell: choose Yes or No.",
    ),
    Words(
        "ถ้าตรงกับข้ออื่น รวมทั้งข้อที่เพิ่มใหม่หรือไม่พบ เลือก จับคู่กับข้ออื่น แล้วพิมพ์เลขข้อของอีกปีหนึ่ง",
        "If it is another one, also for new ones and those not found, choose Another measure and give its "
        "number in the other year.",
    ),
    Words(
        "บันทึกไฟล์นี้ แล้วสั่ง convert หรือ compare อีกครั้งพร้อมไฟล์นี้ คำตอบใช้ต่อจนกว่าข้อความจะเปลี่ยน",
        "Save this file and run convert or compare again with it; an answer holds until a text changes.",
    ),
)

# --- the comparison workbook ------------------------------------------------------------------------------

COMPARISON_TITLE = Words("เทียบมาตรการรายปี", "Measures over the years")
COMPARISON_TAB = Words("สรุปการเทียบ", "In short")
COMPARISON_SECTION = Words("ผลการเทียบแต่ละคู่ปี (จำนวนข้อ)", "Each pair of years (measures)")
FROM_TO = Words("{before} เป็น {now}", "{before} to {now}")
NO_STEP = Words(
    "ยังไม่มีปีให้เทียบ ต้องมีแบบรายงานอย่างน้อยสองปี ปีละหนึ่งไฟล์ และระบุปีไว้",
    "There are no years to compare: it takes the reports of two years, one file each, that name their year.",
)
