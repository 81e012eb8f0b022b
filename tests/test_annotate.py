"""The marked copy: every finding in its cell, all else as it was, and the marks gone when it comes back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import factory
import hostile
import office
import pytest
import render_pictures
from hypothesis import given, settings
from hypothesis import strategies as st
from marks import TAB, assert_marked, cells, codes, expected, filled, listed, looks, notes, place
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from ita_sheets import gate, schema
from ita_sheets.annotate import annotate
from ita_sheets.annotate.splice import Splice
from ita_sheets.errors import CannotAnnotateError
from ita_sheets.model import Checked, Place, Severity
from ita_sheets.rules.catalogue import Edit, Verb, fill, put
from ita_sheets.texts import Lang
from ita_sheets.texts import annotate as texts
from ita_sheets.xlsx.references import column_number

MEASURES = schema.MEASURES.tab.th
EDITS = (
    put(schema.OUTCOME, "", 1),
    put(schema.ACTION, "ควรจัดอบรม", 2),
    put(schema.INDICATOR, "99", 3),
    put(schema.UNIT, '=HYPERLINK("http://example.invalid","x")', 3),
    put(schema.OUTCOME, "'=1+1", 3),
    fill(schema.AGENCY.column("name"), ""),
    Edit(Verb.ADD_SHEET, value="บันทึก ของ'ช่าง"),
    Edit(Verb.ADD_COLUMN, value="ลำดับ"),
)
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(200))
HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@cache
def damaged() -> bytes:
    return factory.damaged(*EDITS)


def checked(data: bytes, folder: Path) -> Checked:
    return factory.checked(data, folder, "ส่งมา.xlsx")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("marked")


@pytest.fixture(scope="module")
def item(folder: Path) -> Checked:
    return checked(damaged(), folder)


@pytest.fixture(scope="module")
def marked(item: Checked) -> bytes:
    return annotate(damaged(), item, Lang.TH).data


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def unmarked(data: bytes, item: Checked) -> bytes:
    """A marked copy with its marks taken out."""
    return annotate(data, replace(item, findings=()), Lang.TH).data


# --- the marks --------------------------------------------------------------------------------------------


def test_every_finding_is_marked_in_its_cell_and_on_the_list(item: Checked, marked: bytes) -> None:
    assert len(item.findings) > 6
    assert listed(marked) == factory.pairs(item)
    assert_marked(marked, item.findings)


def test_the_list_stands_in_front_and_leads_to_the_cells(item: Checked, marked: bytes) -> None:
    workbook = load_workbook(BytesIO(marked))
    assert workbook.sheetnames[0] == TAB
    assert workbook.active is workbook[TAB]
    front = [sheet.title for sheet in workbook.worksheets if sheet.sheet_view.tabSelected]
    assert front == [TAB]
    links = [cell.hyperlink for row in workbook[TAB].iter_rows() for cell in row if cell.hyperlink]
    assert [link.location for link in links] == [
        "'" + str(finding.at.sheet).replace("'", "''") + f"'!{finding.at.cell or 'A1'}"
        for finding in item.findings
    ]
    assert not any(link.target for link in links)


def test_the_list_is_in_front_whatever_was(folder: Path) -> None:
    workbook = load_workbook(BytesIO(damaged()))
    workbook.active = workbook.sheetnames.index(MEASURES)
    data = factory.saved(workbook)
    item = checked(data, folder)
    found = annotate(data, item, Lang.TH).data
    assert load_workbook(BytesIO(found)).active.title == TAB  # type: ignore[union-attr]
    assert load_workbook(BytesIO(unmarked(found, item))).sheetnames == workbook.sheetnames


def test_the_column_tells_each_row_what_to_mend(item: Checked, marked: bytes) -> None:
    sheet = load_workbook(BytesIO(marked))[MEASURES]
    spot = factory.Spot(load_workbook(BytesIO(marked)), schema.MEASURES)
    last = sheet.max_column
    assert sheet.cell(spot.key_row, last).value == schema.MARKS_COLUMN
    assert sheet.cell(spot.header_row, last).value == texts.COLUMN_TITLE.th
    said: dict[int, Any] = {
        row: sheet.cell(row, last).value for row in range(spot.header_row + 1, sheet.max_row + 1)
    }
    wanted: dict[int, list[str]] = {}
    for at, found in expected(item.findings).items():
        name, cell = at.split("!")
        row = int(re.sub("[A-Z]", "", cell))
        if name == MEASURES and row > spot.header_row:
            wanted.setdefault(row, []).extend(f"{cell} {texts.SEVERITIES[f.severity].th}" for f in found)
    lines = {row: [line.partition(":")[0] for line in text.split("\n")] for row, text in said.items() if text}
    assert {row: sorted(found) for row, found in lines.items()} == {
        row: sorted(found) for row, found in wanted.items()
    }


def test_english_is_english(item: Checked) -> None:
    data = annotate(damaged(), item, Lang.EN).data
    workbook = load_workbook(BytesIO(data))
    assert workbook.sheetnames[0] == texts.LIST_TAB.en
    assert [cell.value for cell in workbook.worksheets[0][5]][:6] == [
        words.en for words in (texts.SEVERITY, texts.SHEET, texts.CELL, texts.MESSAGE, texts.FIX, texts.CODE)
    ]
    assert all(text.startswith(("Error: ", "Warning: ", "Note: ")) for text in notes(data).values())


def test_merged_cells_are_marked_once(folder: Path) -> None:
    data = factory.damaged(Edit(Verb.MERGE, schema.OUTCOME))
    item = checked(data, folder)
    merged = next(finding for finding in item.findings if finding.also)
    found = annotate(data, item, Lang.TH).data
    assert codes(found) == {str(place(merged.at)): [merged.code]}
    assert filled(found) == {str(place(merged.at)): merged.severity}


def test_a_place_in_another_years_file_is_not_marked(item: Checked) -> None:
    one, other = [finding for finding in item.findings if finding.at.cell][:2]
    elsewhere = replace(other.at, file="ปีก่อน.xlsx")
    findings = (replace(one, also=(elsewhere,)), replace(other, at=elsewhere))
    data = annotate(damaged(), replace(item, findings=findings), Lang.TH).data
    assert codes(data) == {str(place(one.at)): [one.code]}
    links = [cell.hyperlink for _, cell in cells(data) if cell.hyperlink and cell.parent.title == TAB]
    assert [link.location for link in links] == [f"'{one.at.sheet}'!{one.at.cell}"]
    assert listed(data) == [(one.code, place(one.at)), (other.code, place(other.at))]


def test_many_findings_in_a_cell_are_cut_with_their_number(item: Checked) -> None:
    outcome = next(f for f in item.findings if f.at.cell)
    data = annotate(damaged(), replace(item, findings=(outcome,) * 7), Lang.TH).data
    text = notes(data)[str(place(outcome.at))]
    assert text.count(f"({outcome.code})") == 4
    assert texts.NOTE_MORE.fill(count=3, tab=TAB).th in text


def test_a_list_of_the_staffs_own_keeps_its_name(folder: Path) -> None:
    data = factory.damaged(put(schema.OUTCOME, ""), Edit(Verb.ADD_SHEET, value=TAB))
    item = checked(data, folder)
    assert load_workbook(BytesIO(annotate(data, item, Lang.TH).data)).sheetnames[0] == f"{TAB} 2"


# --- what stays -------------------------------------------------------------------------------------------


def test_what_carries_no_mark_keeps_its_bytes(item: Checked, marked: bytes) -> None:
    before, after = parts(damaged()), parts(marked)
    number = {name: n for n, name in enumerate(load_workbook(BytesIO(damaged())).sheetnames, 1)}
    touched = {f"xl/worksheets/sheet{number[tab]}.xml" for tab in (MEASURES, schema.AGENCY.tab.th)}
    changed = {name for name, data in before.items() if after.get(name) != data}
    cover = "xl/worksheets/sheet1.xml"
    assert after[cover] == before[cover].replace(b'tabSelected="1"', b'tabSelected="0"')
    assert changed == touched | {
        cover,
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "[Content_Types].xml",
        "xl/styles.xml",
    }
    new = set(after) - set(before)
    assert new == {
        "xl/comments1.xml",
        "xl/comments2.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/drawings/vmlDrawing2.vml",
        f"xl/worksheets/sheet{len(number) + 1}.xml",
        *(path.replace("worksheets/", "worksheets/_rels/") + ".rels" for path in touched),
    }
    dates = [
        {info.filename: info.date_time for info in ZipFile(BytesIO(data)).infolist()}
        for data in (damaged(), marked)
    ]
    assert dates[1] == {**dict.fromkeys(after, (1980, 1, 1, 0, 0, 0)), **dates[0]}


def test_drop_downs_conditions_and_page_set_up_stay(marked: bytes) -> None:
    def kept(data: bytes) -> list[list[bytes]]:
        names = rb"dataValidations|conditionalFormatting|pageSetup|headerFooter|colBreaks|pane|f"
        sheets = [data for name, data in parts(data).items() if "worksheets/sheet" in name]
        return [re.findall(rb"<(?:%s)\b.*?(?:</|/>)" % names, sheet) for sheet in sheets]

    assert kept(marked)[: len(kept(damaged()))] == kept(damaged())


def test_values_formulas_rich_text_and_other_looks_stay(folder: Path) -> None:
    workbook = load_workbook(BytesIO(damaged()), rich_text=True)
    workbook[schema.WEAK_POINTS.tab.th]["H30"] = CellRichText("ก", TextBlock(InlineFont(b=True), "ข"))
    data = factory.saved(workbook)
    item = checked(data, folder)
    found = dict(cells(annotate(data, item, Lang.TH).data))
    marks = expected(item.findings)
    for at, cell in cells(data):
        same = found[at]
        assert looks(same) == looks(cell)
        assert at in marks or repr(same.fill) == repr(cell.fill)


def test_a_picture_and_a_macro_survive(folder: Path) -> None:
    source = parts(damaged())
    number = 1 + load_workbook(BytesIO(damaged())).sheetnames.index(MEASURES)
    sheet = f"xl/worksheets/sheet{number}.xml"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        HEAD
        + b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + f'<Relationship Id="rId7" Type="{kind}/drawing" Target="../drawings/drawing1.xml"/>'.encode()
        + b"</Relationships>"
    )
    drawing = f'<drawing xmlns:r="{kind}" r:id="rId7"/><tableParts count="0"/></worksheet>'.encode()
    source[sheet] = source[sheet].replace(b"</worksheet>", drawing)
    macro = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    own = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    drawn = f'<xdr:wsDr xmlns:xdr="{kind.replace("officeDocument", "drawingml")}"/>'.encode()
    added = {
        "xl/media/image1.png": PICTURE,
        "xl/drawings/drawing1.xml": HEAD + drawn,
        "xl/vbaProject.bin": PICTURE * 3,
        f"xl/worksheets/_rels/sheet{number}.xml.rels": relations,
        "[Content_Types].xml": source["[Content_Types].xml"].replace(own, macro),
    }
    data = hostile.package({**source, **added})
    item = checked(data, folder)
    found = parts(annotate(data, item, Lang.TH).data)
    for name in ("xl/media/image1.png", "xl/drawings/drawing1.xml", "xl/vbaProject.bin"):
        assert found[name] == added[name]
    assert macro in found["[Content_Types].xml"]
    # In the order of the format.
    assert re.search(rb'r:id="rId7"/><legacyDrawing [^>]*/><tableParts count="0"/>', found[sheet])
    assert b'Id="rId7"' in found[f"xl/worksheets/_rels/sheet{number}.xml.rels"]


def test_names_that_belong_to_a_sheet_stay_with_it(marked: bytes) -> None:
    def printed(data: bytes) -> dict[str, tuple[object, object]]:
        sheets = load_workbook(BytesIO(data)).worksheets
        return {s.title: (s.print_title_rows, s.print_title_cols) for s in sheets if s.title != TAB}

    assert printed(marked) == printed(damaged())
    assert printed(marked)[MEASURES] != (None, None)


def test_no_formula_and_no_outside_link_is_added(marked: bytes) -> None:
    def counted(data: bytes) -> tuple[int, int]:
        joined = b"".join(parts(data).values())
        return len(re.findall(rb"<f[ >]", joined)), joined.count(b"External")

    assert counted(marked) == counted(damaged())


def test_the_original_is_left_alone_and_the_result_is_always_the_same(item: Checked, marked: bytes) -> None:
    before = bytes(damaged())
    assert annotate(damaged(), item, Lang.TH).data == marked
    assert damaged() == before


def test_without_findings_nothing_changes(folder: Path) -> None:
    item = checked(factory.sound(), folder)
    assert item.findings == ()
    assert parts(annotate(factory.sound(), item, Lang.TH).data) == parts(factory.sound())


# --- back again -------------------------------------------------------------------------------------------


def test_a_marked_copy_reads_as_the_original(item: Checked, marked: bytes, folder: Path) -> None:
    again = checked(marked, folder)
    assert again.reading.report == item.reading.report
    assert again.reading.oddities == item.reading.oddities
    assert again.findings == item.findings


def test_marking_twice_is_marking_once(marked: bytes, folder: Path) -> None:
    assert annotate(marked, checked(marked, folder), Lang.TH).data == marked


def test_marks_that_are_mended_go(item: Checked, marked: bytes, folder: Path) -> None:
    data = unmarked(marked, item)
    assert (filled(data), notes(data)) == ({}, {})
    assert load_workbook(BytesIO(data)).sheetnames == load_workbook(BytesIO(damaged())).sheetnames
    before = dict(cells(damaged()))
    for at, cell in cells(data):
        if at in before:
            assert (looks(cell), repr(cell.fill)) == (looks(before[at]), repr(before[at].fill))
        else:
            assert cell.value is None
    assert checked(data, folder).findings == item.findings


def test_a_fill_of_ones_own_comes_back(folder: Path) -> None:
    workbook = load_workbook(BytesIO(damaged()))
    spot = factory.Spot(workbook, schema.MEASURES)
    cell = spot.cell(schema.OUTCOME)
    cell.fill = PatternFill("solid", fgColor="FF12AB34")
    data = factory.saved(workbook)
    item = checked(data, folder)
    found = annotate(data, item, Lang.TH).data
    at = f"{MEASURES}!{cell.coordinate}"
    assert filled(found)[at] is Severity.ERROR
    assert dict(cells(unmarked(found, item)))[at].fill.fgColor.rgb == "FF12AB34"


def test_without_its_list_a_copy_still_loses_its_marks(item: Checked, marked: bytes) -> None:
    workbook = load_workbook(BytesIO(marked))
    del workbook[TAB]
    data = unmarked(factory.saved(workbook), item)
    assert (filled(data), notes(data)) == ({}, {})
    assert schema.MARKS_COLUMN.encode() not in b"".join(parts(data).values())


# --- notes ------------------------------------------------------------------------------------------------


def with_notes(**texts_by_cell: str) -> bytes:
    workbook = load_workbook(BytesIO(damaged()))
    for cell, text in texts_by_cell.items():
        workbook[MEASURES][cell].comment = Comment(text, "ผู้ตรวจ")
    return factory.saved(workbook)


def an_outcome(item: Checked) -> str:
    """A cell of the measures that is marked."""
    return next(str(f.at.cell) for f in item.findings if f.at.sheet == MEASURES and f.field == "outcome")


def test_notes_of_ones_own_stand_below_ours_and_come_back(item: Checked, folder: Path) -> None:
    own, other = an_outcome(item), "D7"
    data = with_notes(**{own: 'เดิม <ก> & "ข"\nบรรทัดสอง', other: "ไม่เกี่ยว"})
    item = checked(data, folder)
    found = annotate(data, item, Lang.TH).data
    text = notes(found)[f"{MEASURES}!{own}"]
    end = f"{schema.MARKS_NOTE} {texts.NOTE_END_ABOVE_OWN.th}\n"
    assert text.startswith("ต้องแก้: ")
    assert text.partition(end)[2] == 'เดิม <ก> & "ข"\nบรรทัดสอง'
    assert notes(found)[f"{MEASURES}!{other}"] == "ไม่เกี่ยว"
    assert annotate(found, checked(found, folder), Lang.TH).data == found
    assert notes(unmarked(found, item)) == notes(data)


def test_each_note_has_one_box(item: Checked, folder: Path) -> None:
    data = with_notes(**{an_outcome(item): "เดิม"})
    item = checked(data, folder)
    for found in (annotate(data, item, Lang.TH).data, unmarked(annotate(data, item, Lang.TH).data, item)):
        boxes = []
        for name, part in parts(found).items():
            if name.endswith(".vml"):
                pairs = re.findall(r":Row>(\d+)<.*?:Column>(\d+)<", part.decode(), re.DOTALL)
                boxes += [(int(row) + 1, int(column) + 1) for row, column in pairs]
                ids = re.findall(rb'id="(_x0000_s\d+)"', part)
                assert len(ids) == len(set(ids))
        noted = [(cell.row, cell.column) for _, cell in cells(found) if cell.comment]
        assert sorted(boxes) == sorted(noted)


def test_a_conversation_is_left_alone_and_said(item: Checked, folder: Path) -> None:
    own = an_outcome(item)
    data = with_notes(**{own: "[Threaded comment]"})
    source = parts(data)
    comments = next(name for name in source if "comment" in name and name.endswith(".xml"))
    source[comments] = source[comments].replace("ผู้ตรวจ".encode(), b"tc={0B7A}")
    data = hostile.package(source)
    item = checked(data, folder)
    found = annotate(data, item, Lang.TH)
    assert found.not_marked == (texts.IN_CONVERSATION.fill(sheet=MEASURES, cell=own),)
    assert notes(found.data)[f"{MEASURES}!{own}"] == "[Threaded comment]"
    assert f"{MEASURES}!{own}" in filled(found.data)
    assert listed(found.data) == factory.pairs(item)


# --- packages of other makers -----------------------------------------------------------------------------


def prefixed(data: bytes) -> bytes:
    """The workbook with a prefix on every element of its main parts, as some programs write it."""
    found = parts(data)
    for name, part in found.items():
        if re.match(r"xl/(workbook|styles|sharedStrings|worksheets/sheet\d+)\.xml", name):
            named = re.sub(rb"<(/?)(?=[A-Za-z])", rb"<\1x:", part)
            found[name] = named.replace(b'xmlns="http://schemas.openx', b'xmlns:x="http://schemas.openx', 1)
    return hostile.package(found)


def own_template() -> bytes:
    """The template as the toolkit writes it, damaged without another program."""
    shared = hostile.sound_parts()["xl/sharedStrings.xml"].decode()
    outcome = str(factory.MEASURES[0]["outcome"])
    assert outcome in shared
    return hostile.with_parts(**{"xl/sharedStrings.xml": shared.replace(outcome, "-").encode()})


@cache
def shapes() -> Mapping[str, bytes]:
    return {
        "openpyxl": damaged(),
        "our own": own_template(),
        "with prefixes": prefixed(damaged()),
        "our own with prefixes": prefixed(own_template()),
    }


@pytest.mark.parametrize("shape", shapes())
def test_every_shape_of_package_is_marked(shape: str, folder: Path) -> None:
    data = shapes()[shape]
    item = checked(data, folder)
    assert item.findings
    found = annotate(data, item, Lang.TH)
    assert found.not_marked == ()
    assert listed(found.data) == factory.pairs(item)
    assert_marked(found.data, item.findings)
    for name, part in parts(found.data).items():
        if name.endswith((".xml", ".rels")):
            assert [element.tag for element in ET.fromstring(part).iter() if "}" not in element.tag] == []
    again = checked(found.data, folder)
    assert (again.reading.report, again.reading.oddities) == (item.reading.report, item.reading.oddities)
    assert annotate(found.data, again, Lang.TH).data == found.data
    assert (filled(unmarked(found.data, item)), notes(unmarked(found.data, item))) == ({}, {})


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if "soffice" in render_pictures.missing_tools():
        pytest.skip("LibreOffice (soffice) is not installed")
    return tmp_path_factory.mktemp("office")


def saved_by_office(data: bytes, home: Path) -> bytes:
    (home / "file.xlsx").write_bytes(data)
    return office.converted(home / "file.xlsx", "xlsx", home).read_bytes()


@pytest.mark.office
def test_libreoffice_keeps_the_marks_and_they_are_passed_over(folder: Path, home: Path) -> None:
    workbook = load_workbook(BytesIO(with_notes(D7="เดิม")))
    factory.Spot(workbook, schema.MEASURES).cell(schema.ACTION, 2).fill = PatternFill(
        "solid", fgColor="FF12AB34"
    )
    source = saved_by_office(factory.saved(workbook), home)
    item = checked(source, folder)
    marked = annotate(source, item, Lang.TH).data
    assert_marked(marked, item.findings)
    returned = saved_by_office(marked, home)
    again = checked(returned, folder)
    assert (again.reading.report, again.reading.oddities) == (item.reading.report, item.reading.oddities)
    assert listed(returned) == factory.pairs(item)
    assert_marked(returned, item.findings)
    once_more = annotate(returned, again, Lang.TH).data
    assert listed(once_more) == factory.pairs(again)
    assert_marked(once_more, again.findings)
    clean = unmarked(returned, again)
    assert (filled(clean), notes(clean)) == ({}, {f"{MEASURES}!D7": "เดิม"})
    looks = [
        {at: (c.value, c.fill.fgColor.rgb, c.font.sz, c.number_format) for at, c in cells(data) if c.value}
        for data in (source, clean)
    ]
    assert looks[0] == looks[1]


# --- packages that cannot be patched ----------------------------------------------------------------------


def test_a_signature_is_dropped_and_said(folder: Path) -> None:
    source = parts(damaged())
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    relation = f'<Relationship Id="rIdS" Type="{kind}" Target="_xmlsignatures/origin.sigs"/></Relationships>'
    source["_rels/.rels"] = source["_rels/.rels"].replace(b"</Relationships>", relation.encode())
    source |= {"_xmlsignatures/origin.sigs": b"", "_xmlsignatures/sig1.xml": HEAD + b"<Signature/>"}
    data = hostile.package(source)
    found = annotate(data, checked(data, folder), Lang.TH)
    assert found.not_marked == (texts.SIGNATURE_DROPPED,)
    assert not [name for name in parts(found.data) if "signature" in name]
    assert b"digital-signature" not in parts(found.data)["_rels/.rels"]


@pytest.mark.parametrize("encoding", ["UTF-16", "ISO-8859-1"])
def test_a_part_in_another_encoding_is_refused(item: Checked, encoding: str) -> None:
    source = parts(damaged())
    text = source["xl/styles.xml"].decode()
    source["xl/styles.xml"] = f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)
    with pytest.raises(CannotAnnotateError, match=r"xl/styles\.xml is not in UTF-8") as caught:
        annotate(hostile.package(source), item, Lang.TH)
    assert caught.value.code == "ITA146"


def test_a_copy_that_the_gate_would_refuse_is_not_made(folder: Path) -> None:
    workbook = load_workbook(BytesIO(damaged()))
    while len(workbook.sheetnames) < gate.MAX_SHEETS:
        workbook.create_sheet()
    data = factory.saved(workbook)
    with pytest.raises(CannotAnnotateError, match="could not be read") as caught:
        annotate(data, checked(data, folder), Lang.TH)
    assert caught.value.code == "ITA146"


def test_a_picture_with_a_forged_size_is_refused(item: Checked) -> None:
    data = hostile.package({**parts(damaged()), "xl/media/a.png": bytes(900_000)})
    at = data.rindex(b"xl/media/a.png") - 46
    forged = data[: at + 24] + (50).to_bytes(4, "little") + data[at + 28 :]
    with pytest.raises(CannotAnnotateError, match=r"xl/media/a\.png"):
        annotate(forged, item, Lang.TH)


def test_no_room_for_the_column_is_said(folder: Path) -> None:
    workbook = load_workbook(BytesIO(damaged()))
    workbook[MEASURES].cell(7, gate.MAX_COLUMN, "ไกลมาก")
    data = factory.saved(workbook)
    item = checked(data, folder)
    found = annotate(data, item, Lang.TH)
    assert found.not_marked == (texts.NO_COLUMN.fill(sheet=MEASURES),)
    assert_marked(found.data, item.findings)


# --- the sheet's own order --------------------------------------------------------------------------------


def in_order(sheet: bytes) -> bool:
    """Whether rows and cells stand in order, each once."""
    rows = [int(n) for n in re.findall(rb'<(?:x:)?row [^>]*?\br="(\d+)"', sheet)]
    columns = []
    for row in re.split(rb"<(?:x:)?row ", sheet)[1:]:
        letters = re.findall(rb'<(?:x:)?c [^>]*?\br="([A-Z]+)\d+"', row)
        columns.append([column_number(letter.decode()) for letter in letters])
    return rows == sorted(set(rows)) and all(found == sorted(set(found)) for found in columns)


places = st.builds(
    lambda sheet, column, row: Place("ส่งมา.xlsx", sheet, f"{column}{row}"),
    st.sampled_from((MEASURES, schema.AGENCY.tab.th, schema.SCORES.tab.th)),
    st.sampled_from(("A", "C", "F", "U", "Z", "AB")),
    st.sampled_from((1, 2, 5, 6, 8, 9, 40, 205, 206, 3000)),
)


@st.composite
def moved_findings(draw: st.DrawFn) -> tuple[tuple[int, Place, tuple[Place, ...]], ...]:
    """(which finding, where it is moved to, and its further places)."""
    one = st.tuples(st.integers(0, 5), places, st.lists(places, max_size=2).map(tuple))
    return tuple(draw(st.lists(one, max_size=5)))


@settings(max_examples=15, deadline=None)
@given(shape=st.sampled_from(("openpyxl", "our own", "with prefixes")), moved=moved_findings())
def test_whatever_was_found_wherever_is_marked_there(
    item: Checked, shape: str, moved: tuple[tuple[int, Place, tuple[Place, ...]], ...]
) -> None:
    findings = tuple(replace(item.findings[n], at=at, also=also) for n, at, also in moved)
    case = replace(item, findings=findings)
    found = annotate(shapes()[shape], case, Lang.TH).data
    assert_marked(found, findings)
    sheets = {name: part for name, part in parts(found).items() if "worksheets/sheet" in name}
    assert all(in_order(part) for part in sheets.values())
    assert annotate(found, case, Lang.TH).data == found


def test_a_column_is_cut_out_of_a_range_of_columns(folder: Path) -> None:
    source = parts(damaged())
    number = 1 + load_workbook(BytesIO(damaged())).sheetnames.index(MEASURES)
    name = f"xl/worksheets/sheet{number}.xml"
    wide = b'<col min="24" max="60" width="9" style="1" hidden="0"/></cols>'
    source[name] = re.sub(rb'<col [^>]*max="(2[4-9]|[3-9]\d)"[^>]*>', b"", source[name]).replace(
        b"</cols>", wide
    )
    data = hostile.package(source)
    item = checked(data, folder)
    found = annotate(data, item, Lang.TH).data
    column = load_workbook(BytesIO(damaged()))[MEASURES].max_column + 1
    ranges = re.findall(rb'<col min="(\d+)" max="(\d+)"[^>]*/>', parts(found)[name])
    pieces = [(24, column - 1), (column, column), (column + 1, 60)]
    assert [(int(a), int(b)) for a, b in ranges if int(a) >= 24] == [p for p in pieces if p[0] <= p[1]]


def test_splicing_changes_nothing_else() -> None:
    source = b"\xef\xbb\xbf" + HEAD + '<a k="1>2" n=\'"\'><!-- <b/> --><b/>ก<c  x="y" /></a>\n'.encode()
    edits = Splice.of(source, "part")
    assert edits.done() == source
    b, c = edits.root.children
    edits.set(c, x="<z>")
    edits.append(c, b"<d/>")
    edits.before(b, b"<n/>")
    edits.drop(b)
    edits.append(edits.root, b"<e/>")
    edits.set(edits.root, k=None, q="1")
    wanted = '<a n=\'"\' q="1"><!-- <b/> --><n/>ก<c  x="&lt;z&gt;"><d/></c><e/></a>\n'
    assert edits.done() == b"\xef\xbb\xbf" + HEAD + wanted.encode()
    assert ET.fromstring(edits.done()).tag == "a"
