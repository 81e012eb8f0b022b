"""What people answer to proposed links: read back, decided, and obeyed until a text changes."""

from __future__ import annotations

from collections.abc import Sequence

import factory
import pytest

from ita_sheets.answers import decide
from ita_sheets.changes import Answer, Reply
from ita_sheets.linking import fingerprint
from ita_sheets.model import Measure, Place

AT = Place("summary.xlsx", "เทียบรายปี", "K6")
YEARS = "2566-2567"


def measures(*texts: str) -> tuple[Measure, ...]:
    """Measures numbered from 1 with ids of their own."""
    rows = [
        {"id": f"2566-{row:02d}", "number": str(row), "measure": text} for row, text in enumerate(texts, 1)
    ]
    return factory.report(measures=rows).measures


BEFORE = measures("อบรมเจ้าหน้าที่", "จัดทำคู่มือประชาชน", "ปรับปรุงเว็บไซต์")
AFTER = measures("อบรมบุคลากรทุกกอง", "จัดทำแผ่นพับ", "เปิดเพจของหน่วยงาน")
B = [fingerprint(measure) for measure in BEFORE]
A = [fingerprint(measure) for measure in AFTER]


def answer(earlier: str, later: str, reply: Reply, other: str = "", years: str = YEARS) -> Answer:
    return Answer(years, earlier, later, reply, other, AT)


def decided(
    *answers: Answer, before: Sequence[Measure] = BEFORE, after: Sequence[Measure] = AFTER
) -> tuple[dict[tuple[str, str], bool], list[str]]:
    found = decide(answers, YEARS, before, after)
    return found.pairs, [item.other for item in found.lost]


def test_yes_and_no_decide_their_pair() -> None:
    assert decided(answer(B[0], A[0], Reply.YES), answer(B[1], A[1], Reply.NO)) == (
        {(B[0], A[0]): True, (B[1], A[1]): False},
        [],
    )


@pytest.mark.parametrize("other", ["3", "๓", "ข้อ 3", "ข้อที่ ๓", "2566-03", "๒๕๖๖-๐๓"])
def test_another_measure_is_named_by_number_or_id(other: str) -> None:
    assert decided(answer(B[0], A[0], Reply.OTHER, other)) == (
        {(B[0], A[0]): False, (B[2], A[0]): True},
        [],
    )


def test_an_added_measure_names_the_earlier_one_and_a_dropped_one_the_later() -> None:
    assert decided(answer("", A[0], Reply.OTHER, "2"))[0] == {(B[1], A[0]): True}
    assert decided(answer(B[0], "", Reply.OTHER, "2"))[0] == {(B[0], A[1]): True}


@pytest.mark.parametrize("other", ["9", "", "ข้ออะไรไม่รู้"])
def test_an_answer_that_names_no_measure_is_lost_and_decides_nothing(other: str) -> None:
    assert decided(answer(B[0], A[0], Reply.OTHER, other)) == ({}, [other])


def test_yes_to_an_added_or_dropped_measure_decides_nothing() -> None:
    assert decided(answer("", A[0], Reply.YES), answer(B[0], "", Reply.YES)) == ({}, [])


def test_an_answer_holds_only_while_both_wordings_stand() -> None:
    changed = measures("อบรมบุคลากรทุกกองปีละสองครั้ง", "จัดทำแผ่นพับ", "เปิดเพจของหน่วยงาน")
    asked = (answer(B[0], A[0], Reply.YES), answer(B[1], A[1], Reply.YES))
    assert decided(*asked, after=changed) == ({(B[1], A[1]): True}, [])


def test_digits_spaces_and_numbering_are_no_change_of_wording() -> None:
    renumbered = measures("๔. อบรม บุคลากร ทุกกอง", "จัดทำแผ่นพับ", "เปิดเพจของหน่วยงาน")
    assert decided(answer(B[0], A[0], Reply.NO), after=renumbered)[0] == {(B[0], A[0]): False}


def test_an_answer_about_other_years_is_left_alone() -> None:
    assert decided(answer(B[0], A[0], Reply.YES, years="2565-2566")) == ({}, [])
