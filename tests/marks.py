"""What stands in a marked copy, read back: its list, its fills and its notes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from ita_sheets import schema
from ita_sheets.annotate.styles import FILLS
from ita_sheets.model import Finding, Place, Severity
from ita_sheets.texts import annotate as texts

TAB = texts.LIST_TAB.th
SEVERITY_OF = {f"FF{colour}": severity for severity, colour in FILLS.items()}


def place(where: Place) -> str | None:
    return f"{where.sheet}!{where.cell}" if where.cell else where.sheet


def listed(data: bytes) -> list[tuple[str, str | None]]:
    """(code, "sheet!cell") of every row of the list."""
    sheet = load_workbook(BytesIO(data))[TAB]
    rows: list[list[Any]] = [[cell.value for cell in row] for row in sheet.iter_rows(max_col=6)]
    head = next(n for n, row in enumerate(rows) if row[5] == texts.CODE.th)
    return [
        (row[5], f"{row[1]}!{row[2]}" if row[2] and row[2] != texts.WHOLE_SHEET.th else row[1] or None)
        for row in rows[head + 1 :]
        if row[5]
    ]


@lru_cache(maxsize=4)
def cells(data: bytes) -> tuple[tuple[str, Any], ...]:
    """("sheet!cell", cell) of every cell that the workbook holds."""
    return tuple(
        (f"{sheet.title}!{cell.coordinate}", cell)
        for sheet in load_workbook(BytesIO(data)).worksheets
        for row in sheet.iter_rows()
        for cell in row
    )


def filled(data: bytes) -> dict[str, Severity]:
    """The severity of every filled cell, by its colour."""
    return {at: SEVERITY_OF[c.fill.fgColor.rgb] for at, c in cells(data) if c.fill.fgColor.rgb in SEVERITY_OF}


def looks(cell: Any) -> tuple[object, ...]:
    """What is seen of a cell but for its fill; the library's own objects are never equal."""
    return cell.value, cell.number_format, *map(repr, (cell.font, cell.border, cell.alignment))


def notes(data: bytes) -> dict[str, str]:
    return {at: cell.comment.text for at, cell in cells(data) if cell.comment}


def codes(data: bytes) -> dict[str, list[str]]:
    """The codes in every note."""
    return {
        at: re.findall(r"\((ITA[0-9]{3})\)$", text, re.MULTILINE)
        for at, text in notes(data).items()
        if schema.MARKS_NOTE in text
    }


def expected(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """The findings by the cell that must carry them, most important first."""
    in_order = sorted(findings, key=lambda finding: list(Severity).index(finding.severity))
    found: dict[str, list[Finding]] = {}
    for finding in in_order:
        if finding.at.cell:
            found.setdefault(str(place(finding.at)), []).append(finding)
    own = set(found)
    for finding in in_order:
        for other in finding.also:
            listed = found.setdefault(str(place(other)), []) if place(other) not in own else [finding]
            listed += [finding] if finding not in listed else []
    return found


def assert_marked(data: bytes, findings: Iterable[Finding]) -> None:
    wanted = expected(findings)
    assert filled(data) == {at: found[0].severity for at, found in wanted.items()}
    assert codes(data) == {at: [finding.code for finding in found[:4]] for at, found in wanted.items()}
