"""The first real input: import, check and convert must find what is there, and nothing else.

The report lies outside the project (`shared/seed`, beside the checkout); where it is not there the tests are
skipped. It is read, never copied: expectations name places and counts, not its sentences.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ita_sheets import rules, schema
from ita_sheets.assess import assess
from ita_sheets.fiscal import FiscalYear
from ita_sheets.importer import Imported, import_report
from ita_sheets.model import Checked, Verdict
from ita_sheets.reader import read_workbook
from ita_sheets.render.template import template
from ita_sheets.results import made_on

SEED = Path(__file__).resolve().parents[2] / "shared" / "seed" / "000_9ed9cbf621fb5477.txt"
pytestmark = pytest.mark.skipif(not SEED.is_file(), reason="the seed report is not beside this checkout")

M, W, A, S = (sheet.tab.th for sheet in (schema.MEASURES, schema.WEAK_POINTS, schema.AGENCY, schema.SOURCE))
EXPECTED = sorted(
    [
        ("ITA203", f"{A}!C9"),  # the period starts after its end
        ("ITA207", f"{A}!C8"),  # the analysis of 2567 for the measures of 2567
        ("ITA208", f"{M}!F10"),  # the agency's kind spelled two ways, with two places of the source text
        ("ITA320", f"{S}!B23"),  # a Lao letter in a name
        ("ITA324", f"{S}!B25"),  # a footnote mark
        *(("ITA310", f"{M}!D{row}") for row in (6, 7, 13, 14, 15, 16)),
        *(("ITA311", f"{M}!E{row}") for row in (6, 7, 8, 9, 10, 12, 13, 15, 16)),
        *(("ITA321", f"{M}!{cell}") for cell in ("E15", "F15", "E16", "F16")),
        *(("ITA322", f"{M}!{cell}") for cell in ("D9", "E15", "F15")),
        *(("ITA323", f"{M}!{cell}") for cell in ("D13", "D14", "E13", "F13")),
        *(("ITA333", f"{M}!F{row}") for row in (6, 7, 8, 9, 11, 12, 13, 14, 15, 16)),
        ("ITA335", f"{M}!F10"),
        ("ITA409", f"{M}!F10"),  # publicity channels, where the measure is an online service
        # no steps, no unit, no period anywhere: said once for each column, at its header
        *(
            (code, f"{M}!{column}5")
            for code, column in (("ITA340", "H"), ("ITA341", "G"), ("ITA342", "I"), ("ITA342", "J"))
        ),
        ("ITA402", f"{W}!A6"),
        ("ITA403", f"{W}!A8"),
        *(("ITA405", f"{M}!C{row}") for row in (6, 7, 8, 9, 10, 13, 14, 15, 16)),
    ]
)


@pytest.fixture(scope="module")
def imported() -> Imported:
    return import_report(SEED, FiscalYear(2567))


@pytest.fixture(scope="module")
def seed(imported: Imported, tmp_path_factory: pytest.TempPathFactory) -> Checked:
    year = FiscalYear(2567)
    path = tmp_path_factory.mktemp("seed") / "ITA2567.xlsx"
    path.write_bytes(template(year, imported.report, created=made_on(year)))
    return assess(read_workbook(path))


def test_import_places_all_measures_letter_for_letter(imported: Imported) -> None:
    rows = [line.split("\t") for line in SEED.read_text("utf-8").splitlines() if line.count("\t") == 2]
    rows = [row for row in rows if not row[0].startswith("มาตรการ/")]
    assert len(rows) == 11
    for measure, (title, action, outcome) in zip(imported.report.measures, rows, strict=True):
        number, text = measure.number.raw, measure.measure.raw
        assert title == f"{number}. {text}"
        assert (measure.action.raw, measure.outcome.raw) == (action, outcome)


def test_import_proposes_the_known_indicators(imported: Imported) -> None:
    found = [measure.indicator.value for measure in imported.report.measures]
    assert found == [1, 1, 8, 8, 8, 7, 7, 4, 5, 5, 5]


def test_the_verdicts(seed: Checked) -> None:
    expected = [Verdict.RESTATED] * 4 + [Verdict.STATED] + [Verdict.RESTATED] * 6
    assert [item.judgement.verdict for item in seed.judged] == expected
    copies = [item.measure.row for item in seed.judged if item.judgement.certainty == "copy"]
    assert set(copies) >= {4, 7, 9, 11}


def test_check_finds_each_fault_and_no_other(seed: Checked) -> None:
    found = sorted((item.code, f"{item.at.sheet}!{item.at.cell}") for item in seed.findings)
    assert found == EXPECTED


def test_a_spelling_is_one_finding_with_all_its_places(seed: Checked) -> None:
    found = next(item for item in seed.findings if item.code == "ITA208")
    assert [f"{place.sheet}!{place.cell}" for place in found.also] == [f"{S}!B28", f"{S}!B32"]
    assert found.facts["count"] == 3


def test_the_foreign_letter_is_named_and_no_word_guessed(seed: Checked) -> None:
    found = next(item for item in seed.findings if item.code == "ITA320")
    assert found.facts["code_point"] == "U+0EB0"
    assert "LAO" in rules.message(found).th
