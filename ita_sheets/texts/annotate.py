"""Words of the marked copy: its list, its column and its notes."""

from __future__ import annotations

from ita_sheets.texts import Words, cli

SEVERITIES = cli.SEVERITIES  # by `model.Severity`

# --- the list on the first page ---------------------------------------------------------------------------

LIST_TAB = Words("รายการที่ต้องแก้", "To mend")
LIST_TITLE = Words("รายการที่ต้องแก้: {file}", "To mend: {file}")
LIST_COUNTS = Words(
    "ต้องแก้ {error} เรื่อง ควรแก้ {warning} เรื่อง แจ้งให้ทราบ {note} เรื่อง",
    "{error} errors, {warning} warnings, {note} notes",
)
LIST_HINT = Words(
    "แก้ในช่องที่ระบายสี แล้วบันทึกและส่งกลับ เครื่องหมายจะถูกมองข้ามเมื่อตรวจใหม่ (กดชื่อช่องเพื่อไปยังช่องนั้น)",
    "Mend the coloured cells, save and send the file back; the marks are passed over when it is checked "
    "again. (Click a cell's name to go there.)",
)
SEVERITY = Words("ระดับ", "Severity")
SHEET = Words("แผ่น", "Sheet")
CELL = Words("ช่อง", "Cell")
MESSAGE = Words("เรื่องที่พบ", "What was found")
FIX = Words("วิธีแก้", "What to do")
CODE = Words("รหัส", "Code")
WHOLE_SHEET = Words("ทั้งแผ่น", "The sheet")

# --- the column beside the measures -----------------------------------------------------------------------

COLUMN_TITLE = Words(
    "สิ่งที่ต้องแก้\n(เครื่องมือเขียนให้ ข้อความในคอลัมน์นี้ไม่ถูกอ่าน)",
    "What to mend\n(written by the toolkit; this column is not read)",
)
COLUMN_LINE = Words("{cell} {severity}: {message}", "{cell} {severity}: {message}")

# --- notes at the cells -----------------------------------------------------------------------------------

NOTE_HEAD = Words("{severity}: ", "{severity}: ")
NOTE_BODY = Words("{message}\nวิธีแก้: {fix} ({code})", "{message}\nWhat to do: {fix} ({code})")
NOTE_MORE = Words("และอีก {count} เรื่อง ดูที่แผ่น “{tab}”", "and {count} more, see the sheet “{tab}”")
NOTE_END = Words("จบข้อความของเครื่องมือ", "end of the toolkit's text")
NOTE_END_ABOVE_OWN = Words(
    "จบข้อความของเครื่องมือ ต่อไปเป็นหมายเหตุเดิมของท่าน", "end of the toolkit's text; your own note follows"
)

# --- what could not be done -------------------------------------------------------------------------------

IN_CONVERSATION = Words(
    "แผ่น “{sheet}” ช่อง {cell} มีการสนทนาของ Excel 365 จึงเพิ่มหมายเหตุในช่องไม่ได้ ระบายสีและใส่ไว้ในรายการแล้ว",
    "Sheet “{sheet}”, cell {cell} has a conversation of Excel 365, so no note could be added there; "
    "it is coloured and listed.",
)
SIGNATURE_DROPPED = Words(
    "ไฟล์เดิมลงลายมือชื่อดิจิทัลไว้ สำเนานี้ไม่มีลายมือชื่อ ไฟล์เดิมไม่เปลี่ยนแปลง",
    "The file is digitally signed; this copy carries no signature. The file itself is unchanged.",
)
NO_COLUMN = Words(
    "แผ่น “{sheet}” ไม่มีที่ว่างสำหรับคอลัมน์ “สิ่งที่ต้องแก้” โปรดดูในรายการแทน",
    "The sheet “{sheet}” has no room for the column of what to mend; see the list instead.",
)
OTHER_ENCODING = Words("ส่วน {part} ไม่ได้เข้ารหัสเป็น UTF-8", "the part {part} is not in UTF-8")
BAD_PART = Words("ส่วน {part} ไม่มีหรืออ่านไม่ได้", "the part {part} is missing or cannot be read")
STRANGE_PART = Words(
    "ไฟล์มีส่วนที่ Excel ไม่เขียนเช่นนั้น: {cause}", "the file holds something that Excel never writes: {cause}"
)
NO_LONGER_READ = Words("สำเนาที่ได้จะเปิดอ่านไม่ได้: {why}", "the copy could not be read: {why}")
