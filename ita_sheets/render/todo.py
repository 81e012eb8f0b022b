"""What an agency should do first, as sentences made from its own data, the most important first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ita_sheets import schema
from ita_sheets.model import Severity, Verdict
from ita_sheets.render.volumes import URGENCY, items, rows
from ita_sheets.texts import Words
from ita_sheets.texts import summary as texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ita_sheets.model import Finding
    from ita_sheets.render.book import Target
    from ita_sheets.render.volumes import Targets, Volume

MOST = 3
UNANSWERED = ("ITA403", "ITA404")  # the rules on weak indicators that no measure answers


class Todo(NamedTuple):
    """A sentence, and where its rows stand if they stand anywhere."""

    words: Words
    target: Target | None


def todos(found: Sequence[Volume], targets: Targets) -> list[Todo]:
    """At most three, from the files of the latest year; never none."""
    if not any(volume.measures for volume in found):
        return [Todo(texts.TODO_NO_MEASURES, None)]
    candidates = [*_gaps(found, targets), *_indicators(found, targets), *_findings(found, targets)]
    return candidates[:MOST] or [Todo(texts.TODO_NOTHING, None)]


def _gaps(found: Sequence[Volume], targets: Targets) -> Iterator[Todo]:
    for verdict in URGENCY:
        if listed := rows(found, verdict):
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
        labels = [schema.indicator(number).label for number in numbers]
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
