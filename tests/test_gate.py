"""What the gate answers to bad files: one code and one sentence each, and never another exception."""

from __future__ import annotations

import random
import re
from io import BytesIO
from pathlib import Path

import factory
import hostile
import openpyxl
import pytest
from hostile import BAD_FILES, Bad

from ita_sheets import gate, reader, schema
from ita_sheets.errors import ItaSheetsError, UnreadableError
from ita_sheets.grid import CellKind, Grid, open_book
from ita_sheets.model import OddityKind

SHARE = 1 / 12  # of the file's bytes that are damaged one by one


def grids(data: bytes, folder: Path) -> dict[str, Grid]:
    path = folder / factory.NAME
    path.write_bytes(data)
    return {grid.name: grid for grid in open_book(path).grids}


def refused(path: Path) -> UnreadableError | None:
    """How the file is refused, None where it is read; any other exception fails the test."""
    try:
        open_book(path)
    except UnreadableError as error:
        return error
    return None


@pytest.mark.parametrize("bad", BAD_FILES, ids=lambda bad: bad.name)
def test_each_bad_file_has_its_answer(bad: Bad, tmp_path: Path) -> None:
    path = tmp_path / "รายงาน (ส่ง).xlsx"
    path.write_bytes(bad.made())
    error = refused(path)
    assert (error.code if error else hostile.READ) == bad.code
    if error:
        assert bad.says in error.words.en
        assert not re.search(r"[{}]", error.words.th + error.words.en)
        assert error.words.th != error.words.en


def test_a_folder_and_a_missing_file_are_not_there(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.xlsx"):
        error = refused(path)
        assert error
        assert error.code == "ITA101"


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    with path.open("wb") as stream:
        stream.truncate(gate.MAX_FILE_BYTES + 1)
    error = refused(path)
    assert error
    assert error.code == "ITA104"


def test_a_file_that_another_program_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(_path: Path, _mode: str) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / factory.NAME
    path.write_bytes(factory.sound())
    monkeypatch.setattr(Path, "open", locked)
    error = refused(path)
    assert error
    assert error.code == "ITA102"
    assert "Permission denied" in error.words.en


@pytest.mark.parametrize("limit", ["MAX_ELEMENTS", "MAX_UNPACKED_BYTES"])
def test_what_a_part_really_holds_is_counted(
    limit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, limit, 100)
    path = tmp_path / factory.NAME
    path.write_bytes(factory.sound())
    error = refused(path)
    assert error
    assert error.code == "ITA104"


# --- what is read is read in full -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "bad", [bad for bad in BAD_FILES if bad.code == hostile.READ], ids=lambda bad: bad.name
)
def test_nothing_is_lost_of_a_file_that_is_read(bad: Bad, tmp_path: Path) -> None:
    sound = grids(factory.sound(), tmp_path)
    found = grids(bad.made(), tmp_path)
    assert list(found) == list(sound)
    for name, grid in sound.items():
        assert grid.cells.items() <= found[name].cells.items()


def test_the_cell_far_away_is_read_where_it_may_be(tmp_path: Path) -> None:
    data = hostile.with_row(hostile.cell("SF20000", filled=True))
    cell = grids(data, tmp_path)[schema.MEASURES.tab.th].at(20_000, 500)
    assert cell
    assert cell.value == "x"


