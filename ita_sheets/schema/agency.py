"""The agency form, the weak points, the scores, and the text of an imported report."""

from __future__ import annotations

from ita_sheets.schema.declarations import Column, Kind, Need, Sheet
from ita_sheets.schema.ita import INDICATOR_CHOICES, LEVEL_CHOICES
from ita_sheets.texts import Words

AGENCY_NAME = Column(
    "name",
    Words("ชื่อหน่วยงาน", "Agency"),
    Need.REQUIRED,
    width=60,
    prompt=Words(
        "ชื่อเต็ม สะกดเหมือนกันทุกที่ เช่น องค์การบริหารส่วนตำบล...", "The full name, spelled alike everywhere."
    ),
    aliases=("หน่วยงาน", "ชื่อองค์กรปกครองส่วนท้องถิ่น"),
)
DISTRICT = Column("district", Words("อำเภอ", "District"), Need.OPTIONAL, width=60)
PROVINCE = Column("province", Words("จังหวัด", "Province"), Need.EXPECTED, width=60)
FISCAL_YEAR = Column(
    "fiscal_year",
    Words("ปีงบประมาณ (พ.ศ.)", "Fiscal year (B.E.)"),
    Need.REQUIRED,
    Kind.YEAR,
    width=60,
    prompt=Words("ปีที่รายงาน เช่น 2567", "The year reported on, such as 2567."),
    aliases=("ปีงบประมาณ", "ประจำปีงบประมาณ"),
)
BASIS_YEAR = Column(
    "basis_year",
    Words("มาตรการมาจากผล ITA ปีงบประมาณ", "Measures rest on the ITA result of"),
    Need.EXPECTED,
    Kind.YEAR,
    width=60,
    prompt=Words("ปีก่อนปีที่รายงานหนึ่งปี เช่น 2566", "The year before the one reported on, such as 2566."),
)
PERIOD_START = Column(
    "period_start",
    Words("รอบรายงาน ตั้งแต่วันที่", "Period from"),
    Need.EXPECTED,
    Kind.DATE,
    width=60,
    prompt=Words("วันแรกของรอบ เช่น 1 ตุลาคม 2566", "First day of the period, such as 1 ตุลาคม 2566."),
)
PERIOD_END = Column(
    "period_end",
    Words("รอบรายงาน ถึงวันที่", "Period to"),
    Need.EXPECTED,
    Kind.DATE,
    width=60,
    prompt=Words("วันสุดท้ายของรอบ เช่น 30 กันยายน 2567", "Last day of the period, such as 30 กันยายน 2567."),
)
DEPARTMENT = Column(
    "department",
    Words("ส่วนราชการเจ้าของเรื่อง", "Issuing unit"),
    Need.OPTIONAL,
    width=60,
    prompt=Words("ตามหัวบันทึกข้อความ", "As in the memo's head."),
    aliases=("ส่วนราชการ",),
)
MEMO_NUMBER = Column(
    "memo_number",
    Words("เลขที่หนังสือ", "Memo number"),
    Need.OPTIONAL,
    width=60,
    prompt=Words("ตามหัวบันทึกข้อความ", "As in the memo's head."),
)
REPORT_DATE = Column(
    "report_date",
    Words("วันที่รายงาน", "Date of the report"),
    Need.EXPECTED,
    Kind.DATE,
    width=60,
    prompt=Words("วันที่ในบันทึกข้อความ เช่น 15 ตุลาคม 2567", "The memo's date, such as 15 ตุลาคม 2567."),
)
SUBJECT = Column("subject", Words("เรื่อง", "Subject"), Need.OPTIONAL, width=60)
ADDRESSEE = Column(
    "addressee",
    Words("เรียน", "To"),
    Need.OPTIONAL,
    width=60,
    prompt=Words("ตำแหน่งผู้รับ ไม่ต้องใส่ชื่อบุคคล", "The addressee's position, without a name."),
)
REPORTER = Column(
    "reporter",
    Words("ตำแหน่งผู้รายงาน", "Reporter's position"),
    Need.OPTIONAL,
    width=60,
    prompt=Words("ตำแหน่งผู้ลงนามคนแรก ไม่ต้องใส่ชื่อบุคคล", "Position of the first signer, without a name."),
)
REVIEWER = Column(
    "reviewer",
    Words("ตำแหน่งผู้ให้ความเห็น", "Reviewer's position"),
    Need.OPTIONAL,
    width=60,
    prompt=Words("เช่น ปลัดองค์การบริหารส่วนตำบล", "Such as the permanent secretary."),
)
EXECUTIVE = Column(
    "executive",
    Words("ตำแหน่งผู้บริหารสูงสุด", "Chief executive's position"),
    Need.OPTIONAL,
    width=60,
    prompt=Words("เช่น นายกองค์การบริหารส่วนตำบล", "Such as the mayor."),
)
ANNOUNCED_TOTAL = Column(
    "announced_total",
    Words("คะแนน ITA รวมที่ประกาศ", "Announced ITA total"),
    Need.OPTIONAL,
    Kind.SCORE,
    width=60,
    prompt=Words("คะแนนรวมของปีที่รายงาน ถ้าประกาศแล้ว", "The total of the year reported on, if announced."),
)
ANNOUNCED_LEVEL = Column(
    "announced_level",
    Words("ระดับ ITA ที่ประกาศ", "Announced ITA level"),
    Need.OPTIONAL,
    Kind.CHOICE,
    width=60,
    prompt=Words("ระดับของปีที่รายงาน ถ้าประกาศแล้ว", "The level of the year reported on, if announced."),
    choices=LEVEL_CHOICES,
)

