"""The sheet of histories: one row a measure, one column a year, and since when a gap is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_sheets import schema
from ita_sheets.render.book import area
from ita_sheets.render.long_texts import fitting
from ita_sheets.render.reading_sheet import mark
from ita_sheets.render.sources import NOWHERE, address
from ita_sheets.render.style import Role
from ita_sheets.render.volumes import item_name, span
from ita_sheets.texts import summary as texts
from ita_sheets.texts import verdicts
from ita_sheets.texts import years as words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ita_sheets.history import Line
    from ita_sheets.model import Judged
    from ita_sheets.render.book import At, Book, Tab
    from ita_sheets.render.sources import Sources
    from ita_sheets.render.volumes import Volume
    from ita_sheets.texts import Lang

HEADER_ROW = 3
FIRST_ROW = HEADER_ROW + 1
MEASURE_WIDTH, SINCE_WIDTH = 54.0, 10.0  # characters
YEAR_WIDTH, NARROW_WIDTH = 31.0, 21.0  # so that a verdict takes one line, while the page has room for it
MOST_WIDE_YEARS = 4


def history_sheet(
    book: Book, lines: Sequence[Line], found: Sequence[Volume], lang: Lang, sources: Sources = NOWHERE
) -> None:
    """The sheet; what a measure was in a year leads into its file, where `sources` tells where that is."""
    title = words.HISTORY_TITLE.fill(years=span(found) or texts.NO_FILE)[lang]
    tab = book.tab(words.HISTORY_TAB[lang], page_title=title)
    tab.text((1, 1), title, Role.TITLE)
    tab.text((2, 1), words.HISTORY_HINT[lang], Role.HINT)
    year_width = YEAR_WIDTH if len(found) <= MOST_WIDE_YEARS else NARROW_WIDTH
    widths = (MEASURE_WIDTH, *[year_width] * len(found), SINCE_WIDTH)
    heads = (texts.MEASURE, *(volume.label for volume in found), words.OPEN_SINCE)
    for column, (width, head) in enumerate(zip(widths, heads, strict=True), 1):
        tab.column(column, width)
        tab.text((HEADER_ROW, column), head[lang], Role.HEAD)
    for row, line in enumerate(lines, FIRST_ROW):
        measure = line.latest.measure.measure.text
        tab.text((row, 1), fitting(measure, MEASURE_WIDTH, texts.CUT_SHORT, lang))
        for column, items in enumerate(line.years, 2):
            _year(tab, (row, column), items, lang, sources)
        since = words.NONE[lang] if line.since is None else str(line.since)
        tab.text((row, len(widths)), since, Role.CENTRED)
    last = FIRST_ROW + len(lines) - 1
    tab.table("history", (HEADER_ROW, 1), (last, len(widths)))
    tab.allow_digits_as_text(area((FIRST_ROW, len(widths)), (last, len(widths))))
    tab.freeze(HEADER_ROW, 1)
    tab.repeat(HEADER_ROW, HEADER_ROW)


def _year(tab: Tab, at: At, items: Sequence[Judged], lang: Lang, sources: Sources) -> None:
    """What the measure was in a year; of several the one to mend gives the mark."""
    if not items:
        tab.text(at, words.NONE[lang], Role.CENTRED)
        return
    said = [
        words.HISTORY_ITEM.fill(item=item_name(item.measure), verdict=verdicts.NAMES[item.judgement.verdict])[
            lang
        ]
        for item in items
    ]
    worst = min(items, key=lambda item: _RANK.index(mark(item.judgement.verdict)))
    role = mark(worst.judgement.verdict)
    tab.text_to(at, "\n".join(said), address(sources, worst.measure.where(schema.OUTCOME)), (role, role))


_RANK = (Role.GAP, Role.WEAK, Role.OK)
