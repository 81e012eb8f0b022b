"""One workbook with more than forty different faults: each is found where it stands, and nothing else.

The same faults are planted after the workbook was worked in (columns swapped, tabs renamed, rows inserted,
drop-downs pasted over): they must be found at the cells to which they moved. At the end any single fault is
planted among random sound measures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import factory
import pytest
from factory import Spot
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from marks import codes, filled, listed
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from sound_measures import PLACES, STEPS, SUBJECTS, sound_measure, sound_measures

from ita_sheets import as_json, console, schema
from ita_sheets.annotate import annotate
from ita_sheets.assess import assess
from ita_sheets.model import Checked
from ita_sheets.reader import read_workbook
from ita_sheets.rules import CATALOGUE, importing, years
from ita_sheets.rules.catalogue import Edit, Verb, fill, put
from ita_sheets.schema import AGENCY, MEASURES, SCORES, WEAK_POINTS, Column, Sheet
from ita_sheets.texts import Lang, template

Workbook = Any  # the published types do not know what is stored in one
ROWS = 48
SUBJECT_TEXT = "รายงานผลการดำเนินการตามมาตรการ (ข้อ O43)"
ACTION, OUTCOME = schema.ACTION, schema.OUTCOME
AT = datetime(2026, 11, 22, 14, 5)


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: its edits, the code it must give, and at which cells: (column, record) of its sheet."""

    code: str
    edits: tuple[Edit, ...]
    at: tuple[tuple[Column, int], ...]
    sheet: Sheet = MEASURES


def cell(code: str, row: int, column: Column, value: object, *more: Edit) -> Fault:
    """A fault of one cell of a measure, with what else must be edited for it."""
    return Fault(code, (put(column, value, row), *more), ((column, row),))


def line(code: str, column: Column, value: object) -> Fault:
    """A fault of a line of the agency form."""
    return Fault(code, (fill(column, value),), ((column, 1),), AGENCY)


def base() -> list[dict[str, Any]]:
    return sound_measures(ROWS)


SOUND = base()
STATUS_OF = {row: put(schema.STATUS, "", row) for row in range(1, ROWS + 1)}
SAME = "ผู้เข้าอบรมผ่านเกณฑ์ 42 คน จากทั้งหมด 45 คน"
ONE_ACTION = "จัดประชุมชี้แจงขั้นตอนแก่ผู้นำชุมชนทุกหมู่บ้านพร้อมแจกแผ่นพับ"

