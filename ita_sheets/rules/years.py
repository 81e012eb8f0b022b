"""Family 5: across the years of one agency. What people mix up, and what got worse.

These look at several workbooks at once, so they run on their own (`check_years`); each finding stands in the
file it speaks of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ita_sheets import history, schema, thai
from ita_sheets.changes import ReasonKind
from ita_sheets.entries import choice_words, ids_named
from ita_sheets.fiscal import said_time
from ita_sheets.history import Turn
from ita_sheets.model import Place, Severity
from ita_sheets.rules.catalogue import CATALOGUE, Hit, rule
from ita_sheets.score_years import disagreements
from ita_sheets.texts import Words, verdicts
from ita_sheets.texts.summary import NOT_SAVED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ita_sheets.changes import AgencyYears, Answer, Reason, Step
    from ita_sheets.fiscal import FiscalYear
    from ita_sheets.model import Checked, Entry, Finding, Measure

FAMILY = "ITA5"
TWICE, ELSEWHERE = "ITA501", "ITA503"


@dataclass(frozen=True, slots=True)
class Years:
    """What these rules look at: an agency's years, other agencies' files beside, answers to no purpose."""

    agency: AgencyYears
    others: tuple[AgencyYears, ...] = ()
    lost_answers: tuple[Answer, ...] = ()


def check_years(years: Years, ignore: Iterable[str] = ()) -> tuple[Finding, ...]:
    """What is to be said across the years, by code."""
    ignored = set(ignore)
    rules = [
        item for code, item in sorted(CATALOGUE.items()) if code.startswith(FAMILY) and code not in ignored
    ]
    return tuple(found for item in rules for found in item.findings(years))


# --- which files ----------------------------------------------------------------------------------


@rule(
    TWICE,
    Severity.ERROR,
    title=Words("มีสองไฟล์ของปีเดียวกัน", "Two files of one year"),
    message=Words(
        "ปี {year} มีมากกว่าหนึ่งไฟล์ ({files}) จึงยังไม่เทียบปีนี้กับปีอื่น {newer}",
        "There is more than one file of {year} ({files}), so that year is not compared. {newer}",
    ),
    why=Words("เครื่องมือไม่เดาว่าไฟล์ใดเป็นฉบับที่ใช้จริง", "The toolkit does not guess which one counts."),
    fix=Words("เก็บฉบับที่ใช้จริงไว้ไฟล์เดียว แล้วสั่งใหม่", "Keep only the one that counts, and run again."),
    bad=(),
)
def same_year_twice(years: Years) -> Iterator[Hit]:
    """Each year of which several files are there; which was saved later is said, not acted on."""
    by_year: dict[FiscalYear, list[Checked]] = defaultdict(list)
    for item in years.agency.years:
        if item.reading.report.year:
            by_year[item.reading.report.year].append(item)
    for year, items in by_year.items():
        if len(items) > 1:
            places = [Place(item.reading.file.name, None, None) for item in items]
            facts = {"year": str(year), "files": tuple(p.file for p in places), "newer": _newer(items)}
            yield Hit(places[0], tuple(places[1:]), facts=facts)


def _newer(items: list[Checked]) -> Words:
    """Which file was saved last, if that can be told, and when each was."""
    files = [item.reading.file for item in items]
    if len({file.sha256 for file in files}) == 1:
        return Words("ทุกไฟล์เหมือนกันทุกประการ", "They are the same file.")
    times = [said_time(file.saved) if file.saved else NOT_SAVED for file in files]
    by_time = sorted((file.saved, file.name) for file in files if file.saved)
    if len(by_time) < len(files) or by_time[-1][0] == by_time[-2][0]:
        said = Words("ไม่ทราบว่าไฟล์ใดบันทึกทีหลัง ({times})", "Which one was saved last is not known ({times}).")
    else:
        said = Words("ไฟล์ที่บันทึกหลังสุดคือ {file} ({times})", "The one saved last is {file} ({times}).")
    named = [(file.name, time) for file, time in zip(files, times, strict=True)]
    each = Words(
        ", ".join(f"{name} {time.th}" for name, time in named),
        ", ".join(f"{name} {time.en}" for name, time in named),
    )
    return said.fill(file=by_time[-1][1] if by_time else "", times=each)


@rule(
    "ITA502",
    Severity.WARNING,
    title=Words("มีปีที่ขาดไป", "A year is missing"),
    message=Words(
        "ไม่มีไฟล์ของปี {missing} จึงเทียบปี {later} กับปี {earlier}",
        "There is no file of {missing}; {later} is compared with {earlier}.",
    ),
    why=Words("มาตรการที่เพิ่มและเลิกระหว่างนั้นจะไม่เห็น", "What came and went between them cannot be seen."),
    fix=Words("ถ้ามีไฟล์ของปีนั้น ใส่ไว้ในโฟลเดอร์แล้วสั่งใหม่", "If you have that year's file, add it and run again."),
    bad=(),
)
def missing_years(years: Years) -> Iterator[Hit]:
    """Each step over years of which there is no file."""
    known = {item.reading.report.year.be: item for item in years.agency.years if item.reading.report.year}
    for step in years.agency.steps:
        between = range(step.earlier.be + 1, step.later.be)
        missing = tuple(str(be) for be in between if be not in known)
        if missing:
            facts = {"missing": missing, "earlier": str(step.earlier), "later": str(step.later)}
            yield Hit(Place(known[step.later.be].reading.file.name, None, None), facts=facts)


@rule(
    ELSEWHERE,
    Severity.WARNING,
    title=Words("ไฟล์ของหน่วยงานอื่น", "Another agency's file"),
    message=Words(
        "{file} เป็นของ “{other}” จึงไม่ได้นำมาเทียบกับ “{agency}”",
        "{file} is of “{other}” and was not compared with “{agency}”.",
    ),
    why=Words("เทียบได้เฉพาะไฟล์ของหน่วยงานเดียวกัน", "Only files of one agency can be compared."),
    fix=Words("ถ้าเป็นหน่วยงานเดียวกัน สะกดชื่อให้เหมือนกันทุกไฟล์", "If it is the same agency, spell its name alike."),
    bad=(),
)
def other_agencies(years: Years) -> Iterator[Hit]:
    """Each file of another agency."""
    for other in years.others:
        for item in other.years:
            entry = item.reading.report.agency.name
            facts = {"file": item.reading.file.name, "other": other.name, "agency": years.agency.name}
            yield Hit(entry.at, (), schema.AGENCY_NAME, entry.text, facts)


# --- ids and answers ------------------------------------------------------------------------------


@rule(
    "ITA504",
    Severity.WARNING,
    title=Words("รหัสเดิมแต่เป็นคนละเรื่อง", "The same id on another subject"),
    message=Words(
        "รหัส “{value}” ในปี {earlier} เป็นเรื่อง “{text}” ({others})",
        "In {earlier} the id “{value}” is “{text}” ({others}).",
    ),
    why=Words("รหัสใช้ตามมาตรการเดิมข้ามปี", "Ids follow a measure across years."),
    fix=Words(
        "ถ้าเป็นมาตรการใหม่ ลบรหัสของข้อนี้ ถ้าเป็นข้อเดิม ปล่อยไว้ได้",
        "If it is a new measure clear its id; if it is the same one, leave it.",
    ),
    bad=(),
)
def id_on_another_subject(years: Years) -> Iterator[Hit]:
    """Each id that names a measure of the year before which the row was not linked to, or only with doubt.

    An id that nobody typed, made of a row's place, gives way to a text without a word.
    """
    for step in years.agency.steps:
        links = {(link.earlier.row, link.later.row): link.reasons for link in step.linked.links}
        earlier, later = _measures(step)
        by_id = {thai.fold(measure.ref): measure for measure in earlier}
        for measure, entry, name in _ids(later):
            before = by_id.get(thai.fold(name))
            if before is None:
                continue
            reasons = links.get((before.row, measure.row))
            if _is_doubtful(reasons) if reasons is not None else before.id.text:
                facts = {"earlier": str(step.earlier), "text": before.measure.text}
                yield Hit(entry.at, (before.measure.at,), schema.MEASURE_ID, entry.text, facts)


def _is_doubtful(reasons: Iterable[Reason]) -> bool:
    return any(reason.kind is ReasonKind.ID_OTHER_SUBJECT for reason in reasons)


@rule(
    "ITA508",
    Severity.WARNING,
    title=Words("รหัสข้อปีก่อนที่ไม่มีในปีก่อน", "Last year's id that last year does not have"),
    message=Words("ไม่มีรหัส “{value}” ในไฟล์ของปี {earlier}", "The file of {earlier} has no id “{value}”."),
    why=Words("จึงไม่รู้ว่าข้อนี้ต่อมาจากข้อใด", "So there is no telling which measure it comes from."),
    fix=Words("ตรวจรหัสกับไฟล์ของปีก่อน", "Check the id against last year's file."),
    bad=(),
)
def unknown_previous_ids(years: Years) -> Iterator[Hit]:
    """Ids that the file of the year before, which has ids, does not hold."""
    for step in years.agency.steps:
        earlier, later = _measures(step)
        if step.earlier.be + 1 < step.later.be or not any(measure.id.text for measure in earlier):
            continue
        known = {thai.fold(ref) for measure in earlier for ref in (measure.ref, measure.id.text)}
        for measure in later:
            for name in ids_named(measure.previous_id.text):
                if thai.fold(name) not in known:
                    facts = {"earlier": str(step.earlier)}
                    yield Hit(measure.previous_id.at, (), schema.PREVIOUS_ID, name, facts)


@rule(
    "ITA507",
    Severity.WARNING,
    title=Words("คำตอบที่ใช้ไม่ได้", "An answer that cannot be followed"),
    message=Words(
        "คำตอบ “{value}” ใช้ไม่ได้ เพราะไม่พบ “{other}” ในอีกปีหนึ่ง",
        "The answer “{value}” cannot be followed: there is no “{other}” in the other year.",
    ),
    why=Words("คำตอบต้องบอกข้อที่มีอยู่จริง", "An answer must name a measure that exists."),
    fix=Words(
        "พิมพ์ข้อหรือรหัสของอีกปีหนึ่งในช่อง “ข้อที่ตรงกัน” แล้วสั่งใหม่",
        "Give the number or id of the other year's measure under “The measure meant”, and run again.",
    ),
    bad=(),
)
def lost_answers(years: Years) -> Iterator[Hit]:
    """Answers that name no measure of the other year."""
    for answer in years.lost_answers:
        words = choice_words(schema.REPLIES, answer.reply)
        yield Hit(answer.at, (), schema.ANSWER_REPLY, words.th if words else None, {"other": answer.other})


# --- what got worse -------------------------------------------------------------------------------


@rule(
    "ITA505",
    Severity.WARNING,
    title=Words("เคยมีผลลัพธ์ แต่ปีนี้ไม่มี", "It had a result, and has none now"),
    message=Words(
        "ปี {earlier} เป็น “{then}” ({others}) แต่ปี {later} เป็น “{now}”",
        "In {earlier} it was “{then}” ({others}); in {later} it is “{now}”.",
    ),
    why=Words("ผู้ตรวจที่อ่านรายงานสองปีจะเห็นว่าถอยลง", "An assessor who reads both years sees it got worse."),
    fix=Words("เขียนผลของปีนี้ในแบบเดียวกับที่เคยเขียนไว้", "Write this year's result the way it was written before."),
    bad=(),
)
def lost_results(years: Years) -> Iterator[Hit]:
    """Measures whose outcome was a result and is a gap now; last year's text again has a rule of its own."""
    for compared in history.compared(years.agency):
        for row in compared.turned(Turn.LOST):
            if row.earlier is None or row.later is None:
                continue
            facts = {
                "earlier": str(compared.step.earlier),
                "later": str(compared.step.later),
                "then": verdicts.NAMES[row.earlier.judgement.verdict],
                "now": verdicts.NAMES[row.later.judgement.verdict],
            }
            entry = row.later.measure.outcome
            also = (row.earlier.measure.outcome.at,)
            yield Hit(entry.at, also, schema.OUTCOME, entry.text, facts)


