"""The reader: a workbook that people have worked in gives the same values, each with its own cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import exports
import factory
import hostile
import office
import openpyxl
import pytest
import render_pictures
import written
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from ita_sheets import schema, thai
from ita_sheets.entries import shown
from ita_sheets.errors import NotOurTemplateError
from ita_sheets.fiscal import FiscalYear
from ita_sheets.fiscal.years import DateNote
from ita_sheets.grid import Book, Cell, open_book
from ita_sheets.layout import OUTPUT_KINDS, known_words
from ita_sheets.model import Amount, Entry, Measure, OddityKind, Place, Reading
from ita_sheets.reader import read_book, read_workbook
from ita_sheets.render.template import template
from ita_sheets.schema import Column
from ita_sheets.xlsx.references import address

Workbook = Any  # its published types know neither custom properties nor the epoch
Damage = Callable[[Workbook], None]
Content = dict[tuple[str, int, str], Any]

TABS = [sheet.tab.th for sheet in schema.SHEETS if sheet is not schema.SOURCE]
MEASURES = schema.MEASURES.tab.th
AGENCY = schema.AGENCY.tab.th


def opened() -> Workbook:
    return openpyxl.load_workbook(BytesIO(factory.sound()))


def read(data: bytes, folder: Path) -> Reading:
    path = folder / factory.NAME
    path.write_bytes(data)
    return read_workbook(path)


def entries(reading: Reading) -> Iterator[tuple[tuple[str, int, str], Entry[Any]]]:
    """((sheet, number of the record, column), entry) of the whole report."""
    for sheet in schema.SHEETS:
        for number, record in enumerate(reading.report.records(sheet), start=1):
            for column in sheet.columns:
                yield (sheet.key, number, column.key), record.entry(column)


def content(reading: Reading) -> Content:
    """Value, text and raw text of every entry, whatever its place."""
    return {key: (entry.value, entry.text, entry.raw) for key, entry in entries(reading)}


def places(reading: Reading) -> dict[tuple[str, int, str], Place]:
    """The place of every filled entry."""
    return {key: entry.at for key, entry in entries(reading) if not entry.blank}


def kinds(reading: Reading) -> Counter[OddityKind]:
    return Counter(oddity.kind for oddity in reading.oddities)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    """The sound workbook as it was written, read."""
    return read(factory.sound(), tmp_path_factory.mktemp("sound"))


def misplaced(reading: Reading, data: bytes) -> list[Place]:
    """The places of entries at which the workbook holds something else."""
    workbook = openpyxl.load_workbook(BytesIO(data), data_only=True)
    wrong = []
    for _, entry in entries(reading):
        if entry.at.cell is None or entry.at.sheet not in workbook.sheetnames:
            wrong += [] if entry.blank else [entry.at]
            continue
        stands = workbook[entry.at.sheet][entry.at.cell].value
        same = entry.raw == stands if isinstance(stands, str) else entry.raw == shown(stands)
        wrong += [] if same or entry.blank else [entry.at]
    return wrong


def shifted(place: Place, rows: int = 0, columns: int = 0, sheet: str | None = None) -> Place:
    """The place so many rows further down and columns further right."""
    letters, row = coordinate_from_string(place.cell or "")
    column = get_column_letter(column_index_from_string(letters) + columns)
    return Place(place.file, sheet or place.sheet, f"{column}{row + rows}")


# --- the sound workbook -----------------------------------------------------------------------------------


def test_the_workbook_holds_what_the_report_held(sound: Reading) -> None:
    report = factory.report()
    assert sound.report.year == factory.YEAR
    for sheet in schema.SHEETS:
        before, after = (
            [[record.entry(column).value for column in sheet.columns] for record in source.records(sheet)]
            for source in (report, sound.report)
        )
        assert before == after


def test_every_place_of_the_sound_workbook_is_right(sound: Reading) -> None:
    assert misplaced(sound, factory.sound()) == []
    assert kinds(sound) == {OddityKind.DATE_NOTE: 2}
    assert sound.template_version == schema.TEMPLATE_VERSION
    assert sound.report.measures[0].outcome.at == Place(factory.NAME, MEASURES, "F6")
    assert sound.report.agency.province.at == Place(factory.NAME, AGENCY, "C6")


def test_saved_again_by_openpyxl_it_reads_the_same(sound: Reading, tmp_path: Path) -> None:
    again = read(factory.saved(opened()), tmp_path)
    assert (again.report, again.template_version) == (sound.report, sound.template_version)
    assert again.oddities == sound.oddities


@pytest.mark.office
def test_saved_again_by_libreoffice_it_reads_the_same(sound: Reading, tmp_path: Path) -> None:
    if "soffice" in render_pictures.missing_tools():
        pytest.skip("LibreOffice (soffice) is not installed")
    path = tmp_path / factory.NAME
    path.write_bytes(factory.sound())
    again = read_workbook(office.converted(path, "xlsx", tmp_path))
    assert (again.report, again.template_version) == (sound.report, sound.template_version)
    assert again.oddities == sound.oddities


# --- damages that change no value -------------------------------------------------------------------------


def swap(workbook: Workbook, one: Column, other: Column) -> None:
    spot = factory.Spot(workbook, schema.MEASURES)
    first, second = spot.columns[one.key][1], spot.columns[other.key][1]
    for row in range(1, spot.sheet.max_row + 1):
        left, right = spot.sheet.cell(row, first), spot.sheet.cell(row, second)
        left.value, right.value = right.value, left.value


def move_to_the_end(workbook: Workbook, column: Column) -> None:
    spot = factory.Spot(workbook, schema.MEASURES)
    source, target = spot.columns[column.key][1], spot.sheet.max_column + 1
    for row in range(1, spot.sheet.max_row + 1):
        spot.sheet.cell(row, target).value = spot.sheet.cell(row, source).value
    spot.sheet.delete_cols(source)


def delete_key_rows(workbook: Workbook) -> None:
    for sheet in (schema.MEASURES, schema.WEAK_POINTS, schema.SCORES):
        spot = factory.Spot(workbook, sheet)
        spot.sheet.delete_rows(spot.key_row)


def clear_key_cells(workbook: Workbook) -> None:
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                if str(cell.value).startswith(schema.STAMP):
                    cell.value = None


def clear_headers(workbook: Workbook) -> None:
    for sheet in (schema.MEASURES, schema.WEAK_POINTS, schema.SCORES):
        spot = factory.Spot(workbook, sheet)
        for cell in spot.sheet[spot.header_row]:
            cell.value = None


def clear_labels(workbook: Workbook) -> None:
    for row in range(4, 21):
        workbook[AGENCY].cell(row, 2).value = None


def insert_rows(workbook: Workbook, title: str | None = None) -> None:
    for tab in TABS:
        workbook[tab].insert_rows(1, amount=2)
        workbook[tab].cell(1, 1).value = title


def insert_in_the_head(workbook: Workbook) -> None:
    workbook[MEASURES].insert_rows(4, amount=3)


def insert_columns(workbook: Workbook) -> None:
    for tab in TABS:
        workbook[tab].insert_cols(1, amount=2)


def blank_row(workbook: Workbook) -> None:
    workbook[MEASURES].insert_rows(7)


def repeat_header(workbook: Workbook) -> None:
    sheet = workbook[MEASURES]
    sheet.insert_rows(7)
    for column in range(1, sheet.max_column + 1):
        sheet.cell(7, column).value = sheet.cell(5, column).value


def copy_the_head_below(workbook: Workbook) -> None:
    sheet = workbook[MEASURES]
    sheet.insert_rows(7, amount=3)
    for row in (3, 4, 5):
        for column in range(1, sheet.max_column + 1):
            sheet.cell(row + 4, column).value = sheet.cell(row, column).value


def extra_column(workbook: Workbook, header: str = "ผู้ตรวจ") -> None:
    workbook[MEASURES].insert_cols(5)
    workbook[MEASURES].cell(5, 5).value = header
    workbook[MEASURES].cell(7, 5).value = "ตรวจแล้ว"


def extra_sheet(workbook: Workbook, name: str = "ร่าง") -> None:
    workbook.create_sheet(name, 0)["C3"] = "ข้อความภายใน"


def rename_tabs(workbook: Workbook) -> None:
    for number, sheet in enumerate(workbook):
        sheet.title = f"แผ่นที่ {number}"


def hide_sheets(workbook: Workbook) -> None:
    for tab in TABS:
        workbook[tab].sheet_state = "hidden"


def hide_rows(workbook: Workbook) -> None:
    for row in (6, 8):
        workbook[MEASURES].row_dimensions[row].hidden = True


def reverse_sheets(workbook: Workbook) -> None:
    workbook._sheets.reverse()


def copy_sheet_to_the_front(workbook: Workbook) -> None:
    copy = workbook.copy_worksheet(workbook[MEASURES])
    copy["F6"] = "ฉบับร่าง"
    workbook.move_sheet(copy, -len(workbook.sheetnames))


def comments_and_formats(workbook: Workbook) -> None:
    for tab in TABS:
        workbook[tab]["B7"].comment = Comment("โปรดตรวจ", "ผู้ตรวจ")
        workbook[tab].cell(300, 40).number_format = "0.00"


def old_mac_dates(workbook: Workbook) -> None:
    workbook.epoch = CALENDAR_MAC_1904


HARMLESS: dict[str, tuple[Damage, dict[OddityKind, int]]] = {
    "columns swapped": (lambda workbook: swap(workbook, schema.ACTION, schema.OUTCOME), {}),
    "first column swapped": (lambda workbook: swap(workbook, schema.MEASURE_ID, schema.NOTE), {}),
    "column moved to the end": (lambda workbook: move_to_the_end(workbook, schema.MEASURE), {}),
    "key rows deleted": (delete_key_rows, {}),
    "key cells cleared": (clear_key_cells, {OddityKind.MARK_MISSING: 1}),
    "headers cleared": (clear_headers, {}),
    "labels cleared": (clear_labels, {}),
    "rows above": (insert_rows, {}),
    "titles above": (
        lambda workbook: insert_rows(workbook, "รายงานฉบับแก้ไข"),
        {OddityKind.TEXT_OUTSIDE: len(TABS)},
    ),
    "rows in the head": (insert_in_the_head, {}),
    "columns to the left": (insert_columns, {}),
    "blank row": (blank_row, {OddityKind.ROW_BLANK: 1}),
    "header repeated": (repeat_header, {OddityKind.HEADER_REPEATED: 1}),
    "head copied with its keys": (copy_the_head_below, {OddityKind.HEADER_REPEATED: 1}),
    "extra column": (extra_column, {OddityKind.COLUMN_UNKNOWN: 1}),
    "scratch column": (lambda workbook: extra_column(workbook, "# ไว้คิด"), {}),
    "extra sheet": (extra_sheet, {OddityKind.SHEET_UNKNOWN: 1}),
    "scratch sheet": (lambda workbook: extra_sheet(workbook, "#ร่าง"), {}),
    "tabs renamed": (rename_tabs, {OddityKind.SHEET_RENAMED: len(TABS)}),
    "sheets hidden": (hide_sheets, {OddityKind.SHEET_HIDDEN: len(TABS)}),
    "rows hidden": (hide_rows, {OddityKind.ROW_HIDDEN: 2}),
    "sheets in another order": (reverse_sheets, {}),
    "sheet copied": (copy_sheet_to_the_front, {OddityKind.SHEET_TWICE: 1}),
    "comments and formats": (comments_and_formats, {}),
    "dates counted from 1904": (old_mac_dates, {}),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_a_workbook_that_was_worked_in_reads_the_same(name: str, sound: Reading, tmp_path: Path) -> None:
    damage, odd = HARMLESS[name]
    workbook = opened()
    damage(workbook)
    data = factory.saved(workbook)
    reading = read(data, tmp_path)
    assert content(reading) == content(sound)
    assert misplaced(reading, data) == []
    assert kinds(reading) == kinds(sound) + Counter(odd)


def test_several_damages_at_once_read_the_same(sound: Reading, tmp_path: Path) -> None:
    workbook = opened()
    swap(workbook, schema.OUTCOME, schema.UNIT)
    blank_row(workbook)
    insert_columns(workbook)
    insert_rows(workbook, "ฉบับแก้ไข")
    rename_tabs(workbook)
    data = factory.saved(workbook)
    reading = read(data, tmp_path)
    assert content(reading) == content(sound)
    assert misplaced(reading, data) == []


def test_places_move_with_the_rows_and_columns(sound: Reading, tmp_path: Path) -> None:
    workbook = opened()
    insert_rows(workbook)
    insert_columns(workbook)
    found = places(read(factory.saved(workbook), tmp_path))
    assert found == {key: shifted(place, 2, 2) for key, place in places(sound).items()}


def test_the_texts_of_an_extra_column_stay_with_their_measure(tmp_path: Path) -> None:
    workbook = opened()
    extra_column(workbook)
    measures = read(factory.saved(workbook), tmp_path).report.measures
    assert [[(header, entry.text, entry.at.cell) for header, entry in m.extra] for m in measures] == [
        [],
        [("ผู้ตรวจ", "ตรวจแล้ว", "E7")],
        [],
    ]


# --- merged cells -----------------------------------------------------------------------------------------


def merged(column: Column, folder: Path) -> tuple[tuple[Measure, ...], dict[str, Any]]:
    """The measures after the first two cells of a column were merged, and the facts of the oddity."""
    workbook = opened()
    spot = factory.Spot(workbook, schema.MEASURES)
    position = spot.at(column)[1]
    spot.sheet.merge_cells(start_row=6, end_row=7, start_column=position, end_column=position)
    reading = read(factory.saved(workbook), folder)
    facts = [dict(oddity.facts) for oddity in reading.oddities if oddity.kind is OddityKind.MERGED]
    assert len(facts) == 1
    return reading.report.measures, facts[0]


def test_a_merge_down_a_grouping_column_stands_for_both_rows(tmp_path: Path) -> None:
    measures, facts = merged(schema.UNIT, tmp_path)
    assert [measure.unit.text for measure in measures] == ["สำนักปลัด", "สำนักปลัด", "หน่วยตรวจสอบภายใน"]
    assert measures[1].unit.at == measures[0].unit.at
    assert (facts["range"], facts["filled_down"]) == ("G6:G7", True)


def test_a_merge_down_any_other_column_leaves_the_lower_cell_blank(tmp_path: Path) -> None:
    measures, facts = merged(schema.OUTCOME, tmp_path)
    assert [measure.outcome.blank for measure in measures] == [False, True, False]
    assert (facts["range"], facts["filled_down"]) == ("F6:F7", False)
    assert facts["covered"] == (Place(factory.NAME, MEASURES, "F7"),)


# --- single cells -----------------------------------------------------------------------------------------


def with_cell(column: Column, value: object, number_format: str = "General") -> bytes:
    """The sound workbook with another value in the first measure's cell."""
    workbook = opened()
    cell = factory.Spot(workbook, schema.MEASURES).cell(column)
    cell.value, cell.number_format = value, number_format
    return factory.saved(workbook)


