"""Agencies of several years, linked and judged by the program itself, for tests of what is shown."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import pairwise
from typing import Any

import agencies
import build_templates
import factory
from agencies import NAME, checked
from sample_reports import SAMPLES

from ita_sheets import schema
from ita_sheets.assess import assess_all
from ita_sheets.changes import AgencyYears, Answer, Reply, Step
from ita_sheets.entries import blank
from ita_sheets.linking import fingerprint, link
from ita_sheets.model import Checked, Measure, Reading, Refused, Report, SourceFile
from ita_sheets.outcomes import judge_report
from ita_sheets.reader import read_workbook
from ita_sheets.render.comparison import comparison
from ita_sheets.texts import Lang

Pairs = Mapping[tuple[str, str], bool]


def linked(
    years: Sequence[Checked], *, pairs: Pairs | None = None, answers: Sequence[Answer] = (), name: str = NAME
) -> AgencyYears:
    """The years, oldest first, with a step from each to the next."""
    steps = [_step(before, now, pairs or {}) for before, now in pairwise(years)]
    return AgencyYears(name, tuple(years), tuple(steps), tuple(answers))


def _step(before: Checked, now: Checked, pairs: Pairs) -> Step:
    earlier, later = before.reading.report, now.reading.report
    assert earlier.year
    assert later.year
    return Step(earlier.year, later.year, link(earlier.measures, later.measures, pairs))


@cache
def samples() -> AgencyYears:
    """The three sample years, whose measures carry their ids."""
    return linked(tuple(map(_judged, _reports())), name=SAMPLES[0].report.agency.name.text)


@cache
def sample_files() -> tuple[AgencyYears, dict[str, str]]:
    """The sample years as read from their workbooks, and where these lie from what `convert` writes."""
    files = sorted((build_templates.FOLDER / "samples").glob("*.xlsx"))
    (agency,) = assess_all(read_workbook(path) for path in files)
    return agency, {path.name: f"../{path.name}" for path in files}


@cache
def samples_without_ids() -> AgencyYears:
    """The sample years as old files have them: what belongs together is known from the texts alone."""
    years = tuple(_judged(replace(r, measures=tuple(map(_without_id, r.measures)))) for r in _reports())
    return linked(years, name=SAMPLES[0].report.agency.name.text)


def _reports() -> list[Report]:
    return [sample.report for sample in SAMPLES]


def _judged(report: Report) -> Checked:
    name = f"ITA{report.year}.xlsx"
    placed = replace(report, measures=tuple(_placed(measure, name) for measure in report.measures))
    source = SourceFile(name, hashlib.sha256(name.encode()).hexdigest(), 1000)
    return Checked(Reading(source, schema.TEMPLATE_VERSION, placed, ()), judge_report(placed), ())


def _placed(measure: Measure, file: str) -> Measure:
    """The measure as read from a file: what the sample's source is called is of no interest here."""
    at = measure.outcome.at
    place = dataclasses.replace(at, file=file, sheet=schema.MEASURES.tab.th, cell=f"F{measure.row + 5}")
    return replace(measure, outcome=replace(measure.outcome, at=place))


def _without_id(measure: Measure) -> Measure:
    gone = {column.key: blank(measure.where(column)) for column in (schema.MEASURE_ID, schema.PREVIOUS_ID)}
    return replace(measure, **gone)  # type: ignore[arg-type]


def many(measures: int, years: Sequence[int] = (2566, 2567, 2568)) -> AgencyYears:
    """An agency of so many measures a year, every third in other words from year to year."""
    return linked([checked(year, [_measure(n, year) for n in range(1, measures + 1)]) for year in years])


def _measure(number: int, year: int) -> dict[str, Any]:
    base = agencies.MEASURES_2567[number % len(agencies.MEASURES_2567)]
    village = f"{base['measure']} ณ หมู่ที่ {number}"
    added = f" และรายงานผลรอบที่ {year % 10}" if number % 3 == 0 else ""
    return {**base, "number": str(number), "measure": village + added}


def row(text: str, outcome: str = "", **more: Any) -> dict[str, Any]:
    """A measure of that wording and outcome."""
    return {"measure": text, "action": f"ดำเนินงานเรื่อง{text}ตามแผน", "outcome": outcome, **more}


RESULT, AGAIN = "ผู้เข้าร่วม 56 คน ณ ศาลาประชาคมบ้านโคกสมมติ", "ผู้เข้าร่วม 71 คน ณ ศาลาประชาคมบ้านโคกสมมติ"
TRAINING, WEBSITE = "อบรมเจ้าหน้าที่ผู้ให้บริการ", "ปรับปรุงเว็บไซต์ของหน่วยงาน"
HOTLINE, GIFTS = "เปิดสายด่วนรับเรื่องร้องเรียน", "ประกาศนโยบายไม่รับของขวัญ"
# Alike but for a figure: a pair that a person is asked about.
PROPOSED = tuple(row(f"อบรมเจ้าหน้าที่เรื่องการให้บริการประชาชน {n} ครั้ง", RESULT) for n in (6, 12))


def two(then: Sequence[dict[str, Any]], now: Sequence[dict[str, Any]], **more: Any) -> AgencyYears:
    """The years 2567 and 2568 with these measures."""
    return linked([checked(2567, then), checked(2568, now)], **more)


def answered(agency: AgencyYears, step: int, rows: tuple[int, int], **more: Any) -> Answer:
    """A person's answer on the measures in these rows of a step."""
    years = agency.steps[step]
    texts = [
        next(item.measure for item in file.judged if item.measure.row == row)
        for row, year in zip(rows, (years.earlier, years.later), strict=True)
        for file in agency.years
        if file.reading.report.year == year
    ]
    return Answer(
        f"{years.earlier}-{years.later}",
        fingerprint(texts[0]),
        fingerprint(texts[1]),
        earlier_text=texts[0].measure.text,
        later_text=texts[1].measure.text,
        **more,
    )


def given_no(agency: AgencyYears) -> Answer:
    """An answer to a pair of the older step."""
    place = agency.years[0].judged[0].measure.measure.at
    return answered(agency, 0, (1, 1), reply=Reply.NO, other="", at=place)


def asked(agency: AgencyYears) -> int:
    """How many proposals a person is asked about."""
    return sum(str(link.band) == "confirm" for step in agency.steps for link in step.linked.links)


# --- what is written ------------------------------------------------------------------------------

CREATED = datetime(2026, 11, 2)


def written(agency: AgencyYears, lang: Lang = Lang.TH, refused: Sequence[Refused] = ()) -> bytes:
    """The comparison workbook."""
    return comparison(agency, lang=lang, created=CREATED, refused=refused)


def table(book: Any, sheet: schema.Sheet = schema.YEAR_OVER_YEAR) -> list[dict[str, Any]]:
    """The rows below the header: cells by their column's head."""
    spot = factory.Spot(book, sheet)
    heads = [str(cell.value).replace("\n", " ") for cell in spot.sheet[spot.key_row + 1]]
    rows = spot.sheet.iter_rows(min_row=spot.key_row + 2)
    return [dict(zip(heads, cells, strict=True)) for cells in rows if cells[0].value]


def fill(cell: Any) -> str | None:
    """The colour of a cell's ground, None for none."""
    return str(cell.fill.fgColor.rgb)[2:] if cell.fill.patternType == "solid" else None
