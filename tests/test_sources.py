"""What offices really have: files of other programs, with all that is to come out of each."""

from __future__ import annotations

import io
from pathlib import Path

import documents
import pytest
from documents import cell, docx, ods, ods_row, paragraph, table, tr
from openpyxl import Workbook

from ita_sheets import schema
from ita_sheets.errors import ItaSheetsError, UnreadableError
from ita_sheets.fiscal import FiscalYear
from ita_sheets.importer import Imported, import_report
from ita_sheets.importer.numbering import written
from ita_sheets.model import OddityKind

SOURCES = Path(__file__).parent / "data" / "sources"
SEED = Path(__file__).parents[2] / "shared/seed/000_9ed9cbf621fb5477.txt"
HEADS = ["มาตรการ/กิจกรรม", "สรุปผลการดำเนินการตามมาตรการ/กิจกรรม", "ผลลัพธ์/ความสำเร็จของการดำเนินการ"]
WITH_UNIT = [*HEADS, "หน่วยงานที่รับผิดชอบ"]


def imported(folder: Path, name: str, data: bytes, year: int | None = None) -> Imported:
    path = folder / name
    path.write_bytes(data)
    return import_report(path, FiscalYear(year) if year else None)


def rows(result: Imported) -> list[list[str]]:
    """Number, measure, action, outcome and unit of each measure, letter for letter."""
    return [
        [m.number.raw, m.measure.raw, m.action.raw, m.outcome.raw, m.unit.raw] for m in result.report.measures
    ]


def outside(result: Imported) -> list[tuple[str, str]]:
    """Place and text of the source's lines, but for the tables' headers."""
    lines = [line for line in result.report.source if line.use.raw != schema.HEADER_USE.th]
    return [(line.line.raw, line.text.raw) for line in lines]


# --- files of other programs --------------------------------------------------------------------------------

CLAUSES = "เปิดบัญชีไลน์เมื่อ 4 มกราคม 2568\nประชาสัมพันธ์ผ่านหอกระจายข่าว"
MEASURES = [
    ["๑", "จัดทำคู่มือการยืมทรัพย์สินของราชการ", "จัดทำคู่มือและแจ้งเวียนทุกกอง",
     "มีการยืม 18 ครั้ง คืนตรงเวลา 17 ครั้ง", "สำนักปลัด"],
    ["๒", "เปิดช่องทางแจ้งเรื่องน้ำประปาผ่านไลน์", CLAUSES,
     "รับแจ้ง 42 เรื่อง แก้ไขแล้ว 40 เรื่อง ภายใน 2 วัน", "สำนักปลัด"],
    ["๓", "ประกาศนโยบาย No Gift Policy", "ประกาศต่อหน้าพนักงานทุกคน", "ประกาศต่อหน้าพนักงานทุกคน", "กองคลัง"],
    ["๔", "อบรมพนักงานเรื่องผลประโยชน์ทับซ้อน", "", "อยู่ระหว่างดำเนินการ", "กองคลัง"],
]  # fmt: skip
MEMO = {
    "name": "องค์การบริหารส่วนตำบลนาสมมุติ",
    "district": "เมืองสมมุติ",
    "province": "สมมุติบุรี",
    "fiscal_year": "2568",
    "basis_year": "ปีงบประมาณ พ.ศ. 2567",
    "period_start": "1 ตุลาคม 2567",
    "period_end": "30 กันยายน 2568",
    "department": "สำนักปลัด องค์การบริหารส่วนตำบลนาสมมุติ",
    "memo_number": "สม 71001/24",
    "report_date": "9 ตุลาคม 2568",
    "subject": "รายงานผลตามมาตรการ รอบ 12 เดือน (1 ตุลาคม 2567 - 30 กันยายน 2568)",
    "addressee": "นายกองค์การบริหารส่วนตำบลนาสมมุติ",
    "reporter": "หัวหน้าสำนักปลัด",
}
# file -> (what merged cells are worth there, where the first outcome stands, where each line outside stands)
PLACES = {
    "python-docx.docx": (True, "T1R2C3", [f"P{n}" for n in range(1, 10)]),
    "libreoffice.docx": (True, "T1R2C3", [f"P{n}" for n in range(1, 10)]),
    "libreoffice.ods": (True, "C8", [f"Sheet!A{n}" for n in (*range(1, 7), 12, 13, 14)]),
    "libreoffice.csv": (False, "L8", [str(n) for n in (*range(1, 7), 13, 14, 15)]),
    "semicolons_thai.csv": (False, "L8", [str(n) for n in (*range(1, 7), 13, 14, 15)]),
    "tabs_thai.txt": (False, "L8", [str(n) for n in (*range(1, 7), 12, 13, 14)]),
    "tabs_utf16.txt": (False, "L8", [str(n) for n in (*range(1, 7), 12, 13, 14)]),
}


