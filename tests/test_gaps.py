"""The gap list workbook, as it is mailed: every gap once, room to write, and a friendly page without any."""

from __future__ import annotations

import io
import os
import re
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import agencies
import pandas as pd
import pytest
from agencies import MEASURES_2567, NAME, REPEATED, checked, good, opened, two_years
from openpyxl.utils import get_column_letter

from ita_sheets import schema
from ita_sheets.changes import AgencyYears
from ita_sheets.render.gaps import FIRST_ROW, HEADER_ROW, MOST_UNIT_SHEETS, NEW_COLUMN, gap_list
from ita_sheets.render.heights import MAX_HEIGHT
from ita_sheets.texts import Lang, verdicts
from ita_sheets.texts import summary as texts

CREATED = datetime(2026, 11, 2)
GOLDEN = Path(__file__).parent / "golden" / "gaps.txt"
REWRITE = "ITA_SHEETS_REWRITE_GOLDEN"  # set this variable to write the golden file anew
COPIED = {"measure": "คุมทรัพย์สิน", "action": REPEATED, "outcome": REPEATED}


def written(agency: AgencyYears, lang: Lang = Lang.TH) -> bytes:
    return gap_list(agency, lang=lang, created=CREATED)


def of_units(*units: str) -> AgencyYears:
    """An agency with one gap for each of the units."""
    return AgencyYears(NAME, (checked(2567, [{**COPIED, "unit": unit} for unit in units]),))


@pytest.fixture(scope="module")
def data() -> bytes:
    return written(two_years())


def table(data: bytes, tab: str) -> Any:
    """A sheet's table as pandas reads it."""
    return pd.read_excel(
        io.BytesIO(data),
        sheet_name=tab,
        header=HEADER_ROW - 1,
        dtype=str,
        keep_default_na=False,
        engine="openpyxl",
    )


def test_every_cell_is_as_expected(data: bytes) -> None:
    found = agencies.dump(data)
    if os.environ.get(REWRITE):
        GOLDEN.write_text(found, "utf-8")
    assert found == GOLDEN.read_text("utf-8")


def test_the_same_bytes_every_time(data: bytes) -> None:
    assert written(two_years()) == data
    assert gap_list(two_years(), lang=Lang.TH, created=datetime(2027, 1, 1)) != data


def test_it_says_what_it_is(data: bytes) -> None:
    assert {p.name: p.value for p in opened(data).custom_doc_props.props} == {schema.PROPERTY_KIND: "gaps"}


def test_every_gap_once_in_all_and_once_with_its_unit(data: bytes) -> None:
    agency = two_years()
    expected = Counter(
        (str(item.reading.report.year), gap.measure.measure.text, verdicts.NAMES[gap.judgement.verdict].th)
        for item in agency.years
        for gap in item.gaps
    )
    names = opened(data).sheetnames
    assert names == ["ทั้งหมด", "สำนักปลัด", "กองช่าง", "ไม่ระบุหน่วยงาน"]
    every, *units = (table(data, name) for name in names)
    keys = ["ปี", "มาตรการ/กิจกรรม", "ผลการตรวจ"]
    assert Counter(map(tuple, every[keys].to_numpy().tolist())) == expected
    assert Counter(map(tuple, pd.concat(units)[keys].to_numpy().tolist())) == expected
    for name, unit in zip(names[1:], units, strict=True):
        assert set(unit["หน่วยงาน"]) == {name}


def test_counts_on_top_are_those_of_the_rows(data: bytes) -> None:
    tab = opened(data)["ทั้งหมด"]
    rows = table(data, "ทั้งหมด")
    assert tab["A2"].value == f"ต้องแก้ {len(rows)} ข้อ จากมาตรการ 9 ข้อ"
    for at, column in (("A3", "หน่วยงาน"), ("A4", "ผลการตรวจ")):
        said = dict(part.rsplit(" ", 1) for part in tab[at].value.partition(": ")[2].split(", "))
        assert {name: int(count) for name, count in said.items()} == rows[column].value_counts().to_dict()


