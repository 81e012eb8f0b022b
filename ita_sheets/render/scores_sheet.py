"""The sheet of ITA scores: indicators by year with their changes, totals and levels computed anew, charts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ita_sheets import schema, score_years, scores
from ita_sheets.render.book import a1, area, letter, quoted
from ita_sheets.render.charts import Chart, Series
from ita_sheets.render.sources import NOWHERE, address
from ita_sheets.render.style import Role
from ita_sheets.texts import Words
from ita_sheets.texts import scores as texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ita_sheets.render.book import Book, Tab, Target
    from ita_sheets.render.sources import Sources
    from ita_sheets.render.volumes import Volume
    from ita_sheets.score_years import YearScores
    from ita_sheets.scores import Scores
    from ita_sheets.texts import Lang

HEADER_ROW = 3
FIRST_ROW = HEADER_ROW + 1
LAST_ROW = FIRST_ROW + len(schema.INDICATORS) - 1
MEANS_ROW = LAST_ROW + 1
TOTAL_ROW = MEANS_ROW + len(schema.Instrument)
LEVEL_ROW, NATIONAL_ROW, OVER_ROW, MARK_ROW = range(TOTAL_ROW + 1, TOTAL_ROW + 5)
CHART_ROW = MARK_ROW + 2
FIRST_YEAR_COLUMN = 4
WIDTHS = (6.0, 38.0, 13.0)  # characters
YEAR_WIDTH, CHANGE_WIDTH, MARK_WIDTH, REMARK_WIDTH = 14.0, 11.0, 11.0, 26.0
CHART_HEIGHT = 300  # pixels
CHART_LOWEST = 50.0  # of the scale; lower when a score is
LEFT_SHARE = 0.42  # of the width, for the chart of totals
CHART_GAP = 12  # pixels between the two charts
MARK = f"{schema.PASS_MARK:.0f}"

_SCORES = (Role.SCORE, Role.CHANGE)  # a row's looks: of its values, of its changes
_TOTALS = (Role.TOTAL, Role.CHANGE)


def own(volume: Volume) -> Scores:
    """Indicator -> score of the year reported on, of those that are sound."""
    return score_years.own_scores(volume.checked.reading.report)


def previous(volume: Volume) -> Scores:
    """Indicator -> score of the year before, of those that are sound."""
    return score_years.previous_scores(volume.checked.reading.report)


def level(values: Scores, year: int) -> Words | None:
    """The level, or the two it may be, by that year's bands; None unless all ten have a score."""
    return _level_words(scores.levels(values, year))


def _level_words(levels: Sequence[schema.Level]) -> Words | None:
    if len(levels) == 2:
        return texts.OR.fill(one=levels[0].words, other=levels[1].words)
    return levels[0].words if levels else None


class ScoresSheet(NamedTuple):
    """Where the written sheet has, by year, its totals and, by year and indicator, its scores.

    `chart` is its chart of indicators in any size (pixels).
    """

    totals: Mapping[int, Target]
    scores: Mapping[tuple[int, int], Target]
    chart: Callable[[tuple[int, int]], Chart]


def scores_sheet(
    book: Book, found: Sequence[Volume], lang: Lang, sources: Sources = NOWHERE
) -> ScoresSheet | None:
    """Writes the sheet; none where there is no score.

    The indicators' scores lead into their files, where `sources` tells where those are.
    """
    years = score_years.score_years([volume.checked for volume in found])
    if not years:
        return None
    span = "-".join(map(str, dict.fromkeys((years[0].year, years[-1].year))))
    title = texts.TITLE.fill(years=span)[lang]
    page = _Page(book.tab(texts.TAB[lang], page_title=title), years, lang)
    page.heads(title)
    page.indicators(sources)
    page.sums()
    page.charts()
    page.tab.freeze(HEADER_ROW, 2)
    page.tab.one_page()
    return ScoresSheet(page.totals(), page.places(), page.indicators_chart)


