"""Words of the standard workbook that are not a column's: instructions, legend, examples, lines that count.

Fields in braces are filled by `Words.fill`. Prompts and remarks keep to Excel's limits: 32 characters for a
title, 255 for a text and for a text inside a formula.
"""

from __future__ import annotations

from dataclasses import dataclass

from ita_sheets.texts import Words

# --- cover ------------------------------------------------------------------------------------------------

TITLE = Words(
    "แบบรายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส",
    "Report on measures for integrity and transparency",
)
YEAR_LINE = Words("ปีงบประมาณ พ.ศ. {year}", "Fiscal year {year} (B.E.)")
YEAR_AND_AGENCY = Words("{agency}  ปีงบประมาณ พ.ศ. {year}", "{agency}, fiscal year {year} (B.E.)")

PURPOSE = Words(
    "สมุดงานนี้ใช้รายงานว่าในปีงบประมาณ {year} หน่วยงานทำอะไรตามมาตรการแล้ว และเกิดผลอย่างไร "
    "มาตรการข้อใดไม่มีผลลัพธ์ ข้อนั้นอาจทำให้ตัวชี้วัดย่อยทั้งข้อไม่ได้คะแนน",
    "This workbook reports what was done for each measure in fiscal year {year} and what came of it. "
    "A measure without an outcome may cost the whole item.",
)

SHEETS_SECTION = Words("แผ่นงานและผู้กรอก", "Sheets, and who fills them")
SHEET_HEADS = (
    Words("แผ่นงาน (กดเพื่อไป)", "Sheet (click to go)"),
    Words("กรอกอะไร", "What to fill in"),
    Words("ผู้กรอก", "Who"),
)
SHEET_LINES: dict[str, tuple[Words, Words]] = {
    "agency": (
        Words(
            "ชื่อหน่วยงาน ปีงบประมาณ รอบรายงาน และข้อมูลบันทึกข้อความ", "The agency, the year, the period and the memo"
        ),
        Words("ผู้รับผิดชอบ ITA ของหน่วยงาน", "The agency's ITA officer"),
    ),
    "measures": (
        Words(
            "หนึ่งแถวต่อหนึ่งมาตรการ: มาตรการ สรุปผลการดำเนินการ ผลลัพธ์ และหลักฐาน",
            "One row a measure: the measure, what was done, the outcome and the evidence",
        ),
        Words("หน่วยงานที่รับผิดชอบแต่ละข้อ", "The unit responsible for each"),
    ),
    "weak_points": (
        Words("จุดอ่อนที่การวิเคราะห์ผล ITA ปีก่อนระบุ ข้อละหนึ่งแถว", "Weak points named by last year's analysis"),
        Words("ผู้รับผิดชอบ ITA ของหน่วยงาน", "The agency's ITA officer"),
    ),
    "scores": (
        Words("คะแนน ITA 10 ตัวชี้วัด ปีก่อนและปีที่รายงาน", "The ten ITA scores, last year and this year"),
        Words("ผู้รับผิดชอบ ITA ของหน่วยงาน", "The agency's ITA officer"),
    ),
    "waivers": (
        Words(
            "ข้อที่ตรวจพบซึ่งหน่วยงานดูแล้วขอยกเว้น พร้อมเหตุผล ถ้าไม่มีเว้นว่าง",
            "Findings the office has looked at and waives, with the reason; blank if none",
        ),
        Words("ผู้รับผิดชอบ ITA ของหน่วยงาน", "The agency's ITA officer"),
    ),
    "source": (
        Words(
            "ข้อความนอกตารางจากรายงานเดิม เก็บไว้ให้ตรวจทาน",
            "Text outside the table of the old report, for review",
        ),
        Words("ไม่ต้องกรอก", "Nobody"),
    ),
}
LISTS_LINE = (
    Words("ตัวเลือกของช่องที่เลือกจากรายการ มีไว้ให้ดู", "The choices of the drop-downs, to look at"),
    Words("ไม่ต้องกรอก", "Nobody"),
)

