"""Part A of docs/faults.md: files that are no workbooks, damaged ones, and what lies around a workbook."""

from __future__ import annotations

import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import factory
import hostile
import openpyxl
import pytest
from hostile import MEASURES, STYLES, WORKBOOK, patched, patched_parts, with_parts, with_row

from ita_sheets import files, reader, schema
from ita_sheets.cli import main
from ita_sheets.errors import ItaSheetsError
from ita_sheets.reader import read_workbook

TAB = schema.MEASURES.tab.th
OLE = hostile.OLE


class Refused(NamedTuple):
    """A file that is not read: its bytes, the code, and what its Thai sentence must hold."""

    made: Callable[[], bytes]
    code: str
    says: tuple[str, ...]


SAVE_AS = ("Excel", "บันทึกเป็น")
REFUSED = {
    "1 old Excel": Refused(lambda: OLE + "Workbook".encode("utf-16-le"), "ITA105", (".xls", *SAVE_AS)),
    "1 CSV": Refused(lambda: "มาตรการ,ผลลัพธ์\r\n".encode("cp874"), "ITA107", ("CSV", "import")),
    "1 PDF": Refused(lambda: b"%PDF-1.7\n%\xe2\xe3", "ITA107", ("PDF", "ขอไฟล์")),
    "1 a web page": Refused(lambda: b"\r\n<HTML><table>", "ITA107", ("HTML", *SAVE_AS)),
    "2 an opening password": Refused(
        lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "ITA106", ("รหัสผ่าน", "ลบรหัสออก")
    ),
    "3 Strict Open XML": Refused(
        lambda: patched(WORKBOOK, rb"http://schemas[^\"]+/main", b"http://purl.oclc.org/ooxml/x"),
        "ITA109",
        ("Strict", *SAVE_AS),
    ),
    "8 a bomb by its stated size": Refused(
        lambda: hostile.forged_size(2_000_000_000), "ITA104", ("2,000 MB", "ใหญ่เกินไป")
    ),
    "8 a bomb with a small size forged": Refused(lambda: hostile.forged_size(400), "ITA108", ("เสียหาย",)),
    "8 too many parts": Refused(
        lambda: with_parts(**{f"xl/media/{n}.png": b"" for n in range(2001)}), "ITA104", ("2,000",)
    ),
    "12 cut off in the middle": Refused(lambda: factory.sound()[:9000], "ITA108", ("เสียหาย", "ขอไฟล์")),
    "12 cut off at the end": Refused(lambda: factory.sound()[:-1], "ITA108", ("เสียหาย", "ขอไฟล์")),
    "12 a sheet is gone": Refused(lambda: hostile.without(MEASURES), "ITA108", (MEASURES, "ซ่อมแล้วบันทึกใหม่")),
    "12 a sheet's XML is torn": Refused(
        lambda: patched(MEASURES, b"</worksheet>", b""), "ITA108", (MEASURES, "ซ่อมแล้วบันทึกใหม่")
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_file_is_refused_in_a_sentence(
    name: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """One line in Thai that names the file, what it is and the way out; no trace."""
    path = tmp_path / "รายงาน.xlsx"
    path.write_bytes(REFUSED[name].made())
    with pytest.raises(SystemExit) as left:
        main(["check", str(path), "-q"])
    [line] = capfdbinary.readouterr().err.decode().splitlines()
    assert left.value.code == 3
    assert line.startswith("อ่านไม่ได้: รายงาน.xlsx – ")
    assert line.endswith(f"[{REFUSED[name].code}]")
    assert all(part in line for part in REFUSED[name].says)


BLANK_ROWS = b"".join(b'<row r="%d" s="1" customFormat="1"/>' % row for row in range(500, 20_000))


def _links() -> bytes:
    """A cell whose saved value comes from another workbook, and a name that points there."""
    cell = f'<c r="F6" t="str"><f>[1]x!A1</f><v>{factory.MEASURES[0]["outcome"]}</v></c>'.encode()
    parts = patched_parts(MEASURES, rb'<c r="F6"[^>]*>.*?</c>', cell)
    parts[WORKBOOK] = parts[WORKBOOK].replace(
        b"</sheets>",
        b'</sheets><externalReferences><externalReference r:id="rId99"/></externalReferences>'
        b"<definedNames><definedName name=\"far\">'[1]x'!$A$1</definedName></definedNames>",
    )
    parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"
    parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Type="x" Target="file:///C:/a.xlsx" TargetMode="External"/></Relationships>'
    )
    return hostile.package(parts)


READ: dict[str, tuple[Callable[[], bytes], list[tuple[str, str]]]] = {
    "4 a fill without its pattern": (lambda: patched(STYLES, b"<fill>.*?</fill>", b"<fill/>"), []),
    "4 an extension in a fill": (
        lambda: patched(STYLES, b"<patternFill ", b'<patternFill extLst="1" '),
        [],
    ),
    "5 an extent of one cell": (
        lambda: patched(MEASURES, b"<dimension [^>]*>", b'<dimension ref="A1"/>'),
        [],
    ),
    "6 thousands of formatted rows": (lambda: with_row(BLANK_ROWS), []),
    "6 a million formatted rows": (hostile.blank_rows, []),
    "9 a part that repeats itself": (
        lambda: with_parts(**{"xl/media/image1.bmp": bytes(60_000_000)}),
        [],
    ),
    "15 values from another workbook": (_links, []),
}


@pytest.mark.parametrize("name", READ)
def test_the_file_is_read_in_full(name: str, tmp_path: Path) -> None:
    made, expected = READ[name]
    data = made()
    started = time.process_time()
    item = factory.checked(data, tmp_path)
    assert time.process_time() - started < 15  # seconds; measured closely in docs/robustness.md
    assert factory.pairs(item) == expected
    assert [measure.outcome.text for measure in item.reading.report.measures] == [
        row["outcome"] for row in factory.MEASURES
    ]


def test_a_measure_far_below_the_others_is_read_and_the_gap_said_once(tmp_path: Path) -> None:
    """7: no reader of ours stops at blank rows."""
    workbook = openpyxl.load_workbook(BytesIO(factory.sound()))
    workbook[TAB].move_range("A8:Z8", rows=592)
    item = factory.checked(factory.saved(workbook), tmp_path)
    assert factory.pairs(item) == [("ITA134", f"{TAB}!A8")]
    assert [measure.measure.at.cell for measure in item.reading.report.measures] == ["D6", "D7", "D600"]


LOCKS = ("~$รายงาน.xlsx", ".~lock.รายงาน.xlsx", "._รายงาน.xlsx")


def test_files_that_only_say_that_somebody_works_are_passed_over(tmp_path: Path) -> None:
    """10: as tests/test_bad_among_many.py shows through the program, they are named."""
    for name in ("รายงาน.xlsx", *LOCKS):
        (tmp_path / name).write_bytes(b"")
    found = files.find([tmp_path])
    assert [path.name for path in found.workbooks] == ["รายงาน.xlsx"]
    assert sorted(path.name for path in found.locks) == sorted(LOCKS)


def test_who_a_file_is_comes_before_what_stands_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """13: of a large workbook that is not the template nothing is looked for."""
    workbook = openpyxl.Workbook()
    for row in range(1, 15_000):
        workbook.worksheets[0].cell(row, 1 + row % 9).value = f"ข้อความ {row}"
    path = tmp_path / factory.NAME
    path.write_bytes(factory.saved(workbook))
    monkeypatch.setattr(reader, "locate", None)  # what looks for sheets and columns
    with pytest.raises(ItaSheetsError) as caught:
        read_workbook(path)
    assert caught.value.code == "ITA112"


@pytest.mark.parametrize("verb", ["check", "compare", "convert", "template", "import"])
def test_nothing_is_written_of_what_was_not_read(
    verb: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """14: results follow reading, never the other way round."""
    path = tmp_path / "เสีย.xlsx"
    path.write_bytes(factory.sound()[:9000])
    out = tmp_path / "ผล"
    arguments = {
        "check": [str(path), "--annotate", str(out)],
        "template": ["--year", "2568", "--from", str(path), "-o", str(out / "a.xlsx")],
        "import": [str(path), "--year", "2567", "-o", str(out / "a.xlsx")],
    }.get(verb, [str(path), "-o", str(out / "a.xlsx" if verb == "compare" else out)])
    with pytest.raises(SystemExit) as left:
        main([verb, *arguments])
    assert left.value.code == 3
    assert "ITA108" in capfdbinary.readouterr().err.decode()
    assert list(tmp_path.iterdir()) == [path]
