"""Which table of a file is taken, what a person may say about it, and that all the rest is kept."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import factory
import openpyxl
import pytest
from click.testing import CliRunner
from documents import docx, paragraph, table
from linked_years import samples

from ita_sheets import schema
from ita_sheets.cli import program
from ita_sheets.errors import NotOurTemplateError
from ita_sheets.fiscal import FiscalYear
from ita_sheets.importer import Imported, Why, Wishes, import_report
from ita_sheets.model import Report
from ita_sheets.reader import read_workbook
from ita_sheets.render.template import template

HEADS = ["มาตรการ", "การดำเนินการ", "ผลลัพธ์"]
FIRST, SECOND, THIRD = ["๑. ก", "ทำ ก", "ผล ก"], ["๒. ข", "ทำ ข", "ผล ข"], ["๑. ค", "ทำ ค", "ผล ค"]


def imported(
    folder: Path, name: str, data: bytes | str, year: int | None = None, **wishes: object
) -> Imported:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return import_report(path, FiscalYear(year) if year else None, Wishes(**wishes))  # type: ignore[arg-type]


def texts(result: Imported) -> list[str]:
    return [measure.measure.raw for measure in result.report.measures]


def lines(*rows: Sequence[str]) -> str:
    return "\n".join(row if isinstance(row, str) else "\t".join(row) for row in rows)


def kept(result: Imported) -> list[tuple[str, str, str]]:
    """The source sheet: place, text, use, but for the table's headers."""
    lines = [(line.line.raw, line.text.raw, line.use.raw) for line in result.report.source]
    return [line for line in lines if line[2] != schema.HEADER_USE.th]


# --- several years ----------------------------------------------------------------------------------------

YEARS = [
    "องค์การบริหารส่วนตำบลสมมุติ",
    "ประจำปีงบประมาณ พ.ศ. 2566",
    HEADS,
    FIRST,
    SECOND,
    "ลงชื่อ",
    "ประจำปีงบประมาณ พ.ศ. 2567",
    HEADS,
    THIRD,
]


@pytest.mark.parametrize(("year", "expected"), [(2566, ["ก", "ข"]), (2567, ["ค"]), (2568, ["ก", "ข"])])
def test_a_table_for_each_year(year: int, expected: list[str], tmp_path: Path) -> None:
    assert texts(imported(tmp_path, "r.txt", lines(*YEARS), year)) == expected


def test_what_stands_in_another_years_table_is_listed_and_copied(tmp_path: Path) -> None:
    result = imported(tmp_path, "r.txt", lines(*YEARS), 2567)
    assert [(item.text, item.at.cell, item.why) for item in result.unplaced] == [
        ("2566", "L3", Why.OTHER_TABLE)
    ]
    assert kept(result) == [
        ("1", "องค์การบริหารส่วนตำบลสมมุติ", "ชื่อหน่วยงาน"),
        ("6", "ลงชื่อ", ""),
        ("7", "ประจำปีงบประมาณ พ.ศ. 2567", "ปีงบประมาณ (พ.ศ.)"),
        ("2", "ประจำปีงบประมาณ พ.ศ. 2566", ""),
        ("3", "\t".join(HEADS), ""),
        ("4", "\t".join(FIRST), ""),
        ("5", "\t".join(SECOND), ""),
    ]


def test_several_years_and_none_asked_for(tmp_path: Path) -> None:
    with pytest.raises(NotOurTemplateError) as caught:
        imported(tmp_path, "r.txt", lines(*YEARS))
    assert (caught.value.code, "(2566, 2567)" in caught.value.words.th) == ("ITA165", True)


def test_tables_of_a_word_file_by_their_headings(tmp_path: Path) -> None:
    body = (
        paragraph("ปีงบประมาณ 2566") + table(HEADS, FIRST) + paragraph("ปีงบประมาณ 2567") + table(HEADS, THIRD)
    )
    result = imported(tmp_path, "r.docx", docx(body), 2567)
    assert (texts(result), result.report.measures[0].measure.at.cell) == (["ค"], "T2R2C1")


def test_a_column_of_years(tmp_path: Path) -> None:
    rows = [["ปีงบประมาณ", *HEADS], ["2566", *FIRST], ["", *SECOND], ["๒๕๖๗", *THIRD]]
    result = imported(tmp_path, "r.txt", lines(*rows), 2567)
    assert texts(result) == ["ค"]
    assert result.columns[0] == ("ปีงบประมาณ", "fiscal_year")
    assert [(item.at.cell, item.why) for item in result.unplaced] == [
        ("L2", Why.OTHER_YEAR),
        ("L3", Why.OTHER_YEAR),
    ]
    assert [text for _, text, _ in kept(result)] == ["\t".join(["2566", *FIRST]), "\t".join(["", *SECOND])]
    assert texts(imported(tmp_path, "r.txt", lines(*rows), 2566)) == ["ก", "ข"]


def test_a_table_without_a_year_goes_on_with_the_one_above(tmp_path: Path) -> None:
    result = imported(tmp_path, "r.txt", lines("ปีงบประมาณ 2567", HEADS, FIRST, "ต่อ", HEADS, SECOND), 2567)
    assert texts(result) == ["ก", "ข"]