class _Page:
    """The sheet in the making; columns are looked up by year."""

    def __init__(self, tab: Tab, years: Sequence[YearScores], lang: Lang) -> None:
        self.tab = tab
        self._years = years
        self._lang = lang
        self._columns = {year.year: FIRST_YEAR_COLUMN + max(0, 2 * n - 1) for n, year in enumerate(years)}
        self._mark = self._columns[years[-1].year] + 1 + (len(years) > 1)
        self._widths = dict(enumerate(WIDTHS, 1)) | {self._mark: MARK_WIDTH, self._mark + 1: REMARK_WIDTH}
        for year in years:
            self._widths[self._columns[year.year]] = YEAR_WIDTH
            if year.earlier:
                self._widths[self._columns[year.year] + 1] = CHANGE_WIDTH
        for column, width in self._widths.items():
            tab.column(column, width)

    def heads(self, title: str) -> None:
        tab, last = self.tab, self._years[-1]
        tab.text((1, 1), title, Role.TITLE)
        tab.text((2, 1), texts.HINT.fill(mark=MARK)[self._lang], Role.HINT)
        heads = dict(enumerate((texts.NUMBER, texts.INDICATOR, texts.INSTRUMENT), 1))
        heads |= {self._mark: texts.PASS_MARK, self._mark + 1: texts.REMARK.fill(year=last.year)}
        for year in self._years:
            heads[self._columns[year.year]] = Words(str(year.year), str(year.year))
            if year.earlier:
                heads[self._columns[year.year] + 1] = texts.CHANGE.fill(year=year.earlier)
        for column, head in heads.items():
            tab.text((HEADER_ROW, column), head[self._lang], Role.HEAD)
        tab.allow_digits_as_text(area((HEADER_ROW, 1), (HEADER_ROW, self._mark)))

    def indicators(self, sources: Sources) -> None:
        """A row an indicator, with a mark on scores that do not reach the pass mark."""
        last = self._years[-1]
        for item in schema.INDICATORS:
            row, number = FIRST_ROW + item.number - 1, item.number
            self.tab.number((row, 1), number)
            self.tab.text((row, 2), item.name[self._lang])
            self.tab.text((row, 3), item.instrument, Role.CENTRED)
            told = [(year.scores.get(number), year.changes.get(number)) for year in self._years]
            self._row(row, told, _SCORES)
            for year in self._years:
                if number in year.scores:
                    to, at = address(sources, year.places[number]), (row, self._columns[year.year])
                    self.tab.number_to(at, year.scores[number], to, (Role.SCORE, Role.SCORE_LINK))
            self._remark(row, last.scores.get(number), last.changes.get(number))
        for column in self._columns.values():
            first = letter(column) + str(FIRST_ROW)
            cells = area((FIRST_ROW, column), (TOTAL_ROW - 1, column))
            self.tab.when(cells, f"AND(ISNUMBER({first}),{first}<{MARK})", Role.WEAK)

    def sums(self) -> None:
        """The instruments' means, the total, its level and what it is held against."""
        years, last = self._years, self._years[-1]
        for row, item in enumerate(schema.Instrument, MEANS_ROW):
            self._label(row, texts.MEAN.fill(instrument=item), item)
            told = [(year.means.get(item), year.mean_changes.get(item)) for year in years]
            self._row(row, told, _SCORES)
            self._remark(row, last.means.get(item), last.mean_changes.get(item))
        self._label(TOTAL_ROW, texts.TOTAL)
        self._row(TOTAL_ROW, [(year.total, year.total_change) for year in years], _TOTALS)
        self._remark(TOTAL_ROW, last.total, last.total_change)
        self._label(LEVEL_ROW, texts.LEVEL)
        self._row(LEVEL_ROW, [(None, None)] * len(years), (Role.TOTAL_WORD, Role.CHANGE))
        for year in years:
            if words := _level_words(year.levels):
                self.tab.text((LEVEL_ROW, self._columns[year.year]), words[self._lang], Role.TOTAL_WORD)
        self._label(NATIONAL_ROW, texts.NATIONAL)
        self._row(NATIONAL_ROW, [(year.national_mean, None) for year in years], _SCORES)
        self._label(OVER_ROW, texts.OVER_NATIONAL)
        self._row(OVER_ROW, [(year.over_national, None) for year in years], (Role.CHANGE, Role.CHANGE))
        self._label(MARK_ROW, texts.PASS_MARK)
        self._row(MARK_ROW, [(schema.PASS_MARK, None)] * len(years), _SCORES)

    def _label(self, row: int, words: Words, instrument: str = "") -> None:
        self.tab.blank((row, 1), Role.LABEL)
        self.tab.text((row, 2), words[self._lang], Role.LABEL)
        self.tab.text((row, 3), instrument, Role.CENTRED if instrument else Role.LABEL)

    def _row(
        self,
        row: int,
        told: Iterable[tuple[float | None, float | None]],
        roles: tuple[Role, Role],
    ) -> None:
        """What is told of each year: its value, and beside it the change."""
        for year, values in zip(self._years, told, strict=True):
            for offset, (value, role) in enumerate(zip(values, roles, strict=True)):
                at = (row, self._columns[year.year] + offset)
                if value is not None:
                    self.tab.number(at, value, role)
                elif not offset or year.earlier:
                    self.tab.blank(at, role)

    def _remark(self, row: int, score: float | None, change: float | None) -> None:
        """The pass mark, and in words whether the latest score reaches it and rose."""
        self.tab.number((row, self._mark), schema.PASS_MARK, Role.SCORE)
        at = (row, self._mark + 1)
        if score is None:
            self.tab.blank(at, Role.TEXT)
            return
        words, role = (texts.REACHED, Role.OK) if score >= schema.PASS_MARK else (texts.BELOW, Role.WEAK)
        if change is not None:
            moved = texts.ROSE if change > 0 else texts.FELL if change else texts.EQUAL
            words = moved.fill(mark=words)
        self.tab.text(at, words[self._lang], role)

    def totals(self) -> dict[int, Target]:
        """Where each year's total stands."""
        return {year: (self.tab.name, (TOTAL_ROW, column)) for year, column in self._columns.items()}

    def places(self) -> dict[tuple[int, int], Target]:
        """Where each score stands, by year and indicator."""
        return {
            (year.year, number): (self.tab.name, (FIRST_ROW + number - 1, self._columns[year.year]))
            for year in self._years
            for number in year.scores
        }

    def charts(self) -> None:
        """Totals over the years on the left, where there are several; the indicators beside."""
        totals = [year for year in self._years if year.total is not None]
        columns = sorted(self._widths)
        edges = [sum(self._pixels(column) for column in columns[:count]) for count in range(len(columns) + 1)]
        split = 0
        if len(totals) > 1:
            split = next(n for n, edge in enumerate(edges) if edge >= edges[-1] * LEFT_SHARE)
            size = (edges[split] - CHART_GAP, CHART_HEIGHT)
            self.tab.chart((CHART_ROW, 1), self._totals_chart(totals, size))
        size = (edges[-1] - edges[split], CHART_HEIGHT)
        self.tab.chart((CHART_ROW, split + 1), self.indicators_chart(size))

    def _pixels(self, column: int) -> int:
        return int(self._widths[column] * 7) + 5

    def _totals_chart(self, totals: Sequence[YearScores], size: tuple[int, int]) -> Chart:
        def series(
            words: Words, row: int, numbers: Sequence[float | None], told: str | None = None
        ) -> Series:
            saved = (tuple(str(year.year) for year in totals), tuple(numbers))
            return Series(words[self._lang], self._cells(HEADER_ROW), self._cells(row), saved, told)

        national = [year.national_mean for year in totals]
        below = sum((year.over_national or 0) for year in totals) < 0
        figures = [year.total for year in totals]
        lines = [series(texts.TOTAL, TOTAL_ROW, figures, "below" if below else "above")]
        if any(national):
            lines.insert(0, series(texts.NATIONAL, NATIONAL_ROW, national))
        told = [texts.TOTAL_OF.fill(year=year.year, total=f"{year.total:.2f}") for year in totals]
        listed = Words(", ".join(words.th for words in told), ", ".join(words.en for words in told))
        lowest = min(value for value in (*figures, *national) if value is not None)
        return Chart(
            "line",
            texts.TOTALS_CHART.fill(first=totals[0].year, last=totals[-1].year)[self._lang],
            tuple(lines),
            texts.TOTALS_ALT.fill(totals=listed, mark=MARK)[self._lang],
            size,
            _lowest(lowest - 5, 80.0),
            100.0,
            series(texts.PASS_MARK, MARK_ROW, [schema.PASS_MARK] * len(totals)),
        )

    def _cells(self, row: int) -> str:
        """The cells of that row, of the years that have a total."""
        cells = [
            f"{quoted(self.tab.name)}!{a1((row, self._columns[year.year]), absolute=True)}"
            for year in self._years
            if year.total is not None
        ]
        return f"({','.join(cells)})"

    def indicators_chart(self, size: tuple[int, int]) -> Chart:
        """The latest year beside the one it is held against."""

        def column(number: int) -> str:
            return area((FIRST_ROW, number), (LAST_ROW, number), absolute=True, tab=self.tab.name)

        last, shown = self._years[-1], self._years[-2:]
        series = [Series(str(year.year), column(1), column(self._columns[year.year])) for year in shown]
        title = texts.INDICATORS_CHART_TWO if last.earlier else texts.INDICATORS_CHART
        years = "-".join(str(year.year) for year in shown)
        lowest = min(value for year in shown for value in year.scores.values())
        return Chart(
            "column",
            title.fill(year=last.year, earlier=last.earlier)[self._lang],
            tuple(series),
            texts.INDICATORS_ALT.fill(years=years, mark=MARK)[self._lang],
            size,
            _lowest(lowest, CHART_LOWEST),
            100.0,
            Series(texts.PASS_MARK[self._lang], column(1), column(self._mark)),
        )


def _lowest(value: float, usual: float) -> float:
    """Where a scale begins: at the usual number, or at the full ten below a lower value."""
    return max(0.0, min(usual, value // 10 * 10))
