"""Family 3: one measure, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ita_sheets import outcomes, schema, thai
from ita_sheets.model import Judged, OddityKind, Severity, Verdict
from ita_sheets.rules.catalogue import Case, Check, Hit, put, rule
from ita_sheets.schema import Kind
from ita_sheets.texts import Words, verdicts

# --- cells ----------------------------------------------------------------------------------------


@rule(
    "ITA301",
    Severity.ERROR,
    title=Words("ช่องที่ต้องกรอกว่าง", "A required cell is blank"),
    message=Words("มาตรการนี้ยังไม่ได้กรอก “{header}”", "“{header}” of this measure is blank."),
    why=Words("มาตรการที่ขาดส่วนนี้อาจทำให้ทั้งข้อได้ 0 คะแนน", "A measure without it can cost the whole item."),
    fix=Words(
        "คลิกช่องนี้ อ่านคำอธิบายที่ขึ้นมา แล้วกรอก",
        "Click the cell, read the explanation that appears, and fill it.",
    ),
    bad=(put(schema.ACTION, ""),),
)
def required_cells(case: Case) -> Iterator[Hit]:
    """Required cells of a measure; the outcome has its verdict, a missing column its own finding."""
    gone = {oddity.facts.get("column") for oddity in case.oddities(OddityKind.COLUMN_MISSING)}
    gone.add(schema.OUTCOME.key)
    for measure in case.reading.report.measures:
        for column in schema.MEASURES.columns:
            entry = measure.entry(column)
            if column.need is schema.Need.REQUIRED and entry.blank and column.key not in gone:
                yield Hit(entry.at, column=column)


@rule(
    "ITA302",
    Severity.WARNING,
    title=Words("ค่าไม่อยู่ในรายการ", "The value is not on the list"),
    message=Words("“{value}” ไม่อยู่ในรายการของช่อง “{header}”", "“{value}” is not on the list of “{header}”."),
    why=Words("ค่านอกรายการนับรวมไม่ได้", "A value off the list cannot be counted."),
    fix=Words("เลือกจากรายการ: {choices}", "Choose from the list: {choices}."),
    bad=(put(schema.STATUS, "ดำเนินการแล้วเสร้จ"),),
    good=(put(schema.STATUS, "แล้วเสร็จ"),),
)
def off_the_list(case: Case) -> Iterator[Hit]:
    """A choice of a closed list; pasting removes Excel's own check."""
    for column, entry in case.entries(Kind.CHOICE):
        if entry.unreadable and column.choices:
            names = [item.words for item in column.choices.items]
            choices = Words(", ".join(name.th for name in names), ", ".join(name.en for name in names))
            meant = _item_meant(entry.text, column.choices, MEANT_OF_CLOSED)
            yield Hit(entry.at, (), column, entry.text, {"choices": choices, "meant": meant})


# Least resemblance (`thai.nearest`) of a slip: any text off a closed list is wrong, but an open list has
# items that nobody declared.
MEANT_OF_CLOSED, MEANT_OF_OPEN = 0.5, 0.75


@lru_cache(maxsize=512)  # a report names few units, again and again
def _item_meant(text: str, choices: schema.Choices, least: float) -> Words | None:
    """The item of the list that a text off it was likely meant to be."""
    names = {name: item.words for item in choices.items for name in (item.words.th, *item.aliases)}
    nearest = thai.nearest(text, names, least)
    return names[nearest] if nearest else None


@rule(
    "ITA337",
    Severity.NOTE,
    title=Words("ชื่อหน่วยงานใกล้เคียงกับในรายการ", "A unit nearly as on the list"),
    message=Words(
        "“{value}” ไม่อยู่ในรายการ แต่ใกล้เคียงมาก", "“{value}” is not on the list, but very near to it."
    ),
    why=Words(
        "ชื่อที่สะกดต่างกันถูกนับเป็นคนละหน่วยงาน", "Names that are spelled differently count as different units."
    ),
    fix=Words(
        "ถ้าใช่ เลือกจากรายการในช่อง ถ้าเป็นหน่วยงานอื่นจริง ปล่อยไว้ได้",
        "If so choose it from the list; if not, leave it.",
    ),
    bad=(put(schema.UNIT, "กองคลังง"),),
    good=(put(schema.UNIT, "งานนิติการ"),),
)
def nearly_on_the_list(case: Case) -> Iterator[Hit]:
    """An item of the office's own that is a slip away from one of an open list."""
    for column, entry in case.entries(Kind.CHOICE):
        if not column.choices or not column.choices.open or entry.blank:
            continue
        listed = entry.value in {item.words.th for item in column.choices.items}
        meant = None if listed else _item_meant(entry.text, column.choices, MEANT_OF_OPEN)
        if meant:
            yield Hit(entry.at, (), column, entry.text, {"meant": meant})


