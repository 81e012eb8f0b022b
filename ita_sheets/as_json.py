"""The machine form of each verb's result: facts and places, the same findings as on screen.

The keys are those of `docs/json.md`; a change of a key is a new format number. Unknown values are null.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ita_sheets import history, outcomes, rules, schema, scores
from ita_sheets.history import Turn
from ita_sheets.score_years import own_scores
from ita_sheets.texts import Lang, Words, linking

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ita_sheets.changes import AgencyYears, Link, Reason, Step, Unlinked
    from ita_sheets.fiscal import FiscalYear
    from ita_sheets.history import Compared
    from ita_sheets.importer import Imported
    from ita_sheets.model import Checked, Entry, Finding, Judged, Measure, Place, Refused, Report
    from ita_sheets.rules.catalogue import Rule

Json = dict[str, Any]


def place(at: Place) -> Json:
    """A place: file, sheet, cell."""
    return asdict(at)


def finding(item: Finding) -> Json:
    """A finding with its sentences in both languages."""
    message, fix = rules.message(item), rules.fix(item)
    return {
        "code": item.code,
        "severity": str(item.severity),
        "at": place(item.at),
        "also": [place(other) for other in item.also],
        "field": item.field,
        "value": item.value,
        "facts": _facts(item),
        "message_th": message.th,
        "message_en": message.en,
        "fix_th": fix.th,
        "fix_en": fix.en,
    }


def _facts(item: Finding) -> Json:
    """The facts of a finding; of one that the office waived its reason, too."""
    facts: Json = {name: _fact(fact) for name, fact in item.facts.items()}
    if item.waiver:
        waiver = item.waiver
        told = {"reason": waiver.reason.text, "who": waiver.who.text, "at": place(waiver.code.at)}
        facts["waiver"] = told
    return facts


def _fact(fact: object) -> object:
    if isinstance(fact, Words):
        return {"th": fact.th, "en": fact.en}
    if isinstance(fact, tuple | list | frozenset):
        return [_fact(item) for item in fact]
    return fact if fact is None or isinstance(fact, str | int | float | bool) else str(fact)


def refused(item: Refused) -> Json:
    """A file that was not read."""
    return {"file": item.file, "code": item.code, "message_th": item.words.th, "message_en": item.words.en}


def check(
    checked: Sequence[Checked], turned_away: Sequence[Refused], marked: Mapping[str, str] | None = None
) -> Json:
    """The result of `check`; `marked` gives the marked copies, where asked for, by their file's name."""
    return {
        "format": "ita-sheets.check/1",
        "files": [
            {
                "file": item.reading.file.name,
                "agency": _text(item.reading.report.agency.name),
                "year": _year(item),
                "template_version": item.reading.template_version,
                "measures": len(item.judged),
            }
            for item in checked
        ],
        "findings": [finding(found) for item in checked for found in item.findings],
        "refused": [refused(item) for item in turned_away],
        **({} if marked is None else {"written": dict(marked)}),
    }


def convert(
    agencies: Sequence[AgencyYears],
    written: Mapping[str, Mapping[str, str | None]],
    turned_away: Sequence[Refused],
    lang: Lang,
) -> Json:
    """The result of `convert`; `written` gives each agency's files by its name."""
    return {
        "format": "ita-sheets.convert/1",
        "agencies": [_agency(agency, written[agency.name], lang) for agency in agencies],
        "findings": [finding(found) for agency in agencies for found in rules.all_findings(agency)],
        "refused": [refused(item) for item in turned_away],
    }


def compare(agencies: Sequence[AgencyYears], written: str | None, turned_away: Sequence[Refused]) -> Json:
    """The result of `compare`: what changed, and the findings across the years."""
    return {
        "format": "ita-sheets.compare/1",
        "agencies": [
            {
                "name": agency.name or None,
                "years": [_year(item) for item in agency.years],
                "measures": [_measure(judged, item) for item in agency.years for judged in item.judged],
                "steps": [_step(compared) for compared in reversed(history.compared(agency))],
                **_changes(agency),
                "scores": list(_scores(agency.years)),
                "totals": [_totals(item) for item in agency.years if item.reading.report.scores],
            }
            for agency in agencies
        ],
        "written": written,
        "findings": [finding(found) for agency in agencies for found in rules.across_years(agency)],
        "refused": [refused(item) for item in turned_away],
    }


def _agency(agency: AgencyYears, written: Mapping[str, str | None], lang: Lang) -> Json:
    since = history.open_since(agency)
    return {
        "name": agency.name or None,
        "years": [_year(item) for item in agency.years],
        "measures": [_measure(judged, item) for item in agency.years for judged in item.judged],
        "gaps": [_gap(judged, item, since, lang) for item in agency.years for judged in item.gaps],
        **_changes(agency),
        "scores": list(_scores(agency.years)),
        "totals": [_totals(item) for item in agency.years if item.reading.report.scores],
        "written": dict(written),
    }


def _step(compared: Compared) -> Json:
    """Two neighbouring years in numbers: each side's measures by kind, which add up, and what turned."""
    return {
        "from": compared.step.earlier.be,
        "to": compared.step.later.be,
        "earlier": {str(kind): count for kind, count in compared.earlier.items()},
        "later": {str(kind): count for kind, count in compared.later.items()},
        "turns": {str(how): len(compared.turned(how)) for how in Turn},
        "to_confirm": len(compared.asked),
    }


def _changes(agency: AgencyYears) -> Json:
    """What became of each measure from one year to the next."""
    return {
        "links": [_link(step, link) for step in agency.steps for link in step.linked.links],
        "added": [_unlinked(step.later, item) for step in agency.steps for item in step.linked.added],
        "dropped": [_unlinked(step.earlier, item) for step in agency.steps for item in step.linked.dropped],
    }


