"""The sheets of scores and of weak points: every cell, the charts, and what becomes of odd agencies."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import agencies
import pytest
from agencies import MEASURES_2567, NAME, SCORES_2566, SCORES_2567, checked, opened, two_years
from test_score_years import answering, but, naming, samples

from ita_sheets import schema, score_years
from ita_sheets.changes import AgencyYears
from ita_sheets.render import scores_sheet, weak_points_sheet
from ita_sheets.render.book import Book
from ita_sheets.render.sources import NOWHERE, Sources
from ita_sheets.render.volumes import Lot, Targets, volumes
from ita_sheets.texts import Lang
from ita_sheets.texts import scores as texts

CREATED = datetime(2026, 11, 2)
OFFICE = AgencyYears(NAME, samples())

Sheet = Callable[[Book, AgencyYears, Lang], None]


def scores_of(book: Book, agency: AgencyYears, lang: Lang, sources: Sources = NOWHERE) -> None:
    scores_sheet.scores_sheet(book, volumes(agency), lang, sources)


def weak_points_of(book: Book, agency: AgencyYears, lang: Lang, targets: Targets | None = None) -> None:
    around = weak_points_sheet.Around(targets or {}, None, NOWHERE)
    weak_points_sheet.weak_points_sheet(book, volumes(agency), agency, lang, around)


def written(sheet: Sheet, agency: AgencyYears, lang: Lang = Lang.TH) -> bytes:
    book = Book(CREATED, title="ทดสอบ", lang=lang)
    sheet(book, agency, lang)
    return book.finished()


def lines(data: bytes) -> list[list[Any]]:
    """The one sheet's cells, row by row, without what is empty at a row's end."""
    rows = [[cell.value for cell in row] for row in opened(data).worksheets[0].iter_rows()]
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    return rows


def parts(data: bytes, name: str) -> list[str]:
    """The parts of the package whose names match."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [
            package.read(part).decode() for part in sorted(package.namelist()) if re.fullmatch(name, part)
        ]


def single(**more: Any) -> AgencyYears:
    return AgencyYears(NAME, (checked(2567, MEASURES_2567, now=SCORES_2567, **more),))


# --- scores -----------------------------------------------------------------------------------------------


def test_every_cell_of_two_years() -> None:
    reached, below = "ผ่านเกณฑ์ เพิ่มขึ้น", "ต่ำกว่าเกณฑ์ เพิ่มขึ้น"
    assert lines(written(scores_of, two_years())) == [
        ["คะแนน ITA รายตัวชี้วัด ปี 2566-2567"],
        [texts.HINT.fill(mark="85").th],
        ["ที่", "ตัวชี้วัด", "เครื่องมือ", "2566", "2567", "เพิ่ม/ลด จาก 2566", "เกณฑ์ผ่าน", "ผลปี 2567"],
        [1, "การปฏิบัติหน้าที่", "IIT", 92.17, 93.55, 1.38, 85, reached],
        [2, "การใช้งบประมาณ", "IIT", 85.44, 87.72, 2.28, 85, reached],
        [3, "การใช้อำนาจ", "IIT", 88.74, 91.01, 2.27, 85, reached],
        [4, "การใช้ทรัพย์สินของราชการ", "IIT", 84.05, 87.93, 3.88, 85, reached],
        [5, "การแก้ไขปัญหาการทุจริต", "IIT", 86.51, 89.52, 3.01, 85, reached],
        [6, "คุณภาพการดำเนินงาน", "EIT", 84.62, 90.55, 5.93, 85, reached],
        [7, "ประสิทธิภาพการสื่อสาร", "EIT", 83.7, 88.68, 4.98, 85, reached],
        [8, "การปรับปรุงระบบการทำงาน", "EIT", 81.88, 88.58, 6.7, 85, reached],
        [9, "การเปิดเผยข้อมูล", "OIT", 51.68, 72.89, 21.21, 85, below],
        [10, "การป้องกันการทุจริต", "OIT", 29.82, 65.56, 35.74, 85, below],
        [None, "เฉลี่ย IIT", "IIT", 87.38, 89.95, 2.57, 85, reached],
        [None, "เฉลี่ย EIT", "EIT", 83.4, 89.27, 5.87, 85, reached],
        [None, "เฉลี่ย OIT", "OIT", 40.75, 69.22, 28.47, 85, below],
        [None, "คะแนนรวม", None, 67.53, 81.45, 13.92, 85, below],
        [None, "ระดับ", None, "ต้องปรับปรุงโดยด่วน", "ต้องปรับปรุง"],
        [None, "ค่าเฉลี่ยทั้งประเทศ", None, 90.19, 93.05],
        [None, "ต่างจากค่าเฉลี่ยทั้งประเทศ", None, -22.66, -11.6],
        [None, "เกณฑ์ผ่าน", None, 85, 85],
    ]


