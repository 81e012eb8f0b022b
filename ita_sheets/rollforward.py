"""From last year's workbook to the report that fills next year's template: measures go on, results do not.

What people would copy by hand (wording, unit, steps, the office's own lines) is carried letter for letter.
What is new each year (what was done, its outcome, dates, money, waivers) is left blank, and so is what could
not be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from ita_sheets import schema
from ita_sheets.entries import blank, read_record
from ita_sheets.errors import NotOurTemplateError
from ita_sheets.fiscal import thai_date
from ita_sheets.model import Agency, Measure, Place, Record, Report, Score, WeakPoint
from ita_sheets.texts import refusals, verdicts
from ita_sheets.texts import template as texts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ita_sheets.entries import RawValue
    from ita_sheets.fiscal import FiscalYear
    from ita_sheets.model import Checked, Judged
    from ita_sheets.schema import Column, Sheet

R = TypeVar("R", bound=Record)
Values = dict[str, "RawValue"]

KEPT_LINES = (
    schema.AGENCY_NAME,
    schema.DISTRICT,
    schema.PROVINCE,
    schema.DEPARTMENT,
    schema.ADDRESSEE,
    schema.REPORTER,
    schema.REVIEWER,
    schema.EXECUTIVE,
)
KEPT_COLUMNS = (schema.NUMBER, schema.INDICATOR, schema.MEASURE, schema.UNIT, schema.STEPS, schema.TARGET)


def roll_forward(checked: Checked, year: FiscalYear, ids: Mapping[int, str] | None = None) -> Report:
    """The report of `year` that an earlier year's workbook leads to, with its results still to be written.

    `ids` gives, by a measure's row, the id it carries; any other keeps its own id, or gets the one that was
    made of its year and row. No two measures get the same. A measure that was cancelled or has ended is not
    carried, nor a row without a wording. Scores and the weak points they show go only into the year right
    after theirs: in a later one they would pass for those of another year.

    Raises `NotOurTemplateError` for a workbook without a fiscal year, or whose year is not before `year`.
    """
    last = checked.reading.report
    before = _year_before(last, year)
    new = _NewYear(year, checked.reading.file.name)
    carried = tuple(item for item in checked.judged if _goes_on(item.measure))
    measures = _measures(new, carried, _ids(last, [item.measure for item in carried], ids or {}))
    scores = _sound_scores(last.scores) if before.be + 1 == year.be else {}
    return Report(
        year, _agency(new, last.agency), measures, _weak_points(new, scores, measures), _scores(new, scores)
    )


@dataclass(frozen=True, slots=True)
class _NewYear:
    """What every record of the new report is made with: its year, and the file its values come from."""

    year: FiscalYear
    file: str

    def record(self, kind: type[R], sheet: Sheet, values: Values, **fields: object) -> R:
        """A record from values by column key."""
        return read_record(kind, sheet, values, lambda _: self.place(sheet), self.year, **fields)[0]

    def place(self, sheet: Sheet) -> Place:
        """Where the values come from, as far as it can be said of a whole sheet."""
        return Place(self.file, sheet.tab.th, None)


def _year_before(last: Report, year: FiscalYear) -> FiscalYear:
    """The workbook's own year."""
    if last.year is None:
        refusal = refusals.LAST_YEAR_UNKNOWN
        raise NotOurTemplateError(refusal.code, refusal.words.fill(year=year))
    if last.year >= year:
        refusal = refusals.NOT_AN_EARLIER_YEAR
        raise NotOurTemplateError(refusal.code, refusal.words.fill(found=last.year, year=year))
    return last.year


def _carried(record: Record, column: Column) -> str:
    """What stands in the record's cell, letter for letter; nothing where it could not be read."""
    entry = record.entry(column)
    return "" if entry.unreadable else entry.raw


# --- the form ---------------------------------------------------------------------------------------------


def _agency(new: _NewYear, last: Agency) -> Agency:
    values: Values = {column.key: _carried(last, column) for column in KEPT_LINES}
    values |= {
        schema.FISCAL_YEAR.key: str(new.year),
        schema.BASIS_YEAR.key: str(new.year.previous),
        schema.PERIOD_START.key: thai_date(new.year.start, thai_digits=False),
        schema.PERIOD_END.key: thai_date(new.year.end, thai_digits=False),
    }
    return new.record(Agency, schema.AGENCY, values)


# --- measures ---------------------------------------------------------------------------------------------


def _goes_on(measure: Measure) -> bool:
    """Whether there is a wording to carry, and the office did not cancel it."""
    return bool(measure.measure.value) and measure.status.value != schema.CANCELLED.key


