"""Scores over the years of one agency, and its weak points with the measures that answer them. No words.

A year's scores come from its own file; where that gives none, from the column of the year before in the next
year's file. Scores outside 0-100 count as not given. Measures of a fiscal year rest on the result of the year
before; an indicator below `schema.PASS_MARK` is weak. What is not known is left out or None, never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, TypeVar

from ita_sheets import schema, scores
from ita_sheets.entries import indicator_number
from ita_sheets.schema import Instrument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ita_sheets.model import Checked, Entry, Judged, Place, Report, WeakPoint
    from ita_sheets.schema import Column, Level
    from ita_sheets.scores import Scores

K = TypeVar("K")
_Entries = dict[int, "Entry[float]"]  # indicator -> the cell of its score


@dataclass(frozen=True, slots=True)
class YearScores:
    """One agency's scores of one Buddhist Era fiscal year, 0-100, by indicator in its order.

    `places` are the cells that they are taken from, by indicator too.
    Changes are counted from `earlier`, the year before it of which any score is known (there may be years in
    between), and stand only where both scores are known. A mean is there when all of the instrument's
    indicators are, `total` and `levels` when all ten are; `levels` are those of `scores.levels`.
    """

    year: int
    earlier: int | None
    scores: Scores
    places: Mapping[int, Place]
    changes: Mapping[int, float]
    means: Mapping[Instrument, float]
    mean_changes: Mapping[Instrument, float]
    total: float | None
    total_change: float | None
    levels: tuple[Level, ...]

    @property
    def national_mean(self) -> float | None:
        """The mean total of all agencies, None where it is not known."""
        return schema.year_facts(self.year).national_mean

    @property
    def over_national(self) -> float | None:
        """How far the total lies above the national mean, below 0 under it."""
        return _difference(self.total, self.national_mean)

    def passed(self, indicator: int) -> bool | None:
        """Whether the indicator reaches the pass mark, None where its score is not known."""
        score = self.scores.get(indicator)
        return None if score is None else score >= schema.PASS_MARK


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A score that the year's own file and a file of the next year give differently, to two decimals."""

    year: int
    indicator: int
    own: Entry[float]
    later: Entry[float]


@dataclass(frozen=True, slots=True)
class Weakness:
    """A weak point of one file, the measures of that file with its indicator, and what came of it.

    `file` counts from 0 in the agency's order. `named` is None where the score alone tells; `low_in` is the
    fiscal year whose score lies below the pass mark: the year before, or the year itself where no score of
    the year before is known; None where none does. `before` is the score of the year before, `after` that of
    the year. `answered` is None where the indicator, or that of a measure, cannot be told. `at` is the cell
    that names it, or that of the low score.
    """

    file: int
    year: int | None
    indicator: int | None
    named: WeakPoint | None
    low_in: int | None
    measures: tuple[Judged, ...]
    answered: bool | None
    before: float | None
    after: float | None
    at: Place

    @property
    def rise(self) -> float | None:
        """Points won from before to after, below 0 when lost; None unless both are known."""
        return _difference(self.after, self.before)

    @property
    def with_result(self) -> int:
        """How many of the measures have a real outcome."""
        return sum(not item.judgement.verdict.is_gap for item in self.measures)


def own_scores(report: Report) -> dict[int, float]:
    """Indicator -> score of the year reported on."""
    return _values(_sound(report, schema.SCORE))


def previous_scores(report: Report) -> dict[int, float]:
    """Indicator -> score of the year before, as typed beside it."""
    return _values(_sound(report, schema.PREVIOUS_SCORE))


def score_years(files: Iterable[Checked]) -> tuple[YearScores, ...]:
    """The years of which any score is known, oldest first; of two files of a year the first speaks."""
    found: list[YearScores] = []
    for year, entries in sorted(_known(files).items()):
        found.append(_year_scores(year, entries, found[-1] if found else None))
    return tuple(found)


def disagreements(files: Sequence[Checked]) -> tuple[Disagreement, ...]:
    """Scores of a year that a file of the next year gives differently, by year, file and indicator."""
    own: dict[int, _Entries] = {}
    for year, report in _dated(files):
        own[year] = _sound(report, schema.SCORE) | own.get(year, {})
    return tuple(
        Disagreement(year - 1, number, own[year - 1][number], later)
        for year, report in sorted(_dated(files), key=lambda dated: dated[0])
        for number, later in _sound(report, schema.PREVIOUS_SCORE).items()
        if number in own.get(year - 1, {}) and _difference(later.value, own[year - 1][number].value)
    )


