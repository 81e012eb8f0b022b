"""The rules by family, and `check`, which runs them all over one reading.

Families by the first digit of the code: 1 file and workbook, 2 agency and year, 3 one measure, 4 across
measures and scores, 5 across years, 6 an import. Rules only look; they read no file and change nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_sheets.model import Finding, Severity
from ita_sheets.rules import (
    across,
    agency,
    completeness,
    consistency,
    importing,
    letters,
    measure,
    references,
    structure,
    waivers,
    wording,
    workbook,
    years,
)
from ita_sheets.rules.catalogue import CATALOGUE, Case, fix, header, message, where
from ita_sheets.rules.importing import check_import
from ita_sheets.rules.years import Years, check_years

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ita_sheets.changes import AgencyYears
    from ita_sheets.model import Judged, Place, Reading
    from ita_sheets.rules.catalogue import Rule

    _Found = tuple[Rule, Finding]

__all__ = [
    "CATALOGUE",
    "UNCLEAR_FILES",
    "Years",
    "across_years",
    "all_findings",
    "check",
    "check_import",
    "check_years",
    "fix",
    "header",
    "in_order",
    "is_across_years",
    "message",
    "to_act_on",
    "where",
]

_FAMILIES = (
    workbook,
    structure,
    agency,
    measure,
    completeness,
    consistency,
    references,
    letters,
    wording,
    across,
    waivers,
    years,
    importing,
)  # imported for their declarations
UNCLEAR_FILES = (years.TWICE, years.ELSEWHERE)  # where they are found, which file is meant is not known
_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def check(reading: Reading, judged: tuple[Judged, ...], ignore: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Every finding on one reading, the most important first, then by sheet, row and column.

    `ignore` names codes to leave out. A cell whose content cannot be known (an error, a formula without a
    result, a merge) gives its own finding and no other, and nothing is said that rests on it. What the
    office waives comes as a note.
    """
    ignored = frozenset(ignore)
    found = _found(Case(reading, judged), ignored, waivers.FAMILY, reverse=True)
    blocked = {place for rule, finding in found if rule.blocks for place in (finding.at, *finding.also)}
    kept = tuple(
        finding for rule, finding in found if rule.blocks or blocked.isdisjoint((finding.at, *finding.also))
    )
    kept = _once(kept)
    on_waivers = _found(Case(reading, judged, kept, ignored), ignored, waivers.FAMILY)
    kept = waivers.waived(kept, reading.report) + tuple(finding for _, finding in on_waivers)
    return in_order(kept)


def _found(case: Case, ignored: frozenset[str], family: str, *, reverse: bool = False) -> list[_Found]:
    """What the rules of a family find; with `reverse`, those of every other that looks at one workbook."""
    apart = (importing.FAMILY, years.FAMILY)
    return [
        (rule, finding)
        for code, rule in sorted(CATALOGUE.items())
        if code not in ignored and not code.startswith(apart) and code.startswith(family) is not reverse
        for finding in rule.findings(case)
    ]


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without repeats: a merged cell stands for several rows."""
    return tuple({(found.code, found.at, message(found).th): found for found in findings}.values())


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The most important first, then by sheet, row and column."""
    return tuple(sorted(findings, key=_order))


def all_findings(agency: AgencyYears) -> tuple[Finding, ...]:
    """The findings of an agency, file by file, and those outside of its files."""
    return (*(found for item in agency.years for found in item.findings), *agency.elsewhere)


def across_years(agency: AgencyYears) -> tuple[Finding, ...]:
    """The findings across an agency's years, in whichever file they stand."""
    return in_order(filter(is_across_years, all_findings(agency)))


def is_across_years(finding: Finding) -> bool:
    """Whether a finding came of several years, or says why a measure cannot be followed over them."""
    return finding.code.startswith(years.FAMILY) or finding.code == across.IDS_TWICE


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
