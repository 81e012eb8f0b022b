"""What an agency should do first, as sentences made from its own data, the most important first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ita_sheets import schema
from ita_sheets.history import Turn
from ita_sheets.model import Severity, Verdict
from ita_sheets.render.volumes import URGENCY, Lot, Row, items, rows
from ita_sheets.texts import Words, years
from ita_sheets.texts import summary as texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ita_sheets.history import Compared
    from ita_sheets.model import Finding
    from ita_sheets.render.book import Target
    from ita_sheets.render.volumes import Targets, Volume

MOST = 3
MOST_NAMES = 2  # of indicators that a line has room for
UNANSWERED = ("ITA403", "ITA404")  # the rules on weak indicators that no measure answers


class Todo(NamedTuple):
    """A sentence, and where its rows stand if they stand anywhere."""

    words: Words
    target: Target | None


def todos(found: Sequence[Volume], targets: Targets, compared: Compared | None) -> list[Todo]:
    """At most three, from the files of the latest year and the step to it; never none."""
    if not any(volume.measures for volume in found):
        return [Todo(texts.TODO_NO_MEASURES, None)]
    lost = _lost(found, compared)
    candidates = [
        *_outcomes_lost(lost, targets),
        *_gaps(found, targets, {id(row.judged) for row in lost}),
        *_to_confirm(found, compared, targets),
        *_indicators(found, targets),
        *_findings(found, targets),
    ]
    return candidates[:MOST] or [Todo(texts.TODO_NOTHING, None)]


def _lost(found: Sequence[Volume], compared: Compared | None) -> list[Row]:
    """What had a result the year before, where the newest step leads to the latest year."""
    volume = _of_step(found, compared)
    if compared is None or volume is None:
        return []
    return [Row(volume, row.later) for row in compared.turned(Turn.LOST) if row.later]


def _of_step(found: Sequence[Volume], compared: Compared | None) -> Volume | None:
    return next((volume for volume in found if compared and volume.be == compared.step.later.be), None)


def _outcomes_lost(lost: Sequence[Row], targets: Targets) -> Iterator[Todo]:
    if lost:
        said = years.TODO_LOST.fill(count=len(lost), items=items(lost))
        yield Todo(said, targets.get((lost[0].volume.number, Turn.LOST)))


def _to_confirm(found: Sequence[Volume], compared: Compared | None, targets: Targets) -> Iterator[Todo]:
    volume = _of_step(found, compared)
    if compared and volume and compared.asked:
        tab = schema.YEAR_OVER_YEAR.tab
        said = years.TODO_CONFIRM.fill(count=len(compared.asked), tab=tab)
        yield Todo(said, targets.get((volume.number, Lot.ASKED)))


def _gaps(found: Sequence[Volume], targets: Targets, told: set[int]) -> Iterator[Todo]:
    """A line for each verdict, unless all of its measures are `told` already."""
    for verdict in URGENCY:
        listed = rows(found, verdict)
        if any(id(row.judged) not in told for row in listed):
            words = texts.TODO_GAPS[verdict].fill(count=len(listed), items=items(listed))
            yield Todo(words, targets.get((listed[0].volume.number, verdict)))


def _indicators(found: Sequence[Volume], targets: Targets) -> Iterator[Todo]:
    hits = [
        (volume, finding)
        for volume in found
        for finding in volume.checked.findings
        if finding.code in UNANSWERED
    ]
    if hits:
        numbers = sorted({finding.facts["indicator"] for _, finding in hits})
        known = [schema.indicator(number) for number in numbers]
        labels = [
            item.label if len(known) <= MOST_NAMES else Words(*[str(item.number)] * 2) for item in known
        ]
        listed = Words(", ".join(label.th for label in labels), ", ".join(label.en for label in labels))
        volume, finding = hits[0]
        words = texts.TODO_INDICATOR.fill(indicators=listed)
        yield Todo(words, targets.get((volume.number, finding.severity)))


def _findings(found: Sequence[Volume], targets: Targets) -> Iterator[Todo]:
    """Errors that are no gaps, outcomes in words, warnings."""
    for severity, words in ((Severity.ERROR, texts.TODO_ERRORS), (Severity.WARNING, texts.TODO_WARNINGS)):
        if severity is Severity.WARNING and (listed := rows(found, Verdict.STATED)):
            said = texts.TODO_STATED.fill(count=len(listed), items=items(listed))
            yield Todo(said, targets.get((listed[0].volume.number, Verdict.STATED)))
        hits = [
            volume.number
            for volume in found
            for finding in volume.checked.findings
            if finding.severity is severity and not _told(finding)
        ]
        if hits:
            said = words.fill(count=len(hits), tab=texts.FINDINGS_TAB)
            yield Todo(said, targets.get((hits[0], severity)))


def _told(finding: Finding) -> bool:
    """Whether another line tells it already: what is wrong with outcomes, and unanswered indicators."""
    return finding.field == schema.OUTCOME.key or finding.code in UNANSWERED
