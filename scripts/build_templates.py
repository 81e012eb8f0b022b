"""Build the committed workbooks: the blank templates and the sample years.

    python scripts/build_templates.py            write them
    python scripts/build_templates.py --check    only compare them with what is committed

The sample years come from `workbook_templates/sample_years/YEAR.toml`: one invented office over three years.
The same input gives the same bytes, so what is committed can be compared as a whole.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the package runs from its folder

from ita_sheets import schema
from ita_sheets.entries import read_record
from ita_sheets.fiscal import FiscalYear
from ita_sheets.model import Agency, Measure, Place, Report, Score, Verdict, WeakPoint
from ita_sheets.texts.verdicts import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).resolve().parents[1] / "workbook_templates"
SOURCES = FOLDER / "sample_years"
BLANK_YEARS = (FiscalYear(2569), FiscalYear(2570))  # the year being reported on, and the one that has begun
CREATED = datetime(2026, 11, 2, 9, 0)  # in every workbook, so that bytes stay
ID_SEPARATOR = ", "  # between the ids a merged measure comes from


@dataclass(frozen=True, slots=True)
class SampleYear:
    """One sample year: its report, and by measure id the verdict its outcome is meant to have."""

    year: FiscalYear
    report: Report
    expected: dict[str, Verdict]


def sample_years() -> tuple[SampleYear, ...]:
    """The sample years, oldest first."""
    samples = []
    before: dict[str, dict[str, Any]] = {}  # last year's measures by id
    for path in sorted(SOURCES.glob("*.toml")):
        content = tomllib.loads(path.read_text("utf-8"))
        for measure in content["measures"]:
            _put_last_year_beside(measure, before)
        before = {measure["id"]: dict(measure) for measure in content["measures"]}
        samples.append(_sample_year(content))
    return tuple(samples)


def _put_last_year_beside(measure: dict[str, Any], before: dict[str, dict[str, Any]]) -> None:
    """What last year's report said and was worth; line by line where several measures were merged."""
    ids = measure.get(schema.PREVIOUS_ID.key, "").split(ID_SEPARATOR)
    came_from = [before[ref] for ref in ids if ref]
    measure[schema.PREVIOUS_OUTCOME.key] = "\n".join(earlier["outcome"] for earlier in came_from)
    verdicts = [NAMES[earlier["expect"]].th for earlier in came_from]
    measure[schema.PREVIOUS_VERDICT.key] = "\n".join(verdicts)


def _sample_year(content: dict[str, Any]) -> SampleYear:
    year = FiscalYear(content["agency"]["fiscal_year"])
    agency, _ = read_record(Agency, schema.AGENCY, content["agency"], _places(schema.AGENCY), year)
    measures = []
    expected = {}
    for row, values in enumerate(content["measures"], start=1):
        ref = values["id"]
        expected[ref] = Verdict(values.pop("expect"))
        places = _places(schema.MEASURES, row)
        measures.append(read_record(Measure, schema.MEASURES, values, places, year, row=row, ref=ref)[0])
    report = Report(
        year,
        agency,
        tuple(measures),
        tuple(
            read_record(WeakPoint, schema.WEAK_POINTS, values, _places(schema.WEAK_POINTS, row), year)[0]
            for row, values in enumerate(content["weak_points"], start=1)
        ),
        tuple(
            read_record(Score, schema.SCORES, values, _places(schema.SCORES, row), year)[0]
            for row, values in enumerate(content["scores"], start=1)
        ),
    )
    return SampleYear(year, report, expected)


def _places(sheet: schema.Sheet, row: int | None = None) -> Callable[[schema.Column], Place]:
    """Where a value stands in the source: the table, the entry's number and the key."""
    entry = sheet.key if row is None else f"{sheet.key}[{row}]"
    return lambda column: Place("sample", None, f"{entry}.{column.key}")


def workbooks() -> dict[Path, bytes]:
    """Every committed workbook by its path."""
    from ita_sheets.render.template import template

    blank = {FOLDER / f"ITA{year}_แบบรายงาน.xlsx": template(year, created=CREATED) for year in BLANK_YEARS}
    samples = {
        FOLDER / "samples" / f"ITA{sample.year}_ตัวอย่าง.xlsx": template(
            sample.year, sample.report, created=CREATED
        )
        for sample in sample_years()
    }
    return blank | samples


def outdated(built: dict[Path, bytes]) -> list[Path]:
    """The paths whose files are missing, differ from what is built, or should not be there."""
    differing = [path for path, data in built.items() if not path.is_file() or path.read_bytes() != data]
    return sorted(differing + [path for path in FOLDER.rglob("*.xlsx") if path not in built])


def main() -> int:
    """Write the workbooks, or with --check tell whether they are as they should be."""
    parser = argparse.ArgumentParser(description="Build the blank templates and the sample years.")
    parser.add_argument("--check", action="store_true", help="compare only; exit code 1 when a file differs")
    is_check = parser.parse_args().check
    built = workbooks()
    changed = outdated(built)
    for path in changed:
        if not is_check and path in built:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(built[path])
        does = "differs" if is_check else "written" if path in built else "is not built here, left as it is"
        print(f"{path.name!a}: {does}")
    print(f"{len(built)} workbooks, {len(changed)} changed")
    return 1 if is_check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
