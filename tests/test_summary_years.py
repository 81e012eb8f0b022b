"""What the summary says of the newest step: its block on the overview, what to do first, where links lead."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import takewhile
from typing import Any

import linked_years
import pytest
from agencies import NAME, checked, good, opened

from ita_sheets import schema
from ita_sheets.changes import AgencyYears
from ita_sheets.linking import fingerprint
from ita_sheets.render.summary import summary
from ita_sheets.texts import Lang, years
from ita_sheets.texts import summary as texts

CREATED = datetime(2026, 11, 2)
OVERVIEW, COMPARED, GAPS = texts.OVERVIEW_TAB.th, schema.YEAR_OVER_YEAR.tab.th, texts.GAPS_TAB.th
STATUS, NEW_ITEM, MEASURE, TURN, SURE, REPLY = 2, 4, 5, 8, 10, 11  # of the compared sheet's rows
RESULT = "ตรวจแล้ว 12 ครั้ง เมื่อวันที่ 5 มีนาคม"


def written(agency: AgencyYears) -> Any:
    return opened(summary(agency, lang=Lang.TH, created=CREATED))


def block(book: Any) -> list[list[Any]]:
    """The lines of the comparison's block: their words and both years' cells."""
    tab = book[OVERVIEW]
    heads = [cell for row in tab.iter_rows() for cell in row if cell.value == years.BLOCK.th]
    if not heads:
        return []
    column = heads[0].column
    rows = tab.iter_rows(min_row=heads[0].row + 1, min_col=column, max_col=column + 2)
    return [list(row_) for row_ in takewhile(lambda row_: row_[0].value is not None, rows)]


def todo_lines(book: Any) -> list[str]:
    values = (cell.value for row in book[OVERVIEW].iter_rows() for cell in row)
    return [value for value in values if isinstance(value, str) and re.match(r"[1-9]\. ", value)]


def target(book: Any, cell: Any) -> Any:
    """The first cell of the row that a link leads to."""
    tab, _, place = cell.hyperlink.location.rpartition("!")
    return book[tab.strip("'")][place]


def two_years(then: list[dict[str, Any]], now: list[dict[str, Any]], **more: Any) -> AgencyYears:
    return linked_years.linked([checked(2567, then), checked(2568, now)], **more)


# --- the block ------------------------------------------------------------------------------------


def test_the_block_adds_up_and_tells_the_samples_story() -> None:
    lines = [[cell.value for cell in cells] for cells in block(written(linked_years.samples()))]
    assert lines == [
        ["เหมือนเดิม", 6, 6],
        ["แก้ถ้อยคำ", 1, 1],
        ["แยกเป็นหลายข้อ", 1, 2],
        ["รวมหลายข้อ", 2, 1],
        ["เพิ่มใหม่", "-", 2],
        ["ไม่พบในปีนี้", 1, "-"],
        ["มาตรการทั้งหมด", 11, 12],
        ["เคยมีผล แต่ปีนี้ไม่มี", "-", 1],
        ["ซ้ำกับผลลัพธ์ปีก่อน", "-", 1],
        ["มีผลแล้วในปีนี้", "-", 1],
    ]
    for side in (1, 2):
        counts = [line[side] for line in lines if line[side] != "-"]
        kinds = counts[: counts.index({1: 11, 2: 12}[side])]
        assert sum(kinds) == {1: 11, 2: 12}[side]


def test_each_figure_leads_to_the_first_of_its_rows() -> None:
    book = written(linked_years.samples_without_ids())
    rows = list(book[COMPARED].iter_rows())
    newest = [row for row in rows if row[0].value == "2567-2568"]
    for words, *cells in block(book):
        name = words.value
        column, said = (STATUS, name)
        if name in {turn.th for turn in years.TURNS.values()}:
            column = TURN
        elif name == years.LEFT_LINE.th:
            column, said = SURE, "โปรดยืนยัน"
        matching = [row for row in newest if str(row[column].value).startswith(said)]
        for cell, year in zip(cells, (2567, 2568), strict=True):
            if cell.value == "-":
                assert not cell.hyperlink
            elif name == years.ALL.th:
                assert cell.hyperlink.location == f"'รายงาน {year}'!A6"
            else:
                assert target(book, cell).row == matching[0][0].row


def test_an_item_to_mend_leads_to_what_should_be_written() -> None:
    book = written(linked_years.samples())
    rows = [row for row in book[COMPARED].iter_rows() if row[0].value == "2567-2568"]
    linked = [row for row in rows if row[NEW_ITEM].hyperlink]
    assert [row[NEW_ITEM].value for row in linked] == ["2", "3", "10"]
    for row in linked:
        assert row[NEW_ITEM].alignment.horizontal == "center"  # as the items that lead nowhere
        gap = book[GAPS][target(book, row[NEW_ITEM]).row]
        assert [gap[0].value, gap[2].value, gap[3].value] == ["2568", row[NEW_ITEM].value, row[MEASURE].value]


def test_without_a_step_no_block_and_no_sheets_of_years() -> None:
    book = written(AgencyYears(NAME, (checked(2568, good(2)),)))
    assert block(book) == []
    assert {COMPARED, years.HISTORY_TAB.th, schema.ANSWERS.tab.th}.isdisjoint(book.sheetnames)
    assert years.KINDS_SECTION.th not in [cell.value for cell in book[texts.READING_TAB.th]["A"]]


def test_sheets_of_the_years_stand_between_the_reports_and_the_gaps() -> None:
    agency = linked_years.samples_without_ids()
    given = linked_years.answered(
        agency, 1, (5, 6), reply="yes", other="", at=agency.years[0].judged[0].measure.measure.at
    )
    book = written(linked_years.linked(agency.years, answers=[given], name=agency.name))
    assert book.sheetnames == [
        "ภาพรวม", "รายงาน 2568", "รายงาน 2567", "รายงาน 2566", "เทียบรายปี", "ประวัติ", "ข้อที่ต้องแก้",
        "เพิ่มให้ชัดขึ้น", "คะแนน ITA", "จุดอ่อน", "วิธีอ่าน", "คำตอบ",
    ]  # fmt: skip


# --- what to do first -----------------------------------------------------------------------------


def test_a_result_that_was_lost_comes_first_and_is_not_told_twice() -> None:
    book = written(linked_years.samples())
    assert todo_lines(book) == [
        "1. ดูข้อที่ปีก่อนมีผล แต่ปีนี้ไม่มี 1 ข้อ (ข้อ 3)",
        "2. เขียนผลลัพธ์แทนข้อความที่ยังไม่บอกผล 1 ข้อ (ข้อ 2)",
        "3. เขียนผลของปีนี้แทนผลลัพธ์ที่ซ้ำกับปีก่อน 1 ข้อ (ข้อ 10)",
    ]


def test_a_verdict_with_more_than_what_was_lost_is_told_whole() -> None:
    one, other = (
        {**good(2)[n], "measure": text} for n, text in enumerate(("คุมวัสดุสำนักงาน", "จัดเวรยามรักษาการณ์"))
    )
    then = [one, {**other, "outcome": ""}]
    now = [{**one, "outcome": ""}, {**other, "outcome": ""}]
    assert todo_lines(written(two_years(then, now))) == [
        "1. ดูข้อที่ปีก่อนมีผล แต่ปีนี้ไม่มี 1 ข้อ (ข้อ 1)",
        "2. เขียนผลลัพธ์ที่ยังว่าง 2 ข้อ (ข้อ 1-2)",
    ]


PROPOSED = [
    {**good(1)[0], "outcome": RESULT, "measure": f"อบรมเจ้าหน้าที่เรื่องการให้บริการประชาชน {n} ครั้ง"} for n in (6, 12)
]


def test_pairs_to_confirm_are_told_and_linked() -> None:
    book = written(two_years(PROPOSED[:1], PROPOSED[1:]))
    assert todo_lines(book) == ["1. ยืนยันคู่มาตรการ 1 ข้อ ในแผ่น “เทียบรายปี”"]
    (cell,) = [c for row in book[OVERVIEW].iter_rows() for c in row if str(c.value).startswith("1. ")]
    assert book[COMPARED][target(book, cell).row][SURE].value.startswith("โปรดยืนยัน")


@pytest.mark.parametrize("given", [True, False])
def test_a_proposal_that_was_answered_shows_the_answer_and_asks_no_more(given: bool) -> None:
    plain = two_years(PROPOSED[:1], PROPOSED[1:])
    pair = tuple(fingerprint(file.judged[0].measure) for file in plain.years)
    book = written(two_years(PROPOSED[:1], PROPOSED[1:], pairs={(pair[0], pair[1]): True} if given else {}))
    (row,) = [row for row in book[COMPARED].iter_rows() if row[0].value == "2567-2568"]
    assert row[REPLY].value == ("ใช่" if given else None)
    left = years.LEFT.fill(count=0 if given else 1).th
    assert book[COMPARED]["A2"].value == left
    assert (years.LEFT_LINE.th in [line[0].value for line in block(book)]) != given
