"""Family 4: across measures, weak points and scores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from ita_sheets import outcomes, schema, scores, thai
from ita_sheets.model import Entry, Place, Severity, Verdict, WeakPoint
from ita_sheets.rules.catalogue import Case, Edit, Hit, Verb, fill, put, rule
from ita_sheets.score_years import own_scores, weak_indicator
from ita_sheets.texts import Words

_OTHERS_NAMED = 10  # of the rows with the same id or text: each is a finding of its own
_WHY_ANSWER = Words(
    "มาตรการต้องตอบจุดอ่อนที่การวิเคราะห์ผล ITA ระบุ", "Measures must answer the weak points of the ITA analysis."
)

IDS_TWICE = "ITA401"


@rule(
    IDS_TWICE,
    Severity.ERROR,
    title=Words("รหัสข้อซ้ำ", "An id stands twice"),
    message=Words("รหัส “{value}” ใช้กับมาตรการอื่นด้วย ({others})", "The id “{value}” is also at {others}."),
    why=Words("รหัสใช้ติดตามมาตรการข้ามปี จึงต้องไม่ซ้ำ", "Ids follow measures across years and must differ."),
    fix=Words(
        "ลบรหัสของแถวที่คัดลอกมา เครื่องมือจะตั้งให้ใหม่", "Clear the id of the copied row; a new one will be given."
    ),
    bad=(put(schema.MEASURE_ID, "2566-01", 2),),
)
def duplicate_ids(case: Case) -> Iterator[Hit]:
    """Each row whose id another row has too, with the others' places."""
    by_id: dict[str, list[Entry[str]]] = {}
    for measure in case.reading.report.measures:
        if measure.id.text:  # folded: the dash may be a long one of Word's
            by_id.setdefault(thai.fold(measure.id.text), []).append(measure.id)
    for entries in by_id.values():
        for entry in entries if len(entries) > 1 else ():
            yield Hit(entry.at, _others(entry, entries), schema.MEASURE_ID, entry.text)


def _others(entry: Entry[str], entries: Iterable[Entry[str]]) -> tuple[Place, ...]:
    """The places of the others, as far as they are named."""
    return tuple(islice((other.at for other in entries if other.at != entry.at), _OTHERS_NAMED))


@rule(
    "ITA402",
    Severity.WARNING,
    title=Words("จุดอ่อนไม่ใช่ตัวชี้วัดของ ITA", "A weak point is no ITA indicator"),
    message=Words("“{value}” ไม่ตรงกับตัวชี้วัดใดในสิบตัวชี้วัดของ ITA", "“{value}” is none of the ten ITA indicators."),
    why=Words(
        "ถ้าไม่รู้ตัวชี้วัด จะตรวจไม่ได้ว่ามีมาตรการตอบจุดอ่อนนี้", "Without it nobody can tell whether a measure answers it."
    ),
    fix=Words(
        "เลือกตัวชี้วัด 1-10 ที่จุดอ่อนนี้อยู่ ในช่องตัวชี้วัดของแถวนี้",
        "Choose the indicator (1-10) this weak point belongs to.",
    ),
    bad=(
        put(schema.WEAK_POINT, "ตัวชี้วัดการภายนอก", 2, schema.WEAK_POINTS),
        put(schema.WEAK_INDICATOR, "", 2, schema.WEAK_POINTS),
    ),
    good=(put(schema.WEAK_POINT, "ตัวชี้วัดประสิทธิภาพการสื่อสาร", 2, schema.WEAK_POINTS),),
)
def weak_point_without_indicator(case: Case) -> Iterator[Hit]:
    """A named weak point of which neither the list nor its words give one of the ten."""
    for weak in case.reading.report.weak_points:
        if weak_indicator(weak) is None:
            entry = weak.indicator if weak.indicator.text else weak.weak_point
            column = schema.WEAK_INDICATOR if weak.indicator.text else schema.WEAK_POINT
            yield Hit(entry.at, (), column, entry.text)


def _addressed(case: Case) -> set[int] | None:
    """The measures' indicators.

    None where there is no measure, or one whose indicator cannot be read: it may be the very one missed.
    """
    entries = [measure.indicator for measure in case.reading.report.measures]
    if not entries or any(entry.unreadable for entry in entries):
        return None
    return {entry.value for entry in entries if entry.value is not None}


def _named(case: Case) -> dict[int, WeakPoint]:
    """Indicator -> the first weak point that names it."""
    named: dict[int, WeakPoint] = {}
    for weak in case.reading.report.weak_points:
        number = weak_indicator(weak)
        if number is not None:
            named.setdefault(number, weak)
    return named


