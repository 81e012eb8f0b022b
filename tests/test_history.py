"""What became of each measure over the years: rows that add up, turns, ages of gaps, whole histories, ids."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import linked_years
import pytest
from agencies import checked
from linked_years import AGAIN, GIFTS, HOTLINE, PROPOSED, RESULT, TRAINING, WEBSITE, linked, row

from ita_sheets import history
from ita_sheets.changes import AgencyYears
from ita_sheets.history import Compared, Kind, Turn
from ita_sheets.linking import fingerprint
from ita_sheets.model import Checked


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


def stood(line: history.Line) -> list[list[int]]:
    return [[item.measure.row for item in year] for year in line.years]


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


def test_rows_of_one_measure_stand_in_the_earlier_order_whatever_the_links_order() -> None:
    before = [{**row(text), "id": ref} for ref, text in (("B", WEBSITE), ("C", HOTLINE), ("D", GIFTS))]
    merged = {**row(TRAINING), "previous_id": "D, B, C"}
    agency = linked([checked(2566, before), checked(2567, [merged])])
    (step,) = agency.steps
    turned = replace(step, linked=replace(step.linked, links=step.linked.links[::-1]))
    expected = [("merged", n, 1, "still_gap") for n in (1, 2, 3)]
    assert rows(newest(agency)) == rows(newest(replace(agency, steps=(turned,)))) == expected


def test_what_has_no_pair_shows_what_is_nearest() -> None:
    added, dropped = newest(linked([checked(2566, [row(WEBSITE)]), checked(2567, [row(GIFTS)])])).rows
    assert (added.link, dropped.link, added.turn, dropped.turn) == (None, None, None, None)
    assert [[near.measure.measure.text for near in one.nearest] for one in (added, dropped)] == [
        [WEBSITE],
        [GIFTS],
    ]


MARKED = {"id": "", "number": "", "action": "", "outcome": ""}  # of a row that says: given up


@pytest.mark.parametrize(
    "ended",
    [
        {"id": "2566-ก7", "measure": ""},
        {"previous_id": "X, ๒๕๖๖-ก๗", "measure": ""},
        {"id": "๒๕๖๖-๐๑", "measure": ""},  # the id that the program gives by year and row
        {"id": "Z", "measure": f"๑. {HOTLINE}"},
    ],
)
def test_a_measure_that_the_office_ended_is_not_merely_missing(ended: dict[str, Any]) -> None:
    has_ref = ended.get("id") == "๒๕๖๖-๐๑"
    gone = {**row(HOTLINE, RESULT), "id": "" if has_ref else "2566-ก7"}
    before = checked(2566, [gone, row(WEBSITE)])
    later = _with_ended(checked(2567, [row("อบรมการใช้เว็บไซต์", RESULT)]), {**MARKED, **ended})
    compared = newest(linked([before, later]))
    assert rows(compared)[1:] == [("ended", 1, None, None), ("dropped", 2, None, None)]
    assert [bool(item.nearest) for item in compared.rows[1:]] == [False, True]


def test_a_blank_row_marked_as_given_up_ends_nothing() -> None:
    later = _with_ended(checked(2567, [row(GIFTS)]), {**MARKED, "measure": "", "previous_id": ","})
    compared = newest(linked([checked(2566, [{**row(""), "action": "ดำเนินการ"}, row(WEBSITE)]), later]))
    assert [item.kind for item in compared.rows] == [Kind.ADDED, Kind.DROPPED, Kind.DROPPED]


def _with_ended(item: Checked, values: dict[str, Any]) -> Checked:
    (other,) = checked(2567, [values]).reading.report.measures
    report = replace(item.reading.report, ended=(other,))
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


def test_a_measure_in_several_links_is_counted_once() -> None:
    before = [{**row(TRAINING), "id": "A"}, {**row(WEBSITE), "id": "B"}]
    now = [{**row(HOTLINE), "previous_id": "A"}, {**row(GIFTS), "previous_id": "A, B"}]
    compared = newest(linked([checked(2566, before), checked(2567, now)]))
    assert [(kind, one, other) for kind, one, other, _ in rows(compared)] == [
        ("split", 1, 1),
        ("reworded", 1, 2),
        ("merged", 2, 2),
    ]
    assert compared.earlier == compared.later == {Kind.SPLIT: 1, Kind.MERGED: 1}


def test_a_merged_measure_that_lost_its_results_is_told_once() -> None:
    before = [{**row(text, RESULT), "id": ref} for ref, text in (("B", WEBSITE), ("C", HOTLINE))]
    now = [{**row(GIFTS), "previous_id": "B, C"}, row(TRAINING)]
    compared = newest(linked([checked(2566, before), checked(2567, now)]))
    assert rows(compared)[:2] == [("merged", 1, 1, "lost"), ("merged", 2, 1, "lost")]
    assert [(item.earlier, item.later) for item in compared.turned(Turn.LOST)] == [
        (compared.rows[0].earlier, compared.rows[0].later)
    ]
    assert [len(compared.turned(turn)) for turn in Turn] == [1, 0, 0, 0, 0]


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


@pytest.mark.parametrize("oldest", ["B", "C"])
def test_of_several_gaps_that_became_one_the_oldest_counts(oldest: str) -> None:
    texts = {"B": "จัดทำคู่มือ", "C": "อบรมเจ้าหน้าที่"}
    then = [{**row(text, "" if ref == oldest else RESULT), "id": ref} for ref, text in texts.items()]
    between = [{**row(text), "id": ref, "previous_id": ref} for ref, text in texts.items()]
    merged = {**row("จัดทำคู่มือพร้อมอบรม"), "id": "D", "previous_id": "B, C"}
    agency = linked([checked(2566, then), checked(2567, between), checked(2568, [merged])])
    assert history.open_since(agency)[2568, 1] == 2566


def test_a_pair_that_nobody_confirmed_yet_counts_and_so_does_a_step_over_a_missing_year() -> None:
    then, now = ({**each, "outcome": ""} for each in PROPOSED)
    agency = linked([checked(2564, [then]), checked(2567, [row(WEBSITE), now])])
    (asked,) = newest(agency).asked
    assert (asked.earlier, asked.later) == (agency.years[0].judged[0], agency.years[1].judged[1])
    assert history.open_since(agency) == {(2564, 1): 2564, (2567, 1): 2567, (2567, 2): 2564}
    assert [(stood(line), line.since) for line in history.lines(agency)] == [
        ([[], [1]], 2567),
        ([[1], [2]], 2564),
    ]


# --- histories ------------------------------------------------------------------------------------


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


def test_those_that_became_one_stand_in_their_tables_order() -> None:
    before = [{**row(f"{GIFTS} ส่วนที่ {n}"), "id": f"P{n}"} for n in range(1, 7)]
    merged = {**row(GIFTS), "previous_id": "P6, P5, P4, P3, P2, P1"}
    (line,) = history.lines(linked([checked(2567, before), checked(2568, [merged])]))
    assert stood(line) == [[1, 2, 3, 4, 5, 6], [1]]


def test_files_that_stand_in_no_step_have_lines_of_their_own() -> None:
    twice = (
        checked(2567, [row(TRAINING)], file="ก.xlsx"),
        checked(2567, [row(GIFTS, RESULT)], file="ข.xlsx"),
    )
    agency = AgencyYears("", (checked(None, [row(WEBSITE)]), *twice))
    assert [
        (line.latest.measure.measure.text, stood(line), line.since) for line in history.lines(agency)
    ] == [
        (GIFTS, [[], [], [1]], None),
        (TRAINING, [[], [1], []], 2567),
        (WEBSITE, [[1], [], []], None),
    ]
    assert history.compared(agency) == ()


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


def test_parts_merged_measures_and_proposals_get_no_id_of_the_year_before() -> None:
    before = [{**row(text), "id": ref} for ref, text in (("A", WEBSITE), ("B", HOTLINE), ("C", TRAINING))]
    now = [
        {**row("ปรับปรุงหน้าแรกของเว็บไซต์"), "previous_id": "A"},
        {**row("จัดทำเว็บไซต์สำหรับคนพิการ"), "previous_id": "A"},
        {**row(f"{HOTLINE}และ{TRAINING}"), "previous_id": "B, C"},
        PROPOSED[1],
    ]
    agency = linked([checked(2567, [*before, PROPOSED[0]]), checked(2568, now)])
    assert [(link.later.row, link.group, str(link.band)) for link in agency.steps[0].linked.links] == [
        (1, 1, "sure"),
        (2, 1, "sure"),
        (3, 2, "sure"),
        (3, 2, "sure"),
        (4, None, "confirm"),
    ]
    assert history.carried_ids(agency) == {}
    texts = [fingerprint(year.judged[3].measure) for year in agency.years]
    confirmed = linked(agency.years, pairs={(texts[0], texts[1]): True})
    assert history.carried_ids(confirmed) == {4: "2567-04"}
