"""The gap list workbook, as it is mailed and sent back: every gap once, one place for each answer."""

from __future__ import annotations

import io
import os
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import agencies
import linked_years
import office
import pandas as pd
import pytest
from agencies import MEASURES_2566, MEASURES_2567, NAME, REPEATED, checked, good, opened, two_years

from ita_sheets import schema
from ita_sheets.changes import AgencyYears, Band
from ita_sheets.fiscal import parse_span
from ita_sheets.grid import open_book
from ita_sheets.layout import locate
from ita_sheets.model import Verdict
from ita_sheets.reader import read_table
from ita_sheets.render.gaps import MOST_UNIT_SHEETS, gap_list
from ita_sheets.render.heights import MAX_HEIGHT
from ita_sheets.texts import Lang, verdicts
from ita_sheets.texts import gaps as words
from ita_sheets.texts import summary as texts

CREATED = datetime(2026, 11, 2)
GOLDEN = Path(__file__).parent / "golden" / "gaps.txt"
REWRITE = "ITA_SHEETS_REWRITE_GOLDEN"  # set this variable to write the golden file anew
COPIED = {"measure": "คุมทรัพย์สิน", "action": REPEATED, "outcome": REPEATED}
ONLY, ALL = schema.GAP_LIST.tab.th, words.ALL_TAB.th
Change = Callable[[Any], None]


def written(agency: AgencyYears, lang: Lang = Lang.TH) -> bytes:
    return gap_list(agency, lang=lang, created=CREATED)


def of_units(*units: str) -> AgencyYears:
    """An agency with one gap for each of the units."""
    return AgencyYears(NAME, (checked(2567, [{**COPIED, "unit": unit} for unit in units]),))


@pytest.fixture(scope="module")
def data() -> bytes:
    return written(two_years())


def header_row(tab: Any) -> int:
    """The row of the heads: where the filter begins."""
    return int(re.findall(r"[0-9]+", agencies.table_area(tab))[0])


def heads(tab: Any) -> list[str]:
    """The heads that show."""
    hidden = {
        column
        for kept in tab.column_dimensions.values()
        if kept.hidden
        for column in range(kept.min, kept.max + 1)
    }
    return [cell.value for cell in tab[header_row(tab)] if cell.value and cell.column not in hidden]


