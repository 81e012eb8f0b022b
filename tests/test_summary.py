"""The summary workbook: its figures, its sheets, and what it makes of odd agencies."""

from __future__ import annotations

import io
import os
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import agencies
import linked_years
import pandas as pd
import pytest
from agencies import MEASURES_2566, MEASURES_2567, NAME, REPEATED, checked, good, opened, two_years

from ita_sheets import schema, thai
from ita_sheets.changes import AgencyYears
from ita_sheets.errors import NotOurTemplateError
from ita_sheets.model import Refused, Severity, Verdict
from ita_sheets.reader import read_workbook
from ita_sheets.render import findings_sheet, gap_sheet, official, scores_sheet
from ita_sheets.render.gaps import gap_list
from ita_sheets.render.heights import MAX_HEIGHT
from ita_sheets.render.long_texts import at_clauses, fitting, parts
from ita_sheets.render.summary import summary
from ita_sheets.render.volumes import share
from ita_sheets.texts import Lang, Words, scores, verdicts
from ita_sheets.texts import summary as texts

CREATED = datetime(2026, 11, 2)
GOLDEN = Path(__file__).parent / "golden" / "summary.txt"
REWRITE = "ITA_SHEETS_REWRITE_GOLDEN"  # set this variable to write the golden file anew
LONG = "ข้อความยาวที่ต้องไม่ถูกตัดทิ้ง " * 100


def written(agency: AgencyYears, lang: Lang = Lang.TH, **more: Any) -> bytes:
    return summary(agency, lang=lang, created=CREATED, **more)


@pytest.fixture(scope="module")
def data() -> bytes:
    return written(two_years())


@pytest.fixture(scope="module")
def book(data: bytes) -> Any:
    return opened(data)


def table(data: bytes, tab: Words, header_row: int) -> Any:
    """A sheet's table as pandas reads it."""
    return pd.read_excel(
        io.BytesIO(data),
        sheet_name=tab.th,
        header=header_row - 1,
        dtype=str,
        keep_default_na=False,
        engine="openpyxl",
    )


def overview_lines(book: Any) -> dict[str, list[Any]]:
    """First word of each line of the overview -> its cells in the columns of years."""
    tab = book[texts.OVERVIEW_TAB.th]
    return {row[0].value: [cell.value for cell in row[2:]] for row in tab.iter_rows() if row[0].value}


def texts_of(tab: Any) -> list[str]:
    return [str(cell.value) for row in tab.iter_rows() for cell in row if cell.value is not None]


# --- as a whole -------------------------------------------------------------------------------------------


def test_every_cell_is_as_expected(data: bytes) -> None:
    found = agencies.dump(data)
    if os.environ.get(REWRITE):
        GOLDEN.write_text(found, "utf-8")
    assert found == GOLDEN.read_text("utf-8")


def test_the_same_bytes_every_time(data: bytes) -> None:
    assert written(two_years()) == data
    assert summary(two_years(), lang=Lang.TH, created=datetime(2027, 1, 1)) != data


def test_it_says_what_it_is_and_is_not_read_again(data: bytes, book: Any, tmp_path: Path) -> None:
    assert {p.name: p.value for p in book.custom_doc_props.props} == {schema.PROPERTY_KIND: "summary"}
    path = tmp_path / "summary.xlsx"
    path.write_bytes(data)
    with pytest.raises(NotOurTemplateError):
        read_workbook(path)


def test_sheets_in_reading_order(book: Any) -> None:
    assert book.sheetnames == [
        "ภาพรวม", "รายงาน 2567", "รายงาน 2566", "ข้อที่ต้องแก้", "เพิ่มให้ชัดขึ้น", "คะแนน ITA",
        "จุดอ่อน", "เรื่องที่พบ", "วิธีอ่าน",
    ]  # fmt: skip


def test_empty_sheets_are_left_out() -> None:
    clean = opened(written(AgencyYears(NAME, (checked(2567, good(2)),))))
    assert clean.sheetnames == ["ภาพรวม", "รายงาน 2567", "วิธีอ่าน"]
    said = texts_of(clean["ภาพรวม"])
    assert "ไม่มีข้อที่ต้องแก้ จึงไม่มีแผ่น “ข้อที่ต้องแก้”" in said
    assert f"1. {texts.TODO_NOTHING.th}" in said


