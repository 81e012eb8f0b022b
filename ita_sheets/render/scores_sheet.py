"""The sheet of ITA scores by indicator and year, with totals and levels computed anew and a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_sheets import schema, scores
from ita_sheets.render.book import area
from ita_sheets.render.charts import Chart, Series
from ita_sheets.render.style import Role
from ita_sheets.rules.across import this_year
from ita_sheets.texts import Words
from ita_sheets.texts import summary as texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ita_sheets.render.book import At, Book, Tab, Target
    from ita_sheets.render.volumes import Volume
    from ita_sheets.scores import Scores
    from ita_sheets.texts import Lang

HEADER_ROW = 3
FIRST_ROW = HEADER_ROW + 1
LAST_ROW = FIRST_ROW + len(schema.INDICATORS) - 1
TOTAL_ROW, LEVEL_ROW, NATIONAL_ROW = LAST_ROW + 1, LAST_ROW + 2, LAST_ROW + 3
CHART_ROW = NATIONAL_ROW + 2
FIRST_YEAR_COLUMN = 4
WIDTHS = (6.0, 38.0, 13.0)  # characters
YEAR_WIDTH, CHANGE_WIDTH, REMARK_WIDTH = 14.0, 11.0, 18.0
CHART_HEIGHT = 300  # pixels
CHART_LOWEST = 50.0  # of the scale; lower when a score is
CHART_YEARS = 3  # the latest


def previous(volume: Volume) -> Scores:
    """Indicator -> score of the year before, of those that are sound."""
    return {
        score.indicator.value: score.previous_score.value
        for score in volume.checked.reading.report.scores
        if score.indicator.value
        and score.previous_score.value is not None
        and 0 <= score.previous_score.value <= 100
    }


def own(volume: Volume) -> Scores:
    """Indicator -> score of the year reported on, of those that are sound."""
    return this_year(volume.checked.reading.report.scores)


def by_year(found: Iterable[Volume]) -> dict[int, dict[int, float]]:
    """Fiscal year -> indicator -> score, oldest first; a year's own file speaks before the next year's."""
    years: dict[int, dict[int, float]] = {}
    known = [volume for volume in found if volume.be]
    sources = [(volume.be, own(volume)) for volume in known]
    sources += [(volume.be - 1, previous(volume)) for volume in known]
    for year, values in sources:
        for number, value in values.items():
            years.setdefault(year, {}).setdefault(number, value)
    return dict(sorted(years.items()))


def level(values: Scores, year: int) -> Words | None:
    """The level, or the two it may be, by that year's bands; None unless all ten have a score."""
    allowed = [item.words for item in scores.levels(values, year)]
    if len(allowed) == 2:
        return texts.OR.fill(one=allowed[0], other=allowed[1])
    return allowed[0] if allowed else None


def scores_sheet(book: Book, found: Sequence[Volume], lang: Lang) -> Target | None:
    """The sheet, and where its totals stand; no sheet where there is no score."""
    years = by_year(found)
    if not years:
        return None
    tab = book.tab(texts.SCORES_TAB[lang], page_title=texts.SCORES_TITLE[lang])
    tab.text((1, 1), texts.SCORES_TITLE[lang], Role.TITLE)
    tab.text((2, 1), texts.SCORES_HINT.fill(mark=f"{schema.PASS_MARK:.0f}")[lang], Role.HINT)
    heads = [texts.NUMBER, texts.INDICATOR, texts.INSTRUMENT, *map(_year_words, years)]
    heads += [texts.CHANGE, texts.PASS_MARK, texts.REMARK]
    widths = [*WIDTHS, *[YEAR_WIDTH] * len(years), CHANGE_WIDTH, CHANGE_WIDTH, REMARK_WIDTH]
    for column, (width, head) in enumerate(zip(widths, heads, strict=True), 1):
        tab.column(column, width)
        tab.text((HEADER_ROW, column), head[lang], Role.HEAD)
    for item in schema.INDICATORS:
        _indicator(tab, FIRST_ROW + item.number - 1, item, years, lang)
    _totals(tab, years, lang)
    pixels = sum(int(width * 7) + 5 for width in widths)
    tab.chart((CHART_ROW, 1), _chart(tab.name, years, (pixels, CHART_HEIGHT), lang))
    tab.freeze(HEADER_ROW)
    tab.one_page()
    return tab.name, (TOTAL_ROW, FIRST_YEAR_COLUMN)