@rule(
    "ITA303",
    Severity.ERROR,
    title=Words("ไม่ใช่ตัวชี้วัดของ ITA", "Not an ITA indicator"),
    message=Words(
        "“{value}” ไม่ใช่หนึ่งในสิบตัวชี้วัดของ ITA (หรือเลขกับชื่อไม่ตรงกัน)",
        "“{value}” is none of the ten ITA indicators (or number and name differ).",
    ),
    why=Words(
        "มาตรการต้องตอบตัวชี้วัด จึงจะบอกได้ว่าจุดอ่อนใดได้รับการแก้",
        "Only a measure of an indicator answers a weak point.",
    ),
    fix=Words(
        "เลือกตัวชี้วัด 1-10 จากรายการในช่อง ช่องหนึ่งใส่ได้ตัวชี้วัดเดียว",
        "Choose one of 1-10 from the cell's list; a cell holds one indicator.",
    ),
    bad=(put(schema.INDICATOR, "การภายนอก"),),
    good=(put(schema.INDICATOR, "ตัวชี้วัดที่ ๑"),),
)
def not_an_indicator(case: Case) -> Iterator[Hit]:
    """An indicator of a measure or score that is none of the ten; weak points have their own rule."""
    report = case.reading.report
    for column, records in ((schema.INDICATOR, report.measures), (schema.SCORE_INDICATOR, report.scores)):
        for record in records:
            entry = record.entry(column)
            if entry.unreadable:
                meant = _item_meant(entry.text, schema.INDICATOR_CHOICES, MEANT_OF_CLOSED)
                yield Hit(entry.at, (), column, entry.text, {"meant": meant})


@rule(
    "ITA304",
    Severity.WARNING,
    title=Words("วันที่อ่านไม่ได้", "The date cannot be read"),
    message=Words("“{value}” อ่านเป็นวันที่ไม่ได้", "“{value}” cannot be read as a date."),
    why=Words("วันที่ใช้ตรวจว่าอยู่ในปีงบประมาณหรือไม่", "Dates are checked against the fiscal year."),
    fix=Words(
        "พิมพ์เช่น 1 ต.ค. 2566 หรือ ไตรมาส 1 (ปี พ.ศ. ไม่เกิน 2650)",
        "Type 1 ต.ค. 2566 or ไตรมาส 1 (B.E. year up to 2650).",
    ),
    bad=(put(schema.START, "เร็ว ๆ นี้"),),
    good=(put(schema.START, "ไตรมาส ๑ - ๒"),),
)
def unreadable_date(case: Case) -> Iterator[Hit]:
    """A text in a date column that is no date in any known form."""
    for column, entry in case.entries(Kind.DATE):
        if entry.unreadable:
            yield Hit(entry.at, (), column, entry.text)


@rule(
    "ITA305",
    Severity.WARNING,
    title=Words("ตัวเลขอ่านไม่ได้", "The number cannot be read"),
    message=Words("“{value}” อ่านเป็นตัวเลขไม่ได้", "“{value}” cannot be read as a number."),
    why=Words("งบประมาณและคะแนนต้องนำไปคำนวณ", "Budgets and scores are reckoned with."),
    fix=Words(
        "พิมพ์เฉพาะตัวเลข ถ้าไม่ใช้งบประมาณ พิมพ์ว่า ไม่ใช้งบประมาณ",
        "Type figures only; for no budget type ไม่ใช้งบประมาณ.",
    ),
    bad=(put(schema.BUDGET, "ประมาณสองหมื่น"),),
    good=(put(schema.BUDGET, "๒๐,๐๐๐ บาท"),),
)
def unreadable_number(case: Case) -> Iterator[Hit]:
    """An amount or a score that is no number and no nil in words."""
    for column, entry in case.entries(Kind.AMOUNT, Kind.SCORE):
        if entry.unreadable:
            yield Hit(entry.at, (), column, entry.text)


