"""The standard workbook: what a clerk, Excel and the reader each rely on."""

from __future__ import annotations

import io
import os
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from filled_report import AGENCY, ASSIGNED, GUIDE, MEASURES, SCORES, YEAR, report
from office import converted, office_home
from openpyxl.utils import get_column_letter

from ita_sheets import schema, scores
from ita_sheets.entries import blank
from ita_sheets.errors import CannotWriteError
from ita_sheets.fiscal import FiscalYear
from ita_sheets.model import Entry, Place
from ita_sheets.render import positions, style
from ita_sheets.render.book import Book, Say
from ita_sheets.render.long_texts import said_shortly
from ita_sheets.render.measures import trimmed
from ita_sheets.render.positions import FIRST_ROW, HEADER_ROW, KEY_ROW, LIVE_ROW, table_column
from ita_sheets.render.template import template
from ita_sheets.schema import Column, Kind, Sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Workbook = Any  # its published types know neither custom properties nor validations

CREATED = datetime(2024, 10, 1)
GOLDEN = Path(__file__).parent / "golden" / "template_2567.txt"
REWRITE = "ITA_SHEETS_REWRITE_GOLDEN"  # set this variable to write the golden file anew
TABLES = [sheet for sheet in schema.TABLES if sheet is not schema.SOURCE]


@pytest.fixture(scope="module")
def blank_bytes() -> bytes:
    return template(YEAR, created=CREATED)


@pytest.fixture(scope="module")
def filled_bytes() -> bytes:
    return template(YEAR, report(), created=CREATED)


@pytest.fixture(scope="module")
def blank_book(blank_bytes: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(blank_bytes))


@pytest.fixture(scope="module")
def filled_book(filled_bytes: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(filled_bytes))


def cached(data: bytes) -> Workbook:
    """The book with the values beside its formulas."""
    return openpyxl.load_workbook(io.BytesIO(data), data_only=True)


def parts(data: bytes, pattern: str) -> dict[str, str]:
    """The package's parts of that name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if re.fullmatch(pattern, name)]
        return {name: package.read(name).decode() for name in names}


def row_texts(tab: Worksheet, row: int) -> list[Any]:
    """A row's values up to the last filled one."""
    return [cell.value for cell in tab[row] if cell.value is not None]


def value_at(book: Workbook, sheet: Sheet, row: int, column: Column) -> Any:
    """What stands in a table's cell."""
    return book[sheet.tab.th].cell(row, table_column(sheet, column)).value


def form_value(book: Workbook, column: Column) -> Any:
    """What stands in the form's line."""
    row = positions.FORM_FIRST_ROW + schema.AGENCY.columns.index(column)
    return book[schema.AGENCY.tab.th].cell(row, positions.FORM_VALUE_COLUMN).value


# --- the package ------------------------------------------------------------------------------------------


def test_it_is_small_and_the_same_every_time(blank_bytes: bytes) -> None:
    assert len(blank_bytes) < 60_000
    assert template(YEAR, created=CREATED) == blank_bytes
    assert template(YEAR, created=datetime(2025, 1, 1)) != blank_bytes
    assert template(YEAR.next, created=CREATED) != blank_bytes


def test_it_tells_nothing_about_its_maker(blank_bytes: bytes) -> None:
    core = parts(blank_bytes, "docProps/core.xml")["docProps/core.xml"]
    assert "<dc:creator></dc:creator>" in core
    assert core.count("2024-10-01T00:00:00Z") == 2
    with zipfile.ZipFile(io.BytesIO(blank_bytes)) as package:
        assert {info.date_time[0] for info in package.infolist()} == {1980}


def test_nothing_active_or_locked_or_merged(blank_bytes: bytes, blank_book: Workbook) -> None:
    with zipfile.ZipFile(io.BytesIO(blank_bytes)) as package:
        assert not [n for n in package.namelist() if "vba" in n.lower() or "external" in n.lower()]
    for tab in blank_book:
        assert not tab.protection.sheet
        assert tab.title == schema.COVER_TAB.th or not tab.merged_cells.ranges