def test_every_stored_file_has_its_expectation() -> None:
    assert {file.name for file in SOURCES.iterdir() if file.is_file()} == {*PLACES, "make_sources.py"}


@pytest.mark.parametrize("name", PLACES)
def test_a_file_of_another_program(name: str) -> None:
    merged, outcome, lines = PLACES[name]
    result = import_report(SOURCES / name, None)
    expected = [list(row) for row in MEASURES]
    if not merged:  # a text file knows of no merged cell
        expected[1][4] = ""
    if name.startswith("tabs"):
        expected[1][2] = CLAUSES.replace("\n", " ")
    assert rows(result) == expected
    agency = result.report.agency
    found = {column.key: agency.entry(column).raw for column in schema.AGENCY.columns}
    assert {key: raw for key, raw in found.items() if raw} == MEMO
    weak_points = [(point.weak_point.raw, point.indicator.value) for point in result.report.weak_points]
    assert weak_points == [("ตัวชี้วัดที่ 8 การปรับปรุงระบบการทำงาน", 8)]
    assert result.report.measures[0].outcome.at.cell == outcome
    assert [place for place, _ in outside(result)] == lines
    assert result.columns == tuple(zip(WITH_UNIT, ("measure", "action", "outcome", "unit"), strict=True))
    assert (result.unplaced, result.joined) == ((), ())
    assert {oddity.kind for oddity in result.oddities} == {OddityKind.INDICATOR_PROPOSED}


def test_the_seed_as_a_word_file_gives_the_same_report(tmp_path: Path) -> None:
    if not SEED.is_file():
        pytest.skip("the seed report is not beside this checkout")
    text = SEED.read_text("utf-8-sig")
    body, lines = "", text.splitlines()
    while lines:
        if "\t" in lines[0]:
            taken = next((i for i, line in enumerate(lines) if "\t" not in line), len(lines))
            body += table(*(line.split("\t") for line in lines[:taken]))
        else:
            taken = 1
            body += paragraph(lines[0])
        lines = lines[taken:]
    first = import_report(SEED, FiscalYear(2567))
    second = imported(tmp_path, "seed.docx", docx(body), 2567)
    assert rows(second) == rows(first)
    agencies = [
        {column.key: result.report.agency.entry(column).raw for column in schema.AGENCY.columns}
        for result in (first, second)
    ]
    assert agencies[0] == agencies[1]
    assert [text for _, text in outside(second)] == [text for _, text in outside(first)]
    assert second.columns == first.columns
    assert [(u.text, u.why) for u in second.unplaced] == [(u.text, u.why) for u in first.unplaced]
    assert len(second.report.measures) == 11


# --- Word ---------------------------------------------------------------------------------------------------

ROW = ["๑. จัดทำคู่มือ", "ทำคู่มือแล้ว", "ยืมถูกต้อง 12 ครั้ง"]
ROW_READ = ["๑", "จัดทำคู่มือ", "ทำคู่มือแล้ว", "ยืมถูกต้อง 12 ครั้ง", ""]
SECOND = ["๒. ติดป้าย", "ติดแล้ว", "ป้าย 4 จุด"]
SECOND_READ = ["๒", "ติดป้าย", "ติดแล้ว", "ป้าย 4 จุด", ""]
GOES_ON, RESTARTS = "<w:vMerge/>", '<w:vMerge w:val="restart"/>'
NUMBERING = f"""<w:numbering {documents.W}>
<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="thaiNumbers"/>
<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="6"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/>
</w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="6"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>
</w:lvlOverride></w:num></w:numbering>"""
STYLES = f"""<w:styles {documents.W}><w:style w:styleId="Base"><w:pPr><w:numPr>
<w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Item"><w:basedOn w:val="Base"/></w:style></w:styles>"""


