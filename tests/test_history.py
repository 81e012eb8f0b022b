"""What became of each measure over the years: rows that add up, turns, ages of gaps, whole histories, ids."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import linked_years
import pytest
from agencies import checked
from linked_years import linked

from ita_sheets import history
from ita_sheets.changes import AgencyYears
from ita_sheets.history import Compared, Kind, Turn
from ita_sheets.model import Checked, Measure

RESULT = "ผู้เข้าร่วม 56 คน ณ ศาลาประชาคมบ้านโคกสมมติ"
AGAIN = "ผู้เข้าร่วม 71 คน ณ ศาลาประชาคมบ้านโคกสมมติ"


def row(text: str, outcome: str = "", **more: Any) -> dict[str, Any]:
    return {"measure": text, "action": f"ดำเนินงานเรื่อง{text}ตามแผน", "outcome": outcome, **more}


TRAINING, WEBSITE = "อบรมเจ้าหน้าที่ผู้ให้บริการ", "ปรับปรุงเว็บไซต์ของหน่วยงาน"
HOTLINE, GIFTS = "เปิดสายด่วนรับเรื่องร้องเรียน", "ประกาศนโยบายไม่รับของขวัญ"


def newest(agency: AgencyYears) -> Compared:
    return history.compared(agency)[0]


def rows(compared: Compared) -> list[tuple[str, int | None, int | None, str | None]]:
    return [
        (
            str(item.kind),
            item.earlier.measure.row if item.earlier else None,
            item.later.measure.row if item.later else None,
            str(item.turn) if item.turn else None,
        )
        for item in compared.rows
    ]


# --- rows -----------------------------------------------------------------------------------------


def test_rows_stand_in_the_later_tables_order_and_then_what_is_gone() -> None:
    before = checked(2566, [row(TRAINING, RESULT), row(WEBSITE), row(HOTLINE), row(GIFTS, "-")])
    now = checked(2567, [row(GIFTS, "-"), row("ตั้งกล่องรับฟังความคิดเห็น"), row(WEBSITE, RESULT), row(TRAINING)])
    assert rows(newest(linked([before, now]))) == [
        ("same", 4, 1, "still_gap"),
        ("added", None, 2, None),
        ("same", 2, 3, "won"),
        ("same", 1, 4, "lost"),
        ("dropped", 3, None, None),
    ]


@pytest.mark.parametrize(
    ("then", "now", "turn"),
    [
        (RESULT, "", Turn.LOST),
        ("", RESULT, Turn.WON),
        ("-", "", Turn.STILL_GAP),
        (RESULT, AGAIN, Turn.STILL_FINE),
    ],
)
def test_turns(then: str, now: str, turn: Turn) -> None:
    agency = linked([checked(2566, [row(TRAINING, then)]), checked(2567, [row(TRAINING, now)])])
    (found,) = newest(agency).rows
    assert found.turn is turn


def test_last_years_result_said_again_is_a_turn_of_its_own() -> None:
    now = {**row(TRAINING, RESULT), "previous_outcome": RESULT}
    (found,) = newest(linked([checked(2566, [row(TRAINING, RESULT)]), checked(2567, [now])])).rows
    assert found.turn is Turn.SAID_AGAIN


def test_a_measure_that_the_office_ended_is_not_merely_missing() -> None:
    before = linked_years.samples().years[0]
    gone = before.reading.report.measures[2]
    later = checked(2567, [row("มาตรการใหม่ทั้งหมด", RESULT)])
    agency = linked([before, _with_ended(later, gone)])
    kinds = {item.earlier.measure.row: item.kind for item in newest(agency).rows if item.earlier}
    assert (kinds[gone.row], kinds[1]) == (Kind.ENDED, Kind.DROPPED)


def _with_ended(item: Checked, measure: Measure) -> Checked:
    report = replace(item.reading.report, ended=(measure,))
    return replace(item, reading=replace(item.reading, report=report))


# --- counts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "agency", [linked_years.samples(), linked_years.samples_without_ids(), linked_years.many(12)]
)
def test_counts_add_up_on_both_sides_and_agree_with_a_recount(agency: AgencyYears) -> None:
    measures = {item.reading.report.year: len(item.judged) for item in agency.years}
    for compared in history.compared(agency):
        step = compared.step
        assert sum(compared.earlier.values()) == measures[step.earlier]
        assert sum(compared.later.values()) == measures[step.later]
        links = step.linked.links
        of_earlier = Counter(link.earlier.row for link in links)
        split = {row for row, n in of_earlier.items() if n > 1}
        merged = {row for row, n in Counter(link.later.row for link in links).items() if n > 1}
        alone = [link for link in links if link.earlier.row not in split and link.later.row not in merged]
        recount = Counter(str(link.change) for link in alone)
        assert compared.earlier.get(Kind.SAME, 0) == compared.later.get(Kind.SAME, 0) == recount["same"]
        assert (
            compared.earlier.get(Kind.REWORDED, 0)
            == compared.later.get(Kind.REWORDED, 0)
            == recount["reworded"]
        )
        assert compared.earlier.get(Kind.SPLIT, 0) == len(split)
        assert compared.later.get(Kind.MERGED, 0) == len(merged)
        assert compared.later.get(Kind.ADDED, 0) == len(step.linked.added)


def test_the_samples_tell_the_story_that_was_written() -> None:
    last, first = history.compared(linked_years.samples())
    assert {str(kind): n for kind, n in last.earlier.items()} == {
        "same": 6, "reworded": 1, "split": 1, "merged": 2, "dropped": 1,
    }  # fmt: skip
    assert {str(kind): n for kind, n in last.later.items()} == {
        "same": 6, "reworded": 1, "split": 2, "merged": 1, "added": 2,
    }  # fmt: skip
    assert {str(kind): n for kind, n in first.later.items()} == {"same": 9, "reworded": 1, "added": 1}


# --- how long a gap is open -----------------------------------------------------------------------


def years(*outcomes: str) -> AgencyYears:
    """One measure over the years from 2566 on, with these outcomes."""
    return linked([checked(2566 + n, [row(TRAINING, text)]) for n, text in enumerate(outcomes)])


@pytest.mark.parametrize(
    ("outcomes", "since"),
    [
        (("", "", "-"), {(2566, 1): 2566, (2567, 1): 2566, (2568, 1): 2566}),
        (("", RESULT, ""), {(2566, 1): 2566, (2568, 1): 2568}),
        ((RESULT, "", ""), {(2567, 1): 2567, (2568, 1): 2567}),
        ((RESULT, AGAIN), {}),
        (("",), {(2566, 1): 2566}),
    ],
)
def test_a_gap_is_open_since_the_last_result(outcomes: tuple[str, ...], since: dict[Any, int]) -> None:
    assert history.open_since(years(*outcomes)) == since


def test_a_gap_lives_on_through_split_and_merge() -> None:
    whole = {**row("จัดทำคู่มือและอบรมเจ้าหน้าที่"), "id": "A"}
    halves = [
        {**row("จัดทำคู่มือ"), "id": "B", "previous_id": "A"},
        {**row("อบรมเจ้าหน้าที่", RESULT), "id": "C", "previous_id": "A"},
    ]
    again = {**row("จัดทำคู่มือพร้อมอบรม"), "id": "D", "previous_id": "B, C"}
    agency = linked([checked(2566, [whole]), checked(2567, halves), checked(2568, [again])])
    assert history.open_since(agency) == {(2566, 1): 2566, (2567, 1): 2566, (2568, 1): 2566}


# --- histories ------------------------------------------------------------------------------------


def stood(line: history.Line) -> list[list[int]]:
    return [[item.measure.row for item in year] for year in line.years]


def test_each_measure_has_one_line_up_to_the_last_year_it_stands_in() -> None:
    agency = linked(
        [
            checked(2566, [row(TRAINING), row(HOTLINE, RESULT)]),
            checked(2567, [row(WEBSITE), row(TRAINING)]),
            checked(2568, [row(TRAINING, RESULT), row(WEBSITE)]),
        ]
    )
    lines = history.lines(agency)
    assert [(line.latest.measure.measure.text, stood(line), line.since) for line in lines] == [
        (TRAINING, [[1], [2], [1]], None),
        (WEBSITE, [[], [1], [2]], 2567),
        (HOTLINE, [[2], [], []], None),
    ]


def test_parts_share_their_past_and_a_merged_measure_has_several() -> None:
    whole = {**row("จัดทำคู่มือและอบรมเจ้าหน้าที่"), "id": "A"}
    halves = [
        {**row("จัดทำคู่มือ"), "id": "B", "previous_id": "A"},
        {**row("อบรม"), "id": "C", "previous_id": "A"},
    ]
    split = history.lines(linked([checked(2566, [whole]), checked(2567, halves)]))
    assert [stood(line) for line in split] == [[[1], [1]], [[1], [2]]]
    one = {**row("จัดทำคู่มือพร้อมอบรม"), "id": "D", "previous_id": "B, C"}
    merged = history.lines(linked([checked(2567, halves), checked(2568, [one])]))
    assert [stood(line) for line in merged] == [[[1, 2], [1]]]


# --- ids ------------------------------------------------------------------------------------------


def test_ids_go_on_through_sure_links_of_one_to_one() -> None:
    first = {**row(TRAINING), "id": "2566-09"}
    agency = linked(
        [
            checked(2566, [first, row(WEBSITE)]),
            checked(2567, [row(WEBSITE), row(TRAINING)]),
            checked(2568, [row(TRAINING), row(GIFTS), row(WEBSITE)]),
        ]
    )
    assert history.carried_ids(agency) == {1: "2566-09", 3: "2566-02"}


def test_an_id_of_its_own_stays() -> None:
    agency = linked(
        [checked(2566, [{**row(TRAINING), "id": "X"}]), checked(2567, [{**row(TRAINING), "id": "Y"}])]
    )
    assert history.carried_ids(agency) == {1: "Y"}