AGENCY = Sheet(
    "agency",
    Words("หน่วยงาน", "Agency"),
    Words("หน่วยงานและหนังสือรายงาน", "The agency and its memo"),
    Words("กรอกในช่องขาวด้านขวาของแต่ละหัวข้อ", "Fill the white cell right of each label."),
    (
        AGENCY_NAME,
        DISTRICT,
        PROVINCE,
        FISCAL_YEAR,
        BASIS_YEAR,
        PERIOD_START,
        PERIOD_END,
        DEPARTMENT,
        MEMO_NUMBER,
        REPORT_DATE,
        SUBJECT,
        ADDRESSEE,
        REPORTER,
        REVIEWER,
        EXECUTIVE,
        ANNOUNCED_TOTAL,
        ANNOUNCED_LEVEL,
    ),
    is_form=True,
)

WEAK_POINT = Column(
    "weak_point",
    Words("จุดอ่อนที่ต้องพัฒนา", "Weak point"),
    Need.REQUIRED,
    width=60,
    prompt=Words("ตามที่การวิเคราะห์ผล ITA ปีก่อนระบุไว้", "As named by last year's analysis."),
)
WEAK_INDICATOR = Column(
    "indicator",
    Words("ตัวชี้วัด ITA", "ITA indicator"),
    Need.EXPECTED,
    Kind.INDICATOR,
    width=30,
    prompt=Words("เลือกตัวชี้วัดที่จุดอ่อนนี้อยู่ (1-10)", "The indicator this weak point belongs to (1-10)."),
    choices=INDICATOR_CHOICES,
)
WEAK_SUGGESTION = Column(
    "suggestion",
    Words("ข้อแนะนำ", "Suggestion"),
    Need.GIVEN,
    width=60,
    prompt=Words("เครื่องมือเติมให้ ไม่ต้องกรอก", "Filled by the toolkit."),
)
WEAK_POINTS = Sheet(
    "weak_points",
    Words("จุดอ่อน", "Weak points"),
    Words("จุดอ่อนที่การวิเคราะห์ผล ITA ปีก่อนระบุ", "Weak points named by last year's analysis"),
    Words("หนึ่งแถวต่อหนึ่งจุดอ่อน ทุกข้อควรมีมาตรการรองรับ", "One row a weak point; each needs a measure."),
    (WEAK_POINT, WEAK_INDICATOR, WEAK_SUGGESTION),
    core=(WEAK_POINT, WEAK_INDICATOR),
)