def listed(text: str, name: int, level: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr>')


def cell_of(*paragraphs: str) -> str:
    return f"<w:tc>{''.join(paragraphs)}</w:tc>"


def test_numbers_that_word_writes_itself(tmp_path: Path) -> None:
    body = table(
        HEADS,
        tr(
            cell_of(listed("จัดทำคู่มือ", 1)),
            cell_of(listed("ร่าง", 1, 1), listed("แจก", 1, 1), listed("ติดประกาศ", 2)),
            cell_of(paragraph("แจก 40 เล่ม", '<w:pStyle w:val="Item"/>')),
        ),
        tr(cell_of(listed("ติดป้าย", 3)), cell("ติดแล้ว"), cell("ป้าย 4 จุด")),
    )
    result = imported(tmp_path, "r.docx", docx(body, numbering=NUMBERING, styles=STYLES), 2568)
    assert rows(result) == [
        ["๑", "จัดทำคู่มือ", "๑.1) ร่าง\n๑.2) แจก\n• ติดประกาศ", "๒. แจก 40 เล่ม", ""],
        ["๑", "ติดป้าย", "ติดแล้ว", "ป้าย 4 จุด", ""],
    ]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("decimal", ["1", "3", "28", "45"]),
        ("thaiNumbers", ["๑", "๓", "๒๘", "๔๕"]),
        ("thaiLetters", ["ก", "ค", "ฟ", "งง"]),
        ("lowerLetter", ["a", "c", "bb", "ss"]),
        ("upperLetter", ["A", "C", "BB", "SS"]),
        ("lowerRoman", ["i", "iii", "xxviii", "xlv"]),
        ("decimalZero", ["01", "03", "28", "45"]),
        ("chicago", ["1", "3", "28", "45"]),
    ],
)
def test_counting(form: str, expected: list[str]) -> None:
    assert [written(count, form) for count in (1, 3, 28, 45)] == expected


def test_merged_cells_hold_for_each_row_they_span(tmp_path: Path) -> None:
    body = table(
        WITH_UNIT,
        tr(*map(cell, ROW), cell("กองคลัง", RESTARTS)),
        tr(*map(cell, SECOND), cell("", GOES_ON)),
        tr(cell("๓. ประชุม", RESTARTS), cell("ประชุม 2 ครั้ง"), cell("มติ 3 ข้อ"), cell("กองช่าง", RESTARTS)),
        tr(cell("", GOES_ON), cell("ถ่ายทอดสด"), cell("ผู้ชม 80 คน"), cell("", GOES_ON)),
    )
    result = imported(tmp_path, "r.docx", docx(body), 2568)
    assert rows(result) == [
        [*ROW_READ[:4], "กองคลัง"],
        [*SECOND_READ[:4], "กองคลัง"],
        ["๓", "ประชุม", "ประชุม 2 ครั้ง\nถ่ายทอดสด", "มติ 3 ข้อ\nผู้ชม 80 คน", "กองช่าง"],
    ]
    assert [place.cell for place in result.joined] == ["T1R5C2"]


def test_a_header_of_two_rows(tmp_path: Path) -> None:
    body = table(
        tr(cell(HEADS[0], RESTARTS), cell("ผลการดำเนินการ", '<w:gridSpan w:val="2"/>')),
        tr(cell("", GOES_ON), cell(HEADS[1]), cell(HEADS[2])),
        ROW,
    )
    assert rows(imported(tmp_path, "r.docx", docx(body), 2568)) == [ROW_READ]


def test_a_table_cut_in_several_with_and_without_its_header(tmp_path: Path) -> None:
    third = ["๓. ประชุม", "ประชุมแล้ว", "มติ 3 ข้อ"]
    body = table(HEADS, ROW) + paragraph("") + table(SECOND) + paragraph("หน้า 2") + table(HEADS, third)
    result = imported(tmp_path, "r.docx", docx(body), 2568)
    assert rows(result) == [ROW_READ, SECOND_READ, ["๓", "ประชุม", "ประชุมแล้ว", "มติ 3 ข้อ", ""]]
    assert outside(result) == [("P2", "หน้า 2")]


