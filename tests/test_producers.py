"""Workbooks that other programs opened and saved are read as if they had not, and answers in them obeyed.

The programs are in `producers`; those that no test can run are imitated by the patches of `exports`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import exports
import measure_producers
import pytest
import survival
from producers import (
    COMPARISON,
    GAPS,
    OFFICE,
    PRODUCERS,
    SAMPLE_NAMES,
    SOUND,
    TEMPLATES,
    Producer,
    originals,
    saved_once,
)
from test_answering import links, run, two_years

from ita_sheets import schema
from ita_sheets.annotate import annotate
from ita_sheets.answers import read_answers
from ita_sheets.assess import assess
from ita_sheets.errors import NotOurTemplateError
from ita_sheets.grid import open_book
from ita_sheets.layout import locate
from ita_sheets.model import Reading
from ita_sheets.reader import read_table, read_workbook
from ita_sheets.texts import Lang

MARKED = ("sample_2567", "difficult")  # of which marked copies are made
MEANT = {"now mark_missing mark property", "no longer row_hidden A10"}  # what exports leave out, or show
NO_PROPERTY = "ITA120"  # one of the template's marks is gone


@pytest.fixture(scope="session")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The originals by name."""
    return originals(tmp_path_factory.mktemp("before") / "originals")


def marked(producer: Producer) -> Any:
    """The producer as a parameter, marked where it is LibreOffice."""
    marks = [pytest.mark.office] if producer.name.startswith(OFFICE) else []
    return pytest.param(producer, id=producer.name, marks=marks)


@pytest.fixture(scope="session", params=map(marked, PRODUCERS))
def producer(request: pytest.FixtureRequest) -> Producer:
    found: Producer = request.param
    if found.missing:
        pytest.skip(found.missing)
    return found


