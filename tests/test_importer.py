"""Existing reports of invented agencies: what is recognised, and that nothing of the source is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from ita_sheets import schema
from ita_sheets.errors import ItaSheetsError, NotOurTemplateError, UnreadableError
from ita_sheets.fiscal import FiscalYear, parse_span
from ita_sheets.importer import Imported, Unplaced, Why, import_report
from ita_sheets.importer.cues import named_weaknesses, propose_indicator
from ita_sheets.importer.table import split_number
from ita_sheets.model import OddityKind, Place, SourceLine

SEED = Path(__file__).parents[2] / "shared/seed/000_9ed9cbf621fb5477.txt"
HEADER = "มาตรการ/กิจกรรม\tสรุปผลการดำเนินการตามมาตรการ /กิจกรรม\tผลลัพธ์/ความสำเร็จของการดำเนินการ"
MEMO = """\
บันทึกข้อความ

ส่วนราชการ สำนักปลัด องค์การบริหารส่วนตำบลบ้านทดลอง
ที่ ตก 71001/15          วันที่ 5 ตุลาคม 2568
เรื่อง รายงานผลตามมาตรการ รอบ 12 เดือน (1 ตุลาคม 2567 - 30 กันยายน 2568)
เรียน นายกองค์การบริหารส่วนตำบลบ้านทดลอง