@rule(
    "ITA306",
    Severity.ERROR,
    title=Words("สิ้นสุดก่อนเริ่ม", "It ends before it starts"),
    message=Words("เริ่ม {start} แต่สิ้นสุด {end}", "It starts on {start} but ends on {end}."),
    why=Words("วันที่ขัดกันเอง", "The dates contradict each other."),
    fix=Words("แก้วันที่เริ่มหรือวันที่สิ้นสุด", "Correct the start or the end."),
    bad=(put(schema.END, "1 ต.ค. 2566"), put(schema.START, "1 มี.ค. 2567")),
)
def ends_before_it_starts(case: Case) -> Iterator[Hit]:
    """A measure whose end lies before its start."""
    for measure in case.reading.report.measures:
        start, end = measure.start.value, measure.end.value
        if start and end and end.end < start.start:
            facts = {"start": start.start, "end": end.end}
            yield Hit(measure.end.at, (measure.start.at,), schema.END, measure.end.text, facts)


@rule(
    "ITA307",
    Severity.WARNING,
    title=Words("วันที่อยู่นอกปีงบประมาณ", "The date lies outside the fiscal year"),
    message=Words(
        "“{value}” ({date}) อยู่นอกปีงบประมาณ {year}", "“{value}” ({date}) lies outside fiscal year {year}."
    ),
    why=Words("มาตรการของปีต้องดำเนินการในปีนั้น", "A year's measure is carried out in that year."),
    fix=Words(
        "ตรวจปี พ.ศ. ปีงบประมาณ {year} คือ {first} ถึง {last}",
        "Check the year: {year} runs from {first} to {last}.",
    ),
    bad=(put(schema.START, "1 ต.ค. 2560"),),
    good=(put(schema.START, "1 ต.ค. 2566"),),
)
def outside_the_year(case: Case) -> Iterator[Hit]:
    """A measure's start or end outside the fiscal year; a reversed pair of dates has its own rule."""
    year = case.year
    if year is None:
        return
    for measure in case.reading.report.measures:
        start, end = measure.start.value, measure.end.value
        if start and end and end.end < start.start:
            continue
        for column, day in ((schema.START, start and start.start), (schema.END, end and end.end)):
            if day and not year.contains(day):
                entry = measure.entry(column)
                facts = {
                    "date": day,
                    "year": str(year),
                    "first": year.start,
                    "last": year.end,
                }
                yield Hit(entry.at, (), column, entry.text, facts)


@rule(
    "ITA339",
    Severity.WARNING,
    title=Words("ตัวเลขยาวที่ Excel ปัดทิ้ง", "A long number that Excel rounded"),
    message=Words(
        "“{value}” ยาวเกิน 15 หลัก Excel เปลี่ยนหลักท้ายเป็นศูนย์",
        "“{value}” has more than 15 digits; Excel turned the last ones into zeros.",
    ),
    why=Words("เลขที่ปัดแล้วกู้คืนไม่ได้", "What was rounded cannot be brought back."),
    fix=Words(
        "จัดรูปแบบช่องเป็น ข้อความ แล้วพิมพ์ใหม่จากต้นฉบับ", "Format the cell as Text and type it again from the source."
    ),
    bad=(put(schema.EVIDENCE, 67039412345670001),),
    good=(put(schema.EVIDENCE, "67039412345670001"),),
)
def rounded_number(case: Case) -> Iterator[Hit]:
    """A number typed into a text cell with more digits than Excel keeps."""
    columns = {entry.at: column for column, entry in case.entries(Kind.TEXT)}
    for oddity in case.oddities(OddityKind.NUMBER_ROUNDED):
        yield Hit(oddity.at, (), columns.get(oddity.at), str(oddity.facts["text"]))