def table(data: bytes, name: str) -> Any:
    """A sheet's table as pandas reads it."""
    return pd.read_excel(
        io.BytesIO(data),
        sheet_name=name,
        header=header_row(opened(data)[name]) - 1,
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


# --- what it lists ----------------------------------------------------------------------------------------


def test_every_gap_once_in_all_and_once_with_its_unit(data: bytes) -> None:
    agency = two_years()
    expected = Counter(
        (str(item.reading.report.year), gap.measure.measure.text, verdicts.NAMES[gap.judgement.verdict].th)
        for item in agency.years
        for gap in item.gaps
    )
    names = opened(data).sheetnames
    assert names == [ALL, "สำนักปลัด", "กองช่าง", "ไม่ระบุหน่วยงาน"]
    every, *units = (table(data, name) for name in names)
    keys = ["ปี", "มาตรการ/กิจกรรม", "ผลการตรวจ"]
    assert Counter(map(tuple, every[keys].to_numpy().tolist())) == expected
    assert Counter(map(tuple, pd.concat(units)[keys].to_numpy().tolist())) == expected
    assert every["หน่วยงาน"].tolist() == ["สำนักปลัด"] * 2 + ["กองช่าง"] * 3 + ["ไม่ระบุหน่วยงาน"]
    for name, unit in zip(names[1:], units, strict=True):
        mine = every[every["หน่วยงาน"] == name]
        assert unit[keys].to_numpy().tolist() == mine[keys].to_numpy().tolist()


def test_counts_on_top_are_those_of_the_rows(data: bytes) -> None:
    tab = opened(data)[ALL]
    rows = table(data, ALL)
    assert tab["A2"].value == f"ต้องแก้ {len(rows)} ข้อ จากมาตรการ 9 ข้อ"
    for at, column in (("A3", "หน่วยงาน"), ("A4", "ผลการตรวจ")):
        said = dict(part.rsplit(" ", 1) for part in tab[at].value.partition(": ")[2].split(", "))
        assert {name: int(count) for name, count in said.items()} == rows[column].value_counts().to_dict()
    own = opened(data)["กองช่าง"]
    assert [own["A2"].value, own["A3"].value] == ["กองช่าง ต้องแก้ 3 ข้อ", "ตามผลการตรวจ: ซ้ำกับช่องก่อนหน้า 3"]


def test_a_unit_is_named_in_its_own_order_and_none_comes_last() -> None:
    book = opened(written(of_units("", "ไอที", "งานป้องกัน", "กองช่าง", "กองคลัง")))
    assert book.sheetnames == [ALL, "กองคลัง", "กองช่าง", "งานป้องกัน", "ไอที", "ไม่ระบุหน่วยงาน"]


ITEM_TO_HOW = ["ข้อ", "มาตรการ/กิจกรรม", "ผลการตรวจ", "เพราะอะไร และควรเขียนอย่างไร", "ผลลัพธ์ที่เขียนไว้"]
TO_FILL = ["ผลลัพธ์ที่เขียนใหม่", "ผู้ดำเนินการ", "กำหนดเสร็จ", "สถานะ"]


def test_a_column_shows_only_where_it_tells_something() -> None:
    (one,) = opened(written(of_units("กองคลัง", "กองคลัง")))
    assert heads(one) == [*ITEM_TO_HOW, *TO_FILL, "ไฟล์ - แผ่นงาน!ช่อง"]
    every, own, _ = opened(written(of_units("กองคลัง", "กองช่าง")))
    assert heads(own) == [*ITEM_TO_HOW, *TO_FILL]
    assert heads(every) == [
        *("ข้อ", "มาตรการ/กิจกรรม", "หน่วยงาน", "ผลการตรวจ", "ผลลัพธ์ที่เขียนไว้", "ไฟล์ - แผ่นงาน!ช่อง")
    ]
    mended = AgencyYears(NAME, (checked(2566, good(1)), checked(2567, [COPIED])))
    for agency, name in ((two_years(), "กองช่าง"), (mended, ONLY)):
        assert heads(opened(written(agency))[name])[:2] == ["ปี", "ข้อ"]
    assert heads(opened(written(linked_years.samples()))["กองคลัง"])[:3] == ["ปี", "ค้างตั้งแต่ปี", "ข้อ"]


def test_since_when_a_gap_is_open() -> None:
    rows = table(written(linked_years.samples()), ALL)
    since = rows[rows["ค้างตั้งแต่ปี"] != rows["ปี"]][["ปี", "ค้างตั้งแต่ปี", "ข้อ"]]
    assert since.to_numpy().tolist() == [["2567", "2566", "๘"], ["2568", "2566", "2"], ["2567", "2566", "๒"]]


def said_of(agency: AgencyYears) -> dict[str, str]:
    """What the list says that each measure's outcome says, by year and item."""
    tab = opened(written(agency)).sheetnames[0]
    rows = table(written(agency), tab)
    years = rows["ปี"] if "ปี" in rows else pd.Series(["2567"] * len(rows))
    return dict(zip(years + "/" + rows["ข้อ"], rows["ผลลัพธ์ที่เขียนไว้"], strict=True))


def with_result_before(band: Band) -> AgencyYears:
    """A result of 2566 whose measure is blank in 2567, and a gap that stays one; links of that band."""
    other = {**COPIED, "number": "2", "measure": "ตรวจสอบครุภัณฑ์ประจำปีทุกกอง"}
    earlier = checked(2566, [MEASURES_2566[0], other])
    later = checked(2567, [{**MEASURES_2566[0], "outcome": ""}, {**other, "outcome": "-"}])
    agency = linked_years.linked([earlier, later])
    (step,) = agency.steps
    assert len(step.linked.links) == 2
    links = tuple(replace(link, band=band) for link in step.linked.links)
    return replace(agency, steps=(replace(step, linked=replace(step.linked, links=links)),))


def test_last_years_result_stands_beside_where_the_link_is_sure() -> None:
    result = MEASURES_2566[0]["outcome"]
    gaps = {"2567/2": "-", "2566/2": REPEATED}
    assert said_of(with_result_before(Band.SURE)) == {"2567/1": f"ปี 2566 เขียนว่า: {result}", **gaps}
    assert said_of(with_result_before(Band.CONFIRM)) == {"2567/1": "", **gaps}


def test_last_years_result_of_a_rolled_forward_workbook() -> None:
    before = {"previous_outcome": "ผู้รับบริการ 318 ราย", "outcome": "-"}
    rows = [
        {**COPIED, **before, "number": "1", "previous_verdict": verdicts.NAMES[Verdict.EVIDENCED].th},
        {**COPIED, **before, "number": "2", "previous_verdict": verdicts.NAMES[Verdict.PLANNED].th},
    ]
    assert said_of(AgencyYears(NAME, (checked(2567, rows),))) == {
        "2567/1": "-\nปีก่อนเขียนว่า: ผู้รับบริการ 318 ราย",
        "2567/2": "-",
    }


def test_what_says_last_years_result_again_is_not_told_twice() -> None:
    rows = table(written(linked_years.samples()), ALL)
    again = rows[rows["ผลการตรวจ"] == verdicts.NAMES[Verdict.CARRIED_OVER].th]["ผลลัพธ์ที่เขียนไว้"].tolist()
    assert len(again) == 1
    assert "เขียนว่า" not in again[0]


# --- where to write ---------------------------------------------------------------------------------------


def test_one_place_for_each_answer_and_a_sentence_that_says_which(data: bytes) -> None:
    every, *units = opened(data)
    assert every["A5"].value == words.WRITE_ELSEWHERE.th
    assert not set(TO_FILL) & set(heads(every))
    assert {tab["A4"].value for tab in units} == {schema.GAP_LIST.hint.th}
    links = {cell.value: cell.hyperlink.location for row in every for cell in row if cell.hyperlink}
    assert links == {
        **dict.fromkeys("52", "'สำนักปลัด'!A1"),
        **dict.fromkeys("๑๒3", "'กองช่าง'!A1"),
        "4": "'ไม่ระบุหน่วยงาน'!A1",
    }


def test_one_unit_or_too_many_have_one_sheet() -> None:
    (one,) = opened(written(of_units("กองคลัง", "กองคลัง")))
    assert (one.title, one["A3"].value, one["A5"].value) == (
        ONLY,
        "ตามหน่วยงาน: กองคลัง 2",
        schema.GAP_LIST.hint.th,
    )
    units = [f"งานที่ {number:02d}" for number in range(MOST_UNIT_SHEETS + 1)]
    assert len(opened(written(of_units(*units[1:]))).sheetnames) == MOST_UNIT_SHEETS + 1
    (many,) = opened(written(of_units(*units)))
    assert many["A5"].value == words.MANY_UNITS.fill(hint=schema.GAP_LIST.hint, count=len(units)).th
    assert table(written(of_units(*units)), ONLY)["หน่วยงาน"].tolist() == units


def test_filters_frozen_heads_and_no_merged_cells_among_rows(data: bytes) -> None:
    for tab in opened(data):
        header = header_row(tab)
        assert (
            agencies.table_area(tab)
            == f"A{header}:{tab.cell(header, filled_to(tab)).column_letter}{tab.max_row}"
        )
        frozen = next(c for c in tab[header] if c.value == "มาตรการ/กิจกรรม").column + 1
        assert tab.freeze_panes == tab.cell(header + 1, frozen).coordinate
        assert tab.print_title_rows == f"${header}:${header}"
        assert all(area.max_row < header for area in tab.merged_cells.ranges)
        for title in set(heads(tab)) & set(TO_FILL):
            cells = [row[column_of(tab, title) - 1] for row in tab.iter_rows(min_row=header + 1)]
            assert {cell.value for cell in cells} == {"ยังไม่เริ่ม" if title == "สถานะ" else None}
            assert {cell.number_format for cell in cells} == {"@"}


def filled_to(tab: Any) -> int:
    return max(int(cell.column) for cell in tab[header_row(tab)] if cell.value)


def column_of(tab: Any, title: str) -> int:
    return next(int(cell.column) for cell in tab[header_row(tab)] if cell.value == title)


def choices(tab: Any, title: str) -> list[str]:
    """What the drop-down of a column offers; it stands in every row of the table."""
    letter = tab.cell(1, column_of(tab, title)).column_letter
    (found,) = (rule for rule in tab.data_validations.dataValidation if str(rule.sqref).startswith(letter))
    first, last = f"{letter}{header_row(tab) + 1}", f"{letter}{tab.max_row}"
    assert str(found.sqref) == (first if first == last else f"{first}:{last}")
    name, _, cells = found.formula1.rpartition("!")
    assert name.strip("'") == tab.title
    return [cell.value for row in tab[cells.replace("$", "")] for cell in row]


def test_drop_downs_offer_statuses_and_units_the_offices_own_first() -> None:
    book = opened(written(of_units("งานป้องกัน", "กองช่าง")))
    usual = [item.words.th for item in schema.UNITS.items]
    own = book["งานป้องกัน"]
    assert choices(own, "สถานะ") == ["ยังไม่เริ่ม", "กำลังแก้", "แก้แล้ว"]
    assert choices(own, "ผู้ดำเนินการ") == ["งานป้องกัน", *usual]
    assert choices(book["กองช่าง"], "ผู้ดำเนินการ") == ["กองช่าง", *(unit for unit in usual if unit != "กองช่าง")]
    longest = opened(written(of_units("ก" * 61, "ก\nข")))
    assert [choices(tab, "ผู้ดำเนินการ") for tab in longest.worksheets[1:]] == [usual, usual]


# --- sent back --------------------------------------------------------------------------------------------


def answer_columns(tab: Any) -> dict[str, int]:
    """Each column of the list by its stamp."""
    mark = f"{schema.STAMP}{schema.GAP_LIST.key}."
    stamped = (cell for row in tab.iter_rows() for cell in row if str(cell.value).startswith(mark))
    return {cell.value.removeprefix(mark): cell.column for cell in stamped}


def fill(book: Any) -> None:
    """Something typed on every unit's sheet: in the first row all, in the last the result alone."""
    for tab in book:
        at = answer_columns(tab)
        if not at:
            continue
        first = header_row(tab) + 1
        typed = {"who": "ผู้อำนวยการกองสมมติ", "due": "15 ธ.ค. 2567", "status": "แก้แล้ว"}
        for key, text in typed.items():
            tab.cell(first, at[key]).value = text
        for row in {first, tab.max_row}:
            tab.cell(row, at["result"]).value = f"=จัด 2 ครั้ง\nรหัส {tab.cell(row, at['id']).value}"
            tab.cell(row, at["result"]).data_type = "s"


def sort_rows(book: Any) -> None:
    """As Excel sorts a filtered table: what lies in its area goes along, upside down here."""
    for tab in book:
        rows = list(tab[agencies.table_area(tab)])[1:]
        values = [[cell.value for cell in row] for row in rows]
        for row, old in zip(rows, reversed(values), strict=True):
            for cell, value in zip(row, old, strict=True):
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"


def hide_rows(book: Any) -> None:
    """As a filter hides them."""
    for tab in book:
        tab.row_dimensions[header_row(tab) + 1].hidden = True


def leave(book: Any) -> None:
    """Nothing is changed."""


def sent_back(agency: AgencyYears, lang: Lang, change: Change, folder: Path) -> Path:
    """The list as a unit filled it."""
    book = opened(written(agency, lang))
    fill(book)
    change(book)
    path = folder / "รายการ.xlsx"
    book.save(path)
    return path


def read_back(path: Path) -> dict[tuple[str, ...], tuple[object, ...]]:
    """By its keys what stands beside each gap; every sheet is looked at by itself."""
    book = open_book(path)
    found: dict[tuple[str, ...], tuple[object, ...]] = {}
    for grid in book.grids:
        located = locate(replace(book, grids=(grid,)), schema.GAP_LIST)
        for row in read_table(located, None):
            key = tuple(row.entries[column.key].text for column in schema.GAP_KEYS)
            assert key not in found
            result = row.entries[schema.GAP_RESULT.key].raw
            others = schema.GAP_ANSWERS[1:]
            found[key] = (result, *(row.entries[column.key].value for column in others))
    return found


def keys_of(agency: AgencyYears) -> list[tuple[str, ...]]:
    """The gaps in the list's order: the units' sheets one after the other."""
    order = [*(item.words.th for item in schema.UNITS.items), ""]
    listed = [
        (order.index(gap.measure.unit.text), -int(str(file.reading.report.year)), gap)
        for file in agency.years
        for gap in file.gaps
    ]
    return [
        (str(-year), m.ref, str(m.row), m.outcome.at.file, f"มาตรการ!{m.outcome.at.cell}")
        for _, year, gap in sorted(listed, key=lambda item: item[:2])
        for m in (gap.measure,)
    ]


EXPECTED = {
    "2567-05": ("ผู้อำนวยการกองสมมติ", parse_span("15 ธ.ค. 2567", None), "mended"),
    "2566-02": (None, None, "to_do"),
    "2567-01": ("ผู้อำนวยการกองสมมติ", parse_span("15 ธ.ค. 2567", None), "mended"),
    "2567-02": None,
    "2566-03": (None, None, "to_do"),
    "2566-04": ("ผู้อำนวยการกองสมมติ", parse_span("15 ธ.ค. 2567", None), "mended"),
}


def expected_back() -> dict[tuple[str, ...], tuple[object, ...]]:
    found: dict[tuple[str, ...], tuple[object, ...]] = {}
    for key in keys_of(two_years()):
        told = EXPECTED[key[1]]
        found[key] = (f"=จัด 2 ครั้ง\nรหัส {key[1]}", *told) if told else ("", None, None, "to_do")
    return found


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("change", [leave, sort_rows, hide_rows])
def test_what_was_typed_is_found_again_by_its_keys(change: Change, lang: Lang, tmp_path: Path) -> None:
    assert read_back(sent_back(two_years(), lang, change, tmp_path)) == expected_back()


@pytest.mark.office
@pytest.mark.parametrize("change", [sort_rows, hide_rows])
def test_so_it_is_after_libreoffice_saved_it(change: Change, tmp_path: Path) -> None:
    home = office.office_home(tmp_path / "home")
    again = office.converted(sent_back(two_years(), Lang.TH, change, tmp_path), "xlsx", home)
    assert read_back(again) == expected_back()


def test_a_list_that_nobody_touched_reads_as_all_gaps_not_begun(tmp_path: Path) -> None:
    for number, agency in enumerate((two_years(), linked_years.samples(), of_units("กองคลัง"))):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(written(agency))
        assert read_back(path) == dict.fromkeys(keys_of(agency), ("", None, None, "to_do"))


# --- what people type, and how it looks -------------------------------------------------------------------


def test_units_with_names_that_excel_refuses() -> None:
    units = ("งาน/ฝ่าย [1]: *?\\", "History", "ทั้งหมด", "ก" * 40, "ก" * 41, "'", "สำนักปลัด")
    book = opened(written(of_units(*units)))
    assert len(book.sheetnames) == len(units) + 1
    assert "งาน-ฝ่าย -1-- ---" in book.sheetnames
    assert sum(name.startswith("หน่วยงาน ") for name in book.sheetnames) == 4
    said = {tab["A2"].value.removesuffix(" ต้องแก้ 1 ข้อ") for tab in book.worksheets[1:]}
    assert said == set(units)


def test_long_texts_fit_their_rows_and_say_where_the_rest_is() -> None:
    long = {"measure": "มาตรการที่ยาวมาก " * 200, "action": "ก" * 3000, "outcome": "ก" * 3000}
    data = written(AgencyYears(NAME, (checked(2567, [long] * 3),)))
    assert all(text.endswith(texts.CUT_SHORT.th) for text in table(data, ONLY)["มาตรการ/กิจกรรม"])
    heights = [float(h) for xml in agencies.sheet_parts(data) for h in re.findall(r' ht="([\d.]+)"', xml)]
    assert max(heights) < MAX_HEIGHT


def test_the_line_of_many_units_has_the_height_it_needs() -> None:
    names = [f"งานส่งเสริมและพัฒนาคุณภาพชีวิตผู้สูงอายุ กลุ่มที่ {number}" for number in range(20)]
    heights = [
        opened(written(of_units(*units))).worksheets[0].row_dimensions[3].height
        for units in (names[:2], names)
    ]
    assert heights == [24, 108]  # hidden columns give no room


def test_english_has_thai_only_where_the_office_wrote_it() -> None:
    for agency in (two_years(), of_units("กองคลัง")):
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
        words.ALL_FINE_COUNT.fill(measures=5).th,
    ]
    assert {checked_for.th for checked_for in words.CHECKED_FOR} < set(said)
    assert "ITA2567.xlsx (ปี 2567 3 ข้อ)" in said


def test_without_a_measure_it_does_not_praise() -> None:
    for agency in (AgencyYears("", ()), AgencyYears(NAME, (checked(None, (), file="ก.xlsx"),))):
        said = said_in(written(agency))
        assert words.NO_MEASURES.th in said
        assert words.ALL_FINE.th not in said
