"""From a proposal to an answer to the next run: as a clerk does it, through the files and the program."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import exports
import factory
import hostile
import office
import openpyxl
import pytest
from click.testing import CliRunner
from exports import typed

from ita_sheets import schema
from ita_sheets.cli import program
from ita_sheets.errors import NotOurTemplateError
from ita_sheets.fiscal import FiscalYear
from ita_sheets.render.template import template

BEFORE = (
    {"number": "1", "measure": "จัดอบรมเจ้าหน้าที่ผู้ให้บริการเรื่องมารยาทและการสื่อสาร", "action": "จัดอบรม ณ ห้องประชุม"},
    {"number": "2", "measure": "ปรับปรุงเว็บไซต์ให้ค้นข้อมูลได้ง่าย", "action": "จัดหมวดหมู่ข้อมูล"},
    {"number": "3", "measure": "เปิดสายด่วนรับเรื่องร้องเรียนการทุจริต", "action": "เปิดสายด่วนและประกาศหมายเลข"},
)
NOW = (
    {"number": "1", "measure": "จัดอบรมบุคลากรเรื่องการสื่อสารกับประชาชนผู้รับบริการ", "action": "จัดอบรม ณ ศาลาประชาคม"},
    {"number": "2", "measure": "ตั้งกล่องรับความคิดเห็นหน้าสำนักงาน", "action": "ตั้งกล่องและเปิดทุกสัปดาห์"},
)


def two_years(folder: Path) -> list[Path]:
    """Two years of an office, whose first measures are alike enough to ask about."""
    paths = []
    for be, rows in ((2566, BEFORE), (2567, NOW)):
        agency = {"fiscal_year": be, "basis_year": be - 1, "announced_total": None, "announced_level": None}
        report = factory.report(agency, rows, weak_points=(), this_year=[None] * 10, last_year=[None] * 10)
        data = template(FiscalYear(be), report, created=factory.CREATED)
        paths.append(folder / f"ITA{be}.xlsx")
        paths[-1].write_bytes(data)
    return paths


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    two_years(tmp_path)
    return tmp_path


def run(*arguments: str | Path) -> dict[str, Any]:
    """The program's machine form; no fault of its own."""
    done = CliRunner().invoke(program, [*map(str, arguments), "--json", "-q"], standalone_mode=False)
    assert done.exception is None, done.exception
    found: dict[str, Any] = json.loads(done.stdout_bytes)
    return found


def links(result: dict[str, Any]) -> list[tuple[int, int, str, list[str]]]:
    return [
        (link["from"]["row"], link["to"]["row"], link["band"], [reason["kind"] for reason in link["reasons"]])
        for agency in result["agencies"]
        for link in agency["links"]
    ]


def compare(folder: Path, target: Path) -> dict[str, Any]:
    return run("compare", folder / "ITA2566.xlsx", folder / "ITA2567.xlsx", "-o", target)


def answer(path: Path, status: str, reply: str, other: str = "") -> None:
    """Choose a reply in the first row of that status, and save, as a person would with another program."""
    workbook = openpyxl.load_workbook(path)
    sheet = workbook[schema.YEAR_OVER_YEAR.tab.th]
    spot = factory.Spot(workbook, schema.YEAR_OVER_YEAR)
    columns = {column: spot.columns[column.key][1] for column in schema.YEAR_OVER_YEAR.columns}
    row = next(number for number, line in enumerate(sheet.values, 1) if status in line)
    sheet.cell(row, columns[schema.ANSWER_REPLY], reply)
    if other:
        sheet.cell(row, columns[schema.ANSWER_OTHER], other)
    stream = BytesIO()
    workbook.save(stream)
    path.write_bytes(stream.getvalue())


def test_the_first_run_asks(folder: Path) -> None:
    ((before, now, band, _),) = links(compare(folder, folder / "c.xlsx"))
    assert (before, now, band) == (1, 1, "confirm")


