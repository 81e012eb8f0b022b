"""Tables as offices lay them out: headers in other words, group rows, second header rows, signatures."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from documents import cell, docx, ods, paragraph, table, tr

from ita_sheets import rules, schema
from ita_sheets.fiscal import FiscalYear
from ita_sheets.importer import Imported, Why, import_report

RESTARTS, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
ALL_COLUMNS = '<w:gridSpan w:val="{}"/>'
HEADS = ["ที่", "มาตรการ", "การดำเนินการ", "ผลลัพธ์"]


def imported(folder: Path, data: bytes | str, name: str = "r.docx", year: int | None = 2568) -> Imported:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return import_report(path, FiscalYear(year) if year else None)


def text(*rows: Sequence[str]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def keys(result: Imported) -> list[str | None]:
    return [key for _, key in result.columns]


def values(result: Imported, *columns: schema.Column) -> list[list[str]]:
    return [[measure.entry(column).raw for column in columns] for measure in result.report.measures]


NUMBERED = (schema.NUMBER, schema.MEASURE, schema.ACTION, schema.OUTCOME)

# --- headers ------------------------------------------------------------------------------------------------

# The headers seen in other agencies' tables, by the column they mean.
SEEN = {
    "measure": ["มาตรการ/กิจกรรม", "โครงการ/กิจกรรม/มาตรการ", "โครงการ/กิจกรรม", "มาตรการ", "ประเด็น"],
    "action": ["สรุปผลการดำเนินการตามมาตรการ/กิจกรรม", "ขั้นตอน/วิธีการปฏิบัติ", "วิธีการดำเนินการ", "การดำเนินการ"],
    "outcome": ["ผลลัพธ์/ความสำเร็จของการดำเนินการ", "ผลลัพธ์", "ผลการดำเนินการ"],
    "unit": ["ผู้รับผิดชอบ", "หน่วยงานที่รับผิดชอบ", "ฝ่ายงานที่รับผิดชอบ"],
    "start": ["ระยะเวลา", "ระยะเวลาดำเนินการ", "วันที่เริ่ม", "ช่วงเวลาดำเนินการ"],
    "end": ["วันที่สิ้นสุด"],
    "budget": ["งบประมาณ (บาท)", "งบประมาณ"],
    "target": ["ตัวชี้วัด", "เป้าหมาย"],
    "status": ["สถานะการดำเนินงาน"],
    "evidence": ["หลักฐาน", "เอกสารอ้างอิง", "URL"],
    "problems": ["ปัญหา/อุปสรรค"],
    "suggestions": ["ข้อเสนอแนะ"],
    "note": ["หมายเหตุ"],
    "number": ["ที่", "ลำดับ", "ลำดับที่", "ข้อ"],
}


@pytest.mark.parametrize(("key", "header"), [(key, header) for key in SEEN for header in SEEN[key]])
def test_a_header_seen_elsewhere(key: str, header: str, tmp_path: Path) -> None:
    others = {"measure": "มาตรการ", "action": "สรุปผลการดำเนินการ", "outcome": "ผลลัพธ์"}
    row = {other: word for other, word in others.items() if other != key} | {
        key: f" {header} ".replace("/", " / ")
    }
    result = imported(tmp_path, text(list(row.values()), list("กขคง")), "r.txt")
    assert keys(result) == list(row)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ("ที่|มาตรการ/แนวทาง|ขั้นตอนและวิธีการ|ตัวชี้วัดความสำเร็จ|ผู้รับผิดชอบหลัก|ผลการดำเนินงานตามแผน",
         "number measure steps target unit outcome"),
        ("ลำดับที่|กิจกรรม/โครงการ|งบประมาณที่ได้รับจัดสรร|ผลการใช้จ่ายงบประมาณ|รายงานผลการดำเนินงาน|ผลลัพธ์ที่เกิดขึ้น",
         "number measure budget spent action outcome"),
        ("ประเด็น|มาตรการ|ผลการดำเนินการ", "- measure outcome"),
        ("ประเด็นที่ต้องพัฒนา|มาตรการ/แนวทางการพัฒนา|ผลการดำเนินการ", "- measure outcome"),
        ("กิจกรรม|มาตรการ|ผลการดำเนินการ|ผลลัพธ์", "steps measure action outcome"),
        ("โครงการ|ผลการดำเนินการ|ปัญหา อุปสรรค และข้อเสนอแนะ|แนวทางการแก้ไขปัญหา",
         "measure outcome problems suggestions"),
        ("มาตรการ|ผลการดำเนินการ รอบ 6 เดือน|ผลการดำเนินการ รอบ 12 เดือน", "measure - outcome"),
        ("มาตรการ|ผลการดำเนินการ ปี 2567|ผลการดำเนินการ ปี 2568", "measure - outcome"),
        ("แนวทางปฏิบัติ|มาตรการ|กำหนดเวลาแล้วเสร็จ|ผลที่คาดว่าจะได้รับ|สรุปผลการดำเนินงาน",
         "steps measure start target action"),
    ],
)  # fmt: skip
def test_headers_that_say_more_than_a_name(headers: str, expected: str, tmp_path: Path) -> None:
    row = headers.split("|")
    result = imported(tmp_path, text(row, [f"ก{n}" for n in range(len(row))]), "r.txt")
    assert ["-" if key is None else key for key in keys(result)] == expected.split()


@pytest.mark.parametrize(
    "row",
    [
        ["มาตรการส่งเสริมความโปร่งใส", "ผลการดำเนินการเป็นไปตามแผน", "ผลลัพธ์ดีขึ้นมาก"],
        ["ประกาศเจตนารมณ์", "ลงนามประกาศต่อหน้าพนักงาน", "ลงชื่อ รับทราบ 42 คน"],
    ],
)
def test_a_row_that_opens_with_the_words_of_headers_is_no_header(row: list[str], tmp_path: Path) -> None:
    result = imported(tmp_path, text(HEADS[1:], row, ["2. ก", "ข", "ค"]), "r.txt")
    assert values(result, schema.MEASURE, schema.ACTION, schema.OUTCOME) == [row, ["ก", "ข", "ค"]]


def test_a_column_of_indicators_called_otherwise(tmp_path: Path) -> None:
    rows = [
        ["ตัวชี้วัด", "เป้าหมาย", "มาตรการ", "ผลลัพธ์"],
        ["ตัวชี้วัดที่ ๑ การปฏิบัติหน้าที่", "3 ครั้ง", "ก", "ข"],
        ["ด้านที่ 2 การใช้งบประมาณ (IIT)", "4 ครั้ง", "ค", "ง"],
    ]
    result = imported(tmp_path, text(*rows), "r.txt")
    assert keys(result) == ["indicator", "target", "measure", "outcome"]
    assert [measure.indicator.value for measure in result.report.measures] == [1, 2]


def test_numbers_without_a_header(tmp_path: Path) -> None:
    head = ["", *HEADS[1:]]
    result = imported(tmp_path, text(head, ["๑", "ก", "ข", "ค"], head, ["๒", "ง", "จ", "ฉ"]), "r.txt")
    assert values(result, *NUMBERED) == [["๑", "ก", "ข", "ค"], ["๒", "ง", "จ", "ฉ"]]


def test_headers_with_a_hint_below(tmp_path: Path) -> None:
    hint = "(ระบุผลผลิต ผลลัพธ์ และหลักฐาน 1 รายการ ที่แสดงว่าเกิดผลจริงในเชิงปริมาณและคุณภาพ ตลอดจนปัญหาที่พบ)"
    heads = ["มาตรการ/กิจกรรม\n(ตามแผน 3 ปี)", f"การดำเนินการ\n{hint}", f"ผลลัพธ์\n{hint * 2}"]
    result = imported(tmp_path, docx(table(heads, ["ก", "ข", "ค"])))
    assert keys(result) == ["measure", "action", "outcome"]


# --- headers of two rows ------------------------------------------------------------------------------------

QUARTERS = [f"ไตรมาส {n}" for n in range(1, 5)]


def test_marks_below_quarters_are_a_period(tmp_path: Path) -> None:
    top = ["ที่", "มาตรการ", "ระยะเวลาดำเนินการ", "", "", "", "ผลลัพธ์"]
    rows = [top, ["", "", *QUARTERS, ""], ["1", "ก", "/", "/", "", "", "ข"], ["2", "ค", "", "", "", "✓", "ง"]]
    result = imported(tmp_path, text(*rows), "r.txt")
    columns = (schema.MEASURE, schema.START, schema.END, schema.OUTCOME, schema.NOTE)
    assert values(result, *columns) == [
        ["ก", "ไตรมาส 1", "ไตรมาส 2", "ข", "ไตรมาส 1: /\nไตรมาส 2: /"],
        ["ค", "ไตรมาส 4", "ไตรมาส 4", "ง", "ไตรมาส 4: ✓"],
    ]
    assert result.report.measures[0].end.at.cell == "L3"
    assert [(item.text, item.why) for item in result.unplaced] == [(q, Why.HEADER_UNKNOWN) for q in QUARTERS]


def test_a_header_of_two_rows_on_every_page(tmp_path: Path) -> None:
    head = [
        ["ที่", "มาตรการ/แนวทาง", "ระยะเวลาดำเนินการ", "", "ผลการดำเนินงานตามแผน"],
        ["", "", "ช่วงแรก", "ช่วงหลัง", ""],
    ]
    rows = [*head, ["1", "ก", "/", "", "ข"], *head, ["2", "ค", "", "/", "ง"]]
    result = imported(tmp_path, text(*rows), "r.txt")
    assert values(result, schema.NUMBER, schema.MEASURE, schema.NOTE) == [
        ["1", "ก", "ช่วงแรก: /"],
        ["2", "ค", "ช่วงหลัง: /"],
    ]


def test_parts_of_a_text_column(tmp_path: Path) -> None:
    body = table(
        tr(cell("มาตรการ", RESTARTS), cell("ผลการดำเนินการ", '<w:gridSpan w:val="2"/>')),
        tr(cell("", GOES_ON), cell("เชิงปริมาณ"), cell("เชิงคุณภาพ")),
        ["ก", "3 ครั้ง", "พอใจ"],
    )
    assert values(imported(tmp_path, docx(body)), schema.MEASURE, schema.OUTCOME) == [["ก", "3 ครั้ง\nพอใจ"]]


def test_numbers_of_columns_and_totals_are_no_measures(tmp_path: Path) -> None:
    rows = [
        ["ที่", "โครงการ", "งบประมาณ", "ผลการดำเนินการ"],
        ["(๑)", "(๒)", "(๓)", "(๔)"],
        ["1", "อบรม", "500", "อบรมแล้ว"],
        ["รวม", "", "500", ""],
    ]
    result = imported(tmp_path, text(*rows), "r.txt")
    assert values(result, schema.NUMBER, schema.MEASURE) == [["1", "อบรม"]]
    assert [(item.text, item.at.cell, item.why) for item in result.unplaced] == [
        ("รวม\t\t500\t", "L4", Why.TOTAL)
    ]


# --- rows over all columns ----------------------------------------------------------------------------------


def wide(said: str, columns: int = 4) -> str:
    return tr(cell(said, ALL_COLUMNS.format(columns)))


def test_group_rows_over_all_columns_of_a_word_table(tmp_path: Path) -> None:
    body = table(
        wide("ตารางสรุปผล ปีงบประมาณ พ.ศ. 2568"),
        HEADS,
        wide("ด้านที่ ๓ การใช้อำนาจ"),
        ["1", "ก", "ทำ ก", "ผล ก"],
        wide("๒. มาตรการส่งเสริมการมีส่วนร่วม"),
        ["2", "ข", "ทำ ข", "ผล ข"],
    )
    result = imported(tmp_path, docx(body), year=None)
    assert values(result, *NUMBERED) == [["1", "ก", "ทำ ก", "ผล ก"], ["2", "ข", "ทำ ข", "ผล ข"]]
    assert [measure.indicator.value for measure in result.report.measures] == [3, 3]
    assert [(item.text, item.why) for item in result.unplaced] == [
        ("๒. มาตรการส่งเสริมการมีส่วนร่วม", Why.BETWEEN_ROWS)
    ]


def test_an_indicator_above_each_table(tmp_path: Path) -> None:
    body = paragraph("ด้านที่ ๑ การปฏิบัติหน้าที่") + table(HEADS, ["1", "ก", "ข", "ค"])
    body += paragraph("ด้านที่ ๒ การใช้งบประมาณ") + table(HEADS, ["1", "ง", "จ", "ฉ"])
    measures = imported(tmp_path, docx(body)).report.measures
    assert [measure.indicator.value for measure in measures] == [1, 2]


def test_a_list_of_indicators_above_a_table_is_no_group(tmp_path: Path) -> None:
    body = paragraph("1. การใช้อำนาจ") + paragraph("2. การใช้งบประมาณ") + table(HEADS, ["1", "ก", "ข", "ค"])
    assert imported(tmp_path, docx(body)).report.measures[0].indicator.blank


def test_group_rows_of_spreadsheets(tmp_path: Path) -> None:
    rows = [HEADS[1:], ["๑. ด้านการให้บริการ"], ["ก", "ทำ ก", "ผล ก"]]
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A2:C2")
    buffer = io.BytesIO()
    book.save(buffer)

    def made(row: list[str]) -> str:
        spans = ' table:number-columns-spanned="3"' if len(row) == 1 else ""
        cells = (
            f'<table:table-cell office:value-type="string"{spans}><text:p>{said}</text:p></table:table-cell>'
            for said in row
        )
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    open_document = ods(f'<table:table table:name="S">{"".join(map(made, rows))}</table:table>')
    for name, data in (("r.xlsx", buffer.getvalue()), ("r.ods", open_document)):
        result = imported(tmp_path, data, name)
        assert values(result, schema.MEASURE, schema.OUTCOME) == [["ก", "ผล ก"]]


# --- what stands below, and other tables --------------------------------------------------------------------


def test_signatures_below_the_table(tmp_path: Path) -> None:
    signatures = [
        ["(ลงชื่อ)........ผู้รายงาน", "ลงชื่อ........", "(ลงชื่อ)......", ""],
        ["(นางสาวสมมุติ ก)", "(นายสมมุติ ข)", "(นายสมมุติ ค)", ""],
        ["นักทรัพยากรบุคคล", "ปลัดเทศบาล", "นายกเทศมนตรี", ""],
    ]
    rows = [HEADS, ["1", "ก", "ทำ ก", "ผล ก"]]
    for data, name in (
        (text(*rows, *signatures), "r.txt"),
        (docx(table(*rows) + table(*signatures)), "r.docx"),
        (docx(table(*rows, *signatures)), "r.docx"),
    ):
        result = imported(tmp_path, data, name)
        assert len(result.report.measures) == 1
        agency = result.report.agency
        assert [agency.reporter.raw, agency.reviewer.raw, agency.executive.raw] == signatures[2][:3]


def test_a_signature_in_one_cell(tmp_path: Path) -> None:
    block = "(ลงชื่อ)............\n(นางสาวสมมุติ ก)\nหัวหน้าสำนักปลัด"
    result = imported(tmp_path, docx(table(HEADS, ["1", "ก", "ข", "ค"]) + table([block, "ลงชื่อ"])))
    assert result.report.agency.reporter.raw == "หัวหน้าสำนักปลัด"


def test_the_report_is_taken_before_the_plan(tmp_path: Path) -> None:
    plan = table(["มาตรการ", "ขั้นตอนการดำเนินการ", "ผู้รับผิดชอบ"], ["1. ก", "ร่าง", "กองคลัง"])
    report = table(["มาตรการ", "การดำเนินการ", "ผลลัพธ์"], ["1. ก", "ทำ ก", "ผล ก"])
    result = imported(tmp_path, docx(plan + paragraph("ผลการดำเนินการ") + report))
    assert values(result, *NUMBERED) == [["1", "ก", "ทำ ก", "ผล ก"]]
    assert [(item.text, item.at.cell, item.why) for item in result.unplaced] == [
        ("มาตรการ | ขั้นตอนการดำเนินการ | ผู้รับผิดชอบ", "T1R1C1", Why.OTHER_TABLE)
    ]
    assert "ITA605" in {finding.code for finding in rules.check_import(result)}


def test_a_report_inside_a_frame_of_one_column(tmp_path: Path) -> None:
    inner = paragraph("ส่วนราชการ กองคลัง") + table(HEADS, ["1", "ก", "ข", "ค"]) + paragraph("จบ")
    body = f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    result = imported(tmp_path, docx(body))
    assert values(result, *NUMBERED) == [["1", "ก", "ข", "ค"]]
    assert result.report.agency.department.raw == "กองคลัง"


def test_bars_below_a_memo_with_tabs(tmp_path: Path) -> None:
    lines = ["ที่ สม 1/2\tวันที่ 9 ตุลาคม 2568", " | ".join(HEADS), "1 | ก | ข | ค"]
    result = imported(tmp_path, "\n".join(lines), "r.txt")
    assert values(result, *NUMBERED) == [["1", "ก", "ข", "ค"]]
    assert result.report.agency.memo_number.raw == "สม 1/2"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("๑. ก\t๑. ข\n๒. ข สอง\tค", [["๑", "ก", "๑. ข\n๒. ข สอง", "ค"]]),
        ("๑. ก\tข\nข สอง\nข สาม\tค\n๒. ง\tจ\tฉ", [["๑", "ก", "ข\nข สอง\nข สาม", "ค"], ["๒", "ง", "จ", "ฉ"]]),
        ("ก\tข\nง\tจ", [["", "ก", "ข", ""], ["", "ง", "จ", ""]]),
        ("๑. ก\tข\t๑) ค\n๒) ค สอง\n๒. ง\tจ\tฉ", [["๑", "ก", "ข", "๑) ค\n๒) ค สอง"], ["๒", "ง", "จ", "ฉ"]]),
        ("๑. ก\tข\n๒. ง\tจ", [["๑", "ก", "ข", ""], ["๒", "ง", "จ", ""]]),  # rows without their last cell
        ("๑. ก\t๑. ข\nข ต่อ\n๒. ข สอง\tค\nลงชื่อ", [["๑", "ก", "๑. ข\nข ต่อ\n๒. ข สอง", "ค"]]),
    ],
)  # fmt: skip
def test_cells_broken_where_a_table_was_pasted(lines: str, expected: list[list[str]], tmp_path: Path) -> None:
    result = imported(tmp_path, text(HEADS[1:]) + "\n" + lines, "r.txt")
    assert values(result, *NUMBERED) == expected


def test_numbers_that_word_writes_into_empty_cells(tmp_path: Path) -> None:
    levels = '<w:lvl w:ilvl="0"><w:numFmt w:val="thaiNumbers"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering = f'<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    numbered = paragraph("", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    listed = f"<w:tc>{numbered}</w:tc>"
    body = table(HEADS, *(tr(listed, cell(said), cell("ทำ"), cell("ผล")) for said in "กข"))
    result = imported(tmp_path, docx(body, numbering=numbering))
    assert values(result, schema.NUMBER, schema.MEASURE) == [["๑.", "ก"], ["๒.", "ข"]]


# --- the memo -----------------------------------------------------------------------------------------------


def test_weak_points_in_the_lines_below(tmp_path: Path) -> None:
    memo = [
        "รายงานผล ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",
        "ได้ประกาศผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๗ มีตัวชี้วัดที่ต้องปรับปรุง ดังนี้",
        "๑) ตัวชี้วัดที่ ๒ การใช้งบประมาณ ได้คะแนน ๘๐.๑๒",
        "๒) ประสิทธิภาพการสื่อสาร ได้คะแนน ๗๙.๕๐",
        "จึงกำหนดมาตรการ",
    ]
    result = imported(tmp_path, "\n".join([*memo, text(HEADS, ["1", "ก", "ข", "ค"])]), "r.txt", year=None)
    assert [(point.weak_point.raw, point.indicator.value) for point in result.report.weak_points] == [
        (memo[2], 2), (memo[3], 7),
    ]  # fmt: skip
    assert (result.report.year, result.report.agency.basis_year.raw) == (
        FiscalYear(2568),
        "ปีงบประมาณ พ.ศ. ๒๕๖๗",
    )
    scores = {s.indicator.value: s.previous_score.raw for s in result.report.scores if s.previous_score.raw}
    assert scores == {2: "80.12", 7: "79.50"}


def test_years_called_by_no_fiscal_year(tmp_path: Path) -> None:
    table_of = text(HEADS, ["1", "ก", "ข", "ค"])
    later = table_of.replace("\tก\t", "\tง\t")
    lines = f"แผน ปี 2566-2570\nผล ปี พ.ศ. ๒๕๖๖\n{table_of}\nผล ประจำปี ๒๕๖๗\n{later}"
    assert values(imported(tmp_path, lines, "r.txt", year=2567), schema.MEASURE) == [["ง"]]
    one = imported(tmp_path, lines.partition("\nผล ประจำปี")[0], "r.txt", year=None)
    assert one.report.year == FiscalYear(2566)


def test_years_in_the_first_row_of_each_table(tmp_path: Path) -> None:
    body = "".join(
        table(wide(f"ปีงบประมาณ พ.ศ. {year}"), HEADS, ["1", said, "ข", "ค"])
        for year, said in ((2566, "ก"), (2567, "ง"))
    )
    assert values(imported(tmp_path, docx(body), year=2567), schema.MEASURE) == [["ง"]]


def test_a_period_between_two_days(tmp_path: Path) -> None:
    said = "ระหว่างวันที่ ๑ ตุลาคม ๒๕๖๗ ถึงวันที่ ๓๐ กันยายน ๒๕๖๘"
    agency = imported(tmp_path, said + "\n" + text(HEADS, ["1", "ก", "ข", "ค"]), "r.txt").report.agency
    assert (agency.period_start.raw, agency.period_end.raw) == ("๑ ตุลาคม ๒๕๖๗", "๓๐ กันยายน ๒๕๖๘")


def test_the_year_of_a_result_where_no_other_is_named(tmp_path: Path) -> None:
    lines = "รายงานผลการประเมินและมาตรการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๗\n" + text(HEADS, ["1", "ก", "ข", "ค"])
    assert imported(tmp_path, lines, "r.txt", year=None).report.year == FiscalYear(2567)


def test_a_weak_point_with_its_score_behind(tmp_path: Path) -> None:
    said = "พบจุดอ่อน ได้แก่ ตัวชี้วัดที่ 8 การปรับปรุงระบบการทำงาน (78.91) และตัวชี้วัดที่ 3 การใช้งบประมาณ"
    result = imported(tmp_path, said + "\n" + text(HEADS, ["1", "ก", "ข", "ค"]), "r.txt")
    assert [point.indicator.value for point in result.report.weak_points] == [
        8,
        None,
    ]  # 3 is another's number
