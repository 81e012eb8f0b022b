"""What the office waives: findings become notes that carry the reason, and wrong waivers are said."""

from __future__ import annotations

from pathlib import Path

import factory
import pytest

from ita_sheets import as_json, rules, schema
from ita_sheets.assess import assess
from ita_sheets.model import Severity
from ita_sheets.rules.catalogue import Edit, put

QUESTION = put(schema.MEASURE, "ประชาชนพึงพอใจต่อการให้บริการมากน้อยเพียงใด")  # ITA310 at D6
TWO_QUESTIONS = (QUESTION, put(schema.MEASURE, "เจ้าหน้าที่ให้ข้อมูลชัดเจนเพียงใด", 2))  # and at D7
REASON, WHO = "เป็นชื่อโครงการตามหนังสือสั่งการ", "หัวหน้าสำนักปลัด"


def waive(code: str, place: str, reason: str = REASON, who: str = WHO, row: int = 1) -> tuple[Edit, ...]:
    """A row on the sheet of waivers."""
    values = zip(schema.WAIVERS.columns, (code, place, reason, who), strict=True)
    return tuple(put(column, value, row, schema.WAIVERS) for column, value in values)


def severities(folder: Path, *edits: Edit) -> list[tuple[str, str | None, str]]:
    item = factory.checked(factory.damaged(*edits), folder)
    return [(found.code, found.at.cell, str(found.severity)) for found in item.findings]


@pytest.mark.parametrize(
    "place",
    ["", "D6", "d6", "$D$6", "D๖", "มาตรการ!D6", "มาตรการ D6", "มาตรการ", "ข้อ 1", "ข้อที่ ๑", "1", "2566-01"],
)
def test_a_waiver_makes_a_note_of_what_it_names(place: str, tmp_path: Path) -> None:
    assert severities(tmp_path, QUESTION, *waive("ITA310", place)) == [("ITA310", "D6", "note")]


@pytest.mark.parametrize("code", ["ita310", "[ITA310]", " ITA310 "])
def test_a_code_is_taken_as_people_type_it(code: str, tmp_path: Path) -> None:
    assert severities(tmp_path, QUESTION, *waive(code, "D6")) == [("ITA310", "D6", "note")]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("", [("ITA310", "D6", "note"), ("ITA310", "D7", "note")]),
        ("ข้อ 2", [("ITA310", "D6", "warning"), ("ITA310", "D7", "note")]),
        ("2566-02", [("ITA310", "D6", "warning"), ("ITA310", "D7", "note")]),
    ],
)
def test_only_what_is_named_is_waived(
    place: str, expected: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    assert severities(tmp_path, *TWO_QUESTIONS, *waive("ITA310", place)) == expected


@pytest.mark.parametrize("place", ["D7", "จุดอ่อน!D6", "ข้อ 9", "2566-09", "หน้าแรก"])
def test_a_waiver_of_nothing_is_a_finding_and_waives_nothing(place: str, tmp_path: Path) -> None:
    assert severities(tmp_path, QUESTION, *waive("ITA310", place)) == [
        ("ITA153", "A6", "warning"),
        ("ITA310", "D6", "warning"),
    ]


@pytest.mark.parametrize(
    ("reason", "who", "cells"), [("", WHO, ["C6"]), (REASON, "", ["D6"]), ("", "", ["C6", "D6"])]
)
def test_a_waiver_without_reason_or_author_is_not_obeyed(
    reason: str, who: str, cells: list[str], tmp_path: Path
) -> None:
    found = severities(tmp_path, QUESTION, *waive("ITA310", "D6", reason, who))
    assert found == [*(("ITA152", cell, "warning") for cell in cells), ("ITA310", "D6", "warning")]


@pytest.mark.parametrize("code", ["ITA999", "310", "", "D6"])
def test_an_unknown_code_waives_nothing(code: str, tmp_path: Path) -> None:
    assert severities(tmp_path, QUESTION, *waive(code, "D6")) == [
        ("ITA151", "A6", "warning"),
        ("ITA310", "D6", "warning"),
    ]


def test_the_findings_about_waivers_cannot_be_waived(tmp_path: Path) -> None:
    edits = (*waive("ITA310", "D6"), *waive("ITA153", "A6", row=2))
    assert severities(tmp_path, *edits) == [("ITA153", "A6", "warning"), ("ITA153", "A7", "warning")]


def test_an_error_can_be_waived_and_the_workbook_is_then_clean(tmp_path: Path) -> None:
    edits = (put(schema.INDICATOR, ""), *waive("ITA301", "ข้อ 1"))
    item = factory.checked(factory.damaged(*edits), tmp_path)
    assert [(found.code, found.severity) for found in item.findings if found.code == "ITA301"] == [
        ("ITA301", Severity.NOTE)
    ]
    assert not any(found.severity is Severity.ERROR for found in item.findings)


def test_a_waiver_of_an_ignored_code_is_not_called_unused(tmp_path: Path) -> None:
    item = factory.checked(factory.damaged(QUESTION, *waive("ITA310", "D6")), tmp_path)
    assert assess(item.reading, ["ITA310"]).findings == ()


def test_the_waived_finding_carries_reason_and_author_into_the_machine_form(tmp_path: Path) -> None:
    item = factory.checked(factory.damaged(QUESTION, *waive("ITA310", "D6")), tmp_path)
    (found,) = as_json.check([item], [])["findings"]
    assert found["facts"]["waiver"] == {
        "reason": REASON,
        "who": WHO,
        "at": {"file": factory.NAME, "sheet": "ข้อยกเว้น", "cell": "A6"},
    }
    assert found["fix_th"] == f"หน่วยงานยกเว้นแล้ว: {REASON} ({WHO})"
    assert not rules.to_act_on(item.findings)


def test_no_waiver_shows_where_there_is_none(tmp_path: Path) -> None:
    item = factory.checked(factory.damaged(QUESTION), tmp_path)
    assert ["waiver" in found["facts"] for found in as_json.check([item], [])["findings"]] == [False]