@pytest.mark.parametrize("verb", ["convert", "compare"])
@pytest.mark.parametrize("through_office", [False, True], ids=["as_saved", "saved_by_libreoffice"])
def test_a_yes_is_obeyed_by_the_next_run(verb: str, through_office: bool, folder: Path) -> None:
    target = folder / "c.xlsx"
    compare(folder, target)
    answer(target, "แก้ถ้อยคำ", "ใช่")
    if through_office:
        home = office.office_home(folder / "home")
        target.write_bytes(office.converted(target, "xlsx", home).read_bytes())
    files = (folder / "ITA2566.xlsx", folder / "ITA2567.xlsx", target)
    found = run(verb, *files, "-o", folder / ("out" if verb == "convert" else "d.xlsx"))
    assert links(found) == [(1, 1, "sure", ["answer"])]


def test_a_no_is_obeyed_and_both_measures_stand_alone(folder: Path) -> None:
    target = folder / "c.xlsx"
    compare(folder, target)
    answer(target, "แก้ถ้อยคำ", "ไม่ใช่")
    found = run("compare", folder / "ITA2566.xlsx", folder / "ITA2567.xlsx", target)
    assert links(found) == []
    (agency,) = found["agencies"]
    assert [item["row"] for item in agency["dropped"]] == [1, 2, 3]
    assert [item["row"] for item in agency["added"]] == [1, 2]


def test_another_measure_is_obeyed(folder: Path) -> None:
    target = folder / "c.xlsx"
    compare(folder, target)
    answer(target, "แก้ถ้อยคำ", "จับคู่กับข้ออื่น", "ข้อ ๓")
    found = run("compare", folder / "ITA2566.xlsx", folder / "ITA2567.xlsx", target)
    assert links(found) == [(3, 1, "sure", ["answer"])]


def test_an_added_measure_can_be_given_its_earlier_one(folder: Path) -> None:
    target = folder / "c.xlsx"
    compare(folder, target)
    answer(target, "เพิ่มใหม่", "จับคู่กับข้ออื่น", "3")
    found = run("compare", folder / "ITA2566.xlsx", folder / "ITA2567.xlsx", target)
    assert [(before, now) for before, now, _, _ in links(found)] == [(1, 1), (3, 2)]


def test_answers_in_the_folder_of_results_are_found_and_carried_along(folder: Path) -> None:
    def summary(result: dict[str, Any]) -> Path:
        return Path(result["agencies"][0]["written"]["summary"])

    first = summary(run("convert", folder))
    answer(first, "แก้ถ้อยคำ", "ไม่ใช่")
    second = run("convert", folder)
    assert links(second) == []
    first.unlink()  # what was answered there stands in the second run's workbook, too
    assert summary(second) != first
    assert links(run("convert", folder)) == []


@pytest.mark.parametrize("way", ["Google Sheets", "an office program of a phone"])
def test_answers_are_found_in_a_result_that_lost_its_properties(way: str, folder: Path) -> None:
    first = Path(run("convert", folder)["agencies"][0]["written"]["summary"])
    answered = typed(first.read_bytes(), schema.YEAR_OVER_YEAR, 1, {schema.ANSWER_REPLY: "ไม่ใช่"})
    first.write_bytes(exports.exported(answered, *exports.EXPORTS[way]))
    assert links(run("convert", folder)) == []


def test_answers_are_found_in_a_result_whose_dates_a_program_left_alone(folder: Path) -> None:
    first = Path(run("convert", folder)["agencies"][0]["written"]["summary"])
    answered = typed(first.read_bytes(), schema.YEAR_OVER_YEAR, 1, {schema.ANSWER_REPLY: "ไม่ใช่"})
    first.write_bytes(answered)
    assert [link[2] for link in links(run("convert", folder))] == ["confirm"]  # as if nobody had saved it
    first.write_bytes(exports.exported(answered, exports.saved_by("gnumeric")))
    assert links(run("convert", folder)) == []


