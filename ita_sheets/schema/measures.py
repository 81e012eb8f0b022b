"""The table of measures: the three official columns, and what an assessor and the next year need beside."""

from __future__ import annotations

from dataclasses import replace

from ita_sheets.schema.declarations import Column, Kind, Need, Sheet
from ita_sheets.schema.ita import INDICATOR_CHOICES
from ita_sheets.schema.lists import RELATIONS, STATUSES, UNITS
from ita_sheets.texts import Words

MEASURE_ID = Column(
    "id",
    Words("รหัสข้อ", "Id"),
    Need.GIVEN,
    width=10,
    prompt=Words(
        "เครื่องมือเติมให้ ไม่ต้องกรอก รหัสนี้ตามมาตรการเดิมข้ามปี",
        "Filled by the toolkit; it follows a measure across years.",
    ),
)
NUMBER = Column(
    "number",
    Words("ข้อ", "No."),
    Need.EXPECTED,
    width=6,
    prompt=Words("ลำดับข้อตามรายงาน เช่น 1", "The number in the report, such as 1."),
    aliases=("ที่", "ลำดับ", "ลำดับที่", "ข้อที่"),
)
INDICATOR = Column(
    "indicator",
    Words("ตัวชี้วัด ITA", "ITA indicator"),
    Need.REQUIRED,
    Kind.INDICATOR,
    width=20,
    prompt=Words(
        "เลือกตัวชี้วัดที่มาตรการนี้มุ่งแก้ไข (1-10)", "Choose the indicator this measure is meant to raise (1-10)."
    ),
    aliases=("ตัวชี้วัดITA", "ตัวชี้วัดการประเมิน", "ตัวชี้วัดที่เกี่ยวข้อง", "ตัวชี้วัดตามการประเมิน"),
    choices=INDICATOR_CHOICES,
)
MEASURE = Column(
    "measure",
    Words("มาตรการ/กิจกรรม", "Measure / activity"),
    Need.REQUIRED,
    width=38,
    prompt=Words(
        "สิ่งที่หน่วยงานกำหนดว่าจะทำ เขียนเป็นการกระทำ ไม่ใช่ข้อคำถามแบบสำรวจ",
        "What the office set out to do: a deed, not a survey question.",
    ),
    aliases=(
        "โครงการ/กิจกรรม/มาตรการ",
        "โครงการ/กิจกรรม",
        "มาตรการ",
        "ประเด็น",
        "มาตรการ/โครงการ/กิจกรรม",
        "กิจกรรม",
    ),
)
ACTION = Column(
    "action",
    Words("สรุปผลการดำเนินการตามมาตรการ/กิจกรรม", "Summary of what was done"),
    Need.REQUIRED,
    width=46,
    prompt=Words(
        "ได้ทำอะไรไปแล้ว เมื่อไร ที่ไหน อย่างไร ไม่ใช่สิ่งที่ควรทำหรือมอบหมายให้ทำ",
        "What was done, when, where and how; not what should be done or who was told to.",
    ),
    aliases=(
        "สรุปผลการดำเนินการ",
        "สรุปผลการดำเนินงาน",
        "รายงานผลการดำเนินการ",
        "รายงานผลการดำเนินงาน",
        "ขั้นตอน/วิธีการปฏิบัติ",
        "วิธีการดำเนินการ",
        "การดำเนินการ",
        "ผลการดำเนินการตามมาตรการ",
    ),
)
OUTCOME = Column(
    "outcome",
    Words("ผลลัพธ์/ความสำเร็จของการดำเนินการ", "Outcome / success"),
    Need.REQUIRED,
    width=46,
    prompt=Words(
        "สิ่งที่เกิดขึ้นจากการทำ: จำนวน วันที่ สถานที่ ก่อน-หลัง หรือลิงก์หลักฐาน อย่าคัดลอกจากช่องสรุปผล",
        "What came of it: figures, dates, places, before and after, a link. Do not copy the summary.",
    ),
    aliases=(
        "ผลลัพธ์",
        "ผลการดำเนินการ",
        "ผลลัพธ์/ความสำเร็จ",
        "ผลสำเร็จ",
        "ผลสัมฤทธิ์",
        "ผลลัพธ์ของการดำเนินการ",
        "ความสำเร็จ",
        "ผลที่ได้รับ",
        "ผลที่เกิดขึ้น",
    ),
)
PREVIOUS_OUTCOME = Column(
    "previous_outcome",
    Words("ผลลัพธ์ปีก่อน", "Last year's outcome"),
    Need.GIVEN,
    width=34,
    prompt=Words("เครื่องมือเติมให้ไว้ดูเทียบ ไม่ต้องกรอก", "Filled by the toolkit for comparison."),
)
PREVIOUS_VERDICT = Column(
    "previous_verdict",
    Words("ผลประเมินปีก่อน", "Last year's verdict"),
    Need.GIVEN,
    width=16,
    prompt=Words("เครื่องมือเติมให้ ไม่ต้องกรอก", "Filled by the toolkit."),
)
PREVIOUS_ID = Column(
    "previous_id",
    Words("รหัสข้อปีก่อน", "Last year's id"),
    Need.GIVEN,
    width=11,
    prompt=Words(
        "เครื่องมือเติมให้ ถ้ารวมหลายข้อเป็นข้อเดียว พิมพ์รหัสทุกข้อ คั่นด้วยจุลภาค",
        "Filled by the toolkit; where several became one, give all their ids with commas between.",
    ),
)
RELATION = Column(
    "relation",
    Words("เทียบกับปีก่อน", "Against last year"),
    Need.OPTIONAL,
    Kind.CHOICE,
    width=14,
    prompt=Words(
        "ข้อนี้เป็นอย่างไรเมื่อเทียบกับปีก่อน ถ้าเลิกทำแล้วเลือก ยกเลิก",
        "What became of the measure; choose Ended if it stops.",
    ),
    choices=RELATIONS,
)
UNIT = Column(
    "unit",
    Words("หน่วยงานที่รับผิดชอบ", "Responsible unit"),
    Need.EXPECTED,
    Kind.CHOICE,
    width=20,
    prompt=Words("เลือกจากรายการ หรือพิมพ์ชื่อหน่วยงานอื่นได้", "Choose from the list, or type another unit."),
    aliases=(
        "ผู้รับผิดชอบ",
        "ฝ่ายงานที่รับผิดชอบ",
        "หน่วยงานผู้รับผิดชอบ",
        "หน่วยงานรับผิดชอบ",
        "ส่วนราชการที่รับผิดชอบ",
        "กองที่รับผิดชอบ",
        "สำนัก/กองที่รับผิดชอบ",
    ),
    choices=UNITS,
)
STEPS = Column(
    "steps",
    Words("ขั้นตอนการดำเนินงาน", "Steps"),
    Need.EXPECTED,
    width=34,
    prompt=Words(
        "ขั้นตอนหลักตามแผน เรียงเป็นข้อได้ในช่องเดียว", "The main steps of the plan; several in one cell are fine."
    ),
    aliases=(
        "ขั้นตอน",
        "ขั้นตอน/วิธีการปฏิบัติ",
        "วิธีการดำเนินการ",
        "วิธีการ",
        "วิธีดำเนินการ",
        "วิธีดำเนินงาน",
        "วิธีปฏิบัติ",
        "แนวทางการดำเนินการ",
        "แนวทางการดำเนินงาน",
        "แนวทางดำเนินการ",
        "แนวทางการปฏิบัติ",
        "แนวทางปฏิบัติ",
    ),
)
START = Column(
    "start",
    Words("วันที่เริ่ม", "Start"),
    Need.EXPECTED,
    Kind.DATE,
    width=14,
    prompt=Words("เช่น 1 ต.ค. 2566 หรือ ไตรมาส 1", "Such as 1 ต.ค. 2566 or ไตรมาส 1."),
    aliases=(
        "วันเริ่มต้น",
        "เริ่ม",
        "ระยะเวลาเริ่มต้น",
        "ระยะเวลา",
        "ระยะเวลาดำเนินการ",
        "ช่วงเวลา",
        "ช่วงเวลาดำเนินการ",
        "กำหนดเวลา",
        "กำหนดการ",
        "ห้วงเวลา",
        "วัน/เดือน/ปี",
    ),
)
END = Column(
    "end",
    Words("วันที่สิ้นสุด", "End"),
    Need.EXPECTED,
    Kind.DATE,
    width=14,
    prompt=Words("เช่น 30 ก.ย. 2567 หรือ ไตรมาส 4", "Such as 30 ก.ย. 2567 or ไตรมาส 4."),
    aliases=("วันสิ้นสุด", "สิ้นสุด", "ระยะเวลาสิ้นสุด"),
)
STATUS = Column(
    "status",
    Words("สถานะการดำเนินงาน", "Status"),
    Need.EXPECTED,
    Kind.CHOICE,
    width=18,
    prompt=Words("เลือกจากรายการ", "Choose from the list."),
    aliases=("สถานะ", "สถานะการดำเนินการ"),
    choices=STATUSES,
)
TARGET = Column(
    "target",
    Words("เป้าหมาย", "Target"),
    Need.OPTIONAL,
    width=20,
    prompt=Words("ค่าที่ตั้งไว้พร้อมหน่วย เช่น 40 คน", "The value aimed at with its unit, such as 40 people."),
    aliases=("ค่าเป้าหมาย", "ตัวชี้วัด", "ตัวชี้วัด/เป้าหมาย", "ผลที่คาดว่าจะได้รับ"),
)
ACHIEVED = Column(
    "achieved",
    Words("ผลที่ทำได้", "Achieved"),
    Need.OPTIONAL,
    width=20,
    prompt=Words("ค่าที่ทำได้จริงพร้อมหน่วย เช่น 56 คน", "The value reached with its unit, such as 56 people."),
    aliases=("ค่าที่ทำได้", "ผลตามตัวชี้วัด"),
)
BUDGET = Column(
    "budget",
    Words("งบประมาณ (บาท)", "Budget (baht)"),
    Need.EXPECTED,
    Kind.AMOUNT,
    width=15,
    prompt=Words("ตัวเลขเป็นบาท หรือพิมพ์ว่า ไม่ใช้งบประมาณ", "Baht, or the words ไม่ใช้งบประมาณ."),
    aliases=("งบประมาณ", "งบประมาณที่ตั้งไว้"),
)
SPENT = Column(
    "spent",
    Words("ใช้จริง (บาท)", "Spent (baht)"),
    Need.OPTIONAL,
    Kind.AMOUNT,
    width=15,
    prompt=Words("ตัวเลขเป็นบาท หรือพิมพ์ว่า ไม่ใช้งบประมาณ", "Baht, or the words ไม่ใช้งบประมาณ."),
    aliases=("งบประมาณที่ใช้", "งบประมาณที่ใช้จริง", "ผลการใช้จ่ายงบประมาณ"),
)
EVIDENCE = Column(
    "evidence",
    Words("หลักฐาน/เอกสารอ้างอิง", "Evidence"),
    Need.EXPECTED,
    width=30,
    prompt=Words("ลิงก์ เลขที่หนังสือ หรือชื่อเอกสาร", "A link, a document number or title."),
    aliases=("หลักฐาน", "เอกสารอ้างอิง", "URL", "ลิงก์", "เอกสารหลักฐาน", "เอกสารประกอบ", "เอกสารแนบ"),
)
PROBLEMS = Column(
    "problems",
    Words("ปัญหา/อุปสรรค", "Problems"),
    Need.OPTIONAL,
    width=26,
    prompt=Words("ถ้าไม่มีให้พิมพ์ว่า ไม่มีปัญหาอุปสรรค", "If none, type ไม่มีปัญหาอุปสรรค."),
    aliases=("ปัญหาและอุปสรรค", "ปัญหาอุปสรรค", "ปัญหา", "อุปสรรค"),
)
SUGGESTIONS = Column(
    "suggestions",
    Words("ข้อเสนอแนะ", "Suggestions"),
    Need.OPTIONAL,
    width=26,
    prompt=Words("สิ่งที่ควรทำต่อในปีหน้า", "What should follow next year."),
    aliases=("แนวทางแก้ไข", "แนวทางการแก้ไขปัญหา"),
)
NOTE = Column(
    "note",
    Words("หมายเหตุ", "Note"),
    Need.OPTIONAL,
    width=22,
    prompt=Words("ข้อความอื่นที่อยากบอก", "Anything else."),
)


