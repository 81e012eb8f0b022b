"""The cells of a workbook: the same as other readers find, and right where those go wrong."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import factory
import hostile
import measure_readers
import openpyxl
import other_readers as others
import pytest
import written
from hypothesis import given, settings
from hypothesis import strategies as st
from odd_workbooks import CELLS, DAY, FORMATS, NUMBERS, PACKAGES, with_cell, with_format, with_number

from ita_sheets import grid, schema
from ita_sheets.errors import UnreadableError
from ita_sheets.grid import CellKind, Grid

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ROOT / "workbook_templates", ROOT / "tests" / "data"
COMMITTED = sorted(path for folder in FOLDERS for path in folder.rglob("*.xlsx"))
MEASURES = schema.MEASURES.tab.th
NAME = "ทดสอบ.xlsx"


def plain(cells: others.Cells) -> others.Cells:
    return {at: others.plain(value) for at, value in cells.items()}


def assert_all_readers_agree(data: bytes) -> None:
    found = others.ours(grid.read(data, NAME))
    assert plain(found) == plain(others.by_openpyxl(data))
    theirs = others.by_calamine(data)
    assert plain(others.as_calamine_has_it(found, theirs)) == plain(theirs)


# --- beside other readers ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: path.name)
def test_templates_and_samples_read_as_with_other_readers(path: Path) -> None:
    assert_all_readers_agree(path.read_bytes())


@pytest.mark.parametrize("kind", written.KINDS)
def test_what_we_write_reads_as_with_other_readers(kind: str) -> None:
    assert_all_readers_agree(written.workbook(kind))


moments = st.datetimes(datetime(1900, 3, 1), datetime(2650, 1, 1)).map(lambda it: it.replace(microsecond=0))
values = st.one_of(
    st.sampled_from(("ผลลัพธ์", "๑. อบรม ๕๖ คน", "ำ", "ํา", " ช่องว่าง ", "บรรทัด\nใหม่", "#N/A", "N/A", "1e5")),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")),
    st.integers(-(10**15), 10**15),
    st.floats(-1e300, 1e300),
    st.booleans(),
    moments,
    st.dates(date(1900, 3, 1), date(2650, 1, 1)),
    st.times().map(lambda it: it.replace(microsecond=0)),
).filter(lambda value: not isinstance(value, str) or (not value.startswith("=") and "_x" not in value))
places = st.tuples(st.integers(1, 60), st.integers(1, 40))
ranges = st.tuples(places, st.integers(0, 3), st.integers(0, 3))


@settings(deadline=None)
@given(st.dictionaries(places, values, max_size=12), st.lists(ranges, max_size=2))
def test_whatever_openpyxl_writes_is_read_as_it_reads_it(cells: dict[Any, Any], merged: list[Any]) -> None:
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.active
    for at, value in cells.items():
        sheet.cell(*at).value = value
    for (row, column), height, width in merged:
        sheet.merge_cells(None, row, column, row + height, column + width)
    data = factory.saved(workbook)
    assert plain(others.ours(grid.read(data, NAME))) == plain(others.by_openpyxl(data))


def test_the_decision_shows_how_many_odd_workbooks_each_reader_reads() -> None:
    page = measure_readers.PAGE.read_text("utf-8")
    assert measure_readers.fidelity() in page


# --- cells as the XML may have them -----------------------------------------------------------------------


def measures(data: bytes) -> Grid:
    return next(item for item in grid.read(data, NAME).grids if item.name == MEASURES)


@pytest.mark.parametrize("xml", CELLS)
def test_a_cell_holds_what_its_xml_says(xml: str) -> None:
    cell = measures(with_cell(xml)).at(900, 1)
    assert (cell and (cell.value, cell.kind)) == CELLS[xml]
    if cell:
        assert cell.is_formula == ("<f>" in xml)


def test_only_what_stands_in_a_value_or_a_run_is_text() -> None:
    row = "<c><v/></c> - <c><f>1+1</f></c><c t='inlineStr'><is> - <t/> - <r> - <t>ก</t> - </r></is></c>"
    found = measures(with_cell(row)).cells
    assert {at[1]: (cell.value, cell.kind) for at, cell in found.items() if at[0] == 900} == {
        2: (None, CellKind.FORMULA_EMPTY),
        3: ("ก", CellKind.VALUE),
    }


def test_a_text_that_no_list_holds_is_damage() -> None:
    for number in ("99999", "-1", "ก"):
        with pytest.raises(UnreadableError) as raised:
            grid.read(with_cell(f"<c t='s'><v>{number}</v></c>"), NAME)
        assert raised.value.code == "ITA108"


def test_rows_and_cells_without_numbers_follow_the_one_before() -> None:
    row = b'<row r="900"><c><v>1</v></c><c r="D900"><v>2</v></c><c><v>3</v></c></row>'
    found = measures(hostile.with_row(row + b"<row><c><v>4</v></c></row>")).cells
    assert {at: cell.value for at, cell in found.items() if at[0] >= 900} == {
        (900, 1): 1,
        (900, 4): 2,
        (900, 5): 3,
        (901, 1): 4,
    }


# --- dates ------------------------------------------------------------------------------------------------


def first(data: bytes) -> Any:
    cell = grid.read(data, NAME).grids[0].at(1, 1)
    return cell and (cell.value if cell.kind is CellKind.VALUE else cell.kind)


@pytest.mark.parametrize("code", FORMATS)
def test_a_format_tells_a_date_from_a_number(code: str) -> None:
    value, expected = FORMATS[code]
    assert first(with_format(code, value)) == expected


@pytest.mark.parametrize("number", NUMBERS)
def test_formats_without_a_code_are_known_by_number_those_of_thai_excel_too(number: int) -> None:
    assert first(with_number(number)) == NUMBERS[number][1]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (1, datetime(1900, 1, 1)),
        (59, datetime(1900, 2, 28)),
        (61, datetime(1900, 3, 1)),
        (2_958_465, datetime(9999, 12, 31)),
        (2_958_466, CellKind.ERROR),
        (-1, CellKind.ERROR),
    ],
)
def test_days_are_counted_as_in_excel(days: int, expected: Any) -> None:
    assert first(with_format("d/m/yyyy", days)) == expected


def test_days_of_an_old_mac_are_counted_from_1904() -> None:
    assert first(with_format("d/m/yyyy", 45351 - 1462, from_1904=True)) == DAY


# --- packages as other programs make them -----------------------------------------------------------------


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_is_read_however_it_is_laid_out(name: str) -> None:
    sound, found = grid.read(factory.sound(), NAME), grid.read(PACKAGES[name], NAME)
    assert [item.cells for item in found.grids] == [item.cells for item in sound.grids]
    assert found.properties == sound.properties


def test_a_sheet_that_only_shows_a_chart_has_no_cells() -> None:
    workbook = openpyxl.load_workbook(BytesIO(factory.sound()))
    workbook.create_chartsheet("กราฟ", 0)
    names = [item.name for item in grid.read(factory.saved(workbook), NAME).grids]
    assert names == [name for name in workbook.sheetnames if name != "กราฟ"]


def test_times_of_creation_and_saving_are_taken_as_utc() -> None:
    for text, expected in (("2026-10-01T15:00:00+07:00", datetime(2026, 10, 1, 8)), ("30 ก.พ.", None)):
        told = f"<dcterms:modified>{text}<".encode()
        data = hostile.patched("docProps/core.xml", rb"<dcterms:modified[^>]*>[^<]*<", told)
        assert grid.read(data, NAME).file.saved == expected
    assert grid.read(hostile.without("docProps/core.xml"), NAME).file.saved is None


def test_rows_and_sheets_that_are_hidden_are_read_and_told() -> None:
    workbook = openpyxl.load_workbook(BytesIO(factory.sound()))
    before = measures(factory.saved(workbook)).cells
    workbook[MEASURES].row_dimensions[7].hidden = True
    workbook[MEASURES].sheet_state = "veryHidden"
    found = measures(factory.saved(workbook))
    assert found.hidden
    assert found.hidden_rows == {3, 7}  # the third holds the keys
    assert found.cells == before


def test_of_merged_cells_the_first_counts() -> None:
    workbook = openpyxl.load_workbook(BytesIO(factory.sound()))
    sheet = workbook[MEASURES]
    sheet["B900"].value, sheet["C901"].value, sheet["D902"].value = "ก", "ข", "ค"
    parts = hostile.parts_of(factory.saved(workbook))
    merges = b"".join(b'<mergeCell ref="%s"/>' % ref for ref in (b"B900:C901", b"D902", b"?"))
    parts[hostile.MEASURES] = parts[hostile.MEASURES].replace(
        b"</sheetData>", b"</sheetData><mergeCells>" + merges + b"</mergeCells>"
    )
    found = measures(hostile.package(parts))
    assert {at for at in found.cells if at[0] >= 900} == {(900, 2), (902, 4)}
    assert [merge.ref for merge in found.merges] == ["B900:C901", "D902:D902"]