def weak_indicator(weak: WeakPoint) -> int | None:
    """The indicator of a weak point: as chosen, else as its own words name it."""
    return weak.indicator.value or (None if weak.indicator.text else indicator_number(weak.weak_point.text))


def weaknesses(files: Sequence[Checked]) -> tuple[Weakness, ...]:
    """Every file's weak points: those named, as they stand, then by indicator those a score alone tells."""
    by_year = {item.year: item for item in score_years(files)}
    return tuple(found for number, item in enumerate(files) for found in _of_file(number, item, by_year))


def _of_file(number: int, item: Checked, by_year: Mapping[int, YearScores]) -> Iterator[Weakness]:
    report = item.reading.report
    year = report.year.be if report.year else None
    then, now = (by_year.get(year - 1), by_year.get(year)) if year else (None, None)
    told_by = then or now
    low = {i: at for i, at in told_by.places.items() if not told_by.passed(i)} if told_by else {}
    named = [(weak_indicator(weak), weak) for weak in report.weak_points]
    found: list[tuple[int | None, WeakPoint | None, Place]]
    found = [(indicator, weak, weak.weak_point.at) for indicator, weak in named]
    told = {indicator for indicator, _ in named}
    found += [(indicator, None, at) for indicator, at in sorted(low.items()) if indicator not in told]
    for indicator, weak, at in found:
        measures, answered = _answers(item, indicator)
        yield Weakness(
            number,
            year,
            indicator,
            weak,
            told_by.year if told_by and indicator in low else None,
            measures,
            answered,
            then.scores.get(indicator) if then and indicator else None,
            now.scores.get(indicator) if now and indicator else None,
            at,
        )


def _answers(item: Checked, indicator: int | None) -> tuple[tuple[Judged, ...], bool | None]:
    """The measures of that indicator, and whether there are any; one that cannot be read may be one."""
    if indicator is None:
        return (), None
    measures = tuple(judged for judged in item.judged if judged.measure.indicator.value == indicator)
    doubtful = any(judged.measure.indicator.unreadable for judged in item.judged)
    return measures, True if measures else None if doubtful else False


def _year_scores(year: int, entries: _Entries, before: YearScores | None) -> YearScores:
    values = _values(entries)
    means = {
        instrument: round(fmean(values[number] for number in numbers), 2)
        for instrument, numbers in _NUMBERS.items()
        if values.keys() >= numbers
    }
    total = scores.total(values)
    return YearScores(
        year,
        before.year if before else None,
        values,
        {number: entry.at for number, entry in entries.items()},
        _changes(values, before.scores) if before else {},
        means,
        _changes(means, before.means) if before else {},
        total,
        _difference(total, before.total) if before else None,
        scores.levels(values, year),
    )


_NUMBERS = {
    instrument: {item.number for item in schema.INDICATORS if item.instrument is instrument}
    for instrument in Instrument
}


def _known(files: Iterable[Checked]) -> dict[int, _Entries]:
    """Fiscal year -> the cells that its scores are taken from, in the order of the indicators."""
    dated = list(_dated(files))
    sources = [(year, _sound(report, schema.SCORE)) for year, report in dated]
    sources += [(year - 1, _sound(report, schema.PREVIOUS_SCORE)) for year, report in dated]
    years: dict[int, _Entries] = {}
    for year, entries in sources:
        if entries:
            years[year] = dict(sorted((entries | years.get(year, {})).items()))
    return years


def _dated(files: Iterable[Checked]) -> Iterator[tuple[int, Report]]:
    """The reports whose fiscal year is known."""
    for item in files:
        if item.reading.report.year:
            yield item.reading.report.year.be, item.reading.report


def _sound(report: Report, column: Column) -> _Entries:
    """Indicator -> the cell of that column, of those that hold a score; the last row of two counts."""
    found: _Entries = {}
    for score in report.scores:
        entry: Entry[float] = score.entry(column)
        if score.indicator.value and entry.value is not None and 0 <= entry.value <= 100:
            found[score.indicator.value] = entry
    return found


def _values(entries: Mapping[int, Entry[float]]) -> dict[int, float]:
    return {number: entry.value for number, entry in entries.items() if entry.value is not None}


def _changes(now: Mapping[K, float], before: Mapping[K, float]) -> dict[K, float]:
    return {key: round(value - before[key], 2) for key, value in now.items() if key in before}


def _difference(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else round(one - other, 2)
