"""Measure readers of workbooks beside our own and write the figures into docs/decisions/0005-reader.md.

    python scripts/private_env.py tests scripts/measure_readers.py [--files 1000] [--write]

How many odd workbooks each reads rightly (tests/odd_workbooks.py; a test holds that the page shows these
counts), and how long each takes over many honest ones, all in one run. The bare readers stand behind no gate.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections import Counter
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import factory  # noqa: E402  (the program and its tests run from their folder, not installed)
import odd_workbooks as odd  # noqa: E402
import other_readers as others  # noqa: E402

from ita_sheets import gate, grid, schema  # noqa: E402
from ita_sheets.grid import CellKind  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGE = ROOT / "docs" / "decisions" / "0005-reader.md"
SAMPLES = sorted((ROOT / "workbook_templates" / "samples").glob("*.xlsx"))
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
MEASURES = schema.MEASURES.tab.th
READERS: dict[str, Callable[[bytes], others.Cells]] = {
    "the gate's own stream": lambda data: others.ours(grid.read(data, "x.xlsx")),
    "openpyxl": others.by_openpyxl,
    "python-calamine": others.by_calamine,
}
Case = tuple[bytes, others.Cells]


@cache
def cases() -> dict[str, list[Case]]:
    """Odd workbooks by kind, each with the cells that tell: where, and what is there."""
    at, first = (MEASURES, 900, 1), ("Sheet", 1, 1)
    sound = others.ours(grid.read(factory.sound(), "x.xlsx"))
    return {
        "cells": [
            (odd.with_cell(xml), {at: _told(*content)} if content else {})
            for xml, content in odd.CELLS.items()
        ],
        "number formats": [
            *((odd.with_format(code, days), {first: value}) for code, (days, value) in odd.FORMATS.items()),
            *((odd.with_number(number), {first: value}) for number, (_, value) in odd.NUMBERS.items()),
        ],
        "packages": [(data, sound) for data in odd.PACKAGES.values()],
    }


def _told(value: Any, kind: CellKind) -> Any:
    if kind is CellKind.FORMULA_EMPTY:
        return others.UNSAVED
    return f"{others.ERROR}{value}" if kind is CellKind.ERROR else value


def fidelity() -> str:
    """The table of how many odd workbooks each reader reads rightly."""
    lines = ["| reader | kind | read rightly | wrongly | file lost |", "|---|---|---:|---:|---:|"]
    for name, read in READERS.items():
        for kind, found in cases().items():
            counts = Counter(_outcome(read, *case) for case in found)
            lines.append(f"| {name} | {kind} | {counts['right']} | {counts['wrong']} | {counts['lost']} |")
    return "\n".join(lines)


def _outcome(read: Callable[[bytes], others.Cells], data: bytes, expected: others.Cells) -> str:
    try:
        found = read(data)
    except Exception:  # noqa: BLE001 - openpyxl has ten kinds, and each means the same here
        return "lost"
    told = {at: others.plain(value) for at, value in found.items() if at in expected or at[1:] == (900, 1)}
    return "right" if told == {at: others.plain(value) for at, value in expected.items()} else "wrong"


def _with_calamine(data: bytes) -> object:
    with gate.open_archive(data) as archive:
        gate.check_rest(archive)
    return others.by_calamine(data)


def _with_openpyxl(data: bytes) -> object:
    from openpyxl import load_workbook

    return [list(sheet.iter_rows()) for sheet in load_workbook(BytesIO(data), data_only=True).worksheets]


def _with_pandas(data: bytes) -> object:
    import pandas as pd

    return pd.read_excel(BytesIO(data), sheet_name=None, header=None, engine="openpyxl")


TIMED: dict[str, Callable[[bytes], object]] = {
    "the gate's own stream, with the gate": lambda data: grid.read(data, "x.xlsx"),
    "the gate, then python-calamine": _with_calamine,
    "python-calamine alone": others.by_calamine,
    "openpyxl alone": _with_openpyxl,
    "`pandas.read_excel` alone (openpyxl), all sheets": _with_pandas,
}


def speed(files: int) -> str:
    """The table of milliseconds a workbook, each reader in turn over the sample years."""
    taken: dict[str, list[float]] = {name: [] for name in TIMED}
    for data in _honest(files):
        for name, read in TIMED.items():
            start = time.perf_counter()
            read(data)
            taken[name].append(time.perf_counter() - start)
    bare = statistics.fmean(taken["`pandas.read_excel` alone (openpyxl), all sheets"])
    lines = [
        f"{files:,} workbooks, in turns, Python {sys.version.partition(' ')[0]}:",
        "",
        "| reader | ms a workbook | x pandas |",
        "|---|---:|---:|",
    ]
    for name, seconds in taken.items():
        mean = statistics.fmean(seconds)
        lines.append(f"| {name} | {mean * 1000:.1f} | {mean / bare:.2f} |")
    return "\n".join(lines)


def _honest(files: int) -> Iterator[bytes]:
    samples = [path.read_bytes() for path in SAMPLES]
    for number in range(files):
        yield samples[number % len(samples)]


def main() -> None:
    """Print the tables; with --write put them on the page."""
    parser = argparse.ArgumentParser(description="Measure readers of workbooks.")
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    figures = f"{fidelity()}\n\n{speed(options.files)}"
    print(figures)
    if options.write:
        before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
        _, _, after = rest.partition(END)
        PAGE.write_text(f"{before}{BEGIN}\n{figures}\n{END}{after}", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