def test_every_year_has_its_change_beside_it() -> None:
    rows = lines(written(scores_of, OFFICE))
    assert rows[2][3:] == [
        "2565", "2566", "เพิ่ม/ลด จาก 2565", "2567", "เพิ่ม/ลด จาก 2566", "2568", "เพิ่ม/ลด จาก 2567",
        "เกณฑ์ผ่าน", "ผลปี 2568",
    ]  # fmt: skip
    assert rows[scores_sheet.FIRST_ROW + 1] == [
        3, "การใช้อำนาจ", "IIT", 86.05, 87.3, 1.25, 83.92, -3.38, 85.11, 1.19, 85, "ผ่านเกณฑ์ เพิ่มขึ้น",
    ]  # fmt: skip
    assert rows[scores_sheet.TOTAL_ROW - 1][3:] == [
        77.87, 82.87, 5, 87.47, 4.6, 91.16, 3.69, 85, "ผ่านเกณฑ์ เพิ่มขึ้น",
    ]  # fmt: skip
    assert rows[scores_sheet.LEVEL_ROW - 1][3:] == ["B", "ต้องปรับปรุง", None, "ผ่านดี", None, "ผ่านดี"]
    assert rows[scores_sheet.OVER_ROW - 1][3:] == [-9.7, -7.32, None, -5.58, None, -2.66]


def test_one_year_has_no_change_and_one_chart() -> None:
    data = written(scores_of, single())
    rows = lines(data)
    assert rows[2][3:] == ["2567", "เกณฑ์ผ่าน", "ผลปี 2567"]
    assert rows[3][3:] == [93.55, 85, "ผ่านเกณฑ์"]
    assert rows[scores_sheet.LEVEL_ROW - 1][3:] == ["ต้องปรับปรุง"]
    assert not opened(data).worksheets[0].cell(scores_sheet.LEVEL_ROW, 5).has_style
    (chart,) = parts(data, r"xl/charts/chart\d+\.xml")
    assert "c:barChart" in chart


def test_words_tell_what_rose_fell_and_stayed() -> None:
    now = but(SCORES_2566, i1=90.0, i10=10.0, i2=None)
    agency = AgencyYears(NAME, (checked(2567, (), now=now, before=SCORES_2566),))
    rows = lines(written(scores_of, agency))
    said = [rows[scores_sheet.FIRST_ROW - 1 + n][7:] for n in range(10)]
    assert said == [
        ["ผ่านเกณฑ์ ลดลง"], [], ["ผ่านเกณฑ์ เท่าเดิม"], ["ต่ำกว่าเกณฑ์ เท่าเดิม"], ["ผ่านเกณฑ์ เท่าเดิม"],
        *[["ต่ำกว่าเกณฑ์ เท่าเดิม"]] * 4, ["ต่ำกว่าเกณฑ์ ลดลง"],
    ]  # fmt: skip
    assert rows[scores_sheet.TOTAL_ROW - 1] == [None, "คะแนนรวม", None, 67.53, None, None, 85]


def test_the_level_of_2566_is_told_as_either_of_two() -> None:
    rows = lines(written(scores_of, AgencyYears(NAME, (checked(2566, (), now=[90.0] * 10),))))
    assert rows[scores_sheet.LEVEL_ROW - 1][3:] == ["ผ่านดี หรือ ผ่าน"]


def test_scores_below_the_mark_are_marked_in_every_year() -> None:
    rules = opened(written(scores_of, two_years())).worksheets[0].conditional_formatting
    found = {str(item.sqref): [(rule.formula, rule.dxf.font.b) for rule in item.rules] for item in rules}
    assert found == {
        "D4:D16": [(["AND(ISNUMBER(D4),D4<85)"], True)],
        "E4:E16": [(["AND(ISNUMBER(E4),E4<85)"], True)],
    }