def test_room_to_write_filter_and_frozen_head(data: bytes) -> None:
    for tab in opened(data):
        assert tab.cell(HEADER_ROW, NEW_COLUMN).value == texts.NEW_OUTCOME.th
        assert tab.column_dimensions[get_column_letter(NEW_COLUMN)].width > 30
        for row in tab.iter_rows(min_row=FIRST_ROW):
            assert [cell.value for cell in row[NEW_COLUMN - 1 : NEW_COLUMN + 1]] == [None, None]
            assert {cell.number_format for cell in row[NEW_COLUMN - 1 : NEW_COLUMN + 1]} == {"@"}
        assert tab.auto_filter.ref == f"A{HEADER_ROW}:{get_column_letter(NEW_COLUMN + 2)}{tab.max_row}"
        assert tab.freeze_panes == f"A{FIRST_ROW}"
        assert tab.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
        assert all(area.max_row < HEADER_ROW for area in tab.merged_cells.ranges)


def test_one_unit_needs_no_sheet_of_its_own() -> None:
    assert opened(written(of_units("กองคลัง", "กองคลัง"))).sheetnames == ["ทั้งหมด"]
    many = of_units(*(f"งานที่ {number}" for number in range(MOST_UNIT_SHEETS + 1)))
    assert opened(written(many)).sheetnames == ["ทั้งหมด"]


def test_units_with_names_that_excel_refuses() -> None:
    units = ("งาน/ฝ่าย [1]: *?\\", "History", "ทั้งหมด", "ก" * 40, "ก" * 41, "'", "สำนักปลัด")
    book = opened(written(of_units(*units)))
    assert len(book.sheetnames) == len(units) + 1
    assert "งาน-ฝ่าย -1-- ---" in book.sheetnames
    assert sum(name.startswith("หน่วยงาน ") for name in book.sheetnames) == 4
    assert {tab.cell(FIRST_ROW, 5).value for tab in book} == set(units)


def test_long_texts_fit_their_rows_and_say_where_the_rest_is() -> None:
    long = {"measure": "มาตรการที่ยาวมาก " * 200, "action": "ก" * 3000, "outcome": "ก" * 3000}
    data = written(AgencyYears(NAME, (checked(2567, [long] * 3),)))
    assert opened(data)["ทั้งหมด"].cell(FIRST_ROW, 4).value.endswith(texts.CUT_SHORT.th)
    heights = [float(h) for xml in agencies.sheet_parts(data) for h in re.findall(r' ht="([\d.]+)"', xml)]
    assert max(heights) < MAX_HEIGHT


def test_english_has_thai_only_where_the_office_wrote_it() -> None:
    agency = two_years()
    typed = agencies.typed_text(agency)
    for tab in opened(written(agency, Lang.EN)):
        for text in (tab.title, *(str(c.value) for row in tab.iter_rows() for c in row if c.value)):
            for run in re.findall("[\u0e00-\u0e7f]+", text):
                assert run in typed, (tab.title, text)


def test_no_formula_from_what_people_type() -> None:
    typed = {**COPIED, "measure": "=SUM(A1:A9)", "outcome": "", "unit": "@cmd"}
    data = written(AgencyYears("+1", (checked(2567, [typed, *MEASURES_2567]),)))
    assert "=SUM(A1:A9)" in agencies.dump(data)
    assert not [xml for xml in agencies.sheet_parts(data) if re.search(r"<f[ >/]", xml)]


def said_in(data: bytes) -> list[str]:
    (tab,) = opened(data)
    return [str(cell.value) for row in tab.iter_rows() for cell in row if cell.value is not None]


def test_without_a_gap_one_friendly_page() -> None:
    data = written(AgencyYears(NAME, (checked(2566, good(2)), checked(2567, good(3)))))
    said = said_in(data)
    assert said[:4] == [
        "ไม่มีผลลัพธ์ที่ต้องแก้",
        NAME,
        "ปีงบประมาณ 2566-2567",
        texts.ALL_FINE_COUNT.fill(measures=5).th,
    ]
    assert {words.th for words in texts.CHECKED_FOR} < set(said)
    assert "ITA2567.xlsx (ปี 2567 3 ข้อ)" in said


def test_without_a_measure_it_does_not_praise() -> None:
    for agency in (AgencyYears("", ()), AgencyYears(NAME, (checked(None, (), file="ก.xlsx"),))):
        said = said_in(written(agency))
        assert texts.NO_MEASURES.th in said
        assert texts.ALL_FINE.th not in said
