"""How results are said on a terminal: lists of lines, made from the same facts as the JSON form."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from ita_sheets import history, rules, schema, thai
from ita_sheets.fiscal import thai_date
from ita_sheets.history import Kind, Turn
from ita_sheets.model import Severity
from ita_sheets.render.volumes import item_name
from ita_sheets.rules.catalogue import CATALOGUE, Verb
from ita_sheets.texts import Lang, Words, cli, linking, years

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from ita_sheets.changes import AgencyYears
    from ita_sheets.importer import Imported
    from ita_sheets.model import Checked, Finding, Judged, Place, Report
    from ita_sheets.rules.catalogue import Edit, Rule

MOST_VALUES = 6  # different texts that a sentence quotes
LONGEST_VALUE = 50  # characters of one
_FIELD = re.compile(r"\{[a-z_]+\}")  # where a sentence takes a fact
_CELL = re.compile(r"([A-Z]+)([0-9]+)")


def checked(item: Checked, lang: Lang, at: datetime) -> list[str]:
    """The findings of one workbook: most important first, one heading a rule, places first in each line.

    `at` is the time of checking: a workbook without faults is said to have none, as a proof to keep.
    """
    report = item.reading.report
    facts = {
        "file": item.reading.file.name,
        "agency": report.agency.name.text or cli.NO_NAME[lang],
        "year": report.year or cli.NO_YEAR[lang],
        "measures": len(item.judged),
        "day": Words(thai_date(at.date(), thai_digits=False), f"{at:%Y-%m-%d}"),
        "time": f"{at:%H:%M}",
    }
    if not item.findings:
        return [cli.CLEAN.fill(**facts)[lang], cli.NEXT_CONVERT[lang]]
    lines = [cli.FILE_HEAD.fill(**facts)[lang], *findings(item.findings, lang), ""]
    if not rules.to_act_on(item.findings):
        lines.append(cli.CLEAN.fill(**facts)[lang])
    return [*lines, *_closing(item.findings, item.reading.file.name, lang)]


def findings(found: Sequence[Finding], lang: Lang) -> list[str]:
    """The findings, grouped by rule in the order of their weight; why is said once a rule."""
    lines = []
    in_order = sorted(found, key=lambda finding: list(Severity).index(finding.severity))
    groups: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in in_order:
        groups.setdefault((finding.severity, finding.code), []).append(finding)
    for (level, code), group in groups.items():
        rule = CATALOGUE[code]
        severity = cli.SEVERITIES[level][lang]
        lines += ["", cli.RULE_HEAD.fill(severity=severity, title=rule.title[lang], code=code)[lang]]
        lines.append(f"  {cli.RULE_WHY.fill(why=rule.why[lang])[lang]}")
        lines += _group(group, lang)
    return lines


def _group(group: list[Finding], lang: Lang) -> list[str]:
    """Equal sentences share a line with all their places; equal fixes are said once."""
    alike: dict[tuple[str, str, str | None], list[Finding]] = {}
    for finding in group:
        key = _what_to_do(finding, lang), rules.message(finding)[lang], finding.field
        alike.setdefault(key, []).append(finding)
    lines = []
    for fix, keys in groupby(alike, key=lambda key: key[0]):
        for key in keys:
            lines += _sentence(alike[key], key[1], lang)
        lines.append(f"    {fix}")
    return lines


def _what_to_do(finding: Finding, lang: Lang) -> str:
    """What to do, or who decided to leave it and why."""
    if finding.waiver is None:
        return cli.FIX.fill(fix=rules.fix(finding)[lang])[lang]
    waiver = finding.waiver
    return cli.WAIVED.fill(reason=thai.shortened(waiver.reason.text), who=thai.shortened(waiver.who.text))[
        lang
    ]


def _sentence(found: list[Finding], message: str, lang: Lang) -> list[str]:
    """One sentence behind its places, with the header where it names none, and what stands in the cells."""
    places = [place for item in found for place in ((item.at,) if item.field else (item.at, *item.also))]
    title = rules.header(found[0])
    header = f" ({title[lang]})" if title and title[lang] not in message else ""
    by_value: dict[str, list[Place]] = {}
    for item in found:
        value = thai.shortened(item.value or "", LONGEST_VALUE)
        if value and thai.fold(value) not in thai.fold(message):
            by_value.setdefault(value, []).append(item.at)
    lines = [f"  {where(places)}{header}: {message}"]
    for value, cells in list(by_value.items())[:MOST_VALUES]:
        words = cli.STANDS_AT if len(found) > 1 else cli.STANDS
        lines.append(f"    {words.fill(at=where(cells), value=value)[lang]}")
    if len(by_value) > MOST_VALUES:
        lines.append(f"    {cli.MORE_STANDS.fill(count=len(by_value) - MOST_VALUES)[lang]}")
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
    if first.severity is Severity.NOTE:
        lines.append(cli.NEXT_CONVERT[lang])
    else:
        step = cli.NEXT_STEP if first.at.cell else cli.NEXT_STEP_FILE
        lines.append(step.fill(file=file, sheet=first.at.sheet, cell=first.at.cell)[lang])
    return lines


def converted(agency: AgencyYears, written: Mapping[str, str | None], lang: Lang) -> list[str]:
    """One agency's result: counts, and where each kind of workbook was written, if it was."""
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
        *(f"  {cli.CONVERTED_AS[kind].fill(path=path)[lang]}" for kind, path in written.items() if path),
        *(f"  {_newest_step(step, lang)}" for step in history.compared(agency)[:1]),
    ]


