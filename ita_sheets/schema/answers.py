"""Where a written comparison takes a person's answers back: the proposals, and the answers given so far."""

from __future__ import annotations

from ita_sheets.schema.declarations import Choice, Choices, Column, Kind, Need, Sheet
from ita_sheets.texts import Words

YES = Choice("yes", Words("ใช่", "Yes"))
NO = Choice("no", Words("ไม่ใช่", "No"))
OTHER = Choice("other", Words("จับคู่กับข้ออื่น", "Another measure"), ("ข้ออื่น",))
REPLIES = Choices("replies", Words("คำตอบ", "Answer"), (YES, NO, OTHER))

# The two years, the two wordings' fingerprints, and what stood as the answer when the row was written: the
# next run tells by it what a person has put there since. Hidden but for the years.
ANSWER_YEARS = Column("years", Words("ปีที่เทียบ", "Years"), Need.GIVEN, width=13)
ANSWER_EARLIER = Column("earlier", Words("ข้อความปีก่อน (รหัส)", "Earlier wording (key)"), Need.GIVEN)
ANSWER_LATER = Column("later", Words("ข้อความปีหลัง (รหัส)", "Later wording (key)"), Need.GIVEN)
ANSWER_SHOWN = Column("shown", Words("คำตอบที่แสดงไว้ (รหัส)", "Answer as shown (key)"), Need.GIVEN)
ANSWER_REPLY = Column(
    "reply",
    Words("คำตอบ", "Answer"),
    Need.OPTIONAL,
    Kind.CHOICE,
    width=16,
    prompt=Words(
        "ข้อปีก่อนและข้อปีนี้คือมาตรการเดียวกันหรือไม่ ถ้าเป็นข้ออื่น พิมพ์ข้อนั้นในช่องถัดไป",
        "Are the two the same measure? If it is another, name that one in the next cell.",
    ),
    choices=REPLIES,
)
ANSWER_OTHER = Column(
    "other",
    Words("ข้อที่ตรงกัน", "The measure meant"),
    Need.OPTIONAL,
    width=14,
    prompt=Words(
        "ข้อหรือรหัสของอีกปีหนึ่ง เช่น 5 หรือ 2567-05", "Number or id in the other year, such as 5 or 2567-05."
    ),
)
ANSWER_EARLIER_TEXT = Column(
    "earlier_text", Words("มาตรการปีก่อน", "Measure, earlier year"), Need.GIVEN, width=48
)
ANSWER_LATER_TEXT = Column("later_text", Words("มาตรการปีหลัง", "Measure, later year"), Need.GIVEN, width=48)

YEAR_OVER_YEAR = Sheet(
    "compared",
    Words("เทียบรายปี", "Year over year"),
    Words("มาตรการเทียบกับปีก่อน", "Measures against the year before"),
    Words(
        "ตอบในช่อง “คำตอบ” แล้วสั่ง convert หรือ compare อีกครั้งพร้อมไฟล์นี้ คำตอบจะถูกใช้ต่อ",
        "Answer under “Answer” and run convert or compare again with this file; it obeys.",
    ),
    (ANSWER_YEARS, ANSWER_EARLIER, ANSWER_LATER, ANSWER_SHOWN, ANSWER_REPLY, ANSWER_OTHER),
    core=(ANSWER_REPLY, ANSWER_OTHER),
)
ANSWERS = Sheet(
    "answers",
    Words("คำตอบ", "Answers"),
    Words("คำตอบที่ให้ไว้ว่ามาตรการใดเป็นข้อเดียวกัน", "Answers given: which measures are the same"),
    Words(
        "แก้คำตอบได้ที่นี่ คำตอบจะใช้ต่อจนกว่าข้อความจะเปลี่ยน",
        "They hold until a text changes, and may be changed here.",
    ),
    (
        ANSWER_YEARS,
        ANSWER_EARLIER_TEXT,
        ANSWER_LATER_TEXT,
        ANSWER_REPLY,
        ANSWER_OTHER,
        ANSWER_EARLIER,
        ANSWER_LATER,
    ),
    core=(ANSWER_REPLY, ANSWER_OTHER),
)
ANSWER_SHEETS = (YEAR_OVER_YEAR, ANSWERS)
