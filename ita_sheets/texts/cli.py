"""What the program says on the terminal.

Thai and ASCII and a few signs only: a redirected Thai Windows console knows no others. Help lines are broken
by hand at some 45 characters, for Thai has no spaces.
"""

from __future__ import annotations

from ita_sheets.texts import Words

RESULTS_FOLDER = "ITA-results"  # ASCII: it is also typed, zipped and mailed
SUMMARY_NAME = Words("สรุป", "summary")
GAPS_NAME = Words("ข้อที่ต้องแก้", "gaps")
COMPARISON_NAME = Words("เทียบรายปี", "comparison")
TEMPLATE_NAME = Words("แบบรายงาน", "template")

HELP = """เครื่องมือรายงานมาตรการ ITA สำหรับหน่วยงานท้องถิ่น

\b
งานหลัก: กรอกแบบ Excel แล้วสั่ง convert
  template  สร้างแบบรายงานของปีงบประมาณ
  import    แปลงรายงานเดิมเป็นแบบที่กรอกแล้ว
  check     ตรวจแบบที่กรอกแล้ว
  compare   เทียบมาตรการรายปี
  convert   สร้างสมุดสรุปและรายการข้อที่ต้องแก้
  rules     รายการกฎที่ใช้ตรวจ
\b
Reports of ITA measures, built around Excel.
Add --lang en for English."""
HELP_TEMPLATE = """สร้างแบบรายงานมาตรฐานของปีงบประมาณ

\b
ตัวอย่าง: ita-sheets template --year 2568
          ita-sheets template --year 2569 --from ITA2568.xlsx
\b
Write the standard template of a fiscal year."""
HELP_IMPORT = """แปลงรายงานเดิม (.docx .xlsx .ods .csv .txt)
เป็นแบบรายงานที่กรอกแล้ว และบอกว่าจัดสิ่งใดไม่ได้

\b
ตัวอย่าง: ita-sheets import รายงาน.docx --year 2567
\b
Turn an existing report into a filled template."""
HELP_CHECK = """ตรวจแบบที่กรอกแล้ว บอกแผ่น ช่อง และวิธีแก้

\b
ตัวอย่าง: ita-sheets check ITA2567.xlsx
\b
Validate filled templates; nothing is changed."""
HELP_CONVERT = """สร้างสมุดสรุปและรายการข้อที่ต้องแก้
จากไฟล์หรือโฟลเดอร์ของหน่วยงาน

\b
ตัวอย่าง: ita-sheets convert โฟลเดอร์
\b
Write the summary and the gap list workbooks."""
HELP_COMPARE = """เทียบมาตรการและผลลัพธ์ปีต่อปี จากปีเก่าไปปีใหม่
เรียงตามปีงบประมาณในไฟล์ ใส่ -o เพื่อเขียนสมุดเทียบ

\b
ตัวอย่าง: ita-sheets compare ITA2567.xlsx ITA2568.xlsx
\b
Compare the years, oldest to newest."""
HELP_RULES = """รายการกฎที่ใช้ตรวจ หรือรายละเอียดของกฎหนึ่งข้อ

\b
ตัวอย่าง: ita-sheets rules ITA333
\b
The catalogue of rules, or one rule's page."""

OPTION_YEAR = "ปีงบประมาณ พ.ศ. เช่น 2567 (fiscal year)"
OPTION_AGENCY = "ชื่อหน่วยงาน (agency name)"
OPTION_THAI_DIGITS = "เลขไทยในรายงานสามคอลัมน์ (Thai digits)"
OPTION_FROM = "แบบของปีก่อน ใส่ซ้ำได้ (roll forward from)"
OPTION_ANNOTATE = "โฟลเดอร์ของสำเนาที่ทำเครื่องหมาย (marked copies)"
OPTION_COLUMN = "หัวตารางนี้คือช่องใด ใส่ซ้ำได้ (a header's column)"
OPTION_SHEET = "แผ่นงานที่มีตาราง (the sheet of the table)"
OPTION_TABLE = "ตารางมาตรการลำดับที่ (which table of measures)"
OPTION_FILE = "ไฟล์ที่จะเขียน (file to write)"
OPTION_FOLDER = "โฟลเดอร์ที่จะเขียน (folder to write to)"
OPTION_JSON = "ผลลัพธ์เป็น JSON (machine-readable)"
OPTION_IGNORE = "ไม่ใช้กฎนี้ ใส่ซ้ำได้ (leave out a rule)"
OPTION_LANG = "ภาษา th หรือ en (language)"
OPTION_QUIET = "ไม่แสดงความคืบหน้า (no progress)"
OPTION_DEBUG = "แสดงรายละเอียดเมื่อผิดพลาด (traces)"
OPTION_FORCE = "เขียนทับไฟล์เดิม (overwrite)"
OPTION_VERSION = "แสดงรุ่น (show the version)"