def _basis(case: Case) -> schema.Column:
    """The scores the measures rest on: last year's, or this year's where none of last year is given."""
    scores_given = (score.previous_score.value for score in case.reading.report.scores)
    return schema.PREVIOUS_SCORE if any(value is not None for value in scores_given) else schema.SCORE


def _low(case: Case) -> dict[int, Entry[float]]:
    """Indicator -> its score below the pass mark, of those the measures rest on."""
    low = {}
    for score in case.reading.report.scores:
        entry: Entry[float] = score.entry(_basis(case))
        if score.indicator.value and entry.value is not None and 0 <= entry.value < schema.PASS_MARK:
            low[score.indicator.value] = entry
    return low


LEAST_WORDS = 20  # trigrams of an outcome that can be told to be of another measure
OWN_AT_MOST = 0.3  # share of the outcome that stands in its own measure
OTHER_AT_LEAST = 0.5  # in another; no outcome of the samples has more than .27 of another's


@rule(
    "ITA409",
    Severity.WARNING,
    title=Words("ผลลัพธ์อาจเป็นของมาตรการอื่น", "The outcome may belong to another measure"),
    message=Words(
        "ข้อความ {percent}% ตรงกับมาตรการลำดับที่ {row} ({others}) แต่ตรงกับมาตรการของตนเองเพียง {own}%",
        "{percent}% of the text stands in measure no. {row} ({others}), only {own}% in its own.",
    ),
    why=Words(
        "ผู้ตรวจจะมองว่าผลลัพธ์ไม่ตอบมาตรการข้อนี้", "An assessor will say that it does not answer this measure."
    ),
    fix=Words(
        "ตรวจว่าวางข้อความถูกแถว แล้วเขียนผลของมาตรการข้อนี้",
        "Check that it stands in the right row, and write what came of this measure.",
    ),
    bad=(put(schema.OUTCOME, "เปิดหน้าเว็บรับเรื่องร้องเรียนและประชาสัมพันธ์ในการประชุมหมู่บ้าน 14 ครั้ง"),),
)
def answers_another_measure(case: Case) -> Iterator[Hit]:
    """An outcome of which most stands in another measure's cells and little in its own."""
    words = [outcomes.vocabulary(item.measure.measure.text, item.measure.action.text) for item in case.judged]
    for index, item in enumerate(case.judged):
        said = outcomes.vocabulary(item.measure.outcome.text)
        if item.judgement.verdict.is_gap or len(said) < LEAST_WORDS:
            continue
        shares = [len(said & other) / len(said) for other in words]
        own, shares[index] = shares[index], 0.0
        most = max(shares)
        if own <= OWN_AT_MOST and most >= OTHER_AT_LEAST:
            other = case.judged[shares.index(most)].measure
            facts = {"row": other.row, "percent": int(most * 100), "own": int(own * 100)}
            entry = item.measure.outcome
            yield Hit(entry.at, (other.measure.at,), schema.OUTCOME, entry.text, facts)


LEAST_LETTERS = 12  # of a folded text that two measures do not share by chance


@rule(
    "ITA410",
    Severity.WARNING,
    title=Words("ผลลัพธ์เดียวกันหลายมาตรการ", "The same outcome for several measures"),
    message=Words("ข้อความนี้ใช้เป็นผลลัพธ์ของมาตรการอื่นด้วย ({others})", "The text is also the outcome at {others}."),
    why=Words(
        "ผู้ตรวจจะมองว่าคัดลอกกันมา ไม่ใช่ผลของมาตรการข้อนี้",
        "An assessor takes it for a copy, not for what came of this measure.",
    ),
    fix=Words("เขียนผลของแต่ละมาตรการแยกกัน", "Write what came of each measure."),
    bad=(put(schema.OUTCOME, "ผู้ผ่านการอบรม 24 คน จากทั้งหมด 25 คน"),),
    good=(
        put(schema.OUTCOME, "ไม่มีข้อทักท้วงจากผู้รับบริการในปีงบประมาณ 2567"),
        put(schema.OUTCOME, "ไม่มีข้อทักท้วงจากผู้รับบริการในปีงบประมาณ 2567", 2),
    ),
)
def same_outcome(case: Case) -> Iterator[Hit]:
    """Outcomes alike but for typing; nils may be alike, and gaps have their verdict."""
    fine = (Verdict.EVIDENCED, Verdict.STATED)
    told = [item.measure.outcome for item in case.judged if item.judgement.verdict in fine]
    yield from _alike(schema.OUTCOME, told)


