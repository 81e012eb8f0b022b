"""Family 3, what of one measure does not go together: status and result, target and achieved, money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ita_sheets import schema
from ita_sheets.entries import choice_words
from ita_sheets.model import Entry, Judged, Measure, Severity, Verdict
from ita_sheets.rules.catalogue import Case, Hit, fill, put, rule
from ita_sheets.rules.quantities import Quantity, Way, comparable, quantities, way
from ita_sheets.texts import Words

# --- status ---------------------------------------------------------------------------------------

_UNDER_WAY = re.compile(
    "(?<!ที่)(?:ยัง)?อยู่(?:ใน)?ระหว่าง(?:การ)?[ก-ฮเ-ไ][ก-๎]*+(?!\\s*(?:อีก|จำนวน)?\\s*[0-9๐-๙])"
    "|ยังไม่(?:ได้ดำเนินการ|แล้วเสร็จ|เสร็จสิ้น)|ดำเนินการยังไม่(?:แล้ว)?เสร็จ"
)
_NOT_DONE = re.compile("ยกเลิก|งด|เลื่อน|ไม่ได้(?:ดำเนินการ|จัด|ดำเนินงาน|ใช้)|ยังไม่|ไม่สามารถ")
_NOTHING = frozenset({"", "-", "–", "0", "๐", "ไม่มี", "ยังไม่มี", "N/A"})
_WHY_STATUS = Words(
    "สถานะใช้นับว่ามาตรการใดทำแล้ว ผู้ตรวจจะเห็นว่าสองช่องขัดกัน",
    "The status says which measures are carried out; an assessor sees that the two cells differ.",
)


def _status(entry: Entry[str]) -> Words:
    return choice_words(schema.STATUSES, entry.value or "") or Words(entry.text, entry.text)


@rule(
    "ITA314",
    Severity.WARNING,
    title=Words("สถานะเสร็จแล้ว แต่ผลลัพธ์ยังไม่เสร็จ", "Done by its status, not by its outcome"),
    message=Words(
        "สถานะ “{status}” แต่ช่องผลลัพธ์ ({others}) {said}",
        "The status is “{status}”, but the outcome ({others}) {said}.",
    ),
    why=_WHY_STATUS,
    fix=Words(
        "ถ้าเสร็จแล้ว เขียนผลที่เกิดขึ้นในช่องผลลัพธ์ ถ้ายังไม่เสร็จ เลือกสถานะใหม่",
        "If it is done, write what came of it; if not, choose another status.",
    ),
    bad=(put(schema.OUTCOME, "ผู้ผ่านการอบรม 24 คน ขณะนี้อยู่ระหว่างจัดทำสรุปความพึงพอใจ", 2),),
    good=(put(schema.OUTCOME, "รับคำร้อง 24 เรื่อง แล้วเสร็จ 23 เรื่อง อยู่ระหว่างดำเนินการ 1 เรื่อง", 2),),
)
def done_without_result(case: Case) -> Iterator[Hit]:
    """Status done, while the outcome is blank, a plan, or says that the work goes on."""
    if case.lacks(schema.OUTCOME):
        return
    for item in case.judged:
        status, outcome = item.measure.status, item.measure.outcome
        said = _unfinished(item)
        if status.value == schema.DONE.key and said:
            facts = {"status": _status(status), "said": said}
            yield Hit(status.at, (outcome.at,), schema.STATUS, status.text, facts)


def _unfinished(item: Judged) -> Words | None:
    """What the outcome says instead of a result, None where it may be one."""
    verdict = item.judgement.verdict
    if verdict is Verdict.BLANK:
        return Words("ยังว่าง", "is blank")
    if verdict is Verdict.PLANNED:
        return Words("เป็นแผนหรือการมอบหมาย", "is a plan or an assignment")
    match = _UNDER_WAY.search(item.measure.outcome.text) if verdict is not Verdict.NIL else None
    if match is None:
        return None
    return Words(f"เขียนว่า “{match.group()}”", f"says “{match.group()}”")


@rule(
    "ITA315",
    Severity.WARNING,
    title=Words("สถานะยังไม่ทำหรือยกเลิก แต่มีผล", "Not started or cancelled, yet with a result"),
    message=Words(
        "สถานะ “{status}” แต่กรอก “{filled}” ไว้ ({others})",
        "The status is “{status}”, but “{filled}” is filled ({others}).",
    ),
    why=_WHY_STATUS,
    fix=Words(
        "ถ้าทำแล้ว เลือกสถานะใหม่ ถ้าไม่ได้ทำ ลบผลที่กรอกและบอกเหตุผลในช่อง “ปัญหา/อุปสรรค”",
        "If it was done, choose another status; if not, clear the result and give the reason under problems.",
    ),
    bad=(put(schema.STATUS, "ยกเลิก", 2),),
    good=(
        put(schema.STATUS, "ยกเลิก", 2),
        put(schema.OUTCOME, "ยกเลิกการอบรมตามมติที่ประชุมเมื่อ 12 มีนาคม 2567 เพราะโอนงบไปแก้ภัยแล้ง", 2),
        put(schema.SPENT, "", 2),
    ),
)
def result_without_deed(case: Case) -> Iterator[Hit]:
    """Status not started or cancelled, while outcome, achieved or spent hold a result."""
    for item in case.judged:
        status, filled = item.measure.status, _results(item)
        if status.value in (schema.NOT_STARTED.key, schema.CANCELLED.key) and filled:
            facts = {"status": _status(status), "filled": filled[0].title}
            also = tuple(item.measure.where(column) for column in filled)
            yield Hit(status.at, also, schema.STATUS, status.text, facts)


def _results(item: Judged) -> list[schema.Column]:
    """The columns in which the measure shows a result."""
    measure = item.measure
    found = []
    told = item.judgement.verdict in (Verdict.EVIDENCED, Verdict.STATED)
    if told and not _NOT_DONE.search(measure.outcome.text):
        found.append(schema.OUTCOME)
    if measure.achieved.value and measure.achieved.text not in _NOTHING:
        found.append(schema.ACHIEVED)
    if measure.spent.value and not measure.spent.value.nil:
        found.append(schema.SPENT)
    return found


@rule(
    "ITA316",
    Severity.NOTE,
    title=Words("ยังไม่เสร็จ ทั้งที่สิ้นปีงบประมาณแล้ว", "Unfinished after the year's end"),
    message=Words(
        "สถานะ “{status}” แต่รายงานลงวันที่ {date} หลังสิ้นปีงบประมาณ {year}",
        "The status is “{status}”, but the report of {date} comes after the end of {year}.",
    ),
    why=Words(
        "รายงานผลทั้งปีควรบอกว่ามาตรการเสร็จหรือไม่ และเพราะเหตุใด",
        "A year's report should say whether the measure was carried out, and why not.",
    ),
    fix=Words(
        "ถ้าเสร็จแล้ว เลือกสถานะใหม่ ถ้ายังไม่เสร็จ บอกเหตุผลในช่อง “ปัญหา/อุปสรรค”",
        "If it is done, choose another status; if not, give the reason under problems.",
    ),
    bad=(put(schema.STATUS, "อยู่ระหว่างดำเนินการ", 2),),
)
def unfinished_after_the_year(case: Case) -> Iterator[Hit]:
    """Measures not started or in progress in a report dated after the fiscal year."""
    year, reported = case.year, case.reading.report.agency.report_date.value
    if year is None or reported is None or reported.start <= year.end:
        return
    for item in case.judged:
        status = item.measure.status
        open_still = status.value == schema.IN_PROGRESS.key or (
            status.value == schema.NOT_STARTED.key and not _results(item)
        )
        if open_still:
            facts = {"status": _status(status), "date": reported.start, "year": str(year)}
            yield Hit(status.at, (), schema.STATUS, status.text, facts)


@rule(
    "ITA317",
    Severity.WARNING,
    title=Words("เสร็จแล้ว ทั้งที่สิ้นสุดหลังวันที่รายงาน", "Done, though it ends after the report"),
    message=Words(
        "สถานะ “{status}” แต่วันที่สิ้นสุด {end} อยู่หลังวันที่รายงาน {date}",
        "The status is “{status}”, but it ends on {end}, after the report of {date}.",
    ),
    why=_WHY_STATUS,
    fix=Words(
        "ถ้าเสร็จก่อนกำหนด แก้วันที่สิ้นสุดเป็นวันที่เสร็จจริง ถ้ายังไม่เสร็จ เลือกสถานะใหม่",
        "If it was done early, give the day it was done; if not, choose another status.",
    ),
    bad=(
        fill(schema.SUBJECT, "รายงานผลการดำเนินการตามมาตรการ รอบ 6 เดือน"),
        fill(schema.PERIOD_END, "31 มีนาคม 2567"),
        fill(schema.REPORT_DATE, "5 เมษายน 2567"),
    ),
)
def done_before_its_end(case: Case) -> Iterator[Hit]:
    """Status done, though the end lies after the report's date; ends outside the year have their own rule."""
    year, agency = case.year, case.reading.report.agency
    reported, period = agency.report_date.value, agency.period_end.value
    if year is None or reported is None or period is None or reported.end < period.end:
        return  # the report's own date does not fit, and has its finding
    for measure in case.reading.report.measures:
        end, status = measure.end.value, measure.status
        if end and status.value == schema.DONE.key and reported.end < end.end <= year.end:
            facts = {
                "status": _status(status),
                "end": end.end,
                "date": reported.start,
            }
            yield Hit(status.at, (measure.end.at,), schema.STATUS, status.text, facts)