ตามที่ องค์การบริหารส่วนตำบลบ้านทดลอง อำเภอเมืองตาก จังหวัดตาก ได้วิเคราะห์ผลการประเมิน ITA ปีงบประมาณ พ.ศ. 2567 \
พบจุดอ่อน ได้แก่ ตัวชี้วัดการใช้งบประมาณ, ตัวชี้วัดที่ 8 การปรับปรุงระบบการทำงาน และตัวชี้วัดด้านอื่น จึงกำหนดมาตรการ
จึงเรียนมาเพื่อโปรดทราบ
(นางสาวสมมุติ ทดสอบ)
ตำแหน่ง นักทรัพยากรบุคคล
(นายตัวอย่าง สมมุติ) ปลัดองค์การบริหารส่วนตำบล
( ........................ )
นายกองค์การบริหารส่วนตำบลบ้านทดลอง
ประจำปีงบประมาณ พ.ศ. 2568
"""
ROW = "๑. จัดทำคู่มือการยืมทรัพย์สินของราชการ\tทำคู่มือแล้ว\tยืมถูกต้อง 12 ครั้ง"


def imported(
    folder: Path, text: str, year: int | None = None, *, name: str = "report.txt", encoding: str = "utf-8"
) -> Imported:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return import_report(path, FiscalYear(year) if year else None)


def table(result: Imported) -> list[tuple[str, str, str, str]]:
    return [(m.number.raw, m.measure.raw, m.action.raw, m.outcome.raw) for m in result.report.measures]


def outside(result: Imported) -> list[SourceLine]:
    """What stands around the table, without its headers."""
    return [line for line in result.report.source if line.use.raw != schema.HEADER_USE.th]


def kinds(result: Imported) -> list[OddityKind]:
    return [oddity.kind for oddity in result.oddities]


def line(number: int, file: str = "report.txt") -> Place:
    return Place(file, None, f"L{number}")


ONE_ROW = [("๑", "จัดทำคู่มือการยืมทรัพย์สินของราชการ", "ทำคู่มือแล้ว", "ยืมถูกต้อง 12 ครั้ง")]


class TestMemo:
    def test_every_field(self, tmp_path: Path) -> None:
        agency = imported(tmp_path, MEMO + "\n" + HEADER + "\n" + ROW).report.agency
        seen = {
            c.key: (agency.entry(c).raw, agency.where(c).cell)
            for c in schema.AGENCY.columns
            if agency.entry(c).raw
        }
        assert seen == {
            "name": ("องค์การบริหารส่วนตำบลบ้านทดลอง", "L3"),
            "district": ("เมืองตาก", "L8"),
            "province": ("ตาก", "L8"),
            "fiscal_year": ("2568", "L15"),
            "basis_year": ("ปีงบประมาณ พ.ศ. 2567", "L8"),
            "period_start": ("1 ตุลาคม 2567", "L5"),
            "period_end": ("30 กันยายน 2568", "L5"),
            "department": ("สำนักปลัด องค์การบริหารส่วนตำบลบ้านทดลอง", "L3"),
            "memo_number": ("ตก 71001/15", "L4"),
            "report_date": ("5 ตุลาคม 2568", "L4"),
            "subject": ("รายงานผลตามมาตรการ รอบ 12 เดือน (1 ตุลาคม 2567 - 30 กันยายน 2568)", "L5"),
            "addressee": ("นายกองค์การบริหารส่วนตำบลบ้านทดลอง", "L6"),
            "reporter": ("นักทรัพยากรบุคคล", "L11"),
            "reviewer": ("ปลัดองค์การบริหารส่วนตำบล", "L12"),
            "executive": ("นายกองค์การบริหารส่วนตำบลบ้านทดลอง", "L14"),
        }
        assert (agency.fiscal_year.value, agency.basis_year.value) == (FiscalYear(2568), FiscalYear(2567))
        assert agency.period_start.value == parse_span("1 ตุลาคม 2567")
        assert agency.report_date.value == parse_span("5 ตุลาคม 2568")

    def test_weak_points(self, tmp_path: Path) -> None:
        points = imported(tmp_path, MEMO + "\n" + HEADER + "\n" + ROW).report.weak_points
        assert [(p.weak_point.raw, p.indicator.value, p.weak_point.at) for p in points] == [
            ("ตัวชี้วัดการใช้งบประมาณ", 2, line(8)),
            ("ตัวชี้วัดที่ 8 การปรับปรุงระบบการทำงาน", 8, line(8)),
            ("ตัวชี้วัดด้านอื่น", None, line(8)),
        ]

    def test_every_paragraph_is_kept_with_its_use(self, tmp_path: Path) -> None:
        after = "หมายเหตุ  จัดเก็บ\u200bที่กองคลัง"
        source = outside(imported(tmp_path, MEMO + "\n" + HEADER + "\n" + ROW + "\n\n" + after))
        paragraphs = [text for text in [*MEMO.split("\n"), after] if text]
        assert [item.text.raw for item in source] == paragraphs
        uses = {item.line.text: item.use.text for item in source}
        assert uses == {
            "1": "", "3": "ส่วนราชการเจ้าของเรื่อง, ชื่อหน่วยงาน", "4": "เลขที่หนังสือ, วันที่รายงาน",
            "5": "เรื่อง, รอบรายงาน ตั้งแต่วันที่, รอบรายงาน ถึงวันที่", "6": "เรียน",
            "8": "อำเภอ, จังหวัด, มาตรการมาจากผล ITA ปีงบประมาณ, จุดอ่อนที่ต้องพัฒนา",
            "9": "", "10": "", "11": "ตำแหน่งผู้รายงาน",
            "12": "ตำแหน่งผู้ให้ความเห็น", "13": "", "14": "ตำแหน่งผู้บริหารสูงสุด", "15": "ปีงบประมาณ (พ.ศ.)", "20": "",
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("text", "column", "raw"),
        [
            ("ส่วนราชการ........กองคลัง เทศบาลตำบลสมมุติ..........", schema.DEPARTMENT, "กองคลัง เทศบาลตำบลสมมุติ"),
            ("ส่วนราชการ.......................", schema.DEPARTMENT, ""),
            ("ที่ สท ๕๒๐๐๑/ว ๓๓", schema.MEMO_NUMBER, "สท ๕๒๐๐๑/ว ๓๓"),
            ("วันที่ ๑ พ.ย. ๖๘", schema.REPORT_DATE, "๑ พ.ย. ๖๘"),
            ("วันที่................", schema.REPORT_DATE, ""),
            ("ที่ประชุมมีมติ", schema.MEMO_NUMBER, ""),
            ("เทศบาลเมือง สมมุติ", schema.AGENCY_NAME, "เทศบาลเมือง สมมุติ"),
            ("อบต.สมมุติ", schema.AGENCY_NAME, "อบต.สมมุติ"),
            ("นายกเทศบาลตำบลสมมุติทราบ\nเทศบาลตำบลสมมุติ", schema.AGENCY_NAME, "เทศบาลตำบลสมมุติ"),
            ("อ.แม่สอด จ.ตาก", schema.DISTRICT, "แม่สอด"),
            ("อ.แม่สอด จ.ตาก", schema.PROVINCE, "ตาก"),
            ("เรื่อง รายงาน ระหว่าง ต.ค. - มี.ค. 2568", schema.PERIOD_START, "๑ ตุลาคม ๒๕๖๗"),
            ("เรื่อง รายงาน ระหว่าง ต.ค. - มี.ค. 2568", schema.PERIOD_END, "มี.ค. 2568"),
            ("รอบ ๑ ตุลาคม ๒๕๖๘ – ๓๐ กันยายน ๒๕๖๘", schema.PERIOD_END, "๓๐ กันยายน ๒๕๖๘"),
            ("เรียนมาเพื่อทราบ", schema.ADDRESSEE, ""),
            ("ผลการวิเคราะห์ ปี พ.ศ. ๒๕๖๖", schema.BASIS_YEAR, "ปี พ.ศ. ๒๕๖๖"),
            ("ปีงบประมาณ 2568 วิเคราะห์ผล ปี พ.ศ. 2567", schema.BASIS_YEAR, "ปี พ.ศ. 2567"),
            ("ประจำปีงบประมาณ ๒๕๖๘", schema.FISCAL_YEAR, "2568"),
            ("ปีงบประมาณ 2566\nปีงบประมาณ 2568 และปีงบประมาณ ๒๕๖๘", schema.FISCAL_YEAR, "2568"),
            ("(ก)\nหัวหน้าสำนักปลัด\n(ข)\nผู้อำนวยการกองคลัง", schema.REPORTER, "หัวหน้าสำนักปลัด"),
            ("(นายก สมมุติ)\n(นายข สมมุติ)\nผู้อำนวยการกองคลัง", schema.REPORTER, "ผู้อำนวยการกองคลัง"),
        ],
    )  # fmt: skip
    def test_one_field(self, tmp_path: Path, text: str, column: schema.Column, raw: str) -> None:
        assert imported(tmp_path, f"{text}\n{HEADER}\n{ROW}").report.agency.entry(column).raw == raw

    def test_no_memo_at_all(self, tmp_path: Path) -> None:
        result = imported(tmp_path, f"{HEADER}\n{ROW}")
        assert (result.report.year, tuple(outside(result)), result.report.weak_points) == (None, (), ())
        assert all(result.report.agency.entry(column).blank for column in schema.AGENCY.columns)
        assert table(result) == ONE_ROW


class TestYear:
    def test_the_one_asked_for_wins(self, tmp_path: Path) -> None:
        result = imported(tmp_path, MEMO + HEADER + "\n" + ROW, 2566)
        assert (result.report.year, result.report.agency.fiscal_year.value) == (
            FiscalYear(2566),
            FiscalYear(2566),
        )
        odd = next(o for o in result.oddities if o.kind is OddityKind.YEAR_DIFFERS)
        assert (odd.at, odd.facts) == (line(15), {"asked": "2566", "found": "2568"})
        assert result.report.measures[0].ref == "2566-01"

    def test_the_same_year_is_no_oddity(self, tmp_path: Path) -> None:
        assert OddityKind.YEAR_DIFFERS not in kinds(imported(tmp_path, MEMO + HEADER + "\n" + ROW, 2568))


class TestTable:
    @pytest.mark.parametrize(
        "header",
        [
            HEADER,
            "มาตรการ / กิจกรรม\tสรุปผลการ ดำเนินการตามมาตรการ/กิจกรรม\tผลลัพธ์/ ความสำเร็จ ของการดำเนินการ",
            "โครงการ/กิจกรรม\tวิธีการดำเนินการ\tผลลัพธ์",
            "มาตรการ\tผลการดำเนินการ\tผลลัพธ์",
            "มาตรการ\tสรุปผลการดำเนินการ\tผลการดำเนินการ",
            "มาตราการ/กิจกรรม\tสรุปผลการดำเนินงานตามมาตรการ/กิจกรรม\tผลลัพธ์/ความสำเร็จการดำเนินการ",
        ],
    )
    def test_headers(self, tmp_path: Path, header: str) -> None:
        result = imported(tmp_path, f"{header}\n{ROW}")
        assert [key for _, key in result.columns] == ["measure", "action", "outcome"]
        assert table(result) == ONE_ROW

    def test_a_shared_alias_goes_where_there_is_room(self, tmp_path: Path) -> None:
        header = "ที่\tมาตรการ\tวิธีการดำเนินการ\tสรุปผลการดำเนินการ\tผู้รับผิดชอบ"
        result = imported(tmp_path, f"{header}\n1\tก\tข\tค\tกองคลัง")
        measure = result.report.measures[0]
        assert result.columns == (
            ("ที่", "number"), ("มาตรการ", "measure"), ("วิธีการดำเนินการ", "steps"),
            ("สรุปผลการดำเนินการ", "action"), ("ผู้รับผิดชอบ", "unit"),
        )  # fmt: skip
        assert (measure.number.raw, measure.steps.raw, measure.action.raw, measure.unit.value) == (
            "1",
            "ข",
            "ค",
            "กองคลัง",
        )
        assert measure.outcome.blank

    def test_two_columns(self, tmp_path: Path) -> None:
        result = imported(tmp_path, "ประเด็น\tผลลัพธ์\nก\tข")
        assert table(result) == [("", "ก", "", "ข")]

    def test_header_of_two_rows(self, tmp_path: Path) -> None:
        text = "มาตรการ\tการดำเนินการ\tระยะเวลา\t\n\t\tวันที่เริ่ม\tวันที่สิ้นสุด\nก\tข\t1 ต.ค. 67\t30 ก.ย. 68"
        result = imported(tmp_path, text)
        measure = result.report.measures[0]
        assert len(result.report.measures) == 1
        assert (measure.start.value, measure.end.value) == (parse_span("1 ต.ค. 67"), parse_span("30 ก.ย. 68"))

    def test_header_repeated_and_blank_lines(self, tmp_path: Path) -> None:
        text = f"{HEADER}\n\n{ROW}\n\t\t\n\n{HEADER}\n๒. ก\tข\tค\n"
        result = imported(tmp_path, text)
        assert table(result) == [*ONE_ROW, ("๒", "ก", "ข", "ค")]
        assert [(o.kind, o.at) for o in result.oddities if o.kind is OddityKind.HEADER_REPEATED] == [
            (OddityKind.HEADER_REPEATED, line(6))
        ]

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_line_ends(self, tmp_path: Path, end: str) -> None:
        assert table(imported(tmp_path, end.join([HEADER, ROW, ""]))) == ONE_ROW

    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "cp874", "tis-620", "utf-16", "utf-16-le", "utf-16-be"]
    )
    def test_encodings(self, tmp_path: Path, encoding: str) -> None:
        result = imported(tmp_path, f"ประจำปีงบประมาณ ๒๕๖๘\n{HEADER}\n{ROW}", encoding=encoding)
        assert table(result) == ONE_ROW
        assert result.report.source[0].text.raw == "ประจำปีงบประมาณ ๒๕๖๘"

    def test_rows_that_go_on(self, tmp_path: Path) -> None:
        text = f"{HEADER}\n1) ก\t๑. ข\t๑. ค\n\t๒. ข\t\n\t\t๒. ค\n2) ง\tจ\tฉ"
        result = imported(tmp_path, text)
        assert table(result) == [("1", "ก", "๑. ข\n๒. ข", "๑. ค\n๒. ค"), ("2", "ง", "จ", "ฉ")]
        assert result.joined == (line(3), line(4))

    def test_unknown_columns_are_kept_in_the_note(self, tmp_path: Path) -> None:
        text = "มาตรการ\tการดำเนินการ\tพื้นที่\tหมายเหตุ\nก\tข\tหมู่ 5\tเดิม\nค\tง\tหมู่ 6\t\nจ\tฉ\t\t\tเกินมา"
        result = imported(tmp_path, text)
        assert [m.note.raw for m in result.report.measures] == ["เดิม\nพื้นที่: หมู่ 5", "พื้นที่: หมู่ 6", "เกินมา"]
        assert result.columns[2] == ("พื้นที่", None)
        assert result.unplaced == (
            Unplaced("เกินมา", line(4), Why.BEYOND_COLUMNS),
            Unplaced("พื้นที่", line(1), Why.HEADER_UNKNOWN),
        )
        odd = next(o for o in result.oddities if o.kind is OddityKind.COLUMN_UNKNOWN)
        assert (odd.at, odd.facts) == (line(1), {"header": "พื้นที่", "cells": 2})

    @pytest.mark.parametrize(
        ("period", "end"),
        [("ไตรมาส ๑ - ๒", "ไตรมาส ๑ - ๒"), ("1 ต.ค. 2567", ""), ("ตามเหมาะสม", "")],
    )
    def test_a_period_in_one_column_gives_start_and_end(self, tmp_path: Path, period: str, end: str) -> None:
        text = f"{HEADER}\tระยะเวลา\n{ROW}\t{period}"
        (measure,) = imported(tmp_path, text, 2568).report.measures
        assert (measure.start.raw, measure.end.raw) == (period, end)

    def test_a_paragraph_between_rows(self, tmp_path: Path) -> None:
        result = imported(tmp_path, f"{HEADER}\n๑. ก\tข\tค\nต่อจากหน้าก่อน\n๒. ง\tจ\tฉ\nจบ")
        assert [m.measure.raw for m in result.report.measures] == ["ก", "ง"]
        assert result.unplaced == (Unplaced("ต่อจากหน้าก่อน", line(3), Why.BETWEEN_ROWS),)
        assert [item.text.raw for item in outside(result)] == ["ต่อจากหน้าก่อน", "จบ"]

    def test_paragraphs_around_a_new_page_are_no_rows(self, tmp_path: Path) -> None:
        result = imported(tmp_path, f"{HEADER}\n{ROW}\nหน้า 2\n{HEADER}\n2. ง\tจ\tฉ\n3. ข้อเสนอแนะ")
        assert table(result) == [*ONE_ROW, ("2", "ง", "จ", "ฉ")]
        assert result.unplaced == ()
        assert [item.text.raw for item in outside(result)] == ["หน้า 2", "3. ข้อเสนอแนะ"]

    def test_a_row_names_its_own_indicator(self, tmp_path: Path) -> None:
        text = "ตัวชี้วัด ITA\tมาตรการ\tผลลัพธ์\nด้าน การใช้อำนาจ\t\t\n\tก\tข\n9\tค\tง"
        assert [m.indicator.value for m in imported(tmp_path, text).report.measures] == [3, 9]

    def test_an_indicator_over_its_measures(self, tmp_path: Path) -> None:
        text = f"{HEADER}\nตัวชี้วัดที่ 3 การใช้อำนาจ\t\t\nก\tข\tค\nง\tจ\tฉ\n7 ประสิทธิภาพการสื่อสาร\nช\tซ\tฌ\n12\n"
        result = imported(tmp_path, text)
        assert [(m.measure.raw, m.indicator.value) for m in result.report.measures] == [
            ("ก", 3),
            ("ง", 3),
            ("ช", 7),
        ]
        assert [(s.text.raw, s.use.text) for s in outside(result)] == [
            ("ตัวชี้วัดที่ 3 การใช้อำนาจ\t\t", "ตัวชี้วัด ITA"),
            ("7 ประสิทธิภาพการสื่อสาร", "ตัวชี้วัด ITA"),
            ("12", ""),
        ]

    def test_bars_and_their_ruler(self, tmp_path: Path) -> None:
        text = "| มาตรการ | การดำเนินการ | ผลลัพธ์ |\n|---|:-:|---|\n| ๑. ก | ข <br> ค | - |\n"
        assert table(imported(tmp_path, text)) == [("๑", "ก", "ข <br> ค", "-")]

    @pytest.mark.parametrize("delimiter", [",", ";"])
    def test_csv(self, tmp_path: Path, delimiter: str) -> None:
        rows = [["ประจำปีงบประมาณ 2568", "", ""], ["มาตรการ", "การดำเนินการ", "ผลลัพธ์"], ["1. ก", '"ข\nข"', "ค"]]
        rows.append(["2. ง", "จ", "ฉ"])
        text = "\r\n".join(delimiter.join(row) for row in rows)
        result = imported(tmp_path, text, name="report.csv")
        assert table(result) == [("1", "ก", "ข\nข", "ค"), ("2", "ง", "จ", "ฉ")]
        assert [m.measure.at.cell for m in result.report.measures] == ["L3", "L5"]
        assert result.report.year == FiscalYear(2568)

    def test_places(self, tmp_path: Path) -> None:
        measure = imported(tmp_path, f"\n{HEADER}\n{ROW}").report.measures[0]
        assert {measure.where(column) for column in schema.MEASURES.columns} == {line(3)}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("๑. ก", ("๑", "ก")),
        ("๑.ก", ("๑", "ก")),
        ("(2) ก  ข ", ("2", "ก  ข ")),
        ("10) ก", ("10", "ก")),
        ("1.2 ก", ("1.2", "ก")),
        ("๑.๒. ก", ("๑.๒", "ก")),
        ("2567 ก", ("", "2567 ก")),
        ("1.5", ("", "1.5")),
        ("ก ๑. ข", ("", "ก ๑. ข")),
        ("5 ส.", ("", "5 ส.")),
        ("<p>๑. ก</p>", ("", "<p>๑. ก</p>")),
        ("", ("", "")),
    ],
)
def test_split_number(cell: str, expected: tuple[str, str]) -> None:
    assert split_number(cell) == expected


@pytest.mark.parametrize(
    ("measure", "indicator"),
    [
        ("หน่วยงานของท่านให้บริการตามขั้นตอน และระยะเวลาที่กำหนด", 1),
        ("เจ้าหน้าที่ให้บริการแก่ท่าน ตามขั้นตอนและระยะเวลา", 6),
        ("เผยแพร่แผนการใช้จ่ายงบประมาณประจำปี", 2),
        ("ผู้บังคับบัญชามอบหมายงานอย่างเป็นธรรม", 3),
        ("จัดทำแนวปฏิบัติการยืมทรัพย์สินของทางราชการ", 4),
        ("ทบทวนแผนแก้ไขปัญหาการทุจริต", 5),
        ("จัดช่องทางเผยแพร่ข่าวที่เข้าถึงง่าย", 7),
        ("พัฒนา E-Service ของตำบล", 8),
        ("เปิดโอกาสให้ชุมชนมีส่วนร่วม", 8),
        ("ยกระดับการเปิดเผยข้อมูลสาธารณะ", 9),
        ("ประกาศนโยบาย No Gift Policy", 10),
        ("จัดซื้อจัดจ้างทรัพย์สินของราชการ", None),
        ("อย่างเท่าเทียม แก่ท่าน", None),
        ("ทำบุญประจำปี", None),
        ("", None),
    ],
)
def test_propose_indicator(measure: str, indicator: int | None) -> None:
    proposal = propose_indicator(measure)
    assert (proposal.indicator if proposal else None) == indicator


def test_a_proposal_is_said(tmp_path: Path) -> None:
    result = imported(tmp_path, f"{HEADER}\n{ROW}\nทำบุญ\tข\tค")
    first, second = result.report.measures
    assert (first.indicator.value, first.indicator.text, second.indicator.blank) == (
        4,
        "4 การใช้ทรัพย์สินของราชการ",
        True,
    )
    assert [(o.at, o.facts) for o in result.oddities if o.kind is OddityKind.INDICATOR_PROPOSED] == [
        (line(2), {"indicator": 4, "cue": "ทรัพย์สินของราชการ"})
    ]


def test_no_proposal_over_a_stated_indicator(tmp_path: Path) -> None:
    text = "ตัวชี้วัด ITA\tมาตรการ\tผลลัพธ์\n8\tดูแลทรัพย์สินของราชการ\tก\n99\tดูแลทรัพย์สินของราชการ\tก"
    result = imported(tmp_path, text)
    assert [m.indicator.value for m in result.report.measures] == [8, None]
    assert OddityKind.INDICATOR_PROPOSED not in kinds(result)


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "จุดอ่อน ได้แก่ การใช้งบประมาณ และการปรับปรุงการทำงาน ซึ่งต้องเร่ง",
            [("การใช้งบประมาณ", 2), ("การปรับปรุงการทำงาน", 8)],
        ),
        ("ประเด็นที่ต้องพัฒนา ดังนี้ ตัวชี้วัดที่ 10 การป้องกันการทุจริต", [("ตัวชี้วัดที่ 10 การป้องกันการทุจริต", 10)]),
        ("ผู้ร่วมประชุม ได้แก่ ตัวชี้วัดการใช้อำนาจ", []),
        ("จุดอ่อนมีหลายข้อ", []),
        ("", []),
    ],
)
def test_named_weaknesses(paragraph: str, expected: list[tuple[str, int | None]]) -> None:
    assert [tuple(item) for item in named_weaknesses(paragraph)] == expected


class TestRefusals:
    @pytest.mark.parametrize(
        "text",
        [
            "บันทึกข้อความ\nเรื่อง รายงาน",
            "ชื่อ\tเบอร์โทร\nก\t1",
            "มาตรการ\tงบประมาณ\nก\t1",
            "การดำเนินการ\tผลลัพธ์\nก\tข",
            "\n\n",
        ],
    )
    def test_no_table(self, tmp_path: Path, text: str) -> None:
        with pytest.raises(NotOurTemplateError) as caught:
            imported(tmp_path, text)
        assert caught.value.code == "ITA114"
        for words in (caught.value.words.th, caught.value.words.en):
            assert all(f"“{column.title.th}”" in words for column in schema.OFFICIAL_COLUMNS)

    @pytest.mark.parametrize(
        ("name", "data", "code"),
        [
            ("report.txt", b"", "ITA103"),
            ("report.txt", b"\x00\x01\x02", "ITA119"),
            ("report.txt", b"\xff\xfe\x00", "ITA119"),
            ("report.txt", b"a" * 2_000_001, "ITA104"),
            ("report.docx", b"PK", "ITA108"),
            ("report.pdf", b"%PDF", "ITA161"),
            ("report.xlsx", b"%PDF-1.7", "ITA161"),
        ],
    )
    def test_unreadable(self, tmp_path: Path, name: str, data: bytes, code: str) -> None:
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(UnreadableError) as caught:
            import_report(path, None)
        assert caught.value.code == code

    def test_missing(self, tmp_path: Path) -> None:
        with pytest.raises(UnreadableError) as caught:
            import_report(tmp_path / "ไม่มี.txt", None)
        assert caught.value.code == "ITA101"


class TestWorkbook:
    def save(self, folder: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
        book = Workbook()
        book.remove(book.worksheets[0])
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        path = folder / "report.xlsx"
        book.save(path)
        return path

    def test_memo_sheet_and_table_sheet(self, tmp_path: Path) -> None:
        path = self.save(
            tmp_path,
            {
                "บันทึก": [["ส่วนราชการ", "กองช่าง เทศบาลตำบลสมมุติ"], ["ประจำปีงบประมาณ พ.ศ. ๒๕๖๘"]],
                "ตาราง": [
                    ["ตารางสรุป"],
                    [None, "ที่", "มาตรการ", "การดำเนินการ", "ผลลัพธ์", "ระยะเวลา"],
                    [None, 1, "ก", "ข", "ค", "ไตรมาส 2"],
                    [None, None, None, "ข ต่อ"],
                    [None, 2, "ง", "จ", 56.0, None],
                    [],
                    [None, None, None, "ลงชื่อ"],
                ],
            },
        )
        result = import_report(path, None)
        first, second = result.report.measures
        assert table(result) == [("1", "ก", "ข\nข ต่อ", "ค"), ("2", "ง", "จ", "56")]
        assert first.start.value == parse_span("ไตรมาส 2", FiscalYear(2568))
        assert (first.where(schema.OUTCOME), second.where(schema.MEASURE)) == (
            Place("report.xlsx", "ตาราง", "E3"), Place("report.xlsx", "ตาราง", "C5"),
        )  # fmt: skip
        assert (result.report.year, result.report.agency.department.raw) == (
            FiscalYear(2568),
            "กองช่าง เทศบาลตำบลสมมุติ",
        )
        assert [(s.line.raw, s.text.raw) for s in outside(result)] == [
            ("บันทึก!A1", "ส่วนราชการ\tกองช่าง เทศบาลตำบลสมมุติ"),
            ("บันทึก!A2", "ประจำปีงบประมาณ พ.ศ. ๒๕๖๘"),
            ("ตาราง!A1", "ตารางสรุป"),
            ("ตาราง!D7", "ลงชื่อ"),
        ]
        assert result.joined == (Place("report.xlsx", "ตาราง", "D4"),)

    def test_a_sheet_for_each_year(self, tmp_path: Path) -> None:
        header = ["มาตรการ", "การดำเนินการ", "ผลลัพธ์"]
        path = self.save(tmp_path, {"ปี ๒๕๖๗": [header, ["ก", "ข", "ค"]], "ปี ๒๕๖๘": [header, ["ง", "จ", "ฉ"]]})
        with pytest.raises(NotOurTemplateError) as caught:
            import_report(path, None)
        assert (caught.value.code, "2567, 2568" in caught.value.words.th) == ("ITA165", True)
        result = import_report(path, FiscalYear(2568))
        assert [m.measure.raw for m in result.report.measures] == ["ง"]
        assert result.unplaced == (Unplaced("ปี ๒๕๖๗", Place("report.xlsx", "ปี ๒๕๖๗", "A1"), Why.OTHER_SHEET),)

    def test_error_cells_are_said(self, tmp_path: Path) -> None:
        path = self.save(tmp_path, {"ตาราง": [["มาตรการ", "ผลลัพธ์"], ["ก", "#REF!"]]})
        result = import_report(path, None)
        assert [(o.kind, o.at.cell) for o in result.oddities] == [(OddityKind.CELL_ERROR, "B2")]


TOKENS = [
    "มาตรการ",
    "๑.",
    "2)",
    " ",
    "  ",
    "\u00a0",
    "\u200b",
    "<p>",
    "</p>",
    "เเผน",
    "อ\u0e4d\u0e32",
    "ที่",
    "-",
    "|",
    '"',
    ",",
    "=1+1",
    "๒๕๖๗",
    "&nbsp;",
]
cell_texts = st.lists(st.sampled_from(TOKENS), max_size=6).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(cell_texts, cell_texts, cell_texts), min_size=1, max_size=6))
def test_every_cell_comes_back_letter_for_letter(tmp_path: Path, rows: list[tuple[str, str, str]]) -> None:
    numbered = [(f"{n}. ก{measure}", action, outcome) for n, (measure, action, outcome) in enumerate(rows, 1)]
    result = imported(tmp_path, "\n".join([HEADER, *("\t".join(row) for row in numbered)]))
    assert table(result) == [
        (str(n), f"ก{measure}", action, outcome) for n, (measure, action, outcome) in enumerate(rows, 1)
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.lists(cell_texts, max_size=5).map("\t".join), max_size=8), st.booleans())
def test_no_letter_of_any_text_is_lost(tmp_path: Path, lines: list[str], with_header: bool) -> None:
    lines = [*lines[:3], *([HEADER] if with_header else []), *lines[3:]]
    try:
        result = imported(tmp_path, "\n".join(lines))
    except ItaSheetsError:
        return
    kept = [item.text.raw for item in result.report.source]
    kept += [m.entry(column).raw for m in result.report.measures for column in schema.MEASURES.columns]
    missing = Counter("".join(lines)) - Counter("".join(kept))
    assert not set(missing) & set("กขคมราผน๐๑๒๓๔๕๖๗=1+")  # tags and entities alone are blank


@pytest.mark.skipif(
    not SEED.exists(), reason="the public example report is not beside this copy of the project"
)
class TestSeed:
    def test_rows_letter_for_letter(self) -> None:
        rows = [text.split("\t") for text in SEED.read_text("utf-8").split("\n") if text.count("\t") == 2]
        rows = [row for row in rows if not row[0].startswith("มาตรการ")]
        measures = import_report(SEED, None).report.measures
        assert len(rows) == len(measures) == 11
        for row, measure in zip(rows, measures, strict=True):
            assert [
                f"{measure.number.raw}. {measure.measure.raw}",
                measure.action.raw,
                measure.outcome.raw,
            ] == row

    def test_paragraphs_letter_for_letter(self) -> None:
        paragraphs = [
            text for text in SEED.read_text("utf-8").split("\n") if text.strip() and "\t" not in text
        ]
        assert [item.text.raw for item in outside(import_report(SEED, None))] == paragraphs

    def test_what_it_says(self) -> None:
        result = import_report(SEED, FiscalYear(2567))
        agency = result.report.agency
        assert [key for _, key in result.columns] == ["measure", "action", "outcome"]
        assert [m.indicator.value for m in result.report.measures] == [1, 1, 8, 8, 8, 7, 7, 4, 5, 5, 5]
        assert [p.indicator.value for p in result.report.weak_points] == [None, 7, 10]
        assert (agency.period_start.raw, agency.period_end.raw) == ("๑ ตุลาคม ๒๕๖๗", "๓๐ กันยายน ๒๕๖๗")
        assert (agency.memo_number.raw, agency.report_date.raw) == ("นบ. ๘๙๑๐๑ /", "๑๕ ตุลาคม ๒๕๖๗")
        assert (agency.fiscal_year.value, agency.basis_year.value) == (FiscalYear(2567), FiscalYear(2567))
        assert (agency.name.raw, agency.district.raw, agency.province.raw) == (
            "องค์การบริหารส่วนตำบลลุงเขว้า", "หนองบูญมาก", "นครราชสีมา",
        )  # fmt: skip
        assert (agency.reporter.raw, agency.reviewer.raw, agency.executive.raw) == (
            "หัวหน้าสำนักปลัด", "ปลัดองค์การบริหารส่วนตำบลลุงเขว้า", "นายกองค์การบริหารส่วนตำบลลุงเขว้า",
        )  # fmt: skip
        assert (result.unplaced, result.joined) == ((), ())
        assert kinds(result).count(OddityKind.HEADER_REPEATED) == 2
        assert kinds(result).count(OddityKind.INDICATOR_PROPOSED) == 11