def first(column: Column, data: bytes, folder: Path) -> tuple[Entry[Any], list[tuple[OddityKind, Any]]]:
    """The first measure's entry, and what was odd about its cell."""
    reading = read(data, folder)
    entry = reading.report.measures[0].entry(column)
    return entry, [(oddity.kind, oddity.facts) for oddity in reading.oddities if oddity.at == entry.at]


TIDIED = {
    "zero-width space": ("เวลา\u200bลดลง", "เวลาลดลง", {"invisible"}),
    "byte order mark": ("\ufeffเวลาลดลง", "เวลาลดลง", {"invisible"}),
    "no-break space": ("เวลา\u00a0ลดลง", "เวลา ลดลง", {"invisible"}),
    "split sara am": ("จํานวน 5", "จำนวน 5", {"sara_am"}),
    "split sara am with a tone": ("น\u0e49\u0e4d\u0e32 น\u0e4d\u0e49\u0e32", "น้ำ น้ำ", {"sara_am"}),
    "doubled sara e": ("เเผนงาน", "แผนงาน", {"sara_ae"}),
    "mark-up": ("<p>ลดลง</p><p>5 นาที&nbsp;</p>", "ลดลง\n5 นาที", {"markup", "invisible"}),
    "carriage return": ("ลดลง_x000D_\n5 นาที", "ลดลง\n5 นาที", set()),
    "spaces": ("  ลดลง   5 นาที \n", "ลดลง 5 นาที", set()),
    "Thai digits": ("ลดลง ๕ นาที", "ลดลง ๕ นาที", set()),
}


