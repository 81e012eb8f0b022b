"""The sheets that compare years and the comparison workbook: what they say and how they look."""

from __future__ import annotations

import io
import os
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import agencies
import factory
import linked_years
import pytest
from agencies import checked, opened
from linked_years import (
    AGAIN,
    CREATED,
    GIFTS,
    HOTLINE,
    PROPOSED,
    RESULT,
    WEBSITE,
    answered,
    asked,
    fill,
    given_no,
    row,
    samples_without_ids,
    table,
    two,
    written,
)
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import get_column_letter

from ita_sheets import schema
from ita_sheets.changes import AgencyYears, Reply
from ita_sheets.model import Finding, Place, Refused, Severity
from ita_sheets.render.summary import summary
from ita_sheets.texts import Lang, Words
from ita_sheets.texts import summary as texts
from ita_sheets.texts import years as words

GOLDEN = Path(__file__).parent / "golden"
REWRITE = "ITA_SHEETS_REWRITE_GOLDEN"  # set this variable to write the golden files anew
YEARS_TAB, HISTORY_TAB, ANSWERS_TAB = (
    schema.YEAR_OVER_YEAR.tab.th,
    words.HISTORY_TAB.th,
    schema.ANSWERS.tab.th,
)


def summarised(agency: AgencyYears) -> bytes:
    return summary(agency, lang=Lang.TH, created=CREATED)


# --- what they say --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "agency"), [("years", linked_years.samples()), ("years_without_ids", samples_without_ids())]
)
def test_every_cell_is_as_expected(name: str, agency: AgencyYears) -> None:
    found, path = agencies.dump(written(agency)), GOLDEN / f"{name}.txt"
    if os.environ.get(REWRITE):
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")


def test_the_same_bytes_every_time() -> None:
    assert written(samples_without_ids()) == written(samples_without_ids())


@pytest.mark.parametrize("write", [written, summarised])
def test_tables_can_be_sorted_and_filtered(write: Any) -> None:
    data = write(samples_without_ids())
    assert not [xml for xml in agencies.sheet_parts(data) if re.search(r"<f[ >/]", xml)]
    book = opened(data)
    for name in (YEARS_TAB, HISTORY_TAB):
        tab = book[name]
        head = int(re.findall(r"\d+", agencies.table_area(tab))[0])
        assert tab.freeze_panes in (f"A{head + 1}", f"B{head + 1}")
        assert tab.print_title_rows == f"${head}:${head}"
        assert not [area for area in tab.merged_cells.ranges if area.max_row >= head]


def test_wording_is_marked_where_it_changed() -> None:
    book = load_workbook(io.BytesIO(written(linked_years.samples())), rich_text=True)
    cells = [cell.value for cells in book[YEARS_TAB].iter_rows() for cell in cells]
    marked = [value for value in cells if isinstance(value, CellRichText)]
    fonts = [piece.font for text in marked for piece in text if isinstance(piece, TextBlock)]
    assert len(marked) == 6  # two reworded measures, two parts of one, two that became one
    assert any(font.strike for font in fonts)
    assert any(font.u for font in fonts)


def test_a_wording_that_was_taken_away_or_put_in_is_marked_whole() -> None:
    then = [{**row(HOTLINE, RESULT), "id": "A"}, {**row("", RESULT), "id": "B"}]
    now = [{**row("", AGAIN), "id": "A"}, {**row(GIFTS, AGAIN), "id": "B"}, row(WEBSITE)]
    cells = [cells["มาตรการ/กิจกรรม"] for cells in table(opened(written(two(then, now))))]
    assert [(cell.value, cell.font.strike, cell.font.u) for cell in cells] == [
        (HOTLINE, True, None),
        (GIFTS, None, "single"),
        (WEBSITE, None, None),
    ]


def test_wordings_too_long_for_a_row_give_this_years_cut_short() -> None:
    longs = [" ".join(f"{text} ครั้งที่ {n}" for n in range(200)) for text in (HOTLINE, WEBSITE)]
    agency = two([{**row(longs[0], RESULT), "id": "A"}], [{**row(longs[1], AGAIN), "id": "A"}])
    book = load_workbook(io.BytesIO(written(agency)), rich_text=True)
    (cell,) = [cells["มาตรการ/กิจกรรม"] for cells in table(book)]
    assert type(cell.value) is str
    assert cell.value.startswith(f"{WEBSITE} ครั้งที่ 0 {WEBSITE}")
    assert cell.value.endswith(texts.CUT_SHORT.th)