SCORE_INDICATOR = Column(
    "indicator",
    Words("ตัวชี้วัด ITA", "ITA indicator"),
    Need.GIVEN,
    Kind.INDICATOR,
    width=40,
    choices=INDICATOR_CHOICES,
)
SCORE = Column(
    "score",
    Words("คะแนนปีที่รายงาน", "Score, this year"),
    Need.OPTIONAL,
    Kind.SCORE,
    width=18,
    prompt=Words("0-100 ทศนิยมสองตำแหน่ง เว้นว่างได้ถ้ายังไม่ประกาศ", "0-100; leave blank if not announced."),
    aliases=("คะแนน",),
)
PREVIOUS_SCORE = Column(
    "previous_score",
    Words("คะแนนปีก่อน", "Score, last year"),
    Need.EXPECTED,
    Kind.SCORE,
    width=18,
    prompt=Words(
        "0-100 ทศนิยมสองตำแหน่ง ผลที่มาตรการปีนี้ใช้เป็นฐาน", "0-100; the result this year's measures rest on."
    ),
)
SCORES = Sheet(
    "scores",
    Words("คะแนน ITA", "ITA scores"),
    Words("คะแนน ITA รายตัวชี้วัด", "ITA scores by indicator"),
    Words("กรอกคะแนนรายตัวชี้วัด เครื่องมือคำนวณคะแนนรวมให้", "Fill the scores; the total is computed for you."),
    (SCORE_INDICATOR, SCORE, PREVIOUS_SCORE),
    core=(SCORE_INDICATOR, SCORE, PREVIOUS_SCORE),
)

WAIVED_CODE = Column(
    "code",
    Words("รหัสที่แจ้ง", "Code"),
    Need.REQUIRED,
    width=14,
    prompt=Words("รหัสในวงเล็บท้ายข้อที่แจ้ง เช่น ITA310", "The code behind what was said, such as ITA310."),
)
WAIVED_PLACE = Column(
    "place",
    Words("ช่องหรือข้อ", "Cell or measure"),
    Need.EXPECTED,
    width=20,
    prompt=Words(
        "เช่น F7 หรือ ข้อ 3 หรือรหัสข้อ เว้นว่างถ้ายกเว้นทุกช่อง",
        "Such as F7, ข้อ 3 or an id; blank for every place of that code.",
    ),
)
WAIVED_REASON = Column(
    "reason",
    Words("เหตุผล", "Reason"),
    Need.REQUIRED,
    width=60,
    prompt=Words("เหตุใดข้อที่แจ้งจึงไม่เป็นปัญหา", "Why what was said is no fault here."),
)
WAIVED_BY = Column(
    "who",
    Words("ผู้ยกเว้น (ตำแหน่ง)", "Who (position)"),
    Need.REQUIRED,
    width=30,
    prompt=Words("ตำแหน่งผู้ตัดสินใจ ไม่ต้องใส่ชื่อบุคคล", "The position of who decided, without a name."),
)
WAIVERS = Sheet(
    "waivers",
    Words("ข้อยกเว้น", "Waivers"),
    Words("ข้อที่แจ้งซึ่งหน่วยงานตรวจแล้วและขอยกเว้น", "Findings that the office has looked at and waives"),
    Words(
        "หนึ่งแถวต่อหนึ่งข้อยกเว้น จะบันทึกไว้ในสมุดสรุปพร้อมเหตุผล",
        "One row a waiver; the summary records it with its reason.",
    ),
    (WAIVED_CODE, WAIVED_PLACE, WAIVED_REASON, WAIVED_BY),
    core=(WAIVED_CODE, WAIVED_PLACE, WAIVED_REASON),
)

SOURCE_LINE = Column(
    "line", Words("บรรทัดที่", "Line"), Need.GIVEN, width=10, prompt=Words("ลำดับในต้นฉบับ", "Place in the source.")
)
SOURCE_TEXT = Column("text", Words("ข้อความในต้นฉบับ", "Text in the source"), Need.GIVEN, width=90)
SOURCE_USE = Column("use", Words("นำไปใช้ที่", "Used for"), Need.GIVEN, width=30)
# What a line of the source served that is no column of ours: the table's header.
HEADER_USE = Words("หัวตาราง", "Table header")
SOURCE = Sheet(
    "source",
    Words("ข้อความต้นฉบับ", "Source text"),
    Words("ข้อความนอกตารางจากรายงานเดิม", "Text outside the table of the old report"),
    Words("คัดลอกไว้ทุกตัวอักษร เพื่อไม่ให้สิ่งใดหาย", "Kept letter for letter so that nothing is lost."),
    (SOURCE_LINE, SOURCE_TEXT, SOURCE_USE),
    core=(SOURCE_TEXT,),
)
