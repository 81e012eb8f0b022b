"""Part C of docs/faults.md: what stands in rows and cells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import factory
import pytest
from factory import Spot
from hostile import MEASURES, patched
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from ita_sheets import console, rules, schema
from ita_sheets.assess import assess
from ita_sheets.model import Checked
from ita_sheets.reader import read_workbook
from ita_sheets.rules import CATALOGUE
from ita_sheets.rules.catalogue import Edit, Verb, fill, put
from ita_sheets.texts import Lang, template

Workbook = Any  # its published types know neither custom properties nor what a cell may hold
Damage = Callable[[Workbook], None]
TAB, FORM = schema.MEASURES.tab.th, schema.AGENCY.tab.th
SCORES = schema.SCORES.tab.th
AT = datetime(2026, 11, 22, 14, 5)


def edit(*edits: Edit) -> Damage:
    return lambda workbook: factory.damage(workbook, edits)


def shown_as(column: schema.Column, value: object, form: str, row: int = 1) -> Damage:
    """A value in a cell of that number format."""

    def damage(workbook: Workbook) -> None:
        cell = Spot(workbook, schema.MEASURES).cell(column, row)
        cell.value, cell.number_format = value, form

    return damage


def formulas_in_blank_rows(workbook: Workbook) -> None:
    spot = Spot(workbook, schema.MEASURES)
    for row in range(4, 20):
        spot.cell(schema.NUMBER, row).value = f"=A{row}+1"


def pasted_over(workbook: Workbook) -> None:
    """Values off the lists; pasting took the lists from the cells."""
    workbook[TAB].data_validations.dataValidation = []
    edit(
        put(schema.STATUS, "ทำไปบางส่วน"),
        put(schema.INDICATOR, "การภายนอก", 2),
        put(schema.UNIT, "กองคลังง", 3),
        put(schema.RELATION, "คล้ายเดิม"),
    )(workbook)


def of_1904(workbook: Workbook) -> None:
    workbook.epoch = CALENDAR_MAC_1904
    shown_as(schema.START, datetime(2024, 7, 15), "d/m/yyyy")(workbook)


FOUND: dict[str, tuple[Damage, list[tuple[str, str]]]] = {
    "38 formulas in blank rows": (formulas_in_blank_rows, []),
    "39 one needed cell is blank": (edit(put(schema.ACTION, "", 2)), [("ITA301", "{action}7")]),
    "40 a blank row in the middle": (edit(Edit(Verb.BLANK_ROW)), [("ITA134", "A7")]),
    "41 values off the lists": (
        pasted_over,
        [
            ("ITA303", "{indicator}7"),
            ("ITA302", "{status}6"),
            ("ITA302", "{relation}6"),
            ("ITA337", "{unit}8"),
        ],
    ),
    "42 an id that became a date": (
        shown_as(schema.MEASURE_ID, datetime(2023, 1, 1), "d/m/yyyy"),
        [("ITA144", "A6")],
    ),
    "43 a number of 17 digits": (edit(put(schema.EVIDENCE, 67039412345670001)), [("ITA339", "{evidence}6")]),
    "44 a whole number with a point": (shown_as(schema.NUMBER, 1.0, "0.0"), []),
    "45 a house number among dates": (edit(put(schema.START, 9)), [("ITA304", "{start}6")]),
    "45 shown as a date of 1900": (
        shown_as(schema.START, datetime(1900, 1, 9), "d/m/yyyy"),
        [("ITA307", "{start}6")],
    ),
    "45 a text that became a date": (
        shown_as(schema.TARGET, datetime(2024, 1, 9), "d/m/yyyy"),
        [("ITA144", "{target}6")],
    ),
    "46 the calendar of 1904": (of_1904, []),
    "47 2567 as a Gregorian year": (
        shown_as(schema.START, datetime(2567, 7, 15), "d/m/yyyy"),
        [("ITA145", "{start}6")],
    ),
    "47 subtracted twice": (edit(put(schema.START, "15 กรกฎาคม 1481")), [("ITA304", "{start}6")]),
    "47 of another fiscal year": (edit(put(schema.START, "15 กรกฎาคม 2560")), [("ITA307", "{start}6")]),
    "48 a format of Thai years alone": (shown_as(schema.START, 45488, "bbbb"), [("ITA145", "{start}6")]),
    "49 N/A typed into texts": (edit(put(schema.NOTE, "N/A"), put(schema.TARGET, "None", 3)), []),
    "50 none of money": (edit(put(schema.BUDGET, "-"), put(schema.SPENT, "ไม่มี")), []),
    "50 none of results": (edit(put(schema.OUTCOME, "-")), [("ITA332", "{outcome}6")]),
    "51 two indicators in a cell": (edit(put(schema.INDICATOR, "1 และ 7")), [("ITA303", "{indicator}6")]),
    "51 several ids of last year": (edit(put(schema.MEASURE_ID, "2566-01; 2566-03")), []),
    "52 spaces and lines around values": (
        edit(put(schema.STATUS, " ดำเนินการแล้วเสร็จ\n"), put(schema.UNIT, "กองคลัง\n \n", 2)),
        [],
    ),
    "53 filled with what nobody sees": (
        edit(put(schema.OUTCOME, "\u200b\u2060\ufeff")),
        [("ITA331", "{outcome}6"), ("ITA314", "{status}6"), ("ITA143", "{outcome}6")],
    ),
    "53 marks of a web page in a text": (
        edit(put(schema.OUTCOME, "เวลาเฉลี่ย\u200bลดลงจาก 25 เหลือ 12 นาที")),
        [("ITA143", "{outcome}6")],
    ),
    "54 sara am in two": (edit(put(schema.NOTE, "จํานวน 5 ครั้ง")), [("ITA143", "{note}6")]),
    "55 Thai digits": (edit(put(schema.BUDGET, "๑๒,๕๐๐ บาท", 2), put(schema.START, "๑ ต.ค. ๒๕๖๖")), []),
    "55 both kinds in a number": (edit(put(schema.NOTE, "ผู้เข้าร่วม 1๒ คน")), [("ITA328", "{note}6")]),
    "56 an id with a long dash": (
        edit(put(schema.MEASURE_ID, "2566–01", 2)),
        [("ITA401", "A6"), ("ITA401", "A7")],
    ),
    "56 quotes of a word processor": (
        edit(put(schema.STATUS, "“ดำเนินการแล้วเสร็จ” "), put(schema.INDICATOR, "1\u2013การปฏิบัติหน้าที่")),
        [],
    ),
    "57 a formula never calculated": (
        edit(Edit(Verb.FORMULA, schema.ACHIEVED, "=1+2")),
        [("ITA139", "{achieved}6")],
    ),
    "58 a formula for a name": (edit(fill(schema.AGENCY_NAME, "=1/0")), [("ITA139", "FORM!C4")]),
    "59 an error cell": (edit(put(schema.ACHIEVED, "#N/A")), [("ITA140", "{achieved}6")]),
    "60 a merge down the units": (edit(Edit(Verb.MERGE, schema.UNIT)), [("ITA137", "{unit}6")]),
    "60 a merge down the outcomes": (edit(Edit(Verb.MERGE, schema.OUTCOME)), [("ITA138", "{outcome}6")]),
    "61 the cover's example copied": (
        edit(put(schema.ACTION, template.EXAMPLE_ACTION.th)),
        [("ITA329", "{action}6")],
    ),
    "62 last year's text again": (
        edit(put(schema.PREVIOUS_OUTCOME, factory.MEASURES[0]["outcome"])),
        [("ITA336", "{outcome}6")],
    ),
    "63 a total and a level that are wrong": (
        edit(fill(schema.ANNOUNCED_TOTAL, 84.77), fill(schema.ANNOUNCED_LEVEL, "ผ่าน")),
        [("ITA406", "FORM!C19"), ("ITA407", "FORM!C20")],
    ),
    "64 an id twice": (edit(put(schema.MEASURE_ID, "2566-01", 3)), [("ITA401", "A6"), ("ITA401", "A8")]),
    "65 one id, two descriptions": (
        edit(put(schema.MEASURE_ID, "2566-01", 2), put(schema.MEASURE, "ปรับปรุงเว็บไซต์ของหน่วยงาน", 2)),
        [("ITA401", "A6"), ("ITA401", "A7")],
    ),
    "66 a wording of before": (
        edit(put(schema.STATUS, "แล้วเสร็จ"), put(schema.ANNOUNCED_LEVEL, "ผ่านดี", 1, schema.AGENCY)),
        [],
    ),
}


def checked(damage: Damage, folder: Path) -> Checked:
    workbook = load_workbook(BytesIO(factory.sound()))
    damage(workbook)
    return factory.checked(factory.saved(workbook), folder)


def place(at: str) -> str:
    """A cell of the measures by its column's key, or of the form."""
    columns = Spot(load_workbook(BytesIO(factory.sound())), schema.MEASURES).columns
    letters = {key: get_column_letter(position) for key, (_, position) in columns.items()}
    return at.replace("FORM", FORM) if "!" in at else f"{TAB}!{at.format(**letters)}"