# --- target and achieved --------------------------------------------------------------------------


@rule(
    "ITA318",
    Severity.WARNING,
    title=Words("ทำได้ไม่ถึงเป้าหมาย แต่สถานะเสร็จแล้ว", "Short of the target, yet done"),
    message=Words(
        "เป้าหมาย “{target}” ทำได้ “{achieved}” ยังไม่ถึงเป้าหมาย แต่สถานะ “{status}”",
        "The target is “{target}”, achieved “{achieved}”: short of it, yet the status is “{status}”.",
    ),
    why=Words("ผู้ตรวจเทียบผลที่ทำได้กับเป้าหมาย", "An assessor holds what was achieved against the target."),
    fix=Words(
        "ตรวจตัวเลขทั้งสองช่อง ถ้าถูกแล้ว บอกเหตุผลในช่อง “ปัญหา/อุปสรรค”",
        "Check both numbers; if they are right, give the reason under problems.",
    ),
    bad=(put(schema.ACHIEVED, "18 นาที"),),
    good=(put(schema.ACHIEVED, "๑๕ นาที"),),
)
def short_of_target(case: Case) -> Iterator[Hit]:
    """Achieved beside target, where both count the same and the words say which way is better."""
    for measure in case.reading.report.measures:
        pair = _pair(measure)
        if pair is None or measure.status.value != schema.DONE.key:
            continue
        target, achieved = pair
        meant = way(measure.target.text, target)
        short = achieved.value < target.value if meant is Way.AT_LEAST else achieved.value > target.value
        if meant is not None and short:
            facts = {
                "target": measure.target.text,
                "achieved": achieved.text,
                "status": _status(measure.status),
            }
            yield Hit(
                measure.achieved.at, (measure.target.at,), schema.ACHIEVED, measure.achieved.text, facts
            )