def test_a_result_without_a_date_is_newer_than_what_was_carried_along(folder: Path) -> None:
    files = (folder / "ITA2566.xlsx", folder / "ITA2567.xlsx")
    target, carried = folder / "c.xlsx", folder / "d.xlsx"
    compare(folder, target)
    answer(target, "แก้ถ้อยคำ", "ไม่ใช่")
    run("compare", *files, target, "-o", carried)
    target.unlink()
    first = typed(carried.read_bytes(), schema.ANSWERS, 1, {schema.ANSWER_REPLY: "ใช่"})
    (folder / "a.xlsx").write_bytes(exports.exported(first, exports.without_dates))
    assert links(run("compare", *files, folder / "a.xlsx", carried)) == [(1, 1, "sure", ["answer"])]


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [("xl/worksheets/sheet1.xml", b"</row>", b"</cow>"), (hostile.STYLES, b"<fill>.*?</fill>", b"<fill/>")],
)
def test_an_earlier_result_that_cannot_be_read_stops_nothing(
    part: str, old: bytes, new: bytes, folder: Path
) -> None:
    first = Path(run("convert", folder)["agencies"][0]["written"]["summary"])
    answer(first, "แก้ถ้อยคำ", "ไม่ใช่")
    parts = hostile.parts_of(first.read_bytes())
    first.write_bytes(hostile.package({**parts, part: re.sub(old, new, parts[part], count=1)}))
    assert run("convert", folder)["agencies"]


def test_workbooks_of_other_names_in_the_folder_of_results_are_left_alone(folder: Path) -> None:
    target = folder / "c.xlsx"
    compare(folder, target)
    answer(target, "แก้ถ้อยคำ", "ไม่ใช่")
    files = (folder / "ITA2566.xlsx", folder / "ITA2567.xlsx")
    assert [link[2] for link in links(run("convert", *files, "-o", folder))] == ["confirm"]
    target.rename(folder / "ITA2566-2567_c.xlsx")
    assert links(run("convert", *files, "-o", folder)) == []


def test_a_later_answer_wins_over_an_earlier_one(folder: Path) -> None:
    target = folder / "c.xlsx"
    compare(folder, target)
    answer(target, "แก้ถ้อยคำ", "ไม่ใช่")
    files = (folder / "ITA2566.xlsx", folder / "ITA2567.xlsx", target)
    again = folder / "later.xlsx"  # in one second by name
    run("compare", *files, "-o", again)
    workbook = openpyxl.load_workbook(again)
    spot = factory.Spot(workbook, schema.ANSWERS)
    first = spot.key_row + 2  # keys, header, answers
    columns = {column: spot.columns[column.key][1] for column in schema.ANSWERS.columns}
    told = [spot.sheet.cell(first, columns[column]).value for column in schema.ANSWERS.columns[:4]]
    assert told == ["2566-2567", BEFORE[0]["measure"], NOW[0]["measure"], "ไม่ใช่"]
    spot.sheet.cell(first, columns[schema.ANSWER_REPLY], "ใช่")
    workbook.save(again)
    assert links(run("compare", *files, again)) == [(1, 1, "sure", ["answer"])]


def test_the_question_is_asked_again_when_a_text_changed(folder: Path) -> None:
    target = folder / "c.xlsx"
    compare(folder, target)
    answer(target, "แก้ถ้อยคำ", "ใช่")
    workbook = openpyxl.load_workbook(folder / "ITA2567.xlsx")
    cell = factory.Spot(workbook, schema.MEASURES).cell(schema.MEASURE)
    cell.value = f"{cell.value} ปีละ ๒ ครั้ง"
    workbook.save(folder / "ITA2567.xlsx")
    found = run("compare", folder / "ITA2566.xlsx", folder / "ITA2567.xlsx", target)
    ((before, now, band, reasons),) = links(found)
    assert (before, now, band) == (1, 1, "confirm")
    assert "answer" not in reasons


