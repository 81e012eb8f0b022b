"""Every version of the template stays readable: one stored workbook a version, read as it stands.

Version 1 holds the sample year 2568; version 2 added last year's verdict and the relation to last year, a
suggestion beside a weak point, and the sheet of waivers.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ita_sheets import schema
from ita_sheets.assess import assess
from ita_sheets.model import Reading
from ita_sheets.reader import read_workbook

DATA = Path(__file__).parent / "data"
SAMPLE = Path(__file__).parents[1] / "workbook_templates" / "samples" / "ITA2568_ตัวอย่าง.xlsx"
ADDED = {2: {"previous_verdict", "relation", "suggestion"}}


def texts(reading: Reading, without: set[str]) -> list[list[str]]:
    """Every text of the report, record by record."""
    return [
        [record.entry(column).raw for column in sheet.columns if column.key not in without]
        for sheet in schema.SHEETS
        for record in reading.report.records(sheet)
    ]


def test_every_version_that_is_read_is_stored() -> None:
    stored = {int(path.stem.removeprefix("template_v")) for path in DATA.glob("template_v*.xlsx")}
    assert stored | {schema.TEMPLATE_VERSION} == set(schema.VERSIONS_READ)


@pytest.mark.parametrize("version", [v for v in schema.VERSIONS_READ if v != schema.TEMPLATE_VERSION])
def test_an_older_version_reads_as_the_newest(version: int) -> None:
    old, new = read_workbook(DATA / f"template_v{version}.xlsx"), read_workbook(SAMPLE)
    later = {key for since, keys in ADDED.items() if since > version for key in keys}
    assert old.template_version == version
    assert texts(old, later) == texts(new, later)
    assert [(odd.kind, odd.facts) for odd in old.oddities] == [(odd.kind, odd.facts) for odd in new.oddities]


@pytest.mark.parametrize("version", [v for v in schema.VERSIONS_READ if v != schema.TEMPLATE_VERSION])
def test_an_older_version_has_the_same_findings(version: int) -> None:
    old, new = assess(read_workbook(DATA / f"template_v{version}.xlsx")), assess(read_workbook(SAMPLE))
    found = [[(item.code, item.field, item.value) for item in checked.findings] for checked in (old, new)]
    assert sorted(found[0], key=str) == sorted(found[1], key=str)