@pytest.fixture(scope="session")
def saved(producer: Producer, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The originals as that program saves them, in a folder that the processes of this run share."""
    own = tmp_path_factory.getbasetemp()
    return saved_once(producer, own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)


@pytest.fixture(params=exports.EXPORTS)
def exported(request: pytest.FixtureRequest, before: dict[str, Path], tmp_path: Path) -> dict[str, Path]:
    """The originals as a program that is not here exports them."""
    for path in before.values():
        data = exports.exported(path.read_bytes(), *exports.EXPORTS[request.param])
        (tmp_path / path.name).write_bytes(data)
    return {name: tmp_path / path.name for name, path in before.items()}


# --- what is read -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_reading_is_the_same_but_for_known_damages(
    name: str, producer: Producer, saved: dict[str, Path], before: dict[str, Path]
) -> None:
    found = survival.differences(read_workbook(before[name]), read_workbook(saved[name]))
    assert sorted(found) == sorted(survival.expected(producer.name, name))


def identity(reading: Reading) -> tuple[Any, ...]:
    report = reading.report
    return report.year, report.agency.name.text, reading.template_version, len(report.measures)


def test_year_agency_and_version_are_known(saved: dict[str, Path], before: dict[str, Path]) -> None:
    assert [identity(read_workbook(saved[name])) for name in TEMPLATES] == [
        identity(read_workbook(before[name])) for name in TEMPLATES
    ]


def checked(paths: dict[str, Path]) -> list[tuple[str, str, str | None, str | None]]:
    """Every finding of the sound originals, but for the note on lost properties."""
    found = run("check", *(paths[name] for name in SOUND))
    assert found["refused"] == []
    return [
        (item["code"], item["at"]["file"], item["at"]["sheet"], item["at"]["cell"])
        for item in found["findings"]
        if item["code"] != NO_PROPERTY
    ]


def test_check_finds_the_same(saved: dict[str, Path], before: dict[str, Path]) -> None:
    assert checked(saved) == checked(before) != []


def converted(paths: dict[str, Path], target: Path) -> list[dict[str, Any]]:
    found = run("convert", *(paths[name] for name in SAMPLE_NAMES), "-o", target)
    for agency in found["agencies"]:
        assert all(Path(path).is_file() for path in agency.pop("written").values())
    agencies: list[dict[str, Any]] = found["agencies"]
    return agencies


def test_convert_makes_the_same_of_it(
    saved: dict[str, Path], before: dict[str, Path], tmp_path: Path
) -> None:
    assert converted(saved, tmp_path / "saved") == converted(before, tmp_path / "before")


def assert_marking_changes_nothing(path: Path, folder: Path) -> None:
    """A copy with the problems marked in its cells: one sheet more, and the same reading."""
    item = assess(read_workbook(path))
    marked = folder / "marked" / path.name
    marked.parent.mkdir(exist_ok=True)
    marked.write_bytes(annotate(path.read_bytes(), item, Lang.TH).data)
    assert len(open_book(marked).grids) == len(open_book(path).grids) + 1
    assert survival.differences(item.reading, read_workbook(marked)) == []


@pytest.mark.parametrize("name", MARKED)
def test_a_marked_copy_reads_the_same(name: str, saved: dict[str, Path], tmp_path: Path) -> None:
    assert_marking_changes_nothing(saved[name], tmp_path)


# --- our own results ----------------------------------------------------------------------------------------


def gap_rows(path: Path) -> list[list[tuple[Any, str]]]:
    """The keys and answers of a gap list, row by row."""
    rows = read_table(locate(open_book(path), schema.GAP_LIST), None)
    return [[(entry.value, entry.raw) for entry in row.entries.values()] for row in rows]


def assert_results_survived(saved: dict[str, Path], before: dict[str, Path]) -> None:
    assert read_answers(open_book(saved[COMPARISON])) == read_answers(open_book(before[COMPARISON])) != ()
    rows = gap_rows(saved[GAPS])
    assert rows == gap_rows(before[GAPS])
    assert "ลดเวลาจาก 25 นาที\nเหลือ 12 นาที" in {raw for row in rows for _, raw in row}
    for name in (COMPARISON, GAPS):
        with pytest.raises(NotOurTemplateError) as caught:
            read_workbook(saved[name])
        assert caught.value.code == "ITA113"


def test_answers_in_results_are_read_the_same(saved: dict[str, Path], before: dict[str, Path]) -> None:
    assert_results_survived(saved, before)


@pytest.mark.parametrize("name", ["c.xlsx", f"{schema.RESULT_PREFIX}2566-2567_c.xlsx"])
def test_answers_are_obeyed(name: str, saved: dict[str, Path], tmp_path: Path) -> None:
    """By name, and from the folder of results."""
    years = two_years(tmp_path)
    answered = tmp_path / "out" / name
    answered.parent.mkdir()
    answered.write_bytes(saved[COMPARISON].read_bytes())
    given = [answered] if name == "c.xlsx" else []
    assert links(run("convert", *years, *given, "-o", answered.parent)) == [(1, 1, "sure", ["answer"])]


# --- programs that are imitated -----------------------------------------------------------------------------


def test_an_export_reads_the_same(exported: dict[str, Path], before: dict[str, Path]) -> None:
    for name in TEMPLATES:
        found = survival.differences(read_workbook(before[name]), read_workbook(exported[name]))
        assert set(found) <= MEANT, name
    assert_results_survived(exported, before)
    for name in MARKED:
        assert_marking_changes_nothing(exported[name], exported[name].parent)


# --- the page -----------------------------------------------------------------------------------------------


def test_the_page_tells_of_every_program_and_damage() -> None:
    page = measure_producers.PAGE.read_text("utf-8")
    assert measure_producers.damages() in page
    assert [name for name in survival.FEATURES if f"| {name} |" not in page] == []


def test_every_feature_of_the_page_stands_in_the_originals(before: dict[str, Path]) -> None:
    counts = survival.features(path.read_bytes() for path in before.values())
    assert [name for name, found in counts.items() if not found] == []


def test_every_known_damage_is_of_a_program_that_is_run() -> None:
    assert list(survival.DAMAGES) == [producer.name for producer in PRODUCERS]