def test_rows_grow_as_a_clerk_types(filled_bytes: bytes) -> None:
    for text in parts(filled_bytes, r"xl/worksheets/sheet\d+\.xml").values():
        assert "customHeight" not in text
        assert ' ht="' in text


def test_identity_stands_in_three_places(blank_book: Workbook) -> None:
    properties = {prop.name: prop.value for prop in blank_book.custom_doc_props.props}
    assert properties[schema.PROPERTY_KIND] == "template"
    assert properties[schema.PROPERTY_VERSION] == schema.TEMPLATE_VERSION
    assert properties[schema.PROPERTY_YEAR] == 2567
    cover = [str(cell.value) for row in blank_book[schema.COVER_TAB.th] for cell in row if cell.value]
    marks = [match for text in cover if (match := re.search(schema.COVER_MARK_PATTERN, text))]
    assert [match.groups() for match in marks] == [(str(schema.TEMPLATE_VERSION), "2567")]
    assert re.search(schema.COVER_MARK_PATTERN, cover[-1])


# --- the sheets -------------------------------------------------------------------------------------------


def test_sheets_in_order(blank_book: Workbook, filled_book: Workbook) -> None:
    ours = [sheet.tab.th for sheet in schema.SHEETS]
    cover, lists = schema.COVER_TAB.th, schema.LISTS_TAB.th
    assert filled_book.sheetnames == [cover, *ours, lists]
    assert blank_book.sheetnames == [cover, *(name for name in ours if name != schema.SOURCE.tab.th), lists]
    assert all(tab.sheet_state == "visible" for tab in blank_book)


@pytest.mark.parametrize("sheet", schema.TABLES, ids=lambda sheet: sheet.key)
def test_a_tables_heads_follow_the_schema(filled_book: Workbook, sheet: Sheet) -> None:
    tab = filled_book[sheet.tab.th]
    assert row_texts(tab, KEY_ROW) == [sheet.stamp(column) for column in sheet.columns]
    assert all(re.fullmatch(schema.STAMP_PATTERN, text) for text in row_texts(tab, KEY_ROW))
    assert row_texts(tab, HEADER_ROW) == [column.title.th for column in sheet.columns]
    assert tab.row_dimensions[KEY_ROW].hidden
    assert tab.print_title_rows == f"${positions.TITLE_ROW}:${HEADER_ROW}"
    assert str(tab.freeze_panes).endswith(str(FIRST_ROW))


def test_the_forms_lines_follow_the_schema(blank_book: Workbook) -> None:
    tab = blank_book[schema.AGENCY.tab.th]
    assert tab.column_dimensions["A"].hidden
    for row, column in enumerate(schema.AGENCY.columns, positions.FORM_FIRST_ROW):
        assert tab.cell(row, positions.FORM_KEY_COLUMN).value == schema.AGENCY.stamp(column)
        assert tab.cell(row, positions.FORM_LABEL_COLUMN).value == column.title.th
        value = tab.cell(row, positions.FORM_VALUE_COLUMN)
        assert value.number_format == ("0.00" if column.kind is Kind.SCORE else "@")


def test_columns_keep_what_is_typed(blank_book: Workbook) -> None:
    expected = {Kind.AMOUNT: "#,##0.00", Kind.SCORE: "0.00"}
    tab = blank_book[schema.MEASURES.tab.th]
    for number, column in enumerate(schema.MEASURES.columns, 1):
        letter = get_column_letter(number)
        found = next(d for d in tab.column_dimensions.values() if d.min <= number <= d.max)
        assert found.number_format == expected.get(column.kind, "@"), letter
        assert found.font.name == style.FONT


def test_no_cell_is_written_without_need(blank_bytes: bytes, blank_book: Workbook) -> None:
    for sheet in TABLES:
        filled = len(schema.INDICATORS) + 1 if sheet is schema.SCORES else 0
        cells = [
            cell for row in blank_book[sheet.tab.th].iter_rows(min_row=FIRST_ROW + filled) for cell in row
        ]
        assert not [cell.coordinate for cell in cells if cell.value is not None or cell.border.left.style]
    measures = parts(blank_bytes, r"xl/worksheets/sheet3\.xml").popitem()[1]
    assert measures.count("<c ") < 80