BANDS_SECTION = Words("คำและสีเหนือหัวตาราง", "Words and colours above the headers")
# By `schema.Need`; these words stand on the tables and the form, and a reader knows them.
NEED_WORDS: dict[str, Words] = {
    "required": Words("ต้องกรอก", "Required"),
    "expected": Words("ควรกรอก", "Expected"),
    "optional": Words("ถ้ามี", "If any"),
    "given": Words("เครื่องมือเติมให้", "Filled for you"),
}
NEED_LINES: dict[str, Words] = {
    "required": Words(
        "กรอกให้ครบทุกแถว ถ้าว่างรายงานจะไม่สมบูรณ์", "Fill in every row; the report is incomplete without it."
    ),
    "expected": Words("ผู้ตรวจมักมองหา กรอกเท่าที่ทราบ", "Assessors look for it; fill in what is known."),
    "optional": Words("กรอกเมื่อมีข้อมูล เว้นว่างได้", "May be left blank."),
    "given": Words("ไม่ต้องกรอกและไม่ต้องแก้", "Leave it as it is."),
}
HATCHED = Words("ช่องลายขีด", "A hatched cell")
HATCHED_LINE = Words(
    "ช่องที่ต้องกรอกแต่ยังว่าง ลายเข้มคือแจ้งว่าแล้วเสร็จแต่ยังไม่มีผลลัพธ์",
    "Required and still blank; darker where the status says done but no outcome stands.",
)
COPIED = Words("ตัวเอนสีน้ำตาล", "Brown italics")
COPIED_LINE = Words(
    "ช่องผลลัพธ์ซ้ำกับช่องสรุปผลการดำเนินการ โปรดเขียนสิ่งที่เกิดขึ้นจริง",
    "The outcome repeats the summary: write what came of it.",
)

RESULT_SECTION = Words("อะไรนับเป็น “ผลลัพธ์”", "What counts as an outcome")
RESULT_RULE = Words(
    "ผลลัพธ์คือสิ่งที่เกิดขึ้นจากการทำ ตรวจสอบได้ด้วยจำนวน วันที่ สถานที่ การเปลี่ยนแปลงก่อน-หลัง หรือลิงก์และเลขที่หนังสือ "
    "ไม่ใช่สิ่งที่จะทำ ควรทำ หรือมอบหมายให้ทำ และไม่คัดลอกจากช่องสรุปผล "
    "ถ้าไม่มีเหตุเกิดขึ้นให้เขียนตรงๆ เช่น “ไม่มีเรื่องร้องเรียน”",
    "An outcome is what came of the deed and can be checked: figures, dates, places, before and after, "
    "a link or a document number. It is not what will or should be done, or who was told to, and no copy "
    "of the summary. Where nothing happened say so, such as “no complaints”.",
)
EXAMPLE_HEADS = (Words("ช่อง", "Column"), Words("ตัวอย่าง", "Example"), Words("เพราะ", "Because"))


@dataclass(frozen=True, slots=True)
class Example:
    """An outcome as it may be written, and why it counts or does not."""

    text: Words
    why: Words