USAGE = Words("คำสั่งไม่ถูกต้อง: {cause}", "Wrong usage: {cause}")
USAGE_HELP = Words("ดูวิธีใช้: {command} --help", "For help: {command} --help")
BAD_YEAR = Words("“{value}” ไม่ใช่ปีงบประมาณ พ.ศ. เช่น 2567", "“{value}” is no Buddhist Era year such as 2567")
BAD_COLUMN = Words(
    "“{value}” ไม่ใช่ หัวตาราง=ช่อง ช่องที่ใช้ได้: {keys}", "“{value}” is no HEADER=KEY; the keys are: {keys}"
)
UNKNOWN_RULE = Words(
    "ไม่มีกฎรหัส {code} ดูทั้งหมดด้วย ita-sheets rules", "There is no rule {code}; list them with ita-sheets rules"
)
STOPPED = Words("หยุดตามคำสั่ง", "Stopped.")

READING = Words("กำลังอ่าน {file}", "Reading {file}")
SKIPPED_LOCK = Words("ข้ามไฟล์ชั่วคราวของ Excel: {file}", "Passed over Excel's lock file: {file}")
SKIPPED_OWN = Words("ข้ามไฟล์ผลลัพธ์ของเครื่องมือ: {file}", "Passed over a result of the toolkit: {file}")
REFUSED = Words("อ่านไม่ได้: {file} – {why} [{code}]", "Not read: {file} – {why} [{code}]")
NOT_WRITTEN = Words("ไม่ได้เขียน: {file} – {why} [{code}]", "Not written: {file} – {why} [{code}]")

WROTE = Words("เขียนแล้ว: {path}", "Written: {path}")
OPEN_IT = Words("เปิดไฟล์นี้ใน Excel: {path}", "Open this in Excel: {path}")
TEMPLATE_NEXT = Words("ขั้นต่อไป: กรอกแบบ แล้วสั่ง check", "Next: fill it, then run check")

FILE_HEAD = Words(
    "{file} – {agency} ปีงบประมาณ {year} – {measures} มาตรการ",
    "{file} – {agency}, fiscal year {year} – {measures} measures",
)
NO_NAME = Words("(ไม่ระบุชื่อหน่วยงาน)", "(no agency name)")
NO_YEAR = Words("(ไม่ระบุ)", "(none given)")
SEVERITIES = {
    "error": Words("ต้องแก้", "Error"),
    "warning": Words("ควรแก้", "Warning"),
    "note": Words("แจ้งให้ทราบ", "Note"),
}
RULE_HEAD = Words("{severity}: {title} [{code}]", "{severity}: {title} [{code}]")
FIX = Words("วิธีแก้: {fix}", "What to do: {fix}")
WAIVED = Words("ยกเว้นแล้ว: {reason} – {who}", "Waived: {reason} – {who}")
STANDS = Words("ในช่องเขียนว่า “{value}”", "It says “{value}”")
STANDS_AT = Words("{at} เขียนว่า “{value}”", "{at} says “{value}”")
MORE_STANDS = Words("และอีก {count} ข้อความ", "and {count} more texts")
COUNTS = Words(
    "รวม: ต้องแก้ {error} ควรแก้ {warning} แจ้งให้ทราบ {note}",
    "In all: {error} errors, {warning} warnings, {note} notes",
)
NEXT_STEP = Words(
    "ขั้นต่อไป: เปิด {file} แผ่น “{sheet}” ช่อง {cell} แล้วแก้ตามที่แจ้ง",
    "Next: open {file}, sheet “{sheet}”, cell {cell}, and mend what is said above",
)
NEXT_STEP_FILE = Words("ขั้นต่อไป: เปิด {file} แล้วแก้ตามที่แจ้ง", "Next: open {file} and mend what is said above")
CLEAN = Words(
    "ตรวจแล้วเมื่อ {day} เวลา {time} น. ไม่พบข้อที่ต้องแก้: {file} ({agency} ปีงบประมาณ {year} {measures} มาตรการ)",
    "Checked on {day} at {time}, nothing to mend: {file} ({agency}, fiscal year {year}, {measures} measures)",
)
NEXT_CONVERT = Words("ขั้นต่อไป: สั่ง convert เพื่อสร้างสมุดสรุป", "Next: run convert to make the summary")