def test_every_font_is_named(filled_bytes: bytes) -> None:
    styles = parts(filled_bytes, r"xl/styles\.xml").popitem()[1]
    fonts = re.findall(r"<font>.*?</font>", styles.split("<dxfs")[0])
    assert len(fonts) > 10
    assert [font for font in fonts if "scheme" in font] == fonts[:1]  # Excel's own first font, for widths
    assert all(style.FONT in font for font in fonts[1:])


def test_year_and_agency_are_filled_in() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(FiscalYear(2568), agency=AGENCY, created=CREATED)))
    values = [
        schema.AGENCY_NAME,
        schema.FISCAL_YEAR,
        schema.BASIS_YEAR,
        schema.PERIOD_START,
        schema.PERIOD_END,
    ]
    expected = [AGENCY, "2568", "2567", "1 ตุลาคม 2567", "30 กันยายน 2568"]
    assert [form_value(book, column) for column in values] == expected
    assert form_value(book, schema.PROVINCE) is None
    assert AGENCY in str(book[schema.COVER_TAB.th]["A2"].value)


# --- help in Excel ----------------------------------------------------------------------------------------


def validations(book: Workbook, sheet: Sheet) -> dict[str, Any]:
    """Data validations by the letter or cell they begin with."""
    return {str(found.sqref): found for found in book[sheet.tab.th].data_validations.dataValidation}


def listed(book: Workbook, source: str) -> list[str]:
    """The items a drop-down shows, from its formula."""
    match = re.fullmatch(r"'([^']+)'!\$([A-Z]+)\$(\d+):\$\2\$(\d+)", source)
    assert match, source
    tab, letter, first, last = book[match[1]], match[2], int(match[3]), int(match[4])
    return [str(tab[f"{letter}{row}"].value) for row in range(first, last + 1)]


@pytest.mark.parametrize("sheet", [schema.MEASURES, schema.WEAK_POINTS, schema.AGENCY], ids=lambda s: s.key)
def test_drop_downs_offer_their_lists(blank_book: Workbook, sheet: Sheet) -> None:
    found = validations(blank_book, sheet)
    chosen = [column for column in sheet.columns if column.choices]
    assert chosen
    for column in chosen:
        if sheet.is_form:
            cells = f"C{positions.FORM_FIRST_ROW + sheet.columns.index(column)}"
        else:
            letter = get_column_letter(table_column(sheet, column))
            cells = f"{letter}{FIRST_ROW}:{letter}{positions.LAST_ROW}"
        assert column.choices
        validation = found[cells]
        assert validation.type == "list"
        assert listed(blank_book, validation.formula1) == [item.words.th for item in column.choices.items]
        assert validation.errorStyle == ("warning" if column.choices.open else None)  # None is "stop"


def test_every_column_says_what_to_fill_in(blank_book: Workbook) -> None:
    for sheet in (schema.MEASURES, schema.WEAK_POINTS):
        prompts = {found.promptTitle: found.prompt for found in validations(blank_book, sheet).values()}
        for column in sheet.columns:
            assert column.prompt
            assert prompts[said_shortly(column.title.th, 32)] == column.prompt.th
        assert all(len(title) <= 32 and len(text) <= 255 for title, text in prompts.items())


def test_the_outcome_is_remarked_on_when_copied(blank_book: Workbook) -> None:
    found = validations(blank_book, schema.MEASURES)[f"F{FIRST_ROW}:F{positions.LAST_ROW}"]
    assert (found.type, found.errorStyle) == ("custom", "warning")
    assert found.formula1 == f"TRIM($F{FIRST_ROW})<>TRIM($E{FIRST_ROW})"
    assert found.prompt == (schema.OUTCOME.prompt and schema.OUTCOME.prompt.th)


def test_conditions_reach_every_row(blank_book: Workbook) -> None:
    tab = blank_book[schema.MEASURES.tab.th]
    ranges = [str(area.sqref) for area in tab.conditional_formatting]
    last = get_column_letter(len(schema.MEASURES.columns))
    assert f"A{FIRST_ROW}:{last}{positions.LAST_ROW}" in ranges  # frames
    for letter in "CDEF":
        assert f"{letter}{FIRST_ROW}:{letter}{positions.LAST_ROW}" in ranges