def _link(step: Step, link: Link) -> Json:
    return {
        "from": _measure_key(step.earlier, link.earlier),
        "to": _measure_key(step.later, link.later),
        "change": str(link.change),
        "band": str(link.band),
        "similarity": link.similarity,
        "reasons": [_reason(reason) for reason in link.reasons],
        "group": link.group,
    }


def _measure_key(year: FiscalYear, measure: Measure) -> Json:
    return {"year": year.be, "id": measure.ref, "row": measure.row}


def _reason(reason: Reason) -> Json:
    words = linking.REASONS[reason.kind].fill(**reason.facts)
    facts = {name: _fact(fact) for name, fact in reason.facts.items()}
    return {"kind": str(reason.kind), "facts": facts, "text_th": words.th, "text_en": words.en}


def _unlinked(year: FiscalYear, item: Unlinked) -> Json:
    nearest = [
        {"id": near.measure.ref, "row": near.measure.row, "similarity": near.similarity}
        for near in item.nearest
    ]
    return {**_measure_key(year, item.measure), "nearest": nearest}


def _year(item: Checked) -> int | None:
    year = item.reading.report.year
    return year.be if year else None


def _text(entry: Entry[Any]) -> str | None:
    return entry.text or None


def _measure(judged: Judged, item: Checked) -> Json:
    measure, judgement = judged.measure, judged.judgement
    return {
        "year": _year(item),
        "id": measure.ref,
        "number": _text(measure.number),
        "row": measure.row,
        "measure": measure.measure.raw,
        "action": measure.action.raw,
        "outcome": measure.outcome.raw,
        "unit": measure.unit.value or _text(measure.unit),
        "indicator": measure.indicator.value,
        "verdict": str(judgement.verdict),
        "overlap": judgement.overlap,
        "certainty": judgement.certainty and str(judgement.certainty),
        "evidence": [{"kind": str(found.kind), "text": found.text} for found in judgement.evidence],
        "at": place(measure.where(schema.OUTCOME)),
    }


def _gap(judged: Judged, item: Checked, since: Mapping[tuple[int, int], int], lang: Lang) -> Json:
    measure, year = judged.measure, _year(item)
    return {
        "year": year,
        "id": measure.ref,
        "row": measure.row,
        "verdict": str(judged.judgement.verdict),
        "open_since": since.get((year or 0, measure.row), year),
        "unit": measure.unit.value or _text(measure.unit),
        "needs": outcomes.needs(judged.judgement)[lang],
        "at": place(measure.where(schema.OUTCOME)),
    }


def _scores(years: Sequence[Checked]) -> Iterable[Json]:
    """Each year's scores; the change is against the year before, from its own file or as typed beside."""
    by_year = {_year(item): own_scores(item.reading.report) for item in years}
    for item in years:
        year = _year(item)
        before = by_year.get(year - 1, {}) if year else {}
        for score in item.reading.report.scores:
            number, value = score.indicator.value, score.score.value
            if number is None or value is None:
                continue
            last = before.get(number, score.previous_score.value)
            change = round(value - last, 2) if last is not None else None
            yield {"year": year, "indicator": number, "score": value, "change": change}


def _totals(item: Checked) -> Json:
    report = item.reading.report
    own, year = own_scores(report), _year(item)
    levels = scores.levels(own, year) if year else ()
    typed_level = report.agency.announced_level
    return {
        "year": year,
        "total": scores.total(own),
        "level": levels[0].words.th if levels else None,
        "typed_total": report.agency.announced_total.value,
        "typed_level": typed_level.value or _text(typed_level),
    }


def imported(item: Imported, written: str | None, findings: Sequence[Json]) -> Json:
    """The result of `import`."""
    return {
        "format": "ita-sheets.import/1",
        "written": written,
        "year": item.report.year.be if item.report.year else None,
        "measures": len(item.report.measures),
        "columns": [{"header": header, "recognised_as": key} for header, key in item.columns],
        "taken": _taken_from_text(item.report),
        "unplaced": [
            {"text": left.text, "at": place(left.at), "why": str(left.why)} for left in item.unplaced
        ],
        "findings": list(findings),
    }


def _taken_from_text(report: Report) -> list[Json]:
    """What the lines outside the table gave, each with the sheet and field it went to and its place."""
    named: list[tuple[str, str, Entry[Any], int | None]] = [
        (schema.AGENCY.key, column.key, report.agency.entry(column), None) for column in schema.AGENCY.columns
    ]
    named += [
        (schema.WEAK_POINTS.key, schema.WEAK_POINT.key, point.weak_point, point.indicator.value)
        for point in report.weak_points
    ]
    named += [
        (schema.SCORES.key, column.key, score.entry(column), score.indicator.value)
        for score in report.scores
        for column in (schema.SCORE, schema.PREVIOUS_SCORE)
    ]
    return [
        {"sheet": sheet, "field": field, "indicator": indicator, "text": entry.raw, "at": place(entry.at)}
        for sheet, field, entry, indicator in named
        if entry.text
    ]


def catalogue(items: Iterable[Rule]) -> Json:
    """The result of `rules`."""
    return {
        "format": "ita-sheets.rules/1",
        "rules": [
            {
                "code": item.code,
                "severity": str(item.severity),
                "title_th": item.title.th,
                "title_en": item.title.en,
                "message_th": item.message.th,
                "message_en": item.message.en,
                "why_th": item.why.th,
                "why_en": item.why.en,
                "fix_th": item.fix.th,
                "fix_en": item.fix.en,
            }
            for item in items
        ],
    }
