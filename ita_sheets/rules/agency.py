"""Family 2: the agency, the fiscal year, the period and the memo."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from difflib import SequenceMatcher

from ita_sheets import schema, thai
from ita_sheets.model import OddityKind, Place, Severity
from ita_sheets.rules.catalogue import Case, Hit, fill, put, rule
from ita_sheets.schema import Kind
from ita_sheets.texts import Words

_SAME_NAME = 0.75  # least similarity of a proper name that is meant to be ours
_ROUND = re.compile(
    r"รอบ(?:ระยะเวลา)?(?:ที่)?\s?(?:[0-9๐-๙]{1,2}|สาม|หก|เก้า)\s?(?:/\s?[0-9๐-๙]+|เดือน)|ไตรมาส|ครึ่งปี"
)
_LATEST_REPORT = timedelta(days=365)  # after the year's end


@rule(
    "ITA201",
    Severity.ERROR,
    title=Words("ช่องที่ต้องกรอกของหน่วยงานว่าง", "A required line of the form is blank"),
    message=Words("ยังไม่ได้กรอก “{header}”", "“{header}” is blank."),
    why=Words("ใช้ระบุว่ารายงานเป็นของใครและปีใด", "It says whose report this is, and of which year."),
    fix=Words("กรอกในช่องขวาของหัวข้อนี้", "Fill the cell right of the label."),
    bad=(fill(schema.AGENCY_NAME, ""),),
)
def required_lines(case: Case) -> Iterator[Hit]:
    """Required lines of the form; a missing sheet or line has a finding of its own."""
    gone = {oddity.facts.get("column") for oddity in case.oddities(OddityKind.COLUMN_MISSING)}
    if any(o.facts["sheet"] == schema.AGENCY.key for o in case.oddities(OddityKind.SHEET_MISSING)):
        return
    for column in schema.AGENCY.columns:
        entry = case.reading.report.agency.entry(column)
        if column.need is schema.Need.REQUIRED and entry.blank and column.key not in gone:
            yield Hit(entry.at, column=column)


@rule(
    "ITA202",
    Severity.ERROR,
    title=Words("ปีงบประมาณอ่านไม่ได้", "The fiscal year cannot be read"),
    message=Words("“{value}” อ่านเป็นปีพุทธศักราชไม่ได้", "“{value}” is no Buddhist Era year."),
    why=Words("ปีใช้จัดรายงานเข้าลำดับและเทียบข้ามปี", "Reports are ordered and compared by year."),
    fix=Words("พิมพ์ปี พ.ศ. สี่หลัก เช่น 2567", "Type the four digits of the B.E. year, such as 2567."),
    bad=(fill(schema.BASIS_YEAR, "ปีที่แล้ว"),),
)
def unreadable_year(case: Case) -> Iterator[Hit]:
    """A fiscal year or basis year that is no year, or lies out of range (such as one converted twice)."""
    agency = case.reading.report.agency
    for column in (schema.FISCAL_YEAR, schema.BASIS_YEAR):
        entry = agency.entry(column)
        if entry.unreadable:
            yield Hit(entry.at, column=column, value=entry.text)


@rule(
    "ITA203",
    Severity.ERROR,
    title=Words("รอบรายงานเริ่มหลังสิ้นสุด", "The period starts after its end"),
    message=Words(
        "รอบเริ่ม {start} แต่สิ้นสุด {end} ปีงบประมาณ {year} เริ่ม {expected}",
        "The period starts on {start} and ends on {end}; fiscal year {year} starts on {expected}.",
    ),
    why=Words("ผู้ตรวจจะถือว่ารอบรายงานผิด", "An assessor will take the period for wrong."),
    fix=Words("แก้วันแรกของรอบเป็น {expected}", "Change the first day to {expected}."),
    bad=(fill(schema.PERIOD_START, "๑ ตุลาคม ๒๕๖๗"),),
    good=(fill(schema.PERIOD_START, "1/10/2566"),),
)
def period_reversed(case: Case) -> Iterator[Hit]:
    """The first day of the period lies after its last."""
    agency, year = case.reading.report.agency, case.year
    start, end = agency.period_start.value, agency.period_end.value
    if start and end and year and start.start > end.end:
        facts = {
            "start": start.start,
            "end": end.end,
            "year": str(year),
            "expected": year.start,
        }
        at, also = agency.period_start.at, (agency.period_end.at,)
        yield Hit(at, also, schema.PERIOD_START, agency.period_start.text, facts)


@rule(
    "ITA204",
    Severity.WARNING,
    title=Words("รอบรายงานไม่ตรงปีงบประมาณ", "The period is not the fiscal year"),
    message=Words(
        "“{value}” ไม่ตรงกับปีงบประมาณ {year} ซึ่งคือ {expected}",
        "“{value}” does not match fiscal year {year}, which gives {expected}.",
    ),
    why=Words("รายงานต้องครอบคลุมปีงบประมาณที่รายงาน", "The report must cover the fiscal year."),
    fix=Words(
        "แก้เป็น {expected} หากรายงานเป็นรอบสั้นกว่าปี ให้บอกไว้ในช่อง “เรื่อง”",
        "Change it to {expected}; if the round is shorter than a year, say so in the subject.",
    ),
    bad=(fill(schema.PERIOD_START, "๑ ตุลาคม ๒๕๖๕"),),
    good=(
        fill(schema.SUBJECT, "รายงานผลการดำเนินการตามมาตรการ รอบ 6 เดือน"),
        fill(schema.PERIOD_END, "31 มีนาคม 2567"),
        fill(schema.REPORT_DATE, "18 ตุลาคม 2567"),
    ),
)
def period_not_the_year(case: Case) -> Iterator[Hit]:
    """First or last day of the period is not the fiscal year's; a reversed period has its own rule.

    A round that the subject names may end within the year.
    """
    agency, year = case.reading.report.agency, case.year
    start, end = agency.period_start.value, agency.period_end.value
    if year is None or (start and end and start.start > end.end):
        return
    if start and start.start != year.start:
        facts = {"year": str(year), "expected": year.start}
        yield Hit(agency.period_start.at, (), schema.PERIOD_START, agency.period_start.text, facts)
    shorter = end and _ROUND.search(agency.subject.text) and year.contains(end.end)
    if end and end.end != year.end and not shorter:
        facts = {"year": str(year), "expected": year.end}
        yield Hit(agency.period_end.at, (), schema.PERIOD_END, agency.period_end.text, facts)


@rule(
    "ITA205",
    Severity.WARNING,
    title=Words("วันที่รายงานไม่สมเหตุผล", "The report's date does not fit"),
    message=Words(
        "รายงานลงวันที่ {date} แต่รอบรายงานสิ้นสุด {end}",
        "The report is dated {date}, but the period ends on {end}.",
    ),
    why=Words(
        "รายงานผลทั้งปีทำได้หลังสิ้นรอบ และไม่ควรช้ากว่าหนึ่งปี",
        "A year's results are reported after its end, and within a year.",
    ),
    fix=Words("ตรวจวันที่ในบันทึกข้อความและรอบรายงาน", "Check the memo's date and the period."),
    bad=(fill(schema.REPORT_DATE, "15 ตุลาคม 2566"),),
)
def report_date(case: Case) -> Iterator[Hit]:
    """A report dated before its period ended, or more than a year after."""
    agency, year = case.reading.report.agency, case.year
    date, end = agency.report_date.value, agency.period_end.value
    if date is None or year is None:
        return
    last = end.end if end and year.contains(end.end) else year.end
    if not last <= date.end <= last + _LATEST_REPORT:
        facts = {"date": date.start, "end": last}
        yield Hit(agency.report_date.at, (), schema.REPORT_DATE, agency.report_date.text, facts)


@rule(
    "ITA207",
    Severity.WARNING,
    title=Words("ปีฐานของมาตรการไม่ใช่ปีก่อน", "The measures rest on another year"),
    message=Words(
        "มาตรการปี {year} ควรมาจากผล ITA ปี {expected} แต่กรอกปี {given}",
        "Measures of {year} should rest on the ITA result of {expected}, not {given}.",
    ),
    why=Words(
        "มาตรการของปีหนึ่งตั้งจากผลการประเมินปีก่อนหน้า",
        "A year's measures are set from the result of the year before.",
    ),
    fix=Words("ตรวจปีในบทวิเคราะห์ แล้วแก้เป็น {expected}", "Check the analysis and change it to {expected}."),
    bad=(fill(schema.BASIS_YEAR, "2567"),),
    good=(fill(schema.BASIS_YEAR, "๒๕๖๖"),),
)
def basis_year(case: Case) -> Iterator[Hit]:
    """Measures of year N rest on the result of N-1."""
    year, basis = case.year, case.reading.report.agency.basis_year
    if year and basis.value and basis.value.be != year.be - 1:
        facts = {"year": str(year), "expected": str(year.be - 1), "given": str(basis.value)}
        yield Hit(basis.at, (), schema.BASIS_YEAR, basis.text, facts)


@rule(
    "ITA208",
    Severity.WARNING,
    title=Words("ชื่อหน่วยงานสะกดสองแบบ", "The agency's name is spelled two ways"),
    message=Words(
        "เขียน “{found}” ({count} แห่ง) แต่ชื่อที่ถูกคือ “{expected}”",
        "“{found}” is written ({count} places), but the right name is “{expected}”.",
    ),
    why=Words("ชื่อในเอกสารราชการต้องตรงกันทุกแห่ง", "An official document spells its names alike."),
    fix=Words("แก้เป็น “{expected}” ทุกแห่ง", "Change it to “{expected}” everywhere."),
    bad=(put(schema.SUGGESTIONS, "ให้องค์กรบริหารส่วนตำบลจัดอบรมต่อเนื่องทุกปี"),),
    good=(put(schema.SUGGESTIONS, "ให้องค์การบริหารส่วนตำบลจัดอบรมต่อเนื่องทุกปี"),),
)
def name_spelled_two_ways(case: Case) -> Iterator[Hit]:
    """A misspelled kind of agency, wherever it stands; one finding a spelling, with all its places."""
    for wrong, right in schema.AGENCY_KINDS_MISSPELLED:
        places: Counter[Place] = Counter()
        for _, entry in case.entries(Kind.TEXT, Kind.CHOICE):
            places[entry.at] += entry.text.count(wrong)
        places = +places
        if places:
            first, *others = places
            facts = {"found": wrong, "expected": right, "count": places.total()}
            yield Hit(first, tuple(others), value=wrong, facts=facts)


@rule(
    "ITA209",
    Severity.WARNING,
    title=Words("ชื่อหน่วยงานไม่ตรงกับในแบบ", "The name differs from the form's"),
    message=Words(
        "เขียน “{found}” แต่ในแบบชื่อ “{expected}”", "“{found}” stands here, but the form says “{expected}”."
    ),
    why=Words(
        "อาจสะกดผิด หรือคัดลอกมาจากรายงานของหน่วยงานอื่น",
        "It may be misspelled, or copied from another agency's report.",
    ),
    fix=Words("แก้ให้ตรงกับชื่อในแผ่น “หน่วยงาน”", "Make it the name on the agency sheet."),
    bad=(fill(schema.ADDRESSEE, "นายกองค์การบริหารส่วนตำบลบ้านดอนแก้ง"),),
)
def name_differs(case: Case) -> Iterator[Hit]:
    """The agency's kind followed by a proper name that is near to the form's, yet not the same."""
    name = thai.tidy(case.reading.report.agency.name.text)
    kind = next((kind for kind in schema.AGENCY_KINDS if name.startswith(kind)), None)
    proper = name.removeprefix(kind or "").strip()
    if not kind or not proper:
        return
    for column, entry in case.entries(Kind.TEXT, Kind.CHOICE):
        for found in _other_names(entry.text, kind, proper):
            facts = {"found": f"{kind}{found}", "expected": name}
            yield Hit(entry.at, (), column, entry.text, facts)
            break


def _other_names(text: str, kind: str, proper: str) -> Iterator[str]:
    """Proper names behind the kind that differ from ours by a letter or two."""
    start = text.find(kind)
    while start >= 0:
        rest = text[start + len(kind) :].lstrip()
        if not rest.startswith(proper):
            candidate = rest[: len(proper)]
            if candidate != proper and SequenceMatcher(None, candidate, proper).ratio() >= _SAME_NAME:
                yield candidate
        start = text.find(kind, start + 1)
