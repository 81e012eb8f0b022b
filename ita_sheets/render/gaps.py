"""The gap list workbook: every outcome to mend with room to write a new one; made to be mailed on its own.

There is one place for each answer: with several units their own sheets take them, and the first sheet only
lists all; otherwise the one sheet there is.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ita_sheets import schema
from ita_sheets.render import gap_columns
from ita_sheets.render.book import Book, said_shortly
from ita_sheets.render.gap_answers import answers_sheet, finish, head, write_top
from ita_sheets.render.style import Role
from ita_sheets.render.volumes import URGENCY, rows, span, unit_name, volumes
from ita_sheets.texts import Words, verdicts
from ita_sheets.texts import gaps as words
from ita_sheets.texts import summary as texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from ita_sheets.changes import AgencyYears
    from ita_sheets.render.gap_answers import Top
    from ita_sheets.render.gap_columns import Known
    from ita_sheets.render.volumes import Row, Volume
    from ita_sheets.texts import Lang

KIND = "gaps"
TABLE = "gaps"  # the name of the table of all; those of units have a number besides
MOST_UNIT_SHEETS = 12  # more tabs than fit on a screen are of no help to anybody
LONGEST_TAB = 31  # characters; Excel's limit
FINE_WIDTHS = (6.0, 88.0)  # characters
_NOT_IN_TABS = re.compile(r"[\[\]:*?/\\]|_(?=x[0-9A-Fa-f]{4}_)")  # the last is an escape of Excel
_RESERVED = "history"  # Excel keeps this name for itself
_UNITS = [item.words for item in schema.UNITS.items]


def gap_list(agency: AgencyYears, *, lang: Lang, created: datetime) -> bytes:
    """The workbook's bytes: all gaps first, then a sheet for each unit where there are several.

    Without any gap it is one page that says what was checked.
    """
    found = volumes(agency)
    title = schema.GAP_LIST.title[lang]
    book = Book(created, title=title, properties={schema.PROPERTY_KIND: KIND}, lang=lang)
    listed = rows(found, *URGENCY)
    if not listed:
        _all_fine(book, agency.name, found, lang)
        return book.finished()
    name = agency.name or texts.NO_AGENCY[lang]
    years = texts.YEARS.fill(years=span(found) or texts.NO_FILE)[lang]
    heading: Top = [(f"{title}  {name}  {years}", Role.TITLE)]
    counts = words.COUNT.fill(gaps=len(listed), measures=sum(volume.measures for volume in found))
    units = _by_unit(listed)
    known = gap_columns.known(agency, listed, lang)
    _Pages(book, name, heading, units, known).write([*heading, (counts[lang], Role.SUBTITLE)])
    return book.finished()


class _Pages(NamedTuple):
    """The sheets in the making; `units` gives each unit's gaps, in the order of their sheets."""

    book: Book
    footer: str
    heading: Top
    units: Mapping[Words, Sequence[Row]]
    known: Known

    def write(self, top: Top) -> None:
        """All sheets; `top` are the first lines of the sheet of all gaps."""
        count, lang = len(self.units), self.known.lang
        every = [row for own in self.units.values() for row in own]
        counts = _counts(((unit, len(own)) for unit, own in self.units.items()), lang)
        by_unit = words.BY_UNIT.fill(counts=counts)[lang], Role.BODY
        top = [*top, by_unit, _by_verdict(every, lang)]
        sheet = schema.GAP_LIST
        if 1 < count <= MOST_UNIT_SHEETS:
            self._every_gap([*top, (words.WRITE_ELSEWHERE[lang], Role.LIVE)], every)
            return
        hint = words.MANY_UNITS.fill(hint=sheet.hint, count=count) if count > 1 else sheet.hint
        tab = self.book.tab(sheet.tab[lang], page_title=self.footer)
        answers_sheet(tab, TABLE, [*top, (hint[lang], Role.LIVE)], every, self.known, is_only=True)

    def _every_gap(self, top: Top, every: Sequence[Row]) -> None:
        """The list of all, whose item numbers lead to the units' sheets, and those sheets."""
        lang = self.known.lang
        tab = self.book.tab(words.ALL_TAB[lang], page_title=self.footer)
        names = dict(zip(self.units, _tab_names([unit[lang] for unit in self.units], lang), strict=True))
        lead = [*gap_columns.item(self.known), gap_columns.measure(46.0)]
        told = (gap_columns.verdict(self.known, 18.0), gap_columns.written(self.known, 46.0))
        shown = [*lead, gap_columns.unit(self.known, 20.0), *told, gap_columns.place(24.0)]
        write_top(tab, top, [part.width for part in shown], len(shown))
        header = len(top) + 1
        for number, part in enumerate(shown, 1):
            head(tab, (header, number), part, lang)
        for at, row in enumerate(every, header + 1):
            for number, part in enumerate(shown, 1):
                text = part.text(row, lang)
                if part.head is texts.ITEM:
                    tab.link((at, number), text, (names[unit_name(row.measure)], (1, 1)))
                else:
                    tab.text((at, number), text, part.role)
        finish(tab, TABLE, (header, header + len(every)), len(shown), len(lead))
        for number, (unit, own) in enumerate(self.units.items(), 1):
            self._unit_sheet(names[unit], f"{TABLE}_{number}", unit, own)

    def _unit_sheet(self, name: str, table: str, unit: Words, own: Sequence[Row]) -> None:
        lang = self.known.lang
        count = words.UNIT_COUNT.fill(unit=unit, gaps=len(own))[lang]
        top = [*self.heading, (count, Role.SUBTITLE), _by_verdict(own, lang)]
        top.append((schema.GAP_LIST.hint[lang], Role.LIVE))
        tab = self.book.tab(name, page_title=self.footer)
        answers_sheet(tab, table, top, own, self.known, is_only=False)


