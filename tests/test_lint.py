"""The lint finds nothing in what we write, and each of its rules finds what it is for."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import lint_workbook
import pytest
import written

ROOT = Path(__file__).resolve().parents[1]

TEMPLATE, SUMMARY, MARKED = "filled template", "samples, summary", "marked copy"
BESIDE = "samples, summary beside its files"
BOOK, CORE, STYLES = "xl/workbook.xml", "docProps/core.xml", "xl/styles.xml"
GUIDE, MEASURES = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet3.xml"
MARKED_MEASURES = "xl/worksheets/sheet3.xml"
OVERVIEW, COMPARED = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet5.xml"
TABLE, LINKS = "xl/tables/table1.xml", "xl/worksheets/_rels/sheet2.xml.rels"
LONG = r"\g<1>" + "ก" * 32_768
FILTER = '<autoFilter ref="A9:B9"/><pageMargins'

# (rule, workbook, part, what stands there, what is put in its place): the first match is replaced.
DAMAGES = [
    ("drop_down_written_in", TEMPLATE, MEASURES, r"<formula1>[^<]*", '<formula1>"ใช่,ไม่ใช่"'),
    ("prompt_too_long", TEMPLATE, MEASURES, r' prompt="[^"]*', f' prompt="{"ก" * 256}'),
    ("prompt_too_long", TEMPLATE, MEASURES, r' promptTitle="[^"]*', f' promptTitle="{"ก" * 33}'),
    ("header_too_long", TEMPLATE, GUIDE, r"</oddFooter>", "ก" * 255 + "</oddFooter>"),
    ("text_too_long", TEMPLATE, "xl/sharedStrings.xml", r"<t>[^<]*", "<t>" + "😀" * 16_384),
    ("text_too_long", MARKED, "xl/comments1.xml", r"(<t(?: [^>]*)?>)[^<]*", LONG),
    ("text_too_long", MARKED, MARKED_MEASURES, r"(?s)(<is>.*?<t[^>]*>)[^<]*", LONG),
    ("control_letter", TEMPLATE, "xl/sharedStrings.xml", r"<t>[^<]*", "<t>_x000B_"),
    ("link_too_long", BESIDE, LINKS, r'Target="[^"]*', 'Target="' + "a" * 2_080),
    ("row_too_high", TEMPLATE, GUIDE, r' ht="[0-9.]*', ' ht="410'),
    ("bad_sheet_name", TEMPLATE, BOOK, r'name="คำแนะนำ"', 'name="คำ:แนะนำ"'),
    ("bad_sheet_name", TEMPLATE, BOOK, r'name="คำแนะนำ"', f'name="{"ก" * 32}"'),
    ("no_sheet_in_sight", TEMPLATE, BOOK, r"(?s)(<sheets>.*</sheets>)", None),
    ("bad_defined_name", TEMPLATE, BOOK, 'name="_xlnm.Print_Titles"', 'name="A1"'),
    ("bad_defined_name", TEMPLATE, BOOK, r'localSheetId="5"', 'localSheetId="7"'),
    (
        "bad_defined_name",
        TEMPLATE,
        BOOK,
        r"<definedNames>(<definedName .*?</definedName>)",
        r"<definedNames>\1\1",
    ),
    ("formula_to_nowhere", TEMPLATE, BOOK, r"'ข้อยกเว้น'!", "'ไม่มี'!"),
    ("formula_to_nowhere", TEMPLATE, GUIDE, r"location=\"'[^']*'!", "location=\"'ไม่มี'!"),
    ("table_unlike_its_cells", SUMMARY, TABLE, r'name="กลุ่ม"', 'name="หมวด"'),
    ("table_unlike_its_cells", SUMMARY, TABLE, r'<tableColumn id="16"[^>]*>', ""),
    ("table_unlike_its_cells", SUMMARY, "xl/sharedStrings.xml", r"<t>ข้อ ปีนี้</t>", "<t>ข้อ ปีก่อน</t>"),
    ("bad_table_name", SUMMARY, TABLE, r'displayName="compared"', 'displayName="AB12"'),
    ("bad_table_name", SUMMARY, TABLE, r' id="1"', ' id="2"'),
    (
        "blocks_in_each_others_way",
        SUMMARY,
        COMPARED,
        r"<pageMargins",
        '<mergeCells count="1"><mergeCell ref="A9:B9"/></mergeCells><pageMargins',
    ),
    ("blocks_in_each_others_way", SUMMARY, COMPARED, r"<pageMargins", FILTER),
    (
        "blocks_in_each_others_way",
        SUMMARY,
        OVERVIEW,
        r'<mergeCell (ref="[^"]*")/>',
        r"<mergeCell \1/><mergeCell \1/>",
    ),
    ("overlapping_columns", TEMPLATE, GUIDE, r'<col min="2" max="2"', '<col min="2" max="3"'),
    ("cells_out_of_order", TEMPLATE, GUIDE, r'<row r="3"', '<row r="2"'),
    ("cells_out_of_order", TEMPLATE, GUIDE, r'<c r="B3"', '<c r="XFE3"'),
    ("index_out_of_range", TEMPLATE, GUIDE, r'<c r="A2" s="2" t="s"><v>1<', '<c r="A2" s="2" t="s"><v>9999<'),
    ("index_out_of_range", TEMPLATE, GUIDE, r'<c r="B3" s="3"/>', '<c r="B3" s="999"/>'),
    ("index_out_of_range", TEMPLATE, MEASURES, r'dxfId="0"', 'dxfId="99"'),
    ("index_out_of_range", SUMMARY, TABLE, r"<tableColumn ", '<tableColumn dataDxfId="99" '),
    ("bad_number", SUMMARY, OVERVIEW, r"<v>0.75</v>", "<v>NaN</v>"),
    ("bad_number", SUMMARY, OVERVIEW, r"<v>0.75</v>", "<v>๗๕</v>"),
    ("bad_number", SUMMARY, OVERVIEW, r"<v>0.75</v>", "<v>0.7500000000000001</v>"),
    ("bad_number_format", TEMPLATE, STYLES, r'formatCode="0.00"', 'formatCode="[Red0.00"'),
    ("bad_formula", TEMPLATE, MEASURES, r"LEN\(TRIM\(\$F6\)\)", "LEN(TRIM($F6)"),
    ("bad_formula", TEMPLATE, MEASURES, r"<formula>AND", "<formula>IFS"),
    ("bad_formula", TEMPLATE, MEASURES, r"<formula>[^<]*", "<formula>AND(1;2)"),
    ("formula_in_a_result", SUMMARY, OVERVIEW, r"<v>0.75</v>", "<f>3/4</f><v>0.75</v>"),
    ("formula_without_its_value", TEMPLATE, "xl/worksheets/sheet5.xml", r"</f><v>[^<]*</v>", "</f>"),
    ("leads_outside", TEMPLATE, "xl/_rels/workbook.xml.rels", r"/>", ' TargetMode="External"/>'),
    ("tells_of_a_person", TEMPLATE, CORE, r"<dc:creator>", "<dc:creator>somchai"),
    ("tells_of_a_person", TEMPLATE, BOOK, r"<sheets>", "<x>C:\\\\ITA</x><sheets>"),
    ("bad_property", TEMPLATE, "docProps/custom.xml", r'pid="3"', 'pid="2"'),
    ("bad_property", TEMPLATE, CORE, r"2024-09-30T", "2567-13-30T"),
    ("drawing_without_words", SUMMARY, "xl/drawings/drawing1.xml", r' descr="[^"]*"', ""),
    ("letters_left_to_chance", SUMMARY, "xl/charts/chart1.xml", r"<a:cs [^>]*>", ""),
    ("letters_left_to_chance", TEMPLATE, STYLES, r'(?s)(<fonts.*?)<name [^>]*>.*?(</fonts>)', None),
    ("note_twice", MARKED, "xl/comments1.xml", r'ref="[A-Z]+[0-9]+"', 'ref="ก1"'),
    ("note_twice", MARKED, "xl/comments1.xml", r'(?s)(<comment .*?</comment>)', r"\1\1"),
]  # fmt: skip


def _hidden(found: re.Match[str]) -> str:
    return found[0].replace("<sheet ", '<sheet state="hidden" ')


def _nameless(found: re.Match[str]) -> str:
    return re.sub(r"<name [^>]*>", "", found[0])


_WHOLE = {"no_sheet_in_sight": _hidden, "letters_left_to_chance": _nameless}


def _damaged(kind: str, part: str, pattern: str, put: str | None, rule: str) -> bytes:
    """A sound workbook with one part changed at the first place that fits."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(written.workbook(kind))) as sound, zipfile.ZipFile(buffer, "w") as out:
        for entry in sound.infolist():
            text = sound.read(entry)
            if entry.filename == part:
                changed = re.sub(pattern, put if put is not None else _WHOLE[rule], text.decode(), count=1)
                assert changed != text.decode(), "nothing was damaged"
                text = changed.encode()
            out.writestr(entry, text)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", written.KINDS)