# --- formulas ---------------------------------------------------------------------------------------------


def test_no_formula_without_its_value(blank_bytes: bytes, filled_bytes: bytes) -> None:
    for data in (blank_bytes, filled_bytes):
        found, values = formulas(data), cached(data)
        assert len(found) == 3
        assert all(values[tab][cell].value not in (None, 0, "") for tab, cell in found)


def test_the_line_above_the_measures_counts(filled_bytes: bytes) -> None:
    line = str(value_at(cached(filled_bytes), schema.MEASURES, LIVE_ROW, schema.INDICATOR))
    assert re.findall(r"\d+", line) == ["2567", "4", "1", "1", "1"]


def test_the_total_is_computed(filled_bytes: bytes) -> None:
    row = FIRST_ROW + len(schema.INDICATORS)
    book = cached(filled_bytes)
    expected = scores.total(dict(enumerate(SCORES, 1)))
    assert value_at(book, schema.SCORES, row, schema.PREVIOUS_SCORE) == expected == 81.45
    assert isinstance(value_at(book, schema.SCORES, row, schema.SCORE), str)


def test_trimmed_is_excels_trim() -> None:
    assert trimmed("  a   b \n c ") == "a b \n c"


# --- a report in it ---------------------------------------------------------------------------------------


def test_texts_go_in_letter_for_letter(filled_book: Workbook) -> None:
    for row, values in enumerate(MEASURES, FIRST_ROW):
        for column in schema.MEASURES.columns:
            if column.kind in (Kind.TEXT, Kind.DATE):
                written = value_at(filled_book, schema.MEASURES, row, column)
                assert (written or "") == values.get(column.key, "")
    assert value_at(filled_book, schema.MEASURES, FIRST_ROW, schema.ACTION) == GUIDE
    assert value_at(filled_book, schema.MEASURES, FIRST_ROW + 2, schema.OUTCOME) == ASSIGNED


def test_a_text_that_looks_like_a_formula_stays_text(filled_book: Workbook) -> None:
    cell = filled_book[schema.MEASURES.tab.th].cell(
        FIRST_ROW + 2, table_column(schema.MEASURES, schema.PROBLEMS)
    )
    assert (cell.data_type, cell.value) == ("s", "=SUM(A1:A9) พิมพ์เล่น")


def test_numbers_and_choices_go_in_as_such(filled_book: Workbook) -> None:
    def at(row: int, column: Column) -> Any:
        return value_at(filled_book, schema.MEASURES, FIRST_ROW + row, column)

    assert [at(0, schema.BUDGET), at(0, schema.SPENT)] == [12500, 11800.5]
    assert at(1, schema.BUDGET) == "ไม่ใช้งบประมาณ"
    assert at(0, schema.STATUS) == schema.DONE.words.th
    assert [at(1, schema.INDICATOR), at(2, schema.INDICATOR)] == [
        schema.indicator(n).label.th for n in (7, 4)
    ]
    assert at(3, schema.INDICATOR) == "ตัวชี้วัดที่ไม่รู้จัก"
    assert at(2, schema.UNIT) == "งานพัสดุ กองคลัง"
    assert form_value(filled_book, schema.FISCAL_YEAR) == "๒๕๖๗"
    assert form_value(filled_book, schema.ANNOUNCED_TOTAL) == 81.45


def test_what_a_report_leaves_blank_is_not_made_up(filled_book: Workbook) -> None:
    assert form_value(filled_book, schema.PERIOD_END) is None
    assert form_value(filled_book, schema.BASIS_YEAR) is None


def test_scores_that_cannot_be_placed_are_kept() -> None:
    twice = report()
    again = type(twice.scores[0])(
        Entry(None, "ตัวชี้วัดที่ 11", "ตัวชี้วัดที่ 11", Place("x", None, None)),
        Entry(50.0, "50", "50", Place("x", None, None)),
        blank(Place("x", None, None)),
    )
    changed = type(twice)(twice.year, twice.agency, twice.measures, (), (*twice.scores, again), ())
    book = openpyxl.load_workbook(io.BytesIO(template(YEAR, changed, created=CREATED)))
    row = FIRST_ROW + len(schema.INDICATORS)
    assert value_at(book, schema.SCORES, row, schema.SCORE_INDICATOR) == "ตัวชี้วัดที่ 11"
    assert value_at(book, schema.SCORES, row, schema.SCORE) == 50


