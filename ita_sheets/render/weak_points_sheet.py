"""The sheet of weak points: what each rests on, the measures that answer it, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_sheets import schema, score_years
from ita_sheets.render.book import area
from ita_sheets.render.long_texts import fitting
from ita_sheets.render.style import Role
from ita_sheets.render.volumes import Lot, Row, items
from ita_sheets.texts import scores as texts
from ita_sheets.texts import summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ita_sheets.changes import AgencyYears
    from ita_sheets.render.book import At, Book, Tab, Target
    from ita_sheets.render.volumes import Targets, Volume
    from ita_sheets.score_years import Weakness
    from ita_sheets.texts import Lang, Words

HEADER_ROW = 3
FIRST_ROW = HEADER_ROW + 1
WIDTHS = (9.0, 29.0, 47.0, 28.0, 12.0, 24.0, 20.0, 12.0, 12.0)  # characters
_HEADS = (
    summary.YEAR,
    texts.INDICATOR,
    texts.WEAK_POINT,
    texts.SOURCE,
    texts.BEFORE,
    texts.MEASURES,
    texts.RESULTS,
    texts.AFTER,
    texts.RISE,
)
_WEAK_POINT_WIDTH = WIDTHS[_HEADS.index(texts.WEAK_POINT)]
_RANKS = (False, None, True)  # of `answered`, the most urgent first


def weak_points_sheet(
    book: Book, found: Sequence[Volume], agency: AgencyYears, lang: Lang, targets: Targets
) -> Target | None:
    """The sheet, and where its first weak point stands; no sheet where there is none.

    `found` are the agency's files; `targets` tell where their measures stand.
    """
    listed = sorted(score_years.weaknesses(agency.years), key=_order)
    if not listed:
        return None
    unanswered = sum(weak.answered is False for weak in listed)
    title = texts.WEAK_TITLE.fill(count=len(listed), unanswered=unanswered)[lang]
    tab = book.tab(texts.WEAK_TAB[lang], page_title=title)
    tab.text((1, 1), title, Role.TITLE)
    tab.text((2, 1), texts.WEAK_HINT[lang], Role.HINT)
    for column, (width, head) in enumerate(zip(WIDTHS, _HEADS, strict=True), 1):
        tab.column(column, width)
        tab.text((HEADER_ROW, column), head[lang], Role.HEAD)
    for row, weak in enumerate(listed, FIRST_ROW):
        _weak_point(tab, row, weak, found[weak.file], lang, targets)
    last = FIRST_ROW + len(listed) - 1
    tab.table("weak_points", (HEADER_ROW, 1), (last, len(WIDTHS)))
    tab.allow_digits_as_text(area((FIRST_ROW, 1), (last, 1)))
    tab.freeze(HEADER_ROW)
    tab.repeat(HEADER_ROW, HEADER_ROW)
    return tab.name, (FIRST_ROW, 1)


def _order(weak: Weakness) -> tuple[int, int]:
    return _RANKS.index(weak.answered), -(weak.year or 0)


def _weak_point(tab: Tab, row: int, weak: Weakness, volume: Volume, lang: Lang, targets: Targets) -> None:
    tab.text((row, 1), volume.label[lang], Role.CENTRED)
    indicator = schema.indicator(weak.indicator).label if weak.indicator else texts.NO_INDICATOR
    tab.text((row, 2), indicator[lang])
    words = weak.named.weak_point.text if weak.named else texts.NOT_NAMED[lang]
    tab.text((row, 3), fitting(words, _WEAK_POINT_WIDTH, summary.CUT_SHORT, lang))
    tab.text((row, 4), _source(weak)[lang])
    _score(tab, (row, 5), weak.before, Role.SCORE)
    _measures(tab, row, weak, volume, lang, targets)
    _score(tab, (row, 8), weak.after, Role.SCORE)
    _score(tab, (row, 9), weak.rise, Role.CHANGE)


def _score(tab: Tab, at: At, value: float | None, role: Role) -> None:
    if value is None:
        tab.blank(at, role)
    else:
        tab.number(at, value, role)


def _source(weak: Weakness) -> Words:
    """Where it is known from: the report names it, a score tells, or both."""
    if weak.low_in is None:
        return texts.NAMED
    words = texts.NAMED_AND_LOW if weak.named else texts.LOW
    return words.fill(year=weak.low_in, mark=f"{schema.PASS_MARK:.0f}")


def _measures(tab: Tab, row: int, weak: Weakness, volume: Volume, lang: Lang, targets: Targets) -> None:
    """The measures that answer it by number, and how many of them have a result.

    They lead to the first of them that is to mend, else to the report of their year.
    """
    if not weak.measures:
        words, role = (texts.UNANSWERED, Role.GAP) if weak.answered is False else (texts.UNKNOWN, Role.WEAK)
        tab.text((row, 6), words[lang], role)
        tab.blank((row, 7), Role.TEXT)
        return
    listed = items([Row(volume, judged) for judged in weak.measures])[lang]
    mended = (targets.get((volume.number, judged.measure.row)) for judged in weak.measures)
    if target := next(filter(None, mended), targets.get((volume.number, Lot.ALL))):
        tab.link((row, 6), listed, target)
    else:
        tab.text((row, 6), listed)
    good, count = weak.with_result, len(weak.measures)
    role = Role.OK if good == count else Role.WEAK if good else Role.GAP
    tab.text((row, 7), texts.WITH_RESULT.fill(good=good, count=count)[lang], role)