def test_no_formula_anywhere(data: bytes) -> None:
    assert "No Gift Policy =SUM(A1)" in agencies.dump(data)
    sheets = agencies.sheet_parts(data)
    assert len(sheets) == 9
    assert not [xml for xml in sheets if re.search(r"<f[ >/]", xml)]


def test_no_merged_cells_in_tables(book: Any) -> None:
    for name in ("ข้อที่ต้องแก้", "เพิ่มให้ชัดขึ้น", "เรื่องที่พบ", "คะแนน ITA"):
        assert not book[name].merged_cells.ranges
    for year in (2566, 2567):
        assert all(area.max_row < official.HEADER_ROW for area in book[f"รายงาน {year}"].merged_cells.ranges)


def test_every_sheet_prints_on_a4(book: Any) -> None:
    for tab in book:
        assert tab.page_setup.paperSize == 9
        fits = tab.sheet_properties.pageSetUpPr and tab.sheet_properties.pageSetUpPr.fitToPage
        assert bool(fits) != tab.title.startswith("รายงาน ")  # where pages end by hand, Excel must not fit
        assert "&P" in tab.oddFooter.right.text
    assert book["ภาพรวม"].page_setup.fitToHeight in (None, 1)
    assert book["ข้อที่ต้องแก้"].print_title_rows == f"${gap_sheet.HEADER_ROW}:${gap_sheet.HEADER_ROW}"
    assert book["รายงาน 2567"].print_title_rows == f"${official.HEADER_ROW}:${official.HEADER_ROW}"


@pytest.mark.parametrize("count", range(1, 16))
def test_nobody_signs_a_page_that_holds_nothing_else(count: int) -> None:
    tab = opened(written(AgencyYears(NAME, (checked(2567, good(count)),))))["รายงาน 2567"]
    heights = [tab.row_dimensions[row].height or 15 for row in range(1, tab.max_row + 1)]
    pages, used = [1], heights[0]  # the page of each row, by the room between the margins of A4 on its side
    ends = {brk.id for brk in tab.row_breaks.brk}
    for row, height in enumerate(heights[1:], 2):
        new = row - 1 in ends or used + height > 595 - (0.5 + 0.6) * 72
        used = (heights[official.HEADER_ROW - 1] if new else used) + height
        pages.append(pages[-1] + new)
    assert "(ลงชื่อ)" in tab.cell(tab.max_row, 1).value
    assert pages[-1] == pages[-3]  # that of the last measure, a blank row before


def test_english_has_thai_only_where_the_office_or_the_form_wrote_it() -> None:
    agency = two_years()
    said = opened(written(agency, Lang.EN))
    typed = agencies.typed_text(agency) + "อำเภอเมือง"
    for tab in said:
        assert not re.search("[\u0e00-\u0e7f]", tab.title)
        if tab.title.startswith("Report "):
            continue  # the official form is Thai
        for text in texts_of(tab):
            for run in re.findall("[\u0e00-\u0e7f]+", text):
                assert run in typed, (tab.title, text)


# --- the figures, counted again ---------------------------------------------------------------------------


def test_verdicts_add_up_to_the_measures(book: Any) -> None:
    lines = overview_lines(book)
    sums = [sum(lines[verdicts.NAMES[verdict].th][year] for verdict in Verdict) for year in (0, 1)]
    assert sums == lines["มาตรการทั้งหมด"][:2] == [len(MEASURES_2566), len(MEASURES_2567)]


def test_gaps_counted_again_by_year_and_verdict(data: bytes, book: Any) -> None:
    rows = table(data, texts.GAPS_TAB, gap_sheet.HEADER_ROW)
    lines = overview_lines(book)
    for column, year in enumerate(("2566", "2567")):
        of_year = rows[rows["ปี"] == year]
        assert len(of_year) == lines["รวมข้อที่ต้องแก้"][column]
        for verdict in Verdict:
            name = verdicts.NAMES[verdict].th
            listed = int((of_year["ผลการตรวจ"] == name).sum())
            assert listed == (lines[name][column] if verdict.is_gap else 0)
    stated = table(data, texts.STATED_TAB, gap_sheet.HEADER_ROW)
    assert len(stated) == sum(lines[verdicts.NAMES[Verdict.STATED].th][:2])