def _year_words(year: int) -> Words:
    return Words(str(year), str(year))


def _indicator(
    tab: Tab, row: int, item: schema.Indicator, years: dict[int, dict[int, float]], lang: Lang
) -> None:
    tab.number((row, 1), item.number)
    tab.text((row, 2), item.name[lang])
    tab.text((row, 3), item.instrument, Role.CENTRED)
    values = [scored.get(item.number) for scored in years.values()]
    for column, value in enumerate(values, FIRST_YEAR_COLUMN):
        _score(tab, (row, column), value, Role.SCORE)
    column = FIRST_YEAR_COLUMN + len(years)
    _score(tab, (row, column), _change(values), Role.CHANGE)
    tab.number((row, column + 1), schema.PASS_MARK, Role.SCORE)
    if values[-1] is None:
        tab.blank((row, column + 2), Role.TEXT)
    elif values[-1] < schema.PASS_MARK:
        tab.text((row, column + 2), texts.BELOW.fill(mark=f"{schema.PASS_MARK:.0f}")[lang], Role.WEAK)
    else:
        tab.text((row, column + 2), texts.REACHED[lang], Role.OK)


def _score(tab: Tab, at: At, value: float | None, role: Role) -> None:
    if value is None:
        tab.blank(at, role)
    else:
        tab.number(at, value, role)


def _change(values: Sequence[float | None]) -> float | None:
    """The last against the one before, None where either is missing."""
    if len(values) < 2:
        return None
    before, last = values[-2:]
    return None if before is None or last is None else round(last - before, 2)


def _totals(tab: Tab, years: dict[int, dict[int, float]], lang: Lang) -> None:
    """Total, level and national mean of each year."""
    for row, words in ((TOTAL_ROW, texts.TOTAL), (LEVEL_ROW, texts.LEVEL), (NATIONAL_ROW, texts.NATIONAL)):
        tab.blank((row, 1), Role.LABEL)
        tab.text((row, 2), words[lang], Role.LABEL)
        tab.blank((row, 3), Role.LABEL)
    totals = [scores.total(values) for values in years.values()]
    for column, (year, values) in enumerate(years.items(), FIRST_YEAR_COLUMN):
        _score(tab, (TOTAL_ROW, column), totals[column - FIRST_YEAR_COLUMN], Role.TOTAL)
        reached = level(values, year)
        tab.text((LEVEL_ROW, column), reached[lang] if reached else "", Role.TOTAL_WORD)
        _score(tab, (NATIONAL_ROW, column), schema.year_facts(year).national_mean, Role.SCORE)
    _score(tab, (TOTAL_ROW, FIRST_YEAR_COLUMN + len(years)), _change(totals), Role.CHANGE)


def _chart(tab: str, years: dict[int, dict[int, float]], size: tuple[int, int], lang: Lang) -> Chart:
    def column(number: int) -> str:
        return area((FIRST_ROW, number), (LAST_ROW, number), absolute=True, tab=tab)

    shown = list(years)[-CHART_YEARS:]
    first = FIRST_YEAR_COLUMN + len(years) - len(shown)
    series = tuple(Series(str(year), column(1), column(first + i)) for i, year in enumerate(shown))
    mark = Series(texts.PASS_MARK[lang], column(1), column(FIRST_YEAR_COLUMN + len(years) + 1))
    lowest = min(value for year in shown for value in years[year].values())
    facts = {
        "years": "-".join(map(str, dict.fromkeys((shown[0], shown[-1])))),
        "mark": f"{schema.PASS_MARK:.0f}",
    }
    return Chart(
        "column",
        texts.CHART_TITLE[lang],
        series,
        texts.CHART_ALT.fill(**facts)[lang],
        size,
        min(CHART_LOWEST, lowest // 10 * 10),
        100.0,
        mark,
    )
