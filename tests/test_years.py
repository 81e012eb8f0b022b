"""An agency's years looked at together: grouped, linked, judged beside last year, and found fault with."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import pytest
from agencies import checked

from ita_sheets import linking, rules
from ita_sheets.assess import Asked, assess_all
from ita_sheets.changes import AgencyYears, Answer, Reply
from ita_sheets.model import Finding, Place, Reading, SourceFile, Verdict

NAME = "องค์การบริหารส่วนตำบลหนองสมมติ"
TRAINING = {
    "number": "1",
    "measure": "อบรมเจ้าหน้าที่เรื่องการให้บริการประชาชน",
    "action": "จัดอบรมเจ้าหน้าที่ทุกกองที่ห้องประชุม",
    "outcome": "ผู้ผ่านการอบรม 24 คน จากทั้งหมด 25 คน",
}
WEBSITE = {
    "number": "2",
    "measure": "ปรับปรุงเว็บไซต์ของหน่วยงานให้ค้นข้อมูลได้ง่าย",
    "action": "จัดหมวดหมู่ข้อมูลใหม่และเพิ่มช่องค้นหา",
    "outcome": "",
}
GIFTS = {
    "number": "3",
    "measure": "ประกาศนโยบายไม่รับของขวัญทุกชนิด",
    "action": "ติดประกาศนโยบายที่ทางเข้าสำนักงาน",
    "outcome": "ไม่มีเรื่องร้องเรียนการรับของขวัญในปีงบประมาณ 2566",
}

NOTHING = Asked()


def reading(
    be: int | None, *measures: dict[str, Any], file: str = "", name: str = NAME, **more: Any
) -> Reading:
    """A file of that year; `more` as `agencies.checked` takes it."""
    return checked(be, measures, file=file, agency={"name": name}, **more).reading


def years(*readings: Reading, asked: Asked = NOTHING) -> AgencyYears:
    (agency,) = assess_all(readings, asked)
    return agency


def found(agency: AgencyYears, family: str = "ITA5") -> list[tuple[str, str, str | None]]:
    every = [finding for item in agency.years for finding in item.findings]
    return [_pair(item) for item in (*every, *agency.elsewhere) if item.code.startswith(family)]


def _pair(item: Finding) -> tuple[str, str, str | None]:
    return item.code, item.at.file, item.at.cell


def links(agency: AgencyYears) -> list[tuple[int, int, int, int, str]]:
    return [
        (step.earlier.be, link.earlier.row, step.later.be, link.later.row, str(link.change))
        for step in agency.steps
        for link in step.linked.links
    ]


def verdicts(agency: AgencyYears) -> list[list[str]]:
    return [[str(item.judgement.verdict) for item in year.judged] for year in agency.years]


# --- grouping -------------------------------------------------------------------------------------


def test_files_are_grouped_by_agency_and_ordered_by_year_whatever_their_order() -> None:
    mine = [reading(be, TRAINING) for be in (2568, 2566, 2567)]
    other = reading(2567, WEBSITE, file="other.xlsx", name="เทศบาลตำบลบึงสว่าง")
    for files in ([*mine, other], [other, *reversed(mine)]):
        agencies = assess_all(files)
        assert [(agency.name, [item.reading.file.name for item in agency.years]) for agency in agencies] == [
            (NAME, ["ITA2566.xlsx", "ITA2567.xlsx", "ITA2568.xlsx"]),
            ("เทศบาลตำบลบึงสว่าง", ["other.xlsx"]),
        ]


def test_a_misspelled_kind_of_agency_is_the_same_agency() -> None:
    wrong = NAME.replace("องค์การ", "องค์กร")
    assert len(assess_all([reading(2566, TRAINING), reading(2567, TRAINING, name=wrong)])) == 1


def test_a_file_without_a_name_goes_to_the_only_agency_there_is() -> None:
    nameless = reading(2567, TRAINING, name="")
    assert [agency.name for agency in assess_all([nameless, reading(2566, TRAINING)])] == [NAME]
    other = reading(2567, WEBSITE, file="other.xlsx", name="เทศบาลตำบลบึงสว่าง")
    names = [agency.name for agency in assess_all([nameless, reading(2566, TRAINING), other])]
    assert names == ["", NAME, "เทศบาลตำบลบึงสว่าง"]


# --- links and verdicts ---------------------------------------------------------------------------


def test_neighbouring_years_are_linked_over_any_number_of_years() -> None:
    agency = years(reading(2566, TRAINING, WEBSITE), reading(2567, WEBSITE), reading(2568, WEBSITE, GIFTS))
    assert links(agency) == [(2566, 2, 2567, 1, "same"), (2567, 1, 2568, 1, "same")]
    assert [[item.measure.row for item in step.linked.dropped] for step in agency.steps] == [[1], []]
    assert [[item.measure.row for item in step.linked.added] for step in agency.steps] == [[], [2]]


def test_last_years_outcome_said_again_is_carried_over() -> None:
    assert verdicts(years(reading(2566, TRAINING), reading(2567, TRAINING))) == [
        ["evidenced"],
        ["carried_over"],
    ]


def test_a_new_figure_is_no_carrying_over() -> None:
    again = {**TRAINING, "outcome": "ผู้ผ่านการอบรม 31 คน จากทั้งหมด 40 คน"}
    assert verdicts(years(reading(2566, TRAINING), reading(2567, again))) == [["evidenced"], ["evidenced"]]


def test_the_earlier_file_counts_more_than_what_the_later_one_carries_along() -> None:
    kept = {**TRAINING, "previous_outcome": "ข้อความที่แก้ไปแล้ว"}
    agency = years(reading(2566, TRAINING), reading(2567, kept))
    assert verdicts(agency)[1] == [Verdict.CARRIED_OVER]
    alone = {**TRAINING, "previous_outcome": TRAINING["outcome"]}
    assert verdicts(years(reading(2567, alone))) == [[Verdict.CARRIED_OVER]]


# --- mistakes of people ---------------------------------------------------------------------------


def saved(item: Reading, at: datetime | None, digest: str | None = None) -> Reading:
    file = SourceFile(item.file.name, digest or item.file.sha256, item.file.size, at)
    return dataclasses.replace(item, file=file)


def test_two_files_of_a_year_are_said_and_the_other_years_compared() -> None:
    files = [
        reading(2566, TRAINING),
        reading(2567, TRAINING, file="a.xlsx"),
        reading(2567, TRAINING, file="b.xlsx"),
        reading(2568, TRAINING),
    ]
    agency = years(*files)
    assert found(agency) == [("ITA501", "a.xlsx", None)]
    assert links(agency) == [(2566, 1, 2568, 1, "same")]


@pytest.mark.parametrize(
    ("dates", "digests", "said"),
    [
        (
            (datetime(2024, 10, 1), datetime(2024, 10, 9)),
            (None, None),
            "The one saved last is b.xlsx (a.xlsx 2024-10-01 07:00, b.xlsx 2024-10-09 07:00).",
        ),
        (
            (datetime(2024, 10, 9), datetime(2024, 10, 8, 17)),
            (None, None),
            "The one saved last is a.xlsx (a.xlsx 2024-10-09 07:00, b.xlsx 2024-10-09 00:00).",
        ),
        (
            (datetime(2024, 10, 9), None),
            (None, None),
            "Which one was saved last is not known (a.xlsx 2024-10-09 07:00, b.xlsx not stated).",
        ),
        (
            (datetime(2024, 10, 9),) * 2,
            (None, None),
            "Which one was saved last is not known (a.xlsx 2024-10-09 07:00, b.xlsx 2024-10-09 07:00).",
        ),
        ((datetime(2024, 10, 9), datetime(2024, 10, 1)), ("x", "x"), "They are the same file."),
    ],
)
def test_which_of_two_files_is_newer_is_said(
    dates: tuple[datetime | None, ...], digests: tuple[str | None, ...], said: str
) -> None:
    named = zip(("a.xlsx", "b.xlsx"), dates, digests, strict=True)
    agency = years(*(saved(reading(2567, TRAINING, file=name), at, sha) for name, at, sha in named))
    (item,) = [item for item in agency.years[0].findings if item.code == "ITA501"]
    assert item.facts["newer"].en == said
    assert [place.file for place in item.also] == ["b.xlsx"]


def test_years_missing_between_are_said() -> None:
    agency = years(reading(2564, GIFTS), reading(2567, GIFTS), reading(2568, GIFTS))
    codes = found(agency)
    assert [pair for pair in codes if pair[0] == "ITA502"] == [("ITA502", "ITA2567.xlsx", None)]
    (item,) = [item for item in agency.years[1].findings if item.code == "ITA502"]
    assert item.facts["missing"] == ("2565", "2566")


def test_a_year_of_two_files_is_not_missing() -> None:
    twice = [reading(2567, GIFTS, file=name) for name in ("a.xlsx", "b.xlsx")]
    agency = years(reading(2566, GIFTS), *twice, reading(2569, GIFTS))
    (item,) = [item for item in agency.years[-1].findings if item.code == "ITA502"]
    assert item.facts == {"missing": ("2568",), "earlier": "2566", "later": "2569"}


def test_another_agencys_file_is_said_and_left_out() -> None:
    other = reading(2567, WEBSITE, file="other.xlsx", name="เทศบาลตำบลบึงสว่าง")
    agency = years(reading(2566, TRAINING), other, reading(2568, GIFTS), asked=Asked(one_agency=True))
    assert [item.reading.file.name for item in agency.years] == ["ITA2566.xlsx", "ITA2568.xlsx"]
    assert ("ITA503", "other.xlsx", other.report.agency.name.at.cell) in found(agency)
    (said,) = [rules.message(item).en for item in agency.elsewhere if item.code == "ITA503"]
    assert said == f"other.xlsx is of “เทศบาลตำบลบึงสว่าง” and was not compared with “{NAME}”."


def test_an_id_on_another_subject_is_said() -> None:
    before, now = {**TRAINING, "id": "2566-01"}, {**GIFTS, "id": "2566-01"}
    agency = years(reading(2566, before), reading(2567, now))
    assert ("ITA504", "ITA2567.xlsx", "A6") in found(agency)


def test_an_id_on_another_subject_is_said_where_the_text_was_found_elsewhere() -> None:
    before = {**TRAINING, "id": "2566-01"}, {**GIFTS, "id": "2566-02"}
    now = {**GIFTS, "id": "2566-01"}, {**WEBSITE, "previous_id": "2566-02"}
    agency = years(reading(2566, *before), reading(2567, *now))
    assert links(agency) == [(2566, 2, 2567, 1, "same")]
    assert [(at, value) for code, at, value in _values(agency) if code == "ITA504"] == [
        ("A6", "2566-01"),
        ("T7", "2566-02"),
    ]


def test_an_id_of_a_row_that_is_marked_as_new_is_said() -> None:
    now = {**TRAINING, "id": "2566-01", "relation": "เพิ่มใหม่"}
    agency = years(reading(2566, {**TRAINING, "id": "2566-01"}), reading(2567, now))
    assert ("ITA504", "ITA2567.xlsx", "A6") in found(agency)


def test_a_carried_id_under_another_title_is_no_fault_where_the_row_says_that_it_was_reworded() -> None:
    now = {**GIFTS, "id": "2566-01", "relation": "แก้ถ้อยคำ"}
    agency = years(reading(2566, {**TRAINING, "id": "2566-01"}), reading(2567, now))
    assert found(agency) == []
    assert links(agency) == [(2566, 1, 2567, 1, "reworded")]


def test_a_dash_for_an_id_is_none() -> None:
    before = {**TRAINING, "id": "-"}, {**WEBSITE, "id": "2566-02"}
    agency = years(reading(2566, *before), reading(2567, {**GIFTS, "id": "-", "previous_id": "-"}))
    assert (found(agency), links(agency)) == ([], [])


def _values(agency: AgencyYears) -> list[tuple[str, str | None, str | None]]:
    return [(f.code, f.at.cell, f.value) for item in agency.years for f in item.findings]


@pytest.mark.parametrize("year", [2566, 2567])
def test_last_years_ids_that_were_made_or_are_of_a_year_without_a_file_are_no_fault(year: int) -> None:
    before = {**TRAINING, "id": "2565-04"}, WEBSITE
    made = {**WEBSITE, "previous_id": f"{year}-02"}
    agency = years(reading(2566, *before), reading(year + 1, {**TRAINING, "previous_id": "2565-04"}, made))
    assert [pair for pair in found(agency) if pair[0] in ("ITA504", "ITA508")] == []


def test_a_row_put_in_above_after_rolling_forward_is_no_fault() -> None:
    now = {**WEBSITE, "id": "2566-01", "previous_id": "2566-01"}
    agency = years(reading(2566, GIFTS, WEBSITE), reading(2567, now))
    assert (found(agency), links(agency)) == ([], [(2566, 2, 2567, 1, "same")])


def test_a_previous_id_that_last_year_does_not_have_is_said() -> None:
    before = {**WEBSITE, "id": "2566-01"}
    now = {**WEBSITE, "id": "2567-05", "previous_id": "2566-01, 2566-77"}
    agency = years(reading(2566, before), reading(2567, now))
    values = [item.value for item in agency.years[1].findings if item.code == "ITA508"]
    assert values == ["2566-77"]


def test_a_result_that_was_lost_is_said() -> None:
    now = {**TRAINING, "outcome": TRAINING["action"]}
    assert found(years(reading(2566, TRAINING), reading(2567, now))) == [("ITA505", "ITA2567.xlsx", "F6")]


def test_a_gap_that_stays_or_closes_is_no_loss() -> None:
    closed = {**WEBSITE, "outcome": "ผู้เข้าชมเพิ่มจาก 120 ครั้ง เป็น 310 ครั้งต่อเดือน"}
    assert found(years(reading(2566, WEBSITE), reading(2567, WEBSITE), reading(2568, closed))) == []


def test_a_score_that_differs_from_last_years_file_is_said() -> None:
    own = [90.0] * 10
    typed: Sequence[float] = [90.0, 90.0, 88.0, *[90.0] * 7]
    agency = years(reading(2566, GIFTS, now=own), reading(2567, WEBSITE, now=own, before=typed))
    assert [pair for pair in found(agency) if pair[0] == "ITA506"] == [("ITA506", "ITA2567.xlsx", "C8")]


def test_ignored_codes_are_left_out_across_years_too() -> None:
    now = {**TRAINING, "outcome": TRAINING["action"]}
    agency = years(reading(2566, TRAINING), reading(2567, now), asked=Asked(ignore=frozenset({"ITA505"})))
    assert found(agency) == []


def test_each_file_for_itself_has_last_year_beside_but_no_fault_across() -> None:
    now = {**TRAINING, "outcome": TRAINING["action"]}
    alone = Asked(across=False)
    assert found(years(reading(2566, TRAINING), reading(2567, now), asked=alone)) == []
    agency = years(reading(2566, TRAINING), reading(2567, TRAINING), asked=alone)
    assert verdicts(agency) == [["evidenced"], ["carried_over"]]


# --- answers --------------------------------------------------------------------------------------


def answer(before: Reading, now: Reading, reply: Reply, other: str = "") -> Answer:
    first, second = before.report.measures[0], now.report.measures[0]
    return Answer(
        f"{before.report.year}-{now.report.year}",
        linking.fingerprint(first),
        linking.fingerprint(second),
        reply,
        other,
        Place("summary.xlsx", "เทียบรายปี", "K6"),
    )


def asked(*answers: Answer) -> Asked:
    return Asked(answers=answers)


def test_a_yes_links_what_no_text_would() -> None:
    before, now = reading(2566, TRAINING), reading(2567, GIFTS)
    assert links(years(before, now)) == []
    agreed = years(before, now, asked=asked(answer(before, now, Reply.YES)))
    assert [(item[1], item[3]) for item in links(agreed)] == [(1, 1)]


def test_a_no_parts_even_the_same_text() -> None:
    before, now = reading(2566, TRAINING), reading(2567, TRAINING)
    parted = years(before, now, asked=asked(answer(before, now, Reply.NO)))
    assert links(parted) == []
    assert verdicts(parted) == [["evidenced"], ["evidenced"]]


def test_an_answer_that_names_nothing_is_said() -> None:
    before, now = reading(2566, TRAINING), reading(2567, GIFTS)
    agency = years(before, now, asked=asked(answer(before, now, Reply.OTHER, "17")))
    assert found(agency) == [("ITA507", "summary.xlsx", "K6")]


def test_every_across_years_sentence_is_filled_in_both_languages() -> None:
    before, now = reading(2564, {**TRAINING, "id": "1"}), reading(2567, {**GIFTS, "id": "1"})
    other = reading(2567, WEBSITE, file="other.xlsx", name="เทศบาลตำบลบึงสว่าง")
    agency = years(
        before,
        now,
        other,
        asked=Asked(answers=(answer(before, now, Reply.OTHER, "17"),), one_agency=True),
    )
    seen: Iterable[Finding] = rules.across_years(agency)
    assert {item.code for item in seen} >= {"ITA502", "ITA503", "ITA504", "ITA507"}
    for item in seen:
        for words in (rules.message(item), rules.fix(item)):
            assert words.th
            assert words.en
            assert "{" not in words.th + words.en
