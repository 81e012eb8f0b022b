"""Words of the sheets of scores and of weak points."""

from __future__ import annotations

from ita_sheets.texts import Words

# --- scores -----------------------------------------------------------------------------------------------

TAB = Words("คะแนน ITA", "ITA scores")
TITLE = Words("คะแนน ITA รายตัวชี้วัด ปี {years}", "ITA scores by indicator, {years}")
HINT = Words(
    "คะแนนรวม = 0.3 x เฉลี่ย IIT + 0.3 x เฉลี่ย EIT + 0.4 x เฉลี่ย OIT  "
    "คะแนนตัวหนาบนพื้นสีต่ำกว่าเกณฑ์ {mark}  ระดับคิดจากคะแนนรวมตามเกณฑ์ของปีนั้น",
    "Total = 0.3 x mean of IIT + 0.3 x mean of EIT + 0.4 x mean of OIT. "
    "Bold on a fill: below {mark}. Levels by that year's bands.",
)
NUMBER = Words("ที่", "No.")
INDICATOR = Words("ตัวชี้วัด", "Indicator")
INSTRUMENT = Words("เครื่องมือ", "Instrument")
CHANGE = Words("เพิ่ม/ลด จาก {year}", "Change on {year}")
PASS_MARK = Words("เกณฑ์ผ่าน", "Pass mark")
REMARK = Words("ผลปี {year}", "Result of {year}")
BELOW = Words("ต่ำกว่าเกณฑ์", "Below the mark")
REACHED = Words("ผ่านเกณฑ์", "Reached")
ROSE = Words("{mark} เพิ่มขึ้น", "{mark}, rose")
FELL = Words("{mark} ลดลง", "{mark}, fell")
EQUAL = Words("{mark} เท่าเดิม", "{mark}, as before")
MEAN = Words("เฉลี่ย {instrument}", "Mean of {instrument}")
TOTAL = Words("คะแนนรวม", "Total")
LEVEL = Words("ระดับ", "Level")
OR = Words("{one} หรือ {other}", "{one} or {other}")
NATIONAL = Words("ค่าเฉลี่ยทั้งประเทศ", "National mean")
OVER_NATIONAL = Words("ต่างจากค่าเฉลี่ยทั้งประเทศ", "Difference to the national mean")

TOTALS_CHART = Words("คะแนนรวม {first} - {last}", "Totals {first} - {last}")
TOTALS_ALT = Words(
    "แผนภูมิเส้นคะแนนรวม ITA {totals} เทียบกับค่าเฉลี่ยทั้งประเทศและเกณฑ์ผ่าน {mark} คะแนน",
    "Lines of the ITA totals, {totals}, with the national mean and the pass mark of {mark}.",
)
TOTAL_OF = Words("ปี {year} {total}", "{year} {total}")
INDICATORS_CHART = Words("คะแนน 10 ตัวชี้วัด ปี {year}", "Ten indicators, {year}")
INDICATORS_CHART_TWO = Words("คะแนน 10 ตัวชี้วัด ปี {earlier} กับ {year}", "Ten indicators, {earlier} and {year}")
INDICATORS_ALT = Words(
    "แผนภูมิแท่งคะแนน ITA สิบตัวชี้วัด ปี {years} และเส้นเกณฑ์ผ่าน {mark} คะแนน ตัวเลขอยู่ในตารางด้านบน",
    "Bars of the ten ITA scores, {years}, with a line at the pass mark of {mark}; "
    "the figures are in the table above.",
)

# --- weak points ------------------------------------------------------------------------------------------

WEAK_TAB = Words("จุดอ่อน", "Weak points")
WEAK_TITLE = Words(
    "จุดอ่อน {count} ข้อ ไม่มีมาตรการรองรับ {unanswered} ข้อ",
    "Weak points: {count}, without a measure: {unanswered}",
)
WEAK_HINT = Words(
    "ข้อที่ไม่มีมาตรการรองรับอยู่ก่อน แล้วเรียงจากปีล่าสุด คะแนนก่อนคือผลของปีก่อนหน้า คะแนนหลังคือผลของปีที่ทำมาตรการ",
    "Those without a measure first, then the newest year. Before: the result of the year before; "
    "after: that of the year of the measures.",
)
WEAK_POINT = Words("จุดอ่อน", "Weak point")
SOURCE = Words("ที่มา", "Where from")
BEFORE = Words("คะแนนก่อน", "Score before")
MEASURES = Words("มาตรการที่รองรับ", "Measures that answer it")
RESULTS = Words("ผลของมาตรการ", "What came of them")
AFTER = Words("คะแนนหลัง", "Score after")
RISE = Words("เพิ่ม/ลด", "Rose or fell by")
NAMED = Words("ระบุในรายงาน", "Named in the report")
NAMED_AND_LOW = Words("ระบุไว้ คะแนนปี {year} ต่ำกว่า {mark}", "Named; score of {year} below {mark}")
LOW = Words("คะแนนปี {year} ต่ำกว่า {mark}", "Score of {year} below {mark}")
NOT_NAMED = Words("(ไม่ได้ระบุเป็นจุดอ่อนในรายงาน)", "(not named in the report)")
NO_INDICATOR = Words("ไม่ทราบตัวชี้วัด", "Not known")
UNANSWERED = Words("ไม่มีมาตรการรองรับ", "No measure answers it")
UNKNOWN = Words("ตรวจไม่ได้ เพราะไม่ทราบตัวชี้วัด", "Cannot be told: an indicator is not known")
WITH_RESULT = Words("มีผล {good} จาก {count} ข้อ", "{good} of {count} with a result")