EXAMPLE_MEASURE = Words(
    "จัดทำคู่มือขั้นตอนการให้บริการและติดประกาศระยะเวลา", "A guide to services with posted time limits"
)
EXAMPLE_ACTION = Words(
    "กองคลังจัดทำคู่มือการชำระภาษี และติดประกาศระยะเวลาให้บริการที่เคาน์เตอร์และเว็บไซต์ เมื่อ 12 ธันวาคม 2566",
    "The Finance Division wrote a guide to paying tax and posted the time limits on 12 December 2023.",
)
BAD = Words("ไม่นับเป็นผลลัพธ์", "Does not count")
BAD_EXAMPLE = Example(
    Words("เจ้าหน้าที่ควรให้บริการประชาชนตามคู่มืออย่างเคร่งครัด", "Staff should follow the guide strictly."),
    Words("เป็นคำแนะนำ (ควร) ไม่มีจำนวน วันที่ หรือหลักฐาน", "Advice (should), without figure, date or evidence."),
)
GOOD = Words("นับเป็นผลลัพธ์", "Counts")
GOOD_EXAMPLE = Example(
    Words(
        "เวลาชำระภาษีเฉลี่ยลดจาก 25 นาที เหลือ 12 นาทีต่อราย ผู้ใช้บริการ 318 รายพึงพอใจร้อยละ 94 "
        "(แบบสำรวจ ม.ค.-ก.ย. 2567)",
        "Paying tax took 12 minutes instead of 25; 94 % of 318 people were content "
        "(survey, January to September).",
    ),
    Words("มีก่อน-หลัง จำนวน ช่วงเวลา และที่มาให้ตรวจสอบ", "Before and after, figures, a period and a source."),
)

RETURN_SECTION = Words("วิธีกรอกและส่งกลับ", "Filling it in and sending it back")
STEPS = (
    Words(
        "เริ่มที่แผ่นงานหน่วยงาน แล้วกรอกแผ่นงานมาตรการทีละแถว กดที่ช่องจะมีคำอธิบายขึ้นมา ไม่ต้องเว้นแถวว่าง",
        "Begin with the agency, then the measures row by row. Click a cell for its explanation. "
        "Leave no blank rows.",
    ),
    Words(
        "อย่าลบหรือเปลี่ยนชื่อหัวตาราง และอย่าลบแถวหรือคอลัมน์ที่ซ่อนไว้ เพิ่มคอลัมน์ของหน่วยงานเองได้ทางขวาสุด",
        "Keep the headers and the hidden row and column. Columns of your own may go to the far right.",
    ),
    Words(
        "ขึ้นบรรทัดใหม่ในช่องเดียวกันกด Alt+Enter วันที่พิมพ์ได้ตามปกติ เช่น 15 ธ.ค. 2566 เลขไทยหรือเลขอารบิกก็ได้",
        "Alt+Enter begins a new line in a cell. Dates as usual, in Thai or Arabic digits.",
    ),
    Words(
        "ดูบรรทัดสรุปบนแผ่นงานมาตรการ เมื่อไม่มีข้อที่ยังว่างหรือซ้ำแล้ว บันทึกเป็น .xlsx แล้วส่งกลับผู้รับผิดชอบ ITA ทางอีเมล",
        "When the line above the measures counts nothing blank or copied, save as .xlsx and mail it back.",
    ),
)

# --- cover of a workbook that was rolled forward -----------------------------------------------------------

ROLLED_SECTION = Words("ข้อที่ยกมาจากปีก่อน", "Measures carried over from last year")
ROLLED_RULE = Words(
    "คอลัมน์สีเทาข้างช่องผลลัพธ์คือผลลัพธ์ ผลประเมิน และรหัสข้อของปีก่อน มีไว้ดูเทียบ ไม่ต้องกรอก ผลของปีนี้เขียนในช่องผลลัพธ์ "
    "และไม่คัดลอกของปีก่อนมา ทุกข้อตั้งไว้ว่า “คงเดิม” ถ้าไม่ใช่ให้เลือกใหม่ในช่อง “เทียบกับปีก่อน” ดังนี้",
    "The grey columns beside the outcome hold last year's outcome, verdict and id, to look at. Write this "
    "year's outcome in its own column and do not copy last year's. Every measure is set to “Unchanged”; "
    "choose another under “Against last year” where it is not:",
)
# By the key of `schema.RELATIONS`: what to do in the table; an unchanged measure needs nothing done.
RELATION_LINES: dict[str, Words] = {
    "reworded": Words(
        "ทำต่อแต่เปลี่ยนถ้อยคำ แก้ในช่องมาตรการได้เลย รหัสข้อคงไว้",
        "It goes on in other words: change the measure, leave its id.",
    ),
    "split": Words(
        "คัดลอกแถวให้ครบจำนวนข้อที่แยก แถวที่คัดลอกมาให้ลบ “รหัสข้อ” แต่คง “รหัสข้อปีก่อน” ไว้",
        "Copy the row for each part; clear the id of the copies, but keep last year's id.",
    ),
    "merged": Words(
        "เหลือไว้แถวเดียว พิมพ์รหัสของทุกข้อที่รวมกันในช่อง “รหัสข้อปีก่อน” คั่นด้วยจุลภาค แล้วลบแถวอื่น",
        "Keep one row with the ids of all under “Last year's id”, commas between, and delete the others.",
    ),
    "ended": Words("เลิกทำแล้ว เลือกคำนี้แล้วปล่อยแถวไว้ ไม่ต้องกรอกช่องอื่น", "It stops: choose this and leave the row."),
    "new": Words(
        "ข้อที่ปีก่อนไม่มี เขียนในแถวว่างถัดไป ไม่ต้องใส่รหัสข้อ", "Not there last year: in the next free row, without id."
    ),
}

