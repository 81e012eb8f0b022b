"""Scores over the years, and weak points with the measures that answer them: exact values, counted again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from agencies import SCORES_2566, SCORES_2567, checked
from hypothesis import given
from hypothesis import strategies as st
from sample_reports import SAMPLES

from ita_sheets import schema, scores
from ita_sheets.assess import assess
from ita_sheets.changes import AgencyYears
from ita_sheets.entries import read_record
from ita_sheets.model import Checked, Place, Reading, SourceFile, WeakPoint
from ita_sheets.outcomes import judge_report
from ita_sheets.schema import Instrument
from ita_sheets.score_years import Weakness, disagreements, score_years, weaknesses


def read(file: str, report: Any) -> Reading:
    return Reading(SourceFile(file, "0" * 64, 1), 1, report, ())


def samples() -> tuple[Checked, ...]:
    """The three sample years as checked files."""
    return tuple(
        Checked(read(f"ITA{sample.year}.xlsx", sample.report), judge_report(sample.report), ())
        for sample in SAMPLES
    )


def naming(item: Checked, *named: tuple[str, int | str]) -> Checked:
    """The file with those weak points, each with its indicator as typed."""

    def weak(row: int, text: str, indicator: int | str) -> WeakPoint:
        values: dict[str, int | str | None] = {"weak_point": text, "indicator": indicator}
        place = Place(item.reading.file.name, schema.WEAK_POINTS.tab.th, f"A{row}")
        found: WeakPoint = read_record(WeakPoint, schema.WEAK_POINTS, values, lambda _: place, None)[0]
        return found

    points = tuple(weak(row, text, indicator) for row, (text, indicator) in enumerate(named, 6))
    report = replace(item.reading.report, weak_points=points)
    return replace(item, reading=replace(item.reading, report=report))


def answering(*indicators: object) -> list[dict[str, Any]]:
    return [{"measure": f"มาตรการ {n}", "indicator": indicator} for n, indicator in enumerate(indicators, 1)]


def but(values: Sequence[float | None], **changed: float | None) -> list[float | None]:
    """The scores with those of `i1`, `i2`, ... changed."""
    return [changed.get(f"i{number}", value) for number, value in enumerate(values, 1)]


def told(weak: Weakness) -> tuple[Any, ...]:
    """A weak point in short: year, indicator, named, low in, rows, with a result, answered, scores, rise."""
    rows = [item.measure.row for item in weak.measures]
    return (
        weak.year, weak.indicator, weak.named is not None, weak.low_in, rows, weak.with_result, weak.answered,
        weak.before, weak.after, weak.rise,
    )  # fmt: skip


# --- scores -----------------------------------------------------------------------------------------------


def test_the_sample_years_and_the_year_before_them() -> None:
    years = score_years(samples())
    assert [
        (y.year, y.earlier, y.total, y.total_change, y.national_mean, y.over_national) for y in years
    ] == [
        (2565, None, 77.87, None, 87.57, -9.7),
        (2566, 2565, 82.87, 5.0, 90.19, -7.32),
        (2567, 2566, 87.47, 4.6, 93.05, -5.58),
        (2568, 2567, 91.16, 3.69, 93.82, -2.66),
    ]
    assert [[level.words.th for level in y.levels] for y in years] == [
        ["B"], ["ต้องปรับปรุง"], ["ผ่านดี"], ["ผ่านดี"],
    ]  # fmt: skip
    assert years[0].scores == {
        1: 88.12, 2: 79.34, 3: 86.05, 4: 77.48, 5: 76.9, 6: 85.71, 7: 78.26, 8: 76.63, 9: 84.2, 10: 62.5,
    }  # fmt: skip
    assert years[2].changes == {
        1: 1.75, 2: 0.43, 3: -3.38, 4: 4.09, 5: 5.49, 6: 1.88, 7: 4.82, 8: 2.35, 9: 3.45, 10: 12.5,
    }  # fmt: skip
    assert years[2].means == {Instrument.IIT: 85.44, Instrument.EIT: 86.18, Instrument.OIT: 89.95}
    assert years[2].mean_changes == {Instrument.IIT: 1.67, Instrument.EIT: 3.02, Instrument.OIT: 7.98}
    assert [number for number in range(1, 11) if years[2].passed(number) is False] == [2, 3, 4, 8]


def test_counted_again_with_plain_arithmetic() -> None:
    typed = {
        sample.year.be: {
            s.indicator.value: (s.score.value, s.previous_score.value) for s in sample.report.scores
        }
        for sample in SAMPLES
    }
    plain = {year: [values[n][0] or 0.0 for n in range(1, 11)] for year, values in typed.items()}
    plain[2565] = [typed[2566][n][1] or 0.0 for n in range(1, 11)]
    for year in score_years(samples()):
        values = plain[year.year]
        assert list(year.scores) == list(range(1, 11))
        assert list(year.scores.values()) == values
        iit, eit, oit = sum(values[:5]) / 5, sum(values[5:8]) / 3, sum(values[8:]) / 2
        assert list(year.means.values()) == pytest.approx([iit, eit, oit], abs=0.00501)
        assert year.total == pytest.approx(0.3 * iit + 0.3 * eit + 0.4 * oit, abs=0.00501)
        if year.earlier:
            before = plain[year.earlier]
            assert list(year.changes.values()) == pytest.approx(
                [now - then for now, then in zip(values, before, strict=True)]
            )


@pytest.mark.parametrize(("given_scores", "published"), [(SCORES_2567, 81.45), (SCORES_2566, 67.54)])
def test_published_totals_are_reproduced(given_scores: Sequence[float], published: float) -> None:
    (year,) = score_years([checked(2566, (), now=given_scores)])
    assert year.total == pytest.approx(published, abs=scores.TOLERANCE)


def test_a_years_own_file_speaks_before_the_next_and_fills_up_from_it() -> None:
    files = [
        checked(2566, (), now=but(SCORES_2566, i3=None, i9=50.0)),
        checked(2567, (), now=SCORES_2567, before=SCORES_2566),
    ]
    years = {year.year: year for year in score_years(files)}
    assert list(years) == [2566, 2567]
    assert list(years[2566].scores.items()) == list(enumerate(but(SCORES_2566, i9=50.0), 1))
    assert (years[2566].scores[3], years[2566].scores[9], years[2567].changes[9]) == (88.74, 50.0, 22.89)


def test_of_two_files_of_a_year_the_first_speaks() -> None:
    first, second = but((None,) * 10, i1=90.0, i2=88.0), but((None,) * 10, i2=80.0, i3=70.0)
    (year,) = score_years([checked(2567, (), now=first, file="a"), checked(2567, (), now=second, file="b")])
    assert list(year.scores.items()) == [(1, 90.0), (2, 88.0), (3, 70.0)]


def test_what_is_not_known_stays_out() -> None:
    partly = but(SCORES_2567, i2=None, i10=101.0)
    before, year = score_years([checked(2567, (), now=partly, before=but((None,) * 10, i1=90.0, i2=80.0))])
    assert before.scores == {1: 90.0, 2: 80.0}
    assert sorted(year.scores) == [1, 3, 4, 5, 6, 7, 8, 9]
    assert year.changes == {1: 3.55}
    assert year.means == {Instrument.EIT: 89.27}
    assert year.mean_changes == {}
    assert (year.total, year.total_change, year.levels, year.over_national) == (None, None, (), None)
    assert [year.passed(number) for number in (1, 2, 9)] == [True, None, False]


def test_changes_reach_over_a_missing_year_and_say_so() -> None:
    early, late = score_years([checked(2564, (), now=SCORES_2566), checked(2567, (), now=SCORES_2567)])
    assert (early.year, early.earlier, late.year, late.earlier) == (2564, None, 2567, 2564)
    assert late.total_change == 13.92
    assert late.changes[10] == 35.74


def test_no_scores_no_years() -> None:
    assert score_years([]) == ()
    assert score_years([checked(2567, ()), checked(None, (), now=SCORES_2567)]) == ()


def test_a_mark_of_85_passes() -> None:
    (year,) = score_years([checked(2567, (), now=but((None,) * 10, i1=85.0, i2=84.99))])
    assert [year.passed(1), year.passed(2)] == [True, False]


def test_the_level_of_2566_may_be_either_of_two() -> None:
    (year,) = score_years([checked(2566, (), now=[90.0] * 10)])
    assert [level.words.th for level in year.levels] == ["ผ่านดี", "ผ่าน"]


# --- scores that disagree ---------------------------------------------------------------------------------


def test_scores_that_two_files_give_differently() -> None:
    files = [
        checked(2566, (), now=but(SCORES_2566, i4=84.5, i7=None), before=[80.0] * 10),
        checked(2567, (), now=SCORES_2567, before=but(SCORES_2566, i1=92.174, i10=29.28)),
        checked(2567, (), before=but(SCORES_2566, i4=84.5, i9=105.0), file="second.xlsx"),
    ]
    found = [(d.year, d.indicator, d.own.value, d.later.value, d.later.at.file) for d in disagreements(files)]
    assert found == [(2566, 4, 84.5, 84.05, "ITA2567.xlsx"), (2566, 10, 29.82, 29.28, "ITA2567.xlsx")]
    first = disagreements(files)[0]
    assert (first.own.at.cell, first.later.at.cell) == ("B9", "C9")
    assert disagreements(samples()) == ()


# --- weak points ------------------------------------------------------------------------------------------


def test_the_weak_points_of_the_sample_years() -> None:
    assert [told(weak) for weak in weaknesses(samples())] == [
        (2566, 10, True, 2565, [10], 1, True, 62.5, 75.0, 12.5),
        (2566, 8, True, 2565, [7, 8], 0, True, 76.63, 78.91, 2.28),
        (2566, 5, True, 2565, [4], 0, True, 76.9, 79.85, 2.95),
        (2566, 4, True, 2565, [3], 1, True, 77.48, 80.06, 2.58),
        (2566, 2, False, 2565, [2], 0, True, 79.34, 82.17, 2.83),
        (2566, 7, False, 2565, [6], 0, True, 78.26, 83.55, 5.29),
        (2566, 9, False, 2565, [9], 1, True, 84.2, 88.95, 4.75),
        (2567, 10, True, 2566, [10], 1, True, 75.0, 87.5, 12.5),
        (2567, 8, True, 2566, [7, 8], 1, True, 78.91, 81.26, 2.35),
        (2567, 5, True, 2566, [4], 1, True, 79.85, 85.34, 5.49),
        (2567, 2, False, 2566, [2], 0, True, 82.17, 82.6, 0.43),
        (2567, 4, False, 2566, [3], 1, True, 80.06, 84.15, 4.09),
        (2567, 7, False, 2566, [6], 1, True, 83.55, 88.37, 4.82),
        (2568, 8, True, 2567, [8], 1, True, 81.26, 86.37, 5.11),
        (2568, 2, True, 2567, [2], 0, True, 82.6, 84.9, 2.3),
        (2568, 3, True, 2567, [], 0, False, 83.92, 85.11, 1.19),
        (2568, 4, True, 2567, [3], 0, True, 84.15, 88.63, 4.48),
    ]
    assert [weak.file for weak in weaknesses(samples())] == [0] * 7 + [1] * 6 + [2] * 4


def test_unanswered_weak_points_are_those_the_rules_find() -> None:
    files = [assess(item.reading) for item in samples()]
    hits = {
        (number, finding.facts["indicator"])
        for number, item in enumerate(files)
        for finding in item.findings
        if finding.code in ("ITA403", "ITA404")
    }
    assert {(weak.file, weak.indicator) for weak in weaknesses(files) if weak.answered is False} == hits


def test_a_named_weak_point_need_not_be_low_and_may_be_known_by_its_words() -> None:
    item = naming(
        checked(2567, answering(7, 1), before=[90.0] * 10),
        ("ประสิทธิภาพการสื่อสาร", ""), ("การภายนอก", ""), ("คนร้องเรียนมาก", "6"), ("อีกข้อ", "1"),
    )  # fmt: skip
    assert [told(weak) for weak in weaknesses([item])] == [
        (2567, 7, True, None, [1], 0, True, 90.0, None, None),
        (2567, None, True, None, [], 0, None, None, None, None),
        (2567, 6, True, None, [], 0, False, 90.0, None, None),
        (2567, 1, True, None, [2], 0, True, 90.0, None, None),
    ]


def test_a_measure_whose_indicator_cannot_be_read_may_be_the_answer() -> None:
    item = naming(checked(2567, answering(7, "ตัวชี้วัดอื่น")), ("ก", 7), ("ข", 8))
    assert [(weak.indicator, weak.answered) for weak in weaknesses([item])] == [(7, True), (8, None)]


def test_a_score_of_85_is_not_weak() -> None:
    item = checked(2567, (), before=but([90.0] * 10, i3=85.0, i4=84.99))
    assert [weak.indicator for weak in weaknesses([item])] == [4]


def test_without_scores_of_the_year_before_the_years_own_tell() -> None:
    item = checked(2567, answering(9), now=SCORES_2567)
    assert [told(weak) for weak in weaknesses([item])] == [
        (2567, 9, False, 2567, [1], 0, True, None, 72.89, None),
        (2567, 10, False, 2567, [], 0, False, None, 65.56, None),
    ]


def test_the_score_after_may_come_from_the_next_file() -> None:
    low = but((None,) * 10, i10=60.0)
    files = [checked(2566, (), before=low), checked(2567, (), before=but((None,) * 10, i10=55.5))]
    assert [told(weak) for weak in weaknesses(files)] == [
        (2566, 10, False, 2565, [], 0, False, 60.0, 55.5, -4.5),
        (2567, 10, False, 2566, [], 0, False, 55.5, None, None),
    ]


def test_each_file_answers_for_itself_and_one_without_a_year_has_no_scores() -> None:
    files = [
        naming(checked(None, answering(8), now=SCORES_2567), ("ก", 8)),
        naming(checked(2567, answering(8), file="a.xlsx"), ("ข", 8)),
        naming(checked(2567, answering(9), file="b.xlsx"), ("ค", 8)),
    ]
    assert [(weak.file, *told(weak)) for weak in weaknesses(files)] == [
        (0, None, 8, True, None, [1], 0, True, None, None, None),
        (1, 2567, 8, True, None, [1], 0, True, None, None, None),
        (2, 2567, 8, True, None, [], 0, False, None, None, None),
    ]


SCORE = st.integers(0, 10000).map(lambda hundredths: hundredths / 100)


@given(st.lists(SCORE, min_size=10, max_size=10), st.lists(st.integers(1, 10), max_size=4))
def test_every_low_score_is_a_weak_point_once(before: list[float], indicators: list[int]) -> None:
    found = weaknesses(AgencyYears("", (checked(2567, answering(*indicators), before=before),)).years)
    assert [weak.indicator for weak in found] == [n for n, value in enumerate(before, 1) if value < 85]
    assert all(weak.answered is (weak.indicator in indicators) for weak in found)
    assert sum(len(weak.measures) for weak in found) == sum(before[n - 1] < 85 for n in indicators)
