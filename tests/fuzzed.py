"""Seeded bad files of three levels (cells, XML parts, bytes), and the whole chain that each must pass.

A file is known by (seed, level, number): `File.made` gives the same bytes each time.
"""

from __future__ import annotations

import json
import re
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZipFile

import factory
import hostile
import lint_workbook
import mutated_bytes
import mutated_cells
import mutated_parts
from plain_workbook import PlainWorkbook, plain

from ita_sheets import as_json, console, rules
from ita_sheets.annotate import annotate
from ita_sheets.assess import assess_all
from ita_sheets.errors import ItaSheetsError
from ita_sheets.fiscal import FiscalYear
from ita_sheets.importer import import_report
from ita_sheets.model import Refused
from ita_sheets.reader import read_workbook
from ita_sheets.render.gaps import gap_list
from ita_sheets.render.summary import summary
from ita_sheets.render.template import template
from ita_sheets.rollforward import roll_forward
from ita_sheets.texts import Lang, refusals

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "workbook_templates" / "samples"
DATA = Path(__file__).parent / "data"
YEAR, NOW = FiscalYear(2567), datetime(2024, 9, 30)
CODES = {refusal.code for refusal in refusals.REFUSALS} - {refusals.OWN_FAULT.code}
RENDERED, IMPORTED = 0.02, 0.2  # shares of the files read and imported of which every result is written
_UNFILLED = re.compile(r"\{[a-z_]+\}")


class Level(StrEnum):
    """What is changed of a file."""

    CELLS = "cells"
    PARTS = "parts"
    BYTES = "bytes"


@dataclass(frozen=True)
class File:
    """A file of the fuzz."""

    seed: int
    level: Level
    number: int

    @property
    def chance(self) -> Random:
        """The chances of this file."""
        return Random(f"{self.seed} {self.level} {self.number}")

    def made(self) -> tuple[str, bytes]:
        """The file's ending and bytes."""
        chance = self.chance
        if self.level is Level.CELLS:
            book = mutated_cells.mutated(chance.choice(tables()), chance)
            return ".xlsx", book.written(inline=chance.random() < 0.5)
        suffix, data = chance.choice(sources() if chance.random() < 0.7 else reports())
        if self.level is Level.BYTES or not data.startswith(b"PK"):
            others = [other for _, other in (*sources(), *reports())]
            return suffix, mutated_bytes.mutated(data, others, chance)
        return suffix, hostile.package(mutated_parts.mutated(parts_of(data), chance))


@cache
def tables() -> tuple[PlainWorkbook, ...]:
    """The workbooks whose cells are changed; the small one more often, which is the quickest."""
    small = SAMPLES.parent / "ITA2569_แบบรายงาน.xlsx"
    found = [plain(path) for path in (*sorted(SAMPLES.iterdir()), DATA / "template_v1.xlsx", small)]
    return (*found, *[_sound_table()] * 8)


def _sound_table() -> PlainWorkbook:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / factory.NAME
        path.write_bytes(factory.sound())
        return plain(path)


@cache
def sources() -> tuple[tuple[str, bytes], ...]:
    """The workbooks whose parts and bytes are changed."""
    samples = [(".xlsx", path.read_bytes()) for path in sorted(SAMPLES.iterdir())]
    first = (".xlsx", (DATA / "template_v1.xlsx").read_bytes())
    return (*samples, first, *[(".xlsx", factory.sound())] * 6, *[(".xlsx", _sound_table().written())] * 3)


@cache
def reports() -> tuple[tuple[str, bytes], ...]:
    """The foreign reports that are imported."""
    files = (path for path in sorted((DATA / "sources").iterdir()) if path.suffix != ".py" and path.is_file())
    return tuple((path.suffix, path.read_bytes()) for path in files)


@cache
def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a sound package."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# --- the chain --------------------------------------------------------------------------------------------


def passed(file: File, folder: Path) -> str:
    """What becomes of a file in the whole chain; see `answered`."""
    suffix, data = file.made()
    path = folder / f"แฟ้ม{suffix}"
    path.write_bytes(data)
    return answered(path, file.chance.random())


def answered(path: Path, chance: float = 0.0) -> str:
    """The chain's answer: "read", "imported", or the code of a refusal.

    The chance (0-1) decides whether every result is written, too: the less, the more is done.

    Raises whatever the chain raises that is none of our refusals, and `AssertionError` for a result that no
    caller could use.
    """
    data = path.read_bytes()
    said = (
        [_answer(lambda: _checked(path, data, thorough=chance < RENDERED))] if path.suffix == ".xlsx" else []
    )
    if not said or said[0] == refusals.NOT_OUR_TEMPLATE.code:
        said.append(_answer(lambda: _imported(path, thorough=chance < IMPORTED)))
    assert path.read_bytes() == data, "the file was changed"
    return said[-1]


def _answer(step: Callable[[], str]) -> str:
    """What a step says; a refusal by its code."""
    try:
        return step()
    except ItaSheetsError as error:
        refused = Refused("x", error.code, error.words)
    assert refused.code in CODES, refused.code
    for lang in Lang:
        assert refused.words[lang]
        assert not _UNFILLED.search(refused.words[lang]), refused.words[lang]
    _serialised(as_json.refused(refused))
    return refused.code


def _checked(path: Path, data: bytes, *, thorough: bool) -> str:
    reading = read_workbook(path)
    (agency,) = assess_all([reading])
    (checked,) = agency.years
    _serialised(as_json.check([checked], []))
    for lang in Lang:
        assert console.checked(checked, lang, NOW)
    if thorough:
        for lang in Lang:
            _lint(summary(agency, lang=lang, created=NOW))
        _lint(gap_list(agency, lang=Lang.TH, created=NOW))
        if reading.report.year:
            following = FiscalYear(reading.report.year.be + 1)
            _lint(template(following, roll_forward(checked, following), created=NOW))
        annotate(data, checked, Lang.TH)
    return "read"


def _imported(path: Path, *, thorough: bool) -> str:
    imported = import_report(path, YEAR)
    findings = rules.check_import(imported)
    _serialised(as_json.imported(imported, "x", [as_json.finding(item) for item in findings]))
    for lang in Lang:
        assert console.imported(imported, findings, lang)
    if thorough:
        _lint(template(YEAR, imported.report, created=NOW))
    return "imported"


def _serialised(result: object) -> None:
    """JSON that other programs can read: no NaN, no half of a pair of letters."""
    json.dumps(result, ensure_ascii=False, allow_nan=False).encode()


def _lint(data: bytes) -> None:
    """Nothing that Excel would mind stands in what is written."""
    faults = lint_workbook.faults(data)
    assert not faults, faults[:3]


class HangError(BaseException):
    """A file took far too long; no `except Exception` may swallow it."""


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """A guard against hanging, where the system has alarms; it measures nothing."""
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(*_: object) -> None:
        raise HangError(f"longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
