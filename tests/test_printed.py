"""What stands in the cells stands on the paper, letter for letter: a row too low for its text shows here."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import factory
import openpyxl
import pytest
import render_pictures
import written
from office import office_home
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ita_sheets import schema

PRINTED = [
    "filled template",
    "rolled-forward template",
    "samples, summary",
    "samples, summary in English",
    "samples, gap list",
    "samples, comparison",
    "six years, gap list",
    "nothing, summary",
    "extremes, summary",
    "extremes, gap list",
    "200 measures, summary",
    "200 measures, gap list",
]
FITTED = [
    "filled template",
    "rolled-forward template",
    "samples, summary",
    "samples, summary in English",
    "samples, gap list",
    "extremes, summary",
    "200 measures, summary",
]


def letters(text: str) -> str:
    """The letters alone: paper breaks lines anew, and a PDF gives Thai marks above and below in any order."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text)
        if not letter.isspace() and unicodedata.category(letter) not in ("Mn", "Cf", "Co")
    )


def shown(sheet: Worksheet) -> Iterator[str]:
    """The texts of a sheet's cells that are not hidden."""
    columns = [item for item in sheet.column_dimensions.values() if item.hidden]
    hidden = {number for item in columns for number in range(item.min or 0, (item.max or 0) + 1)}
    for number, row in enumerate(sheet.iter_rows(), 1):
        for cell in row if not sheet.row_dimensions[number].hidden else ():
            if isinstance(cell.value, str) and cell.column not in hidden:
                yield cell.value


def missing(data: bytes, pdf: Path) -> dict[str, int]:
    """How many times each text is in cells more than on paper, where repeated heads may be more often."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    wanted = Counter(text for sheet in book if sheet.sheet_state == "visible" for text in shown(sheet))
    command = ["pdftotext", "-raw", str(pdf), "-"]  # in the order of drawing: cell after cell
    paper = letters(subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout)
    short = {text: count - paper.count(letters(text)) for text, count in wanted.items() if letters(text)}
    return {text: count for text, count in short.items() if count > 0}


def converted(books: dict[str, bytes], kind: str, folder: Path) -> dict[str, Path]:
    """Each workbook as LibreOffice saves it, all in one run of it."""
    home = office_home(folder / "home")
    files = {name: folder / f"{number}.xlsx" for number, name in enumerate(books)}
    for name, file in files.items():
        file.write_bytes(books[name])
    render_pictures.convert(list(files.values()), kind, folder, home)
    return {name: file.with_suffix(f".{kind}") for name, file in files.items()}


def fitted(files: dict[str, Path], folder: Path) -> dict[str, Workbook]:
    """The flat documents again, with every row as high as LibreOffice finds best."""
    for file in files.values():
        text = re.sub(r' style:row-height="[^"]*"', "", file.read_text("utf-8"))
        text = text.replace('optimal-row-height="false"', 'optimal-row-height="true"')
        text = text.replace(
            ' table:visibility="collapse"', ""
        )  # a hidden column would count as no column wide
        file.write_text(text, "utf-8")
    target = folder / "fitted"
    target.mkdir()
    render_pictures.convert(list(files.values()), "xlsx", target, folder / "home")
    return {name: openpyxl.load_workbook(target / f"{file.stem}.xlsx") for name, file in files.items()}


def too_low(data: bytes, best: Workbook) -> list[tuple[str, int]]:
    """(sheet, row) of every row lower than what its cells need; merged cells do not count there."""
    found = []
    for sheet in openpyxl.load_workbook(io.BytesIO(data)):
        for number, row in sheet.row_dimensions.items():
            needed = best[sheet.title].row_dimensions[number].ht
            if row.ht and needed and not row.hidden and row.ht < needed - 0.5:
                found.append((sheet.title, number))
    return found


def with_low_row(data: bytes, height: int) -> bytes:
    """The workbook with the row of its first measure so many points high."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as sound, zipfile.ZipFile(buffer, "w") as out:
        for part in sound.infolist():
            text = sound.read(part)
            if part.filename == "xl/worksheets/sheet3.xml":
                low = rb'\1ht="%d" customHeight="1"' % height
                text = re.sub(rb'(<row r="6" [^>]*)ht="[0-9.]+"', low, text)
            out.writestr(part, text)
    return buffer.getvalue()


@pytest.mark.office
def test_every_text_is_printed_whole(tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler) is not installed")
    long = factory.written([{**factory.MEASURES[0], "outcome": "ได้ผล " * 400}])
    books = {kind: written.workbook(kind) for kind in PRINTED}
    books["a row too low"] = with_low_row(long, 24)
    pdfs = converted(books, "pdf", tmp_path)
    found = {name: missing(books[name], pdfs[name]) for name in books}
    assert list(found.pop("a row too low").values()) == [1], "the test would not see a text cut short"
    assert found == {kind: {} for kind in PRINTED}


@pytest.mark.office
def test_no_row_is_lower_than_its_text(tmp_path: Path) -> None:
    books = {kind: written.workbook(kind) for kind in FITTED}
    books["a row too low"] = with_low_row(books["filled template"], 24)
    best = fitted(converted(books, "fods", tmp_path), tmp_path)
    found = {name: too_low(books[name], best[name]) for name in books}
    assert found.pop("a row too low") == [(schema.MEASURES.tab.th, 6)]
    assert found == {kind: [] for kind in FITTED}
