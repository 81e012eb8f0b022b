"""One bad file among many never stops the others: the whole program over a folder as offices keep it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import factory
import openpyxl
import pytest
from hostile import BAD_FILES, READ
from program import Run

from ita_sheets import schema
from ita_sheets.changes import AgencyYears
from ita_sheets.cli import main
from ita_sheets.render import summary as render_summary
from ita_sheets.rules.catalogue import fill, put
from ita_sheets.texts.cli import RESULTS_FOLDER

OTHER = "เทศบาลตำบลตัวอย่าง"
# One of every kind of refusal.
REFUSED: dict[str, Callable[[], bytes]] = {
    **{bad.code: bad.made for bad in reversed(BAD_FILES) if bad.code != READ},
    "ITA112": lambda: factory.saved(openpyxl.Workbook()),
}


def plant(folder: Path, *, others: bool) -> tuple[list[str], list[tuple[str, str]]]:
    """Fill a folder; gives the sound files' names and (name, code) of those that must be refused."""
    sound = {
        "2567.xlsx": factory.damaged(put(schema.ACTION, "", 3)),
        "ปีอื่น/2568.xlsx": factory.damaged(fill(schema.FISCAL_YEAR, "2568")),
    }
    if others:
        sound["ปีอื่น/ลึก/other.xlsx"] = factory.damaged(fill(schema.AGENCY_NAME, OTHER))
    refused = {f"{code} เสีย.xlsx": made() for code, made in REFUSED.items()}
    passed_over = {
        "~$2567.xlsx": b"lock",
        "ปีอื่น/.~lock.2568.xlsx#": b"lock",
        "._2567.xlsx": b"attachments",
        "บันทึก.docx": b"no workbook",
        ".ita-0123abcd.tmp": b"left by a killed run",
        f"ปีก่อน/{RESULTS_FOLDER}/2567.xlsx": b"in a folder of results",
        "โฟลเดอร์.xlsx/note.txt": b"a folder called like a workbook",
    }
    for name, data in (sound | refused | passed_over).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    (folder / "ว่าง").mkdir()
    codes = sorted((name, name[:6]) for name in refused)
    return sorted(Path(name).name for name in sound), codes


def written_before(folder: Path) -> None:
    """Results of an earlier run, copied to where the reports lie."""
    assert Run("convert", folder / "2567.xlsx", "-o", folder, "-q", cwd=folder).code == 1


def refusals(result: dict[str, Any]) -> list[tuple[str, str]]:
    return [(item["file"], item["code"]) for item in result["refused"]]


def said_at_the_end(run: Run, refused: list[tuple[str, str]]) -> bool:
    """Whether the last lines of stderr are the refused files, each with its sentence and code."""
    last = run.err.splitlines()[-len(refused) :]
    return [(line.partition(" – ")[0], line[-8:]) for line in last] == [
        (f"Not read: {name}", f"[{code}]") for name, code in refused
    ]


