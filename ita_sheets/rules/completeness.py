"""Families 3 and 4, what an assessor looks for and does not find: steps, unit, period; scores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from ita_sheets import schema
from ita_sheets.model import Measure, OddityKind, Score, Severity
from ita_sheets.rules.catalogue import Case, Check, Hit, put, rule
from ita_sheets.texts import Words

# --- what the plan item asks of every measure -----------------------------------------------------

_CELL = Words("มาตรการนี้ยังไม่ได้กรอก “{header}”", "This measure has no “{header}”.")
_COLUMN = Words("ทุกมาตรการยังไม่ได้กรอก “{header}”", "No measure has a “{header}”.")
_ABSENT = Words("ตารางไม่มีคอลัมน์ “{header}”", "The table has no column “{header}”.")
_SAID = Words("{said}", "{said}")
_WHY_PLAN = Words(
    "ผู้ตรวจดูว่าแต่ละมาตรการมีขั้นตอน ผู้รับผิดชอบ และระยะเวลา",
    "An assessor looks for each measure's steps, responsible unit and period.",
)
_FILL = Words("กรอกคอลัมน์ “{header}” ของทุกมาตรการ", "Fill “{header}” of every measure.")


def _missing(*columns: schema.Column, unless: Callable[[Measure], bool] = lambda _: False) -> Check:
    """A check for blank cells of these columns; a column without any cell is said once, at its header."""

    def check(case: Case) -> Iterator[Hit]:
        headers = {o.facts["column"]: o for o in case.oddities(OddityKind.COLUMN_BLANK)}
        left = [measure for measure in case.reading.report.measures if not unless(measure)]
        for column in columns if left else ():
            if oddity := headers.get(column.key):
                words = _ABSENT if oddity.facts["absent"] else _COLUMN
                yield Hit(oddity.at, (), column, facts={"said": words.fill(header=column.title)})
                continue
            for measure in left:
                entry = measure.entry(column)
                if entry.blank:
                    yield Hit(entry.at, (), column, facts={"said": _CELL.fill(header=column.title)})

    return check


def _names_a_period(measure: Measure) -> bool:
    """Whether one of the two cells holds a whole period ("ไตรมาส 1 - 2"), which needs no second."""
    spans = (measure.start.value, measure.end.value)
    return any(span and span.start < span.end for span in spans)


for _code, _title, _check, _bad in (
    ("ITA340", Words("ไม่ได้กรอกขั้นตอน", "No steps"), _missing(schema.STEPS), schema.STEPS),
    ("ITA341", Words("ไม่ได้กรอกหน่วยงานที่รับผิดชอบ", "No responsible unit"), _missing(schema.UNIT), schema.UNIT),
    (
        "ITA342",
        Words("ไม่ได้กรอกระยะเวลา", "No period"),
        _missing(schema.START, schema.END, unless=_names_a_period),
        schema.END,
    ),
):
    rule(
        _code,
        Severity.WARNING,
        title=_title,
        message=_SAID,
        why=_WHY_PLAN,
        fix=_FILL,
        bad=(put(_bad, ""),),
    )(_check)


# --- scores ---------------------------------------------------------------------------------------

_WHY_SCORES = Words("คะแนนรวมคำนวณได้เมื่อมีครบสิบตัวชี้วัด", "The total needs all ten indicators.")


def _listed(numbers: list[int]) -> Words:
    labels = [schema.indicator(number).label for number in numbers]
    return Words(", ".join(label.th for label in labels), ", ".join(label.en for label in labels))


@rule(
    "ITA412",
    Severity.WARNING,
    title=Words("คะแนนไม่ครบสิบตัวชี้วัด", "Not all ten scores are given"),
    message=Words("“{header}” ยังขาด: {missing}", "“{header}” lacks: {missing}."),
    why=_WHY_SCORES,
    fix=Words(
        "กรอกคะแนนที่ขาดตามประกาศผล หรือเว้นว่างทั้งคอลัมน์ถ้ายังไม่ประกาศ",
        "Fill the scores as announced, or leave the whole column blank until they are.",
    ),
    bad=(put(schema.SCORE, "", 4, schema.SCORES),),
)
def scores_incomplete(case: Case) -> Iterator[Hit]:
    """A column of scores with some given and some blank."""
    records = case.reading.report.scores
    for column in (schema.SCORE, schema.PREVIOUS_SCORE):
        blank = [record for record in records if record.entry(column).blank and record.indicator.value]
        if blank and len(blank) < len(records) and not case.lacks(column):
            missing = [record.indicator.value or 0 for record in blank]
            at, *others = (record.where(column) for record in blank)
            yield Hit(at, tuple(others), column, facts={"missing": _listed(missing)})


@rule(
    "ITA413",
    Severity.WARNING,
    title=Words("ตัวชี้วัดซ้ำในตารางคะแนน", "An indicator twice among the scores"),
    message=Words("“{indicator}” มีสองแถว ({others})", "“{indicator}” has two rows ({others})."),
    why=_WHY_SCORES,
    fix=Words("แก้ตัวชี้วัดของแถวที่ผิด หรือลบแถวที่เกิน", "Correct the indicator of the wrong row, or delete it."),
    bad=(put(schema.SCORE_INDICATOR, "3 การใช้อำนาจ", 4, schema.SCORES),),
)
def indicator_twice(case: Case) -> Iterator[Hit]:
    """Each row of the scores whose indicator another row has too."""
    records = case.reading.report.scores
    for number in _twice(records):
        rows = [record.indicator for record in records if record.indicator.value == number]
        for entry in rows:
            others = tuple(other.at for other in rows if other is not entry)
            yield Hit(entry.at, others, schema.SCORE_INDICATOR, entry.text, {"indicator": number})


def _twice(records: tuple[Score, ...]) -> list[int]:
    counts = Counter(record.indicator.value for record in records if record.indicator.value)
    return [number for number, count in counts.items() if count > 1]


@rule(
    "ITA414",
    Severity.WARNING,
    title=Words("ตารางคะแนนขาดตัวชี้วัด", "An indicator's row is gone"),
    message=Words("ตารางคะแนนไม่มีแถวของ: {missing}", "The scores have no row for: {missing}."),
    why=_WHY_SCORES,
    fix=Words(
        "พิมพ์ชื่อตัวชี้วัดที่ขาดในช่องที่ว่าง หรือเพิ่มแถวท้ายตาราง แล้วกรอกคะแนน",
        "Give the missing indicator in the blank cell or in a new last row, and its scores.",
    ),
    bad=(put(schema.SCORE_INDICATOR, "", 4, schema.SCORES),),
)
def indicator_lost(case: Case) -> Iterator[Hit]:
    """Indicators without a row, where scores are given; one unreadable or doubled may be the very one."""
    records = case.reading.report.scores
    there = {record.indicator.value for record in records}
    missing = [item.number for item in schema.INDICATORS if item.number not in there]
    unsure = any(record.indicator.unreadable for record in records) or _twice(records)
    if records and missing and not unsure:
        entry = next((r.indicator for r in records if r.indicator.blank), records[-1].indicator)
        yield Hit(entry.at, (), schema.SCORE_INDICATOR, entry.text, {"missing": _listed(missing)})