@pytest.mark.parametrize("name", FOUND)
def test_what_is_found(name: str, tmp_path: Path) -> None:
    damage, expected = FOUND[name]
    item = checked(damage, tmp_path)
    assert factory.pairs(item) == [(code, place(at)) for code, at in expected]
    for found in item.findings:  # polite, in both languages, every fact filled in
        for words in (rules.message(found), rules.fix(found)):
            assert words.th != words.en
            assert "{" not in words.th + words.en


# --- what is read of it -----------------------------------------------------------------------------------

READ: dict[str, tuple[Damage, schema.Column, str]] = {
    "38 no rows but those that people filled": (formulas_in_blank_rows, schema.NUMBER, "3"),
    "44 without its point": (shown_as(schema.NUMBER, 1.0, "0.0", 3), schema.NUMBER, "1"),
    "46 the same day": (of_1904, schema.START, "1 ต.ค. 2566"),
    "49 as it was typed": (edit(put(schema.NOTE, "N/A", 3)), schema.NOTE, "N/A"),
    "49 no blank either": (edit(put(schema.OUTCOME, "null", 3)), schema.OUTCOME, "null"),
    "52 without them": (edit(put(schema.UNIT, " กองคลัง\n ", 3)), schema.UNIT, "กองคลัง"),
    "54 as one sign": (edit(put(schema.NOTE, "จํานวน", 3)), schema.NOTE, "จำนวน"),
    "60 the unit of the row above": (edit(Edit(Verb.MERGE, schema.UNIT, row=2)), schema.UNIT, "กองคลัง"),
}