def test_a_confirmed_measure_carries_its_id_into_next_years_template(folder: Path) -> None:
    target = folder / "c.xlsx"
    compare(folder, target)
    answer(target, "แก้ถ้อยคำ", "ใช่")
    made = folder / "ITA2568.xlsx"
    sources = [
        part for name in ("ITA2566.xlsx", "ITA2567.xlsx", "c.xlsx") for part in ("--from", folder / name)
    ]
    arguments = ["template", "--year", "2568", *map(str, sources), "-o", str(made), "-q"]
    done = CliRunner().invoke(program, arguments, standalone_mode=False)
    assert (done.exception, done.return_value) == (None, 0)
    workbook = openpyxl.load_workbook(made)
    spot = factory.Spot(workbook, schema.ROLLED_MEASURES)
    assert [spot.cell(schema.MEASURE_ID, row).value for row in (1, 2)] == ["2566-01", "2567-02"]


def roll(folder: Path, *names: str) -> tuple[Any, str]:
    """Roll these files forward: the exit code, or what was raised, and what was written."""
    sources = [part for name in names for part in ("--from", str(folder / name))]
    arguments = ["template", "--year", "2568", *sources, "-o", str(folder / "new.xlsx"), "--lang", "en"]
    done = CliRunner().invoke(program, arguments, standalone_mode=False)
    return done.exception or done.return_value, str(getattr(done.exception, "words", ""))


def test_which_of_two_files_of_a_year_is_rolled_forward_is_not_guessed(folder: Path) -> None:
    workbook = openpyxl.load_workbook(folder / "ITA2567.xlsx")
    workbook.save(folder / "again.xlsx")
    raised, said = roll(folder, "ITA2566.xlsx", "ITA2567.xlsx", "again.xlsx")
    assert isinstance(raised, NotOurTemplateError)
    assert raised.code == "ITA501"
    assert "The one saved last is again.xlsx" in said
    assert not (folder / "new.xlsx").exists()


def test_another_agencys_file_is_not_left_out_in_silence_when_rolling_forward(folder: Path) -> None:
    workbook = openpyxl.load_workbook(folder / "ITA2567.xlsx")
    factory.Spot(workbook, schema.AGENCY).cell(schema.AGENCY_NAME).value = "เทศบาลตำบลบึงสว่าง"
    workbook.save(folder / "other.xlsx")
    raised, said = roll(folder, "ITA2566.xlsx", "ITA2567.xlsx", "other.xlsx")
    assert isinstance(raised, NotOurTemplateError)
    assert raised.code == "ITA503"
    assert "other.xlsx" in said
    assert roll(folder, "ITA2566.xlsx", "ITA2567.xlsx") == (0, "")


def test_measures_without_ids_are_followed_from_a_rolled_template_whatever_is_written_there(
    folder: Path,
) -> None:
    arguments = ["template", "--year", "2567", "--from", str(folder / "ITA2566.xlsx"), "-q", "--force"]
    CliRunner().invoke(program, [*arguments, "-o", str(folder / "ITA2567.xlsx")], standalone_mode=False)
    workbook = openpyxl.load_workbook(folder / "ITA2567.xlsx")
    spot = factory.Spot(workbook, schema.ROLLED_MEASURES)
    for row, text in enumerate(("ฝึกพนักงานพูดจา", "หน้าเว็บใหม่", "รับแจ้งทางโทรศัพท์"), 1):
        spot.cell(schema.MEASURE, row).value = text
        spot.cell(schema.RELATION, row).value = schema.REWORDED.words.th
    workbook.save(folder / "ITA2567.xlsx")
    found = links(compare(folder, folder / "c.xlsx"))
    assert found == [(row, row, "sure", ["id"]) for row in (1, 2, 3)]


def test_an_id_that_stands_twice_is_said_by_compare(folder: Path) -> None:
    workbook = openpyxl.load_workbook(folder / "ITA2567.xlsx")
    spot = factory.Spot(workbook, schema.MEASURES)
    for row in (1, 2):
        spot.cell(schema.MEASURE_ID, row).value = "2566-01"
    workbook.save(folder / "ITA2567.xlsx")
    target = folder / "c.xlsx"
    assert [item["code"] for item in compare(folder, target)["findings"]] == ["ITA401", "ITA401"]
    told = [value for row in openpyxl.load_workbook(target)["เรื่องที่พบ"].values for value in row]
    assert told.count("ITA401") == 2