@rule(
    "ITA411",
    Severity.NOTE,
    title=Words("สรุปผลการดำเนินการเดียวกันหลายมาตรการ", "The same summary for several measures"),
    message=Words(
        "ข้อความนี้ใช้เป็นสรุปผลการดำเนินการของมาตรการอื่นด้วย ({others})",
        "The text is also the summary of what was done at {others}.",
    ),
    why=Words(
        "ผู้ตรวจจะมองว่าคัดลอกกันมา ไม่ใช่สิ่งที่ทำตามมาตรการข้อนี้",
        "An assessor takes it for a copy, not for what was done here.",
    ),
    fix=Words(
        "เขียนสิ่งที่ทำของแต่ละมาตรการแยกกัน ถ้าทำพร้อมกันจริง ปล่อยไว้ได้",
        "Write what was done for each; leave it if it was truly one deed.",
    ),
    bad=(put(schema.ACTION, "จัดอบรมให้เจ้าหน้าที่หน้าเคาน์เตอร์ทุกกอง 2 รุ่น"),),
)
def same_action(case: Case) -> Iterator[Hit]:
    """Summaries of what was done that are alike but for typing."""
    yield from _alike(schema.ACTION, [item.action for item in case.reading.report.measures])


def _alike(column: schema.Column, entries: list[Entry[str]]) -> Iterator[Hit]:
    """Each entry whose text another one has too, with the others' places; one merged cell is one text."""
    alike: dict[str, dict[Place, Entry[str]]] = {}
    for entry in entries:
        if len(key := thai.fold(entry.text)) >= LEAST_LETTERS:
            alike.setdefault(key, {})[entry.at] = entry
    for same in alike.values():
        for at, entry in same.items() if len(same) > 1 else ():
            yield Hit(at, _others(entry, same.values()), column, entry.text)


@rule(
    "ITA403",
    Severity.WARNING,
    title=Words("จุดอ่อนที่ไม่มีมาตรการรองรับ", "A weak point without a measure"),
    message=Words(
        "จุดอ่อน “{indicator}” ยังไม่มีมาตรการใดรองรับ", "No measure answers the weak point “{indicator}”."
    ),
    why=_WHY_ANSWER,
    fix=Words(
        "เพิ่มมาตรการของตัวชี้วัดนี้ หรือแก้ตัวชี้วัดของมาตรการที่ตอบเรื่องนี้อยู่แล้ว",
        "Add a measure of this indicator, or correct the indicator of the one that answers it.",
    ),
    bad=(put(schema.WEAK_INDICATOR, "2", 1, schema.WEAK_POINTS),),
)
def weak_point_unanswered(case: Case) -> Iterator[Hit]:
    """A named weak indicator that no measure has."""
    addressed = _addressed(case)
    if addressed is None:
        return
    for number, weak in _named(case).items():
        if number not in addressed:
            yield Hit(weak.weak_point.at, (), schema.WEAK_POINT, weak.weak_point.text, {"indicator": number})


@rule(
    "ITA404",
    Severity.WARNING,
    title=Words("ตัวชี้วัดต่ำกว่าเกณฑ์ที่ไม่มีมาตรการรองรับ", "A low score without a measure"),
    message=Words(
        "“{indicator}” ได้ {score} คะแนน ต่ำกว่าเกณฑ์ 85 แต่ไม่มีมาตรการใดรองรับ",
        "“{indicator}” scored {score}, below the pass mark of 85, and no measure answers it.",
    ),
    why=_WHY_ANSWER,
    fix=Words("เพิ่มมาตรการของตัวชี้วัดนี้ในแผ่น “มาตรการ”", "Add a measure of this indicator."),
    bad=(put(schema.PREVIOUS_SCORE, 71.5, 3, schema.SCORES),),
    good=(put(schema.PREVIOUS_SCORE, 85, 3, schema.SCORES),),
)
def low_score_unanswered(case: Case) -> Iterator[Hit]:
    """An indicator below the pass mark that no measure has and no weak point names already."""
    addressed = _addressed(case)
    if addressed is None:
        return
    for number, entry in _low(case).items():
        if number not in addressed | set(_named(case)):
            facts = {"indicator": number, "score": entry.value}
            yield Hit(entry.at, (), _basis(case), entry.text, facts)


@rule(
    "ITA405",
    Severity.NOTE,
    title=Words("มาตรการที่ไม่ตอบจุดอ่อนใด", "A measure that answers no weak point"),
    message=Words("ตัวชี้วัด “{indicator}” ไม่ใช่จุดอ่อนที่ระบุไว้", "“{indicator}” is none of the weak points named."),
    why=_WHY_ANSWER,
    fix=Words(
        "ถ้าเป็นจุดอ่อนจริง เพิ่มในแผ่น “จุดอ่อน” ถ้าไม่ใช่ ปล่อยไว้ได้",
        "If it is a weak point, add it to the list of weak points; if not, leave it.",
    ),
    bad=(
        put(schema.WEAK_POINT, "", 1, schema.WEAK_POINTS),
        put(schema.WEAK_INDICATOR, "", 1, schema.WEAK_POINTS),
        put(schema.PREVIOUS_SCORE, 90, 1, schema.SCORES),
    ),
)
def answers_no_weak_point(case: Case) -> Iterator[Hit]:
    """Measures of an indicator that is neither named nor low, where weak points are named at all."""
    named = _named(case)
    weak = set(named) | set(_low(case))
    for measure in case.reading.report.measures if named else ():
        number = measure.indicator.value
        if number is not None and number not in weak:
            entry = measure.indicator
            yield Hit(entry.at, (), schema.INDICATOR, entry.text, {"indicator": number})