def _beside_outcome(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns with last year's behind the outcome."""
    others = tuple(column for column in columns if column not in ROLLED_COLUMNS)
    behind = others.index(OUTCOME) + 1
    return others[:behind] + ROLLED_COLUMNS + others[behind:]


OFFICIAL_COLUMNS = (MEASURE, ACTION, OUTCOME)  # the report's three columns, in print order
MEASURES = Sheet(
    "measures",
    Words("มาตรการ", "Measures"),
    Words("มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน", "Measures for integrity and transparency"),
    Words(
        "หนึ่งแถวต่อหนึ่งมาตรการ กรอกช่อง “ต้องกรอก” ให้ครบก่อน", "One row a measure; fill the required columns first."
    ),
    (
        MEASURE_ID,
        NUMBER,
        INDICATOR,
        MEASURE,
        ACTION,
        OUTCOME,
        UNIT,
        STEPS,
        START,
        END,
        STATUS,
        TARGET,
        ACHIEVED,
        BUDGET,
        SPENT,
        EVIDENCE,
        PROBLEMS,
        SUGGESTIONS,
        NOTE,
        PREVIOUS_ID,
        PREVIOUS_OUTCOME,
        PREVIOUS_VERDICT,
        RELATION,
    ),
    core=OFFICIAL_COLUMNS,
)
# What a rolled-forward table shows beside each outcome; elsewhere these stand last, out of sight.
ROLLED_COLUMNS = (PREVIOUS_OUTCOME, PREVIOUS_VERDICT, PREVIOUS_ID, RELATION)
ROLLED_MEASURES = replace(MEASURES, columns=_beside_outcome(MEASURES.columns))
# One value may stand for several rows in these (a merged cell is filled down); nowhere else.
GROUPING_COLUMNS = (INDICATOR, MEASURE, UNIT, START, END, STATUS)
