"""The workbook factory: one sound workbook, and damages that can be put together.

The sound workbook has no finding of any kind. `damaged` carries out the edits in which the rules' examples
are written, with openpyxl, as another program and not the one that wrote the template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.worksheet.worksheet import Worksheet

from ita_sheets import schema
from ita_sheets.assess import assess
from ita_sheets.entries import read_record
from ita_sheets.fiscal import FiscalYear
from ita_sheets.model import (
    Agency,
    Checked,
    Measure,
    Place,
    Report,
    Score,
    WeakPoint,
)
from ita_sheets.reader import read_workbook
from ita_sheets.render.template import template
from ita_sheets.rules.catalogue import Edit, Verb

YEAR = FiscalYear(2567)
CREATED = datetime(2024, 9, 30)
NAME = "sound.xlsx"

AGENCY = {
    "name": "องค์การบริหารส่วนตำบลบ้านดอนแก้ว",
    "district": "อำเภอดอนตัวอย่าง",
    "province": "จังหวัดสมมติบุรี",
    "fiscal_year": "2567",
    "basis_year": "2566",
    "period_start": "1 ตุลาคม 2566",
    "period_end": "30 กันยายน 2567",
    "memo_number": "ดก 00000/12",
    "report_date": "15 ตุลาคม 2567",
    "announced_total": 90.84,
    "announced_level": "ผ่านดี",
}
MEASURES: tuple[dict[str, Any], ...] = (
    {
        "id": "2566-01",
        "number": "1",
        "indicator": "1 การปฏิบัติหน้าที่",
        "measure": "จัดทำคู่มือขั้นตอนการให้บริการประชาชน",
        "action": "จัดทำคู่มือและติดประกาศขั้นตอนที่จุดบริการเมื่อวันที่ 12 ธันวาคม 2566",
        "outcome": "เวลาให้บริการเฉลี่ยลดจาก 25 นาที เหลือ 12 นาทีต่อราย",
        "unit": "สำนักปลัด",
        "steps": "๑. รวบรวมขั้นตอนของแต่ละงาน ๒. ร่างคู่มือ ๓. ติดประกาศ",
        "start": "1 ต.ค. 2566",
        "end": "30 ก.ย. 2567",
        "status": "ดำเนินการแล้วเสร็จ",
        "target": "ไม่เกิน 15 นาที",
        "achieved": "12 นาที",
        "budget": "ไม่ใช้งบประมาณ",
        "evidence": "บันทึกข้อความ ที่ ดก 00000/9 ลงวันที่ 2 กันยายน 2567",
        "note": "ข้อมูลจากงานธุรการ",
    },
    {
        "id": "2566-02",
        "number": "2",
        "indicator": "7 ประสิทธิภาพการสื่อสาร",
        "measure": "อบรมเจ้าหน้าที่เรื่องการสื่อสารกับประชาชน",
        "action": "จัดอบรมให้เจ้าหน้าที่หน้าเคาน์เตอร์ทุกกอง 2 รุ่น",
        "outcome": "ผู้ผ่านการอบรม 24 คน จากทั้งหมด 25 คน",
        "unit": "กองคลัง",
        "steps": "ขออนุมัติโครงการ จัดอบรม และประเมินผล",
        "start": "ไตรมาส 2",
        "end": "ไตรมาส 3",
        "status": "ดำเนินการแล้วเสร็จ",
        "budget": 12500,
        "spent": 11800.5,
    },
    {
        "id": "2567-01",
        "number": "3",
        "indicator": "10 การป้องกันการทุจริต",
        "measure": "เปิดช่องทางรับเรื่องร้องเรียนการทุจริตทางเว็บไซต์",
        "action": "เปิดหน้าเว็บรับเรื่องร้องเรียนและประชาสัมพันธ์ในการประชุมหมู่บ้าน",
        "outcome": "ไม่มีเรื่องร้องเรียนการทุจริตในปีงบประมาณ 2567",
        "unit": "หน่วยตรวจสอบภายใน",
        "steps": "จัดทำหน้าเว็บ ประชาสัมพันธ์ และรายงานผลทุกไตรมาส",
        "start": "1 ต.ค. 2566",
        "end": "30 ก.ย. 2567",
        "status": "ดำเนินการแล้วเสร็จ",
        "budget": "ไม่ใช้งบประมาณ",
    },
)
WEAK_POINTS = (
    {"weak_point": "ขั้นตอนการให้บริการไม่ชัดเจน", "indicator": "1"},
    {"weak_point": "ตัวชี้วัดประสิทธิภาพการสื่อสาร", "indicator": "7 ประสิทธิภาพการสื่อสาร"},
    {"weak_point": "การป้องกันการทุจริต", "indicator": "10"},
)
THIS_YEAR = (91, 90, 92, 90, 91, 90, 89, 91, 92, 91)
LAST_YEAR = (84, 88, 89, 87, 88, 88, 80, 88, 90, 83)


def nowhere(column: schema.Column) -> Place:
    """A place for records that were never in a file."""
    return Place("made.xlsx", column.key, None)


def report(
    agency: dict[str, Any] | None = None,
    measures: Iterable[dict[str, Any]] = MEASURES,
    *,
    weak_points: Iterable[dict[str, Any]] = WEAK_POINTS,
    this_year: Iterable[float | None] = THIS_YEAR,
    last_year: Iterable[float | None] = LAST_YEAR,
) -> Report:
    """A report from values by column key; the sound one where nothing is given."""

    def record(kind: Any, sheet: schema.Sheet, values: dict[str, Any], **fields: Any) -> Any:
        return read_record(kind, sheet, values, nowhere, YEAR, **fields)[0]

    scores = zip(schema.INDICATORS, this_year, last_year, strict=True)
    return Report(
        YEAR,
        record(Agency, schema.AGENCY, AGENCY | (agency or {})),
        tuple(
            record(Measure, schema.MEASURES, values, row=row, ref=values.get("id") or f"2567-{row:02d}")
            for row, values in enumerate(measures, start=1)
        ),
        tuple(record(WeakPoint, schema.WEAK_POINTS, values) for values in weak_points),
        tuple(
            record(
                Score,
                schema.SCORES,
                {"indicator": item.label.th, "score": now, "previous_score": before},
            )
            for item, now, before in scores
        ),
    )


@cache
def sound() -> bytes:
    """The sound workbook, as the template is written."""
    return template(YEAR, report(), created=CREATED)


def written(measures: Iterable[dict[str, Any]]) -> bytes:
    """The sound workbook with other measures."""
    return template(YEAR, report(measures=measures), created=CREATED)


def damaged(*edits: Edit, data: bytes | None = None) -> bytes:
    """The sound workbook, or another, after the edits, saved by openpyxl."""
    workbook = load_workbook(BytesIO(data or sound()))
    damage(workbook, edits)
    return saved(workbook)


def damage(workbook: Workbook, edits: Iterable[Edit]) -> None:
    """Carry out the edits, one after another."""
    for edit in edits:
        _DOES[edit.verb](workbook, edit)


def saved(workbook: Workbook) -> bytes:
    """The bytes of an openpyxl workbook."""
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def checked(data: bytes, folder: Path, name: str = NAME) -> Checked:
    """The workbook written to a folder, read, judged and checked."""
    path = folder / name
    path.write_bytes(data)
    return assess(read_workbook(path))


def pairs(item: Checked) -> list[tuple[str, str | None]]:
    """(code, "sheet!cell") of every finding, in order."""
    return [
        (found.code, f"{found.at.sheet}!{found.at.cell}" if found.at.cell else found.at.sheet)
        for found in item.findings
    ]


class Spot:
    """Where a sheet's columns and records stand in an openpyxl workbook: by its stamps, whatever its name."""

    def __init__(self, workbook: Workbook, sheet: schema.Sheet) -> None:
        self.is_form = sheet.is_form
        self.columns: dict[str, tuple[int, int]] = {}
        for self.sheet in sorted(workbook.worksheets, key=lambda item: item.title != sheet.tab.th):
            self._find(self.sheet, sheet)
            if self.columns:
                break
        self.key_row = min(row for row, _ in self.columns.values())
        self.header_row = self.key_row + 2
        self.last_row = self.header_row
        while not sheet.is_form and self.sheet.cell(self.last_row + 1, self._core(sheet)).value is not None:
            self.last_row += 1

    def _find(self, tab: Worksheet, sheet: schema.Sheet) -> None:
        for row in tab.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith(f"{schema.STAMP}{sheet.key}."):
                    self.columns[cell.value.rpartition(".")[2]] = (cell.row, cell.column)

    def _core(self, sheet: schema.Sheet) -> int:
        return self.columns[sheet.core[0].key][1]

    def at(self, column: schema.Column, row: int = 1) -> tuple[int, int]:
        """(row, column) of a record's cell; of a form the value's cell."""
        key_row, position = self.columns[column.key]
        return (key_row, position + 2) if self.is_form else (self.header_row + row, position)

    def cell(self, column: schema.Column, row: int = 1) -> Any:
        return self.sheet.cell(*self.at(column, row))


