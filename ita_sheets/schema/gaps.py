"""Where a gap list takes answers: what a unit writes beside each outcome to mend, and its keys."""

from __future__ import annotations

from ita_sheets.schema.declarations import Choice, Choices, Column, Kind, Need, Sheet
from ita_sheets.schema.lists import UNITS
from ita_sheets.schema.measures import OUTCOME
from ita_sheets.texts import Words

TO_DO = Choice("to_do", Words("ยังไม่เริ่ม", "Not begun"))
DOING = Choice("doing", Words("กำลังแก้", "Under way"))
MENDED = Choice("mended", Words("แก้แล้ว", "Mended"))
GAP_STATUSES = Choices("gap_statuses", Words("สถานะการแก้", "Status"), (TO_DO, DOING, MENDED))

# Which measure a row is about, hidden: they stay with it when people sort or filter.
GAP_YEAR = Column("year", Words("ปีงบประมาณ", "Fiscal year"), Need.GIVEN)
GAP_ID = Column("id", Words("รหัสข้อ", "Id"), Need.GIVEN)
GAP_ROW = Column("row", Words("แถวที่", "Row"), Need.GIVEN)  # `Measure.row`, counted from 1
GAP_FILE = Column("file", Words("ชื่อไฟล์", "Source file"), Need.GIVEN)
GAP_CELL = Column("cell", Words("แผ่นงาน!ช่อง", "Sheet!cell"), Need.GIVEN)

GAP_RESULT = Column(
    "result",
    Words("ผลลัพธ์ที่เขียนใหม่", "New outcome"),
    Need.REQUIRED,
    width=40,
    prompt=OUTCOME.prompt,
)
GAP_WHO = Column(
    "who",
    Words("ผู้ดำเนินการ", "Who does it"),
    Need.OPTIONAL,
    Kind.CHOICE,
    width=14,
    prompt=Words(
        "เลือกหน่วยงาน หรือพิมพ์ตำแหน่ง ไม่ต้องใส่ชื่อบุคคล", "Choose a unit or type a position, not a person's name."
    ),
    choices=UNITS,
)
GAP_DUE = Column(
    "due",
    Words("กำหนดเสร็จ", "Due"),
    Need.OPTIONAL,
    Kind.DATE,
    width=11,
    prompt=Words("เช่น 15 ธ.ค. 2568", "Such as 15/12/2568."),
)
GAP_STATUS = Column(
    "status",
    Words("สถานะ", "Status"),
    Need.OPTIONAL,
    Kind.CHOICE,
    width=11,
    prompt=Words("เลือกจากรายการ", "Choose from the list."),
    choices=GAP_STATUSES,
)

GAP_KEYS = (GAP_YEAR, GAP_ID, GAP_ROW, GAP_FILE, GAP_CELL)
GAP_ANSWERS = (GAP_RESULT, GAP_WHO, GAP_DUE, GAP_STATUS)
GAP_LIST = Sheet(
    "gap_list",
    Words("ข้อที่ต้องแก้", "To mend"),
    Words("รายการผลลัพธ์ที่ต้องแก้", "Outcomes to mend"),
    Words(
        "เขียนในช่อง “ผลลัพธ์ที่เขียนใหม่” แล้วส่งไฟล์นี้กลับผู้รับผิดชอบ ITA",
        "Write under “New outcome” and send this file back to the ITA officer.",
    ),
    (*GAP_KEYS, *GAP_ANSWERS),
    core=(GAP_ID, GAP_RESULT),
)