def test_tables_of_other_things_are_kept_as_lines(tmp_path: Path) -> None:
    body = table(["ที่ สม 71001/9", "วันที่ 2 ตุลาคม 2568"]) + table(HEADS, ROW)
    body += table(["(ลงชื่อ)", "(ลงชื่อ)"], ["ปลัด", "นายก"])
    result = imported(tmp_path, "r.docx", docx(body), 2568)
    assert rows(result) == [ROW_READ]
    assert outside(result) == [
        ("T1R1C1", "ที่ สม 71001/9\tวันที่ 2 ตุลาคม 2568"),
        ("T3R1C1", "(ลงชื่อ)\t(ลงชื่อ)"),
        ("T3R2C1", "ปลัด\tนายก"),
    ]
    agency = result.report.agency
    assert (agency.memo_number.raw, agency.report_date.raw) == ("สม 71001/9", "2 ตุลาคม 2568")


def test_a_row_cut_by_the_end_of_a_page(tmp_path: Path) -> None:
    body = table(HEADS, ROW, ["", "และอบรม", ""], SECOND)
    result = imported(tmp_path, "r.docx", docx(body), 2568)
    assert rows(result)[0] == ["๑", "จัดทำคู่มือ", "ทำคู่มือแล้ว\nและอบรม", "ยืมถูกต้อง 12 ครั้ง", ""]


SAID = "<w:r><w:t>ว่า</w:t></w:r>"
TEXT_BOX = "<w:txbxContent><w:p><w:r><w:t>กรอบ</w:t></w:r></w:p></w:txbxContent>"

EITHER = f"<m:Choice>{TEXT_BOX}</m:Choice><m:Fallback>{TEXT_BOX}</m:Fallback>"


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("<w:r><w:t>ทำ</w:t><w:tab/><w:t>แล้ว</w:t></w:r>", "ทำ\tแล้ว"),
        ('<w:r><w:t>ทำ</w:t><w:br/><w:t>แล้ว</w:t><w:br w:type="page"/></w:r>', "ทำ\nแล้ว"),
        ("<w:r><w:t>ทำ</w:t><w:softHyphen/><w:t>แล้ว</w:t></w:r>", "ทำแล้ว"),
        (f"<w:ins>{SAID}</w:ins><w:del><w:r><w:delText>ลบ</w:delText></w:r></w:del>", "ว่า"),
        (f"<w:moveFrom>{SAID}</w:moveFrom><w:moveTo>{SAID}</w:moveTo>", "ว่า"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r>", "3"),
        ("<w:sdt><w:sdtContent><w:r><w:t>เลือกแล้ว</w:t></w:r></w:sdtContent></w:sdt>", "เลือกแล้ว"),
        ('<w:hyperlink r:id="x" xmlns:r="r"><w:r><w:t>เว็บ</w:t></w:r></w:hyperlink>', "เว็บ"),
        (f'<m:AlternateContent xmlns:m="m">{EITHER}</m:AlternateContent>{SAID}', "กรอบ\nว่า"),
    ],
)  # fmt: skip
def test_what_a_cell_says(run: str, expected: str, tmp_path: Path) -> None:
    outcome = f'<w:tc><w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>{run}</w:p></w:tc>'
    body = table(HEADS, tr(cell(ROW[0]), cell(ROW[1]), outcome))
    assert rows(imported(tmp_path, "r.docx", docx(body), 2568))[0][3] == expected


def test_a_table_within_a_cell_is_its_text(tmp_path: Path) -> None:
    inner = cell_of(paragraph("ผล"), table(["ชาย", "12"], ["หญิง", "8"]), paragraph(""))
    body = table(HEADS, tr(cell(ROW[0]), cell(ROW[1]), inner))
    assert rows(imported(tmp_path, "r.docx", docx(body), 2568))[0][3] == "ผล\nชาย\t12\nหญิง\t8"


def test_notes_headers_and_text_boxes_are_lines_too(tmp_path: Path) -> None:
    note = f"<w:footnotes {documents.W}><w:footnote w:type='separator'>{paragraph('เส้น')}</w:footnote>"
    note += f"<w:footnote>{paragraph('ข้อมูล ณ วันที่ 1 ตุลาคม 2568')}</w:footnote></w:footnotes>"
    header = f"<w:hdr {documents.W}>{paragraph('เทศบาลตำบลสมมุติ')}</w:hdr>"
    body = f"<w:p><w:r>{TEXT_BOX}</w:r></w:p>" + table(HEADS, ROW)
    data = docx(body, footnotes=note, header1=header, header2=header)
    result = imported(tmp_path, "r.docx", data, 2568)
    assert outside(result) == [
        ("P1", "กรอบ"),
        ("footnotes P1", "ข้อมูล ณ วันที่ 1 ตุลาคม 2568"),
        ("header1 P1", "เทศบาลตำบลสมมุติ"),
    ]
    assert result.report.agency.name.raw == "เทศบาลตำบลสมมุติ"


