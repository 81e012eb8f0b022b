"""The comparison workbook of one agency: its years side by side, with room to answer what is not sure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ita_sheets import schema
from ita_sheets.history import compared, lines, open_since
from ita_sheets.render.answers_sheet import answers_sheet
from ita_sheets.render.book import Book
from ita_sheets.render.findings_sheet import findings_sheet
from ita_sheets.render.history_sheet import history_sheet
from ita_sheets.render.reading_sheet import reading_sheet
from ita_sheets.render.scores_sheet import scores_sheet
from ita_sheets.render.step_counts import counted, names
from ita_sheets.render.style import Role
from ita_sheets.render.volumes import span, volumes
from ita_sheets.render.years_sheet import Compare, years_sheet, years_tab
from ita_sheets.rules import is_across_years
from ita_sheets.texts import summary as texts
from ita_sheets.texts import years as words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ita_sheets.changes import AgencyYears
    from ita_sheets.history import Compared
    from ita_sheets.model import Refused
    from ita_sheets.render.book import At, Tab, Target
    from ita_sheets.render.step_counts import Counted
    from ita_sheets.render.volumes import Targets, Volume
    from ita_sheets.texts import Lang

KIND = "comparison"
COUNTS_ROW = 5
FIRST_WIDTH, COUNT_WIDTH = 30.0, 15.0  # characters
LEAST_COLUMNS = 5  # that the page has room for


def comparison(
    agency: AgencyYears, *, lang: Lang, created: datetime, refused: Sequence[Refused] = ()
) -> bytes:
    """The workbook's bytes; sheets that would be empty are left out.

    Raises `CannotWriteError` for a text longer than a cell holds.
    """
    found, steps = volumes(agency), compared(agency)
    properties = {schema.PROPERTY_KIND: KIND}
    book = Book(created, title=words.COMPARISON_TITLE[lang], properties=properties, lang=lang)
    name = agency.name or texts.NO_AGENCY[lang]
    first = book.tab(words.COMPARISON_TAB[lang], landscape=False, page_title=name)
    targets: Targets = {}
    if steps:
        tab = years_tab(book, lang)
        told = Compare(steps, open_since(agency), agency.answers)
        targets = years_sheet(tab, told, found, {}, lang)
        history_sheet(book, lines(agency), found, lang)
    scores_sheet(book, found, lang)
    answers_sheet(book, agency.answers, lang)
    findings_sheet(book, [_across_years(volume) for volume in found], lang)
    reading_sheet(book, lang, compared=bool(steps))
    _first_page(first, agency, found, steps, targets, refused, lang)
    return book.finished()


def _across_years(volume: Volume) -> Volume:
    """The file with those of its findings that are about several years."""
    kept = tuple(filter(is_across_years, volume.checked.findings))
    return replace(volume, checked=replace(volume.checked, findings=kept))


def _first_page(
    tab: Tab,
    agency: AgencyYears,
    found: Sequence[Volume],
    steps: Sequence[Compared],
    targets: Targets,
    refused: Sequence[Refused],
    lang: Lang,
) -> None:
    last = 1 + max(LEAST_COLUMNS, len(steps))
    for column in range(1, last + 1):
        tab.column(column, FIRST_WIDTH if column == 1 else COUNT_WIDTH)
    tab.text((1, 1), words.COMPARISON_TITLE[lang], Role.TITLE)
    tab.text((2, 1), agency.name or texts.NO_AGENCY[lang], Role.SUBTITLE)
    years = texts.YEARS.fill(years=span(found) or texts.NO_FILE)[lang]
    tab.text((3, 1), years, Role.SUBTITLE)
    row = COUNTS_ROW
    if steps:
        row = _counts(tab, steps, found, targets, lang)
        row = _how_to_answer(tab, row + 1, last, lang)
    else:
        tab.across((row, 1), last, words.NO_STEP[lang], Role.BODY)
        row += 1
    if refused:
        tab.text((row + 1, 1), texts.REFUSED_SECTION[lang], Role.SECTION)
        for number, item in enumerate(refused, row + 2):
            tab.text((number, 1), item.file, Role.LABEL)
            tab.across((number, 2), last, item.words[lang], Role.TEXT)
    tab.one_page()


def _counts(
    tab: Tab, steps: Sequence[Compared], found: Sequence[Volume], targets: Targets, lang: Lang
) -> int:
    """A column for each step, newest first; the next free row."""
    numbers = {volume.be: volume.number for volume in found}
    tab.text((COUNTS_ROW, 1), words.COMPARISON_SECTION[lang], Role.SECTION)
    tab.text((COUNTS_ROW + 1, 1), words.MEASURES[lang], Role.HEAD)
    columns = [{line.name: line for line in counted(each)} for each in steps]
    listed = names([list(column.values()) for column in columns])
    for row, name in enumerate(listed, COUNTS_ROW + 2):
        tab.text((row, 1), name[lang], Role.LABEL)
    for column, (compared_, lines_) in enumerate(zip(steps, columns, strict=True), 2):
        step = compared_.step
        head = words.STEP.fill(earlier=step.earlier, later=step.later)
        tab.text((COUNTS_ROW + 1, column), head[lang], Role.HEAD)
        for row, name in enumerate(listed, COUNTS_ROW + 2):
            line = lines_.get(name)
            target = targets.get((numbers[step.later.be], line.key)) if line and line.key else None
            _count(tab, (row, column), line, target, lang)
    return COUNTS_ROW + 2 + len(listed)


def _count(tab: Tab, at: At, line: Counted | None, target: Target | None, lang: Lang) -> None:
    """One number, or two where it is not the same in either year."""
    if line is None:
        tab.text(at, words.NONE[lang], Role.CENTRED)
    elif line.before is not None and line.now is not None and line.before != line.now:
        said = words.FROM_TO.fill(before=line.before, now=line.now)[lang]
        if target:
            tab.link(at, said, target, Role.NUMBER_LINK)
        else:
            tab.text(at, said, Role.SUM if line.is_sum else Role.NUMBER)
    else:
        count = line.now if line.before is None else line.before
        if target and count:
            tab.number_link(at, count, target)
        else:
            tab.number(at, count or 0, Role.SUM if line.is_sum else Role.NUMBER)


def _how_to_answer(tab: Tab, row: int, last: int, lang: Lang) -> int:
    tab.text((row, 1), words.ANSWER_SECTION[lang], Role.SECTION)
    for number, step in enumerate(words.ANSWER_STEPS, 1):
        said = texts.TODO_LINE.fill(number=number, todo=step.fill(tab=schema.YEAR_OVER_YEAR.tab))
        tab.across((row + number, 1), last, said[lang], Role.BODY)
    return row + 1 + len(words.ANSWER_STEPS)