# --- wording --------------------------------------------------------------------------------------

_QUESTION_END = re.compile(r"(มากน้อยเพียงใด|เพียงใด|เพียงไร|แค่ไหน|หรือไม่|อย่างไร|ใช่ไหม|[?])[\s.]*$")


@rule(
    "ITA310",
    Severity.WARNING,
    title=Words("มาตรการเป็นข้อคำถามแบบสำรวจ", "The measure is a survey question"),
    message=Words(
        "ลงท้ายด้วย “{ending}” เป็นข้อคำถามของแบบสำรวจ ไม่ใช่สิ่งที่หน่วยงานจะทำ",
        "It ends in “{ending}”: a question of the survey, not something the office sets out to do.",
    ),
    why=Words(
        "ผู้ตรวจมองหามาตรการ ไม่ใช่ข้อคำถามของแบบวัด",
        "An assessor looks for measures, not for the survey's questions.",
    ),
    fix=Words(
        "เขียนใหม่เป็นการกระทำ เช่น “จัดทำคู่มือ...” “เปิดช่องทาง...”",
        "Write it as a deed, such as “draw up a manual…”, “open a channel…”.",
    ),
    bad=(put(schema.MEASURE, "เจ้าหน้าที่ให้บริการตามลำดับคิวมากน้อยเพียงใด"),),
    good=(put(schema.MEASURE, "จัดระบบคิวให้บริการตามลำดับก่อนหลัง"),),
)
def survey_question(case: Case) -> Iterator[Hit]:
    """A measure that ends as a question does."""
    for measure in case.reading.report.measures:
        if match := _QUESTION_END.search(measure.measure.text):
            facts = {"ending": match.group(1)}
            yield Hit(measure.measure.at, (), schema.MEASURE, measure.measure.text, facts)


# At a clause's start, or anywhere: wording of advice or assignment. "ควร" is no advice inside สมควร,
# พอสมควร, ควรค่า; "ผู้รับผิดชอบ" assigns only where it opens a clause and no deed ("ได้...") follows.
_ADVICE = re.compile(
    r"(?<!สม)(?<!อัน)(?<!ที่)ควร(?!ค่า|แก่)|อาจพิจารณา|(?<!การ)(?<!ได้รับ)(?<!ผู้รับ)มอบหมาย|กำชับ|(?<!คำ)ขอให้|เห็นสมควร"
    r"|^\s*ให้(?!บริการ|ความ|คำ|คะแนน|การ|โอกาส|ข้อมูล|ประชาชน)|^\s*ผู้รับผิดชอบ(?!\s*ได้)"
)


@rule(
    "ITA311",
    Severity.WARNING,
    title=Words("เขียนสิ่งที่ควรทำ ไม่ใช่สิ่งที่ทำแล้ว", "Advice or assignment instead of a deed"),
    message=Words(
        "ช่องนี้มีคำว่า “{cue}” ซึ่งเป็นคำแนะนำหรือการมอบหมาย ไม่ใช่สิ่งที่ทำแล้ว",
        "“{cue}” in this cell is advice or an assignment, not what was done.",
    ),
    why=Words("ช่องนี้ต้องสรุปว่าได้ดำเนินการอะไรไป", "This column must say what was carried out."),
    fix=Words(
        "เขียนว่าได้ทำอะไร เมื่อไร โดยใคร เช่น “จัดอบรมเมื่อ...” แทน “ควรจัดอบรม”",
        "Say what was done, when and by whom: “held a training on…”, not “a training should be held”.",
    ),
    bad=(put(schema.ACTION, "ควรจัดทำแผ่นพับแนะนำขั้นตอนการให้บริการแก่ประชาชน"),),
    good=(put(schema.ACTION, "จัดทำแผ่นพับแนะนำขั้นตอนการให้บริการตามสมควรแล้ว"),),
)
def advice(case: Case) -> Iterator[Hit]:
    """An action cell with a clause of advice or assignment, and without a figure, date or place of a deed."""
    for measure in case.reading.report.measures:
        text = measure.action.text
        match = next(filter(None, map(_ADVICE.search, thai.clauses(text))), None)
        if match and not outcomes.holds_evidence(text):
            facts = {"cue": match.group(0).strip()}
            yield Hit(measure.action.at, (), schema.ACTION, text, facts)