def test_a_date_beyond_every_calendar_spoils_its_own_cell_only(tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(BytesIO(factory.sound()))
    spot = factory.Spot(workbook, schema.MEASURES)
    at = spot.at(schema.START)
    spot.sheet.cell(*at).value = 1_234_567
    spot.sheet.cell(*at).number_format = "d/m/yyyy"
    before = factory.saved(workbook)
    spot.sheet.cell(*at).value = 99_999_999
    after = factory.saved(workbook)
    cells = [grids(data, tmp_path)[schema.MEASURES.tab.th].cells for data in (before, after)]
    assert cells[1][at].kind is CellKind.ERROR
    assert {place for place in cells[0] if cells[0][place] != cells[1].get(place)} == {at}


def test_escaped_characters_are_decoded_once_and_halves_of_a_pair_stay_text(tmp_path: Path) -> None:
    text = "ก_x000D_ข_x005F_x000D_ค_xD83D_ง_xFFFF_จ"
    row = f'<row r="900"><c r="A900" t="inlineStr"><is><t>{text}</t></is></c></row>'.encode()
    cell = grids(hostile.with_row(row), tmp_path)[schema.MEASURES.tab.th].at(900, 1)
    assert cell
    assert cell.value == "ก\rข_x000D_ค_xD83D_ง_xFFFF_จ"


def test_an_extension_that_no_reader_knows_is_passed_over(tmp_path: Path) -> None:
    extension = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    found = grids(hostile.patched(hostile.MEASURES, b"</worksheet>", extension), tmp_path)
    assert found == grids(factory.sound(), tmp_path)


# --- damage anywhere ------------------------------------------------------------------------------------


def test_a_file_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    path = tmp_path / factory.NAME
    sound = factory.sound()
    for length in range(0, len(sound), max(len(sound) // 60, 1)):
        path.write_bytes(sound[:length])
        error = refused(path)
        assert error, f"{length} bytes were read"
        assert error.code in ("ITA103", "ITA107", "ITA108")


@pytest.mark.parametrize("seed", range(40))
def test_damaged_bytes_give_a_refusal_or_a_reading(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    data = bytearray(factory.sound())
    for _ in range(chance.choice((1, 3, 30))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path = tmp_path / factory.NAME
    path.write_bytes(data)
    refused(path)


@pytest.mark.parametrize("seed", range(30))
def test_damaged_xml_gives_a_refusal_or_a_reading(seed: int, tmp_path: Path) -> None:
    """The same inside the parts, where no checksum sees it."""
    chance = random.Random(seed)
    parts = dict(hostile.sound_parts())
    part = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    data = bytearray(parts[part])
    for _ in range(chance.choice((1, 2, 5))):
        start = chance.randrange(len(data))
        data[start : start + chance.randrange(6)] = bytes(
            chance.choices(b'<>/"=& rst019', k=chance.randrange(6))
        )
    path = tmp_path / factory.NAME
    path.write_bytes(hostile.package({**parts, part: bytes(data)}))
    refused(path)


# --- more than any report ---------------------------------------------------------------------------------


def with_rows(count: int, columns: int, first: int = 300) -> bytes:
    """The sound workbook with so many rows of texts below its measures."""
    cells = b"".join(b'<c t="str"><v>%d</v></c>' % column for column in range(columns))
    return hostile.with_row(b"".join(b'<row r="%d">%s</row>' % (first + row, cells) for row in range(count)))


@pytest.mark.parametrize(
    ("data", "code", "says"),
    [
        (with_rows(reader.MAX_RECORDS + 1, 8), "ITA104", "301 rows on the sheet"),
        (with_rows(120, 500), "ITA104", "40,000"),
    ],
    ids=["rows", "cells"],
)
def test_what_no_report_holds_is_refused_before_it_is_judged(
    data: bytes, code: str, says: str, tmp_path: Path
) -> None:
    path = tmp_path / factory.NAME
    path.write_bytes(data)
    with pytest.raises(ItaSheetsError) as raised:
        reader.read_workbook(path)
    assert raised.value.code == code
    assert says in raised.value.words.en


def test_blank_rows_in_a_row_are_said_once(tmp_path: Path) -> None:
    path = tmp_path / factory.NAME
    path.write_bytes(with_rows(1, 8))
    blank = [odd for odd in reader.read_workbook(path).oddities if odd.kind is OddityKind.ROW_BLANK]
    assert [(odd.at.cell, odd.facts["rows"]) for odd in blank] == [("A9", 300 - 9)]