def test_charts_of_totals_and_of_the_latest_year() -> None:
    data = written(scores_of, OFFICE)
    totals, indicators = parts(data, r"xl/charts/chart\d+\.xml")
    assert re.findall("<c:(?:line|bar)Chart>", totals + indicators) == [
        "<c:lineChart>", "<c:lineChart>", "<c:barChart>", "<c:lineChart>",
    ]  # fmt: skip

    def formulas(chart: str, kind: str) -> list[str]:
        return [
            re.sub(r"'คะแนน ITA'!|\$", "", found)
            for found in re.findall(rf"<c:{kind}>.*?<c:f>(.*?)</c:f>", chart)
        ]

    assert formulas(totals, "val") == ["(D19,E19,G19,I19)", "(D17,E17,G17,I17)", "(D21,E21,G21,I21)"]
    assert formulas(totals, "cat") == ["(D3,E3,G3,I3)"] * 3
    assert formulas(indicators, "val") == ["G4:G13", "I4:I13", "K4:K13"]
    assert formulas(indicators, "cat") == ["A4:A13"] * 3
    saved = [re.findall("<c:v>(.*?)</c:v>", series) for series in re.findall("<c:val>.*?</c:val>", totals)]
    assert saved == [
        ["87.57", "90.19", "93.05", "93.82"], ["77.87", "82.87", "87.47", "91.16"], ["85.0"] * 4,
    ]  # fmt: skip
    assert re.findall("<c:v>(25..)</c:v>", totals) == ["2565", "2566", "2567", "2568"] * 3
    names = re.findall(r"<c:tx><c:v>(.*?)</c:v></c:tx>", totals + indicators)
    assert names == ["ค่าเฉลี่ยทั้งประเทศ", "คะแนนรวม", "เกณฑ์ผ่าน", "2567", "2568", "เกณฑ์ผ่าน"]
    assert re.findall('<c:dLblPos val="(.)"/>', totals) == ["b"]
    (drawing,) = parts(data, r"xl/drawings/drawing\d+\.xml")
    assert re.findall(r'descr="(.*?)"', drawing) == [
        texts.TOTALS_ALT.fill(totals="ปี 2565 77.87, ปี 2566 82.87, ปี 2567 87.47, ปี 2568 91.16", mark="85").th,
        "แผนภูมิแท่งคะแนน ITA สิบตัวชี้วัด ปี 2567-2568 และเส้นเกณฑ์ผ่าน 85 คะแนน ตัวเลขอยู่ในตารางด้านบน",
    ]


def test_a_year_without_a_total_stays_out_of_the_chart_of_totals() -> None:
    partly = checked(2566, (), now=but(SCORES_2566, i1=None))
    files = (checked(2565, (), now=[95.0] * 10), partly, checked(2567, (), now=[96.0] * 10))
    totals = parts(written(scores_of, AgencyYears(NAME, files)), r"xl/charts/chart1\.xml")[0]
    found = re.findall(r"<c:val>.*?<c:f>(.*?)</c:f>", totals)
    assert [re.sub(r"'.*?'!|\$", "", item) for item in found] == ["(D19,G19)", "(D17,G17)", "(D21,G21)"]
    assert re.findall('<c:min val="(.*?)"/>', totals)[0] == "80.0"
    assert re.findall('<c:dLblPos val="(.)"/>', totals) == ["t"]


TOTALS = {2565: 4, 2566: 5, 2567: 7, 2568: 9}  # the columns of the years


def test_it_tells_where_totals_and_scores_stand() -> None:
    book = Book(CREATED, title="t")
    told = scores_sheet.scores_sheet(book, volumes(OFFICE), Lang.TH)
    assert told
    assert told.totals == {year: ("คะแนน ITA", (17, column)) for year, column in TOTALS.items()}
    tab = opened(book.finished())["คะแนน ITA"]
    assert {place: tab.cell(*at).value for place, (_, at) in told.scores.items()} == {
        (year.year, number): score
        for year in score_years.score_years(OFFICE.years)
        for number, score in year.scores.items()
    }


def test_scores_lead_into_their_files() -> None:
    book = Book(CREATED, title="t")
    scores_of(book, two_years(), Lang.TH, {"ITA2567.xlsx": "../ITA2567.xlsx"})
    tab = opened(book.finished())["คะแนน ITA"]
    links = {cell.coordinate: cell.hyperlink.location for row in tab for cell in row if cell.hyperlink}
    assert links == {f"E{row}": f"'คะแนน ITA'!B{row + 2}" for row in range(4, 14)}