def _pair(measure: Measure) -> tuple[Quantity, Quantity] | None:
    """Target and achieved where each says one quantity of one kind."""
    targets = quantities(measure.target.text)
    if len(targets) != 1:
        return None
    matching = [item for item in quantities(measure.achieved.text) if comparable(targets[0], item)]
    return (targets[0], matching[0]) if len(matching) == 1 else None


@rule(
    "ITA319",
    Severity.NOTE,
    title=Words("หน่วยนับของผลไม่ตรงกับเป้าหมาย", "Target and achieved count different things"),
    message=Words(
        "เป้าหมายนับเป็น “{target}” แต่ผลนับเป็น “{achieved}” จึงเทียบกันไม่ได้",
        "The target counts “{target}”, what was achieved “{achieved}”: they cannot be compared.",
    ),
    why=Words("ผู้ตรวจเทียบผลที่ทำได้กับเป้าหมาย", "An assessor holds what was achieved against the target."),
    fix=Words("เขียนทั้งสองช่องด้วยหน่วยนับเดียวกัน", "Use the same unit in both cells."),
    bad=(put(schema.TARGET, "40 คน", 2), put(schema.ACHIEVED, "3 ครั้ง", 2)),
    good=(put(schema.TARGET, "40 คน", 2), put(schema.ACHIEVED, "56 ราย (ร้อยละ 94)", 2)),
)
def units_differ(case: Case) -> Iterator[Hit]:
    """One quantity in each cell, of different units."""
    for measure in case.reading.report.measures:
        targets, found = quantities(measure.target.text), quantities(measure.achieved.text)
        if len(targets) == 1 and len(found) == 1 and targets[0].unit != found[0].unit:
            facts = {"target": targets[0].text, "achieved": found[0].text}
            yield Hit(
                measure.achieved.at, (measure.target.at,), schema.ACHIEVED, measure.achieved.text, facts
            )


