"""Checked workbooks as tidy tables for analysts: one row a measure, a score, a finding.

Needs the extra `analysis` (pandas). Every table names file and cell, so a number can be traced.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from ita_sheets import rules, schema
from ita_sheets.score_years import own_scores

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ita_sheets.model import Checked, Place


_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # OWASP's list


def measures(checked: Iterable[Checked]) -> pd.DataFrame:
    """One row a measure: agency, year, the template's columns by key (as text), verdict, overlap, place."""
    return pd.DataFrame(
        [
            {
                **_source(item),
                "row": judged.measure.row,
                **{column.key: judged.measure.entry(column).text for column in schema.MEASURES.columns},
                "indicator": judged.measure.indicator.value,
                "verdict": str(judged.judgement.verdict),
                "is_gap": judged.judgement.verdict.is_gap,
                "overlap": judged.judgement.overlap,
                "evidence": len(judged.judgement.evidence),
                **_at(judged.measure.where(schema.OUTCOME)),
            }
            for item in checked
            for judged in item.judged
        ]
    )


def scores(checked: Iterable[Checked]) -> pd.DataFrame:
    """One row a score of the year reported on: agency, year, indicator 1-10, instrument, score 0-100."""
    return pd.DataFrame(
        [
            {
                **_source(item),
                "indicator": number,
                "instrument": str(schema.indicator(number).instrument),
                "score": score,
            }
            for item in checked
            for number, score in own_scores(item.reading.report).items()
        ]
    )


def findings(checked: Iterable[Checked]) -> pd.DataFrame:
    """One row a finding: agency, year, code, severity, column key, Thai sentence, place."""
    return pd.DataFrame(
        [
            {
                **_source(item),
                "code": found.code,
                "severity": str(found.severity),
                "field": found.field,
                "message": rules.message(found).th,
                **_at(found.at),
            }
            for item in checked
            for found in item.findings
        ]
    )


def csv(table: pd.DataFrame) -> bytes:
    """A table as CSV for Excel: UTF-8 with a mark, and an apostrophe before what it would take for a formula.

    Pandas' own `to_csv` writes the bare text, and its `to_excel` even a formula.
    """
    return table.map(_as_text).to_csv(index=False).encode("utf-8-sig")


def _as_text(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def _source(item: Checked) -> dict[str, Any]:
    report = item.reading.report
    return {
        "file": item.reading.file.name,
        "agency": report.agency.name.text,
        "year": report.year.be if report.year else None,
    }


def _at(place: Place) -> dict[str, str | None]:
    return {"sheet": place.sheet, "cell": place.cell}
