"""Words of the gap list workbook; those of the columns that people fill stand in `schema.gaps`."""

from __future__ import annotations

from ita_sheets.texts import Words

# --- all gaps on one sheet --------------------------------------------------------------------------------

ALL_TAB = Words("ทั้งหมด", "All")
COUNT = Words("ต้องแก้ {gaps} ข้อ จากมาตรการ {measures} ข้อ", "{gaps} of {measures} outcomes to mend")
BY_UNIT = Words("ตามหน่วยงาน: {counts}", "By unit: {counts}")
BY_VERDICT = Words("ตามผลการตรวจ: {counts}", "By verdict: {counts}")
COUNTED = Words("{name} {count}", "{name} {count}")
WRITE_ELSEWHERE = Words(
    "แผ่นนี้ไว้ดูทุกข้อ โปรดเขียนผลลัพธ์ในแผ่นของแต่ละหน่วยงาน กดเลขข้อเพื่อไปที่แผ่นนั้น",
    "This sheet shows all; please write on each unit's own sheet. Click a number to go there.",
)
MANY_UNITS = Words(
    "{hint} มี {count} หน่วยงาน จึงอยู่ในแผ่นเดียวกัน กรองหน่วยงานได้ที่หัวคอลัมน์",
    "{hint} The {count} units are too many for a sheet each: filter by unit.",
)

# --- a unit's own sheet -----------------------------------------------------------------------------------

UNIT_TAB = Words("หน่วยงาน {number}", "Unit {number}")
UNIT_COUNT = Words("{unit} ต้องแก้ {gaps} ข้อ", "{unit}: {gaps} outcomes to mend")

# --- columns ----------------------------------------------------------------------------------------------

WHY_AND_HOW = Words("เพราะอะไร และควรเขียนอย่างไร", "Why, and what to write instead")
WRITTEN = Words("ผลลัพธ์ที่เขียนไว้", "Outcome so far")
LAST_YEAR = Words("ปี {year} เขียนว่า: {text}", "{year} said: {text}")
YEAR_BEFORE = Words("ปีก่อนเขียนว่า: {text}", "The year before said: {text}")
NO_NAMES = Words(
    "ใช้ชื่อหน่วยงานอื่นหรือตำแหน่งได้ โปรดไม่ใส่ชื่อบุคคล ถ้าถูกต้องแล้วกด “ใช่”",
    "Another unit or a position is fine, please no person's name. If it is right, answer Yes.",
)

# --- nothing to mend --------------------------------------------------------------------------------------

ALL_FINE = Words("ไม่มีผลลัพธ์ที่ต้องแก้", "Nothing to mend")
ALL_FINE_COUNT = Words(
    "ตรวจผลลัพธ์ของมาตรการ {measures} ข้อแล้ว ทุกข้อมีผลลัพธ์",
    "All {measures} outcomes were checked, and each tells a result.",
)
NO_MEASURES = Words(
    "ยังไม่พบมาตรการในไฟล์ จึงยังไม่มีผลลัพธ์ให้ตรวจ", "No measure was found, so there was no outcome to check."
)
WHAT_WAS_CHECKED = Words("สิ่งที่ตรวจ", "What was checked")
CHECKED_FOR = (
    Words("ช่องผลลัพธ์ว่างหรือไม่", "Whether an outcome is blank"),
    Words("มีเพียงเครื่องหมายหรือข้อความที่ยังไม่บอกผลหรือไม่", "Whether it is a mark or a text that tells no result"),
    Words("ซ้ำกับช่องสรุปผลการดำเนินการหรือชื่อมาตรการหรือไม่", "Whether it repeats the action or the measure"),
    Words("ซ้ำกับผลลัพธ์ปีก่อนหรือไม่", "Whether it repeats last year's outcome"),
    Words("เป็นเพียงแผนหรือการมอบหมายหรือไม่", "Whether it is only a plan or an assignment"),
)
CHECKED_FILES = Words("ไฟล์ที่ตรวจ", "Files checked")
FILE_LINE = Words("{file} (ปี {year} {measures} ข้อ)", "{file} ({year}, {measures} measures)")