# --- money ----------------------------------------------------------------------------------------

_WHY_MONEY = Words("ยอดรวมในสมุดสรุปคำนวณจากสองช่องนี้", "The summary's sums come from these two cells.")


def baht(amount: Decimal) -> str:
    """An amount as it is said: "12,500" or "11,800.50"."""
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"


@rule(
    "ITA325",
    Severity.WARNING,
    title=Words("ใช้จริงเกินงบประมาณ", "More was spent than budgeted"),
    message=Words(
        "ใช้จริง {spent} บาท มากกว่างบประมาณ {budget} บาท", "{spent} baht were spent of a budget of {budget}."
    ),
    why=_WHY_MONEY,
    fix=Words(
        "ตรวจตัวเลขทั้งสองช่อง ถ้าได้รับงบเพิ่ม แก้ช่อง “งบประมาณ” เป็นยอดหลังโอน",
        "Check both; if more was granted, give the budget after the transfer.",
    ),
    bad=(put(schema.SPENT, 13000, 2),),
    good=(put(schema.SPENT, 12500, 2),),
)
def over_budget(case: Case) -> Iterator[Hit]:
    """Spent above a budget that is more than nothing."""
    for measure in case.reading.report.measures:
        budget, spent = measure.budget.value, measure.spent.value
        if budget and spent and 0 < budget.baht < spent.baht:
            facts = {"spent": baht(spent.baht), "budget": baht(budget.baht)}
            yield Hit(measure.spent.at, (measure.budget.at,), schema.SPENT, measure.spent.text, facts)


@rule(
    "ITA326",
    Severity.WARNING,
    title=Words("ไม่มีงบประมาณ แต่มียอดใช้จริง", "Spent without a budget"),
    message=Words(
        "งบประมาณกรอกว่า “{budget}” แต่ใช้จริง {spent} บาท",
        "The budget says “{budget}”, but {spent} baht were spent.",
    ),
    why=_WHY_MONEY,
    fix=Words("กรอกงบประมาณที่ใช้ หรือแก้ช่อง “ใช้จริง”", "Give the budget it came from, or correct what was spent."),
    bad=(put(schema.SPENT, 900),),
    good=(put(schema.SPENT, "ไม่ใช้งบประมาณ"),),
)
def spent_without_budget(case: Case) -> Iterator[Hit]:
    """Something spent where the budget is a nil."""
    for measure in case.reading.report.measures:
        budget, spent = measure.budget.value, measure.spent.value
        if budget and budget.nil and spent and spent.baht > 0:
            facts = {"spent": baht(spent.baht), "budget": measure.budget.text}
            yield Hit(measure.spent.at, (measure.budget.at,), schema.SPENT, measure.spent.text, facts)


@rule(
    "ITA327",
    Severity.WARNING,
    title=Words("จำนวนเงินติดลบ", "A negative amount"),
    message=Words("“{value}” เป็นจำนวนติดลบ", "“{value}” is less than nothing."),
    why=_WHY_MONEY,
    fix=Words("พิมพ์จำนวนเงินใหม่โดยไม่มีเครื่องหมายลบ", "Type the amount again without the minus."),
    bad=(put(schema.SPENT, -500, 2),),
)
def negative_amount(case: Case) -> Iterator[Hit]:
    """A budget or an amount spent below nothing."""
    for column, entry in case.entries(schema.Kind.AMOUNT):
        if entry.value and entry.value.baht < 0:
            yield Hit(entry.at, (), column, entry.text)
