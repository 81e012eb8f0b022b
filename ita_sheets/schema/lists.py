"""Names and lists of local government: kinds of agency, units, statuses, nils."""

from __future__ import annotations

from ita_sheets.schema.declarations import Choice, Choices
from ita_sheets.texts import Words

AGENCY_KINDS_SHORT = {
    "องค์การบริหารส่วนตำบล": "อบต.",
    "องค์การบริหารส่วนจังหวัด": "อบจ.",
    "เทศบาลตำบล": "ทต.",
    "เทศบาลเมือง": "ทม.",
    "เทศบาลนคร": "ทน.",
}
AGENCY_KINDS = tuple(AGENCY_KINDS_SHORT)
# (as often misspelled, as the law spells it)
AGENCY_KINDS_MISSPELLED = (
    ("องค์กรบริหารส่วนตำบล", "องค์การบริหารส่วนตำบล"),
    ("องค์กรบริหารส่วนจังหวัด", "องค์การบริหารส่วนจังหวัด"),
    ("องค์การบริหารตำบล", "องค์การบริหารส่วนตำบล"),
)

NOT_STARTED = Choice("not_started", Words("ยังไม่ดำเนินการ", "Not started"), ("ยังไม่ได้ดำเนินการ", "ยังไม่เริ่ม"))
IN_PROGRESS = Choice(
    "in_progress", Words("อยู่ระหว่างดำเนินการ", "In progress"), ("กำลังดำเนินการ", "ระหว่างดำเนินการ")
)
DONE = Choice(
    "done",
    Words("ดำเนินการแล้วเสร็จ", "Done"),
    ("แล้วเสร็จ", "เสร็จสิ้น", "ดำเนินการแล้ว", "ดำเนินการเสร็จสิ้น", "เสร็จแล้ว", "ดำเนินการเรียบร้อยแล้ว"),
)
CANCELLED = Choice("cancelled", Words("ยกเลิก", "Cancelled"), ("ไม่ดำเนินการ",))
STATUSES = Choices(
    "statuses", Words("สถานะการดำเนินงาน", "Status"), (NOT_STARTED, IN_PROGRESS, DONE, CANCELLED)
)

KEPT = Choice("same", Words("คงเดิม", "Unchanged"))
REWORDED = Choice("reworded", Words("แก้ถ้อยคำ", "Reworded"))
SPLIT = Choice("split", Words("แยกข้อ", "Split"), ("แยกเป็นหลายข้อ",))
MERGED = Choice("merged", Words("รวมข้อ", "Merged"), ("รวมหลายข้อ",))
ENDED = Choice("ended", Words("ยกเลิก", "Ended"), ("ไม่ทำต่อ", "เลิก"))
NEW = Choice("new", Words("เพิ่มใหม่", "New"), ("ข้อใหม่",))
RELATIONS = Choices(
    "relations", Words("เทียบกับปีก่อน", "Against last year"), (KEPT, REWORDED, SPLIT, MERGED, ENDED, NEW)
)

UNITS = Choices(
    "units",
    Words("หน่วยงานที่รับผิดชอบ", "Responsible units"),
    (
        Choice(
            "permanent_secretary",
            Words("สำนักปลัด", "Office of the Permanent Secretary"),
            ("สำนักงานปลัด", "สนง.ปลัด"),
        ),
        Choice("finance", Words("กองคลัง", "Finance Division")),
        Choice("works", Words("กองช่าง", "Public Works Division")),
        Choice(
            "education",
            Words("กองการศึกษา ศาสนาและวัฒนธรรม", "Education, Religion and Culture Division"),
            ("กองการศึกษา",),
        ),
        Choice("welfare", Words("กองสวัสดิการสังคม", "Social Welfare Division")),
        Choice(
            "health",
            Words("กองสาธารณสุขและสิ่งแวดล้อม", "Public Health and Environment Division"),
            ("กองสาธารณสุข",),
        ),
        Choice("strategy", Words("กองยุทธศาสตร์และงบประมาณ", "Strategy and Budget Division"), ("กองยุทธศาสตร์",)),
        Choice("agriculture", Words("กองส่งเสริมการเกษตร", "Agricultural Extension Division")),
        Choice("waterworks", Words("กองการประปา", "Waterworks Division"), ("กองประปา",)),
        Choice("audit", Words("หน่วยตรวจสอบภายใน", "Internal Audit Unit")),
    ),
    open=True,
)

ITEM_WORDS = ("ข้อที่", "ข้อ", "ลำดับที่", "ลำดับ", "ที่")  # before a measure's number

NO_BUDGET = Choice(
    "none",
    Words("ไม่ใช้งบประมาณ", "No budget used"),
    ("ไม่มี", "ไม่ใช้งบ", "ไม่มีงบประมาณ", "ไม่มีค่าใช้จ่าย", "ไม่ได้ใช้งบประมาณ", "-"),
)
AMOUNT_ENDINGS = ("บาทถ้วน", "บาท", ".-", ",-", "-")  # behind a number of baht, taken off in this order
