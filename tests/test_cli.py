"""The program as other programs see it: exit codes, streams, JSON and files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import factory
import pytest
from openpyxl import load_workbook
from program import Run

from ita_sheets import intake, rules, schema
from ita_sheets.cli import main
from ita_sheets.rules import CATALOGUE
from ita_sheets.rules.catalogue import put

TABLE = """บันทึกข้อความ
ส่วนราชการ สำนักปลัด องค์การบริหารส่วนตำบลบ้านดอนแก้ว
เรื่อง รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. ๒๕๖๗

มาตรการ/กิจกรรม\tสรุปผลการดำเนินการตามมาตรการ/กิจกรรม\tผลลัพธ์/ความสำเร็จของการดำเนินการ
๑. จัดทำคู่มือการให้บริการ\tจัดทำคู่มือแล้วติดประกาศที่จุดบริการ\tผู้รับบริการ ๓๑๘ ราย พึงพอใจร้อยละ ๙๔
๒. อบรมเจ้าหน้าที่\tจัดอบรมเจ้าหน้าที่ทุกกอง\tจัดอบรมเจ้าหน้าที่ทุกกอง
"""


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "ปี 2567 (ร่าง).xlsx"
    path.write_bytes(factory.sound())
    return path


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "faulty.xlsx"
    outcome = factory.MEASURES[1]["action"]
    path.write_bytes(factory.damaged(put(schema.OUTCOME, outcome, 2), put(schema.ACTION, "", 3)))
    return path


def test_template_writes_a_workbook_that_reads_as_empty(tmp_path: Path) -> None:
    run = Run("template", "--year", "๒๕๖๘", "--agency", "เทศบาลตำบลตัวอย่าง", "-o", "new.xlsx", cwd=tmp_path)
    assert (run.code, run.err) == (0, "")
    checked = Run("check", "new.xlsx", "--json", cwd=tmp_path)
    assert [found["code"] for found in checked.json["findings"]] == ["ITA141"]
    assert checked.json["files"] == [
        {
            "file": "new.xlsx",
            "agency": "เทศบาลตำบลตัวอย่าง",
            "year": 2568,
            "template_version": 2,
            "measures": 0,
        }
    ]


def test_check_of_a_sound_workbook_says_so_aloud(sound: Path, tmp_path: Path) -> None:
    run = Run("check", sound, cwd=tmp_path)
    assert run.code == 0
    for part in (sound.name, factory.AGENCY["name"], "2567", "3 มาตรการ"):
        assert str(part) in run.out


def test_check_in_words(faulty: Path, tmp_path: Path) -> None:
    run = Run("check", faulty, "-q", cwd=tmp_path)
    assert (run.code, run.err) == (1, "")
    assert run.out == (Path(__file__).with_name("golden") / "check_faulty.txt").read_text("utf-8")


def test_check_as_json(faulty: Path, tmp_path: Path) -> None:
    run = Run("check", faulty, "--json", cwd=tmp_path)
    assert run.code == 1
    assert list(run.json) == ["format", "files", "findings", "refused"]
    places = [(found["code"], found["at"]["cell"], found["field"]) for found in run.json["findings"]]
    assert places == [("ITA301", "E8", "action"), ("ITA333", "F7", "outcome")]
    keys = ["code", "severity", "at", "also", "field", "value", "facts"]
    assert list(run.json["findings"][0]) == [*keys, "message_th", "message_en", "fix_th", "fix_en"]


def test_check_writes_marked_copies_and_says_where(faulty: Path, sound: Path, tmp_path: Path) -> None:
    run = Run("check", tmp_path, "--annotate", tmp_path / "ตรวจ", "--json", "-q", cwd=tmp_path)
    assert run.code == 1
    assert run.json["written"] == {faulty.name: str(tmp_path / "ตรวจ" / "faulty_ต้องแก้.xlsx")}
    again = Run("check", tmp_path / "ตรวจ", "--json", "-q", cwd=tmp_path)
    pairs = [
        [(found["code"], found["at"]["cell"]) for found in result["findings"]]
        for result in (run.json, again.json)
    ]
    assert pairs[0] == pairs[1]


def test_json_is_utf_8_on_any_console(faulty: Path, tmp_path: Path) -> None:
    run = Run("check", faulty, "--json", cwd=tmp_path, encoding="cp874")
    assert run.json["files"][0]["agency"] == factory.AGENCY["name"]


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_thai_windows_console_can_show_every_line(faulty: Path, tmp_path: Path, lang: str) -> None:
    for arguments in (("check", faulty), ("rules",), ("--help",), ("convert", faulty, "-o", "out")):
        options = () if arguments == ("--help",) else ("--lang", lang)
        run = Run(*arguments, *options, cwd=tmp_path, encoding="cp874")
        assert "\\u" not in run.out + run.err
        assert run.code in (0, 1)


def source_links(result: dict[str, Any]) -> set[tuple[str, str | None]]:
    """(file, cell) of the links on the findings sheet that lead into a source file."""
    workbook = load_workbook(result["agencies"][0]["written"]["summary"])
    links = [cell.hyperlink for row in workbook["เรื่องที่พบ"].iter_rows() for cell in row if cell.hyperlink]
    return {(link.target.replace("\\", "/"), link.location) for link in links if link.target}


def test_findings_lead_into_the_source_file_beside_the_results(faulty: Path, tmp_path: Path) -> None:
    run = Run("convert", faulty, "--json", "-q", cwd=tmp_path)
    assert source_links(run.json) == {("../faulty.xlsx", "'มาตรการ'!E8"), ("../faulty.xlsx", "'มาตรการ'!F7")}


def test_no_link_names_the_folders_of_somebodys_machine(faulty: Path, tmp_path: Path) -> None:
    run = Run("convert", faulty, "-o", tmp_path / "else" / "where", "--json", "-q", cwd=tmp_path)
    assert source_links(run.json) == set()


def test_the_official_report_takes_thai_digits_when_asked(sound: Path, tmp_path: Path) -> None:
    texts = []
    for options in ((), ("--thai-digits",)):
        run = Run("convert", sound, *options, "--json", "-q", cwd=tmp_path)
        workbook = load_workbook(run.json["agencies"][0]["written"]["summary"])
        texts.append([str(cell.value) for cell in workbook.worksheets[1]["A"][:4]])
    assert ["๒๕๖๗" in " ".join(cells) for cells in texts] == [False, True]


def test_ignore_leaves_a_rule_out(faulty: Path, tmp_path: Path) -> None:
    run = Run("check", faulty, "--ignore", "ita333", "--ignore", "ITA301", "--json", cwd=tmp_path)
    assert (run.code, run.json["findings"]) == (0, [])


def test_convert_writes_both_workbooks_and_the_json(faulty: Path, tmp_path: Path) -> None:
    run = Run("convert", faulty, "-o", tmp_path / "ผล", "--json", cwd=tmp_path)
    assert run.code == 1
    agency = run.json["agencies"][0]
    assert [item["verdict"] for item in agency["measures"]] == ["evidenced", "restated", "nil"]
    assert agency["gaps"] == [
        {
            "year": 2567,
            "id": "2566-02",
            "row": 2,
            "verdict": "restated",
            "open_since": 2567,
            "unit": "กองคลัง",
            "needs": agency["gaps"][0]["needs"],
            "at": {"file": "faulty.xlsx", "sheet": "มาตรการ", "cell": "F7"},
        }
    ]
    assert agency["totals"] == [
        {"year": 2567, "total": 90.84, "level": "ผ่านดี", "typed_total": 90.84, "typed_level": "ผ่านดี"}
    ]
    assert agency["scores"][0] == {"year": 2567, "indicator": 1, "score": 91.0, "change": 7.0}
    assert (agency["links"], agency["added"], agency["dropped"]) == ([], [], [])
    for path in agency["written"].values():
        assert load_workbook(path).sheetnames
        assert len(Path(path).name) <= 45


def test_convert_never_writes_over_a_file_unless_forced(sound: Path, tmp_path: Path) -> None:
    first = Run("convert", sound, "-o", "out", "--json", cwd=tmp_path).json["agencies"][0]["written"]
    second = Run("convert", sound, "-o", "out", "--json", cwd=tmp_path).json["agencies"][0]["written"]
    assert Path(tmp_path, second["summary"]).name == Path(first["summary"]).stem + " (2).xlsx"
    before = Path(tmp_path, first["summary"]).read_bytes()
    forced = Run("convert", sound, "-o", "out", "--json", "--force", cwd=tmp_path)
    assert forced.json["agencies"][0]["written"] == first
    assert Path(tmp_path, first["summary"]).read_bytes() == before
    assert len(list(Path(tmp_path, "out").iterdir())) == 4


def test_a_folder_with_two_agencies_gives_a_folder_for_each(tmp_path: Path) -> None:
    folder = tmp_path / "หลายหน่วยงาน"
    folder.mkdir()
    (folder / "a.xlsx").write_bytes(factory.sound())
    other = put(schema.AGENCY_NAME, "เทศบาลตำบลตัวอย่าง", 1, schema.AGENCY)
    (folder / "b.xlsx").write_bytes(factory.damaged(other))
    run = Run("convert", folder, "--json", cwd=tmp_path)
    names = [agency["name"] for agency in run.json["agencies"]]
    assert names == ["องค์การบริหารส่วนตำบลบ้านดอนแก้ว", "เทศบาลตำบลตัวอย่าง"]
    folders = {Path(agency["written"]["summary"]).parent.name for agency in run.json["agencies"]}
    assert folders == {"อบต.บ้านดอนแก้ว", "ทต.ตัวอย่าง"}


def test_a_second_run_over_the_same_folder_does_not_read_its_own_results(sound: Path, tmp_path: Path) -> None:
    first = Run("convert", tmp_path, "--json", cwd=tmp_path)
    second = Run("convert", tmp_path, "--json", cwd=tmp_path)
    assert second.code == first.code == 0
    assert second.json["agencies"][0]["measures"] == first.json["agencies"][0]["measures"]
    assert second.json["refused"] == []


def test_one_bad_file_never_stops_the_others(sound: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04 cut off")
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    (tmp_path / "~$lock.xlsx").write_bytes(b"lock")
    run = Run("check", tmp_path, "--json", cwd=tmp_path)
    assert run.code == 3
    assert [item["file"] for item in run.json["files"]] == [sound.name]
    assert [(item["file"], item["code"]) for item in run.json["refused"]] == [
        ("bad.xlsx", "ITA108"),
        ("old.xls", "ITA105"),
    ]
    assert "~$lock.xlsx" in run.err


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for year in ("2567", "2568"):
        (tmp_path / "ปี" / year).mkdir(parents=True)
        (tmp_path / "ปี" / year / "report.xlsx").write_bytes(factory.sound())
    run = Run("check", "ปี", "--json", cwd=tmp_path)
    assert [item["file"] for item in run.json["files"]] == ["2567/report.xlsx", "2568/report.xlsx"]


FAULTY = {"read_book": intake, "check": rules}  # where the fault is planted


@pytest.mark.parametrize("where", FAULTY)
def test_our_own_fault_with_one_file_does_not_cost_the_others(
    where: str,
    sound: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    (tmp_path / "a.xlsx").write_bytes(factory.sound())
    module, real = FAULTY[where], getattr(FAULTY[where], where)

    def fails_on_a(subject: Any, *more: Any) -> Any:
        if subject.file.name == "a.xlsx":
            raise ZeroDivisionError("planted")
        return real(subject, *more)

    monkeypatch.setattr(module, where, fails_on_a)
    with pytest.raises(SystemExit) as left:
        main(["check", str(tmp_path), "--json"])
    assert left.value.code == 4
    result = json.loads(capfdbinary.readouterr().out)
    assert [item["file"] for item in result["files"]] == [sound.name]
    assert [(item["file"], item["code"]) for item in result["refused"]] == [("a.xlsx", "ITA100")]


def test_what_is_not_the_template_is_sent_to_import(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    book.active.append(["a", "b"])
    book.save(tmp_path / "other.xlsx")
    (tmp_path / "report.txt").write_text(TABLE, "utf-8")
    for name, code in (("other.xlsx", "ITA112"), ("report.txt", "ITA107"), ("none.xlsx", "ITA101")):
        run = Run("convert", name, "--json", cwd=tmp_path)
        assert (run.code, [item["code"] for item in run.json["refused"]]) == (3, [code])
        assert run.json["agencies"] == []


def test_import_then_check(tmp_path: Path) -> None:
    (tmp_path / "รายงาน.txt").write_text(TABLE, "utf-8")
    run = Run("import", "รายงาน.txt", "--year", "2567", "--json", cwd=tmp_path)
    result = run.json
    assert run.code == 0
    assert (result["measures"], result["year"]) == (2, 2567)
    assert [column["recognised_as"] for column in result["columns"]] == ["measure", "action", "outcome"]
    converted = Run("convert", result["written"], "--json", cwd=tmp_path).json["agencies"][0]
    assert [item["verdict"] for item in converted["measures"]] == ["evidenced", "restated"]
    assert [item["id"] for item in converted["measures"]] == ["2567-01", "2567-02"]
    assert converted["name"] == "องค์การบริหารส่วนตำบลบ้านดอนแก้ว"


@pytest.mark.parametrize(
    "arguments",
    [(), ("frobnicate",), ("check",), ("template",), ("template", "--year", "x"), ("rules", "ITA999")],
)
def test_wrong_usage_is_said_in_a_sentence(arguments: tuple[str, ...], tmp_path: Path) -> None:
    run = Run(*arguments, cwd=tmp_path)
    assert run.code == 2 or (arguments == () and run.code == 0)
    assert "Traceback" not in run.err


def test_the_catalogue_lists_every_rule(tmp_path: Path) -> None:
    run = Run("rules", "--json", cwd=tmp_path)
    assert [item["code"] for item in run.json["rules"]] == sorted(CATALOGUE)
    page = Run("rules", "ITA310", "--lang", "en", cwd=tmp_path)
    assert page.out.startswith("Warning: The measure is a survey question [ITA310]")


def test_a_result_that_cannot_be_written_is_said_in_a_sentence(sound: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder", "utf-8")
    run = Run("convert", sound, "-o", "taken", cwd=tmp_path)
    assert run.code == 3
    assert "ITA117" in run.err
    assert "Traceback" not in run.err
    assert (tmp_path / "taken").read_text("utf-8") == "a file, not a folder"