# --- damages ----------------------------------------------------------------------------------------------


def _put(workbook: Workbook, edit: Edit) -> None:
    assert edit.column is not None
    cell = Spot(workbook, edit.sheet).cell(edit.column, edit.row)
    value: Any = edit.value
    if isinstance(value, str) and value.startswith("DATE:"):
        cell.value = date.fromisoformat(value.removeprefix("DATE:"))
        cell.number_format = "d/m/yyyy"
    else:
        cell.value = value if value != "" else None


def _merge(workbook: Workbook, edit: Edit) -> None:
    assert edit.column is not None
    spot = Spot(workbook, edit.sheet)
    (row, column), (below, _) = spot.at(edit.column, edit.row), spot.at(edit.column, edit.row + 1)
    spot.sheet.merge_cells(start_row=row, end_row=below, start_column=column, end_column=column)


def _add_column(workbook: Workbook, edit: Edit) -> None:
    spot = Spot(workbook, edit.sheet)
    column = spot.sheet.max_column + 1
    spot.sheet.cell(spot.header_row, column, str(edit.value))
    spot.sheet.cell(spot.header_row + 1, column, "ตรวจแล้ว")


def _repeat(workbook: Workbook, edit: Edit, *, filled: bool) -> None:
    assert edit.column is not None
    spot = Spot(workbook, edit.sheet)
    source, column = spot.columns[edit.column.key][1], spot.sheet.max_column + 1
    last = spot.last_row if filled else spot.header_row
    for row in range(spot.key_row, last + 1):
        spot.sheet.cell(row, column, spot.sheet.cell(row, source).value)