def test_findings_counted_again(data: bytes, book: Any) -> None:
    rows = table(data, texts.FINDINGS_TAB, findings_sheet.HEADER_ROW)
    lines = overview_lines(book)
    assert len(rows) == 3
    for severity in Severity:
        name = texts.SEVERITIES[severity].th
        line = lines[texts.FINDINGS_ROW.fill(severity=name).th]
        assert [int(((rows["ปี"] == y) & (rows["ระดับ"] == name)).sum()) for y in ("2566", "2567")] == line[:2]


def _numbered(measure: dict[str, Any]) -> str:
    """The measure behind its number, as the form prints it."""
    number = measure.get("number", "")
    return f"{number}. {measure['measure']}" if number else str(measure["measure"])


def test_the_official_report_holds_every_measure_as_typed(data: bytes) -> None:
    for year, measures in ((2566, MEASURES_2566), (2567, MEASURES_2567)):
        rows = table(data, texts.OFFICIAL_TAB.fill(year=year), official.HEADER_ROW)
        assert list(rows.columns) == [column.title.th for column in schema.OFFICIAL_COLUMNS]
        found = rows.iloc[: len(measures)].to_numpy().tolist()
        joined = [[" ".join(text.split()) for text in row] for row in found]
        assert joined == [[_numbered(m), m["action"], m["outcome"]] for m in measures]
        rest = "".join(rows.iloc[len(measures) :].to_numpy().flatten())
        assert rest.count("(ลงชื่อ)") == 3


def test_big_figures_are_of_the_latest_year(book: Any) -> None:
    tab = book[texts.OVERVIEW_TAB.th]
    row = next(r for r in tab.iter_rows() if r[0].value == texts.FIGURE_MEASURES.th)[0].row - 1
    assert [c.value for c in tab[row] if c.value is not None] == [5, 2, 3, 0.4, 81.45]


@pytest.mark.parametrize(
    ("measures", "gaps", "expected"), [(0, 0, None), (200, 1, 0.99), (11, 10, 0.09), (3, 0, 1)]
)
def test_complete_is_full_only_without_a_gap(measures: int, gaps: int, expected: float | None) -> None:
    assert share(measures, gaps) == expected


def test_every_linked_figure_leads_to_its_rows(book: Any) -> None:
    tab = book[texts.OVERVIEW_TAB.th]
    names = {verdicts.NAMES[verdict].th: verdict for verdict in Verdict}
    seen = 0
    for row in tab.iter_rows():
        verdict = names.get(row[0].value)
        for cell, year in zip(row[2:4], ("2566", "2567"), strict=True):
            if verdict is None or not cell.value:
                assert verdict is None or not cell.hyperlink
                continue
            sheet, _, target = cell.hyperlink.location.rpartition("!")
            place = book[sheet.strip("'")][target]
            if verdict.is_gap or verdict is Verdict.STATED:
                line = [c.value for c in book[sheet.strip("'")][place.row]]
                assert line[0] == year
                assert row[0].value in line
            else:
                assert sheet.strip("'") == f"รายงาน {year}"
            seen += 1
    assert seen == 8
    every = [cell.hyperlink.location for row in tab.iter_rows() for cell in row if cell.hyperlink]
    assert all(location.rpartition("!")[0].strip("'") in book.sheetnames for location in every)


# --- what it says -----------------------------------------------------------------------------------------


def todo_lines(book: Any) -> list[str]:
    return [text for text in texts_of(book[texts.OVERVIEW_TAB.th]) if re.match(r"[1-9]\. ", text)]


def test_the_three_things_to_do_first(book: Any) -> None:
    assert todo_lines(book) == [
        "1. เขียนผลที่เกิดขึ้นแล้วแทนแผนหรือการมอบหมาย 1 ข้อ (ข้อ 5)",
        "2. แก้ผลลัพธ์ที่ซ้ำกับสิ่งที่ทำ 2 ข้อ (ข้อ 1-2)",
        "3. เพิ่มมาตรการสำหรับตัวชี้วัด 10 การป้องกันการทุจริต ซึ่งเป็นจุดอ่อนแต่ยังไม่มีมาตรการรองรับ",
    ]


