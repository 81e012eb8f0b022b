"""The overview's own parts: its sources, and the chart of scores that must cover no table."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import linked_years
import pytest
from agencies import NAME, checked, good, opened, two_years

from ita_sheets.changes import AgencyYears
from ita_sheets.render.summary import summary
from ita_sheets.texts import Lang
from ita_sheets.texts import summary as texts

SCORES: dict[str, Any] = {"now": [88.0] * 10, "before": [80.0] * 10}


def overview(agency: AgencyYears, lang: Lang = Lang.TH) -> Any:
    return opened(summary(agency, lang=lang, created=linked_years.CREATED))[texts.OVERVIEW_TAB[lang]]


def source_line(tab: Any, file: str) -> list[str]:
    (row,) = (row for row in tab.iter_rows() if row[0].value == file)
    return [str(cell.value) for cell in row[1:] if cell.value is not None]


def test_sources_are_named_with_the_time_they_state_and_their_sha256() -> None:
    agency = two_years()
    first, sha256 = agency.years[0], agency.years[0].reading.file.sha256
    assert source_line(overview(agency), "ITA2566.xlsx") == ["ไม่ระบุ", "2566", sha256]
    saved = datetime(2023, 10, 31, 17, 5)  # in UTC; in Thailand it was the next day
    file = replace(first.reading.file, saved=saved)
    dated = AgencyYears(NAME, (replace(first, reading=replace(first.reading, file=file)),))
    assert source_line(overview(dated), "ITA2566.xlsx") == ["1 พ.ย. 66 00:05 น.", "2566", sha256]
    assert source_line(overview(dated, Lang.EN), "ITA2566.xlsx")[0] == "2023-11-01 00:05"


def covered(tab: Any) -> list[Any]:
    """What stands in the cells that the sheet's only chart covers."""
    (chart,) = tab._charts
    first, last = chart.anchor._from, chart.anchor.to
    rows, columns = range(first.row + 1, last.row + 2), range(first.col + 1, last.col + 2)
    return [tab.cell(r, c).value for r in rows for c in columns if tab.cell(r, c).value is not None]


@pytest.mark.parametrize("years", [1, 2, 3, 6])
def test_the_newest_scores_are_drawn_beside_the_tables_and_cover_none(years: int) -> None:
    files = [checked(2563 + n, good(3), **SCORES) for n in range(years)]
    tab = overview(linked_years.linked(files))
    assert covered(tab) == []
    assert [series.tx.v for series in tab._charts[0].series] == [str(2562 + n) for n in range(years + 1)][-2:]


def test_no_scores_no_chart() -> None:
    assert overview(AgencyYears(NAME, (checked(2567, good(3)),)))._charts == []