def test_an_offices_own_columns_are_kept() -> None:
    place = Place("x", None, "V6")
    extra = (("ผู้ประสานงาน", Entry("นาย ก", "นาย ก", "นาย ก ", place)),)
    book = openpyxl.load_workbook(io.BytesIO(template(YEAR, report(extra=extra), created=CREATED)))
    tab = book[schema.MEASURES.tab.th]
    own = len(schema.MEASURES.columns) + 1
    assert [tab.cell(row, own).value for row in (KEY_ROW, HEADER_ROW, FIRST_ROW)] == [
        None,
        "ผู้ประสานงาน",
        "นาย ก ",
    ]


def test_more_measures_than_the_room_are_all_written() -> None:
    rows = [{"measure": f"มาตรการ {n}"} for n in range(schema.MAX_MEASURES + 5)]
    data = template(YEAR, report(rows), created=CREATED)
    last = FIRST_ROW + len(rows) - 1
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert value_at(book, schema.MEASURES, last, schema.MEASURE) == rows[-1]["measure"]
    assert f"$D${last}" in value_at(book, schema.MEASURES, LIVE_ROW, schema.INDICATOR)
    assert "205" in str(value_at(cached(data), schema.MEASURES, LIVE_ROW, schema.INDICATOR))


# --- last year beside the outcome -------------------------------------------------------------------------

ROLLED = (
    {
        "measure": "จัดทำคู่มือ",
        "previous_outcome": "ใช้เวลา 12 นาที",
        "previous_id": "2566-01",
        "relation": "คงเดิม",
    },
    {"measure": "อบรมเจ้าหน้าที่", "status": "ดำเนินการแล้วเสร็จ", "relation": "ยกเลิก"},
)


@pytest.fixture(scope="module")
def rolled_bytes() -> bytes:
    return template(YEAR, report(ROLLED), created=CREATED)


@pytest.fixture(scope="module")
def rolled_book(rolled_bytes: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(rolled_bytes))


def hidden_columns(tab: Worksheet) -> list[str]:
    """The headers of the columns that are out of sight."""
    found: Any = tab.column_dimensions  # its published types let the numbers be missing
    spans = [(dimension.min, dimension.max) for dimension in found.values() if dimension.hidden]
    numbers = [number for first, last in spans for number in range(first, last + 1)]
    return [str(tab.cell(HEADER_ROW, number).value) for number in sorted(numbers)]


def test_last_year_is_out_of_sight_where_there_is_none(blank_book: Workbook, filled_book: Workbook) -> None:
    last = [schema.PREVIOUS_ID, schema.PREVIOUS_OUTCOME, schema.PREVIOUS_VERDICT, schema.RELATION]
    for book in (blank_book, filled_book):
        assert hidden_columns(book[schema.MEASURES.tab.th]) == [column.title.th for column in last]
        assert hidden_columns(book[schema.WEAK_POINTS.tab.th]) == [schema.WEAK_SUGGESTION.title.th]


def test_last_year_stands_beside_the_outcome(rolled_book: Workbook) -> None:
    tab = rolled_book[schema.MEASURES.tab.th]
    assert hidden_columns(tab) == []
    stamps = row_texts(tab, KEY_ROW)
    assert stamps == [schema.ROLLED_MEASURES.stamp(column) for column in schema.ROLLED_MEASURES.columns]
    behind = stamps.index(schema.MEASURES.stamp(schema.OUTCOME)) + 1
    beside = [schema.PREVIOUS_OUTCOME, schema.PREVIOUS_VERDICT, schema.PREVIOUS_ID, schema.RELATION]
    assert stamps[behind : behind + 4] == [schema.MEASURES.stamp(column) for column in beside]
    rows = [[cell.value for cell in row[behind : behind + 4]] for row in tab.iter_rows(min_row=FIRST_ROW)]
    assert rows[:2] == [["ใช้เวลา 12 นาที", None, "2566-01", "คงเดิม"], [None, None, None, "ยกเลิก"]]


