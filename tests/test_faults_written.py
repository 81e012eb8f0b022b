"""Part D of docs/faults.md: what the toolkit itself writes, in every kind of workbook that it writes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element

import factory
import hostile
import marks
import pytest
import written
from openpyxl import load_workbook
from openpyxl.comments import Comment
from workbook_parts import Package, below

from ita_sheets import as_json, schema
from ita_sheets.annotate import annotate
from ita_sheets.errors import CannotWriteError
from ita_sheets.render.template import template
from ita_sheets.rules import CATALOGUE, importing, years
from ita_sheets.rules.catalogue import put
from ita_sheets.schema import MAX_CELL_TEXT
from ita_sheets.texts import Lang

TAB = schema.MEASURES.tab.th
LIST = re.compile(
    r"'[^']+'!\$[A-Z]+\$[0-9]+:\$[A-Z]+\$[0-9]+"
)  # a block on another sheet, nothing that computes
KINDS = list(written.KINDS)
TEMPLATES = [kind for kind in KINDS if "template" in kind]
RESULTS = [kind for kind in KINDS if kind not in TEMPLATES and kind != "marked copy"]


def package(kind: str) -> Package:
    return Package.of(written.workbook(kind))


def drop_downs(parts: Package) -> Iterator[str]:
    for sheet in parts.sheets:
        for rule in below(sheet.root, "dataValidation"):
            if rule.get("type") == "list":
                yield "".join(str(item.text) for item in below(rule, "formula1"))


def formulas(parts: Package) -> Iterator[tuple[Element, Element]]:
    """(cell, its formula)."""
    for sheet in parts.sheets:
        for cell in sheet.cells():
            yield from ((cell, item) for item in below(cell, "f"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_drop_down_points_at_a_block_of_cells(kind: str) -> None:
    """69, 70, 71: no list of items in the rule itself, whatever their length or commas, and no INDIRECT."""
    found = list(drop_downs(package(kind)))
    assert all(LIST.fullmatch(source) for source in found)
    assert found or kind not in TEMPLATES


def test_a_choice_with_a_comma_stays_one_choice() -> None:
    """70: the lists stand in cells, one choice a cell."""
    lists = load_workbook(BytesIO(factory.sound()))[schema.LISTS_TAB.th]
    for number, choices in enumerate(schema.LISTS, 1):
        cells = [lists.cell(row, number).value for row in range(2, len(choices.items) + 2)]
        assert cells == [item.words.th for item in choices.items]


def test_a_marked_copy_keeps_every_drop_down(tmp_path: Path) -> None:
    """72: those of the template and those that only newer programs know."""
    newer = (
        b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
        b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations '
        b'count="1"><x14:dataValidation type="list"><x14:formula1/></x14:dataValidation>'
        b"</x14:dataValidations></ext></extLst></worksheet>"
    )
    data = hostile.patched(hostile.MEASURES, b"</worksheet>", newer)
    faulty = factory.checked(factory.damaged(put(schema.ACTION, "")), tmp_path)
    marked = hostile.parts_of(annotate(data, faulty, Lang.TH).data)[hostile.MEASURES]
    before = hostile.parts_of(data)[hostile.MEASURES]
    for name in (b"dataValidations", b"extLst"):
        pattern = re.compile(b"(?s)<%s[ >].*</%s>" % (name, name))
        assert re.search(pattern, marked)[0] == re.search(pattern, before)[0]  # type: ignore[index]


def test_a_cell_that_has_a_comment_keeps_it_however_often_it_is_marked(tmp_path: Path) -> None:
    """73"""
    workbook = load_workbook(BytesIO(factory.damaged(put(schema.ACTION, ""))))
    workbook[TAB]["E6"].comment = Comment("ถามกองช่างก่อน", "งานธุรการ")
    data = factory.saved(workbook)
    once = annotate(data, factory.checked(data, tmp_path), Lang.TH).data
    twice = annotate(once, factory.checked(once, tmp_path), Lang.TH).data
    for marked in (once, twice):
        note = marks.notes(marked)[f"{TAB}!E6"]
        assert (note.count("ถามกองช่างก่อน"), note.count("ITA301")) == (1, 1)


def test_control_characters_are_left_out_and_line_ends_kept(tmp_path: Path) -> None:
    """74: xlsxwriter would write them as escapes that show, openpyxl not at all."""
    rows = [{**factory.MEASURES[0], "note": "ก\x0bข\x16ค_x000D_ง\r\nจ"}]
    data = template(factory.YEAR, factory.report(measures=rows), created=factory.CREATED)
    measure = factory.checked(data, tmp_path).reading.report.measures[0]
    assert measure.note.raw == "กขค_x000D_ง\nจ"


@pytest.mark.parametrize(("text", "fits"), [("ก" * MAX_CELL_TEXT, True), ("ก" * (MAX_CELL_TEXT + 1), False)])
def test_no_text_is_cut(text: str, fits: bool, tmp_path: Path) -> None:
    """75: one that fits is written whole, one that does not is refused with its place."""
    rows = [{**factory.MEASURES[0], "action": text}]

    def made() -> bytes:
        return template(factory.YEAR, factory.report(measures=rows), created=factory.CREATED)

    if fits:
        assert factory.checked(made(), tmp_path).reading.report.measures[0].action.raw == text
        return
    with pytest.raises(CannotWriteError) as caught:
        made()
    assert caught.value.code == "ITA118"
    assert f"“{TAB}” ช่อง E6" in caught.value.words.th


@pytest.mark.parametrize("kind", KINDS)
def test_every_formula_stands_beside_its_value(kind: str) -> None:
    """77: previewers compute nothing; what is mailed holds no formula at all."""
    found = list(formulas(package(kind)))
    assert all(any(item.text for item in below(cell, "v")) for cell, _ in found)
    assert found == [] or kind not in RESULTS


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_locked(kind: str) -> None:
    """78: people filter, sort and insert rows."""
    parts = package(kind)
    assert not [sheet.name for sheet in parts.sheets if list(below(sheet.root, "sheetProtection"))]
    assert not list(below(parts.workbook, "workbookProtection"))


@pytest.mark.parametrize("kind", TEMPLATES)
def test_the_instructions_come_first_and_every_column_has_its_prompt(kind: str) -> None:
    """79"""
    parts = package(kind)
    assert parts.sheets[0].name == schema.COVER_TAB.th
    [sheet] = [sheet for sheet in parts.sheets if sheet.name == TAB]
    prompts = [str(rule.get("prompt")) for rule in below(sheet.root, "dataValidation")]
    asked = [column for column in schema.MEASURES.columns if column.prompt]
    assert all(any(column.prompt.th in prompt for prompt in prompts) for column in asked if column.prompt)


@pytest.mark.parametrize("kind", RESULTS)
def test_no_sheet_of_a_result_is_blank(kind: str) -> None:
    """80"""
    for sheet in package(kind).sheets:
        assert any(any(item.text for item in below(cell, "v")) for cell in sheet.cells()), sheet.name


EXAMPLES = [code for code in sorted(CATALOGUE) if not code.startswith((importing.FAMILY, years.FAMILY))]


@pytest.mark.parametrize("code", EXAMPLES)
def test_each_finding_says_where_what_and_what_to_do(code: str, tmp_path: Path) -> None:
    """81, 82: as JSON that any program reads back; in words in tests/test_rules.py."""
    item = factory.checked(factory.damaged(*CATALOGUE[code].bad), tmp_path)
    result = json.loads(json.dumps(as_json.check([item], []), ensure_ascii=False))
    assert {found["code"] for found in result["findings"]} == {code}
    for found in result["findings"]:
        assert found["at"]["file"] == factory.NAME
        # Of a sheet or of the whole file there is no cell; where there is one, its sheet is named.
        assert found["at"]["cell"] is None or found["at"]["sheet"]
        assert all(found[key] for key in ("message_th", "message_en", "fix_th", "fix_en"))
        assert not re.search(r"\{[a-z_]+\}|\('|Words\(", found["message_th"] + found["fix_th"])