@pytest.mark.parametrize("name", TIDIED)
def test_text_is_tidied_and_said(name: str, tmp_path: Path) -> None:
    raw, text, what = TIDIED[name]
    entry, odd = first(schema.OUTCOME, with_cell(schema.OUTCOME, raw), tmp_path)
    assert entry.text == text
    assert entry.value == text
    assert entry.raw == raw.replace("_x000D_", "\r")
    if what:
        [(kind, facts)] = odd
        assert kind is OddityKind.TIDIED
        assert set(facts["what"]) <= what
        assert facts["what"]
    else:
        assert odd == []


DAY = date(2024, 7, 15)
DATES = {
    "a date cell": (datetime(2024, 7, 15), "d/m/yyyy", DAY, DAY, set()),
    "a date cell with a time": (datetime(2024, 7, 15, 13, 45), "d/m/yyyy h:mm", DAY, DAY, set()),
    "a date cell shown in Thai": (datetime(2024, 7, 15), "[$-107041E]d mmmm yyyy", DAY, DAY, set()),
    "a date cell shown as a Thai year": (45488, "bbbb", DAY, DAY, {DateNote.SERIAL}),
    "a year of the Buddhist Era in a date cell": (
        datetime(2567, 7, 15),
        "d/m/yyyy",
        DAY,
        DAY,
        {DateNote.BE_AS_GREGORIAN},
    ),
    "a bare serial number": (45488, "General", DAY, DAY, {DateNote.SERIAL}),
    "a serial number with a time": (45488.5, "0.00", DAY, DAY, {DateNote.SERIAL}),
    "a serial number as text": ("45488", "@", DAY, DAY, {DateNote.SERIAL}),
    "Thai digits": ("๑๕ กรกฎาคม ๒๕๖๗", "@", DAY, DAY, set()),
    "a short month": ("15 ก.ค. 67", "@", DAY, DAY, {DateNote.TWO_DIGIT_YEAR}),
    "a year of the Common Era": ("15 กรกฎาคม 2024", "@", DAY, DAY, {DateNote.CE_YEAR}),
    "digits only": ("15/07/2567", "@", DAY, DAY, set()),
    "a quarter": ("ไตรมาสที่ ๓", "@", date(2024, 4, 1), date(2024, 6, 30), {DateNote.YEAR_ASSUMED}),
    "a range": ("ต.ค.66 - มี.ค.67", "@", date(2023, 10, 1), date(2024, 3, 31), {DateNote.TWO_DIGIT_YEAR}),
    "the whole year": ("ตลอดปีงบประมาณ ๒๕๖๗", "@", date(2023, 10, 1), date(2024, 9, 30), set()),
}


