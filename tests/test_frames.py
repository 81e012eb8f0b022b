"""The tidy tables, against the checked workbooks they come from."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import factory
import probes
import pytest

from ita_sheets import frames, schema
from ita_sheets.model import Checked
from ita_sheets.rules.catalogue import put


@pytest.fixture
def checked(tmp_path: Path) -> list[Checked]:
    damaged = factory.damaged(put(schema.OUTCOME, "-", 2), put(schema.NOTE, "N/A", 3))
    return [factory.checked(factory.sound(), tmp_path), factory.checked(damaged, tmp_path, "b.xlsx")]


def test_measures_are_one_row_each_with_their_cell(checked: list[Checked]) -> None:
    table = frames.measures(checked)
    assert table[["file", "year", "row", "verdict", "is_gap", "cell"]].to_numpy().tolist() == [
        ["sound.xlsx", 2567, 1, "evidenced", False, "F6"],
        ["sound.xlsx", 2567, 2, "evidenced", False, "F7"],
        ["sound.xlsx", 2567, 3, "nil", False, "F8"],
        ["b.xlsx", 2567, 1, "evidenced", False, "F6"],
        ["b.xlsx", 2567, 2, "placeholder", True, "F7"],
        ["b.xlsx", 2567, 3, "nil", False, "F8"],
    ]
    assert table.loc[5, "note"] == "N/A"


def test_scores_and_findings(checked: list[Checked]) -> None:
    scores = frames.scores(checked[:1])
    assert scores["score"].tolist() == list(factory.THIS_YEAR)
    assert scores["instrument"].value_counts().to_dict() == {"IIT": 5, "EIT": 3, "OIT": 2}
    found = frames.findings(checked)[["file", "code", "cell"]].to_numpy().tolist()
    assert found == [["b.xlsx", "ITA332", "F7"]]


def test_csv_holds_no_formula(tmp_path: Path) -> None:
    items = [factory.checked(probes.probed(probe), tmp_path, "a.xlsx") for probe in probes.PROBES.values()]
    for table in (frames.measures(items), frames.findings(items)):
        rows = list(csv.reader(io.StringIO(frames.csv(table).decode("utf-8-sig"), newline="")))
        assert len(rows) == len(table) + 1
        assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@＝\t\r\n"))]
    numbers = frames.csv(frames.scores([factory.checked(factory.sound(), tmp_path)])).decode("utf-8-sig")
    assert "'" not in numbers


def test_the_example_of_the_docs_prints_what_it_says(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(__file__).resolve().parents[1]
    page = (root / "docs" / "analysis.md").read_text("utf-8")
    monkeypatch.chdir(root)
    exec(page.split("```python\n")[1].split("```")[0], {})
    assert capsys.readouterr().out == page.split("```\n")[-2].split("```")[0]