FAULTS: tuple[Fault, ...] = (
    # the form
    line("ITA202", schema.BASIS_YEAR, "ปีที่แล้ว"),
    line("ITA203", schema.PERIOD_START, "๑ ตุลาคม ๒๕๖๗"),
    line("ITA205", schema.REPORT_DATE, "15 ตุลาคม 2569"),
    line("ITA209", schema.ADDRESSEE, "นายกองค์การบริหารส่วนตำบลบ้านดอนแก้ง"),
    line("ITA210", schema.SUBJECT, SUBJECT_TEXT),
    # cells as the file keeps them
    cell("ITA139", 2, schema.ACHIEVED, "=1+2"),
    cell("ITA140", 3, schema.TARGET, "#REF!"),
    cell("ITA143", 4, schema.NOTE, "ข้อมูลจาก\u200bงานธุรการ"),
    cell("ITA144", 5, schema.TARGET, "DATE:2024-01-09"),
    cell("ITA145", 6, schema.START, "16 มกราคม 2024"),
    Fault("ITA137", (Edit(Verb.MERGE, schema.UNIT, row=7),), ((schema.UNIT, 7),)),
    Fault("ITA138", (Edit(Verb.MERGE, OUTCOME, row=9),), ((OUTCOME, 9),)),
    cell("ITA339", 11, schema.EVIDENCE, 67039412345670001),
    # one measure
    cell("ITA301", 12, ACTION, ""),
    cell("ITA302", 13, schema.STATUS, "ทำไปบางส่วน"),
    cell("ITA303", 14, schema.INDICATOR, "การภายนอก"),
    cell("ITA304", 15, schema.START, "เร็ว ๆ นี้"),
    cell("ITA305", 16, schema.BUDGET, "ประมาณสองหมื่น"),
    cell("ITA306", 17, schema.END, "1 พ.ย. 2566", put(schema.START, "1 มี.ค. 2567", 17)),
    cell("ITA307", 18, schema.START, "1 ต.ค. 2560"),
    cell("ITA310", 19, schema.MEASURE, "เจ้าหน้าที่ให้บริการตามลำดับคิวมากน้อยเพียงใด"),
    cell("ITA311", 20, ACTION, "ควรจัดทำแผ่นพับแนะนำขั้นตอนการให้บริการแก่ประชาชน"),
    cell("ITA312", 21, schema.EVIDENCE, "http//www.example.go.th/ita"),
    cell("ITA313", 22, schema.EVIDENCE, "\\\\server01\\ita2567\\ภาพ.jpg"),
    Fault(
        "ITA314",
        (put(OUTCOME, f"{SOUND[22]['outcome']} ขณะนี้อยู่ระหว่างจัดทำสรุปทั้งปี", 23),),
        ((schema.STATUS, 23),),
    ),
    cell("ITA315", 24, schema.STATUS, "ยกเลิก"),
    cell("ITA316", 25, schema.STATUS, "อยู่ระหว่างดำเนินการ"),
    cell("ITA318", 26, schema.ACHIEVED, "18 นาที", put(schema.TARGET, "ไม่เกิน 15 นาที", 26)),
    cell("ITA319", 27, schema.ACHIEVED, "3 ครั้ง", put(schema.TARGET, "40 คน", 27)),
    cell("ITA320", 28, schema.NOTE, "ประสานงานกับบ้านโดนແล้ว"),
    cell("ITA321", 28, schema.SUGGESTIONS, "<p>เพิ่มป้ายบอกทาง</p>"),
    cell("ITA322", 29, schema.SUGGESTIONS, "เพิ่มช่องทาง เช่น เช่น เว็บไซต์ของหน่วยงาน"),
    cell("ITA323", 29, schema.NOTE, "ครรจัดอบรมต่อเนื่องทุกปี"),
    cell("ITA324", 30, schema.NOTE, "ข้อมูลจากงานธุรการ^๑"),
    cell("ITA325", 30, schema.SPENT, 13000, put(schema.BUDGET, 12500, 30)),
    cell("ITA326", 31, schema.SPENT, 900),
    cell("ITA327", 32, schema.SPENT, -500),
    cell("ITA328", 33, schema.NOTE, "ผู้เข้าร่วม 1๒ คน"),
    cell("ITA329", 34, ACTION, template.EXAMPLE_ACTION.th),
    cell("ITA331", 35, OUTCOME, "", STATUS_OF[35]),
    cell("ITA332", 36, OUTCOME, "-"),
    cell("ITA333", 37, OUTCOME, SOUND[36]["action"]),
    cell("ITA334", 38, OUTCOME, "จะติดตามประเมินความพึงพอใจของผู้รับบริการในปีถัดไป", STATUS_OF[38]),
    cell("ITA335", 39, OUTCOME, "ประชาชนได้รับความสะดวกและพึงพอใจมากกว่าเดิม"),
    Fault("ITA336", (put(schema.PREVIOUS_OUTCOME, SOUND[39]["outcome"], 40),), ((OUTCOME, 40),)),
    cell("ITA337", 41, schema.UNIT, "กองคลังง"),
    cell("ITA340", 42, schema.STEPS, ""),
    cell("ITA341", 43, schema.UNIT, ""),
    cell("ITA342", 44, schema.END, ""),
    cell("ITA208", 44, schema.SUGGESTIONS, "ให้องค์กรบริหารส่วนตำบลจัดอบรมต่อเนื่องทุกปี"),
    cell("ITA405", 45, schema.INDICATOR, "4"),
    # across
    Fault(
        "ITA401",
        (put(schema.MEASURE_ID, SOUND[45]["id"], 47),),
        ((schema.MEASURE_ID, 46), (schema.MEASURE_ID, 47)),
    ),
    cell("ITA409", 46, OUTCOME, f"{SOUND[11]['measure']}และตั้งเครื่องกดบัตรคิวและเก้าอี้พักคอยไว้ 14 แห่ง"),
    Fault("ITA410", (put(OUTCOME, SAME, 47), put(OUTCOME, SAME, 48)), ((OUTCOME, 47), (OUTCOME, 48))),
    Fault("ITA411", (put(ACTION, ONE_ACTION, 1), put(ACTION, ONE_ACTION, 48)), ((ACTION, 1), (ACTION, 48))),
    Fault(
        "ITA402",
        (
            put(schema.WEAK_POINT, "ตัวชี้วัดการภายนอก", 2, WEAK_POINTS),
            put(schema.WEAK_INDICATOR, "", 2, WEAK_POINTS),
        ),
        ((schema.WEAK_POINT, 2),),
        WEAK_POINTS,
    ),
    Fault("ITA408", (put(schema.SCORE, 877.2, 2, SCORES),), ((schema.SCORE, 2),), SCORES),
    Fault("ITA412", (put(schema.PREVIOUS_SCORE, "", 6, SCORES),), ((schema.PREVIOUS_SCORE, 6),), SCORES),
    Fault(
        "ITA413",
        (put(schema.SCORE_INDICATOR, "3 การใช้อำนาจ", 4, SCORES),),
        ((schema.SCORE_INDICATOR, 3), (schema.SCORE_INDICATOR, 4)),
        SCORES,
    ),
)
# Of the workbook as a whole; last, for they move what stands below or beside.
STRUCTURE = (
    Edit(Verb.SET_VERSION, value="9"),
    Edit(Verb.SET_YEAR, value="2565"),
    Edit(Verb.HIDE_SHEET, sheet=WEAK_POINTS),
    Edit(Verb.ADD_SHEET, value="บันทึกของกองช่าง"),
    Edit(Verb.HIDE_ROW, row=1),
    Edit(Verb.RENAME_HEADER, schema.STEPS, "สิ่งที่ทำก่อนหลัง"),
    Edit(Verb.ADD_COLUMN, value="ผู้ตรวจ"),
    Edit(Verb.TEXT_BELOW, schema.NOTE, "ข้อมูล ณ วันที่ 30 กันยายน 2567"),
    Edit(Verb.REPEAT_EMPTY, schema.NOTE),
    Edit(Verb.REPEAT_HEADER, row=48),
    Edit(Verb.COPY_SHEET, sheet=SCORES),
)
Pair = tuple[str, str | None]