@pytest.mark.parametrize("name", DATES)
def test_dates_in_every_form(name: str, tmp_path: Path) -> None:
    value, number_format, start, end, notes = DATES[name]
    entry, odd = first(schema.START, with_cell(schema.START, value, number_format), tmp_path)
    assert entry.value
    assert (entry.value.start, entry.value.end) == (start, end)
    assert entry.value.notes == notes
    assert {facts["note"] for _, facts in odd} == notes


NO_DATES: tuple[object, ...] = ("15 กรกฎาคม 3105", "31/02/2567", "เมื่อทำเสร็จ", -5, 99_999_999, 1e300, True)


@pytest.mark.parametrize("value", NO_DATES)
def test_what_is_no_date_stays_text(value: object, tmp_path: Path) -> None:
    entry, _ = first(schema.START, with_cell(schema.START, value), tmp_path)
    assert entry.value is None
    assert entry.text


@pytest.mark.parametrize(("value", "form"), [(time(9, 30), "h:mm"), (timedelta(days=2), "[h]:mm")])
def test_a_time_is_no_date(value: object, form: str, tmp_path: Path) -> None:
    entry, _ = first(schema.START, with_cell(schema.START, value, form), tmp_path)
    assert entry.value is None
    assert entry.text


def test_dates_counted_from_1904_are_the_same_days(tmp_path: Path) -> None:
    workbook = opened()
    workbook.epoch = CALENDAR_MAC_1904
    cell = factory.Spot(workbook, schema.MEASURES).cell(schema.START)
    cell.value, cell.number_format = datetime(2024, 7, 15), "d/m/yyyy"
    data = factory.saved(workbook)
    with ZipFile(BytesIO(data)) as archive:
        assert b"date1904" in archive.read("xl/workbook.xml")
    entry, _ = first(schema.START, data, tmp_path)
    assert entry.value
    assert entry.value.start == DAY