@rule(
    "ITA406",
    Severity.WARNING,
    title=Words("คะแนนรวมไม่ตรงกับคะแนนรายตัวชี้วัด", "The typed total is not the scores' total"),
    message=Words(
        "กรอกคะแนนรวม {typed} แต่คำนวณจากสิบตัวชี้วัดได้ {total}",
        "The total typed is {typed}; the ten scores give {total}.",
    ),
    why=Words(
        "คะแนนรวม = 30% ของ IIT + 30% ของ EIT + 40% ของ OIT", "The total is 30 % IIT + 30 % EIT + 40 % OIT."
    ),
    fix=Words("ตรวจคะแนนรวมและคะแนนรายตัวชี้วัดกับประกาศผล", "Check both against the announcement."),
    bad=(fill(schema.ANNOUNCED_TOTAL, 99.5),),
)
def total_differs(case: Case) -> Iterator[Hit]:
    """The announced total against the recomputed one, to two decimals."""
    entry = case.reading.report.agency.announced_total
    total = scores.total(own_scores(case.reading.report))
    if entry.value is not None and total is not None and abs(entry.value - total) > scores.TOLERANCE:
        facts = {"typed": entry.value, "total": total}
        yield Hit(entry.at, (), schema.ANNOUNCED_TOTAL, entry.text, facts)


@rule(
    "ITA407",
    Severity.WARNING,
    title=Words("ระดับไม่ตรงกับคะแนน", "The typed level is not the scores' level"),
    message=Words(
        "กรอกระดับ “{value}” แต่คะแนนของปี {year} ให้ระดับ “{level}” (คะแนนรวม {total})",
        "The level typed is “{value}”; the scores of {year} give “{level}” (total {total}).",
    ),
    why=Words("เกณฑ์ระดับเปลี่ยนในปี 2566 และมักใช้ปนกัน", "The levels changed in 2566 and are often mixed up."),
    fix=Words("ตรวจระดับกับประกาศผลของปีนั้น", "Check the level against that year's announcement."),
    bad=(fill(schema.ANNOUNCED_LEVEL, "AA"),),
)
def level_differs(case: Case) -> Iterator[Hit]:
    """The announced level against those that the scores allow under that year's system."""
    report = case.reading.report
    entry, own = report.agency.announced_level, own_scores(report)
    year = case.year
    if entry.value is None or year is None:
        return
    allowed = scores.levels(own, year.be)
    if allowed and entry.value not in {level.words.th for level in allowed}:
        facts = {"year": str(year), "level": allowed[0].words, "total": scores.total(own)}
        yield Hit(entry.at, (), schema.ANNOUNCED_LEVEL, entry.text, facts)


@rule(
    "ITA408",
    Severity.ERROR,
    title=Words("คะแนนไม่อยู่ระหว่าง 0-100", "A score outside 0-100"),
    message=Words("“{value}” ไม่อยู่ระหว่าง 0 ถึง 100", "“{value}” is not between 0 and 100."),
    why=Words("คะแนน ITA มีค่า 0 ถึง 100", "ITA scores run from 0 to 100."),
    fix=Words("พิมพ์คะแนนใหม่ เช่น 87.72", "Type the score again, such as 87.72."),
    bad=(
        put(schema.SCORE, 877.2, 2, schema.SCORES),
        Edit(Verb.PUT, schema.ANNOUNCED_TOTAL, "", 1, schema.AGENCY),
        Edit(Verb.PUT, schema.ANNOUNCED_LEVEL, "", 1, schema.AGENCY),
    ),
)
def score_out_of_range(case: Case) -> Iterator[Hit]:
    """A score or announced total below 0 or above 100."""
    report = case.reading.report
    cells = [(schema.ANNOUNCED_TOTAL, report.agency.announced_total)]
    for score in report.scores:
        cells += [(schema.SCORE, score.score), (schema.PREVIOUS_SCORE, score.previous_score)]
    for column, entry in cells:
        if entry.value is not None and not 0 <= entry.value <= 100:
            yield Hit(entry.at, (), column, entry.text)
