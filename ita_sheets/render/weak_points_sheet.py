"""The sheet of weak points: what each rests on, the measures that answer it, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ita_sheets import schema, score_years
from ita_sheets.render.book import area
from ita_sheets.render.long_texts import fitting
from ita_sheets.render.sources import CELL_WIDTH, write_cell
from ita_sheets.render.style import Role
from ita_sheets.render.volumes import Lot, Row, items
from ita_sheets.texts import scores as texts
from ita_sheets.texts import summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ita_sheets.changes import AgencyYears
    from ita_sheets.render.book import At, Book, Tab, Target
    from ita_sheets.render.scores_sheet import ScoresSheet
    from ita_sheets.render.sources import Sources
    from ita_sheets.render.volumes import Targets, Volume
    from ita_sheets.score_years import Weakness
    from ita_sheets.texts import Lang, Words

HEADER_ROW = 3
FIRST_ROW = HEADER_ROW + 1
WIDTHS = (9.0, 29.0, 47.0, 26.0, 12.0, 22.0, 18.0, 12.0, 12.0, CELL_WIDTH)  # characters
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
    summary.CELL,
)
_WEAK_POINT_WIDTH = WIDTHS[_HEADS.index(texts.WEAK_POINT)]
_RANKS = (False, None, True)  # of `answered`, the most urgent first


class Around(NamedTuple):
    """What the sheet leads to: where other sheets have the measures and the scores, and the files."""

    targets: Targets
    scores: ScoresSheet | None
    sources: Sources


def weak_points_sheet(
    book: Book, found: Sequence[Volume], agency: AgencyYears, lang: Lang, around: Around
) -> None:
    """The sheet; none where there is no weak point. `found` are the agency's files."""
    listed = sorted(score_years.weaknesses(agency.years), key=_order)
    if not listed:
        return
    unanswered = sum(weak.answered is False for weak in listed)
    title = texts.WEAK_TITLE.fill(count=len(listed), unanswered=unanswered)[lang]
    tab = book.tab(texts.WEAK_TAB[lang], page_title=title)
    tab.text((1, 1), title, Role.TITLE)
    tab.text((2, 1), texts.WEAK_HINT[lang], Role.HINT)
    for column, (width, head) in enumerate(zip(WIDTHS, _HEADS, strict=True), 1):
        tab.column(column, width)
        tab.text((HEADER_ROW, column), head[lang], Role.HEAD)
    for row, weak in enumerate(listed, FIRST_ROW):
        _weak_point(tab, row, weak, found[weak.file], lang, around)
    last = FIRST_ROW + len(listed) - 1
    tab.table("weak_points", (HEADER_ROW, 1), (last, len(WIDTHS)))
    tab.allow_digits_as_text(area((FIRST_ROW, 1), (last, 1)))
    tab.freeze(HEADER_ROW)
    tab.repeat(HEADER_ROW, HEADER_ROW)


def _order(weak: Weakness) -> tuple[int, int]:
    return _RANKS.index(weak.answered), -(weak.year or 0)


def _weak_point(tab: Tab, row: int, weak: Weakness, volume: Volume, lang: Lang, around: Around) -> None:
    tab.text((row, 1), volume.label[lang], Role.CENTRED)
    indicator = schema.indicator(weak.indicator).label if weak.indicator else texts.NO_INDICATOR
    tab.text((row, 2), indicator[lang])
    words = weak.named.weak_point.text if weak.named else texts.NOT_NAMED[lang]
    tab.text((row, 3), fitting(words, _WEAK_POINT_WIDTH, summary.CUT_SHORT, lang))
    tab.text((row, 4), _source(weak)[lang])
    for column, value, years_ago in ((5, weak.before, 1), (8, weak.after, 0)):
        place = (weak.year - years_ago, weak.indicator) if weak.year and weak.indicator else None
        to = around.scores.scores.get(place) if around.scores and place else None
        _score(tab, (row, column), value, to, (Role.SCORE, Role.SCORE_LINK))
    _measures(tab, row, weak, volume, lang, around.targets)
    _score(tab, (row, 9), weak.rise, None, (Role.CHANGE, Role.CHANGE))
    write_cell(tab, (row, len(WIDTHS)), weak.at, around.sources, lang)


def _score(tab: Tab, at: At, value: float | None, to: Target | None, roles: tuple[Role, Role]) -> None:
    if value is None:
        tab.blank(at, roles[0])
    else:
        tab.number_to(at, value, to, roles)


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
    tab.text_to((row, 6), listed, next(filter(None, mended), targets.get((volume.number, Lot.ALL))))
    good, count = weak.with_result, len(weak.measures)
    role = Role.OK if good == count else Role.WEAK if good else Role.GAP
    tab.text((row, 7), texts.WITH_RESULT.fill(good=good, count=count)[lang], role)
