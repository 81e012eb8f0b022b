"""From readings to agencies with their years: grouped, linked, judged and checked.

The years of one agency are looked at together: what last year's outcome said decides whether this year's
merely repeats it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from ita_sheets import linking, outcomes, rules, schema, thai
from ita_sheets.answers import decide, own_answers
from ita_sheets.changes import AgencyYears, Step
from ita_sheets.model import Checked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ita_sheets.changes import Answer
    from ita_sheets.fiscal import FiscalYear
    from ita_sheets.model import Finding, Reading


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run asks for.

    `ignore` are codes to leave out, `answers` what people said of links, `one_agency` whether all files are
    meant to be of one. `across`: whether faults across files are looked for, or each file is for itself.
    """

    ignore: frozenset[str] = frozenset()
    answers: tuple[Answer, ...] = ()
    one_agency: bool = False
    across: bool = True


NOTHING_ASKED = Asked()


def assess(reading: Reading, ignore: Iterable[str] = ()) -> Checked:
    """Judge every outcome of one reading and run the rules over it; `ignore` names codes to leave out."""
    return _checked(reading, frozenset(ignore), {})


def assess_all(readings: Iterable[Reading], asked: Asked = NOTHING_ASKED) -> tuple[AgencyYears, ...]:
    """The readings by agency, in order of name; each agency's by fiscal year, then by file name.

    Spaces, digits' script and the known misspellings of an agency's kind make no other agency. A workbook
    without a name goes to the one agency that is there, or makes an agency with a blank name. With
    `asked.one_agency` the agency of most files is the one meant, and the others' files are found fault with.
    """
    groups = _by_agency(readings)
    if not asked.one_agency or len(groups) < 2:
        return tuple(_assessed(name, items, asked) for name, items in groups)
    main = max(groups, key=lambda group: len(group[1]))
    others = tuple(_assessed(name, items, asked) for name, items in groups if name != main[0])
    return (_assessed(*main, asked, others),)


def _by_agency(readings: Iterable[Reading]) -> list[tuple[str, list[Reading]]]:
    groups: dict[str, list[Reading]] = {}
    for item in readings:
        groups.setdefault(_key(item.report.agency.name.text), []).append(item)
    if len(groups) == 2 and "" in groups:
        nameless = groups.pop("")
        next(iter(groups.values())).extend(nameless)
    named = ((_name(items), sorted(items, key=_age)) for items in groups.values())
    return sorted(named, key=lambda group: group[0])


def _name(readings: Sequence[Reading]) -> str:
    names = (item.report.agency.name.text for item in readings)
    return next((name for name in names if name), "")


def _key(name: str) -> str:
    name = thai.tidy(name)
    for wrong, right in schema.AGENCY_KINDS_MISSPELLED:
        name = name.replace(wrong, right)
    return thai.fold(name)


def _age(reading: Reading) -> tuple[int, str]:
    year = reading.report.year
    return (year.be if year else 0), reading.file.name


def _assessed(
    name: str, readings: Sequence[Reading], asked: Asked, others: tuple[AgencyYears, ...] = ()
) -> AgencyYears:
    """One agency's years, linked, judged and checked; what is found across them stands with its file."""
    steps, lost = _steps(readings, asked.answers)
    before = _outcomes_before(steps)
    years = tuple(
        _checked(item, asked.ignore, before.get(item.report.year, {}) if item.report.year else {})
        for item in readings
    )
    measures = [measure for item in readings for measure in item.report.measures]
    agency = AgencyYears(name, years, steps, own_answers(asked.answers, measures))
    if not asked.across:
        return agency
    across = rules.check_years(rules.Years(agency, others, lost), asked.ignore)
    files = {item.file.name for item in readings}
    elsewhere = tuple(found for found in across if found.at.file not in files)
    years = tuple(_with(item, across) for item in years)
    return replace(agency, years=years, elsewhere=elsewhere)


def _checked(reading: Reading, ignore: frozenset[str], before: dict[int, str]) -> Checked:
    judged = outcomes.judge_report(reading.report, before)
    return Checked(reading, judged, rules.check(reading, judged, ignore))


def _with(item: Checked, across: tuple[Finding, ...]) -> Checked:
    own = tuple(found for found in across if found.at.file == item.reading.file.name)
    return replace(item, findings=rules.in_order(item.findings + own)) if own else item


def _steps(
    readings: Sequence[Reading], answers: tuple[Answer, ...]
) -> tuple[tuple[Step, ...], tuple[Answer, ...]]:
    """Neighbouring years linked, and the answers that could not be followed.

    A year of which several files are there is passed over: which of them counts is not guessed.
    """
    by_year: dict[FiscalYear, list[Reading]] = {}
    for item in readings:
        if item.report.year:
            by_year.setdefault(item.report.year, []).append(item)
    alone = [items[0].report for _, items in sorted(by_year.items()) if len(items) == 1]
    steps: list[Step] = []
    lost: list[Answer] = []
    for earlier, later in pairwise(alone):
        if earlier.year is None or later.year is None:
            continue
        years = f"{earlier.year}-{later.year}"
        decided = decide(answers, years, earlier.measures, later.measures)
        linked = linking.link(earlier.measures, later.measures, decided.pairs)
        steps.append(Step(earlier.year, later.year, linked))
        lost += decided.lost
    return tuple(steps), tuple(lost)


def _outcomes_before(steps: Iterable[Step]) -> dict[FiscalYear, dict[int, str]]:
    """Fiscal year -> row of a measure -> what the measures it came from said as their outcomes."""
    before: dict[FiscalYear, dict[int, str]] = {}
    for step in steps:
        said = before.setdefault(step.later, {})
        for link in step.linked.links:
            row, text = link.later.row, link.earlier.outcome.text
            said[row] = f"{said[row]}\n{text}" if row in said else text
    return before
