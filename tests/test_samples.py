"""The sample years: one story over three years, and the committed workbooks are built from it."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from sample_reports import SAMPLES, build_templates

from ita_sheets import schema, scores, thai
from ita_sheets.fiscal import FiscalYear
from ita_sheets.model import Measure, Report, Verdict
from ita_sheets.outcomes import judge
from ita_sheets.texts.verdicts import NAMES

REPORTS = [sample.report for sample in SAMPLES]
YEARS = [sample.year.be for sample in SAMPLES]
PAIRS = list(pairwise(REPORTS))
MEASURES = [(sample, measure) for sample in SAMPLES for measure in sample.report.measures]


def previous_ids(measure: Measure) -> list[str]:
    return [ref for ref in measure.previous_id.text.split(build_templates.ID_SEPARATOR) if ref]


def by_id(report: Report) -> dict[str, Measure]:
    return {measure.ref: measure for measure in report.measures}


def scores_of(report: Report, column: schema.Column) -> dict[int, float]:
    return {row.indicator.value or 0: float(row.entry(column).value or 0) for row in report.scores}


# --- the committed workbooks ---------------------------------------------------------------------------


def test_committed_workbooks_are_what_is_built() -> None:
    assert build_templates.outdated(build_templates.workbooks()) == []


# --- each year -----------------------------------------------------------------------------------------


def test_three_years_in_a_row() -> None:
    assert YEARS == [2566, 2567, 2568]
    for sample in SAMPLES:
        assert sample.report.agency.fiscal_year.value == sample.year
        assert sample.report.agency.basis_year.value == sample.year.previous
        assert 9 <= len(sample.report.measures) <= 12


@pytest.mark.parametrize("report", REPORTS, ids=YEARS)
def test_every_value_can_be_read(report: Report) -> None:
    unreadable = [
        (record.where(column).cell, record.entry(column).text)
        for sheet in schema.SHEETS
        for record in report.records(sheet)
        for column in sheet.columns
        if record.entry(column).unreadable
    ]
    assert unreadable == []


@pytest.mark.parametrize("report", REPORTS, ids=YEARS)
def test_form_is_filled(report: Report) -> None:
    blank = [column.key for column in schema.AGENCY.columns if report.agency.entry(column).blank]
    assert blank == []
    assert 2 <= len(report.weak_points) <= 4


@pytest.mark.parametrize(("sample", "measure"), MEASURES, ids=[f"{s.year}:{m.ref}" for s, m in MEASURES])
def test_outcome_is_judged_as_meant(sample: build_templates.SampleYear, measure: Measure) -> None:
    texts = (measure.measure, measure.action, measure.outcome, measure.previous_outcome)
    judgement = judge(*(entry.text for entry in texts))
    assert judgement.verdict is sample.expected[measure.ref], judgement


def test_every_verdict_occurs() -> None:
    assert {verdict for sample in SAMPLES for verdict in sample.expected.values()} == set(Verdict)


def test_reports_get_better() -> None:
    gaps = [
        (sum(verdict.is_gap for verdict in sample.expected.values()), len(sample.expected))
        for sample in SAMPLES
    ]
    assert gaps == [(6, 10), (3, 11), (3, 12)]


@pytest.mark.parametrize("report", REPORTS, ids=YEARS)
def test_ids_are_the_year_of_origin_and_a_serial(report: Report) -> None:
    refs = [measure.ref for measure in report.measures]
    assert len(set(refs)) == len(refs)
    for measure in report.measures:
        assert re.fullmatch(r"25[0-9]{2}-[0-9]{2}", measure.ref)
        origin = int(measure.ref[:4])
        assert report.year == FiscalYear(origin) or measure.previous_id.text


@pytest.mark.parametrize("report", REPORTS, ids=YEARS)
def test_measures_run_within_their_year(report: Report) -> None:
    assert report.year
    for measure in report.measures:
        start, end = measure.start.value, measure.end.value
        assert start
        assert end
        assert report.year.contains(start.start)
        assert report.year.contains(end.end)
        assert start.start < end.end
    written = report.agency.report_date.value
    assert written
    assert timedelta() < written.start - report.year.end < timedelta(days=60)


@pytest.mark.parametrize("report", REPORTS, ids=YEARS)
def test_spending_stays_within_the_budget(report: Report) -> None:
    for measure in report.measures:
        assert measure.budget.value
        assert measure.spent.value
        assert measure.spent.value.baht <= measure.budget.value.baht


def test_links_lead_nowhere() -> None:
    for _, measure in MEASURES:
        for column in schema.MEASURES.columns:
            links = re.findall(r"https?://([^/\s]+)", measure.entry(column).text)
            assert set(links) <= {"example.go.th"}


def test_no_person_is_named() -> None:
    """No title that stands before a person's name."""
    title = re.compile("(?<!มิถุ)นาย(?!ก)|นาง|น\\.ส\\.")
    for report in REPORTS:
        for sheet in schema.SHEETS:
            for record in report.records(sheet):
                for column in sheet.columns:
                    assert not title.search(record.entry(column).text), record.where(column)


# --- from year to year ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("earlier", "later"), PAIRS, ids=YEARS[1:])
def test_previous_scores_are_last_years_scores(earlier: Report, later: Report) -> None:
    before = scores_of(later, schema.PREVIOUS_SCORE)
    assert before == scores_of(earlier, schema.SCORE)
    assert list(before) == [item.number for item in schema.INDICATORS]


