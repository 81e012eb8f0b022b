"""One classifier for outcomes, used everywhere: what an outcome is worth beside its action and measure.

The verdicts, their order and every decision are written down in docs/verdicts.md. Facts are taken first
(`reading`, `evidence`, `restatement`, `phrases`); `judge` only puts them in order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_sheets import schema
from ita_sheets.model import Against, Certainty, Judged, Judgement, Verdict
from ita_sheets.outcomes.evidence import all_items, latest_year, named_places, new_items
from ita_sheets.outcomes.phrases import nil, nil_words, placeholder, plan
from ita_sheets.outcomes.reading import NOTHING, read
from ita_sheets.outcomes.restatement import overlap, vocabulary
from ita_sheets.texts import Words, verdicts
from ita_sheets.texts.cues import PURPOSE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ita_sheets.model import Evidence, Report
    from ita_sheets.outcomes.evidence import Item
    from ita_sheets.outcomes.phrases import Plan
    from ita_sheets.outcomes.reading import Text
    from ita_sheets.outcomes.restatement import Overlap

__all__ = ["holds_evidence", "judge", "judge_report", "needs", "reason", "vocabulary"]

MEANT_BELOW = 0.85  # share under which a word of plan, in no other column, makes a copy an intention
_SHOWN = 3  # pieces of evidence that a reason names
_COLUMNS = {Against.ACTION: schema.ACTION, Against.MEASURE: schema.MEASURE}


def judge(measure: str, action: str, outcome: str, previous: str = "") -> Judgement:
    """The verdict on an outcome, from the texts as typed or tidied; `previous` is last year's outcome."""
    text, done, aim = read(outcome), read(action), read(measure)
    if not text.shown:
        return Judgement(Verdict.BLANK)
    shared = overlap(text, done, aim)
    held = all_items(text)
    cue = placeholder(text, held)
    if cue is not None:
        return _judgement(Verdict.PLACEHOLDER, shared, cue=cue)
    found = new_items(held, done, aim)
    planned = plan(text, found)
    if shared and _says_again(text, shared, found, done, aim, planned):
        return _judgement(Verdict.RESTATED, shared)
    carried = _carried_over(text, held, read(previous), planned, told_nil=nil(text, found) is not None)
    if carried is not None:
        return Judgement(Verdict.CARRIED_OVER, carried, against=Against.PREVIOUS)
    if planned is not None:
        if not planned.done:
            return _judgement(Verdict.PLANNED, shared, cue=planned.cue)
        found = [item for item in found if any(start <= item.start < end for start, end in planned.deeds)]
    shown = tuple(item.evidence(text) for item in found)
    cue = nil(text, found)
    if cue is not None:
        return _judgement(Verdict.NIL, shared, shown, cue)
    return _judgement(Verdict.EVIDENCED if shown else Verdict.STATED, shared, shown)


def _says_again(
    text: Text, shared: Overlap, found: list[Item], done: Text, aim: Text, planned: Plan | None
) -> bool:
    """Whether the outcome says nothing beyond two other texts: no new evidence, nil or intention."""
    if shared.certainty is None or found or nil_words(text) - nil_words(done):
        return False
    return planned is None or shared.share >= MEANT_BELOW or not _is_new_intention(planned, done, aim)


def _carried_over(
    text: Text, held: list[Item], previous: Text, planned: Plan | None, *, told_nil: bool
) -> float | None:
    """The share of the outcome that stands in last year's, where it says nothing beyond that one.

    The same test as against the action; besides, a sentence about another village is none of last year's,
    and neither is a nil that names a later year. What was no result last year is none to carry over.
    """
    if not previous.shown:
        return None
    shared = overlap(text, previous, NOTHING)
    if shared is None or not _says_again(
        text, shared, new_items(held, previous, NOTHING), previous, NOTHING, planned
    ):
        return None
    if named_places(text) - named_places(previous) or (
        told_nil and latest_year(text) > latest_year(previous)
    ):
        return None
    return shared.share if placeholder(previous, all_items(previous)) is None else None


def _is_new_intention(planned: Plan, done: Text, aim: Text) -> bool:
    """Whether the word of plan says more than the other columns; a mere purpose does not."""
    return not planned.cue.startswith(PURPOSE) and plan(done, []) is None and plan(aim, []) is None


def _judgement(
    verdict: Verdict, shared: Overlap | None, evidence: tuple[Evidence, ...] = (), cue: str | None = None
) -> Judgement:
    if shared is None:
        return Judgement(verdict, evidence=evidence, cue=cue)
    certainty = shared.certainty if verdict is Verdict.RESTATED else None
    return Judgement(verdict, shared.share, certainty, shared.against, evidence, cue)


def judge_report(report: Report, before: Mapping[int, str] | None = None) -> tuple[Judged, ...]:
    """The verdict on every outcome of a report, in the table's order.

    `before` gives, by a measure's row, last year's outcome as last year's own file has it; elsewhere the
    one that the workbook itself carries along is taken.
    """
    before = before or {}
    return tuple(
        Judged(
            measure,
            judge(
                measure.measure.text,
                measure.action.text,
                measure.outcome.text,
                before.get(measure.row, measure.previous_outcome.text),
            ),
        )
        for measure in report.measures
    )


def reason(judged: Judged) -> Words:
    """Why the outcome got its verdict, in one sentence that names what was found."""
    judgement = judged.judgement
    if judgement.verdict is Verdict.RESTATED:
        sentence = verdicts.RESTATED_REASONS[judgement.certainty or Certainty.NEAR]
        column = _COLUMNS[judgement.against or Against.ACTION].title
        return sentence.fill(column=column, percent=int((judgement.overlap or 0) * 100))
    sentence = verdicts.REASONS[judgement.verdict]
    percent = int((judgement.overlap or 0) * 100)
    return sentence.fill(cue=judgement.cue or "", evidence=_listed(judgement.evidence), percent=percent)


def holds_evidence(text: str) -> bool:
    """Whether a text of any column names a number, a date, a place, a reference or a link of its own."""
    return bool(all_items(read(text)))


def needs(judgement: Judgement) -> Words:
    """What to write instead, or that nothing is needed."""
    return verdicts.NEEDS[judgement.verdict]


def _listed(evidence: tuple[Evidence, ...]) -> Words:
    named = ", ".join(item.text for item in evidence[:_SHOWN])
    more = verdicts.EVIDENCE_MORE.fill(count=len(evidence) - _SHOWN)
    if len(evidence) <= _SHOWN:
        return Words(named, named)
    return Words(f"{named} {more.th}", f"{named} {more.en}")
