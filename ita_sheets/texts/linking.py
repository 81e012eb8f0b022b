"""The words of linking two years: the sentence of each reason, and the words a measure's text is compared by.

`REASONS` is keyed by `changes.ReasonKind`; its fields are the facts named there. The tables are regular
expressions for tidied text with Arabic digits; the reasons for each stand in docs/linking.md.
"""

from __future__ import annotations

from ita_sheets.texts import Words

REASONS: dict[str, Words] = {
    "answer": Words("มีผู้ยืนยันแล้วว่าเป็นข้อเดียวกัน", "A person confirmed that it is the same measure."),
    "id": Words("รหัสข้อเดียวกัน", "The same id."),
    "id_other_subject": Words(
        "รหัสข้อเดียวกัน แต่ข้อความเป็นคนละเรื่อง โปรดดูว่าใช้แถวเดิมเขียนข้อใหม่หรือไม่",
        "The same id, but the texts speak of different things; please see whether a new measure was "
        "written over the old row.",
    ),
    "identical": Words("ข้อความเหมือนกัน", "The same text."),
    "similar": Words("คล้ายกัน {percent}%", "{percent}% alike."),
    "lead": Words(
        "มีอีกข้อที่คล้ายเกือบเท่ากัน ({percent}% แถวที่ {row})",
        "Another one is nearly as alike ({percent}%, row {row}).",
    ),
    "numbers": Words("ตัวเลขต่างกัน: {earlier} / {later}", "The figures differ: {earlier} / {later}."),
    "stage": Words(
        "คำว่าแผนหรือรายงานไม่ตรงกัน: {earlier} / {later}",
        "The words plan and report do not agree: {earlier} / {later}.",
    ),
    "unit": Words(
        "หน่วยงานที่รับผิดชอบต่างกัน: {earlier} / {later}", "The responsible units differ: {earlier} / {later}."
    ),
    "action": Words("สิ่งที่ทำคล้ายกัน {percent}%", "What was done is {percent}% alike."),
    "indicator": Words("ตัวชี้วัด ITA ข้อเดียวกัน ({indicator})", "The same ITA indicator ({indicator})."),
    "joined": Words(
        "เมื่อนำหลายข้อมารวมกัน คล้ายกัน {percent}% มากกว่าเทียบทีละข้อ",
        "Taken together they are {percent}% alike, more than one by one.",
    ),
}

# Before a measure's own number: "item 3", "measure no. 3".
NUMBERED = "(?:ข้อ|มาตรการ|กิจกรรม|โครงการ|ลำดับ|ประเด็น)(?:ที่)?"

# What names the office itself, or ends a question of a survey: it says nothing of the measure. Folded text.
FILLERS = (
    "(?:ของ)?(?:องค์การบริหารส่วนตำบล|องค์กรบริหารส่วนตำบล|อบต|เทศบาล(?:ตำบล|เมือง)?|หน่วยงาน(?:ของท่าน)?)"
    "|มากน้อยเพียงใด|หรือไม่"
)

# A plan and a report on it are two measures.
REPORT = "รายงาน"
STAGES: dict[str, str] = {"แผน": "(?<!ตาม)แผน(?!ที่|ผัง|ก(?!าร|ล|ำ|ิ))", REPORT: "รายงาน(?!การประชุม|ตัว)"}

# What comes in a series: another quarter, village, round or half-year is another measure.
SERIES = (
    r"(ไตรมาส|หมู่(?:บ้าน)?(?=\s?ที่)|รอบ(?=[^0-9]{0,12}[0-9]+\s?เดือน))(?:\s?ที่)?[^0-9]{0,12}?([0-9]+)(?![0-9])"
)

# Whom it is for, or which side of the office: a measure for others is another measure.
SIDES: tuple[dict[str, str], ...] = (
    {
        "สตรี": "สตรี|ผู้หญิง|เพศหญิง",
        "บุรุษ": "บุรุษ|ผู้ชาย|เพศชาย",
        "ผู้สูงอายุ": "ผู้สูงอายุ|คนชรา",
        "คนพิการ": "คนพิการ|ผู้พิการ",
        "เยาวชน": "เยาวชน|เด็ก|นักเรียน",
    },
    {
        "ภายใน": "ภายใน(?!\\s?(?:[0-9]|ระยะ|เวลา|วัน|เดือน|ปี|กำหนด|ไตรมาส))",
        "ภายนอก": "ภายนอก",
    },
)