def _ids(last: Report, measures: Sequence[Measure], given: Mapping[int, str]) -> dict[int, str]:
    """Row -> id, no two alike: given ids come first, then own ones, then those made of year and row.

    No id is made that a measure had which is not carried.
    """
    found: dict[int, str] = {}
    for measure in measures:
        ref = given.get(measure.row, "")
        if ref and ref not in found.values():
            found[measure.row] = ref
    for measure in measures:
        is_own = measure.id.text == measure.ref
        if measure.row not in found and is_own and measure.ref not in found.values():
            found[measure.row] = measure.ref
    rows = {measure.row for measure in measures}
    taken = {measure.ref for measure in (*last.measures, *last.ended) if measure.row not in rows}
    for measure in measures:
        if measure.row not in found:
            found[measure.row] = _free(measure.ref, last, taken.union(found.values()))
    return found


def _free(ref: str, last: Report, taken: set[str]) -> str:
    """The id, or where another measure has it the first that is free behind its year's rows."""
    serial = len(last.measures) + len(last.ended)
    while ref in taken:
        serial += 1
        ref = f"{last.year}-{serial:02d}"
    return ref


def _measures(new: _NewYear, carried: Sequence[Judged], ids: Mapping[int, str]) -> tuple[Measure, ...]:
    """The measures as the new year begins them, last year's result beside each."""
    headers = dict.fromkeys(header for item in carried for header, _ in item.measure.extra)
    nothing = tuple((header, blank(new.place(schema.MEASURES))) for header in headers)
    measures = []
    for row, item in enumerate(carried, start=1):
        ref = ids[item.measure.row]
        values: Values = {column.key: _carried(item.measure, column) for column in KEPT_COLUMNS}
        values |= {
            schema.MEASURE_ID.key: ref,
            schema.PREVIOUS_ID.key: item.measure.ref,
            schema.PREVIOUS_OUTCOME.key: _carried(item.measure, schema.OUTCOME),
            schema.PREVIOUS_VERDICT.key: verdicts.NAMES[item.judgement.verdict].th,
            schema.RELATION.key: schema.KEPT.words.th,
        }
        fields = {"row": row, "ref": ref, "extra": nothing}
        measures.append(new.record(Measure, schema.MEASURES, values, **fields))
    return tuple(measures)


# --- scores -----------------------------------------------------------------------------------------------


def _sound_scores(scores: Sequence[Score]) -> dict[int, Score]:
    """Indicator -> the first record of it whose score of the year is sound."""
    found: dict[int, Score] = {}
    for record in scores:
        score = record.score.value
        if record.indicator.value and score is not None and 0 <= score <= 100:
            found.setdefault(record.indicator.value, record)
    return found


def _scores(new: _NewYear, last: Mapping[int, Score]) -> tuple[Score, ...]:
    """All ten indicators, as the template lists them; last year's score where it is known."""
    records = []
    for item in schema.INDICATORS:
        values: Values = {schema.SCORE_INDICATOR.key: item.label.th}
        if item.number in last:
            values[schema.PREVIOUS_SCORE.key] = _carried(last[item.number], schema.SCORE)
        records.append(new.record(Score, schema.SCORES, values))
    return tuple(records)


def _weak_points(
    new: _NewYear, last: Mapping[int, Score], measures: Sequence[Measure]
) -> tuple[WeakPoint, ...]:
    """Each indicator below the pass mark, with the measures that answer it or an idea for one."""
    records = []
    for item in schema.INDICATORS:
        score = last[item.number].score.value if item.number in last else None
        if score is None or score >= schema.PASS_MARK:
            continue
        facts = {"indicator": item.name, "score": f"{score:.2f}", "mark": f"{schema.PASS_MARK:g}"}
        values: Values = {
            schema.WEAK_POINT.key: texts.LOW_SCORE.fill(**facts).th,
            schema.WEAK_INDICATOR.key: item.label.th,
            schema.WEAK_SUGGESTION.key: _suggestion(item.number, measures),
        }
        records.append(new.record(WeakPoint, schema.WEAK_POINTS, values))
    return tuple(records)


def _suggestion(indicator: int, measures: Sequence[Measure]) -> str:
    """Which measures answer the indicator, by number or else by id; where none does, what could be done."""
    answers = [m.number.text or m.id.text for m in measures if m.indicator.value == indicator]
    if answers:
        return texts.ANSWERED_BY.fill(numbers=", ".join(answers)).th
    return texts.NOT_ANSWERED.fill(idea=texts.IDEAS[indicator]).th