# --- tables -----------------------------------------------------------------------------------------------

PAGE_TITLE = Words("แบบรายงานมาตรการ ITA ปีงบประมาณ {year}", "ITA measures report, fiscal year {year}")

# The line above the measures. Numbers stand between the parts; the whole is a formula.
NO_MEASURES = Words("ปีงบประมาณ {year}  |  ยังไม่มีมาตรการในตารางนี้", "Fiscal year {year}  |  no measures yet")
LIVE_PARTS = (
    Words("ปีงบประมาณ {year}  |  มาตรการ ", "Fiscal year {year}  |  measures: "),
    Words(" ข้อ  |  ยังไม่มีผลลัพธ์ ", "  |  without an outcome: "),
    Words(" ข้อ (แจ้งว่าแล้วเสร็จแล้ว ", " (said to be done: "),
    Words(" ข้อ)  |  ผลลัพธ์ซ้ำกับสรุปผล ", ")  |  outcome copied from the summary: "),
    Words(" ข้อ", ""),
)
TOTAL_LABEL = Words("คะแนนรวม ITA (คำนวณให้)", "ITA total (computed)")
TOTAL_MISSING = Words("ยังกรอกไม่ครบ", "Not all filled")

CHOOSE_REFUSED_TITLE = Words("ไม่อยู่ในรายการ", "Not on the list")
CHOOSE_REFUSED = Words("โปรดเลือกจากรายการที่ให้ไว้ กดลูกศรท้ายช่อง", "Please choose from the list.")
CHOOSE_REMARK = Words(
    "ชื่อนี้ไม่อยู่ในรายการ ถ้าสะกดถูกต้องแล้วกด “ใช่” เพื่อใช้ชื่อนี้",
    "Not on the list. If it is spelled right, answer Yes.",
)
COPIED_TITLE = Words("ผลลัพธ์ซ้ำกับสรุปผล", "Outcome repeats the summary")
COPIED_REMARK = Words(
    "ข้อความนี้เหมือนกับช่องสรุปผลการดำเนินการ โปรดเขียนสิ่งที่เกิดขึ้นจากการทำ เช่น จำนวน วันที่ หรือหลักฐาน "
    "กด “ไม่” เพื่อแก้ไข หรือ “ใช่” เพื่อคงไว้ก่อน",
    "This text equals the summary. Please write what came of it: figures, dates or evidence.",
)

# --- lists ------------------------------------------------------------------------------------------------

LISTS_TITLE = Words("รายการให้เลือก", "Lists of choices")
LISTS_HINT = Words(
    "แผ่นงานนี้ใช้กับช่องที่เลือกจากรายการ โปรดอย่าแก้รายการเดิม",
    "The drop-downs rest on this sheet; please leave the items as they are.",
)
LISTS_OWN = Words(
    "หน่วยงานของท่านที่ไม่มีในรายการ พิมพ์ชื่อลงในช่องของมาตรการได้เลย",
    "A unit of yours that is not on the list may be typed into the measure's cell as it is.",
)