def test_an_answer_that_names_nothing_is_said_in_every_form(folder: Path) -> None:
    target = folder / "c.xlsx"
    compare(folder, target)
    answer(target, "แก้ถ้อยคำ", "จับคู่กับข้ออื่น", "99")
    found = run("convert", folder / "ITA2566.xlsx", folder / "ITA2567.xlsx", target, "-o", folder / "out")
    said = [(item["code"], item["at"]["file"], item["facts"]) for item in found["findings"]]
    assert [item for item in said if item[0] == "ITA507"] == [("ITA507", "c.xlsx", {"other": "99"})]
    workbook = openpyxl.load_workbook(found["agencies"][0]["written"]["summary"])
    told = [value for row in workbook["เรื่องที่พบ"].values for value in row]
    assert told.count("ITA507") == 1


def answer_in_list(path: Path, reply: str, other: str = "") -> None:
    """Change the only answer on the list of answers given, and save."""
    workbook = openpyxl.load_workbook(path)
    spot = factory.Spot(workbook, schema.ANSWERS)
    row = spot.key_row + 2
    assert [spot.sheet.cell(at, 1).value is None for at in (row, row + 1)] == [False, True]
    for column, value in ((schema.ANSWER_REPLY, reply), (schema.ANSWER_OTHER, other or None)):
        spot.sheet.cell(row, spot.columns[column.key][1]).value = value
    workbook.save(path)


@pytest.fixture
def named_once(folder: Path) -> Path:
    """A comparison whose proposal was answered with another measure, which is now shown with a "yes"."""
    target = folder / "c.xlsx"
    compare(folder, target)
    answer(target, "แก้ถ้อยคำ", "จับคู่กับข้ออื่น", "3")
    again = folder / "d.xlsx"
    files = (folder / "ITA2566.xlsx", folder / "ITA2567.xlsx")
    assert pairs(run("compare", *files, target, "-o", again)) == [(3, 1)]
    target.unlink()
    return again


def pairs(result: dict[str, Any]) -> list[tuple[int, int]]:
    return [(before, now) for before, now, _, _ in links(result)]


@pytest.mark.parametrize(
    ("reply", "other", "expected"),
    [("จับคู่กับข้ออื่น", "2", [(2, 1)]), ("ไม่ใช่", "", []), ("ใช่", "", [(1, 1)])],
)
def test_an_answer_changed_on_the_list_is_the_only_one(
    reply: str, other: str, expected: list[tuple[int, int]], folder: Path, named_once: Path
) -> None:
    answer_in_list(named_once, reply, other)
    found = run("compare", folder / "ITA2566.xlsx", folder / "ITA2567.xlsx", named_once)
    assert pairs(found) == expected


def test_a_pair_that_another_answer_named_can_be_undone_beside_it(folder: Path, named_once: Path) -> None:
    files = (folder / "ITA2566.xlsx", folder / "ITA2567.xlsx")
    answer(named_once, "แก้ถ้อยคำ", "ไม่ใช่")
    last = folder / "e.xlsx"
    assert pairs(run("compare", *files, named_once, "-o", last)) == []
    assert pairs(run("compare", *files, last)) == []


@pytest.mark.parametrize("between", [", ", ";", " ; ", "/", "\n"])
def test_several_ids_of_last_year_are_told_apart_as_people_type_them(between: str, tmp_path: Path) -> None:
    before = [{**row, "id": f"2566-{number:02d}"} for number, row in enumerate(BEFORE, 1)]
    merged = {"number": "1", "measure": "งานบริการและงานรับเรื่อง", "previous_id": f"2566-01{between}2566-03"}
    for be, rows in ((2566, before), (2567, [merged])):
        data = template(FiscalYear(be), factory.report({"fiscal_year": be}, rows), created=factory.CREATED)
        (tmp_path / f"ITA{be}.xlsx").write_bytes(data)
    found = compare(tmp_path, tmp_path / "c.xlsx")
    assert pairs(found) == [(1, 1), (3, 1)]
    assert "ITA508" not in {finding["code"] for finding in found["findings"]}