# --- what a person says -----------------------------------------------------------------------------------


def test_a_header_told_by_a_person(tmp_path: Path) -> None:
    rows = lines(["เรื่องที่ทำ", "ทำอะไร", "เกิดอะไรขึ้น", "ผลลัพธ์"], ["๑. ก", "ทำ ก", "ดีขึ้น", "จด"])
    told = {"เรื่องที่ทำ": "measure", "ทำอะไร": "action", "เกิดอะไรขึ้น": "outcome", "ผลลัพธ์": "note"}
    result = imported(tmp_path, "r.txt", rows, 2567, columns=told)
    assert result.columns == tuple(told.items())
    measure = result.report.measures[0]
    assert [entry.raw for entry in (measure.measure, measure.action, measure.outcome, measure.note)] == [
        "ก", "ทำ ก", "ดีขึ้น", "จด",
    ]  # fmt: skip


def test_two_headers_told_to_mean_one_column(tmp_path: Path) -> None:
    rows = lines(["มาตรการ", "ผล ไตรมาส 1", "ผล ไตรมาส 2"], ["๑. ก", "3 ครั้ง", "4 ครั้ง"])
    told = {"ผล ไตรมาส 1": "outcome", "ผล ไตรมาส 2": "outcome"}
    result = imported(tmp_path, "r.txt", rows, 2567, columns=told)
    assert result.report.measures[0].outcome.raw == "3 ครั้ง\n4 ครั้ง"


def book(**sheets: list[list[str]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        tab = made.create_sheet(name)
        for row in rows:
            tab.append(row)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def test_the_sheet_and_the_table_a_person_names(tmp_path: Path) -> None:
    data = book(ร่าง=[HEADS, FIRST], จริง=[HEADS, SECOND, ["ปีงบประมาณ 2566"], HEADS, THIRD])
    assert texts(imported(tmp_path, "r.xlsx", data, 2567)) == ["ก"]
    assert texts(imported(tmp_path, "r.xlsx", data, 2567, sheet="จริง")) == ["ข"]
    assert texts(imported(tmp_path, "r.xlsx", data, 2567, sheet="จริง", table=2)) == ["ค"]
    result = imported(tmp_path, "r.xlsx", data, 2567, table=3)
    assert texts(result) == ["ค"]
    assert [(item.text, item.at.cell, item.why) for item in result.unplaced] == [
        ("ร่าง", "A1", Why.OTHER_SHEET),
        ("จริง", "A1", Why.OTHER_TABLE),
    ]
    assert {text for _, text, _ in kept(result)} >= {"\t".join(FIRST), "\t".join(SECOND)}


@pytest.mark.parametrize(
    ("wishes", "code", "named"),
    [
        ({"sheet": "ไม่มี"}, "ITA166", "“Sheet”"),
        ({"table": 2}, "ITA167", "1"),
        ({"columns": {"ไม่มี": "outcome"}}, "ITA168", "“มาตรการ”, “การดำเนินการ”, “ผลลัพธ์”"),
    ],
)
def test_what_a_person_names_and_is_not_there(
    wishes: dict[str, object], code: str, named: str, tmp_path: Path
) -> None:
    with pytest.raises(NotOurTemplateError) as caught:
        imported(tmp_path, "r.xlsx", book(Sheet=[HEADS, FIRST]), 2567, **wishes)
    assert (caught.value.code, named in caught.value.words.th) == (code, True)


def test_the_options_of_the_command(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(lines(["หัวข้อ", *HEADS[1:]], FIRST), "utf-8")
    command = ["import", str(path), "--year", "2567", "-o", str(tmp_path / "new.xlsx"), "--json"]
    assert CliRunner().invoke(program, command).exit_code != 0  # no header means the measure
    for key in ("measure", "มาตรการ/กิจกรรม"):
        ran = CliRunner().invoke(program, [*command, "--column", f"หัวข้อ={key}", "--force"])
        assert json.loads(ran.stdout)["columns"][0] == {"header": "หัวข้อ", "recognised_as": "measure"}
    wrong = CliRunner().invoke(program, [*command, "--column", "หัวข้อ=ผลงาน"])
    assert (wrong.exit_code, "outcome, unit" in wrong.output) == (2, True)


# --- scores -----------------------------------------------------------------------------------------------


def scores(result: Imported) -> dict[int, tuple[str, str]]:
    """Indicator -> this year's score and last year's, as written."""
    found = {
        score.indicator.value or 0: (score.score.raw, score.previous_score.raw)
        for score in result.report.scores
    }
    return {indicator: pair for indicator, pair in found.items() if any(pair)}


BASIS = "ได้วิเคราะห์ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2566 พบจุดอ่อน ได้แก่ "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BASIS + "ตัวชี้วัดที่ 8 การปรับปรุงระบบการทำงาน (78.91 คะแนน)", {8: ("", "78.91")}),
        (BASIS + "การใช้อำนาจ ได้คะแนน ๘๓.๙๒ และการใช้งบประมาณ ร้อยละ 80", {2: ("", "80"), 3: ("", "83.92")}),
        (BASIS + "การใช้อำนาจ 83.92", {3: ("", "83.92")}),
        ("คะแนน ITA ปี 2567 การใช้อำนาจ 85.11 คะแนน", {3: ("85.11", "")}),
        ("คะแนน ITA ปี 2564 การใช้อำนาจ 85.11 คะแนน", {}),  # two years back: no place for it
        (BASIS + "การใช้อำนาจ จัดอบรม 3 ครั้ง", {}),
        (BASIS + "การใช้อำนาจ 83.92 คะแนน\nการใช้อำนาจ 84.00 คะแนน", {}),  # a contradiction
        ("การใช้อำนาจ 83.92 คะแนน", {}),  # of no year
        (
            lines("ผลการประเมิน", ["ที่", "ตัวชี้วัด", "2566", "2567"], ["1", "การปฏิบัติหน้าที่", "89.45", "91.2"]),
            {1: ("91.2", "89.45")},
        ),
        (lines("คะแนน ITA ปี 2566", ["ตัวชี้วัดที่ 3 การใช้อำนาจ", "83.92"], ["2", "70"]), {3: ("", "83.92")}),
    ],
)  # fmt: skip
def test_scores_out_of_the_text(text: str, expected: dict[int, tuple[str, str]], tmp_path: Path) -> None:
    result = imported(tmp_path, "r.txt", lines(text, "", HEADS, FIRST), 2567)
    assert scores(result) == expected
    assert texts(result) == ["ก"]