KINDS: dict[str, tuple[Column, object, Any, str]] = {
    "whole float": (schema.NUMBER, 4.0, "4", "4"),
    "number as text": (schema.BUDGET, "๑๒,๕๐๐ บาท", Amount(Decimal(12500)), "๑๒,๕๐๐ บาท"),
    "number": (schema.BUDGET, 12500.75, Amount(Decimal("12500.75")), "12500.75"),
    "nil": (schema.BUDGET, "-", Amount(Decimal(0)), "-"),
    "not available": (schema.BUDGET, "N/A", None, "N/A"),
    "null": (schema.OUTCOME, "null", "null", "null"),
    "indicator as number": (schema.INDICATOR, 7, 7, "7"),
    "indicator as words": (schema.INDICATOR, "ตัวชี้วัดที่ ๗ ประสิทธิภาพการสื่อสาร", 7, "ตัวชี้วัดที่ ๗ ประสิทธิภาพการสื่อสาร"),
    "no indicator": (schema.INDICATOR, "11", None, "11"),
    "unit of the office's own": (schema.UNIT, "งานนิติการ", "งานนิติการ", "งานนิติการ"),
    "status by another word": (schema.STATUS, "แล้วเสร็จ", "done", "แล้วเสร็จ"),
    "no status": (schema.STATUS, "น่าจะเสร็จ", None, "น่าจะเสร็จ"),
    "truth value": (schema.OUTCOME, True, "TRUE", "TRUE"),
}