def test_neighbouring_numbers_are_drawn_together_and_long_lists_cut() -> None:
    copied = {"measure": "คุมทรัพย์สิน", "action": REPEATED, "outcome": REPEATED}
    runs = [copied] * 4 + good(1) + [copied] * 6
    assert "10 ข้อ (ข้อ 1-4, 6-11)" in todo_lines(opened(written(AgencyYears(NAME, (checked(2567, runs),)))))[0]
    every_other = [item for _ in range(15) for item in (copied, good(1)[0] | {"number": ""})]
    line = todo_lines(opened(written(AgencyYears(NAME, (checked(2567, every_other),)))))[0]
    assert line.endswith("15 ข้อ (ข้อ 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23 และอีก 3 ข้อ)")


def test_totals_by_formula_with_the_typed_one_beside(book: Any) -> None:
    lines = overview_lines(book)
    assert lines[texts.SCORE_TOTAL.th][:2] == [67.53, 81.45]
    assert lines[texts.SCORE_TYPED.th][:2] == ["-", 84.77]
    assert lines[texts.SCORE_LEVEL.th][:2] == ["ต้องปรับปรุงโดยด่วน", "ต้องปรับปรุง"]
    assert lines[texts.LEVEL_TYPED.th][:2] == ["-", "ผ่านดี"]
    assert texts.SCORE_BEFORE.th not in lines
    alone = overview_lines(opened(written(AgencyYears(NAME, two_years().years[1:]))))
    assert alone[texts.SCORE_BEFORE.th][0] == 67.53


def test_scores_by_year_with_change_and_what_is_below(book: Any) -> None:
    tab = book[scores.TAB.th]
    ninth = [cell.value for cell in tab[scores_sheet.FIRST_ROW + 8]]
    assert ninth == [9, "การเปิดเผยข้อมูล", "OIT", 51.68, 72.89, 21.21, 85, "ต่ำกว่าเกณฑ์ เพิ่มขึ้น"]
    total = [cell.value for cell in tab[scores_sheet.TOTAL_ROW]]
    assert total[3:6] == [67.53, 81.45, 13.92]


def test_refused_files_are_told_with_their_sentence() -> None:
    refused = Refused("เสีย.xlsx", "ITA101", Words("เปิดไฟล์ไม่ได้", "It cannot be opened."))
    said = texts_of(opened(written(two_years(), refused=(refused,)))[texts.OVERVIEW_TAB.th])
    assert said[said.index("เสีย.xlsx") + 1] == "เปิดไฟล์ไม่ได้"
    only = written(AgencyYears("", ()), refused=(refused,))
    assert "เสีย.xlsx" in texts_of(opened(only)[texts.OVERVIEW_TAB.th])


def test_thai_digits_in_the_official_heading_alone() -> None:
    agency = AgencyYears(NAME, (checked(2567, MEASURES_2566),))
    heading = texts_of(opened(written(agency, digits_thai=True))["รายงาน 2567"])
    plain = texts_of(opened(written(agency))["รายงาน 2567"])
    assert heading[2] == "ประจำปีงบประมาณ พ.ศ. ๒๕๖๗  (ตั้งแต่วันที่ ๑ ตุลาคม ๒๕๖๖ ถึงวันที่ ๓๐ กันยายน ๒๕๖๗)"
    assert (heading[:2], heading[3:]) == (plain[:2], plain[3:])


# --- odd agencies -----------------------------------------------------------------------------------------


def test_no_measure_at_all() -> None:
    found = opened(written(AgencyYears("", (checked(2567, (), agency={"name": ""}),))))
    assert found.sheetnames == ["ภาพรวม", "วิธีอ่าน"]
    assert todo_lines(found) == [f"1. {texts.TODO_NO_MEASURES.th}"]
    assert overview_lines(found)["ความครบถ้วน"][0] == "-"


def test_several_files_of_a_year_and_a_year_that_is_not_known() -> None:
    files = [checked(None, MEASURES_2566, file="ก.xlsx"), checked(2567, good(2), file="ข.xlsx")]
    found = opened(written(AgencyYears(NAME, (*files, checked(2567, MEASURES_2567, file="ค.xlsx")))))
    assert found.sheetnames[:4] == ["ภาพรวม", "รายงาน 2567 (1)", "รายงาน 2567 (2)", "รายงาน ไม่ระบุปี"]
    lines = overview_lines(found)
    assert lines[texts.VERDICT_HEAD.th][:3] == ["ไม่ระบุปี", "2567 (1)", "2567 (2)"]
    assert lines["มาตรการทั้งหมด"][:3] == [4, 2, 5]
    assert lines[texts.FIGURE_MEASURES.th] is not None
    years = [row[0].value for row in found["ข้อที่ต้องแก้"].iter_rows(min_row=gap_sheet.FIRST_ROW)]
    assert years == ["2567 (2)"] * 3 + ["ไม่ระบุปี"] * 3


