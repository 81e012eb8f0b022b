"""The rules by family, and `check`, which runs them all over one reading.

Families by the first digit of the code: 1 file and workbook, 2 agency and year, 3 one measure, 4 across
measures and scores, 6 an import. Rules only look; they read no file and change nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_sheets.model import Finding, Severity
from ita_sheets.rules import across, agency, importing, measure, wording, workbook
from ita_sheets.rules.catalogue import CATALOGUE, Case, fix, message, where
from ita_sheets.rules.importing import check_import

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ita_sheets.model import Judged, Place, Reading

__all__ = ["CATALOGUE", "check", "check_import", "fix", "message", "to_act_on", "where"]

_FAMILIES = (workbook, agency, measure, wording, across, importing)  # imported for their declarations
_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def check(reading: Reading, judged: tuple[Judged, ...], ignore: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Every finding on one reading, the most important first, then by sheet, row and column.

    `ignore` names codes to leave out. A cell whose content cannot be known (an error, a formula without a
    result, a merge) gives its own finding and no other.
    """
    case = Case(reading, judged)
    ignored = set(ignore)
    rules = [
        rule
        for code, rule in sorted(CATALOGUE.items())
        if code not in ignored and not code.startswith(importing.FAMILY)
    ]
    found = [(rule, finding) for rule in rules for finding in rule.findings(case)]
    blocked = {place for rule, finding in found if rule.blocks for place in (finding.at, *finding.also)}
    kept = [finding for rule, finding in found if rule.blocks or finding.at not in blocked]
    return tuple(sorted(kept, key=_order))


def to_act_on(findings: Iterable[Finding]) -> bool:
    """Whether anything but notes is among them."""
    return any(finding.severity is not Severity.NOTE for finding in findings)


def _order(finding: Finding) -> tuple[int, str, str, int, str, str]:
    return _WEIGHT[finding.severity], finding.code[:4], *_cell_order(finding.at), finding.code


def _cell_order(place: Place) -> tuple[str, int, str]:
    cell = place.cell or ""
    letters = cell.rstrip("0123456789")
    row = cell[len(letters) :]
    return place.sheet or "", int(row or 0), f"{len(letters)}{letters}"