@pytest.mark.parametrize(("earlier", "later"), PAIRS, ids=YEARS[1:])
def test_previous_values_are_last_years_values(earlier: Report, later: Report) -> None:
    known = by_id(earlier)
    verdicts = next(sample.expected for sample in SAMPLES if sample.report is earlier)
    for measure in later.measures:
        refs = previous_ids(measure)
        assert set(refs) <= set(known)
        assert measure.previous_outcome.text == "\n".join(known[ref].outcome.text for ref in refs)
        assert measure.previous_verdict.text == "\n".join(NAMES[verdicts[ref]].th for ref in refs)
        assert measure.ref not in known or measure.ref in refs


@pytest.mark.parametrize(("earlier", "later"), PAIRS, ids=YEARS[1:])
def test_relations_are_true(earlier: Report, later: Report) -> None:
    known = by_id(earlier)
    followed = [ref for measure in later.measures for ref in previous_ids(measure)]
    for measure in later.measures:
        refs = previous_ids(measure)
        if not refs:
            expected = schema.NEW
        elif len(refs) > 1:
            expected = schema.MERGED
        elif followed.count(refs[0]) > 1:
            expected = schema.SPLIT
        else:
            is_same = measure.measure.text == known[refs[0]].measure.text
            expected = schema.KEPT if is_same else schema.REWORDED
        assert measure.relation.value == expected.key, measure.ref


def test_first_year_has_no_earlier_one() -> None:
    assert not any(m.entry(column).text for m in REPORTS[0].measures for column in schema.ROLLED_COLUMNS)


def test_what_changes_in_the_last_year() -> None:
    earlier, later = (by_id(report) for report in REPORTS[1:])
    comes_from = {measure.ref: previous_ids(measure) for measure in later.values()}
    followed = [ref for refs in comes_from.values() for ref in refs]
    assert [ref for ref, refs in comes_from.items() if len(refs) > 1] == ["2566-08"], "merged"
    assert {ref for ref in followed if followed.count(ref) > 1} == {"2566-04"}, "split"
    assert set(earlier) - set(followed) == {"2567-01"}, "dropped"
    assert [ref for ref, refs in comes_from.items() if not refs] == ["2568-02", "2568-03"], "new"
    kept = [ref for ref, refs in comes_from.items() if refs == [ref] and followed.count(ref) == 1]
    reworded = [ref for ref in kept if later[ref].measure.text != earlier[ref].measure.text]
    assert reworded == ["2566-05"]


def test_results_lost_again_in_the_last_year() -> None:
    earlier, later = (by_id(report) for report in REPORTS[1:])
    carried_over = [
        ref
        for ref, measure in later.items()
        if measure.outcome.text and measure.outcome.text == measure.previous_outcome.text
    ]
    assert carried_over == ["2566-10"]
    assert [
        ref for ref, verdict in SAMPLES[2].expected.items() if verdict is Verdict.CARRIED_OVER
    ] == carried_over
    copied = [
        ref
        for ref, measure in later.items()
        if thai.fold(measure.outcome.text) == thai.fold(measure.action.text)
    ]
    assert copied == ["2566-03"]
    assert SAMPLES[1].expected["2566-03"] is Verdict.EVIDENCED
    assert earlier["2566-03"].outcome.text != later["2566-03"].outcome.text


# --- faults put in for the rules to find ---------------------------------------------------------------


def test_one_typed_total_is_wrong() -> None:
    typed = [report.agency.announced_total.value for report in REPORTS]
    computed = [scores.total(scores_of(report, schema.SCORE)) for report in REPORTS]
    assert [one == other for one, other in zip(typed, computed, strict=True)] == [True, False, True]


def test_one_period_does_not_begin_with_its_year() -> None:
    starts = [sample.report.agency.period_start.value for sample in SAMPLES]
    begins = [
        start and start.start == sample.year.start for start, sample in zip(starts, SAMPLES, strict=True)
    ]
    assert begins == [True, False, True]


def test_one_weak_indicator_has_no_measure() -> None:
    unanswered = [
        (sample.year.be, point.indicator.value)
        for sample in SAMPLES
        for point in sample.report.weak_points
        if point.indicator.value not in {measure.indicator.value for measure in sample.report.measures}
    ]
    assert unanswered == [(2568, 3)]


def test_slips_of_the_pen() -> None:
    texts = [
        record.entry(column).raw
        for report in REPORTS
        for sheet in (schema.AGENCY, schema.MEASURES, schema.WEAK_POINTS)
        for record in report.records(sheet)
        for column in sheet.columns
        if column is not schema.PREVIOUS_OUTCOME
    ]
    assert sum("องค์กรบริหารส่วนตำบล" in text for text in texts) == 1
    assert sum(bool(re.search("</?p>", text)) for text in texts) == 1
    assert sum(bool(thai.doubled_words(text)) for text in texts) == 1
    assert sum("มากน้อยเพียงใด" in text for text in texts) == 1
    assert any(re.search("[0-9]", text) and re.search("[๐-๙]", text) for text in texts)
    assert not any(thai.foreign_letters(text) for text in texts)