# --- weak points ------------------------------------------------------------------------------------------


def test_every_cell_of_the_weak_points() -> None:
    rows = lines(written(weak_points_of, replace(OFFICE, years=OFFICE.years[1:])))
    new, old = (
        [w.weak_point.text for w in item.reading.report.weak_points] for item in OFFICE.years[1:][::-1]
    )
    named = "ระบุไว้ คะแนนปี {} ต่ำกว่า 85".format
    low, unnamed = "คะแนนปี 2566 ต่ำกว่า 85", "(ไม่ได้ระบุเป็นจุดอ่อนในรายงาน)"
    result = "มีผล {} จาก {} ข้อ".format
    assert rows[:3] == [
        ["จุดอ่อน 10 ข้อ ไม่มีมาตรการรองรับ 1 ข้อ"],
        [texts.WEAK_HINT.th],
        [
            "ปี", "ตัวชี้วัด", "จุดอ่อน", "ที่มา", "คะแนนก่อน", "มาตรการที่รองรับ", "ผลของมาตรการ", "คะแนนหลัง", "เพิ่ม/ลด",
            "แผ่นงาน!ช่อง",
        ],
    ]  # fmt: skip
    assert [row[:4] for row in rows[3:]] == [
        ["2568", "3 การใช้อำนาจ", new[2], named(2567)],
        ["2568", "8 การปรับปรุงระบบการทำงาน", new[0], named(2567)],
        ["2568", "2 การใช้งบประมาณ", new[1], named(2567)],
        ["2568", "4 การใช้ทรัพย์สินของราชการ", new[3], named(2567)],
        ["2567", "10 การป้องกันการทุจริต", old[0], named(2566)],
        ["2567", "8 การปรับปรุงระบบการทำงาน", old[1], named(2566)],
        ["2567", "5 การแก้ไขปัญหาการทุจริต", old[2], named(2566)],
        ["2567", "2 การใช้งบประมาณ", unnamed, low],
        ["2567", "4 การใช้ทรัพย์สินของราชการ", unnamed, low],
        ["2567", "7 ประสิทธิภาพการสื่อสาร", unnamed, low],
    ]
    assert all(row[9] for row in rows[3:])
    assert [row[4:9] for row in rows[3:]] == [
        [83.92, "ไม่มีมาตรการรองรับ", None, 85.11, 1.19],
        [81.26, "ข้อ 8", result(1, 1), 86.37, 5.11],
        [82.6, "ข้อ 2", result(0, 1), 84.9, 2.3],
        [84.15, "ข้อ 3", result(0, 1), 88.63, 4.48],
        [75, "ข้อ 10", result(1, 1), 87.5, 12.5],
        [78.91, "ข้อ 7-8", result(1, 2), 81.26, 2.35],
        [79.85, "ข้อ 4", result(1, 1), 85.34, 5.49],
        [82.17, "ข้อ 2", result(0, 1), 82.6, 0.43],
        [80.06, "ข้อ 3", result(1, 1), 84.15, 4.09],
        [83.55, "ข้อ 6", result(1, 1), 88.37, 4.82],
    ]


def test_the_unanswered_first_then_what_cannot_be_told_then_the_newest() -> None:
    old = naming(checked(2566, answering(1, "อื่น ๆ")), ("ก", 1), ("ข", 2))
    new = naming(checked(2567, answering(9)), ("ค", 9), ("ง", 10), ("จ", ""))
    rows = lines(written(weak_points_of, AgencyYears(NAME, (old, new))))
    assert rows[0] == ["จุดอ่อน 5 ข้อ ไม่มีมาตรการรองรับ 1 ข้อ"]
    assert [(row[0], row[1], row[2], row[3], row[5]) for row in rows[3:]] == [
        ("2567", "10 การป้องกันการทุจริต", "ง", "ระบุในรายงาน", "ไม่มีมาตรการรองรับ"),
        ("2567", "ไม่ทราบตัวชี้วัด", "จ", "ระบุในรายงาน", "ตรวจไม่ได้ เพราะไม่ทราบตัวชี้วัด"),
        ("2566", "2 การใช้งบประมาณ", "ข", "ระบุในรายงาน", "ตรวจไม่ได้ เพราะไม่ทราบตัวชี้วัด"),
        ("2567", "9 การเปิดเผยข้อมูล", "ค", "ระบุในรายงาน", "ข้อ 1"),
        ("2566", "1 การปฏิบัติหน้าที่", "ก", "ระบุในรายงาน", "ข้อ 1"),
    ]