def test_nothing_is_found_in_what_we_write(kind: str) -> None:
    assert lint_workbook.faults(written.workbook(kind)) == []


@pytest.mark.parametrize(("rule", "kind", "part", "pattern", "put"), DAMAGES)
def test_a_damage_is_found_by_its_rule_alone(
    rule: str, kind: str, part: str, pattern: str, put: str | None
) -> None:
    found = lint_workbook.faults(_damaged(kind, part, pattern, put, rule))
    assert {fault.rule for fault in found} == {rule}


def test_every_rule_is_proved_by_a_damage() -> None:
    assert {rule.__name__ for rule in lint_workbook.RULES} == {damage[0] for damage in DAMAGES}


def test_the_script_names_file_rule_and_place(tmp_path: Path) -> None:
    sound, damaged = tmp_path / "sound.xlsx", tmp_path / "damaged.xlsx"
    sound.write_bytes(written.workbook(SUMMARY))
    damaged.write_bytes(_damaged(SUMMARY, OVERVIEW, "<v>0.75</v>", "<v>NaN</v>", "bad_number"))
    command = [sys.executable, str(ROOT / "scripts" / "lint_workbook.py")]
    assert subprocess.run([*command, str(sound)], check=False).returncode == 0
    ran = subprocess.run(
        [*command, str(sound), str(damaged)], check=False, capture_output=True, encoding="utf-8"
    )
    assert (ran.returncode, ran.stdout) == (1, "damaged.xlsx: bad_number: ภาพรวม G7\n")