def test_english_has_thai_only_where_the_office_wrote_it() -> None:
    agency = samples_without_ids()
    place = agency.years[0].judged[0].measure.measure.at
    given = answered(agency, 1, (5, 6), reply=Reply.OTHER, other="ข้อ ๕", at=place)
    agency = linked_years.linked(agency.years, answers=[given], name=agency.name)
    typed = agencies.typed_text(agency) + given.other
    book = load_workbook(io.BytesIO(written(agency, Lang.EN)), rich_text=True)
    assert book.sheetnames == [
        "In short", "Year over year", "Measure history", "ITA scores", "Answers", "How to read"
    ]  # fmt: skip
    for tab in book:
        for cell in (cell for cells in tab.iter_rows() for cell in cells):
            pieces = cell.value if isinstance(cell.value, CellRichText) else [cell.value]
            for run in re.findall("[\u0e00-\u0e7f]+", "\n".join(str(piece) for piece in pieces)):
                assert run in typed, (tab.title, cell.coordinate, cell.value)
        for rule in tab.data_validations.dataValidation:
            said = (rule.promptTitle, rule.prompt, rule.errorTitle, rule.error)
            assert not re.search("[\u0e00-\u0e7f]", " ".join(filter(None, said)))


def test_one_year_alone_has_nothing_to_compare() -> None:
    agency = linked_years.linked(samples_without_ids().years[:1])
    book = opened(written(agency))
    assert book.sheetnames == ["สรุปการเทียบ", "คะแนน ITA", "วิธีอ่าน"]
    assert book["สรุปการเทียบ"]["A5"].value == words.NO_STEP.th
    assert words.KINDS_SECTION.th not in [cell.value for cell in book["วิธีอ่าน"]["A"]]
    assert {YEARS_TAB, HISTORY_TAB, ANSWERS_TAB}.isdisjoint(opened(summarised(agency)).sheetnames)


# --- year over year -------------------------------------------------------------------------------


@pytest.mark.parametrize("agency", [linked_years.samples(), samples_without_ids(), linked_years.many(12)])
def test_sums_on_top_are_those_of_the_rows_below(agency: AgencyYears) -> None:
    book = opened(written(agency))
    rows = table(book)
    for line, step in enumerate(reversed(agency.steps), 4):
        said = book[YEARS_TAB].cell(line, 1).value
        own = [cells for cells in rows if cells["ปีที่เทียบ"].value == f"{step.earlier}-{step.later}"]
        for side, (year, head) in enumerate(((step.earlier, "ข้อ ปีก่อน"), (step.later, "ข้อ ปีนี้"))):
            stated = re.findall(r"ปี (\d+)  (\d+) ข้อ = (.*?)(?:      |$)", said)[side]
            kinds = {kind: int(n) for kind, n in (part.rsplit(" ", 1) for part in stated[2].split(" + "))}
            items = {cells[head].value: cells["สถานะ"].value for cells in own if cells[head].value}
            assert (stated[0], int(stated[1])) == (str(year), len(items))
            assert kinds == Counter(items.values())
        left = [cells for cells in own if cells["เทียบคู่จากอะไร"].value.startswith("โปรดยืนยัน")]
        assert said.endswith(f"เหลือให้ยืนยัน {len(left)} ข้อ")
    assert book[YEARS_TAB]["A2"].value == f"เหลือให้ยืนยัน {asked(agency)} ข้อ"


def test_the_newest_step_stands_first_of_many() -> None:
    rows = table(opened(written(linked_years.many(2, range(2563, 2569)))))
    assert [cells["ปีที่เทียบ"].value for cells in rows] == [
        f"{year - 1}-{year}" for year in range(2568, 2563, -1) for _ in range(2)
    ]


