"""The sheets that compare years: what they say, where people answer, and that the answers come back."""

from __future__ import annotations

import io
import os
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import agencies
import factory
import linked_years
import office
import pytest
from agencies import opened
from linked_years import answered
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock

from ita_sheets import schema
from ita_sheets.answers import holds_answers, read_answers
from ita_sheets.changes import AgencyYears, Reply
from ita_sheets.grid import open_book
from ita_sheets.render.comparison import comparison
from ita_sheets.render.summary import summary
from ita_sheets.texts import Lang
from ita_sheets.texts import years as words

CREATED = datetime(2026, 11, 2)
GOLDEN = Path(__file__).parent / "golden"
REWRITE = "ITA_SHEETS_REWRITE_GOLDEN"  # set this variable to write the golden files anew
MARKED_COLUMN = "F"
YEARS_TAB, HISTORY_TAB, ANSWERS_TAB = (
    schema.YEAR_OVER_YEAR.tab.th,
    words.HISTORY_TAB.th,
    schema.ANSWERS.tab.th,
)


def written(agency: AgencyYears, lang: Lang = Lang.TH) -> bytes:
    return comparison(agency, lang=lang, created=CREATED)


def texts_alone() -> AgencyYears:
    """The samples without ids, so that there are proposals to answer."""
    return linked_years.samples_without_ids()


def asked(agency: AgencyYears) -> int:
    return sum(str(link.band) == "confirm" for step in agency.steps for link in step.linked.links)


# --- what they say --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "agency"), [("years", linked_years.samples()), ("years_without_ids", texts_alone())]
)
def test_every_cell_is_as_expected(name: str, agency: AgencyYears) -> None:
    found, path = agencies.dump(written(agency)), GOLDEN / f"{name}.txt"
    if os.environ.get(REWRITE):
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")


def test_the_same_bytes_every_time() -> None:
    assert written(texts_alone()) == written(texts_alone())


@pytest.mark.parametrize("write", [written, lambda agency: summary(agency, lang=Lang.TH, created=CREATED)])
def test_tables_can_be_sorted_and_filtered(write: Any) -> None:
    data = write(texts_alone())
    assert not [xml for xml in agencies.sheet_parts(data) if re.search(r"<f[ >/]", xml)]
    book = opened(data)
    for name in (YEARS_TAB, HISTORY_TAB):
        tab = book[name]
        head = int(re.findall(r"\d+", tab.auto_filter.ref)[0])
        assert tab.freeze_panes in (f"A{head + 1}", f"B{head + 1}")
        assert tab.print_title_rows == f"${head}:${head}"
        assert not [area for area in tab.merged_cells.ranges if area.max_row >= head]


def test_wording_is_marked_where_it_changed() -> None:
    book = load_workbook(io.BytesIO(written(linked_years.samples())), rich_text=True)
    cells = [cell.value for row in book[YEARS_TAB].iter_rows() for cell in row]
    marked = [value for value in cells if isinstance(value, CellRichText)]
    fonts = [piece.font for text in marked for piece in text if isinstance(piece, TextBlock)]
    assert len(marked) == 6  # two reworded measures, two parts of one, two that became one
    assert any(font.strike for font in fonts)
    assert any(font.u for font in fonts)


def test_english_has_thai_only_where_the_office_wrote_it() -> None:
    agency = texts_alone()
    typed = agencies.typed_text(agency)
    for tab in opened(written(agency, Lang.EN)):
        for row in tab.iter_rows():
            for cell in row:
                if tab.title == schema.YEAR_OVER_YEAR.tab.en and cell.column_letter == MARKED_COLUMN:
                    continue  # both wordings run together, with marks
                for run in re.findall("[\u0e00-\u0e7f]{3,}", str(cell.value or "")):
                    assert run in typed, (tab.title, cell.coordinate, cell.value)


def test_one_year_alone_has_nothing_to_compare() -> None:
    agency = linked_years.linked(texts_alone().years[:1])
    assert {YEARS_TAB, HISTORY_TAB, ANSWERS_TAB}.isdisjoint(opened(written(agency)).sheetnames)


# --- where people answer --------------------------------------------------------------------------


def test_a_drop_down_stands_on_every_row() -> None:
    tab = opened(written(texts_alone()))[YEARS_TAB]
    (area,) = [rule.sqref for rule in tab.data_validations.dataValidation if rule.type == "list"]
    spot = factory.Spot(opened(written(texts_alone())), schema.YEAR_OVER_YEAR)
    first = spot.key_row + 2
    assert str(area) == f"L{first}:L{tab.max_row}"


def reply_in(book: Any, agency: AgencyYears) -> list[tuple[str, str, Reply, str]]:
    """Type an answer beside every proposal; what must come back."""
    spot = factory.Spot(book, schema.YEAR_OVER_YEAR)
    column = {key: position for key, (_, position) in spot.columns.items()}
    expected = []
    replies = [("ใช่", "", Reply.YES), ("ไม่ใช่", "", Reply.NO), ("จับคู่กับข้ออื่น", "ข้อ ๕", Reply.OTHER)]
    rows = [row for row in spot.sheet.iter_rows(min_row=spot.key_row + 2) if "โปรดยืนยัน" in str(row[10].value)]
    for number, row in enumerate(rows):
        word, other, reply = replies[number % 3]
        row[column["reply"] - 1].value = word
        row[column["other"] - 1].value = other or None
        keys = [str(row[column[key] - 1].value) for key in ("earlier", "later")]
        expected.append((keys[0], keys[1], reply, other))
    assert len(expected) == asked(agency) >= 3
    return expected


@pytest.mark.parametrize("through_office", [False, True], ids=["as_saved", "saved_by_libreoffice"])
def test_answers_come_back_as_they_were_given(through_office: bool, tmp_path: Path) -> None:
    agency = texts_alone()
    book = opened(written(agency))
    expected = reply_in(book, agency)
    path = tmp_path / "answered.xlsx"
    book.save(path)
    if through_office:
        path = office.converted(path, "xlsx", office.office_home(tmp_path / "home"))
    read = open_book(path)
    assert holds_answers(read)
    found = [(item.earlier, item.later, item.reply, item.other) for item in read_answers(read)]
    assert sorted(found) == sorted(expected)


def test_answers_given_are_listed_with_their_texts_and_may_be_changed(tmp_path: Path) -> None:
    agency = texts_alone()
    given = [
        answered(
            agency, 0, (1, 1), reply=Reply.NO, other="", at=agency.years[0].judged[0].measure.measure.at
        ),
        answered(
            agency, 1, (2, 2), reply=Reply.OTHER, other="3", at=agency.years[0].judged[0].measure.measure.at
        ),
    ]
    told = linked_years.linked(agency.years, answers=given, name=agency.name)
    path = tmp_path / "listed.xlsx"
    path.write_bytes(written(told))
    found = read_answers(open_book(path))
    keep = [(item.years, item.earlier, item.later, item.reply, item.other) for item in given]
    assert sorted((item.years, item.earlier, item.later, item.reply, item.other) for item in found) == sorted(
        keep
    )
    assert {item.earlier_text for item in found} == {item.earlier_text for item in given}