# --- OpenDocument -------------------------------------------------------------------------------------------

MILLION = 'table:number-rows-repeated="1048570"'


def sheet(*made: str, name: str = "มาตรการ") -> str:
    return f'<table:table table:name="{name}">{"".join(made)}</table:table>'


def test_blank_rows_and_cells_that_are_repeated_a_million_times(tmp_path: Path) -> None:
    wide = '<table:table-row><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    two = 'table:number-rows-repeated="2"'
    data = ods(
        sheet(ods_row("", settings=two), ods_row(*HEADS), wide, ods_row(*ROW), ods_row("", settings=MILLION))
    )
    result = imported(tmp_path, "r.ods", data, 2568)
    assert rows(result) == [ROW_READ]
    assert result.report.measures[0].outcome.at.cell == "C5"


def test_cells_of_an_open_document(tmp_path: Path) -> None:
    note = "<office:annotation><text:p>ความเห็น</text:p></office:annotation>"
    cells = (
        f'"string"><text:p>๑. จัดทำ<text:s text:c="2"/>คู่มือ</text:p>{note}',
        '"string"><text:p>ร่าง</text:p><text:p>แจก<text:line-break/>ติด</text:p>',
        '"float" office:value="12"><text:p>12 ครั้ง</text:p>',
    )
    made = "".join(f"<table:table-cell office:value-type={text}</table:table-cell>" for text in cells)
    hidden = f'<table:table-row table:visibility="collapse">{made}</table:table-row>'
    result = imported(tmp_path, "r.ods", ods(sheet(ods_row(*HEADS), hidden)), 2568)
    assert rows(result) == [["๑", "จัดทำ  คู่มือ", "ร่าง\nแจก\nติด", "12", ""]]
    assert [(oddity.kind, oddity.at.cell) for oddity in result.oddities][:1] == [
        (OddityKind.ROW_HIDDEN, "A2")
    ]


# --- text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("r.txt", '{heads}\n๑. จัดทำคู่มือ\t"ร่าง\nแจก ""คู่มือ"" ทุกกอง"\tแจก 4 เล่ม\n'),
        ("r.csv", 'sep=;\n{semicolons}\n๑. จัดทำคู่มือ;"ร่าง\nแจก ""คู่มือ"" ทุกกอง";แจก 4 เล่ม\n'),
        ("r.csv", '{bars}\n๑. จัดทำคู่มือ|"ร่าง\nแจก ""คู่มือ"" ทุกกอง"|แจก 4 เล่ม\n'),
    ],
)
def test_cells_over_several_lines_in_quotes(name: str, text: str, tmp_path: Path) -> None:
    heads = {"heads": "\t".join(HEADS), "semicolons": ";".join(HEADS), "bars": "|".join(HEADS)}
    result = imported(tmp_path, name, text.format(**heads).encode("utf-8-sig"), 2568)
    assert rows(result) == [["๑", "จัดทำคู่มือ", 'ร่าง\nแจก "คู่มือ" ทุกกอง', "แจก 4 เล่ม", ""]]


def test_commas_in_texts_between_semicolons(tmp_path: Path) -> None:
    lines = [";".join(HEADS), "๑. ทำ, ร่าง, แจก, ติด;ทำแล้ว, ครบ;ได้ 3, 4, 5 คน", "๒. ก, ข;ทำ, แล้ว;ผล, ดี, มาก"]
    result = imported(tmp_path, "r.csv", "\n".join(lines).encode("cp874"), 2568)
    assert [row[1:4] for row in rows(result)] == [
        ["ทำ, ร่าง, แจก, ติด", "ทำแล้ว, ครบ", "ได้ 3, 4, 5 คน"],
        ["ก, ข", "ทำ, แล้ว", "ผล, ดี, มาก"],
    ]