def _by_unit(listed: Sequence[Row]) -> dict[Words, list[Row]]:
    """Each unit's gaps: the usual units in their order, then an office's own by name, then those of none."""
    found: dict[Words, list[Row]] = {}
    for row in listed:
        found.setdefault(unit_name(row.measure), []).append(row)
    order = {unit: number for number, unit in enumerate(_UNITS)}
    return dict(
        sorted(
            found.items(),
            key=lambda item: (item[0] is texts.NO_UNIT, order.get(item[0], len(order)), item[0].th),
        )
    )


def _by_verdict(listed: Sequence[Row], lang: Lang) -> tuple[str, Role]:
    """The line of counts by verdict, the most urgent first."""
    kinds = Counter(row.verdict for row in listed)
    counts = [(verdicts.NAMES[verdict], kinds[verdict]) for verdict in URGENCY if kinds[verdict]]
    return words.BY_VERDICT.fill(counts=_counts(counts, lang))[lang], Role.BODY


def _counts(counts: Iterable[tuple[Words, int]], lang: Lang) -> str:
    return ", ".join(words.COUNTED.fill(name=name, count=count)[lang] for name, count in counts)


def _tab_names(units: Sequence[str], lang: Lang) -> list[str]:
    """A sheet name for each unit: without the signs Excel refuses, short enough, none twice."""
    taken = {words.ALL_TAB[lang].casefold(), _RESERVED}
    names = []
    for number, unit in enumerate(units, 1):
        name = said_shortly(_NOT_IN_TABS.sub("-", unit.replace("\n", " ")).strip(" '"), LONGEST_TAB)
        if not name or name.casefold() in taken:
            name = words.UNIT_TAB.fill(number=number)[lang]
        taken.add(name.casefold())
        names.append(name)
    return names


def _all_fine(book: Book, name: str, found: Sequence[Volume], lang: Lang) -> None:
    """One friendly page: there is nothing to mend, and what was checked."""
    tab = book.tab(schema.GAP_LIST.tab[lang], landscape=False, page_title=name)
    for column, width in enumerate(FINE_WIDTHS, 1):
        tab.column(column, width)
    measures = sum(volume.measures for volume in found)
    tab.text((1, 1), (words.ALL_FINE if measures else schema.GAP_LIST.title)[lang], Role.TITLE)
    years = texts.YEARS.fill(years=span(found) or texts.NO_FILE)[lang]
    tab.text((2, 1), name or texts.NO_AGENCY[lang], Role.SUBTITLE)
    tab.text((3, 1), years, Role.SUBTITLE)
    counted = words.ALL_FINE_COUNT.fill(measures=measures) if measures else words.NO_MEASURES
    tab.across((4, 1), 2, counted[lang], Role.BODY)
    files = [
        words.FILE_LINE.fill(
            file=volume.checked.reading.file.name, year=volume.label, measures=volume.measures
        )[lang]
        for volume in found
    ]
    row = 6
    for title, lines in (
        (words.WHAT_WAS_CHECKED, [checked[lang] for checked in words.CHECKED_FOR]),
        (words.CHECKED_FILES, files),
    ):
        tab.text((row, 1), title[lang], Role.SECTION)
        for number, line in enumerate(lines, 1):
            tab.number((row + number, 1), number)
            tab.text((row + number, 2), line)
        row += len(lines) + 2