def test_gaps_are_ordered_by_year_unit_urgency_and_row(book: Any) -> None:
    rows = list(book["ข้อที่ต้องแก้"].iter_rows(min_row=gap_sheet.FIRST_ROW, values_only=True))
    assert [(row[0], row[4], row[2]) for row in rows] == [
        ("2567", "สำนักปลัด", "5"),
        ("2567", "กองช่าง", "๑"),
        ("2567", "กองช่าง", "๒"),
        ("2566", "สำนักปลัด", "2"),
        ("2566", "กองช่าง", "3"),
        ("2566", "ไม่ระบุหน่วยงาน", "4"),
    ]


def test_two_hundred_measures_and_long_texts_lose_nothing_in_the_official_report() -> None:
    long = {"measure": LONG, "action": LONG, "outcome": LONG}
    measures = [long if n % 20 == 0 else {**MEASURES_2566[0], "number": str(n)} for n in range(1, 201)]
    data = written(AgencyYears(NAME, (checked(2567, measures),)))
    rows = table(data, texts.OFFICIAL_TAB.fill(year=2567), official.HEADER_ROW).iloc[:-2]
    for column, key in zip(rows.columns, ("measure", "action", "outcome"), strict=True):
        said = [_numbered(m) if key == "measure" else m[key] for m in measures]
        typed = "".join("".join(text.split()) for text in said)
        assert "".join("".join(text.split()) for text in rows[column]) == typed
    assert (
        max(float(h) for xml in agencies.sheet_parts(data) for h in re.findall(r' ht="([\d.]+)"', xml))
        < MAX_HEIGHT
    )


def test_long_texts_are_parted_without_a_loss() -> None:
    for text in ("ก" * 3000, LONG, "a" * 5000, "บรรทัด\n" * 90, ""):
        found = parts(text, 40)
        assert "".join("".join(part.split()) for part in found) == "".join(text.split())
        assert len(found) > 1 or not text
    more = fitting("ก" * 3000, 30, texts.CUT_SHORT, Lang.TH)
    assert more.endswith(texts.CUT_SHORT.th)
    assert len(parts(more, 30)) == 1


def test_clauses_of_one_cell_get_lines_of_their_own() -> None:
    assert at_clauses(REPEATED).split("\n") == [
        "๑. ตรวจนับทรัพย์สินทุกไตรมาส", "๒. ติดป้ายทะเบียนทรัพย์สินของทางราชการ", "๓. รายงานผลต่อผู้บริหาร",
    ]  # fmt: skip
    for text in ("", "ข้อความเดียว", "1. ก 2. ข 1. ก", "นำ (1) ก (2) ก", "1.\n2. ข", "บรรทัด\nบรรทัด"):
        assert at_clauses(text).split() == thai.tidy(text).split()


def test_every_sheet_of_a_real_office_is_whole_in_english() -> None:
    agency, sources = linked_years.sample_files()
    typed = "".join(agencies.typed_text(agency).split()) + "อำเภอจังหวัด"
    redlined = schema.YEAR_OVER_YEAR.tab.en  # holds what was typed in two years as one text
    books = (written(agency, Lang.EN, sources=sources), gap_list(agency, lang=Lang.EN, created=CREATED))
    tabs = [tab for data in books for tab in opened(data)]
    found = [(tab.title, text) for tab in tabs for text in (*texts_of(tab), *prompts(tab))]
    assert [
        (title, run)
        for title, text in found
        if not title.startswith("Report ") and title != redlined
        for run in re.findall("[\u0e00-\u0e7f]+", text)
        if run not in typed and run.removeprefix("อำเภอ").removeprefix("จังหวัด") not in typed
    ] == []


def prompts(tab: Any) -> list[str]:
    """What Excel says beside the cells of a sheet."""
    rules = tab.data_validations.dataValidation
    said = [(rule.prompt, rule.promptTitle, rule.error, rule.errorTitle) for rule in rules]
    return [text for texts_ in said for text in texts_ if text]
