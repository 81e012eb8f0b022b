"""Where people answer whether two measures are the same, and that their answers come back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import agencies
import factory
import linked_years
import office
import pytest
from agencies import opened
from linked_years import (
    AGAIN,
    HOTLINE,
    PROPOSED,
    RESULT,
    answered,
    asked,
    given_no,
    row,
    samples_without_ids,
    table,
    two,
    written,
)

from ita_sheets import schema
from ita_sheets.answers import holds_answers, read_answers
from ita_sheets.changes import AgencyYears, Answer, Reply
from ita_sheets.grid import open_book
from ita_sheets.linking import fingerprint

ANSWERS_TAB = schema.ANSWERS.tab.th


@pytest.mark.parametrize(("sheet", "letter"), [(schema.YEAR_OVER_YEAR, "L"), (schema.ANSWERS, "D")])
def test_a_drop_down_stands_on_every_row(sheet: schema.Sheet, letter: str) -> None:
    told = linked_years.linked(samples_without_ids().years, answers=[given_no(samples_without_ids())] * 2)
    book = opened(written(told))
    spot = factory.Spot(book, sheet)
    (rule,) = [rule for rule in spot.sheet.data_validations.dataValidation if rule.type == "list"]
    first = spot.key_row + 2
    assert str(rule.sqref) == f"{letter}{first}:{letter}{first + len(table(book, sheet)) - 1}"
    assert (rule.errorStyle or "stop", rule.showErrorMessage) == ("stop", True)
    name, cells = rule.formula1.rsplit("!", 1)
    listed = [cell.value for (cell,) in book[name.strip("'")][cells.replace("$", "")]]
    assert listed == ["ใช่", "ไม่ใช่", "จับคู่กับข้ออื่น"]


def test_an_answer_that_meant_no_measure_stays_where_it_was_given() -> None:
    plain = two([row(HOTLINE, RESULT)], [row(HOTLINE, AGAIN), row("จ้างเหมารถเก็บขยะ", RESULT)])
    added = plain.steps[0].linked.added[0].measure
    given = Answer("2567-2568", "", fingerprint(added), Reply.OTHER, "ข้อ ๙๙", added.measure.at)
    rows = table(opened(written(linked_years.linked(plain.years, answers=[given]))))
    replies = [(cells["คำตอบ"].value, cells["ข้อที่ตรงกัน"].value) for cells in rows]
    assert replies == [(None, None), ("จับคู่กับข้ออื่น", "ข้อ ๙๙")]


def test_a_confirmed_pair_shows_its_yes_and_nothing_else_of_the_answer() -> None:
    plain = two(PROPOSED[:1], PROPOSED[1:])
    keys = tuple(fingerprint(year.judged[0].measure) for year in plain.years)
    given = answered(
        plain, 0, (1, 1), reply=Reply.YES, other="", at=plain.years[0].judged[0].measure.outcome.at
    )
    told = linked_years.linked(plain.years, pairs={(keys[0], keys[1]): True}, answers=[given])
    (cells,) = table(opened(written(told)))
    assert [cells[head].value for head in ("เทียบคู่จากอะไร", "คำตอบ", "ข้อที่ตรงกัน")] == [
        "แน่ใจ: มีผู้ยืนยันแล้วว่าเป็นข้อเดียวกัน",
        "ใช่",
        None,
    ]


def test_the_list_of_answers_has_the_newest_first_and_can_be_filtered() -> None:
    agency = samples_without_ids()
    place = agency.years[0].judged[0].measure.measure.at
    newer = answered(agency, 1, (5, 6), reply=Reply.OTHER, other="ข้อ ๓", at=place)
    book = opened(written(linked_years.linked(agency.years, answers=[given_no(agency), newer])))
    rows = table(book, schema.ANSWERS)
    heads = ("ปีที่เทียบ", "มาตรการปีก่อน", "มาตรการปีหลัง", "คำตอบ", "ข้อที่ตรงกัน")
    assert [[cells[head].value for head in heads] for cells in rows] == [
        ["2567-2568", newer.earlier_text, newer.later_text, "จับคู่กับข้ออื่น", "ข้อ ๓"],
        ["2566-2567", given_no(agency).earlier_text, given_no(agency).later_text, "ไม่ใช่", None],
    ]
    tab = book[ANSWERS_TAB]
    assert (agencies.table_area(tab), tab.freeze_panes, tab.print_title_rows) == ("A5:G7", "A6", "$5:$5")
    assert not tab.merged_cells.ranges


def reply_in(book: Any, agency: AgencyYears) -> list[tuple[str, str, str, Reply, str]]:
    """Type an answer beside every proposal; what must come back."""
    spot = factory.Spot(book, schema.YEAR_OVER_YEAR)
    column = {key: position for key, (_, position) in spot.columns.items()}
    expected = []
    replies = [("ใช่", "", Reply.YES), ("ไม่ใช่", "", Reply.NO), ("จับคู่กับข้ออื่น", "ข้อ ๕", Reply.OTHER)]
    rows = [cells for cells in table(book) if "โปรดยืนยัน" in cells["เทียบคู่จากอะไร"].value]
    for number, cells in enumerate(rows):
        word, other, reply = replies[number % 3]
        cells["คำตอบ"].value, cells["ข้อที่ตรงกัน"].value = word, other or None
        keys = [str(spot.sheet.cell(cells["คำตอบ"].row, column[key]).value) for key in ("earlier", "later")]
        expected.append((str(cells["ปีที่เทียบ"].value), keys[0], keys[1], reply, other))
    assert len(expected) == asked(agency) >= 3
    return expected


@pytest.mark.parametrize("through_office", [False, True], ids=["as_saved", "saved_by_libreoffice"])
def test_answers_come_back_as_they_were_given(through_office: bool, tmp_path: Path) -> None:
    agency = samples_without_ids()
    book = opened(written(agency))
    expected = reply_in(book, agency)
    path = tmp_path / "answered.xlsx"
    book.save(path)
    if through_office:
        path = office.converted(path, "xlsx", office.office_home(tmp_path / "home"))
    read = open_book(path)
    assert holds_answers(read)
    found = [(item.years, item.earlier, item.later, item.reply, item.other) for item in read_answers(read)]
    assert sorted(found) == sorted(expected)


def test_answers_given_are_listed_with_their_texts_and_may_be_changed(tmp_path: Path) -> None:
    agency = samples_without_ids()
    place = agency.years[0].judged[0].measure.measure.at
    given = [given_no(agency), answered(agency, 1, (2, 2), reply=Reply.OTHER, other="3", at=place)]
    told = linked_years.linked(agency.years, answers=given, name=agency.name)
    path = tmp_path / "listed.xlsx"
    path.write_bytes(written(told))
    found = read_answers(open_book(path))
    told_back, expected = (
        sorted((item.years, item.earlier, item.later, item.reply, item.other) for item in answers)
        for answers in (found, given)
    )
    assert told_back == expected
    assert {item.earlier_text for item in found} == {item.earlier_text for item in given}