def test_what_only_the_toolkit_reads_is_out_of_sight() -> None:
    told = linked_years.linked(samples_without_ids().years, answers=[given_no(samples_without_ids())])
    book = opened(written(told))
    for sheet, hidden, shown in (
        (schema.YEAR_OVER_YEAR, "NOPQ", "ABCDEFGHIJKLM"),
        (schema.ANSWERS, "FGH", "ABCDE"),
    ):
        spot = factory.Spot(book, sheet)
        columns = spot.sheet.column_dimensions
        spans = [(dim.min or 0, dim.max or 0) for dim in columns.values() if dim.hidden]
        out = {get_column_letter(n) for first, last in spans for n in range(first, last + 1)}
        assert (out, out & set(shown)) == (set(hidden), set())
        assert [row for row, dim in spot.sheet.row_dimensions.items() if dim.hidden] == [spot.key_row]


def test_colours_mark_what_is_asked_and_how_outcomes_turned() -> None:
    then = [
        row(HOTLINE, RESULT), row(GIFTS, RESULT), row(WEBSITE), row("คุมวัสดุ"), row("คุมพัสดุครุภัณฑ์", RESULT),
        PROPOSED[0], row("เวรยามรักษาการณ์"),
    ]  # fmt: skip
    now = [
        row(HOTLINE), {**row(GIFTS, RESULT), "previous_outcome": RESULT}, row(WEBSITE, "-"),
        row("คุมวัสดุ", RESULT), row("คุมพัสดุครุภัณฑ์", AGAIN), PROPOSED[1],
    ]  # fmt: skip
    book = opened(written(two(then, now)))
    rows = table(book)
    assert [(cells["ผลเปลี่ยนอย่างไร"].value, fill(cells["ผลเปลี่ยนอย่างไร"])) for cells in rows] == [
        ("เคยมีผล แต่ปีนี้ไม่มี", "F9DEDC"),
        ("ซ้ำกับผลลัพธ์ปีก่อน", "FBE5D6"),
        ("ยังไม่มีผล ตั้งแต่ปี 2567", "FBE5D6"),
        ("มีผลแล้วในปีนี้", "E6F0E4"),
        ("มีผลทั้งสองปี", None),
        ("มีผลทั้งสองปี", None),
        (None, None),
    ]
    head = book[YEARS_TAB].cell(rows[0]["คำตอบ"].row - 1, rows[0]["คำตอบ"].column)
    assert (head.value, fill(head)) == ("คำตอบ", "FBE5D6")
    marked = [(fill(cells["คำตอบ"]), fill(cells["ข้อที่ตรงกัน"])) for cells in rows]
    assert marked == [(None, None)] * 5 + [("FFF4CF", "FFF4CF"), (None, None)]


def test_since_is_told_of_what_was_a_gap_and_not_of_what_had_a_result() -> None:
    then = [{**row(HOTLINE), "id": "B"}, {**row(GIFTS, RESULT), "id": "C"}]
    agency = two(then, [{**row(f"{HOTLINE}และ{GIFTS}"), "previous_id": "B, C"}])
    rows = table(opened(written(agency)))
    assert [cells["ผลเปลี่ยนอย่างไร"].value for cells in rows] == [
        "ยังไม่มีผล ตั้งแต่ปี 2567",
        "เคยมีผล แต่ปีนี้ไม่มี",
    ]