def _newest_step(step: history.Compared, lang: Lang) -> str:
    """The newest year against the one before it, in a line."""
    facts = {
        "earlier": step.step.earlier,
        "later": step.step.later,
        "lost": len(step.turned(Turn.LOST)),
        "again": len(step.turned(Turn.SAID_AGAIN)),
        "won": len(step.turned(Turn.WON)),
        "asked": len(step.asked),
    }
    return cli.CONVERTED_STEP.fill(**facts)[lang]


def compared(agency: AgencyYears, lang: Lang) -> list[str]:
    """What changed from year to year, newest step first: counts that add up, then what to look at."""
    named = [str(item.reading.report.year or cli.NO_YEAR[lang]) for item in agency.years]
    facts = {"agency": agency.name or cli.NO_NAME[lang], "years": ", ".join(dict.fromkeys(named))}
    lines = [cli.COMPARED.fill(**facts)[lang]]
    for step in history.compared(agency):
        lines += _step(step, lang)
    if not agency.steps:
        lines.append(cli.NOTHING_TO_COMPARE[lang])
    return [*lines, *findings(rules.across_years(agency), lang), ""]


def _step(step: history.Compared, lang: Lang) -> list[str]:
    earlier, later = str(step.step.earlier), str(step.step.later)
    lines = ["", cli.COMPARED_STEP.fill(earlier=earlier, later=later)[lang]]
    for year, counts in ((earlier, step.earlier), (later, step.later)):
        parts = [years.PART.fill(kind=years.KINDS[kind], count=count)[lang] for kind, count in counts.items()]
        counted = years.COUNT.fill(year=year, count=sum(counts.values()), parts=", ".join(parts))
        lines.append(f"  {counted[lang]}")
    for how in (Turn.LOST, Turn.SAID_AGAIN, Turn.STILL_GAP, Turn.WON):
        rows = [row.later for row in step.turned(how) if row.later]
        if rows:
            items = _items(rows)
            lines.append(f"  {cli.COMPARED_ITEMS.fill(what=years.TURNS[how], items=items)[lang]}")
    for kind, side in ((Kind.ADDED, "later"), (Kind.DROPPED, "earlier"), (Kind.ENDED, "earlier")):
        found = [getattr(row, side) for row in step.rows if row.kind is kind]
        if found:
            items = _items(found)
            lines.append(f"  {cli.COMPARED_ITEMS.fill(what=years.KINDS[kind], items=items)[lang]}")
    return lines + [f"  {line}" for row in step.asked for line in _proposal(row, lang)]


def _items(found: Iterable[Judged]) -> str:
    return ", ".join(thai.arabic_digits(item_name(item.measure)) for item in found)


def _proposal(row: history.Row, lang: Lang) -> list[str]:
    """A link that a person should confirm, with its reasons."""
    if row.earlier is None or row.later is None or row.link is None:
        return []
    reasons = [linking.REASONS[reason.kind].fill(**reason.facts)[lang] for reason in row.link.reasons]
    facts = {
        "before": _items([row.earlier]),
        "now": _items([row.later]),
        "text": thai.shortened(row.later.measure.measure.text, LONGEST_VALUE),
        "reasons": " ".join(reasons),
    }
    return [cli.PROPOSAL.fill(**facts)[lang]]


def imported(item: Imported, found: Sequence[Finding], lang: Lang) -> list[str]:
    """What an import took from where, and what a person must look at."""
    report = item.report
    head = cli.IMPORTED.fill(file=item.file.name, measures=len(report.measures), year=report.year)
    lines = [head[lang]]
    columns = {column.key: column for column in schema.MEASURES.columns}
    for header, key in item.columns:
        words = (
            cli.IMPORTED_COLUMN if key in columns else cli.IMPORTED_YEARS if key else cli.IMPORTED_NO_COLUMN
        )
        title = columns[key].title[lang] if key in columns else ""
        said = words.fill(header=thai.shortened(header), column=title, year=report.year)
        lines.append(f"  {said[lang]}")
    taken = _taken_from_text(report, lang)
    return [*lines, *([f"  {cli.IMPORTED_FORM[lang]}", *taken] if taken else []), *findings(found, lang)]


def _taken_from_text(report: Report, lang: Lang) -> list[str]:
    """What the lines outside the table gave: the form's fields one by one, lists by their number."""
    lines = []
    for column in schema.AGENCY.columns:
        entry = report.agency.entry(column)
        if entry.text:
            value = thai.shortened(entry.text, LONGEST_VALUE)
            said = cli.IMPORTED_FIELD.fill(field=column.title[lang], value=value, at=where([entry.at]))
            lines.append(f"    {said[lang]}")
    lists: list[tuple[Words, list[Place]]] = [
        (schema.WEAK_POINTS.tab, [point.weak_point.at for point in report.weak_points])
    ]
    for column in (schema.SCORE, schema.PREVIOUS_SCORE):
        entries = [score.entry(column) for score in report.scores]
        lists.append((column.title, [entry.at for entry in entries if entry.text]))
    for title, places in lists:
        if places:
            said = cli.IMPORTED_COUNT.fill(field=title[lang], count=len(places), at=where(places))
            lines.append(f"    {said[lang]}")
    return lines


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
