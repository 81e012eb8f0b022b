"""Marked text in a cell: what people see, what is written, and what no user's text can do to it."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from office import converted, office_home
from openpyxl.cell.rich_text import CellRichText, TextBlock
from test_style import contrast

from ita_sheets import schema
from ita_sheets.errors import CannotWriteError
from ita_sheets.redline import Piece, PieceKind, redline
from ita_sheets.render import style
from ita_sheets.render.book import Book, Tab
from ita_sheets.render.heights import column_points, row_height
from ita_sheets.render.style import LOOKS, Frame, Role

CREATED = datetime(2024, 9, 30)
KEPT, DELETED, ADDED = PieceKind.KEPT, PieceKind.DELETED, PieceKind.ADDED
RED, GREEN, INK = (LOOKS[role].ink for role in (Role.DELETED, Role.ADDED, Role.TEXT))
CHANGED = redline("กองคลังจัดอบรม ๓๐ ครั้งต่อปี", "กองคลังจัดอบรม 45 ครั้งต่อปี ทุกไตรมาส")


def sheet() -> tuple[Book, Tab]:
    book = Book(CREATED, title="")
    return book, book.tab("ก")


def written(pieces: tuple[Piece, ...], role: Role = Role.TEXT) -> bytes:
    """A workbook with the pieces in A1."""
    book, tab = sheet()
    tab.redlined((1, 1), pieces, role)
    return book.finished()


def seen(data: bytes) -> list[tuple[str, str, float, bool, bool, bool, str]]:
    """(text, font, size, bold, underlined, struck, colour) of each run in A1."""
    cell = openpyxl.load_workbook(io.BytesIO(data), rich_text=True)["ก"]["A1"].value
    assert isinstance(cell, CellRichText)
    found = []
    for block in cell:
        assert isinstance(block, TextBlock)
        font = block.font
        marks = bool(font.b), bool(font.u), bool(font.strike)
        assert font.color is not None
        found.append((block.text, font.rFont or "", font.sz or 0, *marks, str(font.color.rgb)[2:]))
    return found


def test_each_piece_has_its_letters() -> None:
    assert seen(written(CHANGED)) == [
        ("กองคลังจัดอบรม ", style.FONT, 16, False, False, False, INK),
        ("๓๐", style.FONT, 16, False, False, True, RED),
        ("45", style.FONT, 16, True, True, False, GREEN),
        (" ครั้งต่อปี", style.FONT, 16, False, False, False, INK),
        (" ทุกไตรมาส", style.FONT, 16, True, True, False, GREEN),
    ]


def test_the_cells_role_gives_size_and_the_letters_of_what_is_kept() -> None:
    data = written((Piece(KEPT, "ก"), Piece(ADDED, "ข")), Role.BAND_GIVEN)
    assert [run[2] for run in seen(data)] == [14, 14]
    assert [run[-1] for run in seen(data)] == [LOOKS[Role.BAND_GIVEN].ink, GREEN]
    cell = openpyxl.load_workbook(io.BytesIO(data))["ก"]["A1"]
    assert cell.fill.fgColor.rgb == f"FF{LOOKS[Role.BAND_GIVEN].fill}"
    assert cell.alignment.wrap_text


def test_the_plain_value_is_all_that_is_seen() -> None:
    cell = openpyxl.load_workbook(io.BytesIO(written(CHANGED)))["ก"]["A1"]
    assert cell.value == "กองคลังจัดอบรม ๓๐45 ครั้งต่อปี ทุกไตรมาส"
    assert cell.data_type == "s"


@pytest.mark.parametrize(
    ("kind", "marks", "ink"),
    [
        (KEPT, (False, None, None), INK),
        (DELETED, (False, None, True), RED),
        (ADDED, (True, "single", None), GREEN),
    ],
)
def test_a_single_piece_is_a_cell_with_these_letters(
    kind: PieceKind, marks: tuple[bool, str | None, bool | None], ink: str
) -> None:
    cell = openpyxl.load_workbook(io.BytesIO(written((Piece(kind, "=1+1"),))))["ก"]["A1"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert (cell.font.b, cell.font.u, cell.font.strike) == marks
    assert (cell.font.name, cell.font.sz, str(cell.font.color.rgb)[2:]) == (style.FONT, 16, ink)
    assert cell.border.left.style == "thin"


def test_no_piece_is_a_blank_cell() -> None:
    for pieces in ((), (Piece(DELETED, "\x0b"),)):
        data = written(pieces)
        cell = openpyxl.load_workbook(io.BytesIO(data))["ก"]["A1"]
        assert cell.value is None
        assert cell.border.left.style == "thin"


def test_a_piece_of_what_xml_cannot_hold_is_left_out() -> None:
    data = written((Piece(KEPT, "ก\x0b"), Piece(DELETED, "\x00"), Piece(ADDED, "ข\r\n")))
    assert [run[0] for run in seen(data)] == ["ก", "ข\n"]


def test_no_text_becomes_a_formula_or_markup() -> None:
    texts = ["=SUM(A1)", "</t></r>", "https://www.example.go.th", "_x000B_"]
    data = written(
        tuple(Piece(kind, text) for kind, text in zip([KEPT, DELETED, ADDED, KEPT], texts, strict=True))
    )
    cell = openpyxl.load_workbook(io.BytesIO(data))["ก"]["A1"]
    assert (cell.value, cell.data_type, cell.hyperlink) == ("".join(texts), "s", None)
    with ZipFile(io.BytesIO(data)) as archive:
        assert b"x005F" not in archive.read("xl/sharedStrings.xml")  # Excel would show it


@pytest.mark.parametrize("text", ["<r></r>", "<r><t>ก</t></r>", "<r>\n&</r>"])
def test_no_text_passes_for_a_run_of_the_library(text: str) -> None:
    book, tab = sheet()
    tab.text((1, 1), text)
    tab.redlined((2, 1), (Piece(ADDED, text),))
    tab.redlined((3, 1), (Piece(KEPT, text), Piece(ADDED, text)))
    tab.link((4, 1), text, ("ก", (1, 1)))
    rows = openpyxl.load_workbook(io.BytesIO(book.finished()))["ก"].iter_rows(values_only=True)
    assert [str(row[0]).rstrip(" ") for row in rows] == [text, text, text + text, text]


def test_pieces_too_long_together_are_refused_by_cell() -> None:
    _, tab = sheet()
    half = schema.MAX_CELL_TEXT // 2
    tab.redlined((2, 3), (Piece(DELETED, "ก" * half), Piece(ADDED, "ข" * half)))
    with pytest.raises(CannotWriteError) as refusal:
        tab.redlined((2, 3), (Piece(DELETED, "ก" * half), Piece(ADDED, "ข" * (half + 2))))
    assert "C2" in refusal.value.words.th


def test_the_librarys_refusal_is_an_error() -> None:
    _, tab = sheet()
    with pytest.raises(ValueError, match="refused"):
        tab.redlined((1_048_577, 1), CHANGED)


@pytest.mark.parametrize(("kind", "letters"), [(DELETED, Role.DELETED), (ADDED, Role.ADDED)])
def test_rows_are_high_enough_for_all_that_is_seen(kind: PieceKind, letters: Role) -> None:
    text = "ทบทวนคู่มือ ติดประกาศ " * 8
    look, width = style.marked(Role.TEXT, letters), column_points(42)
    plain = row_height([(text, width, LOOKS[Role.TEXT])])
    assert (row_height([(text, width, look)]) > plain) == (kind is ADDED)  # bold letters are wider
    book, tab = sheet()
    tab.column(1, 42)
    tab.redlined((1, 1), (Piece(KEPT, text[:40]), Piece(kind, text[40:])))
    rows = openpyxl.load_workbook(io.BytesIO(book.finished()))["ก"].row_dimensions
    assert rows[1].height == row_height([(text, width, look)])


@pytest.mark.parametrize("mark", [Role.DELETED, Role.ADDED])
def test_marks_can_be_read_on_every_fill_and_without_colour(mark: Role) -> None:
    framed = [role for role, look in LOOKS.items() if look.frame is not Frame.NONE]
    for role in framed:
        look = style.marked(role, mark)
        assert look.strike or (look.underline and look.bold)
        assert contrast(look.ink, look.fill or style.WHITE) >= 4.5


def test_the_same_pieces_give_the_same_bytes() -> None:
    assert written(CHANGED) == written(CHANGED)


@pytest.mark.office
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    home = office_home(tmp_path / "home")
    source = tmp_path / "marks.xlsx"
    source.write_bytes(written(CHANGED))
    again = converted(source, "xlsx", home).read_bytes()
    assert [run[:1] + run[3:6] for run in seen(again)] == [
        run[:1] + run[3:6] for run in seen(source.read_bytes())
    ]
    with ZipFile(io.BytesIO(again)) as archive:
        assert "xl/sharedStrings.xml" in archive.namelist()