def merged_book() -> bytes:
    """A workbook with a text of 30,000 letters in a cell that spans a hundred rows."""
    book = Workbook()
    tab = book.worksheets[0]
    tab.append(["ก" * 30_000])
    tab["B100"] = "ข"
    tab.merge_cells("A1:A100")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


# --- what is refused ----------------------------------------------------------------------------------------

DTD = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
NESTED = "<w:tbl><w:tr><w:tc>" * 30 + "</w:tc></w:tr></w:tbl>" * 30
REFUSED = {
    "a picture in Word": ("r.docx", docx("<w:p><w:r><w:drawing/></w:r></w:p>"), "ITA160"),
    "a photograph": ("r.jpg", b"\xff\xd8\xff\xe0", "ITA160"),
    "a photograph called docx": ("r.docx", b"\x89PNG\r\n", "ITA160"),
    "a PDF called docx": ("r.docx", b"%PDF-1.7", "ITA161"),
    "old Word": ("r.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "ITA162"),
    "RTF": ("r.rtf", b"{\\rtf1}", "ITA162"),
    "old Excel": ("r.xls", b"\xd0\xcf\x11\xe0" + bytes(600), "ITA105"),
    "no table": ("r.docx", docx(paragraph("ไม่มีตาราง")), "ITA114"),
    "half a document": ("r.docx", docx(table(HEADS, ROW))[:300], "ITA108"),
    "bad XML": ("r.docx", documents.packed({"word/document.xml": "<w:document"}), "ITA108"),
    "entities": ("r.docx", documents.packed({"word/document.xml": DTD + "<d>&b;</d>"}), "ITA110"),
    "great depth": ("r.docx", docx(NESTED), "ITA110"),
    "a long text": ("r.docx", docx(paragraph("ก" * 2_100_000)), "ITA104"),
    "a wide table": ("r.docx", docx(table(["ก"] * 70)), "ITA104"),
    "entities in ODS": ("r.ods", ods(DTD), "ITA108"),
    "a filled row repeated": ("r.ods", ods(sheet(ods_row(*HEADS, settings=MILLION))), "ITA111"),
    "ODS with a password": ("r.ods", ods(sheet(), manifest="<m:encryption-data/>"), "ITA106"),
    "an empty ODS": ("r.ods", ods(""), "ITA108"),
    "ODT": ("r.odt", documents.packed({"mimetype": "application/vnd.oasis.opendocument.text"}), "ITA119"),
    "a web page called doc": ("r.doc", b"<HTML><table></table></HTML>", "ITA119"),
    "a web page called txt": ("r.txt", b"\xef\xbb\xbf<!DOCTYPE html>", "ITA119"),
    "a cell of many paragraphs": ("r.docx", docx(table(tr(cell_of("<w:p/>" * 60_001)))), "ITA104"),
    "a long text merged over many rows": (
        "r.docx",
        docx(table(tr(cell("ก" * 50_000, RESTARTS)), *[tr(cell("", GOES_ON))] * 50)),
        "ITA104",
    ),
    "cells repeated": (
        "r.ods",
        ods(sheet(ods_row("ก" * 9_000, settings='table:number-rows-repeated="300"'))),
        "ITA104",
    ),
    "a long text merged over many rows of a sheet": ("r.xlsx", merged_book(), "ITA104"),
    "a header and no measure": ("r.txt", "\t".join(HEADS).encode(), "ITA169"),
    "a line of many cells": ("r.csv", b"," * 1_900_000, "ITA104"),
    "a text of many lines": ("r.txt", b"\t\n" * 20_001, "ITA104"),
    "a text longer than a cell may be": ("r.txt", ("ก" * 33_000).encode(), "ITA104"),
    "a program called txt": ("r.txt", bytes(range(1, 32)) * 40, "ITA119"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str, tmp_path: Path) -> None:
    name, data, code = REFUSED[case]
    with pytest.raises(ItaSheetsError) as caught:
        imported(tmp_path, name, data)
    assert caught.value.code == code


def test_a_bomb_is_refused_in_little_memory(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")  # not on Windows
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    data = docx(paragraph("ก") * 300_000)
    with pytest.raises(UnreadableError) as caught:
        imported(tmp_path, "r.docx", data)
    assert caught.value.code == "ITA104"
    assert (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000
    )  # kB, the making of it included