@pytest.mark.parametrize("name", KINDS)
def test_values_of_every_kind(name: str, tmp_path: Path) -> None:
    column, value, expected, text = KINDS[name]
    entry, odd = first(column, with_cell(column, value), tmp_path)
    assert (entry.value, entry.text) == (expected, text)
    assert odd == []


def test_a_text_that_excel_turned_into_a_date_is_said(tmp_path: Path) -> None:
    data = with_cell(schema.TARGET, datetime(2024, 2, 1), "d/m/yyyy")
    entry, odd = first(schema.TARGET, data, tmp_path)
    assert entry.text == "1/2/2024"
    assert [kind for kind, _ in odd] == [OddityKind.NUMBER_AS_DATE]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1 + 0.2, "0.3"),
        (12.000000000000002, "12"),
        (11800.5, "11800.5"),
        (-0.5, "-0.5"),
        (1e17, "100000000000000000"),
        (float("inf"), "inf"),
    ],
)
def test_a_number_has_the_digits_that_excel_shows(value: float, text: str) -> None:
    assert shown(value) == text


def test_a_formula_without_a_saved_result_is_blank_and_said(tmp_path: Path) -> None:
    entry, odd = first(schema.OUTCOME, with_cell(schema.OUTCOME, "=E6"), tmp_path)
    assert entry.blank
    assert [kind for kind, _ in odd] == [OddityKind.FORMULA_EMPTY]


def test_a_formula_gives_its_saved_result(tmp_path: Path) -> None:
    old = rb'<c r="F6"[^>]*>.*?</c>'
    new = '<c r="F6" t="str"><f>E6</f><v>ผลจากสูตร</v></c>'.encode()
    entry, odd = first(schema.OUTCOME, hostile.patched(hostile.MEASURES, old, new), tmp_path)
    assert (entry.text, odd) == ("ผลจากสูตร", [])


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!"])
def test_an_error_cell_has_no_value_and_is_said(error: str, tmp_path: Path) -> None:
    entry, odd = first(schema.OUTCOME, with_cell(schema.OUTCOME, error), tmp_path)
    assert (entry.value, entry.text) == (None, error)
    assert odd == [(OddityKind.CELL_ERROR, {"error": error})]


# --- which workbooks are read -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", OUTPUT_KINDS)
def test_our_own_results_are_not_read(kind: str, tmp_path: Path) -> None:
    workbook = opened()
    for item in workbook.custom_doc_props.props:
        if item.name == schema.PROPERTY_KIND:
            item.value = kind
    with pytest.raises(NotOurTemplateError) as caught:
        read(factory.saved(workbook), tmp_path)
    assert caught.value.code == "ITA113"


@pytest.mark.parametrize("kind", ["summary", "gap list", "comparison"])
def test_a_result_is_known_without_its_property(kind: str, tmp_path: Path) -> None:
    data = exports.exported(written.workbook(f"samples, {kind}"), exports.without_properties)
    with pytest.raises(NotOurTemplateError) as caught:
        read(data, tmp_path)
    assert caught.value.code == "ITA113"


def test_a_workbook_without_any_mark_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(NotOurTemplateError) as caught:
        read(factory.saved(openpyxl.Workbook()), tmp_path)
    assert caught.value.code == "ITA112"


def test_the_blank_template_has_no_record(tmp_path: Path) -> None:
    report = read(template(FiscalYear(2567), created=factory.CREATED), tmp_path).report
    assert (report.year, report.measures, report.weak_points) == (FiscalYear(2567), (), ())