# --- what last year's scores ask for ----------------------------------------------------------------------

LOW_SCORE = Words(
    "{indicator} ได้ {score} คะแนน (เกณฑ์ {mark})", "{indicator}: {score} points (the pass mark is {mark})"
)
ANSWERED_BY = Words("มีมาตรการ ข้อ {numbers}", "Answered by measure no. {numbers}")
NOT_ANSWERED = Words(
    "ยังไม่มีมาตรการของตัวชี้วัดนี้ ตัวอย่างที่ทำได้: {idea}", "No measure has this indicator yet; one could be: {idea}"
)
# One thing that a small office can do for each indicator, by its number.
IDEAS: dict[int, Words] = {
    1: Words(
        "ติดประกาศขั้นตอนและเวลาให้บริการของทุกงานไว้ที่เคาน์เตอร์ และจดเวลาที่ใช้จริงทุกเดือน",
        "post the steps and time of every service at the counter, and note the time taken each month",
    ),
    2: Words(
        "เผยแพร่แผนการใช้จ่ายงบประมาณรายไตรมาสบนเว็บไซต์และในที่ประชุมหมู่บ้าน",
        "publish each quarter's spending plan on the website and in village meetings",
    ),
    3: Words(
        "แจ้งหลักเกณฑ์มอบหมายงานและประเมินผลงานให้บุคลากรทุกคนทราบก่อนใช้ พร้อมช่องทางทักท้วง",
        "tell all staff how work is assigned and appraised before it applies, with a way to object",
    ),
    4: Words(
        "ใช้แบบขอยืมทรัพย์สินของราชการแบบเดียวกันทุกกอง และตรวจนับตามทะเบียนคุมทุกเดือน",
        "use one form for borrowing assets in every division, and count them against a register monthly",
    ),
    5: Words(
        "แจ้งช่องทางร้องเรียนการทุจริตที่ปกปิดชื่อผู้แจ้งแก่บุคลากรทุกคน และรายงานผลการจัดการทุกไตรมาส",
        "show all staff a confidential channel for complaints, and report each quarter how they were handled",
    ),
    6: Words(
        "ให้ผู้รับบริการประเมินสั้น ๆ หลังรับบริการทุกครั้ง และนำข้อติดขัดเข้าที่ประชุมหัวหน้าส่วนราชการทุกเดือน",
        "let people rate each service briefly, and take what hinders them to the monthly meeting of heads",
    ),
    7: Words(
        "รวมข้อมูลบริการและช่องทางถาม-ตอบไว้หน้าแรกของเว็บไซต์ และตอบทุกคำถามภายใน 3 วันทำการ",
        "put services and questions on the website's first page, and answer within 3 working days",
    ),
    8: Words(
        "เปิดให้ยื่นคำขอทางออนไลน์อย่างน้อยหนึ่งงาน และเชิญผู้แทนหมู่บ้านร่วมเสนอการปรับปรุงปีละสองครั้ง",
        "take requests for at least one service online, and ask the villages for proposals twice a year",
    ),
    9: Words(
        "ตั้งผู้รับผิดชอบข้อมูลสาธารณะทีละข้อ และตรวจว่าลิงก์เปิดได้และเป็นปัจจุบันทุกเดือน",
        "name who answers for each public item, and check monthly that links open and are current",
    ),
    10: Words(
        "ประเมินความเสี่ยงการทุจริตของงานจัดซื้อจัดจ้างและงานอนุญาต แล้วเผยแพร่แผนป้องกันพร้อมผลทุกหกเดือน",
        "assess corruption risks in procurement and permits, and publish plan and results twice a year",
    ),
}