@rule(
    "ITA506",
    Severity.WARNING,
    title=Words("คะแนนปีก่อนไม่ตรงกับไฟล์ปีก่อน", "Last year's score is not last year's file's"),
    message=Words(
        "“{indicator}” ปี {earlier} กรอกไว้ {typed} แต่ไฟล์ของปี {earlier} เป็น {score} ({others})",
        "“{indicator}” of {earlier} is typed as {typed}; the file of {earlier} says {score} ({others}).",
    ),
    why=Words("คะแนนเดียวกันต้องตรงกันทั้งสองไฟล์", "The same score must be the same in both files."),
    fix=Words("ตรวจกับประกาศผล แล้วแก้ไฟล์ที่ผิด", "Check the announcement and correct the file that is wrong."),
    bad=(),
)
def scores_differ(years: Years) -> Iterator[Hit]:
    """A score of the year before that differs from that year's own file."""
    for found in disagreements(years.agency.years):
        facts = {
            "indicator": found.indicator,
            "earlier": str(found.year),
            "typed": found.later.text,
            "score": found.own.text,
        }
        yield Hit(found.later.at, (found.own.at,), schema.PREVIOUS_SCORE, found.later.text, facts)


def _measures(step: Step) -> tuple[list[Measure], list[Measure]]:
    """Both years' measures in the order of their rows."""
    linked = step.linked
    earlier = {link.earlier.row: link.earlier for link in linked.links}
    later = {link.later.row: link.later for link in linked.links}
    earlier |= {item.measure.row: item.measure for item in linked.dropped}
    later |= {item.measure.row: item.measure for item in linked.added}
    return [earlier[row] for row in sorted(earlier)], [later[row] for row in sorted(later)]


def _ids(measures: Iterable[Measure]) -> Iterator[tuple[Measure, Entry[str], str]]:
    """Every id typed in these rows with its cell, each once a row; an own one that stands twice is none."""
    for measure in measures:
        if thai.fold(measure.id.text) and measure.id.text == measure.ref:
            yield measure, measure.id, measure.ref
        for name in ids_named(measure.previous_id.text):
            if thai.fold(name) != thai.fold(measure.ref):
                yield measure, measure.previous_id, name
