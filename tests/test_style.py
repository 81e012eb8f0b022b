"""Looks that can be read, and rows high enough for their text."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest
from filled_report import MEASURES
from hypothesis import given
from hypothesis import strategies as st
from office import converted, office_home

from ita_sheets import schema
from ita_sheets.render import style
from ita_sheets.render.heights import MAX_HEIGHT, column_points, line_height, lines, row_height
from ita_sheets.render.style import LOOKS, Align, Look, Role
from ita_sheets.texts import Words
from ita_sheets.texts import template as texts

DRAWN = {Role.GRID, Role.SHADED, Role.MISSING, Role.MISSING_NOW, Role.COPIED}


def luminance(colour: str) -> float:
    """WCAG 2 relative luminance of RRGGBB."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("role", Role)
def test_every_role_can_be_read(role: Role) -> None:
    look = LOOKS[role]
    assert look.properties()["font_name"] == style.FONT == "TH Sarabun New"
    assert look.size >= 14
    for background in (look.fill or style.WHITE, look.hatch):
        assert background is None or contrast(look.ink, background) >= 4.5


def test_numbers_stand_right_and_texts_left() -> None:
    numbers = {role for role, look in LOOKS.items() if look.number not in (None, "@")}
    assert {Role.NUMBER, Role.SCORE, Role.CHANGE, Role.INPUT_AMOUNT, Role.FIELD_SCORE} <= numbers
    in_tables = {role for role in numbers if LOOKS[role].size <= style.SIZE}
    assert {LOOKS[role].align for role in in_tables} == {Align.RIGHT}
    for role in (Role.TEXT, Role.BODY, Role.INPUT, Role.FIELD, Role.GIVEN):
        assert LOOKS[role].align is Align.LEFT
        assert LOOKS[role].wrap
        assert not LOOKS[role].middle


def test_no_condition_speaks_by_colour_alone() -> None:
    loud = [LOOKS[role] for role in DRAWN - {Role.GRID, Role.SHADED}]
    assert all(look.hatch or look.italic for look in loud)


def test_conditions_leave_the_font_alone() -> None:
    for role in DRAWN:
        assert not {"font_name", "font_size"} & LOOKS[role].condition().keys()


# --- heights ----------------------------------------------------------------------------------------------

BODY = Look()


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 20, 1),
        ("สั้น", 20, 1),
        ("ก\nข\nค", 20, 3),
        ("ที่นี้มีสระและวรรณยุกต์", 20, 1),  # marks have no width
        ("ก" * 60, 20, 6),  # ten stay together: 62 pt of 100
        ("word " * 10, 20, 4),
        ("https://www.example.go.th/" + "a" * 40, 20, 4),
        ("漢" * 12, 20, 2),
        ("a" + " " * 200 + "b", 20, 2),  # spaces at a line's end hang over
    ],
)
def test_lines(text: str, width: float, expected: int) -> None:
    assert lines(text, column_points(width), BODY) == expected


def test_a_text_that_is_not_wrapped_takes_one_line() -> None:
    assert lines("ก" * 500, 30, LOOKS[Role.TITLE]) == 1


def test_bold_text_needs_more_room() -> None:
    text = "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน " * 20
    assert lines(text, 150, Look(bold=True)) > lines(text, 150, BODY)


def test_height_is_that_of_the_highest_cell() -> None:
    cells = [("ก", 100.0, BODY), ("ก\nข", 100.0, BODY), ("ก", 100.0, LOOKS[Role.FIGURE])]
    assert row_height(cells[:1]) == 21 + 3
    assert row_height(cells[:2]) == 2 * 21 + 3
    assert row_height(cells[2:]) == line_height(LOOKS[Role.FIGURE]) + 3 > row_height(cells[:1])
    assert row_height([]) == 0


def test_height_never_passes_excels_limit() -> None:
    assert row_height([("ก\n" * 100, 100.0, BODY)]) == MAX_HEIGHT


@given(st.text(), st.floats(10, 400))
def test_any_text_has_lines(text: str, width: float) -> None:
    assert lines(text, width, BODY) >= 1 + text.count("\n")


# --- against LibreOffice ----------------------------------------------------------------------------------

FODS_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<style:style style:name="r" style:family="table-row"><style:table-row-properties
 style:use-optimal-row-height="true"/></style:style>
<style:style style:name="c" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap"
 fo:padding="0pt"/><style:text-properties style:font-name="TH Sarabun New" fo:font-family="TH Sarabun New"
 style:font-family-complex="TH Sarabun New" fo:font-size="16pt" style:font-size-complex="16pt"/></style:style>
"""


def office_text(text: str) -> str:
    """A cell's text as paragraphs."""
    return "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))


def fods(samples: list[str], widths: list[float]) -> str:
    """A sheet for each width (characters), a row for each text."""
    columns = [
        f'<style:style style:name="w{width:g}" style:family="table-column"><style:table-column-properties'
        f' style:column-width="{column_points(width):g}pt"/></style:style>'
        for width in widths
    ]
    rows = "".join(
        '<table:table-row table:style-name="r"><table:table-cell table:style-name="c"'
        f' office:value-type="string">{office_text(text)}</table:table-cell></table:table-row>'
        for text in samples
    )
    tables = [
        f'<table:table table:name="w{width:g}"><table:table-column table:style-name="w{width:g}"/>{rows}'
        "</table:table>"
        for width in widths
    ]
    body = ["</office:automatic-styles><office:body><office:spreadsheet>", *tables]
    return "".join([FODS_HEAD, *columns, *body, "</office:spreadsheet></office:body></office:document>"])


def thai_samples() -> list[str]:
    """Texts of the kind that fills the workbooks."""
    found = {column.prompt.th for sheet in schema.SHEETS for column in sheet.columns if column.prompt}
    found |= {value.th for value in vars(texts).values() if isinstance(value, Words)}
    found |= {step.th for step in texts.STEPS}
    found |= {value for row in MEASURES for value in row.values() if isinstance(value, str)}
    return sorted(found)


@pytest.mark.office
def test_rows_are_as_high_as_libreoffice_wants(tmp_path: Path) -> None:
    home = office_home(tmp_path / "home")
    measure = "\n".join("ก" * 10)  # ten lines, for the height that one takes in the font at hand
    samples, widths = [measure, *thai_samples()], [18.0, 26.0, 38.0, 46.0]
    source = tmp_path / "heights.fods"
    source.write_text(fods(samples, widths), encoding="utf-8")
    book = openpyxl.load_workbook(converted(source, "xlsx", home))
    clipped, extra, total = [], 0, 0
    for width in widths:
        sheet = book[f"w{width:g}"]
        one = sheet.row_dimensions[1].height / 10
        for row, text in enumerate(samples, 1):
            wanted = round(sheet.row_dimensions[row].height / one)
            guessed = lines(text, column_points(width), BODY)
            total, extra = total + wanted, extra + guessed - wanted
            if guessed < wanted:
                clipped.append((width, wanted, guessed, text))
    assert total > 2 * len(samples), "LibreOffice fitted no row"
    assert len(clipped) <= 0.003 * len(samples) * len(widths), clipped
    assert 0 <= extra <= 0.1 * total
