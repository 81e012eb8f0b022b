"""The sheets of the summary that list measures: those to mend, and those that could be stronger."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ita_sheets import outcomes, schema, thai
from ita_sheets.model import Verdict
from ita_sheets.render.book import area
from ita_sheets.render.long_texts import fitting
from ita_sheets.render.reading_sheet import mark
from ita_sheets.render.sources import CELL_WIDTH, NOWHERE, write_cell
from ita_sheets.render.style import Role
from ita_sheets.render.volumes import URGENCY, Lot, item_name, rows, unit_name
from ita_sheets.texts import summary as texts
from ita_sheets.texts import verdicts, years

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ita_sheets.history import Key
    from ita_sheets.render.book import Book
    from ita_sheets.render.sources import Sources
    from ita_sheets.render.volumes import Row, Targets, Volume
    from ita_sheets.texts import Lang, Words

T = TypeVar("T")

HEADER_ROW = 3
FIRST_ROW = HEADER_ROW + 1
NOW_CLUSTERS = 120  # of what stands in the cell now
WIDTHS = (8.0, 9.0, 6.0, 31.0, 16.0, 17.0, 30.0, 36.0, 31.0, 20.0, CELL_WIDTH)  # characters
HEADS = (
    texts.YEAR,
    years.OPEN_SINCE,
    texts.ITEM,
    texts.MEASURE,
    texts.UNIT,
    texts.VERDICT,
    texts.WHY,
    texts.INSTEAD,
    texts.NOW,
    texts.FILE,
    texts.CELL,
)
ROLES = dict.fromkeys(HEADS[:3], Role.CENTRED)
_VERDICT = HEADS.index(texts.VERDICT)
_SINCE = HEADS.index(years.OPEN_SINCE)


class Table(NamedTuple):
    """Its name, heads, widths in characters, and a tuple of texts for each row but for the last column's."""

    name: str
    heads: tuple[Words, ...]
    widths: tuple[float, ...]
    told: list[tuple[str, ...]]


def gap_sheet(
    book: Book, found: Sequence[Volume], since: Mapping[Key, int], lang: Lang, sources: Sources = NOWHERE
) -> Targets:
    """The measures to mend, and where each of them and each verdict's first stands; no sheet without any.

    `since` gives the year from which a gap is open, by the measure's year and row; places lead into their
    files, where `sources` tells where those are.
    """
    listed = rows(found, *URGENCY)
    table = Table("gaps", HEADS, WIDTHS, [cells(row, since, lang, WIDTHS) for row in listed])
    words = texts.GAPS_TAB, texts.GAPS_TITLE, texts.GAPS_HINT
    targets = _sheet(book, words, listed, table, lang, sources)
    own = {(row.volume.number, row.measure.row): n for n, row in enumerate(listed, FIRST_ROW)}
    return targets | {key: (texts.GAPS_TAB[lang], (number, 1)) for key, number in own.items()}


def stated_sheet(book: Book, found: Sequence[Volume], lang: Lang, sources: Sources = NOWHERE) -> Targets:
    """The outcomes in words alone, which are no gaps."""
    listed = rows(found, Verdict.STATED)
    heads = tuple(texts.STRONGER if head is texts.INSTEAD else head for head in _but_since(HEADS))
    told = [_but_since(cells(row, {}, lang, WIDTHS)) for row in listed]
    table = Table("stated", heads, _but_since(WIDTHS), told)
    words = texts.STATED_TAB, texts.STATED_TITLE, texts.STATED_HINT
    return _sheet(book, words, listed, table, lang, sources)


def _but_since(cells: tuple[T, ...]) -> tuple[T, ...]:
    """A row without the column that only gaps have."""
    return cells[:_SINCE] + cells[_SINCE + 1 :]


def _sheet(
    book: Book,
    words: tuple[Words, Words, Words],
    listed: Sequence[Row],
    table: Table,
    lang: Lang,
    sources: Sources,
) -> Targets:
    if not listed:
        return {}
    name, title, hint = words
    tab = book.tab(name[lang], page_title=title.fill(count=len(listed))[lang])
    tab.text((1, 1), title.fill(count=len(listed))[lang], Role.TITLE)
    tab.text((2, 1), hint[lang], Role.HINT)
    for column, (width, head) in enumerate(zip(table.widths, table.heads, strict=True), 1):
        tab.column(column, width)
        tab.text((HEADER_ROW, column), head[lang], Role.HEAD)
    targets: Targets = {}
    for number, (row, told) in enumerate(zip(listed, table.told, strict=True), FIRST_ROW):
        for key in (row.verdict, *((Lot.GAPS,) if row.verdict.is_gap else ())):
            targets.setdefault((row.volume.number, key), (tab.name, (number, 1)))
        for column, (text, head) in enumerate(zip(told, table.heads[:-1], strict=True), 1):
            role = mark(row.verdict) if head is texts.VERDICT else ROLES.get(head, Role.TEXT)
            tab.text((number, column), text, role)
        write_cell(tab, (number, len(table.heads)), row.measure.where(schema.OUTCOME), sources, lang)
    last = FIRST_ROW + len(listed) - 1
    tab.table(table.name, (HEADER_ROW, 1), (last, len(table.heads)))
    tab.allow_digits_as_text(area((FIRST_ROW, 1), (last, _VERDICT)))
    tab.freeze(HEADER_ROW)
    tab.repeat(HEADER_ROW, HEADER_ROW)
    return targets


def cells(row: Row, since: Mapping[Key, int], lang: Lang, widths: Sequence[float]) -> tuple[str, ...]:
    """What is told of a measure, in the order of the heads but the last; `widths` are the columns'."""
    measure = row.measure
    now = thai.shortened(measure.outcome.text, NOW_CLUSTERS)
    told = (
        row.volume.label[lang],
        str(since.get((row.volume.be, measure.row), row.volume.be) or years.NONE[lang]),
        item_name(measure),
        measure.measure.text,
        unit_name(measure)[lang],
        verdicts.NAMES[row.verdict][lang],
        outcomes.reason(row.judged)[lang],
        outcomes.needs(row.judged.judgement)[lang],
        now,
        measure.where(schema.OUTCOME).file,
    )
    return tuple(
        fitting(text, width, texts.CUT_SHORT, lang) for text, width in zip(told, widths[:-1], strict=True)
    )
