"""What no report holds costs nothing, and what some hold is no reason to refuse."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import factory
import hostile
import pytest
from plain_workbook import PlainWorkbook, plain

from ita_sheets import reader, schema
from ita_sheets.annotate import annotate
from ita_sheets.assess import assess
from ita_sheets.entries import read_record
from ita_sheets.errors import CannotAnnotateError, UnreadableError
from ita_sheets.model import OddityKind, SourceLine
from ita_sheets.reader import read_workbook
from ita_sheets.render.template import template
from ita_sheets.rules.across import _OTHERS_NAMED
from ita_sheets.texts import Lang

LINES = reader.MAX_RECORDS + 100


@pytest.fixture
def book(tmp_path: Path) -> PlainWorkbook:
    path = tmp_path / factory.NAME
    path.write_bytes(factory.sound())
    return plain(path).copy()


def written(book: PlainWorkbook, folder: Path) -> Path:
    path = folder / "changed.xlsx"
    path.write_bytes(book.written())
    return path


def measures_of(book: PlainWorkbook) -> dict[tuple[int, int], object]:
    return next(table for table in book.tables if table.name == schema.MEASURES.tab.th).cells


def first_row(book: PlainWorkbook) -> int:
    """The row of the first measure."""
    wording = factory.MEASURES[0]["measure"]
    return next(row for (row, _), value in measures_of(book).items() if value == wording)


def test_the_text_of_a_long_report_is_read_again(tmp_path: Path) -> None:
    report = factory.report()
    values = {"line": "1", "text": "ข้อความของรายงานเดิม", "use": ""}
    lines = [
        read_record(SourceLine, schema.SOURCE, {**values, "line": str(n)}, factory.nowhere, factory.YEAR)[0]
        for n in range(LINES)
    ]

    path = tmp_path / factory.NAME
    path.write_bytes(template(factory.YEAR, replace(report, source=tuple(lines)), created=factory.CREATED))
    assert len(read_workbook(path).report.source) == LINES


def test_measures_that_are_all_alike_name_some_of_the_others(book: PlainWorkbook, tmp_path: Path) -> None:
    cells, row = measures_of(book), first_row(book)
    source = [(column, value) for (r, column), value in cells.items() if r == row]
    for number in range(row, row + 60):
        cells.update({(number, column): value for column, value in source})
    found = assess(read_workbook(written(book, tmp_path))).findings
    alike = [item for item in found if item.code in ("ITA401", "ITA410", "ITA411")]
    assert {len(item.also) for item in alike} == {_OTHERS_NAMED}
    assert sum(item.code == "ITA401" for item in alike) == 60


def test_a_merge_hides_only_cells_of_ours(book: PlainWorkbook, tmp_path: Path) -> None:
    row = first_row(book)
    table = next(table for table in book.tables if table.name == schema.MEASURES.tab.th)
    table.cells[row + 2, 401] = "ข้างตาราง"
    table.merges.append((row, 1, row + 400, 400))
    (merged,) = (
        odd for odd in read_workbook(written(book, tmp_path)).oddities if odd.kind is OddityKind.MERGED
    )
    assert len(merged.facts["covered"]) == 3 * len(schema.MEASURES.columns) - 1


def test_merges_over_one_another_are_too_many(book: PlainWorkbook, tmp_path: Path) -> None:
    row = first_row(book)
    table = next(table for table in book.tables if table.name == schema.MEASURES.tab.th)
    table.cells[row + 401, 1] = "ท้ายตาราง"
    table.merges += [(row, 1, row + 400, 25), (row + 1, 1, row + 400, 25)]
    with pytest.raises(UnreadableError) as refused:
        read_workbook(written(book, tmp_path))
    assert refused.value.code == "ITA104"
    assert "merges" in refused.value.words.en


@pytest.mark.parametrize(
    ("old", "new"),
    [(rb'<row r="\d+"', b'<row r="x"'), (rb' s="\d+"', b' s="x"')],
    ids=["a row's number", "a cell's format"],
)
def test_what_is_read_and_cannot_be_marked_is_said(old: bytes, new: bytes, tmp_path: Path) -> None:
    data = hostile.patched(hostile.MEASURES, old, new)
    with pytest.raises(CannotAnnotateError) as refused:
        annotate(data, factory.checked(data, tmp_path), Lang.EN)
    assert refused.value.code == "ITA146"
    assert "'x'" in refused.value.words.en


def test_a_thousand_columns_of_notes_are_counted_once(book: PlainWorkbook, tmp_path: Path) -> None:
    """Each is said with how many of its cells are filled."""
    cells, row = measures_of(book), first_row(book)
    for column in range(100, 160):
        for below in range(3):
            cells[row + below, column] = "ตรวจแล้ว"
    found = read_workbook(written(book, tmp_path)).oddities
    counts = [odd.facts["cells"] for odd in found if odd.kind is OddityKind.COLUMN_UNKNOWN]
    assert counts == [3] * 60