def planted(workbook: Workbook) -> list[Pair]:
    """Plant every fault in a workbook; gives what must be found: (code, "sheet!cell")."""
    expected: list[Pair] = []
    for fault in FAULTS:
        spot = Spot(workbook, fault.sheet)
        expected += [(fault.code, named(spot, *spot.at(column, row))) for column, row in fault.at]
        factory.damage(workbook, fault.edits)
    measures, last_column = Spot(workbook, MEASURES), Spot(workbook, MEASURES).sheet.max_column
    below = measures.last_row + 3
    header, steps = measures.header_row, measures.columns[schema.STEPS.key][1]
    first = min(column for _, column in measures.columns.values())
    factory.damage(workbook, STRUCTURE)
    form = Spot(workbook, AGENCY)
    return sorted(
        [
            *expected,
            ("ITA121", None),
            ("ITA122", named(form, *form.at(schema.FISCAL_YEAR))),
            ("ITA125", Spot(workbook, WEAK_POINTS).sheet.title),
            ("ITA126", f"{Spot(workbook, SCORES).sheet.title} Copy"),
            ("ITA127", "บันทึกของกองช่าง"),
            ("ITA129", named(measures, header, last_column + 1)),
            ("ITA131", named(measures, header, last_column + 2)),
            ("ITA132", named(measures, header, steps)),
            ("ITA133", named(measures, header + ROWS + 1, first)),
            ("ITA135", named(measures, header + 1, 1)),
            ("ITA136", named(measures, below + 1, measures.columns[schema.NOTE.key][1])),
        ],
        key=str,
    )


def named(spot: Spot, row: int, column: int) -> str:
    return f"{spot.sheet.title}!{get_column_letter(column)}{row}"


@cache
def many() -> bytes:
    """The workbook before the faults are planted."""
    return factory.written(base())