# --- nothing lost -----------------------------------------------------------------------------------------


def test_the_same_source_gives_the_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(lines(*YEARS), "utf-8")
    made = []
    for name in ("a.xlsx", "b.xlsx"):
        command = ["import", str(path), "--year", "2566", "-o", str(tmp_path / name)]
        assert CliRunner().invoke(program, command).exit_code in (0, 1)
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]


def test_what_was_not_placed_stands_in_the_new_workbook(tmp_path: Path) -> None:
    result = imported(tmp_path, "r.txt", lines(*YEARS), 2567)
    assert result.report.year
    written = template(result.report.year, result.report, created=factory.CREATED)
    tab = openpyxl.load_workbook(io.BytesIO(written))[schema.SOURCE.tab.th]
    column = [str(row[1].value) for row in tab.iter_rows(min_row=6) if row[1].value]
    assert column == [line.text.raw for line in result.report.source]


def content(report: Report) -> list[list[str]]:
    """The agency's and the measures' texts."""
    records = [(schema.AGENCY, report.agency), *((schema.MEASURES, measure) for measure in report.measures)]
    return [[record.entry(column).text for column in sheet.columns] for sheet, record in records]


@pytest.mark.parametrize("kind", ["docx", "csv"])
def test_a_template_comes_back_from_other_programs(kind: str, tmp_path: Path) -> None:
    for year in samples().years:
        report = year.reading.report
        columns = schema.MEASURES.columns
        form = [[column.title.th, report.agency.entry(column).text] for column in schema.AGENCY.columns]
        rows = [[column.title.th for column in columns]]
        rows += [[measure.entry(column).text for column in columns] for measure in report.measures]
        if kind == "docx":
            data = docx(table(*form) + table(*rows))
        else:
            quoted = [";".join('"' + text.replace('"', '""') + '"' for text in row) for row in (*form, *rows)]
            data = "\r\n".join(quoted).encode("utf-8-sig")
        assert report.year
        result = imported(tmp_path, f"r.{kind}", data, report.year.be)
        assert content(result.report) == content(report)
        assert (result.unplaced, result.joined) == ((), ())


def test_an_import_reads_back_as_what_was_imported(tmp_path: Path) -> None:
    result = imported(tmp_path, "r.txt", lines(*YEARS), 2566)
    assert result.report.year
    path = tmp_path / "new.xlsx"
    path.write_bytes(template(result.report.year, result.report, created=factory.CREATED))
    assert content(read_workbook(path).report) == content(result.report)


def test_from_last_years_word_file_to_this_years_template_in_three_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(Path(__file__).parent / "data" / "sources" / "libreoffice.docx", "รายงาน2568.docx")
    steps = [
        ["import", "รายงาน2568.docx"],
        ["check", "ITA2568_แบบรายงาน_อบต.นาสมมุติ.xlsx", "-q"],
        ["template", "--year", "2569", "--from", "ITA2568_แบบรายงาน_อบต.นาสมมุติ.xlsx"],
    ]
    assert [CliRunner().invoke(program, step).exit_code in (0, 1) for step in steps] == [True] * 3
    rolled = read_workbook(tmp_path / "ITA2569_แบบรายงาน_อบต.นาสมมุติ.xlsx").report
    assert [measure.previous_outcome.text for measure in rolled.measures] == [
        "มีการยืม 18 ครั้ง คืนตรงเวลา 17 ครั้ง",
        "รับแจ้ง 42 เรื่อง แก้ไขแล้ว 40 เรื่อง ภายใน 2 วัน",
        "ประกาศต่อหน้าพนักงานทุกคน",
        "อยู่ระหว่างดำเนินการ",
    ]