def test_last_year_is_grey_and_the_relation_is_chosen(rolled_book: Workbook) -> None:
    tab = rolled_book[schema.MEASURES.tab.th]
    grey = {
        str(area.sqref)[0]
        for area in tab.conditional_formatting
        for rule in area.rules
        if rule.formula == ["TRUE"] and rule.dxf.fill and rule.dxf.fill.bgColor
    }
    assert grey == set("AGHI")
    choice = validations(rolled_book, schema.MEASURES)[f"J{FIRST_ROW}:J{positions.LAST_ROW}"]
    assert listed(rolled_book, choice.formula1) == [item.words.th for item in schema.RELATIONS.items]
    assert row_texts(tab, positions.BAND_ROW)[6:10] == ["เครื่องมือเติมให้"] * 3 + ["ถ้ามี"]


def test_nothing_is_asked_of_a_measure_that_ended(rolled_bytes: bytes, rolled_book: Workbook) -> None:
    line = str(value_at(cached(rolled_bytes), schema.ROLLED_MEASURES, LIVE_ROW, schema.INDICATOR))
    assert re.findall(r"\d+", line) == ["2567", "1", "1", "0", "0"]
    tab = rolled_book[schema.MEASURES.tab.th]
    asking = [rule.formula[0] for area in tab.conditional_formatting for rule in area.rules]
    asking = [formula for formula in asking if "=0" in formula]
    assert (
        len(asking) == 5
    )  # blank cells of four required columns, and a blank outcome that is said to be done
    assert all(f'TRIM($J{FIRST_ROW})<>"ยกเลิก"' in formula for formula in asking)


def test_the_cover_says_what_to_do_with_last_years_measures(
    filled_book: Workbook, rolled_book: Workbook
) -> None:
    def words(book: Workbook) -> list[str]:
        return [str(row[0].value) for row in book[schema.COVER_TAB.th] if row[0].value]

    said = words(rolled_book)
    first = said.index("ข้อที่ยกมาจากปีก่อน")
    assert said[first + 2 : first + 7] == ["แก้ถ้อยคำ", "แยกข้อ", "รวมข้อ", "ยกเลิก", "เพิ่มใหม่"]
    assert set(words(filled_book)) - set(said) == set()
    assert set(said) - set(words(filled_book)) == set(said[first : first + 7])


# --- the shell around the library -------------------------------------------------------------------------


def test_a_text_too_long_is_refused_by_cell() -> None:
    with pytest.raises(CannotWriteError) as refusal:
        template(YEAR, report([{"measure": "ก" * 32_768}]), created=CREATED)
    assert f"D{FIRST_ROW}" in refusal.value.words.th
    assert schema.MEASURES.tab.th in refusal.value.words.en
    template(YEAR, report([{"measure": "ก" * 32_767}]), created=CREATED)


def test_length_is_counted_as_excel_does() -> None:
    tab = Book(CREATED, title="").tab("ก")
    tab.text((1, 1), "😀" * 16_383)
    with pytest.raises(CannotWriteError):
        tab.text((1, 1), "😀" * 16_384)


def test_what_xml_cannot_hold_is_left_out() -> None:
    book = Book(CREATED, title="")
    book.tab("ก").text((1, 1), "ก\x0bข\ud800ค\r\nง\x7f_x000B_\t")
    found = openpyxl.load_workbook(io.BytesIO(book.finished()))["ก"]["A1"].value
    assert str(found).replace("_x005F_x000B_", "_x000B_") == "กขค\nง_x000B_\t"


def test_the_librarys_warnings_and_refusals_are_errors() -> None:
    tab = Book(CREATED, title="").tab("ก")
    with pytest.raises(ValueError, match="refused"):
        tab.text((1_048_577, 1), "ก")
    with pytest.raises(UserWarning):
        tab.say("A1", Say("ก" * 33, "ข"))


