"""Why a file is refused, in one sentence that says what to do. Codes are stable and never reused."""

from __future__ import annotations

from dataclasses import dataclass

from ita_sheets.texts import Words


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reason to refuse; `words` may hold fields that are filled where it is raised."""

    code: str
    words: Words


_SAVE_AS = Words(
    "เปิดด้วย Excel แล้วเลือก บันทึกเป็น > Excel Workbook (.xlsx)",
    "open it in Excel and choose Save As > Excel Workbook (.xlsx)",
)


def _refusal(code: str, th: str, en: str) -> Refusal:
    words = Words(th.replace("{save_as}", _SAVE_AS.th), en.replace("{save_as}", _SAVE_AS.en))
    return Refusal(code, words)


OWN_FAULT = _refusal(
    "ITA100",
    "เครื่องมือทำงานผิดพลาดเอง ({cause}) ไฟล์ของท่านไม่เสียหาย โปรดแจ้งผู้ดูแล (ดูรายละเอียดด้วย --debug)",
    "The toolkit itself failed ({cause}); your files are unharmed. Please report it (details with --debug).",
)
MISSING = _refusal(
    "ITA101",
    "ไม่พบไฟล์หรือโฟลเดอร์นี้ โปรดตรวจชื่อและที่เก็บอีกครั้ง",
    "There is no such file or folder; check its name and place.",
)
NO_ACCESS = _refusal(
    "ITA102",
    "เปิดอ่านไฟล์ไม่ได้ ({cause}) โปรดปิดโปรแกรมที่เปิดไฟล์อยู่ หรือขอสิทธิ์อ่าน",
    "The file cannot be opened ({cause}); close the program that holds it, or ask for access.",
)
EMPTY = _refusal(
    "ITA103",
    "ไฟล์ว่างเปล่า (0 ไบต์) โปรดขอไฟล์จากผู้ส่งใหม่",
    "The file is empty (0 bytes); ask the sender for it again.",
)
TOO_LARGE = _refusal(
    "ITA104",
    "ไฟล์ใหญ่เกินไป ({what} เกิน {limit}) แบบรายงานปกติเล็กกว่านี้มาก โปรดตรวจว่าเป็นไฟล์ที่ถูกต้อง",
    "The file is too large ({what} above {limit}); a report is far smaller: check that it is the right file.",
)
OLD_EXCEL = _refusal(
    "ITA105",
    "ไฟล์นี้เป็นรูปแบบ Office รุ่นเก่า (.xls หรือ .doc) แม้นามสกุลจะต่างไป {save_as} แล้วส่งใหม่",
    "This is a file of an old Office format (.xls or .doc), whatever its name says: {save_as} and send it again.",
)
PASSWORD = _refusal(
    "ITA106",
    "ไฟล์นี้ตั้งรหัสผ่านสำหรับเปิดไว้ โปรดเปิดใน Excel แล้วเลือก ไฟล์ > ข้อมูล > ป้องกันเวิร์กบุ๊ก > เข้ารหัสด้วยรหัสผ่าน ลบรหัสออก แล้วบันทึกใหม่",
    "The file has an opening password: in Excel choose File > Info > Protect Workbook > Encrypt with Password, "
    "clear it and save again.",
)
NOT_A_WORKBOOK = _refusal(
    "ITA107",
    "ไฟล์นี้เป็น{kind} ไม่ใช่สมุดงาน Excel (.xlsx) {way_out}",
    "This is {kind}, not an Excel workbook (.xlsx); {way_out}",
)
DAMAGED = _refusal(
    "ITA108",
    "ไฟล์เสียหายหรือไม่ครบ ({part}) โปรดเปิดด้วย Excel ให้ซ่อมแล้วบันทึกใหม่ หรือขอไฟล์จากผู้ส่งอีกครั้ง",
    "The file is damaged or incomplete ({part}); let Excel repair and save it, or ask the sender for it again.",
)
STRICT = _refusal(
    "ITA109",
    "ไฟล์บันทึกเป็นชนิด Strict Open XML ซึ่งอ่านไม่ได้ {save_as} ที่ไม่ใช่ Strict แล้วส่งใหม่",
    "The file was saved as Strict Open XML: {save_as} that is not Strict, and send it again.",
)
UNSAFE = _refusal(
    "ITA110",
    "ไฟล์มีส่วนประกอบที่ไม่ปลอดภัย ({part}) จึงไม่เปิดอ่าน โปรดขอไฟล์ที่บันทึกจาก Excel โดยตรง",
    "The file holds an unsafe part ({part}) and was not read; ask for one saved by Excel itself.",
)
FAR_AWAY = _refusal(
    "ITA111",
    "มีข้อความหรือรูปแบบอยู่นอกพื้นที่ของแบบรายงานมาก (แผ่น “{sheet}” ช่อง {cell}) โปรดลบแถวและคอลัมน์ที่ไม่ใช้แล้วบันทึกใหม่",
    "Something stands far outside the form (sheet “{sheet}”, cell {cell}); delete the unused rows and columns and "
    "save again.",
)
NOT_OUR_TEMPLATE = _refusal(
    "ITA112",
    "ไฟล์นี้ไม่ใช่แบบรายงานมาตรฐาน (ไม่พบเครื่องหมายของแบบ) ถ้าเป็นรายงานเดิม ให้แปลงก่อนด้วยคำสั่ง import",
    "This is not the standard template (none of its marks was found); for an existing report use the import command "
    "first.",
)
OUR_OUTPUT = _refusal(
    "ITA113",
    "ไฟล์นี้เป็นผลลัพธ์ที่เครื่องมือสร้างขึ้น ไม่ใช่แบบรายงานที่กรอกแล้ว โปรดเลือกไฟล์แบบรายงาน",
    "This file is a result made by the toolkit, not a filled template; choose the template.",
)
NO_TABLE = _refusal(
    "ITA114",
    "ไม่พบตารางมาตรการ ในไฟล์ต้องมีแถวหัวตารางที่มีคำว่า {headers}",
    "No table of measures was found; a header row must hold the words {headers}.",
)
NO_YEAR = _refusal(
    "ITA115",
    "ไม่พบปีงบประมาณในรายงานนี้ โปรดระบุด้วย --year เช่น --year 2567",
    "No fiscal year was found in this report; give it with --year, such as --year 2567.",
)
NOTHING_FOUND = _refusal(
    "ITA116",
    "ไม่พบแบบรายงาน (.xlsx) ในโฟลเดอร์นี้ โปรดตรวจว่าเลือกโฟลเดอร์ถูกต้อง",
    "There is no report workbook (.xlsx) in this folder; check that it is the right one.",
)
CANNOT_WRITE = _refusal(
    "ITA117",
    "เขียน “{path}” ไม่ได้ เพราะ{cause} {way_out} (ไฟล์เดิมที่มีอยู่ไม่เปลี่ยนแปลง)",
    "“{path}” could not be written: {cause}; {way_out}. Nothing that was there before has changed.",
)
TEXT_TOO_LONG = _refusal(
    "ITA118",
    "ข้อความที่จะเขียนลงแผ่น “{tab}” ช่อง {cell} ยาว {length} ตัวอักษร เกินที่ Excel รับได้ ({limit}) "
    "โปรดแบ่งเป็นหลายช่องหรือหลายแถวแล้วทำใหม่",
    "The text for sheet “{tab}”, cell {cell} is {length} characters long, more than Excel takes ({limit}); "
    "divide it over several cells or rows and try again.",
)
OLD_IMPORT = _refusal(
    "ITA119",
    "ไฟล์ชนิดนี้นำเข้าไม่ได้ ({kind}) โปรดบันทึกเป็น .docx หรือ .xlsx แล้วใช้คำสั่ง import อีกครั้ง",
    "This kind of file cannot be imported ({kind}); save it as .docx or .xlsx and import that.",
)
PICTURE_IMPORT = _refusal(
    "ITA160",
    "ไฟล์นี้เป็นภาพหรือเอกสารสแกน ไม่มีตัวอักษรให้อ่าน โปรดขอไฟล์ Word หรือ Excel ต้นฉบับ หรือพิมพ์ลงแบบรายงานเปล่า",
    "This is a picture or a scan and holds no text to read; ask for the Word or Excel original, or fill in a blank "
    "template.",
)
PDF_IMPORT = _refusal(
    "ITA161",
    "ไฟล์นี้เป็น PDF ซึ่งเก็บหน้ากระดาษ ไม่ได้เก็บตาราง โปรดใช้ไฟล์ Word ต้นฉบับ หรือเปิด PDF ด้วย Word แล้วบันทึกเป็น .docx และตรวจตัวสะกดก่อน import",
    "This is a PDF, which keeps pages and no tables; use the Word original, or open the PDF in Word, save it as .docx "
    "and read it through before you import it.",
)
OLD_WORD = _refusal(
    "ITA162",
    "ไฟล์นี้เป็นเอกสาร Word รุ่นเก่า (.doc หรือ .rtf) โปรดเปิดด้วย Word แล้วเลือก บันทึกเป็น > Word Document (.docx) แล้ว import อีกครั้ง",
    "This is a document of an old Word format (.doc or .rtf); open it in Word, choose Save As > Word Document (.docx) "
    "and import that.",
)
SEVERAL_YEARS = _refusal(
    "ITA165",
    "ไฟล์นี้มีตารางของหลายปี ({years}) โปรดระบุปีที่ต้องการด้วย --year",
    "This file holds tables of several years ({years}); say which with --year.",
)
NO_SUCH_SHEET = _refusal(
    "ITA166",
    "ไม่พบแผ่นงาน “{name}” ในไฟล์นี้ แผ่นงานที่มี: {names}",
    "There is no sheet “{name}” in this file; its sheets: {names}.",
)
NO_SUCH_TABLE = _refusal(
    "ITA167",
    "ไม่พบตารางมาตรการลำดับที่ระบุ ไฟล์นี้มีตารางมาตรการ {count} ตาราง โปรดแก้ --table หรือ --sheet",
    "There is no such table of measures: the file holds {count}; change --table or --sheet.",
)
NO_SUCH_HEADER = _refusal(
    "ITA168",
    "ไม่พบหัวตาราง “{name}” ในตารางที่เลือก หัวตารางที่มี: {names}",
    "There is no header “{name}” in the table that was taken; its headers: {names}.",
)
NO_ROWS = _refusal(
    "ITA169",
    "พบหัวตารางมาตรการ ({at}) แต่ไม่มีแถวมาตรการของปีที่ระบุใต้หัวตาราง โปรดตรวจไฟล์ หรือแก้ --year --sheet --table",
    "There is a header of a table of measures ({at}), and no measure of that year below it; check the file, or change "
    "--year, --sheet or --table.",
)
CANNOT_ANNOTATE = _refusal(
    "ITA146",
    "ทำสำเนาที่ทำเครื่องหมายของไฟล์นี้ไม่ได้ ({cause}) โปรดเปิดด้วย Excel บันทึกใหม่แล้วลองอีกครั้ง หรือดูผลตรวจบนหน้าจอแทน",
    "No marked copy of this file can be made ({cause}); save it again in Excel and try once more, or use the findings "
    "on the screen.",
)
NOT_AN_EARLIER_YEAR = _refusal(
    "ITA147",
    "สมุดงานนี้เป็นของปี {found} จึงใช้เป็นปีก่อนของปี {year} ไม่ได้ โปรดเลือกสมุดงานของปีที่ผ่านมา หรือตรวจปีที่ระบุด้วย --year",
    "This workbook is of {found} and cannot be the year before {year}; choose an earlier year's, or check --year.",
)
LAST_YEAR_UNKNOWN = _refusal(
    "ITA148",
    "ไม่พบปีงบประมาณในสมุดงานนี้ จึงใช้เป็นปีก่อนของปี {year} ไม่ได้ โปรดกรอกปีงบประมาณในแผ่น “หน่วยงาน” แล้วบันทึกก่อน",
    "No fiscal year was found in this workbook, so it cannot be the year before {year}; fill the year on the agency "
    "sheet and save it first.",
)
WOULD_OVERWRITE_INPUT = _refusal(
    "ITA190",
    "“{path}” เป็นไฟล์ที่ใช้อ่านในครั้งนี้ จึงไม่เขียนทับแม้ใช้ --force โปรดใช้ชื่ออื่นสำหรับผลลัพธ์",
    "“{path}” is one of the files that were read, so it is not written over even with --force; give the result another "
    "name.",
)

REFUSALS = tuple(item for item in list(globals().values()) if isinstance(item, Refusal))

# --- what a file really is, by its first bytes ---
PDF = Words("เอกสาร PDF", "a PDF document")
HTML = Words("หน้าเว็บ (HTML)", "a web page (HTML)")
TEXT = Words("ไฟล์ข้อความหรือ CSV", "a text or CSV file")
WORD = Words("เอกสาร Word", "a Word document")
ODS = Words("สมุดงาน OpenDocument (.ods)", "an OpenDocument spreadsheet (.ods)")
OPEN_DOCUMENT = Words(
    "เอกสาร OpenDocument ที่ไม่ใช่ตารางคำนวณ เช่น .odt", "an OpenDocument file other than a spreadsheet"
)
XLSB = Words("สมุดงาน Excel แบบไบนารี (.xlsb)", "a binary Excel workbook (.xlsb)")
ZIP = Words("ไฟล์บีบอัด (.zip)", "a zip archive")
RTF = Words("เอกสาร RTF", "an RTF document")
IMAGE = Words("รูปภาพ", "a picture")
UNKNOWN = Words("ไฟล์ชนิดที่ไม่รู้จัก", "a file of an unknown kind")

IMPORT_IT = Words(
    "ถ้าเป็นรายงานเดิม ให้ใช้คำสั่ง import ก่อน", "if it is an existing report, use the import command first."
)
SAVE_IT = Words(f"โปรด{_SAVE_AS.th} แล้วส่งใหม่", f"{_SAVE_AS.en} and send it again.")
UNZIP_IT = Words("โปรดแตกไฟล์แล้วเลือกไฟล์ .xlsx ข้างใน", "unpack it and choose the .xlsx inside.")
ASK_FOR_IT = Words("โปรดขอไฟล์ .xlsx จากผู้ส่ง", "ask the sender for the .xlsx.")

# --- what there is too much of ---
RECORDS = Words("แผ่น “{sheet}” มี {count} แถว", "{count} rows on the sheet “{sheet}”")
TEXTS_OUTSIDE = Words(
    "แผ่น “{sheet}” มีข้อความนอกตาราง {count} ช่อง", "{count} texts outside the table on the sheet “{sheet}”"
)
MERGED = Words(
    "แผ่น “{sheet}” มีช่องที่ถูกผสานบังไว้ {count} ช่อง", "{count} cells hidden by merges on the sheet “{sheet}”"
)
ELEMENTS = Words("ส่วน {part} มีมากกว่า {limit} รายการ", "the part {part} holds more than {limit} elements")

# --- why a result cannot be written, and what to do ---
IN_USE = Words("ไฟล์นี้เปิดอยู่ในโปรแกรมอื่นหรือถูกล็อก", "it is open in another program or locked")
DISK_FULL = Words("พื้นที่ดิสก์เต็ม", "the disk is full")
NOT_ALLOWED = Words("ไม่มีสิทธิ์เขียนในโฟลเดอร์นี้", "you may not write in that folder")
NAME_TOO_LONG = Words("ชื่อไฟล์หรือชื่อโฟลเดอร์ยาวเกินไป", "its name and folders are too long")
NAME_NOT_ALLOWED = Words("ระบบไม่รับชื่อนี้", "the system does not take such a name")
NO_FOLDER = Words("ที่เก็บที่เลือกไม่ใช่โฟลเดอร์", "the place chosen is not a folder")
NOT_TAKEN = Words("หน้าต่างหรือโปรแกรมที่รับผลปิดไปแล้ว", "what was to take it is closed")
IS_A_FOLDER = Words("มีโฟลเดอร์ชื่อนี้อยู่แล้ว", "there is a folder of that name")

CLOSE_IT = Words("โปรดปิดไฟล์นี้ใน Excel แล้วสั่งใหม่", "close it in Excel and run this again")
MAKE_ROOM = Words("โปรดลบไฟล์ที่ไม่ใช้หรือเลือกไดรฟ์อื่น แล้วสั่งใหม่", "free some space or choose another drive")
TAKE_ANOTHER_FOLDER = Words("โปรดเลือกโฟลเดอร์อื่น", "choose another folder")
TAKE_ANOTHER_NAME = Words("โปรดใช้ชื่ออื่น", "choose another name")
SHORTEN_IT = Words("โปรดใช้ชื่อหรือโฟลเดอร์ที่สั้นลง", "choose a shorter name or folder")
KEEP_IT = Words("โปรดสั่งใหม่ หรือเก็บผลเป็นไฟล์ด้วย > ชื่อไฟล์", "run this again, or keep it in a file with > FILE")
OUTPUT = Words("ผลบนหน้าจอ", "the output on the screen")