ROLLED = Words(
    "ยกมาจากปีก่อน: {measures} มาตรการ และจุดอ่อน {weak} ข้อ",
    "From last year: {measures} measures and {weak} weak points",
)
NOT_ROLLED = Words("{message} วิธีแก้: {fix}", "{message} What to do: {fix}")
MARKED = Words("สำเนาที่ทำเครื่องหมายของ {file}: {path}", "Marked copy of {file}: {path}")
MARKED_NAME = Words("ต้องแก้", "to-mend")
ANSWERS_READ = Words("ใช้คำตอบที่ให้ไว้ {count} ข้อ", "Using {count} answers given before")
COMPARE_NEXT = Words("เขียนเป็นสมุดงานได้ด้วย -o ชื่อไฟล์.xlsx", "Add -o FILE.xlsx to write it as a workbook")

CONVERTED = Words(
    "{agency} ปี {years}: {measures} มาตรการ มีผลลัพธ์จริง {real} ข้อ ต้องแก้ {gaps} ข้อ",
    "{agency}, {years}: {measures} measures, {real} with a real outcome, {gaps} to mend",
)
CONVERTED_AS = {
    "summary": Words("สมุดสรุป: {path}", "Summary: {path}"),
    "gaps": Words("รายการข้อที่ต้องแก้: {path}", "Gap list: {path}"),
}
CONVERTED_STEP = Words(
    "ปี {later} เทียบกับปี {earlier}: เคยมีผลแต่ปีนี้ไม่มี {lost} ข้อ ซ้ำกับผลลัพธ์ปีก่อน {again} ข้อ "
    "มีผลแล้วในปีนี้ {won} ข้อ เหลือให้ยืนยันคู่ {asked} ข้อ",
    "{later} against {earlier}: {lost} had a result and have none now, {again} say last year's again, "
    "{won} have one now, {asked} to answer",
)
NOTHING_CONVERTED = Words(
    "ไม่มีแบบรายงานที่อ่านได้ จึงไม่มีไฟล์ผลลัพธ์", "No report could be read, so nothing was written."
)

COMPARED = Words("{agency} ปี {years}", "{agency}, {years}")
COMPARED_STEP = Words("ปี {later} เทียบกับปี {earlier}", "{later} against {earlier}")
COMPARED_ITEMS = Words("{what}: ข้อ {items}", "{what}: no. {items}")
PROPOSAL = Words(
    "โปรดยืนยัน: ข้อ {before} ปีก่อน คือข้อ {now} ปีนี้ “{text}” – {reasons}",
    "Please confirm: no. {before} before is no. {now} now, “{text}” – {reasons}",
)
NOTHING_TO_COMPARE = Words(
    "ยังเทียบไม่ได้ ต้องมีไฟล์อย่างน้อยสองปี ปีละหนึ่งไฟล์", "Nothing to compare: it takes two years, one file each."
)

IMPORTED = Words(
    "อ่าน {file} ได้ {measures} มาตรการ ปีงบประมาณ {year}", "Read {measures} measures of {year} from {file}"
)
IMPORTED_COLUMN = Words("คอลัมน์ “{header}” ใช้เป็น “{column}”", "Column “{header}” taken for “{column}”")
IMPORTED_NO_COLUMN = Words(
    "คอลัมน์ “{header}” ไม่ใช่ของแบบ เก็บไว้ในหมายเหตุ", "Column “{header}” is not ours; kept in the note"
)
IMPORTED_YEARS = Words("คอลัมน์ “{header}” ใช้เลือกแถวของปี {year}", "Column “{header}” told the rows of {year}")
IMPORTED_FORM = Words("พบนอกตาราง:", "Found outside the table:")
IMPORTED_FIELD = Words("{field}: {value} ({at})", "{field}: {value} ({at})")
IMPORTED_COUNT = Words("{field}: {count} รายการ ({at})", "{field}: {count} ({at})")
IMPORTED_NEXT = Words("ขั้นต่อไป: เปิดไฟล์ ตรวจทาน แล้วสั่ง check", "Next: open it, look it over, then run check")

RULE_WHY = Words("เพราะ: {why}", "Why: {why}")
RULE_SAYS = Words("แจ้งว่า: {message}", "It says: {message}")
RULE_BAD = Words("ตัวอย่างที่พบ: {example}", "Found in: {example}")
RULE_GOOD = Words("ตัวอย่างที่ถูกต้อง: {example}", "Sound: {example}")
RULE_IGNORE = Words(
    "ถ้ากฎนี้ไม่เหมาะกับหน่วยงาน: --ignore {code}", "If the rule does not fit your office: --ignore {code}"
)
EXAMPLE_CELL = Words("“{column}” เป็น “{value}”", "“{column}” is “{value}”")
BLANK = Words("(ว่าง)", "(blank)")