def check(workbook: Workbook, folder: Path) -> Checked:
    return factory.checked(factory.saved(workbook), folder, "forty.xlsx")


def test_there_are_more_than_forty_faults_of_more_than_forty_codes() -> None:
    expected = planted(load_workbook(BytesIO(many())))
    assert len(expected) == len(set(expected))
    assert len({code for code, _ in expected}) >= 60


def test_before_the_faults_nothing_is_found(tmp_path: Path) -> None:
    assert factory.pairs(factory.checked(many(), tmp_path)) == []


@pytest.fixture(scope="module")
def forty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Checked, list[Pair]]:
    workbook = load_workbook(BytesIO(many()))
    expected = planted(workbook)
    return check(workbook, tmp_path_factory.mktemp("forty")), expected


def test_every_fault_is_found_at_its_cell_and_no_other(forty: tuple[Checked, list[Pair]]) -> None:
    item, expected = forty
    assert sorted(factory.pairs(item), key=str) == expected


def test_the_json_names_the_same(forty: tuple[Checked, list[Pair]]) -> None:
    item, expected = forty
    result = as_json.check([item], [])
    found = [
        (
            one["code"],
            f"{one['at']['sheet']}!{one['at']['cell']}" if one["at"]["cell"] else one["at"]["sheet"],
        )
        for one in result["findings"]
    ]
    assert sorted(found, key=str) == expected
    assert all(one["message_th"] and one["fix_th"] and one["message_en"] for one in result["findings"])


def test_the_marked_copy_names_the_same(forty: tuple[Checked, list[Pair]]) -> None:
    item, expected = forty
    workbook = load_workbook(BytesIO(many()))
    planted(workbook)
    marked = annotate(factory.saved(workbook), item, Lang.TH).data
    assert sorted(listed(marked), key=str) == expected
    in_cells = {
        cell: sorted(code for code, at in expected if at == cell) for _, cell in expected if "!" in str(cell)
    }
    in_notes = {at: sorted(found) for at, found in codes(marked).items() if at in in_cells}
    assert in_notes == in_cells
    further = {f"{place.sheet}!{place.cell}" for found in item.findings for place in found.also}
    assert set(in_cells) <= set(filled(marked)) <= set(in_cells) | further


@pytest.mark.parametrize("lang", Lang)
def test_the_lines_on_the_terminal_name_the_same(forty: tuple[Checked, list[Pair]], lang: Lang) -> None:
    item, _ = forty
    expected = {
        (found.code, console.where([place]))
        for found in item.findings
        for place in ((found.at,) if found.field else (found.at, *found.also))
    }
    assert set(on_terminal(console.checked(item, lang, AT))) == expected


def on_terminal(lines: list[str]) -> Iterator[tuple[str, str]]:
    """(code, place) of every place that the lines name, runs of cells taken apart."""
    code = ""
    for text in lines:
        if heading := re.search(r"\[(ITA[0-9]+)\]$", text):
            code = heading.group(1)
            continue
        places = re.match(r"  (?! )(?!เพราะ|Why)(.+?)(?: \(|: )", text)
        for part in places.group(1).split("; ") if places else ():
            sheet, cells = re.fullmatch(r"(.*?)((?:[A-Z]+[0-9]+(?:-[A-Z]+[0-9]+)?(?:, )?)*)", part).groups()  # type: ignore[union-attr]
            found = list(each_cell(cells)) or [""]
            yield from ((code, f"{sheet.strip()} {one}".strip()) for one in found)


def each_cell(cells: str) -> Iterator[str]:
    for letters, first, last in re.findall(r"([A-Z]+)([0-9]+)(?:-[A-Z]+([0-9]+))?", cells):
        yield from (f"{letters}{row}" for row in range(int(first), int(last or first) + 1))


# --- worked in before -------------------------------------------------------------------------------------


def swapped(workbook: Workbook) -> list[Pair]:
    for one, other in ((ACTION, OUTCOME), (schema.UNIT, schema.NOTE), (schema.START, schema.MEASURE)):
        spot = Spot(workbook, MEASURES)
        first, second = spot.columns[one.key][1], spot.columns[other.key][1]
        for row in range(1, spot.sheet.max_row + 1):
            left, right = spot.sheet.cell(row, first), spot.sheet.cell(row, second)
            left.value, right.value = right.value, left.value
    return []


