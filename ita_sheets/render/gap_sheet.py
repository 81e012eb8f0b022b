"""The sheets of the summary that list measures: those to mend, and those that could be stronger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_sheets import outcomes, schema, thai
from ita_sheets.model import Verdict
from ita_sheets.render.book import area
from ita_sheets.render.long_texts import fitting
from ita_sheets.render.reading_sheet import mark
from ita_sheets.render.style import Role
from ita_sheets.render.volumes import URGENCY, Lot, item_name, place_name, rows, unit_name
from ita_sheets.texts import summary as texts
from ita_sheets.texts import verdicts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ita_sheets.render.book import Book
    from ita_sheets.render.volumes import Row, Targets, Volume
    from ita_sheets.texts import Lang, Words

HEADER_ROW = 3
FIRST_ROW = HEADER_ROW + 1
NOW_CLUSTERS = 120  # of what stands in the cell now
WIDTHS = (9.0, 6.0, 32.0, 17.0, 17.0, 30.0, 38.0, 32.0, 21.0)  # characters
_ROLES = (Role.CENTRED, Role.CENTRED, *(Role.TEXT,) * 6)  # all but the verdict's
HEADS = (
    texts.YEAR,
    texts.ITEM,
    texts.MEASURE,
    texts.UNIT,
    texts.VERDICT,
    texts.WHY,
    texts.INSTEAD,
    texts.NOW,
    texts.PLACE,
)


def gap_sheet(book: Book, found: Sequence[Volume], lang: Lang) -> Targets:
    """The measures to mend, and where each file's and verdict's first stands; no sheet without any."""
    listed = rows(found, *URGENCY)
    return _sheet(book, (texts.GAPS_TAB, texts.GAPS_TITLE, texts.GAPS_HINT), listed, lang)


def stated_sheet(book: Book, found: Sequence[Volume], lang: Lang) -> Targets:
    """The outcomes in words alone, which are no gaps."""
    listed = rows(found, Verdict.STATED)
    heads = tuple(texts.STRONGER if head is texts.INSTEAD else head for head in HEADS)
    return _sheet(book, (texts.STATED_TAB, texts.STATED_TITLE, texts.STATED_HINT), listed, lang, heads)


def _sheet(
    book: Book,
    words: tuple[Words, Words, Words],
    listed: Sequence[Row],
    lang: Lang,
    heads: Sequence[Words] = HEADS,
) -> Targets:
    if not listed:
        return {}
    name, title, hint = words
    tab = book.tab(name[lang], page_title=title.fill(count=len(listed))[lang])
    tab.text((1, 1), title.fill(count=len(listed))[lang], Role.TITLE)
    tab.text((2, 1), hint[lang], Role.HINT)
    for column, (width, head) in enumerate(zip(WIDTHS, heads, strict=True), 1):
        tab.column(column, width)
        tab.text((HEADER_ROW, column), head[lang], Role.HEAD)
    targets: Targets = {}
    for number, row in enumerate(listed, FIRST_ROW):
        for key in (row.verdict, *((Lot.GAPS,) if row.verdict.is_gap else ())):
            targets.setdefault((row.volume.number, key), (tab.name, (number, 1)))
        roles = (*_ROLES[:4], mark(row.verdict), *_ROLES[4:])
        for column, (text, role) in enumerate(zip(cells(row, lang, WIDTHS), roles, strict=True), 1):
            tab.text((number, column), text, role)
    last = FIRST_ROW + len(listed) - 1
    tab.filter(area((HEADER_ROW, 1), (last, len(WIDTHS))))
    tab.allow_digits_as_text(area((FIRST_ROW, 1), (last, 2)))
    tab.freeze(HEADER_ROW)
    tab.repeat(HEADER_ROW, HEADER_ROW)
    return targets


def cells(row: Row, lang: Lang, widths: Sequence[float]) -> tuple[str, ...]:
    """What is told of a measure, in the order of the heads; `widths` are those of the columns."""
    measure = row.measure
    now = thai.shortened(measure.outcome.text, NOW_CLUSTERS)
    told = (
        row.volume.label[lang],
        item_name(measure),
        measure.measure.text,
        unit_name(measure)[lang],
        verdicts.NAMES[row.verdict][lang],
        outcomes.reason(row.judged)[lang],
        outcomes.needs(row.judged.judgement)[lang],
        now,
        place_name(measure.where(schema.OUTCOME)),
    )
    return tuple(
        fitting(text, width, texts.CUT_SHORT, lang) for text, width in zip(told, widths, strict=True)
    )
