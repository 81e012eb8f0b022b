"""From a reading to a checked workbook, and from checked workbooks to agencies with their years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_sheets import outcomes, rules, schema, thai
from ita_sheets.model import AgencyYears, Checked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ita_sheets.model import Reading


def assess(reading: Reading, ignore: Iterable[str] = ()) -> Checked:
    """Judge every outcome of a reading and run the rules over it; `ignore` names codes to leave out."""
    judged = outcomes.judge_report(reading.report)
    return Checked(reading, judged, rules.check(reading, judged, ignore))


def by_agency(checked: Iterable[Checked]) -> tuple[AgencyYears, ...]:
    """The workbooks grouped by agency, in order of name; each agency's by fiscal year, then by file name.

    Spaces, digits' script and the known misspellings of an agency's kind make no other agency. A workbook
    without a name makes an agency with a blank name.
    """
    groups: dict[str, list[Checked]] = {}
    for item in checked:
        groups.setdefault(_key(_name(item)), []).append(item)
    agencies = (AgencyYears(_name(items[0]), tuple(sorted(items, key=_age))) for items in groups.values())
    return tuple(sorted(agencies, key=lambda agency: agency.name))


def _name(checked: Checked) -> str:
    return checked.reading.report.agency.name.text


def _key(name: str) -> str:
    name = thai.tidy(name)
    for wrong, right in schema.AGENCY_KINDS_MISSPELLED:
        name = name.replace(wrong, right)
    return thai.fold(name)


def _age(checked: Checked) -> tuple[int, str]:
    year = checked.reading.report.year
    return (year.be if year else 0), checked.reading.file.name