def test_check_reads_what_can_be_read(tmp_path: Path) -> None:
    sound, refused = plant(tmp_path, others=True)
    written_before(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    run = Run("check", tmp_path, "--json", "--lang", "en", "--annotate", tmp_path / "ตรวจ", cwd=tmp_path)
    assert run.code == 3
    assert sorted(item["file"] for item in run.json["files"]) == sound
    assert refusals(run.json) == refused
    assert said_at_the_end(run, refused)
    assert all(f"Passed over Excel's lock file: {name}" in run.err for name in ("~$2567.xlsx", "._2567.xlsx"))
    assert run.err.count("Passed over a result of the toolkit") == 2
    assert "2567.xlsx" in run.json["written"]
    assert {path: path.read_bytes() for path in before} == before


def test_convert_writes_every_agency_and_lists_the_refused(tmp_path: Path) -> None:
    _, refused = plant(tmp_path, others=True)
    written_before(tmp_path)
    run = Run("convert", tmp_path, "--json", "--lang", "en", cwd=tmp_path)
    assert run.code == 3
    assert [agency["years"] for agency in run.json["agencies"]] == [[2567, 2568], [2567]]
    assert refusals(run.json) == refused
    assert said_at_the_end(run, refused)
    for agency in run.json["agencies"]:
        assert all(Path(path).is_file() for path in agency["written"].values())
        rows = openpyxl.load_workbook(agency["written"]["summary"]).worksheets[0].values
        cells = {str(cell) for row in rows for cell in row}
        assert all(any(name in cell for cell in cells) for name, _ in refused)


def test_compare_writes_what_can_be_compared(tmp_path: Path) -> None:
    _, refused = plant(tmp_path, others=False)
    target = tmp_path / "ผล" / "เทียบ.xlsx"
    run = Run("compare", tmp_path, "-o", target, "--json", "--lang", "en", cwd=tmp_path)
    assert run.code == 3
    assert [agency["years"] for agency in run.json["agencies"]] == [[2567, 2568]]
    assert refusals(run.json) == refused
    assert said_at_the_end(run, refused)
    cells = {str(cell) for row in openpyxl.load_workbook(target).worksheets[0].values for cell in row}
    assert all(any(name in cell for cell in cells) for name, _ in refused)


def test_the_same_in_words_for_files_named_one_by_one(tmp_path: Path) -> None:
    plant(tmp_path, others=False)
    named = ["ITA108 เสีย.xlsx", "2567.xlsx", "nowhere.xlsx", "ว่าง", "ITA103 เสีย.xlsx"]
    for verb in ("check", "compare", "convert"):
        run = Run(verb, *named, "-q", cwd=tmp_path)
        assert run.code == 3
        assert str(factory.AGENCY["name"]) in run.out
        lines = run.err.splitlines()
        # folders that hold nothing come first: they are known before anything is read
        assert [line[-7:-1] for line in lines] == ["ITA116", "ITA108", "ITA101", "ITA103"]
        assert all(line.startswith("อ่านไม่ได้: ") for line in lines)


def test_nothing_that_can_be_read_is_said_too(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"")
    for verb in ("check", "compare", "convert"):
        run = Run(verb, "a.xlsx", "--json", cwd=tmp_path)
        assert (run.code, refusals(run.json)) == (3, [("a.xlsx", "ITA103")])


def test_an_agency_whose_results_cannot_be_written_costs_no_other(tmp_path: Path) -> None:
    plant(tmp_path, others=True)
    out = tmp_path / "ผล"
    out.mkdir()
    (out / "ทต.ตัวอย่าง").write_bytes(b"a file in the place of the folder")
    run = Run("convert", "2567.xlsx", "ปีอื่น", "-o", out, "--json", "--lang", "en", cwd=tmp_path)
    assert run.code == 3
    assert refusals(run.json) == [
        ("ITA2567_summary_ทต.ตัวอย่าง.xlsx", "ITA117"),
        ("ITA2567_gaps_ทต.ตัวอย่าง.xlsx", "ITA117"),
    ]
    first, second = run.json["agencies"]
    assert all(Path(path).is_file() for path in first["written"].values())
    assert second["written"] == {"summary": None, "gaps": None}
    assert run.err.count("Not written: ITA2567_") == 2
    assert (out / "ทต.ตัวอย่าง").read_bytes() == b"a file in the place of the folder"


def test_our_own_fault_with_one_result_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    real = render_summary.summary

    def summary(agency: AgencyYears, **options: Any) -> bytes:
        if agency.name == OTHER:
            raise ZeroDivisionError("planted")
        return real(agency, **options)

    plant(tmp_path, others=True)
    monkeypatch.setattr(render_summary, "summary", summary)
    paths = (tmp_path / "2567.xlsx", tmp_path / "ปีอื่น")
    with pytest.raises(SystemExit) as left:
        main(["convert", *map(str, paths), "--json", "-q", "-o", str(tmp_path / "ผล")])
    assert left.value.code == 4
    result = json.loads(capfdbinary.readouterr().out)
    assert [code for _, code in refusals(result)] == ["ITA100"]
    written = [path for agency in result["agencies"] for path in agency["written"].values()]
    assert [path is None for path in written] == [False, False, True, False]


@pytest.mark.parametrize("verb", ["check", "convert"])
def test_a_file_that_another_program_holds_costs_no_other(
    verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        (tmp_path / name).write_bytes(factory.sound())
    real: Callable[..., Any] = Path.open

    def opened(path: Path, *how: Any, **more: Any) -> Any:
        if path.name == "a.xlsx":
            raise PermissionError(13, os.strerror(13))
        return real(path, *how, **more)

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(SystemExit) as left:
        main([verb, str(tmp_path), "-q"])
    assert left.value.code == 3
    said = capfdbinary.readouterr()
    assert [line[-7:-1] for line in said.err.decode().splitlines()] == ["ITA102"]
    assert str(factory.AGENCY["name"]) in said.out.decode()
