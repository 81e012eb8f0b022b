"""Next year's workbook from this year's: what is carried, what is left blank, and whose id is whose."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import factory
import pytest
from hypothesis import given
from hypothesis import strategies as st
from office import converted, office_home

from ita_sheets import schema
from ita_sheets.assess import assess
from ita_sheets.errors import NotOurTemplateError
from ita_sheets.fiscal import FiscalYear
from ita_sheets.model import Entry, Reading, Severity, SourceFile
from ita_sheets.reader import read_workbook
from ita_sheets.render.template import template
from ita_sheets.rollforward import roll_forward
from ita_sheets.rules.catalogue import Edit, Verb, put
from ita_sheets.texts.template import IDEAS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ita_sheets.model import Checked, Record, Report
    from ita_sheets.schema import Sheet

NEXT = FiscalYear(2568)
CREATED = datetime(2025, 9, 30)
VERSION_1 = Path(__file__).parent / "data" / "template_v1.xlsx"

AGENCY = {
    "name": "องค์การบริหารส่วนตำบลบ้านดอนแก้ว",
    "district": "อำเภอดอนตัวอย่าง",
    "province": "จังหวัดสมมติบุรี",
    "fiscal_year": "2568",
    "basis_year": "2567",
    "period_start": "1 ตุลาคม 2567",
    "period_end": "30 กันยายน 2568",
}
CARRIED = ("id", "number", "indicator", "measure", "unit", "steps", "target")
VERDICTS = ("มีผลพร้อมหลักฐาน", "มีผลพร้อมหลักฐาน", "รายงานว่าไม่มี")
MEASURES = [
    {key: values[key] for key in CARRIED if key in values}
    | {
        "previous_id": values["id"],
        "previous_outcome": values["outcome"],
        "previous_verdict": verdict,
        "relation": "คงเดิม",
    }
    for values, verdict in zip(factory.MEASURES, VERDICTS, strict=True)
]
SCORES = [
    {"indicator": item.label.th, "previous_score": str(score)}
    for item, score in zip(schema.INDICATORS, factory.THIS_YEAR, strict=True)
]


def checked(report: Report) -> Checked:
    """A report as if it had been read from a workbook."""
    return assess(Reading(SourceFile("ปีก่อน.xlsx", "0" * 64, 1), schema.TEMPLATE_VERSION, report, ()))


def with_measures(*measures: dict[str, Any], **more: Any) -> Checked:
    """A report of 2567 with these measures; `measure` and `outcome` are given where they are not."""
    given = {"measure": "มาตรการ", "outcome": "ผล"}
    return checked(factory.report(measures=[given | values for values in measures], **more))


def filled(records: Iterable[Record], sheet: Sheet) -> list[dict[str, str]]:
    """What stands in each record, letter for letter, by column key."""
    return [
        {column.key: record.entry(column).raw for column in sheet.columns if not record.entry(column).blank}
        for record in records
    ]


def parts(report: Report) -> dict[str, list[dict[str, str]]]:
    """The whole report, sheet by sheet."""
    return {sheet.key: filled(report.records(sheet), sheet) for sheet in schema.SHEETS}


def ids(report: Report) -> list[str]:
    return [measure.id.text for measure in report.measures]


def reread(report: Report, path: Path) -> Checked:
    """The report after it was written as a template and read again."""
    assert report.year
    path.write_bytes(template(report.year, report, created=CREATED))
    return assess(read_workbook(path))


# --- the whole --------------------------------------------------------------------------------------------


def test_a_sound_workbook_rolled_forward(tmp_path: Path) -> None:
    rolled = roll_forward(factory.checked(factory.sound(), tmp_path), NEXT)
    assert rolled.year == NEXT
    assert parts(rolled) == {
        "agency": [AGENCY],
        "measures": MEASURES,
        "weak_points": [],
        "scores": SCORES,
        "waivers": [],
        "source": [],
    }
    assert [(measure.row, measure.ref) for measure in rolled.measures] == [
        (1, "2566-01"),
        (2, "2566-02"),
        (3, "2567-01"),
    ]
    assert rolled.ended == ()


def test_the_offices_own_lines_are_carried_and_the_years_are_not() -> None:
    lines = {
        "department": "สำนักปลัด",
        "addressee": "นายก",
        "reporter": "หัวหน้าสำนักปลัด",
        "reviewer": "ปลัด",
        "executive": "นายก",
    }
    rolled = roll_forward(checked(factory.report(agency=lines | {"subject": "รายงานผล"})), NEXT)
    assert filled([rolled.agency], schema.AGENCY) == [AGENCY | lines]


def test_a_workbook_of_the_first_template_version() -> None:
    last = assess(read_workbook(VERSION_1))
    assert last.reading.template_version == 1
    rolled = roll_forward(last, FiscalYear(2569))
    before = filled(last.reading.report.measures, schema.MEASURES)
    expected = [
        {key: text for key, text in values.items() if key in CARRIED}
        | {"previous_id": values["id"], "previous_outcome": values["outcome"], "relation": "คงเดิม"}
        for values in before
    ]
    found = filled(rolled.measures, schema.MEASURES)
    assert [values.pop("previous_verdict") for values in found] == [
        "มีผลพร้อมหลักฐาน",
        "ยังไม่ได้เขียนผล",
        "ซ้ำกับช่องก่อนหน้า",
        "มีผลพร้อมหลักฐาน",
        "รายงานว่าไม่มี",
        "มีผลพร้อมหลักฐาน",
        "มีผลพร้อมหลักฐาน",
        "มีผลพร้อมหลักฐาน",
        "มีผลพร้อมหลักฐาน",
        "ซ้ำกับผลลัพธ์ปีก่อน",
        "มีผลเป็นข้อความ",
        "มีผลพร้อมหลักฐาน",
    ]
    assert found == expected
    assert all(set(CARRIED) <= set(values) for values in found)
    assert filled(rolled.weak_points, schema.WEAK_POINTS) == [
        {
            "weak_point": "การใช้งบประมาณ ได้ 84.90 คะแนน (เกณฑ์ 85)",
            "indicator": "2 การใช้งบประมาณ",
            "suggestion": "มีมาตรการ ข้อ 2",
        }
    ]


def test_columns_of_last_year_need_not_be_there(tmp_path: Path) -> None:
    gone = [
        Edit(Verb.DROP_COLUMN, column) for column in (*schema.ROLLED_COLUMNS, schema.STEPS, schema.TARGET)
    ]
    last = factory.checked(factory.damaged(*gone), tmp_path)
    kept = [key for key in MEASURES[0] if key not in ("steps", "target")]
    expected = [{key: values[key] for key in kept} for values in MEASURES]
    assert filled(roll_forward(last, NEXT).measures, schema.MEASURES) == expected


def test_rolled_written_and_read_again_is_the_same(tmp_path: Path) -> None:
    last = assess(read_workbook(VERSION_1))
    rolled = roll_forward(last, FiscalYear(2569))
    again = reread(rolled, tmp_path / "ปีใหม่.xlsx")
    assert again.reading.report.year == rolled.year
    assert again.reading.report.ended == ()
    assert parts(again.reading.report) == parts(rolled)
    assert [m.relation.value for m in again.reading.report.measures] == [schema.KEPT.key] * 12


def test_a_check_asks_only_for_what_is_to_be_filled(tmp_path: Path) -> None:
    low = (84, 90, 92, 90, 91, 90, 84, 91, 92, 84)
    rolled = roll_forward(checked(factory.report(this_year=low)), NEXT)
    found = reread(rolled, tmp_path / "ปีใหม่.xlsx")
    errors = [(item.code, item.at.cell) for item in found.findings if item.severity is Severity.ERROR]
    blank = (
        ("ITA301", "E6"),
        ("ITA331", "F6"),
        ("ITA301", "E7"),
        ("ITA331", "F7"),
        ("ITA301", "E8"),
        ("ITA331", "F8"),
    )
    assert errors == list(blank)
    report = found.reading.report
    prefilled = {
        record.where(column)
        for sheet in schema.SHEETS
        for record in report.records(sheet)
        for column in sheet.columns
        if not record.entry(column).blank
    }
    assert len(prefilled) > 50
    assert [item for item in found.findings if item.at in prefilled] == []


def test_the_same_workbook_gives_the_same_bytes(tmp_path: Path) -> None:
    last = factory.checked(factory.sound(), tmp_path)
    written = [template(NEXT, roll_forward(last, NEXT), created=CREATED) for _ in range(2)]
    assert written[0] == written[1]


@pytest.mark.office
def test_libreoffice_saves_it_unchanged(tmp_path: Path) -> None:
    home = office_home(tmp_path / "home")
    low = (84, 90, 92, 90, 91, 90, 84, 91, 92, 84)
    rolled = roll_forward(checked(factory.report(this_year=low)), NEXT)
    source = tmp_path / "ปีใหม่.xlsx"
    source.write_bytes(template(NEXT, rolled, created=CREATED))
    last = assess(read_workbook(converted(source, "xlsx", home)))
    assert parts(last.reading.report) == parts(rolled)
    assert ids(roll_forward(last, NEXT.next)) == ids(rolled)


# --- which measures ---------------------------------------------------------------------------------------


def test_what_has_come_to_an_end_is_not_carried() -> None:
    last = with_measures(
        {"id": "2566-01", "measure": "จัดทำคู่มือ"},
        {"id": "2566-02", "status": "ยกเลิก"},
        {"id": "2566-03", "measure": "อบรมเจ้าหน้าที่", "status": "ยังไม่ดำเนินการ"},
        {"id": "2566-04", "measure": " ", "outcome": "ผลที่ไม่บอกว่าเป็นของมาตรการใด"},
    )
    report = last.reading.report
    ended = dataclasses.replace(report.measures[0], row=5, ref="2566-05")
    last = checked(dataclasses.replace(report, ended=(ended,)))
    rolled = roll_forward(last, NEXT)
    assert [(m.row, m.id.text, m.measure.text) for m in rolled.measures] == [
        (1, "2566-01", "จัดทำคู่มือ"),
        (2, "2566-03", "อบรมเจ้าหน้าที่"),
    ]


def test_a_row_marked_as_ended_is_carried_no_further(tmp_path: Path) -> None:
    edit = put(schema.RELATION, schema.ENDED.words.th, 2)
    last = factory.checked(factory.damaged(edit), tmp_path)
    assert ids(roll_forward(last, NEXT)) == ["2566-01", "2567-01"]


def test_wording_is_carried_letter_for_letter() -> None:
    texts = {
        "number": "๑",
        "measure": "  จัดทำ\u200bคู่มือ  \n- ข้อย่อย",
        "unit": "งานพัสดุ กองคลัง",
        "steps": "๑. ร่าง\n๒. ติดประกาศ",
        "target": "=1+1",
    }
    outcome = " ลดเหลือ ๑๒ นาที\u00a0"
    rolled = roll_forward(with_measures(texts | {"outcome": outcome}), NEXT).measures[0]
    assert {key: getattr(rolled, key).raw for key in texts} == texts
    assert rolled.previous_outcome.raw == outcome


def test_what_could_not_be_read_is_left_blank() -> None:
    report = factory.report(agency={"province": "สมมติบุรี"})
    error: Entry[Any] = Entry(None, "#REF!", "#REF!", factory.nowhere(schema.UNIT))
    measure = dataclasses.replace(report.measures[0], unit=error, indicator=error, outcome=error)
    agency = dataclasses.replace(report.agency, province=error)
    last = checked(dataclasses.replace(report, measures=(measure,), agency=agency))
    rolled = roll_forward(last, NEXT)
    assert rolled.agency.province.blank
    assert [rolled.measures[0].entry(c).raw for c in (schema.UNIT, schema.INDICATOR)] == ["", ""]
    assert rolled.measures[0].previous_outcome.raw == ""


def test_an_offices_own_columns_go_on_without_their_content(tmp_path: Path) -> None:
    edit = Edit(Verb.ADD_COLUMN, schema.NOTE, "ผู้ประสานงาน")
    last = factory.checked(factory.damaged(edit), tmp_path)
    assert [len(measure.extra) for measure in last.reading.report.measures] == [1, 0, 0]
    rolled = roll_forward(last, NEXT)
    assert [[(h, e.raw) for h, e in m.extra] for m in rolled.measures] == [[("ผู้ประสานงาน", "")]] * 3


# --- ids --------------------------------------------------------------------------------------------------


def test_given_ids_come_before_own_ones_and_made_ones_last() -> None:
    last = with_measures({"id": "2566-01"}, {"id": ""}, {"id": "2566-03"}, {"id": ""})
    rolled = roll_forward(last, NEXT, {1: "2565-09", 2: "2566-03"})
    assert ids(rolled) == ["2565-09", "2566-03", "2567-05", "2567-04"]
    assert [m.previous_id.text for m in rolled.measures] == ["2566-01", "2567-02", "2566-03", "2567-04"]
    assert [measure.ref for measure in rolled.measures] == ids(rolled)


def test_a_made_id_is_never_another_measures() -> None:
    last = with_measures({"id": "2567-02"}, {"id": ""}, {"id": "2567-04"})
    assert ids(roll_forward(last, NEXT)) == ["2567-02", "2567-05", "2567-04"]
    cancelled = with_measures({"id": "2567-02", "status": "ยกเลิก"}, {"id": ""})
    assert ids(roll_forward(cancelled, NEXT)) == ["2567-03"]


def test_an_own_id_stays_though_a_dropped_row_would_have_got_it() -> None:
    last = with_measures({"id": "", "status": "ยกเลิก"}, {"id": "2567-01"})
    assert ids(roll_forward(last, NEXT)) == ["2567-01"]


REFS = st.sampled_from(["", "2566-01", "2567-01", "2567-02", "2567-03", "2567-04", "ก"])
ROWS = st.lists(st.tuples(REFS, st.booleans()), min_size=1, max_size=6)


@given(ROWS, st.dictionaries(st.integers(1, 6), REFS))
def test_every_measure_has_an_id_and_no_two_are_alike(
    rows: list[tuple[str, bool]], confirmed: dict[int, str]
) -> None:
    written = [ref for ref, _ in rows]
    measures = [
        {"id": ref, "status": "ยกเลิก" if is_cancelled else "", "number": str(row)}
        for row, (ref, is_cancelled) in enumerate(rows, 1)
    ]
    report = factory.report(measures=[{"measure": "มาตรการ"} | values for values in measures])
    unique = [  # as the reader gives them
        dataclasses.replace(m, ref=m.ref if written.count(m.id.text) == 1 else f"2567-{m.row:02d}")
        for m in report.measures
    ]
    rolled = roll_forward(checked(dataclasses.replace(report, measures=tuple(unique))), NEXT, confirmed)
    found = {int(measure.number.text): measure.id.text for measure in rolled.measures}
    assert list(found) == [row for row, (_, is_cancelled) in enumerate(rows, 1) if not is_cancelled]
    assert all(found.values())
    assert len(set(found.values())) == len(found)
    given_ids = {confirmed[row] for row in found if confirmed.get(row)}
    assert given_ids <= set(found.values())
    for row, ref in found.items():
        own = written[row - 1]
        if not confirmed.get(row) and own and written.count(own) == 1 and own not in given_ids:
            assert ref == own


def test_three_years_in_a_row_keep_the_ids(tmp_path: Path) -> None:
    last = factory.checked(factory.sound(), tmp_path)
    outcomes = []
    for year in (NEXT, NEXT.next, NEXT.next.next):
        last = reread(roll_forward(last, year), tmp_path / f"{year}.xlsx")
        assert ids(last.reading.report) == ["2566-01", "2566-02", "2567-01"]
        outcomes.append([measure.previous_verdict.text for measure in last.reading.report.measures])
    blank = ["ยังว่าง"] * 3
    assert outcomes == [["มีผลพร้อมหลักฐาน", "มีผลพร้อมหลักฐาน", "รายงานว่าไม่มี"], blank, blank]


# --- scores and weak points -------------------------------------------------------------------------------


def test_low_scores_become_weak_points() -> None:
    now = (85, 84.5, 84.996, 84, 120, None, 82.1, 91, 0, 60)
    measures = [
        {"number": "2", "indicator": "7"},
        {"number": "5", "indicator": "7"},
        {"id": "2566-09", "indicator": "10"},
        {"number": "9", "indicator": "4", "status": "ยกเลิก"},
    ]
    rolled = roll_forward(with_measures(*measures, this_year=now), NEXT)
    assert filled(rolled.weak_points, schema.WEAK_POINTS) == [
        {
            "weak_point": f"{name} ได้ {score} คะแนน (เกณฑ์ 85)",
            "indicator": f"{number} {name}",
            "suggestion": suggestion,
        }
        for number, name, score, suggestion in (
            (2, "การใช้งบประมาณ", "84.50", unanswered(2)),
            (3, "การใช้อำนาจ", "85.00", unanswered(3)),
            (4, "การใช้ทรัพย์สินของราชการ", "84.00", unanswered(4)),
            (7, "ประสิทธิภาพการสื่อสาร", "82.10", "มีมาตรการ ข้อ 2, 5"),
            (9, "การเปิดเผยข้อมูล", "0.00", unanswered(9)),
            (10, "การป้องกันการทุจริต", "60.00", "มีมาตรการ ข้อ 2566-09"),
        )
    ]
    carried = ["85", "84.5", "84.996", "84", "", "", "82.1", "91", "0", "60"]
    assert [score.previous_score.raw for score in rolled.scores] == carried
    assert all(score.score.blank for score in rolled.scores)


def unanswered(indicator: int) -> str:
    return f"ยังไม่มีมาตรการของตัวชี้วัดนี้ ตัวอย่างที่ทำได้: {IDEAS[indicator].th}"


def test_there_is_an_idea_for_every_indicator() -> None:
    assert list(IDEAS) == [item.number for item in schema.INDICATORS]
    assert len({words.th for words in IDEAS.values()}) == len(IDEAS)


def test_without_scores_there_is_no_weak_point() -> None:
    rolled = roll_forward(checked(factory.report(this_year=(None,) * 10)), NEXT)
    assert rolled.weak_points == ()
    labels = [{"indicator": item.label.th} for item in schema.INDICATORS]
    assert filled(rolled.scores, schema.SCORES) == labels


def test_over_a_gap_of_years_the_scores_stay_behind() -> None:
    later = FiscalYear(2570)
    rolled = roll_forward(checked(factory.report(this_year=(60,) * 10)), later)
    assert filled(rolled.measures, schema.MEASURES) == MEASURES
    assert rolled.agency.basis_year.text == "2569"
    assert rolled.weak_points == ()
    assert [score.previous_score.raw for score in rolled.scores] == [""] * 10


# --- refusals ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [2567, 2566])
def test_a_workbook_that_is_not_of_an_earlier_year_is_refused(year: int) -> None:
    with pytest.raises(NotOurTemplateError) as refusal:
        roll_forward(checked(factory.report()), FiscalYear(year))
    assert refusal.value.code == "ITA147"
    assert f"เป็นของปี 2567 จึงใช้เป็นปีก่อนของปี {year} ไม่ได้" in refusal.value.words.th


def test_a_workbook_without_a_year_is_refused() -> None:
    report = dataclasses.replace(factory.report(), year=None)
    with pytest.raises(NotOurTemplateError) as refusal:
        roll_forward(checked(report), NEXT)
    assert refusal.value.code == "ITA148"
    assert "ปีก่อนของปี 2568" in refusal.value.words.th
