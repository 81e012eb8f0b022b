"""The figures of what `convert` writes, counted again by pandas from the filled templates alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "workbook_templates" / "samples"
YEARS = (2566, 2567, 2568)


def converted(folder: Path, hash_seed: str, zone: str) -> dict[str, Path]:
    """The written workbooks by what their names say they are, from a process of its own."""
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "ita_sheets", "convert", str(SAMPLES), "-o", str(folder)]
    ran = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert ran.returncode == 1, ran.stderr  # the samples have findings to mend
    return {file.stem.split("_")[1]: file for file in folder.iterdir()}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return converted(tmp_path_factory.mktemp("once"), "0", "UTC")


def sheet(book: Path, name: str, header: int | None = None) -> Any:
    """A sheet of a workbook; `header` is the row of its heads as Excel counts."""
    return pd.read_excel(
        book, sheet_name=name, header=header and header - 1, keep_default_na=False, engine="openpyxl"
    )


def source(year: int) -> Any:
    """The measures of a sample year, each with the cell of its outcome."""
    rows = sheet(SAMPLES / f"ITA{year}_ตัวอย่าง.xlsx", "มาตรการ", 5)
    rows["cell"] = [f"F{number}" for number in range(6, 6 + len(rows))]
    return rows[rows["มาตรการ/กิจกรรม"] != ""]


def typed_scores(year: int) -> Any:
    """The ten scores of this year and of the year before it, by indicator."""
    return sheet(SAMPLES / f"ITA{year}_ตัวอย่าง.xlsx", "คะแนน ITA", 5).iloc[:10, 1:3].astype(float)


def line(book: Path, name: str) -> list[Any]:
    """What stands behind a name in the first column of the overview."""
    rows = sheet(book, "ภาพรวม")
    found = rows[rows[0] == name].iloc[-1]
    return [value for value in found[2 : 2 + len(YEARS)] if value != ""]


def total(scores: Any) -> float:
    """The total by the published weights: IIT 30, EIT 30, OIT 40 in a hundred."""
    return float(
        round(0.3 * scores[:5].mean() + 0.3 * scores[5:8].mean() + 0.4 * scores[8:].mean() + 1e-9, 2)
    )


def test_the_same_bytes_whatever_the_process(books: dict[str, Path], tmp_path: Path) -> None:
    again = converted(tmp_path, "77", "Asia/Bangkok")
    assert {name: file.read_bytes() for name, file in again.items()} == {
        name: file.read_bytes() for name, file in books.items()
    }


def test_measures_and_gaps_of_each_year(books: dict[str, Path]) -> None:
    gaps = sheet(books["สรุป"], "ข้อที่ต้องแก้", 3)
    measures = [len(source(year)) for year in YEARS]
    to_mend = [int((gaps["ปี"].astype(str) == str(year)).sum()) for year in YEARS]
    assert line(books["สรุป"], "มาตรการทั้งหมด") == measures
    assert line(books["สรุป"], "รวมข้อที่ต้องแก้") == to_mend
    complete = [(all_ - gap) / all_ for all_, gap in zip(measures, to_mend, strict=True)]
    assert line(books["สรุป"], "ความครบถ้วน") == pytest.approx(complete, abs=0.01)


def test_blank_and_copied_outcomes_of_each_year(books: dict[str, Path]) -> None:
    blank, copied = [], []
    for year in YEARS:
        rows = source(year)
        action, outcome = rows.iloc[:, 4].map(plain), rows.iloc[:, 5].map(plain)
        blank.append(int((outcome == "").sum()))
        copied.append(int(((outcome == action) & (outcome != "")).sum()))
    assert line(books["สรุป"], "ยังว่าง") == blank
    said = line(books["สรุป"], "ซ้ำกับช่องก่อนหน้า")
    assert all(letter_for_letter <= found for letter_for_letter, found in zip(copied, said, strict=True))
    assert any(copied), "the samples hold no outcome that repeats the action letter for letter"


def plain(text: object) -> str:
    return "".join(str(text).split())


def test_every_gap_leads_to_the_outcome_of_its_measure(books: dict[str, Path]) -> None:
    listed = sheet(books["ข้อที่ต้องแก้"], "ทั้งหมด", 6)
    assert len(listed) == sum(line(books["สรุป"], "รวมข้อที่ต้องแก้"))
    for _, gap in listed.iterrows():
        file, place = gap["ไฟล์ - แผ่นงาน!ช่อง"].split(" - ")
        rows = source(int(file[3:7]))
        row = rows[rows["cell"] == place.removeprefix("มาตรการ!")].iloc[0]
        assert str(row["มาตรการ/กิจกรรม"]) == gap["มาตรการ/กิจกรรม"]
        assert str(row["หน่วยงานที่รับผิดชอบ"]) == gap["หน่วยงาน"]
        begun = plain(gap["ผลลัพธ์ที่เขียนไว้"].split("\n")[0]).rstrip("…")
        assert plain(row.iloc[5]).startswith(begun)


def test_counts_on_top_of_the_gap_list(books: dict[str, Path]) -> None:
    top = sheet(books["ข้อที่ต้องแก้"], "ทั้งหมด")[0]
    listed = sheet(books["ข้อที่ต้องแก้"], "ทั้งหมด", 6)
    for row, column in ((2, "หน่วยงาน"), (3, "ผลการตรวจ")):
        said = dict(part.rsplit(" ", 1) for part in top[row].split(": ")[1].split(", "))
        assert {name: int(count) for name, count in said.items()} == dict(listed[column].value_counts())
    assert top[1] == f"ต้องแก้ {len(listed)} ข้อ จากมาตรการ {sum(len(source(year)) for year in YEARS)} ข้อ"


def test_scores_changes_and_totals(books: dict[str, Path]) -> None:
    shown = sheet(books["สรุป"], "คะแนน ITA", 3)
    own = {str(year): typed_scores(year).iloc[:, 0] for year in YEARS}
    own["2565"] = typed_scores(2566).iloc[:, 1]
    totals = {year: total(scores.to_numpy()) for year, scores in own.items()}
    sums = shown[(shown[["ที่", "ตัวชี้วัด"]] == "คะแนนรวม").any(axis=1)].iloc[0]
    for label in ("2565", "2566", "2567", "2568"):
        assert [float(value) for value in shown[label][:10]] == own[label].tolist()
        assert sums[label] == pytest.approx(totals[label], abs=0.005)
    for year in YEARS:
        change = shown[f"เพิ่ม/ลด จาก {year - 1}"][:10].astype(float)
        assert change.tolist() == pytest.approx((own[str(year)] - own[str(year - 1)]).tolist(), abs=1e-9)
    said = line(books["สรุป"], "คะแนนรวม (คำนวณใหม่)")
    assert said == pytest.approx([totals[str(year)] for year in YEARS], abs=0.005)