def test_said_shortly_keeps_clusters_whole() -> None:
    assert said_shortly("ที่นี้", 6) == "ที่นี้"
    assert said_shortly("ที่นี้ก", 6) == "ที่…"


# --- the whole, as text -----------------------------------------------------------------------------------


def dump(data: bytes) -> str:
    """Everything of the workbook that people read, line by line."""
    lines, values = [], cached(data)
    for tab in openpyxl.load_workbook(io.BytesIO(data)):
        setup = tab.page_setup
        lines.append(f"=== {tab.title} ({setup.orientation or 'portrait'}, panes {tab.freeze_panes})")
        for row in tab:
            for cell in row:
                if cell.value is not None:
                    shown = values[tab.title][cell.coordinate].value
                    lines.append(f"{cell.coordinate}: {shown}")
                    lines += [f"    {cell.value}"] if cell.data_type == "f" else []
        for found in tab.data_validations.dataValidation:
            said = [found.promptTitle, found.prompt, found.error and f"{found.errorTitle}: {found.error}"]
            lines.append(
                f"[{found.sqref}] {found.type} {found.formula1 or ''} | " + " | ".join(filter(None, said))
            )
        for area in tab.conditional_formatting:
            lines += [f"({area.sqref}) {rule.formula[0]}" for rule in area.rules]
    return "\n".join(lines) + "\n"


def test_the_blank_template_is_the_golden_one(blank_bytes: bytes) -> None:
    found = dump(blank_bytes)
    if os.environ.get(REWRITE):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(found, encoding="utf-8", newline="\n")
    assert found == GOLDEN.read_text(encoding="utf-8"), f"if this is meant, run again with {REWRITE}=1"


# --- LibreOffice ------------------------------------------------------------------------------------------


@pytest.mark.office
def test_it_survives_being_saved_by_libreoffice(tmp_path: Path, filled_bytes: bytes) -> None:
    home = office_home(tmp_path / "home")
    source = tmp_path / "แบบรายงาน.xlsx"
    source.write_bytes(filled_bytes)
    saved = converted(source, "xlsx", home)
    before: Workbook = openpyxl.load_workbook(source)
    after: Workbook = openpyxl.load_workbook(saved)
    assert after.sheetnames == before.sheetnames
    assert {p.name for p in after.custom_doc_props.props} >= {p.name for p in before.custom_doc_props.props}
    for tab in before:
        for cell in (cell for row in tab for cell in row if cell.value is not None and cell.data_type != "f"):
            assert after[tab.title][cell.coordinate].value == cell.value, cell.coordinate
    for sheet in schema.TABLES:
        assert after[sheet.tab.th].row_dimensions[KEY_ROW].hidden
    assert list_sources(after) == list_sources(before)


def list_sources(book: Workbook) -> set[str]:
    """Where the drop-downs of the measures get their items; LibreOffice drops quotes that need not be."""
    found = validations(book, schema.MEASURES).values()
    return {item.formula1.replace("'", "") for item in found if item.type == "list"}


@pytest.mark.office
def test_libreoffice_computes_the_same(tmp_path: Path, blank_bytes: bytes, filled_bytes: bytes) -> None:
    home = office_home(tmp_path / "home")
    for name, data in (("blank", blank_bytes), ("filled", filled_bytes)):
        source = tmp_path / f"{name}.xlsx"
        source.write_bytes(untrusted(data))
        then, now = cached(data), openpyxl.load_workbook(converted(source, "xlsx", home), data_only=True)
        assert len(formulas(data)) == 3
        for tab, cell in formulas(data):
            assert now[tab][cell].value == then[tab][cell].value, cell


def formulas(data: bytes) -> list[tuple[str, str]]:
    """(sheet, cell) of every formula."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [
        (tab.title, cell.coordinate) for tab in book for row in tab for cell in row if cell.data_type == "f"
    ]


def untrusted(data: bytes) -> bytes:
    """The package without its maker's name and its formulas' values, so that they are computed anew."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for part in old.infolist():
            content = old.read(part).replace(b"Microsoft Excel", b"Somebody")
            new.writestr(part, re.sub(rb"</f><v>[^<]*</v>", b"</f>", content))
    return changed.getvalue()
