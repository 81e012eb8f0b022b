"""The official report of a fiscal year: three columns, in the table's order, ready to print and sign.

It is Thai in every language of the workbook: the form is the commission's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_sheets import schema, thai
from ita_sheets.fiscal import thai_date
from ita_sheets.render.long_texts import at_clauses, parts
from ita_sheets.render.sources import CELL_WIDTH, NOWHERE, address, write_cell
from ita_sheets.render.style import Role
from ita_sheets.render.volumes import Lot, district_and_province
from ita_sheets.texts import summary as texts

if TYPE_CHECKING:
    from ita_sheets.fiscal import FiscalYear
    from ita_sheets.model import Agency, Judged
    from ita_sheets.render.book import Book, Tab
    from ita_sheets.render.sources import Sources
    from ita_sheets.render.volumes import Targets, Volume
    from ita_sheets.texts import Lang

WIDTHS = (40.0, 49.0, 49.0)  # characters
LAST = len(WIDTHS)
BESIDE = LAST + 1
HEADER_ROW = 5
FIRST_ROW = HEADER_ROW + 1
DOTS = "." * 46
SHORT_DOTS = "." * 30


def official(
    book: Book, volume: Volume, lang: Lang, *, digits_thai: bool, sources: Sources = NOWHERE
) -> Targets:
    """The sheet of one file, and where its measures stand; no sheet where there is none.

    Where `sources` tells where the file is, each measure's cell stands beside the form, unprinted.
    """
    if not volume.measures:
        return {}
    report = volume.checked.reading.report
    name = texts.OFFICIAL_TAB.fill(year=volume.label)[lang]
    tab = book.tab(name, page_title=report.agency.name.text)
    for column, width in enumerate((*WIDTHS, CELL_WIDTH), 1):
        tab.column(column, width)
    _heading(tab, report.agency, report.year, digits_thai=digits_thai)
    for number, column_ in enumerate(schema.OFFICIAL_COLUMNS, 1):
        tab.text((HEADER_ROW, number), column_.title.th, Role.HEAD)
    tab.freeze(HEADER_ROW)
    tab.repeat(HEADER_ROW, HEADER_ROW)
    targets: Targets = {(volume.number, Lot.ALL): (name, (FIRST_ROW, 1))}
    row = FIRST_ROW
    for judged in volume.checked.judged:
        verdict = judged.judgement.verdict
        for key in (verdict, Lot.GAPS if verdict.is_gap else Lot.REAL):
            targets.setdefault((volume.number, key), (name, (row, LAST)))
        if address(sources, judged.measure.where(schema.MEASURE)):
            write_cell(tab, (row, BESIDE), judged.measure.where(schema.MEASURE), sources, lang)
        row = _measure(tab, row, judged)
    _signatures(tab, row + 1, report.agency)
    tab.print_only((row + 1, LAST))
    tab.keep_end(row - 1)  # nobody signs a page that holds nothing else
    return targets


def _heading(tab: Tab, agency: Agency, year: FiscalYear | None, *, digits_thai: bool) -> None:
    tab.across((1, 1), LAST, texts.OFFICIAL_TITLE.th, Role.REPORT_TITLE)
    where = (agency.name.text or texts.NO_AGENCY.th, *district_and_province(agency))
    tab.across((2, 1), LAST, "  ".join(where), Role.REPORT_TITLE)
    start = agency.period_start.text or (thai_date(year.start, thai_digits=False) if year else "")
    end = agency.period_end.text or (thai_date(year.end, thai_digits=False) if year else "")
    words = [texts.OFFICIAL_YEAR.fill(year=year or SHORT_DOTS).th]
    words += [texts.OFFICIAL_PERIOD.fill(start=start, end=end).th] if start and end else []
    line = "  ".join(words)
    tab.across((3, 1), LAST, thai.thai_digits(line) if digits_thai else line, Role.REPORT_LINE)


def _measure(tab: Tab, row: int, judged: Judged) -> int:
    """One measure, over as many rows as its longest text needs; the next free row."""
    measure = judged.measure
    said = [at_clauses(measure.entry(column).text) for column in schema.OFFICIAL_COLUMNS]
    if item := measure.number.text.rstrip("."):
        said[0] = f"{item}. {said[0]}"  # as the form prints it
    columns = [parts(text, width) for text, width in zip(said, WIDTHS, strict=True)]
    needed = max(map(len, columns))
    for number, texts_ in enumerate(columns, 1):
        for offset in range(needed):
            tab.text((row + offset, number), texts_[offset] if offset < len(texts_) else "")
    return row + needed


def _signatures(tab: Tab, row: int, agency: Agency) -> None:
    """A place to sign for each of the three, in one row: rows are not torn apart between pages."""
    positions = (agency.reporter.text, agency.reviewer.text, agency.executive.text)
    for number, (position, role) in enumerate(zip(positions, texts.SIGNERS, strict=True), 1):
        held = position or f"{role.th}  {texts.POSITION.fill(dots=SHORT_DOTS).th}"
        block = texts.SIGN_HERE.fill(dots=DOTS, position=held, date=SHORT_DOTS).th
        tab.text((row, number), f"\n{block}", Role.SIGNATURE)
