"""The benchmark runs and says what it is meant to say. No test asks how fast anything is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "scripts"))

import bench


def test_one_workbook_gives_both_tables() -> None:
    done = subprocess.run(
        [sys.executable, str(bench.__file__), "--quick"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows = [line.split(" | ") for line in done.stdout.splitlines() if line.startswith("| ")]
    assert rows[1][0] == "| `python -c pass`"
    names = [what for what, _ in bench.TASKS.values()]
    assert [row[2] for row in rows if row[0] == "| 1"] == names
    assert {len(row) for row in rows if row[0] == "| 1"} == {7}


def test_the_copies_are_other_agencies_of_the_same_years(tmp_path: Path) -> None:
    from ita_sheets.reader import read_workbook

    bench.make_workbooks(tmp_path / "books", 4)
    reports = [read_workbook(path).report for path in sorted((tmp_path / "books").iterdir())]
    assert [str(report.year) for report in reports] == ["2566", "2567", "2568", "2566"]
    assert [report.agency.name.text for report in reports] == [
        *[f"{bench.AGENCY}1"] * 3,
        f"{bench.AGENCY}2",
    ]


def test_figures_are_placed_between_the_marks_only() -> None:
    page = f"before\n{bench.FIRST_MARK}\nold\n{bench.LAST_MARK}\nafter\n"
    assert bench.placed(page, "new") == page.replace("old", "new")
    assert bench.placed(bench.placed(page, "old"), "old") == page


@pytest.mark.parametrize("mark", [bench.FIRST_MARK, bench.LAST_MARK])
def test_a_page_without_a_mark_is_left_alone(mark: str) -> None:
    page = f"{bench.FIRST_MARK}\n{bench.LAST_MARK}".replace(mark, "")
    with pytest.raises(ValueError, match="lacks"):
        bench.placed(page, "new")


def test_the_page_has_its_marks() -> None:
    assert bench.placed(bench.PAGE.read_text("utf-8"), "figures")


def test_memory_is_not_guessed_where_it_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    peak = bench.peak_memory()
    assert peak is None
    assert bench.peak_of([bench.Run(1.0, peak)]) == "not measured"
    assert bench.peak_of([bench.Run(1.0, 40.2), bench.Run(1.0, 50.9)]) == "51"
