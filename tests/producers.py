"""Other programs that open a workbook and save it again, and the workbooks that they are given.

A program that is not there gives the reason to skip what needs it; `.ci/run` installs all of them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import difficult
import factory
import openpyxl
import render_pictures
import written
from exports import typed
from test_answering import two_years

from ita_sheets import schema
from ita_sheets.assess import assess_all
from ita_sheets.fiscal import FiscalYear
from ita_sheets.importer import import_report
from ita_sheets.reader import read_workbook
from ita_sheets.render.comparison import comparison
from ita_sheets.render.gaps import gap_list
from ita_sheets.render.template import template
from ita_sheets.texts import Lang

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "tests" / "data"
SAMPLES = sorted((ROOT / "workbook_templates" / "samples").glob("*.xlsx"))
NODE_MODULES = os.environ.get("ITA_SHEETS_NODE_MODULES", "")
PATIENCE = 300  # seconds that one process waits for what another is making

# --- programs -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Producer:
    """A program: `save` opens all the files and saves them into a folder, under their own names.

    `missing` is the reason to skip, "" where the program is there.
    """

    name: str
    save: Callable[[Sequence[Path], Path], None]
    missing: str = ""


def _office(*kinds: str) -> Callable[[Sequence[Path], Path], None]:
    """LibreOffice, which saves in each of the kinds in turn."""

    def save(files: Sequence[Path], target: Path) -> None:
        with TemporaryDirectory() as name:
            home = Path(name)
            (home / ".fonts").mkdir()  # no cell is drawn
            for kind in kinds:
                folder = target if kind == kinds[-1] else home / kind
                render_pictures.convert(list(files), kind, folder, home)
                files = [folder / f"{file.stem}.{kind}" for file in files]

    return save


def _node(library: str) -> Callable[[Sequence[Path], Path], None]:
    def save(files: Sequence[Path], target: Path) -> None:
        command = ["node", str(DATA / "producers" / "save_again.js"), library, str(target), *map(str, files)]
        subprocess.run(command, check=True, env={**os.environ, "NODE_PATH": NODE_MODULES})

    return save


def _openpyxl(files: Sequence[Path], target: Path) -> None:
    for file in files:
        openpyxl.load_workbook(file).save(target / file.name)


def _gnumeric(files: Sequence[Path], target: Path) -> None:
    for file in files:
        command = ["ssconvert", "--export-type=Gnumeric_Excel:xlsx2", str(file), str(target / file.name)]
        subprocess.run(command, check=True, capture_output=True)


def _absent(program: str, called: str) -> str:
    return "" if shutil.which(program) else f"{called} ({program}) is not installed"


def _absent_module(library: str) -> str:
    found = NODE_MODULES and (Path(NODE_MODULES) / library).is_dir()
    return _absent("node", "Node.js") or ("" if found else f"{library} is not installed (.ci/run does it)")


_OFFICE = _absent("soffice", "LibreOffice")
OPENPYXL, OFFICE = "openpyxl", "LibreOffice"
OFFICE_ODS, OFFICE_XLS = "LibreOffice, by way of .ods", "LibreOffice, by way of .xls"
EXCELJS, SHEETJS, GNUMERIC = "exceljs", "SheetJS", "gnumeric"
PRODUCERS = (
    Producer(OFFICE, _office("xlsx"), _OFFICE),
    Producer(OFFICE_ODS, _office("ods", "xlsx"), _OFFICE),
    Producer(OFFICE_XLS, _office("xls", "xlsx"), _OFFICE),
    Producer(GNUMERIC, _gnumeric, _absent("ssconvert", "gnumeric")),
    Producer(OPENPYXL, _openpyxl),
    Producer(EXCELJS, _node("exceljs"), _absent_module("exceljs")),
    Producer(SHEETJS, _node("xlsx"), _absent_module("xlsx")),
)


def saved_once(producer: Producer, folder: Path) -> dict[str, Path]:
    """The originals as the producer saves them, by name; processes that share a folder save them once."""
    target = folder / producer.name
    done = target / "done"
    try:
        target.mkdir()
    except FileExistsError:
        _wait_for(done)
    else:
        fault = "stopped"
        try:
            producer.save(list(originals(target / "originals").values()), target)
            fault = ""
        finally:
            (target / "said").write_text(fault)
            (target / "said").rename(done)
    assert done.read_text() == "", f"{producer.name} could not save the workbooks"
    return {name: target / f"{name}.xlsx" for name in ORIGINALS}


def _wait_for(file: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not file.exists():
        assert time.monotonic() < end, f"nobody made {file}"
        time.sleep(0.1)


# --- what they are given ------------------------------------------------------------------------------------


def _imported() -> bytes:
    report = import_report(DATA / "sources" / "libreoffice.docx", FiscalYear(2568)).report
    return template(FiscalYear(2568), report, created=factory.CREATED)


@cache
def _results() -> tuple[bytes, bytes]:
    """The comparison and the gap list of two years, with a person's answers in them."""
    with TemporaryDirectory() as name:
        readings = [read_workbook(path) for path in two_years(Path(name))]
    (agency,) = assess_all(readings)
    compared = comparison(agency, lang=Lang.TH, created=factory.CREATED)
    gaps = gap_list(agency, lang=Lang.TH, created=factory.CREATED)
    yes = {schema.ANSWER_REPLY: schema.YES.words.th}
    result = {schema.GAP_RESULT: "ลดเวลาจาก 25 นาที\nเหลือ 12 นาที", schema.GAP_DUE: "15 ธ.ค. 2568"}
    return (
        typed(compared, schema.YEAR_OVER_YEAR, 1, yes),
        typed(gaps, schema.GAP_LIST, 1, {**result, schema.GAP_STATUS: schema.MENDED.words.th}),
    )


COMPARISON, GAPS = "comparison", "gaps"
DIFFICULT = ("difficult", "difficult_1904")
SAMPLE_NAMES = [f"sample_{2566 + number}" for number in range(len(SAMPLES))]
ORIGINALS: dict[str, Callable[[], bytes]] = {
    "blank": lambda: written.workbook("blank template"),
    "version_1": (DATA / "template_v1.xlsx").read_bytes,
    **dict(zip(SAMPLE_NAMES, (path.read_bytes for path in SAMPLES), strict=True)),
    "rolled": lambda: written.workbook("rolled-forward template"),
    "imported": _imported,
    "difficult": difficult.difficult,
    "difficult_1904": lambda: difficult.difficult(from_1904=True),
    COMPARISON: lambda: _results()[0],
    GAPS: lambda: _results()[1],
}
TEMPLATES = [name for name in ORIGINALS if name not in (COMPARISON, GAPS)]
SOUND = [name for name in TEMPLATES if name not in DIFFICULT]


def originals(folder: Path) -> dict[str, Path]:
    """The workbooks before any program opened them, written into a new folder."""
    folder.mkdir()
    found = {name: folder / f"{name}.xlsx" for name in ORIGINALS}
    for name, path in found.items():
        path.write_bytes(ORIGINALS[name]())
    return found
