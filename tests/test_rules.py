"""Every rule on its own examples, and the catalogue as a whole."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import factory
import pytest
from factory import Spot
from openpyxl import load_workbook

from ita_sheets import console, rules, schema
from ita_sheets.model import Checked, Reading, SourceFile
from ita_sheets.outcomes import judge_report
from ita_sheets.rules import CATALOGUE, importing, years
from ita_sheets.rules.catalogue import Edit, Verb, fill, put
from ita_sheets.texts import Lang
from ita_sheets.texts.refusals import REFUSALS

GOLDEN = Path(__file__).with_name("golden") / "codes.txt"
ON_WORKBOOKS = [code for code in sorted(CATALOGUE) if not code.startswith((importing.FAMILY, years.FAMILY))]


def test_the_sound_workbook_has_no_finding(tmp_path: Path) -> None:
    assert factory.pairs(factory.checked(factory.sound(), tmp_path)) == []


def test_the_sound_workbook_saved_by_another_program_has_no_finding(tmp_path: Path) -> None:
    assert factory.pairs(factory.checked(factory.damaged(), tmp_path)) == []


@pytest.mark.parametrize("code", ON_WORKBOOKS)
def test_the_bad_example_gives_its_code_and_no_other(code: str, tmp_path: Path) -> None:
    item = factory.checked(factory.damaged(*CATALOGUE[code].bad), tmp_path)
    assert {found.code for found in item.findings} == {code}


@pytest.mark.parametrize("code", [code for code in ON_WORKBOOKS if CATALOGUE[code].good])
def test_the_good_example_gives_no_finding(code: str, tmp_path: Path) -> None:
    item = factory.checked(factory.damaged(*CATALOGUE[code].good), tmp_path)
    assert factory.pairs(item) == []


@pytest.mark.parametrize("code", ON_WORKBOOKS)
def test_both_sentences_take_the_same_facts_and_are_filled(code: str, tmp_path: Path) -> None:
    item = factory.checked(factory.damaged(*CATALOGUE[code].bad), tmp_path)
    for found in item.findings:
        for words in (rules.message(found), rules.fix(found)):
            assert words.th
            assert words.en
            assert "{" not in words.th + words.en


def test_codes_and_severities_are_the_golden_ones() -> None:
    lines = [f"{code} {CATALOGUE[code].severity}" for code in sorted(CATALOGUE)]
    lines += [f"{item.code} refused" for item in REFUSALS]
    assert sorted(lines) == GOLDEN.read_text("utf-8").splitlines()


def test_an_ignored_rule_is_left_out(tmp_path: Path) -> None:
    item = factory.checked(factory.damaged(*CATALOGUE["ITA310"].bad), tmp_path)
    assert rules.check(item.reading, item.judged, ignore=["ITA310"]) == ()


# --- where rules begin and end ----------------------------------------------------------------------------


def found_in(number: int = 1, agency: dict[str, Any] | None = None, **values: Any) -> list[str]:
    """The codes of what is found when these values stand in a measure of the sound report."""
    rows = [dict(row) for row in factory.MEASURES]
    rows[number - 1] |= values
    report = factory.report(agency, rows)
    reading = Reading(SourceFile("made.xlsx", "", 0), schema.TEMPLATE_VERSION, report, ())
    return [found.code for found in rules.check(reading, judge_report(report))]


LINKS = {
    "https://example.go.th": [],
    "http://www.example.go.th/ita/2567?id=1#top": [],
    "ดูที่ https://example.go.th/ita, https://example.go.th/oit.": [],
    "(https://example.go.th/ita)": [],
    "https://ตัวอย่าง.ไทย/ข้อมูล": [],
    "www.example.go.th/ita และแฟ้มภาพ": [],
    "https://facebook.com/example": [],
    "example.go.th": [],
    "โทร 02 000 0000": [],
    "https://example.go.th:8443/ita": [],
    "https://203.0.113.7/ita": [],
    "หน่วยงาน www ของจังหวัด": ["ITA312"],
    "http//example.go.th": ["ITA312"],
    "http:/example.go.th": ["ITA312"],
    "htttp://example.go.th": ["ITA312"],
    "htp://example.go.th": ["ITA312"],
    "https:example.go.th": ["ITA312"],
    "http:\\\\example.go.th": ["ITA312"],
    "https://": ["ITA312"],
    "https:///ita/2567": ["ITA312"],
    "https://example,go,th": ["ITA312"],
    "https://example..go.th/ita": ["ITA312"],
    "https://www.example .go.th/ita": ["ITA312"],
    "https://www. example.go.th/ita": ["ITA312"],
    "wwwexample.go.th": ["ITA312"],
    "www,example.go.th": ["ITA312"],
    "www.example": ["ITA312"],
    "http://intranet/ita": ["ITA313"],
    "http://localhost:8080/ita": ["ITA313"],
    "http://192.168.1.20/ita": ["ITA313"],
    "http://files.office.local/ita": ["ITA313"],
    "file:///D:/ita/2567.pdf": ["ITA313"],
    "D:\\งาน ITA\\2567": ["ITA313"],
    "เก็บที่ \\\\server01\\ita": ["ITA313"],
}


@pytest.mark.parametrize("text", LINKS)
def test_what_cannot_be_a_link(text: str) -> None:
    assert found_in(evidence=text) == LINKS[text]


TARGETS = {
    ("ไม่เกิน 15 นาที", "15 นาที"): [],
    ("ไม่เกิน 15 นาที", "๑๖ นาที"): ["ITA318"],
    ("ภายใน 3 วันทำการ", "5 วัน"): ["ITA318"],
    ("15 นาที", "20 นาที"): [],  # a plain time may be meant either way
    ("ไม่น้อยกว่าร้อยละ 80", "ร้อยละ 79.5"): ["ITA318"],
    ("ไม่น้อยกว่าร้อยละ 80", "82 %"): [],
    ("มากกว่า 1,000 ครั้ง", "980 ครั้ง"): ["ITA318"],
    ("40 คน", "38 คน"): ["ITA318"],
    ("40 คน", "38 ราย"): ["ITA318"],
    ("40 คน", "56 คน (ร้อยละ 94)"): [],
    ("40 คน", "38 คน จากทั้งหมด 40 คน"): ["ITA318"],
    ("ไม่มากกว่า 2 เรื่อง", "3 เรื่อง"): ["ITA318"],
    ("0 เรื่อง", "1 เรื่อง"): ["ITA318"],
    ("80", "75"): ["ITA318"],
    ("40 คน", "3 ครั้ง"): ["ITA319"],
    ("12 ครั้งต่อปี", "2 ครั้งต่อเดือน"): [],
    ("ลดจาก 25 นาที เหลือ 15 นาที", "18 นาที"): [],  # two numbers: nobody can tell
    ("ทุกคน", "44 คน"): [],
    ("ภายในปี 2567", "ครบ"): [],
    ("อบรม 2 รุ่น รวม 40 คน", "1 รุ่น"): [],
    ("แผนปฏิบัติการ 1 ฉบับ", "1 ฉบับ"): [],
}


@pytest.mark.parametrize(("target", "achieved"), TARGETS)
def test_target_and_achieved(target: str, achieved: str) -> None:
    assert found_in(target=target, achieved=achieved) == TARGETS[target, achieved]


def test_short_of_a_target_is_no_fault_while_the_work_goes_on() -> None:
    assert found_in(target="40 คน", achieved="38 คน", status="อยู่ระหว่างดำเนินการ") == ["ITA316"]


NO_RESULT = {"outcome": "", "achieved": "", "spent": ""}
STATUSES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "done and blank": ({"outcome": ""}, ["ITA331", "ITA314"]),
    "done and planned": ({"outcome": "จะจัดทำสรุปผลในปีถัดไป"}, ["ITA334", "ITA314"]),
    "done and still under way": ({"outcome": "อยู่ระหว่างดำเนินการ"}, ["ITA332", "ITA314"]),
    "done and a dash": ({"outcome": "-"}, ["ITA332"]),
    "not started and nothing there": (NO_RESULT | {"status": "ยังไม่ดำเนินการ"}, ["ITA331", "ITA316"]),
    "not started, yet achieved": ({"status": "ยังไม่เริ่ม", "outcome": ""}, ["ITA331", "ITA315"]),
    "cancelled, with the reason": (
        NO_RESULT | {"status": "ยกเลิก", "outcome": "ยกเลิกตามมติที่ประชุมเมื่อ 12 มีนาคม 2567"},
        [],
    ),
    "cancelled, nothing achieved": (
        {"status": "ยกเลิก", "outcome": "งดจัดเพราะน้ำท่วม", "achieved": "-"},
        ["ITA335"],
    ),
    "in progress, with a result": ({"status": "กำลังดำเนินการ"}, ["ITA316"]),
    "blank": ({"status": ""}, []),
}


@pytest.mark.parametrize("name", STATUSES)
def test_status_beside_the_result(name: str) -> None:
    values, codes = STATUSES[name]
    assert found_in(**values) == codes


MONEY: dict[str, tuple[dict[str, Any], list[str]]] = {
    "as budgeted": ({"budget": 500, "spent": 500}, []),
    "a satang more": ({"budget": 500, "spent": 500.25}, ["ITA325"]),
    "a nil in both": ({"budget": "ไม่ใช้งบ", "spent": "-"}, []),
    "spent of nothing": ({"budget": 0, "spent": 10}, ["ITA326"]),
    "no budget typed": ({"budget": "", "spent": 10}, []),
    "unreadable": ({"budget": "ราว 500", "spent": 900}, ["ITA305"]),
    "below nothing": ({"budget": -500, "spent": ""}, ["ITA327"]),
}


@pytest.mark.parametrize("name", MONEY)
def test_money(name: str) -> None:
    values, codes = MONEY[name]
    assert found_in(**values) == codes


UNITS = {
    "กองคลังง": "กองคลัง",
    "สำนักปัด": "สำนักปลัด",
    "กองส่งเสริมการเกษตณ": "กองส่งเสริมการเกษตร",
    "หน่วยตรวจสอบภายไน": "หน่วยตรวจสอบภายใน",
    "สนง.ปลัด": None,  # known by an alias
    "กอง คลัง": None,
    "งานนิติการ": None,
    "กองช่างสุขาภิบาล": None,
    "กองยุทธศาสตร์และแผนงาน": None,
    "สำนักปลัด อบต.": None,
    "สำนักปลัด กองคลัง": None,
}


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_nearly_as_on_the_list(unit: str, tmp_path: Path) -> None:
    item = factory.checked(factory.damaged(put(schema.UNIT, unit)), tmp_path)
    meant = [found.facts["meant"].th for found in item.findings if found.code == "ITA337"]
    assert (len(item.findings), meant) == ((1, [UNITS[unit]]) if UNITS[unit] else (0, []))


SUGGESTIONS: dict[str, tuple[tuple[Edit, ...], str, str | None]] = {
    "status": ((put(schema.STATUS, "ดำเนินการแล้วเสร้จ"),), "ITA302", "ดำเนินการแล้วเสร็จ"),
    "no status": ((put(schema.STATUS, "รอผู้บริหาร"),), "ITA302", None),
    "indicator": ((put(schema.INDICATOR, "การใช้งบประมาน"),), "ITA303", "2 การใช้งบประมาณ"),
    "two indicators": ((put(schema.INDICATOR, "1 และ 7"),), "ITA303", None),
    "header": ((Edit(Verb.ADD_COLUMN, value="ผลลัพท์"),), "ITA129", "ผลลัพธ์/ความสำเร็จของการดำเนินการ"),
    "header of their own": ((Edit(Verb.ADD_COLUMN, value="ผู้กำกับติดตาม"),), "ITA129", None),
    "sheet": (
        (Edit(Verb.DROP_SHEET, sheet=schema.WEAK_POINTS), Edit(Verb.ADD_SHEET, value="จุดออน")),
        "ITA154",
        "จุดอ่อน",
    ),
    "a sheet beside the real one": ((Edit(Verb.ADD_SHEET, value="จุดออน"),), "ITA127", None),
}


@pytest.mark.parametrize("name", SUGGESTIONS)
def test_what_was_likely_meant_stands_before_the_way_out(name: str, tmp_path: Path) -> None:
    edits, code, meant = SUGGESTIONS[name]
    item = factory.checked(factory.damaged(*edits), tmp_path)
    [found] = [found for found in item.findings if found.code == code]
    fix = rules.fix(found)
    assert fix.th.startswith(f"น่าจะเป็น “{meant}” ") == bool(meant)
    assert ("น่าจะเป็น" in fix.th, "meant" in fix.en) == (bool(meant), bool(meant))


# --- said once, and nothing that only follows -------------------------------------------------------------

TAB = schema.MEASURES.tab.th


def cells_of(item: Checked, code: str) -> list[str | None]:
    return [found.at.cell for found in item.findings if found.code == code]


def test_a_column_that_is_blank_throughout_is_said_once_at_its_header(tmp_path: Path) -> None:
    item = factory.checked(factory.damaged(*(put(schema.STEPS, "", row) for row in (1, 2, 3))), tmp_path)
    header = Spot(load_workbook(BytesIO(factory.sound())), schema.MEASURES)
    cell = header.sheet.cell(header.header_row, header.columns[schema.STEPS.key][1]).coordinate
    assert factory.pairs(item) == [("ITA340", f"{TAB}!{cell}")]
    assert "ทุกมาตรการ" in rules.message(item.findings[0]).th


def test_a_column_that_is_gone_is_said_once(tmp_path: Path) -> None:
    item = factory.checked(factory.damaged(Edit(Verb.DROP_COLUMN, schema.STEPS)), tmp_path)
    assert factory.pairs(item) == [("ITA340", f"{TAB}!A5")]
    assert "ไม่มีคอลัมน์" in rules.message(item.findings[0]).th


def test_a_blank_cell_or_two_are_said_at_the_cells(tmp_path: Path) -> None:
    edits = [put(schema.UNIT, "", 1), put(schema.UNIT, "", 3)]
    item = factory.checked(factory.damaged(*edits), tmp_path)
    at = Spot(load_workbook(BytesIO(factory.sound())), schema.MEASURES)
    assert cells_of(item, "ITA341") == [at.cell(schema.UNIT, row).coordinate for row in (1, 3)]


@pytest.mark.parametrize(
    ("start", "end"), [("ไตรมาส 1 - 2", ""), ("", "ตลอดปีงบประมาณ 2567"), ("ต.ค. 2566", "")]
)
def test_one_cell_may_hold_the_whole_period(start: str, end: str) -> None:
    assert found_in(start=start, end=end) == []


def test_an_unreadable_fiscal_year_silences_what_is_held_against_it(tmp_path: Path) -> None:
    edits = [
        fill(schema.FISCAL_YEAR, "ปีนี้"),
        fill(schema.BASIS_YEAR, "2560"),
        fill(schema.PERIOD_START, "1 ตุลาคม 2560"),
        fill(schema.ANNOUNCED_LEVEL, "AA"),
        put(schema.START, "1 ต.ค. 2560"),
        put(schema.STATUS, "อยู่ระหว่างดำเนินการ", 2),
    ]
    item = factory.checked(factory.damaged(*edits), tmp_path)
    assert [found.code for found in item.findings] == ["ITA202"]


def test_nothing_is_said_that_rests_on_a_cell_that_cannot_be_known(tmp_path: Path) -> None:
    edits = [
        Edit(Verb.FORMULA, schema.OUTCOME, "=E6"),
        put(schema.TARGET, "ไม่เกิน 5 นาที"),
        put(schema.ACHIEVED, "#N/A"),
    ]
    item = factory.checked(factory.damaged(*edits), tmp_path)
    assert sorted(found.code for found in item.findings) == ["ITA139", "ITA140"]


def test_a_missing_outcome_column_says_nothing_of_single_outcomes(tmp_path: Path) -> None:
    item = factory.checked(factory.damaged(Edit(Verb.DROP_COLUMN, schema.OUTCOME)), tmp_path)
    assert [found.code for found in item.findings] == ["ITA128"]


def test_a_round_named_in_the_subject_may_end_within_the_year() -> None:
    form = {"period_end": "31 มีนาคม 2567", "report_date": "10 เมษายน 2567"}
    ends = "31 มี.ค. 2567"
    half = {"subject": "รายงานผล รอบ ๖ เดือน"}
    assert found_in(agency=form, end=ends) == ["ITA204", "ITA317", "ITA317"]
    assert found_in(agency=form | half, end=ends) == ["ITA317", "ITA317"]


def test_what_stands_in_a_merged_cell_is_said_once(tmp_path: Path) -> None:
    edits = [put(schema.UNIT, "กองคลังง"), Edit(Verb.MERGE, schema.UNIT)]
    item = factory.checked(factory.damaged(*edits), tmp_path)
    assert [found.code for found in item.findings] == ["ITA137", "ITA337"]


ITEMS = {
    "หลักฐานตามข้อ O35": [],
    "หลักฐานตามข้อ O43": ["ITA210"],
    "หลักฐานตามข้อ O ๔๓ และ O๔๒": ["ITA210", "ITA210"],
    "หลักฐานตามข้อ O12": [],  # another item, not one of the plan's
    "รหัสโครงการ NO43 และ O435": [],
}


@pytest.mark.parametrize("text", ITEMS)
def test_item_codes_of_another_year(text: str) -> None:
    assert found_in(evidence=text) == ITEMS[text]


def test_no_item_code_is_known_of_a_year_without_facts(tmp_path: Path) -> None:
    item = factory.checked(
        factory.damaged(*CATALOGUE["ITA210"].bad, fill(schema.FISCAL_YEAR, "2575")), tmp_path
    )
    assert "ITA210" not in {found.code for found in item.findings}


# --- scores -----------------------------------------------------------------------------------------------


def scored(tmp_path: Path, *edits: Edit) -> list[tuple[str, str | None]]:
    return factory.pairs(factory.checked(factory.damaged(*edits), tmp_path))


def test_a_column_of_scores_that_is_blank_throughout_is_not_announced_yet(tmp_path: Path) -> None:
    edits = [put(schema.SCORE, "", row, schema.SCORES) for row in range(1, 11)]
    assert scored(tmp_path, *edits) == []


def test_a_lost_last_row_of_the_scores(tmp_path: Path) -> None:
    edits = [put(column, "", 10, schema.SCORES) for column in schema.SCORES.columns]
    assert scored(tmp_path, *edits) == [("ITA414", f"{schema.SCORES.tab.th}!A14")]


def test_the_lacking_indicators_are_named(tmp_path: Path) -> None:
    edits = [put(schema.SCORE, "", row, schema.SCORES) for row in (3, 9)]
    item = factory.checked(factory.damaged(*edits), tmp_path)
    assert "3 การใช้อำนาจ, 9 การเปิดเผยข้อมูล" in rules.message(item.findings[0]).th


# --- sentences --------------------------------------------------------------------------------------------

AT = datetime(2026, 11, 22, 14, 5)


def said(item: Checked, lang: Lang = Lang.TH) -> list[str]:
    return console.checked(item, lang, AT)


def test_no_faults_is_said_aloud_with_the_time(tmp_path: Path) -> None:
    item = factory.checked(factory.sound(), tmp_path)
    first, step = said(item)
    for part in (
        "22 พฤศจิกายน 2569 เวลา 14:05 น.",
        factory.NAME,
        str(factory.AGENCY["name"]),
        "2567",
        "3 มาตรการ",
    ):
        assert part in first
    assert "convert" in step
    assert "2026-11-22 at 14:05" in said(item, Lang.EN)[0]


def test_each_finding_says_where_what_stands_there_why_and_what_to_do(tmp_path: Path) -> None:
    item = factory.checked(factory.damaged(put(schema.BUDGET, "ประมาณสองหมื่น")), tmp_path)
    rule, cell = CATALOGUE["ITA305"], item.findings[0].at.cell
    assert said(item)[1:] == [
        "",
        f"ควรแก้: {rule.title.th} [ITA305]",
        f"  เพราะ: {rule.why.th}",
        f"  {TAB} {cell} (งบประมาณ (บาท)): “ประมาณสองหมื่น” อ่านเป็นตัวเลขไม่ได้",
        f"    วิธีแก้: {rule.fix.th}",
        "",
        "รวม: ต้องแก้ 0 ควรแก้ 1 แจ้งให้ทราบ 0",
        f"ขั้นต่อไป: เปิด {factory.NAME} แผ่น “{TAB}” ช่อง {cell} แล้วแก้ตามที่แจ้ง",
    ]


def test_equal_sentences_share_a_line_and_quote_each_cell(tmp_path: Path) -> None:
    actions = [str(row["action"]) for row in factory.MEASURES]
    edits = [put(schema.OUTCOME, text, row) for row, text in enumerate(actions[1:], start=2)]
    lines = said(factory.checked(factory.damaged(*edits), tmp_path))
    title = schema.OUTCOME.title.th
    [index] = [i for i, line in enumerate(lines) if line.startswith(f"  {TAB} F7-F8 ({title}): ")]
    assert lines[index + 1].startswith(f"    {TAB} F7 เขียนว่า “{actions[1][:20]}")
    assert lines[index + 2].startswith(f"    {TAB} F8 เขียนว่า “{actions[2][:20]}")
    assert lines[index + 3].startswith("    วิธีแก้: ")


def test_the_most_important_comes_first(tmp_path: Path) -> None:
    edits = [put(schema.NOTE, "ผู้เข้าร่วม 1๒ คน"), put(schema.UNIT, "กองคลังง", 2), put(schema.ACTION, "", 3)]
    lines = said(factory.checked(factory.damaged(*edits), tmp_path))
    headings = [line.split(":")[0] for line in lines if line.endswith("]")]
    assert headings == ["ต้องแก้", "ควรแก้", "แจ้งให้ทราบ"]
    assert lines[-2] == "รวม: ต้องแก้ 1 ควรแก้ 1 แจ้งให้ทราบ 1"
    assert "ช่อง E8" in lines[-1]


def test_notes_alone_are_no_faults(tmp_path: Path) -> None:
    lines = said(factory.checked(factory.damaged(put(schema.UNIT, "กองคลังง")), tmp_path))
    assert any(line.startswith("ตรวจแล้วเมื่อ 22 พฤศจิกายน 2569") for line in lines)
    assert "convert" in lines[-1]


def test_a_waived_finding_says_who_decided(tmp_path: Path) -> None:
    waiver = ("ITA310", "D6", "เป็นชื่อตามหนังสือสั่งการ", "หัวหน้าสำนักปลัด")
    edits = [
        put(column, value, 1, schema.WAIVERS)
        for column, value in zip(schema.WAIVERS.columns, waiver, strict=True)
    ]
    lines = said(factory.checked(factory.damaged(*CATALOGUE["ITA310"].bad, *edits), tmp_path))
    assert "    ยกเว้นแล้ว: เป็นชื่อตามหนังสือสั่งการ – หัวหน้าสำนักปลัด" in lines
    assert any(line.startswith("แจ้งให้ทราบ: ") for line in lines)