@pytest.mark.parametrize(
    ("lang", "head", "expected"),
    [
        (
            Lang.TH,
            "อย่างอื่นที่เปลี่ยน",
            [
                """หน่วยงานที่รับผิดชอบ: กองคลัง เป็น กองช่างสมมติ
สถานะการดำเนินงาน: อยู่ระหว่างดำเนินการ เป็น ดำเนินการแล้วเสร็จ
ผลที่ทำได้: ไม่ระบุ เป็น 71 คน""",
                "หน่วยงานที่รับผิดชอบ: ไม่ระบุ เป็น กองคลัง\nสถานะการดำเนินงาน: รอสภาอนุมัติ เป็น ไม่ระบุ",
                None,
                None,
            ],
        ),
        (
            Lang.EN,
            "What else changed",
            [
                """Responsible unit: Finance Division to กองช่างสมมติ
Status: In progress to Done
Achieved: not stated to 71 คน""",
                "Responsible unit: not stated to Finance Division\nStatus: รอสภาอนุมัติ to not stated",
                None,
                None,
            ],
        ),
    ],
)
def test_what_else_changed(lang: Lang, head: str, expected: list[str | None]) -> None:
    then = [
        row(HOTLINE, RESULT, unit="กองคลัง", status="อยู่ระหว่างดำเนินการ"),
        row(GIFTS, RESULT, status="รอสภาอนุมัติ"),
        row(WEBSITE, RESULT, unit="กองคลัง", achieved="๕๖ คน"),
    ]
    now = [
        row(HOTLINE, AGAIN, unit="กองช่างสมมติ", status="ดำเนินการแล้วเสร็จ", achieved="71 คน"),
        row(GIFTS, AGAIN, unit="กองคลัง"),
        row(WEBSITE, AGAIN, unit="กองคลัง", achieved="56  คน"),
        row("จ้างเหมารถเก็บขยะ", RESULT, unit="กองคลัง"),
    ]
    book = opened(written(two(then, now), lang))
    tab = book[schema.YEAR_OVER_YEAR.tab[lang]]
    heads = next(cells for cells in tab.iter_rows() if head in [cell.value for cell in cells])
    at = [cell.value for cell in heads].index(head)
    assert [cells[at].value for cells in tab.iter_rows(min_row=heads[0].row + 1)] == expected


def test_what_was_given_up_says_so_and_what_resembles_nothing_too() -> None:
    before, later = checked(2567, [row("กกก"), row("ขขข")]), checked(2568, [row("คคค", RESULT)])
    ended = before.reading.report.measures[:1]
    report = replace(later.reading.report, ended=ended)
    told = replace(later, reading=replace(later.reading, report=report))
    rows = table(opened(written(linked_years.linked([before, told]))))
    assert [(cells["สถานะ"].value, cells["เทียบคู่จากอะไร"].value) for cells in rows] == [
        ("เพิ่มใหม่", "ไม่มีข้อที่ใกล้เคียงในปี 2567"),
        ("ยกเลิก ตามที่หน่วยงานระบุ", "หน่วยงานระบุว่ายกเลิกในแบบรายงานปี 2568"),
        ("ไม่พบในปีนี้", "ไม่มีข้อที่ใกล้เคียงในปี 2568"),
    ]


EVIL = {
    "number": "=1+1",
    "measure": '=HYPERLINK("http://evil.test","อ่าน")',
    "action": "http://evil.test/a",
    "outcome": "{=SUM(A1)}",
    "unit": "mailto:somebody@evil.test",
    "status": "=cmd|' /C calc'!A0",
    "achieved": "@SUM(1)",
}


@pytest.mark.parametrize("write", [written, summarised])
def test_what_people_typed_is_never_a_formula_or_a_link(write: Any) -> None:
    changed = {**EVIL, "number": "http://evil.test", "measure": f"+{EVIL['measure']}+1", "outcome": "-1+2"}
    agency = two([EVIL], [changed, row("=2+2")])
    place = agency.years[0].judged[0].measure.measure.at
    given = answered(agency, 0, (1, 1), reply=Reply.OTHER, other="=9+9", at=place)
    data = write(linked_years.linked(agency.years, answers=[given], name="=3+3"))
    assert not [xml for xml in agencies.sheet_parts(data) if re.search(r"<f[ >/]", xml)]
    book = opened(data)
    assert book[ANSWERS_TAB]["E6"].value == "=9+9"
    links = [cell.hyperlink for tab in book for cells in tab.iter_rows() for cell in cells if cell.hyperlink]
    assert [link.target for link in links if link.target] == []
    assert {link.location.rpartition("!")[0].strip("'") for link in links} <= set(book.sheetnames)


# --- history --------------------------------------------------------------------------------------


def test_a_history_names_all_that_became_one_and_marks_the_one_to_mend() -> None:
    then = [{**row(HOTLINE, RESULT), "id": "B"}, {**row(GIFTS), "id": "C"}]
    agency = two(then, [{**row(f"{HOTLINE}และ{GIFTS}", AGAIN), "previous_id": "B, C"}, row(WEBSITE, "-")])
    cells = list(opened(written(agency))[HISTORY_TAB].iter_rows(min_row=4))
    assert [[cell.value for cell in line] for line in cells] == [
        [
            f"{HOTLINE}และ{GIFTS}",
            "ข้อ 1 มีผลพร้อมหลักฐาน\nข้อ 2 ยังว่าง",
            "ข้อ 1 มีผลพร้อมหลักฐาน",
            "-",
        ],
        [WEBSITE, "-", "ข้อ 2 ยังไม่ได้เขียนผล", "2568"],
    ]
    assert [[fill(cell) for cell in line[1:3]] for line in cells] == [["FBE5D6", "E6F0E4"], [None, "FBE5D6"]]


