"""The gap list workbook: every outcome to mend with room to write a new one; made to be mailed on its own."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ita_sheets import schema
from ita_sheets.history import open_since
from ita_sheets.render.book import Book, area, said_shortly
from ita_sheets.render.gap_sheet import HEADS, ROLES, cells
from ita_sheets.render.style import Role
from ita_sheets.render.volumes import URGENCY, rows, span, unit_name, volumes
from ita_sheets.texts import Words, verdicts
from ita_sheets.texts import summary as texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from ita_sheets.changes import AgencyYears
    from ita_sheets.history import Key
    from ita_sheets.render.book import Tab
    from ita_sheets.render.volumes import Row, Volume
    from ita_sheets.texts import Lang

KIND = "gaps"
HEADER_ROW = 6
FIRST_ROW = HEADER_ROW + 1
WIDTHS = (9.0, 9.0, 6.0, 27.0, 14.0, 14.0, 25.0, 31.0, 28.0, 38.0, 14.0, 20.0)  # characters
NEW_COLUMN, PLACE_COLUMN = 10, 12
MOST_UNIT_SHEETS = 30  # more are of no help to anybody
LONGEST_TAB = 31  # characters; Excel's limit
FINE_WIDTHS = (6.0, 88.0)
_NOT_IN_TABS = re.compile(r"[\[\]:*?/\\]")
_RESERVED = "history"  # Excel keeps this name for itself


def gap_list(agency: AgencyYears, *, lang: Lang, created: datetime) -> bytes:
    """The workbook's bytes: all gaps first, then a sheet for each unit where there are several.

    Without any gap it is one page that says what was checked.
    """
    found = volumes(agency)
    title = texts.LIST_TITLE[lang]
    book = Book(created, title=title, properties={schema.PROPERTY_KIND: KIND}, lang=lang)
    listed = rows(found, *URGENCY)
    if not listed:
        _all_fine(book, agency.name, found, lang)
        return book.finished()
    name = agency.name or texts.NO_AGENCY[lang]
    years = texts.YEARS.fill(years=span(found) or texts.NO_FILE)[lang]
    counted = texts.LIST_COUNT.fill(gaps=len(listed), measures=sum(volume.measures for volume in found))
    since = open_since(agency)
    heading = f"{name}  {years}"
    _sheet(book.tab(texts.LIST_TAB[lang], page_title=name), heading, counted, (listed, since), lang)
    by_unit: dict[Words, list[Row]] = {}
    for row in listed:
        by_unit.setdefault(unit_name(row.measure), []).append(row)
    if 1 < len(by_unit) <= MOST_UNIT_SHEETS:
        tabs = _tab_names([unit[lang] for unit in by_unit], lang)
        for tab, (unit, own) in zip(tabs, by_unit.items(), strict=True):
            theirs = texts.LIST_UNIT_COUNT.fill(unit=unit, gaps=len(own))
            _sheet(book.tab(tab, page_title=name), heading, theirs, (own, since), lang)
    return book.finished()


def _sheet(
    tab: Tab, heading: str, counted: Words, gaps: tuple[Sequence[Row], Mapping[Key, int]], lang: Lang
) -> None:
    """The gaps, and since when each is open, on one sheet."""
    listed, since = gaps
    tab.text((1, 1), f"{texts.LIST_TITLE[lang]}  {heading}", Role.TITLE)
    tab.text((2, 1), counted[lang], Role.SUBTITLE)
    units = Counter(unit_name(row.measure) for row in listed)
    kinds = Counter(row.verdict for row in listed)
    by_verdict = [(verdicts.NAMES[verdict], kinds[verdict]) for verdict in URGENCY if kinds[verdict]]
    for row, (words, counts) in enumerate(
        ((texts.BY_UNIT, units.most_common()), (texts.BY_VERDICT, by_verdict)), 3
    ):
        tab.across((row, 1), len(WIDTHS), words.fill(counts=_counts(counts, lang))[lang], Role.BODY)
    tab.text((5, 1), texts.LIST_HINT.fill(new=texts.NEW_OUTCOME)[lang], Role.HINT)
    heads = (*HEADS[:-1], texts.NEW_OUTCOME, texts.WHO_WHEN, HEADS[-1])
    for column, (width, head) in enumerate(zip(WIDTHS, heads, strict=True), 1):
        role = Role.HEAD_REQUIRED if column in (NEW_COLUMN, NEW_COLUMN + 1) else Role.HEAD
        tab.column(column, width)
        tab.text((HEADER_ROW, column), head[lang], role)
    for number, row_ in enumerate(listed, FIRST_ROW):
        _row(tab, number, row_, since, lang)
    last = FIRST_ROW + len(listed) - 1
    tab.filter(area((HEADER_ROW, 1), (last, len(WIDTHS))))
    tab.allow_digits_as_text(area((FIRST_ROW, 1), (last, len(WIDTHS))))
    tab.freeze(HEADER_ROW)
    tab.repeat(HEADER_ROW, HEADER_ROW)


def _row(tab: Tab, number: int, row: Row, since: Mapping[Key, int], lang: Lang) -> None:
    told = cells(row, since, lang, (*WIDTHS[: NEW_COLUMN - 1], WIDTHS[PLACE_COLUMN - 1]))
    for column, (text, head) in enumerate(zip(told[:-1], HEADS[:-1], strict=True), 1):
        role = Role.GAP if head is texts.VERDICT else ROLES.get(head, Role.TEXT)
        tab.text((number, column), text, role)
    for column in (NEW_COLUMN, NEW_COLUMN + 1):
        tab.blank((number, column), Role.FIELD)
    tab.text((number, PLACE_COLUMN), told[-1])


def _counts(counts: Iterable[tuple[Words, int]], lang: Lang) -> str:
    return ", ".join(texts.COUNTED.fill(name=name, count=count)[lang] for name, count in counts)


def _tab_names(units: Sequence[str], lang: Lang) -> list[str]:
    """A sheet name for each unit: without the signs Excel refuses, short enough, none twice."""
    taken = {texts.LIST_TAB[lang].casefold(), _RESERVED}
    names = []
    for number, unit in enumerate(units, 1):
        name = said_shortly(_NOT_IN_TABS.sub("-", unit.replace("\n", " ")).strip(" '"), LONGEST_TAB)
        if not name or name.casefold() in taken:
            name = texts.LIST_UNIT_TAB.fill(number=number)[lang]
        taken.add(name.casefold())
        names.append(name)
    return names


def _all_fine(book: Book, name: str, found: Sequence[Volume], lang: Lang) -> None:
    """One friendly page: there is nothing to mend, and what was checked."""
    tab = book.tab(texts.LIST_TAB[lang], landscape=False, page_title=name)
    for column, width in enumerate(FINE_WIDTHS, 1):
        tab.column(column, width)
    measures = sum(volume.measures for volume in found)
    tab.text((1, 1), (texts.ALL_FINE if measures else texts.LIST_TITLE)[lang], Role.TITLE)
    years = texts.YEARS.fill(years=span(found) or texts.NO_FILE)[lang]
    tab.text((2, 1), name or texts.NO_AGENCY[lang], Role.SUBTITLE)
    tab.text((3, 1), years, Role.SUBTITLE)
    counted = texts.ALL_FINE_COUNT.fill(measures=measures) if measures else texts.NO_MEASURES
    tab.across((4, 1), 2, counted[lang], Role.BODY)
    files = [
        texts.FILE_LINE.fill(
            file=volume.checked.reading.file.name, year=volume.label, measures=volume.measures
        )[lang]
        for volume in found
    ]
    row = 6
    for title, lines in (
        (texts.WHAT_WAS_CHECKED, [words[lang] for words in texts.CHECKED_FOR]),
        (texts.CHECKED_FILES, files),
    ):
        tab.text((row, 1), title[lang], Role.SECTION)
        for number, line in enumerate(lines, 1):
            tab.number((row + number, 1), number)
            tab.text((row + number, 2), line)
        row += len(lines) + 2