# --- nothing visible is dropped silently ------------------------------------------------------------------

VISIBLE = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Z")) | st.sampled_from("กขคงจชดตนมยรลว"),
    min_size=1,
    max_size=40,
)


def is_own(text: str) -> bool:
    """Whether a text is one of the template's own words, or begins as the staff's scratch columns do."""
    return thai.fold(text) in known_words() or text.lstrip().startswith(schema.SCRATCH_MARK)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    path = tmp_path_factory.mktemp("book") / factory.NAME
    path.write_bytes(factory.sound())
    return open_book(path)


def with_value(book: Book, tab: str, at: tuple[int, int], value: str | int) -> Book:
    """The workbook's cells with one more, or another in its place."""
    grids = []
    for grid in book.grids:
        cells = {**grid.cells, at: Cell(*at, value)} if grid.name == tab else grid.cells
        grids.append(replace(grid, cells=cells, last_row=max(row for row, _ in cells)))
    return replace(book, grids=tuple(grids))


@example(tab=AGENCY, at=(12, 9), value=0)
@example(tab=schema.WEAK_POINTS.tab.th, at=(5, 2), value=0)  # in place of one of two headers
@example(tab=MEASURES, at=(1, 1), value=0)
@settings(max_examples=250, deadline=None)
@given(
    tab=st.sampled_from(TABS),
    at=st.tuples(st.integers(1, 24), st.integers(1, 24)),
    value=VISIBLE | st.integers(-10, 100_000),
)
def test_no_visible_value_is_dropped_silently(
    book: Book, tab: str, at: tuple[int, int], value: str | int
) -> None:
    assume(thai.tidy(str(value)) and not is_own(str(value)))
    before = next(grid for grid in book.grids if grid.name == tab).at(*at)
    assume(not (before and before.is_formula))
    reading = read_book(with_value(book, tab, at, value))
    raw = [entry.raw for _, entry in entries(reading)]
    raw += [entry.raw for measure in reading.report.measures for _, entry in measure.extra]
    assert str(value) in raw or f"{tab}!{address(*at)}" in named(reading)


@pytest.mark.parametrize("label", ["หมายเหตุ", schema.MEASURES.tab.th])
def test_what_stands_beside_one_of_the_templates_words_is_said(
    book: Book, label: str, tmp_path: Path
) -> None:
    scores = schema.SCORES.tab.th
    labelled = with_value(book, scores, (20, 1), label)
    reading = read_book(with_value(labelled, scores, (20, 2), "คะแนนยังไม่ประกาศ"))
    assert f"{scores}!B20" in named(reading)


def test_what_stands_in_a_repeated_header_is_said(tmp_path: Path) -> None:
    workbook = opened()
    repeat_header(workbook)
    workbook[MEASURES]["C7"] = "ตัวชี้วัดที่แก้แล้ว"
    reading = read(factory.saved(workbook), tmp_path)
    assert [o.at.cell for o in reading.oddities if o.kind is OddityKind.TEXT_OUTSIDE] == ["C7"]


def named(reading: Reading) -> set[str]:
    """The cells that some oddity names; an unknown column names all of its cells."""
    cells = set()
    for oddity in reading.oddities:
        cells.add(f"{oddity.at.sheet}!{oddity.at.cell}")
        if oddity.kind is OddityKind.COLUMN_UNKNOWN:
            letters, _ = coordinate_from_string(oddity.at.cell or "")
            cells |= {f"{oddity.at.sheet}!{letters}{row}" for row in range(1, 30)}
    return cells


def test_notes_on_the_cover_are_said(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(factory.sound()))
    cover = book[schema.COVER_TAB.th]
    last = cover.max_row
    cover.cell(5, schema.COVER_COLUMNS + 1, "โทรถามงานธุรการก่อนส่ง")
    cover.cell(last + 2, 1, "ผู้กรอก: กองคลัง")
    cover.cell(last + 3, 1, 0)
    found = factory.checked(factory.saved(book), tmp_path)
    assert factory.pairs(found) == [
        ("ITA136", f"{schema.COVER_TAB.th}!D5"),
        ("ITA136", f"{schema.COVER_TAB.th}!A{last + 2}"),
        ("ITA136", f"{schema.COVER_TAB.th}!A{last + 3}"),
    ]