# --- the comparison workbook ----------------------------------------------------------------------


def test_it_says_what_it_is() -> None:
    book = opened(written(samples_without_ids()))
    kinds = {prop.name: prop.value for prop in book.custom_doc_props.props}
    assert kinds == {schema.PROPERTY_KIND: "comparison"}


def test_of_the_findings_it_tells_those_across_years() -> None:
    at = Place("ITA2568.xlsx", schema.MEASURES.tab.th, "F6")
    facts = {"missing": "2566", "earlier": 2565, "later": 2567}
    findings = [Finding(code, Severity.NOTE, at, facts=facts) for code in ("ITA305", "ITA502", "ITA405")]
    later = checked(2568, [row(HOTLINE, AGAIN)], findings=findings)
    book = opened(written(linked_years.linked([checked(2567, [row(HOTLINE, RESULT)]), later])))
    codes = [str(cell.value) for cells in book["เรื่องที่พบ"].iter_rows() for cell in cells]
    assert [code for code in codes if re.fullmatch(r"ITA\d{3}", code)] == ["ITA502"]


def test_files_that_could_not_be_read_are_named() -> None:
    refused = Refused("เสีย.xlsx", "ITA101", Words("เปิดไฟล์ไม่ได้", "It cannot be opened."))
    first = opened(written(samples_without_ids(), refused=[refused]))["สรุปการเทียบ"]
    said = [cell.value for cells in first.iter_rows() for cell in cells if cell.value is not None]
    assert said[-3:] == [texts.REFUSED_SECTION.th, "เสีย.xlsx", "เปิดไฟล์ไม่ได้"]


def test_each_figure_of_the_first_page_leads_to_the_first_of_its_rows() -> None:
    agency = samples_without_ids()
    book = opened(written(agency))
    lines = list(book["สรุปการเทียบ"].iter_rows(min_row=6, max_col=3))
    steps = [cell.value for cell in lines[0][1:]]
    rows = table(book)
    seen = []
    for name, *cells in lines[1:]:
        for step, cell in zip(steps, cells, strict=True):
            if not cell.hyperlink:
                continue
            named = {"เหลือให้ยืนยัน": "โปรดยืนยัน", "มาตรการทั้งหมด": ""}.get(name.value, name.value)
            first = next(
                own["ปีที่เทียบ"].row
                for own in rows
                if own["ปีที่เทียบ"].value == step
                and any(str(each.value or "").startswith(named) for each in own.values())
            )
            assert cell.hyperlink.location == f"'{YEARS_TAB}'!A{first}"
            seen.append((name.value, step))
    assert seen == [
        ("เหมือนเดิม", "2567-2568"),
        ("เหมือนเดิม", "2566-2567"),
        ("แก้ถ้อยคำ", "2567-2568"),
        ("แก้ถ้อยคำ", "2566-2567"),
        ("แยกเป็นหลายข้อ", "2567-2568"),
        ("รวมหลายข้อ", "2567-2568"),
        ("เพิ่มใหม่", "2567-2568"),
        ("เพิ่มใหม่", "2566-2567"),
        ("ไม่พบในปีนี้", "2567-2568"),
        ("มาตรการทั้งหมด", "2567-2568"),
        ("มาตรการทั้งหมด", "2566-2567"),
        ("เคยมีผล แต่ปีนี้ไม่มี", "2567-2568"),
        ("ซ้ำกับผลลัพธ์ปีก่อน", "2567-2568"),
        ("มีผลแล้วในปีนี้", "2567-2568"),
        ("มีผลแล้วในปีนี้", "2566-2567"),
        ("เหลือให้ยืนยัน", "2567-2568"),
        ("เหลือให้ยืนยัน", "2566-2567"),
    ]
