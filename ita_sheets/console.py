"""How results are said on a terminal: lists of lines, made from the same facts as the JSON form."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from ita_sheets import rules, schema, thai
from ita_sheets.model import Severity
from ita_sheets.rules.catalogue import CATALOGUE, Verb
from ita_sheets.texts import Lang, cli

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ita_sheets.importer import Imported
    from ita_sheets.model import AgencyYears, Checked, Finding, Place
    from ita_sheets.rules.catalogue import Edit, Rule

_FIELD = re.compile(r"\{[a-z_]+\}")  # where a sentence takes a fact
_CELL = re.compile(r"([A-Z]+)([0-9]+)")


def checked(item: Checked, lang: Lang) -> list[str]:
    """The findings of one workbook: most important first, one heading a rule, places first in each line."""
    report = item.reading.report
    facts = {
        "file": item.reading.file.name,
        "agency": report.agency.name.text or cli.NO_NAME[lang],
        "year": report.year or cli.NO_YEAR[lang],
        "measures": len(item.judged),
    }
    if not item.findings:
        return [cli.CLEAN.fill(**facts)[lang]]
    lines = [cli.FILE_HEAD.fill(**facts)[lang], *findings(item.findings, lang), ""]
    if not rules.to_act_on(item.findings):
        lines.append(cli.CLEAN.fill(**facts)[lang])
    return [*lines, *_closing(item.findings, item.reading.file.name, lang)]


def findings(found: Sequence[Finding], lang: Lang) -> list[str]:
    """The findings, grouped by rule in the order of their weight."""
    lines = []
    in_order = sorted(found, key=lambda finding: list(Severity).index(finding.severity))
    by_code: dict[str, list[Finding]] = {}
    for finding in in_order:
        by_code.setdefault(finding.code, []).append(finding)
    for code, group in by_code.items():
        rule = CATALOGUE[code]
        severity = cli.SEVERITIES[rule.severity][lang]
        lines += ["", cli.RULE_HEAD.fill(severity=severity, title=rule.title[lang], code=code)[lang]]
        lines += _group(group, lang)
    return lines


def _group(group: list[Finding], lang: Lang) -> list[str]:
    """Equal sentences share a line with all their places; equal fixes are said once."""
    places: dict[tuple[str, str], list[Place]] = {}
    for finding in group:
        key = rules.fix(finding)[lang], rules.message(finding)[lang]
        places.setdefault(key, []).extend((finding.at, *finding.also) if not finding.field else (finding.at,))
    lines = []
    for fix, said in groupby(places, key=lambda key: key[0]):
        lines += [f"  {where(places[key])}: {key[1]}" for key in said]
        lines.append(f"    {cli.FIX.fill(fix=fix)[lang]}")
    return lines


def where(places: Iterable[Place]) -> str:
    """Places as people say them, neighbours in a column drawn together: "มาตรการ F6, F9-F12"."""
    by_sheet: dict[str, list[str]] = {}
    for place in places:
        by_sheet.setdefault(place.sheet or place.file, []).append(place.cell or "")
    return "; ".join(f"{sheet} {_cells(cells)}".strip() for sheet, cells in by_sheet.items())


def _cells(cells: list[str]) -> str:
    """Cells in order, runs down a column as first-last."""
    keys = sorted({(len(m[1]), m[1], int(m[2])) for cell in cells if (m := _CELL.fullmatch(cell))})
    others = [cell for cell in dict.fromkeys(cells) if cell and not _CELL.fullmatch(cell)]
    runs: list[list[tuple[int, str, int]]] = []
    for key in keys:
        if runs and runs[-1][-1][1] == key[1] and runs[-1][-1][2] == key[2] - 1:
            runs[-1].append(key)
        else:
            runs.append([key])
    texts = [f"{r[0][1]}{r[0][2]}" + (f"-{r[-1][1]}{r[-1][2]}" if len(r) > 1 else "") for r in runs]
    return ", ".join([*texts, *others])


def _closing(found: Sequence[Finding], file: str, lang: Lang) -> list[str]:
    counts = {str(severity): sum(f.severity is severity for f in found) for severity in Severity}
    lines = [cli.COUNTS.fill(**counts)[lang]]
    first = found[0]
    if first.severity is not Severity.NOTE:
        step = cli.NEXT_STEP if first.at.cell else cli.NEXT_STEP_FILE
        lines.append(step.fill(file=file, sheet=first.at.sheet, cell=first.at.cell)[lang])
    return lines


def converted(agency: AgencyYears, summary: str, gaps: str, lang: Lang) -> list[str]:
    """One agency's result: counts, and what was written."""
    measures = sum(len(item.judged) for item in agency.years)
    missing = sum(len(item.gaps) for item in agency.years)
    years = [str(item.reading.report.year or cli.NO_YEAR[lang]) for item in agency.years]
    counts = cli.CONVERTED.fill(
        agency=agency.name or cli.NO_NAME[lang],
        years=", ".join(dict.fromkeys(years)),
        measures=measures,
        real=measures - missing,
        gaps=missing,
    )
    return [
        counts[lang],
        f"  {cli.CONVERTED_SUMMARY.fill(path=summary)[lang]}",
        f"  {cli.CONVERTED_GAPS.fill(path=gaps)[lang]}",
    ]


def imported(item: Imported, found: Sequence[Finding], lang: Lang) -> list[str]:
    """What an import took from where, and what a person must look at."""
    report = item.report
    head = cli.IMPORTED.fill(file=item.file.name, measures=len(report.measures), year=report.year)
    lines = [head[lang]]
    columns = {column.key: column for column in schema.MEASURES.columns}
    for header, key in item.columns:
        words = cli.IMPORTED_COLUMN if key else cli.IMPORTED_NO_COLUMN
        title = columns[key].title[lang] if key else ""
        lines.append(f"  {words.fill(header=thai.shortened(header), column=title)[lang]}")
    filled = [column.title[lang] for column in schema.AGENCY.columns if report.agency.entry(column).text]
    lines.append(f"  {cli.IMPORTED_FORM.fill(fields=', '.join(filled))[lang]}")
    return [*lines, *findings(found, lang)]


def rule_list(items: Iterable[Rule], lang: Lang) -> list[str]:
    """The catalogue, a line each."""
    return [f"{r.code}  {cli.SEVERITIES[r.severity][lang]}  {r.title[lang]}" for r in items]


def rule_page(rule: Rule, lang: Lang) -> list[str]:
    """One rule's page: what it says, why, what to do, a bad and a good example."""
    severity = cli.SEVERITIES[rule.severity][lang]
    says = _FIELD.sub("…", rule.message[lang])
    lines = [
        cli.RULE_HEAD.fill(severity=severity, title=rule.title[lang], code=rule.code)[lang],
        "",
        *([cli.RULE_SAYS.fill(message=says)[lang]] if says.strip("…") else []),
        cli.RULE_WHY.fill(why=rule.why[lang])[lang],
        cli.FIX.fill(fix=_FIELD.sub("…", rule.fix[lang]))[lang],
    ]
    for words, edits in ((cli.RULE_BAD, rule.bad), (cli.RULE_GOOD, rule.good)):
        lines += [words.fill(example=example)[lang] for example in _examples(edits, lang)]
    return [*lines, "", cli.RULE_IGNORE.fill(code=rule.code)[lang]]


def _examples(edits: tuple[Edit, ...], lang: Lang) -> list[str]:
    return [
        cli.EXAMPLE_CELL.fill(column=edit.column.title[lang], value=edit.value or cli.BLANK[lang])[lang]
        for edit in edits
        if edit.verb is Verb.PUT and edit.column
    ]
