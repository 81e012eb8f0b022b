"""Part B of docs/faults.md: which workbook it is, and what people do to its sheets and columns."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import factory
import pytest
import test_versions
from factory import Spot
from openpyxl import load_workbook
from openpyxl.styles import Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName

from ita_sheets import rules, schema
from ita_sheets.assess import assess
from ita_sheets.errors import NotOurTemplateError
from ita_sheets.layout import OUTPUT_KINDS
from ita_sheets.model import Checked
from ita_sheets.reader import read_workbook
from ita_sheets.rules.catalogue import Edit, Verb

Workbook = Any  # its published types know neither custom properties nor what a cell may hold
Damage = Callable[[Workbook], None]
TAB, FORM = schema.MEASURES.tab.th, schema.AGENCY.tab.th
SCORES, WEAK = schema.SCORES.tab.th, schema.WEAK_POINTS.tab.th
AFTER = "AFTER"  # the first column behind those of the table


def edit(*edits: Edit) -> Damage:
    return lambda workbook: factory.damage(workbook, edits)


def column(workbook: Workbook, column: schema.Column) -> int:
    return Spot(workbook, schema.MEASURES).columns[column.key][1]


# --- marks ------------------------------------------------------------------------------------------------


def stamps_of_another_version(workbook: Workbook) -> None:
    for cell in workbook[TAB][3]:
        cell.value = str(cell.value).replace(schema.STAMP, "ita9:") if cell.value else None


def cover_of_another_year(workbook: Workbook) -> None:
    for row in workbook[schema.COVER_TAB.th].iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and "2567" in cell.value:
                cell.value = cell.value.replace("2567", "2566")
    edit(Edit(Verb.DROP_PROPERTY))(workbook)


def names_of_add_ins(workbook: Workbook) -> None:
    for name, text in (("solver_adj", "#REF!"), ("_xlnm._FilterDatabase", "1"), ("unit", '"กองคลัง"')):
        workbook.defined_names[name] = DefinedName(name, attr_text=text, hidden=True)


def keys_cleared(workbook: Workbook) -> None:
    for cell in workbook[TAB][3]:
        cell.value = None


def keys_and_header_gone(workbook: Workbook) -> None:
    keys_cleared(workbook)
    workbook[TAB].cell(5, column(load(), schema.OUTCOME)).value = None


# --- columns ----------------------------------------------------------------------------------------------


def deleted_and_referred_to(workbook: Workbook) -> None:
    """What Excel leaves of a column that formulas looked at."""
    target = Spot(workbook, schema.MEASURES).cell(schema.TARGET)
    target.value = "#REF!"
    edit(Edit(Verb.DROP_COLUMN, schema.OUTCOME))(workbook)


def outcomes_a_row_too_low(workbook: Workbook) -> None:
    spot = Spot(workbook, schema.MEASURES)
    values = [spot.cell(schema.OUTCOME, row).value for row in (1, 2, 3)]
    for row, value in zip((1, 2, 3, 4), [None, *values], strict=True):
        spot.cell(schema.OUTCOME, row).value = value


def reversed_columns(workbook: Workbook) -> None:
    sheet = workbook[TAB]
    last = sheet.max_column
    for row in sheet.iter_rows(min_row=3, max_row=8):
        values = [cell.value for cell in row]
        for cell, value in zip(row, reversed(values), strict=True):
            cell.value = value
    assert last == sheet.max_column


def header_and_key_of_the_offices_own(workbook: Workbook) -> None:
    sheet, position = workbook[TAB], column(workbook, schema.OUTCOME)
    sheet.cell(3, position).value, sheet.cell(5, position).value = None, "ผลงานเด่น"


def emptied_column(workbook: Workbook) -> None:
    sheet = workbook[TAB]
    last = sheet.max_column + 1
    for row in range(5, 12):
        sheet.cell(row, last).border = Border(left=Side("thin"))


def column_without_header(workbook: Workbook) -> None:
    sheet = workbook[TAB]
    sheet.cell(7, sheet.max_column + 1).value = "ตรวจแล้ว"


def header_with_a_space(workbook: Workbook) -> None:
    sheet = workbook[TAB]
    sheet.cell(5, sheet.max_column + 1).value = f"{schema.OUTCOME.title.th} "


def filled_header_with_a_space(workbook: Workbook) -> None:
    header_with_a_space(workbook)
    sheet = workbook[TAB]
    sheet.cell(6, sheet.max_column).value = "ข้อความอื่น"


# --- rows and sheets --------------------------------------------------------------------------------------


def titles_above(workbook: Workbook) -> None:
    workbook[TAB].insert_rows(1, amount=2)
    workbook[TAB]["A1"] = "ฉบับแก้ไขครั้งที่ 2"


def rows_in_the_head(workbook: Workbook) -> None:
    workbook[TAB].insert_rows(5, amount=3)


def keys_and_name_gone(workbook: Workbook) -> None:
    """A sheet that nothing but its name could tell, and that is mistyped."""
    for row in workbook[SCORES].iter_rows(max_row=5):
        for cell in row:
            cell.value = None
    workbook[SCORES].title = "คะแนนน ITA"


def hidden(name: str, state: str) -> Damage:
    return lambda workbook: setattr(workbook[name], "sheet_state", state)


def scratch(workbook: Workbook) -> None:
    workbook.create_sheet("#ทด")["B2"] = "ข้อความ"
    edit(Edit(Verb.ADD_COLUMN, value="# ทดเลข"))(workbook)


def copied_sheet(workbook: Workbook) -> None:
    twin = workbook.copy_worksheet(workbook[TAB])
    twin["F6"] = "ฉบับร่าง"


def load() -> Workbook:
    return load_workbook(BytesIO(factory.sound()))


FOUND: dict[str, tuple[Damage, list[tuple[str, str]]]] = {
    "17 a version nobody knows": (edit(Edit(Verb.SET_VERSION, value="9")), [("ITA121", "None")]),
    "18 the mark in the properties is gone": (edit(Edit(Verb.DROP_PROPERTY)), [("ITA120", "None")]),
    "18 the key row is of another version": (stamps_of_another_version, [("ITA121", "None")]),
    "18 the cover is of another year": (
        cover_of_another_year,
        [("ITA122", f"{FORM}!C7"), ("ITA120", "None")],
    ),
    "20 marks, yet no measure": (edit(Edit(Verb.DROP_ROWS)), [("ITA141", TAB)]),
    "21 the keys are gone": (keys_cleared, []),
    "21 a key and its header are gone": (
        keys_and_header_gone,
        [("ITA128", f"{TAB}!A5"), ("ITA129", f"{TAB}!F5")],
    ),
    "22 names of add-ins": (names_of_add_ins, []),
    "23 a column was deleted": (deleted_and_referred_to, [("ITA128", f"{TAB}!A5"), ("ITA140", f"{TAB}!K6")]),
    "24 one column a row too low": (
        outcomes_a_row_too_low,
        [
            ("ITA331", f"{TAB}!F6"),
            *(("ITA301", f"{TAB}!{cell}") for cell in ("C9", "D9", "E9")),
            ("ITA314", f"{TAB}!K6"),
            ("ITA341", f"{TAB}!G9"),
            ("ITA340", f"{TAB}!H9"),
            ("ITA342", f"{TAB}!I9"),
            ("ITA342", f"{TAB}!J9"),
            ("ITA409", f"{TAB}!F9"),
        ],
    ),
    "25 a sheet was copied": (copied_sheet, [("ITA126", f"{TAB} Copy")]),
    "26 columns in another order": (reversed_columns, []),
    "27 a header reworded": (
        edit(Edit(Verb.RENAME_HEADER, schema.UNIT, "เจ้าของงาน")),
        [("ITA132", f"{TAB}!G5")],
    ),
    "27 a header and key of the office's own": (
        header_and_key_of_the_offices_own,
        [("ITA128", f"{TAB}!A5"), ("ITA129", f"{TAB}!F5")],
    ),
    "27 a column added": (edit(Edit(Verb.ADD_COLUMN, value="ผู้ตรวจ")), [("ITA129", f"{TAB}!{AFTER}5")]),
    "28 a heading twice, both filled": (
        edit(Edit(Verb.REPEAT_COLUMN, schema.UNIT)),
        [("ITA130", f"{TAB}!{AFTER}5")],
    ),
    "28 a heading twice, one filled": (
        edit(Edit(Verb.REPEAT_EMPTY, schema.UNIT)),
        [("ITA131", f"{TAB}!{AFTER}5")],
    ),
    "29 an emptied column with borders": (emptied_column, []),
    "29 a column without a header": (column_without_header, [("ITA129", f"{TAB}!{AFTER}5")]),
    "30 a heading again with a space": (header_with_a_space, [("ITA131", f"{TAB}!{AFTER}5")]),
    "30 the same, filled": (filled_header_with_a_space, [("ITA130", f"{TAB}!{AFTER}5")]),
    "31 titles above": (titles_above, [("ITA136", f"{TAB}!A1")]),
    "32 rows in the head": (rows_in_the_head, []),
    "33 a tab renamed": (
        edit(Edit(Verb.RENAME_SHEET, value="มาตรการปีนี้")),
        [("ITA124", "มาตรการปีนี้")],
    ),
    "33 a tab mistyped, its marks gone": (keys_and_name_gone, [("ITA154", "คะแนนน ITA")]),
    "34 the measures' sheet is gone": (edit(Edit(Verb.DROP_SHEET)), [("ITA123", "None")]),
    "35 a hidden sheet": (hidden(WEAK, "hidden"), [("ITA125", WEAK)]),
    "35 a very hidden sheet": (hidden(TAB, "veryHidden"), [("ITA125", TAB)]),
    "36 scratch sheets and columns": (scratch, []),
    "37 the form's sheet is gone": (edit(Edit(Verb.DROP_SHEET, sheet=schema.AGENCY)), [("ITA123", "None")]),
}


def checked(damage: Damage, folder: Path) -> Checked:
    workbook = load()
    damage(workbook)
    return factory.checked(factory.saved(workbook), folder)


@pytest.mark.parametrize("name", FOUND)
def test_what_is_found(name: str, tmp_path: Path) -> None:
    damage, expected = FOUND[name]
    after = get_column_letter(load()[TAB].max_column + 1)
    found = [(code, str(at)) for code, at in factory.pairs(checked(damage, tmp_path))]
    assert found == [(code, at.replace(AFTER, after)) for code, at in expected]


LOST = {"ITA123", "ITA128", "ITA141"}  # what cannot be read then
ALL_READ = [name for name, (_, expected) in FOUND.items() if not LOST & dict(expected).keys()]


@pytest.mark.parametrize("name", [name for name in ALL_READ if not name.startswith("24")])
def test_and_every_outcome_is_read(name: str, tmp_path: Path) -> None:
    measures = checked(FOUND[name][0], tmp_path).reading.report.measures
    assert [measure.outcome.text for measure in measures] == [row["outcome"] for row in factory.MEASURES]


def test_an_older_template_is_read_as_it_stands() -> None:
    """16: word by word as the newest one, in test_versions.py; a stored workbook of the first version."""
    old = assess(read_workbook(test_versions.DATA / "template_v1.xlsx"))
    assert old.reading.template_version == 1
    assert not {"ITA120", "ITA121", "ITA122"} & {found.code for found in old.findings}
    test_versions.test_an_older_version_has_the_same_findings(1)


@pytest.mark.parametrize("kind", OUTPUT_KINDS)
def test_a_result_of_ours_is_no_report(kind: str, tmp_path: Path) -> None:
    """19"""
    workbook = load()
    for item in workbook.custom_doc_props.props:
        item.value = kind if item.name == schema.PROPERTY_KIND else item.value
    with pytest.raises(NotOurTemplateError) as caught:
        factory.checked(factory.saved(workbook), tmp_path)
    assert caught.value.code == "ITA113"


def test_a_workbook_without_a_mark_is_sent_to_import(tmp_path: Path) -> None:
    """20: what is not the template is never a report of nothing."""
    workbook = load()
    edit(Edit(Verb.DROP_PROPERTY))(workbook)
    del workbook[schema.COVER_TAB.th]
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                if str(cell.value).startswith(schema.STAMP):
                    cell.value = None
    with pytest.raises(NotOurTemplateError) as caught:
        factory.checked(factory.saved(workbook), tmp_path)
    assert caught.value.code == "ITA112"
    assert "import" in caught.value.words.th


def test_what_was_meant_is_said_of_a_mistyped_tab(tmp_path: Path) -> None:
    """33"""
    [found] = checked(keys_and_name_gone, tmp_path).findings
    assert rules.fix(found).th.startswith(f"น่าจะเป็น “{SCORES}” ")


def test_texts_of_an_added_column_stay_with_their_measure(tmp_path: Path) -> None:
    """27: nothing is dropped."""
    item = checked(FOUND["27 a column added"][0], tmp_path)
    kept = [[(header, entry.text) for header, entry in one.extra] for one in item.reading.report.measures]
    assert kept == [[("ผู้ตรวจ", "ตรวจแล้ว")], [], []]


def test_a_column_without_a_header_is_called_by_its_letter(tmp_path: Path) -> None:
    """29"""
    [found] = checked(column_without_header, tmp_path).findings
    assert f"“{(found.at.cell or '').rstrip('5')}”" in rules.message(found).th