# --- verdicts -------------------------------------------------------------------------------------


def _verdict(verdict: Verdict) -> Check:
    """A check that finds the outcomes of one verdict, with the classifier's own reason and advice."""

    def check(case: Case) -> Iterator[Hit]:
        gone = {oddity.facts.get("column") for oddity in case.oddities(OddityKind.COLUMN_MISSING)}
        if schema.OUTCOME.key in gone:
            return
        for judged in case.judged:
            if judged.judgement.verdict is verdict:
                entry = judged.measure.outcome
                yield Hit(entry.at, (), schema.OUTCOME, entry.text, _verdict_facts(judged))

    return check


def _verdict_facts(judged: Judged) -> dict[str, object]:
    judgement = judged.judgement
    return {
        "verdict": str(judgement.verdict),
        "row": judged.measure.row,
        "overlap": judgement.overlap,
        "reason": outcomes.reason(judged),
    }


_WHY_OUTCOME = Words(
    "ข้อรายงานผลได้ 100 หรือ 0 มาตรการเดียวที่ไม่มีผลลัพธ์อาจทำให้ได้ 0",
    "The item scores 100 or 0; one measure without an outcome can cost it all.",
)
_WHY_STATED = Words("ผู้ตรวจเชื่อผลที่ตรวจสอบได้มากกว่า", "An assessor trusts a result that can be checked.")
_REASON = Words("{reason}", "{reason}")  # the classifier's own sentence, which names what it saw
_SOUND_ACTION = "จัดอบรมเจ้าหน้าที่เรื่องการให้บริการตามคู่มือฉบับใหม่"
_LAST_YEAR = "ผู้ผ่านการอบรม 31 คน จากทั้งหมด 40 คน"

for _code, _severity, _judgement, _title, _bad in (
    ("ITA331", Severity.ERROR, Verdict.BLANK, Words("ผลลัพธ์ว่าง", "The outcome is blank"), ""),
    ("ITA332", Severity.ERROR, Verdict.PLACEHOLDER, Words("ผลลัพธ์ไม่มีเนื้อหา", "The outcome says nothing"), "-"),
    (
        "ITA333",
        Severity.WARNING,
        Verdict.RESTATED,
        Words("ผลลัพธ์ซ้ำกับสิ่งที่ทำ", "The outcome repeats the action"),
        _SOUND_ACTION,
    ),
    (
        "ITA334",
        Severity.WARNING,
        Verdict.PLANNED,
        Words("ผลลัพธ์เป็นแผน ไม่ใช่ผล", "The outcome is a plan"),
        "จะติดตามประเมินความพึงพอใจของผู้รับบริการในปีถัดไป",
    ),
    (
        "ITA335",
        Severity.NOTE,
        Verdict.STATED,
        Words("ผลลัพธ์ยังไม่มีหลักฐาน", "The outcome could be stronger"),
        "ประชาชนได้รับความสะดวกและพึงพอใจมากกว่าเดิม",
    ),
    (
        "ITA336",
        Severity.WARNING,
        Verdict.CARRIED_OVER,
        Words("ผลลัพธ์ซ้ำกับปีก่อน", "The outcome is last year's"),
        _LAST_YEAR,
    ),
):
    rule(
        _code,
        _severity,
        title=_title,
        message=_REASON,
        why=_WHY_STATED if _judgement is Verdict.STATED else _WHY_OUTCOME,
        fix=verdicts.NEEDS[_judgement],
        bad=(
            put(schema.STATUS, "", 2),
            put(schema.ACTION, _SOUND_ACTION, 2),
            put(schema.PREVIOUS_OUTCOME, _LAST_YEAR, 2),
            put(schema.OUTCOME, _bad, 2),
        ),
        good=(put(schema.OUTCOME, "ผู้ผ่านการอบรม 24 คน จากทั้งหมด 25 คน", 2),),
    )(_verdict(_judgement))