def renamed(workbook: Workbook) -> list[Pair]:
    expected: list[Pair] = []
    for number, sheet in enumerate((AGENCY, MEASURES, WEAK_POINTS, SCORES), start=1):
        tab = Spot(workbook, sheet).sheet
        tab.title = f"แผ่นที่ {number}"
        expected.append(("ITA124", tab.title))
    return expected


def rows_inserted(workbook: Workbook) -> list[Pair]:
    for sheet in (AGENCY, MEASURES, WEAK_POINTS, SCORES):
        Spot(workbook, sheet).sheet.insert_rows(1, amount=3)
    return []


def titled(workbook: Workbook) -> list[Pair]:
    expected: list[Pair] = []
    for sheet in (AGENCY, MEASURES, SCORES):
        tab = Spot(workbook, sheet).sheet
        tab.insert_rows(1, amount=2)
        tab.cell(1, 1, "ฉบับแก้ไขครั้งที่สอง")
        expected.append(("ITA136", f"{tab.title}!A1"))
    return expected


def pasted_over(workbook: Workbook) -> list[Pair]:
    for sheet in workbook:
        sheet.data_validations.dataValidation = []
    for column in (schema.STATUS, schema.INDICATOR):
        spot = Spot(workbook, MEASURES)
        for row in range(1, ROWS + 1):
            target = spot.cell(column, row)
            target.number_format, target.style = "General", "Normal"
    return []


def all_at_once(workbook: Workbook) -> list[Pair]:
    return [*swapped(workbook), *rows_inserted(workbook), *pasted_over(workbook)]


@pytest.mark.parametrize("work", [swapped, renamed, rows_inserted, titled, pasted_over, all_at_once])
def test_the_faults_are_found_at_the_cells_to_which_they_moved(
    work: Callable[[Workbook], list[Pair]], tmp_path: Path
) -> None:
    workbook = load_workbook(BytesIO(many()))
    more = work(workbook)
    expected = sorted([*planted(workbook), *more], key=str)
    assert sorted(factory.pairs(check(workbook, tmp_path)), key=str) == expected


# --- any fault among any sound measures -------------------------------------------------------------------

PLANTED = [code for code in sorted(CATALOGUE) if not code.startswith((importing.FAMILY, years.FAMILY))]


@st.composite
def around(draw: st.DrawFn) -> tuple[list[dict[str, Any]], int]:
    """Measures with the three of the sound workbook somewhere among them, and how many stand before those."""
    pairs = st.tuples(st.integers(0, len(SUBJECTS) - 1), st.integers(0, len(PLACES) - 1))
    chosen = draw(st.lists(pairs, max_size=8, unique=True))
    others = [
        sound_measure(
            number,
            subject,
            place,
            draw(st.integers(2, 200)) * 11 + number,
            draw(st.lists(st.sampled_from(STEPS), min_size=1, max_size=5, unique=True)),
        )
        for number, (subject, place) in enumerate(chosen, start=20)
    ]
    before = draw(st.integers(0, len(others)))
    return [*others[:before], *factory.MEASURES, *others[before:]], before


def moved(edit: Edit, rows: int) -> Edit:
    """The edit so many records further down where it is of a measure."""
    if edit.sheet is not MEASURES:
        return edit
    return Edit(edit.verb, edit.column, edit.value, edit.row + rows, edit.sheet)


# Each try writes and reads a workbook: making a failing one smaller would take minutes.
@settings(max_examples=40, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(code=st.sampled_from(PLANTED), measures=around())
def test_any_fault_among_any_sound_measures_gives_its_code_and_no_other(
    tmp_path_factory: pytest.TempPathFactory, code: str, measures: tuple[list[dict[str, Any]], int]
) -> None:
    rows, before = measures
    edits = [moved(edit, before) for edit in CATALOGUE[code].bad]
    path = tmp_path_factory.mktemp("any") / factory.NAME
    path.write_bytes(factory.damaged(*edits, data=factory.written(rows)))
    assert {found.code for found in assess(read_workbook(path)).findings} == {code}
