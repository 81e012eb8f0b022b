"""Every figure of the summary leads to its rows and every row to its cell, whatever draws the workbook."""

from __future__ import annotations

import io
import re
from typing import Any

import linked_years
import openpyxl
import pytest
import written
from agencies import opened, two_years

from ita_sheets import schema
from ita_sheets.changes import AgencyYears
from ita_sheets.model import Place
from ita_sheets.render import official
from ita_sheets.render.book import Book
from ita_sheets.render.heights import column_points, lines
from ita_sheets.render.sources import CELL_WIDTH, write_cell
from ita_sheets.render.style import LOOKS, Role
from ita_sheets.render.summary import summary
from ita_sheets.texts import Lang, years
from ita_sheets.texts import scores as scores_texts
from ita_sheets.texts import summary as texts

BESIDE_TWO = {f"ITA{year}.xlsx": f"../ITA{year}.xlsx" for year in (2566, 2567)}
AGENCIES = [linked_years.sample_files(), (two_years(), BESIDE_TWO)]
DRAWN = ["filled template", "samples, summary beside its files", "samples, gap list", "200 measures, summary"]
FIRST_ROWS = {
    texts.GAPS_TAB.th: 4,
    texts.STATED_TAB.th: 4,
    texts.FINDINGS_TAB.th: 4,
    scores_texts.WEAK_TAB.th: 4,
    schema.YEAR_OVER_YEAR.tab.th: 8,
}


def target(link: Any) -> str:
    """The file that a link leads to; the library writes the path as Windows has it."""
    return (link.target or "").replace("\\", "/")


def beside(agency: AgencyYears, sources: dict[str, str]) -> Any:
    """The summary as `convert` writes it, next to its files."""
    return opened(summary(agency, lang=Lang.TH, created=linked_years.CREATED, sources=sources))


@pytest.mark.parametrize(("agency", "sources"), AGENCIES)
def test_every_figure_of_the_overview_leads_to_its_rows(agency: AgencyYears, sources: dict[str, str]) -> None:
    tab = beside(agency, sources)[texts.OVERVIEW_TAB.th]
    figures = [cell for row in tab.iter_rows() for cell in row if isinstance(cell.value, int | float)]
    assert len(figures) > 30
    assert [cell.coordinate for cell in figures if cell.value and not cell.hyperlink] == []
    assert [cell.coordinate for cell in figures if cell.hyperlink and not cell.font.underline] == []


@pytest.mark.parametrize(("agency", "sources"), AGENCIES)
def test_every_row_leads_to_its_cell_in_its_file(agency: AgencyYears, sources: dict[str, str]) -> None:
    book = beside(agency, sources)
    reports = [name for name in book.sheetnames if name.startswith("รายงาน ")]
    for name, first in {**FIRST_ROWS, **dict.fromkeys(reports, official.FIRST_ROW)}.items():
        rows = list(book[name].iter_rows(min_row=first)) if name in book.sheetnames else []
        filled = [row for row in rows if row[0].value and "(ลงชื่อ)" not in str(row[0].value)]
        for row in filled:
            links = [cell.hyperlink for cell in row if cell.hyperlink]
            to_files = [link for link in links if target(link) in sources.values()]
            to_rows = [link for link in links if f"'{texts.GAPS_TAB.th}'!" in (link.location or "")]
            assert to_files or to_rows, (name, row[0].row)
            assert all(re.fullmatch(r"'.+'![A-Z]+[0-9]+", link.location) for link in links)


def test_scores_of_weak_points_lead_to_the_indicators_row() -> None:
    book = beside(*linked_years.sample_files())
    weak = next(book[scores_texts.WEAK_TAB.th].iter_rows(min_row=4))
    assert weak[1].value.startswith("3 ")
    for cell in (weak[4], weak[7]):
        tab, _, place = cell.hyperlink.location.rpartition("!")
        assert (book[tab.strip("'")][place].value, place[1:]) == (cell.value, "6")


def test_the_cells_beside_the_official_report_are_not_printed() -> None:
    tab = beside(*linked_years.sample_files())["รายงาน 2568"]
    assert tab["D6"].value == "มาตรการ!D6"
    assert target(tab["D6"].hyperlink) == "../ITA2568_ตัวอย่าง.xlsx"
    signed = next(row[0].row for row in tab.iter_rows() if "(ลงชื่อ)" in str(row[0].value))
    assert tab.print_area == f"'รายงาน 2568'!$A$1:$C${signed}"


def test_of_a_sheet_with_a_long_name_the_cell_alone_is_told() -> None:
    book, sources = Book(linked_years.CREATED, title="t"), {"ก.xlsx": "../ก.xlsx"}
    tab = book.tab("แผ่น")
    tab.column(1, CELL_WIDTH)
    for row, sheet in enumerate(("มาตรการ", "มาตรการส่งเสริมคุณธรรมของหน่วยงาน"), 1):
        write_cell(tab, (row, 1), Place("ก.xlsx", sheet, "F7"), sources, Lang.TH)
    write_cell(tab, (3, 1), Place("ก.xlsx", None, None), sources, Lang.TH)
    cells = opened(book.finished())["แผ่น"]["A"]
    assert [cell.value for cell in cells] == ["มาตรการ!F7", "F7", "ทั้งไฟล์"]
    assert cells[1].hyperlink.location == "'มาตรการส่งเสริมคุณธรรมของหน่วยงาน'!F7"
    assert target(cells[2].hyperlink) == "../ก.xlsx"


def test_items_and_years_of_the_history_lead_into_the_file() -> None:
    book = beside(*linked_years.sample_files())
    row = next(row for row in book["เทียบรายปี"].iter_rows(min_row=8) if row[4].value == "1")
    assert [target(cell.hyperlink) for cell in row[3:5]] == [
        "../ITA2567_ตัวอย่าง.xlsx",
        "../ITA2568_ตัวอย่าง.xlsx",
    ]
    linked = [cell for row in book[years.HISTORY_TAB.th] for cell in row if cell.hyperlink]
    assert {target(cell.hyperlink) for cell in linked} == set(linked_years.sample_files()[1].values())


def widths(tab: Any) -> dict[int, float]:
    """Characters that each column offers."""
    spans = [item for item in tab.column_dimensions.values() if item.width]
    return {number: item.width - 5 / 7 for item in spans for number in range(item.min, item.max + 1)}


@pytest.mark.parametrize("kind", DRAWN)
def test_what_leads_somewhere_stands_on_one_line(kind: str) -> None:
    """LibreOffice never breaks such a text, and cuts off what is wider than the cell."""
    seen = 0
    for tab in openpyxl.load_workbook(io.BytesIO(written.workbook(kind))):
        joined = {area.start_cell.coordinate: area.max_col for area in tab.merged_cells.ranges}
        told = [cell for row in tab.iter_rows() for cell in row if cell.hyperlink]
        for cell in (each for each in told if isinstance(each.value, str) and each.alignment.wrap_text):
            last = joined.get(cell.coordinate, cell.column)
            own = [widths(tab)[number] for number in range(cell.column, last + 1)]
            room = column_points(sum(own) + (len(own) - 1) * 5 / 7)
            assert lines(str(cell.value), room, LOOKS[Role.GAP if cell.font.bold else Role.TEXT]) == 1, (
                cell.value
            )
            seen += 1
    assert seen