@pytest.mark.parametrize("name", READ)
def test_what_is_read_of_the_last_measure(name: str, tmp_path: Path) -> None:
    damage, column, text = READ[name]
    measures = checked(damage, tmp_path).reading.report.measures
    assert len(measures) == 3
    assert measures[-1].entry(column).text == text


def test_a_false_result_that_was_saved_is_taken_for_true(tmp_path: Path) -> None:
    """57: a program that saves 0 for every formula cannot be told from one that calculated it."""
    cell = b'<c r="B6"><f>1+2</f><v>0</v></c>'
    item = factory.checked(patched(MEASURES, rb'<c r="B6"[^>]*>.*?</c>', cell), tmp_path)
    assert item.reading.report.measures[0].number.text == "0"
    assert factory.pairs(item) == []


def test_a_rule_that_does_not_fit_is_left_out_or_waived(tmp_path: Path) -> None:
    """67"""
    bad = CATALOGUE["ITA310"].bad
    path = tmp_path / factory.NAME
    path.write_bytes(factory.damaged(*bad))
    assert assess(read_workbook(path), ignore=["ITA310"]).findings == ()
    waiver = ("ITA310", "D6", "เป็นชื่อตามหนังสือสั่งการ", "หัวหน้าสำนักปลัด")
    columns = zip(schema.WAIVERS.columns, waiver, strict=True)
    edits = [put(column, value, 1, schema.WAIVERS) for column, value in columns]
    [found] = checked(edit(*bad, *edits), tmp_path).findings
    assert (found.severity, found.waiver is not None) == ("note", True)


def test_noise_is_drawn_together_and_errors_come_first(tmp_path: Path) -> None:
    """68"""
    edits = [put(schema.NOTE, "ผู้เข้าร่วม 1๒ คน", row) for row in (1, 2, 3)]
    item = checked(edit(*edits, put(schema.ACTION, "", 2)), tmp_path)
    assert sorted(code for code, _ in factory.pairs(item)) == ["ITA301", "ITA328", "ITA328", "ITA328"]
    lines = [line for line in console.checked(item, Lang.TH, AT) if line.endswith("]") or TAB in line]
    assert [line.partition(":")[0] for line in lines if line.endswith("]")] == ["ต้องแก้", "ควรแก้"]
    note = place("{note}6").rpartition("!")[2].rstrip("6")
    assert sum(line.startswith(f"  {TAB} {note}6-{note}8 ") for line in lines) == 1


def test_one_column_that_is_blank_is_one_finding(tmp_path: Path) -> None:
    """68: at its header, not in each row."""
    edits = [put(schema.STEPS, "", row) for row in (1, 2, 3)]
    assert factory.pairs(checked(edit(*edits), tmp_path)) == [("ITA340", place("{steps}5"))]