def _repeat_header(workbook: Workbook, edit: Edit) -> None:
    spot = Spot(workbook, edit.sheet)
    row = spot.header_row + edit.row + 1
    spot.sheet.insert_rows(row)
    for column in range(1, spot.sheet.max_column + 1):
        spot.sheet.cell(row, column, spot.sheet.cell(spot.header_row, column).value)


def _text_below(workbook: Workbook, edit: Edit) -> None:
    assert edit.column is not None
    spot = Spot(workbook, edit.sheet)
    spot.sheet.cell(spot.last_row + 3, spot.columns[edit.column.key][1], str(edit.value))


def _rename_header(workbook: Workbook, edit: Edit) -> None:
    assert edit.column is not None
    spot = Spot(workbook, edit.sheet)
    spot.sheet.cell(spot.header_row, spot.columns[edit.column.key][1], str(edit.value))


def _drop_column(workbook: Workbook, edit: Edit) -> None:
    assert edit.column is not None
    spot = Spot(workbook, edit.sheet)
    spot.sheet.delete_cols(spot.columns[edit.column.key][1])


def _drop_rows(workbook: Workbook, edit: Edit) -> None:
    spot = Spot(workbook, edit.sheet)
    for row in spot.sheet.iter_rows(min_row=spot.header_row + 1):
        for cell in row:
            cell.value = None


def _property(workbook: Workbook, name: str, value: object) -> None:
    stored: Any = workbook  # the stubs do not know the custom properties
    properties = stored.custom_doc_props
    kept = [item for item in properties.props if item.name != name]
    properties.props = kept
    if value is not None:
        properties.append(StringProperty(name=name, value=str(value)))


def _drop_property(workbook: Workbook, _edit: Edit) -> None:
    for name in (schema.PROPERTY_KIND, schema.PROPERTY_VERSION, schema.PROPERTY_YEAR):
        _property(workbook, name, None)


def _copy_sheet(workbook: Workbook, edit: Edit) -> None:
    workbook.copy_worksheet(Spot(workbook, edit.sheet).sheet)


def _add_sheet(workbook: Workbook, edit: Edit) -> None:
    workbook.create_sheet(str(edit.value))["B2"] = "บันทึกภายใน"


def _hide_row(workbook: Workbook, edit: Edit) -> None:
    spot = Spot(workbook, edit.sheet)
    spot.sheet.row_dimensions[spot.header_row + edit.row].hidden = True


_DOES: dict[Verb, Callable[[Workbook, Edit], Any]] = {
    Verb.PUT: _put,
    Verb.FORMULA: _put,
    Verb.MERGE: _merge,
    Verb.ADD_COLUMN: _add_column,
    Verb.REPEAT_COLUMN: lambda workbook, edit: _repeat(workbook, edit, filled=True),
    Verb.REPEAT_EMPTY: lambda workbook, edit: _repeat(workbook, edit, filled=False),
    Verb.DROP_COLUMN: _drop_column,
    Verb.RENAME_HEADER: _rename_header,
    Verb.REPEAT_HEADER: _repeat_header,
    Verb.BLANK_ROW: lambda workbook, edit: Spot(workbook, edit.sheet).sheet.insert_rows(
        Spot(workbook, edit.sheet).header_row + edit.row + 1
    ),
    Verb.HIDE_ROW: _hide_row,
    Verb.TEXT_BELOW: _text_below,
    Verb.ADD_SHEET: _add_sheet,
    Verb.RENAME_SHEET: lambda workbook, edit: setattr(
        Spot(workbook, edit.sheet).sheet, "title", str(edit.value)
    ),
    Verb.HIDE_SHEET: lambda workbook, edit: setattr(
        Spot(workbook, edit.sheet).sheet, "sheet_state", "hidden"
    ),
    Verb.COPY_SHEET: _copy_sheet,
    Verb.DROP_SHEET: lambda workbook, edit: workbook.remove(Spot(workbook, edit.sheet).sheet),
    Verb.DROP_ROWS: _drop_rows,
    Verb.DROP_PROPERTY: _drop_property,
    Verb.SET_VERSION: lambda workbook, edit: _property(workbook, schema.PROPERTY_VERSION, edit.value),
    Verb.SET_YEAR: lambda workbook, edit: _property(workbook, schema.PROPERTY_YEAR, edit.value),
}