def test_measures_lead_to_what_is_to_mend_else_to_the_report_of_their_year() -> None:
    targets: Targets = {(1, Lot.ALL): ("รายงาน 2567", (6, 1)), (1, 8): ("ข้อที่ต้องแก้", (9, 1))}
    book = Book(CREATED, title="t")
    book.tab("รายงาน 2567")
    book.tab("ข้อที่ต้องแก้")
    weak_points_of(book, OFFICE, Lang.TH, targets)
    tab = opened(book.finished())["จุดอ่อน"]
    links = [
        (row[0].value, cell.value, cell.hyperlink.location) for row in tab for cell in row if cell.hyperlink
    ]
    assert links == [
        ("2567", "ข้อ 10", "'รายงาน 2567'!A6"),
        ("2567", "ข้อ 7-8", "'ข้อที่ต้องแก้'!A9"),
        *[("2567", f"ข้อ {number}", "'รายงาน 2567'!A6") for number in (4, 2, 3, 6)],
    ]


def test_it_can_be_filtered_and_repeats_its_head() -> None:
    tab = opened(written(weak_points_of, OFFICE)).worksheets[0]
    assert agencies.table_area(tab) == "A3:J20"
    assert (tab.freeze_panes, tab.print_title_rows) == ("A4", "$3:$3")


# --- both -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sheet", [scores_of, weak_points_of])
def test_no_sheet_where_there_is_nothing_to_tell(sheet: Sheet) -> None:
    book = Book(CREATED, title="t")
    sheet(book, AgencyYears(NAME, (checked(2567, MEASURES_2567),)), Lang.TH)
    book.tab("อื่น")
    assert opened(book.finished()).sheetnames == ["อื่น"]


@pytest.mark.parametrize("sheet", [scores_of, weak_points_of])
def test_same_bytes_no_merged_cells_no_formula_on_a4(sheet: Sheet) -> None:
    data = written(sheet, OFFICE)
    assert written(sheet, OFFICE) == data
    tab = opened(data).worksheets[0]
    assert not tab.merged_cells.ranges
    assert (tab.page_setup.paperSize, tab.page_setup.orientation) == (9, "landscape")
    assert tab.sheet_properties.pageSetUpPr.fitToPage
    assert not [xml for xml in agencies.sheet_parts(data) if re.search(r"<f[ >/]", xml)]


@pytest.mark.parametrize("sheet", [scores_of, weak_points_of])
def test_english_has_thai_only_where_the_office_wrote_it(sheet: Sheet) -> None:
    data = written(sheet, OFFICE, Lang.EN)
    typed = agencies.typed_text(OFFICE)
    said = [str(value) for row in lines(data) for value in row if value is not None]
    said += parts(data, r"xl/charts/chart\d+\.xml") + parts(data, r"xl/drawings/drawing\d+\.xml")
    assert not re.search("[\u0e00-\u0e7f]", opened(data).sheetnames[0])
    assert {run for text in said for run in re.findall("[\u0e00-\u0e7f]+", text) if run not in typed} == set()


def test_what_the_office_types_stays_text() -> None:
    typed = ('=HYPERLINK("http://x.example","ก")', "https://x.example/", "@SUM(A1)")
    item = naming(checked(2567, answering(9)), *((text, 9) for text in typed))
    data = written(weak_points_of, AgencyYears(NAME, (item,)))
    assert [row[2] for row in lines(data)[3:]] == list(typed)
    tab = opened(data).worksheets[0]
    assert {(cell.data_type, cell.hyperlink) for cell in tab["C"][3:]} == {("s", None)}
    assert not [part for part in parts(data, r"xl/worksheets/_rels/.*") if "hyperlink" in part]


def test_a_very_long_weak_point_is_cut_and_says_so() -> None:
    item = naming(checked(2567, ()), ("ข้อความยาวมาก " * 300, 9))
    said = lines(written(weak_points_of, AgencyYears(NAME, (item,))))[3][2]
    assert said.endswith("… (ข้อความเต็มอยู่ในไฟล์ต้นทาง)")
    assert len(said) < schema.MAX_CELL_TEXT
